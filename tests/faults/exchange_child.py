"""A process that dies in the middle of an import or a sync, or has much to do, for the tests.

Started as `python exchange_child.py COMMAND PATH`; prints one number.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from journal_child import open_journal, sweep

from rehab_tui.clock import ManualClock
from rehab_tui.journal import exchange, rows
from rehab_tui.journal.records import Note
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import acts
from rehab_tui.practice.exchange import bring_in
from rehab_tui.practice.sync import sync

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


def everything(path: Path) -> bytes:
    return exchange.json_lines(open_journal(path), tuple(rows.TYPES))


def other_device(path: Path) -> Journal:
    """A device with three notes, the first of which this journal has in an earlier version."""
    journal = Journal.open(path, ManualClock(NOW))
    with journal.act("noted") as act:
        for text in "abc":
            act.add(Note(at=NOW, text=text))
    return journal


def begun(path: Path, theirs: bytes) -> None:
    first = json.loads(theirs.splitlines()[0])
    earlier = {**first, "text": "earlier", "updated": "2026-11-20T07:00:00.000Z"}
    bring_in(open_journal(path), BytesIO(json.dumps(earlier).encode() + b"\n"), "earlier")


def whole_or_absent(path: Path, before: bytes, after: bytes) -> Callable[[bool], None]:
    def check(ended: bool) -> None:
        found = everything(path)
        assert found == after or (found == before and not ended)
        assert len(acts(open_journal(path))) == 1 + (found == after)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            kept = connection.execute("SELECT count(*) FROM row_history").fetchone()
            assert kept == (int(found == after),)

    return check


def sweep_import(path: Path) -> int:
    """An import is whole or absent, wherever it was cut."""
    theirs = exchange.json_lines(other_device(path.with_name("other.sqlite3")), ("note",))
    begun(path, theirs)
    check = whole_or_absent(path, everything(path), theirs)
    return sweep(lambda: bring_in(open_journal(path), BytesIO(theirs), "x"), check)


def sweep_sync(path: Path) -> int:
    """A sync is too; its file in the folder is never a half one."""
    other = other_device(path.with_name("other.sqlite3"))
    theirs = exchange.json_lines(other, ("note",))
    begun(path, theirs)
    folder = path.with_name("shared")
    folder.mkdir()
    sync(other, folder)
    whole_journal = whole_or_absent(path, everything(path), theirs)

    def check(ended: bool) -> None:
        whole_journal(ended)
        for file in folder.glob("rehab-*"):
            with file.open("rb") as source:
                assert exchange.whole(source)

    return sweep(lambda: sync(open_journal(path), folder), check)


def large(path: Path) -> int:
    """Import 100,000 entries.

    Returns:
        by how many MiB the process grew.
    """
    other_device(path.with_name("other.sqlite3"))
    theirs = everything(path.with_name("other.sqlite3"))
    entry = json.loads(theirs.splitlines()[0])
    file = path.with_name("large.jsonl")
    with file.open("w", encoding="ascii") as out:
        for number in range(100_000):
            entry["id"] = f"00000000-0000-4000-8000-{number:012d}"
            out.write(json.dumps(entry) + "\n")
    journal = open_journal(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with file.open("rb") as source:
        assert bring_in(journal, source, "large").added == 100_000
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert everything(path) == file.read_bytes()
    return grown >> 10


if __name__ == "__main__":
    print(globals()[sys.argv[1]](Path(sys.argv[2])), flush=True)
