"""Where a person stands in a programme: phase, week, planned sessions, and the next phase (GA1).

A phase never begins by the calendar alone: the next one is offered when the rule's conditions hold
and begins when the person takes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rehab_tui.catalogue.model import Phase, Programme
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import History, PastSession

NEXT_PHASE = "GA1"
CLOSE_LOOK_DAYS = 14
CLOSE_LOOK_SHARE = 0.8
LAST_SESSIONS = 3
MOST_EFFORT = 6
GREEN = 2
AMBER = 5
REFUSAL_HOLDS = 3
"""A refused offer is not made again before this many sessions."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`phase` counts from 0, `week` from the programme's first; `began` is the phase's first day."""

    phase: int
    week: int
    began: date


def standing(programme: Programme, history: History, today: date) -> Standing:
    """Where the person stands today. A programme that was never begun begins today."""
    taken = [a for a in history.accepted if a.rule == NEXT_PHASE]
    phase = 0
    began = first_day(programme, history) or today
    for step in sorted(taken, key=lambda a: a.day):
        name, _, number = step.change.rpartition("=")
        if name == f"{programme.id}.phase" and int(number) == phase + 1 < len(programme.phases):
            phase, began = phase + 1, step.day
    return Standing(phase, _week(programme.phases[phase], began, today), began)


def first_day(programme: Programme, history: History) -> date | None:
    """The day of the first session of this programme, or None."""
    return min((s.day for s in history.sessions if s.programme == programme.id), default=None)


def _week(phase: Phase, began: date, today: date) -> int:
    weeks = max(0, (today - began).days // 7)
    first = phase.first or 1
    return first + weeks if phase.last is None else min(phase.last, first + weeks)


def planned_in_week(programme: Programme, began: date | None, start: date) -> int:
    """Sessions planned in the seven days from `start`; a first week in part counts in part.

    Args:
        programme: its first phase's plan is counted until a later phase's differs.
        began: the programme's first day, None when it was never begun.
        start: a Monday.
    """
    if began is None:
        return 0
    end = start + timedelta(days=7)
    days = max(0, min(7, (end - began).days))
    week = (start - began).days // 7 + 1
    if programme.weeks is not None and week > programme.weeks:
        week = programme.weeks
    phase = next(
        (p for p in programme.phases if p.first and p.last and p.first <= week <= p.last),
        programme.phases[0],
    )
    return round(phase.frequency.plan * days / 7)


def offer_next_phase(programme: Programme, history: History, today: date) -> Decision | None:
    """GA1: offer the next phase, or None.

    All must hold: the phase's weeks are done; at least 80 % of the planned sessions of the last 14
    days; the last three sessions green or amber-settled, their mornings answered and at most one
    above the pain before; effort at most 6; no open stop. House rule.
    """
    now = standing(programme, history, today)
    phase = programme.phases[now.phase]
    if now.phase + 1 >= len(programme.phases) or history.stops:
        return None
    change = f"{programme.id}.phase={now.phase + 1}"
    if any(
        r.change == change and r.rule == NEXT_PHASE and r.sessions_since < REFUSAL_HOLDS
        for r in history.refused
    ):
        return None
    weeks = (phase.last or 1) - (phase.first or 1) + 1
    recent = [s for s in history.done if (today - s.day).days < CLOSE_LOOK_DAYS]
    planned = phase.frequency.plan * CLOSE_LOOK_DAYS / 7
    if (today - now.began).days < 7 * weeks or len(recent) < CLOSE_LOOK_SHARE * planned:
        return None
    last = history.done[-LAST_SESSIONS:]
    if len(last) < LAST_SESSIONS or not all(_went_well(session) for session in last):
        return None
    title = programme.phases[now.phase + 1].title
    return Decision(
        NEXT_PHASE,
        f"the last sessions went well and the mornings after too: '{title}' is open to you",
        change=change,
        offer=True,
    )


def _went_well(session: PastSession) -> bool:
    if session.worst is None or session.morning is None or session.effort is None:
        return False
    before = session.before or 0
    settled = session.morning <= before + 1 and session.effort <= MOST_EFFORT
    green = session.worst <= GREEN
    amber_settled = (
        session.worst <= AMBER
        and session.before is not None
        and session.worst - before <= 1
        and session.morning <= before
    )
    return settled and not session.warned and not session.stiffer and (green or amber_settled)
