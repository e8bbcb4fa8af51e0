"""How days, lengths of time and medians are said in a report, whatever the locale."""

from __future__ import annotations

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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
