from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_example import FIRST, INPUTS, LAST, built, example

from rehab_tui.report.build import MEASURES, build_report
from rehab_tui.report.facts import (
    DecisionFact,
    ElsewhereFact,
    Night,
    Rating,
    ReportInputs,
    SessionFact,
    StopFact,
    TreatmentFact,
    WordFact,
)
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


def test_days_with_an_entry_are_those_of_the_period() -> None:
    days = frozenset(WEEK[0] + timedelta(days=n) for n in (-1, 0, 6, 7))
    assert build_report(ReportInputs(entry_days=days), *WEEK).days_with_entries == 2


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


# --- what a period is


def test_the_weeks_around_the_new_year_are_iso_weeks() -> None:
    """2027-01-01 is a Friday of the 53rd week of 2026."""
    days = [date(2026, 12, 27), date(2026, 12, 28), date(2027, 1, 1), date(2027, 1, 3),
            date(2027, 1, 4)]  # fmt: skip
    report = built(ReportInputs(pain=[Rating(day, 3) for day in days]), days[0], days[-1])
    assert [(row.week.label, row.pain.n) for row in report.weeks] == [
        ("2026-W52", 1), ("2026-W53", 3), ("2027-W01", 1),
    ]  # fmt: skip


@given(st.lists(a_rating, min_size=4), st.lists(a_rating))
def test_what_is_added_later_never_moves_the_start(pain: list[Rating], later: list[Rating]) -> None:
    before = built(ReportInputs(pain=pain), FIRST, LAST).baseline
    if before is None:
        return
    added = [one for one in later if one.day > before.last]
    assert built(ReportInputs(pain=[*pain, *added]), FIRST, LAST).baseline == before


@given(st.lists(a_rating), st.integers(0, 20))
def test_the_start_is_the_same_from_its_own_ratings_and_the_periods(
    pain: list[Rating], shift: int
) -> None:
    """So no more than these have to be read."""
    first = FIRST + timedelta(days=shift)
    whole = built(ReportInputs(pain=pain), first, LAST)
    base = whole.baseline
    kept = [
        one for one in pain
        if one.day >= first or (base is not None and base.first <= one.day <= base.last)
    ]  # fmt: skip
    part = built(ReportInputs(pain=kept), first, LAST)
    assert (part.baseline, part.changes, part.weeks) == (base, whole.changes, whole.weeks)


def test_how_sure_a_weeks_median_is() -> None:
    six, five = (
        built(ReportInputs(pain=[Rating(MONDAY, v) for v in values]), *WEEK).weeks[0].pain
        for values in ([4, 4, 3, 5, 4, 6], [4, 4, 3, 5, 4])
    )
    assert six.interval == (3, 6, 1 - 2 / 64)
    assert (five.median, five.interval) == (4, None)


def test_sleep_efficiency_needs_four_nights_with_their_times() -> None:
    nights = [Night(MONDAY + timedelta(days=n), 370 + n, 480) for n in range(4)]
    others = [
        Night(MONDAY, 400),
        Night(MONDAY, None, 480),
        Night(MONDAY, 500, 480),
        Night(MONDAY - timedelta(days=1), 1, 480),
    ]
    few = built(ReportInputs(nights=[*nights[:3], *others]), *WEEK)
    assert few.sleep_efficiency is None
    found = built(ReportInputs(nights=[*nights, *others]), *WEEK).sleep_efficiency
    assert found is not None
    assert (round(found[0], 1), found[1]) == (77.4, 4)


def test_parts_outside_the_period_are_left_out() -> None:
    around = [MONDAY - timedelta(days=1), MONDAY, WEEK[1], WEEK[1] + timedelta(days=1)]
    report = built(
        ReportInputs(
            global_change=[Rating(day, 2) for day in around],
            words=[WordFact(day, "sharp") for day in around],
            stops=[StopFact(day, "dizzy") for day in around],
            decisions=[DecisionFact(day, "PM2", "less", "sets=2") for day in around],
            treatments=[TreatmentFact(day, "heat", 10) for day in around],
            sessions=[SessionFact(day, 10, True) for day in around],
        ),
        *WEEK,
    )
    assert [one.day for one in report.global_change] == list(WEEK)
    assert [one.day for one in report.stops] == list(WEEK)
    assert [(one.day, one.times) for one in report.decisions] == [(WEEK[1], 2)]
    assert [(one.first, one.times, one.new) for one in report.words] == [(MONDAY, 2, False)]
    assert [(one.times, one.minutes) for one in report.treatments] == [(2, 20)]
    assert (report.kept.done, report.kept.gap) == (2, 6)


measures = st.sampled_from(MEASURES)


@given(st.lists(st.tuples(measures, a_rating)))
def test_a_measure_that_was_not_rated_stays_empty(rated: list[tuple[Measure, Rating]]) -> None:
    """Missing is never a zero: what is there comes from what was rated, and from nothing else."""
    given_: dict[str, Any] = {name: [] for name in MEASURES}
    for name, one in rated:
        given_[name].append(one)
    for row in built(ReportInputs(**given_), FIRST, LAST).weeks:
        for name in MEASURES:
            values = [
                one.value for one in given_[name] if one.day in row.week and one.day <= LAST
            ]  # fmt: skip
            summary = row.of(name)
            assert summary.n == len(values)
            assert (summary.low, summary.high) == (
                (min(values), max(values)) if values else (None, None)
            )
