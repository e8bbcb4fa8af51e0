"""What there is to do today: reads the journal, lets the rules decide, changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rehab_tui.catalogue.model import Programme
from rehab_tui.errors import NotFoundError, UsageError
from rehab_tui.practice.context import DEFAULT_PROGRAMME, Practice
from rehab_tui.practice.exercises import exercise_named
from rehab_tui.practice.past import read_history
from rehab_tui.programme import History, Profile, TodaysSession, picked_session, todays_session
from rehab_tui.programme.counting import as_chosen
from rehab_tui.programme.fit import LEAST_MINUTES, MOST_MINUTES
from rehab_tui.text import did_you_mean, quote


def plan_today(
    practice: Practice,
    *,
    minutes: int | None = None,
    programme: str | None = None,
    exercises: Sequence[str] = (),
    pain_now: int | None = None,
    spoken: bool = False,
) -> TodaysSession:
    """Today's session, or just the exercises that were picked.

    Args:
        practice: clock, catalogue, journal.
        minutes: how long it may take, 5 to 90; None takes the profile's or the programme's.
        programme: an id; None takes the profile's or the shipped default.
        exercises: ids to do in this order instead of a programme.
        pain_now: pain 0-10 as just answered, or None.
        spoken: whoever follows by ear is told how to get into place each time, as in new exercises.

    Raises:
        NotFoundError: an unknown programme or exercise, with the nearest ids.
        UsageError: minutes outside 5 to 90.
    """
    check_minutes(minutes)
    profile = practice.profile()
    history = read_history(practice.journal)
    if spoken:
        history = replace(history, last_done={})
    if exercises:
        picked = [exercise_named(practice.catalogue, name) for name in exercises]
        day = practice.clock.now().date()
        today = picked_session(picked, practice.catalogue, profile, history, day, pain_now)
        return _counted(today, profile)
    chosen = find_programme(practice, programme, profile)
    return plan_for(practice, chosen, profile, history, minutes=minutes, pain_now=pain_now)


def plan_for(
    practice: Practice,
    programme: Programme,
    profile: Profile,
    history: History,
    *,
    minutes: int | None = None,
    pain_now: int | None = None,
) -> TodaysSession:
    """Today's session of a programme, for a profile and a history that have been read already."""
    today = todays_session(
        programme,
        practice.catalogue,
        profile,
        history,
        practice.clock.now().date(),
        minutes if minutes is not None else profile.minutes,
        pain_now,
    )
    return _counted(today, profile)


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


def find_programme(practice: Practice, name: str | None, profile: Profile) -> Programme:
    """The programme that was asked for, else the profile's, else the default.

    Raises:
        NotFoundError: with the nearest ids.
    """
    known = practice.catalogue.programmes
    wanted = name or profile.programme or DEFAULT_PROGRAMME
    if wanted not in known:
        raise NotFoundError(
            f"there is no programme {quote(wanted)}",
            did_you_mean(wanted, known) or f"There are: {', '.join(known)}.",
        )
    return known[wanted]
