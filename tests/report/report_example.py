"""The journal behind the golden files, and how they are written again after a wanted change.

PYTHONPATH=src python tests/report/report_example.py
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from rehab_tui.report.as_json import render_json
from rehab_tui.report.build import build_report
from rehab_tui.report.facts import ElsewhereFact, Rating, ReportInputs, SessionFact, StopFact
from rehab_tui.report.model import Report
from rehab_tui.report.text import render_text

GOLDEN = Path(__file__).parent / "golden"
FIRST = date(2026, 12, 14)
LAST = date(2027, 1, 20)
"""A Wednesday: the last week is counted in part. ISO week 53 and the year's edge lie between."""

CAUSAL = re.compile(
    r"because|caus(?:e|es|ed|ing)\b|led to|thanks to|prove[sd]?\b|due to|results? (?:in|from)"
    r"|\bworked\b|\bhelped\b|you are better|you are worse",
    re.IGNORECASE,
)
"""What no text of a report may say."""


def rated(*pairs: tuple[int, int]) -> list[Rating]:
    """Ratings as (days after FIRST, value)."""
    return [Rating(FIRST + timedelta(days=day), value) for day, value in pairs]


def on(number: int) -> date:
    """The day that is `number` days after FIRST."""
    return FIRST + timedelta(days=number)


INPUTS = ReportInputs(
    pain=rated(
        (0, 6), (1, 7), (2, 5), (4, 6), (6, 6), (7, 6), (9, 5), (10, 0), (14, 4), (15, 5), (17, 3),
        (18, 4), (20, 6), (21, 4), (30, 3), (31, 4), (31, 2), (33, 4), (34, 10), (36, 3),
    ),
    pain_worst=rated((0, 7), (2, 6), (4, 8), (14, 6), (17, 5), (30, 5), (36, 4)),
    mood=rated((0, 2), (1, 3), (3, 3), (5, 2), (14, 4), (31, 4), (32, 5), (33, 4), (34, 1)),
    sleep_minutes=rated((0, 372), (1, 405), (3, 301), (5, 420), (14, 450), (30, 0), (31, 395)),
    sleep_quality=rated((0, 2), (1, 3), (14, 4), (31, 3)),
    function=rated((0, 3), (0, 5), (14, 5), (14, 6), (30, 6), (30, 7)),
    sessions=[
        SessionFact(on(0), 14, True), SessionFact(on(2), 15, True), SessionFact(on(4), 6, False),
        SessionFact(on(14), 13, True), SessionFact(on(17), 16, True), SessionFact(on(30), 12, True),
        SessionFact(on(36), 11, True),
    ],
    elsewhere=[
        ElsewhereFact(on(5), 40), ElsewhereFact(on(9)), ElsewhereFact(on(32), 25),
        ElsewhereFact(on(33)),
    ],
    stops=[StopFact(on(4), "dizzy")],
    planned={on(number): 3 for number in (0, 7, 14, 21, 28, 35)},
)  # fmt: skip


DATED = (
    "pain", "pain_worst", "mood", "sleep_minutes", "sleep_quality", "function", "effort",
    "sessions", "elsewhere", "stops", "treatments",
)  # fmt: skip


def built(inputs: ReportInputs, first: date, last: date, *, other: Collection[date] = ()) -> Report:
    """The report, with the days that have an entry as the journal would tell them.

    `other` are days of entries that have no figure here, such as notes.
    """
    days = {fact.day for name in DATED for fact in getattr(inputs, name)} | set(other)
    days = {day for day in days if day <= last}
    inputs = replace(
        inputs,
        entry_days=frozenset(day for day in days if day >= first),
        first_entry=min(days, default=None),
        last_entry=max(days, default=None),
    )
    return build_report(inputs, first, last)


def example() -> Report:
    """The report of the golden files."""
    return built(INPUTS, FIRST, LAST, other=[on(11)])


RENDERED: dict[str, Callable[[Report], str]] = {
    "text-80.txt": lambda report: render_text(report, 80),
    "text-wide.txt": lambda report: render_text(report, 150),
    "text-40.txt": lambda report: render_text(report, 40),
    "text-ascii.txt": lambda report: render_text(report, 80, ascii_only=True),
    "empty.txt": lambda report: render_text(built(ReportInputs(), FIRST, LAST)),
    "report.json": render_json,
}

if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, render in RENDERED.items():
        (GOLDEN / name).write_text(render(example()), encoding="utf-8")
