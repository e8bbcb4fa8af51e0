"""What to lay ready before a session, and what is different today."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from rehab_tui.practice.ready import Ready
from rehab_tui.text import clean, wrap
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.widgets.bars import Keys

MARK = "· "
WIDEST = 63
"""The width of the lists where there is room."""


class ReadyScreen(ModalScreen[bool], Once[bool]):
    """The checklist; ends with True to begin."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right,pagedown", "begin", "Begin"),
        Binding("q,escape", "leave", "Not now"),
    ]

    def __init__(self, ready: Ready) -> None:
        super().__init__()
        self._ready = ready

    def compose(self) -> ComposeResult:
        """The lists."""
        with VerticalScroll(classes="modal", id="ready"):
            yield Static(self._page(WIDEST))
        keys = (("enter", "begins"), ("space", "pauses"), ("!", "stops all"), ("q", "not now"))
        yield Keys((*keys, ("?", "help")))

    def on_resize(self) -> None:
        """Each line hangs below its own mark, whatever the width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        place = self.query_one("#ready Static", Static)
        place.update(self._page(max(20, place.content_size.width)))

    def _page(self, width: int) -> Content:
        blocks = [
            ("First of all", self._ready.notice),
            ("Take care", self._ready.precautions),
            ("Before you lie down", self._ready.lines),
            ("Today", self._ready.changes),
        ]
        parts: list[str | tuple[str, str]] = []
        for title, lines in blocks:
            if lines:
                parts += ["\n"] if parts else []
                parts += [
                    (title, "bold"),
                    "\n",
                    *(row for one in lines for row in _item(one, width)),
                ]
        return Content.assemble(*parts).rstrip()

    def action_begin(self) -> None:
        """Begin."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Not now."""
        self.dismiss(False)


def _item(line: str, width: int) -> list[str]:
    first, *more = wrap(clean(line), width - len(MARK))
    return [f"{MARK}{first}\n", *(f"{' ' * len(MARK)}{row}\n" for row in more)]
