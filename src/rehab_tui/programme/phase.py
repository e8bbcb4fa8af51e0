"""Where a person stands in a programme: phase, week, planned sessions, and the next phase (GA1).

A phase never begins by the calendar alone: the next one is offered when the rule's conditions hold
and begins when the person takes it. Until then the programme's week waits in the last week of the
present phase (house rule), however long that takes. Phases with letters take turns instead, a
week each (house rule); the one for a flare is not among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rehab_tui.catalogue.model import Phase, Programme
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.flare import MUCH_PAIN
from rehab_tui.programme.gap import settled_since_gap
from rehab_tui.programme.history import History, PastSession

NEXT_PHASE = "GA1"
CLOSE_LOOK_DAYS = 14
CLOSE_LOOK_SHARE = 0.8
LAST_SESSIONS = 3
MOST_EFFORT = 6
GREEN = 2
AMBER = 5
FLARE = "flare"
REFUSAL_HOLDS = 3
"""A refused offer is not made again before this many sessions."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`phase` counts from 0; `week` is the programme's; `began` is the first day of the phase."""

    phase: int
    week: int
    began: date


def standing(programme: Programme, history: History, today: date) -> Standing:
    """Where the person stands on a day. A programme that was never begun begins on it.

    Only phases taken one after the other count, each from the day it was taken; weeks are seven
    days from the phase's first day, not calendar weeks.
    """
    taken = [a for a in history.accepted if a.rule == NEXT_PHASE and a.day <= today]
    phase = 0
    began = first_day(programme, history) or today
    if programme.phases[0].key == "letter":
        weeks = max(0, (today - began).days // 7)
        turns = [n for n, one in enumerate(programme.phases) if one.letter != FLARE]
        return Standing(turns[weeks % len(turns)] if turns else 0, weeks + 1, began)
    for step in sorted(taken, key=lambda a: a.day):
        name, _, number = step.change.rpartition("=")
        known = phase + 1 < len(programme.phases)
        if known and (name, number) == (f"{programme.id}.phase", str(phase + 1)):
            phase, began = phase + 1, step.day
    return Standing(phase, _week(programme.phases[phase], began, today), began)


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
    programme: Programme, history: History, monday: date, *, unbegun: date | None = None
) -> int | None:
    """Sessions planned in the week from `monday`; None when no plan is known for it.

    House rules: no plan is known before the programme's first day. The week it began in counts by
    its days, and at least one. The phase that the person stood in at the week's beginning counts
    for the whole week, also beyond the programme's own weeks, until another phase or programme is
    taken. Holidays are not subtracted.

    Args:
        programme: the person's.
        history: its first day and the phases that were taken.
        monday: the first day of the week.
        unbegun: the day to take for the first when the programme was never begun.
    """
    began = first_day(programme, history) or unbegun
    end = monday + timedelta(days=7)
    if began is None or began >= end:
        return None
    first = max(monday, began)
    plan = programme.phases[standing(programme, history, first).phase].frequency.plan
    return max(1, round(plan * (end - first).days / 7))


def offer_next_phase(programme: Programme, history: History, today: date) -> Decision | None:
    """GA1: offer the next phase, or None.

    All must hold: the phase's weeks are done; at least 80 % of the planned sessions of the last 14
    days, done in this phase; the last three sessions green or amber-settled, their mornings
    answered and at most one above the pain before; effort at most 6; two sessions since a gap of 8
    days or more; no open stop; not refused within the last three sessions. House rule.
    """
    now = standing(programme, history, today)
    phase = programme.phases[now.phase]
    if phase.key == "letter" or now.phase + 1 >= len(programme.phases) or history.stops:
        return None
    change = f"{programme.id}.phase={now.phase + 1}"
    if any(r.change == change and r.sessions_since < REFUSAL_HOLDS for r in history.refused):
        return None
    if not (
        (today - now.began).days >= 7 * _weeks(phase)
        and _kept_up(programme, now, history, today)
        and _last_went_well(history)
        and settled_since_gap(session.day for session in history.done)
    ):
        return None
    following = programme.phases[now.phase + 1]
    reason = f"the last sessions went well and the mornings after too: '{following.title}' is open"
    return Decision(
        NEXT_PHASE,
        f"{reason} to you. {following.begins_when}".rstrip(),
        change=change,
        offer=True,
    )


def _weeks(phase: Phase) -> int:
    return 1 if phase.first is None or phase.last is None else phase.last - phase.first + 1


def _kept_up(programme: Programme, now: Standing, history: History, today: date) -> bool:
    """Whether enough sessions of this very phase were done lately."""
    recent = sum(
        (session.programme, session.phase) == (programme.id, now.phase)
        and 0 <= (today - session.day).days < CLOSE_LOOK_DAYS
        for session in history.done
    )
    planned = programme.phases[now.phase].frequency.plan * CLOSE_LOOK_DAYS / 7
    return recent >= CLOSE_LOOK_SHARE * planned


def _last_went_well(history: History) -> bool:
    """Whether the last three sessions went well, of whatever programme.

    One that was only partly done counts when something was said of it: a session that ended early
    because of pain must not be passed over.
    """
    last = [s for s in history.in_order if s.done or s.warned or s.worst is not None]
    last = last[-LAST_SESSIONS:]
    return len(last) == LAST_SESSIONS and all(_went_well(session) for session in last)


def _went_well(session: PastSession) -> bool:
    """Green or amber-settled, with a quiet morning and an easy effort.

    What was not answered does not count as well; pain before that nobody answered is taken as 0.
    A session with so much pain before it that it held no load work (PM4) says nothing.
    """
    worst, morning, effort = session.worst, session.morning, session.effort
    if worst is None or morning is None or effort is None or session.warned or session.stiffer:
        return False
    before = session.before or 0
    if before >= MUCH_PAIN or effort > MOST_EFFORT:
        return False
    if worst <= GREEN:
        return morning <= before + 1
    return worst <= AMBER and worst - before <= 1 and morning <= before
