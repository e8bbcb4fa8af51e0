"""What a plot of one measure shows, in data units. Pure: it knows neither cells nor pixels.

The scale is the measure's own and never the data's. A day without a rating is a gap: no point, no
line across it. `x` counts days from the plot's first day, so that day `d` lies from `d` to `d + 1`;
the ratings of one day stand in it side by side, in their order.

Where there is room for every day, each rating is a point, and every week with a median has a band:
the interval of the median (of four or five ratings, whose interval can't be had, all of them).
Where there is none, days are gathered in months or longer, each told by its range and median.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from rehab_tui.days import month, short, weekday
from rehab_tui.journal.vocabulary import MOODS
from rehab_tui.programme.change import Baseline, important_levels
from rehab_tui.report.facts import Rating, ReportInputs
from rehab_tui.report.weeks import Week, summarise

Plotted = Literal["pain", "pain_worst", "mood", "sleep_minutes", "function"]
PLOTTED: tuple[Plotted, ...] = get_args(Plotted)

Unit = Literal["week", "month", "quarter", "year"]
MarkKind = Literal["done", "partly", "elsewhere", "stop"]

CROWDED = 4
"""More days than this to a column, and the points of a month would be one blot."""
IMPORTANT = "an important change"
"""The name of the line from which on a change of the median is of a size many call important."""
HOUR = 60


class Tick(NamedTuple):
    """A place on an axis and its words."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale of a measure: its ends, its ticks from low to high, and what it means in words."""

    low: float
    high: float
    ticks: tuple[Tick, ...]
    words: str

    def share(self, value: float) -> float:
        """Where a value lies between the ends: 0 at the low one, 1 at the high one."""
        return (value - self.low) / (self.high - self.low)


class Point(NamedTuple):
    """One rating. `series` is its place in `Plot.series`, 0 where there is only one."""

    x: float
    y: float
    series: int = 0


class Band(NamedTuple):
    """Some days told together, from `start` to `end`: a quiet area and the median in it.

    Beside raw points `low` to `high` is where the median may lie, and `coverage` how sure that is
    (0-1). Where the points are not drawn it is the whole range, and `coverage` is None.
    """

    start: float
    end: float
    n: int
    low: float
    high: float
    median: float
    coverage: float | None


class Level(NamedTuple):
    """A horizontal line from `start` to `end`."""

    y: float
    start: float
    end: float
    label: str


