"""What was cut short, what can't be saved just now, a machine that slept, a fault of the app."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tui_harness import a_practice, clock_of, drive, entries, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.coach.model import Status, StepKind
from rehab_tui.errors import BusyError, RehabError
from rehab_tui.journal.records import CheckIn, Mood, Note, Pain, SessionRecord, SetRecord
from rehab_tui.journal.undo import undo
from rehab_tui.practice import log, questions, sessions
from rehab_tui.practice.context import Practice
from rehab_tui.practice.keeping import JournalKeeper
from rehab_tui.practice.past import read_history
from rehab_tui.practice.today import plan_today
from rehab_tui.programme.history import PastSession
from rehab_tui.tui import flow
from rehab_tui.tui.app import RehabApp, SessionRequest
from rehab_tui.tui.screens.progress import ProgressScreen

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue

TWO = SessionRequest(exercises=("glute-bridge", "cat-cow"))
SECRET = "a-very-private-note"


async def cut_short(practice: Practice, *, sets: int = 1) -> None:
    """A session that ends without an end after some sets, as a kill leaves it."""
    async with drive(practice, request=TWO) as d:
        await d.begin(pain="2")
        for _ in range(sets):
            d.play_to(StepKind.SET)
            d.play(100)
        await d.until(lambda: len(entries(practice, SetRecord)) >= sets)
        assert entries(practice, SessionRecord)[0].state == "running"


async def test_resumed_at_the_right_set(practice: Practice) -> None:
    await cut_short(practice)
    done = [(s.item, s.number) for s in entries(practice, SetRecord)]
    async with drive(practice) as d:
        await d.screen("PickScreen")
        assert "was cut short" in d.text()
        assert f"{len(done)} of " in d.text()
        await d.press("9", "a")
        assert d.shown == "PickScreen"
        await d.press("r")
        await d.screen("SessionScreen")
        view = d.view
        assert (view.item, view.number, view.kind) == (0, done[-1][1] + 1, StepKind.READY)
        assert view.status is Status.PAUSED
        await d.until(lambda: "PAUSED" in d.text(), "the first picture")
        await d.press("space")
        await d.play_out()
        await d.screen("QuestionsScreen")
        await d.answer(worst="3")
        await d.screen("TodayScreen")
    [record] = entries(practice, SessionRecord)
    assert record.state == "finished"
    sets = entries(practice, SetRecord)
    assert len(sets) == record.sets
    assert len({(s.item, s.number, s.side) for s in sets}) == len(sets)
    assert [p.level for p in entries(practice, Pain) if p.moment == "worst"] == [3]


async def test_kept_discarded_and_brought_back(practice: Practice) -> None:
    await cut_short(practice)
    async with drive(practice) as d:
        await d.screen("PickScreen")
        await d.press("d")
        await d.screen("TodayScreen")
        await d.until(lambda: not entries(practice, SessionRecord))
    assert undo(practice.journal)
    assert entries(practice, SessionRecord)[0].state == "running"
    async with drive(practice) as d:
        await d.screen("PickScreen")
        await d.press("k")
        await d.screen("TodayScreen")
        await d.until(lambda: entries(practice, SessionRecord)[0].state == "left")
    assert len(entries(practice, SetRecord)) == 1
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        await d.press("m")
        await d.screen("QuestionsScreen")


async def test_asked_again_before_a_session_when_left_open(practice: Practice) -> None:
    await cut_short(practice)
    async with drive(practice) as d:
        await d.screen("PickScreen")
        await d.press("q")
        await d.screen("TodayScreen")
        await d.press("enter")
        await d.screen("PickScreen")
        await d.press("r")
        await d.screen("SessionScreen")
        await d.press("q")
        await d.screen("QuestionsScreen")
        assert "Saved as far as you went" in d.text()
    assert [s.state for s in entries(practice, SessionRecord)] == ["left"]


async def test_mornings_are_asked_for_and_leaving_stores_nothing(practice: Practice) -> None:
    clock = clock_of(practice)
    for _ in range(2):
        today = sessions.begin(practice, plan_today(practice, exercises=("cat-cow",)))
        sessions.end(practice, today, "finished", 300)
        clock.advance(86400)
    async with drive(practice) as d:
        await d.until(lambda: "week" in d.text())
        await d.press("enter")
        await d.screen("QuestionsScreen")
        assert "Monday 23 November: how much pain?" in d.flat()
        await d.press("4", "q")
        await d.screen("TodayScreen")
        assert not entries(practice, Pain)
        assert len(entries(practice, SessionRecord)) == 2
        await d.press("enter")
        await d.screen("QuestionsScreen")
        await d.press("4")
        assert "stiffness" in d.text()
        await d.press("l")
        await d.until(lambda: "Tuesday 24 November" in d.flat())
        await d.press("enter", "enter")
        await d.until(lambda: "right now" in d.text(), "the check-in")
        await d.press("escape")
        await d.screen("TodayScreen")
    [pain] = entries(practice, Pain)
    [check] = entries(practice, CheckIn)
    first, second = entries(practice, SessionRecord)
    assert (pain.level, pain.moment, pain.session) == (4, "morning", first.id)
    assert (check.stiffness, check.session) == ("longer", first.id)
    assert [p.id for p in questions.open_mornings(practice, history(practice))] == [second.id]


def history(practice: Practice) -> tuple[PastSession, ...]:
    return read_history(practice.journal).sessions


# --- a journal that others hold, a disk that is full --------------------------------------------


async def test_a_locked_journal_leaves_the_session_alive(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin()
        d.play_to(StepKind.SET)
        with closing(sqlite3.connect(practice.journal.path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            d.play_to(StepKind.REST)
            await d.settle()
            assert "Not saved yet" in d.text()
            for _ in range(8):
                d.play(1.0)
                await d.press("plus")
            assert d.view.status is Status.RUNNING
            assert "Not saved yet" in d.text()
            other.execute("ROLLBACK")
        assert not entries(practice, SetRecord)
        d.play(2.0)
        await d.settle()
        assert "Not saved yet" not in d.text()
        assert len(entries(practice, SetRecord)) == 1


async def test_what_a_session_could_not_save_is_not_forgotten_at_its_end(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = True
    real = JournalKeeper.sets

    def sets(keeper: JournalKeeper, finished: object) -> None:
        if full:
            raise RehabError("the disk is full", "Make room.")
        real(keeper, finished)  # type: ignore[arg-type]

    monkeypatch.setattr(JournalKeeper, "sets", sets)
    async with drive(practice, request=TWO) as d:
        await d.begin()
        d.play_to(StepKind.SET)
        d.play(100)
        assert "Not saved yet: the disk is full" in d.flat() or d.view.kind is StepKind.CHECK
        await d.press("q")
        await d.screen("PickScreen")
        assert "could not be saved" in d.flat()
        assert "the disk is full" in d.flat()
        await d.press("t")
        await d.screen("PickScreen")
        full = False
        await d.press("t")
        await d.screen("QuestionsScreen")
    assert entries(practice, SetRecord)
    assert entries(practice, SessionRecord)[0].state == "left"


async def test_a_note_that_can_not_be_saved_stays_on_the_screen(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = True
    real = log.log

    def saving(*arguments: object) -> object:
        if refused:
            raise RehabError("the disk is full", "Make room.")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(flow, "log", saving)
    async with drive(practice, request=TWO) as d:
        await d.begin()
        await d.press("N")
        await d.screen("NoteScreen")
        await d.press(*"bad", "space", *"[knee]!", "enter")
        await d.until(lambda: "the disk is full" in d.flat(), "the reason")
        assert "bad [knee]!" in d.text()
        refused = False
        await d.press("enter")
        await d.screen("SessionScreen")
        await d.until(lambda: "Your note is saved." in d.text())
    assert [n.text for n in entries(practice, Note)] == ["bad [knee]!"]


async def test_an_answer_that_can_not_be_saved_is_asked_about(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = [1, 1]
    real = log.log

    def busy(*arguments: object) -> object:
        if refusals:
            refusals.pop()
            raise BusyError("the journal is in use", "Wait.")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(flow, "log", busy)
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        await d.press("m")
        await d.screen("QuestionsScreen")
        await d.press("4")
        await d.screen("PickScreen")
        assert "the journal is in use" in d.flat()
        await d.press("t")
        await d.until(lambda: not refusals)
        await d.screen("PickScreen")
        await d.press("t")
        await d.screen("TodayScreen")
        await d.until(lambda: "mood good" in d.text())
    assert [m.level for m in entries(practice, Mood)] == [4]


async def test_a_journal_that_can_not_be_read_ends_a_way_not_the_app(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(practice) as d:
        await d.until(lambda: "week 1" in d.text())
        d.app.practice = replace(practice, journal=replace(practice.journal, wait=0.01))
        with closing(sqlite3.connect(practice.journal.path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            for key in ("enter", "g"):
                await d.press(key)
                await d.until(lambda: "another program" in d.flat(), "the reason")
                d.app.clear_notifications()
                if d.shown == "ProgressScreen":
                    await d.press("q")
                await d.screen("TodayScreen")
            other.execute("ROLLBACK")
        await d.press("enter")
        await d.screen("QuestionsScreen")


async def test_an_unknown_exercise_is_said_when_the_app_has_gone(
    practice: Practice, capfd: pytest.CaptureFixture[str]
) -> None:
    async with drive(practice, request=SessionRequest(exercises=("glute-brige",))) as d:
        await d.until(lambda: not d.app.is_running, "the end")
    assert d.app.return_code == 4
    said = capfd.readouterr().err
    assert said.startswith("rehab: there is no exercise 'glute-brige'")
    assert "glute-bridge" in said


# --- clocks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["late", "wall", "back"])
async def test_a_machine_that_slept_pauses(practice: Practice, how: str) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin()
        d.play_to(StepKind.SET)
        d.play(4)
        elapsed = d.player.session.elapsed
        if how == "late":
            d.clock.advance(3600)
        else:
            d.clock.shift_wall(3600 if how == "wall" else -86400 * 365)
        d.session._frame()
        await d.settle()
        assert d.view.status is Status.PAUSED
        assert d.player.session.elapsed == elapsed
        assert "slept" in d.text()
        await d.press("space")
        d.play(1)
        assert "PAUSED" not in d.text()
        assert "slept" not in d.text()


async def test_a_key_after_the_sleep_is_no_way_out_of_the_pause(practice: Practice) -> None:
    async with drive(practice, request=TWO) as d:
        await d.begin()
        d.play_to(StepKind.SET)
        elapsed = d.player.session.elapsed
        d.clock.advance(timedelta(hours=8).total_seconds())
        await d.press("a")
        assert d.view.status is Status.PAUSED
        assert d.player.session.elapsed == elapsed


# --- a fault of its own -------------------------------------------------------------------------


async def test_a_fault_ends_the_app_without_a_value(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(self: ProgressScreen) -> None:
        secret = SECRET
        raise ValueError(secret)

    async def broken_worker(*_: object) -> None:
        broken(ProgressScreen())

    for fault in ("handler", "worker"):
        async with drive(practice, fault=True) as d:
            await d.until(lambda: "week 1" in d.text())
            if fault == "handler":
                monkeypatch.setattr(ProgressScreen, "on_mount", broken)
                await d.burst("g")
            else:
                monkeypatch.setattr(flow, "log_one", broken_worker)
                await d.burst("p")
            for _ in range(200):
                if d.app.fault is not None:
                    break
                await asyncio.sleep(0.005)
        assert d.app.fault is not None
        assert d.app.return_code == 1
        assert not d.app._exit_renderables
    shown = capfd.readouterr()
    assert SECRET not in shown.out + shown.err


def test_the_command_names_the_fault_and_no_value(
    practice: Practice,
    catalogue: Catalogue,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    from rehab_tui.cli import screen
    from rehab_tui.config import Config

    def run(app: RehabApp) -> None:
        app.fault = ValueError(SECRET)

    monkeypatch.setattr(RehabApp, "run", run)
    with pytest.raises(RehabError) as raised:
        screen.run_app(practice, Config())
    assert raised.value.code == 1
    assert SECRET not in str(raised.value)
    assert "ValueError" in str(raised.value)
