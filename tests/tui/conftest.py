"""One catalogue for all tests of the screens; a journal of its own for each."""

from __future__ import annotations

from pathlib import Path

import pytest
from tui_harness import make_practice

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.practice.context import Practice, shipped_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return shipped_catalogue()


@pytest.fixture
def practice(tmp_path: Path, catalogue: Catalogue) -> Practice:
    return make_practice(tmp_path, catalogue)
