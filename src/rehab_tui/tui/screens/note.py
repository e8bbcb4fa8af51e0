"""A note in the person's own words."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from rehab_tui.journal.records import MAX_TEXT
from rehab_tui.tui.screens.once import Once


class NoteScreen(ModalScreen[str | None], Once[str | None]):
    """Ends with the text, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", priority=True)]

    def compose(self) -> ComposeResult:
        """One line to write on."""
        with Vertical(classes="modal"):
            yield Static("A note, in your own words")
            yield Input(max_length=MAX_TEXT, select_on_focus=False)
            yield Static("enter saves · escape goes back")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter ends it."""
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)
