from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.report.facts import SessionFact
from rehab_tui.report.kept import kept
from rehab_tui.report.model import SessionCounts, WeekRow
from rehab_tui.report.times import slot_of, times_of_day
from rehab_tui.report.weeks import Week

MONDAY = date(2026, 11, 2)


def at(hour: int, *rises: int) -> list[SessionFact]:
    return [
        SessionFact(MONDAY, 10, True, began=time(hour, 30), before=2, worst=2 + rise)
        for rise in rises
    ]


# --- times of day


@pytest.mark.parametrize(
    ("hour", "name"),
    [(0, "morning"), (10, "morning"), (11, "midday"), (13, "midday"), (14, "afternoon"),
     (17, "afternoon"), (18, "evening"), (23, "evening")],
)  # fmt: skip
def test_slots(hour: int, name: str) -> None:
    assert slot_of(time(hour)) == name
    assert slot_of(time(hour, 59, 59, 999_999)) == name


def test_the_best_time_is_the_one_whose_whole_interval_lies_below() -> None:
    found = times_of_day([*at(8, *[0] * 10), *at(19, *[2] * 9, 3)])
    assert found is not None
    assert [(slot.name, slot.n, slot.median) for slot in found.slots] == [
        ("morning", 10, 0), ("evening", 10, 2),
    ]  # fmt: skip
    assert found.best == "morning"


def test_where_intervals_touch_none_is_best() -> None:
    found = times_of_day([*at(8, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1), *at(19, *[1] * 10)])
    assert found is not None
    assert found.best is None
    assert (found.slots[0].low, found.slots[0].high) == (0, 1)


def test_it_takes_ten_rated_sessions_in_two_times_of_day() -> None:
    assert times_of_day([*at(8, *[0] * 10), *at(19, *[2] * 9)]) is None
    unrated = [SessionFact(MONDAY, 10, True, began=time(19), before=3) for _ in range(10)]
    assert times_of_day([*at(8, *[0] * 10), *unrated]) is None
    assert times_of_day([]) is None


rises = st.lists(st.integers(0, 8), min_size=10, max_size=20)


@settings(max_examples=40)
@given(rises, rises)
def test_a_rise_lies_in_its_interval_and_order_does_not_matter(
    one: list[int], two: list[int]
) -> None:
    sessions = [*at(8, *one), *at(19, *two)]
    found = times_of_day(sessions)
    assert found is not None
    assert all(slot.low <= slot.median <= slot.high for slot in found.slots)
    assert times_of_day(sessions[::-1]) == found


# --- how it was kept to


def row(number: int, done: int, planned: int | None, partly: int = 0) -> WeekRow:
    week = Week(MONDAY + timedelta(weeks=number))
    return WeekRow(week, SessionCounts(done=done, partly=partly, elsewhere=1, planned=planned))


def session(*days: int) -> list[SessionFact]:
    return [SessionFact(MONDAY + timedelta(days=day), 10, True) for day in days]


def test_a_share_of_the_plan_with_how_sure_it_is() -> None:
    found = kept([row(0, 3, 3), row(1, 1, 2, partly=1)], session(0, 2, 4, 8), {}, MONDAY)
    assert (found.done, found.partly, found.elsewhere, found.planned) == (4, 1, 2, 5)
    assert found.share is not None
    assert [round(100 * end) for end in found.share] == [38, 96]


def test_without_a_plan_for_all_that_was_done_there_is_no_share() -> None:
    found = kept([row(0, 3, None), row(1, 1, 2)], [], {}, MONDAY)
    assert (found.planned, found.share) == (None, None)
    assert kept([row(0, 0, None), row(1, 1, 2)], [], {}, MONDAY).planned == 2
    pause = kept([row(0, 0, 0)], [], {}, MONDAY)
    assert (pause.planned, pause.share) == (0, None)


def test_more_than_planned_is_no_more_than_all() -> None:
    found = kept([row(0, 5, 3)], [], {}, MONDAY)
    assert found.share is not None
    assert found.share[1] == 1


@pytest.mark.parametrize(
    ("days", "last", "gap"),
    [((0, 2, 9), 10, 7), ((0, 2), 20, 18), ((5,), 20, 15), ((0, 1, 2), 3, None), ((), 30, None)],
)
def test_the_longest_time_between_sessions(days: tuple[int, ...], last: int, gap: int) -> None:
    found = kept([], session(*days), {}, MONDAY + timedelta(days=last))
    assert found.gap == gap


def test_what_was_left_out_most() -> None:
    found = kept([], [], {"a": 2, "b": 5, "d": 2, "c": 9}, MONDAY)
    assert found.skipped == (("c", 9), ("b", 5), ("a", 2))
