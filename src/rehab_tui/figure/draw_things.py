"""Draws props, the floor and marks as layers."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace
from math import cos, pi, sin
from typing import Final

from rehab_tui.figure.body import heading, offset, polar
from rehab_tui.figure.letters import strokes
from rehab_tui.figure.model import (
    Arc,
    Arrow,
    Ball,
    Band,
    Chair,
    Cushion,
    Glow,
    Helper,
    Letter,
    Mark,
    Mat,
    Pin,
    Place,
    Point,
    Prop,
    Step,
    Stick,
    Table,
    Upright,
    Weight,
)
from rehab_tui.figure.shapes import Area, Capsule, Ink, Layer, Rule, Shape, dashed, line

Placer = Callable[[Place], Point]

RIM: Final = -1.15
"""How much smaller than its disc the hollow of a ring is, in dots."""


def floor_layer(props: Iterable[Prop]) -> Layer:
    """Return the floor, and the mats that lie along it."""
    rules: list[Shape] = [Rule(-1.3, None, 1, (3, 3))]
    rules += [
        Rule(-1.3, prop.x, 2) for prop in props if isinstance(prop, Mat) and prop.depth is None
    ]
    return Layer(Ink.PROP, tuple(rules), loose=True, behind=True)


def prop_layers(props: Iterable[Prop], rest: Placer, place: Placer, *, front: bool) -> list[Layer]:
    """Return the props behind the body, or those before it.

    Args:
        props: the props.
        rest: where places are in the first key, from which a ball rolls.
        place: where places are in this frame.
        front: whether those before the body are asked for.
    """
    layers: list[Layer] = []
    for prop in props:
        if isinstance(prop, Ball | Band | Weight | Stick | Pin):
            before = prop.front if isinstance(prop, Ball) else True
            if before == front:
                layers += _held(prop, rest, place)
        elif not front:
            layers += _standing(prop, place)
    return layers if front else [replace(layer, behind=True) for layer in layers]


def _standing(prop: Mat | Chair | Upright | Table | Step | Cushion, place: Placer) -> list[Layer]:
    """What stands or lies behind the body."""
    if isinstance(prop, Mat):
        return [] if prop.depth is None else [Layer(Ink.PROP, _mat(prop.x, prop.depth))]
    if isinstance(prop, Chair):
        return [Layer(Ink.PROP, _chair(prop))]
    if isinstance(prop, Upright):
        return [Layer(Ink.PROP, _upright(prop), loose=True)]
    if isinstance(prop, Table):
        legs = (prop.x + 2, prop.x + prop.w - 2)[-prop.legs :]
        top = line(((prop.x, prop.y), (prop.x + prop.w, prop.y)), r=0.7, least=0.9)
        feet = [shape for x in legs for shape in line(((x, prop.y), (x, 0.0)))]
        return [Layer(Ink.PROP, (*top, *feet))]
    if isinstance(prop, Step):
        x, w, h = prop.x, prop.w, prop.h
        box = line(((x, 0), (x, h), (x + w, h), (x + w, 0)), r=0.2)
        count = max(1, int(w / 6))
        hatch = [
            shape
            for i in range(count)
            for shape in line(((x + w * i / count + 1, 1), (x + w * (i + 0.7) / count + 1, h - 2)))
        ]
        return [Layer(Ink.PROP, (*box, *hatch))]
    at, r = place(prop.place), min(prop.w, prop.h) / 2
    half = max(0.0, prop.w - prop.h) / 2
    tall = max(0.0, prop.h - prop.w) / 2
    body = Capsule((at[0] - half, at[1] - tall), (at[0] + half, at[1] + tall), r, r, 1.0)
    return [Layer(Ink.PROP, (body,), dither=True)]


def _mat(x: tuple[float, float], depth: tuple[float, float, float]) -> tuple[Shape, ...]:
    near, far, inset = depth
    corners = ((x[0], near), (x[1], near), (x[1] - inset, far), (x[0] + inset, far), (x[0], near))
    return line(corners)


def _chair(chair: Chair) -> tuple[Shape, ...]:
    x, h = chair.x, chair.h
    top = h + 24
    if chair.front:
        back = ((x - 11, 0), (x - 11, top), (x + 11, top), (x + 11, 0))
        return (*line(back, r=0.3), *line(((x - 11, h), (x + 11, h)), r=0.3))
    edge = x + chair.back
    away = x - chair.back
    return (
        *line(((edge, 0), (edge, top)), r=0.45),
        *line(((edge, h), (away, h)), r=0.45, least=0.8),
        *line(((away, h), (away, 0)), r=0.45),
    )


def _upright(prop: Upright) -> tuple[Shape, ...]:
    edge = line(((prop.x, 0), (prop.x, 130)), r=0.35, least=0.9)
    if not prop.wall:
        return edge
    # The hatching stands on the far side of the wall: the body is between x 0 and the wall.
    away = 4.0 if prop.x > 0 else -4.0
    rows = [
        shape
        for i in range(14)
        for shape in line(((prop.x, i * 9.0), (prop.x + away, i * 9.0 + 4.0)))
    ]
    return (*edge, *rows)


def _held(prop: Ball | Band | Weight | Stick | Pin, rest: Placer, place: Placer) -> list[Layer]:
    """What is held, pulled, or rolled on."""
    if isinstance(prop, Band):
        return [Layer(Ink.PROP, _band(prop, place), halo=1)]
    if isinstance(prop, Stick):
        a, b = place(prop.a), place(prop.b)
        way = heading(a, b)
        ends = polar(a, way + 180, prop.extra), polar(b, way, prop.extra)
        return [Layer(Ink.PROP, line(ends, r=0.5, least=0.9), halo=1)]
    if isinstance(prop, Pin):
        return _pin(place(prop.a), place(prop.b))
    if isinstance(prop, Weight):
        return _weight(prop.place, place)
    return _ball(prop, rest, place)


def _weight(spot: Place, place: Placer) -> list[Layer]:
    """A dumbbell: the fist is drawn over its bar, so that only its ends are seen beside a hand."""
    at, way = place(spot), 90.0
    if isinstance(spot.at, str) and spot.at.startswith("hand_"):
        way = heading(place(Place(spot.at.replace("hand", "elbow"))), at)
        at = polar(at, way, 2.0)
    ends = [offset(at, way, 0, side) for side in (-3.1, 3.1)]
    discs = [
        Capsule(offset(end, way, -1.3, 0), offset(end, way, 1.3, 0), 1.2, 1.2, 0.9) for end in ends
    ]
    return [Layer(Ink.PROP, (*line(ends, r=0.5, least=0.6), *discs))]


def _pin(a: Point, b: Point) -> list[Layer]:
    """A rolling pin: its roll lies before what it rolls, its handles in the fists."""
    roll = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for t in (0.24, 0.76)]
    return [
        Layer(Ink.PROP, line((a, b), r=0.7, least=0.8)),
        Layer(Ink.PROP, (Capsule(roll[0], roll[1], 2.6, 2.6, 1.5),), halo=1),
    ]


def _ball(ball: Ball, rest: Placer, place: Placer) -> list[Layer]:
    """A ring: a ball is shaded, a roller shows its core, one that rolls a notch that turns."""
    at, r = place(ball.place), ball.r
    notch: tuple[Shape, ...] = ()
    if ball.rolls is not None:
        at, turn = _rolled(at, r, rest(Place(ball.rolls)), place(Place(ball.rolls)))
        notch = line((polar(at, turn, r * 0.3), polar(at, turn, r)), r=0.3, least=0.7)
    ring = (Capsule(at, at, r, r, 1.5), Capsule(at, at, r, r, 1.5, RIM, cut=True))
    layers = [Layer(Ink.PROP, (*ring, *notch), halo=1 if ball.front else 0)]
    if ball.roller:
        layers.append(Layer(Ink.PROP, (Capsule(at, at, r * 0.4, r * 0.4, 0.8),)))
    elif not notch:
        layers.append(Layer(Ink.PROP, (Capsule(at, at, r, r, 1.5, 2 * RIM),), dither=True))
    return layers


def _rolled(at: Point, r: float, was: Point, now: Point) -> tuple[Point, float]:
    """Return where a ball is that a skin rolls along something fixed, and how far it has turned.

    The skin goes twice as far as the ball's middle: the fixed side of the ball stands still.
    """
    way = (now[0] - was[0]) / 2, (now[1] - was[1]) / 2
    side = heading(at, was) * pi / 180
    turn = (cos(side) * way[1] - sin(side) * way[0]) / r
    return (at[0] + way[0], at[1] + way[1]), 90 + turn * 180 / pi


def _band(band: Band, place: Placer) -> tuple[Shape, ...]:
    spots = [place(spot) for spot in band.places]
    if band.strap:
        return line(spots, r=0.3, least=0.6)
    parts: list[Shape] = []
    for a, b in itertools.pairwise(spots):
        parts += dashed(a, b, least=0.7)
    return tuple(parts)


# --- marks ---------------------------------------------------------------------------------------


def mark_layer(mark: Mark, rest: Placer, now: Placer, share: float) -> Layer:
    """Return a mark.

    Args:
        mark: the mark.
        rest: where places are in the first key; arrows, arcs and letters stay there.
        now: where places are in this frame; a glow and a helping hand ride on the body.
        share: 0..1, how far the effort has gone; a moving glow travels with it.
    """
    if isinstance(mark, Glow):
        return _glow(mark, now, share)
    if isinstance(mark, Helper):
        return _helper(now(mark.place), mark.angle)
    if isinstance(mark, Arrow):
        start = rest(mark.start)
        tip = (start[0] + mark.delta[0], start[1] + mark.delta[1])
        size = min(4.5, 0.55 * (abs(mark.delta[0]) + abs(mark.delta[1])))
        return Layer(Ink.MARK, (*line((start, tip), r=0.4, least=0.7),
                                *_barbs(tip, heading(start, tip), size)), halo=1)  # fmt: skip
    if isinstance(mark, Letter):
        x, y = rest(mark.place)
        k = mark.size / 6
        parts = [
            shape
            for stroke in strokes(mark.text)
            for shape in line(((x + (px - 2) * k, y + (py - 3) * k) for px, py in stroke),
                              r=0.6, least=0.8)
        ]  # fmt: skip
        return Layer(Ink.MARK, tuple(parts), halo=1)
    return _arc(mark, rest)


def _barbs(tip: Point, way: float, size: float) -> tuple[Shape, ...]:
    left, right = polar(tip, way + 145, size), polar(tip, way - 145, size)
    return (Area((tip, left, right)), *line((left, tip, right), r=0.2))


def _arc(mark: Arc, rest: Placer) -> Layer:
    centre = rest(mark.centre)
    first, last = mark.turn
    size = min(4.5, mark.r * 0.5)
    steps = max(3, int(abs(last - first) / 12))
    way = 90.0 if last > first else -90.0
    # The line ends at the root of the arrow's head, which lies along the arc.
    lead = (size * 0.75 / mark.r) * 180 / pi * (1 if last > first else -1)
    angles = [first + (last - lead * 0.5 - first) * i / steps for i in range(steps + 1)]
    spots = [polar(centre, a, mark.r) for a in angles]
    tip = polar(centre, last, mark.r)
    return Layer(
        Ink.MARK,
        (*line(spots, r=0.4, least=0.7), *_barbs(tip, last + way - lead * 0.5, size)),
        halo=1,
    )


def _helper(at: Point, angle: float) -> Layer:
    """The other forearm and hand: the fingers reach over what it holds, the thumb stays behind."""

    def spot(along: float, left: float) -> Point:
        return offset(at, angle + 180, along, left)

    shapes = (
        Capsule(spot(-80, 6), spot(-17, 1), 7.0, 4.0, 1.5),
        Capsule(spot(-17, 1), spot(-7, 0.5), 4.2, 4.4, 1.5),
        Capsule(spot(-7, 2), spot(4, 1.5), 3.4, 2.8, 1.2),
        Capsule(spot(4, 1.5), spot(5, -5), 2.8, 2.3, 1.2),
        Capsule(spot(-10, -2), spot(-5, -7), 2.6, 2.1, 1.0),
    )
    return Layer(Ink.FAR, shapes, halo=1)


def _glow(mark: Glow, now: Placer, share: float) -> Layer:
    spots = [now(spot) for spot in mark.joints]
    if mark.moves and len(spots) > 1:
        place = min(max(share, 0.0), 1.0) * (len(spots) - 1)
        i = min(int(place), len(spots) - 2)
        a, b, t = spots[i], spots[i + 1], place - i
        spots = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)]
    if len(spots) == 1:
        spots = spots * 2
    shapes = line(spots, r=mark.r, least=1.5)
    return Layer(Ink.MARK, shapes, halo=0 if mark.soft else 1, dither=True, light=mark.soft)
