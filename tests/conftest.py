"""What every room's tests share: hostile strings, quick Hypothesis, nobody's real journal.

And what saves time: the shipped catalogue is read once, programs that tests start share what Python
compiles, and a file that holds long tests alone is not looked into for the quick ones.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from hostile import HOSTILE
from rehab_tui.catalogue import files
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.paths import shipped

QUICK_ALONE = "not install and not long"
ALL_LONG = "\npytestmark = pytest.mark.long\n"

settings.register_profile("rehab", deadline=None, print_blob=True, max_examples=30)
settings.load_profile("rehab")


@pytest.fixture(scope="session")
def hostile_strings() -> tuple[str, ...]:
    """All strings of `hostile.py`."""
    return HOSTILE


@pytest.fixture(scope="session", autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the journal and the settings of whoever runs it."""
    home: Path = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("REHAB_")]:
            patch.delenv(name)
        patch.delenv("TEXTUAL_ANIMATIONS", raising=False)
        patch.setenv("REHAB_DATA_DIR", str(home / "data"))
        patch.setenv("REHAB_CONFIG_DIR", str(home / "config"))
        yield


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what holds long tests alone where none of them is asked for: True; else None."""
    if config.option.markexpr != QUICK_ALONE or collection_path.suffix != ".py":
        return None
    return ALL_LONG in collection_path.read_text(encoding="utf-8") or None


def pytest_configure(config: pytest.Config) -> None:
    """Give the programs that tests start one folder for what Python compiles."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", "") or "PYTHONPYCACHEPREFIX" not in os.environ:
        compiled = tempfile.TemporaryDirectory(prefix="rehab-compiled-", ignore_cleanup_errors=True)
        os.environ["PYTHONPYCACHEPREFIX"] = compiled.name
        config.add_cleanup(compiled.cleanup)


def _read_once() -> None:
    """Have the shipped files, which no test changes, read and checked once in each process."""
    read, both = files.load_catalogue, (shipped("exercises.yaml"), shipped("programmes.yaml"))
    of_both = cache(lambda: read(*both))

    def load_catalogue(exercises: Path, programmes: Path) -> Catalogue:
        return of_both() if (exercises, programmes) == both else read(exercises, programmes)

    files.load_catalogue = load_catalogue


_read_once()
