"""What the person's own activities went from and to (rule RP8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from statistics import fmean
from typing import Literal

from rehab_tui.programme.change import LARGE_STEP, MEDIUM_STEP, SMALL_STEP
from rehab_tui.report.facts import FunctionFact, Rating
from rehab_tui.report.model import ActivityChange, FunctionChange

FINE = 9
"""Digits after which a mean is cut, so that 6.3 less 5 counts as the 1.3 that it is."""


def function_change(
    ratings: Sequence[FunctionFact], first: date, last: date
) -> FunctionChange | None:
    """From the first rating of all to the last one of the days `first` to `last`, inclusive.

    Only activities with two ratings count, the last of them in the period. One whose name differs
    by case alone is the same, by the name it had last.

    Args:
        ratings: in order of time within a day.
        first: the period's first day.
        last: its last.
    """
    series: defaultdict[str, list[FunctionFact]] = defaultdict(list)
    for one in sorted(ratings, key=lambda one: one.day):
        if one.day <= last:
            series[one.activity.casefold()].append(one)
    changes = [
        _activity(told[0], told[-1])
        for told in series.values()
        if len(told) > 1 and told[-1].day >= first
    ]
    if not changes:
        return None
    then, now = (
        fmean(side) for side in zip(*((c.first.value, c.last.value) for c in changes), strict=True)
    )
    return FunctionChange(tuple(changes), then, now, size_of(now - then))


def size_of(points: float) -> Literal["small", "medium"] | None:
    """Of what size a change of the mean is, up as down."""
    size = round(abs(points), FINE)
    return "medium" if size >= MEDIUM_STEP else "small" if size >= SMALL_STEP else None


def _activity(then: FunctionFact, now: FunctionFact) -> ActivityChange:
    return ActivityChange(
        activity=now.activity,
        first=Rating(then.day, then.level),
        last=Rating(now.day, now.level),
        large=abs(now.level - then.level) >= LARGE_STEP,
    )
