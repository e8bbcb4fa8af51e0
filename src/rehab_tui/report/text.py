"""The report as plain text, for a terminal, a pipe or a screen reader.

No escapes and no colour. Everything fits the width that is given: columns that matter less stand in
a table below the first. Days before the first entry of all are no missing
days, so the text begins with that entry. What a person typed (the names of activities) is cleaned
and clipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from rehab_tui.days import short
from rehab_tui.programme.change import LEAST_FOR_MEDIAN
from rehab_tui.report.model import Measure, Report
from rehab_tui.report.sections import (
    TITLE,
    Line,
    Section,
    before_the_table,
    begun,
    below_the_table,
    period,
    silence,
)
from rehab_tui.report.sparkline import SCALES, Marks, Scale, marks, pointwise, weekly
from rehab_tui.report.table import tables
from rehab_tui.report.weeks import Summary
from rehab_tui.report.words import NAMES
from rehab_tui.text import cell_width, clean, clip, to_ascii, wrap

LEAST_WIDTH = 40
WIDEST = 160
PROSE = 100
"""Sentences wider than this are hard to read, however wide the terminal."""

TWO_COLUMNS = 112
"""From here on the sections stand side by side."""

GUTTER = 4
DAY = 6
"""Cells of the longest day."""

MOST_CELLS = 400
"""Of a line; only text from elsewhere is ever longer."""

LONGEST_NAME = 60
TABLE_KEY = "Cells: median (lowest-highest) xRatings; under four, the ratings themselves."
LABEL = max(len(name) for _, name, _ in NAMES)


def render_text(report: Report, width: int = 80, *, ascii_only: bool = False) -> str:
    """The report as lines of at most `width` cells (never asked to be below 40).

    Args:
        report: what to show.
        width: columns of the terminal; 80 in a pipe.
        ascii_only: only ASCII characters.
    """
    width = min(max(width, LEAST_WIDTH), WIDEST)
    head = _paragraph(TITLE, width)
    last_entry = report.last_entry
    if last_entry is None:
        return _lines(head, _invitation(width))
    report = begun(report)
    head += _paragraph(period(report), width)
    if not report.days_with_entries:
        return _lines(head, _elsewhen(last_entry, width))
    return _lines(
        head,
        *_sections(before_the_table(report), width, ascii_only),
        *tables(report, width),
        _paragraph(TABLE_KEY, width),
        *_sparklines(report, width, marks(ascii_only)),
        *_beside(below_the_table(report), width, ascii_only),
    )


def _lines(*blocks: list[str]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _paragraph(text: str, width: int) -> list[str]:
    return wrap(text, min(width, PROSE))


def _invitation(width: int) -> list[str]:
    return [
        *_paragraph("Nothing is in the journal yet, and any day is a good day to begin.", width),
        "",
        "  rehab             today's session",
        "  rehab log -p 3    pain now, 0 to 10",
        "",
        *_paragraph("After a week with a few entries this page has something to say.", width),
    ]


def _elsewhen(last_entry: date, width: int) -> list[str]:
    return [
        *_paragraph(silence(last_entry), width),
        "",
        f"  rehab report --to {last_entry.isoformat()}",
        "  rehab log -p 3    goes on from today",
    ]


def _beside(sections: Sequence[Section], width: int, ascii_only: bool) -> list[list[str]]:
    """The sections below one another; where there is room in two columns, to be read downwards."""
    if width < TWO_COLUMNS:
        return _sections(sections, width, ascii_only)
    column = (width - GUTTER) // 2
    blocks = _sections(sections, column, ascii_only)
    total, taken = sum(len(block) + 1 for block in blocks), 0
    left: list[str] = []
    right: list[str] = []
    for block in blocks:
        side = left if not right and taken + len(block) // 2 <= total // 2 else right
        side += ["", *block] if side else block
        taken += len(block) + 1
    left += [""] * (len(right) - len(left))
    right += [""] * (len(left) - len(right))
    padded = (one + " " * (column + GUTTER - cell_width(one)) for one in left)
    return [[f"{one}{two}".rstrip() for one, two in zip(padded, right, strict=True)]]


def _sections(sections: Iterable[Section], width: int, ascii_only: bool) -> list[list[str]]:
    return [
        [one.heading, *(part for line in one.lines for part in _line(line, width, ascii_only))]
        for one in sections
    ]


def _line(line: Line, width: int, ascii_only: bool) -> list[str]:
    """A line of a section, set in; what goes on below stands under its words."""

    def shown(text: str) -> str:
        return to_ascii(clean(text)) if ascii_only else clean(text)

    mark = "..." if ascii_only else "…"
    words = shown(line.words)
    if line.name:
        words = f"{clip(shown(line.name).strip(), LONGEST_NAME, mark)}: {words}"
    start, inside = "  ", "    "
    if line.day is not None:
        start = f"  {short(line.day):>{DAY}}  "
        inside = " " * len(start)
    first, *more = wrap(clip(words, MOST_CELLS, mark), min(width, PROSE) - len(inside))
    return [(start + first).rstrip(), *(inside + part for part in more)]


def _sparklines(report: Report, width: int, chars: Marks) -> list[list[str]]:
    """Weekly medians; and single ratings of what is rated too seldom for any median."""
    present = [entry for entry in NAMES if report.count(entry[0])]
    often = [entry for entry in present if _has_median(report, entry[0])]
    seldom = [entry for entry in present if entry not in often]
    key = f"{chars.gap} no rating, {chars.few} fewer than {LEAST_FOR_MEDIAN} ratings: no median"
    blocks = []
    if often:
        drawn = _drawn(report, often, weekly, "Median of each week", width, chars)
        blocks.append([*drawn, *_paragraph(key, width)])
    if seldom:
        heading = f"Each rating in order ({chars.gap} a week without)"
        blocks.append(_drawn(report, seldom, pointwise, heading, width, chars))
    return blocks


def _has_median(report: Report, measure: Measure) -> bool:
    return any(row.of(measure).median is not None for row in report.weeks)


def _drawn(
    report: Report,
    entries: Sequence[tuple[Measure, str, str]],
    draw: Callable[[Sequence[Summary], Scale, Marks], str],
    heading: str,
    width: int,
    chars: Marks,
) -> list[str]:
    """A heading and a line for each measure; the oldest part is left off where it is too long."""
    counts = [f"n {report.count(measure)}" for measure, *_ in entries]
    drawn = [
        draw([row.of(measure) for row in report.weeks], SCALES[measure], chars)
        for measure, *_ in entries
    ]
    room = width - LABEL - max(map(len, counts)) - 4
    longest = min(room, max(map(len, drawn)))
    if max(map(len, drawn)) > room:
        heading += f", the last {room}"
    lines = _paragraph(heading, width)
    for (_, name, scale), line, count in zip(entries, drawn, counts, strict=True):
        text = f"{name:<{LABEL}}  {line[-room:]:<{longest}}  {count:<{max(map(len, counts))}}"
        lines.append(text if len(text) + len(scale) + 2 > width else f"{text}  {scale}")
    return [line.rstrip() for line in lines]
