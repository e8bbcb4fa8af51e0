"""The dose of what takes another exercise's place."""

from __future__ import annotations

from dataclasses import replace

from rehab_tui.catalogue.dose import work_seconds
from rehab_tui.catalogue.model import Dose, Exercise
from rehab_tui.programme.gap import LEAST_SECONDS

LONGEST_SWAPPED_SECONDS = 120
SECONDS_STEP = 5
LEAST_SWAPPED_REPS = 4


def swap_dose(original: Dose, target: Exercise) -> Dose:
    """The dose of a swap: the target's own, with no more sets and no more time than before.

    Timed targets take at most 120 s. At least 10 s is left of each set, or 4 reps (this app's
    rule), or as many as there were before or the target has, if that is less: one rep for eight
    is no exercise.
    """
    least = min(LEAST_SWAPPED_REPS, target.dose.reps or 1, original.reps or LEAST_SWAPPED_REPS)
    dose = replace(target.dose, sets=min(original.sets, target.dose.sets))
    if dose.seconds is not None:
        dose = replace(dose, seconds=min(dose.seconds, LONGEST_SWAPPED_SECONDS))
    while work_seconds(dose) > work_seconds(original) and (less := _one_less(dose, least)):
        dose = less
    return dose


def _one_less(dose: Dose, least: int) -> Dose | None:
    if dose.reps is not None and dose.reps > least:
        return replace(dose, reps=dose.reps - 1)
    if dose.seconds is not None and dose.seconds > LEAST_SECONDS:
        return replace(dose, seconds=max(LEAST_SECONDS, dose.seconds - SECONDS_STEP))
    return replace(dose, sets=dose.sets - 1) if dose.sets > 1 else None
