"""The moving figure: draws the scene of a moment, and only the lines that changed."""

from __future__ import annotations

from rich.style import Style

from rehab_tui.coach.motion import Motion
from rehab_tui.figure import Figure, Ink, braille, scene
from rehab_tui.tui.widgets.lines import Lines

_INKS = {
    Ink.BODY: "figure-body",
    Ink.FAR: "figure-far",
    Ink.PROP: "figure-prop",
    Ink.MARK: "figure-mark",
}


class FigureView(Lines):
    """One figure, fitted to the widget's size; standing still costs nothing."""

    DEFAULT_CSS = "FigureView { min-width: 30; }"

    def __init__(self, name: str, *, ascii_only: bool = False) -> None:
        super().__init__(name)
        self._ascii = ascii_only
        self._drawn: object = None

    def pose(
        self, figure: Figure | None, motion: Motion, *, side: str = "right", dim: bool = False
    ) -> None:
        """Draw `figure` as `motion` says, mirrored for the left side."""
        columns, rows = self.size
        wanted = (id(figure), motion, side, dim, columns, rows, self.app.theme)
        if wanted == self._drawn or columns < 1 or rows < 1:
            return
        self._drawn = wanted
        if figure is None:
            self.show(())
            return
        picture = braille(
            scene(
                figure,
                motion.position,
                side="left" if side == "left" else "right",
                alternate=motion.alternate,
                back=motion.back,
            ),
            columns,
            rows,
            ascii=self._ascii,
        )
        styles = self._styles(dim)
        self.show(tuple(tuple((text, styles[ink]) for text, ink in row) for row in picture.rows))

    def _styles(self, dim: bool) -> dict[Ink, Style]:
        variables = self.app.theme_variables
        styles = {Ink.BLANK: Style()}
        for ink, name in _INKS.items():
            colour = variables["figure-far" if dim and ink is Ink.BODY else name]
            styles[ink] = Style(color=colour)
        return styles
