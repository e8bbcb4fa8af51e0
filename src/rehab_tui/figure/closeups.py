"""Close-ups of a hand and a foot, each in its own units (about 1/50 of the picture's width)."""

from __future__ import annotations

import itertools
from math import copysign, cos, pi, radians

from rehab_tui.figure.body import offset, polar, two_bones
from rehab_tui.figure.model import CloseUp, FootSide, FootTop, HandPalm, HandSide, Point
from rehab_tui.figure.shapes import Area, Capsule, Ink, Layer, Shape, line

Drawn = tuple[list[Layer], dict[str, Point]]
"""Layers from back to front, and where the named joints are."""

FINGER = (14.0, 10.0, 8.0)
FINGER_THICK = (3.7, 3.3, 2.9, 2.4)
THUMB_REACH = 17.0
BENT = 40.0
"""Degrees from which on a knuckle is bent."""


def draw(pose: CloseUp) -> Drawn:
    """Return a close-up's layers and joints."""
    if isinstance(pose, HandSide):
        return _hand_side(pose)
    if isinstance(pose, HandPalm):
        return _hand_palm(pose)
    if isinstance(pose, FootSide):
        return _foot_side(pose)
    return _foot_top(pose)


def _body(*shapes: Shape, halo: int = 0) -> Layer:
    return Layer(Ink.BODY, shapes, halo=halo)


def _hole(at: Point, r: float = 1.2) -> Capsule:
    return Capsule(at, at, r, r, 0.6, cut=True)


def _hand_side(pose: HandSide) -> Drawn:
    """Forearm, palm, one finger for all four, and the thumb before them."""
    wrist: Point = (0.0, 0.0)
    elbow = polar(wrist, pose.forearm, 48)
    mcp = polar(wrist, pose.wrist, 24 * pose.short)
    way, joint, bones = pose.wrist, mcp, []
    joints = {"wrist": wrist, "mcp": mcp}
    for name, turn, long in zip(
        ("pip", "dip", "tip"), (pose.mcp, pose.pip, pose.dip), FINGER, strict=True
    ):
        way -= turn
        joint, before = polar(joint, way, long * pose.short), joint
        joints[name] = joint
        bones.append((before, joint))
    fingers = [
        _body(Capsule(a, b, FINGER_THICK[i], FINGER_THICK[i + 1], 1.0), halo=1)
        for i, (a, b) in reversed(list(enumerate(bones)))
    ]
    palm = _body(
        Capsule(elbow, wrist, 7.4, 4.6, 1.5),
        Capsule(wrist, mcp, 4.6, 5.0, 1.5),
        Capsule(offset(wrist, pose.wrist, 9, -1.5), mcp, 5.0, 4.6, 1.5),
    )
    # A bent knuckle is the corner of a fist; a hole there would look like an eye.
    shown = bones if pose.mcp < BENT else bones[1:]
    holes = Layer(Ink.BODY, tuple(_hole(a) for a, _ in shown))
    root = offset(wrist, pose.wrist, 7, -3.6)
    knuckle = polar(root, pose.wrist + pose.thumb[0], 13 * pose.short)
    tip = polar(knuckle, pose.wrist + pose.thumb[1], 9 * pose.short)
    joints["thumb"] = tip
    thumb = Layer(
        Ink.BODY,
        (Capsule(root, knuckle, 3.4, 2.9, 1.0), Capsule(knuckle, tip, 2.9, 2.3, 1.0)),
        halo=1,
        root=(root, 3.0),
    )
    return [*fingers, palm, holes, thumb], joints


PALM = (
    (-7.0, -18.0),
    (7.0, -18.0),
    (8.2, -4.0),
    (9.6, 2.0),
    (13.0, 20.0),
    (11.5, 26.0),
    (4.0, 29.0),
    (-6.0, 29.0),
    (-12.0, 26.0),
    (-12.6, 18.0),
    (-9.6, 2.0),
    (-8.2, -4.0),
)
ROOTS = ((-9.3, 26.0), (-3.1, 28.0), (3.4, 27.0), (9.4, 23.8))
LENGTHS = (23.0, 26.0, 24.0, 18.0)
SPREAD = (96.0, 91.0, 87.0, 81.0)


