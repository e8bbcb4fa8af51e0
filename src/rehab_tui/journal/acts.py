"""An act: what a person did at once, written in one transaction and taken back as one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from rehab_tui.errors import NotFoundError
from rehab_tui.journal import reads, rows
from rehab_tui.journal.ids import new_id
from rehab_tui.journal.records import Kind

_PARTS_OF_A_SESSION: tuple[Kind, ...] = ("set", "check_in", "decision")


@dataclass(slots=True)
class Act:
    """The changes of one transaction. Made by `Journal.act`; use it only inside that block.

    Attributes:
        replaced: how many characters could not be kept and became U+FFFD; tell the person.
        merged: whether it brings rows from outside; taking it back forgets them.
    """

    label: str
    group: str | None
    now: datetime
    device: str
    connection: sqlite3.Connection = field(repr=False)
    replaced: int = 0
    merged: bool = False
    _number: int | None = None
    _rows: int = 0

    def add(self, record: rows.R) -> rows.R:
        """Write a new entry.

        Returns:
            the record as it is kept: with its id (a new one if it had none), its moment in
            milliseconds, and characters that can't be kept replaced.
        """
        kept = self._settle(record, record.id or new_id(self.now))
        written = rows.stamp(self.now)
        self._write(kept.kind, None, {
            **rows.to_columns(kept),
            "created": written, "updated": written, "device": self.device, "deleted": None,
        })  # fmt: skip
        return kept

    def current(self, record_type: type[rows.R], identifier: str) -> rows.R:
        """The entry as it is now; nobody else can change it before this act is over.

        Raises:
            NotFoundError: when there is no such entry, or it was removed.
        """
        return rows.to_record(record_type, self._present(record_type.kind, identifier))

    def short_ids(self, identifiers: Collection[str]) -> dict[str, str]:
        """As `Journal.short_ids`, with what this act has written."""
        return reads.short_ids(self.connection, identifiers)

    def change(self, record: rows.R) -> rows.R:
        """Write an entry anew, found by its id.

        Returns:
            the record as it is kept.

        Raises:
            NotFoundError: when there is no such entry, or it was removed.
        """
        before = self._present(record.kind, record.id)
        kept = self._settle(record, record.id)
        self._write(kept.kind, before, self._touched({**before, **rows.to_columns(kept)}))
        return kept

    def remove(self, kind: Kind, identifier: str) -> None:
        """Remove an entry, leaving a tombstone.

        A session takes its sets, check-ins and decisions along. What a person said of themselves
        (pain, mood, notes, stops) stays true without it and stays.

        Raises:
            NotFoundError: when there is no such entry, or it was removed already.
        """
        self._bury(kind, self._present(kind, identifier))
        if kind == "session":
            for part in _PARTS_OF_A_SESSION:
                query = f'{rows.select(part)} WHERE "session" = ? AND "deleted" IS NULL'
                for row in self.connection.execute(query, (identifier,)).fetchall():
                    self._bury(part, dict(row))

    def bring(self, kind: Kind, before: rows.Row | None, row: rows.Row) -> None:
        """Write a row just as it was written elsewhere.

        Args:
            kind: its kind.
            before: the row that it takes the place of.
            row: all its columns.
        """
        self._write(kind, before, row)

    def _bury(self, kind: Kind, row: rows.Row) -> None:
        self._write(kind, row, self._touched({**row, "deleted": rows.stamp(self.now)}))

    def _settle(self, record: rows.R, identifier: str) -> rows.R:
        kept, replaced = rows.settled(record, identifier)
        self.replaced += replaced
        return kept

    def _present(self, kind: str, identifier: str) -> rows.Row:
        row = rows.find(self.connection, kind, identifier)
        if row is None or row["deleted"] is not None:
            raise NotFoundError(
                f"the journal has no {kind} entry '{identifier}'",
                "It was removed meanwhile; 'rehab undo --list' shows what changed.",
            )
        return row

    def _touched(self, row: rows.Row) -> rows.Row:
        return {
            **row,
            "updated": rows.later_stamp(self.now, row["updated"]),
            "device": self.device,
        }

    def _write(self, kind: Kind, before: rows.Row | None, after: rows.Row) -> None:
        if before is None:
            rows.insert(self.connection, kind, after)
        else:
            rows.update(self.connection, kind, after)
        if self._number is None:
            self._number = self._begin()
        self._rows += 1
        self.connection.execute(
            "INSERT INTO act_row (act_id, seq, kind, row_id, before, after) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (
                self._number, self._rows, kind, after["id"],
                None if before is None else json.dumps(before), json.dumps(after),
            ),
        )  # fmt: skip

    def _begin(self) -> int:
        """Write the act itself; one without changes leaves no trace."""
        cursor = self.connection.execute(
            "INSERT INTO act (at, label, group_id, device, merged) VALUES (?, ?, ?, ?, ?)",
            (
                rows.stamp(self.now), rows.storable(self.label)[0], self.group, self.device,
                self.merged,
            ),
        )  # fmt: skip
        assert cursor.lastrowid is not None
        return cursor.lastrowid
