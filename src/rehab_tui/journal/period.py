"""What a report counts of a time, reckoned where the rows lie: no table is read as a whole.

Tombstones count nowhere, and of sessions only those that ended.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Generator, Iterator
from datetime import date

from rehab_tui.journal.store import Journal
from rehab_tui.journal.vocabulary import ENDED

_HERE = '"deleted" IS NULL'
_OVER = f'{_HERE} AND "state" IN {ENDED}'
_ENTRIES = {
    **dict.fromkeys(
        ("pain", "mood", "sleep", "function", "treatment", "done_elsewhere", "note", "stop"), _HERE
    ),
    "session": _OVER,
}
"""The tables whose rows make a day one with an entry, and which of their rows."""


def entry_days(journal: Journal, start: date, end: date) -> frozenset[date]:
    """The local days from `start` to before `end` that have any entry."""
    query = " UNION ".join(
        f'SELECT "day" FROM "{table}" WHERE {rule} AND "day" >= :start AND "day" < :end'
        for table, rule in _ENTRIES.items()
    )
    with journal.reading() as connection:
        span = {"start": start.isoformat(), "end": end.isoformat()}
        found = connection.execute(query, span).fetchall()
    return frozenset(date.fromisoformat(day) for (day,) in found)


def first_and_last_day(journal: Journal, end: date) -> tuple[date, date] | None:
    """The local days of the first and of the latest entry before `end`; None without any."""
    with journal.reading() as connection:
        days = [
            day
            for order in ("ASC", "DESC")
            for table, rule in _ENTRIES.items()
            for day in _one_day(connection, table, rule, order, end)
        ]
    return (min(days), max(days)) if days else None


def _one_day(
    connection: sqlite3.Connection, table: str, rule: str, order: str, end: date
) -> Iterator[date]:
    query = f'SELECT "day" FROM "{table}" WHERE {rule} AND "day" < ? ORDER BY "day" {order} LIMIT 1'
    for (day,) in connection.execute(query, (end.isoformat(),)):
        yield date.fromisoformat(day)


def ratings_by_day(
    journal: Journal, moments: Collection[str], end: date
) -> Generator[tuple[date, int], None, None]:
    """Pain at those moments by its local day, the earliest first, read only as far as it is used.

    The journal stays open until the iterator is closed.
    """
    query = (
        f'SELECT "day", "level" FROM "pain" WHERE {_HERE} AND "day" < ? '
        f'AND +"moment" IN ({", ".join("?" * len(moments))}) ORDER BY "day"'
    )
    with journal.reading() as connection:
        for day, level in connection.execute(query, (end.isoformat(), *moments)):
            yield date.fromisoformat(day), level


def sets_done(journal: Journal, start: date, end: date) -> dict[str, dict[int, int]]:
    """Of each session of the time, by its id: how many sets are done at each place.

    A set that was done again counts once.
    """
    query = (
        'SELECT "session", "item", count(*) FROM (SELECT DISTINCT "session", "item", "number", '
        f'"side" FROM "set" WHERE {_HERE} AND "session" IN (SELECT "id" FROM "session" '
        f'WHERE {_OVER} AND "day" >= ? AND "day" < ?)) GROUP BY "session", "item"'
    )
    found: dict[str, dict[int, int]] = {}
    with journal.reading() as connection:
        for session, item, count in connection.execute(query, (start.isoformat(), end.isoformat())):
            found.setdefault(session, {})[item] = count
    return found


def first_session(journal: Journal, end: date, programme: str | None = None) -> date | None:
    """The local day of the first session before `end`, of one programme or of any."""
    rule = _OVER if programme is None else f'{_OVER} AND "programme" = :programme'
    query = f'SELECT "day" FROM "session" WHERE {rule} AND "day" < :end ORDER BY "day" LIMIT 1'
    values = {"end": end.isoformat(), "programme": programme}
    with journal.reading() as connection:
        row = connection.execute(query, values).fetchone()
    return None if row is None else date.fromisoformat(row[0])


def first_of_each(journal: Journal, qualities: Collection[str], end: date) -> dict[str, date]:
    """The local day of the first pain of each of these qualities, as far as it is before `end`."""
    query = (
        f'SELECT "quality", min("day") FROM "pain" WHERE {_HERE} AND "day" < ? '
        f'AND "quality" IN ({", ".join("?" * len(qualities))}) GROUP BY "quality"'
    )
    if not qualities:
        return {}
    with journal.reading() as connection:
        found = connection.execute(query, (end.isoformat(), *qualities)).fetchall()
    return {quality: date.fromisoformat(day) for quality, day in found}


def first_ratings(
    journal: Journal, activities: Collection[str], end: date
) -> list[tuple[date, str, int]]:
    """The first rating of each of these activities, as far as it is before `end`.

    Local day, activity as it was typed then (in letters of either case), level.
    """
    query = (
        f'SELECT "day", "activity", "level" FROM "function" WHERE {_HERE} AND "day" < ? '
        'AND "activity" = ? COLLATE NOCASE ORDER BY "day", "at" LIMIT 1'
    )
    with journal.reading() as connection:
        found = [connection.execute(query, (end.isoformat(), one)).fetchone() for one in activities]
    return [(date.fromisoformat(row[0]), row[1], row[2]) for row in found if row is not None]
