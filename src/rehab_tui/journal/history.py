"""Versions of an entry that lost against a later one in a merge: set aside, never thrown away.

A merge keeps the row that was written last. What it beat is kept here as it was, so that a
correction on one device can't quietly wipe out what was noted on another.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from rehab_tui.journal import rows

STEP: tuple[str, ...] = (
    """CREATE TABLE "row_history" (
  "row_id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "row" TEXT NOT NULL,
  "kept" TEXT NOT NULL,
  PRIMARY KEY ("row_id", "kind", "row")
)""",
    # Taking back a merge forgets what it brought; see `undo`.
    'ALTER TABLE "act" ADD COLUMN "merged" INTEGER NOT NULL DEFAULT 0 CHECK ("merged" IN (0, 1))',
)
"""The step of the schema that makes room for it; like every step it never changes."""


def written(row: rows.Row) -> str:
    """A row as text, the same for the same content."""
    return json.dumps(row)


def knows(connection: sqlite3.Connection, kind: str, row: rows.Row) -> bool:
    """Whether this version was set aside already."""
    query = 'SELECT 1 FROM "row_history" WHERE "row_id" = ? AND "kind" = ? AND "row" = ?'
    return connection.execute(query, (row["id"], kind, written(row))).fetchone() is not None


def keep(connection: sqlite3.Connection, kind: str, row: rows.Row, now: datetime) -> None:
    """Set a version aside; one that is here already stays as it is."""
    connection.execute(
        'INSERT OR IGNORE INTO "row_history" ("row_id", "kind", "row", "kept") VALUES (?, ?, ?, ?)',
        (row["id"], kind, written(row), rows.stamp(now)),
    )
