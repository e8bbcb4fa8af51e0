"""A journal with a clock that moves only when told, and short ways to write into it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from rehab_tui.clock import ManualClock
from rehab_tui.journal.records import Pain, Record, SessionRecord, SetRecord
from rehab_tui.journal.store import Journal

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=timezone(timedelta(hours=1)))
NOBODY = "01a20000-0000-7000-8000-000000000009"


@pytest.fixture
def a_clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def a_journal(tmp_path: Path, clock: ManualClock) -> Journal:
    return Journal.open(tmp_path / "journal.sqlite3", clock)


def add(journal: Journal, *records: Record) -> list[Record]:
    with journal.act("logged") as act:
        return [act.add(record) for record in records]


def pain(day: int, level: int = 3, **values: str) -> Pain:
    return Pain(at=NOW.replace(day=day), level=level, **values)  # type: ignore[arg-type]


def a_set(session: SessionRecord, number: int = 1) -> SetRecord:
    return SetRecord(
        at=NOW + timedelta(minutes=number), session=session.id, item=0, exercise="bridge",
        number=number, reps_prescribed=10, two_more=True,
    )  # fmt: skip
