"""Several devices, one folder, each with a file of its own."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rehab_tui.clock import ManualClock
from rehab_tui.errors import BusyError, ExitCode, NotFoundError, RehabError
from rehab_tui.journal import exchange, rows
from rehab_tui.journal.backup import backups
from rehab_tui.journal.locking import hold
from rehab_tui.journal.records import Mood, Note, SessionRecord, SetRecord
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import undo
from rehab_tui.practice.exchange import bring_in, opened
from rehab_tui.practice.sync import sync

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


@dataclass
class Device:
    """A journal on a machine of its own."""

    journal: Journal
    clock: ManualClock

    def note(self, text: str) -> Note:
        self.clock.advance(1)
        with self.journal.act("noted") as act:
            return act.add(Note(at=NOW, text=text))

    @property
    def notes(self) -> list[str]:
        return sorted(note.text for note in self.journal.entries(Note))

    @property
    def everything(self) -> bytes:
        return exchange.json_lines(self.journal, tuple(rows.TYPES))

    def file(self, folder: Path) -> Path:
        return folder / f"rehab-{self.journal.device}.jsonl"


def device(folder: Path, name: str) -> Device:
    clock = ManualClock(NOW)
    (folder / name).mkdir()
    return Device(Journal.open(folder / name / "journal.sqlite3", clock, wait=0.05), clock)


@pytest.fixture
def laptop(tmp_path: Path) -> Device:
    return device(tmp_path, "laptop")


@pytest.fixture
def phone(tmp_path: Path) -> Device:
    return device(tmp_path, "phone")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shared"
    made.mkdir()
    return made


def test_two_devices_come_to_the_same(laptop: Device, phone: Device, folder: Path) -> None:
    laptop.note("at home")
    phone.note("on the way")
    assert sync(laptop.journal, folder).others == 0
    assert sync(phone.journal, folder).merged.added == 1
    assert sync(laptop.journal, folder).merged.added == 1
    assert laptop.notes == phone.notes == ["at home", "on the way"]
    assert laptop.everything == phone.everything
    assert sorted(folder.iterdir()) == sorted([laptop.file(folder), phone.file(folder)])
    assert laptop.file(folder).stat().st_mode & 0o777 == 0o600


def test_nothing_new_writes_nothing(laptop: Device, phone: Device, folder: Path) -> None:
    """A timer may sync every minute: no file changes, no backup is made, nobody is kept waiting."""
    laptop.note("x")
    for _ in range(2):
        sync(laptop.journal, folder)
        sync(phone.journal, folder)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    journals = [one.journal.path.read_bytes() for one in (laptop, phone)]
    for one in (laptop, phone):
        done = sync(one.journal, folder)
        assert (done.merged.nothing_new, done.wrote) == (True, False)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert [one.journal.path.read_bytes() for one in (laptop, phone)] == journals


def test_edits_on_both_sides_the_later_holds(laptop: Device, phone: Device, folder: Path) -> None:
    first = laptop.note("first")
    sync(laptop.journal, folder)
    sync(phone.journal, folder)
    for one, text, seconds in ((laptop, "early", 5), (phone, "late", 60)):
        one.clock.advance(seconds)
        with one.journal.act("edited") as act:
            act.change(Note(at=NOW, id=first.id, text=text))
    sync(laptop.journal, folder)
    assert sync(phone.journal, folder).merged.beaten == 1
    done = sync(laptop.journal, folder)
    assert (done.merged.changed, [one.lost["text"] for one in done.merged.named]) == (1, ["early"])
    assert laptop.notes == phone.notes == ["late"]


def test_removals_travel(laptop: Device, phone: Device, folder: Path) -> None:
    note = laptop.note("x")
    sync(laptop.journal, folder)
    sync(phone.journal, folder)
    laptop.clock.advance(5)
    with laptop.journal.act("removed") as act:
        act.remove("note", note.id)
    sync(laptop.journal, folder)
    assert sync(phone.journal, folder).merged.removed == 1
    sync(laptop.journal, folder)
    assert laptop.notes == phone.notes == []


def test_a_half_copied_file_is_left_for_next_time(
    laptop: Device, phone: Device, folder: Path
) -> None:
    for number in range(3):
        laptop.note(f"{number}")
    sync(laptop.journal, folder)
    file = laptop.file(folder)
    content = file.read_bytes()
    ends = [len(content) // 3, content.index(b"\n") + 1, len(content) - 2, 0]
    for end in ends:
        file.write_bytes(content[:end])
        done = sync(phone.journal, folder)
        assert done.waiting == (file,)
        assert not done.wrong
        assert phone.notes == []
        assert file.read_bytes() == content[:end]
    file.write_bytes(content)
    assert sync(phone.journal, folder).merged.added == 3


def test_what_is_not_ours_is_left_alone(laptop: Device, phone: Device, folder: Path) -> None:
    """Conflict copies are never merged by themselves."""
    laptop.note("x")
    sync(laptop.journal, folder)
    file = laptop.file(folder)
    conflict = folder / file.name.replace(".jsonl", ".sync-conflict-20261120-073000-ABC.jsonl")
    file.rename(conflict)
    name = "rehab-00000000-0000-4000-8000-00000000000{}.jsonl"
    (folder / name.format(1)).mkdir()
    (folder / name.format(2)).symlink_to(folder / "nowhere")
    os.mkfifo(folder / name.format(3))
    (folder / "journal.sqlite3").write_bytes(b"SQLite format 3\x00")
    (folder / ".stfolder").mkdir()
    (folder / "notes.jsonl").write_text("{}\n")
    before = sorted(folder.iterdir())
    done = sync(phone.journal, folder)
    assert (done.others, done.waiting, done.wrong) == (0, (), ())
    assert sorted(folder.iterdir()) == sorted([*before, phone.file(folder)])
    assert phone.notes == []


def test_links_are_followed(laptop: Device, phone: Device, folder: Path, tmp_path: Path) -> None:
    """The shared folder, and a file of another device in it, may be links."""
    laptop.note("x")
    real = tmp_path / "drive"
    real.mkdir()
    sync(laptop.journal, real)
    laptop.file(folder).symlink_to(laptop.file(real))
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert sync(phone.journal, link).merged.added == 1
    assert link.is_symlink()
    assert laptop.file(folder).is_symlink()


def test_a_wrong_file_keeps_no_other_from_coming(
    laptop: Device, phone: Device, folder: Path, tmp_path: Path
) -> None:
    tablet = device(tmp_path, "tablet")
    laptop.note("x")
    sync(laptop.journal, folder)
    bad = b'{"kind": "note"}\n'
    tablet.file(folder).write_bytes(exchange.with_end(bad))
    phone.note("y")
    done = sync(phone.journal, folder)
    assert (done.merged.added, done.wrote) == (1, True)
    [error] = done.wrong
    assert error.code == ExitCode.DATA
    assert str(error).startswith(f"{tablet.file(folder)}:1:1: ")
    assert tablet.file(folder).read_bytes() == exchange.with_end(bad)


def test_a_session_that_runs_elsewhere_is_not_one_that_was_cut_short_here(
    laptop: Device, phone: Device, folder: Path
) -> None:
    with laptop.journal.act("began a session") as act:
        begun = act.add(SessionRecord(at=NOW))
        act.add(
            SetRecord(
                at=NOW, session=begun.id, item=0, exercise="bridge", number=1, reps_prescribed=8
            )
        )
    sync(laptop.journal, folder)
    assert sync(phone.journal, folder).merged.added == 2
    assert phone.journal.open_session() is None
    assert laptop.journal.open_session() is not None


def test_a_folder_that_is_not_there_is_never_made(laptop: Device, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no such folder"):
        sync(laptop.journal, tmp_path / "stick")
    with pytest.raises(NotFoundError, match="no such folder"):
        sync(laptop.journal, tmp_path / ("x" * 300))
    assert not (tmp_path / "stick").exists()


def test_one_sync_at_a_time(laptop: Device, folder: Path) -> None:
    held = hold(laptop.journal.path.with_name("sync.lock"), "", laptop.journal.path)
    assert held is not None
    with held, pytest.raises(BusyError):
        sync(laptop.journal, folder)
    assert list(folder.iterdir()) == []
    sync(laptop.journal, folder)


def test_a_folder_that_can_not_be_written_is_said(
    laptop: Device, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.file(folder).mkdir()
    with pytest.raises(RehabError, match="can't be used"):
        sync(laptop.journal, folder)
    assert list(folder.iterdir()) == [laptop.file(folder)]


def test_a_sync_can_be_taken_back(laptop: Device, phone: Device, folder: Path) -> None:
    """Taken back here, the entries stay with the others, who never hear of a removal."""
    laptop.note("x")
    sync(laptop.journal, folder)
    sync(phone.journal, folder)
    undone = undo(phone.journal)
    assert undone is not None
    assert undone.label == "synced with other devices"
    assert phone.everything == b""
    sync(phone.journal, folder)
    sync(laptop.journal, folder)
    assert laptop.notes == phone.notes == ["x"]


def test_an_import_that_was_taken_back_does_not_return_from_the_own_file(
    laptop: Device, phone: Device, folder: Path, tmp_path: Path
) -> None:
    phone.note("somebody else's")
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_bytes(phone.everything)
    with opened(wrong) as source:
        bring_in(laptop.journal, source, str(wrong))
    sync(laptop.journal, folder)
    assert undo(laptop.journal) is not None
    sync(laptop.journal, folder)
    assert laptop.notes == []
    with laptop.file(folder).open("rb") as source:
        assert exchange.whole(source)


def test_a_journal_put_back_to_an_earlier_one_loses_nothing(
    laptop: Device, folder: Path, tmp_path: Path
) -> None:
    """What only the own file still holds comes back from it before it is written anew."""
    laptop.note("first")
    sync(laptop.journal, folder)
    copy = tmp_path / "copy"
    shutil.copy(laptop.journal.path, copy)
    laptop.note("second")
    sync(laptop.journal, folder)
    shutil.copy(copy, laptop.journal.path)
    assert laptop.notes == ["first"]
    sync(laptop.journal, folder)
    assert laptop.notes == ["first", "second"]


def test_a_copy_is_made_once_a_day(laptop: Device, phone: Device, folder: Path) -> None:
    with phone.journal.act("logged") as act:
        act.add(Mood(at=NOW, level=3))
    for text in "ab":
        laptop.note(text)
        sync(laptop.journal, folder)
        sync(phone.journal, folder)
    assert [one.why for one in backups(phone.journal.path)] == ["import"]
