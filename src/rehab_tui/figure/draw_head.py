"""Draws a head: ring, hair and features, from the side and from the front."""

from __future__ import annotations

from math import acos, atan2, cos, degrees, pi, radians, sin
from typing import Final

from rehab_tui.figure.body import HEAD, Body, offset
from rehab_tui.figure.model import Point
from rehab_tui.figure.shapes import Area, Capsule, Ink, Layer, Shape

RIM: Final = -1.15
"""How much smaller than the head its hollow is, in dots."""
EYES_FROM: Final = 4.6 / HEAD
MOUTH_FROM: Final = 6.4 / HEAD
NOSE_OUT: Final = 40.0
"""Degrees of turning from which the nose leaves the ring."""


def head_layers(body: Body) -> list[Layer]:
    """Return the layers of a head, the ring first."""
    return _side(body) if body.view == "side" else _front(body)


def _segment(centre: Point, frame: float, normal: Point, least: float, r: float) -> Area:
    """Return the part of a disc whose points lie at least `least` radii along `normal`."""
    middle = degrees(atan2(normal[1], normal[0]))
    half = degrees(acos(max(-1.0, min(1.0, least))))
    steps = 12
    turns = (middle - half + 2 * half * i / steps for i in range(steps + 1))
    return Area(tuple(_at(centre, frame, r, cos(radians(a)), sin(radians(a))) for a in turns))


def _at(centre: Point, frame: float, r: float, right: float, up: float) -> Point:
    """Return a point given in head radii to the right (or to the front) and up."""
    return offset(centre, frame, up * r, -right * r)


def _dot(spot: Point, r: float = 0.45, least: float = 0.75) -> Capsule:
    return Capsule(spot, spot, r, r, least)


def _side(body: Body) -> list[Layer]:
    """Profile: the face looks to the head's right, the hair covers its back and top."""
    centre, frame, r = body.joints["head"], body.head, HEAD

    def at(front: float, up: float) -> Point:
        return _at(centre, frame, r, front, up)

    skull, chin = at(-0.04, 0.04), at(0.2, -0.42)
    outline = (
        Capsule(skull, chin, r * 0.97, r * 0.6, 1.5),
        Capsule(skull, chin, r * 0.97, r * 0.6, 1.5, RIM, cut=True),
    )
    hair = _segment(skull, frame, (-0.84, 0.54), 0.02, r * 0.97)
    nose = Capsule(at(0.92, -0.06), at(1.14, -0.2), 0.55, 0.65, 0.6)
    layers = [
        Layer(Ink.BODY, (*outline, hair, nose), halo=1, root=(body.joints["nb"], 2.8)),
        Layer(Ink.BODY, (_dot(at(0.5, 0.06)),), scale_from=EYES_FROM),
    ]
    if body.pose.mouth > 0.4:
        lips = Capsule(at(0.8, -0.52), at(1.02, -0.52), 0.9, 0.7, 0.8)
        hole = _dot(at(1.06, -0.52), 0.3, 0.5)
        layers.append(Layer(Ink.BODY, (lips, Capsule(hole.a, hole.b, 0.3, 0.3, 0.5, cut=True))))
    else:
        mouth = Capsule(at(0.46, -0.56), at(0.72, -0.52), 0.25, 0.25, 0.5)
        layers.append(Layer(Ink.BODY, (mouth,), scale_from=MOUTH_FROM))
    return layers


def nape_layers(body: Body) -> list[Layer]:
    """Return the layers of a head from behind: hair and ears."""
    centre, frame, r = body.joints["head"], body.head, HEAD
    hair = Capsule(centre, _at(centre, frame, r, 0.0, -0.3), r * 0.97, r * 0.72, 1.5)
    ears = [_dot(_at(centre, frame, r, right, -0.12), 1.1) for right in (-0.98, 0.98)]
    return [Layer(Ink.BODY, (hair, *ears), halo=1, root=(body.joints["nb"], 2.8))]


def crown_layers(body: Body) -> list[Layer]:
    """Return the layers of a head from above: the hair, the brow and the nose before it."""
    frame, r = body.pose.trunk - body.pose.turn, HEAD
    centre = offset(body.joints["neck"], frame, -1.0, 0)
    skull = Capsule(centre, centre, r, r, 1.5)
    hole = Capsule(centre, centre, r, r, 1.5, RIM, cut=True)
    hair = _segment(centre, frame, (0.0, -1.0), -0.3, r)
    nose = Capsule(offset(centre, frame, r, 0), offset(centre, frame, r * 1.16, 0), 0.9, 0.6, 0.7)
    return [Layer(Ink.BODY, (skull, hole, hair, nose), halo=1)]


def _front(body: Body) -> list[Layer]:
    """Full face: features slide with a turn and with a nod; the hair gives way to them."""
    centre, frame, r = body.joints["head"], body.head, HEAD
    turn, nod = radians(body.pose.turn), sin(radians(body.pose.nod))

    def at(right: float, up: float) -> Point:
        return _at(centre, frame, r, right, up)

    chin = at(0.14 * sin(turn), -0.3)
    outline = (
        Capsule(centre, chin, r * 0.97, r * 0.72, 1.5),
        Capsule(centre, chin, r * 0.97, r * 0.72, 1.5, RIM, cut=True),
    )
    normal = (-0.95 * sin(turn), 1.0 - 0.35 * abs(sin(turn)))
    size = (normal[0] ** 2 + normal[1] ** 2) ** 0.5
    edge = 0.42 - 0.32 * abs(sin(turn)) - 0.75 * max(0.0, nod)
    hair = _segment(centre, frame, (normal[0] / size, normal[1] / size), edge, r * 0.97)
    shapes: list[Shape] = [*outline, hair]
    down = 0.62 * nod
    if abs(body.pose.turn) > NOSE_OUT:
        way = 1.0 if turn > 0 else -1.0
        shapes.append(
            Capsule(at(way * 0.92, -0.05 - down), at(way * 1.14, -0.2 - down), 0.55, 0.65, 0.6)
        )
    features = [
        _dot(at(0.92 * sin(turn + lon), 0.1 - down), 0.55)
        for lon in (-0.42, 0.42)
        if cos(turn + lon) > 0.2
    ]
    layers = [
        Layer(Ink.BODY, tuple(shapes), halo=1, root=(body.joints["nb"], 2.8)),
        Layer(Ink.BODY, tuple(features), scale_from=EYES_FROM),
    ]
    fine: list[Shape] = []
    if abs(body.pose.turn) <= NOSE_OUT:
        slide = 0.9 * sin(turn)
        fine.append(Capsule(at(slide, 0.02 - down), at(slide * 1.12, -0.2 - down), 0.2, 0.3, 0.5))
    reach = 0.26 * cos(turn)
    if abs(turn) < pi / 2.2 and -0.5 - 0.8 * down > -0.86:
        middle, low = 0.72 * sin(turn), -0.52 - 0.75 * down
        fine.append(Capsule(at(middle - reach, low), at(middle + reach, low), 0.2, 0.2, 0.5))
    layers.append(Layer(Ink.BODY, tuple(fine), scale_from=MOUTH_FROM))
    return layers
