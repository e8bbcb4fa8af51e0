"""Acts: what is written, changed and removed, whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from store_stage import NOBODY, NOW, a_clock, a_journal, a_set, add, pain

from rehab_tui.clock import ManualClock
from rehab_tui.errors import BusyError, DataError, NotFoundError
from rehab_tui.journal.records import (
    CheckIn,
    DecisionRecord,
    Mood,
    Note,
    Pain,
    SessionRecord,
    StopEvent,
)
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import acts

clock = a_clock
journal = a_journal


def test_a_change_keeps_the_id_and_moves_the_day(journal: Journal, clock: ManualClock) -> None:
    (entry,) = add(journal, pain(5))
    clock.advance(60)
    with journal.act("edited") as act:
        changed = act.change(replace(entry, at=entry.at - timedelta(days=2)))
    assert journal.entries(Pain) == [changed]
    (row,) = journal.rows()
    assert (row["id"], row["day"]) == (entry.id, "2026-11-03")
    assert row["updated"] > row["created"]


def test_a_correction_is_later_than_what_it_corrects_even_with_the_clock_set_back(
    journal: Journal, clock: ManualClock
) -> None:
    (entry,) = add(journal, pain(5))
    clock.shift_wall(-86_400 * 365)
    with journal.act("edited") as act:
        act.change(replace(entry, at=NOW))
    (row,) = journal.rows()
    assert row["updated"] == "2026-11-20T06:30:00.001Z"


def test_what_is_removed_stays_as_a_tombstone(journal: Journal) -> None:
    kept, gone = add(journal, pain(1), pain(2))
    with journal.act("deleted") as act:
        act.remove("pain", gone.id)
    assert journal.entries(Pain) == [kept]
    assert journal.get(Pain, gone.id) is None
    assert journal.find(gone.id) == []
    assert [row["id"] for row in journal.rows("pain")] == [kept.id]
    assert journal.rows("pain", deleted=True)[1]["deleted"] == "2026-11-20T06:30:00.000Z"


def test_a_set_removed_before_its_session_keeps_its_tombstone(
    journal: Journal, clock: ManualClock
) -> None:
    with journal.act("session") as act:
        session = act.add(SessionRecord(at=NOW))
        gone = act.add(a_set(session))
    for kind, identifier in (("set", gone.id), ("session", session.id)):
        clock.advance(60)
        with journal.act("deleted") as act:
            act.remove(kind, identifier)  # type: ignore[arg-type]
    deleted = {row["kind"]: row["deleted"] for row in journal.rows(deleted=True)}
    assert deleted["set"] < deleted["session"]


def test_a_row_names_the_device_that_wrote_it_last(journal: Journal) -> None:
    with journal.act("logged") as act:
        entry = act.add(pain(1))
    with journal.writing() as raw:  # as if it had come from elsewhere
        raw.execute("UPDATE pain SET device = 'phone'")
    with journal.act("edited") as act:
        act.change(replace(entry, level=7))
    (row,) = journal.rows()
    assert row["device"] == act.device != "phone"


@pytest.mark.parametrize("when", ["never there", "removed"])
def test_what_is_not_there_can_not_be_changed_or_removed(journal: Journal, when: str) -> None:
    (entry,) = add(journal, pain(1))
    if when == "removed":
        with journal.act("deleted") as act:
            act.remove("pain", entry.id)
    else:
        entry = replace(entry, id=NOBODY)
    with pytest.raises(NotFoundError, match=entry.id), journal.act("edited") as act:
        act.change(entry)
    with pytest.raises(NotFoundError, match=entry.id), journal.act("deleted") as act:
        act.remove("pain", entry.id)


def test_an_act_that_fails_leaves_nothing(journal: Journal) -> None:
    def fail(error: type[BaseException]) -> None:
        with journal.act("logged") as act:
            act.add(pain(1))
            raise error

    for error in (ZeroDivisionError, KeyboardInterrupt):
        with pytest.raises(error):
            fail(error)
    assert journal.rows(deleted=True) == []
    assert acts(journal) == []


def test_an_act_without_changes_is_no_act(journal: Journal) -> None:
    with journal.act("looked around"):
        pass
    assert acts(journal) == []


def test_a_session_takes_its_parts_along_but_not_what_the_person_said(journal: Journal) -> None:
    with journal.act("session") as act:
        one, two = act.add(SessionRecord(at=NOW)), act.add(SessionRecord(at=NOW))
        for session in (one, two):
            act.add(a_set(session))
            act.add(CheckIn(at=NOW, session=session.id, moment="after"))
            act.add(DecisionRecord(at=NOW, rule="P1", reason="why", session=session.id))
            act.add(Pain(at=NOW, level=2, session=session.id))
            act.add(StopEvent(at=NOW, reason="chest pain", session=session.id))
    with journal.act("deleted a session") as act:
        act.remove("session", one.id)
    left = [(row["kind"], row.get("session")) for row in journal.rows()]
    assert sorted(kind for kind, of in left if of == one.id) == ["pain", "stop"]
    assert sorted(kind for kind, of in left if of == two.id) == [
        "check_in", "decision", "pain", "set", "stop",
    ]  # fmt: skip


def test_what_can_not_be_kept_is_replaced_and_said(journal: Journal) -> None:
    with journal.act("noted \ud800") as act:
        kept = act.add(Note(at=NOW, text="a\udcffb\x00c 😀 ü"))
    assert kept.text == "a\ufffdb\ufffdc 😀 ü"
    assert act.replaced == 2
    assert acts(journal)[0].label == "noted \ufffd"


def test_a_wrong_reference_is_refused_without_its_words(journal: Journal) -> None:
    with pytest.raises(DataError) as caught, journal.act("noted") as act:
        act.add(Note(at=NOW, text="canary", session=NOBODY))
    assert "a value lies outside" in str(caught.value)
    assert "canary" not in str(caught.value)
    assert str(journal.path) in str(caught.value)
    assert caught.value.__cause__ is None
    assert journal.rows() == []


def test_an_id_is_kept_but_never_twice(journal: Journal) -> None:
    add(journal, replace(pain(1), id=NOBODY))
    assert journal.get(Pain, NOBODY) is not None
    with pytest.raises(DataError):
        add(journal, replace(pain(2), id=NOBODY))
    with pytest.raises(DataError):
        add(journal, replace(pain(2), id="mine"))


@pytest.mark.parametrize(
    "name", ["a?mode=ro", "b#c", "100%41", "ü 😀 'x'", "-rf", os.fsdecode(b"caf\xe9"), "file:x"]
)
def test_a_folder_may_have_any_name(tmp_path: Path, clock: ManualClock, name: str) -> None:
    try:
        (tmp_path / name).mkdir()
    except OSError:  # this file system takes no such name
        (tmp_path / name[:1]).mkdir()
        name = name[:1]
    journal = Journal.open(tmp_path / name / "journal.sqlite3", clock)
    add(journal, pain(1))
    assert len(journal.entries(Pain)) == 1
    assert len(list((tmp_path / name).iterdir())) == 2
    assert len(list(tmp_path.iterdir())) == 1


def test_a_journal_made_meanwhile_is_seen(tmp_path: Path, clock: ManualClock) -> None:
    path = tmp_path / "journal.sqlite3"
    early = Journal.open(path, clock, create=False)
    (entry,) = add(Journal.open(path, clock), pain(1))
    assert early.entries(Pain) == [entry]


def test_an_act_inside_an_act_is_refused_rather_than_waiting_for_itself(
    tmp_path: Path, clock: ManualClock
) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite3", clock, wait=0.01)
    with journal.act("outer") as act:
        act.add(pain(1))
        assert journal.entries(Pain) == []  # readings see the state before
        with pytest.raises(BusyError), journal.act("inner"):
            pass
    assert len(journal.entries(Pain)) == 1


def test_logging_loads_no_orm() -> None:
    code = (
        "import rehab_tui.journal.store, rehab_tui.journal.undo, sys; "
        "print([m for m in sys.modules if m.partition('.')[0] in "
        "('sqlmodel', 'sqlalchemy', 'pydantic', 'importlib_resources', 'textual', 'typer')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_the_moment_of_writing_is_the_clock_s(journal: Journal) -> None:
    add(journal, pain(1))
    (act,) = acts(journal)
    assert act.at == NOW
    assert act.at.tzinfo is UTC


@pytest.mark.skipif(sys.platform == "win32", reason="the zone is set in the way of Unix")
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/St_Johns"])
def test_moments_lie_in_utc_wherever_the_machine_is(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        add(journal, Mood(at=NOW, level=3))
    finally:
        monkeypatch.undo()
        time.tzset()
    [row] = journal.rows()
    assert (row["at"], row["created"]) == ("2026-11-20T06:30:00.000Z",) * 2


def test_a_moment_is_kept_to_its_whole_millisecond(journal: Journal) -> None:
    [mood] = add(journal, Mood(at=NOW.replace(microsecond=500_400), level=3))
    assert mood.at == NOW.replace(microsecond=500_000)
    assert journal.entries(Mood) == [mood]


def test_each_journal_is_on_a_device_of_its_own(journal: Journal, tmp_path: Path) -> None:
    other = Journal.open(tmp_path / "other.sqlite3", ManualClock(NOW), wait=0)
    assert uuid.UUID(journal.device) != uuid.UUID(other.device)
    add(journal, Mood(at=NOW, level=3))
    assert [row["device"] for row in journal.rows()] == [journal.device]
    assert other.wait == 0


def test_an_act_sees_the_entry_as_it_is_now_and_short_ids_find_it(journal: Journal) -> None:
    add(journal, Mood(at=NOW, level=3))
    [mood] = journal.entries(Mood)
    [short] = journal.short_ids([mood.id]).values()
    assert journal.find(short) == [mood]
    with journal.act("changed") as act:
        changed = act.change(replace(mood, level=4))
        assert act.current(Mood, mood.id) == changed
        act.remove("mood", mood.id)
        with pytest.raises(NotFoundError):
            act.current(Mood, mood.id)


def test_what_the_program_notes_is_read_back_and_is_no_entry(journal: Journal) -> None:
    assert journal.recall("toured") is None
    for value in ("once", "twice"):
        journal.remember("toured", value)
        assert journal.recall("toured") == value
    assert (journal.recall("tour"), journal.rows(), acts(journal)) == (None, [], [])
