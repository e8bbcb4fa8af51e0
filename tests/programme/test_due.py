"""Questions that come now and then: once, at most two kinds a day, and never on the first day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_builders import TODAY, history, starter

from rehab_tui.programme.due import MOST_KINDS, Due, due_questions
from rehab_tui.programme.history import History, Told
from rehab_tui.programme.profile import Profile

PROGRAMME = starter()
STAIRS = Profile(activities=("stairs",))
WEEKLY, CHANGE = Due("weekly", PROGRAMME.id), Due("global_change", PROGRAMME.id)
STAIRS_DUE = Due("function_asked", "stairs")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def due(past_: History, profile: Profile | None = None) -> tuple[Due, ...]:
    return due_questions(past_, profile or Profile(), PROGRAMME, TODAY)


def told(question: str, about: str, days: int, answer: str | None = "same") -> Told:
    return Told(question, about, answer, ago(days))


def test_on_the_first_day_only_the_activities_as_a_start() -> None:
    assert due(history(0), STAIRS) == (STAIRS_DUE,)
    assert due(History(), STAIRS) == (STAIRS_DUE,)
    assert due(history(0)) == ()
    assert due(History()) == ()


@pytest.mark.parametrize(
    ("days", "found"), [(6, ()), (7, (WEEKLY,)), (13, (WEEKLY,)), (14, (WEEKLY, CHANGE))]
)
def test_the_first_weekly_and_the_first_global_question(days: int, found: tuple[Due, ...]) -> None:
    assert due(history(days)) == found


@pytest.mark.parametrize("answer", ["same", None])
def test_each_waits_its_whole_interval_skipped_or_not(answer: str | None) -> None:
    for question, about, interval, expected in (
        ("weekly", PROGRAMME.id, 7, WEEKLY),
        ("global_change", PROGRAMME.id, 14, CHANGE),
        ("function_asked", "stairs", 7, STAIRS_DUE),
    ):
        for days in (interval - 1, interval):
            past_ = replace(history(60), told=(told(question, about, days, answer),))
            others = {("weekly", PROGRAMME.id), ("global_change", PROGRAMME.id),
                      ("function_asked", "stairs")} - {(question, about)}  # fmt: skip
            quiet = tuple(told(q, a, 1) for q, a in others)
            past_ = replace(past_, told=past_.told + quiet)
            assert due(past_, STAIRS) == ((expected,) if days == interval else ())


def test_a_rating_by_hand_counts_as_an_answer() -> None:
    past_ = replace(history(3), functions=((ago(6), "stairs", 4),))
    assert due(past_, STAIRS) == ()
    assert due(replace(past_, functions=((ago(7), "stairs", 4),)), STAIRS) == (STAIRS_DUE,)
    assert due(past_, Profile(activities=("stairs", "shoes"))) == (Due("function_asked", "shoes"),)


def test_two_kinds_a_day_the_longest_overdue_first() -> None:
    past_ = replace(
        history(60), functions=((ago(8), "stairs", 4),), told=(told("weekly", PROGRAMME.id, 7),)
    )
    assert due(past_, STAIRS) == (CHANGE, STAIRS_DUE)
    asked = replace(past_, told=(*past_.told, told("global_change", PROGRAMME.id, 0, None)))
    assert due(asked, STAIRS) == (STAIRS_DUE,)
    both = replace(asked, told=(*asked.told, told("function_asked", "stairs", 0, None)))
    assert due(both, STAIRS) == ()


def test_activities_rated_today_are_one_of_the_two_kinds() -> None:
    rated = replace(
        history(60), functions=((TODAY, "stairs", 4),), told=(told("weekly", PROGRAMME.id, 0),)
    )
    assert due(rated, STAIRS) == ()
    assert due(replace(rated, functions=((ago(1), "stairs", 4),)), STAIRS) == (CHANGE,)


def test_a_programme_without_a_weekly_question_asks_none() -> None:
    quiet = replace(PROGRAMME, weekly_question="")
    assert due_questions(history(7), Profile(), quiet, TODAY) == ()
    other = replace(PROGRAMME, id="other")
    assert due_questions(history(30), Profile(), other, TODAY) == ()


@given(st.sets(st.integers(0, 60), max_size=20), st.booleans())
@settings(max_examples=40)
def test_however_often_somebody_looks_nobody_is_asked_twice_in_a_week(
    visits: set[int], answers: bool
) -> None:
    past_ = history(60)
    asked: dict[Due, date] = {}
    for days in sorted(visits, reverse=True):
        today = ago(days)
        found = due_questions(past_, STAIRS, PROGRAMME, today)
        assert len({one.question for one in found}) <= MOST_KINDS
        for one in found:
            assert one not in asked or (today - asked[one]).days >= 7
            asked[one] = today
            answer = "same" if answers else None
            past_ = replace(past_, told=(*past_.told, Told(one.question, one.about, answer, today)))
        assert due_questions(past_, STAIRS, PROGRAMME, today) == () or len(found) == MOST_KINDS


def test_of_several_activities_the_longest_overdue_comes_first() -> None:
    three = Profile(activities=("new", "shoes", "stairs"))
    past_ = replace(history(60), functions=((ago(8), "shoes", 4), (ago(20), "stairs", 4)),
                    told=(told("weekly", PROGRAMME.id, 1), told("global_change", PROGRAMME.id, 1)),
                    )  # fmt: skip
    assert [one.about for one in due(past_, three)] == ["stairs", "shoes", "new"]


def test_a_rating_of_today_is_one_of_todays_kinds_and_one_of_tomorrow_is_not() -> None:
    weekly_today = told("weekly", PROGRAMME.id, 0)
    past_ = replace(history(60), functions=((TODAY, "stairs", 4),), told=(weekly_today,))
    assert due(past_, Profile(activities=("stairs", "shoes"))) == ()
    later = replace(past_, functions=((TODAY + timedelta(days=1), "stairs", 4),))
    assert due(later, STAIRS) == (CHANGE,)
    assert due(replace(later, told=()), STAIRS)[-1:] != (), "a later answer is none of today"


def test_a_rating_by_hand_today_leaves_room_for_one_kind_more() -> None:
    past_ = replace(history(60), functions=((TODAY, "stairs", 4),))
    assert due(past_) == (WEEKLY,)
    assert due(replace(past_, functions=((ago(1), "stairs", 4),))) == (WEEKLY, CHANGE)
