"""A journal of the state machine, and beside it the model of what it must hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from journal_looks import in_time
from journal_model import Entries, Model

from rehab_tui.clock import ManualClock
from rehab_tui.journal import exchange, rows
from rehab_tui.journal.records import ENTRY_TYPES, Record
from rehab_tui.journal.store import Journal

Versions = dict[str, tuple[str, str, str]]
"""When and where each row was written last, and what it says; by its id."""


class Device:
    """A journal, and beside it what it must hold."""

    def __init__(self, folder: Path, name: str, now: datetime) -> None:
        self.clock = ManualClock(now)
        self.path = folder / name / "journal.sqlite3"
        self.journal = Journal.open(self.path, self.clock)
        self.model = Model()
        self.backups: dict[str, Model] = {}
        """What was there when each was made, by its name."""
        self.left: int | None = None
        """After so many statements the next act's process is killed."""
        self._seen: object = None

    @property
    def entries(self) -> Entries:
        return self.model.entries

    @property
    def held(self) -> Entries:
        with self.journal.many_readings() as read:
            return {one.id: one for kind in ENTRY_TYPES for one in read.entries(kind)}

    def expect(self) -> None:
        """See that it holds what its model holds; what nobody wrote to needn't be read again."""
        found = self.path.stat()
        seen = (found.st_ino, found.st_mtime_ns, found.st_size, self.entries)
        if seen != self._seen:
            assert self.held == self.entries
            self._seen = seen

    def reopen(self) -> None:
        self.journal = Journal.open(self.path, self.clock)
        self._seen = None

    @property
    def content(self) -> list[str]:
        with closing(sqlite3.connect(self.path)) as connection:
            return list(connection.iterdump())

    @property
    def versions(self) -> Versions:
        """When and where each row was written last, tombstones too, and what it says."""
        return {
            row["id"]: (row["updated"], row["device"], repr(row))
            for row in self.journal.rows(deleted=True)
        }

    def new(self, *records: Record) -> Entries:
        """The entries that came now, which must say this; in any order."""
        found = {key: one for key, one in self.held.items() if key not in self.entries}
        anonymous = [replace(one, id="") for one in found.values()]
        assert sorted(anonymous, key=repr) == sorted(records, key=repr)
        return found

    def pick(self, which: int, *kinds: type[rows.R]) -> rows.R | None:
        """One of the entries of these kinds, if there is any."""
        found = [one for kind in kinds for one in in_time(self.entries, kind)]
        return found[which % len(found)] if found else None


def storable(text: str) -> str:
    return text.replace("\ud800", "\ufffd")


def exported(one: Device, form: str) -> bytes:
    made = exchange.json_lines if form == "jsonl" else exchange.csv_table
    return made(one.journal, tuple(rows.TYPES))
