"""Three pairs of things side by side, chosen beforehand (rule RP7).

Only these three: of twenty pairs that somebody tries, one would look like something by chance. The
figures say how two things went together, and nothing of what comes from what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from rehab_tui.programme.change import LEAST_PAIRS
from rehab_tui.report.facts import Rating, ReportInputs
from rehab_tui.report.model import Link, LinkName
from rehab_tui.report.stats import effective_n, fisher_interval, lag_one, mid_ranks, spearman

A_DAY = timedelta(days=1)


class Pair(NamedTuple):
    """Two values by the day of the second."""

    day: date
    one: float
    two: float


def pairs_of(inputs: ReportInputs, first: date, last: date) -> Mapping[LinkName, list[Pair]]:
    """The complete pairs of the days `first` to `last`, inclusive; a missing value makes none."""
    pain = _by_day(inputs.pain, first, last)
    rest = {day: float(median(values)) for day, values in pain.items()}
    nights = {day: values[-1] for day, values in _by_day(inputs.sleep_minutes, first, last).items()}
    moods = {
        day: float(median(values)) for day, values in _by_day(inputs.mood, first, last).items()
    }
    trained = {one.day for one in inputs.sessions}
    return {
        "sleep": [Pair(day, nights[day], rest[day]) for day in sorted(nights.keys() & rest.keys())],
        "session": [
            Pair(day, float(day - A_DAY in trained), pain[day][0])
            for day in sorted(pain)
            if first <= day - A_DAY and day - A_DAY in inputs.entry_days
        ],
        "mood": [Pair(day, moods[day], rest[day]) for day in sorted(moods.keys() & rest.keys())],
    }


def find_links(pairs: Mapping[LinkName, list[Pair]]) -> tuple[Link, ...]:
    """Those that have pairs enough, and differences on both sides."""
    found = (_link(name, listed) for name, listed in pairs.items() if len(listed) >= LEAST_PAIRS)
    return tuple(one for one in found if one is not None)


def _link(name: LinkName, pairs: list[Pair]) -> Link | None:
    rho = spearman([(pair.one, pair.two) for pair in pairs])
    if rho is None:
        return None
    days = [pair.day.toordinal() for pair in pairs]
    a, b = (
        lag_one(list(zip(days, mid_ranks(side), strict=True)))
        for side in ([pair.one for pair in pairs], [pair.two for pair in pairs])
    )
    worth = effective_n(len(pairs), a, b)
    low, high = fisher_interval(rho, worth)
    return Link(name, len(pairs), worth, rho, low, high)


def _by_day(ratings: Iterable[Rating], first: date, last: date) -> Mapping[date, list[int]]:
    """The values of each day, in the order they were given."""
    found: defaultdict[date, list[int]] = defaultdict(list)
    for one in ratings:
        if first <= one.day <= last:
            found[one.day].append(one.value)
    return found
