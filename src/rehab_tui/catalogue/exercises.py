"""Reads exercises: the shape of each record, and that the records fit together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast, get_args

from rehab_tui.catalogue import dose as doses
from rehab_tui.catalogue.lists import CONDITIONS, FLAGS, POSITIONS, PURPOSES, REGIONS
from rehab_tui.catalogue.model import (
    Air,
    Breath,
    Catalogue,
    Dose,
    DoseChange,
    Equipment,
    Exercise,
    Mark,
    Sides,
    Variant,
    Verbs,
)
from rehab_tui.catalogue.nodes import Node, find, plain
from rehab_tui.catalogue.problems import Problems, quoted
from rehab_tui.catalogue.reader import (
    Fields,
    Found,
    Kind,
    by_id,
    distinct,
    found,
    listing,
    mapping,
    one_of,
    real,
    record,
    schema,
    slug,
    text,
    whole,
)
from rehab_tui.catalogue.references import Chains, check_records
from rehab_tui.figure import Figure
from rehab_tui.figure.spec import FigureError, parse_figure
from rehab_tui.text import clean

MOST = 1000
"""Exercises in one file."""

EASY_BREATH = "Breathe as you like, in through your nose and out through pursed lips."
GOOD = "Gentle work or a mild stretch, and nothing that hurts."
WARNING = "Sharp pain, dizziness, tingling or numbness. Stop."
CAUTION = "Go only as far as it stays comfortable."
"""What is told where a record says nothing of its own, as a doctor's slip does."""

LEAVE_OUT = "leave-out"
"""The alternative that is none: the exercise is left out."""

_LONGEST_MESSAGE = 300
"""Characters of what a figure says about itself; it may repeat what the file says."""

# --- one record --------------------------------------------------------------------------------
ID = slug()
NAME = text(60)
WORDS = text(800)
CONDITION_LIST = distinct(listing(one_of(tuple(CONDITIONS)), 1, len(CONDITIONS)))
MARK = one_of(cast("tuple[Mark, ...]", get_args(Mark)))
_REGION, _POSITION, _PURPOSE = one_of(REGIONS), one_of(POSITIONS), one_of(PURPOSES)
_AIR = one_of(cast("tuple[Air, ...]", get_args(Air)))
_FLAG = one_of(tuple(FLAGS))
_FLAG_LIST = distinct(listing(_FLAG, 1, len(FLAGS)))
_THING = text(100)
_VERB = text(14)
_SIDE = text(24)
_FETCH = listing(_THING, 1, 12)
_CUES = listing(text(90), 2, 4)
_MISTAKES = listing(WORDS, 1, 3)
_SIDES = one_of(cast("tuple[Sides, ...]", get_args(Sides)))
_LOAD = text(doses.LONGEST_LOAD)
_PART = real(*doses.PART)
_TEMPO = cast("Kind[tuple[float, float, float]]", listing(_PART, 3, 3))
_PATTERN = cast("Kind[tuple[float, float, float, float]]", listing(_PART, 4, 4))
_WHOLE = {name: whole(low, high) for name, (low, high) in doses.LIMITS.items()}


def change_fields(fields: Fields) -> DoseChange:
    """The fields of a dose, each of which may be left out."""
    return DoseChange(
        sets=fields.may("sets", _WHOLE["sets"]),
        reps=fields.may("reps", _WHOLE["reps"]),
        seconds=fields.may("seconds", _WHOLE["seconds"]),
        tempo=fields.may("tempo", _TEMPO),
        pattern=fields.may("pattern", _PATTERN),
        rest=fields.may("rest", _WHOLE["rest"]),
        sides=fields.may("sides", _SIDES),
        load=fields.may("load", _LOAD),
    )


def _dose(fields: Fields) -> Dose:
    dose = doses.merge(Dose(), change_fields(fields))
    if fields.sound:
        for name, what, todo in doses.faults(dose):
            fields.problems.at(fields.place(name), what, todo)
    return dose


def _change(fields: Fields) -> DoseChange:
    change = change_fields(fields)
    if change == DoseChange():
        fields.problems.at(fields.node, "this changes nothing", "Add a field of the dose.")
    return change


def _breath(fields: Fields) -> Breath:
    return Breath(
        say=fields.need("say", WORDS),
        effort=fields.may("effort", _AIR) or "easy",
        hold=fields.may("hold", _AIR) or "easy",
        back=fields.may("return", _AIR) or "easy",
    )


def _verbs(fields: Fields) -> Verbs:
    usual = Verbs()
    return Verbs(
        effort=fields.need("effort", _VERB),
        hold=fields.may("hold", _VERB) or usual.hold,
        back=fields.need("return", _VERB),
    )


def _equipment(fields: Fields) -> Equipment:
    return Equipment(need=fields.need("need", _THING), instead=fields.may("instead", _THING))


def _variant(fields: Fields) -> Variant:
    variant = Variant(
        say=fields.need("say", WORDS),
        to=fields.may("to", ID),
        dose=fields.may("dose", _CHANGE),
    )
    if "to" in fields and "dose" in fields:
        what = "a variant has 'to' or 'dose', not both"
        fields.problems.at(fields.place("to"), what, "Take one of them out.")
    return variant


