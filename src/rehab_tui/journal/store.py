"""The journal as the rest of the program sees it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rehab_tui.clock import Clock
from rehab_tui.errors import NotFoundError
from rehab_tui.journal import reads, rows
from rehab_tui.journal.acts import Act
from rehab_tui.journal.database import reading, transaction, writing
from rehab_tui.journal.migrate import build, prepare, reachable
from rehab_tui.journal.pragmas import ALWAYS, secure
from rehab_tui.journal.records import Kind, Record, SessionRecord, SetRecord

WAIT = 10.0
"""Seconds to wait for other writers unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Journal:
    """One person's journal. Holds no connection: each reading and each act opens its own.

    So it may be shared between threads, and there is nothing to close.
    """

    path: Path
    clock: Clock
    wait: float = WAIT

    @classmethod
    def open(cls, path: Path, clock: Clock, *, create: bool = True, wait: float = WAIT) -> Journal:
        """Open a journal, bringing it to the present schema if it is older.

        Args:
            path: the SQLite file; a symbolic link is followed.
            clock: for the moments of writing.
            create: make it if it is missing. Without that a missing journal reads as empty.
            wait: seconds that each act or reading waits for other programs.

        Raises:
            DataError: when something else is there, or the journal is damaged or newer.
            BusyError: when others kept it locked for longer than `wait` seconds.
        """
        journal = cls(prepare(path, clock, create=create, wait=wait), clock, wait)
        with journal.reading() as connection:
            reads.device(connection)  # a file with a good header and nothing behind it shows here
            reads.expect_columns(connection)
        return journal

    @contextmanager
    def act(self, label: str, *, group: str | None = None) -> Iterator[Act]:
        """One act: all its changes are durable after the block, or none if it raises.

        Other writers wait meanwhile, so keep the block short; readings see the state before.

        Args:
            label: what the person did, in the past tense, as `rehab undo` names it.
            group: acts of one group (a guided session) are taken back together.

        Raises:
            NotFoundError: when there is no journal (opened with `create=False`).
            BusyError: when others kept writing for longer than the journal's `wait`.
            RehabError: when it can't be written; the journal is then as it was.
        """
        with self.writing() as connection:
            yield Act(label, group, self.clock.now(), reads.device(connection), connection)

    def entries(
        self,
        record_type: type[rows.R],
        start: date | None = None,
        end: date | None = None,
        *,
        newest: int | None = None,
        **where: reads.Wanted,
    ) -> list[rows.R]:
        """Entries of one kind in time order.

        Args:
            record_type: which kind, such as `Pain`.
            start: the first local day, or None.
            end: the local day after the last, or None.
            newest: no more than this many, the newest of them.
            **where: columns with the value, or the values, that they must have; None: nothing.
        """
        with self.reading() as connection:
            return reads.entries(connection, record_type, start, end, newest=newest, where=where)

    def get(self, record_type: type[rows.R], identifier: str) -> rows.R | None:
        """The entry with this id, or None if there is none or it was removed."""
        with self.reading() as connection:
            return reads.get(connection, record_type, identifier)

    def find(self, prefix: str) -> list[Record]:
        """The entries of every kind whose id begins with `prefix`."""
        with self.reading() as connection:
            return reads.find(connection, prefix)

    def short_ids(self, identifiers: Collection[str]) -> dict[str, str]:
        """What to show and to type for each of these ids: a beginning that no other entry has."""
        with self.reading() as connection:
            return reads.short_ids(connection, identifiers)

    def latest(self, record_type: type[rows.R], **where: reads.Wanted) -> rows.R | None:
        """The newest entry of one kind; `where` as for `entries`."""
        with self.reading() as connection:
            found = reads.entries(connection, record_type, newest=1, where=where)
        return found[0] if found else None

    def open_session(self) -> tuple[SessionRecord, list[SetRecord]] | None:
        """The newest session that was begun and not ended, with its sets in time order."""
        with self.reading() as connection:
            return reads.open_session(connection)

    def profile(self) -> dict[str, str]:
        """The answer that holds for each key of the profile."""
        with self.reading() as connection:
            return reads.profile(connection)

    def values(
        self,
        record_type: type[Record],
        column: str,
        start: date | None = None,
        end: date | None = None,
        **where: reads.Wanted,
    ) -> list[tuple[date, Any]]:
        """Local day and value of one column, in time order, for statistics.

        Far cheaper than whole records. Entries without a value in the column are left out;
        `start`, `end` and `where` as for `entries`.
        """
        with self.reading() as connection:
            return reads.values(connection, record_type.kind, column, start, end, where)

    def table(
        self,
        record_type: type[Record],
        *columns: str,
        start: date | None = None,
        end: date | None = None,
        **where: reads.Wanted,
    ) -> list[tuple[Any, ...]]:
        """Several columns of each entry as they lie in the file, in time order.

        Far cheaper than whole records: days are text, true is 1. `start`, `end` and `where` as for
        `entries`.
        """
        with self.reading() as connection:
            return reads.table(connection, record_type.kind, columns, start, end, where)

    def last_days(
        self, record_type: type[Record], column: str, start: date | None = None
    ) -> dict[str, date]:
        """The last local day of each value of one column of text.

        Args:
            record_type: which kind.
            column: such as the `exercise` of a `SetRecord`; entries without one are left out.
            start: the first local day to look at, or None.
        """
        with self.reading() as connection:
            return reads.last_days(connection, record_type.kind, column, start)

    def rows(
        self,
        *kinds: Kind,
        start: date | None = None,
        end: date | None = None,
        newest: int | None = None,
        deleted: bool = False,
    ) -> list[rows.Row]:
        """Whole rows as the export and `--json` show them, by moment, then id.

        Keys: kind, id, at (UTC), offset_min, day, the kind's own, created, updated, device,
        deleted.

        Args:
            *kinds: which kinds; none means all.
            start: the first local day, or None.
            end: the local day after the last, or None.
            newest: no more than this many, the newest of them.
            deleted: tombstones too.
        """
        with self.reading() as connection:
            return reads.exported(
                connection, kinds or rows.TYPES, start, end, newest=newest, deleted=deleted
            )

    @property
    def device(self) -> str:
        """The name of the device that this journal is on, a UUID."""
        with self.reading() as connection:
            return reads.device(connection)

    def recall(self, key: str) -> str | None:
        """What the program noted for itself under this key."""
        with self.reading() as connection:
            return reads.meta(connection, key)

    def remember(self, key: str, value: str) -> None:
        """Note something for the program itself; no entry, and nothing that undo knows of."""
        with self.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def exists(self) -> bool:
        """Whether there is a file; a journal opened with `create=False` may have none.

        Raises:
            RehabError: when its folder can't be looked into.
        """
        with reachable(self.path):
            return self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A reading connection; to an empty journal in memory if there is no file."""
        if self.exists():
            with reading(self.path, self.wait) as connection:
                yield connection
            return
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            secure(connection, *ALWAYS)
            with transaction(connection):
                build(connection, self.clock)
            connection.row_factory = sqlite3.Row
            yield connection

    @contextmanager
    def many_readings(self) -> Iterator[Journal]:
        """This journal for many readings one after the other, over one connection.

        Opening one costs more than a small reading. For one thread, and only inside the block.
        """
        with self.reading() as connection:
            yield _Connected(self.path, self.clock, self.wait, connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One durable transaction, for the modules of this room."""
        if not self.exists():
            raise NotFoundError(
                "there is no journal here",
                "Start rehab once to make it, or restore a backup.",
                where=str(self.path),
            )
        with writing(self.path, self.wait) as connection:
            yield connection


@dataclass(frozen=True, slots=True)
class _Connected(Journal):
    """A journal whose readings share a connection."""

    connection: sqlite3.Connection | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection that is open already."""
        assert self.connection is not None
        yield self.connection
