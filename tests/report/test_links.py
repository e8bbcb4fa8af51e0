from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.report.facts import Rating, ReportInputs, SessionFact
from rehab_tui.report.links import find_links, pairs_of
from rehab_tui.report.model import Link

FIRST = date(2026, 10, 5)
LAST = FIRST + timedelta(days=83)


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


def links(inputs: ReportInputs) -> dict[str, Link]:
    return {one.name: one for one in find_links(pairs_of(inputs, FIRST, LAST))}


def ratings(*values: int, start: int = 0) -> list[Rating]:
    return [Rating(on(start + n), value) for n, value in enumerate(values)]


# --- which two values make a pair


def test_a_night_is_held_against_the_day_that_it_ends_on() -> None:
    inputs = ReportInputs(
        sleep_minutes=[Rating(on(1), 300), Rating(on(1), 420), Rating(on(2), 400)],
        pain=[Rating(on(1), 2), Rating(on(1), 5), Rating(on(3), 9)],
    )
    assert pairs_of(inputs, FIRST, LAST)["sleep"] == [(on(1), 420, 3.5)]


def test_a_day_with_or_without_a_session_is_held_against_the_first_rating_of_the_next() -> None:
    inputs = ReportInputs(
        sessions=[SessionFact(on(0), 10, False), SessionFact(on(6), 10, True)],
        pain=[Rating(on(1), 4), Rating(on(1), 9), Rating(on(2), 3), Rating(on(5), 1)],
        entry_days=frozenset({on(0), on(1), on(2), on(5), on(6)}),
    )
    # nothing is known of day 4, and nothing was rated on day 7
    assert pairs_of(inputs, FIRST, LAST)["session"] == [(on(1), 1, 4), (on(2), 0, 3)]


def test_mood_and_pain_are_of_one_day() -> None:
    inputs = ReportInputs(
        mood=[Rating(on(0), 2), Rating(on(0), 3), Rating(on(1), 5)], pain=[Rating(on(0), 6)]
    )
    assert pairs_of(inputs, FIRST, LAST)["mood"] == [(on(0), 2.5, 6)]


def test_what_lies_outside_the_period_makes_no_pair() -> None:
    around = [on(-1), FIRST, LAST, LAST + timedelta(days=1)]
    inputs = ReportInputs(
        pain=[Rating(day, 3) for day in around],
        mood=[Rating(day, 3) for day in around],
        sleep_minutes=[Rating(day, 400) for day in around],
        sessions=[SessionFact(on(-1), 9, True)],
        entry_days=frozenset({FIRST, LAST}),
    )
    found = pairs_of(inputs, FIRST, LAST)
    assert [(name, len(found[name])) for name in found] == [
        ("sleep", 2),
        ("session", 0),
        ("mood", 2),
    ]


# --- what may be told


@pytest.mark.parametrize(("n", "told"), [(27, False), (28, True)])
def test_below_28_pairs_nothing_is_told(n: int, told: bool) -> None:
    inputs = ReportInputs(
        mood=ratings(*(1 + day % 5 for day in range(n))),
        pain=ratings(*(day % 7 for day in range(n))),
    )
    assert len(pairs_of(inputs, FIRST, LAST)["mood"]) == n
    assert ("mood" in links(inputs)) == told


def test_values_that_never_change_link_to_nothing() -> None:
    inputs = ReportInputs(mood=ratings(*[3] * 40), pain=ratings(*range(10), *range(10), *[4] * 20))
    assert links(inputs) == {}


def test_short_nights_before_bad_days_are_a_clear_link() -> None:
    minutes = [300, 480, 420, 360] * 10
    inputs = ReportInputs(
        sleep_minutes=ratings(*minutes), pain=ratings(*(10 - value // 60 for value in minutes))
    )
    found = links(inputs)["sleep"]
    assert found.rho == -1
    assert found.clear
    assert found.high < -0.9


def test_days_like_the_day_before_are_worth_fewer_pairs() -> None:
    slow = [1 + day // 8 % 5 for day in range(80)]
    quick = [slow[day * 37 % 80] for day in range(80)]
    one, two = (
        links(ReportInputs(mood=ratings(*values), pain=ratings(*(9 - v for v in values))))["mood"]
        for values in (slow, quick)
    )
    assert one.n == two.n == 80
    assert one.effective_n < 0.4 * two.effective_n


values = st.lists(st.none() | st.integers(1, 5), min_size=60, max_size=84)


@settings(max_examples=40)
@given(values, values, st.randoms(use_true_random=False))
def test_missing_days_make_no_pairs_and_order_does_not_matter(
    moods: list[int | None], pains: list[int | None], dice: Any
) -> None:
    given_: dict[str, list[Rating]] = {
        name: [Rating(on(n), value) for n, value in enumerate(listed) if value is not None]
        for name, listed in (("mood", moods), ("pain", pains))
    }
    found = pairs_of(ReportInputs(**given_), FIRST, LAST)  # type: ignore[arg-type]
    both = sum(one is not None is not two for one, two in zip(moods, pains, strict=False))
    assert len(found["mood"]) == both
    for listed in given_.values():
        dice.shuffle(listed)
    again = pairs_of(ReportInputs(**given_), FIRST, LAST)  # type: ignore[arg-type]
    assert again == found
    for one in find_links(found):
        assert -1 <= one.low <= one.rho <= one.high <= 1
        assert 4 <= one.effective_n <= one.n
