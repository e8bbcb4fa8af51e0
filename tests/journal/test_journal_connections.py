"""The settings of connections: made and checked on every one."""

from __future__ import annotations

import re
import sqlite3
import sys
from functools import partial
from pathlib import Path

import pytest
from store_stage import NOW, a_clock, a_journal

from rehab_tui import journal as room
from rehab_tui.clock import ManualClock
from rehab_tui.errors import RehabError
from rehab_tui.journal.append import append
from rehab_tui.journal.backup import back_up
from rehab_tui.journal.check import check
from rehab_tui.journal.pragmas import secure
from rehab_tui.journal.records import Mood
from rehab_tui.journal.restore import restore, tally
from rehab_tui.journal.store import Journal

clock = a_clock
journal = a_journal


def test_connections_are_as_safe_as_sqlite_goes(journal: Journal) -> None:
    def settings(connection: sqlite3.Connection) -> list[object]:
        names = ("foreign_keys", "synchronous", "journal_mode", "query_only")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    with journal.writing() as connection:
        assert settings(connection) == [1, 3, "delete", 0]
    with journal.reading() as connection:
        assert settings(connection) == [1, 3, "delete", 1]


def test_no_connection_to_a_file_is_left_as_it_comes(
    tmp_path: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Making, migrating, backing up, checking, comparing, restoring, and the quickest `log`."""
    seen: list[list[int]] = []

    class Watched(sqlite3.Connection):
        def close(self) -> None:
            if self.execute("PRAGMA database_list").fetchone()[2]:
                names = ("foreign_keys", "synchronous", "trusted_schema")
                seen.append([self.execute(f"PRAGMA {name}").fetchone()[0] for name in names])
            super().close()

    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Watched))
    path = Journal.open(tmp_path / "journal.sqlite3", clock).path
    kept = back_up(path, "asked", clock.now(), 0.0)
    assert check(path, clock, 0.0).findings == ()
    tally(kept.path, 0.0)
    restore(path, kept, clock, 0.0)
    entries = [("mood", {"level": 3})]
    assert sys.platform == "win32" or append(str(path), "logged", entries, clock.now())
    assert len(seen) > 8
    assert {tuple(one) for one in seen} == {(1, 3, 0)}


def test_a_journal_that_a_tool_put_into_wal_mode_is_put_back_when_written(
    journal: Journal,
) -> None:
    raw = sqlite3.connect(journal.path)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.close()
    with journal.act("logged") as act:
        act.add(Mood(at=NOW, level=3))
    with journal.reading() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert {p.suffix for p in journal.path.parent.iterdir()} == {".sqlite3", ".lock"}


def test_a_setting_that_does_not_hold_is_an_error(journal: Journal) -> None:
    raw = sqlite3.connect(journal.path)
    with pytest.raises(RehabError, match="synchronous"):
        secure(raw, ("synchronous", "OFF", 3))
    raw.close()


def test_every_python_takes_the_placeholders_as_they_are() -> None:
    """Before 3.12.4 a warning comes of a numbered one, as `?1`, whose values are a sequence."""
    files = sorted(Path(room.__file__).parent.glob("*.py"))
    assert files
    assert [file.name for file in files if re.search(r"\?\d", file.read_text("utf-8"))] == []
