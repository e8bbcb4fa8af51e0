from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_example import FIRST, INPUTS, LAST, built, example

from rehab_tui.report.build import MEASURES
from rehab_tui.report.facts import ElsewhereFact, Rating, ReportInputs, SessionFact, StopFact
from rehab_tui.report.model import Measure, SessionCounts
from rehab_tui.report.weeks import NOTHING, summarise

MONDAY = date(2026, 11, 16)
WEEK = (MONDAY, MONDAY + timedelta(days=6))


def test_an_empty_journal_has_every_week_and_no_zero_for_unknown() -> None:
    report = built(ReportInputs(), FIRST, LAST)
    assert [row.week.label for row in report.weeks] == [
        "2026-W51", "2026-W52", "2026-W53", "2027-W01", "2027-W02", "2027-W03",
    ]  # fmt: skip
    assert all(row.of(measure) == NOTHING for row in report.weeks for measure in MEASURES)
    assert {row.sessions for row in report.weeks} == {SessionCounts(planned=None, minutes=0)}
    assert (report.days_with_entries, report.last_entry) == (0, None)
    assert (report.baseline, report.changes, report.links) == (None, (), ())


@pytest.mark.parametrize("measure", MEASURES)
def test_each_measure_lands_in_its_own_place(measure: Measure) -> None:
    fields: dict[str, Any] = {measure: [Rating(MONDAY, value) for value in (1, 3, 4, 5)]}
    report = built(ReportInputs(**fields), *WEEK)
    (row,) = report.weeks
    assert row.of(measure) == summarise([1, 3, 4, 5])
    assert all(row.of(other) == NOTHING for other in MEASURES if other != measure)
    assert report.count(measure) == 4


def test_both_ends_of_the_period_count_and_their_neighbours_do_not() -> None:
    first, last = MONDAY + timedelta(days=2), MONDAY + timedelta(days=9)
    around = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    inputs = ReportInputs(
        mood=[Rating(day, 3) for day in around],
        sessions=[SessionFact(day, 10, True) for day in around],
        stops=[StopFact(day, "other") for day in around],
    )
    report = built(inputs, first, last)
    assert [(row.mood.n, row.sessions.done, row.stops) for row in report.weeks] == [(1, 1, 1)] * 2
    assert (report.days_with_entries, report.days, report.last_entry) == (2, 8, last)


def test_sessions_done_partly_and_elsewhere() -> None:
    inputs = ReportInputs(
        sessions=[SessionFact(MONDAY, 14, True), SessionFact(MONDAY, 6, False)],
        elsewhere=[ElsewhereFact(MONDAY, 30), ElsewhereFact(MONDAY)],
        planned=lambda monday: 3 if monday == MONDAY else None,
    )
    report = built(inputs, MONDAY, MONDAY + timedelta(days=7))
    assert [row.sessions for row in report.weeks] == [
        SessionCounts(done=1, partly=1, elsewhere=2, planned=3, minutes=50, unknown=1),
        SessionCounts(),
    ]


def test_minutes_that_nobody_knows_are_not_zero() -> None:
    (row,) = built(ReportInputs(elsewhere=[ElsewhereFact(MONDAY)]), *WEEK).weeks
    assert (row.sessions.elsewhere, row.sessions.minutes) == (1, None)


def test_a_zero_that_was_rated_is_a_rating() -> None:
    (row,) = built(ReportInputs(pain=[Rating(MONDAY, 0)]), *WEEK).weeks
    assert (row.pain.n, row.pain.low, row.pain.high, row.pain.median) == (1, 0, 0, None)


def test_the_baseline_may_lie_before_the_period_and_never_after_it() -> None:
    report = built(INPUTS, date(2027, 1, 4), LAST)
    assert report.baseline == example().baseline
    assert report.changes[0].week.label == "2027-W02"
    early = built(INPUTS, FIRST - timedelta(days=30), FIRST + timedelta(days=1))
    assert (early.baseline, early.changes) == (None, ())


def test_only_other_entries_make_no_empty_journal() -> None:
    report = built(ReportInputs(), *WEEK, other=[MONDAY])
    assert (report.days_with_entries, report.last_entry) == (1, MONDAY)


def test_a_period_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="before the first day"):
        built(ReportInputs(), LAST, FIRST)


a_rating = st.tuples(st.integers(-20, 60), st.integers(0, 10)).map(
    lambda pair: Rating(FIRST + timedelta(days=pair[0]), pair[1])
)


@given(st.lists(a_rating), st.integers(0, 50))
def test_every_rating_of_the_period_is_in_one_week_and_no_other_is(
    pain: list[Rating], length: int
) -> None:
    last = FIRST + timedelta(days=length)
    report = built(ReportInputs(pain=pain), FIRST, last)
    inside = [one for one in pain if FIRST <= one.day <= last]
    assert report.count("pain") == len(inside)
    for row in report.weeks:
        assert row.pain.n == sum(one.day in row.week for one in inside)
    assert report.days_with_entries == len({one.day for one in inside})


@given(st.lists(a_rating))
def test_the_order_of_the_days_does_not_matter(pain: list[Rating]) -> None:
    backwards = sorted(pain, key=lambda one: one.day, reverse=True)
    ordered = sorted(pain, key=lambda one: one.day)
    one, two = (built(ReportInputs(pain=way), FIRST, LAST) for way in (backwards, ordered))
    assert [row.pain.median for row in one.weeks] == [row.pain.median for row in two.weeks]
    assert (one.baseline, one.changes) == (two.baseline, two.changes)
