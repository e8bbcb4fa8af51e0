"""Reads a plan file's text: strictly, with a place and a next step for whatever is wrong.

What a therapist may set is all that is here. What stops a session for safety (screening, stop
signs, flags) has no key, and is refused by name under `limits`. Texts are kept as they were typed
and never interpreted. Importing this module loads the YAML parser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from rehab_tui.catalogue.exercises import ID, change_fields
from rehab_tui.catalogue.model import Catalogue, Exercise, Programme
from rehab_tui.catalogue.nodes import Node, find
from rehab_tui.catalogue.problems import Problems, TooManyError, quoted
from rehab_tui.catalogue.programmes import ITEMS, check_items
from rehab_tui.catalogue.reader import (
    Fields,
    Kind,
    distinct,
    listing,
    mapping,
    one_of,
    real,
    record,
    schema,
    text,
    whole,
)
from rehab_tui.catalogue.references import check_reference
from rehab_tui.catalogue.syntax import parse
from rehab_tui.programme.limits import USUAL, Limits
from rehab_tui.programme.plan import (
    AS_IT_IS,
    LEAST_MINUTES,
    MOST_MINUTES,
    NO_PLAN,
    WEEKDAYS,
    ExerciseChange,
    Plan,
    Therapist,
)
from rehab_tui.programme.plan_apply import changed_dose
from rehab_tui.text import did_you_mean

SCHEMA = 1
LONGEST_NAME, LONGEST_NOTE, LONGEST_PRECAUTION = 60, 400, 400
"""Characters."""
MOST_PRECAUTIONS = 20
MOST_ROUNDS = 6
HOLD = (1.0, 120.0)
"""The least and the most seconds of a hold."""

SAFETY = frozenset(
    {
        "st1", "st2", "st3", "st4", "st5", "sc1", "sc2", "sc3", "sc4", "sc5", "sc6", "so7", "pg4",
        "pg5", "co3", "stop", "stops", "lock", "emergency", "screening", "sign", "signs", "flag",
        "flags", "systolic", "diastolic", "blood", "pressure", "temperature", "fever", "surgery",
    }
)  # fmt: skip
"""Parts of names that somebody may look for under `limits`: steps 1 to 4 of the precedence."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


# --- kinds ---------------------------------------------------------------------------------------
def _read_day(node: Node, problems: Problems, name: str) -> date | None:
    value = node.value
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            problems.at(node, f"there is no day {quoted(value)}", "Look it up in a calendar.")
            return None
    problems.at(node, f"{name} must be a day, not {quoted(value)}", "Write it like 2027-01-31.")
    return None


def _read_switch(node: Node, problems: Problems, name: str) -> bool:
    if isinstance(node.value, bool):
        return node.value
    what = f"{name} must be true or false, not {quoted(node.value)}"
    problems.at(node, what, "Write true, or take the line out.")
    return False


_DAY: Kind[date | None] = Kind(_read_day, None)
_SWITCH = Kind(_read_switch, False)
_NAME, _NOTE = text(LONGEST_NAME), text(LONGEST_NOTE)
_PRECAUTIONS = listing(text(LONGEST_PRECAUTION), 1, MOST_PRECAUTIONS)
_DAYS = distinct(listing(one_of(WEEKDAYS), 1, len(WEEKDAYS)))
_HOLD = real(*HOLD)
_LIMIT_KINDS: Mapping[str, Kind[Any]] = {
    name: real(low, high) if isinstance(getattr(USUAL, name), float) else whole(int(low), int(high))
    for name, (low, high) in Limits.bounds().items()
}


# --- the parts -----------------------------------------------------------------------------------
def _therapist(fields: Fields) -> Therapist:
    return Therapist(name=fields.may("name", _NAME) or "", review=fields.may("review", _DAY))


def _change(fields: Fields) -> ExerciseChange:
    change = ExerciseChange(
        dose=change_fields(fields),
        hold=fields.may("hold", _HOLD),
        swap=fields.may("swap", ID),
        leave_out=fields.may("leave_out", _SWITCH) or False,
        note=fields.may("note", _NOTE) or "",
    )
    other = change.dose != AS_IT_IS or change.hold is not None or change.swap is not None
    if fields.sound and change == ExerciseChange():
        fields.problems.at(fields.node, "this changes nothing", "Add a change, or take it out.")
    elif change.leave_out and other:
        what = "what is left out has no dose and no swap"
        fields.problems.at(fields.place("leave_out"), what, "Take 'leave_out' out, or the others.")
    elif change.hold is not None and change.dose.tempo is not None:
        what = "'hold' is the middle number of 'tempo'"
        fields.problems.at(fields.place("hold"), what, "Keep one of the two.")
    return change


def _limits(fields: Fields) -> Limits:
    for name, place in fields.node.keys.items():
        if SAFETY & set(re.split("[_-]", name.lower())):
            what = f"{quoted(name)} can't be changed in a plan"
            fields.problems.add(*place, what, "What stops a session for safety always holds.")
            fields.problems.close(*place)
    given = {
        name: value
        for name, kind in _LIMIT_KINDS.items()
        if (value := fields.may(name, kind)) is not None
    }
    if not fields.sound:
        return USUAL
    try:
        return Limits(**given)
    except ValueError as error:
        named = [name for name in _LIMIT_KINDS if re.search(rf"\b{name}\b", str(error))]
        values = [f"{name} is {given.get(name, getattr(USUAL, name)):g}" for name in named]
        where = fields.place(*(name for name in named if name in given))
        fields.problems.at(where, str(error), f"Here {', '.join(values)}.")
        return USUAL


