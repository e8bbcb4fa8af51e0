"""Rows as other devices wrote them, and journals to bring them into."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from rehab_tui.catalogue.problems import CatalogueError
from rehab_tui.clock import ManualClock
from rehab_tui.errors import ExitCode
from rehab_tui.journal import rows
from rehab_tui.journal.exchange import json_lines
from rehab_tui.journal.incoming import incoming
from rehab_tui.journal.merge import Merged, merge
from rehab_tui.journal.records import Pain, Record
from rehab_tui.journal.store import Journal

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
AT = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
KINDS = tuple(rows.TYPES)


def identifier(number: int) -> str:
    """An id, here of UUID version 4."""
    return f"00000000-0000-4000-8000-{number:012d}"


def row(
    record: Record, number: int, second: int = 0, device: str = "phone", *, deleted: bool = False
) -> rows.Row:
    """A row of the export: a record written by `device` at a second of AT's minute."""
    written = rows.stamp(AT.replace(second=second))
    made = {
        **rows.to_columns(rows.settled(record, identifier(number))[0]),
        "created": rows.stamp(AT), "updated": written, "device": device,
        "deleted": written if deleted else None,
    }  # fmt: skip
    ordered = {name: made[name] for name in rows.columns(record.kind)}
    return {"kind": record.kind, **ordered}


def lines(*given: rows.Row) -> bytes:
    """JSON Lines of rows."""
    return "".join(json.dumps(one) + "\n" for one in given).encode()


def bring(journal: Journal, content: bytes, name: str = "phone.jsonl", **options: Any) -> Merged:
    """Read and merge a file."""
    with incoming() as read:
        with journal.reading() as connection:
            read.read(BytesIO(content), name, connection)
        return merge(journal, read, "imported", **options)


def exported(journal: Journal) -> bytes:
    """All of a journal."""
    return json_lines(journal, KINDS)


def histories(journal: Journal) -> set[tuple[str, str]]:
    """Kind and content of every version that was set aside."""
    with closing(sqlite3.connect(journal.path)) as connection:
        return set(connection.execute("SELECT kind, row FROM row_history"))


PAIN = row(Pain(at=AT, level=3, site="knee-left"), 1)


@pytest.fixture
def a_journal(tmp_path: Path) -> Journal:
    return Journal.open(tmp_path / "journal.sqlite3", ManualClock(NOW))


@pytest.fixture
def another_journal(tmp_path: Path) -> Journal:
    return Journal.open(tmp_path / "other.sqlite3", ManualClock(NOW))


def refused(journal: Journal, content: bytes, name: str = "x.jsonl") -> list[str]:
    """The problems of a file, which must have left no trace."""
    before = journal.path.read_bytes()
    with pytest.raises(CatalogueError) as caught:
        bring(journal, content, name)
    assert caught.value.code == ExitCode.DATA
    assert journal.path.read_bytes() == before
    return str(caught.value).splitlines()
