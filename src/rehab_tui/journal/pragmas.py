"""The settings of a connection: made, and then read back, for SQLite skips what it refuses."""

from __future__ import annotations

import sqlite3

from rehab_tui.errors import RehabError

Setting = tuple[str, str, object]
"""Its name, what it is set to, and what SQLite then says."""

ALWAYS: tuple[Setting, ...] = (
    ("foreign_keys", "ON", 1),
    ("synchronous", "EXTRA", 3),
    ("trusted_schema", "OFF", 0),
)
FOR_READING: Setting = ("query_only", "ON", 1)
FOR_WRITING: Setting = ("journal_mode", "DELETE", "delete")


def secure(connection: sqlite3.Connection, *settings: Setting) -> None:
    """Make settings of a connection, and check that they hold.

    Raises:
        RehabError: SQLite refuses one.
    """
    for name, value, expected in settings:
        connection.execute(f"PRAGMA {name} = {value}")
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is not None and row[0] != expected:
            raise RehabError(f"SQLite on this machine refuses {name} = {value}")
