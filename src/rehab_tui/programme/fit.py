"""Fitting a session to the minutes that a person has: the least important work goes first."""

from __future__ import annotations

from dataclasses import replace

from rehab_tui.coach.model import Prescription
from rehab_tui.coach.timeline import planned_seconds

LEAST_MINUTES = 5
MOST_MINUTES = 90
LEAST_WARM_UP = 60
WARM_UP_SHARE = 4
"""The warm-up may be shortened to one part in four of the minutes, never below 60 s."""

IMPORTANCE = (
    "relaxation", "self-massage", "breathing", "stretch", "aerobic", "mobility", "nerve-glide",
    "balance", "strength",
)  # fmt: skip
"""Purposes, the first to be dropped first. House order."""


def fit(
    prescriptions: tuple[Prescription, ...], minutes: int
) -> tuple[tuple[Prescription, ...], tuple[Prescription, ...]]:
    """As much of a session as fits into the minutes, and what was dropped.

    First the warm-up is shortened, then later sets go, then whole exercises, each time the least
    important one, the last of its kind first. At least one exercise stays beside the warm-up.
    """
    limit = minutes * 60
    kept = [_shorter_warm_up(p, limit) for p in prescriptions]
    if planned_seconds(prescriptions) <= limit:
        return prescriptions, ()
    dropped: list[Prescription] = []
    while planned_seconds(tuple(kept)) > limit:
        work = [p for p in kept if not p.warm_up]
        if len(work) <= 1 and all(p.dose.sets == 1 for p in work):
            break
        several = [p for p in work if p.dose.sets > 1]
        if several:
            least = min(reversed(several), key=_importance)
            at = _place(kept, least)
            kept[at] = replace(least, dose=replace(least.dose, sets=least.dose.sets - 1))
        else:
            least = min(reversed(work), key=_importance)
            del kept[_place(kept, least)]
            dropped.append(least)
    return tuple(kept), tuple(dropped)


def _importance(prescription: Prescription) -> int:
    purpose = prescription.exercise.purpose
    return IMPORTANCE.index(purpose) if purpose in IMPORTANCE else len(IMPORTANCE)


def _place(kept: list[Prescription], one: Prescription) -> int:
    return next(i for i, p in enumerate(kept) if p is one)


def _shorter_warm_up(prescription: Prescription, limit: int) -> Prescription:
    seconds = prescription.dose.seconds
    if not prescription.warm_up or seconds is None:
        return prescription
    least = max(LEAST_WARM_UP, limit // WARM_UP_SHARE)
    return replace(prescription, dose=replace(prescription.dose, seconds=min(seconds, least)))
