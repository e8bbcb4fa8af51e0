"""How large a change of pain has to be before it is told (rules RP1 to RP4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.programme.change import (
    Baseline,
    baseline_of,
    find_baseline,
    important_levels,
    judge,
    weekly_medians,
)

MONDAY = date(2026, 8, 31)
medians = st.integers(0, 20).map(lambda half: half / 2)


def ratings(*pairs: tuple[int, int]) -> list[tuple[date, int]]:
    return [(MONDAY + timedelta(days=day), value) for day, value in pairs]


# --- RP4: the baseline ---------------------------------------------------------------------------


def test_the_baseline_is_the_first_seven_days() -> None:
    found = find_baseline(ratings((0, 6), (2, 7), (4, 5), (6, 6), (7, 0), (8, 0)))
    assert found == Baseline(MONDAY, MONDAY + timedelta(days=6), 4, 6)


def test_the_eighth_day_is_not_in_the_first_seven() -> None:
    found = find_baseline(ratings((0, 9), (1, 5), (2, 5), (7, 5), (7, 5)))
    assert found is not None
    assert found.first == MONDAY + timedelta(days=1)
    assert found.median == 5


def test_without_four_in_the_first_week_the_first_run_with_four_counts() -> None:
    found = find_baseline(ratings((0, 9), (10, 4), (11, 4), (12, 5), (16, 6), (17, 1)))
    assert found is not None
    assert (found.first, found.n, found.median) == (MONDAY + timedelta(days=10), 4, 4.5)


def test_several_ratings_of_one_day_all_count() -> None:
    found = find_baseline(ratings((0, 3), (0, 5), (0, 6), (0, 6)))
    assert found is not None
    assert (found.n, found.median) == (4, 5.5)


@pytest.mark.parametrize("pairs", [(), ((0, 5),), ((0, 5), (7, 5), (14, 5), (21, 5), (28, 5))])
def test_too_few_ratings_make_no_baseline(pairs: tuple[tuple[int, int], ...]) -> None:
    assert find_baseline(ratings(*pairs)) is None


some_ratings = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 10)), max_size=40)


@given(some_ratings, some_ratings)
def test_later_ratings_never_move_the_baseline(
    first: list[tuple[int, int]], later: list[tuple[int, int]]
) -> None:
    before = find_baseline(ratings(*first))
    if before is None:
        return
    after = [one for one in ratings(*later) if one[0] > before.last]
    assert find_baseline([*after, *ratings(*first)]) == before


@given(some_ratings)
def test_no_earlier_seven_days_from_a_rating_hold_four(pairs: list[tuple[int, int]]) -> None:
    given_ratings = ratings(*pairs)
    found = find_baseline(given_ratings)
    for start in {one[0] for one in given_ratings}:
        inside = [one for one in given_ratings if 0 <= (one[0] - start).days < 7]
        if found is None or start < found.first:
            assert len(inside) < 4


# --- RP2, RP3: the size --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        (6, 4, "lower"),  # 2 points, 33 %
        (6, 4.5, "no clear change"),  # 1.5 points
        (6.5, 4.5, "lower"),  # 2 points, 30.8 %
        (7, 5, "no clear change"),  # 2 points, but 28.6 %
        (7, 4.5, "lower"),
        (10, 7, "lower"),  # exactly 30 %
        (10, 7.5, "no clear change"),
        (3.5, 1.5, "lower"),
        (3.5, 2, "no clear change"),
        (4, 6, "higher"),
        (4, 5.5, "no clear change"),
        (7, 9, "no clear change"),
        (7, 9.5, "higher"),
        (3, 1.5, "lower"),  # small numbers: 50 %
        (3, 2, "no clear change"),  # 1 point, 33 %
        (3, 4.5, "higher"),
        (3, 4, "no clear change"),
        (2, 1, "lower"),
        (2, 3, "higher"),
        (1.5, 1, "no clear change"),
        (1, 0, "lower"),
        (1, 2, "higher"),
        (1, 0.5, "no clear change"),
        (0.5, 0, "no clear change"),  # below 1 nothing can be lower
        (0.5, 2, "no clear change"),
        (0.5, 2.5, "higher"),
        (0, 2, "higher"),
        (0, 1.5, "no clear change"),
        (5, 5, "no clear change"),
    ],
)
def test_how_large_a_change_has_to_be(before: float, now: float, verdict: str) -> None:
    assert judge(before, now) == verdict


@given(medians, medians)
def test_the_verdict_points_the_way_the_medians_went(before: float, now: float) -> None:
    verdict = judge(before, now)
    if verdict != "no clear change":
        assert (verdict == "lower") == (now < before)
        assert abs(now - before) >= (2 if before > 3 or before < 1 else 1)


@given(medians.filter(lambda one: one >= 1), medians)
def test_up_and_down_weigh_the_same(before: float, now: float) -> None:
    mirrored = 2 * before - now
    clear = judge(before, now) != "no clear change"
    assert clear == (judge(before, mirrored) != "no clear change")


@given(medians, medians, medians)
def test_a_larger_change_the_same_way_is_never_less_clear(
    before: float, near: float, far: float
) -> None:
    if abs(near - before) <= abs(far - before) and (near - before) * (far - before) > 0:
        assert judge(before, near) in (judge(before, far), "no clear change")


# --- RP1: weeks


def test_a_week_counts_from_four_ratings_on_from_monday_to_sunday() -> None:
    four = ratings((0, 1), (3, 2), (6, 4), (6, 9))
    assert weekly_medians(four) == {MONDAY: 3.0}
    assert weekly_medians(four[1:]) == {}
    assert weekly_medians(ratings((6, 1), (7, 1), (8, 1), (9, 1))) == {}
    assert list(
        weekly_medians(ratings(*((d, 5) for d in (9, 8, 7, 7)), (0, 1), *((1, 2),) * 3))
    ) == [
        MONDAY,
        MONDAY + timedelta(days=7),
    ]


def test_the_baseline_takes_no_more_ratings_than_it_needs() -> None:
    rest = iter(ratings((0, 3), (1, 5), (2, 6), (6, 6), (7, 9), (8, 9), (9, 9)))
    assert baseline_of(rest) == find_baseline(ratings((0, 3), (1, 5), (2, 6), (6, 6)))
    assert len(list(rest)) == 2, "the first day after its seven days ended it"


@pytest.mark.parametrize(
    ("baseline", "levels"),
    [
        (0, (None, 2)), (0.5, (None, 2.5)), (1, (0, 2)), (2, (1, 3)), (3, (1.5, 4.5)), (4, (2, 6)),
        (8, (5.6, None)), (10, (7, None)),
    ],
)  # fmt: skip
def test_the_levels_from_which_a_change_is_important(
    baseline: float, levels: tuple[float | None, float | None]
) -> None:
    lower, higher = important_levels(baseline)
    assert (lower, higher) == pytest.approx(levels)
    assert lower is None or judge(baseline, lower) == "lower"
    assert higher is None or judge(baseline, higher) == "higher"


def test_ratings_of_one_day_keep_their_order() -> None:
    day = date(2026, 11, 2)
    ratings = [(day, 9), (day, 1), (day, 1), (day, 1), (day + timedelta(days=7), 5)]
    assert find_baseline(ratings) == Baseline(day, day + timedelta(days=6), 4, 1.0)
    assert find_baseline(reversed(ratings)) == find_baseline(ratings)
