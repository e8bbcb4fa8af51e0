"""The keys of the screen that is shown, in words."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from rehab_tui.practice.notice import NOTICE
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.widgets.bars import Keys

NAMES = {
    "exclamation_mark": "!", "plus": "+", "equals_sign": "=", "minus": "-", "question_mark": "?",
    "slash": "/", "right": "→", "left": "←", "up": "↑", "down": "↓", "pagedown": "PgDn",
    "pageup": "PgUp",
}  # fmt: skip


class HelpScreen(ModalScreen[None], Once[None]):
    """Every key of one screen.

    Args:
        about: the screen.
        by_name: whether the list of everything by name opens above it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,q,escape,enter", "dismiss", "Back"),
    ]

    def __init__(self, about: Screen[object], *, by_name: bool) -> None:
        super().__init__()
        self._about = about
        self._by_name = by_name

    def compose(self) -> ComposeResult:
        """The keys, then what this program is."""
        keys: dict[str, list[str]] = {}
        for binding in type(self._about).BINDINGS:
            if isinstance(binding, Binding) and binding.description:
                names = [NAMES.get(key, key) for key in binding.key.split(",")]
                keys.setdefault(binding.description, []).extend(names)
        parts: list[str | tuple[str, str]] = [("Keys", "bold"), "\n\n"]
        for words, names in keys.items():
            parts += [(f"{' '.join(names):>12}", "$accent bold"), f"  {words}\n"]
        if self._by_name:
            parts += [(f"{'ctrl+p':>12}", "$accent bold"), "  Everything by name\n"]
        parts += ["\n", NOTICE]
        with VerticalScroll(classes="modal"):
            yield Static(Content.assemble(*parts))
        yield Keys((("?", "back"), ("↑↓", "more")))
