"""Sessions as a calendar: a column a week, a row a weekday, a mark for what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from rich.style import Style

from rehab_tui.days import SHORTEST, month
from rehab_tui.report.model import SessionCounts, WeekRow
from rehab_tui.report.plot import MarkKind
from rehab_tui.text import clip
from rehab_tui.tui.widgets.lines import Line, Lines
from rehab_tui.tui.widgets.plot import MARKS, MARKS_ASCII

DayKind = Literal[MarkKind, "paused"]

SIGNS: Mapping[str, str] = MappingProxyType({**MARKS, "paused": "="})
SIGNS_ASCII: Mapping[str, str] = MappingProxyType({**MARKS_ASCII, "paused": "="})
NAMES: Mapping[DayKind, str] = MappingProxyType(
    {"done": "done", "partly": "partly", "elsewhere": "elsewhere", "stop": "stop",
     "paused": "paused"}
)  # fmt: skip
NOTHING, NOTHING_ASCII = "·", "."
LEFT = 5
"""Columns of the names of the days."""
NARROW, WIDE = 2, 10
"""Columns of a week."""
HIGHEST = 3
"""Rows of a day."""
COUNTED = 4
"""Columns of a week from which on its counts have room."""
LEAST = (24, 9)
TOO_SMALL = " The calendar needs a larger window."


@dataclass(frozen=True, slots=True)
class Month:
    """What a calendar shows: its weeks, and what each day up to `today` was."""

    weeks: Sequence[WeekRow]
    days: Mapping[date, DayKind]
    today: date


class Calendar(Lines):
    """As many weeks as there is room for, the day of the cursor always among them."""

    def __init__(self, name: str, *, ascii_only: bool = False) -> None:
        super().__init__(name)
        self._signs = SIGNS_ASCII if ascii_only else SIGNS
        self._nothing = NOTHING_ASCII if ascii_only else NOTHING
        self._shown: Month | None = None
        self._cursor = date.min
        self._drawn: object = None

    def fill(self, shown: Month | None, cursor: date) -> None:
        """Show these weeks, with the cursor at a day."""
        self._shown, self._cursor = shown, cursor
        self.draw()

    def on_resize(self) -> None:
        """Another size shows other weeks."""
        self.draw()

    def draw(self) -> None:
        """Draw in the colours and the size of now."""
        columns, rows = self.size
        wanted = (self._shown, self._cursor, columns, rows, self.app.theme)
        if wanted == self._drawn or columns < 1 or rows < 1:
            return
        self._drawn = wanted
        if self._shown is None:
            self.show(())
        elif columns < LEAST[0] or rows < LEAST[1]:
            self.show([((clip(TOO_SMALL, columns), self._style("quiet")),)])
        else:
            self.show(list(self._rows(self._shown, columns, rows)))

    def _rows(self, shown: Month, columns: int, rows: int) -> Iterator[Line]:
        weeks, wide = self._in_sight(shown.weeks, columns - LEFT - 1)
        high = max(1, min(HIGHEST, (rows - 3) // len(SHORTEST)))
        counted = wide >= COUNTED and any(row.sessions.planned for row in weeks)
        remark = "2/3: done of planned" if counted else ""
        if len(weeks) < len(shown.weeks):
            remark = f"{len(weeks)} of {len(shown.weeks)} weeks"
        yield self._caption(shown, columns, remark)
        yield self._months(weeks, wide)
        for number, name in enumerate(SHORTEST):
            cells = (
                self._day(shown, row.week.start + timedelta(days=number), wide) for row in weeks
            )
            yield (
                (f" {name:<{LEFT - 1}}", self._style("quiet")),
                *(run for cell in cells for run in cell),
            )
            yield from [()] * (high - 1)
        if counted:
            yield self._counts(weeks, wide)

    def _in_sight(self, weeks: Sequence[WeekRow], room: int) -> tuple[Sequence[WeekRow], int]:
        """The last weeks, or those that end with the cursor's, and how wide each is."""
        most = max(1, room // NARROW)
        at = next((n for n, row in enumerate(weeks) if self._cursor in row.week), len(weeks) - 1)
        last = len(weeks) if at >= len(weeks) - most else max(at + 1, most)
        seen = weeks[max(0, last - most) : last]
        return seen, max(NARROW, min(WIDE, room // max(1, len(seen))))

    def _caption(self, shown: Month, columns: int, remark: str) -> Line:
        quiet, used = self._style("quiet"), set(shown.days.values())
        runs: list[tuple[str, Style]] = [(" ", quiet)]
        for kind in NAMES:
            if kind in used:
                runs += [self._sign(kind), (f" {NAMES[kind]}   ", quiet)]
        room = columns - sum(len(text) for text, _ in runs) - 1
        return (*runs, (f"{remark:>{room}}" if len(remark) < room else "", quiet))

    def _months(self, weeks: Sequence[WeekRow], wide: int) -> Line:
        """The month's name over its first week, January with the year's."""
        text, free = [" "] * (LEFT + wide * len(weeks) + 4), 0
        for number, row in enumerate(weeks):
            first = next((d for d in _days(row) if d.day == 1), None)
            place = LEFT + wide * number
            if (first or number == 0) and place >= free:
                day = first or row.week.start
                name = str(day.year) if day.month == 1 and first else month(day)
                text[place : place + len(name)] = name
                free = place + len(name) + 1
        return (("".join(text), self._style("quiet")),)

    def _day(self, shown: Month, day: date, wide: int) -> Line:
        kind = shown.days.get(day)
        nothing = self._nothing if day <= shown.today else " "
        sign = self._sign(kind) if kind else (nothing, self._style("faint"))
        here = day == self._cursor
        accent = self._style("accent", bold=True)
        left = ("[" if wide > NARROW else "›") if here else " "
        right = ("]" if here and wide > NARROW else " ") + " " * (wide - 3)
        return (left, accent), sign, (right[: wide - 2], accent)

    def _counts(self, weeks: Sequence[WeekRow], wide: int) -> Line:
        counts = "".join(f"{_count(row.sessions):<{wide}}" for row in weeks)
        return ((" " * LEFT + counts, self._style("quiet")),)

    def _sign(self, kind: DayKind) -> tuple[str, Style]:
        colour = "accent" if kind == "stop" else "quiet" if kind == "paused" else "primary"
        return self._signs[kind], self._style(colour, bold=kind == "stop")


def _days(row: WeekRow) -> Iterator[date]:
    return (row.week.start + timedelta(days=number) for number in range(7))


def _count(sessions: SessionCounts) -> str:
    """Done of planned; a week of which no plan is known has what was done."""
    done = sessions.done
    return f"{done}/{sessions.planned}" if sessions.planned is not None else str(done or "")