class Mark(NamedTuple):
    """What happened on a day: its most telling one, a stop before all else."""

    day: int
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything to draw, in days and on the measure's scale; nothing lies outside the frame.

    `raw` says that each rating is a point; otherwise only those of units with too few for a median
    are. `times` are the beginnings of the time axis' parts, `series` the names of the points' kinds
    (activities, as typed), empty where there is only one.
    """

    measure: Plotted
    first: date
    days: int
    axis: Axis
    unit: Unit
    raw: bool
    n: int
    points: tuple[Point, ...] = ()
    bands: tuple[Band, ...] = ()
    levels: tuple[Level, ...] = ()
    marks: tuple[Mark, ...] = ()
    times: tuple[Tick, ...] = ()
    series: tuple[str, ...] = ()

    def day(self, x: float) -> date:
        """The day that `x` lies in."""
        return self.first + timedelta(days=min(self.days - 1, max(0, int(x))))


def plot(
    measure: Plotted,
    inputs: ReportInputs,
    first: date,
    last: date,
    *,
    columns: int,
    baseline: Baseline | None = None,
) -> Plot:
    """The plot of the days `first` to `last`, both inclusive.

    Args:
        measure: which ratings.
        inputs: the facts; what lies outside the days is left out.
        first: the first day.
        last: the last day.
        columns: how many letters of text the drawing is wide, by which labels and points are
            thinned out.
        baseline: the person's start; pain at rest gets its lines of an important change from it.

    Raises:
        ValueError: `last` is before `first`, or there is no column.
    """
    if last < first or columns < 1:
        raise ValueError("a plot has at least one day and one column")
    days = (last - first).days + 1
    raw = days <= CROWDED * columns
    unit: Unit = "week" if raw else _unit(days, columns)
    rated, series = _ratings(measure, inputs)
    inside = [(rating, kind) for rating, kind in rated if first <= rating.day <= last]
    groups = _by_unit(inside, unit)
    bands = tuple(_bands(groups, unit, first, days, raw=raw))
    told = {band.start for band in bands}
    alone = [
        one
        for start, group in groups.items()
        if raw or max(0, (start - first).days) not in told
        for one in group
    ]
    return Plot(
        measure=measure,
        first=first,
        days=days,
        axis=axis_of(measure, max((rating.value for rating, _ in rated), default=0)),
        unit=unit,
        raw=raw,
        n=len(inside),
        points=tuple(_points(alone, first)),
        bands=bands,
        levels=_levels(measure, baseline, first, days),
        marks=marks_of(inputs, first, last),
        times=times(first, last, columns),
        series=series,
    )


# --- the scale -----------------------------------------------------------------------------------

_TEN = tuple(Tick(value, str(value)) for value in range(0, 11, 2))
_NIGHT = 12
_AXES: Mapping[Plotted, Axis] = MappingProxyType(
    {
        "pain": Axis(0, 10, _TEN, "0 none, 10 worst"),
        "pain_worst": Axis(0, 10, _TEN, "0 none, 10 worst"),
        "mood": Axis(1, 5, tuple(Tick(level, name) for level, name in MOODS.items()), "1 to 5"),
        "sleep_minutes": Axis(0, 0, (), "hours asleep, by the day of waking"),
        "function": Axis(0, 10, _TEN, "0 unable, 10 able as before"),
    }
)


def axis_of(measure: Plotted, highest: int = 0) -> Axis:
    """The scale of a measure; a night longer than twelve hours is the only thing that widens it.

    Args:
        measure: which one.
        highest: the highest value there is.
    """
    if measure != "sleep_minutes":
        return _AXES[measure]
    hours = max(_NIGHT, -(-highest // (4 * HOUR)) * 4)
    ticks = tuple(Tick(hour * HOUR, f"{hour} h") for hour in range(0, hours + 1, hours // 4))
    return Axis(0, hours * HOUR, ticks, _AXES[measure].words)


# --- ratings -------------------------------------------------------------------------------------


def _ratings(
    measure: Plotted, inputs: ReportInputs
) -> tuple[list[tuple[Rating, int]], tuple[str, ...]]:
    """Each rating with its series, in order; function has one for each activity."""
    if measure != "function":
        return [(rating, 0) for rating in getattr(inputs, measure)], ()
    names = tuple(dict.fromkeys(fact.activity for fact in inputs.functions))
    return [
        (Rating(fact.day, fact.level), names.index(fact.activity)) for fact in inputs.functions
    ], names


def _points(rated: Iterable[tuple[Rating, int]], first: date) -> Iterator[Point]:
    """The ratings of one day and series share the day evenly, in their order."""
    days: defaultdict[tuple[date, int], list[int]] = defaultdict(list)
    for rating, series in rated:
        days[rating.day, series].append(rating.value)
    for (day, series), values in days.items():
        for place, value in enumerate(values):
            within = (place + 0.5) / len(values)
            yield Point((day - first).days + within, value, series)


# --- days told together --------------------------------------------------------------------------

_MONTHS: Mapping[Unit, int] = MappingProxyType({"month": 1, "quarter": 3, "year": 12})
_LONGEST: Mapping[Unit, int] = MappingProxyType(
    {"week": 7, "month": 31, "quarter": 92, "year": 366}
)


def _unit(days: int, columns: int) -> Unit:
    """The shortest unit of which each has a column of its own."""
    return next((unit for unit, long in _LONGEST.items() if days <= long * columns), "year")


def start_of(unit: Unit, day: date) -> date:
    """The first day of the week, month, quarter or year that `day` lies in."""
    if unit == "week":
        return Week.of(day).start
    months = _MONTHS[unit]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def end_of(unit: Unit, day: date) -> date:
    """The first day that is no longer in the unit which `day` lies in."""
    return start_of(unit, start_of(unit, day) + timedelta(days=_LONGEST[unit]))


def units_on(unit: Unit, day: date, steps: int) -> date:
    """The first day of the unit that lies so many further on, or back."""
    for _ in range(abs(steps)):
        day = (
            end_of(unit, day)
            if steps > 0
            else start_of(unit, start_of(unit, day) - timedelta(days=1))
        )
    return day


def _by_unit(
    rated: Iterable[tuple[Rating, int]], unit: Unit
) -> Mapping[date, list[tuple[Rating, int]]]:
    groups: defaultdict[date, list[tuple[Rating, int]]] = defaultdict(list)
    for one in rated:
        groups[start_of(unit, one[0].day)].append(one)
    return groups


def _bands(
    groups: Mapping[date, Sequence[tuple[Rating, int]]],
    unit: Unit,
    first: date,
    days: int,
    *,
    raw: bool,
) -> Iterator[Band]:
    """A band for each unit with a median, cut off where the plot begins and ends."""
    for start in sorted(groups):
        summary = summarise([rating.value for rating, _ in groups[start]])
        if summary.median is None or summary.low is None or summary.high is None:
            continue
        low, high, coverage = float(summary.low), float(summary.high), None
        if raw:
            low, high, coverage = summary.interval or (low, high, 1 - 2 / 2**summary.n)
        yield Band(
            start=float(max(0, (start - first).days)),
            end=float(min(days, (end_of(unit, start) - first).days)),
            n=summary.n,
            low=low,
            high=high,
            median=summary.median,
            coverage=coverage,
        )


def _levels(
    measure: Plotted, baseline: Baseline | None, first: date, days: int
) -> tuple[Level, ...]:
    """The lines begin after the days that they were reckoned from."""
    if measure != "pain" or baseline is None:
        return ()
    start = float(max(0, (baseline.last - first).days + 1))
    if start >= days:
        return ()
    found = important_levels(baseline.median)
    return tuple(Level(y, start, float(days), IMPORTANT) for y in found if y is not None)


# --- marks and the time axis ---------------------------------------------------------------------

MARK_KINDS: tuple[MarkKind, ...] = ("elsewhere", "partly", "done", "stop")
"""The later one is shown where a day has several."""


def marks_of(inputs: ReportInputs, first: date, last: date) -> tuple[Mark, ...]:
    """A mark for each day with a session, something done elsewhere or a stop, in order."""
    found: dict[date, MarkKind] = {fact.day: "elsewhere" for fact in inputs.elsewhere}
    for session in inputs.sessions:
        if found.get(session.day) != "done":
            found[session.day] = "done" if session.done else "partly"
    found |= {stop.day: "stop" for stop in inputs.stops}
    return tuple(
        Mark((day - first).days, found[day]) for day in sorted(found) if first <= day <= last
    )


def times(first: date, last: date, columns: int) -> tuple[Tick, ...]:
    """The parts of the time axis by their first days, as fine as their names have room."""
    days = (last - first).days + 1
    begins, name = next(
        (begins, name)
        for begins, long, wide, name in _NAMES
        if columns * long >= (wide + 1) * days or long == LONGEST
    )
    every = (first + timedelta(days=number) for number in range(days))
    return tuple(Tick(float((day - first).days), name(day)) for day in every if begins(day))


LONGEST = 365


def _month(day: date) -> str:
    """January has the year's name."""
    return str(day.year) if day.month == 1 else month(day)


_NAMES: tuple[tuple[Callable[[date], bool], float, int, Callable[[date], str]], ...] = (
    (lambda day: True, 1, 6, lambda day: f"{weekday(day)} {day.day}"),
    (lambda day: day.weekday() == 0, 7, 6, short),
    (lambda day: day.weekday() == 0, 7, 3, lambda day: f"W{day.isocalendar().week:02}"),
    (lambda day: day.day == 1, 28, 4, _month),
    (lambda day: day.day == day.month == 1, LONGEST, 4, lambda day: str(day.year)),
)
"""When a part begins, how many days it has, how many letters its name, and the name."""
