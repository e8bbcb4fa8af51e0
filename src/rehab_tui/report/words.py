"""How measures, lengths of time and medians are named."""

from __future__ import annotations

from rehab_tui.report.model import Measure

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
