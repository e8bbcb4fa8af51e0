"""A line of small blocks, one a week or one a rating, on a fixed scale.

The scale is the measure's own and never the data's: a calm week looks calm whatever came before.
A week without ratings shows a gap, a week with too few for a median its own mark; neither can be
taken for a low value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rehab_tui.report.model import Measure
from rehab_tui.report.weeks import Summary


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters: `levels` from low to high, `gap` for no rating, `few` for one to three."""

    levels: str
    gap: str
    few: str


BLOCKS = Marks("▁▂▃▄▅▆▇█", "·", "∘")
ASCII = Marks("_-~=+*%#", ".", "o")


@dataclass(frozen=True, slots=True)
class Scale:
    """The values at the bottom and at the top; what lies outside is drawn at the edge."""

    low: float
    high: float


SCALES: Mapping[Measure, Scale] = MappingProxyType(
    {
        "pain": Scale(0, 10),
        "pain_worst": Scale(0, 10),
        "mood": Scale(1, 5),
        "sleep_minutes": Scale(4 * 60, 10 * 60),
        "sleep_quality": Scale(1, 5),
        "function": Scale(0, 10),
        "effort": Scale(0, 10),
    }
)


def marks(ascii_only: bool) -> Marks:
    """The characters for this terminal."""
    return ASCII if ascii_only else BLOCKS


def sparkline(values: Iterable[float | None], scale: Scale, chars: Marks = BLOCKS) -> str:
    """One character for each value; None is a gap."""
    return "".join(chars.gap if value is None else _level(value, scale, chars) for value in values)


def weekly(summaries: Sequence[Summary], scale: Scale, chars: Marks = BLOCKS) -> str:
    """One character for each week: its median, or the mark for too few ratings, or a gap."""
    return "".join(
        chars.few
        if summary.median is None and summary.n
        else sparkline([summary.median], scale, chars)
        for summary in summaries
    )


def pointwise(summaries: Sequence[Summary], scale: Scale, chars: Marks = BLOCKS) -> str:
    """One character for each rating, in order, and a gap for each week without: raw points.

    For a measure that no week has a median of, such as effort with three sessions a week.
    """
    return "".join(sparkline(one.points or [None], scale, chars) for one in summaries)


def _level(value: float, scale: Scale, chars: Marks) -> str:
    share = (value - scale.low) / (scale.high - scale.low)
    top = len(chars.levels) - 1
    return chars.levels[min(top, max(0, int(share * top + 0.5)))]
