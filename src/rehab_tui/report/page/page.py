"""The page for the physiotherapist: one printed side that is read in under a minute. Pure.

What matters most stands first: who, four figures, what was unsafe, the trends. The lists below
give up what is oldest where there is no room, and say how much; what is unsafe is never cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rehab_tui.days import full
from rehab_tui.report import sentences
from rehab_tui.report.page.facts import PageFacts
from rehab_tui.report.page.head import TITLE, glance, header
from rehab_tui.report.page.lists import lists
from rehab_tui.report.page.markup import document, joined, lines, shown
from rehab_tui.report.page.safety import Item, safety_items
from rehab_tui.report.page.style import PAGE
from rehab_tui.report.page.trends import plots_of, trends
from rehab_tui.report.sections import begun

LINES = 22
"""Lines that the box of safety and a column below the plots share."""
LEAST_LINES = 9
"""Of a column; where the box of safety leaves fewer, plots give way, the last ones first."""
PLOT_LINES = 8
"""Lines that two plots side by side take."""
MOST_ROWS = 3
"""Of plots, two in each."""
SAFETY_CELLS = 106
"""Of a line in the box of safety, on the safe side."""
CAN_SAY = (
    "What the figures can say: how one person rated their own days. They do not show why, and they "
    "are no diagnosis. A week's median is uncertain; people often begin in a bad week; sizes of a "
    "change are those of groups."
)


def render_page(facts: PageFacts) -> str:
    """The page as one HTML document."""
    facts = replace(facts, report=begun(facts.report))
    safety, plots = safety_items(facts), plots_of(facts)
    rows, room = layout(sum(lines(one.length, SAFETY_CELLS) for one in safety))
    activities = next((one.series for one in plots if one.measure == "function"), ())
    body = (
        header(facts),
        glance(facts),
        _safety(safety),
        trends(facts.report, plots, 2 * rows),
        lists(facts, room, activities),
        _footer(facts),
    )
    return document(TITLE, PAGE, joined(body))


def layout(safety: int) -> tuple[int, int]:
    """Rows of plots, and lines of a column, beside a box of safety with so many lines."""
    rows = MOST_ROWS
    while rows and _room(rows, safety) < LEAST_LINES:
        rows -= 1
    return rows, _room(rows, safety)


def _room(rows: int, safety: int) -> int:
    return LINES + PLOT_LINES * (MOST_ROWS - rows) - safety


def _safety(items: Sequence[Item]) -> str:
    rows = joined(f"<li><span>{one.when}</span><span>{one.what}</span></li>" for one in items)
    return f'<section class="safety"><h2>Stops and warning words</h2><ul>{rows}</ul></section>'


def _footer(facts: PageFacts) -> str:
    made = f"Made by rehab on {full(facts.made)} from the person's own journal."
    missing = shown(sentences.missing(facts.report))
    return f"<footer><p>{missing}</p><p>{CAN_SAY} {made}</p></footer>"
