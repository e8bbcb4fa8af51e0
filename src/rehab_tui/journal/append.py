"""New entries of now in a journal that is just as it should be: a way for `rehab log` alone.

It writes what `Act.add` writes, without the records, tables and checks that take longer to load
than the entry takes to write; a test holds the two together, down to the row. Whatever is not plain
here (no journal yet, another version, somebody else writing) it leaves to that way, untouched.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from rehab_tui.errors import RehabError
from rehab_tui.journal.ids import new_id
from rehab_tui.journal.pragmas import ALWAYS, FOR_WRITING, secure
from rehab_tui.journal.short import short_ids
from rehab_tui.journal.stamps import stamp

APPLICATION_ID, VERSION = 0x52656861, 5
"""As in `schema`, whose tables are written here."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "pain": ("level", "site", "quality", "moment", "session", "exercise"),
    "mood": ("level", "session"),
}
"""The columns of a kind beside those of every kind."""

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-")
"""What a path may hold for it to mean the same in a URI."""

Value = str | int | None
Entry = tuple[str, Mapping[str, Value]]
"""Its kind, and those of its own columns that are not empty."""


def append(journal: str, label: str, entries: Sequence[Entry], now: datetime) -> list[str] | None:
    """Write entries in one durable transaction.

    Args:
        journal: the file.
        label: what the person did, as `rehab undo` names it.
        entries: at least one.
        now: the present moment, aware: theirs too.

    Returns:
        what to type for each of their ids; None when nothing was written and nothing was tried
        that the long way would not do again.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    path = os.path.realpath(journal)
    if not _is_plain(path) or (now.utcoffset() or timedelta()) % timedelta(minutes=1):
        return None
    handle = -1
    try:
        flags = os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC
        handle = os.open(f"{path}.lock", flags, 0o600)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return _write(path, label, entries, now)
    except (OSError, sqlite3.Error, RehabError):  # the long way meets it again, and says so
        return None
    finally:
        if handle >= 0:
            os.close(handle)


def _is_plain(path: str) -> bool:
    try:
        about = os.stat(path)  # noqa: PTH116 - pathlib takes longer to load than all of this
    except OSError:
        return False
    private = stat.S_ISREG(about.st_mode) and not about.st_mode & 0o077
    return private and about.st_size > 0 and _PLAIN.issuperset(path)


def _write(path: str, label: str, entries: Sequence[Entry], now: datetime) -> list[str] | None:
    connection = sqlite3.connect(f"file:{path}?mode=rw", timeout=0, isolation_level=None, uri=True)
    try:
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if (owner, version) != (APPLICATION_ID, VERSION):
            return None
        secure(connection, *ALWAYS, FOR_WRITING)
        connection.execute("BEGIN IMMEDIATE")
        (device,) = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
        written = stamp(now)
        number = connection.execute(
            "INSERT INTO act (at, label, group_id, device, merged) VALUES (?, ?, NULL, ?, 0)",
            (written, label, device),
        ).lastrowid
        ids = []
        for place, (kind, own) in enumerate(entries, 1):
            ids.append(new_id(now))
            row = {
                "id": ids[-1], "at": written,
                "offset_min": (now.utcoffset() or timedelta()) // timedelta(minutes=1),
                "day": now.date().isoformat(),
                **{name: own.get(name) for name in COLUMNS[kind]},
                "created": written, "updated": written, "device": device, "deleted": None,
            }  # fmt: skip
            listed, marks = '", "'.join(row), ", ".join("?" * len(row))
            connection.execute(
                f'INSERT INTO "{kind}" ("{listed}") VALUES ({marks})', [*row.values()]
            )
            connection.execute(
                "INSERT INTO act_row (act_id, seq, kind, row_id, before, after) "
                "VALUES (?, ?, ?, ?, NULL, ?)",
                (number, place, kind, ids[-1], json.dumps(row)),
            )
        short = short_ids(connection, ids)
        connection.execute("COMMIT")
        return [short[one] for one in ids]
    finally:
        connection.close()  # what was not committed is rolled back
