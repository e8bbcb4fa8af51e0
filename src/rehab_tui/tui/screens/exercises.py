"""Exercises: all of them, with their moving figures; found by typing, done with one key."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static

from rehab_tui.catalogue.lists import REGIONS, in_words
from rehab_tui.catalogue.model import Exercise
from rehab_tui.coach.motion import Motion, motion_of, played
from rehab_tui.errors import RehabError
from rehab_tui.practice.context import Practice
from rehab_tui.practice.exercises import Filter, matching
from rehab_tui.text import quote
from rehab_tui.tui import flow
from rehab_tui.tui.ahead import Ahead
from rehab_tui.tui.host import host, still_here, troubles
from rehab_tui.tui.screens.note import Line
from rehab_tui.tui.screens.once import Place, asking
from rehab_tui.tui.showing import FRAMES
from rehab_tui.tui.widgets.bars import Keys, Top
from rehab_tui.tui.widgets.chips import Chips
from rehab_tui.tui.widgets.entries import Entries
from rehab_tui.tui.widgets.facts import entry_of, page_of, why_not
from rehab_tui.tui.widgets.figure import FigureView

LONGEST_SEARCH = 60
YOURS = "yours"
"""The shelf of one's own exercises."""
KEYS = (
    ("enter", "start"), ("/", "search"), ("←→", "region"), ("space", "more"), ("?", "help"),
    ("q", "back"), ("↑↓", "choose"),
)  # fmt: skip
SEARCH_KEYS = (("enter", "to the list"), ("↑↓", "choose"), ("F1", "help"))


