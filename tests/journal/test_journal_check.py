"""`check` finds what is wrong, changes nothing, and tells nothing that a person wrote."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rehab_tui.clock import ManualClock
from rehab_tui.errors import BusyError
from rehab_tui.journal import schema
from rehab_tui.journal.backup import back_up, backups_folder, checksum_path
from rehab_tui.journal.check import Checked, check
from rehab_tui.journal.files import rollback_journal
from rehab_tui.journal.records import Mood, Note, Pain, SessionRecord, SetRecord
from rehab_tui.journal.store import Journal

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
CANARY = "canary-in-the-note"
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal.open(tmp_path / "journal.sqlite3", ManualClock(NOW))
    with journal.act("logged") as act:
        session = act.add(SessionRecord(at=NOW))
        act.add(SetRecord(at=NOW, session=session.id, item=0, exercise=CANARY, number=1,
                          reps_prescribed=10))  # fmt: skip
        act.add(Note(at=NOW, text=CANARY))
        act.add(Mood(at=NOW, level=3))
        gone = act.add(Pain(at=NOW, level=3))
    with journal.act("deleted") as act:
        act.remove("pain", gone.id)
    return journal


def look(journal: Journal) -> Checked:
    found = check(journal.path, ManualClock(NOW), 0.05)
    for finding in found.findings:
        assert CANARY not in finding
    return found


def harm(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)


def test_a_good_journal(journal: Journal) -> None:
    back_up(journal.path, "daily", NOW, 1.0)
    found = look(journal)
    assert found.findings == ()
    assert (found.there, found.version, found.backups) == (True, schema.version(), (1, 1))
    assert {kind: n for kind, n in found.counts.items() if n} == {
        "session": 1, "set": 1, "note": 1, "mood": 1,
    }  # fmt: skip
    assert found.removed == 1


def test_no_journal_yet_is_fine_and_a_lost_one_is_not(journal: Journal) -> None:
    back_up(journal.path, "daily", NOW, 1.0)
    journal.path.unlink()
    assert "gone" in look(journal).findings[0]
    for path in list(backups_folder(journal.path).iterdir()):
        path.unlink()
    assert look(journal) == Checked(False, None, {}, 0, (0, 0), ())
    rollback_journal(journal.path).write_bytes(b"old pages")
    assert "rollback" in look(journal).findings[0]


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["UPDATE mood SET level = 99"], "CHECK"),
        (["PRAGMA foreign_keys = OFF", "DELETE FROM session"], "belongs to a session"),
        (["DELETE FROM note"], "can't be undone"),
        (["DROP INDEX mood_day"], "index mood_day is missing"),
        (["DROP VIEW weekly"], "view weekly is missing"),
        (["DROP TABLE treatment"], "damaged or incomplete"),
        (["ALTER TABLE mood ADD COLUMN why TEXT"], "table mood is not as rehab makes it"),
        (["UPDATE sqlite_master SET sql = replace(sql, ' AND 5', ' AND 99') WHERE name = 'mood'",
          "PRAGMA user_version = 3", "UPDATE mood SET level = 9"], "mood"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(journal: Journal, statements: list[str], said: str) -> None:
    harm(journal.path, *statements)
    before = journal.path.read_bytes()
    found = look(journal).findings
    assert any(said in finding for finding in found), found
    assert journal.path.read_bytes() == before


def test_what_was_taken_back_may_be_gone(journal: Journal) -> None:
    """Taking back a merge forgets the rows that it brought."""
    harm(journal.path, "DELETE FROM note", "UPDATE act SET undone = at")
    assert look(journal).findings == ()


def test_an_entry_that_no_record_can_hold(journal: Journal) -> None:
    harm(
        journal.path,
        "UPDATE sqlite_master SET sql = replace(sql, '\"level\" BETWEEN 1', '1 OR 1') "
        "WHERE name = 'mood'",
        f"PRAGMA user_version = {schema.version()}",
    )
    harm(journal.path, "UPDATE mood SET level = 99")
    assert any("mood entry" in finding for finding in look(journal).findings)


def test_flipped_bytes_are_found_or_harmless(journal: Journal) -> None:
    """Either it is told, or everything still reads."""
    good = journal.path.read_bytes()
    told = 0
    for place in range(0, len(good), len(good) // 40):
        content = bytearray(good)
        content[place : place + 64] = bytes(64)
        journal.path.write_bytes(content)
        told += bool(look(journal).findings)
        journal.path.write_bytes(good)
    assert told > 3
    assert look(journal).findings == ()


def test_a_pipe_in_its_place_keeps_nobody_waiting(journal: Journal) -> None:
    journal.path.unlink()
    os.mkfifo(journal.path)
    assert "not a file" in look(journal).findings[0]


@pytest.mark.parametrize("content", [b"", b"hello", bytes(5000)])
def test_what_is_no_journal_is_told_with_the_way_back(journal: Journal, content: bytes) -> None:
    journal.path.write_bytes(content)
    checked = look(journal)
    [finding] = checked.findings
    assert "'rehab journal restore'" in finding or "Move it away" in finding
    assert (checked.version, checked.counts, checked.removed) == (None, {}, 0)
    assert journal.path.read_bytes() == content


def test_a_newer_journal_names_both_versions(journal: Journal) -> None:
    harm(journal.path, "PRAGMA user_version = 999")
    [finding] = look(journal).findings
    assert "999" in finding
    assert f"version {schema.version()}" in finding


@pytest.mark.parametrize("dump", sorted(GOLDEN.iterdir()), ids=lambda path: path.stem)
def test_an_older_journal_is_looked_over_as_it_is(tmp_path: Path, dump: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text("utf-8"))
    before = path.read_bytes()
    found = check(path, ManualClock(NOW), 0.05)
    assert found.findings == ()
    assert found.version == int(dump.stem.removeprefix("version_"))
    assert path.read_bytes() == before


def test_a_changed_backup_is_named(journal: Journal) -> None:
    """A backup that is cut off, or lost its checksum, is told before it is needed."""
    good = back_up(journal.path, "daily", NOW, 1.0)
    cut = back_up(journal.path, "asked", NOW, 1.0)
    bare = back_up(journal.path, "import", NOW, 1.0)
    os.truncate(cut.path, 100)
    checksum_path(bare.path).unlink()
    found = look(journal)
    assert found.backups == (3, 1)
    assert sorted(finding.split(":")[0] for finding in found.findings) == [
        f"backup {cut.name}", f"backup {bare.name}",
    ]  # fmt: skip
    assert not any(good.name in finding for finding in found.findings)


def test_a_busy_journal_is_no_finding(journal: Journal) -> None:
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BusyError):
            look(journal)


@pytest.mark.parametrize(("wrong", "told"), [(5, 5), (6, 6), (9, 6)])
def test_of_many_findings_the_first_five_are_told_and_the_rest_counted(
    journal: Journal, wrong: int, told: int
) -> None:
    with journal.act("logged") as act:
        for _ in range(wrong - 1):
            act.add(Mood(at=NOW, level=3))
    harm(journal.path, "UPDATE mood SET level = 99")
    found = look(journal).findings
    assert len(found) == told
    assert found[-1].startswith(f"and {wrong - 5} more of this sort") is (wrong > 5)
