"""Every older file opens with the same content, after a verified backup."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rehab_tui.clock import ManualClock
from rehab_tui.errors import DataError, RehabError
from rehab_tui.journal import migrate, schema
from rehab_tui.journal.backup import backups, backups_folder, is_sound
from rehab_tui.journal.check import check
from rehab_tui.journal.migrate import prepare
from rehab_tui.journal.records import ENTRY_TYPES, CheckIn, Mood, Note, Pain
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import undo

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
AT = "2026-11-20T10:06:00.000Z"
GOLDEN = Path(__file__).parent / "golden"
NEXT_STEP = (
    'ALTER TABLE "mood" ADD COLUMN "why" TEXT',
    'CREATE INDEX "mood_why" ON "mood" ("why")',
)


def from_dump(dump: Path, target: Path) -> None:
    with closing(sqlite3.connect(target)) as connection:
        connection.executescript(dump.read_text("utf-8"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "journal.sqlite3"
    from_dump(GOLDEN / "version_1.sql", path)
    return path


@pytest.fixture
def newest(tmp_path: Path) -> Path:
    path = tmp_path / "journal.sqlite3"
    from_dump(GOLDEN / f"version_{schema.version()}.sql", path)
    return path


@pytest.fixture
def newer_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, NEXT_STEP))


def everything(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_there_is_a_golden_file_of_every_version() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == [
        f"version_{number}.sql" for number in range(1, schema.version() + 1)
    ]


@pytest.mark.parametrize("dump", sorted(GOLDEN.iterdir()), ids=lambda path: path.stem)
def test_a_golden_file_opens_with_its_content(tmp_path: Path, dump: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    from_dump(dump, path)
    journal = Journal.open(path, ManualClock(NOW))
    for record_type in ENTRY_TYPES:
        assert journal.entries(record_type), record_type.kind
    assert [note.text for note in journal.entries(Note)] == ["slept badly; ünïcödé 😀 'quoted'"]
    assert [pain.level for pain in journal.entries(Pain)] == [4, 6]
    assert journal.profile() == {"side": "left"}
    undone = undo(journal)
    assert undone is not None
    assert undone.label == "logged 2 entries"


@pytest.mark.parametrize("dump", sorted(GOLDEN.iterdir()), ids=lambda path: path.stem)
def test_a_new_file_has_the_schema_of_the_golden_one(
    tmp_path: Path, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A released step must never change: files that had it would differ from new ones."""
    old = tmp_path / "old.sqlite3"
    from_dump(dump, old)
    with monkeypatch.context() as then:
        number = int(dump.stem.removeprefix("version_"))
        then.setattr(schema, "STEPS", schema.STEPS[:number])
        new = prepare(tmp_path / "new.sqlite3", ManualClock(NOW), create=True, wait=1.0)
    assert made_of(old) == made_of(new)
    assert made_of(Journal.open(old, ManualClock(NOW)).path) == made_of(
        Journal.open(tmp_path / "newest.sqlite3", ManualClock(NOW)).path
    )


@pytest.mark.parametrize("number", [3, 4])
def test_the_first_views_give_way_to_those_of_now(tmp_path: Path, number: int) -> None:
    """Files of versions 3 and 4 were made with other views, which `check` found to be wrong."""
    old = tmp_path / "old.sqlite3"
    from_dump(GOLDEN / f"version_{number}.sql", old)
    with closing(sqlite3.connect(old)) as connection:
        for view in ("daily", "weekly"):
            connection.execute(f"DROP VIEW {view}")
        connection.execute("CREATE VIEW daily AS SELECT day, count(*) AS n FROM pain GROUP BY day")
        connection.execute("CREATE VIEW weekly AS SELECT min(day) AS start FROM daily")
    journal = Journal.open(old, ManualClock(NOW))
    assert check(journal.path, ManualClock(NOW), 1.0).findings == ()


