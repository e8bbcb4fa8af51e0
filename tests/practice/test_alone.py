"""One session at a time: what another process holds is refused, and not touched."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from practice_stage import START, Stage, a_stage, finished

from rehab_tui.clock import ManualClock
from rehab_tui.coach.model import Rated
from rehab_tui.errors import BusyError, ExitCode, NotFoundError, RehabError
from rehab_tui.journal.locking import Hold, hold, session_path
from rehab_tui.journal.records import Mood, SessionRecord
from rehab_tui.journal.rows import R
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import undo
from rehab_tui.practice import alone, cut_short, sessions
from rehab_tui.practice.keeping import JournalKeeper, TakenBackError
from rehab_tui.practice.log import log
from rehab_tui.practice.overview import overview

stage = a_stage

THREE = ("heel-raise", "neck-rotation", "pursed-lip-breathing")


def other_window(stage: Stage, note: str = "") -> Hold:
    """What another process does; the kernel doesn't ask whose handle it is."""
    path = stage.journal.path
    held = hold(session_path(path), note, path)
    assert held is not None
    return held


def begun(stage: Stage) -> cut_short.Unfinished:
    today, record = stage.begin(*THREE)
    stage.write(today, record, 0)
    found = cut_short.unfinished(stage.practice)
    assert found is not None
    return found


# --- the lock


def test_a_second_is_told_since_when_and_what_to_do(stage: Stage) -> None:
    with alone.take(stage.practice):
        stage.clock.advance(600)
        for refusing in (alone.take, alone.refuse_a_second):
            with pytest.raises(BusyError) as refused:
                refusing(stage.practice)
            assert refused.value.code == ExitCode.BUSY
            assert str(refused.value) == (
                "a session is running since 08:00 in another window of rehab "
                f"(process {os.getpid()}). Finish it there, or leave it there with q; "
                "then start again."
            )
        assert alone.runs_elsewhere(stage.practice)
    assert not alone.runs_elsewhere(stage.practice)
    alone.refuse_a_second(stage.practice)
    with alone.take(stage.practice) as held:
        held.release()
        alone.take(stage.practice).release()


def test_one_of_another_day_is_named_with_it(stage: Stage) -> None:
    with alone.take(stage.practice):
        stage.days(1)
        with pytest.raises(BusyError, match="since Monday 23 November, 08:00 in another"):
            alone.refuse_a_second(stage.practice)


@pytest.mark.parametrize(
    "note",
    ["", "{", "[]", "7", '{"since": 7, "process": 1}', '{"since": "now", "process": 1}',
     '{"since": "2026-11-23T08:00:00"}', '{"since": "2026-11-23T08:00:00", "process": Infinity}',
     '{"since": "\\u001b[2J", "process": 1}', "[" * 200],
)  # fmt: skip
def test_what_the_holder_noted_may_be_anything(stage: Stage, note: str) -> None:
    with other_window(stage, note), pytest.raises(BusyError) as refused:
        alone.take(stage.practice)
    assert refused.value.what == "a session is running in another window of rehab"


def test_what_a_dead_process_left_is_no_obstacle(stage: Stage) -> None:
    path = session_path(stage.journal.path)
    path.write_text(json.dumps({"since": START.isoformat(), "process": os.getpid()}))
    assert not alone.runs_elsewhere(stage.practice)
    with alone.take(stage.practice):
        assert alone.runs_elsewhere(stage.practice)


@pytest.mark.parametrize("ask", [alone.take, alone.refuse_a_second])
def test_who_only_looks_stands_in_nobodys_way(
    tmp_path: Path, ask: Callable[[object], object]
) -> None:
    """Another has the lock for the moment in which it looks whether it is free."""

    class Looked(ManualClock):
        def wait(self, seconds: float, wake: object) -> None:
            looking.release()

    stage = Stage(tmp_path)
    practice = replace(stage.practice, clock=Looked(START))
    looking = other_window(stage)
    held = ask(practice)
    if isinstance(held, Hold):
        held.release()


def test_to_look_makes_no_file_and_only_the_owner_reads_it(stage: Stage) -> None:
    path = session_path(stage.journal.path)
    assert not alone.runs_elsewhere(stage.practice)
    alone.refuse_a_second(stage.practice)
    assert not path.exists()
    with alone.take(stage.practice):
        if sys.platform != "win32":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() == ""


def test_where_nothing_can_be_written_it_says_so_in_one_line(stage: Stage) -> None:
    session_path(stage.journal.path).mkdir()
    assert not alone.runs_elsewhere(stage.practice)
    with pytest.raises(RehabError) as refused:
        alone.take(stage.practice)
    assert refused.value.code == ExitCode.FAILURE
    assert str(refused.value).startswith(f"{stage.journal.path}: nothing can be written beside it")
    assert "\n" not in str(refused.value)


