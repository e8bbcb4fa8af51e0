"""How a day is told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui import days


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_day_is_told_in_english(day: date) -> None:
    """As the C locale has it, in which Python begins."""
    assert days.short(day) == f"{day.day} {day:%b}"
    assert days.full(day) == f"{day.day} {day:%b} {day.year}"
    assert days.with_weekday(day) == f"{day:%a} {day.day} {day:%b}"
    assert days.spelled_out(day) == f"{day:%A} {day.day} {day:%B}"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 8, 31), date(2026, 9, 6), "31 Aug to 6 Sep 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 Dec 2026 to 3 Jan 2027"),
        (date(2026, 3, 4), date(2026, 3, 4), "4 Mar 2026"),
    ],
)
def test_a_span_says_the_year_once_where_it_is_one(first: date, last: date, words: str) -> None:
    assert days.span(first, last) == words
