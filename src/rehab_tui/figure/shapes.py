"""The primitives that a scene is made of, in body units. Braille and SVG draw the same ones."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from math import hypot

from rehab_tui.figure.model import Box, Point


class Ink(Enum):
    """What a part of the picture is, so that a theme can colour it."""

    BODY = "body"
    FAR = "far"
    PROP = "prop"
    MARK = "mark"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Capsule:
    """The hull of two discs; a disc when both ends are the same.

    Its radii are at least `least` dots, then grown by `grow` dots. `cut` erases instead.
    """

    a: Point
    b: Point
    ra: float
    rb: float
    least: float = 0.8
    grow: float = 0.0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon."""

    points: tuple[Point, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A level line at y, as wide as the picture when `x` is None; `thick` and `dash` in dots."""

    y: float
    x: tuple[float, float] | None = None
    thick: int = 1
    dash: tuple[int, int] | None = None


Shape = Capsule | Area | Rule

DASH = 2.2
"""How long a dash is, and the gap after it."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Shapes of one ink that are painted together.

    A layer first erases `halo` dots round itself, except in the disc `root` where it is joined to
    what lies below. It shows from a scale of `scale_from` dots a unit, its halo from `halo_from`.
    A `loose` layer (floor, wall) may be cut by the frame; `dither` paints every other dot. A cell
    of the terminal has one colour: a `behind` layer gives way to all others. A `light` layer hides
    nothing: it colours what it lies on.
    """

    ink: Ink
    shapes: tuple[Shape, ...]
    halo: int = 0
    halo_from: float = 0.0
    root: tuple[Point, float] | None = None
    scale_from: float = 0.0
    loose: bool = False
    dither: bool = False
    behind: bool = False
    light: bool = False


def line(points: Iterable[Point], *, r: float = 0.0, least: float = 0.5) -> tuple[Shape, ...]:
    """Return a thin line through points."""
    spots = tuple(points)
    return tuple(Capsule(a, b, r, r, least) for a, b in itertools.pairwise(spots))


def dashed(a: Point, b: Point, *, least: float) -> tuple[Shape, ...]:
    """Return a broken line from a to b."""
    way = hypot(b[0] - a[0], b[1] - a[1])
    if way < 1e-6:
        return ()
    count = max(1, round((way + DASH) / (2 * DASH)))
    pitch = (way + DASH) / count
    parts = []
    for i in range(count):
        start, stop = i * pitch / way, min(1.0, (i * pitch + pitch - DASH) / way)
        parts.append(Capsule(_along(a, b, start), _along(a, b, stop), 0.0, 0.0, least))
    return tuple(parts)


def _along(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def moved(layer: Layer, where: Callable[[Point], Point]) -> Layer:
    """Return the layer with every point mapped."""
    shapes = tuple(_moved(shape, where) for shape in layer.shapes)
    root = None if layer.root is None else (where(layer.root[0]), layer.root[1])
    return replace(layer, shapes=shapes, root=root)


def _moved(shape: Shape, where: Callable[[Point], Point]) -> Shape:
    if isinstance(shape, Capsule):
        return replace(shape, a=where(shape.a), b=where(shape.b))
    if isinstance(shape, Area):
        return replace(shape, points=tuple(where(p) for p in shape.points))
    y = where((0.0, shape.y))[1]
    if shape.x is None:
        return replace(shape, y=y)
    one, two = where((shape.x[0], 0.0))[0], where((shape.x[1], 0.0))[0]
    return replace(shape, y=y, x=(min(one, two), max(one, two)))


def placed(layer: Layer, at: Point, size: float) -> Layer:
    """Return the layer `size` times as large, with what was at 0, 0 put `at` a point.

    Lines that run from edge to edge stay away.
    """
    x, y = at

    def where(p: Point) -> Point:
        return x + size * p[0], y + size * p[1]

    shapes: list[Shape] = []
    for s in layer.shapes:
        if isinstance(s, Capsule):
            a, b, ra, rb = where(s.a), where(s.b), size * s.ra, size * s.rb
            shapes.append(Capsule(a, b, ra, rb, s.least, s.grow, s.cut))
        elif isinstance(s, Area) or s.x is not None:
            shapes.append(_moved(s, where))
    root = layer.root and (where(layer.root[0]), size * layer.root[1])
    halo_from, scale_from = layer.halo_from / size, layer.scale_from / size
    return replace(
        layer, shapes=tuple(shapes), root=root, halo_from=halo_from, scale_from=scale_from
    )


def extents(layers: Iterable[Layer]) -> Iterator[Box]:
    """Yield the box of every shape that must stay in the frame."""
    for layer in layers:
        if layer.loose:
            continue
        for shape in layer.shapes:
            if isinstance(shape, Capsule):
                (ax, ay), (bx, by), ra, rb = shape.a, shape.b, shape.ra, shape.rb
                yield (min(ax - ra, bx - rb), min(ay - ra, by - rb),
                       max(ax + ra, bx + rb), max(ay + ra, by + rb))  # fmt: skip
            elif isinstance(shape, Area):
                xs, ys = [p[0] for p in shape.points], [p[1] for p in shape.points]
                yield min(xs), min(ys), max(xs), max(ys)
            elif shape.x is not None:
                yield shape.x[0], shape.y, shape.x[1], shape.y
