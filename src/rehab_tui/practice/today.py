"""What there is to do today: reads the journal, lets the rules decide, changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rehab_tui.errors import UsageError
from rehab_tui.practice.checkin import NONE_GIVEN, now_of
from rehab_tui.practice.context import Practice
from rehab_tui.practice.exercises import exercise_named
from rehab_tui.practice.past import read_history
from rehab_tui.practice.programmes import find_programme
from rehab_tui.practice.question import Answers
from rehab_tui.programme.counting import as_chosen
from rehab_tui.programme.history import History
from rehab_tui.programme.now import Now
from rehab_tui.programme.plan import LEAST_MINUTES, MOST_MINUTES
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules.rule import Case
from rehab_tui.programme.today import TodaysSession, picked_session, todays_session


def plan_today(
    practice: Practice,
    *,
    minutes: int | None = None,
    programme: str | None = None,
    exercises: Sequence[str] = (),
    answers: Answers = NONE_GIVEN,
    spoken: bool = False,
) -> TodaysSession:
    """Today's session, or just the exercises that were picked.

    Args:
        practice: clock, catalogue, journal.
        minutes: how long it may take, 5 to 90; None takes the profile's or the programme's.
        programme: an id; None takes the profile's or the shipped default.
        exercises: ids to do in this order instead of a programme.
        answers: of the check-in, by the question's id, as just given.
        spoken: whoever follows by ear is told how to get into place each time, as in new exercises.

    Raises:
        NotFoundError: an unknown programme or exercise, with the nearest ids.
        UsageError: minutes outside 5 to 90.
    """
    check_minutes(minutes)
    with practice.many_readings() as look:
        history = read_history(look.journal)
        if spoken:
            history = replace(history, last_done={})
        case = case_of(look, history, now_of(look, answers, history), programme)
    if exercises:
        picked = [exercise_named(practice.catalogue, name) for name in exercises]
        return _counted(picked_session(picked, case), case.profile)
    return plan_for(case, minutes)


def case_of(practice: Practice, history: History, now: Now, programme: str | None = None) -> Case:
    """What the rules look at today.

    Args:
        practice: clock, catalogue, journal, plan.
        history: as read from the journal.
        now: today's answers.
        programme: the id of one to do instead of the plan's own.

    Raises:
        NotFoundError: an unknown programme, with the nearest ids.
    """
    profile, plan = practice.profile(), practice.plan
    if programme is not None:
        plan = replace(plan, programme=None, items=())
    chosen = find_programme(practice, programme, profile)
    return Case(practice.catalogue, profile, history, now, programme=chosen, plan=plan)


def plan_for(case: Case, minutes: int | None = None) -> TodaysSession:
    """Today's session of the case's programme; None for minutes takes the plan's, the profile's."""
    asked = (minutes, case.plan.minutes, case.profile.minutes)
    today = todays_session(case, next((one for one in asked if one is not None), None))
    return _counted(today, case.profile)


def _counted(today: TodaysSession, profile: Profile) -> TodaysSession:
    return replace(today, prescriptions=as_chosen(today.prescriptions, profile.counted))


def check_minutes(minutes: int | None) -> None:
    """Refuse a session length that is none.

    Raises:
        UsageError: minutes outside 5 to 90.
    """
    if minutes is not None and not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise UsageError(
            f"a session takes {LEAST_MINUTES} to {MOST_MINUTES} minutes, not {minutes}",
            f"Give a number from {LEAST_MINUTES} to {MOST_MINUTES}.",
            where="--minutes",
        )
