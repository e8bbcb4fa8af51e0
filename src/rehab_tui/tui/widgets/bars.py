"""The line at the top of a screen, and the line of keys at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from rehab_tui.text import clean
from rehab_tui.tui.widgets.kept import Kept

LEAST = (60, 20)
"""Columns and rows that every screen has room in."""
SMALL = "a larger window shows more"


class Top(Kept, Static):
    """A title on the left, a quiet remark on the right."""

    DEFAULT_CSS = """
    Top { dock: top; height: 1; padding: 0 1; color: $foreground; text-style: bold; }
    """

    def __init__(self, title: str, right: str = "") -> None:
        super().__init__()
        self._title = title
        self._right = right

    def say(self, title: str, right: str = "") -> None:
        """Show another title and remark."""
        if (title, right) != (self._title, self._right):
            self._title, self._right = title, right
            self.refresh()

    def on_resize(self) -> None:
        """What is shown hangs on the width, which Textual's own cache does not know."""
        self.refresh()

    def render(self) -> Content:
        """The two ends of the line, as far apart as the screen is wide."""
        title, right = clean(self._title), clean(self._right)
        if self.app.size.width < LEAST[0] or self.app.size.height < LEAST[1]:
            right = SMALL if len(title) + len(SMALL) < self.size.width else right
        room = max(1, self.size.width - len(title) - len(right))
        return Content.assemble(title, " " * room, (right, "$quiet not bold"))


class Keys(Kept, Static):
    """The keys of a screen, the most useful first; what does not fit is left to the help."""

    DEFAULT_CSS = """
    Keys { dock: bottom; height: 1; padding: 0 1; color: $quiet; background: $panel; }
    Keys.-none { background: $background; }
    """

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__(classes="" if keys else "-none")
        self._keys = tuple(keys)

    def say(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show other keys."""
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.set_class(not keys, "-none")
            self.refresh()

    def on_resize(self) -> None:
        """As above."""
        self.refresh()

    def render(self) -> Content:
        """As many keys as the line holds."""
        parts: list[tuple[str, str] | str] = []
        used = 0
        for key, words in self._keys:
            wide = len(key) + len(words) + 3
            if used + wide > self.size.width + 2:
                break
            used += wide
            style = "$foreground bold" if words.isupper() else "$quiet"
            parts += [(key, "$accent bold"), (f" {words}", style), "  "]
        return Content.assemble(*parts)
