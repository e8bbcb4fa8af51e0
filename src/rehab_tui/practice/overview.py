"""What the first screen shows, put into words once for the app and for plain text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from rehab_tui.catalogue.model import Programme
from rehab_tui.journal.records import DoneElsewhere, Mood, Pain, Sleep
from rehab_tui.journal.vocabulary import AT_REST, MOODS
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.today import case_of, check_minutes, plan_for, present_programme
from rehab_tui.practice.values import say_minutes
from rehab_tui.programme import TodaysSession
from rehab_tui.programme.history import History
from rehab_tui.programme.now import Now
from rehab_tui.programme.phase import planned_in_week
from rehab_tui.programme.stops import REASONS

DayState = Literal["done", "partly", "elsewhere", "free"]
NOTHING_YET = "nothing yet"
LOOK_BACK = timedelta(days=90)
"""A night longer ago says nothing about today."""
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of this week and what was done on it."""

    name: str
    state: DayState
    today: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Today's session and what stands around it, in words."""

    today: TodaysSession
    title: str
    date_words: str
    locked_words: str
    week: tuple[WeekDay, ...]
    week_words: str
    last_words: str
    first_use: bool
    trouble: str = ""
    """What is wrong with files of the person's own."""


def overview(practice: Practice, minutes: int | None = None) -> Overview:
    """Read everything that the first screen shows."""
    now = practice.clock.now()
    check_minutes(minutes)
    history = read_history(practice.journal)
    case = case_of(practice, history, Now(day=now.date()))
    today, programme = plan_for(case, minutes), present_programme(practice)
    monday = now.date() - timedelta(days=now.weekday())
    week = _week(practice, history, monday, now.date())
    planned = planned_in_week(
        programme,
        history,
        monday,
        unbegun=now.date(),
        profile=case.profile,
        days=case.plan.days or case.profile.days,
    )
    done = sum(session.day >= monday for session in history.done)
    return Overview(
        today=today,
        title=_title(programme, today),
        date_words=f"{now:%A} {now.day} {now:%B}",
        locked_words=_locked(today),
        week=week,
        week_words=f"{done} of {planned} sessions",
        last_words=_last(practice, now.date()),
        first_use=not history.sessions,
        trouble=practice.trouble,
    )


def _title(programme: Programme, today: TodaysSession) -> str:
    phase = programme.phases[today.phase or 0]
    if phase.key != "week":
        return f"{programme.name} · {phase.title}"
    weeks = f" of {programme.weeks}" if programme.weeks else ""
    return f"{programme.name} · week {today.week}{weeks}"


def _locked(today: TodaysSession) -> str:
    if today.locked is None:
        return ""
    stop = today.locked
    words = {reason.id: reason.words for reason in REASONS}.get(stop.reason, stop.reason)
    return (
        f"On {stop.day:%A} {stop.day.day} {stop.day:%B} you stopped ({words}). "
        "Before the next session, please say how it went on."
    )


def _week(practice: Practice, history: History, monday: date, today: date) -> tuple[WeekDay, ...]:
    end = monday + timedelta(days=7)
    elsewhere = {entry.day for entry in practice.journal.entries(DoneElsewhere, monday, end)}
    states: dict[date, DayState] = dict.fromkeys(elsewhere, "elsewhere")
    for session in history.sessions:
        if not session.done:
            states.setdefault(session.day, "partly")
    for session in history.done:
        states[session.day] = "done"
    return tuple(_day(monday + timedelta(days=n), states, today) for n in range(7))


def _day(day: date, states: Mapping[date, DayState], today: date) -> WeekDay:
    return WeekDay(DAYS[day.weekday()], states.get(day, "free"), day == today)


def _last(practice: Practice, today: date) -> str:
    journal = practice.journal
    pain = journal.latest(Pain, moment=AT_REST)
    mood = journal.latest(Mood)
    nights = journal.values(Sleep, "minutes", today - LOOK_BACK)
    said = [
        (f"pain {pain.level}", _when(pain.day, today)) if pain else ("pain", NOTHING_YET),
        (f"mood {MOODS[mood.level]}", _when(mood.day, today)) if mood else ("mood", NOTHING_YET),
        (f"sleep {say_minutes(nights[-1][1])}", _when(nights[-1][0], today))
        if nights
        else ("sleep", NOTHING_YET),
    ]
    runs = groupby(said, key=lambda one: one[1])
    return " · ".join(f"{', '.join(what for what, _ in run)} ({when})" for when, run in runs)


def _when(day: date, today: date) -> str:
    """The day in a word: one of the last seven by its name, an older one by its date."""
    days = (today - day).days
    if days <= 0:
        return "today"
    return f"{day:%A}"[:3] if days < len(DAYS) else f"{day.day} {day:%b}"
