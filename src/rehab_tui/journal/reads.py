"""Readings of the journal: small functions of a connection. Tombstones are left out."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from rehab_tui.errors import DataError
from rehab_tui.journal import rows
from rehab_tui.journal.records import ProfileAnswer, Record, SessionRecord, SetRecord
from rehab_tui.journal.short import AFTER_ANY
from rehab_tui.journal.short import short_ids as short_ids

Wanted = str | int | Collection[str] | Collection[int] | None
"""What a column must hold: this value, one of these, or nothing (None)."""

_ENTRY = '"deleted" IS NULL'
_IN_TIME = ' ORDER BY +"at", "id"'
"""The plus keeps SQLite from walking all moments where another index finds a few rows."""


class _Where:
    """A WHERE clause in the making."""

    def __init__(self, kind: str) -> None:
        self._columns = rows.columns(kind)
        self._kind = kind
        self._rules: list[str] = []
        self.values: list[Any] = []

    def column(self, name: str) -> str:
        if name not in self._columns:
            raise ValueError(f"a {self._kind} entry has no column {name!r}")
        return f'"{name}"'

    def rule(self, rule: str, *values: Any) -> None:
        self._rules.append(rule)
        self.values.extend(values)

    def days(self, start: date | None, end: date | None) -> None:
        if start is not None:
            self.rule('"day" >= ?', start.isoformat())
        if end is not None:
            self.rule('"day" < ?', end.isoformat())

    def holds(self, name: str, wanted: Wanted) -> None:
        column = self.column(name)
        if wanted is None:
            self.rule(f"{column} IS NULL")
        elif isinstance(wanted, (str, int)):
            self.rule(f"{column} = ?", wanted)
        else:
            self.rule(f"{column} IN ({', '.join('?' * len(wanted))})", *wanted)

    def __str__(self) -> str:
        return f" WHERE {' AND '.join(self._rules)}" if self._rules else ""


def entries(
    connection: sqlite3.Connection,
    record_type: type[rows.R],
    start: date | None = None,
    end: date | None = None,
    *,
    newest: int | None = None,
    where: dict[str, Wanted] | None = None,
) -> list[rows.R]:
    """Entries of one kind in time order; see `Journal.entries`."""
    chosen = _Where(record_type.kind)
    chosen.rule(_ENTRY)
    chosen.days(start, end)
    for name, wanted in (where or {}).items():
        chosen.holds(name, wanted)
    query = rows.select(record_type.kind) + str(chosen)
    if newest is None:
        found = connection.execute(query + _IN_TIME, chosen.values).fetchall()
    else:
        query += ' ORDER BY "at" DESC, "id" DESC LIMIT ?'
        found = connection.execute(query, (*chosen.values, newest)).fetchall()[::-1]
    return [rows.to_record(record_type, row) for row in found]


def get(
    connection: sqlite3.Connection, record_type: type[rows.R], identifier: str
) -> rows.R | None:
    """The entry with this id, if it is there and not removed."""
    row = rows.find(connection, record_type.kind, identifier)
    return None if row is None or row["deleted"] else rows.to_record(record_type, row)


def find(connection: sqlite3.Connection, prefix: str) -> list[Record]:
    """All entries whose id begins with `prefix`, of every kind."""
    found: list[Record] = []
    for kind, record_type in rows.TYPES.items():
        query = f'{rows.select(kind)} WHERE {_ENTRY} AND "id" >= ? AND "id" < ? ORDER BY "id"'
        matching = connection.execute(query, (prefix, prefix + AFTER_ANY))
        found.extend(rows.to_record(record_type, row) for row in matching)
    return found


def device(connection: sqlite3.Connection) -> str:
    """The name of the device that this journal is on."""
    return meta(connection, "device") or "unknown"


def expect_columns(connection: sqlite3.Connection) -> None:
    """See that every table has its columns: SQLite takes a name that it doesn't know for a text.

    Raises:
        DataError: when one is missing, which only damage can bring about.
    """
    query = (
        "SELECT t.name, group_concat(c.name) FROM sqlite_master AS t, pragma_table_info(t.name) "
        "AS c WHERE t.type = 'table' GROUP BY t.name"
    )
    found = {name: set(listed.split(",")) for name, listed in connection.execute(query)}
    for kind in rows.TYPES:
        if not found.get(kind, set()).issuperset(rows.columns(kind)):
            raise DataError(
                f"the journal is damaged: its table of {kind} entries is not as it was made",
                "Nothing was changed. 'rehab journal restore' puts a backup in its place.",
            )


def meta(connection: sqlite3.Connection, key: str) -> str | None:
    """What the program noted for itself under this key."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def open_session(connection: sqlite3.Connection) -> tuple[SessionRecord, list[SetRecord]] | None:
    """The newest session that was begun on this device and not ended, with its sets.

    One that runs on another device may have come here meanwhile; it is ended there.
    """
    here: dict[str, Wanted] = {"state": "running", "device": device(connection)}
    running = entries(connection, SessionRecord, newest=1, where=here)
    if not running:
        return None
    return running[0], entries(connection, SetRecord, where={"session": running[0].id})


