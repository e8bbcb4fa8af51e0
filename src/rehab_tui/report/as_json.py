"""The report as JSON, schema 1, as documented in docs/report.md."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import partial
from typing import Any, TypeVar

from rehab_tui.report import sentences
from rehab_tui.report.build import MEASURES
from rehab_tui.report.model import Change, Report, WeekRow
from rehab_tui.report.weeks import Summary

SCHEMA = 1
DIGITS = 3
"""Decimals of a reckoned figure."""

T = TypeVar("T")


def render_json(report: Report) -> str:
    """The report as indented, ASCII-escaped JSON with a newline at the end. No note is in it.

    Names of activities are in it as they were typed, escaped.
    """
    document = {
        "schema": SCHEMA,
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "weeks": [_week(row) for row in report.weeks],
        "changes": [_change(change) for change in report.changes],
        "links": _told(report.links, sentences.link_alone),
        "pairs": dict(report.pairs),
        "trends": _told(report.trends, sentences.trend),
        "function_change": None
        if report.function_change is None
        else {**_plain(report.function_change), "text": sentences.function(report.function_change)},
        "global_change": _plain(report.global_change),
        "words": _told(report.words, partial(sentences.warning_word, names=report.names)),
        "stops": _told(report.stops, partial(sentences.stop, names=report.names)),
        "decisions": _told(report.decisions, partial(sentences.decision, names=report.names)),
        "treatments": _plain(report.treatments),
        "milestones": _plain(report.milestones),
        "times": None
        if report.times is None
        else {**_plain(report.times), "text": sentences.time_of_day(report.times)},
        "kept": {**_plain(report.kept), "text": sentences.kept(report)},
        "sleep_efficiency": None
        if report.sleep_efficiency is None
        else dict(zip(("percent", "nights"), _plain(report.sleep_efficiency), strict=True)),
        "days": {
            "in_period": report.days,
            "with_entries": report.days_with_entries,
            "first_entry": _plain(report.first_entry),
            "last_entry": _plain(report.last_entry),
        },
        "missing": sentences.missing(report),
    }
    written = json.dumps(document, indent=2, ensure_ascii=True, allow_nan=False)
    return written.replace("\x7f", "\\u007f") + "\n"


def _week(row: WeekRow) -> dict[str, Any]:
    summaries = {name: row.of(name) for name in MEASURES}
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
        **{name: _summary(one) for name, one in summaries.items()},
        "stops": row.stops,
        "intervals": {
            name: dict(zip(("low", "high", "coverage"), _plain(one.interval), strict=True))
            for name, one in summaries.items()
            if one.interval is not None
        },
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
        "against": change.against,
        "text": sentences.change(change),
    }


def _told(parts: Iterable[T], say: Callable[[T], str]) -> list[dict[str, Any]]:
    """Each part by its fields, and what the report says of it."""
    return [{**_plain(part), "text": say(part)} for part in parts]


def _plain(value: Any) -> Any:
    """A value as JSON has it: records by their fields, days and times in ISO form.

    4.0 becomes 4, so that a whole median looks like the ratings that it came from.
    """
    if isinstance(value, float):
        return int(value) if value == int(value) else round(value, DIGITS)
    if isinstance(value, date | time):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value
