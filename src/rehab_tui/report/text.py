"""The report as plain text, for a terminal, a pipe or a screen reader.

No escapes and no colour. Everything fits the width that is given: columns that matter less leave
first, and the lines below the table say the rest. Days before the first entry of all are no missing
days, so the text begins with that entry. All words are the app's own; nothing that a person typed
is in them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from textwrap import wrap

from rehab_tui.programme.change import LEAST_FOR_MEDIAN
from rehab_tui.report.change import sentence
from rehab_tui.report.model import Measure, Report
from rehab_tui.report.sparkline import SCALES, Marks, Scale, marks, pointwise, weekly
from rehab_tui.report.table import table
from rehab_tui.report.weeks import Summary
from rehab_tui.report.words import NAMES, full, number, short, span

LEAST_WIDTH = 40
WIDEST = 160
PROSE = 100
"""Sentences wider than this are hard to read, however wide the terminal."""

TABLE_KEY = "Cells: median (lowest-highest) xRatings; under four, the ratings themselves."
LABEL = max(len(name) for _, name, _ in NAMES)


def render_text(
    report: Report, width: int = 80, *, ascii_only: bool = False, title: str = "Your weeks"
) -> str:
    """The report as lines of at most `width` characters (never asked to be below 40).

    Args:
        report: what to show.
        width: columns of the terminal; 80 in a pipe.
        ascii_only: draw sparklines with ASCII characters.
        title: the first line; the app's own words, or text that went through `text.py`.
    """
    width = min(max(width, LEAST_WIDTH), WIDEST)
    head = _paragraph(title, width)
    first_entry, last_entry = report.first_entry, report.last_entry
    if first_entry is None or last_entry is None:
        return _lines(head, _invitation(width))
    report = _begun(report, first_entry)
    head += _paragraph(_period(report), width)
    if not report.days_with_entries:
        return _lines(head, _elsewhen(last_entry, width))
    return _lines(
        head,
        table(report, width),
        _paragraph(TABLE_KEY, width),
        *_sparklines(report, width, marks(ascii_only)),
        _sessions(report, width),
        *_changes(report, width),
        _missing(report, width),
    )


def _begun(report: Report, first_entry: date) -> Report:
    """The report without the time before the journal's first entry."""
    if first_entry <= report.first:
        return report
    weeks = tuple(row for row in report.weeks if row.week.last >= first_entry)
    return replace(report, first=first_entry, weeks=weeks)


def _lines(*blocks: list[str]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _paragraph(text: str, width: int) -> list[str]:
    return wrap(text, min(width, PROSE), break_on_hyphens=False)


def _period(report: Report) -> str:
    weeks = len(report.weeks)
    return (
        f"{span(report.first, report.last)}, {weeks} {'week' if weeks == 1 else 'weeks'}; "
        f"days with an entry: {report.days_with_entries} of {report.days}"
    )


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
        *_paragraph(
            f"Nothing was recorded in this time. The last entry is of {full(last_entry)}:", width
        ),
        "",
        f"  rehab report --to {last_entry.isoformat()}",
        "  rehab log -p 3    goes on from today",
    ]


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
    lines = [heading]
    for (_, name, scale), line, count in zip(entries, drawn, counts, strict=True):
        text = f"{name:<{LABEL}}  {line[-room:]:<{longest}}  {count:<{max(map(len, counts))}}"
        lines.append(text if len(text) + len(scale) + 2 > width else f"{text}  {scale}")
    return [line.rstrip() for line in lines]


def _sessions(report: Report, width: int) -> list[str]:
    weeks = [row.sessions for row in report.weeks]
    planned = sum(week.planned or 0 for week in weeks)
    comparable = planned and not any(week.done for week in weeks if week.planned is None)
    done = f"{sum(week.done for week in weeks)}{f' of {planned} planned' if comparable else ''}"
    parts = [f"Sessions: {done} done"]
    partly, elsewhere = sum(w.partly for w in weeks), sum(w.elsewhere for w in weeks)
    if partly:
        parts.append(f"{partly} partly done")
    if elsewhere:
        parts.append(f"{elsewhere} elsewhere")
    if minutes := sum(week.minutes or 0 for week in weeks):
        least = "at least " if any(week.unknown for week in weeks) else ""
        parts.append(f"{least}{minutes} minutes in all")
    if stops := sum(row.stops for row in report.weeks):
        parts.append(f"stopped {'once' if stops == 1 else f'{stops} times'}")
    return _paragraph(", ".join(parts) + ".", width)


def _changes(report: Report, width: int) -> list[list[str]]:
    if report.changes:
        return [_paragraph(sentence(change), width) for change in report.changes]
    if not report.count("pain"):
        return []
    base = report.baseline
    if base is None:
        text = "Too few pain ratings to compare weeks yet: it takes four within seven days."
    else:
        text = (
            f"Pain at rest at the start ({span(base.first, base.last)}): median "
            f"{number(base.median)}, {base.n} ratings. A later week with four ratings can be "
            "compared with it."
        )
    return [_paragraph(text, width)]


def _missing(report: Report, width: int) -> list[str]:
    """What the figures do not hold: measures, weeks and days without a rating, weeks cut short."""
    absent = [name.lower() for measure, name, _ in NAMES if not report.count(measure)]
    silent = [row.week for row in report.weeks if not row.pain.n]
    said = []
    if absent:
        said.append(f"Not recorded in this time: {', '.join(absent)}.")
    if silent and report.count("pain"):
        named = ", ".join(short(week.start) for week in silent)
        weeks = f"the {'week' if len(silent) == 1 else 'weeks'} of {named}"
        said.append(
            f"No pain at rest was rated in {weeks if len(silent) < 5 else f'{len(silent)} weeks'}."
        )
    if without := report.days - report.days_with_entries:
        days = "1 day has" if without == 1 else f"{without} days have"
        said.append(f"{days} no entry; missing is left out, never counted as 0.")
    if report.first > report.weeks[0].week.start:
        new = report.first == report.first_entry
        begins = "The first entry is of" if new else "The first week is counted from"
        said.append(f"{begins} {full(report.first)}.")
    if report.last < report.weeks[-1].week.last:
        said.append(f"The last week is counted up to {full(report.last)}.")
    return _paragraph(" ".join(said), width) if said else []
