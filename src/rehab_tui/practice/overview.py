"""What the first screen shows, put into words once for the app and for plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Literal

from rehab_tui.catalogue.model import Programme
from rehab_tui.days import SHORTEST, short, spelled_out, weekday, with_weekday
from rehab_tui.journal.records import DoneElsewhere, Mood, Pain, Sleep
from rehab_tui.journal.vocabulary import AT_REST, MOODS
from rehab_tui.practice.checkin import RIGHT_NOW, now_of
from rehab_tui.practice.context import Practice
from rehab_tui.practice.held import held
from rehab_tui.practice.offers import short_version
from rehab_tui.practice.past import read_history
from rehab_tui.practice.programmes import present_programme
from rehab_tui.practice.telling import most_telling
from rehab_tui.practice.today import case_of, check_minutes, plan_for
from rehab_tui.practice.values import say_minutes
from rehab_tui.programme.adherence import target_words, targets_met, weeks_kept
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import History
from rehab_tui.programme.phase import first_day, paused, planned_in_week
from rehab_tui.programme.plan import WEEKDAYS, Plan
from rehab_tui.programme.profile import read_profile
from rehab_tui.programme.rules.rule import Case
from rehab_tui.programme.screening import screening_due
from rehab_tui.programme.stops import SCREENING, reason_words
from rehab_tui.programme.today import TodaysSession
from rehab_tui.text import plural

DayState = Literal["done", "partly", "elsewhere", "paused", "planned", "free", "rest"]
DONE_TODAY = "done today"
"""Stands on the card of a day whose session is done: what it offers then is more."""
NOTHING_YET = "nothing yet"
LOOK_BACK = timedelta(days=90)
"""A night longer ago says nothing about today."""
KEPT_WEEKS = timedelta(weeks=12)
"""So far back weeks are counted whose target was met."""
ASKS = "SC1"
"""The rule whose words `Overview.asks` has already."""
PAUSED_FOR = {"illness": "illness", "travel": "a journey", "flare": "a flare", "other": ""}


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of this week and what was done on it, or is to be.

    `rest` is a day beside those that the person has named; `free` any other without anything.
    """

    name: str
    state: DayState
    today: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Today's session and what stands around it, in words; empty where there is nothing to say.

    `why` has the day's decisions, the most telling first. `short` is the offer of a short version.
    `round_words` is whether it is done today, or where the day stands in rounds, `kept_words` how
    many weeks met their target.
    `pause_words`, `held` and `care` are what rests and what is to be minded; `asks` is why the
    first questions are due, `trouble` what is wrong with files of the person's own.
    """

    day: date
    today: TodaysSession
    title: str
    date_words: str
    locked_words: str
    week: tuple[WeekDay, ...]
    week_words: str
    last_words: str
    first_use: bool
    why: tuple[str, ...] = ()
    short: Decision | None = None
    round_words: str = ""
    kept_words: str = ""
    pause_words: str = ""
    held: tuple[str, ...] = ()
    care: tuple[str, ...] = ()
    asks: str = ""
    trouble: str = ""


def overview(practice: Practice, minutes: int | None = None) -> Overview:
    """Read everything that the first screen shows.

    Raises:
        UsageError: minutes outside 5 to 90.
    """
    check_minutes(minutes)
    with practice.many_readings() as look:
        return _overview(look, minutes)


def _overview(practice: Practice, minutes: int | None) -> Overview:
    day = practice.clock.now().date()
    history = read_history(practice.journal)
    case = case_of(practice, history, now_of(practice, history=history))
    asks = screening_due(case.profile, history, day)
    today, programme = plan_for(case, minutes), present_programme(practice)
    rounds = programme.phases[today.phase or 0].frequency.rounds
    days = case.plan.days or case.profile.days
    return Overview(
        day=day,
        today=today,
        title=_title(programme, today),
        date_words=spelled_out(day),
        locked_words=_locked(today),
        week=_week(practice, history, day, days),
        week_words=_week_words(programme, case, days, rounds),
        last_words=_last(practice, day),
        first_use=not history.sessions,
        why=tuple(
            one.words for one in most_telling(today.decisions) if not (asks and one.rule == ASKS)
        ),
        short=short_version(today.offers),
        round_words=_round(sum(one.day == day for one in history.done), rounds),
        kept_words=_kept(practice, programme, history, days),
        pause_words=_paused(history, day),
        held=tuple(words for _, words in held(practice, history)),
        care=_care(case.plan),
        asks="" if asks is None or today.locked else asks,
        trouble=practice.trouble,
    )


def _title(programme: Programme, today: TodaysSession) -> str:
    phase = programme.phases[today.phase or 0]
    if phase.key != "week":
        return f"{programme.name} · {phase.title}"
    weeks = f" of {programme.weeks}" if programme.weeks else ""
    return f"{programme.name} · week {today.week}{weeks}"


def _round(done: int, rounds: int) -> str:
    if rounds == 1:
        return DONE_TODAY if done else ""
    return f"round {done + 1} of {rounds}" if done < rounds else f"all {rounds} rounds done"


def _paused(history: History, day: date) -> str:
    """As in "Paused since Mon 23 Nov (illness), until Fri 27 Nov"."""
    pause = next((one for one in reversed(history.pauses) if one.holds(day)), None)
    if pause is None:
        return ""
    reason = PAUSED_FOR.get(pause.reason, "")
    until = f", until {with_weekday(pause.last)}" if pause.last else ""
    return f"Paused since {with_weekday(pause.first)}{f' ({reason})' if reason else ''}{until}"


def _care(plan: Plan) -> tuple[str, ...]:
    """The therapist's precautions as typed, their name, and the day of the review."""
    who, review = plan.therapist.name, plan.therapist.review
    seen = ", ".join(filter(None, (who, f"review on {with_weekday(review)}" if review else "")))
    precautions = " ".join(one if one[-1:] in ".!?" else f"{one}." for one in plan.precautions)
    return tuple(
        f"{name}: {words}"
        for name, words in (("Take care", precautions), ("Therapist", seen))
        if words
    )


