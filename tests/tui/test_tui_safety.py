"""What must not be lost and must not be passed by: an open stop, a changed profile, a quit."""

from __future__ import annotations

import threading

import pytest
from tui_harness import Drive, a_practice, clock_of, drive, entries

from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import StepKind
from rehab_tui.config import Config
from rehab_tui.errors import BusyError
from rehab_tui.journal import locking
from rehab_tui.journal.records import SessionRecord, SetRecord, StopEvent
from rehab_tui.journal.undo import undo
from rehab_tui.practice import cut_short, sessions
from rehab_tui.practice.context import Practice
from rehab_tui.practice.profile import change
from rehab_tui.practice.today import plan_today
from rehab_tui.programme.stops import (
    EMERGENCY,
    EMERGENCY_WORDS,
    OTHER_WORDS,
    REASONS,
    SHARP_LAST_WORDS,
    STOP_TODAY,
)
from rehab_tui.tui import stops as stops_of_the_app
from rehab_tui.tui.app import SessionRequest
from rehab_tui.tui.stops import Stops

pytestmark = pytest.mark.long

practice = a_practice

TWO = SessionRequest(exercises=("glute-bridge", "cat-cow"))
DIZZY, CHEST = REASONS[1], REASONS[3]


def flat(words: tuple[str, ...]) -> str:
    return " ".join(" ".join(words).split())


def locked(practice: Practice) -> bool:
    return plan_today(practice).locked is not None


async def into_a_set(d: Drive) -> None:
    """Into the first set, far enough for some reps."""
    await d.begin(pain="2")
    d.play_to(StepKind.SET)
    d.play(20)


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


