"""ISO weeks and what can honestly be said about a handful of ratings. Pure: values in, values out.

Ratings on a 0-10 or 1-5 scale are ordinal and skewed, so a week is told by its median with lowest
and highest; below four ratings a median says too little and only the points stand (rule RP1).
A day without a rating is missing: it is never counted as 0 and never carried forward.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from rehab_tui.programme.change import LEAST_FOR_MEDIAN
from rehab_tui.report.stats import median_interval


def monday(day: date) -> date:
    """The day that the week of `day` begins with."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week: half-open, from its Monday `start` to the next Monday.

    Raises:
        ValueError: `start` is not a Monday.
    """

    start: date

    def __post_init__(self) -> None:
        if self.start.isoweekday() != 1:
            raise ValueError(f"a week starts on a Monday, not on {self.start:%A %Y-%m-%d}")

    @classmethod
    def of(cls, day: date) -> Week:
        """The week that `day` belongs to."""
        return cls(monday(day))

    @property
    def end(self) -> date:
        """The next week's Monday: the first day that is no longer in."""
        return self.start + timedelta(days=7)

    @property
    def last(self) -> date:
        """The Sunday, the last day that is in."""
        return self.start + timedelta(days=6)

    @property
    def label(self) -> str:
        """The ISO name, such as "2026-W47"; its year is the year of the week's Thursday."""
        year, number, _ = self.start.isocalendar()
        return f"{year:04}-W{number:02}"

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (day - self.start).days < 7


def weeks_between(first: date, last: date) -> tuple[Week, ...]:
    """Every week that has a day from `first` to `last`, both inclusive, in order.

    Raises:
        ValueError: `last` is before `first`.
    """
    if last < first:
        raise ValueError(f"the last day {last} is before the first day {first}")
    start = Week.of(first).start
    count = (last - start).days // 7 + 1
    return tuple(Week(start + timedelta(days=7 * number)) for number in range(count))


@dataclass(frozen=True, slots=True)
class Summary:
    """A few ratings: how many, their median, lowest and highest.

    `median` is None below four ratings; `low` and `high` are None without any. `points` holds the
    ratings themselves, in the order given, as long as they are too few for a median. `interval`
    says how sure the median is: between which ratings it lies, and with what coverage (0-1); None
    below six ratings.
    """

    n: int = 0
    median: float | None = None
    low: int | None = None
    high: int | None = None
    points: tuple[int, ...] = ()
    interval: tuple[float, float, float] | None = None


NOTHING = Summary()


def summarise(values: Sequence[int]) -> Summary:
    """The summary of some ratings, all of one measure and one week."""
    if not values:
        return NOTHING
    few = len(values) < LEAST_FOR_MEDIAN
    return Summary(
        n=len(values),
        median=None if few else float(median(values)),
        low=min(values),
        high=max(values),
        points=tuple(values) if few else (),
        interval=median_interval(values),
    )
