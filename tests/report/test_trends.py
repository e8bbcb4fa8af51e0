from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.report.facts import Rating, ReportInputs, SessionFact
from rehab_tui.report.model import Trend
from rehab_tui.report.trends import find_trends

FIRST = date(2026, 12, 7)
LAST = FIRST + timedelta(days=41)
"""Six weeks over the year's edge."""


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


def ratings(values: list[int], step: int = 1) -> list[Rating]:
    return [Rating(on(step * n), value) for n, value in enumerate(values)]


def trends(last: date = LAST, **measures: Any) -> dict[str, Trend]:
    inputs = ReportInputs(first_entry=FIRST, **measures)
    return {one.measure: one for one in find_trends(inputs, FIRST, last)}


def test_a_fall_is_told_by_the_week() -> None:
    found = trends(pain=ratings([9 - day // 7 for day in range(42)]))["pain"]
    assert (found.verdict, found.weeks, found.n) == ("falling", 6, 42)
    assert -1.1 < found.low < found.slope < found.high < -0.8
    assert found.tau < -0.8


def test_the_other_way_round_is_a_rise_of_the_same_size() -> None:
    values = [9 - day // 7 for day in range(42)]
    down, up = (trends(pain=ratings(v))["pain"] for v in (values, [10 - one for one in values]))
    assert up.verdict == "rising"
    assert (up.slope, up.low, up.high) == pytest.approx((-down.slope, -down.high, -down.low))


def test_ups_and_downs_are_no_trend() -> None:
    found = trends(mood=ratings([1, 4, 2, 5, 3, 3] * 7))["mood"]
    assert found.low <= 0 <= found.high
    assert found.verdict == "no clear trend"


@pytest.mark.parametrize(("n", "told"), [(14, False), (15, True)])
def test_it_takes_fifteen_ratings_in_three_weeks(n: int, told: bool) -> None:
    """Monday to Monday of the week after the next: the third week has one day."""
    assert ("pain" in trends(on(n - 1), pain=ratings([day % 7 for day in range(n)]))) == told
    over_three = [Rating(on(day + 4), day % 7) for day in range(n)]
    assert ("pain" in trends(on(20), pain=over_three)) == told


def test_two_weeks_are_too_few_however_many_ratings() -> None:
    twice = [Rating(on(n // 3), n % 7) for n in range(42)]
    assert "pain" not in trends(on(13), pain=twice)


@pytest.mark.parametrize(("rated", "told"), [(21, True), (20, False)])
def test_more_than_half_of_the_days_missing_withholds_it(rated: int, told: bool) -> None:
    days = [2 * n for n in range(rated - 1)] + [41]
    assert ("mood" in trends(mood=[Rating(on(day), 1 + day % 5) for day in days])) == told


def test_the_time_before_the_first_entry_is_not_missing() -> None:
    pain = [Rating(on(day), day % 7) for day in range(21, 42)]
    inputs = ReportInputs(pain=pain, first_entry=on(21))
    assert find_trends(inputs, FIRST - timedelta(days=300), LAST)
    assert find_trends(ReportInputs(pain=pain), FIRST, LAST) == ()


def test_the_ratings_of_the_start_are_no_part_of_a_later_period() -> None:
    start = [Rating(FIRST - timedelta(days=200 + n), 9) for n in range(7)]
    pain = ratings([n % 5 for n in range(42)])
    assert trends(pain=[*start, *pain]) == trends(pain=pain)
    inputs = ReportInputs(pain=[*start, *pain], first_entry=FIRST - timedelta(days=206))
    assert find_trends(inputs, FIRST, LAST)[0].n == 42


def test_worst_pain_can_only_miss_sessions_and_function_only_fortnights() -> None:
    sessions = [SessionFact(on(2 * n), 9, True) for n in range(20)]
    worst = [Rating(on(2 * n), n % 4) for n in range(20)]
    assert "pain_worst" in trends(pain_worst=worst, sessions=sessions)
    assert "pain_worst" not in trends(pain_worst=worst, sessions=[*sessions, *sessions, *sessions])
    function = [Rating(on(7 * week), 3 + n) for week in range(6) for n in range(3)]
    assert "function" in trends(function=function)


def test_ten_years_go_by_four_weeks() -> None:
    first = LAST - timedelta(days=3639)
    pain = [Rating(first + timedelta(days=n), 8 - n // 600 + n % 3 // 2) for n in range(3640)]
    inputs = ReportInputs(pain=pain, first_entry=first)
    (found,) = find_trends(inputs, first, LAST)
    assert found.verdict == "falling"
    assert found.slope == pytest.approx(-7 / 600, rel=0.3)


@settings(max_examples=40)
@given(
    st.lists(st.none() | st.integers(0, 10), min_size=42, max_size=42),
    st.randoms(use_true_random=False),
)
def test_a_slope_lies_in_its_interval_whatever_the_order(
    values: list[int | None], dice: Any
) -> None:
    pain = [Rating(on(n), value) for n, value in enumerate(values) if value is not None]
    found = trends(pain=pain)
    assert not found or len(pain) >= 21, "half of the days, and missing is no zero"
    for one in found.values():
        assert one.low <= one.slope <= one.high
        assert (one.verdict == "no clear trend") == (one.low <= 0 <= one.high)
    dice.shuffle(pain)
    assert trends(pain=pain) == found
