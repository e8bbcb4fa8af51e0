"""What can and what can't be said of one measure in a period: chosen among the report's sentences.

The words themselves are in `sentences`; here only stand those for what is still missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rehab_tui.days import span
from rehab_tui.programme.change import LEAST_FOR_MEDIAN, TREND_RATINGS, TREND_WEEKS
from rehab_tui.report import sentences
from rehab_tui.report.model import LinkName, Measure, Report
from rehab_tui.report.plot import Plot, Plotted, end_of, start_of
from rehab_tui.report.words import hours, name_of, number
from rehab_tui.text import plural

_LINKS: dict[Measure, LinkName] = {"sleep_minutes": "sleep", "mood": "mood", "pain": "session"}
_STARTS: dict[Measure, str] = {
    "pain_worst": "It is asked for after each session.",
    "function": "It is asked for after a session, every week or two.",
}


def about(report: Report, measure: Plotted) -> tuple[str, ...]:
    """What the period's report says of one measure, the weightiest first.

    Args:
        report: the period.
        measure: one that is plotted.
    """
    if not report.count(measure):
        return (f"{name_of(measure)}: nothing noted in this time.", _STARTS.get(measure, ""))
    return tuple(_said(report, measure))


def _said(report: Report, measure: Measure) -> Iterator[str]:
    for change in report.changes:
        if change.measure == measure:
            yield sentences.change(change)
    trends = [one for one in report.trends if one.measure == measure]
    told = measure == "function" and report.function_change is not None
    if told and report.function_change is not None:
        yield sentences.function(report.function_change)
    yield from map(sentences.trend, trends)
    if not trends and not told:
        yield _too_little(report, measure)
    if measure == "sleep_minutes":
        yield sentences.efficiency(report.sleep_efficiency)
    links = [one for one in report.links if one.name == _LINKS.get(measure)]
    for link in links:
        yield f"{sentences.link(link)} {sentences.NO_REASON}"


def _too_little(report: Report, measure: Measure) -> str:
    """Why there is no median, or no trend, yet."""
    n = report.count(measure)
    medians = any(row.of(measure).median is not None for row in report.weeks)
    if not medians:
        return (
            f"{plural(n, 'rating', 'ratings')}; a week's median is told from "
            f"{LEAST_FOR_MEDIAN} on, so these stand as they are."
        )
    return (
        f"A trend is told from {TREND_WEEKS} weeks and {TREND_RATINGS} ratings on, "
        "when no more than half of the days are missing."
    )


def unit_in_words(plot: Plot, day: date) -> str:
    """The month (or longer) that `day` lies in, where a plot tells days together."""
    first, until = start_of(plot.unit, day), end_of(plot.unit, day)
    period = span(first, until - timedelta(days=1))
    start, end = (first - plot.first).days, (until - plot.first).days
    band = next((one for one in plot.bands if start <= one.start < end), None)
    if band is None:
        few = sum(start <= point.x < end for point in plot.points)
        return f"{period}: {plural(few, 'rating', 'ratings') if few else 'nothing noted'}"
    median, low, high = (_value(plot.measure, one) for one in (band.median, band.low, band.high))
    return f"{period}: {band.n} ratings, median {median}, lowest {low}, highest {high}"


def _value(measure: Plotted, value: float) -> str:
    return hours(value) if measure == "sleep_minutes" else number(value)
