"""What must not be lost and must not be passed by: an open stop, a changed profile, a quit."""

from __future__ import annotations

from tui_harness import a_practice, drive, entries

from rehab_tui.coach.model import StepKind
from rehab_tui.config import Config
from rehab_tui.journal.records import SessionRecord, SetRecord, StopEvent
from rehab_tui.practice import sessions
from rehab_tui.practice.context import Practice
from rehab_tui.practice.profile import change
from rehab_tui.programme.stops import REASONS
from rehab_tui.tui.app import SessionRequest

practice = a_practice

TWO = SessionRequest(exercises=("glute-bridge", "cat-cow"))
DIZZY, CHEST = REASONS[1], REASONS[3]


# --- a stop that is still open ------------------------------------------------------------------


async def test_each_open_stop_is_named_and_asked_about(practice: Practice) -> None:
    sessions.stop(practice, None, None, CHEST, CHEST.signs[0])
    sessions.stop(practice, None, None, DIZZY, DIZZY.signs[4])
    async with drive(practice) as d:
        await d.until(lambda: "Please answer this first" in d.text(), "the lock")
        await d.press("enter")
        await d.screen("PickScreen")
        assert "you stopped (chest)" in d.flat()
        await d.press("1")
        await d.until(lambda: d.shown == "PickScreen" and "(dizzy or faint)" in d.flat(), "next")
        await d.press("2")
        await d.screen("TodayScreen")
        await d.until(lambda: "minutes" in d.static("#card"), "the way is open")
    assert {event.answer for event in entries(practice, StopEvent)} == {"seen", "explained"}


async def test_a_session_asked_for_asks_about_each_open_stop(practice: Practice) -> None:
    for sign in CHEST.signs[0], CHEST.signs[4]:
        sessions.stop(practice, None, None, CHEST, sign)

    def still_open() -> int:
        return [event.answer for event in entries(practice, StopEvent)].count(None)

    async with drive(practice, request=TWO) as d:
        await d.screen("PickScreen")
        await d.press("1")
        await d.until(lambda: still_open() == 1)
        await d.screen("PickScreen")
        await d.press("2")
        await d.screen("QuestionsScreen")
    assert not still_open()


# --- small truths -------------------------------------------------------------------------------


async def test_the_settings_minutes_are_todays(practice: Practice) -> None:
    async with drive(practice, config=Config(minutes=5)) as d:
        await d.until(lambda: "5 minutes" in d.static("#card"), "five minutes")
        await d.press("plus")
        await d.until(lambda: "10 minutes" in d.static("#card"), "ten minutes")


async def test_no_minutes_where_nothing_is_to_be_done(practice: Practice) -> None:
    change(practice, ["dvt-suspected"], [])
    async with drive(practice) as d:
        await d.until(lambda: "Nothing to do today" in d.text(), "the card")
        assert "minutes" not in d.static("#card")


async def test_a_stop_keeps_the_set_as_far_as_it_went(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin()
        d.play_to(StepKind.SET)
        d.play(40)
        reps = d.view.rep
        assert reps
        await d.press("!")
        await d.screen("StopScreen")
        await d.press("1", "enter")
        await d.screen("QuestionsScreen")
    [kept] = entries(practice, SetRecord)
    assert kept.reps in (reps - 1, reps)
    assert entries(practice, SessionRecord)[0].state == "stopped"
