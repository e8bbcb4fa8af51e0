"""From the journal's plain facts to a report. Pure: the period is an argument."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from statistics import median
from typing import TypeVar, get_args

from rehab_tui.programme.change import LEAST_FOR_MEDIAN, find_baseline
from rehab_tui.report.change import pain_changes
from rehab_tui.report.facts import (
    ElsewhereFact,
    Night,
    Planned,
    Rating,
    ReportInputs,
    SessionFact,
    StopFact,
)
from rehab_tui.report.functions import function_change
from rehab_tui.report.kept import kept
from rehab_tui.report.links import find_links, pairs_of
from rehab_tui.report.model import Measure, Report, SessionCounts, WeekRow
from rehab_tui.report.notable import (
    decisions_that_count,
    milestones,
    treatments_used,
    warning_words,
)
from rehab_tui.report.stats import sleep_efficiency
from rehab_tui.report.times import times_of_day
from rehab_tui.report.trends import find_trends
from rehab_tui.report.weeks import Summary, Week, monday, summarise, weeks_between

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
    function = function_change(inputs.functions, first, last)
    pairs = pairs_of(inputs, first, last)
    here = [session for group in sessions.values() for session in group]
    return Report(
        first=first,
        last=last,
        weeks=rows,
        days_with_entries=sum(first <= day <= last for day in inputs.entry_days),
        first_entry=inputs.first_entry,
        last_entry=inputs.last_entry,
        baseline=baseline,
        changes=pain_changes(baseline, rows),
        links=find_links(pairs),
        pairs=tuple((name, len(listed)) for name, listed in pairs.items()),
        trends=find_trends(inputs, first, last),
        function_change=function,
        global_change=tuple(one for one in inputs.global_change if first <= one.day <= last),
        words=warning_words(inputs.words, first, last),
        stops=tuple(stop for group in stops.values() for stop in group),
        decisions=decisions_that_count(inputs.decisions, first, last),
        treatments=treatments_used(inputs.treatments, first, last),
        milestones=milestones(inputs, rows, function, first, last),
        times=times_of_day(here),
        kept=kept(rows, here, inputs.left_out, last),
        sleep_efficiency=_efficiency(inputs.nights, first, last),
        names=inputs.names,
    )


def _efficiency(nights: Iterable[Night], first: date, last: date) -> tuple[float, int] | None:
    """The median of the nights whose times are known, and how many they are; None below four.

    A night of more sleep than time in bed was typed wrong, and tells nothing.
    """
    shares = [
        sleep_efficiency(night.asleep, night.in_bed)
        for night in nights
        if first <= night.day <= last
        and night.asleep is not None
        and night.in_bed
        and night.asleep <= night.in_bed
    ]
    return (median(shares), len(shares)) if len(shares) >= LEAST_FOR_MEDIAN else None


def _day_of(fact: Rating | SessionFact | ElsewhereFact | StopFact) -> date:
    return fact.day


def _by_week(
    facts: Iterable[T], first: date, last: date, day_of: Callable[[T], date]
) -> Mapping[date, list[T]]:
    """Facts of the period by the Monday of their local day, in order of days."""
    groups: defaultdict[date, list[T]] = defaultdict(list)
    inside = (fact for fact in facts if first <= day_of(fact) <= last)
    for fact in sorted(inside, key=day_of):
        groups[monday(day_of(fact))].append(fact)
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
