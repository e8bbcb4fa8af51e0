"""Every screen has its pictures, and the page that shows them shows them all."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pictures", PICTURES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "pictures", module)  # its dataclasses look there
        spec.loader.exec_module(module)
    return module


def test_each_picture_is_there_and_on_the_page(make: ModuleType) -> None:
    page = (PICTURES / "README.md").read_text(encoding="utf-8")
    assert page == make.page(), "make pictures"
    named = {f"{name}-{tag}" for name in make.TITLES for tag in ("dark", "dark-large")}
    named |= {f"{name}-light" for name in make.LIGHT}
    there = {file.stem for file in PICTURES.glob("*.svg")}
    assert there - {"session-moving-dark", "session-moving-light"} == named
    for name in named:
        assert f"({name}.svg)" in page


def test_no_screen_is_left_out(make: ModuleType) -> None:
    source = (PICTURES / "make.py").read_text(encoding="utf-8")
    for name in make.TITLES:
        assert source.count(f'"{name}"') >= 2, "it is saved somewhere"
