"""Weeks told kindly: pauses, walks, more than planned, and no streak to lose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_builders import TODAY, history, past, shipped, starter

from rehab_tui.programme.adherence import WeekKept, target_words, targets_met, weeks_kept
from rehab_tui.programme.history import History, Pause
from rehab_tui.programme.profile import Profile

PROGRAMME = starter()
BEGAN = TODAY - timedelta(days=28)


def weeks(past_: History) -> tuple[WeekKept, ...]:
    return weeks_kept(PROGRAMME, past_, BEGAN, TODAY)


def test_each_week_counts_what_was_done_in_it() -> None:
    sessions = (past(28), past(26), past(24), past(21), past(15, done=False), past(0), past(-1))
    past_ = History(sessions, elsewhere=((TODAY - timedelta(days=20), 30),))
    found = weeks(past_)
    assert [(w.done, w.partly, w.elsewhere, w.planned) for w in found] == [
        (3, 0, 0, 3), (1, 1, 1, 3), (0, 0, 0, 3), (0, 0, 0, 3), (1, 0, 0, 3),
    ]  # fmt: skip
    assert [w.over for w in found] == [True] * 4 + [False]
    assert targets_met(found) == (1, 4)
    assert target_words(found) == "weeks with target met: 1 of 4"


@pytest.mark.parametrize(
    ("done", "planned", "met"),
    [(3, 3, True), (2, 3, False), (4, 5, True), (3, 5, False), (9, 3, True), (0, 0, False),
     (1, 0, False), (3, None, False), (8, 10, True), (7, 10, False)],
)  # fmt: skip
def test_the_target_is_four_fifths_of_the_plan(done: int, planned: int | None, met: bool) -> None:
    assert WeekKept(TODAY, done=done, planned=planned).met is met


def test_a_week_of_pause_counts_for_nothing_and_against_nothing() -> None:
    past_ = history(28, 26, 24, pauses=(Pause(BEGAN + timedelta(7), BEGAN + timedelta(13), "ill"),))
    found = weeks(past_)
    assert found[1].words == "a pause"
    assert targets_met(found) == (1, 3)


def test_the_present_week_counts_once_it_is_met() -> None:
    week = WeekKept(TODAY, done=1, planned=1, over=False)
    assert targets_met([week]) == (1, 1)
    assert target_words([WeekKept(TODAY, planned=3, over=False)]) == ""


def test_words() -> None:
    assert WeekKept(TODAY, 2, 1, 1, 3).words == (
        "2 of 3 sessions, 1 partly done, 1 walk or session elsewhere"
    )
    assert (
        WeekKept(TODAY, 4, 0, 2, 3).words == "4 sessions (3 planned), 2 walks or sessions elsewhere"
    )
    assert WeekKept(TODAY, 1, planned=None).words == "1 session"
    assert WeekKept(TODAY, 2, planned=0).words == "a pause, 2 sessions"
    assert weeks_kept(PROGRAMME, History(), TODAY, TODAY)[0].words == "0 sessions"


@given(
    st.lists(st.integers(0, 28), max_size=12),
    st.lists(st.tuples(st.integers(0, 28), st.integers(0, 9)), max_size=2),
)
@settings(max_examples=50)
def test_a_pause_never_makes_a_week_look_worse(
    days: list[int], breaks: list[tuple[int, int]]
) -> None:
    sessions = tuple(past(d, id=f"s{n}") for n, d in enumerate([28, *days]))
    pauses = tuple(
        Pause(TODAY - timedelta(days=d), TODAY - timedelta(days=d - n), "ill") for d, n in breaks
    )
    plain, kind = weeks(History(sessions)), weeks(History(sessions, pauses=pauses))
    for before, after in zip(plain, kind, strict=True):
        assert (after.planned or 0) <= (before.planned or 0)
        assert after.met or not before.met or after.planned == 0
        assert after.done == before.done


def test_weeks_begin_on_monday_whatever_day_the_first_one_is() -> None:
    found = weeks_kept(PROGRAMME, history(24, 20), BEGAN + timedelta(days=3), TODAY)
    assert [week.monday for week in found] == [BEGAN + timedelta(days=7 * n) for n in range(5)]
    assert [week.done for week in found] == [1, 1, 0, 0, 0]


def test_elsewhere_counts_from_monday_to_sunday_and_up_to_today() -> None:
    days = (BEGAN, BEGAN + timedelta(days=6), BEGAN + timedelta(days=7), TODAY)
    past_ = History((past(28),), elsewhere=tuple((day, None) for day in days))
    assert [week.elsewhere for week in weeks(past_)] == [2, 1, 0, 0, 1]


def test_a_birth_and_the_days_of_the_plan_bound_what_was_planned() -> None:
    born = shipped().programmes["postpartum-core"]
    profile = Profile(birth=BEGAN - timedelta(days=7))
    seen: list[date] = []

    def read(day: date) -> Profile:
        seen.append(day)
        return profile

    done = History((past(28, programme=born.id),))
    found = weeks_kept(born, done, BEGAN, TODAY, profile=read)
    assert seen == [week.monday for week in found]
    pause = (Pause(BEGAN, BEGAN + timedelta(days=3), "ill"),)
    part = weeks_kept(PROGRAMME, history(28, pauses=pause), BEGAN, BEGAN, days=("mon", "fri"))
    assert [week.planned for week in part] == [1], "of the two days only Friday was free"


def test_of_a_week_with_a_pause_only_the_free_days_of_the_plan_count() -> None:
    but_monday = (Pause(BEGAN + timedelta(days=1), BEGAN + timedelta(days=6), "ill"),)
    past_ = history(28, pauses=but_monday)
    (week,) = weeks_kept(PROGRAMME, past_, BEGAN, BEGAN, days=("tue", "fri"))
    assert week.planned == 0
    (any_day,) = weeks_kept(PROGRAMME, past_, BEGAN, BEGAN)
    assert any_day.planned == 1
