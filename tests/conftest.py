"""What every room's tests share: hostile strings, quick Hypothesis, nobody's real journal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from hostile import HOSTILE

settings.register_profile("rehab", deadline=None, print_blob=True, max_examples=50)
settings.load_profile("rehab")


@pytest.fixture(scope="session")
def hostile_strings() -> tuple[str, ...]:
    """All strings of `hostile.py`."""
    return HOSTILE


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `hostile` once for each hostile string."""
    if "hostile" in metafunc.fixturenames:
        names = [f"h{number}" for number in range(len(HOSTILE))]
        metafunc.parametrize("hostile", HOSTILE, ids=names)


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
