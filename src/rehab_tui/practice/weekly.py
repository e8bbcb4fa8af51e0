"""The weekly report: reads the journal, lets `report` reckon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from rehab_tui.errors import NotFoundError
from rehab_tui.journal import records as r
from rehab_tui.journal.reads import Wanted
from rehab_tui.journal.vocabulary import AT_REST
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import ENDED, read_history, sessions_done
from rehab_tui.practice.today import present_programme
from rehab_tui.programme.phase import planned_in_week
from rehab_tui.report.build import build_report
from rehab_tui.report.model import (
    ElsewhereFact,
    Planned,
    Rating,
    Report,
    ReportInputs,
    SessionFact,
)

DEFAULT_WEEKS = 12


def weekly_report(practice: Practice, first: date, last: date) -> Report:
    """The report of the days from `first` to `last`, both inclusive."""
    return build_report(_inputs(practice, first, last), first, last)


def last_weeks(today: date, weeks: int = DEFAULT_WEEKS) -> tuple[date, date]:
    """The first and the last day of so many ISO weeks, the present one included up to today."""
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(weeks=weeks - 1), today


def _inputs(practice: Practice, first: date, last: date) -> ReportInputs:
    """The whole journal; only of the period's sessions is asked how much of them was done."""
    journal = practice.journal
    sessions = journal.entries(r.SessionRecord, state=ENDED)
    done = sessions_done(journal, [s for s in sessions if first <= s.day <= last])
    elsewhere = journal.entries(r.DoneElsewhere)

    def ratings(kind: type[r.Record], column: str, **where: Wanted) -> list[Rating]:
        found = journal.values(kind, column, None, None, **where)
        return [Rating(day, value) for day, value in found]

    return ReportInputs(
        pain=ratings(r.Pain, "level", moment=AT_REST),
        pain_worst=_worst(journal.entries(r.Pain, moment="worst")),
        mood=ratings(r.Mood, "level"),
        sleep_minutes=ratings(r.Sleep, "minutes"),
        sleep_quality=ratings(r.Sleep, "quality"),
        function=ratings(r.Function, "level"),
        effort=ratings(r.SessionRecord, "effort", state=ENDED),
        sessions=[SessionFact(s.day, round(s.seconds / 60), s.id in done) for s in sessions],
        elsewhere=[ElsewhereFact(e.day, e.minutes) for e in elsewhere],
        stops=[day for day, _ in journal.values(r.StopEvent, "reason")],
        other=[
            day
            for kind, column in ((r.Note, "text"), (r.Treatment, "what"))
            for day, _ in journal.values(kind, column)
        ],
        planned=_planned(practice),
    )


def _worst(pains: Iterable[r.Pain]) -> list[Rating]:
    """One rating a session: its worst, whether said of an exercise or of the whole."""
    highest: dict[str, Rating] = {}
    for pain in pains:
        key = pain.session or pain.id
        if key not in highest or pain.level > highest[key].value:
            highest[key] = Rating(pain.day, pain.level)
    return list(highest.values())


def _planned(practice: Practice) -> Planned:
    """What the present programme plans for a week; nothing is known without a programme."""
    try:
        programme = present_programme(practice)
    except NotFoundError:
        return {}
    history = read_history(practice.journal)
    days = practice.plan.days or practice.profile().days
    return lambda monday: planned_in_week(
        programme, history, monday, profile=practice.profile(monday), days=days
    )
