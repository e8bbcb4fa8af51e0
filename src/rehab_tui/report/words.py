"""How measures, days, lengths of time and medians are named, whatever the locale."""

from __future__ import annotations

from datetime import date

from rehab_tui.report.model import Measure

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

NAMES: tuple[tuple[Measure, str, str], ...] = (
    ("pain", "Pain at rest", "0 none, 10 worst imaginable"),
    ("pain_worst", "Worst pain", "in sessions, 0 to 10"),
    ("mood", "Mood", "1 very low, 5 very good"),
    ("sleep_minutes", "Sleep", "drawn from 4h to 10h"),
    ("sleep_quality", "Sleep quality", "1 very poor, 5 very good"),
    ("function", "Function", "0 unable, 10 able as before"),
    ("effort", "Effort", "0 nothing, 10 the hardest"),
)
"""Each measure, its name and its scale."""


def short(day: date) -> str:
    """A day without its year: 6 Sep."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def full(day: date) -> str:
    """A day with its year: 6 Sep 2026."""
    return f"{short(day)} {day.year}"


def span(first: date, last: date) -> str:
    """Two days, the year said once where it is one: 31 Aug to 6 Sep 2026."""
    if first == last:
        return full(first)
    return f"{short(first) if first.year == last.year else full(first)} to {full(last)}"


def number(value: float) -> str:
    """A median without a needless decimal: 4, 4.5."""
    return f"{value:g}"


def hours(minutes: float) -> str:
    """Minutes as people say them: 6h30, 7h, 45m. Half a minute rounds up."""
    whole, rest = divmod(int(minutes + 0.5), 60)
    if not whole:
        return f"{rest}m"
    return f"{whole}h{rest:02}" if rest else f"{whole}h"


def name_of(measure: Measure) -> str:
    """A measure as a heading."""
    return next(name for known, name, _ in NAMES if known == measure)
