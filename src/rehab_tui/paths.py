"""The only place that knows where things are, and how files are opened and written safely."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rehab_tui.errors import RehabError, refused

PRIVATE_FOLDER = 0o700
DEMO = "REHAB_DEMO"
"""The variable that names the folder of a demo, in the shell that was opened for it."""
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
    def plan(self) -> Path:
        """The person's plan."""
        return self.config / "plan.yaml"

    @property
    def plan_kept(self) -> Path:
        """A copy of the last plan that could be read, for as long as the plan can't."""
        return self.data / "plan-last-good.yaml"

    @property
    def log(self) -> Path:
        """What `REHAB_DEBUG` keeps; older parts lie beside it. May be deleted any time."""
        return self.data / "log" / "rehab.log"

    @property
    def own_exercises(self) -> Path:
        """The folder of the person's own exercises."""
        return self.config / "exercises.d"


def user_paths(environment: Mapping[str, str] | None = None) -> Paths:
    """Find the data and config folders.

    `REHAB_DATA_DIR` and `REHAB_CONFIG_DIR` override the platform's own places. Before all of them
    comes `REHAB_DEMO`: the others may be set again by what a shell reads as it begins.

    Raises:
        RehabError: when there is no home to put them in, a folder is named relative to the
            current folder (health data never lands where a program happens to be started), or the
            demo is over.
    """
    env = os.environ if environment is None else environment
    if demo := demo_folder(env):
        return Paths(demo / "data", demo / "config")
    return Paths(
        data=_folder(env, "REHAB_DATA_DIR", "XDG_DATA_HOME"),
        config=_folder(env, "REHAB_CONFIG_DIR", "XDG_CONFIG_HOME"),
    )


def demo_folder(environment: Mapping[str, str]) -> Path | None:
    """The folder of the demo that this shell was opened for; None outside of one.

    Raises:
        RehabError: when that demo is over: what is noted there now would be lost.
    """
    named = environment.get(DEMO, "")
    if not named:
        return None
    folder = _absolute(named, DEMO)
    if not folder.is_dir():
        raise RehabError(
            "the demo that this shell was opened for is over",
            f"Open a new terminal, or type: unset {DEMO}",
        )
    return folder


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
    """A data file that comes with the program, such as `exercises.yaml`, or a page of `docs/`.

    An installed wheel carries both in `data/` inside the package; in a checkout they are beside
    `src/`.
    """
    package = Path(__file__).resolve().parent
    inside = package / "data" / name
    if inside.is_file():
        return inside
    return package.parents[1] / ("docs" if name.endswith(".md") else "data") / name


def make_private_folder(folder: Path) -> None:
    """Create `folder` and its parents, for its owner only.

    One that is there is closed to others; what its owner may do in it stays as they chose it.

    Raises:
        RehabError: when it can't be made.
    """
    try:
        missing = [parent for parent in folder.parents if not parent.exists()]
        for part in (*reversed(missing), folder):
            part.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)  # refuses a file in its place
            if (mode := part.stat().st_mode) & 0o077:
                part.chmod(mode & PRIVATE_FOLDER)
    except OSError as error:
        todo = "Check who owns the folder above it, or set REHAB_DATA_DIR to a folder of yours."
        raise refused("the folder can't be made", error, where=str(folder), todo=todo) from error


def write_whole(target: Path, content: bytes, *, replace: bool) -> None:
    """Write a file, readable by its owner only: all of it is there and durable, or nothing.

    Args:
        target: Where; its folder is there already.
        content: All of it.
        replace: Whether it may take the place of what is there.

    Raises:
        FileExistsError: something is there and is left as it was.
        OSError: it can't be written; what was there is as it was.
        ValueError: no file can have such a name.
    """
    import tempfile  # only writers pay for it

    if not replace and os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if replace or not _linked(written, target):
            written.replace(target)
    finally:
        written.unlink(missing_ok=True)
    fsync_folder(target.parent)


def _linked(written: Path, target: Path) -> bool:
    """Give a written file a name that nobody has; False: the name is kept for it, nothing more."""
    try:
        os.link(written, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: an empty file takes the name
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        return False
    return True


def open_regular(path: Path, flags: int) -> int:
    """Open a file as `os.open` does, but nothing that could keep us waiting: a FIFO, a device.

    Returns:
        its handle; a new file is readable by its owner only.

    Raises:
        OSError: it can't be opened, or is no regular file.
    """
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o600)
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return handle
    os.close(handle)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    raise OSError(errno.EINVAL, "it is no regular file", str(path))


def fsync_folder(folder: Path) -> None:
    """See that a file which was moved into `folder` is still there after a power cut."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
