"""Paints a scene in braille cells.

The picture is a bitmap in big integers, one a plane of ink; a layer clears its place on all of them
and inks its own. A frame of 60x20 cells costs less than a millisecond: `make benchmarks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rehab_tui.figure.ascii_cells import ascii_table
from rehab_tui.figure.raster import fitted, stamp
from rehab_tui.figure.shapes import Ink, Layer
from rehab_tui.figure.stage import Scene

Row = tuple[tuple[str, Ink], ...]

PLANES: Final = {Ink.BODY: 1, Ink.FAR: 2, Ink.PROP: 3, Ink.MARK: 4}
"""Plane 0 holds what is behind the body. A cell has the colour of its highest plane, but of
what is behind where that has most of the dots."""
INKS: Final = (Ink.BLANK, Ink.PROP, Ink.BODY, Ink.FAR, Ink.PROP, Ink.MARK)


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of runs (text, ink); each row is exactly as wide as was asked."""

    rows: tuple[Row, ...]

    def lines(self) -> list[str]:
        """Return the picture as plain lines of text."""
        return ["".join(text for text, _ in row) for row in self.rows]


def braille(scene: Scene, columns: int, rows: int, *, ascii: bool = False) -> Picture:  # noqa: A002
    """Paint a scene.

    Args:
        scene: what to paint; its box is fitted into the picture, its proportions kept (a cell is
            twice as high as wide, so that a dot is square).
        columns: width in cells, at least 1.
        rows: height in cells, at least 1.
        ascii: draw with ASCII characters of a similar shape; good from about 60x20.

    Returns:
        The picture: `rows` rows of exactly `columns` cells.

    Raises:
        ValueError: when the size is less than 1x1.
    """
    if columns < 1 or rows < 1:
        raise ValueError("a picture has at least one row and one column")
    canvas = Canvas(scene, columns * 2, rows * 4)
    for layer in scene.layers:
        canvas.paint(layer)
    return _cells(canvas, columns, rows, ascii_table() if ascii else BRAILLE)


class Canvas:
    """A bitmap of `width` x `height` dots with a plane for each ink; row 0 is the top."""

    def __init__(self, scene: Scene, width: int, height: int) -> None:
        self.grid = fitted(scene.box, width, height)
        self.planes = [0, 0, 0, 0, 0]

    def paint(self, layer: Layer) -> None:
        """Paint a layer over what is there."""
        ink, erased = stamp(layer, self.grid)
        if erased:
            kept = ~erased
            self.planes = [plane and plane & kept for plane in self.planes]
        self.planes[0 if layer.behind else PLANES[layer.ink]] |= ink


# --- cells ---------------------------------------------------------------------------------------

BRAILLE: Final = " " + "".join(chr(0x2800 + bits) for bits in range(1, 256))
_CELL: Final = [
    bytes((d >> 2 * i & 1) | (d >> 2 * i & 2) << 2 for d in range(256)) for i in range(4)
]
"""For eight dots of the first line of cells: the braille bits of each of the four cells."""
_SET: Final = [bytes([0]) + bytes([1 << i]) * 255 for i in range(5)]
_HIGHEST: Final = bytes(bits.bit_length() for bits in range(256))
_RUN: Final = re.compile(rb"\x00+|\x01+|\x02+|\x03+|\x04+|\x05+")
"""Cells of one ink that stand side by side."""
_SHARED: Final = re.compile(b"[" + bytes(range(3, 32, 2)) + b"]")
"""A cell that has dots of what is behind, and others."""


def _braille_bits(plane: int, size: int, rows: int) -> bytes:
    """Return the braille bits of `rows` rows of cells, a byte a cell, `4 * size` of them a row."""
    data = plane.to_bytes(4 * size * rows, "little")
    lines = bytearray(4 * len(data))  # a byte for the two dots of a cell's line
    for i, cells in enumerate(_CELL):
        lines[i::4] = data.translate(cells)
    dots, line = int.from_bytes(lines, "little"), 32 * size
    lowest = int.from_bytes(b"\xc0" * len(lines), "little")
    last = dots >> 3 * line
    dots |= dots >> line << 1 | dots >> 2 * line << 2 | (last << 6 | last << 4) & lowest
    made, row = dots.to_bytes(len(lines), "little"), 4 * size
    return b"".join([made[at : at + row] for at in range(0, len(made), 4 * row)])


def _cells(canvas: Canvas, columns: int, rows: int, table: str) -> Picture:
    size = canvas.grid.size
    blank = ((" " * columns, Ink.BLANK),)
    ink = 0
    for plane in canvas.planes:
        ink |= plane
    # Rows of cells above the uppermost dot are blank: a lying figure leaves many.
    above = ((ink & -ink).bit_length() - 1) // (32 * size) if ink else rows
    row, count = 4 * size, 4 * size * (rows - above)
    every, inks, behind = 0, 0, b""
    for i, plane in enumerate(canvas.planes):
        if plane:
            bits = _braille_bits(plane >> 32 * size * above, size, rows - above)
            behind = behind if i else bits
            every |= int.from_bytes(bits, "little")
            inks |= int.from_bytes(bits.translate(_SET[i]), "little")
    dots, seen = every.to_bytes(count, "little"), inks.to_bytes(count, "little")
    kinds = _outweighed(seen, behind, dots) if behind else seen.translate(_HIGHEST)
    text = dots.decode("latin-1").translate(table)
    made = [
        _runs(text, kinds, at, at + columns) if any(dots[at : at + columns]) else blank
        for at in range(0, count, row)
    ]
    return Picture((*[blank] * above, *made))


def _outweighed(seen: bytes, behind: bytes, dots: bytes) -> bytes:
    """Return the highest plane of each cell, but what is behind where that has most of the dots."""
    kinds = bytearray(seen.translate(_HIGHEST))
    for cell in _SHARED.finditer(seen):
        at = cell.start()
        if 2 * behind[at].bit_count() >= dots[at].bit_count():
            kinds[at] = 1
    return bytes(kinds)


def _runs(text: str, kinds: bytes, start: int, end: int) -> Row:
    runs = [run.span() for run in _RUN.finditer(kinds, start, end)]
    return tuple([(text[a:b], INKS[kinds[a]]) for a, b in runs])
