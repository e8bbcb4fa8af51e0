"""The gallery shows every exercise, as it is drawn now."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from rehab_tui.practice.context import shipped_catalogue
from scripts import script

pytestmark = pytest.mark.long

GALLERY = Path(__file__).parents[1] / "docs" / "gallery"


@pytest.fixture(scope="module")
def make() -> ModuleType:
    return script("docs/gallery/make.py")


def test_the_gallery_is_what_the_command_makes(make: ModuleType) -> None:
    wanted = dict(make.files(shipped_catalogue()))
    assert len(wanted) == 120
    there = {path.name for path in GALLERY.iterdir() if path.suffix in (".svg", ".md")}
    assert there == wanted.keys(), "make gallery"
    stale = [n for n, text in wanted.items() if (GALLERY / n).read_text(encoding="utf-8") != text]
    assert not stale, "make gallery"


def test_a_picture_is_sound_and_asks_for_nothing_from_outside(make: ModuleType) -> None:
    for name, text in make.files(shipped_catalogue()):
        if name.endswith(".svg"):
            root = ElementTree.fromstring(text)
            assert root.find("{http://www.w3.org/2000/svg}title") is not None
            assert "href" not in text
            assert "<script" not in text
