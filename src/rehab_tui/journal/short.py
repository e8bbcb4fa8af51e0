"""What people type for an entry: the beginning of its id."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from rehab_tui.journal.vocabulary import KINDS

SHORT_ID = 13
"""So much of an id is its millisecond, which hardly ever two entries share; then all is shown."""
AFTER_ANY = "g"
"""Sorts behind every character of an id."""


def short_ids(connection: sqlite3.Connection, identifiers: Collection[str]) -> dict[str, str]:
    """The beginning of each id that tells it from every other entry's; see `SHORT_ID`."""
    if not identifiers:
        return {}
    begin = f'substr("id", 1, {SHORT_ID})'
    every = " UNION ALL ".join(
        f'SELECT {begin} AS "begin" FROM "{kind}" '
        'WHERE "deleted" IS NULL AND "id" >= :first AND "id" < :behind'
        for kind in KINDS
    )
    query = f'SELECT "begin" FROM ({every}) GROUP BY "begin" HAVING count(*) > 1'
    span = {
        "first": min(identifiers)[:SHORT_ID],
        "behind": max(identifiers)[:SHORT_ID] + AFTER_ANY,
    }
    shared = {row[0] for row in connection.execute(query, span)}
    return {one: one if one[:SHORT_ID] in shared else one[:SHORT_ID] for one in identifiers}
