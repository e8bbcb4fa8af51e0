"""Taking acts back, the newest first, across restarts."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from rehab_tui.errors import RehabError
from rehab_tui.journal import rows
from rehab_tui.journal.store import Journal

_WHO_WROTE = ("updated", "device")


@dataclass(frozen=True, slots=True)
class PastAct:
    """An act that can still be taken back.

    Attributes:
        label: what was done.
        at: when, aware, in UTC.
        group: what it belongs to (a guided session), or None.
    """

    number: int
    label: str
    at: datetime
    group: str | None


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the acts, newest first, and how many entries they had touched."""

    acts: tuple[PastAct, ...]
    entries: int

    @property
    def label(self) -> str:
        """The newest act's label."""
        return self.acts[0].label


def acts(journal: Journal, limit: int | None = None) -> list[PastAct]:
    """The acts that can be taken back, newest first."""
    with journal.reading() as connection:
        return _acts(connection, limit=limit)


def undo(journal: Journal) -> Undone | None:
    """Take back the newest act; if it belongs to a group, the whole group.

    What was added is removed, what was changed is as before, what was removed is back.

    Returns:
        what was taken back, or None if nothing is left to take back.

    Raises:
        RehabError: when an entry was changed since by something else (an import, say); then
            nothing is taken back.
    """
    if not journal.exists():
        return None
    with journal.writing() as connection:
        newest = _acts(connection, limit=1)
        if not newest:
            return None
        group = newest[0].group
        chosen = newest if group is None else _acts(connection, group=group)
        now = journal.clock.now()
        touched = {identifier for act in chosen for identifier in _take_back(connection, act, now)}
    return Undone(tuple(chosen), len(touched))


def _acts(
    connection: sqlite3.Connection, *, limit: int | None = None, group: str | None = None
) -> list[PastAct]:
    found = connection.execute(
        "SELECT id, label, at, group_id FROM act "
        "WHERE undone IS NULL AND (?1 IS NULL OR group_id = ?1) ORDER BY id DESC LIMIT ?2",
        (group, -1 if limit is None else limit),
    )
    return [
        PastAct(number, label, datetime.fromisoformat(at), group_id)
        for number, label, at, group_id in found
    ]


def _take_back(connection: sqlite3.Connection, act: PastAct, now: datetime) -> list[str]:
    """Undo one act's rows, the last first.

    Returns:
        the ids of the rows.
    """
    changes = connection.execute(
        "SELECT kind, row_id, before, after FROM act_row WHERE act_id = ? ORDER BY seq DESC",
        (act.number,),
    ).fetchall()
    for kind, identifier, before, after in changes:
        present = rows.find(connection, kind, identifier)
        left = json.loads(after)
        if present is None or _said(present) != _said(left):
            raise RehabError(
                f"'{act.label}' can't be taken back: its {kind} entry was changed since",
                "Nothing was taken back. 'rehab journal edit' and 'delete' change single entries.",
            )
        old = {**left, "deleted": rows.stamp(now)} if before is None else json.loads(before)
        # Taking back is the latest word on the row; a merge must not prefer what was undone.
        old["updated"] = rows.later_stamp(now, present["updated"])
        rows.update(connection, kind, old)
    connection.execute("UPDATE act SET undone = ? WHERE id = ?", (rows.stamp(now), act.number))
    return [change["row_id"] for change in changes]


def _said(row: rows.Row) -> rows.Row:
    """A row without who wrote it when: an undo in between restores all but that."""
    return {name: value for name, value in row.items() if name not in _WHO_WROTE}
