"""The short tour: a card at a time, laid over the screen that one is on."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from rehab_tui.coach.motion import motion_of, played
from rehab_tui.practice.tour import CARDS, Card, note_shown
from rehab_tui.text import wrap
from rehab_tui.tui.host import Host, host, still_here, troubles
from rehab_tui.tui.screens.once import Place
from rehab_tui.tui.showing import FRAMES
from rehab_tui.tui.widgets.bars import Keys
from rehab_tui.tui.widgets.figure import FigureView

SHOWN = "glute-bridge"
"""The exercise that moves on the card about the session."""
COLUMN = 9
"""Where what a key does begins."""


class TourScreen(ModalScreen[None], Place):
    """Cards that are turned by one key, forward and back; any of the keys of leaving skips them."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012  (as Textual has it)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right,l,pagedown", "turn(1)", "The next card"),
        Binding("left,h,backspace,pageup", "turn(-1)", "The card before"),
        Binding("down,j", "scroll(1)", "Down"),
        Binding("up,k", "scroll(-1)", "Up"),
        Binding("q,escape", "dismiss", "Skip the tour"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._at = 0
        self._began = 0.0

    def compose(self) -> ComposeResult:
        """The card with its figure, and the keys."""
        with Vertical(id="tour"):
            yield Static(id="title")
            with Horizontal(id="row"):
                yield FigureView("figure", ascii_only=host(self).ascii_only)
                with VerticalScroll(id="card", can_focus=False):
                    yield Static(id="words")
        yield Keys(())

    def on_mount(self) -> None:
        """Show the first card."""
        self._began = host(self).practice.clock.monotonic()
        self._timer = self.set_interval(1 / FRAMES, self._frame, pause=True)
        self._show()
        self.app.run_worker(_note(host(self)))  # not this screen's: it may be gone at once

    def action_turn(self, way: int) -> None:
        """Another card; the tour ends after the last."""
        if self._at + way == len(CARDS):
            self.dismiss()
            return
        self._at = max(0, self._at + way)
        self._show()

    def action_scroll(self, way: int) -> None:
        """Scroll a card that is longer than a small window."""
        self.query_one("#card").scroll_relative(y=way, animate=False)

    def on_resize(self) -> None:
        """Words and figure are fitted to their places, which are known after the layout."""
        self.call_after_refresh(self._draw)

    def _show(self) -> None:
        card, place = CARDS[self._at], f"{self._at + 1} of {len(CARDS)}"
        self.query_one("#title", Static).update(
            Content.assemble((card.title, "bold"), "  ", (place, "$quiet"))
        )
        self.query_one("#card").scroll_home(animate=False, immediate=True)
        self.set_class(card.moves, "-moves")
        last = self._at + 1 == len(CARDS)
        keys = [("enter", "done" if last else "next"), ("←", "back"), ("q", "skip"), ("?", "help")]
        idle = "q" if last else "" if self._at else "←"
        self.query_one(Keys).say([one for one in keys if one[0] != idle])
        if card.moves and host(self).moves:
            self._timer.resume()
        else:
            self._timer.pause()
        self._draw()
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if still_here(self):
            width = max(20, self.query_one("#card").content_size.width - 1)
            self.query_one("#words", Static).update(_words(CARDS[self._at], width))
            self._frame()

    def _frame(self) -> None:
        exercise = host(self).practice.catalogue.exercises.get(SHOWN)
        if exercise is None or not still_here(self) or not CARDS[self._at].moves:
            return
        view = played(exercise, host(self).practice.clock.monotonic() - self._began)
        motion = motion_of(view, exercise.figure, still=not host(self).moves)
        self.query_one(FigureView).pose(exercise, replace(motion, alternate=False))


async def _note(app: Host) -> None:
    """Once seen, by whatever way, it never comes by itself again."""
    with troubles(app):
        await asyncio.to_thread(note_shown, app.practice)


def _words(card: Card, width: int) -> Content:
    """The words, and below them the keys, whose own words hang behind them."""
    parts: list[str | tuple[str, str]] = ["\n".join(wrap(card.words, width)), "\n"]
    for key, does in card.keys.items():
        rows = wrap(does, width - COLUMN)
        hung = f"\n{' ' * COLUMN}".join(rows)
        parts += ["\n", (f"{key:<{COLUMN}}", "$accent bold"), hung]
    return Content.assemble(*parts)
