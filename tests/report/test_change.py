from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_example import CAUSAL

from rehab_tui.programme.change import Baseline
from rehab_tui.report.change import pain_changes, sentence
from rehab_tui.report.model import Change, WeekRow
from rehab_tui.report.weeks import Week, summarise

MONDAY = date(2026, 8, 31)
medians = st.integers(0, 20).map(lambda half: half / 2)


def row(number: int, *values: int) -> WeekRow:
    return WeekRow(Week(MONDAY + timedelta(weeks=number)), pain=summarise(values))


def base(median: float, n: int = 5) -> Baseline:
    return Baseline(MONDAY, MONDAY + timedelta(days=6), n, median)


def change(before: float, *values: int) -> Change:
    (found,) = pain_changes(base(before), [row(1, *values)])
    return found


# --- RP1: what is compared -----------------------------------------------------------------------


def test_the_worked_example() -> None:
    found = change(6, 4, 4, 3, 5, 4, 6)
    assert (found.points, found.percent, found.verdict) == (-2, -33.3, "lower")
    assert (found.baseline.n, found.n, found.rule) == (5, 6, "RP2")
    assert sentence(found) == (
        "Pain at rest: median 6 at the start (31 Aug to 6 Sep 2026, 5 ratings), 4 in week "
        "2026-W37 (6 ratings): 2 points lower (33 %). A change of a size many people call "
        "important. Many people begin in a bad week, so some drop often comes by itself."
    )


def test_the_latest_week_with_four_ratings_is_compared() -> None:
    rows = [row(1, 9, 9, 9, 9), row(2, 4, 4, 4, 4), row(3, 1, 1, 1), row(4)]
    start, before = pain_changes(base(6), rows)
    assert (start.week.label, start.median, start.against) == ("2026-W38", 4, "start")
    assert (before.week, before.against) == (start.week, "week before")
    assert (before.baseline.first, before.baseline.median, before.points) == (
        rows[0].week.start,
        9,
        -5,
    )
    assert before.verdict == "lower"
    assert sentence(before) == (
        "Pain at rest: median 9 the week before (7 Sep to 13 Sep 2026, 4 ratings), 4 in week "
        "2026-W38 (4 ratings): 5 points lower (56 %). A change of a size many people call "
        "important."
    )


def test_the_week_before_has_to_have_a_median_and_to_be_another_than_the_start() -> None:
    (found,) = pain_changes(base(6), [row(1, 9, 9, 9, 9), row(2, 5, 5, 5), row(3, 4, 4, 4, 4)])
    assert found.against == "start"
    (found,) = pain_changes(base(6), [row(0, 6, 6, 6, 6), row(1, 4, 4, 4, 4)])
    assert found.against == "start"


def test_three_ratings_are_compared_with_nothing() -> None:
    assert pain_changes(base(6), [row(1, 1, 1, 1)]) == ()


def test_a_week_that_shares_a_day_with_the_baseline_is_not_compared() -> None:
    late = Baseline(MONDAY + timedelta(days=1), MONDAY + timedelta(days=7), 4, 6)
    (found,) = pain_changes(late, [row(0, 6, 6, 6, 6), row(1, 1, 1, 1, 1)])
    assert found.against == "week before"
    (found,) = pain_changes(late, [row(2, 1, 1, 1, 1)])
    assert found.against == "start"


def test_no_baseline_no_change() -> None:
    assert pain_changes(None, [row(1, 1, 1, 1, 1)]) == ()


@pytest.mark.parametrize(("before", "rule"), [(3.5, "RP2"), (3, "RP3"), (1, "RP3"), (0, "RP3")])
def test_a_low_baseline_is_labelled_small_numbers(before: float, rule: str) -> None:
    found = change(before, 0, 0, 0, 0)
    assert found.rule == rule
    assert ("Small numbers" in sentence(found)) == (rule == "RP3") == found.small_numbers


def test_a_percent_of_next_to_nothing_is_not_told() -> None:
    assert change(0, 3, 3, 3, 3).percent is None
    assert change(0.5, 3, 3, 3, 3).percent is None
    assert change(1, 3, 3, 3, 3).percent == 200
    assert "%" not in sentence(change(0.5, 3, 3, 3, 3))


def test_a_rise_speaks_of_the_clinician_and_an_equal_week_stays_calm() -> None:
    assert "clinician" in sentence(change(4, 7, 7, 7, 7))
    assert "higher" in sentence(change(4, 7, 7, 7, 7))
    assert sentence(change(4, 4, 4, 4, 4)).endswith("(4 ratings): the same. No clear change.")
    assert "1 point lower (25 %). No clear change." in sentence(change(4, 3, 3, 3, 3))


@given(medians, st.lists(st.integers(0, 10), min_size=4, max_size=14))
def test_no_sentence_claims_a_cause(before: float, values: list[int]) -> None:
    assert not CAUSAL.search(sentence(change(before, *values)))


@given(medians, st.lists(st.integers(0, 10), min_size=4, max_size=14))
def test_both_directions_are_judged_by_the_same_sizes(before: float, values: list[int]) -> None:
    found = change(before, *values)
    if found.verdict == "no clear change" or before < 1:
        return
    points = abs(found.points)
    assert (
        (points >= 2 and points >= 0.3 * before)
        if before > 3
        else (points >= 1 and points >= 0.5 * before)
    )
    assert found.verdict == ("lower" if found.points < 0 else "higher")
