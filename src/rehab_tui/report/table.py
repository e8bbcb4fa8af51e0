"""The weeks in figures: the columns that matter most first, what is left in a table below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from rehab_tui.days import short
from rehab_tui.report.model import Measure, Report, WeekRow
from rehab_tui.report.weeks import Summary
from rehab_tui.report.words import hours, number

NONE = "-"
"""Stands where there is no value; never 0."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `rank` 0 always stays in the first table, the highest leaves it first."""

    head: str
    rank: int
    cell: Callable[[WeekRow], str]
    right: bool = False


def tables(report: Report, width: int) -> list[list[str]]:
    """Tables with a heading and a line for each week, no wider than `width` if it can be helped.

    With four ratings or more a cell reads "median (low-high) xN", with fewer the ratings
    themselves. Nothing that there is to show is left out: what the first table has no room for
    stands in the next.
    """
    found, left = [], columns_of(report)
    while left:
        kept = _fitting(left, report, width)
        found.append(_lay_out(kept, report))
        gone = [column for column in left if column not in kept and column is not STARTS]
        left = [WEEK, *gone] if gone and len(kept) > 1 else []
    return found


def _fitting(columns: list[Column], report: Report, width: int) -> list[Column]:
    """The columns that have room, less the ones of the highest rank until it is enough."""
    while True:
        ranks = {column.rank for column in columns} - {0}
        if not ranks or max(map(len, _lay_out(columns, report))) <= width:
            return columns
        columns = [column for column in columns if column.rank != max(ranks)]


def columns_of(report: Report) -> list[Column]:
    """The columns that have anything to show, and those that always stay."""
    return [column for column in COLUMNS if _filled(column, report)]


def _filled(column: Column, report: Report) -> bool:
    if column.rank == 0:
        return True
    return any(column.cell(row) not in (NONE, "") for row in report.weeks)


def _lay_out(columns: list[Column], report: Report) -> list[str]:
    cells = [[column.head, *map(column.cell, report.weeks)] for column in columns]
    padded = []
    for column, texts in zip(columns, cells, strict=True):
        widest = max(map(len, texts))
        align = str.rjust if column.right else str.ljust
        padded.append([align(text, widest) for text in texts])
    return ["  ".join(line).rstrip() for line in zip(*padded, strict=True)]


def _rating(measure: Measure, row: WeekRow) -> str:
    return _cell(row.of(measure), number)


def _sleep(row: WeekRow) -> str:
    return _cell(row.sleep_minutes, hours)


def _cell(summary: Summary, say: Callable[[float], str]) -> str:
    if summary.median is None or summary.low is None or summary.high is None:
        return ", ".join(map(say, summary.points)) or NONE
    return f"{say(summary.median)} ({say(summary.low)}-{say(summary.high)}) x{summary.n}"


def _sessions(row: WeekRow) -> str:
    planned = row.sessions.planned
    return str(row.sessions.done) if planned is None else f"{row.sessions.done} of {planned}"


def _minutes(row: WeekRow) -> str:
    counts = row.sessions
    if counts.minutes is None:
        return "?"
    if not counts.minutes:
        return NONE
    return f"{counts.minutes}+" if counts.unknown else str(counts.minutes)


def _count(value: int) -> str:
    return str(value) if value else NONE


WEEK = Column("Week", 0, lambda row: row.week.label)
STARTS = Column("Starts", 6, lambda row: short(row.week.start), right=True)
COLUMNS = (
    WEEK,
    STARTS,
    Column("Done", 0, _sessions),
    Column("Partly", 7, lambda row: _count(row.sessions.partly), right=True),
    Column("Elsewhere", 7, lambda row: _count(row.sessions.elsewhere), right=True),
    Column("Min", 2, _minutes, right=True),
    Column("Pain at rest", 0, partial(_rating, "pain")),
    Column("Worst", 1, partial(_rating, "pain_worst")),
    Column("Mood", 4, partial(_rating, "mood")),
    Column("Sleep", 3, _sleep),
    Column("Quality", 9, partial(_rating, "sleep_quality")),
    Column("Function", 8, partial(_rating, "function")),
    Column("Effort", 8, partial(_rating, "effort")),
    Column("Stops", 5, lambda row: _count(row.stops), right=True),
)
