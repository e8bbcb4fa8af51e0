"""The only place that knows where things are, and makes folders that are private."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rehab_tui.errors import RehabError

PRIVATE_FOLDER = 0o700
_APP = "rehab-tui"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where this person's files live. Nothing is created by naming them."""

    data: Path
    config: Path

    @property
    def journal(self) -> Path:
        """The SQLite file."""
        return self.data / "journal.sqlite3"

    @property
    def config_file(self) -> Path:
        """The person's settings."""
        return self.config / "config.toml"

    @property
    def catalogue_cache(self) -> Path:
        """What was read of the shipped catalogue, for the next start; may be deleted any time."""
        return self.data / "catalogue.cache"

    @property
    def own_exercises(self) -> Path:
        """The folder of the person's own exercises."""
        return self.config / "exercises.d"


def user_paths(environment: Mapping[str, str] | None = None) -> Paths:
    """Find the data and config folders.

    `REHAB_DATA_DIR` and `REHAB_CONFIG_DIR` override the platform's own places.

    Raises:
        RehabError: when there is no home to put them in, or a folder is named relative to the
            current folder: health data never lands where a program happens to be started.
    """
    env = os.environ if environment is None else environment
    return Paths(
        data=_folder(env, "REHAB_DATA_DIR", "XDG_DATA_HOME"),
        config=_folder(env, "REHAB_CONFIG_DIR", "XDG_CONFIG_HOME"),
    )


def _folder(env: Mapping[str, str], own: str, xdg: str) -> Path:
    named = env.get(own, "")
    if named:
        return _absolute(named, own)
    if env.get(xdg):
        return _absolute(env[xdg], xdg) / _APP
    import platformdirs

    find = platformdirs.user_data_dir if own == "REHAB_DATA_DIR" else platformdirs.user_config_dir
    folder = Path(find(_APP, appauthor=False))
    if not folder.is_absolute() or (os.name == "posix" and not env.get("HOME")):
        raise RehabError(
            "there is no home folder to keep your journal in",
            f"Set HOME, or set {own} to a folder of yours.",
        )
    return folder


def _absolute(named: str, variable: str) -> Path:
    try:
        folder = Path(named).expanduser()
    except RuntimeError:  # ~somebody, who is not
        folder = Path(named)
    if not folder.is_absolute():
        raise RehabError(
            f"'{named}' is not an absolute path",
            "Name the whole path, from the root.",
            where=variable,
        )
    return folder


def shipped(name: str) -> Path:
    """A data file that comes with the program, such as `exercises.yaml`.

    An installed wheel carries `data/` inside the package; a checkout has it beside `src/`.
    """
    package = Path(__file__).resolve().parent
    inside = package / "data" / name
    return inside if inside.is_file() else package.parents[1] / "data" / name


def make_private_folder(folder: Path) -> None:
    """Create `folder` and its parents, readable by its owner only.

    Raises:
        RehabError: when it can't be made.
    """
    try:
        missing = [parent for parent in folder.parents if not parent.exists()]
        for part in (*reversed(missing), folder):
            part.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)  # refuses a file in its place
            part.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise RehabError(
            f"the folder can't be made ({error.strerror})",
            "Check who owns the folder above it, or set REHAB_DATA_DIR to a folder of yours.",
            where=str(folder),
        ) from error


def fsync_folder(folder: Path) -> None:
    """See that a file which was moved into `folder` is still there after a power cut."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
