"""Figures of a handful of values, with how sure they are. Pure, and without any package."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

SURE = 0.95
"""How often an interval has to hold what it speaks of."""


def median_interval(values: Sequence[float]) -> tuple[float, float, float] | None:
    """Between which of the values the median lies: low, high and the coverage (0-1).

    By order statistics, so without any assumption on how the values spread: the narrowest pair of
    ranks, as far from either end, whose exact binomial coverage is 95 % or more. None below six
    values, where even lowest and highest cover less.
    """
    n = len(values)
    outside = 0  # ways for the median to lie below the value of this rank, of 2 ** n
    found = None
    for rank in range(n // 2):
        outside += comb(n, rank)
        coverage = 1 - 2 * outside / 2**n
        if coverage < SURE:
            break
        found = rank, coverage
    if found is None:
        return None
    ordered = sorted(values)
    rank, coverage = found
    return float(ordered[rank]), float(ordered[n - 1 - rank]), coverage
