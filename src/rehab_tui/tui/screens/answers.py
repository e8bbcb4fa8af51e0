"""The questions that people ask, to read and to scroll through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from rehab_tui.tui.host import still_here
from rehab_tui.tui.screens.once import Place
from rehab_tui.tui.screens.reading import SCROLLS, Reading
from rehab_tui.tui.widgets.bars import Keys, Top

KEYS = (("n", "next question"), ("b", "before"), ("q", "back"), ("?", "help"))


class AnswersScreen(Reading[None], Place):
    """One page, and keys that go from question to question.

    Args:
        page: its text, in Markdown.
    """

    PAGE = "#answers"
    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right,l", "question(1)", "The next question"),
        Binding("b,left,h", "question(-1)", "The question before"),
        *SCROLLS,
        Binding("pagedown,space", "page(1)", "Page down"),
        Binding("pageup", "page(-1)", "Page up"),
        Binding("q,escape", "dismiss", "Back"),
    ]

    def __init__(self, page: str) -> None:
        super().__init__()
        title, _, rest = page.partition("\n")
        self._title = title.lstrip("# ")
        self._page = rest

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        yield Top(self._title)
        with VerticalScroll(id="answers", can_focus=False):
            yield Markdown(self._page, open_links=False)
        yield Keys(KEYS)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The ways through the questions."""
        return KEYS

    def on_mount(self) -> None:
        """Say which question one is at."""
        self.watch(self.page, "scroll_y", self._say_place)
        self.call_after_refresh(self._say_place)

    def _say_place(self) -> None:
        places = self._places()
        if still_here(self) and places:
            top = self.page.scroll_y
            here = len(places) if not self.more else max(1, sum(y <= top + 1 for y in places))
            self.query_one(Top).say(self._title, f"{here} of {len(places)}")

    def _places(self) -> list[int]:
        return [int(one.virtual_region.y) for one in self.query("MarkdownH2")]

    def action_question(self, way: int) -> None:
        """To the heading below what is at the top, or to the one above."""
        top = self.page.scroll_offset.y
        beyond = [y for y in self._places() if (y > top if way > 0 else y < top)]
        if beyond:
            self.page.scroll_to(y=min(beyond) if way > 0 else max(beyond), animate=False)
