"""What people type for an entry: the beginning of its id."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from rehab_tui.journal.vocabulary import KINDS

SHORT_ID = 13
"""So much of an id is its millisecond, which hardly ever two entries share; then more is shown."""
AFTER_ANY = "g"
"""Sorts behind every character of an id."""


def short_ids(connection: sqlite3.Connection, identifiers: Collection[str]) -> dict[str, str]:
    """The beginning of each id that tells it from every other entry's; see `SHORT_ID`."""
    if not identifiers:
        return {}
    begin = f'substr("id", 1, {SHORT_ID})'
    every = " UNION ALL ".join(
        f'SELECT {begin} AS "begin", "id" FROM "{kind}" '
        'WHERE "deleted" IS NULL AND "id" >= :first AND "id" < :behind'
        for kind in KINDS
    )
    query = (
        f'SELECT "begin", group_concat("id") FROM ({every}) GROUP BY "begin" HAVING count(*) > 1'
    )
    span = {
        "first": min(identifiers)[:SHORT_ID],
        "behind": max(identifiers)[:SHORT_ID] + AFTER_ANY,
    }
    alike = {begin: ids.split(",") for begin, ids in connection.execute(query, span)}
    return {one: _told_from(one, alike.get(one[:SHORT_ID], ())) for one in identifiers}


def _told_from(one: str, alike: Sequence[str]) -> str:
    """So much of an id as none of those that begin as it does has too."""
    size = SHORT_ID
    while size < len(one) and any(other[:size] == one[:size] for other in alike if other != one):
        size += 1
    return one[:size]
