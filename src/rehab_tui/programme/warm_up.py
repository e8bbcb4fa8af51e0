"""The warm-up: what a phase brings itself, or a minute or two of movement for today's regions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rehab_tui.catalogue.dose import work_seconds
from rehab_tui.catalogue.model import Catalogue, Dose, Exercise
from rehab_tui.coach.model import Prescription

LEAST_SECONDS, MOST_SECONDS = 60, 120
"""A warm-up that is put in front lasts this long. This app's rule."""
LEAST_REPS = 4
MARCH = "march-warm-up"

GENTLE: dict[str, tuple[str, ...]] = {
    "neck": ("neck-rotation", "shoulder-rolls"),
    "shoulder": ("shoulder-rolls", "shoulder-shrugs"),
    "elbow-wrist-hand": ("wrist-circles", "tendon-glides", "thumb-opposition"),
    "thoracic": ("seated-trunk-rotation", "shoulder-rolls"),
    "lumbar-core": ("pelvic-tilt", "lower-trunk-rotation"),
    "hip": ("lower-trunk-rotation",),
    "knee": ("knee-heel-slide", "ankle-circles"),
    "ankle-foot": ("ankle-circles", "ankle-pumps"),
    "balance": ("ankle-circles",),
    "pelvic-floor": ("pelvic-tilt",),
}
"""Easy movement of each region, the first choice first. House list."""
ANYWHERE = (MARCH, "shoulder-rolls", "ankle-circles", "thumb-opposition")
"""What warms up where a region has nothing of its own left."""


def begins_warm(prescriptions: Sequence[Prescription]) -> bool:
    """Whether a session brings its own warm-up.

    That is a leading march, or easy movement that leads for a minute or more.
    """
    lead = 0.0
    for one in prescriptions:
        if one.exercise.purpose == "warm-up":
            return True
        if one.exercise.purpose != "mobility":
            return False
        lead += work_seconds(one.dose)
        if lead >= LEAST_SECONDS:
            return True
    return False


def with_warm_up(
    prescriptions: tuple[Prescription, ...],
    catalogue: Catalogue,
    flags: frozenset[str],
    unusable: frozenset[str] = frozenset(),
) -> tuple[Prescription, ...]:
    """A session with a warm-up in front: 60 to 120 s of easy movement for its regions.

    One that brings its own, or is empty, stays as it is. What is in the session already, and what
    a flag forbids or asks care with, is not taken.

    Args:
        prescriptions: the session after the flags have had their say.
        catalogue: where the exercises are.
        flags: the profile's.
        unusable: ids that today's other rules leave out, or whose gear is missing.
    """
    if not prescriptions or begins_warm(prescriptions):
        return prescriptions
    there = {one.exercise.id for one in prescriptions}
    choice = _candidates(prescriptions, catalogue)
    fit = [
        Prescription(one, one.dose, warm_up=True, first_side=prescriptions[0].first_side)
        for one in choice
        if one.id not in there | unusable and not flags & (one.avoid | one.care)
    ]
    lead: list[Prescription] = []
    left = MOST_SECONDS
    for one in fit:
        short = replace(one, dose=_within(one.dose, left))
        if work_seconds(short.dose) <= left:
            lead.append(short)
            left -= round(work_seconds(short.dose))
        if MOST_SECONDS - left >= LEAST_SECONDS:
            break
    return (*lead, *prescriptions)


def _candidates(prescriptions: Iterable[Prescription], catalogue: Catalogue) -> Iterator[Exercise]:
    """The regions with most exercises first, then what warms up anywhere; each once."""
    worked = Counter(one.exercise.region for one in prescriptions)
    regions = sorted(worked, key=lambda region: -worked[region])
    names = [GENTLE[region] for region in regions if region in GENTLE]
    for name in dict.fromkeys([*(name for group in names for name in group), *ANYWHERE]):
        if name in catalogue.exercises:
            yield catalogue.exercises[name]


def _within(dose: Dose, seconds: int) -> Dose:
    """One set of it, with as few reps or seconds as it takes to stay within the time."""
    one = replace(dose, sets=1)
    if one.seconds is not None:
        return replace(one, seconds=min(one.seconds, LEAST_SECONDS))
    while one.reps is not None and one.reps > LEAST_REPS and work_seconds(one) > seconds:
        one = replace(one, reps=one.reps - 1)
    return one
