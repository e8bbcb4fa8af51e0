"""Offers in the app, and what is asked now and then after a session."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plan_stage import add, opened, page_of, today_says
from tui_harness import Drive, a_practice, clock_of, drive, entries, the_catalogue

from rehab_tui.coach.model import StepKind
from rehab_tui.journal.records import CheckIn, DecisionRecord, Function, Mood, Sleep
from rehab_tui.practice.context import Practice
from rehab_tui.practice.profile import change
from rehab_tui.practice.sessions import begin
from rehab_tui.practice.today import plan_today
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.rules.in_session import AFTER_RATING, Then
from rehab_tui.tui.app import SessionRequest
from rehab_tui.tui.screens.pick import PickScreen

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue

MORE = Decision("PR1", "cat-cow went well", exercise="cat-cow", change="reps=12@1x8", offer=True)
OTHER = Decision(
    "PR1", "the bridge went well", exercise="glute-bridge", change="sets=3", offer=True
)


def asks(d: Drive, words: str) -> bool:
    screen = d.app.screen
    return isinstance(screen, PickScreen) and words in screen._question and screen.is_mounted


# --- offers -------------------------------------------------------------------------------------


def offering(monkeypatch: pytest.MonkeyPatch, practice: Practice, *offered: Decision) -> None:
    """Today offers these, as far as they have not been answered."""
    from rehab_tui.programme import today as rules

    def left(*_: object) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
        told = {one.change for one in entries(practice, DecisionRecord)}
        return tuple(one for one in offered if one.change not in told), ()

    monkeypatch.setattr(rules, "_offers", left)


async def test_offers_are_answered_one_after_the_other(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    offering(monkeypatch, practice, MORE, OTHER)
    async with drive(practice) as d:
        await d.until(today_says(d, "o Cat-cow went well (rule PR1", "The bridge went well"))
        await d.press("o")
        await d.screen("PickScreen")
        await d.press("y")
        await d.until(lambda: asks(d, "The bridge went well"), "the second offer")
        await d.press("n")
        await d.screen("TodayScreen")
        await d.until(lambda: "went well" not in d.flat(), "both are answered")
    answers = {one.exercise: one.answer for one in entries(practice, DecisionRecord)}
    assert answers == {"cat-cow": "accepted", "glute-bridge": "refused"}


async def test_an_offer_that_is_left_stays_open(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    offering(monkeypatch, practice, MORE, OTHER)
    async with drive(practice) as d:
        await opened(d)
        await d.press("o")
        await d.screen("PickScreen")
        await d.press("escape")
        await d.screen("PlanScreen")
        assert "Only if you say yes   o answers" in page_of(d)
    assert not entries(practice, DecisionRecord)


async def test_the_short_version_is_taken_with_one_key(practice: Practice) -> None:
    now = practice.clock.now()
    add(practice, Sleep(at=now, minutes=240), Mood(at=now, level=1))
    async with drive(practice) as d:
        await d.until(today_says(d, "o A short night and a hard day"))
        await d.press("o")
        await d.until(today_says(d, "The short version today, as you chose"), "it is taken")


async def test_the_short_version_is_offered_after_the_check_in(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "This week" in d.text() and "week 1" in d.text())
        await d.press("enter")
        await d.screen("QuestionsScreen")
        await d.answer(pain="0", sleep="3")
        await d.until(lambda: d.shown == "PickScreen" and "A short night" in d.flat(), "the offer")
        await d.press("y")
        await d.screen("ReadyScreen")
        assert "The short version today" in d.static("#ready Static")


async def test_a_small_window_says_so_and_forgets_nothing(practice: Practice) -> None:
    async with drive(practice) as d:
        await opened(d)
        await d.resize(59, 20)
        assert "a larger window shows more" in d.rows()[0]
        await d.resize(20, 5)
        await d.resize(60, 20)
        assert "larger" not in d.text()
        assert "Today, and why" in d.text()


# --- after the session --------------------------------------------------------------------------


async def test_what_is_asked_now_and_then_comes_after_the_check_out(practice: Practice) -> None:
    change(practice, ["activities=climbing stairs"], [])
    mobility = replace(begin(practice, plan_today(practice)), state="finished", seconds=600)
    with practice.journal.act("test") as act:
        act.change(mobility)
    clock_of(practice).advance(8 * 86_400)
    async with drive(practice, request=SessionRequest(exercises=("pursed-lip-breathing",))) as d:
        await d.screen("QuestionsScreen")
        await d.answer()
        await d.screen("ReadyScreen")
        await d.press("enter")
        await d.screen("SessionScreen")
        await d.play_out()
        await d.screen("QuestionsScreen")
        await d.until(lambda: "Well done" in d.text())
        await d.press("0", "0", "3", "4")
        await d.until(lambda: "How it goes" in d.text(), "the week")
        assert "climbing stairs" in d.flat() or "All in all" in d.flat()
        await d.answer(**{"weekly": "b", "function_asked:climbing stairs": "6"})
        await d.screen("NoteScreen")
        await d.press(*"good", "enter")
        await d.until(lambda: any(c.question == "weekly_words" for c in entries(practice, CheckIn)))
    told = {c.question: c.answer for c in entries(practice, CheckIn) if c.question}
    assert told == {"weekly": "better", "weekly_words": "good"}
    [rated] = entries(practice, Function)
    assert (rated.activity, rated.level) == ("climbing stairs", 6)


async def test_an_answer_that_ends_the_session_is_answered_too(practice: Practice) -> None:
    async with drive(practice, request=SessionRequest(exercises=("cat-cow",))) as d:
        await d.begin()
        d.play_to(StepKind.CHECK)
        await d.press("8")
        await d.screen("QuestionsScreen")
        assert AFTER_RATING[Then.EASIER] in d.rows()[0]
        assert "← back" not in d.rows()[-1], "there is nothing to go back to"
        await d.press("enter")
        assert "← back" in d.rows()[-1]


async def test_a_stop_is_followed_by_no_such_question(practice: Practice) -> None:
    change(practice, ["activities=climbing stairs"], [])
    async with drive(practice, request=SessionRequest(exercises=("cat-cow",))) as d:
        await d.begin()
        await d.press("!", "6", "8", "enter")
        await d.screen("QuestionsScreen")
        await d.answer()
        await d.until(lambda: not d.app.is_running or d.shown == "Screen", "the end")
    assert not entries(practice, Function)