_THERAPIST = record("a therapist", _therapist, Therapist())
_CHANGES = mapping(ID, record("a change", _change, ExerciseChange()))
_LIMITS = record("limits", _limits, USUAL)


# --- the file ------------------------------------------------------------------------------------
def read_plan(content: bytes | str, problems: Problems, catalogue: Catalogue) -> Plan | None:
    """Read a plan file.

    Args:
        content: the file's bytes, or its text.
        problems: where every problem goes, with line, column and fix.
        catalogue: what it may name: exercises and ready programmes.

    Returns:
        the plan; None when there is any problem.
    """
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    try:
        root = parse(data, problems)
        if root is None:
            return None
        plan = record("a plan", partial(_plan, catalogue=catalogue), NO_PLAN).read(
            root, problems, "the file"
        )
    except TooManyError:
        return None
    return None if problems else plan


def _plan(fields: Fields, catalogue: Catalogue) -> Plan:
    fields.need("schema", schema(SCHEMA))
    plan = Plan(
        programme=fields.may("programme", ID),
        name=fields.may("name", _NAME) or "",
        items=fields.may("items", ITEMS) or (),
        sessions=fields.may("sessions", whole(1, len(WEEKDAYS))),
        rounds=fields.may("rounds", whole(1, MOST_ROUNDS)),
        days=_days(fields),
        minutes=fields.may("minutes", whole(LEAST_MINUTES, MOST_MINUTES)),
        therapist=fields.may("therapist", _THERAPIST) or Therapist(),
        precautions=fields.may("precautions", _PRECAUTIONS) or (),
        changes=_changes(fields),
        limits=fields.may("limits", _LIMITS) or USUAL,
    )
    _check_programme(fields, plan, catalogue.programmes)
    _check_week(fields, plan)
    _check_changes(fields, plan, catalogue.exercises)
    if "items" in fields:
        node = fields.place("items")
        among = "in this list"
        check_items(plan.items, node, catalogue.exercises, fields.problems, among=among)
    if fields.sound:
        _check_something_is_left(fields, plan, catalogue.programmes)
    return plan


def _days(fields: Fields) -> tuple[str, ...]:
    named = fields.may("days", _DAYS)
    return tuple(day for day in WEEKDAYS if day in (named or ()))


def _changes(fields: Fields) -> Mapping[str, ExerciseChange]:
    changes = fields.may("changes", _CHANGES)
    return MappingProxyType(changes or {})


def _check_programme(fields: Fields, plan: Plan, programmes: Mapping[str, Programme]) -> None:
    problems = fields.problems
    if "items" in fields and "programme" in fields:
        what = "a plan has a 'programme' or 'items' of its own, not both"
        problems.at(fields.place("items"), what, "Take one of them out.")
    elif "name" in fields and "items" not in fields:
        what = "'name' is the name of a list of 'items', and there is none"
        problems.at(fields.place("name"), what, "Take it out; a programme has its own.")
    if plan.programme and plan.programme not in programmes:
        what = f"there is no programme {quoted(plan.programme)}"
        near = did_you_mean(plan.programme, programmes)
        problems.at(fields.place("programme"), what, near or "See 'rehab plan list'.")


def _check_week(fields: Fields, plan: Plan) -> None:
    if "items" in fields and "sessions" not in fields and "days" not in fields:
        what = "a list of 'items' needs 'sessions', how many days a week"
        fields.problems.at(fields.place("items"), what, "Add it, such as sessions: 3.")
    elif plan.days and plan.sessions is not None and len(plan.days) < plan.sessions:
        what = f"{plan.sessions} sessions a week need as many 'days'"
        fields.problems.at(fields.place("days"), what, "Name more days, or lower 'sessions'.")


def _check_changes(fields: Fields, plan: Plan, exercises: Mapping[str, Exercise]) -> None:
    node, problems = fields.place("changes"), fields.problems
    for name, change in plan.changes.items():
        here = find(node, (name,))
        key = Node(name, *node.keys.get(name, (here.line, here.column)))
        if not check_reference(name, key, exercises, problems):
            continue
        if change.swap is not None:
            place = find(here, ("swap",))
            if change.swap == name:
                problems.at(place, "an exercise can't take its own place", "Name another one.")
            if not check_reference(change.swap, place, exercises, problems):
                continue
        _check_dose(exercises[change.swap or name], change, here, problems)


def _check_dose(exercise: Exercise, change: ExerciseChange, node: Node, problems: Problems) -> None:
    if change.hold is not None and exercise.dose.tempo is None:
        what = f"'{exercise.id}' is done for seconds and has no hold"
        problems.at(find(node, ("hold",)), what, "Change its 'seconds'.")
        return
    try:
        changed_dose(exercise.dose, change)
    except ValueError as error:
        problems.at(node, f"this doesn't fit the dose of '{exercise.id}': {error}")


def _check_something_is_left(
    fields: Fields, plan: Plan, programmes: Mapping[str, Programme]
) -> None:
    phases = programmes[plan.programme].phases if plan.programme else ()
    lists = [(f"'{phase.title}'", phase.items) for phase in phases]
    if plan.items:
        lists = [("the list", plan.items)]
    out = {name for name, change in plan.changes.items() if change.leave_out}
    for title, items in lists:
        if all(item.exercise in out for item in items):
            todo = "Keep at least one exercise, or choose another programme."
            fields.problems.at(fields.place("changes"), f"nothing is left of {title}", todo)
