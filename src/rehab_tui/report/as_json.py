"""The report as JSON, schema 1, as documented in docs/report.md."""

from __future__ import annotations

import json
from typing import Any

from rehab_tui.report.build import MEASURES
from rehab_tui.report.change import sentence
from rehab_tui.report.model import Change, Report, WeekRow
from rehab_tui.report.weeks import Summary

SCHEMA = 1


def render_json(report: Report) -> str:
    """The report as indented, ASCII-escaped JSON with a newline at the end. No note is in it."""
    document = {
        "schema": SCHEMA,
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "weeks": [_week(row) for row in report.weeks],
        "changes": [_change(change) for change in report.changes],
        "links": list(report.links),
    }
    return json.dumps(document, indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def _week(row: WeekRow) -> dict[str, Any]:
    return {
        "week": row.week.label,
        "start": row.week.start.isoformat(),
        "sessions": {
            "done": row.sessions.done,
            "partly": row.sessions.partly,
            "elsewhere": row.sessions.elsewhere,
            "planned": row.sessions.planned,
            "minutes": row.sessions.minutes,
        },
        **{name: _summary(row.of(name)) for name in MEASURES},
        "stops": row.stops,
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "n": summary.n,
        "median": _plain(summary.median),
        "min": summary.low,
        "max": summary.high,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "measure": change.measure,
        "rule": change.rule,
        "baseline": {
            "from": change.baseline.first.isoformat(),
            "to": change.baseline.last.isoformat(),
            "n": change.baseline.n,
            "median": _plain(change.baseline.median),
        },
        "week": change.week.label,
        "n": change.n,
        "median": _plain(change.median),
        "points": _plain(change.points),
        "percent": change.percent,
        "verdict": change.verdict,
        "small_numbers": change.small_numbers,
        "text": sentence(change),
    }


def _plain(value: float | None) -> int | float | None:
    """4.0 as 4, so that a whole median looks like the ratings that it came from."""
    return int(value) if value is not None and value == int(value) else value
