"""The numbers that the rules compare with; a therapist may set them in the plan, within bounds.

Every default is the house's own unless `docs/rules.md` names a source. What stops a session for
safety (screening, stop signs, flags) has no number here: it can't be changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

PAIN, GAP, FACTOR = (1, 5), (1, 60), (0.25, 1.0)
"""The bounds of pain limits (0-10), of gaps (days) and of factors."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The thresholds of the rules that a plan may change.

    Pain 0-10: up to `pain_green` goes on and counts towards more, up to `pain_amber` goes on at the
    same dose, above it stops the exercise. Days: up to `gap_short` nothing changes, up to
    `gap_long` a short pause, up to `gap_very_long` a long one. Factors are laid on reps and
    seconds.
    """

    pain_green: int = 2
    pain_amber: int = 5
    gap_short: int = 7
    gap_long: int = 14
    gap_very_long: int = 28
    gap_factor: float = 0.75
    long_gap_factor: float = 0.5
    morning_factor: float = 0.75
    effort_factor: float = 0.75
    short_version: float = 0.6

    def __post_init__(self) -> None:
        if not self.pain_green < self.pain_amber:
            raise ValueError("pain_green has to be below pain_amber")
        if not self.gap_short < self.gap_long < self.gap_very_long:
            raise ValueError("gap_short, gap_long and gap_very_long have to grow in this order")
        if self.long_gap_factor > self.gap_factor:
            raise ValueError("long_gap_factor can't be above gap_factor")

    @staticmethod
    def bounds() -> Mapping[str, tuple[float, float]]:
        """Least and most of each limit, by its name."""
        kinds = {"pain": PAIN, "gap": GAP}
        return {
            field.name: FACTOR if field.type == "float" else kinds[field.name.partition("_")[0]]
            for field in fields(Limits)
        }


USUAL = Limits()
"""The limits where no plan says otherwise."""
