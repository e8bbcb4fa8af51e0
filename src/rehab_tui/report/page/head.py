"""What is read first on the therapist's page: whose it is, and four figures. Pure."""

from __future__ import annotations

from typing import NamedTuple

from rehab_tui.days import full, short, span
from rehab_tui.report import sentences
from rehab_tui.report.model import Change, Report
from rehab_tui.report.page.facts import PageFacts
from rehab_tui.report.page.markup import joined, shown
from rehab_tui.report.page.safety import open_stops
from rehab_tui.report.words import number
from rehab_tui.text import plural

TITLE = "Exercise at home: a page for the physiotherapist"
NAME_CELLS, STANDING_CELLS = 36, 90
VERDICTS = {
    "lower": "lower, by a size many people call important",
    "higher": "higher, by a size many people call important",
    "no clear change": "no clear change",
}


class Figure(NamedTuple):
    """A figure that stands large, under its name and over its words; the last two are HTML."""

    name: str
    large: str
    words: str


def header(facts: PageFacts) -> str:
    """Name (a line to write on where none is given), programme, therapist; period."""
    report = facts.report
    name = shown(facts.name, NAME_CELLS).strip()
    programme = [f"<b>{shown(facts.programme, NAME_CELLS)}</b>"] if facts.programme else []
    programme += [shown(facts.standing, STANDING_CELLS)] if facts.standing else []
    therapist = [shown(facts.therapist, NAME_CELLS)] if facts.therapist else []
    therapist += [f"review on {full(facts.review)}"] if facts.review else []
    days = plural(report.days, "day", "days")
    return f"""\
<h1>{shown(TITLE)}</h1>
<header>
<div><p>Name: {f"<b>{name}</b>" if name else '<span class="line"></span>'}</p>
<p>{", ".join(programme)}</p>
<p>{f"Therapist: {', '.join(therapist)}" if therapist else ""}</p></div>
<div class="right"><p><b>{span(report.first, report.last)}</b></p>
<p>{report.days_with_entries} of {days} with an entry</p></div>
</header>"""


def glance(facts: PageFacts) -> str:
    """Kept to, pain, function, safety: each a large figure with its words."""
    report = facts.report
    figures = (_kept(report), _pain(report), _function(report), _unsafe(facts))
    drawn = (
        f"<div><h2>{one.name}</h2><strong>{one.large}</strong><p>{one.words}</p></div>"
        for one in figures
    )
    return f'<section class="glance">\n{joined(drawn)}\n</section>'


def _kept(report: Report) -> Figure:
    kept = report.kept
    planned = f" of {kept.planned} planned" if kept.planned is not None else " done"
    said = [f"{kept.partly} in part"] if kept.partly else []
    said += [f"{kept.elsewhere} elsewhere"] if kept.elsewhere else []
    words = f"{', '.join(said)}. ".capitalize() if said else ""
    if kept.gap is not None:
        words += f"Longest time between two: {plural(kept.gap, 'day', 'days')}."
    return Figure("Sessions done", f"{kept.done}<small>{planned}</small>", words)


def _pain(report: Report) -> Figure:
    name = "Pain at rest, 0 to 10"
    change = next((one for one in report.changes if one.against == "start"), None)
    if change is None:
        return _pain_alone(name, report)
    words = f"{_compared(change)}: {VERDICTS[change.verdict]}."
    if change.small_numbers:
        words += " Small numbers."
    before = next((one for one in report.changes if one.against == "week before"), None)
    if before is not None:
        words += f" Against the week before: {VERDICTS[before.verdict]}."
    return Figure(name, f"{number(change.baseline.median)} → {number(change.median)}", words)


def _compared(change: Change) -> str:
    start, week = change.baseline, change.week
    return (
        f"Median of the start ({short(start.first)}, n {start.n}) and of the week of "
        f"{short(week.start)} (n {change.n})"
    )


def _pain_alone(name: str, report: Report) -> Figure:
    for row in reversed(report.weeks):
        if row.pain.median is not None:
            words = f"Median of the week of {short(row.week.start)} (n {row.pain.n}); there is no "
            return Figure(name, number(row.pain.median), f"{words}other week to compare it with.")
    return Figure(name, "–", "Too few ratings for a median.")


def _function(report: Report) -> Figure:
    change = report.function_change
    words = [sentences.function(change)] if change is not None else ["Not rated twice."]
    if report.global_change:
        felt = report.global_change[-1]
        words.append(f"Own view beside the start: {felt.value:+d} (-5 to +5), {short(felt.day)}.")
    figure = "–"
    if change is not None:
        figure = f"{number(round(change.first, 1))} → {number(round(change.last, 1))}"
    return Figure("Function, 0 to 10", figure, " ".join(words))


def _unsafe(facts: PageFacts) -> Figure:
    stops = len(facts.report.stops) + len(facts.open_outside)
    figure = f"{stops}<small> {'stop' if stops == 1 else 'stops'}</small>"
    if words := len(facts.report.words):
        figure += f" {words}<small> warning {'word' if words == 1 else 'words'}</small>"
    waiting, aside = open_stops(facts), len(facts.aside)
    said = [f"<b>{waiting} not answered yet</b>"] if waiting else []
    said += [f"{plural(aside, 'exercise', 'exercises')} put aside"] if aside else []
    return Figure("Safety", figure, f"{', '.join(said) or 'Nothing is open'}.")
