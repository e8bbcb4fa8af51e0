"""A plot in cells: points of dots, quiet bands, the line of an important change, marks, weeks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from rich.style import Style
from textual.message import Message

from rehab_tui.report.plot import MARK_KINDS, Axis, Band, Level, Plot
from rehab_tui.text import cell_width, clean, clip
from rehab_tui.tui.widgets.cells import SHADE, SHADE_ASCII, Cells, Ink, Run
from rehab_tui.tui.widgets.lines import Line, Lines

LEAST = (30, 8)
"""Columns and rows that a plot can be read in."""
TOO_SMALL = " The plot needs a larger window."
NONE_HERE = "nothing noted in this time"

MARKS: Mapping[str, str] = MappingProxyType(
    {"done": "●", "partly": "◐", "elsewhere": "◆", "stop": "×"}
)
MARKS_ASCII: Mapping[str, str] = MappingProxyType(
    {"done": "*", "partly": "/", "elsewhere": "+", "stop": "x"}
)
SHAPES = "●○+"
"""The points of each series; more series than these begin again."""
SHAPES_ASCII = "o%+"
POINT, CURSOR = "•", "│"
MEDIANS = "▔──▁"
"""A median by where in its row it lies, from the top."""
MEDIAN, MEDIAN_ASCII, LEVEL_ASCII, CURSOR_ASCII = "─", "=", "-", "|"
LONGEST_NAME = 24
LARGEST, SMALLEST = 4, 2
"""The size of a point in dots."""

_INKS = {
    Ink.NOTHING: "faint",
    Ink.GRID: "faint",
    Ink.CURSOR: "accent",
    Ink.LEVEL: "secondary",
    Ink.MEDIAN: "primary",
    Ink.POINT: "foreground",
    Ink.MARK: "primary",
    Ink.WORDS: "quiet",
    Ink.STRONG: "accent",
}

_SHADES = ("", "band", "band-median")


class PlotView(Lines):
    """One plot, as large as the widget; drawn anew only when something has changed."""

    class Sized(Message):
        """The widget has another size: `columns_for` tells another width."""

    def __init__(self, name: str, *, ascii_only: bool = False) -> None:
        super().__init__(name)
        self._ascii = ascii_only
        self._plot: Plot | None = None
        self._cursor: int | None = None
        self._drawn: object = None

    def columns_for(self, axis: Axis) -> int:
        """How wide the frame of a measure is: what a plot's `columns` wants."""
        return max(1, self.size.width - _gutter(axis) - MARGIN)

    def plot(self, plot: Plot | None, cursor: int | None) -> None:
        """Show a plot with the cursor at a day, counted from the plot's first; None for none."""
        self._plot, self._cursor = plot, cursor
        self.draw()

    def draw(self) -> None:
        """Draw in the colours and the size of now."""
        columns, rows = self.size
        wanted = (self._plot, self._cursor, columns, rows, self.app.theme)
        if wanted == self._drawn or columns < 1 or rows < 1:
            return
        self._drawn = wanted
        if self._plot is None:
            self.show(())
        elif columns < LEAST[0] or rows < LEAST[1]:
            self.show([((clip(TOO_SMALL, columns), Style(color=self._colour(Ink.WORDS))),)])
        else:
            cells = painted(self._plot, columns, rows - 1, self._cursor, ascii_only=self._ascii)
            lines = [
                caption(self._plot, columns, ascii_only=self._ascii),
                *map(cells.runs, range(cells.rows)),
            ]
            self.show([self._line(line) for line in lines])

    def on_resize(self) -> None:
        """Another size, another drawing; its screen may want another plot for it."""
        self.post_message(self.Sized())

    def _line(self, runs: Iterable[Run]) -> Line:
        return tuple((run.text, self._ink(run)) for run in runs)

    def _ink(self, run: Run) -> Style:
        shade = _SHADES[run.shade]
        ground = self.app.theme_variables[shade] if shade else None
        return Style(color=self._colour(run.ink), bgcolor=ground, bold=run.ink is Ink.STRONG)

    def _colour(self, ink: Ink) -> str:
        return self.app.theme_variables[_INKS[ink]]


# --- painting ------------------------------------------------------------------------------------

FOOT = 2
"""Rows of the axis and of its names."""
MARGIN = 1
"""Columns that stay free at the right."""


def _gutter(axis: Axis) -> int:
    """Columns of the scale: its words between spaces, and the line."""
    return max(len(tick.label) for tick in axis.ticks) + 3