def _hand_palm(pose: HandPalm) -> Drawn:
    """A flat hand, fingers up; rolling it over turns it about its length."""
    turn = cos(radians(pose.roll))
    wide = copysign(max(0.35, abs(turn)), turn)

    def seen(p: Point) -> Point:
        return p[0] * wide, p[1]

    def before(p: Point) -> Point:
        # The thumb crosses before the edge of a hand that turns, where the palm keeps a width.
        return p[0] * turn, p[1]

    joints: dict[str, Point] = {"wrist": (0.0, 0.0), "palm": (0.0, 14.0)}
    layers = [_body(Area(tuple(seen(p) for p in PALM)))]
    tips: list[Point] = []
    for i in range(4):
        angle = SPREAD[i] + (1.5 - i) * pose.fan / 2 + pose.each[i]
        bent = pose.curl[i]
        root = ROOTS[i]
        tip = polar(root, angle, LENGTHS[i] * (1 - 0.62 * bent))
        tip = (tip[0] - 4 * bent, tip[1])
        tips.append(tip)
        joints[f"f{i}"] = seen(tip)
        layers.append(
            Layer(
                Ink.BODY,
                (Capsule(seen(root), seen(tip), 3.0, 2.5 + 0.5 * bent, 1.0),),
                halo=1,
                root=(seen((root[0], root[1] - 3.5)), 3.6),
            )
        )
    layers.append(_palm_detail(wide, back=(wide < 0) != (pose.back > 0.5)))
    root = (-10.0, 5.0)
    if pose.touch > 0.02:
        tip = _touched(pose, tips)
        upper, lower = two_bones(root, tip, THUMB_REACH, THUMB_REACH, 1)
        knuckle = polar(root, upper, THUMB_REACH)
        tip = polar(knuckle, lower, THUMB_REACH)
    else:
        knuckle = polar(root, pose.thumb[0], 14)
        tip = polar(knuckle, pose.thumb[1], 13)
    joints["tip"] = before(tip)
    layers.append(
        Layer(
            Ink.BODY,
            (
                Capsule(before(root), before(knuckle), 4.2, 3.2, 1.0),
                Capsule(before(knuckle), before(tip), 3.2, 2.6, 1.0),
            ),
            halo=1,
            root=(before((root[0] + 1.5, root[1] - 2)), 5.5),
        )
    )
    return layers, joints


def _touched(pose: HandPalm, tips: list[Point]) -> Point:
    """Return where the thumb's tip is: at a finger, between two, or on its way to the first."""
    knuckle = polar((-10.0, 5.0), pose.thumb[0], 14)
    stops = [polar(knuckle, pose.thumb[1], 13), *tips]
    i = min(int(pose.touch), 3)
    t = pose.touch - i
    a, b = stops[i], stops[i + 1]
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _palm_detail(wide: float, *, back: bool) -> Layer:
    """Knuckles on the back of the hand, two creases in the palm."""

    def at(x: float, y: float) -> Point:
        return x * wide, y

    if back:
        return Layer(Ink.BODY, tuple(_hole(at(x, y - 1.5), 1.1) for x, y in ROOTS))
    heart = (at(8.5, 17.5), at(2.5, 19.0), at(-3.5, 22.5))
    life = (at(-8.5, 18.0), at(-3.0, 13.0), at(-2.5, 3.0))
    cuts = [
        Capsule(a, b, 0.2, 0.2, 0.5, cut=True)
        for crease in (heart, life)
        for a, b in itertools.pairwise(crease)
    ]
    return Layer(Ink.BODY, tuple(cuts), scale_from=0.9)


FOOT = (
    (-5.0, 5.0),
    (-7.6, -3.5),
    (-6.6, -8.2),
    (-4.5, -9.5),
    (0.0, -9.5),
    (5.0, -9.5),
    (11.0, -9.5),
    (15.0, -9.5),
    (18.5, -9.2),
    (19.0, -5.0),
    (11.0, 0.5),
    (5.5, 5.0),
)