def _flags(fields: Fields) -> tuple[frozenset[str], frozenset[str]]:
    avoid = fields.may("avoid", _FLAG_LIST) or ()
    care = fields.may("care", _FLAG_LIST) or ()
    for index, flag in enumerate(care):
        if flag in avoid and fields.sound:
            place = find(fields.place("care"), [index])
            fields.problems.at(place, f"'{flag}' is under 'avoid' too", "Keep one of them.")
    return frozenset(avoid), frozenset(care)


def _read_figure(node: Node, problems: Problems, _name: str) -> Figure | None:
    if not isinstance(node.value, dict):
        what = f"'figure' must be a mapping, not {quoted(node.value)}"
        problems.at(node, what, "Write key: value.")
        return None
    try:
        return parse_figure(cast("dict[str, object]", plain(node)))
    except FigureError as error:
        for path, message in error.problems:
            problems.at(find(node, path), clean(message[:_LONGEST_MESSAGE]))
        return None


_DOSE = record("a dose", _dose, Dose(reps=1, tempo=(1.0, 1.0, 1.0)))
_CHANGE = record("a change of the dose", _change, DoseChange(sets=1))
_BREATH = record("a breath", _breath, Breath(say=""))
_VERBS = record("the verbs", _verbs, Verbs())
_THINGS = listing(record("a piece of equipment", _equipment, Equipment("")), 1, 12)
_VARIANT = record("a variant", _variant, Variant(""))
_FLAGS_KIND = record("flags", _flags, (frozenset[str](), frozenset[str]()))
_ALTERNATIVES = mapping(_FLAG, ID)
FLAG_WORDS = mapping(_FLAG, WORDS)
_CHAINS = mapping(ID, listing(ID, 2, 30))
_FIGURE: Kind[Figure | None] = Kind(_read_figure, None)


def _exercise(fields: Fields) -> Exercise:
    """A record of the catalogue."""
    avoid, care = fields.may("flags", _FLAGS_KIND) or (frozenset(), frozenset())
    named: dict[str, str] = fields.may("alternatives", _ALTERNATIVES) or {}
    notes: dict[str, str] = fields.may("take_care", FLAG_WORDS) or {}
    swaps = {flag: None if to == LEAVE_OUT else to for flag, to in named.items()}
    return Exercise(
        id=fields.need("id", ID),
        name=fields.need("name", NAME),
        region=fields.need("region", _REGION),
        position=fields.need("position", _POSITION),
        purpose=fields.need("purpose", _PURPOSE),
        basis=fields.may("basis", MARK) or "C",
        conditions=fields.may("conditions", CONDITION_LIST) or (),
        equipment=fields.may("equipment", _THINGS) or (),
        fetch=fields.may("fetch", _FETCH) or (),
        setup=fields.need("setup", WORDS),
        home=fields.may("home", WORDS) or "",
        dose=fields.need("dose", _DOSE),
        verbs=fields.may("verbs", _VERBS) or Verbs(),
        side=fields.may("side", _SIDE) or "side",
        breath=fields.may("breath", _BREATH) or Breath(EASY_BREATH),
        posture=fields.may("posture", WORDS) or "",
        cues=fields.need("cues", _CUES),
        mistakes=fields.may("mistakes", _MISTAKES) or (),
        self_check=fields.may("self_check", WORDS) or "",
        good=fields.may("good", WORDS) or GOOD,
        warning=fields.may("warning", WORDS) or WARNING,
        caution=fields.may("caution", WORDS) or CAUTION,
        take_care=MappingProxyType(notes),
        avoid=avoid,
        care=care,
        alternatives=MappingProxyType(swaps),
        easier=fields.may("easier", _VARIANT),
        harder=fields.may("harder", _VARIANT),
        figure=fields.may("figure", _FIGURE),
    )


# --- the file ----------------------------------------------------------------------------------
_RECORDS = listing(found("an exercise", _exercise), 1, MOST)


@dataclass(frozen=True, slots=True)
class ExerciseFile:
    """A file of exercises as read: every record by id, and the chains by name."""

    records: Mapping[str, Found[Exercise]]
    chains: Chains


_Content = tuple[tuple[Found[Exercise] | None, ...], dict[str, tuple[str, ...]]]
_NOTHING: _Content = ((), {})


def _file(fields: Fields) -> _Content:
    fields.need("schema", schema(1))
    return fields.need("exercises", _RECORDS), fields.may("chains", _CHAINS) or {}


_FILE = record("a catalogue of exercises", _file, _NOTHING)
EMPTY = Catalogue(MappingProxyType({}), MappingProxyType({}))
"""What a whole catalogue is laid over."""


def read_exercises(root: Node, problems: Problems, over: Catalogue = EMPTY) -> ExerciseFile:
    """Read a file's exercises and chains, noting every problem in `problems`.

    Args:
        root: the whole document.
        problems: where problems go; with any in it the result is only good for finding more.
        over: what this file is laid over; a record with the same id, and a chain with the same
            name, replaces one.

    Raises:
        TooManyError: when `problems` is full.
    """
    found_all, chains = _FILE.read(root, problems, "the file")
    read = [one for one in found_all if one]
    records = by_id(read, lambda exercise: exercise.id, problems)
    known = {**over.exercises, **{name: one.value for name, one in records.items()}}
    check_records(read, known, {**over.chains, **chains}, root, problems)
    return ExerciseFile(records, chains)
