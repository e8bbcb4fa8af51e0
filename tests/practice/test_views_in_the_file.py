"""The views `daily` and `weekly` say the same as the weekly report, whoever queries the file."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from rehab_tui.clock import ManualClock
from rehab_tui.journal import records as r
from rehab_tui.journal.store import Journal
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.practice.demo import demo_records
from rehab_tui.practice.weekly import weekly_report
from rehab_tui.report.as_json import render_json
from rehab_tui.report.build import MEASURES

LAST = date(2027, 1, 10)
"""So that the twelve weeks go over a year's edge, in a year of 53 weeks."""
NOON = datetime(2027, 1, 10, 12, 0, tzinfo=UTC)
REMOVED = NOON - timedelta(days=30)


def filled(folder: Path) -> Journal:
    journal = Journal.open(folder / "journal.sqlite3", ManualClock(NOON))
    with journal.act("made up") as act:
        for record in demo_records(LAST, seed=3):
            act.add(record)
        gone = [act.add(r.Pain(at=REMOVED, level=10)), act.add(r.StopEvent(at=REMOVED, reason="x"))]
        for record in gone:
            act.remove(record.kind, record.id)
        session = act.add(r.SessionRecord(at=REMOVED, state="left"))
        for minutes, level in enumerate((5, 7, 7, 2, 9)):
            at = REMOVED + timedelta(minutes=minutes)
            said = act.add(r.Pain(at=at, level=level, moment="worst", session=session.id))
        act.remove("pain", said.id)
        act.add(r.Pain(at=REMOVED, level=1, moment="worst"))
    return journal


def rows(path: Path, query: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


def test_weekly_says_what_the_report_says(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    practice = Practice(journal.clock, shipped_catalogue, journal)
    report = weekly_report(practice, LAST - timedelta(weeks=12), LAST)
    weeks = {week["week"]: week for week in json.loads(render_json(report))["weeks"]}
    found = rows(journal.path, "SELECT * FROM weekly")
    assert [row["week"] for row in found] == [w for w in weeks if w in {r["week"] for r in found}]
    assert {"2026-W53", "2027-W01"} < {row["week"] for row in found}
    assert len(found) > 9
    for row in found:
        week = weeks[row["week"]]
        assert row["start"] == week["start"]
        assert row["stops"] == week["stops"]
        for kind in ("done", "partly", "elsewhere"):
            assert row[f"sessions_{kind}"] == week["sessions"][kind]
        # the report rounds each session to whole minutes
        assert abs((row["minutes"] or 0) - (week["sessions"]["minutes"] or 0)) <= 5
        for measure in MEASURES:
            for figure, value in week[measure].items():
                assert row[f"{measure}_{figure}"] == value, (row["week"], measure, figure)


def test_the_days_add_up_to_the_weeks(tmp_path: Path) -> None:
    path = filled(tmp_path).path
    days, weeks = rows(path, "SELECT * FROM daily"), rows(path, "SELECT * FROM weekly")
    assert [row["day"] for row in days] == sorted({row["day"] for row in days})
    for week in weeks:
        end = (date.fromisoformat(week["start"]) + timedelta(days=7)).isoformat()
        inside = [day for day in days if week["start"] <= day["day"] < end]
        assert inside
        for name in ("stops", "notes", "sessions_done", *(f"{m}_n" for m in MEASURES)):
            assert sum(day[name] for day in inside) == week[name]
        for name in (f"{measure}_max" for measure in MEASURES):
            known = [day[name] for day in inside if day[name] is not None]
            assert max(known, default=None) == week[name]


def test_a_journal_without_entries_has_no_day(tmp_path: Path) -> None:
    path = Journal.open(tmp_path / "journal.sqlite3", ManualClock(NOON)).path
    assert rows(path, "SELECT * FROM daily") == rows(path, "SELECT * FROM weekly") == []
