"""However the app ends: silence at once, no lock left, answers kept, and no try without an end."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from tui_harness import Ears, a_practice, drive, entries

from rehab_tui.coach.model import StepKind
from rehab_tui.config import Config
from rehab_tui.errors import BusyError, ExitCode
from rehab_tui.journal.locking import Hold
from rehab_tui.journal.records import Pain, SessionRecord, SetRecord
from rehab_tui.journal.undo import undo
from rehab_tui.practice import alone
from rehab_tui.practice.context import Practice
from rehab_tui.tui import app as the_app
from rehab_tui.tui import flow
from rehab_tui.tui.app import RehabApp, SessionRequest

pytestmark = pytest.mark.long

practice = a_practice
TWO = SessionRequest(exercises=("glute-bridge", "cat-cow"))


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    """What the session's sink and the whole voice are told."""
    ears = Ears()
    monkeypatch.setattr(flow, "open_voice", lambda *_: ears)
    monkeypatch.setattr(the_app, "silence", lambda: ears.told.append("silence"))
    return ears


@pytest.mark.parametrize("end", ["ctrl+q", "ctrl+c", "signal"])
async def test_the_end_of_the_app_is_silent_at_once(
    practice: Practice, ears: Ears, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin(pain="2")
        d.play(1)
        assert ears.told
        assert not {"hush", "silence"} & {*ears.told}
        monkeypatch.setattr(d.app, "_end_anyway", lambda _: None)
        if end == "signal":
            d.app._told_to_end(143)
        else:
            await d.press(end)
        await d.until(lambda: not d.app.is_running, "the end")
    assert ears.told.index("silence") + 1 == ears.told.index("hush")


async def test_leaving_is_silent_and_being_done_is_not(practice: Practice, ears: Ears) -> None:
    for leaves in (True, False):
        ears.told.clear()
        async with drive(practice, request=TWO) as d:
            await d.begin(pain="2")
            if leaves:
                d.play_to(StepKind.REST)
                await d.press("q")
            else:
                await d.play_out()
            await d.screen("QuestionsScreen")
            assert ("hush" in ears.told) is leaves


def test_when_nothing_else_helps_it_is_silent_and_ends(
    practice: Practice, ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()

    def end(code: int) -> None:
        ears.told.append(f"exit {code}")
        over.set()

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(the_app, "LONGEST_END", 0.0)
    RehabApp(practice, Config())._end_anyway(143)
    assert over.wait(20)
    assert ears.told == ["silence", "exit 143"]


async def test_answers_are_kept_when_another_window_was_quicker(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(_: object) -> None:
        raise BusyError("a session is running in another window of rehab")

    monkeypatch.setattr(alone, "take", take)
    async with drive(practice, request=TWO) as d:
        await d.screen("QuestionsScreen")
        await d.answer(pain="4")
        await d.screen("ReadyScreen")
        await d.press("enter")
        await d.until(lambda: not d.app.is_running, "the end")
        assert d.app.return_code == ExitCode.BUSY
    assert [(one.level, one.moment) for one in entries(practice, Pain)] == [(4, "now")]
    assert entries(practice, SessionRecord) == []


async def test_a_sink_that_can_not_be_opened_leaves_no_session(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REHAB_VOICE_EVENTS", str(tmp_path / "none" / "events"))
    async with drive(practice, request=TWO) as d:
        await d.screen("QuestionsScreen")
        await d.answer(pain="4")
        await d.screen("ReadyScreen")
        await d.press("enter")
        await d.until(lambda: not d.app.is_running, "the end")
        assert d.app.return_code == ExitCode.FAILURE
    assert [one.level for one in entries(practice, Pain)] == [4]
    assert entries(practice, SessionRecord) == []
    assert not alone.runs_elsewhere(practice)


async def test_a_way_that_is_cancelled_while_the_lock_is_taken_leaves_none(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, loop, cancelled = alone.take, threading.get_ident(), threading.Event()

    def take(wanted: Practice) -> Hold:
        if threading.get_ident() != loop:
            assert cancelled.wait(20)
        return real(wanted)

    monkeypatch.setattr(alone, "take", take)
    async with drive(practice) as d:
        await d.screen("TodayScreen")
        await d.until(lambda: "minutes" in d.text(), "today's card")
        await d.press("enter")
        await d.screen("QuestionsScreen")
        await d.answer(pain="2")
        await d.screen("ReadyScreen")
        d.app.screen.dismiss(True)
        for _ in range(3):
            await d.settle()
        d.app.workers.cancel_all()
        cancelled.set()
        await d.until(lambda: not alone.runs_elsewhere(practice), "the lock")


async def test_a_session_that_was_taken_back_is_told_and_ends(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin(pain="2")
        d.play_to(StepKind.SET)
        undo(practice.journal)
        d.play_to(StepKind.REST)
        await d.settle()
        assert "taken back" in d.flat()
        await d.press("q")
        await d.until(lambda: not d.app.is_running, "the end")
        assert d.app.return_code == ExitCode.NOT_FOUND
    assert entries(practice, SetRecord) == []
    assert not alone.runs_elsewhere(practice)
