"""Draws a solved body: trunk and limbs as layers from back to front."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from rehab_tui.figure.body import Body, Bones, offset, polar
from rehab_tui.figure.draw_head import crown_layers, head_layers, nape_layers
from rehab_tui.figure.draw_pelvis import bowl_layers, lens_layers
from rehab_tui.figure.draw_plan import plan_layers
from rehab_tui.figure.model import Figure, Point
from rehab_tui.figure.shapes import Area, Capsule, Ink, Layer, Shape

THIN: Final = 0.68
"""How thin a far limb is drawn."""
ARM_HALO_FROM: Final = 0.5
"""Below this scale (dots a unit) the gap round an arm would eat the arm."""

ROUND: Final = ((1, 0.76), (2, 1.0), (3, 0.74))
"""How far a belly is out at these points of the spine."""


def body_layers(figure: Figure, body: Body) -> list[Layer]:
    """Return the layers of a body, from back to front."""
    if body.view == "side":
        layers = [
            *_far(body, _arm),
            *_far(body, _leg),
            _trunk_side(body),
            *_leg(body, 0),
            *head_layers(body),
            *_arm(body, 0),
        ]
    else:
        layers = _front_order(figure, body)
    if figure.bowl:
        layers += bowl_layers(body)
    if figure.pelvic_floor is not None:
        layers += lens_layers(body, figure.pelvic_floor)
    if figure.plan is not None:
        layers += plan_layers(body, figure.plan)
    return layers


def _front_order(figure: Figure, body: Body) -> list[Layer]:
    far = figure.dim_l
    trunk = _trunk_front(body)
    legs = [*_leg(body, 1, far=far), *_leg(body, 0)]
    if figure.knees_over:
        legs = [*_raised_leg(body, 1, far=far), *_raised_leg(body, 0)]
    arms = [*_arm(body, 1, far=far), *_arm(body, 0)]
    if figure.left_over:
        arms.reverse()
    if figure.behind:
        return [*legs, trunk, _blades(body), *arms, *nape_layers(body)]
    if figure.base == "stand-top":
        return [_girdle(body), *arms, *crown_layers(body)]
    if figure.base == "side-lying":
        low = _undermost(body)
        draw_leg = _raised_leg if figure.knees_over else _leg
        lower = [*_arm(body, low, far=far), *draw_leg(body, low, far=far)]
        leg, arm = draw_leg(body, 1 - low), _arm(body, 1 - low)
        if figure.legs_front:
            return [*lower, trunk, *leg, *head_layers(body), *arm]
        return [*lower, *leg, trunk, *head_layers(body), *arm]
    if figure.base == "lying-top":
        if figure.legs_front:
            return [*arms, trunk, *legs, *head_layers(body)]
        return [*arms, *legs, trunk, *head_layers(body)]
    return [trunk, *legs, *head_layers(body), *arms]


def _undermost(body: Body) -> int:
    """Return which side one lies on: 1 the left, 0 the right (the head is on the right then)."""
    return int(body.joints["sh_l"][1] <= body.joints["sh_r"][1])


def _side_of(body: Body, index: int) -> str:
    return ("nf" if body.view == "side" else "rl")[index]


def _arm(body: Body, index: int, *, far: bool = False) -> list[Layer]:
    """Upper arm, forearm and hand."""
    side = _side_of(body, index)
    joints, bones = body.joints, body.arms[index]
    root, elbow, hand = joints[f"sh_{side}"], joints[f"elbow_{side}"], joints[f"hand_{side}"]
    k = THIN if far else 1.0
    tip = polar(hand, bones.end, _hand_length(bones))
    shapes = (
        Capsule(root, elbow, 2.7 * k, 2.1 * k, 0.8),
        Capsule(elbow, hand, 2.1 * k, 1.6 * k, 0.8),
        Capsule(hand, tip, 1.8 * k, 1.35 * k, 0.8),
    )
    ink = Ink.FAR if far else Ink.BODY
    return [Layer(ink, shapes, halo=1, halo_from=ARM_HALO_FROM, root=(root, 4.4))]


def _far(body: Body, draw: Callable[..., list[Layer]]) -> list[Layer]:
    """A far limb of a side view, unless the near one, which is thicker, lies right before it."""
    limbs = body.arms if draw is _arm else body.legs
    return [] if limbs[0] == limbs[1] else draw(body, 1, far=True)


def _hand_length(bones: Bones) -> float:
    """A forearm that points at the viewer shows a short hand."""
    return 4.6 * max(0.35, bones.short[1])


def _leg(body: Body, index: int, *, far: bool = False) -> list[Layer]:
    """Thigh, calf and foot."""
    side = _side_of(body, index)
    joints, bones = body.joints, body.legs[index]
    root, knee, ankle = joints[f"hp_{side}"], joints[f"knee_{side}"], joints[f"ankle_{side}"]
    k = THIN if far else 1.0
    calf = (knee[0] + (ankle[0] - knee[0]) * 0.32, knee[1] + (ankle[1] - knee[1]) * 0.32)
    thick = 4.3 if body.view == "side" else 3.5
    shapes: list[Shape] = [
        Capsule(root, knee, thick * k, 2.9 * k, 1.0),
        Capsule(knee, calf, 2.8 * k, 2.8 * k, 0.9),
        Capsule(calf, ankle, 2.8 * k, 1.8 * k, 0.9),
    ]
    if body.view == "front" and body.pose.legs[index].end is None:
        shapes.append(Capsule(ankle, joints[f"toe_{side}"], 2.0 * k, 2.0 * k, 0.8))
    else:
        shapes += _foot(body, ankle, bones.end, k)
    ink = Ink.FAR if far else Ink.BODY
    return [Layer(ink, tuple(shapes), halo=1, root=(root, 6.0))]


def _raised_leg(body: Body, index: int, *, far: bool = False) -> list[Layer]:
    """A leg from above, its knee nearer to the viewer: large, with its cap, over the shank."""
    (leg,) = _leg(body, index, far=far)
    thigh, *rest = leg.shapes
    if isinstance(thigh, Capsule):
        thigh = replace(thigh, rb=thigh.rb * 1.3)
    knee, way = body.joints[f"knee_{_side_of(body, index)}"], body.legs[index].upper + 180
    rim = [polar(knee, way + turn, 2.6) for turn in (-95, -50, 0, 50, 95)]
    kneecap = tuple(Capsule(a, b, 0.2, 0.2, 0.6, cut=True) for a, b in pairwise(rim))
    return [replace(leg, shapes=tuple(rest)), replace(leg, shapes=(thigh, *kneecap))]


def _foot(body: Body, ankle: Point, end: float, k: float) -> list[Shape]:
    """A foot from the side; a shorter one where the body is seen from the front."""
    if body.view == "front":
        return [Capsule(ankle, polar(ankle, end, 7.5), 1.9 * k, 1.3 * k, 0.8)]

    def at(along: float, up: float) -> Point:
        return offset(ankle, end, along, up)

    return [
        Capsule(ankle, at(-1.5, -1.5), 1.8 * k, 1.5 * k, 0.8),
        Capsule(at(-1.5, -1.6), at(8.6, -2.0), 1.4 * k, 1.0 * k, 0.8),
        Capsule(at(0.4, -0.2), at(6.5, -1.8), 1.6 * k, 1.1 * k, 0.8),
    ]


def _trunk_side(body: Body) -> Layer:
    """Pelvis, waist, chest and neck along the spine; the belly bulges to the front."""
    s = body.spine
    shapes: list[Shape] = [
        Capsule(s[0], s[2], 5.0, 4.3, 1.55),
        Capsule(s[2], s[4], 4.3, 4.8, 1.55),
        Capsule(s[4], s[5], 4.8, 4.6, 1.55),
        Capsule(s[5], s[6], 4.6, 2.6, 1.3),
        _neck(body),
    ]
    belly = body.pose.belly
    if belly > 0.2:
        out = [offset(s[i], body.pose.trunk, 0, -belly * share) for i, share in ROUND]
        shapes += [Capsule(a, b, 4.4, 4.4, 1.5) for a, b in pairwise((s[0], *out, s[4]))]
    if body.pose.shrug or body.pose.fwd:  # the shoulder carries its flesh along
        shapes.append(Capsule(s[5], body.joints["sh_n"], 4.2, 3.2, 1.3))
    return Layer(Ink.BODY, tuple(shapes), halo=1, root=(s[0], 6.5))  # the far leg joins it


def _neck(body: Body) -> Capsule:
    return Capsule(body.joints["neck"], body.joints["nb"], 2.5, 2.3, 1.0)


def _trunk_front(body: Body) -> Layer:
    """Shoulders, waist and hips; the outline follows both girdles, so that it twists with them."""
    joints, pose, s = body.joints, body.pose, body.spine
    right, left = joints["sh_r"], joints["sh_l"]
    sides: dict[int, list[Point]] = {1: [], -1: []}
    middle = ((right[0] + left[0]) / 2, (right[1] + left[1]) / 2)
    top = (right[0] - middle[0], right[1] - middle[1])
    low = (joints["hp_r"][0] - pose.hip[0], joints["hp_r"][1] - pose.hip[1])
    levels = ((0.97, 1.06, s[6]), (0.72, 0.9, s[4]), (0.4, 0.86 + 0.06 * pose.belly, s[2]),
              (0.12, 1.3, s[1]), (0.0, 1.5, s[0]))  # fmt: skip
    for t, grow, centre in levels:
        half = (low[0] + (top[0] - low[0]) * t, low[1] + (top[1] - low[1]) * t)
        at = middle if t > 0.9 else centre
        for sign in sides:
            sides[sign].append((at[0] + sign * half[0] * grow, at[1] + sign * half[1] * grow))
    slope = [offset(joints["neck"], body.head, 1.0, sign * 2.2) for sign in (1, -1)]
    shapes: list[Shape] = [
        Area((*sides[1], *reversed(sides[-1]))),
        Area((slope[0], slope[1], right, left)),
        Capsule(left, right, 2.7, 2.7, 1.2),
        Capsule(joints["hp_l"], joints["hp_r"], 3.2, 3.2, 1.2),
        _neck(body),
    ]
    return Layer(Ink.BODY, tuple(shapes), halo=1)


def _blades(body: Body) -> Layer:
    """The shoulder blades from behind, cut out of the back; each rides on its shoulder."""
    cuts: list[Shape] = []
    for sign, side in ((1, "r"), (-1, "l")):
        root = body.joints[f"sh_{side}"]
        inner, tip, outer = (
            offset(root, body.pose.trunk, along, sign * left)
            for along, left in ((-2.5, 7.5), (-12.5, 6.2), (-5.0, 0.8))
        )
        cuts += [Capsule(a, b, 0.3, 0.3, 0.6, cut=True) for a, b in ((inner, tip), (tip, outer))]
    return Layer(Ink.BODY, tuple(cuts))


def _girdle(body: Body) -> Layer:
    """Shoulders and chest from above."""
    right, left = body.joints["sh_r"], body.joints["sh_l"]
    inner = [(left[0] + (right[0] - left[0]) * t, left[1] + (right[1] - left[1]) * t)
             for t in (0.28, 0.72)]  # fmt: skip
    return Layer(Ink.BODY, (Capsule(left, right, 3.6, 3.6, 1.2),
                            Capsule(inner[0], inner[1], 5.4, 5.4, 1.5)), halo=1)  # fmt: skip
