"""Doses: what makes one, what a change makes of it, how long it takes, and its words. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from rehab_tui.catalogue.model import Dose, DoseChange
from rehab_tui.text import plural
from rehab_tui.units import in_units

LIMITS: dict[str, tuple[int, int]] = {
    "sets": (1, 10),
    "reps": (1, 100),
    "seconds": (5, 1800),
    "rest": (0, 300),
}
"""The least and the most of each whole number of a dose; seconds for `seconds` and `rest`."""

PART = (0.0, 120.0)
"""The least and the most seconds of one part of a tempo or a pattern."""

LONG_HOLD = 10
"""Seconds from which on the hold, not the count, is what a person wants to know."""

LONGEST_LOAD = 40
"""Characters."""

_CHANGEABLE = tuple(field.name for field in fields(DoseChange))


def faults(dose: Dose) -> Iterator[tuple[str, str, str]]:
    """What keeps `dose` from being one: the field, what is wrong with it, what to do."""
    yield from _range_faults(dose)
    if dose.reps is not None and dose.seconds is not None:
        yield "seconds", "a dose has 'reps' or 'seconds', not both", "Take one of them out."
    if dose.reps is None and dose.seconds is None:
        yield "", "a dose needs 'reps' or 'seconds'", "Add one of them."
    if dose.reps is not None and dose.tempo is None:
        todo = "Add one, such as [2, 1, 3]: seconds of effort, hold and return."
        yield "reps", "'reps' need a 'tempo'", todo
    if dose.tempo is not None and dose.reps is None:
        yield "tempo", "a 'tempo' goes with 'reps' only", "Take it out."
    if dose.pattern is not None and dose.seconds is None:
        yield "pattern", "a 'pattern' goes with 'seconds' only", "Take it out."


def _range_faults(dose: Dose) -> Iterator[tuple[str, str, str]]:
    for name, (low, high) in LIMITS.items():
        value = getattr(dose, name)
        if value is not None and not low <= value <= high:
            yield name, f"'{name}' must be from {low} to {high}", f"It is {value}."
    for name, parts in (("tempo", dose.tempo), ("pattern", dose.pattern)):
        if parts is None:
            continue
        if not all(PART[0] <= part <= PART[1] for part in parts):
            todo = f"Each is {PART[0]:g} to {PART[1]:g} seconds."
            yield name, f"a part of '{name}' is out of range", todo
        elif sum(parts) <= 0:
            yield name, f"the parts of '{name}' add up to nothing", "Give one of them some seconds."


def merge(dose: Dose, change: DoseChange) -> Dose:
    """The dose with every field of the change that is not None in its place, unchecked."""
    given = {name: value for name in _CHANGEABLE if (value := getattr(change, name)) is not None}
    return replace(dose, **given)


def apply_change(dose: Dose, change: DoseChange) -> Dose:
    """What a change makes of a dose.

    Raises:
        ValueError: when the result is no dose; the text says why, in words for people.
    """
    changed = merge(dose, change)
    for _, what, todo in faults(changed):
        raise ValueError(f"{what}. {todo}")
    return changed


def windows(dose: Dose) -> int:
    """How many stretches of work the dose has: a set, or each side of it, is one."""
    return dose.sets * 2 if dose.sides == "each" else dose.sets


def work_seconds(dose: Dose) -> float:
    """How long the dose takes with its rests, in seconds.

    Sets x reps x tempo, twice that when each side has its own reps, and a rest between every two
    windows; `seconds` counts once a window.
    """
    count = windows(dose)
    if dose.seconds is not None:
        work = float(count * dose.seconds)
    else:
        per_side = 2 if dose.sides in ("each", "alternate") else 1
        work = dose.sets * per_side * (dose.reps or 0) * sum(dose.tempo or ())
    return work + dose.rest * (count - 1)


def dose_text(dose: Dose) -> str:
    """The dose in words: "2 sets of 10", "1 set of 5 each side", "3 minutes", "..., red band".

    Where the hold is the exercise, it is what is said: "hold 25 seconds each side".
    """
    sets = plural(dose.sets, "set", "sets") + " of "
    if dose.reps is not None and dose.tempo is not None and dose.tempo[1] >= LONG_HOLD:
        holds = dose.sets * dose.reps
        times = "" if holds == 1 else f"{holds} times "
        text = f"hold {times}{_span(round(dose.tempo[1]))}"
    elif dose.seconds is None:
        text = f"{sets}{dose.reps}"
    else:
        text = (sets if dose.sets > 1 else "") + _span(dose.seconds)
    text += _sides(dose)
    return f"{text}, {in_units(dose.load)}" if dose.load else text


def dose_brief(dose: Dose) -> str:
    """The dose where there is little room: "2 x 10", "1 x 5 each side", "6 x 10 s", "120 s"."""
    if dose.seconds is not None:
        text = f"{dose.sets} x {dose.seconds} s" if dose.sets > 1 else f"{dose.seconds} s"
    elif dose.tempo is not None and dose.tempo[1] >= LONG_HOLD:
        text = f"{dose.sets * (dose.reps or 0)} x {round(dose.tempo[1])} s"
    else:
        text = f"{dose.sets} x {dose.reps}"
    return text + _sides(dose)


def _sides(dose: Dose) -> str:
    if dose.sides == "each" or (dose.sides == "alternate" and dose.seconds is None):
        return " each side"
    return f" on the {dose.sides}" if dose.sides in ("left", "right") else ""


def _span(seconds: int) -> str:
    """Up to two minutes in seconds, then minutes and what is left."""
    minutes, rest = divmod(seconds, 60)
    if minutes < 2:
        return f"{seconds} seconds"
    return f"{minutes} minutes" + (f" {plural(rest, 'second', 'seconds')}" if rest else "")
