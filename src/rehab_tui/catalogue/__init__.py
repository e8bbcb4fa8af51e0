"""What an exercise, a dose and a programme are; reads and checks the YAML.

Importing the room is cheap: the parser is loaded by the first file that is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehab_tui.catalogue.problems import CatalogueError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from rehab_tui.catalogue.model import Catalogue

__all__ = [
    "CatalogueError",
    "Problem",
    "in_imperial",
    "lay_over",
    "lay_over_all",
    "load_catalogue",
    "load_exercises",
]


def load_catalogue(exercises: Path, programmes: Path, cache: Path | None = None) -> Catalogue:
    """Read and check both files of a catalogue.

    Args:
        exercises: the file of exercises.
        programmes: the file of ready programmes, whose items name those exercises.
        cache: a file in which the result may be kept for the next time, in a folder that exists.

    Raises:
        NotFoundError: when one of them does not exist.
        CatalogueError: with every problem of both files, or the reason why one can't be read.
    """

    def read() -> Catalogue:
        from rehab_tui.catalogue import files

        return files.load_catalogue(exercises, programmes)

    if cache is None:
        return read()
    from rehab_tui.catalogue.cache import through_cache

    return through_cache(cache, (exercises, programmes), read)


def load_exercises(path: Path) -> Catalogue:
    """Read and check a whole file of exercises, without programmes.

    Raises:
        NotFoundError: when it does not exist.
        CatalogueError: with every problem, or the reason why it can't be read.
    """
    from rehab_tui.catalogue import files

    return files.load_exercises(path)


def lay_over(catalogue: Catalogue, path: Path) -> Catalogue:
    """Read and check a file of exercises on top of a catalogue.

    Args:
        catalogue: what the file adds to. An exercise with the same id, or a chain with the same
            name, takes the other's place, as long as the programmes can still use it.
        path: the file.

    Raises:
        NotFoundError: when it does not exist.
        CatalogueError: with every problem, or the reason why it can't be read.
    """
    from rehab_tui.catalogue import files

    return files.lay_over(catalogue, path)


def lay_over_all(catalogue: Catalogue, folder: Path) -> Catalogue:
    """Read the YAML files of a folder on top of a catalogue, in the order of their names.

    A file with a problem is left out whole, and the problem is kept in the result's `trouble`; the
    others count. A folder that is not there has no files.
    """
    from rehab_tui.catalogue import own

    return own.lay_over_all(catalogue, folder)


def in_imperial(catalogue: Catalogue) -> Catalogue:
    """The catalogue with its words in pounds and inches."""
    from rehab_tui.catalogue import spelled

    return spelled.in_imperial(catalogue)
