"""Entries from outside, read and checked line by line into a table of their own.

Nothing reaches the journal from here. What was read waits in a temporary database, which SQLite
moves to disk when it grows: a file of any length takes little memory, and the journal is locked
only once all of it is known to be right.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from rehab_tui.catalogue.problems import CatalogueError, Problems, TooManyError
from rehab_tui.journal import history, rows, schema, spreadsheet
from rehab_tui.journal.checked import Replaced, check
from rehab_tui.journal.database import translated
from rehab_tui.text import did_you_mean, quote

END = "end"
"""The kind of the last line of a file for others: how many lines stand before, and their SHA-256.

A file without it was cut off, or is still being copied.
"""

LONGEST_LINE = 8 << 20
"""Bytes; the longest entry that `rehab` writes is far shorter."""

_BOM = b"\xef\xbb\xbf"
_EXPORTS = "Take a file that 'rehab journal export' wrote."
_CUT_OFF = "Copy it again from where it comes from; nothing of it was taken."

_TABLES = """
CREATE TABLE incoming (kind, id, row, file, line, column_, session,
    PRIMARY KEY (kind, id, row)) WITHOUT ROWID;
CREATE INDEX incoming_session ON incoming (session) WHERE session IS NOT NULL;
CREATE TABLE wanted (kind, id, PRIMARY KEY (kind, id)) WITHOUT ROWID;
BEGIN;
"""


@dataclass(slots=True)
class Incoming:
    """All versions of all rows that were read, from one file or several.

    Attributes:
        replaced: characters that could not be kept and became U+FFFD.
    """

    connection: sqlite3.Connection
    replaced: Replaced = field(default_factory=Replaced)
    _files: int = 0

    def read(self, source: BinaryIO, name: str, journal: sqlite3.Connection) -> None:
        """Read a file: JSON Lines, or CSV as `spreadsheet` writes it.

        Args:
            source: its bytes.
            name: what the person knows it by.
            journal: for the sessions that its entries speak of, if they are not in the file.

        Raises:
            CatalogueError: with every problem and its place; then nothing of the file is kept.
        """
        self._files += 1
        reader = _Reader(self, Problems(name), self._files)
        with suppress(TooManyError):
            reader.read(source)
            reader.expect_sessions(journal)
        if reader.problems:
            self.connection.execute("DELETE FROM incoming WHERE file = ?", (self._files,))
            raise CatalogueError(reader.problems)

    def groups(self, *, wanted: bool = False) -> Iterator[tuple[str, str, list[rows.Row]]]:
        """Kind, id and all versions of each row; with `wanted` only those that were marked."""
        only = "JOIN wanted USING (kind, id) " if wanted else ""
        found = self.connection.execute(
            f"SELECT kind, id, row FROM incoming {only}ORDER BY kind, id, row"
        )
        for (kind, identifier), versions in groupby(found, key=lambda row: (row[0], row[1])):
            yield kind, identifier, [json.loads(row[2]) for row in versions]

    def want(self, kind: str, identifier: str) -> None:
        """Mark a row."""
        self.connection.execute("INSERT INTO wanted VALUES (?, ?)", (kind, identifier))


@contextmanager
def incoming() -> Iterator[Incoming]:
    """A place for what is read, gone after the block.

    Raises:
        RehabError: when the folder for temporary files has no room for it.
    """
    folder = Path(tempfile.gettempdir())
    with translated(folder), closing(sqlite3.connect("", isolation_level=None)) as connection:
        connection.executescript(_TABLES)
        yield Incoming(connection)


@dataclass(slots=True)
class _Reader:
    """Reads one file."""

    into: Incoming
    problems: Problems
    file: int
    line: int = 0
    count: int = 0
    ended: bool = False

    def read(self, source: BinaryIO) -> None:
        first = source.readline(LONGEST_LINE + 1)
        first = first.removeprefix(_BOM)
        if first.lstrip().startswith(b"kind"):
            self._csv(first, source)
        else:
            self._json_lines(first, source)

    def _tell(self, column: int, what: str, todo: str = "") -> None:
        self.problems.add(self.line, max(1, column), what, todo)

    def _lines(self, first: bytes, source: BinaryIO) -> Iterator[bytes]:
        """Each line, its end included; one that is too long is told of and left out."""
        line = first
        while line:
            self.line += 1
            if len(line) > LONGEST_LINE:
                self._tell(1, f"this line is longer than {LONGEST_LINE} bytes", _CUT_OFF)
                while line and not line.endswith(b"\n"):
                    line = source.readline(LONGEST_LINE)
            else:
                yield line
            line = source.readline(LONGEST_LINE + 1)

    def _text(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError as error:
            self._tell(error.start + 1, "this is not UTF-8 text", "Save the file as UTF-8.")
            return ""

    # --- JSON Lines ---
    def _json_lines(self, first: bytes, source: BinaryIO) -> None:
        digest = hashlib.sha256()
        for line in self._lines(first, source):
            text = self._text(line).strip()
            if not text:
                continue
            if self.ended:
                self._tell(1, "something stands behind the end of the file", _CUT_OFF)
                return
            if values := self._object(text):
                if values.get("kind") == END:
                    self._end(values, digest.hexdigest())
                else:
                    self._entry(values, _ColumnsOf(text))
            digest.update(line)
            self.count += 1

    def _object(self, text: str) -> dict[str, Any] | None:
        doubled: list[str] = []

        def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
            made = dict(found)
            if len(made) < len(found):
                names = [name for name, _ in found]
                doubled.extend(name for name in made if names.count(name) > 1)
            return made

        try:
            values = json.loads(text, object_pairs_hook=pairs, parse_constant=_refuse)
        except json.JSONDecodeError as error:
            what = f"this is no JSON: {error.msg.lower()}"
            self._tell(error.colno, what, _EXPORTS if self.line == 1 else _CUT_OFF)
            if self.line == 1:  # another kind of file: that is enough to know
                raise TooManyError from None
        except (ValueError, RecursionError):
            self._tell(1, "this is no JSON that an entry can be made of", _CUT_OFF)
        else:
            if isinstance(values, dict) and not doubled:
                return values
            if doubled:
                self._tell(
                    _ColumnsOf(text)[doubled[0]], f"{quote(doubled[0])} is there twice",
                    "Keep one of them.",
                )  # fmt: skip
            else:
                self._tell(1, "this is no entry", "Each line is a JSON object: {...}.")
        return None

    def _end(self, values: dict[str, Any], digest: str) -> None:
        self.ended = True
        newer = values.get("schema")
        if isinstance(newer, int) and newer > schema.version():
            self._tell(1, "a newer version of rehab wrote this file", "Update rehab here too.")
        elif values.get("count") != self.count or values.get("sha256") != digest:
            self._tell(1, "the file is incomplete or was changed since it was written", _CUT_OFF)

    # --- CSV ---
    def _csv(self, first: bytes, source: BinaryIO) -> None:
        limit = csv.field_size_limit(LONGEST_LINE)
        try:
            table = csv.reader(map(self._text, self._lines(first, source)), strict=True)
            names = next(table)
            if self._header_is_right(names):
                self._rows(names, table)
        except csv.Error as error:
            self._tell(1, f"this is no CSV: {error}", _CUT_OFF)
        finally:
            csv.field_size_limit(limit)

    def _header_is_right(self, names: list[str]) -> bool:
        known = spreadsheet.header(rows.TYPES)
        for place, name in enumerate(names, 1):
            if names.index(name) < place - 1:
                self._tell(place, f"the column {quote(name)} is there twice", "Keep one of them.")
            elif name not in known:
                near = did_you_mean(name, known)
                self._tell(
                    place, f"there is no column {quote(name)}",
                    near or "Take a table that 'rehab journal export --format csv' wrote.",
                )  # fmt: skip
        return not self.problems

    def _rows(self, names: list[str], table: Iterable[list[str]]) -> None:
        places = _Places({name: place for place, name in enumerate(names, 1)})
        for cells in table:
            if not cells:
                continue
            if len(cells) != len(names):
                self._tell(1, f"{len(cells)} cells in a table of {len(names)} columns", _CUT_OFF)
            elif kind := self._kind(cells[0], 1):
                self._check(kind, spreadsheet.values(kind, names, cells), places)

    # --- both ---
    def _entry(self, values: dict[str, Any], columns: _ColumnsOf) -> None:
        if kind := self._kind(values.pop("kind", None), columns["kind"]):
            self._check(kind, values, columns)

    def _kind(self, kind: object, column: int) -> str | None:
        if isinstance(kind, str) and kind in rows.TYPES:
            return kind
        near = did_you_mean(kind, rows.TYPES) if isinstance(kind, str) else ""
        named = quote(kind) if isinstance(kind, str) else "this"
        todo = near or f"It is one of: {', '.join(rows.TYPES)}."
        self._tell(column, f"{named} is no kind of entry", todo)
        return None

    def _check(self, kind: str, values: dict[str, Any], columns: _ColumnsOf | _Places) -> None:
        def tell(name: str, what: str, todo: str) -> None:
            self._tell(columns[name], what, todo)

        row = check(kind, values, tell, self.into.replaced)
        if row is None:
            return
        session = row.get("session")
        place = columns["session"] if session else 0
        self.into.connection.execute(
            "INSERT OR IGNORE INTO incoming VALUES (?, ?, ?, ?, ?, ?, ?)",
            (kind, row["id"], history.written(row), self.file, self.line, place, session),
        )

    def expect_sessions(self, journal: sqlite3.Connection) -> None:
        """Tell of entries whose session is neither in the file nor in the journal."""
        missing = self.into.connection.execute(
            "SELECT session, line, column_ FROM incoming AS part WHERE session IS NOT NULL "
            "AND file = ? AND NOT EXISTS (SELECT 1 FROM incoming "
            "WHERE kind = 'session' AND id = part.session) ORDER BY line",
            (self.file,),
        )
        for session, line, column in missing:
            if rows.find(journal, "session", session) is None:
                what = f"its session {quote(session)} is neither here nor in the journal"
                todo = "Import the sessions together with it, or before it."
                self.problems.add(line, column, what, todo)


class _ColumnsOf:
    """Where each value of a line of JSON begins."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __getitem__(self, name: str) -> int:
        found = re.search(rf"{re.escape(json.dumps(name))}\s*:\s*", self._text) if name else None
        return found.end() + 1 if found else 1


class _Places(dict[str, int]):
    """Which cell of a line of CSV holds each column."""

    def __missing__(self, name: str) -> int:
        return 1


def _refuse(name: str) -> None:
    raise ValueError(name)
