"""How a measure went over the weeks, where enough was rated to say so (rules RP5, RP6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median
from typing import get_args

from rehab_tui.programme.change import MOST_MISSING, TREND_RATINGS, TREND_WEEKS
from rehab_tui.report.facts import Rating, ReportInputs
from rehab_tui.report.model import Trend, Trended
from rehab_tui.report.stats import theil_sen
from rehab_tui.report.weeks import monday

MOST_POINTS = 200
"""Every point is held against every other: with more of them longer times are one point each."""
SPANS = (1, 7, 28)
"""Days that are one point: a day, a week, four weeks."""
FORTNIGHT = 14
"""So many days apart at most activities are to be rated again."""


def find_trends(inputs: ReportInputs, first: date, last: date) -> tuple[Trend, ...]:
    """The trends of the days `first` to `last`, inclusive, that may be told."""
    if inputs.first_entry is None:
        return ()
    begin = max(first, inputs.first_entry)
    found = (_trend(name, inputs, begin, last) for name in get_args(Trended))
    return tuple(one for one in found if one is not None)


def _trend(measure: Trended, inputs: ReportInputs, begin: date, last: date) -> Trend | None:
    ratings = [one for one in getattr(inputs, measure) if begin <= one.day <= last]
    weeks = {monday(one.day) for one in ratings}
    if len(weeks) < TREND_WEEKS or len(ratings) < TREND_RATINGS:
        return None
    if _missing(measure, ratings, inputs, begin, last) > MOST_MISSING:
        return None
    points, days = _points(ratings)
    line = theil_sen(points)
    if line is None:
        return None
    slope, low, high = (part * 7 / days for part in (line.slope, line.low, line.high))
    return Trend(
        measure=measure,
        slope=slope,
        low=low,
        high=high,
        tau=line.tau,
        weeks=len(weeks),
        n=len(ratings),
        verdict="falling" if high < 0 else "rising" if low > 0 else "no clear trend",
    )


def _missing(
    measure: Trended, ratings: Sequence[Rating], inputs: ReportInputs, begin: date, last: date
) -> float:
    """The share of what might have been rated: days, sessions, or fortnights of function."""
    days = (last - begin).days + 1
    if measure == "pain_worst":
        might = sum(begin <= one.day <= last for one in inputs.sessions)
        have = len(ratings)
    elif measure == "function":
        might = -(-days // FORTNIGHT)
        have = len({(one.day - begin).days // FORTNIGHT for one in ratings})
    else:
        might, have = days, len({one.day for one in ratings})
    return 1 - have / might if might else 0.0


def _points(ratings: Sequence[Rating]) -> tuple[list[tuple[float, float]], int]:
    """A point for each day, week or four weeks with a rating, and how many days apart they are."""
    for days in SPANS:
        points = _medians(ratings, days)
        if len(points) <= MOST_POINTS:
            break
    return points, days


def _medians(ratings: Sequence[Rating], days: int) -> list[tuple[float, float]]:
    origin = monday(min(one.day for one in ratings))
    found: defaultdict[int, list[int]] = defaultdict(list)
    for one in ratings:
        found[(one.day - origin) // timedelta(days=days)].append(one.value)
    return [(float(place), float(median(values))) for place, values in sorted(found.items())]