class ExercisesScreen(Place):
    """The list on the left; the figure and the words of the one under the cursor beside it."""

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Do this exercise now"),
        Binding("slash", "search", "Search; enter or escape goes back to the list"),
        Binding("escape", "back_out", "Back from the search; then clear it"),
        Binding("down,j", "move(1)", "Next"),
        Binding("up,k", "move(-1)", "The one before"),
        Binding("pagedown", "page(1)", "A page down"),
        Binding("pageup", "page(-1)", "A page up"),
        Binding("home", "end(-1)", "First"),
        Binding("end", "end(1)", "Last"),
        Binding("right,l", "region(1)", "Next region"),
        Binding("left,h", "region(-1)", "The region before"),
        Binding("space", "read(1)", "Read on"),
        Binding("shift+space,b", "read(-1)", "Read back"),
        Binding("q", "leave", "Back"),
        Binding("tab,shift+tab", "list", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._flags: frozenset[str] | None = None
        self._ahead = Ahead(lambda: self._flags is not None)
        self._region = 0
        self._found: list[Exercise] = []
        self._shown: Exercise | None = None
        self._began = 0.0

    def compose(self) -> ComposeResult:
        """Search, regions, list, figure, words, keys."""
        yield Top("Exercises")
        with Horizontal(id="search"):
            yield Static("/", id="slash")
            yield Line(
                placeholder="type to search",
                max_length=LONGEST_SEARCH,
                select_on_focus=False,
                compact=True,
            )
        yield Chips(("all", *map(_chip, self._shelves)))
        with Horizontal(id="body"):
            yield Entries("list")
            with Vertical(id="one"):
                yield FigureView("figure", ascii_only=host(self).ascii_only)
                with VerticalScroll(id="page", can_focus=False):
                    yield Static(id="words")
        yield Keys(KEYS)

    def on_mount(self) -> None:
        """Show all of them; the profile is read in the background."""
        self._timer = self.set_interval(1 / FRAMES, self._frame, pause=True)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._recolour())
        self._fill()

    def on_screen_resume(self) -> None:
        """A session may have changed what suits; the figure moves again."""
        self._load()
        self._rest_the_timer()

    def on_screen_suspend(self) -> None:
        """Nothing moves under another screen."""
        self._timer.pause()

    def on_resize(self, event: events.Resize) -> None:
        """In a small window there is only the list."""
        self.set_class(event.size.width < 60 or event.size.height < 16, "small")
        self.set_class(event.size.width < 72, "slim")
        self.set_class(event.size.width >= 110 and event.size.height >= 34, "large")
        self._rest_the_timer()
        self.call_after_refresh(self._frame)

    def on_descendant_focus(self) -> None:
        """While typing other keys are of use."""
        self.query_one(Keys).say(SEARCH_KEYS)

    def on_descendant_blur(self) -> None:
        """Back in the list."""
        self.query_one(Keys).say(KEYS)

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        try:
            flags = await asyncio.to_thread(_flags_of, host(self).practice)
        except RehabError as error:
            host(self).trouble(error)
            self._ahead.forget()
            return
        if still_here(self) and flags != self._flags:
            self._flags = flags
            self._fill()
        self._ahead.come()

    # --- what is found ------------------------------------------------------

    def on_input_changed(self) -> None:
        """Every letter searches; the best find is on top."""
        self._fill(top=bool(self._search))

    def on_input_submitted(self) -> None:
        """Enter goes to the list."""
        self.set_focus(None)

    def on_listed_moved(self, event: Entries.Moved) -> None:
        """The cursor stands at another one."""
        if event.place < len(self._found):
            self._show(self._found[event.place])

    @property
    def _search(self) -> str:
        return self.query_one(Input).value.strip()

    def _fill(self, *, top: bool = False) -> None:
        """List what is found, with the cursor where it was, or on top."""
        catalogue, flags = host(self).practice.catalogue, self._flags or frozenset()
        shelf = self._shelves[self._region - 1] if self._region else None
        region = None if shelf == YOURS else shelf
        wanted = Filter(region=region, search=self._search, own=shelf == YOURS)
        self._found = matching(catalogue, wanted)
        ids = [exercise.id for exercise in self._found]
        keep = self._shown is not None and not top and self._shown.id in ids
        at = ids.index(self._shown.id) if keep and self._shown is not None else 0
        entries = [entry_of(exercise, catalogue, flags) for exercise in self._found]
        self.query_one(Entries).fill(entries, at, self._invite(region))
        count = f"{len(ids)} of {len(catalogue.exercises)}"
        self.query_one(Chips).choose(self._region, count)
        self._show(self._found[at] if self._found else None)

    @property
    def _shelves(self) -> tuple[str, ...]:
        """One's own, if there are any, and every region."""
        mine = (YOURS,) if host(self).practice.catalogue.own else ()
        return (*mine, *REGIONS)

    def _invite(self, region: str | None) -> str:
        """What to change when nothing is found."""
        where = f" in {in_words(region)}" if region else ""
        if not self._search:
            return f"Nothing{where} yet.\n\n← → shows another region."
        todo = "Fewer letters find more; escape clears them."
        other = " ← → shows another region." if region else ""
        return f"Nothing fits {quote(self._search)}{where}.\n\n{todo}{other}"

    def _show(self, exercise: Exercise | None) -> None:
        """Show one exercise; its figure begins anew, its words at their head."""
        if exercise is not self._shown:
            self._began = host(self).practice.clock.monotonic()
            self.query_one("#page").scroll_home(animate=False, immediate=True)
        self._shown = exercise
        catalogue, flags = host(self).practice.catalogue, self._flags or frozenset()
        words = page_of(exercise, catalogue, flags) if exercise is not None else ""
        self.query_one("#words", Static).update(words)
        self._frame()
        self._rest_the_timer()

    # --- the figure ---------------------------------------------------------

    def _frame(self) -> None:
        if not still_here(self):
            return
        figure = self.query_one(FigureView)
        exercise = self._shown
        if exercise is None:
            figure.pose(None, Motion())
            return
        view = played(exercise, host(self).practice.clock.monotonic() - self._began)
        motion = motion_of(view, exercise.figure, still=not host(self).moves)
        figure.pose(exercise, replace(motion, alternate=False))

    def _rest_the_timer(self) -> None:
        """What stands still, or can't be seen, costs nothing."""
        exercise = self._shown
        figure = exercise.figure if exercise is not None else None
        seen = self.is_current and not self.has_class("small")
        if seen and host(self).moves and figure is not None and len(set(figure.path)) > 1:
            self._timer.resume()
        else:
            self._timer.pause()

    def _recolour(self) -> None:
        self.query_one(Entries).draw()
        self._frame()

    # --- keys ---------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Between two screens of a session's way this one shows for a moment and does nothing."""
        if action in ("start", "leave", "back_out", "search"):
            return not asking(self.app) and super().check_action(action, parameters)
        return super().check_action(action, parameters)

    def action_start(self) -> None:
        """Check-in, this exercise alone, check-out; then back here."""
        if (exercise := self._shown) is not None:
            self._ahead.when_there(lambda: None if asking(self.app) else self._start(exercise))

    @work(exclusive=True, group="flow")
    async def _start(self, exercise: Exercise) -> None:
        if against := why_not(exercise, self._flags or frozenset()):
            self.notify(f"{exercise.name} is not for you now, as you told us: {against}.")
            return
        with troubles(host(self)):
            await flow.run_session(host(self), exercises=(exercise.id,))

    def action_search(self) -> None:
        """Type to search."""
        self.query_one(Input).focus()

    def action_list(self) -> None:
        """Back to the list; the search has a key of its own."""
        self.set_focus(None)

    def action_back_out(self) -> None:
        """From the search to the list; there, show all again; with nothing to clear, leave."""
        if self.focused is not None:
            self.set_focus(None)
        elif self._search or self._region:
            self._region = 0
            self.query_one(Input).value = ""
            self._fill()
        else:
            self.dismiss()

    def action_region(self, way: int) -> None:
        """Only one region, or all."""
        self._region = (self._region + way) % (len(self._shelves) + 1)
        self._fill()

    def action_move(self, way: int) -> None:
        """Up or down the list."""
        entries = self.query_one(Entries)
        entries.move(entries.at + way)

    def action_page(self, way: int) -> None:
        """A page up or down the list."""
        self.action_move(way * self.query_one(Entries).page)

    def action_end(self, way: int) -> None:
        """The first or the last of the list."""
        self.action_move(way * len(self._found))

    def action_read(self, way: int) -> None:
        """Scroll the words, a few lines less than are in sight."""
        page = self.query_one("#page")
        lines = way * max(1, page.size.height - 2)
        page.scroll_relative(y=lines, animate=False, immediate=True)

    def action_leave(self) -> None:
        """Back to Today."""
        self.dismiss()


def _flags_of(practice: Practice) -> frozenset[str]:
    return practice.profile().flags


def _chip(shelf: str) -> str:
    return YOURS if shelf == YOURS else in_words(shelf)