def profile(connection: sqlite3.Connection) -> dict[str, str]:
    """The answer that holds for each key; those taken back are left out."""
    latest = {answer.key: answer.value for answer in entries(connection, ProfileAnswer)}
    return {key: value for key, value in latest.items() if value is not None}


def values(
    connection: sqlite3.Connection,
    kind: str,
    column: str,
    start: date | None,
    end: date | None,
    where: dict[str, Wanted],
) -> list[tuple[date, Any]]:
    """Local day and value of one column, in time order, where it has one."""
    chosen = _Where(kind)
    name = chosen.column(column)
    chosen.rule(_ENTRY)
    chosen.rule(f"{name} IS NOT NULL")
    chosen.days(start, end)
    for other, wanted in where.items():
        chosen.holds(other, wanted)
    query = f'SELECT "day", {name} FROM "{kind}"{chosen}{_IN_TIME}'
    return [
        (date.fromisoformat(day), value) for day, value in connection.execute(query, chosen.values)
    ]


def table(
    connection: sqlite3.Connection,
    kind: str,
    columns: Collection[str],
    start: date | None,
    end: date | None,
    where: dict[str, Wanted],
) -> list[tuple[Any, ...]]:
    """Several columns of each entry as they lie in the file, in time order."""
    chosen = _Where(kind)
    listed = ", ".join(chosen.column(name) for name in columns)
    chosen.rule(_ENTRY)
    chosen.days(start, end)
    for name, wanted in where.items():
        chosen.holds(name, wanted)
    query = f'SELECT {listed} FROM "{kind}"{chosen}{_IN_TIME}'
    return [tuple(row) for row in connection.execute(query, chosen.values)]


def last_days(
    connection: sqlite3.Connection, kind: str, column: str, start: date | None
) -> dict[str, date]:
    """The last local day, not before `start`, of each value of one column."""
    chosen = _Where(kind)
    name = chosen.column(column)
    chosen.rule(_ENTRY)
    chosen.rule(f"{name} IS NOT NULL")
    chosen.days(start, None)
    query = f'SELECT {name}, max("day") FROM "{kind}"{chosen} GROUP BY {name}'
    found = connection.execute(query, chosen.values)
    return {value: date.fromisoformat(day) for value, day in found}


def exported(
    connection: sqlite3.Connection,
    kinds: Iterable[str],
    start: date | None,
    end: date | None,
    *,
    newest: int | None,
    deleted: bool,
) -> list[rows.Row]:
    """Whole rows with their `kind` first and true/false as such, by moment, then id."""
    limit = -1 if newest is None else newest
    found: list[rows.Row] = []
    for kind in kinds:
        chosen = _Where(kind)
        if not deleted:
            chosen.rule(_ENTRY)
        chosen.days(start, end)
        query = f'{rows.select(kind)}{chosen} ORDER BY "at" DESC, "id" DESC LIMIT ?'
        matching = connection.execute(query, (*chosen.values, limit))
        found.extend(rows.exported(kind, row) for row in matching)
    found.sort(key=lambda row: (row["at"], row["id"]))
    return found if newest is None else found[max(0, len(found) - newest) :]