class _Frame:
    """Where the data go: the cells right of the scale and above the axis."""

    def __init__(self, plot: Plot, columns: int, rows: int) -> None:
        self.plot = plot
        self.left = _gutter(plot.axis)
        self.columns = columns - self.left - MARGIN
        parts = len(plot.axis.ticks) - 1
        room = rows - FOOT
        self.rows = (room - 1) // parts * parts + 1 if room > parts else room

    def column(self, x: float) -> int:
        """The column of the canvas in which `x` lies."""
        place = int(x / self.plot.days * self.columns)
        return self.left + max(0, min(self.columns - 1, place))

    def dot_x(self, x: float) -> float:
        """`x` in dots of the canvas."""
        return 2 * (self.left + x / self.plot.days * self.columns)

    def dot_y(self, y: float) -> float:
        """A value in dots of the canvas; the scale's ends lie in the middle of their rows."""
        return 2 + (1 - self.plot.axis.share(y)) * 4 * (self.rows - 1)

    def row(self, y: float) -> int:
        """The row of the canvas in which a value lies."""
        return int(self.dot_y(y) // 4)


def painted(
    plot: Plot, columns: int, rows: int, cursor: int | None = None, *, ascii_only: bool = False
) -> Cells:
    """A plot on a canvas of its own, of `LEAST` size or larger, without its caption.

    Args:
        plot: what to draw.
        columns: cells side by side.
        rows: rows of cells.
        cursor: the day at which a line stands, counted from the plot's first.
        ascii_only: without Unicode.
    """
    cells = Cells(columns, rows, ascii_only=ascii_only)
    frame = _Frame(plot, columns, rows)
    _scale(cells, frame)
    for band in plot.bands:
        _band(cells, frame, band, ascii_only=ascii_only)
    _points(cells, frame, ascii_only=ascii_only)
    for level in plot.levels:
        _level(cells, frame, level, ascii_only=ascii_only)
        _named(cells, frame, frame.row(level.y), level.label)
    _time(cells, frame, ascii_only=ascii_only)
    if cursor is not None:
        _cursor(cells, frame, cursor, ascii_only=ascii_only)
    if not plot.n:
        middle = frame.left + (frame.columns - len(NONE_HERE)) // 2
        cells.words(middle, frame.rows // 2, NONE_HERE, Ink.WORDS)
    return cells


def _scale(cells: Cells, frame: _Frame) -> None:
    for row in range(frame.rows):
        cells.words(frame.left - 1, row, "│", Ink.GRID)
    for tick in frame.plot.axis.ticks:
        row = frame.row(tick.at)
        cells.words(frame.left - 2 - len(tick.label), row, tick.label, Ink.WORDS)
        cells.words(frame.left - 1, row, "┤", Ink.GRID)


def _band(cells: Cells, frame: _Frame, band: Band, *, ascii_only: bool) -> None:
    """The shade, and the median as a line in it."""
    columns = range(frame.column(band.start), frame.column(band.end - 0.01) + 1)
    middle, part = divmod(int(frame.dot_y(band.median)), 4)
    for row in range(frame.row(band.high), frame.row(band.low) + 1):
        for column in columns:
            cells.shade(column, row, deep=row == middle)
    line = MEDIAN_ASCII if ascii_only else MEDIANS[part]
    cells.words(columns.start, middle, line * len(columns), Ink.MEDIAN)


def _points(cells: Cells, frame: _Frame, *, ascii_only: bool) -> None:
    """Points are as large as they stand apart; where they are many, and whole, a letter is calmer.

    Nights are minutes: between two rows dots are truer.
    """
    plot = frame.plot
    places = sorted({frame.dot_x(point.x) for point in plot.points}) if plot.raw else (0, 0)
    apart = min((b - a for a, b in pairwise(places)), default=LARGEST)
    size = max(SMALLEST, min(LARGEST, int(apart)))
    letters = ascii_only or (size < LARGEST and plot.measure != "sleep_minutes")
    for point in plot.points:
        shape = point.series % len(SHAPES)
        if letters:
            sign = _sign(plot, shape, ascii_only=ascii_only, small=size == SMALLEST)
            cells.words(frame.column(point.x), frame.row(point.y), sign, Ink.POINT)
            continue
        left = round(frame.dot_x(point.x) - size / 2)
        left = max(2 * frame.left, min(left, 2 * (frame.left + frame.columns) - size))
        top = round(frame.dot_y(point.y) - size / 2)
        for x, y in _stamp(shape, size):
            cells.dot(left + x, top + y, Ink.POINT)


def _sign(plot: Plot, series: int, *, ascii_only: bool, small: bool = True) -> str:
    """The letter of a point; shapes are told apart only where it is not too small."""
    if ascii_only:
        return SHAPES_ASCII[series % len(SHAPES_ASCII)]
    return SHAPES[series % len(SHAPES)] if plot.series or not small else POINT


def _stamp(shape: int, size: int) -> Iterator[tuple[int, int]]:
    """The dots of a disc, a ring or a plus."""
    edge = size - 1
    for x in range(size):
        for y in range(size):
            corner = x in (0, edge) and y in (0, edge)
            inner = 0 < x < edge and 0 < y < edge
            arm = x in (edge // 2, size // 2) or y in (edge // 2, size // 2)
            wanted = (not corner or size < LARGEST, not inner and not corner, arm)[shape]
            if wanted or size == SMALLEST:
                yield x, y


def _level(cells: Cells, frame: _Frame, level: Level, *, ascii_only: bool) -> None:
    """A dotted line that makes way for points and medians."""
    row = frame.row(level.y)
    for column in range(frame.column(level.start), frame.column(level.end) + 1, 2):
        if ascii_only:
            cells.fill(column, row, LEVEL_ASCII, Ink.LEVEL)
        elif cells.is_free(column, row):
            for x in (2 * column, 2 * column + 1):
                cells.dot(x, int(frame.dot_y(level.y)), Ink.LEVEL)


def _named(cells: Cells, frame: _Frame, row: int, label: str) -> None:
    """Write on a line where no data are: as far to the right as there is room, else not at all."""
    wide, run = len(label) + 2, 0
    for column in range(frame.left + frame.columns - 1, frame.left - 1, -1):
        run = run + 1 if cells.ink_at(column, row) <= Ink.LEVEL else 0
        if run == wide:
            cells.words(column + 1, row, label, Ink.LEVEL)
            return


def _time(cells: Cells, frame: _Frame, *, ascii_only: bool) -> None:
    """The axis with its marks, and the names of its parts."""
    row = frame.rows
    cells.words(frame.left - 1, row, "└" + "─" * frame.columns, Ink.GRID)
    free = 0
    for tick in frame.plot.times:
        column = frame.column(tick.at)
        cells.words(column, row, "┬", Ink.GRID)
        if column >= free and column + len(tick.label) <= cells.columns:
            cells.words(column, row + 1, tick.label, Ink.WORDS)
            free = column + len(tick.label) + 1
    signs = MARKS_ASCII if ascii_only else MARKS
    for kind in MARK_KINDS:
        for mark in frame.plot.marks:
            if mark.kind == kind and (frame.plot.raw or kind == "stop"):
                ink = Ink.STRONG if kind == "stop" else Ink.MARK
                cells.words(frame.column(mark.day + 0.5), row, signs[kind], ink)


def _cursor(cells: Cells, frame: _Frame, day: int, *, ascii_only: bool) -> None:
    """A line behind everything, so that it hides nothing."""
    column = frame.column(day + 0.5)
    for row in range(frame.rows):
        cells.fill(column, row, CURSOR_ASCII if ascii_only else CURSOR, Ink.CURSOR)


# --- caption -------------------------------------------------------------------------------------


def caption(plot: Plot, columns: int, *, ascii_only: bool = False) -> list[Run]:
    """What the scale means on the left; on the right what is drawn, as far as there is room."""
    left = f" {clip(plot.axis.words, columns - 2)}"
    legend = list(_fitting(plot, columns - len(left) - 3, ascii_only))
    wide = sum(cell_width(run.text) for run in legend)
    return [_words(left + " " * (columns - len(left) - wide - 1)), *legend]


def _fitting(plot: Plot, room: int, ascii_only: bool) -> Iterator[Run]:
    """The most telling first; what finds no room is left out."""
    for sign, words in _legend(plot, ascii_only):
        room -= cell_width(words) + 4
        if room < 0:
            return
        yield from (_words("  "), sign, _words(f" {words}"))


def _legend(plot: Plot, ascii_only: bool) -> Iterator[tuple[Run, str]]:
    signs = MARKS_ASCII if ascii_only else MARKS
    names = plot.series or ("rating",)
    for place, name in enumerate(names if plot.points else ()):
        sign = _sign(plot, place, ascii_only=ascii_only)
        yield Run(sign, Ink.POINT), clip(clean(name), LONGEST_NAME)
    if plot.bands:
        line = MEDIAN_ASCII if ascii_only else MEDIAN
        yield Run(line, Ink.MEDIAN), "median" if plot.raw else f"{plot.unit}'s median"
        shade = SHADE_ASCII if ascii_only else SHADE
        yield Run(shade, Ink.NOTHING, 1), "likely range" if plot.raw else "range"
    kinds = {mark.kind for mark in plot.marks}
    if plot.raw and kinds & {"done", "partly"}:
        yield Run(signs["done"], Ink.MARK), "session"
    if "stop" in kinds:
        yield Run(signs["stop"], Ink.STRONG), "stop"


def _words(text: str) -> Run:
    return Run(text, Ink.WORDS)
