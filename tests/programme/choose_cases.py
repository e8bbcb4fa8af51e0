"""What the tests of choosing and of swaps share."""

from __future__ import annotations

from typing import Any

from programme_builders import catalogue

from rehab_tui.catalogue.model import Dose, DoseChange, Exercise, Variant
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.choose import Choice, choose
from rehab_tui.programme.profile import Profile

NO_FLAGS: frozenset[str] = frozenset()
TIME = Dose(seconds=60)


def flags(*names: str) -> frozenset[str]:
    return frozenset(names)


def of(*exercises: Exercise) -> list[Prescription]:
    return [Prescription(exercise, exercise.dose) for exercise in exercises]


def chosen(
    wanted: list[Prescription],
    *others: Exercise,
    profile: Profile | None = None,
    chain: tuple[str, ...] = (),
    **changes: Any,
) -> Choice:
    known = catalogue(*(p.exercise for p in wanted), *others, chain=chain)
    return choose(wanted, known, profile or Profile(**changes))


def only(choice: Choice) -> Prescription:
    assert len(choice.prescriptions) == 1
    assert not choice.left_out
    return choice.prescriptions[0]


def rules(choice: Choice) -> list[tuple[str, str | None, str | None]]:
    return [(d.rule, d.exercise, d.change) for d in choice.decisions]


STRONG = Variant("Do less of it.", dose=DoseChange(reps=4))


BOX = Dose(seconds=60, pattern=(4, 4, 4, 4))
