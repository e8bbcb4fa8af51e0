from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.clock import Clock, FastClock, ManualClock, SystemClock

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def moves(clock: Clock) -> tuple[datetime, float]:
    return clock.now(), clock.monotonic()


def test_a_manual_clock_stands_still() -> None:
    clock = ManualClock(START, monotonic=50.0)
    assert moves(clock) == moves(clock) == (START, 50.0)


def test_both_times_advance_together() -> None:
    clock = ManualClock(START, monotonic=50.0)
    clock.advance(90.5)
    assert moves(clock) == (START + timedelta(seconds=90.5), 140.5)


def test_waiting_moves_the_clock_and_never_backwards() -> None:
    clock = ManualClock(START, monotonic=50.0)
    for seconds in (3, 0, -7):
        clock.wait(seconds, Event())
    assert moves(clock) == (START + timedelta(seconds=3), 53.0)


def test_a_wake_up_ends_the_waiting() -> None:
    wake = Event()
    wake.set()
    clock = ManualClock(START, monotonic=50.0)
    clock.wait(3, wake)
    SystemClock().wait(3600, wake)
    assert moves(clock) == (START, 50.0)


def test_a_fast_clock_runs_its_factor_as_fast() -> None:
    base = ManualClock(START, monotonic=50.0)
    base.advance(10)
    fast = FastClock(20, base)
    assert moves(fast) == moves(base)
    base.advance(3)
    assert moves(fast) == (START + timedelta(seconds=10 + 60), 60.0 + 60)
    fast.wait(40, Event())
    assert base.monotonic() == 65.0


def test_the_wall_can_be_set_back_alone() -> None:
    clock = ManualClock(START, monotonic=50.0)
    clock.shift_wall(-3600)
    clock.advance(10)
    assert moves(clock) == (START + timedelta(seconds=10 - 3600), 60.0)


def test_a_manual_clock_refuses_what_no_clock_does() -> None:
    with pytest.raises(ValueError, match="aware"):
        ManualClock(START.replace(tzinfo=None))
    with pytest.raises(ValueError, match="backwards"):
        ManualClock(START).advance(-0.001)


@given(st.lists(st.floats(0, 1e6), max_size=20))
def test_monotonic_time_never_runs_backwards(steps: list[float]) -> None:
    clock = ManualClock(START)
    seen = [clock.monotonic()]
    for step in steps:
        clock.advance(step)
        clock.shift_wall(-2 * step)
        seen.append(clock.monotonic())
    assert all(before <= after for before, after in pairwise(seen))


def test_the_system_clock_is_aware_and_monotonic() -> None:
    clock = SystemClock()
    before, after = moves(clock), moves(clock)
    assert before[0].tzinfo is not None
    assert before[0].utcoffset() == before[0].astimezone().utcoffset()
    assert before[1] <= after[1]
    clock.wait(0, Event())
    clock.wait(-1, Event())
