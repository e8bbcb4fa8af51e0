"""The trends on the therapist's page: sessions, then each measure with all its ratings. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rehab_tui.report.model import Report
from rehab_tui.report.page.facts import PageFacts
from rehab_tui.report.page.markup import joined
from rehab_tui.report.page.plots import COLUMNS, ratings_plot, sessions_plot, weeks_in_a_pile
from rehab_tui.report.plot import Plot, Plotted, plot
from rehab_tui.report.words import hours, name_of, number
from rehab_tui.text import plural

SCALES: dict[Plotted, str] = {
    "pain": "0 none, 10 worst",
    "pain_worst": "in sessions, 0 to 10",
    "function": "0 unable, 10 as before",
    "sleep_minutes": "hours",
    "mood": "1 very low, 5 very good",
}
"""The plots in their order, and what their scales mean."""


def plots_of(facts: PageFacts) -> list[Plot]:
    """The plots of what was rated in the period."""
    report, inputs = facts.report, facts.inputs
    first, last, start = report.first, report.last, report.baseline
    return [
        plot(one, inputs, first, last, columns=COLUMNS, baseline=start)
        for one in SCALES
        if report.count(one)
    ]


def trends(report: Report, plots: Sequence[Plot], most: int) -> str:
    """The sessions, then as many plots as have room, `most` in all; which have none is said."""
    panels = [_sessions(report), *(_panel(one, report) for one in plots)][:most]
    drawn, left = plots[: max(most - 1, 0)], plots[max(most - 1, 0) :]
    key = _key(drawn) if panels else ""
    if left:
        named = ", ".join(name_of(one.measure).lower() for one in left)
        key += f" No room for: {named}; 'rehab report' has them."
    return f'<section class="plots">\n{joined(panels)}\n<p class="key">{key}</p></section>'


def _sessions(report: Report) -> str:
    weeks = len(report.weeks)
    size = weeks_in_a_pile(weeks)
    drawn = sessions_plot(
        report.first,
        report.last,
        report.weeks,
        [stop.day for stop in report.stops],
        f"Sessions of {plural(weeks, 'week', 'weeks')}",
    )
    name = "Sessions a week" if size == 1 else f"Sessions in each {size} weeks"
    about = "black done, grey in part, white elsewhere, line planned"
    return f"<div><h2>{name} <i>{about}</i></h2>{drawn}</div>"


def _panel(one: Plot, report: Report) -> str:
    name = name_of(one.measure)
    trend = next((trend.verdict for trend in report.trends if trend.measure == one.measure), "")
    about = ", ".join(filter(None, (SCALES[one.measure], f"n {one.n}", trend)))
    title = f"{name}: {plural(one.n, 'rating', 'ratings')}"
    if one.bands:
        first, last = (_said(one.measure, one.bands[place].median) for place in (0, -1))
        title += f", first median {first}, last {last}"
    return f"<div><h2>{name} <i>{about}</i></h2>{ratings_plot(one, title)}</div>"


def _said(measure: Plotted, value: float) -> str:
    return hours(value) if measure == "sleep_minutes" else number(value)


def _key(plots: Sequence[Plot]) -> str:
    """What dots, bars and lines mean, as far as there are any."""
    said = ["▼ a stop"]
    if any(one.raw for one in plots):
        said += ["Dot: one rating", "Bar: a week's median (4 ratings or more)"]
        said += ["Grey: where the median may lie"]
    else:
        unit = next((one.unit for one in plots), "month")
        said += [f"Bar: the median of a {unit}", "Grey: its lowest to highest"]
    if any(one.levels for one in plots):
        said.append("Dashed: from here on a change many people call important")
    return f"{'. '.join(said)}."