def made_of(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        return connection.execute(query).fetchall()


def test_check_ins_of_version_1_are_kept_and_can_be_taken_back(old: Path) -> None:
    before = everything(old)
    journal = Journal.open(old, ManualClock(NOW))
    [check] = journal.entries(CheckIn)
    assert (check.moment, check.effort, check.stiffness) == ("morning", 3, "longer")
    assert (check.question, check.about, check.answer) == (None, "", None)
    assert sum("INSERT INTO" in line for line in everything(old)) == sum(
        "INSERT INTO" in line for line in before
    )
    labels = []
    while undone := undo(journal):
        labels.append(undone.label)
    assert labels == ["logged 2 entries", "removed an answer", "began a session"]
    assert not journal.entries(CheckIn)


def test_an_edited_check_in_of_version_1_comes_back_as_it_was(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection, connection:
        (after,) = connection.execute(
            "SELECT after FROM act_row WHERE kind = 'check_in'"
        ).fetchone()
        now = json.dumps({**json.loads(after), "effort": 4})
        connection.execute("INSERT INTO act VALUES (9, ?, 'edited', NULL, 'd', NULL)", (AT,))
        row = (9, 1, "check_in", json.loads(after)["id"], after, now)
        connection.execute("INSERT INTO act_row VALUES (?, ?, ?, ?, ?, ?)", row)
        connection.execute("UPDATE check_in SET effort = 4")
    journal = Journal.open(old, ManualClock(NOW))
    assert [check.effort for check in journal.entries(CheckIn)] == [4]
    assert undo(journal) is not None
    assert [check.effort for check in journal.entries(CheckIn)] == [3]


@pytest.mark.usefixtures("newer_program")
def test_an_older_file_is_backed_up_and_migrated(old: Path) -> None:
    before = everything(old)
    journal = Journal.open(old, ManualClock(NOW))
    [backup] = backups(old)
    assert backup.why == "migration"
    assert is_sound(backup)
    assert everything(backup.path) == before
    assert backup.path.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.version(),)
        assert connection.execute("SELECT why FROM mood").fetchall() == [(None,)]
    assert [mood.level for mood in journal.entries(Mood)] == [4]
    assert {path.name for path in old.parent.iterdir()} == {
        old.name, f"{old.name}.lock", "backups",
    }  # fmt: skip


@pytest.mark.usefixtures("newer_program")
def test_a_new_journal_is_made_with_all_steps_and_without_a_backup(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite3", ManualClock(NOW))
    with closing(sqlite3.connect(journal.path)) as connection:
        assert connection.execute("SELECT why FROM mood").fetchall() == []
    assert len(list(tmp_path.iterdir())) == 2


def test_a_step_that_fails_leaves_the_older_version(
    newest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(newest)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, (*NEXT_STEP, "CREATE NONSENSE")))
    with pytest.raises(DataError):
        Journal.open(newest, ManualClock(NOW))
    assert everything(newest) == before
    monkeypatch.undo()
    assert Journal.open(newest, ManualClock(NOW)).entries(Mood)


@pytest.mark.usefixtures("newer_program")
def test_a_damaged_file_is_not_migrated(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE mood SET level = 99")
    before = old.read_bytes()
    with pytest.raises(DataError, match="damaged"):
        Journal.open(old, ManualClock(NOW))
    assert old.read_bytes() == before
    assert not backups(old)


@pytest.mark.usefixtures("newer_program")
def test_what_a_crash_left_is_no_obstacle(old: Path) -> None:
    backups_folder(old).mkdir()
    leftover = backups_folder(old) / "2026-11-20T073000Z-migration.new"
    leftover.write_bytes(b"half a backup")
    Journal.open(old, ManualClock(NOW))
    assert not leftover.exists()


@pytest.mark.usefixtures("newer_program")
def test_no_backup_no_migration(old: Path) -> None:
    before = old.read_bytes()
    backups_folder(old).write_text("in the way")
    with pytest.raises(RehabError):
        Journal.open(old, ManualClock(NOW))
    assert old.read_bytes() == before


def test_a_file_put_back_to_an_older_version_meanwhile_is_not_written(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = old.read_bytes()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, NEXT_STEP))
    journal = Journal.open(old, ManualClock(NOW))
    old.write_bytes(content)
    with pytest.raises(DataError, match="older"), journal.act("logged"):
        pass
    with pytest.raises(DataError, match="older"):
        journal.entries(Mood)
    assert old.read_bytes() == content


def test_a_second_process_finds_the_work_done(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both saw version 1; the one that waited for the lock must not migrate again."""
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, NEXT_STEP))
    Journal.open(old, ManualClock(NOW))
    files = {path: path.read_bytes() for path in old.parent.rglob("*.*") if path.is_file()}
    migrate._migrate(old, ManualClock(NOW), 1.0)
    migrate._create(old, ManualClock(NOW), 1.0)
    assert files == {path: path.read_bytes() for path in old.parent.rglob("*.*") if path.is_file()}


def test_a_journal_open_to_others_is_closed_to_them(old: Path) -> None:
    os.chmod(old, 0o644)  # noqa: PTH101
    Journal.open(old, ManualClock(NOW))
    assert old.stat().st_mode & 0o777 == 0o600
