"""Reads ready programmes: the shape of each, its phases in order, its items real and fitting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType

from rehab_tui.catalogue.exercises import (
    CONDITION_LIST,
    FLAG_WORDS,
    ID,
    MARK,
    NAME,
    WORDS,
    change_fields,
)
from rehab_tui.catalogue.model import Exercise, Frequency, Item, Key, Phase, Programme
from rehab_tui.catalogue.nodes import Node, find
from rehab_tui.catalogue.problems import Problems
from rehab_tui.catalogue.reader import (
    Fields,
    Found,
    by_id,
    found,
    listing,
    one_of,
    record,
    schema,
    whole,
)
from rehab_tui.catalogue.references import check_change, check_reference

MOST = 200
"""Programmes in one file."""

_WEEKS = 104
"""The last week that a phase may name: two years."""

_DAYS = whole(1, 7)
_FROM_ONE, _FROM_BIRTH = listing(whole(1, _WEEKS), 2, 2), listing(whole(0, _WEEKS), 2, 2)
_LETTER = one_of(("A", "B", "flare"))
_KEYS: dict[str, Key] = {"weeks": "week", "since_birth": "birth", "letter": "letter"}
_NAMES: dict[Key, str] = {key: name for name, key in _KEYS.items()}


# --- one programme -----------------------------------------------------------------------------
def _frequency(fields: Fields) -> Frequency:
    frequency = Frequency(
        at_least=fields.need("at_least", _DAYS),
        plan=fields.need("plan", _DAYS),
        at_most=fields.need("at_most", _DAYS),
        rounds=fields.may("rounds", whole(1, 6)) or 1,
        walk_days=fields.may("walk_days", whole(0, 7)) or 0,
    )
    if not fields.sound:
        return frequency
    for low, high in (("at_least", "plan"), ("plan", "at_most")):
        if getattr(frequency, low) > getattr(frequency, high):
            what = f"'{high}' can't be less than '{low}'"
            fields.problems.at(fields.place(high), what, "Raise one or lower the other.")
    return frequency


def _item(fields: Fields) -> Item:
    return Item(exercise=fields.need("exercise", ID), change=change_fields(fields))


_FREQUENCY = record("a frequency", _frequency, Frequency(1, 1, 1))
ITEMS = listing(record("an item", _item, Item("")), 1, 30)
"""The exercises of a session."""


def _phase(fields: Fields) -> Phase:
    weeks = fields.may("weeks", _FROM_ONE)
    birth = fields.may("since_birth", _FROM_BIRTH)
    letter = fields.may("letter", _LETTER)
    given = [name for name in _KEYS if name in fields]
    if len(given) != 1:
        todo = "Keep one of them." if given else "Add one, such as weeks: [1, 2]."
        what = "a phase has exactly one of 'weeks', 'since_birth' and 'letter'"
        fields.problems.at(fields.place(*given[1:]), what, todo)
    first, last = weeks or birth or (None, None)
    if first is not None and last is not None and first > last:
        what = f"week {last} comes before week {first}"
        fields.problems.at(fields.place(*given), what, "Write the first week first.")
    return Phase(
        title=fields.need("title", NAME),
        key=_KEYS[given[0]] if given else "week",
        frequency=fields.need("frequency", _FREQUENCY),
        items=fields.need("items", ITEMS),
        first=first,
        last=last,
        letter=letter,
        begins_when=fields.may("begins_when", WORDS) or "",
    )


_PHASE = record("a phase", _phase, Phase("", "week", Frequency(1, 1, 1), ()))
_PHASES = listing(_PHASE, 1, 30)


def _programme(fields: Fields) -> Programme:
    weeks = fields.may("weeks", whole(1, _WEEKS))
    phases = fields.need("phases", _PHASES)
    asked: dict[str, str] = fields.may("ask_first", FLAG_WORDS) or {}
    if fields.sound:
        _check_keys(fields, phases, weeks)
    return Programme(
        id=fields.need("id", ID),
        name=fields.need("name", NAME),
        basis=fields.may("basis", MARK) or "C",
        conditions=fields.need("conditions", CONDITION_LIST),
        suits=fields.need("suits", WORDS),
        expect=fields.need("expect", WORDS),
        weekly_question=fields.may("weekly_question", WORDS) or "",
        goes_on_when=fields.may("goes_on_when", WORDS) or "",
        ask_first=MappingProxyType(asked),
        weeks=weeks,
        phases=phases,
    )


def _check_keys(fields: Fields, phases: Sequence[Phase], weeks: int | None) -> None:
    """One kind of key in a programme; weeks in order, without a gap or an overlap."""
    key = phases[0].key
    for index, phase in enumerate(phases):
        if phase.key != key:
            what = f"the first phase has '{_NAMES[key]}', and this one '{_NAMES[phase.key]}'"
            todo = "Use one kind for all phases of a programme."
            fields.problems.at(_key_place(fields.node, index, phase), what, todo)
            return
    if key == "letter":
        _check_letters(fields, phases, weeks)
    else:
        _check_weeks(fields, phases, weeks)


def _check_letters(fields: Fields, phases: Sequence[Phase], weeks: int | None) -> None:
    seen: set[str | None] = set()
    for index, phase in enumerate(phases):
        if phase.letter in seen:
            what = f"there is already a phase '{phase.letter}'"
            fields.problems.at(_key_place(fields.node, index, phase), what, "Choose another.")
        seen.add(phase.letter)
    if weeks is not None:
        what = "a programme of lettered phases has no end"
        fields.problems.at(fields.place("weeks"), what, "Take 'weeks' out.")


def _check_weeks(fields: Fields, phases: Sequence[Phase], weeks: int | None) -> None:
    expected = 1 if phases[0].key == "week" else phases[0].first or 0
    for index, phase in enumerate(phases):
        if phase.first != expected:
            what = f"this phase begins in week {phase.first}"
            todo = f"Begin in week {expected}, so that there is no gap and no overlap."
            fields.problems.at(_key_place(fields.node, index, phase), what, todo)
        expected = (phase.last or 0) + 1
    if weeks is not None and phases[-1].last != weeks:
        what = f"'weeks' is {weeks}, and the last phase ends in week {phases[-1].last}"
        fields.problems.at(fields.place("weeks"), what, "Make them the same.")


def _key_place(node: Node, index: int, phase: Phase) -> Node:
    return find(node, ("phases", index, _NAMES[phase.key]))


# --- the file ----------------------------------------------------------------------------------
_RECORDS = listing(found("a programme", _programme), 1, MOST)


_NOTHING: tuple[Found[Programme] | None, ...] = ()


def _file(fields: Fields) -> tuple[Found[Programme] | None, ...]:
    fields.need("schema", schema(1))
    return fields.need("programmes", _RECORDS)


_FILE = record("a file of programmes", _file, _NOTHING)


def read_programmes(
    root: Node,
    problems: Problems,
    exercises: Mapping[str, Exercise] | None,
    unsound: Set[str] = frozenset(),
) -> dict[str, Programme]:
    """Read a file's programmes by id, noting every problem in `problems`.

    Args:
        root: the whole document.
        problems: where problems go; with any in it the result is only good for finding more.
        exercises: what items may name; None when their file could not be read at all.
        unsound: ids of exercises that were read with problems, whose doses tell nothing.

    Raises:
        TooManyError: when `problems` is full.
    """
    read = [one for one in _FILE.read(root, problems, "the file") if one]
    for one in read:
        _check_items(one, exercises, unsound, problems)
    records = by_id(read, lambda programme: programme.id, problems)
    return {name: one.value for name, one in records.items()}


def _check_items(
    one: Found[Programme],
    exercises: Mapping[str, Exercise] | None,
    unsound: Set[str],
    problems: Problems,
) -> None:
    blind = unsound if one.sound or exercises is None else exercises.keys()
    for row, phase in enumerate(one.value.phases):
        check_items(phase.items, one.at("phases", row, "items"), exercises, problems, blind)


def check_items(
    items: Sequence[Item],
    node: Node,
    exercises: Mapping[str, Exercise] | None,
    problems: Problems,
    unsound: Set[str] = frozenset(),
    among: str = "in this phase",
) -> None:
    """Is each item of a list a known exercise, there once, and left a dose by its change?

    Args:
        items: the list as read.
        node: where it stands.
        exercises: what items may name; None when their file could not be read at all.
        problems: where problems go.
        unsound: ids of exercises whose doses tell nothing.
        among: what the list is, in the words of a message.
    """
    seen: set[str] = set()
    for index, item in enumerate(items):
        here = find(node, (index,))
        place = find(here, ("exercise",))
        if item.exercise and item.exercise in seen:
            todo = "Keep one; raise its sets if you want more."
            problems.at(place, f"'{item.exercise}' is already {among}", todo)
        seen.add(item.exercise)
        if exercises is None or not check_reference(item.exercise, place, exercises, problems):
            continue
        if item.exercise not in unsound:
            check_change(exercises[item.exercise], item.change, here, problems)
