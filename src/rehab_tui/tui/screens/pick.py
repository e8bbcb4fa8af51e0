"""A short list to pick one line from, by its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from rehab_tui.text import clean
from rehab_tui.tui.host import still_here
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.widgets.bars import Keys


class PickScreen(ModalScreen[int | None], Once[int | None]):
    """Ends with the place of the line that was picked, or None.

    `keys` are the keys of the lines; without them they are numbered from 1.
    """

    AUTO_FOCUS = ""
    ABOUT = "The key in front of a line picks it."

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,escape", "leave", "Back")]

    def __init__(
        self, question: str, lines: Sequence[str], keys: str = "123456789", remark: str = ""
    ) -> None:
        super().__init__()
        self._question = question
        self._lines = list(zip(keys, lines, strict=False))
        self._remark = remark

    def compose(self) -> ComposeResult:
        """The question and its lines."""
        with Vertical(classes="modal"):
            yield Static(Content.styled(f"{clean(self._question)}\n", "bold"))
            if self._remark:
                yield Static(Content.styled(f"{clean(self._remark)}\n", "$quiet"), id="remark")
            for key, words in self._lines:
                with Horizontal(classes="choice"):
                    yield Static(Content.styled(f" {key} ", "$accent bold"), classes="key")
                    yield Static(Content(clean(words)), classes="words")
        keys = [key for key, _ in self._lines]
        yield Keys((("esc", "back"), (" ".join(keys), "choose"), ("?", "help")))

    def on_key(self, event: events.Key) -> None:
        """The key of a line picks it."""
        if not still_here(self):
            return
        for place, (key, _) in enumerate(self._lines):
            if event.key == key:
                event.stop()
                self.dismiss(place)

    def action_leave(self) -> None:
        """Pick nothing."""
        self.dismiss(None)
