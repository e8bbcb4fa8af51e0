"""A widget that seldom changes beside one that moves: its rows are made once."""

from __future__ import annotations

from typing import Self

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Kept(Widget):
    """Keeps its rows until it is refreshed or looks otherwise.

    For every picture Textual asks all widgets of a screen for all their rows, also for those that
    are as before. To put them together anew takes longer than to draw what has moved.
    """

    _rows: list[Strip] | None = None
    _rows_for: object = None

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """As Textual's; the rows are made anew."""
        self._rows = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows that are asked for, as they were made last."""
        looks = (crop, self.visual_style, self.get_line_filters())
        if self._rows is None or looks != self._rows_for:
            self._rows, self._rows_for = super().render_lines(crop), looks
        return self._rows
