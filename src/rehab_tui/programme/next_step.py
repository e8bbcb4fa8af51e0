"""Which single change an exercise is ready for next; `rules/progress.py` says when it is offered.

The order is that of rule PR1. The sizes of the steps and how far they go are this app's rules,
chosen within usual doses (strength 8-12 reps, 10-15 for older or frail people; range of motion
5-10; nerve glides 8-10: ACSM 2011 and practice).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.catalogue.model import Catalogue, Dose
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.choose import missing_equipment
from rehab_tui.programme.history import Accepted, History, PastExercise, Refused
from rehab_tui.programme.holds import LONGEST_HOLD, SHORT_HOLDS
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.stages import allows, last_bleeding, stage
from rehab_tui.programme.steps import Key, Step, dose_after, hold_of, mark_of, steps_for
from rehab_tui.programme.variants import harder

REPS_STEP = 2
MOST_REPS: Mapping[str, int] = {"strength": 12, "mobility": 10, "nerve-glide": 10, "balance": 10}
"""By purpose; what has no number here is not counted in more reps."""
MANY_REPS = 15
"""For older or frail people, and with weights or bands, where the load comes after."""
OLDER = 65
FRAIL = frozenset({"falls_risk", "osteoporosis", "vertebral_fracture"})
MOST_SETS: Mapping[str, int] = {"strength": 3, "balance": 3, "mobility": 2}
GROWS = frozenset({"strength", "mobility", "stretch", "balance"})
"""What has a harder way to go on to; nobody has to breathe or rest harder."""
HOLDS = frozenset({"strength", "stretch", "balance"})
LEAST_HELD = 4
"""From so many seconds at the end of a rep on it is a hold that may grow; less is a pause."""
SHORT_HOLD = 10
HOLD_STEPS = (2, 5)
"""Seconds more: below 10 s, and from there on (PR4)."""
HOLD_TIMES = 2
"""A hold grows to twice the catalogue's (PR4)."""
STANCE_SECONDS, STANCE_TIMES = 10, 3
WALK_STEP, LONGEST_WALK = 60, 1800
WEIGHT_STEPS = {"kg": 0.5, "lb": 1.0}
"""Between two weights that people have."""
LEAST_LOAD, MOST_LOAD = 1.025, 1.10
EXTRA_REPS = 2
BANDS = (
    ("light band", "medium band", "strong band"),
    ("yellow band", "red band", "green band", "blue band", "black band"),
)
"""Bands from weak to strong; one that nobody has named counts as the lightest."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A change that an exercise is ready for: the rule, the step, what it makes, and its words."""

    rule: str
    step: Step
    becomes: Prescription
    words: str


@dataclass(frozen=True, slots=True)
class Look:
    """What the next step depends on.

    `planned` is what the plan asks for, `now` that with the accepted changes. `past` has the
    exercise in the last sessions at this dose, oldest first. `taken` are ids that can't come in.
    """

    planned: Prescription
    now: Prescription
    past: Sequence[PastExercise]
    history: History
    catalogue: Catalogue
    profile: Profile
    today: date
    taken: frozenset[str]


def next_steps(look: Look, *, only_reps: bool) -> list[Ready]:
    """The change that comes next, and after it a smaller one of the same kind if there is one.

    Args:
        look: the exercise and its past.
        only_reps: after sessions that were amber-settled (PR1).
    """
    glide = look.now.exercise.purpose == "nerve-glide"
    short = bool(look.profile.flags & SHORT_HOLDS.keys())
    longest = max(hold_of(look.now.dose), LONGEST_HOLD)
    for kind in (_reps,) if only_reps or glide else _KINDS:
        found = [one for one in kind(look) if not short or hold_of(one.becomes.dose) <= longest]
        if found:
            return found
    return []


def _step(look: Look, key: Key, value: object, rule: str = "PR1", words: str = "") -> Ready:
    step = Step(key, f"{value}", mark_of(look.planned))
    known = [one for one, _ in steps_for(look.planned, look.history.accepted)]
    becomes = replace(look.now, dose=dose_after(look.planned.dose, [*known, step]))
    name = look.now.exercise.name
    if not words:
        words = f"{dose_text(becomes.dose)} in place of {dose_text(look.now.dose)}"
    return Ready(rule, step, becomes, f"{name} has gone well: {words}, if you like")


def _range(look: Look) -> Iterator[Ready]:
    """Quality before quantity, once for each exercise; one that was declined is passed over."""
    said: list[Accepted | Refused] = [*look.history.accepted, *look.history.refused]
    id_, purpose = look.now.exercise.id, look.now.exercise.purpose
    asked = any(one.exercise == id_ and one.change.startswith("range=") for one in said)
    if purpose in ("strength", "mobility", "stretch") and not asked:
        yield _step(look, "range", "easy", words="a little slower, and as far as it feels easy")


def _reps(look: Look) -> Iterator[Ready]:
    dose, purpose = look.now.dose, look.now.exercise.purpose
    most = MOST_REPS.get(purpose, 0)
    if purpose == "strength" and (_frail(look) or _weight(dose)[0] or _band(look)):
        most = MANY_REPS
    if dose.reps is None or look.planned.dose.reps is None:
        return
    for more in (REPS_STEP, 1):
        if dose.reps + more <= most:
            yield _step(look, "reps", dose.reps + more)


