from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_example import CAUSAL

from rehab_tui.programme.change import Baseline
from rehab_tui.report.change import pain_change, sentence
from rehab_tui.report.model import Change, WeekRow
from rehab_tui.report.weeks import Week, summarise

MONDAY = date(2026, 8, 31)
medians = st.integers(0, 20).map(lambda half: half / 2)


def row(number: int, *values: int) -> WeekRow:
    return WeekRow(Week(MONDAY + timedelta(weeks=number)), pain=summarise(values))


def base(median: float, n: int = 5) -> Baseline:
    return Baseline(MONDAY, MONDAY + timedelta(days=6), n, median)


def change(before: float, *values: int) -> Change:
    found = pain_change(base(before), [row(1, *values)])
    assert found is not None
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
    found = pain_change(base(6), [row(1, 9, 9, 9, 9), row(2, 4, 4, 4, 4), row(3, 1, 1, 1), row(4)])
    assert found is not None
    assert (found.week.label, found.median) == ("2026-W38", 4)


def test_three_ratings_are_compared_with_nothing() -> None:
    assert pain_change(base(6), [row(1, 1, 1, 1)]) is None


def test_a_week_that_shares_a_day_with_the_baseline_is_not_compared() -> None:
    late = Baseline(MONDAY + timedelta(days=1), MONDAY + timedelta(days=7), 4, 6)
    assert pain_change(late, [row(0, 6, 6, 6, 6), row(1, 1, 1, 1, 1)]) is None
    assert pain_change(late, [row(2, 1, 1, 1, 1)]) is not None


def test_no_baseline_no_change() -> None:
    assert pain_change(None, [row(1, 1, 1, 1, 1)]) is None


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
