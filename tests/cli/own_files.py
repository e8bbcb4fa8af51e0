"""Files of exercises as a person writes them."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def own_folder(home: Path) -> Path:
    """The folder of one's own exercises."""
    folder = home / "config" / "exercises.d"
    folder.mkdir(parents=True)
    return folder


def written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def flat(text: str) -> str:
    """Text whose lines were broken, in one."""
    return " ".join(text.split())
