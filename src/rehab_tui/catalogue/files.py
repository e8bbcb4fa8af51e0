"""Reads the catalogue's files, each with all of its problems at once."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.exercises import EMPTY, ExerciseFile, read_exercises
from rehab_tui.catalogue.model import Catalogue, Exercise, Programme
from rehab_tui.catalogue.problems import CatalogueError, Problems, TooManyError
from rehab_tui.catalogue.programmes import read_programmes
from rehab_tui.catalogue.reader import Found
from rehab_tui.catalogue.syntax import parse, read_bytes
from rehab_tui.text import clean


def load_catalogue(exercises: Path, programmes: Path) -> Catalogue:
    """Read both files; see `rehab_tui.catalogue.load_catalogue`."""
    first, second = Problems(str(exercises)), Problems(str(programmes))
    file = _read(exercises, first, EMPTY)
    known = None if file is None else _values(file.records)
    unsound = {name for name, one in file.records.items() if not one.sound} if file else set()
    ready = _programmes(programmes, second, known, unsound)
    if found := [*first, *second]:
        raise CatalogueError(found)
    chains = file.chains if file else {}
    return Catalogue(MappingProxyType(known or {}), MappingProxyType(ready), chains)


def load_exercises(path: Path) -> Catalogue:
    """Read a whole file of exercises; see `rehab_tui.catalogue.load_exercises`."""
    return lay_over(EMPTY, path)


def lay_over(catalogue: Catalogue, path: Path) -> Catalogue:
    """Read a file on top of a catalogue; see `rehab_tui.catalogue.lay_over`."""
    problems = Problems(str(path))
    file = _read(path, problems, catalogue)
    if file is not None and not problems:
        _check_only_here(file.records, catalogue.own, problems)
        _check_programmes(file.records, catalogue.programmes, problems)
    if file is None or problems:
        raise CatalogueError(problems)
    before = catalogue.exercises
    mine = {name: _with_flags(one, before.get(name)) for name, one in _values(file.records).items()}
    return replace(
        catalogue,
        exercises=MappingProxyType({**before, **mine}),
        chains=MappingProxyType({**catalogue.chains, **file.chains}),
        own=MappingProxyType({**catalogue.own, **dict.fromkeys(file.records, path.name)}),
        replaced=catalogue.replaced | (catalogue.exercises.keys() & file.records.keys()),
    )


def _read(path: Path, problems: Problems, over: Catalogue) -> ExerciseFile | None:
    """The file; None, with the reason noted, when it could not be read to its end."""
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


def _check_programmes(
    records: Mapping[str, Found[Exercise]], programmes: Mapping[str, Programme], problems: Problems
) -> None:
    """An exercise that takes another's place must have a dose that the programmes can change."""
    misfits: dict[str, str] = {}
    for programme in programmes.values():
        for item in (item for phase in programme.phases for item in phase.items):
            if item.exercise in records and item.exercise not in misfits:
                try:
                    apply_change(records[item.exercise].value.dose, item.change)
                except ValueError as error:
                    misfits[item.exercise] = f"'{programme.id}' can't use this dose: {error}"
    for name, what in misfits.items():
        todo = "Dose it as the exercise that it replaces, or give it another id."
        problems.at(records[name].at("dose"), clean(what), todo)


def _check_only_here(
    records: Mapping[str, Found[Exercise]], own: Mapping[str, str], problems: Problems
) -> None:
    """Two files of one's own with the same id would leave it to their names which one counts."""
    for name in records.keys() & own.keys():
        what = f"'{name}' is in {clean(own[name])} already"
        problems.at(records[name].at("id"), what, "Give it another id, or take one of them out.")


def _with_flags(own: Exercise, before: Exercise | None) -> Exercise:
    """Who must avoid or mind an exercise must do so with the one that takes its place."""
    if before is None:
        return own
    avoid = own.avoid | before.avoid
    care = (own.care | before.care) - avoid
    notes = {**before.take_care, **own.take_care}
    return replace(
        own,
        avoid=avoid,
        care=care,
        take_care=MappingProxyType({flag: words for flag, words in notes.items() if flag in care}),
        alternatives=MappingProxyType({**before.alternatives, **own.alternatives}),
        easier=own.easier or before.easier,
    )


def _values(records: Mapping[str, Found[Exercise]]) -> dict[str, Exercise]:
    return {name: one.value for name, one in records.items()}
