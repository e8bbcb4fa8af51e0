"""Much pain at the start (rule PM4): no load work, only what calms and moves gently."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.model import Catalogue, Dose, DoseChange, Exercise
from rehab_tui.coach.model import Prescription
from rehab_tui.days import with_weekday
from rehab_tui.programme.colours import MUCH_PAIN as MUCH_PAIN
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import History
from rehab_tui.programme.now import Now
from rehab_tui.programme.variants import swapped

RULE = "PM4"

CALM_LIST: tuple[tuple[str, DoseChange], ...] = (
    ("diaphragmatic-breathing", DoseChange(seconds=120)),
    ("shoulder-rolls", DoseChange(sets=1, reps=6)),
    ("pelvic-tilt", DoseChange(sets=1, reps=6)),
    ("lower-trunk-rotation", DoseChange(sets=1, reps=4)),
    ("ankle-circles", DoseChange(sets=1, reps=6)),
    ("body-scan", DoseChange(seconds=180)),
)
"""House list; an exercise that the catalogue does not have is passed over."""


@dataclass(frozen=True, slots=True)
class Calm:
    """The calm list as far as the catalogue has it, and the decision that brings it."""

    items: tuple[tuple[Exercise, Dose], ...]
    decision: Decision


def calm_list(catalogue: Catalogue) -> tuple[tuple[Exercise, Dose], ...]:
    """The calm list as far as the catalogue has it, each exercise with its dose."""
    known = catalogue.exercises
    return tuple(
        (known[name], apply_change(known[name].dose, change))
        for name, change in CALM_LIST
        if name in known
    )


def not_calm(catalogue: Catalogue) -> frozenset[str]:
    """What may not come in at all while it hurts much, by id: all that is not on the calm list."""
    return frozenset(catalogue.exercises.keys() - {one.id for one, _ in calm_list(catalogue)})


def calmed(
    new: Prescription, before: Prescription, catalogue: Catalogue, flags: frozenset[str]
) -> Prescription | None:
    """What comes in for another exercise while it hurts much, with no more than its calm dose.

    None where that leaves no way of it that the profile allows.
    """
    doses = {one.id: dose for one, dose in calm_list(catalogue)}
    gentle = replace(new.exercise, dose=doses[new.exercise.id])
    found = swapped(before, gentle, flags, new.reason or "")
    return found and replace(found, exercise=new.exercise, reason=new.reason, above=new.above)


def calm_session(pain_now: int | None, catalogue: Catalogue) -> Calm | None:
    """What is left of today with this pain (0-10), or None when nothing changes."""
    if pain_now is None or pain_now < MUCH_PAIN:
        return None
    reason = f"pain {pain_now} now: breathing and gentle movement only today"
    return Calm(calm_list(catalogue), Decision(RULE, reason))


def in_a_row(history: History, now: Now) -> tuple[str, ...]:
    """The entries in words, where pain before the session was as much yesterday and today."""
    before = [(s.day, s.before) for s in history.in_order if s.before is not None]
    if now.pain is not None:
        before.append((now.day, now.pain))
    much = [(day, level) for day, level in before if level >= MUCH_PAIN]
    days = {now.day - timedelta(days=1), now.day}
    if not days <= {day for day, _ in much}:
        return ()
    return tuple(
        f"{with_weekday(day)}: pain before the session {level}"
        for day, level in dict(much).items()
        if day in days
    )
