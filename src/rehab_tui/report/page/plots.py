"""The plots of the printed page as SVG, in black and greys. Pure.

What they show is decided in `report/plot.py`, for the screen alike; here it gets its place on
paper. Sizes are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from rehab_tui.days import month, short
from rehab_tui.report.model import WeekRow
from rehab_tui.report.plot import Axis, Plot, Tick

WIDTH, HEIGHT = 344, 86
LEFT, RIGHT, TOP, BOTTOM = 22, 3, 8, 13
"""Room around a plot, for ticks, marks and dates."""
COLUMNS = 84
"""Letters that a plot is wide: by this raw points become months in long periods."""
TICK_APART = 10
"""Pixels between two ticks with words."""
WIDEST_TICK = 4
"""Letters; where one is longer, all are told by their numbers."""
MOST_PILES = 53
"""Weeks, or stretches of weeks, whose sessions stand side by side."""
MOST_LINES = 30
"""Stops with a line through the plot; more would hide it."""
MOST_DATES = 6
STEPS = (1, 2, 3, 4, 6, 8, 13, 26, 52, 104, 208)
"""Weeks between two dates below a plot."""
YEARS_FROM = 13
"""From so many weeks on a month and its year say more than a day."""

INK, GREY, BAND, LINE = "#111", "#707070", "#dcdcdc", "#e4e4e4"


def _dot(x: float, y: float) -> str:
    return f"M{_n(x)} {_n(y)}h.01"


def _ring(x: float, y: float) -> str:
    return f"M{_n(x - 2)} {_n(y)}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0"


def _square(x: float, y: float) -> str:
    return f"M{_n(x - 1.8)} {_n(y - 1.8)}h3.6v3.6h-3.6z"


def _wedge(x: float, y: float) -> str:
    return f"M{_n(x - 2.3)} {_n(y + 1.9)}h4.6l-2.3 -4.2z"


_OUTLINE = f'stroke="{INK}" stroke-width=".9" fill="#fff"'
_FORMS: tuple[tuple[Callable[[float, float], str], str], ...] = (
    (_dot, f'stroke="{GREY}" stroke-width="3.2" stroke-linecap="round" fill="none"'),
    (_ring, _OUTLINE),
    (_square, _OUTLINE),
    (_wedge, f'fill="{GREY}"'),
    (_square, f'fill="{GREY}"'),
)
"""The points of up to five activities, told apart without a colour; then from the first again."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """So many days across, an axis up."""

    first: date
    days: int
    axis: Axis

    def x(self, day: float) -> float:
        return LEFT + day / self.days * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - self.axis.share(value) * (HEIGHT - TOP - BOTTOM)


@dataclass(frozen=True, slots=True)
class _Pile:
    """Some weeks from a day to another: what was done, in part, elsewhere, and planned."""

    begin: float
    end: float
    counts: tuple[int, int, int]
    planned: int | None


_PILED = (f'fill="{INK}"', 'fill="#a8a8a8"', f'fill="#fff" stroke="{INK}" stroke-width=".8"')


def ratings_plot(plot: Plot, title: str) -> str:
    """A measure: each rating a point, each week's median a bar on the area where it may lie.

    Args:
        plot: as made for `COLUMNS`.
        title: what it shows, in words, for who can't see it.
    """
    frame = _Frame(plot.first, plot.days, plot.axis)
    stops = [mark.day for mark in plot.marks if mark.kind == "stop"]
    areas = "".join(_box(frame, band.start, band.end, band.low, band.high) for band in plot.bands)
    levels = "".join(
        f"M{_n(frame.x(level.start))} {_n(frame.y(level.y))}H{_n(frame.x(level.end))}"
        for level in plot.levels
    )
    bars = "".join(
        f"M{_n(frame.x(band.start) + 1)} {_n(frame.y(band.median))}H{_n(frame.x(band.end) - 1)}"
        for band in plot.bands
    )
    drawn = (
        _path(areas, f'fill="{BAND}"'),
        *_ground(frame),
        *_stops(frame, stops),
        _path(levels, f'stroke="{INK}" stroke-width=".8" stroke-dasharray="4 3" fill="none"'),
        *_points(frame, plot),
        _path(bars, f'stroke="{INK}" stroke-width="2.2" fill="none"'),
    )
    return _svg(title, drawn)


def sessions_plot(
    first: date, last: date, rows: Sequence[WeekRow], stops: Iterable[date], title: str
) -> str:
    """Sessions over the weeks: done black, in part grey, elsewhere white; a line at the plan.

    Args:
        first: the first day across.
        last: the last one.
        rows: the weeks; `weeks_in_a_pile` of them are told together.
        stops: the days on which a session was stopped.
        title: what it shows, in words, for who can't see it.
    """
    days, size = (last - first).days + 1, weeks_in_a_pile(len(rows))
    piles = [_gathered(rows[n : n + size], first, days) for n in range(0, len(rows), size)]
    most = max([2, *(max(sum(one.counts), one.planned or 0) for one in piles)])
    most += most % 2
    ticks = tuple(Tick(value, str(value)) for value in (0, most // 2, most))
    frame = _Frame(first, days, Axis(0, most, ticks, ""))
    drawn = (part for pile in piles for part in _pile(frame, pile))
    return _svg(title, (*_ground(frame), *_stops(frame, [(d - first).days for d in stops]), *drawn))


def weeks_in_a_pile(weeks: int) -> int:
    """How many weeks are told together, so that piles can be told apart."""
    return -(-weeks // MOST_PILES)


def then_and_now(then: float, now: float, title: str) -> str:
    """A line from 0 to 10 with a ring where it began and a dot where it is."""
    wide = 60
    x0, x1 = (_n(5 + value / 10 * (wide - 10)) for value in (then, now))
    return (
        f'<svg class="pair" viewBox="0 0 {wide} 10" width="{wide}" height="10" role="img">'
        f"<title>{escape(title)}</title>"
        f'<path d="M5 5H{wide - 5}" stroke="{BAND}" stroke-width="1.5"/>'
        f'<path d="M{x0} 5H{x1}" stroke="{INK}" stroke-width="1.5"/>'
        f'<circle cx="{x0}" cy="5" r="3.2" fill="#fff" stroke="{INK}" stroke-width="1.2"/>'
        f'<circle cx="{x1}" cy="5" r="3.6" fill="{INK}"/></svg>'
    )


def marker(series: int) -> str:
    """The form that the points of an activity have, for the key."""
    form, looks = _FORMS[series % len(_FORMS)]
    return (
        '<svg class="mark" viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">'
        f"{_path(form(4, 4), looks)}</svg>"
    )


def dates(first: date, days: int) -> list[Tick]:
    """The Mondays that are named below a plot, about `MOST_DATES` at most."""
    start = (7 - first.weekday()) % 7
    weeks = max(0, (days - 1 - start) // 7 + 1)
    step = next((one for one in STEPS if one * MOST_DATES >= weeks), STEPS[-1])
    found = []
    for number in range(0, weeks, step):
        at = start + 7 * number
        day = first + timedelta(days=at)
        words = f"{month(day)} {day.year}" if step >= YEARS_FROM else short(day)
        found.append(Tick(at, words))
    return found


# --- parts --------------------------------------------------------------------------------------
def _ground(frame: _Frame) -> Iterator[str]:
    """The lines of the ticks, their words, and the dates below."""
    ys = [(_n(frame.y(tick.at)), tick) for tick in frame.axis.ticks]
    yield _path(
        "".join(f"M{LEFT} {y}H{WIDTH - RIGHT}" for y, _ in ys),
        f'stroke="{LINE}" stroke-width=".8" fill="none"',
    )
    plain = any(len(tick.label) > WIDEST_TICK for tick in frame.axis.ticks)
    for tick in _apart(frame):
        words = f"{tick.at:g}" if plain else tick.label
        yield _text(LEFT - 4, frame.y(tick.at) + 2.8, words, "end")
    named = dates(frame.first, frame.days)
    yield _path(
        "".join(f"M{_n(frame.x(tick.at))} {HEIGHT - BOTTOM}v3" for tick in named),
        f'stroke="{GREY}" stroke-width="1" fill="none"',
    )
    for tick in named:
        if (x := frame.x(tick.at)) < WIDTH - RIGHT - 4.6 * len(tick.label):
            yield _text(x, HEIGHT - 2, tick.label, "start")


def _apart(frame: _Frame) -> Iterator[Tick]:
    """The ticks that have room for their words, from below."""
    last = float("inf")
    for tick in frame.axis.ticks:
        if last - (y := frame.y(tick.at)) >= TICK_APART:
            last = y
            yield tick


def _stops(frame: _Frame, days: Iterable[int]) -> Iterator[str]:
    """A mark above each day with a stop, and a line down from it where they are not too many."""
    xs = [frame.x(day + 0.5) for day in sorted(set(days)) if 0 <= day < frame.days]
    lines = "".join(f"M{_n(x)} 1V{HEIGHT - BOTTOM}" for x in xs)
    marks = "".join(f"M{_n(x - 3)} 1h6l-3 5.5z" for x in xs)
    if len(xs) <= MOST_LINES:
        yield _path(lines, f'stroke="{GREY}" stroke-width=".7" fill="none"')
    yield _path(marks, f'fill="{INK}"')


def _points(frame: _Frame, plot: Plot) -> Iterator[str]:
    """The ratings, each activity in its own form."""
    for number, (form, looks) in enumerate(_FORMS):
        found = (point for point in plot.points if point.series % len(_FORMS) == number)
        yield _path("".join(form(frame.x(one.x), frame.y(one.y)) for one in found), looks)


def _gathered(rows: Sequence[WeekRow], first: date, days: int) -> _Pile:
    counts = [row.sessions for row in rows]
    planned = [one.planned for one in counts if one.planned is not None]
    begin = (rows[0].week.start - first).days
    return _Pile(
        begin=max(0.0, begin),
        end=min(float(days), begin + 7.0 * len(rows)),
        counts=(
            sum(one.done for one in counts),
            sum(one.partly for one in counts),
            sum(one.elsewhere for one in counts),
        ),
        planned=sum(planned) if planned else None,
    )


def _pile(frame: _Frame, pile: _Pile) -> Iterator[str]:
    """What was done, one on the other, and a line at what was planned."""
    inset = (pile.end - pile.begin) / 8
    level = 0
    for count, looks in zip(pile.counts, _PILED, strict=True):
        if count:
            box = _box(frame, pile.begin + inset, pile.end - inset, level, level + count)
            yield _path(box, looks)
            level += count
    if pile.planned is not None:
        x0, x1 = frame.x(pile.begin + inset / 3), frame.x(pile.end - inset / 3)
        looks = f'stroke="{INK}" stroke-width="1.3" fill="none"'
        yield _path(f"M{_n(x0)} {_n(frame.y(pile.planned))}H{_n(x1)}", looks)


def _box(frame: _Frame, begin: float, end: float, low: float, high: float) -> str:
    """A filled stretch of days; one without any height is still seen."""
    x0, x1, top, bottom = frame.x(begin), frame.x(end), frame.y(high), frame.y(low)
    if bottom - top < 2:
        top, bottom = top - 1, bottom + 1
    return f"M{_n(x0)} {_n(top)}H{_n(x1)}V{_n(bottom)}H{_n(x0)}z"


def _path(line: str, looks: str) -> str:
    return f'<path d="{line}" {looks}/>' if line else ""


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}">{escape(words)}</text>'


def _svg(title: str, parts: Iterable[str]) -> str:
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )


def _n(value: float) -> str:
    """A length with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
