"""A page that may be longer than its window: while more is below, the row of keys says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding
from textual.screen import ScreenResultType
from textual.widget import Widget

from rehab_tui.tui.host import still_here
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.widgets.bars import Keys

SCROLLS = (
    Binding("down,j", "scroll(1)", "Down"),
    Binding("up,k", "scroll(-1)", "Up"),
    Binding("home", "edge(-1)", "To the top"),
    Binding("end,G", "edge(1)", "To the end"),
)
"""For the `BINDINGS` of such a screen: help lists what stands there."""
MORE = ("↓", "more below")


class Reading(Once[ScreenResultType]):
    """Scrolls what `PAGE` names; `keys` are the row's, to which it adds what is below."""

    PAGE: ClassVar[str]

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the row, the last of which stays last."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow the place in the page, its length and the room for it."""
        for what in ("scroll_y", "virtual_size", "container_size"):
            self.watch(self.page, what, self._moved)

    @property
    def page(self) -> Widget:
        """What is scrolled."""
        return self.query_one(self.PAGE)

    @property
    def more(self) -> bool:
        """Whether something is below what is seen; the air at the foot is nothing."""
        below = self.page.max_scroll_y - self.page.scroll_y
        return below > self.page.styles.padding.bottom

    def action_scroll(self, lines: int) -> None:
        """Some lines down, or up."""
        self.page.scroll_relative(y=lines, animate=False, immediate=True)

    def action_page(self, way: int) -> None:
        """As much as is seen, but for a line that both pages show."""
        self.action_scroll(way * max(1, self.page.container_size.height - 1))

    def action_edge(self, way: int) -> None:
        """To the end, or to the top."""
        target = self.page.max_scroll_y if way > 0 else 0
        self.page.scroll_to(y=target, animate=False, immediate=True)

    def _moved(self) -> None:
        self.call_after_refresh(self._say_more)  # its length is known after the layout

    def _say_more(self) -> None:
        if still_here(self):
            *first, last = self.keys()
            more = [MORE] if self.more else []
            # In a small window the row may have room for one only: the way back.
            end = [last, *more] if self.has_class("-short") else [*more, last]
            self.query_one(Keys).say([*first, *end])
