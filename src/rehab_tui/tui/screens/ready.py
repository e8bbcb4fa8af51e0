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


class ReadyScreen(ModalScreen[bool]):
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
        parts: list[str | tuple[str, str]] = [("Before you lie down", "bold"), "\n\n"]
        for line in self._ready.lines:
            parts += [("·  ", "$accent"), clean(line), "\n"]
        if self._ready.changes:
            parts += ["\n", ("Today", "bold"), "\n\n"]
            for line in self._ready.changes:
                parts += [("·  ", "$accent"), clean(line), "\n"]
        parts += [
            "\n",
            ("From here on you need no keys. ", ""),
            ("space", "$accent bold"),
            " pauses, ",
            ("!", "$accent bold"),
            " stops everything.\n\n",
            ("enter", "$accent bold"),
            " begins",
        ]
        with VerticalScroll(classes="modal"):
            yield Static(Content.assemble(*parts))

    def action_begin(self) -> None:
        """Begin."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Not now."""
        self.dismiss(False)
