"""Journal: everything that was noted, by day; found by typing, changed with one key."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from rehab_tui.days import with_weekday
from rehab_tui.errors import RehabError, UsageError
from rehab_tui.journal.paged import Paged, number_of, read_window, stamp_of
from rehab_tui.journal.records import Record, SessionRecord
from rehab_tui.journal.store import Journal
from rehab_tui.practice.finding import Filter, list_all, read_filter_line, text_of_filter_line
from rehab_tui.text import clean, quote
from rehab_tui.tui import journal_acts
from rehab_tui.tui.host import host, still_here
from rehab_tui.tui.screens.journal_list import MOVES, ListScreen, shown
from rehab_tui.tui.screens.journal_session import JournalSessionScreen
from rehab_tui.tui.screens.note import Line
from rehab_tui.tui.widgets.bars import Keys, Top
from rehab_tui.tui.widgets.timeline import Group, Timeline

LOOKS = 5.0
"""Seconds between two glances at whether the journal was changed elsewhere."""
LONGEST_FILTER = 200
HOW = "any words, or kind:pain site:knee from:2026-11-01 to:2026-11-20"
EMPTY = (
    "Nothing is here yet, and that is fine.\n\n"
    "Press a to note how you are: pain, mood, a night, a walk, or a word of your own. "
    "Sessions that you do appear here by themselves."
)
KEYS = (
    ("a", "add"), ("d", "delete"), ("u", "undo"), ("/", "filter"), ("?", "help"), ("q", "back"),
    ("↑↓", "choose"), ("←→", "day"),
)  # fmt: skip
FILTER_KEYS = (("enter", "to the list"), ("esc", "back"), ("F1", "help"))


@dataclass(frozen=True, slots=True)
class _List:
    """A list as it was read: its headings, and where the cursor goes."""

    paged: Paged
    groups: list[Group]
    at: int | None


class JournalScreen(ListScreen):
    """The timeline. Only what is in sight of it, and a little around, is ever read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Edit; open a session"),
        Binding("a", "add", "Note something"),
        Binding("e", "edit", "Edit"),
        Binding("d", "delete", "Delete"),
        Binding("u", "undo", "Take the last change back"),
        Binding("slash", "filter", "Filter; enter or escape goes back to the list"),
        *MOVES,
        Binding("escape", "back_out", "Back from the filter; then clear it"),
        Binding("q,J", "leave", "Back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._wanted = Filter()
        self._paged: Paged | None = None
        self._day: date | None = None
        self._first = 0
        self._records: list[Record | None] = []
        self._relist = False
        self._find: Record | None = None
        self._window: tuple[int, int] | None = None
        self._serving = False

    def compose(self) -> ComposeResult:
        """Title, filter, list, keys."""
        yield Top("Journal")
        with Horizontal(id="filter"):
            yield Static("/", id="slash")
            yield Line(
                placeholder=HOW, max_length=LONGEST_FILTER, select_on_focus=False, compact=True
            )
        yield Static(id="remark")
        yield Timeline("timeline")
        yield Static(id="whole")
        yield Keys(KEYS)

    def on_mount(self) -> None:
        """Read the journal in the background."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.query_one(Timeline).draw())
        self._looks = self.set_interval(LOOKS, self._look)
        self._show_filter()
        self.show_again(None)

    def on_screen_suspend(self) -> None:
        """Under another screen nothing is looked at."""
        self._looks.pause()

    def on_screen_resume(self) -> None:
        """Something may have changed meanwhile."""
        self._looks.resume()
        self._look()

    def on_descendant_focus(self) -> None:
        """While typing other keys are of use."""
        self.query_one(Keys).say(FILTER_KEYS)
        self._show_filter()

    def on_descendant_blur(self) -> None:
        """Back in the list."""
        self._say_keys()
        self._show_filter()

    # --- reading ------------------------------------------------------------

    @property
    def reading(self) -> bool:
        """Whether something is still to be read for what is shown."""
        return self._paged is None or self._serving or self.query_one(Timeline).wants

    @property
    def chosen(self) -> Record | None:
        """The entry under the cursor, if it was read."""
        place = self.query_one(Timeline).at - self._first
        return self._records[place] if 0 <= place < len(self._records) else None

    def show_again(self, record: Record | None) -> None:
        """List again, with the cursor at an entry, or at the place where it is."""
        self._relist, self._find = True, record
        self._serve()

    def on_timeline_wanted(self, event: Timeline.Wanted) -> None:
        """Read some entries; of several askings only the last counts."""
        event.stop()
        self._window = event.first, event.count
        self._serve()

    def on_listed_moved(self) -> None:
        """Say where in the list this is, and what can be done here."""
        self._say()

    def _look(self) -> None:
        """List again when the journal was changed meanwhile, or a new day has begun."""
        practice, paged = host(self).practice, self._paged
        if paged is None or self.reading:
            return
        if stamp_of(practice.journal) != paged.stamp or practice.clock.now().date() != self._day:
            self.show_again(self.chosen)

    def _serve(self) -> None:
        if not self._serving:
            self._serving = True
            self._read()

    @work(group="load")
    async def _read(self) -> None:
        """Read what is wanted, one thing after the other, until nothing is."""
        try:
            while still_here(self) and (self._relist or self._window is not None):
                await (self._read_list() if self._relist else self._read_some())
        except RehabError as error:
            host(self).trouble(error)
            self.query_one(Timeline).go_without()
            self.ahead.forget()
        finally:
            self._serving = False
        if still_here(self):
            self.ahead.come()

    async def _read_list(self) -> None:
        practice, find = host(self).practice, self._find
        self._relist, self._find, self._window = False, None, None
        day = practice.clock.now().date()
        found = await asyncio.to_thread(_list, practice.journal, self._wanted, find, day)
        if self._relist or not still_here(self):  # something else is wanted by now
            return
        timeline = self.query_one(Timeline)
        self._paged, self._day, self._records = found.paged, day, []
        timeline.fill(found.groups, timeline.at if found.at is None else found.at, self._invite())
        self._say()

    async def _read_some(self) -> None:
        paged, window = self._paged, self._window
        self._window = None
        if paged is None or window is None:
            return
        journal = host(self).practice.journal
        records = await asyncio.to_thread(read_window, journal, paged, *window)
        if self._relist or not still_here(self):
            return
        self._first, self._records = window[0], records
        self.query_one(Timeline).put(window[0], [shown(one) for one in records])
        self._say()

    # --- words --------------------------------------------------------------

    def _say(self) -> None:
        timeline = self.query_one(Timeline)
        place = f"{timeline.at + 1:,} of {timeline.count:,}" if timeline.count else ""
        self.query_one(Top).say("Journal", place)
        self.say_whole()
        if self.focused is None:
            self._say_keys()

    def _say_keys(self) -> None:
        """The keys that have something to do here."""
        if not self.query_one(Timeline).count:
            self.query_one(Keys).say([pair for pair in KEYS if pair[0] in "au/?q"])
            return
        does = "open" if isinstance(self.chosen, SessionRecord) else "edit"
        enter = (("enter", does),) if does == "open" or self.may_change else ()
        self.query_one(Keys).say((*enter, *KEYS))

    def _invite(self) -> str:
        if self._wanted == Filter():
            return EMPTY
        return f"No entry fits {quote(self._typed)}.\n\nFewer words find more; esc clears them."

    # --- the filter ---------------------------------------------------------

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value.strip()

    def on_input_changed(self) -> None:
        """Every letter filters; what can't be read yet doesn't, and is told."""
        try:
            wanted, words = read_filter_line(self._typed), ""
        except UsageError as error:
            wanted, words = text_of_filter_line(self._typed), error.sentence()
        self._remark(words)
        if wanted != self._wanted:
            self._wanted = wanted
            self.show_again(self.chosen)

    def on_input_submitted(self) -> None:
        """Enter goes to the list."""
        self.set_focus(None)

    def _show_filter(self) -> None:
        """Its line is there while it is of use."""
        self.set_class(bool(self._typed) or self.focused is not None, "filtered")

    def _remark(self, words: str) -> None:
        remark = self.query_one("#remark", Static)
        remark.update(Content.styled(clean(words), "$warning"))
        remark.display = bool(words)

    # --- keys ---------------------------------------------------------------

    def action_open(self) -> None:
        """Open the session under the cursor; edit anything else."""
        self._with_chosen(self._open)

    def _open(self, record: Record) -> None:
        if isinstance(record, SessionRecord):
            self.app.push_screen(JournalSessionScreen(record))
        else:
            self._edit(record)

    def action_add(self) -> None:
        """Note something."""
        self.ahead.in_turn(lambda: self.act(journal_acts.add))

    def action_filter(self) -> None:
        """Type to filter."""
        self.add_class("filtered")
        self.query_one(Input).focus()

    def action_back_out(self) -> None:
        """From the filter to the list; there, show all again; with nothing to clear, leave."""
        if self.focused is not None:
            self.set_focus(None)
        elif self._typed:
            self.query_one(Input).value = ""
            self._show_filter()
        else:
            self.dismiss()


def _list(journal: Journal, wanted: Filter, find: Record | None, today: date) -> _List:
    paged = list_all(journal, wanted)
    at = number_of(journal, paged, find) if find is not None else None
    return _List(paged, [(_heading(day, today), count) for day, count in paged.days], at)


def _heading(day: date, today: date) -> str:
    """As in "Mon 23 Nov · today"; a day of another year has it beside it."""
    words = with_weekday(day) if day.year == today.year else f"{with_weekday(day)} {day.year}"
    return f"{words} · {_NEAR[back]}" if (back := (today - day).days) in _NEAR else words


_NEAR = {0: "today", 1: "yesterday"}
