"""The weekly report: reads the journal, lets `report` reckon."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import date, timedelta

from rehab_tui.errors import NotFoundError
from rehab_tui.journal import period
from rehab_tui.journal import records as r
from rehab_tui.journal.reads import Wanted
from rehab_tui.journal.store import Journal
from rehab_tui.journal.vocabulary import AT_REST
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import ENDED, is_done, read_history
from rehab_tui.practice.today import present_programme
from rehab_tui.programme.change import baseline_of
from rehab_tui.programme.phase import planned_in_week
from rehab_tui.report.build import build_report
from rehab_tui.report.facts import (
    ElsewhereFact,
    Planned,
    Rating,
    ReportInputs,
    SessionFact,
    StopFact,
)
from rehab_tui.report.model import Report

DEFAULT_WEEKS = 12


def weekly_report(practice: Practice, first: date, last: date) -> Report:
    """The report of the days from `first` to `last`, both inclusive."""
    return build_report(_inputs(practice, first, last), first, last)


def last_weeks(today: date, weeks: int = DEFAULT_WEEKS) -> tuple[date, date]:
    """The first and the last day of so many ISO weeks, the present one included up to today."""
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(weeks=weeks - 1), today


def _inputs(practice: Practice, first: date, last: date) -> ReportInputs:
    """Only the period is read, and of the time before it what the baseline rests on."""
    journal, end = practice.journal, last + timedelta(days=1)
    done = period.sets_done(journal, first, end)
    bounds = period.first_and_last_day(journal, end)

    def ratings(kind: type[r.Record], column: str, **where: Wanted) -> list[Rating]:
        found = journal.values(kind, column, first, end, **where)
        return [Rating(day, value) for day, value in found]

    return ReportInputs(
        pain=[*_start(journal, first, end), *ratings(r.Pain, "level", moment=AT_REST)],
        pain_worst=_worst(journal.entries(r.Pain, first, end, moment="worst")),
        mood=ratings(r.Mood, "level"),
        sleep_minutes=ratings(r.Sleep, "minutes"),
        sleep_quality=ratings(r.Sleep, "quality"),
        function=ratings(r.Function, "level"),
        effort=ratings(r.SessionRecord, "effort", state=ENDED),
        sessions=[
            SessionFact(s.day, round(s.seconds / 60), is_done(done[s.id], s.sets))
            for s in journal.entries(r.SessionRecord, first, end, state=ENDED)
        ],
        elsewhere=[
            ElsewhereFact(e.day, e.minutes) for e in journal.entries(r.DoneElsewhere, first, end)
        ],
        stops=[StopFact(s.day, s.reason) for s in journal.entries(r.StopEvent, first, end)],
        entry_days=period.entry_days(journal, first, end),
        first_entry=bounds and bounds[0],
        last_entry=bounds and bounds[1],
        planned=_planned(practice),
    )


def _start(journal: Journal, first: date, end: date) -> list[Rating]:
    """The ratings of the baseline, as far as they lie before the period."""
    with closing(period.ratings_by_day(journal, AT_REST, end)) as earliest:
        base = baseline_of(earliest)
    if base is None or base.first >= first:
        return []
    until = min(first, base.last + timedelta(days=1))
    found = journal.values(r.Pain, "level", base.first, until, moment=AT_REST)
    return [Rating(day, value) for day, value in found]


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
