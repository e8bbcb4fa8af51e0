"""From the journal's plain facts to a report. Pure: the period is an argument."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar, get_args

from rehab_tui.programme.change import find_baseline
from rehab_tui.report.change import pain_change
from rehab_tui.report.facts import (
    ElsewhereFact,
    Planned,
    Rating,
    ReportInputs,
    SessionFact,
    StopFact,
)
from rehab_tui.report.model import Measure, Report, SessionCounts, WeekRow
from rehab_tui.report.weeks import Summary, Week, summarise, weeks_between

MEASURES: tuple[Measure, ...] = get_args(Measure)

T = TypeVar("T")


def build_report(inputs: ReportInputs, first: date, last: date) -> Report:
    """The weekly report of the days `first` to `last`, both inclusive.

    Entries outside the period are counted nowhere, but the baseline is looked for in everything up
    to `last`.

    Raises:
        ValueError: `last` is before `first`.
    """
    weeks = weeks_between(first, last)
    ratings = {name: _by_week(getattr(inputs, name), first, last, _day_of) for name in MEASURES}
    sessions = _by_week(inputs.sessions, first, last, _day_of)
    elsewhere = _by_week(inputs.elsewhere, first, last, _day_of)
    stops = _by_week(inputs.stops, first, last, _day_of)
    rows = tuple(
        WeekRow(
            week=week,
            sessions=_count(
                sessions.get(week.start, ()),
                elsewhere.get(week.start, ()),
                _planned(inputs.planned, week),
            ),
            stops=len(stops.get(week.start, ())),
            **{name: _summary(ratings[name].get(week.start, ())) for name in MEASURES},
        )
        for week in weeks
    )
    baseline = find_baseline([rating for rating in inputs.pain if rating.day <= last])
    change = pain_change(baseline, rows)
    return Report(
        first=first,
        last=last,
        weeks=rows,
        days_with_entries=sum(first <= day <= last for day in inputs.entry_days),
        first_entry=inputs.first_entry,
        last_entry=inputs.last_entry,
        baseline=baseline,
        changes=() if change is None else (change,),
    )


def _day_of(fact: Rating | SessionFact | ElsewhereFact | StopFact) -> date:
    return fact.day


def _by_week(
    facts: Iterable[T], first: date, last: date, day_of: Callable[[T], date]
) -> Mapping[date, list[T]]:
    """Facts of the period by the Monday of their local day, in order of days."""
    groups: defaultdict[date, list[T]] = defaultdict(list)
    inside = (fact for fact in facts if first <= day_of(fact) <= last)
    for fact in sorted(inside, key=day_of):
        groups[Week.of(day_of(fact)).start].append(fact)
    return groups


def _summary(ratings: Sequence[Rating]) -> Summary:
    return summarise([rating.value for rating in ratings])


def _count(
    sessions: Sequence[SessionFact], elsewhere: Sequence[ElsewhereFact], planned: int | None
) -> SessionCounts:
    done = sum(session.done for session in sessions)
    known = [session.minutes for session in sessions]
    known += [walk.minutes for walk in elsewhere if walk.minutes is not None]
    unknown = len(sessions) + len(elsewhere) - len(known)
    return SessionCounts(
        done=done,
        partly=len(sessions) - done,
        elsewhere=len(elsewhere),
        planned=planned,
        minutes=None if unknown and not known else sum(known),
        unknown=unknown,
    )


def _planned(planned: Planned, week: Week) -> int | None:
    return planned.get(week.start) if isinstance(planned, Mapping) else planned(week.start)
