"""The dots of a layer: shapes become big integers, one bit a dot.

A shape becomes one integer by joining its rows, so that halos, cuts and clipping are a handful of
integer operations on the whole picture. What stands still from frame to frame is made once.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil, sqrt
from typing import Final, NamedTuple

from rehab_tui.figure.model import Box
from rehab_tui.figure.shapes import Area, Capsule, Layer, Rule, Shape

THINNEST: Final = 0.53
"""Least radius of a capsule in dots."""
FULL_HALO: Final = 1.3
"""From this scale (dots a unit) halos are two dots wide."""
KEPT: Final = 256
"""Layers whose dots are kept: those that stand still in the last few figures, a few kB each."""


class Grid(NamedTuple):
    """How body units lie on a bitmap of `width` x `height` dots; row 0 is the top.

    A dot x, y of row y is bit `y * stride + x`; `x0`, `y0` is where body unit 0, 0 lies, and a
    unit is `scale` dots.
    """

    width: int
    height: int
    size: int
    scale: float
    x0: float
    y0: float

    @property
    def stride(self) -> int:
        """Bits from one row to the next."""
        return self.size * 8


def fitted(box: Box, width: int, height: int) -> Grid:
    """Return the grid on which a box of body units fills the bitmap, its proportions kept."""
    left, bottom, right, top = box
    scale = min(width / (right - left), height / (top - bottom))
    # What is left over in height goes above: a figure stands on the ground of its picture.
    spare = height - scale * (top - bottom)
    return Grid(
        width,
        height,
        size=(width + 2 + 7) // 8 + 1,
        scale=scale,
        x0=(width - scale * (left + right)) / 2,
        y0=height - min(spare * 0.5, 3.0) + scale * bottom,
    )


@lru_cache(maxsize=KEPT)
def stamp(layer: Layer, grid: Grid) -> tuple[int, int]:
    """Return the dots that a layer inks, and all that it clears before that."""
    if grid.scale < layer.scale_from:
        return 0, 0
    ink, erased = 0, 0
    for shape in layer.shapes:
        bits = _bits(grid, shape)
        if not isinstance(shape, Rule) and shape.cut:
            ink &= ~bits
            erased |= bits
        else:
            ink |= bits
    if layer.halo and ink and grid.scale >= layer.halo_from:
        erased |= _halo(layer, grid, ink)
    frame = _frame(grid)
    erased = 0 if layer.light else (erased | ink) & frame
    if layer.dither:
        ink &= _chequer(grid)
    return ink & frame, erased


def _halo(layer: Layer, grid: Grid, ink: int) -> int:
    """Return the gap round a layer, except where it is joined to what lies below."""
    wide, stride = ink, grid.stride
    for _ in range((2 if grid.scale >= FULL_HALO else 1) * layer.halo):
        wide |= wide << 1 | wide >> 1 | wide << stride | wide >> stride
    if layer.root is not None:
        centre, r = layer.root
        wide &= ~_bits(grid, Capsule(centre, centre, r, r, 2.0))
    return wide


@lru_cache(maxsize=4)
def _frame(grid: Grid) -> int:
    row = ((1 << grid.width) - 1).to_bytes(grid.size, "little")
    return int.from_bytes(row * grid.height, "little")


def _chequer(grid: Grid) -> int:
    even = b"\x55" * grid.size
    odd = b"\xaa" * grid.size
    return int.from_bytes((even + odd) * (grid.height // 2 + 1), "little")


def _bits(grid: Grid, shape: Shape) -> int:
    """Return the dots of a shape."""
    if isinstance(shape, Capsule):
        return _capsule(grid, shape)
    if isinstance(shape, Area):
        return _area(grid, shape)
    return _rule(grid, shape)


def _joined(grid: Grid, spans: list[int], top: int) -> int:
    """Return rows of dots, the first of them row `top`, as one integer."""
    size = grid.size
    rows = b"".join([span.to_bytes(size, "little") for span in spans])
    return int.from_bytes(rows, "little") << top * grid.stride


def _rule(grid: Grid, rule: Rule) -> int:
    top = round(grid.y0 - rule.y * grid.scale - 0.5)
    left, right = 0, grid.width
    if rule.x is not None:
        left = max(0, round(grid.x0 + rule.x[0] * grid.scale))
        right = min(grid.width, round(grid.x0 + rule.x[1] * grid.scale))
    if right <= left:
        return 0
    span = (1 << (right - left)) - 1
    if rule.dash is not None:
        on, off = rule.dash
        part = sum(((1 << on) - 1) << i for i in range(0, right - left, on + off))
        span &= part
    rows = [span << left for y in range(rule.thick) if 0 <= top + y < grid.height]
    return _joined(grid, rows, max(0, top)) if rows else 0


def _capsule(grid: Grid, shape: Capsule) -> int:  # noqa: C901 - the loop that all speed hangs on
    """Fill the hull of two discs, row by row: it is convex, so that each row is one span."""
    scale = grid.scale
    ax, ay = grid.x0 + shape.a[0] * scale, grid.y0 - shape.a[1] * scale
    bx, by = grid.x0 + shape.b[0] * scale, grid.y0 - shape.b[1] * scale
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
    end = min(end, grid.height)
    if top >= end:
        return 0
    edges = _sides(ax, ay, ra, bx, by, rb)
    # Between these heights both sides bound a row, and nothing of the discs lies outside them.
    inner_top, inner_end = 1.0, 0.0
    if len(edges) == 2:
        (p1, p2, px, lean), (q1, q2, qx, tilt) = edges
        inner_top, inner_end = max(p1, q1), min(p2, q2)
    width, size = grid.width, grid.size
    known = _rows_known(size)
    rows: list[bytes] = []
    ra2 = ra * ra
    rb2 = 0.0 if shape.a == shape.b and rb <= ra else rb * rb  # one disc covers the other
    for y in range(top, end):
        middle = y + 0.5
        if inner_top <= middle <= inner_end:
            low, high = px + (middle - p1) * lean, qx + (middle - q1) * tilt
            if low > high:
                low, high = high, low
        else:
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
    return int.from_bytes(b"".join(rows), "little") << top * grid.stride


def _area(grid: Grid, area: Area) -> int:
    """Fill a polygon by the even-odd rule."""
    dots = [(grid.x0 + x * grid.scale, grid.y0 - y * grid.scale) for x, y in area.points]
    top = max(0, int(min(y for _, y in dots) + 0.5))
    end = min(grid.height, int(max(y for _, y in dots) + 0.5))
    if top >= end:
        return 0
    cuts: list[list[float]] = [[] for _ in range(top, end)]
    for (x1, y1), (x2, y2) in zip(dots, dots[1:] + dots[:1], strict=True):
        if y1 == y2:
            continue
        slope = (x2 - x1) / (y2 - y1)
        low, high = (y1, y2) if y1 < y2 else (y2, y1)
        for y in range(max(top, ceil(low - 0.5)), min(end, ceil(high - 0.5))):
            cuts[y - top].append(x1 + (y + 0.5 - y1) * slope)
    spans: list[int] = []
    for xs in cuts:
        xs.sort()
        row = 0
        for left, right in zip(xs[::2], xs[1::2], strict=False):
            row |= _span(left, right, grid.width)
        spans.append(row)
    return _joined(grid, spans, top)


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
