"""Between records and rows: the columns of each kind, and the two ways across."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any, TypeVar

from rehab_tui.errors import DataError
from rehab_tui.journal.records import ENTRY_TYPES, Record
from rehab_tui.journal.stamps import stamp as stamp

R = TypeVar("R", bound=Record)
Row = dict[str, Any]
"""A row as it lies in the file: column -> text, whole number or None."""

TYPES: dict[str, type[Record]] = {record.kind: record for record in ENTRY_TYPES}
BOOLEANS = frozenset({"two_more"})
MOMENTS = frozenset({"answered"})

_BEFORE = ("id", "at", "offset_min", "day")
_AFTER = ("created", "updated", "device", "deleted")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_MINUTE = timedelta(minutes=1)


@cache
def own_columns(kind: str) -> tuple[str, ...]:
    """The columns that this kind has beside those of every kind, in the record's order."""
    return tuple(f.name for f in fields(TYPES[kind]) if f.name not in ("id", "at"))


@cache
def columns(kind: str) -> tuple[str, ...]:
    """All columns of this kind's table, in the table's order."""
    return (*_BEFORE, *own_columns(kind), *_AFTER)


@cache
def select(kind: str) -> str:
    """SELECT of all columns of this kind, to which a WHERE may be added."""
    listed = ", ".join(f'"{name}"' for name in columns(kind))
    return f'SELECT {listed} FROM "{kind}"'


def later_stamp(moment: datetime, previous: str) -> str:
    """`moment` as a stamp, but always after `previous`, even if the clock was set back.

    A merge keeps the row that was updated last; a correction must never lose to what it corrects.
    """
    least = datetime.fromisoformat(previous) + timedelta(milliseconds=1)
    return stamp(max(moment, least))


def settled(record: R, identifier: str) -> tuple[R, int]:
    """The record just as the file can hold it.

    Moments keep milliseconds and an offset in whole minutes. Lone surrogates (bytes that were no
    text) and NUL become U+FFFD.

    Returns:
        the record with its id, and how many characters were replaced.
    """
    changes: Row = {"id": identifier, "at": _settled_moment(record.at)}
    replaced = 0
    for name in own_columns(record.kind):
        value = getattr(record, name)
        if isinstance(value, str):
            changes[name], count = storable(value)
            replaced += count
        elif isinstance(value, datetime):
            changes[name] = _settled_moment(value)
    return replace(record, **changes), replaced


def storable(text: str) -> tuple[str, int]:
    """`text` with what the file can't hold as U+FFFD, and how many characters that were."""
    return _UNSTORABLE.subn("\ufffd", text)


def _settled_moment(moment: datetime) -> datetime:
    offset = moment.utcoffset() or timedelta()
    local = moment.astimezone(timezone(offset // _MINUTE * _MINUTE))
    return local.replace(microsecond=local.microsecond // 1000 * 1000)


def to_columns(record: Record) -> Row:
    """The columns that a settled record fills: all but created, updated, device, deleted."""
    offset = record.at.utcoffset() or timedelta()
    row: Row = {
        "id": record.id,
        "at": stamp(record.at),
        "offset_min": offset // _MINUTE,
        "day": record.day.isoformat(),
    }
    for name in own_columns(record.kind):
        value = getattr(record, name)
        row[name] = (
            value.isoformat(timespec="milliseconds") if isinstance(value, datetime) else value
        )
    return row


def to_record(record_type: type[R], row: Mapping[str, Any] | sqlite3.Row) -> R:
    """The record of a row.

    Raises:
        DataError: when the row holds what no record may, which only damage can bring about.
    """
    try:
        zone = timezone(timedelta(minutes=row["offset_min"]))
        values: Row = {
            "id": row["id"],
            "at": datetime.fromisoformat(row["at"]).astimezone(zone),
        }
        for name in own_columns(record_type.kind):
            value = row[name]
            if value is not None and name in BOOLEANS:
                value = bool(value)
            elif value is not None and name in MOMENTS:
                value = datetime.fromisoformat(value)
            values[name] = value
        return record_type(**values)
    except (ValueError, TypeError, OverflowError):
        raise DataError(
            f"the journal's {record_type.kind} entry {row['id']!r} is damaged",
            "See 'rehab journal check'; 'rehab journal restore' puts a backup in its place.",
        ) from None


def insert(connection: sqlite3.Connection, kind: str, row: Row) -> None:
    """Write a new row."""
    names = columns(kind)
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    connection.execute(
        f'INSERT INTO "{kind}" ({listed}) VALUES ({marks})', [row[name] for name in names]
    )


def update(connection: sqlite3.Connection, kind: str, row: Row) -> None:
    """Write an existing row anew, found by its id."""
    names = columns(kind)[1:]
    assigned = ", ".join(f'"{name}" = ?' for name in names)
    connection.execute(
        f'UPDATE "{kind}" SET {assigned} WHERE "id" = ?',
        [*(row[name] for name in names), row["id"]],
    )


def delete(connection: sqlite3.Connection, kind: str, identifier: str) -> None:
    """Take a row out without a trace: for one that was never meant to be here."""
    connection.execute(f'DELETE FROM "{kind}" WHERE "id" = ?', (identifier,))


def find(connection: sqlite3.Connection, kind: str, identifier: str) -> Row | None:
    """The row with this id, tombstones included."""
    row = connection.execute(f'{select(kind)} WHERE "id" = ?', (identifier,)).fetchone()
    return None if row is None else dict(row)


def exported(kind: str, row: sqlite3.Row) -> Row:
    """A row as the export shows it: its kind first, true and false as such."""
    shown: Row = {"kind": kind, **dict(row)}
    for name in BOOLEANS & shown.keys():
        shown[name] = None if shown[name] is None else bool(shown[name])
    return shown
