from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.report import stats

ratings = st.integers(0, 10)
some = st.lists(ratings, min_size=6, max_size=40)
pairs = st.lists(st.tuples(ratings, ratings), min_size=4, max_size=40)
series = st.lists(st.tuples(st.integers(0, 83), ratings), unique_by=lambda one: one[0])


# --- how sure a median is


@pytest.mark.parametrize(
    ("n", "low", "high", "coverage"),
    [(6, 1, 6, 0.969), (7, 1, 7, 0.984), (10, 2, 9, 0.979), (14, 3, 12, 0.987)],
)
def test_between_which_ranks_a_median_lies(n: int, low: int, high: int, coverage: float) -> None:
    found = stats.median_interval(range(n, 0, -1))
    assert found is not None
    assert found[:2] == (low, high)
    assert round(found[2], 3) == coverage


@pytest.mark.parametrize("n", range(6))
def test_five_values_say_too_little(n: int) -> None:
    assert stats.median_interval([3] * n) is None


@given(some)
def test_the_interval_holds_the_median(values: list[int]) -> None:
    found = stats.median_interval(values)
    assert found is not None
    low, high, coverage = found
    assert low <= sorted(values)[len(values) // 2] <= high
    assert 0.95 <= coverage <= 1


# --- two things side by side


@pytest.mark.parametrize(
    ("rho", "n", "low", "high"),
    [
        (-0.3, 14, -0.72, 0.29),
        (-0.5, 14, -0.83, 0.08),
        (-0.3, 28, -0.61, 0.09),
        (-0.5, 28, -0.75, -0.13),
        (-0.3, 60, -0.52, -0.04),
    ],
)
def test_the_interval_of_a_correlation(rho: float, n: int, low: float, high: float) -> None:
    """Somewhat wider than Pearson's, which for -0.5 and 28 pairs is -0.74 to -0.16."""
    found = stats.fisher_interval(rho, n)
    assert (round(found[0], 2), round(found[1], 2)) == (low, high)


def test_what_pairs_of_days_that_resemble_each_other_are_worth() -> None:
    assert round(stats.effective_n(28, 0.6, 0.3), 1) == 19.5
    assert stats.effective_n(28, 0.6, -0.3) == 28, "never more than there are"
    assert stats.effective_n(28, 0, 0.9) == 28
    assert stats.effective_n(28, 1, 1) == 4


def test_ranks_share_their_middle() -> None:
    assert stats.mid_ranks([3, 1, 3, 0, 3]) == [4, 2, 4, 1, 4]


def test_a_correlation_of_ranks() -> None:
    assert stats.spearman([(1, 10), (2, 20), (3, 400)]) == 1
    assert stats.spearman([(1, 9), (2, 9), (3, 1)]) == pytest.approx(-0.866, abs=0.001)
    assert stats.spearman([(1, 4), (2, 4)]) is None
    assert stats.spearman([(1, 4)]) is None


def test_how_a_series_resembles_itself() -> None:
    assert stats.lag_one([(0, 1), (1, -1), (2, 1), (3, -1)]) == -1
    assert stats.lag_one([(day, day // 10) for day in range(20)]) > 0.8
    assert stats.lag_one([(0, 1), (2, 5), (4, 3)]) == 0, "no two days are neighbours"
    assert stats.lag_one([(0, 3), (1, 3)]) == stats.lag_one([]) == 0


@given(pairs)
def test_a_correlation_lies_in_its_interval_and_turns_with_it(given_: list[stats.Point]) -> None:
    rho = stats.spearman(given_)
    if rho is None:
        return
    low, high = stats.fisher_interval(rho, len(given_))
    assert -1 <= low <= rho <= high <= 1
    turned = stats.spearman([(one, -two) for one, two in given_])
    assert turned is not None
    assert isclose(turned, -rho, abs_tol=1e-9)
    assert isclose(rho, stats.spearman(given_[::-1]) or 0, abs_tol=1e-9)


@given(st.integers(4, 200), st.floats(-1, 1), st.floats(-1, 1))
def test_an_effective_number_is_never_above_the_number(n: int, a: float, b: float) -> None:
    assert 4 <= stats.effective_n(n, a, b) <= n


# --- shares


@pytest.mark.parametrize(
    ("done", "of", "low", "high"),
    [(4, 5, 38, 96), (16, 20, 58, 92), (0, 3, 0, 56), (3, 3, 44, 100)],
)
def test_a_share_of_a_few(done: int, of: int, low: int, high: int) -> None:
    assert tuple(round(100 * end) for end in stats.wilson(done, of)) == (low, high)


@given(st.integers(1, 200).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_in_its_interval(share: tuple[int, int]) -> None:
    low, high = stats.wilson(*share)
    assert 0 <= low <= share[0] / share[1] <= high <= 1


def test_how_much_of_the_time_in_bed_was_slept() -> None:
    assert round(stats.sleep_efficiency(370, 480), 1) == 77.1


# --- slopes


def test_a_straight_line_has_its_slope() -> None:
    found = stats.theil_sen([(x, 8 - 0.25 * x) for x in range(12)])
    assert found == (-0.25, -0.25, -0.25, -1)


def test_one_odd_value_does_not_turn_it() -> None:
    points = [(float(x), float(x)) for x in range(12)]
    points[11] = (11, -90)
    found = stats.theil_sen(points)
    assert found is not None
    assert found.slope == 1


def test_sens_interval_by_hand() -> None:
    # 10 values without ties: 45 slopes, var S 125, so 11.5 are left out at either end.
    values = [3, 1, 4, 2, 6, 5, 9, 7, 8, 10]
    points = [(float(2 * x), float(y)) for x, y in enumerate(values)]  # no two neighbours
    slopes = sorted((y2 - y1) / (x2 - x1) for x1, y1 in points for x2, y2 in points if x1 < x2)
    found = stats.theil_sen(points)
    assert found is not None
    assert found[:3] == (slopes[22], slopes[10], slopes[34])
    assert found.tau == pytest.approx((39 - 6) / 45), "6 of 45 pairs stand the other way round"


def test_tau_counts_ties_as_tau_b_does() -> None:
    # values 1 2 2 3: five of six pairs rise, one is tied
    slopes = sorted([1, 0.5, 2 / 3, 0, 0.5, 1])
    assert stats.kendall_tau(slopes) == pytest.approx(5 / (6 * 5) ** 0.5)
    assert stats.kendall_tau([0, 0, 0]) == 0


def test_too_few_points_have_no_interval() -> None:
    assert stats.theil_sen([(0, 1), (1, 2), (2, 3)]) is None
    assert stats.theil_sen([]) is None


def test_days_that_resemble_the_day_before_make_it_wider() -> None:
    waves = [(float(x), float((x // 8) % 2)) for x in range(64)]
    apart = [(2 * x, y) for x, y in waves]
    near, far = stats.theil_sen(waves), stats.theil_sen(apart)
    assert near is not None
    assert far is not None
    assert near.high - near.low > 2 * (far.high - far.low)


@given(series)
def test_a_slope_lies_in_its_interval_and_turns_with_it(given_: list[tuple[int, int]]) -> None:
    points = [(float(x), float(y)) for x, y in given_]
    found, turned = stats.theil_sen(points), stats.theil_sen([(x, -y) for x, y in points])
    assert (found is None) == (turned is None)
    if found is None or turned is None:
        return
    assert found.low <= found.slope <= found.high
    assert -1 <= found.tau <= 1
    assert turned == pytest.approx((-found.slope, -found.high, -found.low, -found.tau))
    assert stats.theil_sen(points[::-1]) == found
