"""Where a person stands in a programme: phase, week, planned sessions.

A phase never begins by the calendar alone: the next one is offered (rule GA1, `rules/phases.py`)
and begins when the person takes it. Until then the programme's week waits in the last week of the
present phase (house rule), however long that takes. Phases with letters take turns instead, a
week each (house rule); the one for a flare is not among them. Phases that are keyed by the weeks
since a birth never go beyond what the stage of the day has room for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rehab_tui.catalogue.model import Phase, Programme
from rehab_tui.programme.history import History
from rehab_tui.programme.plan import WEEKDAYS
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.stages import allowed_phase, first_phase

NEXT_PHASE = "GA1"
FLARE = "flare"
LATE_WEEKS = 2
"""Whoever begins later after a birth than the first phase is for stays so long in the second."""
EARLY_DAYS, CLEAR_DAYS = (14, 20), (28, 41)
"""Days since the first session, inclusive: weeks 2-3 and 4-6 (RP10)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`phase` counts from 0; `week` is the programme's; `began` is the first day of the phase.

    `late` is True in the phase that a programme was begun with, where that is not its first.
    """

    phase: int
    week: int
    began: date
    late: bool = False


def standing(
    programme: Programme, history: History, today: date, profile: Profile | None = None
) -> Standing:
    """Where the person stands on a day. A programme that was never begun begins on it.

    Only phases taken one after the other count, each from the day it was taken; weeks are seven
    days from the phase's first day, not calendar weeks.

    Args:
        programme: the person's.
        history: its first day and the phases that were taken.
        today: the day.
        profile: read for that day; it bounds a programme that is keyed by a birth.
    """
    began = first_day(programme, history) or today
    key = programme.phases[0].key
    if key == "letter":
        weeks = max(0, (today - began).days // 7)
        turns = [n for n, one in enumerate(programme.phases) if one.letter != FLARE]
        return Standing(turns[weeks % len(turns)] if turns else 0, weeks + 1, began)
    bounded = profile is not None and key == "birth"
    start = first_phase(programme, profile, began) if profile is not None and bounded else 0
    days = {start: began, **_taken(programme, history, today, start)}
    most = allowed_phase(programme, profile, today) if profile is not None and bounded else None
    phase = max(days) if most is None else min(max(days), most)
    since = days.get(phase, began)
    week = _week(programme.phases[phase], since, today)
    return Standing(phase, week, since, late=0 < start == phase)


def _taken(programme: Programme, history: History, today: date, phase: int) -> dict[int, date]:
    """The phases that were taken after the first, each with its day."""
    found: dict[int, date] = {}
    steps = [a for a in history.accepted if a.rule == NEXT_PHASE and a.day <= today]
    for step in sorted(steps, key=lambda a: (a.day, -a.sessions_since, a.change)):
        following = phase + 1 < len(programme.phases)
        if following and step.change == phase_change(programme, phase + 1):
            phase += 1
            found[phase] = step.day
    return found


def phase_change(programme: Programme, phase: int) -> str:
    """The change of a decision with which a phase (from 0) is taken."""
    return f"{programme.id}.phase={phase}"


def weeks_of(programme: Programme, now: Standing) -> int:
    """How many weeks the present phase takes at least; 1 where it says nothing."""
    phase = programme.phases[now.phase]
    if now.late:
        return LATE_WEEKS
    return 1 if phase.first is None or phase.last is None else phase.last - phase.first + 1


def first_day(programme: Programme, history: History) -> date | None:
    """The day of the first session of this programme, or None."""
    days = [s.day for s in history.sessions if s.programme == programme.id]
    if programme.id in history.begun:
        days.append(history.begun[programme.id])
    return min(days, default=None)


def _week(phase: Phase, began: date, today: date) -> int:
    weeks = max(0, (today - began).days // 7)
    first = 1 if phase.first is None else phase.first
    return first + weeks if phase.last is None else min(phase.last, first + weeks)


def planned_in_week(
    programme: Programme,
    history: History,
    monday: date,
    *,
    unbegun: date | None = None,
    profile: Profile | None = None,
    days: Sequence[str] = (),
) -> int | None:
    """Sessions planned in the week from `monday`; None when no plan is known for it.

    House rules: no plan is known before the programme's first day. The week it began in counts by
    its days, and at least one. The phase that the person stood in at the week's beginning counts
    for the whole week, also beyond the programme's own weeks, until another phase or programme is
    taken. Days of a pause are taken off, without blame and without credit; of a week that is all
    pause nothing is left. Other holidays are not.

    Args:
        programme: the person's.
        history: its first day, the phases that were taken, the pauses.
        monday: the first day of the week.
        unbegun: the day to take for the first when the programme was never begun.
        profile: read for that week; it bounds a programme that is keyed by a birth.
        days: the weekdays of the person's plan, of `WEEKDAYS`; empty: any.
    """
    began = first_day(programme, history) or unbegun
    end = monday + timedelta(days=7)
    if began is None or began >= end:
        return None
    first = max(monday, began)
    now = standing(programme, history, first, profile)
    plan = programme.phases[now.phase].frequency.plan
    whole = [first + timedelta(days=n) for n in range((end - first).days)]
    free = [day for day in whole if not paused(history, day)]
    if not free:
        return 0
    if days and len(free) < len(whole):
        return min(plan, sum(WEEKDAYS[day.weekday()] in days for day in free))
    return max(1, round(plan * len(free) / 7))


def paused(history: History, day: date) -> bool:
    """Whether a pause holds on a day."""
    return any(pause.holds(day) for pause in history.pauses)
