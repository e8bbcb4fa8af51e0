"""One change of one variable of a dose: how it is written down, and what it makes of a dose.

A change that the person has taken is kept as `KEY=VALUE@MARK`, such as `reps=12@1x8`. The mark is
the dose that the plan asked for at that time. It is laid on that very dose and on no other: where
the next phase or a therapist asks for another one, the plan's own dose holds, and nobody has to
find out what was meant. Back at the old dose (after a gap, say), the change is there again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from rehab_tui.catalogue.dose import LIMITS, faults
from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.history import Accepted

Key = Literal["range", "reps", "sets", "hold", "seconds", "load", "variant", "swap"]
"""What may change. range: as far as is easy, with no number; hold: seconds at the end of a rep;
variant: the record's own harder way; swap: the next harder exercise of the chain."""

DOSE_KEYS: frozenset[Key] = frozenset({"sets", "reps", "hold", "seconds", "load"})
PROGRESS = frozenset({"PR1", "PR2", "PR4"})
"""The rules whose offers change an exercise."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change: `value` of `key`, on the plan's dose that `mark` names."""

    key: Key
    value: str
    mark: str

    @property
    def change(self) -> str:
        """As a decision carries it: "reps=12@1x8"."""
        return f"{self.key}={self.value}@{self.mark}"


def read_step(change: str) -> Step | None:
    """The step of a decision's `change`; None for one of another kind."""
    key, _, rest = change.partition("=")
    value, at, mark = rest.partition("@")
    known = next((name for name in get_args(Key) if name == key), None)
    return None if known is None or not at else Step(known, value, mark)


def mark_of(prescription: Prescription) -> str:
    """A dose in a few letters: "2x8h5", "1x60s", "2x10+2.5 kg", "harder 2x8h10"."""
    dose = prescription.dose
    amount = f"{dose.reps}" if dose.seconds is None else f"{dose.seconds}s"
    hold = f"h{hold_of(dose):g}" if hold_of(dose) else ""
    load = f"+{dose.load}" if dose.load else ""
    way = "" if prescription.variant == "base" else f"{prescription.variant} "
    return f"{way}{dose.sets}x{amount}{hold}{load}"


def hold_of(dose: Dose) -> float:
    """The seconds that a rep is held, 0 without a tempo."""
    return dose.tempo[1] if dose.tempo is not None else 0.0


def in_time(accepted: Iterable[Accepted]) -> list[Accepted]:
    """Accepted offers, the oldest first, whatever order they were given in."""
    return sorted(accepted, key=lambda a: (a.day, -a.sessions_since, a.rule, a.change))


def steps_for(
    prescription: Prescription, accepted: Iterable[Accepted]
) -> list[tuple[Step, Accepted]]:
    """What was accepted for this exercise at this very dose of the plan, the oldest first."""
    mark, found = mark_of(prescription), []
    for one in in_time(accepted):
        if one.exercise == prescription.exercise.id and one.rule in PROGRESS:
            step = read_step(one.change)
            if step is not None and step.mark == mark:
                found.append((step, one))
    return found


def latest(steps: Iterable[Step]) -> list[Step]:
    """The latest step of each variable, the oldest first.

    With a set more the reps begin again at the plan's number (house rule): only one thing grows.
    """
    found: dict[Key, Step] = {}
    for step in steps:
        found.pop(step.key, None)
        if step.key == "sets":
            found.pop("reps", None)
        found[step.key] = step
    return list(found.values())


def dose_after(dose: Dose, steps: Iterable[Step]) -> Dose:
    """The plan's dose with the latest steps laid on it; they are given the oldest first.

    What makes no dose (a value that somebody's hand put into the journal) is passed over.
    """
    for step in latest(steps):
        if step.key in DOSE_KEYS:
            dose = _with(dose, step.key, step.value)
    return dose


def _with(dose: Dose, key: Key, value: str) -> Dose:
    if key == "load":
        changed = replace(dose, load=value)
        return changed if not any(True for _ in faults(changed)) else dose
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(LIMITS["seconds"][1]))):
        return dose
    number = int(value)
    if key == "hold":
        if dose.tempo is None:
            return dose
        changed = replace(dose, tempo=(dose.tempo[0], float(number), dose.tempo[2]))
    elif key == "sets":
        changed = replace(dose, sets=number)
    elif key == "reps" and dose.reps is not None:
        changed = replace(dose, reps=number)
    elif key == "seconds" and dose.seconds is not None:
        changed = replace(dose, seconds=number)
    else:
        return dose
    return changed if not any(True for _ in faults(changed)) else dose
