"""The report as Markdown: tables and lists as GitHub, a wiki or a letter show them.

What a person typed cannot inject markup: it is cleaned, and every sign that Markdown reads is
escaped. The mark that parts addresses, mentions and the names of emoji is an empty comment, which
no page shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rehab_tui.days import short
from rehab_tui.report.model import Report
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
from rehab_tui.report.table import Column, columns_of
from rehab_tui.report.text import LONGEST_NAME, MOST_CELLS, TABLE_KEY
from rehab_tui.text import clean, clip

_SIGNS = re.compile(r"[\\`*_{}\[\]<>|~&$]|#(?=\w)")
_LINKED = re.compile(r"(?<=[@#])(?=\w)|(?<=:)(?=[^\s\d])|(?<=\w)(?=\.[^\W\d])")
_MARKER = re.compile(r"^(\d*)(?=[-+=.)#])")
"""What would begin a list or a heading of its own."""


def render_md(report: Report) -> str:
    """The report as Markdown, a newline at its end."""
    head = [f"# {TITLE}"]
    last_entry = report.last_entry
    if last_entry is None:
        return _blocks(head, ["Nothing is in the journal yet."])
    report = begun(report)
    head += ["", _shown(period(report))]
    if not report.days_with_entries:
        return _blocks(head, [_shown(silence(last_entry))])
    return _blocks(
        head,
        *map(_section, before_the_table(report)),
        ["## Week by week", "", *_table(report), "", _shown(TABLE_KEY)],
        *map(_section, below_the_table(report)),
    )


def _blocks(*blocks: Iterable[str]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _table(report: Report) -> list[str]:
    columns = columns_of(report)
    rows = [[_shown(column.cell(row)) for column in columns] for row in report.weeks]
    heads = [_shown(column.head) for column in columns]
    return [_row(line) for line in (heads, map(_rule, columns), *rows)]


def _rule(column: Column) -> str:
    return "---:" if column.right else "---"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _section(section: Section) -> list[str]:
    return [f"## {section.heading}", "", *map(_line, section.lines)]


def _line(line: Line) -> str:
    words = _MARKER.sub(r"\1\\", _shown(clip(clean(line.words).strip(), MOST_CELLS)))
    name = short(line.day) if line.day is not None else clip(clean(line.name), LONGEST_NAME)
    return f"- **{_shown(name.strip())}**: {words}" if name.strip() else f"- {words}"


def _shown(text: str) -> str:
    """Text on one line, as it is: none of its signs means anything to Markdown."""
    return _LINKED.sub("<!-- -->", _SIGNS.sub(r"\\\g<0>", clean(text)))
