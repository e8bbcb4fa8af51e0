"""The weekly report: reads the journal, lets `report` reckon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from rehab_tui.catalogue.model import Programme
from rehab_tui.journal import records as r
from rehab_tui.journal.reads import Wanted
from rehab_tui.journal.vocabulary import AT_REST
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import ENDED, first_day, is_done, sets_done
from rehab_tui.practice.today import find_programme
from rehab_tui.programme.phase import planned_in_week
from rehab_tui.programme.profile import read_profile
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
    return build_report(_inputs(practice), first, last)


def last_weeks(today: date, weeks: int = DEFAULT_WEEKS) -> tuple[date, date]:
    """The first and the last day of so many ISO weeks, the present one included up to today."""
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(weeks=weeks - 1), today


def _inputs(practice: Practice) -> ReportInputs:
    journal = practice.journal
    programme = find_programme(practice, None, read_profile(journal.profile()))
    sessions = journal.entries(r.SessionRecord, state=ENDED)
    counts = sets_done(journal.entries(r.SetRecord))
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
        sessions=[
            SessionFact(s.day, round(s.seconds / 60), is_done(counts.get(s.id, 0), s.sets))
            for s in sessions
        ],
        elsewhere=[ElsewhereFact(e.day, e.minutes) for e in elsewhere],
        stops=[day for day, _ in journal.values(r.StopEvent, "reason")],
        other=[
            day
            for kind, column in ((r.Note, "text"), (r.Treatment, "what"))
            for day, _ in journal.values(kind, column)
        ],
        planned=_planned(programme, practice),
    )


def _worst(pains: Iterable[r.Pain]) -> list[Rating]:
    """One rating a session: its worst, whether said of an exercise or of the whole."""
    highest: dict[str, Rating] = {}
    for pain in pains:
        key = pain.session or pain.id
        if key not in highest or pain.level > highest[key].value:
            highest[key] = Rating(pain.day, pain.level)
    return list(highest.values())


def _planned(programme: Programme, practice: Practice) -> Planned:
    began = first_day(practice.journal, programme.id)

    def sessions(monday: date) -> int | None:
        return planned_in_week(programme, began, monday)

    return sessions
