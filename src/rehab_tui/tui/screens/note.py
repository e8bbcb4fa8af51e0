"""A note in the person's own words."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from rehab_tui.journal.records import MAX_TEXT
from rehab_tui.text import clean
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.widgets.bars import Keys


class Line(Input):
    """One line to write on."""


class NoteScreen(ModalScreen[str | None], Once[str | None]):
    """Ends with the text, or None."""

    ABOUT = "Write what you like, in one line. Enter saves it; an empty line saves nothing."

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", priority=True)]

    def __init__(self, text: str = "", trouble: str = "") -> None:
        super().__init__()
        self._text = text
        self._trouble = trouble

    def compose(self) -> ComposeResult:
        """One line to write on; a text that could not be saved stands there again."""
        with Vertical(classes="modal"):
            yield Static(Content.styled("A note, in your own words", "bold"))
            yield Line(self._text, max_length=MAX_TEXT, select_on_focus=False)
            if self._trouble:
                yield Static(Content.styled(clean(self._trouble), "$warning"))
        yield Keys((("esc", "back"), ("enter", "save"), ("F1", "help")))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter ends it."""
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)
