"""Traffic lights for pain (rules PM1 to PM3, PM2s) and sessions that went well (PM6).

The limits 2 and 5 come from the pain-monitoring model, which was tried on knees and on the
Achilles tendon; that the whole body is judged by them is this app's rule. What nobody answered
never counts against the person, and never counts towards more.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from rehab_tui.programme.history import History, PastExercise, PastSession
from rehab_tui.programme.limits import USUAL, Limits

MUCH_PAIN = 6
"""From this pain before a session on there is no load work (PM4)."""
STEEP_RISE = 3
SETTLED_RISE = 1
"""A usual pain that rose no more than this, and is back the next morning, has settled."""
WORSE_MORNING = 2
QUIET_MORNING = 1
"""At most so much above the pain before, the morning after stands in no one's way."""
EASY_EFFORT = 6
SESSIONS_IN_A_ROW = 2


class Colour(StrEnum):
    """How well a session, or an exercise in it, was borne."""

    GREEN = "green"
    AMBER = "amber"
    SETTLED = "amber-settled"
    RED = "red"
    UNRATED = "unrated"


TOLERATED = frozenset({Colour.GREEN, Colour.SETTLED})


def colour_of(session: PastSession, limits: Limits = USUAL) -> Colour:
    """The colour of a whole session: by its worst pain, and by any warning quality in it."""
    known = [one.worst for one in session.exercises if one.worst is not None]
    worst = max([*known, *([] if session.worst is None else [session.worst])], default=None)
    warned = session.warned or any(one.sharp for one in session.exercises)
    return _colour(worst, warned, session, limits)


def colour_of_exercise(
    exercise: PastExercise, session: PastSession, limits: Limits = USUAL
) -> Colour:
    """The colour of one exercise of a session; before and morning are the session's own."""
    return _colour(exercise.worst, exercise.sharp, session, limits)


def _colour(worst: int | None, warned: bool, session: PastSession, limits: Limits) -> Colour:
    if warned:
        return Colour.RED
    if worst is None:
        return Colour.UNRATED
    if worst > limits.pain_amber:
        return Colour.RED
    if worst <= limits.pain_green:
        return Colour.GREEN
    before, morning = session.before, session.morning
    if before is None or morning is None or worst - before > SETTLED_RISE or morning > before:
        return Colour.AMBER
    return Colour.SETTLED


def steep(exercise: PastExercise, session: PastSession, limits: Limits = USUAL) -> bool:
    """PM2r: within the limits, but three or more above the pain before the session."""
    if exercise.worst is None or session.before is None or exercise.sharp:
        return False
    amber = limits.pain_green < exercise.worst <= limits.pain_amber
    return amber and exercise.worst - session.before >= STEEP_RISE


def worse_in_the_morning(session: PastSession) -> bool:
    """PM5: two or more above the pain before it, or stiff for longer than usual."""
    if session.stiffer:
        return True
    before, morning = session.before, session.morning
    return before is not None and morning is not None and morning >= before + WORSE_MORNING


def went_well(session: PastSession, limits: Limits = USUAL) -> bool:
    """PM6 for one session: borne well, with a quiet morning after it and an easy effort.

    A pain before that nobody answered counts as none, the strictest reading. A session with so much
    pain before it that it held no load work says nothing.
    """
    if colour_of(session, limits) not in TOLERATED or session.stiffer:
        return False
    before, morning, effort = session.before or 0, session.morning, session.effort
    if morning is None or effort is None or before >= MUCH_PAIN:
        return False
    return morning <= before + QUIET_MORNING and effort <= EASY_EFFORT


def that_count(history: History) -> Sequence[PastSession]:
    """The sessions that speak for or against more, oldest first.

    One that was only partly done counts when something was said of it: a session that ended early
    because of pain is not passed over.
    """
    return [s for s in history.in_order if s.done or colour_of(s) is not Colour.UNRATED]


def eligible(history: History, limits: Limits = USUAL) -> bool:
    """PM6: the last two sessions went well; what to offer, and when to wait, PR1 to PR5 say."""
    last = that_count(history)[-SESSIONS_IN_A_ROW:]
    return len(last) == SESSIONS_IN_A_ROW and all(went_well(one, limits) for one in last)
