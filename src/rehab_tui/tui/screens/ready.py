"""What to lay ready before a session, and what is different today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from rehab_tui.practice.ready import Ready
from rehab_tui.text import clean, wrap
from rehab_tui.tui.screens.reading import SCROLLS, Reading
from rehab_tui.tui.widgets.bars import Keys

IN_IT = ("Space pauses, ! stops everything; no other key is needed",)
MARK = "· "
WIDEST = 63
"""The width of the lists where there is room."""


class ReadyScreen(ModalScreen[bool], Reading[bool]):
    """The checklist; ends with True to begin."""

    PAGE = "#ready"
    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right", "begin", "Begin"),
        Binding("pagedown", "read_on", "Read on; begin once all is read"),
        Binding("pageup", "page(-1)", "Page up"),
        *SCROLLS,
        Binding("q,escape", "leave", "Not now"),
    ]

    def __init__(self, ready: Ready) -> None:
        super().__init__()
        self._ready = ready

    def compose(self) -> ComposeResult:
        """The lists."""
        with VerticalScroll(classes="modal", id="ready", can_focus=False):
            yield Static(self._page(WIDEST))
        yield Keys(self.keys())

    def keys(self) -> Sequence[tuple[str, str]]:
        """What can be done here; what helps later stands in the page."""
        return (("enter", "begin"), ("q", "not now"), ("?", "help"))

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
            ("Lay ready", self._ready.lines),
            ("Different today", self._ready.changes),
            ("Once it runs", IN_IT),
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

    def action_read_on(self) -> None:
        """The next page of a long list; begin at its end."""
        if self.more:
            self.action_page(1)
        else:
            self.action_begin()

    def action_leave(self) -> None:
        """Not now."""
        self.dismiss(False)


def _item(line: str, width: int) -> list[str]:
    first, *more = wrap(clean(line), width - len(MARK))
    return [f"{MARK}{first}\n", *(f"{' ' * len(MARK)}{row}\n" for row in more)]
