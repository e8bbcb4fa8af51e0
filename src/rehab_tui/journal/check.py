"""Looking a journal over from end to end: what `rehab journal check` and `rehab doctor` tell.

Nothing is changed, and nothing of what a person wrote is told. (SQLite itself rolls back what a
crash cut short, as at every opening.)
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rehab_tui.clock import Clock
from rehab_tui.errors import BusyError, DataError, RehabError
from rehab_tui.journal import rows, schema
from rehab_tui.journal.backup import backups, trouble
from rehab_tui.journal.database import connected, version_of
from rehab_tui.journal.files import leftovers
from rehab_tui.journal.migrate import build, expect_file

MOST = 5
"""Findings of one sort that are told one by one."""
RESTORE = "'rehab journal restore' puts a backup in its place."


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found.

    Attributes:
        there: whether there is a journal at all.
        version: its schema's version; None when that can't be told.
        counts: entries by kind, removed ones left out.
        removed: how many entries were removed; their places are kept for other devices.
        backups: how many backups there are, and how many of them are as they were made.
        findings: what is wrong, each with what to do; empty when all is well.
    """

    there: bool
    version: int | None
    counts: dict[str, int]
    removed: int
    backups: tuple[int, int]
    findings: tuple[str, ...]


def sqlite_version() -> str:
    """The version of SQLite that this Python uses."""
    return sqlite3.sqlite_version


def check(journal: Path, clock: Clock, wait: float) -> Checked:
    """Look a journal and its backups over.

    Args:
        journal: its real path.
        clock: for a fresh journal in memory, to compare the schema with.
        wait: seconds to wait for other programs.

    Raises:
        BusyError: when others kept it locked.
        RehabError: when its folder can't be looked into.
    """
    copies = backups(journal)
    wrong = {copy.name: said for copy in copies if (said := trouble(copy))}
    found = [f"backup {name}: {said}; don't rely on it" for name, said in wrong.items()]
    good = (len(copies), len(copies) - len(wrong))
    if not os.path.lexists(journal):
        return Checked(False, None, {}, 0, good, (*_missing(journal, good[1]), *found))
    version, counts, removed = None, dict[str, int](), 0
    try:
        expect_file(journal)
        with connected(journal, wait) as connection:
            version = version_of(connection, journal)
            found = [*_damage(connection, clock, version), *found]
            counts = _count(connection, '"deleted" IS NULL')
            removed = sum(_count(connection, '"deleted" IS NOT NULL').values())
    except BusyError:
        raise
    except RehabError as error:
        found = [f"{error.what}. {error.todo}", *found]
    return Checked(True, version, counts, removed, good, tuple(found))


def _missing(journal: Path, good: int) -> Iterator[str]:
    if any(left.exists() for left in leftovers(journal)):
        yield f"the journal is gone, but its rollback file is still here. {RESTORE}"
    elif good:
        yield f"the journal is gone, but it has backups. {RESTORE}"


def _damage(connection: sqlite3.Connection, clock: Clock, version: int) -> Iterator[str]:
    pages = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    if pages != ["ok"]:
        yield from (f"{said}. {RESTORE}" for said in _some(pages))
        return
    yield from _some(_loose(connection))
    yield from _some(_other_schema(connection, clock, version))
    if version == schema.version():
        yield from _some(_unreadable(connection))


def _loose(connection: sqlite3.Connection) -> Iterator[str]:
    """Rows that point at nothing."""
    for table, number, target, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {number} of {table} belongs to a {target} that isn't there. {RESTORE}"
    for kind in rows.TYPES:
        query = (
            "SELECT count(*) FROM act_row JOIN act ON act.id = act_id "
            "WHERE undone IS NULL AND kind = ? "  # a merge that was taken back leaves no rows
            f'AND NOT EXISTS (SELECT 1 FROM "{kind}" WHERE id = row_id)'
        )
        (lost,) = connection.execute(query, (kind,)).fetchone()
        if lost:
            yield f"{lost} changes to {kind} entries that aren't there can't be undone. {RESTORE}"


def _other_schema(connection: sqlite3.Connection, clock: Clock, version: int) -> Iterator[str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        build(fresh, clock, version)
        expected = _made_of(fresh)
    found = _made_of(connection)
    for kind, name in sorted(expected.keys() | found.keys()):
        if (kind, name) not in found:
            yield f"the {kind} {name} is missing. {RESTORE}"
        elif (kind, name) in expected and found[kind, name] != expected[kind, name]:
            yield f"the {kind} {name} is not as rehab makes it. {RESTORE}"


def _made_of(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    query = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    return {(kind, name): sql for kind, name, sql in connection.execute(query)}


def _unreadable(connection: sqlite3.Connection) -> Iterator[str]:
    with closing(connection.cursor()) as cursor:
        cursor.row_factory = sqlite3.Row
        for kind, record_type in rows.TYPES.items():
            for row in cursor.execute(rows.select(kind)):
                try:
                    rows.to_record(record_type, row)
                except DataError:
                    yield f"the {kind} entry {row['id']} is damaged. {RESTORE}"


def _count(connection: sqlite3.Connection, where: str) -> dict[str, int]:
    return {
        kind: int(connection.execute(f'SELECT count(*) FROM "{kind}" WHERE {where}').fetchone()[0])
        for kind in rows.TYPES
    }


def _some(findings: Iterable[str]) -> Iterator[str]:
    """The first few; of the rest only how many they are."""
    told = list(findings)
    yield from told[:MOST]
    if len(told) > MOST:
        yield f"and {len(told) - MOST} more of this sort"
