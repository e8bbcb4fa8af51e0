"""Fitting a session to the minutes that a person has: what matters most goes in first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from rehab_tui.catalogue.dose import windows
from rehab_tui.catalogue.model import Exercise
from rehab_tui.coach.model import Prescription
from rehab_tui.coach.timeline import planned_seconds

LEAST_WARM_UP = 60
WARM_UP_SHARE = 4
"""The warm-up may be shortened to one part in four of the minutes, never below 60 s."""
WARM_UP_STEP = 5
"""Seconds by which it grows again while there is time left."""

IMPORTANCE = (
    "relaxation", "self-massage", "breathing", "stretch", "aerobic", "mobility", "nerve-glide",
    "balance", "strength",
)  # fmt: skip
"""Purposes, the first to be dropped first. House order."""


def fit(
    prescriptions: tuple[Prescription, ...],
    minutes: int,
    *,
    whole_warm_up: bool = False,
    known: Mapping[str, Exercise] = MappingProxyType({}),
) -> tuple[tuple[Prescription, ...], tuple[Prescription, ...]]:
    """As much of a session as fits into the minutes, and what was dropped; both keep their order.

    The warm-up goes in shortened, then one set of each exercise, then the other sets, each time
    the most important first, and among equals the first of the session; what does not fit is
    passed over. Time that is left goes back to the warm-up. Where no exercise fits, the shortest
    stays with one set. A swap matters as much as what it stands for.

    Args:
        prescriptions: the whole session.
        minutes: how long it may take.
        whole_warm_up: do not shorten the warm-up (the first session after a gap).
        known: exercises by their ids, to look up what a swap stands for.
    """
    limit = minutes * 60
    if planned_seconds(prescriptions) <= limit:
        return prescriptions, ()
    kept = {
        place: p if whole_warm_up else _shorter_warm_up(p, limit)
        for place, p in enumerate(prescriptions)
        if p.warm_up
    }
    work = [place for place, p in enumerate(prescriptions) if not p.warm_up]
    work.sort(key=lambda place: -_importance(prescriptions[place], known))
    for place in work:
        one_set = _with_sets(prescriptions[place], 1)
        if _seconds({**kept, place: one_set}) <= limit:
            kept[place] = one_set
    if work and all(place not in kept for place in work):
        shortest = min(work, key=lambda place: _seconds({0: _with_sets(prescriptions[place], 1)}))
        kept[shortest] = _with_sets(prescriptions[shortest], 1)
    for place in [place for place in work if place in kept]:
        while kept[place].dose.sets < prescriptions[place].dose.sets:
            more = _with_sets(kept[place], kept[place].dose.sets + 1)
            if _seconds({**kept, place: more}) > limit:
                break
            kept[place] = more
    _lengthen_warm_up(kept, prescriptions, limit)
    dropped = tuple(p for place, p in enumerate(prescriptions) if place not in kept)
    return _in_order(kept), dropped


def _importance(prescription: Prescription, known: Mapping[str, Exercise]) -> int:
    purpose = known.get(prescription.instead_of or "", prescription.exercise).purpose
    return IMPORTANCE.index(purpose) if purpose in IMPORTANCE else len(IMPORTANCE)


def _with_sets(prescription: Prescription, sets: int) -> Prescription:
    return replace(prescription, dose=replace(prescription.dose, sets=sets))


def _in_order(kept: dict[int, Prescription]) -> tuple[Prescription, ...]:
    return tuple(kept[place] for place in sorted(kept))


def _seconds(kept: dict[int, Prescription]) -> float:
    return planned_seconds(_in_order(kept))


def _with_seconds(prescription: Prescription, seconds: int) -> Prescription:
    return replace(prescription, dose=replace(prescription.dose, seconds=seconds))


def _shorter_warm_up(prescription: Prescription, limit: int) -> Prescription:
    seconds = prescription.dose.seconds
    if seconds is None:
        return prescription
    least = max(LEAST_WARM_UP, limit // WARM_UP_SHARE)
    return _with_seconds(prescription, min(seconds, least))


def _lengthen_warm_up(
    kept: dict[int, Prescription], whole: tuple[Prescription, ...], limit: int
) -> None:
    for place, prescription in kept.items():
        now, full = prescription.dose.seconds, whole[place].dose.seconds
        if not prescription.warm_up or now is None or full is None:
            continue
        spare = int(limit - _seconds(kept)) // (WARM_UP_STEP * windows(prescription.dose))
        more = max(0, spare) * WARM_UP_STEP
        kept[place] = _with_seconds(prescription, min(full, now + more))
