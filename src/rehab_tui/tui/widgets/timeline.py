"""Entries below headings, as many as there may be: only those in sight are asked for and drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from rich.style import Style
from textual import events
from textual.message import Message

from rehab_tui.text import cell_width, clean
from rehab_tui.tui.widgets.lines import Line, fitted, with_bar
from rehab_tui.tui.widgets.listed import CURSOR, Listed

TIME = 7
"""Cells for a time and the gap behind it."""
NAMES = 11
"""Cells for the name of a kind."""
WORDS = 20
"""Cells that the words need beside it; with fewer the name is left out."""
STICKY = 3
"""Rows from which the first one always is a heading."""
AROUND = 4
"""So many screens are asked for at once, half of them above what is in sight."""

Tone = Literal["plain", "strong", "warning", "quiet"]
Group = tuple[str, int]
"""A heading, and how many entries stand below it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry: its time, the name of its kind, and its words; `whole` says all of it alone."""

    time: str
    name: str
    words: str
    whole: str
    tone: Tone = "plain"


GONE = Shown("", "", "removed meanwhile", "removed meanwhile", "quiet")


@dataclass(frozen=True, slots=True)
class Rows:
    """Which row of the whole list has what: each group is its heading, its entries, and a gap.

    Rows, groups and entries count from 0. Groups have one entry or more.
    """

    groups: tuple[Group, ...]
    tops: tuple[int, ...]
    firsts: tuple[int, ...]

    @classmethod
    def of(cls, groups: Sequence[Group]) -> Rows:
        """Lay groups out."""
        tops = accumulate((count + 2 for _, count in groups), initial=0)
        firsts = accumulate((count for _, count in groups), initial=0)
        return cls(tuple(groups), tuple(tops), tuple(firsts))

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return self.firsts[-1]

    def __len__(self) -> int:
        return max(0, self.tops[-1] - 1)

    def group_of(self, entry: int) -> int:
        """The group of an entry."""
        return bisect_right(self.firsts, entry) - 1

    def row_of(self, entry: int) -> int:
        """The row of an entry."""
        group = self.group_of(entry)
        return self.tops[group] + 1 + entry - self.firsts[group]

    def group_at(self, row: int) -> int:
        """The group that a row lies in."""
        return min(bisect_right(self.tops, row), len(self.groups)) - 1

    def entry_at(self, row: int) -> int | None:
        """The entry of a row; None for a heading or a gap."""
        group = self.group_at(row)
        below = row - self.tops[group] - 1
        return self.firsts[group] + below if 0 <= below < self.groups[group][1] else None

    def near(self, row: int) -> int:
        """The entry of a row, or one next to it."""
        group = self.group_at(max(0, row))
        below = max(0, min(row - self.tops[group] - 1, self.groups[group][1] - 1))
        return self.firsts[group] + below


class Timeline(Listed):
    """The list and a cursor, which always is in sight. Its screen has the keys and the entries.

    It asks for the entries that it lacks, and goes on showing what it has until they are there.
    """

    class Wanted(Message):
        """These entries are to be put in: from `first` on, `count` of them."""

        def __init__(self, first: int, count: int) -> None:
            super().__init__()
            self.first = first
            self.count = count

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._rows = Rows.of(())
        self._top = 0
        self._first = 0
        self._entries: tuple[Shown, ...] = ()
        self._asked: tuple[int, int] | None = None

    @property
    def count(self) -> int:
        """How many entries there are."""
        return self._rows.entries

    def fill(self, groups: Sequence[Group], at: int, instead: str) -> None:
        """Show another list with the cursor at one of its entries; `instead` where it is empty."""
        self._rows, self._instead = Rows.of(groups), instead
        self._at = max(0, min(at, self.count - 1))
        self._entries, self._asked = (), None
        self.draw()

    @property
    def wants(self) -> bool:
        """Whether it has asked for entries that are not there yet."""
        return self._asked is not None

    def go_without(self) -> None:
        """What it asked for can't be had now; it asks again when it needs it again."""
        self._asked = None

    def put(self, first: int, entries: Sequence[Shown]) -> None:
        """Take in entries of the present list, from `first` on, and draw what is in sight."""
        self._first, self._entries, self._asked = first, tuple(entries), None
        self.draw()

    @property
    def cut(self) -> str:
        """The words of the entry at the cursor, if its line had to leave some of them out."""
        place, room = self._at - self._first, self._room
        if not 0 <= place < len(self._entries):
            return ""
        entry = self._entries[place]
        words, room = (entry.whole, room) if room < NAMES + WORDS else (entry.words, room - NAMES)
        return words if cell_width(clean(words)) > room else ""

    @property
    def _room(self) -> int:
        """Cells of an entry behind the cursor's mark and the time."""
        return self.size.width - 1 - len(CURSOR) - TIME

    def turn(self, way: int) -> None:
        """A page down or up."""
        if self.count:
            page = max(1, self.size.height - 2)
            to = self._rows.near(self._rows.row_of(self._at) + way * page)
            self._top += way * page
            self.move(max(to, self._at + 1) if way > 0 else min(to, self._at - 1))

    def leap(self, way: int) -> None:
        """To the first entry of the next group, or of this one, or of the one before."""
        if self.count:
            group = self._rows.group_of(self._at)
            first = self._rows.firsts[group]
            if way > 0:
                self.move(self._rows.firsts[group + 1])
            else:
                self.move(first if self._at > first else self._rows.firsts[max(0, group - 1)])

    def draw(self) -> None:
        """Draw what is in sight, in the colours and the size of now, once all of it is there."""
        width, height = self.size
        if width < 4 or height < 1:
            return
        if not self.count:
            self._show_instead()
            return
        self._scroll(height)
        shown = range(self._top, min(self._top + height, len(self._rows)))
        seen = [entry for row in shown if (entry := self._rows.entry_at(row)) is not None]
        if seen and not self._has(seen[0], seen[-1]):
            self._ask(seen[0], len(seen), height)
            return
        lines = [self._line(row, head=row == self._top) for row in shown]
        bar = self._style("faint")
        self.show(list(with_bar(lines, self._top, len(self._rows), bar)))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there."""
        if self.count and (entry := self._rows.entry_at(self._top + event.y)) is not None:
            self.move(entry)

    def _scroll(self, height: int) -> None:
        row = self._rows.row_of(self._at)
        above = 1 if height >= STICKY else 0  # the first row is the heading's
        self._top = max(row - height + 1, min(self._top, row - above))
        self._top = max(0, min(self._top, len(self._rows) - height))

    def _has(self, first: int, last: int) -> bool:
        return self._first <= first and last < self._first + len(self._entries)

    def _ask(self, first: int, count: int, height: int) -> None:
        begin = max(0, first - AROUND // 2 * height)
        wanted = (begin, min(self.count, first + count + AROUND // 2 * height) - begin)
        if wanted != self._asked:
            self._asked = wanted
            self.post_message(self.Wanted(*wanted))

    def _line(self, row: int, *, head: bool) -> Line:
        """One row; at the head of the screen the heading stands in an entry's place."""
        room = self.size.width - 1
        entry = self._rows.entry_at(row)
        group = self._rows.group_at(row)
        sticky = head and self.size.height >= STICKY
        if row == self._rows.tops[group] or (sticky and entry is not None):
            return ((fitted(self._rows.groups[group][0], room), self._style("primary", bold=True)),)
        return ((" " * room, Style()),) if entry is None else self._entry(entry)

    def _entry(self, number: int) -> Line:
        room = self._room
        entry, here = self._entries[number - self._first], number == self._at
        ground = self._ground(here=here)
        accent, quiet = self._style("accent", bold=True), self._style("quiet")
        mark, time = CURSOR if here else "  ", f"{entry.time:<{TIME}}"
        begun = ((mark, accent + ground), (time, quiet + ground))
        words = self._style("quiet" if entry.tone == "quiet" else "foreground", bold=here)
        if room < NAMES + WORDS:
            return (*begun, (fitted(entry.whole, max(1, room)), words + ground))
        name = {"warning": self._style("warning"), "strong": self._style("primary")}.get(
            entry.tone, quiet
        )
        return (
            *begun,
            (fitted(entry.name, NAMES), name + ground),
            (fitted(entry.words, room - NAMES), words + ground),
        )