def _kept(practice: Practice, programme: Programme, history: History, days: Sequence[str]) -> str:
    """Empty before there is a week to be glad of."""
    today, told = practice.clock.now().date(), practice.journal.profile()
    began = first_day(programme, history)
    if began is None:
        return ""
    weeks = weeks_kept(
        programme,
        history,
        max(began, today - KEPT_WEEKS),
        today,
        profile=partial(read_profile, told),
        days=days,
    )
    return target_words(weeks) if targets_met(weeks)[0] else ""


def _week_words(programme: Programme, case: Case, days: Sequence[str], rounds: int) -> str:
    """What was done of what is planned; where a day has rounds, days are what is counted."""
    day, history = case.now.day, case.history
    monday = day - timedelta(days=day.weekday())
    planned = planned_in_week(
        programme, history, monday, unbegun=day, profile=case.profile, days=days
    )
    done = [session.day for session in history.done if session.day >= monday]
    if planned == 0 and not done:
        return "a pause"
    if rounds > 1:
        return f"{len(set(done))} of {plural(planned or 0, 'day', 'days')}"
    return f"{len(done)} of {plural(planned or 0, 'session', 'sessions')}"


def _locked(today: TodaysSession) -> str:
    if today.locked is None:
        return ""
    stop = today.locked
    if stop.reason == SCREENING.id:
        told = f"On {spelled_out(stop.day)} you told of a warning sign."
        return f"{told} Before the next session, please say how it went on."
    return (
        f"On {spelled_out(stop.day)} you stopped ({reason_words(stop.reason)}). "
        "Before the next session, please say how it went on."
    )


def _week(
    practice: Practice, history: History, today: date, days: Sequence[str]
) -> tuple[WeekDay, ...]:
    monday = today - timedelta(days=today.weekday())
    end = monday + timedelta(days=7)
    week = [monday + timedelta(days=n) for n in range(7)]
    states: dict[date, DayState] = {day: "paused" for day in week if paused(history, day)}
    elsewhere = {entry.day for entry in practice.journal.entries(DoneElsewhere, monday, end)}
    states |= dict.fromkeys(elsewhere, "elsewhere")
    for session in history.sessions:
        if not session.done and states.get(session.day) != "elsewhere":
            states[session.day] = "partly"
    for session in history.done:
        states[session.day] = "done"
    for day in week if days else ():
        named = WEEKDAYS[day.weekday()] in days
        states.setdefault(day, "rest" if not named else "planned" if day >= today else "free")
    return tuple(_day(day, states, today) for day in week)


def _day(day: date, states: Mapping[date, DayState], today: date) -> WeekDay:
    return WeekDay(SHORTEST[day.weekday()], states.get(day, "free"), day == today)


def _last(practice: Practice, today: date) -> str:
    journal = practice.journal
    pain = journal.latest(Pain, moment=sorted({*AT_REST, *RIGHT_NOW}))
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
    return weekday(day) if days < 7 else short(day)
