"""Figures of a handful of values, each with how sure it is. Pure, and without any package.

Everything here goes by ranks, as ratings 0-10 are ordered and skewed and hardly more than that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import atanh, ceil, comb, floor, inf, sqrt, tanh
from statistics import fmean, median
from typing import NamedTuple

SURE = 0.95
"""How often an interval has to hold what it speaks of."""
Z = 1.959964
"""So many standard errors to either side cover 95 % of a normal curve."""
STEEPEST = 0.9999
"""A correlation of 1 has no z of Fisher's; this one does."""
LEAST_EFFECTIVE = 4.0
"""With fewer pairs Fisher's z has no standard error."""

Point = tuple[float, float]


def median_interval(values: Sequence[float]) -> tuple[float, float, float] | None:
    """Between which of the values the median lies: low, high and the coverage (0-1).

    By order statistics, so without any assumption on how the values spread: the narrowest pair of
    ranks, as far from either end, whose exact binomial coverage is 95 % or more. None below six
    values, where even lowest and highest cover less.
    """
    n = len(values)
    outside, found = 0, None
    for rank in range(n // 2):
        outside += comb(n, rank)
        coverage = 1 - 2 * outside / 2**n
        if coverage < SURE:
            break
        found = rank, coverage
    if found is None:
        return None
    rank, coverage = found
    ordered = sorted(values)
    return float(ordered[rank]), float(ordered[n - 1 - rank]), coverage


def mid_ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value, from 1; equal ones share the middle of theirs."""
    ordered = sorted(values)
    return [(bisect_left(ordered, one) + bisect_right(ordered, one) + 1) / 2 for one in values]


def spearman(pairs: Sequence[Point]) -> float | None:
    """Spearman's rank correlation with mid-ranks, -1 to 1; None where one side is all the same."""
    if len(pairs) < 2:
        return None
    firsts, seconds = (mid_ranks(side) for side in zip(*pairs, strict=True))
    middle = (len(pairs) + 1) / 2
    spread = sum((one - middle) ** 2 for one in firsts) * sum(
        (two - middle) ** 2 for two in seconds
    )
    if not spread:
        return None
    shared = sum((a - middle) * (b - middle) for a, b in zip(firsts, seconds, strict=True))
    return max(-1.0, min(1.0, shared / sqrt(spread)))


def fisher_interval(rho: float, n: float) -> tuple[float, float]:
    """The 95 % interval of Spearman's correlation of `n` pairs, by Fisher's z.

    Its error is larger than Pearson's by sqrt(1 + rho^2 / 2) (Bonett and Wright 2000,
    Psychometrika 65:23).

    Args:
        rho: the correlation, -1 to 1.
        n: pairs, or as many as they are worth; more than 3.
    """
    z = atanh(max(-STEEPEST, min(STEEPEST, rho)))
    error = sqrt((1 + rho * rho / 2) / (n - 3))
    return min(rho, tanh(z - Z * error)), max(rho, tanh(z + Z * error))


def effective_n(n: int, a: float, b: float) -> float:
    """What `n` pairs of two series are worth whose neighbours resemble each other.

    Args:
        n: the pairs.
        a: the correlation of one series with itself a day later.
        b: the same of the other series.

    Returns:
        n (1 - ab) / (1 + ab), never above n (what is worth more is not told) nor below 4.
    """
    alike = max(-STEEPEST, min(STEEPEST, a * b))
    return max(LEAST_EFFECTIVE, min(float(n), n * (1 - alike) / (1 + alike)))


def lag_one(series: Sequence[tuple[int, float]]) -> float:
    """How much a series of (day, value) resembles itself a day later, -1 to 1.

    Only neighbouring days count; where there are none, or all is the same, nothing is known: 0.
    """
    middle = fmean(value for _, value in series) if series else 0.0
    at = {day: value - middle for day, value in series}
    spread = fmean(value**2 for value in at.values()) if at else 0.0
    steps = [at[day] * at[day + 1] for day in at if day + 1 in at]
    return max(-1.0, min(1.0, fmean(steps) / spread)) if steps and spread else 0.0


def wilson(done: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share of a few (Wilson 1927); `of` is above 0, `done` at most it."""
    share, z2 = done / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    # Exactly 0 and 1 at the ends, where rounding would leave the share itself outside.
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


class Line(NamedTuple):
    """A slope with its 95 % interval, and Kendall's tau-b, -1 to 1."""

    slope: float
    low: float
    high: float
    tau: float


def theil_sen(points: Sequence[Point]) -> Line | None:
    """The median of all slopes between two points, with how sure it is.

    The interval is Sen's (1968, JASA 63:1379), by the variance of Kendall's S with ties. As days
    resemble the day before, it is widened by how much what is left beside the slope does.

    Args:
        points: places (whole, all different) and values.

    Returns:
        None where the points are too few for an interval.
    """
    ordered = sorted(points)
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(ordered, 2)]
    slopes.sort()
    if not slopes:
        return None
    slope = median(slopes)
    alike = max(0.0, lag_one([(round(x), y - slope * x) for x, y in ordered]))
    widened = sqrt((1 + alike) / (1 - alike)) if alike < 1 else inf
    below = (len(slopes) - Z * sqrt(_variance_of_s(ordered)) * widened) / 2
    if below < 1:
        return None
    low, high = slopes[floor(below) - 1], slopes[min(len(slopes) - 1, ceil(len(slopes) - below))]
    return Line(slope, min(low, slope), max(high, slope), kendall_tau(slopes))


def kendall_tau(slopes: Sequence[float]) -> float:
    """Kendall's tau-b of points at different places; 0 where all values are the same.

    Args:
        slopes: those between each two points, by size.
    """
    falling, rising = bisect_left(slopes, 0), len(slopes) - bisect_right(slopes, 0)
    untied = falling + rising
    return (rising - falling) / sqrt(len(slopes) * untied) if untied else 0.0


def _variance_of_s(points: Sequence[Point]) -> float:
    n = len(points)
    ties = Counter(y for _, y in points).values()
    return (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18


def sleep_efficiency(asleep: int, in_bed: int) -> float:
    """The percentage of the time in bed (minutes, above 0) that was slept."""
    return 100 * asleep / in_bed
