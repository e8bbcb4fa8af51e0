"""Bringing rows from outside into the journal: one rule, whatever they come from.

Of all versions of a row the one that was written last holds: the later `updated`, then the larger
`device`, then the larger text. That is a maximum, so neither the order of merges nor their number
makes a difference. Every version that does not hold is set aside in the row's history. A removed
entry is a version like any other, so a removal holds unless the entry was written again later.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from rehab_tui.journal import history, reads, rows
from rehab_tui.journal.acts import Act
from rehab_tui.journal.database import translated
from rehab_tui.journal.incoming import Incoming
from rehab_tui.journal.store import Journal

MOST_NAMED = 20
"""Rows that are named one by one; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Beaten:
    """A version that another one beat: both as they lie in the file."""

    kind: str
    holds: rows.Row
    lost: rows.Row


@dataclass(slots=True)
class Merged:
    """What a merge did.

    Attributes:
        added: entries that were not here.
        changed: entries that are now as they were written elsewhere, later than here.
        removed: entries that were removed elsewhere, later than they were written here.
        traces: rows that changed nothing to be seen: removed before they came here.
        same: rows that were here already.
        beaten: how many versions were set aside that were not before.
        named: the first of them.
        replaced: characters that could not be kept and became U+FFFD.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    traces: int = 0
    same: int = 0
    beaten: int = 0
    named: tuple[Beaten, ...] = ()
    replaced: int = 0

    @property
    def nothing_new(self) -> bool:
        """Whether the journal is as it was."""
        return not (self.added or self.changed or self.removed or self.traces or self.beaten)


def merge(
    journal: Journal,
    incoming: Incoming,
    label: str,
    *,
    first: Callable[[], object] | None = None,
    dry_run: bool = False,
) -> Merged:
    """Merge what was read, in one transaction, which `rehab undo` takes back as one act.

    Args:
        journal: where to.
        incoming: what was read; each can be merged once.
        label: what the person did, as `rehab undo` names it.
        first: is called before anything is written, if anything is: to make a backup.
        dry_run: only say what would be done.

    Returns:
        what was done. Where nothing is new the journal is not locked.
    """
    with translated(journal.path):
        with journal.reading() as connection:
            plan = _Merging(connection, None)
            for kind, identifier, versions in incoming.groups():
                if plan.row(kind, identifier, versions):
                    incoming.want(kind, identifier)
        done = plan.done
        if not dry_run and not done.nothing_new:
            if first is not None:
                first()
            done = _write(journal, incoming, label)
            done.same += plan.done.same
    done.replaced = incoming.replaced.count
    return done


def _write(journal: Journal, incoming: Incoming, label: str) -> Merged:
    with journal.writing() as connection:
        act = Act(
            label, None, journal.clock.now(), reads.device(connection), connection, merged=True
        )
        merging = _Merging(connection, act)
        for kind, identifier, versions in incoming.groups(wanted=True):
            merging.row(kind, identifier, versions)
        return merging.done


def rank(row: rows.Row) -> tuple[str, str, str]:
    """What decides between two versions of a row: the larger holds."""
    return row["updated"], row["device"], history.written(row)


class _Merging:
    """Goes through the rows; without an act it only counts."""

    def __init__(self, connection: sqlite3.Connection, act: Act | None) -> None:
        self._connection = connection
        self._act = act
        self.done = Merged()

    def row(self, kind: str, identifier: str, versions: list[rows.Row]) -> bool:
        """Merge one row; whether something about it is new."""
        present = rows.find(self._connection, kind, identifier)
        if present is not None:
            versions = [present, *(version for version in versions if version != present)]
        holds = max(versions, key=rank)
        news = False
        for version in versions:
            if version != holds and not history.knows(self._connection, kind, version):
                news = True
                self._set_aside(Beaten(kind, holds, version))
        if holds == present:
            self.done.same += not news
            return news
        self._count(present, holds)
        if self._act is not None:
            self._act.bring(rows.TYPES[kind].kind, present, holds)
        return True

    def _set_aside(self, beaten: Beaten) -> None:
        self.done.beaten += 1
        if len(self.done.named) < MOST_NAMED:
            self.done.named += (beaten,)
        if self._act is not None:
            history.keep(self._connection, beaten.kind, beaten.lost, self._act.now)

    def _count(self, present: rows.Row | None, holds: rows.Row) -> None:
        was_there = present is not None and present["deleted"] is None
        if holds["deleted"] is None:
            self.done.added += present is None
            self.done.changed += present is not None
        elif was_there:
            self.done.removed += 1
        else:
            self.done.traces += 1
