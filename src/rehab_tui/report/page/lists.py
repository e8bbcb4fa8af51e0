"""The lists at the foot of the therapist's page, cut where there is no room. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from rehab_tui.report import sentences
from rehab_tui.report.model import Report
from rehab_tui.report.page.facts import DoseChange, PageFacts, Question
from rehab_tui.report.page.markup import dated, joined, lines, shown
from rehab_tui.report.page.plots import marker, then_and_now
from rehab_tui.text import capital, cell_width, clean, clip

CELLS = 58
"""Of a line in a column, on the safe side."""
ACTIVITY_CELLS = 26
MOST_CELLS = 4 * CELLS
"""Of a line that has no day of its own."""
QUESTION_LINES, CHANGE_LINES = 3, 2
"""Lines that one of them may take."""
SHORT_CELLS = 12
"""Of an answer or the id of a rule."""
HEADINGS = 3
"""Lines that the two headings of a column take."""
MOST_ACTIVITIES, MOST_SKIPPED = 5, 3


class Row(NamedTuple):
    """A row of a list, and how many lines it takes."""

    html: str
    lines: int


def lists(facts: PageFacts, room: int, activities: Sequence[str]) -> str:
    """Two columns: function and questions, changes of the dose and treatments.

    Args:
        facts: what there is.
        room: how many lines a column may have.
        activities: in the order of the forms that their points have in the plot.
    """
    columns = (_left(facts, room, activities), _right(facts, room))
    return f'<section class="two">{joined(f"<div>{one}</div>" for one in columns)}</section>'


def _left(facts: PageFacts, room: int, series: Sequence[str]) -> str:
    activities = _activities(facts.report, series, max(1, min(MOST_ACTIVITIES, room - HEADINGS)))
    questions = [_question(one, facts.report.last) for one in facts.questions]
    asked = _cut(questions, room - len(activities) - HEADINGS)
    return joined(
        (
            _section("Function, then and now", joined(activities)),
            _section("Questions for you", _list(asked)) if asked else "",
        )
    )


def _question(one: Question, last: date) -> Row:
    day = dated(one.day, last)
    text = clip(clean(one.text), QUESTION_LINES * CELLS - len(day) - 2)
    return Row(f"{day}: {escape(text)}", lines(len(day) + 2 + cell_width(text), CELLS))


def _activities(report: Report, series: Sequence[str], most: int) -> list[str]:
    """The activities, each with the form that its points have in the plot."""
    change = report.function_change
    if change is None:
        return ["<p>No activity was rated twice.</p>"]
    forms = {name: marker(place) for place, name in enumerate(series)}
    rows = [
        f'<p class="row"><span>{forms.get(one.activity, "")} '
        f"{shown(one.activity, ACTIVITY_CELLS)}</span>"
        + then_and_now(one.first.value, one.last.value, sentences.activity(one))
        + f"<span>{one.first.value} → <b>{one.last.value}</b> "
        f"({dated(one.last.day, report.last)})</span></p>"
        for one in change.activities
    ]
    return rows if len(rows) <= most else [*rows[: most - 1], f"<p>{_more(rows, most - 1)}</p>"]


def _right(facts: PageFacts, room: int) -> str:
    besides = [
        sentences.treatments(facts.report.treatments) or "No treatment was recorded.",
        *_skipped(facts),
    ]
    taken = sum(lines(min(len(one), MOST_CELLS), CELLS) for one in besides) + HEADINGS
    changes = _cut([_change(one, facts.report.last) for one in facts.changes], room - taken)
    return joined(
        (
            _section("Changes of dose, and why", _list(changes or ["None in this time."])),
            _section(
                "Treatments and what was left out", _list(shown(one, MOST_CELLS) for one in besides)
            ),
        )
    )


def _skipped(facts: PageFacts) -> Iterable[str]:
    """What was left out most, on one line, not escaped yet."""
    names = (
        f"{clip(clean(facts.report.names.get(name, name)), ACTIVITY_CELLS)} ({sets})"
        for name, sets in facts.report.kept.skipped[:MOST_SKIPPED]
    )
    if said := ", ".join(names):
        yield f"Sets left out most: {said}."


def _change(one: DoseChange, last: date) -> Row:
    """A change in two lines at most: its reason gets what the rest leaves."""
    day, rule = dated(one.day, last), shown(one.rule, SHORT_CELLS)
    often = [f"{one.times} times"] if one.times > 1 else []
    beside = ", ".join([shown(one.answer, SHORT_CELLS)] * bool(one.answer) + often)
    taken = len(f"{day}:  ({beside}) –  ({rule})")
    room = CHANGE_LINES * CELLS - taken
    what = clip(clean(capital(one.what)), CELLS if one.why else room)
    why = clip(clean(capital(one.why)), room - cell_width(what))
    said = f"{day}: <b>{escape(what)}</b>"
    said += f" ({beside})" if beside else ""
    said += f" – {escape(why)}" if why else ""
    long = taken + cell_width(what) + cell_width(why)
    return Row(f"{said} <i>({rule})</i>", lines(long, CELLS))


def _cut(rows: Sequence[Row], room: int) -> list[str]:
    """As many rows as so many lines hold; the last one says how many there are besides."""
    if not rows or sum(row.lines for row in rows) <= room:
        return [row.html for row in rows]
    kept, used = 0, 1
    while used + rows[kept].lines <= room:
        used += rows[kept].lines
        kept += 1
    return [*(row.html for row in rows[:kept]), _more(rows, kept)]


def _more(rows: Sequence[object], kept: int) -> str:
    return f"and {len(rows) - kept} more" if kept else f"{len(rows)}, in the journal"


def _list(rows: Iterable[str]) -> str:
    return f'<ul class="list">{joined(f"<li>{row}</li>" for row in rows)}</ul>'


def _section(title: str, body: str) -> str:
    return f"<section><h2>{title}</h2>{body}</section>"
