"""The page of keys is made from the code, and leaves no screen with keys of its own out."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from scripts import script

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def make() -> ModuleType:
    return script("docs/keyboard/make.py")


def test_the_page_is_what_the_command_makes(make: ModuleType) -> None:
    assert (DOCS / "keyboard.md").read_text(encoding="utf-8") == make.page(), "make keys"


def test_the_screens_that_today_opens_are_on_it(make: ModuleType) -> None:
    from rehab_tui.tui.screens import today

    opened = {
        name for name, one in vars(today).items() if name.endswith("Screen") and name != "Screen"
    }
    assert opened <= {screen.__name__ for _, screen in make.SCREENS}
