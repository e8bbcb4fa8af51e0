"""The questions that people ask, to read and to scroll through."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from rehab_tui.tui.screens.once import Place
from rehab_tui.tui.widgets.bars import Keys, Top

KEYS = (
    ("↑↓", "scroll"), ("n", "next question"), ("b", "question before"),
    ("?", "help"), ("q", "back"),
)  # fmt: skip


class AnswersScreen(Place):
    """One page, and keys that go from question to question.

    Args:
        page: its text, in Markdown.
    """

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(2)", "Down"),
        Binding("up,k", "scroll(-2)", "Up"),
        Binding("pagedown,space", "scroll(15)", "Page down"),
        Binding("pageup", "scroll(-15)", "Page up"),
        Binding("n,right,l", "question(1)", "The next question"),
        Binding("b,left,h", "question(-1)", "The question before"),
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

    def action_scroll(self, lines: int) -> None:
        """Scroll the page."""
        self.query_one("#answers").scroll_relative(y=lines, animate=False)

    def action_question(self, way: int) -> None:
        """To the heading below what is at the top, or to the one above."""
        page = self.query_one("#answers")
        top = page.scroll_offset.y
        places = [int(one.virtual_region.y) for one in self.query("MarkdownH2")]
        beyond = [y for y in places if (y > top if way > 0 else y < top)]
        if beyond:
            page.scroll_to(y=min(beyond) if way > 0 else max(beyond), animate=False)
