"""Writes a scene as a standalone SVG: paths and colours, no script, no outside reference."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass, replace
from math import atan2, cos, pi, sin, sqrt
from typing import Final

from rehab_tui.figure.model import Point
from rehab_tui.figure.shapes import Area, Capsule, Ink, Layer, Rule, Shape
from rehab_tui.figure.stage import Scene

COLOUR: Final = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,24}|var\(--[a-z-]{1,40}\)")
DOT: Final = 0.9
"""What a dot of the braille picture is here, in body units: rims, gaps and thin lines."""


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a picture, each as `#rrggbb`, a plain name or `var(--name)`.

    Attributes:
        body: of the body.
        far: of limbs on the far side.
        prop: of props and of the floor.
        mark: of arrows and other marks.
        paper: of the background, also of the gaps between limbs.

    Raises:
        ValueError: when one is no colour.
    """

    body: str = "#3d4852"
    far: str = "#9aa5b1"
    prop: str = "#7c8f7c"
    mark: str = "#c2700a"
    paper: str = "#ffffff"

    def __post_init__(self) -> None:
        for colour in astuple(self):
            if not COLOUR.fullmatch(colour):
                raise ValueError(f"not a colour: {colour[:40]!r}")


USUAL_INKS = Inks()


def svg(scene: Scene, *, width: int, height: int, inks: Inks = USUAL_INKS, title: str = "") -> str:
    """Write a scene as SVG.

    Args:
        scene: what to draw; its box is fitted into the picture, its proportions kept.
        width: in pixels, at least 1.
        height: in pixels, at least 1.
        inks: its colours.
        title: what the picture shows, for screen readers; empty for a picture that only adorns.

    Returns:
        One `<svg>` element.

    Raises:
        ValueError: when a size is less than 1.
    """
    if width < 1 or height < 1:
        raise ValueError("a picture is at least one pixel wide and high")
    colours = {Ink.BODY: inks.body, Ink.FAR: inks.far, Ink.PROP: inks.prop, Ink.MARK: inks.mark}
    left, bottom, right, top = scene.box
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'width="{width}" height="{height}" '
        f'viewBox="{left:.1f} {-top:.1f} {right - left:.1f} {top - bottom:.1f}" '
        + ('role="img">' if title else 'aria-hidden="true">')
    ]
    if title:
        parts.append(f"<title>{_escaped(title)}</title>")
    # What lies outside the box is hidden, as in the terminal; the box sits in the middle.
    spare_x, spare_y = _spare(scene, width, height)
    parts.append(
        f'<rect x="{left - spare_x:.1f}" y="{-top - spare_y:.1f}" '
        f'width="{right - left + 2 * spare_x:.1f}" height="{top - bottom + 2 * spare_y:.1f}" '
        f'fill="{inks.paper}"/>'
    )
    wide = (left - spare_x, right + spare_x)
    for layer in scene.layers:
        parts += _layer(layer, colours[layer.ink], inks.paper, wide)
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _spare(scene: Scene, width: int, height: int) -> tuple[float, float]:
    """Return the room that the picture's proportions leave beside and above the box."""
    left, bottom, right, top = scene.box
    w, h = right - left, top - bottom
    scale = min(width / w, height / h)
    return (width / scale - w) / 2, (height / scale - h) / 2


def _layer(layer: Layer, colour: str, paper: str, wide: tuple[float, float]) -> list[str]:
    solid = [shape for shape in layer.shapes if isinstance(shape, Rule) or not shape.cut]
    parts = []
    if layer.halo:
        outline = " ".join(_path(_freed(s, layer.root)) for s in solid)
        gap = 2 * DOT * layer.halo
        parts.append(
            f'<path d="{outline}" fill="{paper}" stroke="{paper}" '
            f'stroke-width="{gap:.1f}" stroke-linejoin="round"/>'
        )
        if layer.root is not None and all(_freed(s, layer.root) is s for s in solid):
            centre, r = layer.root
            parts.append(f'<path d="{_path(Capsule(centre, centre, r, r))}" fill="{colour}"/>')
    faint = ' opacity="0.45"' if layer.dither else ""
    for shape in layer.shapes:
        if isinstance(shape, Rule):
            parts.append(_rule(shape, colour, wide))
        else:
            fill = paper if shape.cut else colour
            parts.append(f'<path d="{_path(shape)}" fill="{fill}"{faint}/>')
    return parts


def _freed(shape: Shape, root: tuple[Point, float] | None) -> Shape:
    """Return a limb's first segment without its root, where it has no gap round it."""
    if root is None or not isinstance(shape, Capsule) or shape.a != root[0]:
        return shape
    (ax, ay), (bx, by) = shape.a, shape.b
    way = max(sqrt((bx - ax) ** 2 + (by - ay) ** 2), 1e-6)
    t = min(1.0, root[1] / way)
    start = ax + (bx - ax) * t, ay + (by - ay) * t
    return replace(shape, a=start, ra=shape.ra + (shape.rb - shape.ra) * t)


def _rule(rule: Rule, colour: str, wide: tuple[float, float]) -> str:
    x1, x2 = rule.x or wide
    dash = ""
    if rule.dash is not None:
        dash = f' stroke-dasharray="{rule.dash[0] * DOT:.1f} {rule.dash[1] * DOT:.1f}"'
    return (
        f'<path d="M{x1:.2f} {-rule.y:.2f}H{x2:.2f}" stroke="{colour}" '
        f'stroke-width="{rule.thick * DOT * 0.6:.2f}" fill="none"{dash}/>'
    )


def _path(shape: Shape) -> str:
    """Return the outline of a shape; y grows downwards in SVG."""
    if isinstance(shape, Area):
        return "M" + "L".join(f"{x:.2f} {-y:.2f}" for x, y in shape.points) + "Z"
    if isinstance(shape, Rule):
        return ""
    ra = max(shape.ra, shape.least * DOT * 0.5) + shape.grow * DOT
    rb = max(shape.rb, shape.least * DOT * 0.5) + shape.grow * DOT
    return _capsule(shape.a, shape.b, max(ra, 0.05), max(rb, 0.05))


def _capsule(a: Point, b: Point, ra: float, rb: float) -> str:
    dx, dy = b[0] - a[0], b[1] - a[1]
    way = sqrt(dx * dx + dy * dy)
    if way <= abs(ra - rb) + 1e-6:
        (x, y), r = (a, ra) if ra >= rb else (b, rb)
        return (f"M{x - r:.2f} {-y:.2f}a{r:.2f} {r:.2f} 0 1 0 {2 * r:.2f} 0"
                f"a{r:.2f} {r:.2f} 0 1 0 {-2 * r:.2f} 0Z")  # fmt: skip
    heading = atan2(dy, dx)
    lean = pi / 2 - atan2((ra - rb) / way, sqrt(1 - ((ra - rb) / way) ** 2))

    def spot(c: Point, r: float, turn: float) -> str:
        return f"{c[0] + r * cos(turn):.2f} {-c[1] - r * sin(turn):.2f}"

    large_a, large_b = int(lean < pi / 2), int(lean > pi / 2)
    return (
        f"M{spot(a, ra, heading + lean)}"
        f"A{ra:.2f} {ra:.2f} 0 {large_a} 0 {spot(a, ra, heading - lean)}"
        f"L{spot(b, rb, heading - lean)}"
        f"A{rb:.2f} {rb:.2f} 0 {large_b} 0 {spot(b, rb, heading + lean)}Z"
    )
