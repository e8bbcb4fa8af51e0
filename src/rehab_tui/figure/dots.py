"""Paints a scene in braille cells.

The picture is a bitmap in big integers, one a plane of ink: a shape becomes one integer by joining
its rows, so that halos, cuts and clipping are a handful of integer operations on the whole
picture. A frame of 60x20 cells costs less than a millisecond.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Final

from rehab_tui.figure.ascii_cells import ascii_table
from rehab_tui.figure.shapes import Area, Capsule, Ink, Layer, Rule, Shape
from rehab_tui.figure.stage import Scene

Row = tuple[tuple[str, Ink], ...]

THINNEST: Final = 0.53
"""Least radius of a capsule in dots."""
FULL_HALO: Final = 1.3
"""From this scale (dots a unit) halos are two dots wide."""
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
        left, bottom, right, top = scene.box
        self.width, self.height = width, height
        self.bytes = (width + 2 + 7) // 8 + 1
        self.stride = self.bytes * 8
        self.scale = min(width / (right - left), height / (top - bottom))
        self.x0 = (width - self.scale * (left + right)) / 2
        # What is left over in height goes above: a figure stands on the ground of its picture.
        spare = height - self.scale * (top - bottom)
        self.y0 = height - min(spare * 0.5, 3.0) + self.scale * bottom
        self.planes = [0, 0, 0, 0, 0]
        row = ((1 << width) - 1).to_bytes(self.bytes, "little")
        self.frame = int.from_bytes(row * height, "little")
        self.halo = 2 if self.scale >= FULL_HALO else 1

    def paint(self, layer: Layer) -> None:
        """Paint a layer over what is there."""
        if self.scale < layer.scale_from:
            return
        ink, erased = 0, 0
        for shape in layer.shapes:
            bits = self._bits(shape)
            if not isinstance(shape, Rule) and shape.cut:
                ink &= ~bits
                erased |= bits
            else:
                ink |= bits
        if layer.halo and ink and self.scale >= layer.halo_from:
            wide = ink
            for _ in range(self.halo * layer.halo):
                wide |= wide << 1 | wide >> 1 | wide << self.stride | wide >> self.stride
            if layer.root is not None:
                centre, r = layer.root
                wide &= ~self._bits(Capsule(centre, centre, r, r, 2.0))
            erased |= wide
        erased = 0 if layer.light else (erased | ink) & self.frame
        if layer.dither:
            ink &= self._chequer()
        for i, plane in enumerate(self.planes):
            if plane:
                self.planes[i] = plane & ~erased
        self.planes[0 if layer.behind else PLANES[layer.ink]] |= ink & self.frame

    def _chequer(self) -> int:
        even = b"\x55" * self.bytes
        odd = b"\xaa" * self.bytes
        return int.from_bytes((even + odd) * (self.height // 2 + 1), "little")

    def _bits(self, shape: Shape) -> int:
        """Return the dots of a shape."""
        if isinstance(shape, Capsule):
            return self._capsule(shape)
        if isinstance(shape, Area):
            return self._area(shape)
        return self._rule(shape)

    def _joined(self, spans: list[int], top: int) -> int:
        """Return rows of dots, the first of them row `top`, as one integer."""
        size = self.bytes
        rows = b"".join([span.to_bytes(size, "little") for span in spans])
        return int.from_bytes(rows, "little") << top * self.stride

    def _rule(self, rule: Rule) -> int:
        top = round(self.y0 - rule.y * self.scale - 0.5)
        left, right = 0, self.width
        if rule.x is not None:
            left = max(0, round(self.x0 + rule.x[0] * self.scale))
            right = min(self.width, round(self.x0 + rule.x[1] * self.scale))
        if right <= left:
            return 0
        span = (1 << (right - left)) - 1
        if rule.dash is not None:
            on, off = rule.dash
            part = sum(((1 << on) - 1) << i for i in range(0, right - left, on + off))
            span &= part
        rows = [span << left for y in range(rule.thick) if 0 <= top + y < self.height]
        return self._joined(rows, max(0, top)) if rows else 0

    def _capsule(self, shape: Capsule) -> int:  # noqa: C901 - the loop that all speed hangs on
        """Fill the hull of two discs, row by row: it is convex, so that each row is one span."""
        scale = self.scale
        ax, ay = self.x0 + shape.a[0] * scale, self.y0 - shape.a[1] * scale
        bx, by = self.x0 + shape.b[0] * scale, self.y0 - shape.b[1] * scale
        least, grow = shape.least, shape.grow
        ra = (shape.ra * scale if shape.ra * scale > least else least) + grow
        rb = (shape.rb * scale if shape.rb * scale > least else least) + grow
        if shape.cut and (ra <= 0 or rb <= 0):
            return 0
        # Thinner than this, a line between two rows of dots would vanish.
        ra, rb = max(ra, THINNEST), max(rb, THINNEST)
        top = int(min(ay - ra, by - rb) + 0.5)
        end = int(max(ay + ra, by + rb) + 0.5)
        top = max(top, 0)
        end = min(end, self.height)
        if top >= end:
            return 0
        edges = _sides(ax, ay, ra, bx, by, rb)
        width, size = self.width, self.bytes
        known = _rows_known(size)
        rows: list[bytes] = []
        ra2 = ra * ra
        rb2 = 0.0 if shape.a == shape.b and rb <= ra else rb * rb  # one disc covers the other
        for y in range(top, end):
            middle = y + 0.5
            low, high = 1e9, -1e9
            d = middle - ay
            left = ra2 - d * d
            if left > 0:
                reach = sqrt(left)
                low, high = ax - reach, ax + reach
            d = middle - by
            left = rb2 - d * d
            if left > 0:
                reach = sqrt(left)
                if bx - reach < low:
                    low = bx - reach
                if bx + reach > high:
                    high = bx + reach
            for y1, y2, x1, slope in edges:
                if y1 <= middle <= y2:
                    x = x1 + (middle - y1) * slope
                    if x < low:
                        low = x
                    if x > high:
                        high = x
            first = int(low + 0.5) if low > 0 else 0
            last = int(high + 0.5)
            if last > width:
                last = width
            key = first << 16 | last if last > first else 0
            if key not in known:
                known[key] = _span(low, high, width).to_bytes(size, "little")
            rows.append(known[key])
        return int.from_bytes(b"".join(rows), "little") << top * self.stride

    def _area(self, area: Area) -> int:
        """Fill a polygon by the even-odd rule."""
        dots = [(self.x0 + x * self.scale, self.y0 - y * self.scale) for x, y in area.points]
        top = max(0, int(min(y for _, y in dots) + 0.5))
        end = min(self.height, int(max(y for _, y in dots) + 0.5))
        if top >= end:
            return 0
        sides = [
            (y1, y2, x1, (x2 - x1) / (y2 - y1)) if y1 < y2 else (y2, y1, x2, (x1 - x2) / (y1 - y2))
            for (x1, y1), (x2, y2) in zip(dots, dots[1:] + dots[:1], strict=True)
            if y1 != y2
        ]
        spans: list[int] = []
        for y in range(top, end):
            middle = y + 0.5
            cuts = sorted(x + (middle - y1) * k for y1, y2, x, k in sides if y1 <= middle < y2)
            row = 0
            for low, high in zip(cuts[::2], cuts[1::2], strict=False):
                row |= _span(low, high, self.width)
            spans.append(row)
        return self._joined(spans, top)


@lru_cache(maxsize=4)
def _rows_known(size: int) -> dict[int, bytes]:
    """Rows of `size` bytes by their first and last dot: a figure asks for the same ones often."""
    return {}


def _span(low: float, high: float, width: int) -> int:
    """Return the dots of a row whose middles lie between low and high."""
    first = int(low + 0.5) if low > 0 else 0
    last = int(high + 0.5)
    if last > width:
        last = width
    return ((1 << (last - first)) - 1) << first if last > first else 0


def _sides(
    ax: float, ay: float, ra: float, bx: float, by: float, rb: float
) -> list[tuple[float, float, float, float]]:
    """Return the two straight sides of a capsule as (top, bottom, x at the top, slope)."""
    dx, dy = bx - ax, by - ay
    way = sqrt(dx * dx + dy * dy)
    if way < 1e-6 or way <= abs(ra - rb):
        return []
    # The sides touch both discs: their normal leans by the difference of the radii.
    lean = (ra - rb) / way
    up = sqrt(1 - lean * lean)
    ux, uy = dx / way, dy / way
    sides = []
    for sign in (1, -1):
        nx, ny = ux * lean - sign * uy * up, uy * lean + sign * ux * up
        x1, y1, x2, y2 = ax + nx * ra, ay + ny * ra, bx + nx * rb, by + ny * rb
        if y1 > y2:
            x1, y1, x2, y2 = x2, y2, x1, y1
        if y2 - y1 > 1e-6:
            sides.append((y1, y2, x1, (x2 - x1) / (y2 - y1)))
    return sides


# --- cells ---------------------------------------------------------------------------------------

BRAILLE: Final = " " + "".join(chr(0x2800 + bits) for bits in range(1, 256))
_LEFT: Final = (0x01, 0x02, 0x04, 0x40)
_RIGHT: Final = (0x08, 0x10, 0x20, 0x80)


def _spread(line: int) -> list[bytes]:
    """Return, for eight dots of one of the four lines of a cell, the bits of four cells."""
    return [
        bytes(
            (_LEFT[line] if dots >> 2 * i & 1 else 0) | (_RIGHT[line] if dots >> 2 * i & 2 else 0)
            for i in range(4)
        )
        for dots in range(256)
    ]


@lru_cache(maxsize=1)
def _tables() -> tuple[list[bytes], ...]:
    return tuple(_spread(line) for line in range(4))


_SET: Final = [bytes([0]) + bytes([1 << i]) * 255 for i in range(5)]
_HIGHEST: Final = bytes(bits.bit_length() for bits in range(256))
_RUN: Final = re.compile(rb"(.)\1*", re.DOTALL)
"""Cells of one ink that stand side by side."""


def _rows_of(plane: int, canvas: Canvas, rows: int) -> list[int]:
    """Return the braille bits of each row of cells of a plane, as integers of one byte a cell."""
    size = canvas.bytes
    data = plane.to_bytes(size * canvas.height, "little")
    tables = _tables()
    empty = bytes(size)
    found = []
    for row in range(rows):
        cells = 0
        for line in range(4):
            at = (row * 4 + line) * size
            dots = data[at : at + size]
            if dots != empty:
                spread = b"".join(map(tables[line].__getitem__, dots))
                cells |= int.from_bytes(spread, "little")
        found.append(cells)
    return found


def _cells(canvas: Canvas, columns: int, rows: int, table: str) -> Picture:
    planes = [_rows_of(plane, canvas, rows) if plane else None for plane in canvas.planes]
    size = canvas.bytes * 4
    blank = ((" " * columns, Ink.BLANK),)
    made: list[Row] = []
    for row in range(rows):
        dots, inks = 0, 0
        for i, plane in enumerate(planes):
            if plane is None or not plane[row]:
                continue
            bits = plane[row]
            dots |= bits
            inked = bits.to_bytes(size, "little").translate(_SET[i])
            inks |= int.from_bytes(inked, "little")
        if not dots:
            made.append(blank)
            continue
        text = dots.to_bytes(size, "little")[:columns].decode("latin-1").translate(table)
        seen = inks.to_bytes(size, "little")[:columns]
        kinds = seen.translate(_HIGHEST)
        behind = planes[0]
        if behind is not None and behind[row]:
            kinds = _outweighed(seen, kinds, behind[row], dots, size)
        made.append(_runs(text, kinds))
    return Picture(tuple(made))


def _outweighed(seen: bytes, kinds: bytes, behind: int, dots: int, size: int) -> bytes:
    """Give a cell to what is behind where that has at least as many dots as the rest."""
    back, every = behind.to_bytes(size, "little"), dots.to_bytes(size, "little")
    made = bytearray(kinds)
    for i, inks in enumerate(seen):
        if inks & 1 and inks > 1 and 2 * back[i].bit_count() >= every[i].bit_count():
            made[i] = 1
    return bytes(made)


def _runs(text: str, kinds: bytes) -> Row:
    return tuple((text[run.start() : run.end()], INKS[run[0][0]]) for run in _RUN.finditer(kinds))
