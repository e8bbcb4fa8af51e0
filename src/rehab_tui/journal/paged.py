"""A long list of entries: where each lies, in eight bytes, and windows of it read on demand."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from rehab_tui.journal import rows
from rehab_tui.journal.records import Kind, Record
from rehab_tui.journal.store import Journal

Admits = Callable[[Record], bool]
"""Whether an entry is to be in the list."""
Stamp = tuple[int, int] | None
"""When the journal's file was last changed, and its size; None without a file."""

_KINDS = tuple(rows.TYPES)
_ROOM = 16
"""A place is the row's number in its table times this, plus the place of its kind."""
_PARTS = ("pain", "mood", "set", "check_in", "decision")
"""What of a session is shown with it."""
_NEXT_DAY = " OR \"moment\" = 'morning'"


@dataclass(frozen=True, slots=True)
class Paged:
    """Which entries are listed, by local day, the newest first; none of them is read yet.

    Attributes:
        places: where each entry lies, in the order of the list.
        days: each day that has entries, and how many.
        stamp: the journal's file as it was.
    """

    places: array[int]
    days: tuple[tuple[date, int], ...]
    stamp: Stamp

    def __len__(self) -> int:
        return len(self.places)


def stamp_of(journal: Journal) -> Stamp:
    """The journal's file as it is now: another stamp means that something was written."""
    try:
        found = journal.path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def list_entries(
    journal: Journal,
    kinds: Collection[Kind] = (),
    start: date | None = None,
    end: date | None = None,
    *,
    parts: bool = True,
    admits: Admits | None = None,
) -> Paged:
    """List entries by local day, moment and id, the newest first.

    Args:
        journal: whose.
        kinds: which kinds; none means all.
        start: the first local day, or None.
        end: the local day after the last, or None.
        parts: also what was told and done within a session. Without them stand the session, its
            notes and stops, and what was said on the morning after it.
        admits: is asked of every entry, which then is read; without it none is.
    """
    stamp = stamp_of(journal)
    days: dict[str, int] = {}

    def counted(found: Iterator[tuple[int, str]]) -> Iterator[int]:
        for place, day in found:
            days[day] = days.get(day, 0) + 1
            yield place

    with journal.reading() as connection:
        if admits is not None:
            connection.create_function("admits", -1, _asking(admits))
        chosen = [_select(kind, parts, admits is not None) for kind in kinds or _KINDS]
        query = (
            f'SELECT "place", "day" FROM ({" UNION ALL ".join(chosen)}) '
            'WHERE (:start IS NULL OR "day" >= :start) AND (:end IS NULL OR "day" < :end) '
            'ORDER BY "day" DESC, "at" DESC, "id" DESC'
        )
        span = {
            name: None if one is None else one.isoformat()
            for name, one in (("start", start), ("end", end))
        }
        cursor = connection.cursor()
        cursor.row_factory = None  # plain tuples: this is all that opening a long journal takes
        places = array("q", counted(cursor.execute(query, span)))
    by_day = tuple((date.fromisoformat(day), count) for day, count in days.items())
    return Paged(places, by_day, stamp)


def read_window(journal: Journal, paged: Paged, first: int, count: int) -> list[Record | None]:
    """Some entries of a list, in its order, from a number (0 is the newest) on.

    Returns:
        as many as there are, at most `count`; None stands for one that was removed meanwhile.
    """
    places = paged.places[max(0, first) : max(0, first) + count]
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for place in places:
        number, at = divmod(place, _ROOM)
        wanted[_KINDS[at]].append(number)
    found: dict[int, Record] = {}
    with journal.reading() as connection:
        for kind, numbers in wanted.items():
            listed = ", ".join(f'"{name}"' for name in rows.columns(kind))
            query = (
                f'SELECT {_place(kind)} AS "place", {listed} FROM "{kind}" '
                f'WHERE "deleted" IS NULL AND "rowid" IN ({", ".join(map(str, numbers))})'
            )
            for row in connection.execute(query):
                found[row["place"]] = rows.to_record(rows.TYPES[kind], row)
    return [found.get(place) for place in places]


def number_of(journal: Journal, paged: Paged, record: Record) -> int | None:
    """The number of an entry in a list; None when it isn't in it."""
    query = f'SELECT {_place(record.kind)} FROM "{record.kind}" WHERE "id" = ?'
    with journal.reading() as connection:
        row = connection.execute(query, (record.id,)).fetchone()
    try:
        return None if row is None else paged.places.index(row[0])
    except ValueError:
        return None


def _place(kind: str) -> str:
    return f'"rowid" * {_ROOM} + {_KINDS.index(kind)}'


def _select(kind: str, parts: bool, asked: bool) -> str:
    rules = ['"deleted" IS NULL']
    columns = rows.columns(kind)
    if not parts and kind in _PARTS:
        rules.append(f'("session" IS NULL{_NEXT_DAY if "moment" in columns else ""})')
    if asked:
        listed = ", ".join(f'"{name}"' for name in columns)
        rules.append(f"admits('{kind}', {listed})")
    where = " AND ".join(rules)
    return f'SELECT {_place(kind)} AS "place", "day", "at", "id" FROM "{kind}" WHERE {where}'


def _asking(admits: Admits) -> Callable[..., bool]:
    def asking(kind: str, *values: Any) -> bool:
        row = dict(zip(rows.columns(kind), values, strict=True))
        return admits(rows.to_record(rows.TYPES[kind], row))

    return asking