def _foot_side(pose: FootSide) -> Drawn:
    """Shank, ankle, a foot with its arch, and the toes."""
    ankle = pose.ankle
    lift = {5: pose.arch, 6: 0.6 * pose.arch}

    def at(p: Point) -> Point:
        # Seen obliquely, the forefoot shortens; the heel stays under the shank.
        return offset(ankle, pose.foot, p[0] * pose.short if p[0] > 0 else p[0], p[1])

    outline = tuple(at((x, y + lift.get(i, 0.0))) for i, (x, y) in enumerate(FOOT))
    knee = polar(ankle, pose.shank, 36)
    calf = offset(ankle, pose.shank, 24, 1.0)
    root, way = at((17.5, -7.0)), pose.foot + pose.toes
    toe = polar(root, way, 7.0 * pose.short)
    joints = {
        "ankle": ankle, "heel": at((-6.0, -9.0)), "arch": at((5.0, -9.5 + pose.arch)),
        "ball": at((15.0, -9.0)), "fore": at((13.0, -1.0)), "toe": toe,
    }  # fmt: skip
    heel_cord = Capsule(at((-4.0, -2.0)), offset(ankle, pose.shank, 10, 3.2), 2.6, 1.6, 1.0)
    bone = at((0.5, -0.5))
    layers = [
        _body(
            Capsule(ankle, calf, 4.7, 6.8, 1.5),
            Capsule(calf, knee, 6.8, 6.4, 1.5),
            heel_cord,
            Capsule(ankle, ankle, 5.3, 5.3, 1.5),
            Area(outline),
        ),
        _body(Capsule(root, toe, 2.5, 2.1, 1.0)),
        Layer(Ink.BODY, (_hole(root, 0.7), _hole(bone, 1.0)), scale_from=1.2),
    ]
    if pose.cloth[0]:
        layers.insert(0, _cloth(toe[0], *pose.cloth))
    return layers, joints


def _cloth(toe: float, end: float, fold: float) -> Layer:
    """A towel on the floor, flat below the foot and in three folds from the toes on."""
    toe -= min(6.0, fold * 1.5)  # the first fold is gathered under the toes
    way = max(1.0, end - toe)
    folds = [(toe + way * i / 24, 0.6 + fold * (1 - cos(pi * i / 4)) / 2) for i in range(25)]
    shapes = line(((-12.0, 0.6), *folds), r=0.5, least=0.8)
    return Layer(Ink.PROP, shapes, behind=True)


SOLE = (
    (-6.0, -4.0),
    (-6.0, 4.0),
    (4.0, 5.0),
    (16.0, 8.5),
    (23.0, 8.0),
    (24.0, -5.0),
    (16.0, -7.0),
    (4.0, -5.0),
)
TOES = (
    (27.0, -4.2, 3.0),
    (28.2, 0.6, 2.1),
    (27.0, 4.0, 1.9),
    (25.2, 6.9, 1.8),
    (22.8, 9.2, 1.7),
)


def _foot_top(pose: FootTop) -> Drawn:
    """A right foot from above: the big toe on its left side when it points up."""
    heel: Point = (0.0, 0.0)

    def at(p: Point) -> Point:
        return offset(heel, pose.foot, p[0], -p[1])

    toes = [Capsule(at((x, y)), at((x, y)), r, r, 0.8) for x, y, r in TOES]
    layers = [
        _body(Capsule(heel, heel, 6.0, 6.0, 1.5), Area(tuple(at(p) for p in SOLE))),
        *(_body(toe, halo=1) for toe in toes),
        _body(Capsule(heel, heel, 4.6, 4.6, 2.0, cut=True), Capsule(heel, heel, 3.4, 3.4, 1.2)),
    ]
    joints = {
        "heel": heel, "arch": at((10.0, -5.0)), "ball": at((20.0, -3.0)),
        "fore": at((19.0, 5.0)), "toe": at((30.0, 0.0)),
    }  # fmt: skip
    return layers, joints
