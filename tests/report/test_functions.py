from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.report.facts import FunctionFact
from rehab_tui.report.functions import function_change, size_of

FIRST = date(2026, 11, 2)
LAST = FIRST + timedelta(days=27)


def told(activity: str, *ratings: tuple[int, int]) -> list[FunctionFact]:
    return [FunctionFact(FIRST + timedelta(days=day), activity, level) for day, level in ratings]


def test_the_first_of_all_and_the_last_of_the_period() -> None:
    facts = [*told("socks", (-60, 2), (-10, 9), (3, 4), (20, 6), (40, 10)), *told("stairs", (5, 5))]
    found = function_change(facts, FIRST, LAST)
    assert found is not None
    (socks,) = found.activities
    assert (socks.first.value, socks.last.value, socks.points, socks.large) == (2, 6, 4, True)
    assert (found.first, found.last, found.size) == (2, 6, "medium")


def test_an_activity_that_was_not_rated_in_the_period_says_nothing_of_it() -> None:
    assert function_change(told("socks", (-60, 2), (-10, 9)), FIRST, LAST) is None
    assert function_change(told("socks", (3, 2)), FIRST, LAST) is None
    assert function_change([], FIRST, LAST) is None


def test_a_name_in_other_letters_is_the_same_activity() -> None:
    facts = [*told("Putting on socks", (0, 3)), *told("putting on socks", (14, 5))]
    found = function_change(facts, FIRST, LAST)
    assert found is not None
    assert [one.activity for one in found.activities] == ["putting on socks"]


@pytest.mark.parametrize(
    ("points", "size"),
    [(1.2, None), (6.3 - 5, "small"), (-1.3, "small"), (2.2, "small"), (2.3, "medium"),
     (-2.3, "medium"), (0, None)],
)  # fmt: skip
def test_sizes(points: float, size: str | None) -> None:
    assert size_of(points) == size


def test_one_activity_is_large_from_three_points_on_up_as_down() -> None:
    for step, large in ((2, False), (3, True), (-3, True), (-2, False)):
        found = function_change(told("walk", (0, 5), (14, 5 + step)), FIRST, LAST)
        assert found is not None
        assert found.activities[0].large == large


levels = st.lists(st.integers(0, 10), min_size=2, max_size=6)


@settings(max_examples=40)
@given(levels, levels)
def test_the_mean_lies_between_its_activities_and_turns_with_them(
    one: list[int], two: list[int]
) -> None:
    def both(flip: bool) -> list[FunctionFact]:
        return [
            fact
            for name, listed in (("a", one), ("b", two))
            for fact in told(name, *((n, 10 - v if flip else v) for n, v in enumerate(listed)))
        ]

    found, turned = (function_change(both(flip), FIRST, LAST) for flip in (False, True))
    assert found is not None
    assert turned is not None
    steps = [activity.points for activity in found.activities]
    assert min(steps) <= round(found.points, 9) <= max(steps)
    assert round(turned.points, 9) == round(-found.points, 9)
    assert turned.size == found.size
    assert function_change(both(False)[::-1], FIRST, LAST) is not None
