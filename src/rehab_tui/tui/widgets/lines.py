"""A widget that draws ready-made lines and refreshes only those that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

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


def _stretches(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow one another, each time as the first of them and their count."""
    first = 0
    for at, row in enumerate(rows, start=1):
        if at == len(rows) or rows[at] != row + 1:
            yield rows[first], at - first
            first = at


def fitted(text: str, cells: int) -> str:
    """Foreign text made harmless, as wide as the row."""
    words = clip(clean(text), cells)
    return words + " " * (cells - cell_width(words))


class Lines(Widget):
    """Lines of styled text, drawn as they are: no markup, no wrapping, no layout.

    It has no border, no padding and no effects such as a tint, so that Textual's way through those
    is left out: a line is made into what the terminal gets once, when it has changed.
    """

    DEFAULT_CSS = "Lines { width: 1fr; height: 1fr; }"

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._lines: tuple[Line, ...] = ()
        self._made: dict[int, Strip] = {}
        self._made_for: object = None

    def show(self, lines: Sequence[Line]) -> None:
        """Draw these lines from the top; lines that are as before are not drawn again."""
        before, self._lines = self._lines, tuple(lines)
        width = self.size.width
        changed = [y for y, (one, two) in enumerate(zip_longest(before, self._lines)) if one != two]
        for y in changed:
            self._made.pop(y, None)
        if changed:
            self.refresh(*(Region(0, y, width, rows) for y, rows in _stretches(changed)))

    def _style(self, name: str, *, bold: bool = False) -> Style:
        """A colour of the present theme."""
        return Style(color=self.app.theme_variables[name], bold=bold)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Those that are asked for, as the terminal gets them."""
        filters = self.get_line_filters()
        looks = (self.visual_style, self.size.width, filters)
        if looks != self._made_for:
            self._made_for = looks
            self._made.clear()
        missing = [y for y in crop.line_range if y not in self._made]
        if missing:
            ground, background = self.rich_style, self.background_colors[1]
            for y in missing:
                strip = self._strip(y, ground)
                for one in filters:
                    strip = strip.apply_filter(one, background)
                self._made[y] = strip
        made = [self._made[y] for y in crop.line_range]
        if crop.width == self.size.width:
            return made
        return [strip.crop(*crop.column_span) for strip in made]

    def render_line(self, y: int) -> Strip:
        """One line, padded to the widget's width in its own background."""
        return self._strip(y, self.rich_style)

    def _strip(self, y: int, ground: Style) -> Strip:
        width = self.size.width
        if y >= len(self._lines):
            return Strip.blank(width, ground)
        segments = [Segment(text, ground + style) for text, style in self._lines[y]]
        return Strip(segments).adjust_cell_length(width, ground)
