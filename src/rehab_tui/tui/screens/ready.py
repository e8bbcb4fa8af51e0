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
from rehab_tui.text import clean
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.widgets.bars import Keys


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
        blocks = [
            ("First of all", self._ready.notice),
            ("Take care", self._ready.precautions),
            ("Before you lie down", self._ready.lines),
            ("Today", self._ready.changes),
        ]
        parts: list[str | tuple[str, str]] = []
        for title, lines in blocks:
            if lines:
                parts += [(title, "bold"), "\n"]
                parts += [f"{clean(line)}\n" for line in lines]
                parts.append("\n")
        with VerticalScroll(classes="modal", id="ready"):
            yield Static(Content.assemble(*parts))
        yield Keys((("enter", "begins"), ("space", "pauses"), ("!", "stops all"), ("q", "not now")))

    def action_begin(self) -> None:
        """Begin."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Not now."""
        self.dismiss(False)
