"""Journals to measure with: empty, ten years of somebody, and very many entries."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rehab_tui.clock import SystemClock
from rehab_tui.journal import rows
from rehab_tui.journal.records import Mood, Note, Pain, Record, Sleep
from rehab_tui.journal.store import Journal
from rehab_tui.paths import make_private_folder
from rehab_tui.practice.context import shipped_catalogue
from rehab_tui.practice.demo_place import demo_practice

TEN_YEARS = 520
"""Weeks: about 39,000 entries, 1,230 sessions with their sets among them."""
MANY = 100_000
MINUTES = 45
"""Between two of the many entries, about."""
SITES = ("neck", "knee-left", "lower-back", None)


def empty(folder: Path) -> Journal:
    """A journal with one entry, so that nobody is asked the first questions."""
    make_private_folder(folder)
    journal = Journal.open(folder / "journal.sqlite3", SystemClock())
    with journal.act("began") as act:
        act.add(Mood(at=journal.clock.now(), level=3))
    return journal


def ten_years(folder: Path) -> Journal:
    """The made-up person of the demo, who went on for ten years."""
    return demo_practice(folder, shipped_catalogue(), SystemClock(), weeks=TEN_YEARS).journal


def many_entries(folder: Path, count: int = MANY) -> Journal:
    """So many entries of four kinds, written in one transaction without undo's own rows."""
    make_private_folder(folder)
    journal = Journal.open(folder / "journal.sqlite3", SystemClock())
    dice, now = random.Random(1), datetime.now(UTC)
    written: dict[str, list[rows.Row]] = {}
    for number in range(count):
        at = now - timedelta(minutes=MINUTES * number + dice.randrange(MINUTES))
        record = _record(number, at, dice)
        known = dict.fromkeys(("created", "updated"), rows.stamp(at))
        row = {**rows.to_columns(record), **known, "device": "benchmark", "deleted": None}
        written.setdefault(record.kind, []).append(row)
    with journal.writing() as connection:
        for kind, found in written.items():
            names = rows.columns(kind)
            listed = ", ".join(f'"{name}"' for name in names)
            marks = ", ".join("?" * len(names))
            values = [[row[name] for name in names] for row in found]
            connection.executemany(f'INSERT INTO "{kind}" ({listed}) VALUES ({marks})', values)
    return journal


def _record(number: int, at: datetime, dice: random.Random) -> Record:
    key = f"00000000-0000-7000-8000-{number:012x}"
    match number % 4:
        case 0:
            return Pain(id=key, at=at, level=dice.randrange(11), site=dice.choice(SITES))
        case 1:
            return Mood(id=key, at=at, level=dice.randrange(1, 6))
        case 2:
            return Sleep(id=key, at=at, minutes=dice.randrange(240, 600), quality=3)
    return Note(id=key, at=at, text=f"note number {number}")
