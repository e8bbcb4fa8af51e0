"""The ready programmes: what each is for, and whom it suits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from rehab_tui.practice.plans import Ready
from rehab_tui.text import clean, plural
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.widgets.bars import Keys, Top
from rehab_tui.tui.widgets.entries import Entries, Entry


class ProgrammesScreen(Once[str | None]):
    """A list to choose from; ends with the id of a programme, or None."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  (as Textual has it)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take this one"),
        Binding("down,j", "move(1)", "Next"),
        Binding("up,k", "move(-1)", "The one before"),
        Binding("pagedown,space", "page(1)", "A page down"),
        Binding("pageup", "page(-1)", "A page up"),
        Binding("home", "move(-1000)", "First"),
        Binding("end", "move(1000)", "Last"),
        Binding("q,escape", "leave", "Back"),
    ]

    def __init__(self, ready: Sequence[Ready]) -> None:
        super().__init__()
        self._ready = tuple(ready)

    def compose(self) -> ComposeResult:
        """Title, the list, whom the one under the cursor suits, keys."""
        yield Top("Programmes")
        yield Entries("list")
        yield Static(id="suits")
        yield Keys((("enter", "take it"), ("↑↓", "choose"), ("?", "help"), ("q", "back")))

    def on_mount(self) -> None:
        """The cursor begins at the present one."""
        at = next((n for n, one in enumerate(self._ready) if one.present), 0)
        self.query_one(Entries).fill([_entry(one) for one in self._ready], at, "")
        self._tell(at)

    def on_listed_moved(self, event: Entries.Moved) -> None:
        """Tell of the one under the cursor."""
        self._tell(event.place)

    def _tell(self, place: int) -> None:
        programme = self._ready[place].programme
        words = f"{clean(programme.suits)} {clean(programme.expect)}"
        self.query_one("#suits", Static).update(Content(words))

    def action_move(self, way: int) -> None:
        """Up or down the list."""
        entries = self.query_one(Entries)
        entries.move(entries.at + way)

    def action_page(self, way: int) -> None:
        """A page up or down the list."""
        self.action_move(way * self.query_one(Entries).page)

    def action_take(self) -> None:
        """Take the one under the cursor."""
        self.dismiss(self._ready[self.query_one(Entries).at].programme.id)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def _entry(one: Ready) -> Entry:
    weeks = plural(one.programme.weeks, "week", "weeks") if one.programme.weeks else "no end"
    mine = "yours now · " if one.present else ""
    return Entry(one.programme.name, f"{mine}{weeks} · {one.what_for}")
