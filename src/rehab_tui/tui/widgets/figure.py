"""The moving figure: draws the scene of a moment, and only the lines that changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style

from rehab_tui.catalogue.lists import in_words
from rehab_tui.catalogue.model import Exercise
from rehab_tui.coach.motion import Motion
from rehab_tui.figure import Figure, Ink, braille, posture_card, scene
from rehab_tui.text import clip
from rehab_tui.tui.widgets.lines import Line, Lines

CAPTIONED = 5
"""Rows from which on a posture card has room for its words."""
KEPT = 256
"""Pictures that are kept, some 10 kB each: from its second rep on a set is drawn from them."""

_INKS = {
    Ink.BODY: "figure-body",
    Ink.FAR: "figure-far",
    Ink.PROP: "figure-prop",
    Ink.MARK: "figure-mark",
}


class FigureView(Lines):
    """One exercise's figure, fitted to the widget's size; standing still costs nothing."""

    DEFAULT_CSS = "FigureView { min-width: 30; }"

    def __init__(self, name: str, *, ascii_only: bool = False) -> None:
        super().__init__(name)
        self._ascii = ascii_only
        self._drawn: object = None
        self._of: object = None
        self._kept: dict[Motion, Sequence[Line]] = {}

    def pose(
        self, exercise: Exercise | None, motion: Motion, *, side: str = "right", dim: bool = False
    ) -> None:
        """Draw the figure of `exercise` as `motion` says, mirrored for the left side.

        One without a figure has the card of its posture, quiet and still, with its words below.
        """
        columns, rows = self.size
        own = None if exercise is None else exercise.figure
        position = "" if exercise is None or own is not None else exercise.position
        if position:
            motion, side, dim = Motion(), "right", True
        of = (own, position, side, dim, columns, rows, self.app.theme)
        if (of, motion) == self._drawn or columns < 1 or rows < 1:
            return
        self._drawn = (of, motion)
        if of != self._of:
            self._of = of
            self._kept.clear()
        if motion not in self._kept:
            if len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[motion] = self._picture(own, position, motion, side, dim)
        self.show(self._kept[motion])

    def _picture(
        self, own: Figure | None, position: str, motion: Motion, side: str, dim: bool
    ) -> Sequence[Line]:
        columns, rows = self.size
        if not position:
            return () if own is None else self._drawing(own, motion, side, dim, rows)
        caption = rows >= CAPTIONED
        lines = self._drawing(posture_card(position), motion, side, dim, rows - caption)
        return [*lines, self._caption(position, columns)] if caption else lines

    def _drawing(
        self, figure: Figure, motion: Motion, side: str, dim: bool, rows: int
    ) -> tuple[Line, ...]:
        moment = scene(
            figure,
            motion.position,
            side="left" if side == "left" else "right",
            alternate=motion.alternate,
            back=motion.back,
        )
        picture = braille(moment, self.size.width, rows, ascii=self._ascii)
        styles = self._styles(dim)
        return tuple(tuple((text, styles[ink]) for text, ink in row) for row in picture.rows)

    def _caption(self, position: str, columns: int) -> Line:
        words = clip(in_words(position), columns).center(columns)
        return ((words, Style(color=self.app.theme_variables["quiet"])),)

    def _styles(self, dim: bool) -> dict[Ink, Style]:
        variables = self.app.theme_variables
        styles = {Ink.BLANK: Style()}
        for ink, name in _INKS.items():
            colour = variables["figure-far" if dim and ink is Ink.BODY else name]
            styles[ink] = Style(color=colour)
        return styles
