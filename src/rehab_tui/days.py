"""How a day is told: in English, whatever the locale."""

from __future__ import annotations

from datetime import date

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SHORTEST = tuple(name[:2] for name in DAY_NAMES)
"""The days of the week where there is little room."""


def weekday(day: date) -> str:
    """The day of the week: Sun."""
    return DAY_NAMES[day.weekday()][:3]


def month(day: date) -> str:
    """The month: Sep."""
    return MONTH_NAMES[day.month - 1][:3]


def short(day: date) -> str:
    """A day without its year: 6 Sep."""
    return f"{day.day} {month(day)}"


def full(day: date) -> str:
    """A day with its year: 6 Sep 2026."""
    return f"{short(day)} {day.year}"


def with_weekday(day: date) -> str:
    """A day of these weeks: Sun 6 Sep."""
    return f"{weekday(day)} {short(day)}"


def spelled_out(day: date) -> str:
    """The same in a sentence: Sunday 6 September."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"


def span(first: date, last: date) -> str:
    """Two days, the year said once where it is one: 31 Aug to 6 Sep 2026."""
    if first == last:
        return full(first)
    return f"{short(first) if first.year == last.year else full(first)} to {full(last)}"
