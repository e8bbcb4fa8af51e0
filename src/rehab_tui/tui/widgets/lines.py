"""A widget that draws ready-made lines and refreshes only those that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from rehab_tui.text import cell_width, clean, clip

Run = tuple[str, Style]
Line = tuple[Run, ...]


BAR = "▐"


def with_bar(lines: Sequence[Line], first: int, total: int, style: Style) -> Iterator[Line]:
    """Lines with a bar at their right edge that tells which of `total` rows are in sight.

    Nothing is added where all of them are.
    """
    rows = len(lines)
    if total <= rows:
        yield from lines
        return
    thumb = max(1, rows * rows // total)
    above = round((rows - thumb) * first / (total - rows))
    for y, line in enumerate(lines):
        yield (*line, (BAR if above <= y < above + thumb else " ", style))


def fitted(text: str, cells: int) -> str:
    """Foreign text made harmless, as wide as the row."""
    words = clip(clean(text), cells)
    return words + " " * (cells - cell_width(words))


class Lines(Widget):
    """Lines of styled text, drawn as they are: no markup, no wrapping, no layout."""

    DEFAULT_CSS = "Lines { width: 1fr; height: 1fr; }"

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._lines: tuple[Line, ...] = ()
        self._background = Style()

    def show(self, lines: Sequence[Line]) -> None:
        """Draw these lines from the top; lines that are as before are not drawn again."""
        before, self._lines = self._lines, tuple(lines)
        most = max(len(before), len(self._lines))
        width = self.size.width
        changed = [
            Region(0, y, width, 1)
            for y in range(most)
            if y >= len(before) or y >= len(self._lines) or before[y] != self._lines[y]
        ]
        if changed:
            self.refresh(*changed)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Several lines at once, for which the widget's own style is looked up once."""
        self._background = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line, padded to the widget's width in its own background."""
        background = self._background
        if y >= len(self._lines):
            return Strip.blank(self.size.width, background)
        segments = [Segment(text, background + style) for text, style in self._lines[y]]
        return Strip(segments).adjust_cell_length(self.size.width, background)
