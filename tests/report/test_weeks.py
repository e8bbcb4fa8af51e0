from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.report.weeks import NOTHING, Summary, Week, summarise, weeks_between

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "label", "start"),
    [
        (date(2026, 11, 16), "2026-W47", date(2026, 11, 16)),
        (date(2026, 11, 22), "2026-W47", date(2026, 11, 16)),
        (date(2026, 11, 23), "2026-W48", date(2026, 11, 23)),
        (date(2026, 12, 31), "2026-W53", date(2026, 12, 28)),
        (date(2027, 1, 1), "2026-W53", date(2026, 12, 28)),
        (date(2027, 1, 3), "2026-W53", date(2026, 12, 28)),
        (date(2027, 1, 4), "2027-W01", date(2027, 1, 4)),
        (date(2024, 12, 30), "2025-W01", date(2024, 12, 30)),
        (date(2024, 2, 29), "2024-W09", date(2024, 2, 26)),
        (date(2022, 1, 1), "2021-W52", date(2021, 12, 27)),
    ],
)
def test_a_day_belongs_to_its_iso_week(day: date, label: str, start: date) -> None:
    week = Week.of(day)
    assert week.label == label
    assert week.start == start
    assert day in week


def test_a_week_is_half_open() -> None:
    week = Week(date(2026, 11, 16))
    assert week.last == date(2026, 11, 22)
    assert week.end == date(2026, 11, 23)
    assert week.last in week
    assert week.end not in week
    assert week.start - timedelta(days=1) not in week


def test_a_week_starts_on_a_monday_only() -> None:
    with pytest.raises(ValueError, match="starts on a Monday"):
        Week(date(2026, 11, 17))


def test_the_last_days_of_the_calendar_have_a_week() -> None:
    assert date.max in Week.of(date.max)


@given(days)
def test_label_agrees_with_the_calendar(day: date) -> None:
    year, number, _ = day.isocalendar()
    assert Week.of(day).label == f"{year}-W{number:02}"


@given(days, st.integers(0, 800))
def test_weeks_between_cover_the_range_once_in_order(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    weeks = weeks_between(first, last)
    assert first in weeks[0]
    assert last in weeks[-1]
    assert all(one.end == two.start for one, two in pairwise(weeks))


def test_weeks_between_refuses_a_range_that_runs_backwards() -> None:
    with pytest.raises(ValueError, match="before the first day"):
        weeks_between(date(2026, 11, 22), date(2026, 11, 21))


@pytest.mark.parametrize(
    ("values", "summary"),
    [
        ([], Summary(n=0, median=None, low=None, high=None)),
        ([0], Summary(n=1, median=None, low=0, high=0, points=(0,))),
        ([5, 2, 4], Summary(n=3, median=None, low=2, high=5, points=(5, 2, 4))),
        ([0, 0, 0, 0], Summary(n=4, median=0, low=0, high=0)),
        ([1, 9, 4, 5], Summary(n=4, median=4.5, low=1, high=9)),
        ([6, 6, 7, 1, 10], Summary(n=5, median=6, low=1, high=10)),
        (
            [6, 6, 7, 1, 10, 4, 5],
            Summary(n=7, median=6, low=1, high=10, interval=(1, 10, 1 - 2 / 128)),
        ),
    ],
)
def test_summaries(values: list[int], summary: Summary) -> None:
    assert summarise(values) == summary


@given(st.lists(st.integers(0, 10)))
def test_a_median_needs_four_and_lies_inside(values: list[int]) -> None:
    found = summarise(values)
    assert found.n == len(values)
    assert (found.median is None) == (len(values) < 4)
    assert (found == NOTHING) == (not values)
    if found.low is not None and found.high is not None:
        assert found.low <= (found.low if found.median is None else found.median) <= found.high


@given(st.lists(st.integers(0, 10), min_size=4))
def test_order_does_not_matter_to_a_median(values: list[int]) -> None:
    assert summarise(values) == summarise(sorted(values))
