"""At which time of day sessions were finished: figures that can be checked by hand."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.report.kept_times import LEAST_BEGUN, Begun, kept_times, stands_out, usual_time


def at(hour: int, finished: int, n: int) -> list[Begun]:
    return [Begun(time(hour, 20), place < finished) for place in range(n)]


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (29, 29, 0.8830, 1.0)],
)  # fmt: skip
def test_the_interval_is_wilsons(k: int, n: int, low: float, high: float) -> None:
    """Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3."""
    (slot,) = kept_times(at(8, k, n))
    assert (slot.low, slot.high) == pytest.approx((low, high), abs=5e-5)


def test_few_sessions_weigh_little() -> None:
    assert [one.name for one in kept_times([*at(8, 5, 5), *at(19, 38, 40)])] == [
        "evening", "morning",
    ]  # fmt: skip
    assert [one.name for one in kept_times([*at(8, 9, 9), *at(19, 10, 20)])] == [
        "morning", "evening",
    ]  # fmt: skip
    assert not kept_times([*at(8, 4, 4), *at(12, 4, 4), *at(15, 4, 4), *at(19, 4, 4)])
    assert usual_time(at(8, 4, 4)) is None
    assert usual_time(at(8, 0, 5)) == time(8, 15)


def test_what_stands_out_lies_wholly_above() -> None:
    assert stands_out(kept_times([*at(8, 20, 20), *at(19, 0, 10)]))
    assert not stands_out(kept_times([*at(8, 14, 16), *at(19, 5, 9)]))
    assert not stands_out(kept_times(at(8, 20, 20))), "one alone is compared with none"


@settings(max_examples=40)
@given(
    st.lists(
        st.builds(Begun, st.times().map(lambda t: t.replace(fold=0)), st.booleans(), st.booleans()),
        max_size=60,
    )
)
def test_of_any_sessions(sessions: list[Begun]) -> None:
    slots = kept_times(sessions)
    assert all(one.n >= LEAST_BEGUN and 0 <= one.finished <= one.n for one in slots)
    assert all(-1e-9 <= one.low <= one.finished / one.n <= one.high <= 1 + 1e-9 for one in slots)
    assert [one.low for one in slots] == sorted((one.low for one in slots), reverse=True)
    assert all(one.usual.minute % 15 == 0 and one.usual.second == 0 for one in slots)
    assert kept_times(sessions[::-1]) == slots or len({one.low for one in slots}) < len(slots)
