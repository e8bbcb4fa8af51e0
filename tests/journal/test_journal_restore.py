"""A backup put back: the same content, taken back by restoring what was before."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rehab_tui.clock import ManualClock
from rehab_tui.errors import BusyError, DataError, RehabError
from rehab_tui.journal import rows, schema
from rehab_tui.journal.backup import Backup, back_up, backups, is_sound
from rehab_tui.journal.exchange import json_lines
from rehab_tui.journal.files import leftovers, rollback_journal
from rehab_tui.journal.records import ENTRY_TYPES, Mood, Note
from rehab_tui.journal.restore import Restored, Tally, restore, tally
from rehab_tui.journal.store import Journal
from rehab_tui.practice.demo import demo_records

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal.open(tmp_path / "data" / "journal.sqlite3", ManualClock(NOW))
    log(journal, "first")
    return journal


@pytest.fixture
def kept(journal: Journal) -> Backup:
    return back_up(journal.path, "daily", NOW, 1.0)


def log(journal: Journal, text: str) -> None:
    with journal.act("logged") as act:
        act.add(Note(at=NOW, text=text))
        act.add(Mood(at=NOW, level=3))


def put_back(journal: Journal, backup: Backup, wait: float = 1.0) -> Restored:
    return restore(journal.path, backup, ManualClock(LATER), wait)


def test_restored_is_the_backup_and_can_be_taken_back(journal: Journal, kept: Backup) -> None:
    then = journal.rows(deleted=True)
    log(journal, "second")
    now = journal.rows(deleted=True)
    done = put_back(journal, kept)
    assert journal.rows(deleted=True) == then
    assert done.aside is None
    assert done.before is not None
    assert (done.before.why, is_sound(done.before)) == ("restore", True)
    put_back(journal, done.before)
    assert journal.rows(deleted=True) == now
    assert is_sound(kept)
    log(journal, "third")  # and life goes on
    assert len(journal.entries(Note)) == 3


def test_backup_restore_export_is_byte_equal(journal: Journal) -> None:
    with journal.act("made up") as act:
        for record in demo_records(NOW.date()):
            act.add(record)
    kept = back_up(journal.path, "asked", NOW, 1.0)
    before = json_lines(journal, tuple(rows.TYPES))
    log(journal, "later")
    assert json_lines(journal, tuple(rows.TYPES)) != before
    put_back(journal, kept)
    assert json_lines(journal, tuple(rows.TYPES)) == before


def test_files_stay_private_and_nothing_is_left_behind(journal: Journal, kept: Backup) -> None:
    put_back(journal, kept)
    found = {path.name: path.stat().st_mode & 0o777 for path in journal.path.parent.iterdir()}
    assert found == {"journal.sqlite3": 0o600, "journal.sqlite3.lock": 0o600, "backups": 0o700}


def test_a_link_to_the_journal_survives(journal: Journal, kept: Backup, tmp_path: Path) -> None:
    link = tmp_path / "journal.sqlite3"
    link.symlink_to(journal.path)
    log(journal, "second")
    restore(Path(os.path.realpath(link)), kept, ManualClock(LATER), 1.0)
    assert link.is_symlink()
    assert len(Journal.open(link, ManualClock(LATER)).entries(Note)) == 1


def test_what_both_hold(journal: Journal, kept: Backup) -> None:
    log(journal, "second")
    [first, _] = journal.entries(Note)
    with journal.act("deleted") as act:
        act.remove("note", first.id)
    stamp = "2026-11-20T07:30:00.000Z"
    assert tally(journal.path, 1.0)["note"] == Tally(1, stamp)
    assert tally(kept.path, 1.0)["note"] == Tally(1, stamp)
    assert tally(journal.path, 1.0)["mood"] == Tally(2, stamp)
    assert tally(kept.path, 1.0)["pain"] == Tally(0, None)


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes().replace(b"first", b"worst")),
        lambda path: path.with_name(f"{path.name}.sha256").unlink(),
        lambda path: path.unlink(),
    ],
)
def test_a_changed_backup_is_refused(
    journal: Journal, kept: Backup, harm: Callable[[Path], object]
) -> None:
    """Truncated, emptied, a flipped byte, no checksum, gone."""
    harm(kept.path)
    before = journal.path.read_bytes()
    with pytest.raises(RehabError):
        put_back(journal, kept)
    assert journal.path.read_bytes() == before
    assert len(list(journal.path.parent.iterdir())) == 3


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_journal_is_set_aside_as_it_is(
    journal: Journal, kept: Backup, content: bytes
) -> None:
    """Only when asked for, and byte for byte."""
    journal.path.write_bytes(content)
    rollback_journal(journal.path).write_bytes(b"old pages")
    done = put_back(journal, kept)
    assert done.before is None
    assert done.aside is not None
    assert done.aside.name == "journal-set-aside-2026-11-23T073000Z.sqlite3"
    assert done.aside.read_bytes() == content
    assert done.aside.stat().st_mode & 0o777 == 0o600
    assert [note.text for note in journal.entries(Note)] == ["first"]
    log(journal, "second")


def in_wal_mode(journal: Journal) -> None:
    """As another program leaves a file that it has put into WAL mode, when it is killed."""
    copies = {}
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE note SET text = 'from the log'")
        for path in (journal.path, leftovers(journal.path)[1]):
            copies[path] = path.read_bytes()
    for path, content in copies.items():
        path.write_bytes(content)


def test_the_log_of_wal_mode_is_read_and_never_played_into_another_file(
    journal: Journal, kept: Backup
) -> None:
    """What lies beside the journal belongs to it alone."""
    in_wal_mode(journal)
    done = put_back(journal, kept)
    assert [note.text for note in journal.entries(Note)] == ["first"]
    assert not any(path.exists() for path in leftovers(journal.path))
    assert done.before is not None
    put_back(journal, done.before)
    assert [note.text for note in journal.entries(Note)] == ["from the log"]


def test_the_log_of_wal_mode_is_set_aside_with_a_damaged_file(
    journal: Journal, kept: Backup
) -> None:
    in_wal_mode(journal)
    journal.path.write_bytes(b"damaged")
    log_then = leftovers(journal.path)[1].read_bytes()
    done = put_back(journal, kept)
    assert [note.text for note in journal.entries(Note)] == ["first"]
    assert done.aside is not None
    assert leftovers(done.aside)[1].read_bytes() == log_then


def test_a_log_whose_journal_is_gone_is_no_new_user(journal: Journal, kept: Backup) -> None:
    in_wal_mode(journal)
    journal.path.unlink()
    with pytest.raises(DataError, match="gone"):
        Journal.open(journal.path, ManualClock(LATER))
    put_back(journal, kept)
    assert [note.text for note in journal.entries(Note)] == ["first"]


def test_a_newer_journal_is_set_aside_too(journal: Journal, kept: Backup) -> None:
    with closing(sqlite3.connect(journal.path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    done = put_back(journal, kept)
    assert done.aside is not None
    assert journal.entries(Note)


def test_without_a_journal_it_is_put_there(journal: Journal, kept: Backup) -> None:
    journal.path.unlink()
    assert put_back(journal, kept) == Restored(None, None)
    assert journal.entries(Note)


def test_a_folder_in_its_place_is_left_alone(journal: Journal, kept: Backup) -> None:
    journal.path.unlink()
    journal.path.mkdir()
    with pytest.raises(DataError, match="not a file"):
        put_back(journal, kept)


def test_others_are_waited_for(journal: Journal, kept: Backup) -> None:
    """Neither a program of ours nor another one's writing is cut in two."""
    log(journal, "second")
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError):
            put_back(journal, kept, 0.02)
        other.execute("ROLLBACK")
    with journal.writing(), pytest.raises(BusyError):
        put_back(journal, kept, 0.02)
    assert len(journal.entries(Note)) == 2
    assert backups(journal.path) == [kept]


@pytest.mark.parametrize("dump", sorted(GOLDEN.iterdir()), ids=lambda path: path.stem)
def test_a_backup_of_an_older_schema_is_brought_up(
    journal: Journal, tmp_path: Path, dump: Path
) -> None:
    """A golden file of every version that ever landed."""
    old = tmp_path / "old" / "journal.sqlite3"
    old.parent.mkdir()
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(dump.read_text("utf-8"))
    backup = back_up(old, "migration", NOW, 1.0)
    bytes_then = backup.path.read_bytes()
    put_back(journal, backup)
    for record_type in ENTRY_TYPES:
        assert journal.entries(record_type), record_type.kind
    with closing(sqlite3.connect(journal.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.version(),)
    assert backup.path.read_bytes() == bytes_then