# --- what was cut short, and what is alive


def test_a_session_that_is_alive_is_not_cut_short(stage: Stage) -> None:
    found = begun(stage)
    with other_window(stage):
        assert cut_short.unfinished(stage.practice) is None
        assert cut_short.why_not_resume(stage.practice, found) == (
            "A session runs in another window of rehab."
        )
        for settle in (cut_short.keep, cut_short.discard):
            with pytest.raises(BusyError, match="in another window"):
                settle(stage.practice, found)
        assert overview(stage.practice).today.prescriptions, "to look is never refused"
        assert stage.today(*THREE).prescriptions
    assert [one.state for one in stage.journal.entries(SessionRecord)] == ["running"]
    assert cut_short.unfinished(stage.practice) == found
    assert cut_short.why_not_resume(stage.practice, found) is None


def test_what_was_ended_meanwhile_is_left_as_it_is(stage: Stage) -> None:
    found = begun(stage)
    ended = sessions.end(stage.practice, found.record, "finished", 600)
    for settle in (cut_short.keep, cut_short.discard, cut_short.take_up):
        with pytest.raises(NotFoundError, match="ended meanwhile"):
            settle(stage.practice, found)
    stage.clock.advance(60)
    stage.begin(*THREE)
    with pytest.raises(NotFoundError, match="ended meanwhile"):
        cut_short.keep(stage.practice, found)
    assert stage.journal.get(SessionRecord, ended.id) == ended
    assert not alone.runs_elsewhere(stage.practice), "let go after a refusal too"


def test_it_is_taken_up_as_it_is_by_now(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    before = cut_short.unfinished(stage.practice)
    assert before is not None
    stage.write(today, record, 0)
    with alone.take(stage.practice):
        now = cut_short.take_up(stage.practice, before)
    assert (len(before.sets), len(now.sets)) == (0, 1)


@pytest.mark.parametrize("then", ["ended", "another"])
def test_what_ends_while_one_looks_was_not_cut_short(
    stage: Stage, then: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = begun(stage)

    def free_by_now(_: object) -> bool:
        sessions.end(stage.practice, found.record, "finished", 60)
        if then == "another":
            stage.clock.advance(timedelta(hours=1).total_seconds())
            stage.begin(*THREE)
        return False

    monkeypatch.setattr(cut_short, "runs_elsewhere", free_by_now)
    assert cut_short.unfinished(stage.practice) is None


# --- taken back


def test_undo_leaves_the_session_that_runs_and_only_that(stage: Stage) -> None:
    first = stage.do(*THREE)
    stage.days(1)
    with other_window(stage):
        stage.begin(*THREE)
        log(stage.practice, [Mood(at=stage.clock.now(), level=3)])
        undone = alone.take_back(stage.journal)
        assert undone is not None
        assert undone.acts[0].group is None
        with pytest.raises(BusyError, match="running in another window") as refused:
            alone.take_back(stage.journal)
        assert refused.value.code == ExitCode.BUSY
        assert len(stage.journal.entries(SessionRecord)) == 2
    assert alone.take_back(stage.journal), "nobody plays it any more"
    with other_window(stage):
        assert alone.take_back(stage.journal), "it is not the one that runs"
    assert stage.journal.get(SessionRecord, first.id) is None


def test_what_is_done_in_a_session_that_was_taken_back_is_an_error(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    keeper = JournalKeeper(stage.practice, record)
    keeper.sets(finished(today, 0))
    undo(stage.journal)
    for writing in (
        keeper.check,
        lambda: keeper.sets(finished(today, 1)),
        lambda: keeper.rated("heel-raise", Rated(0.0, 0, "pain", 3)),
    ):
        with pytest.raises(TakenBackError, match="taken back meanwhile"):
            writing()
    assert stage.journal.rows() == []


def test_the_end_waits_for_other_writers_and_a_set_does_not(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    waits: list[float] = []

    class Watched(Journal):
        def get(self, record_type: type[R], identifier: str) -> R | None:
            waits.append(self.wait)
            return super().get(record_type, identifier)

    watched = Watched(stage.journal.path, stage.clock, 7.0)
    keeper = JournalKeeper(replace(stage.practice, journal=watched), record, wait=0.0)
    keeper.sets(finished(today, 0))
    assert {*waits} == {0.0}
    waits.clear()
    keeper.check()
    assert waits == [7.0]
