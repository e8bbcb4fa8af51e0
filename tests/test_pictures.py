"""Every screen has its pictures, and the page that shows them shows them all."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from textual.screen import Screen

from rehab_tui.tui import screens
from scripts import script

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
MOVING = {"session-moving-dark", "session-moving-light"}


@pytest.fixture(scope="module")
def make() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(PICTURES))  # it takes its ways from beside it
        yield script("docs/pictures/make.py")


def shown_to_people() -> set[str]:
    """The classes of all screens that are put before somebody: what others build on is none."""
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    found: set[str] = set()
    waiting: list[type[Screen[Any]]] = [Screen]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.startswith(f"{screens.__name__}.") and one.compose.__module__.startswith(
            screens.__name__
        ):
            found.add(one.__name__)
    return found


def test_each_picture_is_there_and_on_the_page(make: ModuleType) -> None:
    page = (PICTURES / "README.md").read_text(encoding="utf-8")
    assert page == make.page(), "make pictures"
    assert {file.stem for file in PICTURES.glob("*.svg")} - MOVING == make.files()
    for name in make.files():
        assert f"({name}.svg)" in page


def test_no_screen_is_left_out(make: ModuleType) -> None:
    pictured = {picture.screen for picture in make.PICTURES.values()}
    assert shown_to_people() - pictured == set(), "a screen without a picture"
    assert pictured - shown_to_people() == {"CommandPalette"}, "a picture of no screen of ours"


def test_each_picture_lies_on_a_way(make: ModuleType) -> None:
    source = (PICTURES / "scenes.py").read_text(encoding="utf-8")
    for name in make.PICTURES:
        assert source.count(f'"{name}"') >= 2, f"{name} is saved nowhere"


@pytest.mark.long
def test_the_pictures_are_those_of_the_app(make: ModuleType, tmp_path: Path) -> None:
    """Three of them, made anew: after a change that is seen, `make pictures`."""
    make.make(tmp_path, frozenset({"first-run", "proposal", "journal-new"}))
    made = list(tmp_path.glob("*.svg"))
    assert len(made) == 6
    for one in made:
        assert one.read_bytes() == (PICTURES / one.name).read_bytes(), f"{one.name}: make pictures"