async def test_an_open_stop_comes_before_a_session_that_was_cut_short(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await into_a_set(d)
        await d.press("!")
        await d.screen("StopScreen")
        await d.press("4", "1")
        await d.until(lambda: any(stop.sign for stop in entries(practice, StopEvent)))
    assert locked(practice)
    [cut_short] = entries(practice, SessionRecord)
    assert cut_short.state == "running"
    for asks_by_itself in (False, True):
        async with drive(practice, request=TWO if asks_by_itself else None) as d:
            if not asks_by_itself:
                await d.until(lambda: "Please answer this first" in d.text(), "the lock")
                await d.settle()
                assert d.shown == "TodayScreen"
                await d.press("enter")
            await d.screen("PickScreen")
            assert "How did it go on?" in d.text()
            await d.press("r", "q")
            await d.until(lambda: d.shown != "PickScreen" or not d.app.is_running)
    async with drive(practice) as d:
        await d.until(lambda: "Please answer this first" in d.text(), "the lock")
        await d.press("enter")
        await d.screen("PickScreen")
        await d.press("1")
        await d.until(lambda: d.shown == "PickScreen" and "was cut short" in d.flat())
        assert "can't be resumed" in d.static("#remark"), "what was stopped rests"
        await d.press("k")
        await d.until(lambda: "rests since" in d.flat(), "Today says so")


@pytest.mark.parametrize("change_of", ["profile", "time"])
async def test_what_is_no_longer_right_is_kept_or_discarded_only(
    practice: Practice, change_of: str
) -> None:
    async with drive(practice, request=TWO) as d:
        await into_a_set(d)
    if change_of == "profile":
        change(practice, ["dvt-suspected"], [])
    else:
        clock_of(practice).advance(40 * 86400)
    async with drive(practice) as d:
        await d.screen("PickScreen")
        found = cut_short.unfinished(practice)
        assert found is not None
        why_not = cut_short.why_not_resume(practice, found)
        assert why_not is not None
        assert why_not in d.static("#remark")
        assert "Resume" not in d.text()
        await d.press("r")
        assert d.shown == "PickScreen"
        await d.press("k")
        await d.screen("TodayScreen")
    assert entries(practice, SessionRecord)[0].state == "left"


async def test_taking_the_session_back_leaves_its_stop(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await into_a_set(d)
        await d.press("!")
        await d.screen("StopScreen")
        await d.press("6", "1", "enter")
        await d.until(lambda: not d.app.is_running, "the end")
    undo(practice.journal)
    assert not entries(practice, SessionRecord)
    [stop] = entries(practice, StopEvent)
    assert (stop.tier, locked(practice)) == (EMERGENCY, True), "not only as grave as its reason"


async def test_a_resumed_session_remembers_its_sharp_pain_and_only_that(
    practice: Practice,
) -> None:
    async with drive(practice, request=TWO) as d:
        await into_a_set(d)
        await d.press("!")
        await d.screen("StopScreen")
        await d.press("6", "8")
        await d.until(lambda: flat(OTHER_WORDS) in d.flat())
        await d.press("right")
        await d.screen("SessionScreen")
        await d.press("!")
        await d.screen("StopScreen")
        await d.press("1")
        await d.until(lambda: flat(SHARP_LAST_WORDS) in d.flat(), "the first sharp pain")
        await d.until(lambda: len(entries(practice, StopEvent)) == 2)
    # the journal knows both; a session of its own takes them up
    record = entries(practice, SessionRecord)[0]
    player = sessions.player_for(practice, record, begin(()))
    stops = await Stops.of(practice, record, player)
    assert stops.tell(None, REASONS[5], REASONS[5].signs[-1]) == 1
    assert not stops.grave
    assert stops.tell(None, REASONS[0], None) == 1
    assert stops.grave
    stops.write()
    assert [s.tier for s in entries(practice, StopEvent)] == [None, None, None, 4]


# --- an end in between --------------------------------------------------------------------------


async def test_a_reason_alone_is_kept_and_the_sign_changes_it(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await into_a_set(d)
        await d.press("!")
        await d.screen("StopScreen")
        await d.press("2")
        await d.until(lambda: entries(practice, StopEvent), "the reason in the journal")
        assert "Is any of these so?" in d.text()
        [first] = entries(practice, StopEvent)
        assert (first.tier, first.sign, first.reason) == (STOP_TODAY, None, "dizzy")
        await d.press("2")
        await d.until(lambda: entries(practice, StopEvent)[0].sign)
    [stop] = entries(practice, StopEvent)
    assert (stop.id, stop.tier, stop.sign) == (first.id, EMERGENCY, "ST1d")
    assert stop.exercise == "glute-bridge"


@pytest.mark.parametrize("end", ["ctrl+c", "signal"])
async def test_a_stop_that_could_not_be_written_is_tried_once_more_at_the_end(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    full = True
    real = sessions.stop

    def stop(*arguments: object, event: str) -> int:
        if full:
            raise BusyError("the journal is in use", "Wait.")
        return real(*arguments, event=event)  # type: ignore[arg-type]

    monkeypatch.setattr(sessions, "stop", stop)
    monkeypatch.setattr(stops_of_the_app, "RETRY_SECONDS", 60.0)
    async with drive(practice, request=TWO) as d:
        await into_a_set(d)
        await d.press("!")
        await d.screen("StopScreen")
        await d.press("4", "1")
        await d.settle()
        full = False
        if end == "signal":
            monkeypatch.setattr(d.app, "_end_anyway", lambda _: None)
            d.app._told_to_end(0)
        else:
            await d.press(end)
        await d.until(lambda: not d.app.is_running, "the end")
    assert [s.tier for s in entries(practice, StopEvent)] == [EMERGENCY]
    assert len(entries(practice, SetRecord)) == 1, "the set as far as it went"
    assert locked(practice)


async def test_a_stop_that_could_not_be_written_is_tried_again_meanwhile(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stops_of_the_app, "RETRY_SECONDS", 0.01)
    async with drive(practice, request=TWO) as d:
        await into_a_set(d)
        with locking.locked(practice.journal.path, 0):
            await d.press("!")
            await d.screen("StopScreen")
            await d.press("4", "1")
            assert d.flat() == flat(EMERGENCY_WORDS)
            await d.settle()
            assert not entries(practice, StopEvent)
        await d.until(lambda: locked(practice), "the stop in the journal")


async def test_quitting_keeps_the_set_as_far_as_it_went(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await into_a_set(d)
        await d.press("ctrl+c")
        await d.until(lambda: not d.app.is_running, "the end")
    [kept] = entries(practice, SetRecord)
    assert kept.reps
    assert entries(practice, SessionRecord)[0].state == "running", "it can be resumed"


async def test_quitting_tries_to_write_finished_sets_and_never_hangs(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await into_a_set(d)
        with locking.locked(practice.journal.path, 0):
            d.play_to(StepKind.REST)
            assert d.player.trouble is not None
            await d.press("c")
            await d.screen("CuesScreen")
        await d.press("ctrl+c")
        await d.until(lambda: not d.app.is_running, "the end")
    assert len(entries(practice, SetRecord)) == 1
    async with drive(practice) as d:
        await d.screen("PickScreen")
        await d.press("r")
        await d.screen("SessionScreen")
        await d.press("space")
        with locking.locked(practice.journal.path, 0):
            d.play_to(StepKind.CHECK)
            assert d.player.trouble is not None
            await d.press("ctrl+c")
            await d.until(lambda: not d.app.is_running, "the end")


async def test_a_busy_journal_never_holds_a_picture_up(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(practice, request=TWO) as d:
        await into_a_set(d)
        with locking.locked(practice.journal.path, 0), monkeypatch.context() as patch:
            patch.setattr(locking, "_queue", lambda *_: pytest.fail("a picture waits"))
            threads = threading.active_count()
            d.play_to(StepKind.REST)
            d.play(6)
            assert d.player.trouble is not None
            assert threading.active_count() == threads
            assert not entries(practice, SetRecord)
        d.play(2)
        await d.until(lambda: entries(practice, SetRecord), "the next try")


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
