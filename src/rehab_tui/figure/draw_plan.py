"""Draws a small picture from above beside a front view: how far forward the arms are."""

from __future__ import annotations

from math import cos, radians, sqrt
from typing import Final

from rehab_tui.figure.body import FOREARM, HEAD, SHOULDERS, UPPER_ARM, Body
from rehab_tui.figure.model import Point
from rehab_tui.figure.shapes import Area, Capsule, Ink, Layer, Shape, dashed

SCALE: Final = 0.55
RIM: Final = -1.15
"""How much smaller than the head its hollow is, in dots."""
REACH: Final = SHOULDERS + UPPER_ARM + FOREARM


def plan_layers(body: Body, middle: Point) -> list[Layer]:
    """Somebody seen from above who faces down the picture, as their front faces the viewer.

    What a front view foreshortens points forward here: a segment of which the share s is seen
    goes forward by the root of 1 - s^2 of its length. A dashed line runs straight to the sides.
    """

    def at(right: float, forward: float) -> Point:
        return middle[0] + right * SCALE, middle[1] - forward * SCALE

    straight: list[Shape] = []
    shapes: list[Shape] = []
    roots: list[Point] = []
    for sign, bones in zip((1, -1), body.arms, strict=True):
        right, forward = sign * SHOULDERS * body.pose.wide, 0.0
        roots.append(at(right, forward))
        straight += dashed(at(right, 0.0), at(sign * REACH, 0.0), least=0.6)
        for angle, share, length in (
            (bones.upper, bones.short[0], UPPER_ARM),
            (bones.lower, bones.short[1], FOREARM + 4.0),
        ):
            start = at(right, forward)
            right += length * share * cos(radians(angle))
            forward += length * sqrt(max(0.0, 1.0 - share * share))
            shapes.append(Capsule(start, at(right, forward), 1.3, 1.0, 0.9))
    crown = at(0.0, 1.5)
    r = HEAD * SCALE
    shapes.append(Capsule(roots[0], roots[1], 1.9, 1.9, 1.4))
    head = (
        Capsule(crown, crown, r, r, 1.5),
        Capsule(crown, crown, r, r, 1.5, RIM, cut=True),
        Area(tuple(at(HEAD * x, 1.5 - HEAD * y) for x, y in HAIR)),
        Capsule(at(0.0, 1.5 + HEAD), at(0.0, 2.5 + HEAD), 0.5, 0.4, 0.7),
    )
    return [
        Layer(Ink.PROP, tuple(straight)),
        Layer(Ink.BODY, tuple(shapes), halo=1),
        Layer(Ink.BODY, head, halo=1),
    ]


HAIR: Final = ((-0.97, 0.2), (-0.8, 0.6), (-0.4, 0.92), (0.4, 0.92), (0.8, 0.6), (0.97, 0.2))
"""The back of the head, in radii to the right and backwards."""
