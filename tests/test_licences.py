"""Every package that the program asks for is on the page of licences."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from packaging.utils import canonicalize_name

from scripts import script

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "licences.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def make() -> ModuleType:
    return script("docs/licences/make.py")


def test_none_is_missing_and_each_has_a_licence(make: ModuleType) -> None:
    """Those that pyproject.toml names; what they bring themselves may change any day."""
    names = {canonicalize_name(one.name) for one in make.asked_for()}
    assert {"textual", "sqlmodel", "miniaudio"} <= names <= set(make.everything())
    for name in names:
        assert f"| {name} | {make.licence(name)} | rehab-tui" in PAGE, "make licences"


def test_no_licence_asks_for_more_than_its_text(make: ModuleType) -> None:
    """None that would bind whoever passes rehab on."""
    for line in PAGE.splitlines():
        if line.startswith("| ") and not line.startswith("| package"):
            assert "GPL" not in line.split("|")[2], line
