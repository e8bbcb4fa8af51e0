"""When a change of pain is large enough to be worth saying: one rule for the coach and the report.

The sizes follow published important differences on the 0-10 scale (about 2 points or 30 %:
Farrar 2001, Pain 94:149; low back pain: Childs 2005, Spine 30:1331; smaller at low baselines:
doi 10.1055/a-1304-3677). They are figures of groups, and asking for both points and percent is
this app's rule.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Literal

LEAST_FOR_MEDIAN = 4
"""Ratings that a week needs before its median is told (rule RP1)."""

BASELINE = timedelta(days=7)
HIGHEST = 10
"""The top of the pain scale."""
SMALL = 3.0
"""Baseline medians up to here are "small numbers" (rule RP3)."""

TREND_WEEKS, TREND_RATINGS = 3, 15
"""Weeks and ratings that a trend needs at least (rule RP5)."""
MOST_MISSING = 0.5
"""With a larger share of what might have been rated missing no trend is told (rule RP6)."""
LEAST_PAIRS = 28
"""Pairs of days that it takes to tell how two things went together (rule RP7)."""
SMALL_STEP, MEDIUM_STEP, LARGE_STEP = 1.3, 2.3, 3
"""Changes of function 0-10 that count: of the mean, small and medium (Abbott and Schmitt 2014,
JOSPT 44:560), and of one activity (rule RP8)."""

Verdict = Literal["lower", "higher", "no clear change"]
"""lower, higher: by a size that many people call important; for pain, lower is the wish."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The seven days `first` to `last` (inclusive) that later weeks are compared with."""

    first: date
    last: date
    n: int
    median: float


def find_baseline(ratings: Iterable[tuple[date, int]]) -> Baseline | None:
    """The first seven days, from a day with a rating, that hold four ratings or more (rule RP4).

    The seven days from the very first rating are tried first. Later ratings never move it, and it
    is a whole stretch of days rather than the worst one. None while there is no such stretch.

    Args:
        ratings: days and values 0-10, in any order.
    """
    return baseline_of(sorted(ratings, key=lambda rating: rating[0]))


def baseline_of(ordered: Iterable[tuple[date, int]]) -> Baseline | None:
    """As `find_baseline`, of ratings by their day; takes no more of them than it needs."""
    stretch: deque[tuple[date, int]] = deque()
    full = False
    for day, value in ordered:
        if full and day - stretch[0][0] >= BASELINE:
            break
        while not full and stretch and day - stretch[0][0] >= BASELINE:
            stretch.popleft()
        stretch.append((day, value))
        full = len(stretch) >= LEAST_FOR_MEDIAN
    if not full:
        return None
    first = stretch[0][0]
    return Baseline(
        first=first,
        last=first + BASELINE - timedelta(days=1),
        n=len(stretch),
        median=float(median(value for _, value in stretch)),
    )


def important_change(baseline: float) -> float:
    """The points of change, up or down, that count as important from this median (RP2, RP3).

    Above a baseline of 3: 2 points and 30 % of the baseline. From 1 to 3: 1 point and 50 %. Below
    1: 2 points.
    """
    if baseline > SMALL:
        return max(2.0, baseline * 3 / 10)
    return max(1.0, baseline / 2) if baseline >= 1 else 2.0


def judge(baseline: float, current: float) -> Verdict:
    """Compare two medians on the 0-10 pain scale, upwards as downwards (rules RP2, RP3)."""
    if abs(current - baseline) < important_change(baseline):
        return "no clear change"
    return "lower" if current < baseline else "higher"


def important_levels(baseline: float) -> tuple[float | None, float | None]:
    """The highest median that counts as lower than the baseline, the lowest that does as higher.

    None where the 0-10 scale has no such median.
    """
    size = important_change(baseline)
    lower, higher = baseline - size, baseline + size
    return lower if lower >= 0 else None, higher if higher <= HIGHEST else None


def weekly_medians(ratings: Iterable[tuple[date, int]]) -> Mapping[date, float]:
    """The median of each ISO week, by its Monday, that has four ratings or more; oldest first."""
    weeks: defaultdict[date, list[int]] = defaultdict(list)
    for day, value in ratings:
        weeks[day - timedelta(days=day.weekday())].append(value)
    enough = ((monday, weeks[monday]) for monday in sorted(weeks))
    return {
        monday: float(median(values))
        for monday, values in enough
        if len(values) >= LEAST_FOR_MEDIAN
    }
