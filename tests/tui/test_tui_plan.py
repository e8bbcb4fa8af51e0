"""The plan in the app: why today is as it is, offers, pauses, what rests, another programme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from tui_harness import Drive, a_practice, clock_of, drive, entries, the_catalogue

from rehab_tui.journal.records import (
    CheckIn,
    DecisionRecord,
    Function,
    Mood,
    Record,
    Sleep,
    StopEvent,
)
from rehab_tui.practice import offers, pauses
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.plan_file import PlanFile
from rehab_tui.practice.profile import change
from rehab_tui.practice.sessions import begin
from rehab_tui.practice.today import plan_today
from rehab_tui.programme.decision import Decision
from rehab_tui.tui.app import SessionRequest
from rehab_tui.tui.screens.pick import PickScreen
from rehab_tui.tui.screens.today import LOOKS, TodayScreen

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue

PLAN = """\
schema: 1
programme: desk-low-back
days: [mon, wed, fri]
minutes: 15
therapist: {name: "Ann Smith", review: 2027-02-01}
precautions: ["No bending forward with load"]
changes:
  cat-cow: {sets: 1, note: "only as far as it feels easy"}
"""
MORE = Decision("PR1", "cat-cow went well", exercise="cat-cow", change="reps=12@1x8", offer=True)
NEXT = Decision("GA1", "the next phase", change="desk-low-back.phase=1", offer=True)
OTHER = Decision(
    "PR1", "the bridge went well", exercise="glute-bridge", change="sets=3", offer=True
)


def write_plan(practice: Practice, text: str) -> None:
    assert practice.plan_file is not None
    practice.plan_file.path.write_text(text, encoding="utf-8")


def add(practice: Practice, *records: Record) -> None:
    with practice.journal.act("test") as act:
        for record in records:
            act.add(record)


def rest(practice: Practice, exercise: str = "bird-dog") -> None:
    at = practice.clock.now() - timedelta(days=20)
    add(practice, StopEvent(at=at, reason="sharp", exercise=exercise))


def page_of(d: Drive) -> str:
    """Where one stands, then why today is as it is."""
    return f"{d.static('#stand')}\n{d.static('#why')}"


async def opened(d: Drive) -> None:
    await d.until(lambda: "This week" in d.text() and "· week" in d.text(), "today")
    await d.press("w")
    await d.screen("PlanScreen")
    await page(d, "Today, and why")


def asks(d: Drive, words: str) -> bool:
    screen = d.app.screen
    return isinstance(screen, PickScreen) and words in screen._question and screen.is_mounted


def told(d: Drive, words: str) -> bool:
    """Whether a remark says so, wherever it is drawn."""
    return any(words in one.message for one in d.app._notifications)


async def page(d: Drive, words: str) -> None:
    await d.until(lambda: d.shown == "PlanScreen" and words in page_of(d), words)


def today_says(d: Drive, *words: str) -> Callable[[], bool]:
    return lambda: d.shown == "TodayScreen" and all(one in d.flat() for one in words)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_plan_and_every_reason(practice: Practice, size: tuple[int, int]) -> None:
    write_plan(practice, PLAN)
    rest(practice)
    async with drive(practice, size=size) as d:
        await opened(d)
        said = page_of(d)
        for words in (
            "Desk worker's low back", "Monday, Wednesday, Friday", "Ann Smith", "1 Feb 2027",
            "No bending forward with load", "Cat-cow", "rule PR9, this app's rule",
            "Bird-dog rests since Tue 3 Nov: sharp pain", "Resting   b brings one back",
        ):  # fmt: skip
            assert words in " ".join(said.split()) or words in said, words
        assert "b bring back" in d.rows()[-1]
        assert "t take back" not in d.rows()[-1], "only keys that have something to do"
        await d.press("down", "j", "up", "k", "pagedown", "space", "pageup", "q")
        await d.screen("TodayScreen")


async def test_what_rests_comes_back_after_one_question(practice: Practice) -> None:
    write_plan(practice, PLAN)
    rest(practice)
    async with drive(practice) as d:
        await d.until(today_says(d, "w Bird-dog rests since Tue 3 Nov: sharp pain"))
        await opened(d)
        await d.press("b")
        await d.screen("PickScreen")
        assert "Has it settled, or has somebody looked at it?" in d.flat()
        await d.press("n")
        await d.screen("PlanScreen")
        assert read_history(practice.journal).held
        await d.press("b")
        await d.screen("PickScreen")
        await d.press("y")
        await d.until(lambda: "Resting" not in page_of(d), "it is back")
    assert not read_history(practice.journal).held


async def test_one_of_two_that_rest(practice: Practice) -> None:
    rest(practice, "bird-dog")
    rest(practice, "cat-cow")
    async with drive(practice) as d:
        await opened(d)
        await d.press("b")
        await d.until(lambda: "Which one may come back?" in d.flat())
        await d.press("b", "y")
        await d.until(lambda: len(read_history(practice.journal).held) == 1)
    assert [one.exercise for one in read_history(practice.journal).held] == ["bird-dog"]


async def test_a_pause_is_begun_and_ended(practice: Practice) -> None:
    async with drive(practice) as d:
        await opened(d)
        await d.press("p")
        await d.until(lambda: "A pause, for what?" in d.text())
        await d.press("1")
        await d.until(lambda: "Until when?" in d.text())
        await d.press("3")
        await page(d, "p picks up again")
        [pause] = read_history(practice.journal).pauses
        assert (pause.reason, pause.last) == ("illness", date(2026, 11, 25))
        await d.press("q")
        await d.until(today_says(d, "Paused since Mon 23 Nov (illness), until Wed 25 Nov: w to"))
        assert "Mo =" in d.text()
        await d.press("w")
        await page(d, "p picks up again")
        await d.press("p")
        await d.until(lambda: "Paused" not in page_of(d), "it is over")
        await d.press("p", "2", "escape")
        await d.screen("PlanScreen")
    assert pauses.pause_today(practice) is None


async def test_an_accepted_change_is_taken_back(practice: Practice) -> None:
    write_plan(practice, PLAN)
    offers.answer(practice, NEXT, accept=True)
    async with drive(practice) as d:
        await opened(d)
        assert "Changes that you accepted   t takes one back" in page_of(d)
        await d.press("t")
        await d.until(lambda: "Take it back?" in d.text())
        await d.press("y")
        await d.until(lambda: "Changes that you" not in page_of(d), "it is taken back")
    assert not offers.in_force(practice)


async def test_another_programme_is_chosen_and_what_is_kept_is_told(practice: Practice) -> None:
    write_plan(practice, PLAN)
    async with drive(practice) as d:
        await opened(d)
        await d.press("c")
        await d.screen("ProgrammesScreen")
        assert "yours now" in d.text()
        assert "low back pain" in d.text()
        before = d.static("#suits")
        await d.press("down", "j", "k")
        assert d.static("#suits") != before
        await d.press("enter")
        await d.until(lambda: "Take 'Sciatica, gentle start'?" in d.flat())
        assert "is kept" in d.flat()
        await d.press("y")
        await page(d, "Sciatica, gentle start")
        await d.until(lambda: told(d, "It keeps what your plan says of: days"), "what is kept")
        await d.press("c", "q")
        await d.screen("PlanScreen")
    assert practice.plan.programme == "sciatica"
    assert practice.plan.days == ("mon", "wed", "fri")


async def test_the_questions_open_from_here(practice: Practice) -> None:
    async with drive(practice) as d:
        await opened(d)
        await d.press("f")
        await d.screen("FirstRunScreen")
        await d.press("q")
        await d.screen("PlanScreen")
        await d.press("w")
        await d.screen("TodayScreen")


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


# --- Today --------------------------------------------------------------------------------------


async def test_today_has_the_plans_days_and_the_therapists_words(practice: Practice) -> None:
    write_plan(practice, PLAN)
    async with drive(practice) as d:
        await d.until(today_says(d, "Take care: No bending forward with load.", "Ann Smith"))
        assert "Mo ○ Tu · We ○ Th · Fr ○ Sa · Su ·" in d.flat()
        assert "review on Mon 1 Feb" in d.flat()
        await d.begin()
        d.play(1)
        assert d.shown == "SessionScreen"


async def test_the_checklist_and_the_lead_in_have_the_therapists_words(practice: Practice) -> None:
    write_plan(practice, PLAN)
    async with drive(practice) as d:
        await d.until(today_says(d, "Desk worker's low back"))
        await d.press("enter")
        await d.screen("QuestionsScreen")
        await d.answer()
        await d.screen("ReadyScreen")
        assert "Take care" in d.text()
        assert "No bending forward with load" in d.flat()
        await d.press("enter")
        await d.screen("SessionScreen")
        place = [p.exercise.id for p in d.player.session.prescriptions].index("cat-cow")
        await d.press(*["n"] * place)
        d.play(0.5)
        assert "only as far as it feels easy." in d.static("#cue")


async def test_a_plan_that_is_edited_is_read_again_and_a_mistake_told(practice: Practice) -> None:
    async with drive(practice) as d:
        await d.until(today_says(d, "Gentle mobility starter"))
        screen = d.app.screen
        assert isinstance(screen, TodayScreen)
        write_plan(practice, PLAN)
        screen._look()
        await d.until(today_says(d, "Desk worker's low back"), "the new plan")
        write_plan(practice, PLAN + "oops: 1\n")
        screen._look()
        await d.until(today_says(d, "plan.yaml, line 9", "The last good plan holds"), "its mistake")
        assert "Desk worker's low back" in d.text()
        write_plan(practice, PLAN.replace("desk-low-back", "knee-oa"))
        await d.press("w")
        await page(d, "Knee osteoarthritis")
        await d.press("q")
        await d.until(today_says(d, "Knee osteoarthritis"), "on coming back as well")


async def test_at_rest_nothing_is_read_and_nothing_drawn(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plan(practice, PLAN)
    async with drive(practice) as d:
        await d.until(today_says(d, "Desk worker's low back"))
        screen = d.app.screen
        assert isinstance(screen, TodayScreen)
        assert screen._looks._interval == LOOKS >= 5
        read: list[str] = []
        monkeypatch.setattr(PlanFile, "content", lambda _: read.append("file"))
        monkeypatch.setattr(TodayScreen, "_load", lambda _: read.append("journal"))
        for _ in range(5):
            screen._look()
        assert not read
        clock_of(practice).advance(86_400)
        screen._look()
        assert read == ["journal"], "a new day is shown"


async def test_rounds_are_counted(practice: Practice) -> None:
    write_plan(practice, PLAN.replace("minutes: 15", "minutes: 15\nrounds: 3"))
    async with drive(practice, size=(120, 40)) as d:
        await d.until(today_says(d, "round 1 of 3", "0 of 3 days"))


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


async def test_a_stop_is_followed_by_no_such_question(practice: Practice) -> None:
    change(practice, ["activities=climbing stairs"], [])
    async with drive(practice, request=SessionRequest(exercises=("cat-cow",))) as d:
        await d.begin()
        await d.press("!", "6", "8", "enter")
        await d.screen("QuestionsScreen")
        await d.answer()
        await d.until(lambda: not d.app.is_running or d.shown == "Screen", "the end")
    assert not entries(practice, Function)


async def test_a_key_that_has_nothing_to_act_on_says_so(practice: Practice) -> None:
    async with drive(practice) as d:
        await opened(d)
        for key, words in (
            ("o", "Nothing is offered now."),
            ("b", "No exercise is resting."),
            ("t", "No change was accepted."),
        ):
            await d.press(key)
            await d.until(partial(told, d, words), words)
            assert d.shown == "PlanScreen"
        await d.press("q")
        await d.screen("TodayScreen")
        d.app.clear_notifications()
        await d.press("o")
        await d.until(partial(told, d, "Nothing is offered now."), "the same on Today")
