"""Reads the catalogue's files, each with all of its problems at once."""

from __future__ import annotations

from collections.abc import Mapping, Set
from pathlib import Path
from types import MappingProxyType

from rehab_tui.catalogue.exercises import read_exercises
from rehab_tui.catalogue.model import Catalogue, Exercise, Programme
from rehab_tui.catalogue.problems import CatalogueError, Problems, TooManyError
from rehab_tui.catalogue.programmes import read_programmes
from rehab_tui.catalogue.reader import Found
from rehab_tui.catalogue.syntax import parse, read_bytes

_NONE: Mapping[str, Exercise] = MappingProxyType({})


def load_catalogue(exercises: Path, programmes: Path) -> Catalogue:
    """Read both files; see `rehab_tui.catalogue.load_catalogue`."""
    first, second = Problems(str(exercises)), Problems(str(programmes))
    records = _exercises(exercises, first, _NONE)
    known = None if records is None else _values(records)
    unsound = {name for name, one in (records or {}).items() if not one.sound}
    ready = _programmes(programmes, second, known, unsound)
    if found := [*first, *second]:
        raise CatalogueError(found)
    return Catalogue(MappingProxyType(known or {}), MappingProxyType(ready))


def load_exercises(path: Path, over: Mapping[str, Exercise] = _NONE) -> Mapping[str, Exercise]:
    """Read a file of exercises; see `rehab_tui.catalogue.load_exercises`."""
    problems = Problems(str(path))
    records = _exercises(path, problems, over)
    if problems:
        raise CatalogueError(problems)
    return MappingProxyType({**over, **_values(records or {})})


def load_programmes(path: Path, exercises: Mapping[str, Exercise]) -> Mapping[str, Programme]:
    """Read a file of programmes; see `rehab_tui.catalogue.load_programmes`."""
    problems = Problems(str(path))
    ready = _programmes(path, problems, exercises, frozenset())
    if problems:
        raise CatalogueError(problems)
    return MappingProxyType(ready)


def _exercises(
    path: Path, problems: Problems, over: Mapping[str, Exercise]
) -> dict[str, Found[Exercise]] | None:
    """The records; None, with the reason noted, when the file could not be read to its end."""
    content = read_bytes(path)
    try:
        root = parse(content, problems)
        return None if root is None else read_exercises(root, problems, over)
    except TooManyError:
        return None


def _programmes(
    path: Path, problems: Problems, known: Mapping[str, Exercise] | None, unsound: Set[str]
) -> dict[str, Programme]:
    content = read_bytes(path)
    try:
        root = parse(content, problems)
        return {} if root is None else read_programmes(root, problems, known, unsound)
    except TooManyError:
        return {}


def _values(records: Mapping[str, Found[Exercise]]) -> dict[str, Exercise]:
    return {name: one.value for name, one in records.items()}
