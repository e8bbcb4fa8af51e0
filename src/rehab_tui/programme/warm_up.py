"""The warm-up: what a phase brings itself, or a minute or two of movement for today's regions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rehab_tui.catalogue.dose import work_seconds
from rehab_tui.catalogue.model import Catalogue, Dose, Exercise
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.decision import Decision

RULE = "WARM"
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
ANYWHERE = (MARCH, "shoulder-rolls", "ankle-circles", "seated-trunk-rotation", "thumb-opposition")
"""What warms up where a region has nothing of its own left; then comes any other region's."""
_LEGS = frozenset({"hip", "knee", "ankle-foot", "balance"})
"""What marching moves."""


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


def warmed(
    prescriptions: tuple[Prescription, ...],
    wanted: Iterable[Prescription],
    catalogue: Catalogue,
    flags: frozenset[str],
    unusable: frozenset[str],
    resting: Mapping[str, Decision],
) -> tuple[tuple[Prescription, ...], Decision | None]:
    """A session with its warm-up in front, and why it is another one than usual (WARM); or None.

    What rests since it hurt is never brought back. In the place of a warm-up that rests comes easy
    movement that leaves alone what it moved; where nothing is left the session begins without one,
    and says so. House rule.

    Args:
        prescriptions: the session after the flags and the rules that take away.
        wanted: what the phase asked for.
        catalogue: where the exercises are.
        flags: the profile's.
        unusable: ids that today's rules leave out, or whose gear is missing.
        resting: what rests after a stop or a warning pain (PM3), by its id, each with its decision.
    """
    own = [one.exercise for one in wanted if one.warm_up and one.exercise.id in resting]
    usual = with_warm_up(prescriptions, catalogue, flags, unusable - resting.keys())
    added = [one.exercise for one in usual if one.warm_up and one.exercise.id in resting]
    lost = tuple(own or added)
    if not lost or not prescriptions:
        return with_warm_up(prescriptions, catalogue, flags, unusable), None
    found = with_warm_up(prescriptions, catalogue, flags, unusable, lost)
    lead = found[: len(found) - len(prescriptions)]
    return found, _told(lead, lost, resting)


def _told(
    lead: Sequence[Prescription], lost: Sequence[Exercise], resting: Mapping[str, Decision]
) -> Decision:
    gone = " and ".join(one.name for one in lost)
    rests = f"{gone}, which {'rests' if len(lost) == 1 else 'rest'}"
    if lead:
        names = " and ".join(one.exercise.name for one in lead)
        reason = f"{names} to warm up today, in place of {rests}"
    else:
        reason = (
            f"no warm-up today: nothing else suits you in place of {rests}; begin with small, slow "
            "movements"
        )
    entries = [entry for one in lost for entry in resting[one.id].rests_on]
    return Decision(RULE, reason, rests_on=tuple(dict.fromkeys(entries)))


def with_warm_up(
    prescriptions: tuple[Prescription, ...],
    catalogue: Catalogue,
    flags: frozenset[str],
    unusable: frozenset[str] = frozenset(),
    lost: Sequence[Exercise] = (),
) -> tuple[Prescription, ...]:
    """A session with a warm-up in front: 60 to 120 s of easy movement for its regions.

    One that brings its own, or is empty, stays as it is. What is in the session already, and what
    a flag forbids or asks care with, is not taken.

    Args:
        prescriptions: the session after the flags have had their say.
        catalogue: where the exercises are.
        flags: the profile's.
        unusable: ids that today's other rules leave out, or whose gear is missing.
        lost: the warm-up that rests today. Something takes its place even where easy movement
            follows, since that may be lowered or dropped; it moves nothing that this one does.
    """
    if not prescriptions or (not lost and begins_warm(prescriptions)):
        return prescriptions
    spared = frozenset[str]().union(*(_moves(one) for one in lost))
    there = {one.exercise.id for one in prescriptions}
    choice = _candidates(prescriptions, catalogue)
    fit = [
        Prescription(one, one.dose, warm_up=True, first_side=prescriptions[0].first_side)
        for one in choice
        if one.id not in there | unusable
        and not flags & (one.avoid | one.care)
        and not spared & _moves(one)
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
    """The regions with most exercises first, then what warms up anywhere, then the rest; once."""
    worked = Counter(one.exercise.region for one in prescriptions)
    regions = sorted(worked, key=lambda region: -worked[region])
    groups = [GENTLE[region] for region in regions if region in GENTLE]
    names = [name for group in (*groups, ANYWHERE, *GENTLE.values()) for name in group]
    for name in dict.fromkeys(names):
        if name in catalogue.exercises:
            yield catalogue.exercises[name]


def _moves(exercise: Exercise) -> frozenset[str]:
    """The regions that an exercise moves, as far as the table of easy movement knows."""
    if exercise.id == MARCH:
        return _LEGS
    listed = {region for region, names in GENTLE.items() if exercise.id in names}
    return frozenset({exercise.region, *listed})


def _within(dose: Dose, seconds: int) -> Dose:
    """One set of it, with as few reps or seconds as it takes to stay within the time."""
    one = replace(dose, sets=1)
    if one.seconds is not None:
        return replace(one, seconds=min(one.seconds, LEAST_SECONDS))
    while one.reps is not None and one.reps > LEAST_REPS and work_seconds(one) > seconds:
        one = replace(one, reps=one.reps - 1)
    return one