def _frail(look: Look) -> bool:
    born = look.profile.born
    older = born is not None and look.today.year - born >= OLDER
    return older or bool(look.profile.flags & FRAIL)


def _sets(look: Look) -> Iterator[Ready]:
    dose = look.now.dose
    if dose.reps is not None and dose.sets < MOST_SETS.get(look.now.exercise.purpose, 0):
        yield _step(look, "sets", dose.sets + 1)


def _hold(look: Look) -> Iterator[Ready]:
    """PR4: a longer hold; of balance the next stance once 10 s are held three times."""
    dose, exercise = look.now.dose, look.now.exercise
    if exercise.purpose not in HOLDS:
        return
    if exercise.purpose == "balance" and _steady(look):
        found = list(_harder(look, "PR4"))
        if found:
            yield from found
            return
    timed = dose.seconds is not None and dose.pattern is None
    held = dose.seconds if timed else hold_of(dose)
    usual = exercise.dose.seconds if timed else hold_of(exercise.dose)
    if not held or not usual or held < LEAST_HELD:
        return
    longer = min(held + HOLD_STEPS[held >= SHORT_HOLD], HOLD_TIMES * usual)
    if look.profile.flags & SHORT_HOLDS.keys():
        longer = min(longer, int(LONGEST_HOLD))
    if longer >= held + HOLD_STEPS[0]:
        key: Key = "seconds" if timed else "hold"
        words = f"{longer:g} seconds in place of {held:g}"
        yield _step(look, key, int(longer), "PR4", words)


def _steady(look: Look) -> bool:
    """Whether a stance was held long and often enough in the last two sessions."""
    dose = look.now.dose
    enough = hold_of(dose) >= STANCE_SECONDS and dose.sets * (dose.reps or 0) >= STANCE_TIMES
    return enough and all(_whole(one) for one in look.past[-2:])


def _whole(one: PastExercise) -> bool:
    return one.sets >= one.sets_prescribed > 0


def _load(look: Look) -> Iterator[Ready]:
    """PR2: with weights after two extra reps twice, with bands after 15 reps twice."""
    last, dose = look.past[-2:], look.now.dose
    (weight, unit), band = _weight(dose), _band(look)
    if weight and all((one.extra_reps or 0) >= EXTRA_REPS for one in last):
        step = WEIGHT_STEPS[unit]
        more = ceil(weight * LEAST_LOAD / step) * step
        if more <= weight * MOST_LOAD:
            words = f"{more:g} {unit} in place of {weight:g} {unit}"
            yield _step(look, "load", f"{more:g} {unit}", "PR2", words)
        else:
            yield from (replace(one, rule="PR2") for one in _reps(look))
    elif band and all(_whole(one) and _reps_done(one) >= MANY_REPS for one in last):
        yield _step(look, "load", band, "PR2", f"the next band, {band}")


def _reps_done(one: PastExercise) -> int:
    return (one.dose.reps or 0) + max(0, one.extra_reps or 0)


def _weight(dose: Dose) -> tuple[float, str]:
    """The weight that is used, and its unit; 0 where it is none."""
    found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,2})?) (kg|lb)", dose.load or "")
    return (float(found[1]), found[2]) if found else (0.0, "kg")


def _band(look: Look) -> str | None:
    """The next stronger band, or None where there is none, or none is used."""
    load = look.now.dose.load
    if load is None:
        words = [set(one.need.lower().split()) for one in look.now.exercise.equipment]
        uses = any("band" in need and need & {"resistance", "loop"} for need in words)
        return BANDS[0][1] if uses else None
    for order in BANDS:
        if load in order[:-1]:
            return order[order.index(load) + 1]
    return None


def _walk(look: Look) -> Iterator[Ready]:
    dose = look.now.dose
    if look.now.exercise.purpose == "aerobic" and dose.seconds is not None:
        more = min(dose.seconds + WALK_STEP, LONGEST_WALK)
        if more > dose.seconds:
            yield _step(look, "seconds", more)


def _harder(look: Look, rule: str = "PR1") -> Iterator[Ready]:
    """The record's own harder way, then the next exercise of the chain; no support is taken away.

    None for which the gear is not at home, or that the stage of a pregnancy or after a birth has no
    room for.
    """
    profile, now = look.profile, look.now
    if now.exercise.purpose not in GROWS:
        return
    upper = harder(now, look.catalogue, profile.flags, look.taken)
    if upper is None or missing_equipment(upper.exercise, profile) is not None:
        return
    at = stage(profile, look.today, last_bleeding(look.history, look.today))
    if at is not None and not allows(at, upper.exercise):
        return
    name, mark = now.exercise.name, mark_of(look.planned)
    if upper.exercise.id == now.exercise.id:
        say = now.exercise.harder.say if now.exercise.harder else ""
        words = f"{name} has gone well: its harder way, if you like. {say}".removesuffix(".")
        yield Ready(rule, Step("variant", "harder", mark), upper, words)
        return
    words = f"{name} has gone well: {upper.exercise.name} in its place, if you like"
    if rule == "PR4":
        words = (
            f"if you held {name} for {STANCE_SECONDS} seconds {STANCE_TIMES} times without a "
            f"grab: {upper.exercise.name} in its place, if you like"
        )
    yield Ready(rule, Step("swap", upper.exercise.id, mark), upper, words)


_KINDS = (_load, _range, _hold, _reps, _sets, _walk, _harder)
"""The order of PR1, with PR2 and PR4 where they belong."""
