"""Solves a pose: where every joint is. Two-bone inverse kinematics and a curved spine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import acos, atan2, cos, degrees, hypot, radians, sin
from typing import Final

from rehab_tui.figure.model import BodyPose, Limb, Pair, Place, Point, View

TRUNK: Final = 29.0
NECK: Final = 4.5
HEAD: Final = 6.5
UPPER_ARM: Final = 17.0
FOREARM: Final = 15.5
THIGH: Final = 24.0
SHANK: Final = 24.0
SOLE: Final = (-3.0, 10.0)
"""From the ankle to the heel and to the toes, along the sole."""
ANKLE: Final = 3.0
"""Height of the ankle above the sole."""
SHOULDERS: Final = 11.0
HIPS: Final = 6.0
"""Half widths, seen from the front."""
SHOULDER_DROP: Final = 2.5
DEPTH: Final = 4.8
"""Half thickness of the trunk from the side."""

Joints = Mapping[str, Point]


@dataclass(frozen=True, slots=True)
class Bones:
    """A solved limb: angles of both segments and of the foot or hand, and the shares seen."""

    upper: float
    lower: float
    end: float
    short: Pair


@dataclass(frozen=True, slots=True)
class Body:
    """A solved pose.

    `spine` runs from the hip to the neck; `arms` and `legs` are in the order of the pose's.
    """

    view: View
    pose: BodyPose
    joints: Joints
    spine: tuple[Point, ...]
    head: float
    arms: tuple[Bones, Bones]
    legs: tuple[Bones, Bones]


def polar(origin: Point, angle: float, length: float) -> Point:
    """Return the point `length` units from `origin` in the direction `angle`."""
    turn = radians(angle)
    return origin[0] + length * cos(turn), origin[1] + length * sin(turn)


def offset(origin: Point, frame: float, along: float, left: float) -> Point:
    """Return the point `along` the direction `frame` and `left` (counter-clockwise) of it."""
    turn = radians(frame)
    c, s = cos(turn), sin(turn)
    return origin[0] + along * c - left * s, origin[1] + along * s + left * c


def heading(a: Point, b: Point) -> float:
    """Return the angle of the way from a to b."""
    return degrees(atan2(b[1] - a[1], b[0] - a[0]))


def two_bones(root: Point, end: Point, first: float, second: float, bend: int) -> Pair:
    """Return the angles of two segments that reach from `root` to `end`.

    The joint between them lies counter-clockwise of the straight line when `bend` is positive.
    What is out of reach is reached for as far as it goes.
    """
    way = hypot(end[0] - root[0], end[1] - root[1])
    reach = min(max(way, abs(first - second) + 1e-6, 1e-6), first + second - 1e-6)
    inner = (first * first + reach * reach - second * second) / (2 * first * reach)
    lift = degrees(acos(max(-1.0, min(1.0, inner))))
    upper = heading(root, end) + (lift if bend > 0 else -lift)
    knee = polar(root, upper, first)
    line = heading(root, end)
    return upper, heading(knee, polar(root, line, reach))


def solve(pose: BodyPose, view: View) -> Body:
    """Return where everything is in this pose."""
    joints: dict[str, Point] = {"hip": pose.hip}
    spine = _spine(pose)
    tip = heading(spine[-2], spine[-1])
    head = pose.head if pose.head is not None else tip
    neck = spine[-1]
    joints["neck"] = neck
    _head(joints, pose, neck, head, view)
    _marks_on_trunk(joints, pose, spine)
    sides = "nf" if view == "side" else "rl"
    _roots(joints, pose, tip, sides, view)
    place = _placer(joints)
    legs = [_leg(joints, limb, sides[i], view, place) for i, limb in enumerate(pose.legs)]
    # An arm may hold on to the other arm's elbow: the one without a joint of an arm goes first.
    order = (1, 0) if _waits(pose.arms[0]) else (0, 1)
    arms: dict[int, Bones] = {}
    for i in order:
        arms[i] = _arm(joints, pose.arms[i], sides[i], view, tip, place)
    return Body(view, pose, joints, spine, head, (arms[0], arms[1]), (legs[0], legs[1]))


def _waits(arm: Limb) -> bool:
    return arm.place is not None and str(arm.place.at).startswith("elbow")


def _placer(joints: dict[str, Point]) -> Callable[[Place], Point]:
    def place(spot: Place) -> Point:
        at = joints.get(spot.at, (0.0, 0.0)) if isinstance(spot.at, str) else spot.at
        return at[0] + spot.by[0], at[1] + spot.by[1]

    return place


def _spine(pose: BodyPose) -> tuple[Point, ...]:
    """Return seven points from hip to neck along a quadratic curve of about constant length."""
    # A flat arc of sagitta s over a chord c is about c + 8/3 s^2 / c long.
    chord = TRUNK * pose.tall * (1 - 0.0027 * pose.curve * pose.curve)
    top = polar(pose.hip, pose.trunk, chord)
    if not pose.curve:
        return tuple(polar(pose.hip, pose.trunk, chord * i / 6) for i in range(7))
    bulge = offset(pose.hip, pose.trunk, chord / 2, 2 * pose.curve)
    points = []
    for i in range(7):
        t = i / 6
        a, b, c = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
        points.append((a * pose.hip[0] + b * bulge[0] + c * top[0],
                       a * pose.hip[1] + b * bulge[1] + c * top[1]))  # fmt: skip
    return tuple(points)


def _head(joints: dict[str, Point], pose: BodyPose, neck: Point, head: float, view: View) -> None:
    """Put the skull on its neck; a nod of a front view lowers it before the chest."""
    nod = sin(radians(pose.nod))
    drop = 1.0 - 0.35 * abs(nod)
    rise = (HEAD - 0.5) * (1.0 - 0.7 * max(0.0, nod))
    skull = offset(neck, pose.trunk, 0, -pose.shift)
    joints["nb"] = polar(skull, head, NECK * drop)
    joints["head"] = polar(skull, head, NECK * drop + rise)
    back = 0.0 if view == "front" else HEAD * 1.12
    joints["occiput"] = offset(joints["head"], head, 0, back)


def _marks_on_trunk(joints: dict[str, Point], pose: BodyPose, spine: tuple[Point, ...]) -> None:
    """Name the places on the skin of the trunk: belly, chest, back and tail."""
    low, high, middle = spine[2], spine[5], spine[3]
    joints["belly"] = offset(low, heading(spine[1], spine[3]), 0, -DEPTH - pose.belly)
    joints["chest"] = offset(high, heading(spine[4], spine[6]), 0, -DEPTH - 0.25 * pose.belly)
    joints["back"] = offset(middle, heading(spine[2], spine[4]), 0, DEPTH)
    joints["tail"] = offset(spine[0], heading(spine[0], spine[1]), 0, DEPTH)


def _roots(joints: dict[str, Point], pose: BodyPose, tip: float, sides: str, view: View) -> None:
    """Put the shoulders and hips on the trunk."""
    at = offset(joints["neck"], tip, pose.shrug - SHOULDER_DROP, -pose.fwd)
    for i, side in enumerate(sides):
        if view == "side":
            joints[f"sh_{side}"], joints[f"hp_{side}"] = at, pose.hip
        else:
            sign = 1 if i == 0 else -1
            joints[f"sh_{side}"] = offset(at, tip, 0, -sign * SHOULDERS * pose.wide)
            joints[f"hp_{side}"] = polar(pose.hip, pose.pelvis, sign * HIPS * pose.hipw)


def _leg(
    joints: dict[str, Point],
    limb: Limb,
    side: str,
    view: View,
    place: Callable[[Place], Point],
) -> Bones:
    root = joints[f"hp_{side}"]
    thigh, shank = THIGH * limb.short[0], SHANK * limb.short[1]
    if limb.place is not None:
        bend = limb.bend or (1 if side in "nfr" else -1)
        upper, lower = two_bones(root, place(limb.place), thigh, shank, bend)
    else:
        upper, lower = limb.angles or (270.0, 270.0)
    knee = joints[f"knee_{side}"] = polar(root, upper, thigh)
    ankle = joints[f"ankle_{side}"] = polar(knee, lower, shank)
    end = (lower + 90 if view == "side" else lower) if limb.end is None else limb.end
    if view == "front" and limb.end is None:  # the foot points at the viewer
        out = 2.0 if side == "r" else -2.0
        joints[f"toe_{side}"] = (ankle[0] + out, ankle[1] - 1.0)
        joints[f"heel_{side}"] = ankle
    else:
        seen = 0.8 if view == "front" else 1.0
        drop = -ANKLE if view == "side" else 0.0
        joints[f"heel_{side}"] = offset(ankle, end, SOLE[0] * seen, drop)
        joints[f"toe_{side}"] = offset(ankle, end, SOLE[1] * seen, drop)
    return Bones(upper, lower, end, limb.short)


def _arm(
    joints: dict[str, Point],
    limb: Limb,
    side: str,
    view: View,
    trunk: float,
    place: Callable[[Place], Point],
) -> Bones:
    root = joints[f"sh_{side}"]
    upper_arm, forearm = UPPER_ARM * limb.short[0], FOREARM * limb.short[1]
    if limb.place is not None:
        end = place(limb.place)
        if limb.bend:
            bend = limb.bend
        elif view == "side":
            bend = -1
        else:
            # Elbows point outwards; that is the other side of the line once the hand is higher.
            turn = radians(trunk)
            above = (end[0] - root[0]) * cos(turn) + (end[1] - root[1]) * sin(turn) > 0
            bend = (1 if side == "r" else -1) * (-1 if above else 1)
        upper, lower = two_bones(root, end, upper_arm, forearm, bend)
    else:
        upper, lower = limb.angles or (270.0, 270.0)
    elbow = joints[f"elbow_{side}"] = polar(root, upper, upper_arm)
    joints[f"hand_{side}"] = polar(elbow, lower, forearm)
    return Bones(upper, lower, lower if limb.end is None else limb.end, limb.short)
