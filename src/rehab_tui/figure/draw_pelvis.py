"""Draws the pelvis: as a bowl in the body, or magnified beside it, with the pelvic floor."""

from __future__ import annotations

from math import hypot
from typing import Final

from rehab_tui.figure.body import Body, heading, polar
from rehab_tui.figure.model import Point
from rehab_tui.figure.shapes import Area, Capsule, Ink, Layer, Shape, line

RIM: Final = -1.15
"""How much smaller than its disc the hollow of a ring is, in dots."""
LENS: Final = 15.0
"""Radius of the magnified picture."""
WING: Final = (
    (0.10, 0.32), (0.24, 0.52), (0.50, 0.68), (0.76, 0.58), (0.62, 0.08), (0.56, -0.32),
    (0.46, -0.44), (0.36, -0.42), (0.38, -0.04), (0.14, 0.10),
)  # fmt: skip
"""One hip bone from the front, from the joint with the sacrum round to the sit bone, in radii."""
SACRUM: Final = ((-0.13, 0.42), (0.13, 0.42), (0.0, 0.0))
EDGE: Final = (0.38, -0.36)
"""Where the pelvic floor hangs from the bone."""


def bowl_layers(body: Body) -> list[Layer]:
    """The pelvis as a bowl: half full, so that its level shows how it tips."""
    hip, r = body.joints["hip"], 5.0
    level = body.pose.trunk + body.pose.tilt
    ring = (Capsule(hip, hip, r, r, 3.0), Capsule(hip, hip, r, r, 3.0, RIM, cut=True))
    water = tuple(polar(hip, level + 180 * i / 12, r) for i in range(13))
    return [Layer(Ink.MARK, ring, halo=1), Layer(Ink.MARK, (Area(water),))]


def lens_layers(body: Body, middle: Point) -> list[Layer]:
    """The pelvis from the front under a magnifying glass whose handle points at the hips.

    The pelvic floor hangs between the sit bones: `lift` 1 draws it up, -1 lets it sag.
    """
    hip = body.joints["hip"]
    way = heading(middle, hip)
    rim, near = polar(middle, way, LENS), polar(hip, way + 180, 3.6)
    handle: tuple[Shape, ...] = ()
    if hypot(hip[0] - middle[0], hip[1] - middle[1]) > LENS + 4:
        handle = line((rim, near), r=0.35, least=0.7)
    here = (Capsule(hip, hip, 3.6, 3.6, 2.0), Capsule(hip, hip, 3.6, 3.6, 2.0, RIM, cut=True))
    glass = (
        Capsule(middle, middle, LENS, LENS, 4.0),
        Capsule(middle, middle, LENS, LENS, 4.0, RIM, cut=True),
    )

    def at(right: float, up: float) -> Point:
        return middle[0] + right * LENS, middle[1] + up * LENS

    bones: list[Shape] = [Area(tuple(at(*p) for p in SACRUM))]
    bones += [Area(tuple(at(sign * x, y) for x, y in WING)) for sign in (1, -1)]
    # A quadratic curve: its middle is half way to its control point.
    rise = EDGE[1] + (0.42 * body.pose.lift if body.pose.lift > 0 else 0.38 * body.pose.lift)
    hammock = [
        at(-EDGE[0] + 2 * EDGE[0] * t, EDGE[1] + 4 * t * (1 - t) * (rise - EDGE[1]))
        for t in (0.0, 0.17, 0.36, 0.5, 0.64, 0.83, 1.0)
    ]
    return [
        Layer(Ink.MARK, (*handle, *here), halo=1),
        Layer(Ink.PROP, glass),
        Layer(Ink.BODY, tuple(bones)),
        Layer(Ink.MARK, line(hammock, r=0.95, least=0.9), halo=1),
    ]
