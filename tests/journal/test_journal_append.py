"""The shortest way into the journal: it writes what the long way would, or nothing at all."""

from __future__ import annotations

import os
import sqlite3
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from rehab_tui.clock import ManualClock
from rehab_tui.journal.append import Entry, append
from rehab_tui.journal.records import Mood, Pain
from rehab_tui.journal.short import SHORT_ID, short_ids
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import acts, undo

NOW = datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
ENTRIES: list[Entry] = [("mood", {"level": 4}), ("pain", {"level": 3, "moment": "now"})]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it needs a lock of Unix")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal.open(tmp_path / "journal.sqlite3", ManualClock(NOW))


def test_entries_are_there_with_their_day_and_one_undo(journal: Journal) -> None:
    told = append(str(journal.path), "logged 2 entries", ENTRIES, NOW)
    assert told is not None
    (mood,), (pain,) = journal.entries(Mood), journal.entries(Pain)
    assert (mood.level, pain.level, mood.at, mood.at.utcoffset()) == (
        4, 3, NOW, NOW.utcoffset(),
    )  # fmt: skip
    assert {row["day"] for row in journal.rows()} == {"2026-11-20"}, "their day, not Greenwich's"
    assert told == [str(mood.id)[:SHORT_ID], str(pain.id)[:SHORT_ID]]
    assert [act.label for act in acts(journal)] == ["logged 2 entries"]
    undone = undo(journal)
    assert undone is not None
    assert undone.entries == 2
    assert journal.rows() == []


def test_what_it_does_not_understand_it_leaves_alone(journal: Journal, tmp_path: Path) -> None:
    path = str(journal.path)
    seconds = NOW.astimezone(timezone(timedelta(hours=1, seconds=1)))
    assert append(path, "logged", ENTRIES, seconds) is None
    assert append(str(tmp_path / "none.sqlite3"), "logged", ENTRIES, NOW) is None
    assert list(tmp_path.glob("none*")) == [], "no lock beside it either"
    odd = tmp_path / "a?mode=memory.sqlite3"
    odd.write_bytes(journal.path.read_bytes())
    assert append(str(odd), "logged", ENTRIES, NOW) is None
    empty = tmp_path / "empty.sqlite3"
    empty.touch(0o600)
    assert append(str(empty), "logged", ENTRIES, NOW) is None
    assert empty.stat().st_size == 0
    assert append(str(tmp_path), "logged", ENTRIES, NOW) is None
    assert journal.rows() == []


def test_a_file_that_others_may_read_is_for_the_long_way(journal: Journal) -> None:
    for mode in (0o604, 0o640):
        journal.path.chmod(mode)
        assert append(str(journal.path), "logged", ENTRIES, NOW) is None
    journal.path.chmod(0o600)
    assert append(str(journal.path), "logged", ENTRIES, NOW) is not None


@pytest.mark.parametrize("statement", ["PRAGMA user_version = 1", "PRAGMA application_id = 1"])
def test_a_file_of_another_version_is_for_the_long_way(journal: Journal, statement: str) -> None:
    raw = sqlite3.connect(journal.path, isolation_level=None)
    raw.execute(statement)
    raw.close()
    before = journal.path.read_bytes()
    assert append(str(journal.path), "logged", ENTRIES, NOW) is None
    assert journal.path.read_bytes() == before


def test_while_somebody_writes_nothing_is_tried(journal: Journal) -> None:
    with journal.writing():
        assert append(str(journal.path), "logged", ENTRIES, NOW) is None
    lock = Path(f"{journal.path}.lock")
    lock.unlink()
    os.mkfifo(lock)
    assert append(str(journal.path), "logged", ENTRIES, NOW) is None, "no lock that we know"
    lock.unlink()
    assert append(str(journal.path), "logged", ENTRIES, NOW) is not None
    assert lock.stat().st_mode & 0o777 == 0o600


def test_a_lock_that_can_not_be_opened_is_for_the_long_way(journal: Journal) -> None:
    lock = Path(f"{journal.path}.lock")
    lock.unlink(missing_ok=True)
    lock.mkdir()
    assert append(str(journal.path), "logged", ENTRIES, NOW) is None
    assert os.fstat(1), "nothing else was closed in its place"
    assert journal.rows() == []


def next_handle() -> int:
    """The number that the next opened file gets: the lowest free one."""
    handle = os.open(os.devnull, os.O_RDONLY)
    os.close(handle)
    return handle


def test_it_leaves_no_file_open(journal: Journal) -> None:
    before = next_handle()
    assert append(str(journal.path), "logged", ENTRIES, NOW) is not None
    assert next_handle() == before


# --- what people type for an entry


def test_an_id_is_told_as_short_as_it_is_its_own(journal: Journal) -> None:
    with journal.act("logged") as act:
        first = str(act.add(Mood(at=NOW.astimezone(UTC), level=1)).id)
    twin = first[:-1] + ("0" if first[-1] != "0" else "1")
    with journal.reading() as connection:
        assert short_ids(connection, []) == {}
        assert short_ids(connection, [first]) == {first: first[:SHORT_ID]}
    with journal.writing() as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(mood)")]
        listed = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join("?" if name == "id" else f'"{name}"' for name in columns)
        connection.execute(f"INSERT INTO mood ({listed}) SELECT {values} FROM mood", (twin,))
    with journal.writing() as connection:
        assert short_ids(connection, [first]) == {first: first}, "another begins in the same way"
        assert short_ids(connection, [first, twin]) == {first: first, twin: twin}
        near = first[:16] + ("0" if first[16] != "0" else "1") + first[17:]
        connection.execute("UPDATE mood SET id = ? WHERE id = ?", (near, twin))
        assert short_ids(connection, [first, near]) == {first: first[:17], near: near[:17]}
        connection.execute("UPDATE mood SET id = ? WHERE id = ?", (twin, near))
    with journal.writing() as connection:
        connection.execute("UPDATE mood SET deleted = updated WHERE id = ?", (twin,))
        assert short_ids(connection, [first]) == {first: first[:SHORT_ID]}, "removed ones are none"
