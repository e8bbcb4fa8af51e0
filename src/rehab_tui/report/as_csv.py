"""The report as CSV (RFC 4180): one row for each week and measure, ready for a spreadsheet.

A row says either a rated measure (`n`, `median`, `min`, `max`) or a count (`value`); an empty cell
is "not known", never 0. An activity of the person's own has a row for its first rating and one for
its last, in the weeks that hold them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from rehab_tui.report.build import MEASURES
from rehab_tui.report.facts import Rating
from rehab_tui.report.model import ActivityChange, Report, WeekRow
from rehab_tui.report.weeks import Week
from rehab_tui.report.words import number
from rehab_tui.text import clean, no_formula

HEADER = ("week", "start", "measure", "activity", "n", "median", "min", "max", "value")


def render_csv(report: Report) -> str:
    """The table, its header first, lines ended by CRLF. Foreign text is cleaned, and no formula."""
    written = _Written()
    writer = csv.writer(written)
    writer.writerow(HEADER)
    for row in report.weeks:
        writer.writerows(_week(row))
    if report.function_change is not None:
        for one in report.function_change.activities:
            writer.writerows(_activity(one))
    return "".join(written.lines)


class _Written:
    """What `csv` writes to: no file, as this room has none."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        self.lines.append(line)


def _week(row: WeekRow) -> Iterator[tuple[str, ...]]:
    place = (row.week.label, row.week.start.isoformat())
    for measure in MEASURES:
        one = row.of(measure)
        yield (*place, measure, "", *map(_cell, (one.n, one.median, one.low, one.high)), "")
    counts = row.sessions
    for name, value in (
        ("sessions_done", counts.done),
        ("sessions_partly", counts.partly),
        ("sessions_elsewhere", counts.elsewhere),
        ("sessions_planned", counts.planned),
        ("minutes", counts.minutes),
        ("stops", row.stops),
    ):
        yield (*place, name, "", "", "", "", "", _cell(value))


def _activity(one: ActivityChange) -> Iterator[tuple[str, ...]]:
    name = no_formula(clean(one.activity))
    ratings: tuple[tuple[str, Rating], ...] = (("first", one.first), ("last", one.last))
    for which, rating in ratings:
        place = (Week.of(rating.day).label, Week.of(rating.day).start.isoformat())
        yield (*place, f"function_{which}", name, "", "", "", "", _cell(rating.value))


def _cell(value: float | None) -> str:
    return "" if value is None else number(value)
