"""The person's own files of exercises: a folder of them, laid over the shipped catalogue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rehab_tui.catalogue import lay_over
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.catalogue.problems import CatalogueError, Problem
from rehab_tui.errors import RehabError

SUFFIXES = (".yaml", ".yml")
MOST_OWN = 200
"""Files of one's own that are read."""


def lay_over_all(catalogue: Catalogue, folder: Path) -> Catalogue:
    """Read the files of a folder on top; see `rehab_tui.catalogue.lay_over_all`."""
    trouble: list[Problem] = []
    for path in _own_files(folder, trouble):
        try:
            catalogue = lay_over(catalogue, path)
        except CatalogueError as error:
            trouble += error.problems
        except RehabError as error:  # it went away while we looked
            trouble.append(Problem(str(path), 0, 0, error.what, error.todo))
    return replace(catalogue, trouble=tuple(trouble))


def _own_files(folder: Path, trouble: list[Problem]) -> list[Path]:
    """The folder's files in the order of their names; those that begin with a dot are none."""
    try:
        names = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        what = f"the folder can't be read ({error.strerror})"
        trouble.append(Problem(str(folder), 0, 0, what, "Check its permissions."))
        return []
    found = [path for path in names if not path.name.startswith(".")]
    if len(found) > MOST_OWN:
        what = f"there are {len(found)} files of exercises, and {MOST_OWN} are read"
        trouble.append(Problem(str(folder), 0, 0, what, "Put several exercises in one file."))
    return found[:MOST_OWN]
