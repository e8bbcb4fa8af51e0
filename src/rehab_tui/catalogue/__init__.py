"""What an exercise, a dose and a programme are; reads and checks the YAML.

Importing the room is cheap: the parser is loaded by the first file that is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehab_tui.catalogue.problems import CatalogueError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rehab_tui.catalogue.model import Catalogue, Exercise, Programme

__all__ = [
    "CatalogueError",
    "Problem",
    "load_catalogue",
    "load_exercises",
    "load_programmes",
]


def load_catalogue(exercises: Path, programmes: Path) -> Catalogue:
    """Read and check both files of a catalogue.

    Args:
        exercises: the file of exercises.
        programmes: the file of ready programmes, whose items name those exercises.

    Raises:
        NotFoundError: when one of them does not exist.
        CatalogueError: with every problem of both files, or the reason why one can't be read.
    """
    from rehab_tui.catalogue import files

    return files.load_catalogue(exercises, programmes)


def load_exercises(
    path: Path, over: Mapping[str, Exercise] | None = None
) -> Mapping[str, Exercise]:
    """Read and check a file of exercises, as a whole or laid over others.

    Args:
        path: the file.
        over: exercises that this file adds to; one with the same id takes the other's place.

    Returns:
        Those of `over` and those of the file, by id.

    Raises:
        NotFoundError: when it does not exist.
        CatalogueError: with every problem, or the reason why it can't be read.
    """
    from rehab_tui.catalogue import files

    return files.load_exercises(path, over or {})


def load_programmes(path: Path, exercises: Mapping[str, Exercise]) -> Mapping[str, Programme]:
    """Read and check a file of programmes whose items name these exercises.

    Raises:
        NotFoundError: when it does not exist.
        CatalogueError: with every problem, or the reason why it can't be read.
    """
    from rehab_tui.catalogue import files

    return files.load_programmes(path, exercises)
