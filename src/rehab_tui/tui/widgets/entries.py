"""A long list of entries, two lines each, of which only those in sight are ever drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events

from rehab_tui.tui.widgets.lines import Line, fitted, with_bar
from rehab_tui.tui.widgets.listed import CURSOR, Listed

HIGH = 2
"""Rows of an entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its name, a quiet line below it, and whether it is only there to be read."""

    name: str
    below: str
    dim: bool = False


class Entries(Listed):
    """The entries and a cursor, which always is in sight. Its screen has the keys."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._entries: tuple[Entry, ...] = ()
        self._first = 0

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    @property
    def page(self) -> int:
        """Entries that are in sight at once, 1 or more."""
        return max(1, self.size.height // HIGH)

    def fill(self, entries: Sequence[Entry], at: int, instead: str) -> None:
        """Show these entries with the cursor at one of them; `instead` where there is none."""
        self._entries, self._instead = tuple(entries), instead
        self._at = max(0, min(at, len(self._entries) - 1))
        self.draw()

    def draw(self) -> None:
        """Draw what is in sight, in the colours and the size of now."""
        if self.size.width < 4 or self.size.height < 1:
            return
        least, most = self._at - self.page + 1, max(0, len(self._entries) - self.page)
        self._first = max(0, min(max(self._first, least), self._at, most))
        if not self._entries:
            self._show_instead()
            return
        last = self._first + self.page
        lines = [
            line
            for place, entry in enumerate(self._entries[self._first : last], start=self._first)
            for line in self._rows(entry, here=place == self._at)
        ]
        first, total = self._first * HIGH, len(self._entries) * HIGH
        self.show(list(with_bar(lines, first, total, self._style("faint"))))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there."""
        place = self._first + event.y // HIGH
        if place < len(self._entries):
            self.move(place)

    def _rows(self, entry: Entry, *, here: bool) -> tuple[Line, Line]:
        room = self.size.width - 1
        ground = self._ground(here=here)
        name = self._style("quiet" if entry.dim else "foreground", bold=here and not entry.dim)
        accent, quiet = self._style("accent", bold=True), self._style("quiet")
        mark = CURSOR if here else "  "
        return (
            ((mark, accent + ground), (fitted(entry.name, room - 2), name + ground)),
            (("  ", ground), (fitted(entry.below, room - 2), quiet + ground)),
        )
