"""The journal as lines of text: JSON Lines without loss, or a table for a spreadsheet."""

from __future__ import annotations

import hashlib
import heapq
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from rehab_tui.journal import rows, schema, spreadsheet
from rehab_tui.journal.incoming import END
from rehab_tui.journal.store import Journal

_LONGEST_PIECE = 1 << 20


def json_lines(journal: Journal, kinds: Sequence[str]) -> bytes:
    """Every row of these kinds, tombstones too, a line each, by moment, id and kind.

    ASCII only; the same journal gives the same bytes.
    """
    return "".join(map(_line, _rows(journal, kinds))).encode("ascii")


def csv_table(journal: Journal, kinds: Sequence[str]) -> bytes:
    """The same rows as CSV (UTF-8), with the columns of these kinds."""
    return "".join(spreadsheet.lines(kinds, _rows(journal, kinds))).encode("utf-8")


def with_end(lines: bytes) -> bytes:
    """JSON Lines with a last line by which a reader knows that it has all of them."""
    end = {
        "kind": END,
        "schema": schema.version(),
        "count": lines.count(b"\n"),
        "sha256": hashlib.sha256(lines).hexdigest(),
    }
    return lines + _line(end).encode("ascii")


def _rows(journal: Journal, kinds: Iterable[str]) -> Iterator[rows.Row]:
    # Whoever takes the rows does so at once: while they are read nobody can write.
    with journal.reading() as connection:
        connection.execute("BEGIN")
        streams = [_of_kind(connection, kind) for kind in kinds]
        yield from heapq.merge(*streams, key=lambda row: (row["at"], row["id"], row["kind"]))


def _of_kind(connection: sqlite3.Connection, kind: str) -> Iterator[rows.Row]:
    for row in connection.execute(f'{rows.select(kind)} ORDER BY "at", "id"'):
        yield rows.exported(kind, row)


def _line(row: rows.Row) -> str:
    return json.dumps(row).replace("\x7f", "\\u007f") + "\n"


def whole(source: BinaryIO) -> str | None:
    """The SHA-256 that stands in a file's last line, if the file is all that it speaks of.

    A file of which a part is missing, or that is none of ours, gives None.
    """
    digest, count, last = hashlib.sha256(), 0, b""
    while line := source.readline(_LONGEST_PIECE):
        digest.update(last)
        count += last.endswith(b"\n")
        last = line
    try:
        end = json.loads(last)
    except (ValueError, RecursionError):
        return None
    found = digest.hexdigest()
    expected = {"kind": END, "count": count, "sha256": found}
    return found if isinstance(end, dict) and end.items() >= expected.items() else None
