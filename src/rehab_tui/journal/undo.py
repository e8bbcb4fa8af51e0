"""Taking acts back, the newest first, across restarts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from rehab_tui.errors import DataError, RehabError
from rehab_tui.journal import rows
from rehab_tui.journal.records import Record
from rehab_tui.journal.store import Journal

_WHO_WROTE = ("updated", "device")
_TOLD = "NOT merged AND kind = 'stop' AND (before IS NULL OR group_id IS NOT NULL)"
"""A stop that was told here: added, or its sign in the same session. An answer has no group."""
_WITH_SESSION = [kind for kind in rows.TYPES if "session" in rows.columns(kind)]
_ONLY_TOLD = f"""EXISTS (SELECT 1 FROM act_row WHERE act_id = act.id)
    AND NOT EXISTS (SELECT 1 FROM act_row WHERE act_id = act.id AND NOT ({_TOLD}))"""


@dataclass(frozen=True, slots=True)
class PastAct:
    """An act that can still be taken back.

    Attributes:
        label: what was done.
        at: when, aware, in UTC.
        group: what it belongs to (a guided session), or None.
        merged: whether it brought rows from a file or another device.
    """

    number: int
    label: str
    at: datetime
    group: str | None
    merged: bool = False

    @property
    def words(self) -> str:
        """What taking it back takes back: a guided session goes whole."""
        return "a session" if self.group else self.label


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the acts, newest first, and how many entries they had touched.

    `stop_stays`: a stop was told in one of them; it is as it was.
    """

    acts: tuple[PastAct, ...]
    entries: int
    stop_stays: bool = False

    @property
    def label(self) -> str:
        """The newest act's label."""
        return self.acts[0].label


def acts(journal: Journal, limit: int | None = None) -> list[PastAct]:
    """The acts that can be taken back, newest first."""
    with journal.reading() as connection:
        return _acts(connection, limit=limit)


def touched_by(journal: Journal, act: PastAct, most: int) -> list[Record]:
    """The first `most` entries of an act, as it left them; what can't be read is left out."""
    with journal.reading() as connection:
        found = connection.execute(
            "SELECT kind, after FROM act_row WHERE act_id = ? ORDER BY seq LIMIT ?",
            (act.number, most),
        ).fetchall()
    records = []
    for kind, after in found:
        with suppress(DataError, ValueError):
            row = {**dict.fromkeys(rows.own_columns(kind)), **json.loads(after)}  # of a step before
            records.append(rows.to_record(rows.TYPES[kind], row))
    return records


def undo(journal: Journal, refuse: Callable[[PastAct], object] | None = None) -> Undone | None:
    """Take back the newest act; if it belongs to a group, the whole group.

    What was added is removed, what was changed is as before, what was removed is back. With a
    group goes whatever was done to its entries in between. A stop that was told stays: it is true
    without its session, and closes the next one until it is answered. Its answer can be undone.

    What a merge brought is forgotten instead, as if it had never come: other devices keep it, and
    merging it again brings it again.

    Args:
        journal: whose.
        refuse: is shown the newest act, while nobody else can write; nothing is taken back when
            it raises.

    Returns:
        what was taken back, or None if nothing is left to take back.

    Raises:
        RehabError: when an entry was changed by something that can't be taken back (an import,
            say); then nothing is taken back.
    """
    if not journal.exists():
        return None
    with journal.writing() as connection:
        newest = _acts(connection, limit=1)
        if not newest:
            return None
        if refuse is not None:
            refuse(newest[0])
        chosen = newest if newest[0].group is None else _group(connection, newest[0].group)
        now = journal.clock.now()
        touched: set[str] = set()
        for act in chosen:
            touched |= _take_back(connection, act, now)
        stays = _told_a_stop(connection, chosen[0])
    return Undone(tuple(chosen), len(touched), stays)


