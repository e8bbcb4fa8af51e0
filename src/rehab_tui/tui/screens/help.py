"""The keys of the screen that is shown, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from rehab_tui.practice.notice import NOTICE
from rehab_tui.text import wrap
from rehab_tui.tui.host import still_here
from rehab_tui.tui.screens.once import Once, Place
from rehab_tui.tui.screens.reading import SCROLLS, Reading
from rehab_tui.tui.widgets.bars import Keys

NAMES = {
    "exclamation_mark": "!", "plus": "+", "equals_sign": "=", "minus": "-", "question_mark": "?",
    "slash": "/", "comma": ",", "right": "→", "left": "←", "up": "↑", "down": "↓",
    "pagedown": "PgDn", "pageup": "PgUp", "shift+right": "shift+→", "shift+left": "shift+←",
}  # fmt: skip

AT_REST = {"Everything by name": "ctrl+p"}
"""What works on every screen, while no session runs."""
LEAST_WIDE = 12
"""Columns of the keys."""
WIDEST = 63
"""The width of the page where there is room."""


def keys_of(screen: type[Screen[Any]]) -> dict[str, list[str]]:
    """What each key of a screen does, and which keys do it, as people call them."""
    keys: dict[str, list[str]] = {}
    for binding in screen.BINDINGS:
        if isinstance(binding, Binding) and binding.description:
            names = [NAMES.get(key, key) for key in binding.key.split(",")]
            keys.setdefault(binding.description, []).extend(names)
    return keys


class HelpScreen(ModalScreen[None], Reading[None], Place):
    """Every key of one screen.

    Args:
        about: the screen.
        at_rest: whether no session runs below it: then there is time for everything else.
    """

    PAGE = ".modal"
    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "answers", "Questions people ask"),
        Binding("t", "tour", "The tour"),
        *SCROLLS,
        Binding("pagedown,space", "page(1)", "Page down"),
        Binding("pageup", "page(-1)", "Page up"),
        Binding("question_mark,f1,q,escape,enter", "dismiss", "Back"),
    ]

    def __init__(self, about: Screen[object], *, at_rest: bool) -> None:
        super().__init__()
        self._about = about
        self._at_rest = at_rest

    def compose(self) -> ComposeResult:
        """What there is to know, and the keys."""
        with VerticalScroll(classes="modal", can_focus=False):
            yield Static(self._page(WIDEST))
        yield Keys(self.keys())

    def keys(self) -> Sequence[tuple[str, str]]:
        """What else there is to read, and the way back."""
        reading = (("a", "questions people ask"), ("t", "tour")) if self._at_rest else ()
        return (*reading, ("?", "back"))

    def on_resize(self) -> None:
        """What a key does hangs behind it, whatever the width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if still_here(self):
            place = self.query_one(".modal Static", Static)
            place.update(self._page(max(LEAST_WIDE + 20, place.content_size.width)))

    def _page(self, width: int) -> Content:
        """What this program is, and the keys; in a session the keys first."""
        parts: list[str | tuple[str, str]] = [NOTICE, "\n\n"] if self._at_rest else []
        parts += [("The keys of this screen", "bold"), "\n\n"]
        if isinstance(self._about, Once) and self._about.ABOUT:
            parts += [f"{self._about.ABOUT}\n\n"]
        keys = {words: " ".join(names) for words, names in keys_of(type(self._about)).items()}
        if self._at_rest:
            keys |= AT_REST
        wide = max([LEAST_WIDE, *map(len, keys.values())])
        for words, names in keys.items():
            rows = wrap(words, max(12, width - wide - 2))
            hung = f"\n{' ' * (wide + 2)}".join(rows)
            parts += [(f"{names:>{wide}}", "$accent bold"), f"  {hung}\n"]
        if not self._at_rest:
            parts += ["\n", NOTICE]
        return Content.assemble(*parts)

    def action_answers(self) -> None:
        """The page of questions, in the place of the keys."""
        self._instead("app.answers")

    def action_tour(self) -> None:
        """The tour, in the place of the keys."""
        self._instead("app.tour")

    def _instead(self, action: str) -> None:
        if self._at_rest:
            self.dismiss()
            self.app.call_next(self.app.run_action, action)
