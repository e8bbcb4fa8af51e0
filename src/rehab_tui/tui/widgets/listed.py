"""What every list with a cursor has in common, however its entries are laid out."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.message import Message

from rehab_tui.text import clean, wrap
from rehab_tui.tui.widgets.lines import Lines

CURSOR = "› "


class Listed(Lines):
    """Entries and a cursor, which always is in sight. Its screen has the keys."""

    class Moved(Message):
        """The cursor stands at another entry; `place` counts from 0."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._instead = ""
        self._at = 0

    @property
    def at(self) -> int:
        """The place of the cursor, from 0."""
        return self._at

    @property
    def count(self) -> int:
        """How many entries there are."""
        raise NotImplementedError

    def draw(self) -> None:
        """Draw what is in sight, in the colours and the size of now."""
        raise NotImplementedError

    def move(self, to: int) -> None:
        """Put the cursor there, or as near as can be."""
        to = max(0, min(to, self.count - 1))
        if to != self._at:
            self._at = to
            self.draw()
            self.post_message(self.Moved(to))

    def on_resize(self) -> None:
        """Another size shows other entries."""
        self.draw()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.move(self._at + 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.move(self._at - 1)

    def _show_instead(self) -> None:
        quiet = self._style("quiet")
        words = wrap(clean(self._instead, lines=True), self.size.width - 3)
        self.show([(("  " + line, quiet),) for line in words])

    def _ground(self, *, here: bool) -> Style:
        """What is behind an entry: the one at the cursor stands out."""
        return Style(bgcolor=self.app.theme_variables["panel"] if here else None)