def settle(journal: Journal) -> None:
    """Let everything that was done so far stand: none of it can be taken back any more."""
    with journal.writing() as connection:
        connection.execute("DELETE FROM act_row")
        connection.execute("DELETE FROM act")


def _acts(
    connection: sqlite3.Connection, *, limit: int | None = None, since: int = 0
) -> list[PastAct]:
    found = connection.execute(
        "SELECT id, label, at, group_id, merged FROM act "
        f"WHERE undone IS NULL AND id >= ? AND NOT ({_ONLY_TOLD}) ORDER BY id DESC LIMIT ?",
        (since, -1 if limit is None else limit),
    )
    return [
        PastAct(number, label, datetime.fromisoformat(at), group, bool(merged))
        for number, label, at, group, merged in found
    ]


def _group(connection: sqlite3.Connection, group: str) -> list[PastAct]:
    """The acts of a group and those that rest on them, newest first."""
    (first,) = connection.execute("SELECT min(id) FROM act WHERE group_id = ?", (group,)).fetchone()
    chosen: list[PastAct] = []
    touched: set[str] = set()
    for act in reversed(_acts(connection, since=first)):
        entries = {row_id for _, row_id, _, _ in _changes(connection, act)}
        if act.group == group or entries & touched:
            chosen.append(act)
            touched |= entries
    return chosen[::-1]


def _changes(connection: sqlite3.Connection, act: PastAct) -> sqlite3.Cursor:
    """What an act did to each entry that can be taken back, the last first.

    Sessions come after what belongs to them.
    """
    return connection.execute(
        "SELECT kind, row_id, before, after FROM act_row JOIN act ON act.id = act_id "
        f"WHERE act_id = ? AND NOT ({_TOLD}) ORDER BY kind = 'session', seq DESC",
        (act.number,),
    )


def _told_a_stop(connection: sqlite3.Connection, act: PastAct) -> bool:
    """Whether a stop was told in an act, or in its group."""
    found = connection.execute(
        "SELECT 1 FROM act_row JOIN act ON act.id = act_id "
        f"WHERE (act_id = ? OR group_id = ?) AND {_TOLD} LIMIT 1",
        (act.number, act.group),
    )
    return found.fetchone() is not None


def _take_back(connection: sqlite3.Connection, act: PastAct, now: datetime) -> set[str]:
    """Undo one act.

    Returns:
        the ids of its entries.
    """
    touched: set[str] = set()
    for kind, identifier, before, after in _changes(connection, act):
        touched.add(identifier)
        present = rows.find(connection, kind, identifier)
        left = json.loads(after)
        if present is None or _said(present) != _said(left):
            raise RehabError(
                f"'{act.label}' can't be taken back: its {kind} entry was changed since",
                "Nothing was taken back. 'rehab journal edit' and 'delete' change single entries.",
            )
        if act.merged and before is not None:
            rows.update(connection, kind, json.loads(before))
            continue
        if act.merged and not _is_needed(connection, kind, identifier):
            rows.delete(connection, kind, identifier)
            continue
        old = {**left, "deleted": rows.stamp(now)} if before is None else json.loads(before)
        # Taking back is the latest word on the row; a merge must not prefer what was undone.
        old["updated"] = rows.later_stamp(now, present["updated"])
        rows.update(connection, kind, old)
    connection.execute("UPDATE act SET undone = ? WHERE id = ?", (rows.stamp(now), act.number))
    return touched


def _is_needed(connection: sqlite3.Connection, kind: str, identifier: str) -> bool:
    """Whether this is a session that rows speak of which came otherwise."""
    return kind == "session" and any(
        connection.execute(f'SELECT 1 FROM "{part}" WHERE "session" = ?', (identifier,)).fetchone()
        for part in _WITH_SESSION
    )


def _said(row: rows.Row) -> rows.Row:
    """A row without who wrote it when: an undo in between restores all but that."""
    return {name: value for name, value in row.items() if name not in _WHO_WROTE}
