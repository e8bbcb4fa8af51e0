"""What must be true in every frame of every figure, of the catalogue's and of a few of our own.

Each check returns what is wrong, so that a failure names the frame and the joint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from math import dist
from pathlib import Path
from typing import Any

import pytest
import yaml

from rehab_tui.figure import Figure, Ink, braille, parse_figure, scene
from rehab_tui.figure.body import FOREARM, SHANK, THIGH, UPPER_ARM, Body
from rehab_tui.figure.model import BodyPose, Limb
from rehab_tui.figure.motion import body_at, step_at
from rehab_tui.figure.shapes import Capsule, Layer, extents
from rehab_tui.figure.stage import flip_x, mirrored

OWN = yaml.safe_load("""
bridge: {base: hook-lying, pin: neck, poses: {A: {}, B: {trunk: 206, head: 176}}}
bird-dog: {base: quadruped, poses: {A: {}, B: {arm_n: [20, 14], leg_f: [178, 180, 235], head: -22}}}
push-up: {base: stand, pin: ankle_n, props: [{wall: 31}], poses: {
  A: {hip: [-9, 50.5], trunk: 79, legs: [259, 259, 0], arms: {at: [28, 72], hand: 90}},
  B: {trunk: 67, head: 67, legs: [247, 247, 0]}}}
mini-squat: {base: stand, props: [{table: {x: 22, w: 30, y: 48}}], poses: {
  A: {arms: {at: [20, 54]}}, B: {hip: [-10, 39], trunk: 68, head: 80}}}
press-up: {base: prone, poses: {A: {arms: {at: [22, 2]}}, B: {trunk: 36, curve: -5, head: 62}}}
march: {base: stand, cycle: [A, M, B, N], poses: {
  A: {leg_n: [344, 262, 352], leg_f: [270, 270, 0], arm_n: [240, 278], arm_f: [300, 352]},
  M: {legs: [270, 270, 0], arms: [266, 300]},
  B: {legs: [270, 270, 0], leg_f: [344, 262, 352], arm_n: [300, 352], arm_f: [240, 278]},
  N: {from: M}}}
wall-angel: {base: stand-front, frame: upper, poses: {A: {arms: [0, 90]}, B: {arms: [55, 85]}}}
crossed: {base: sit-front, frame: upper, poses: {
  A: {arms: {at: sh_l, by: [4, -5], short: [0.75, 0.9]}},
  B: {wide: 0.62, turn: 55}}}
clamshell: {base: side-lying, dim_l: true, poses: {
  A: {}, B: {leg_r: {ang: [42, 318], short: [0.85, 0.85], foot: 350}}}}
fallout: {base: lying-top, poses: {
  A: {}, B: {leg_r: {ang: [50, 322], short: [0.85, 0.85], foot: 0}}}}
tendon-glides: {view: hand-side, effort: [A, B, C, D], poses: {
  A: {}, B: {mcp: 5, pip: 95, dip: 70}, C: {mcp: 85, pip: 100, dip: 70}, D: {mcp: 85}}}
thumb-opposition: {view: hand-palm, effort: [A, B, C, D, E], poses: {
  A: {fan: 6}, B: {touch: 1, curl: [0.55, 0, 0, 0]}, C: {touch: 2, curl: [0.1, 0.6, 0, 0]},
  D: {touch: 3, curl: [0, 0.1, 0.65, 0]}, E: {touch: 4, curl: [0, 0, 0.1, 0.6]}}}
short-foot: {view: foot-side, floor: true, box: [-30, -3, 40, 44],
  poses: {A: {arch: 1}, B: {arch: 6.5}},
  marks: [{arrow: [arch, [0, 9]], by: [2, 6]}]}
step-up: {base: stand, props: [{step: {x: 12, w: 40, h: 15}}], effort: [A, m, B], poses: {
  A: {trunk: 84, hip: [2, 50.5], leg_n: {at: [22, 18], foot: 0}, leg_f: {at: [-2, 3], foot: 0}},
  m: {hip: [16, 56], trunk: 76, leg_f: {at: [1, 12], foot: -20}},
  B: {hip: [22, 65.5], trunk: 90, leg_f: {at: [24, 18], foot: 0}}}}
hip-hinge: {base: stand, props: [{stick: [tail, occiput, 9]}], poses: {
  A: {arms: {at: tail, by: [-1, 6]}}, B: {trunk: 32, hip: [-12, 45]}}}
curl: {base: sit, frame: upper, props: [{weight: hand_n}], poses: {
  A: {arms: [268, 275]}, B: {arms: [270, 400]}}}
roller: {base: hook-lying, props: [{roller: {at: [-24, 6], r: 6}}], poses: {
  A: {hip: [-2, 11], trunk: 172, curve: 2, head: 185, arms: [140, 175]},
  B: {hip: [-6, 12], head: 187}}}
squeeze: {view: hand-side, props: [{ball: {at: mcp, by: [0, -13], r: 10, front: true}}], poses: {
  A: {mcp: 35, pip: 40, dip: 30, thumb: [-50, -20]}, B: {mcp: 45, pip: 60, dip: 40}}}
knees: {base: lying-top, legs_front: false,
  props: [{cushion: {at: knee_r, by: [0, -5], w: 4, h: 9}}],
  poses: {A: {}, B: {legs: [30, 340]}}}
open: {base: side-lying, legs_front: false, poses: {
  A: {turn: -40}, B: {arm_r: [80, 85], wide: 0.9}}}
cheers: {base: stand-front, props: [{chair: {view: front, x: -24}}, {post: 30}], poses: {
  A: {arm_l: {at: [-20, 52]}}, B: {leg_r: [302, 302], nod: 20, head: 80}}}
tilt: {base: hook-lying, bowl: true, box: [-34, -3, 30, 29], poses: {
  A: {curve: -4, tilt: -18, arms: {ang: [353, 359], short: [0.3, 0.2]}}, B: {curve: 0.5, tilt: 14}}}
blow: {base: sit, driver: breath, props: [{cushion: {at: [0, 22], w: 16, h: 4}}],
  poses: {A: {mouth: o}, B: {mouth: closed, belly: 4}}}
alphabet: {view: foot-side, cycle: [A, B, C], poses: {A: {shank: 115, foot: -15}, B: {foot: 25},
  C: {foot: 0}}, marks: [{letter: a, at: [38, 2], size: 16}]}
rolls: {base: sit, cycle: [A, B, C, D], poses: {
  A: {arms: [262, 300], shrug: 5}, B: {shrug: 1, fwd: -5}, C: {shrug: -2}, D: {shrug: 1, fwd: 4}}}
eversion: {view: foot-top, props: [{post: -26}, {band: [fore, [-26, 22]]}],
  poses: {A: {foot: 98}, B: {foot: 68}}, marks: [{arc: [toe, 9, 100, 10]}]}
""")

FRAMES = 24
"""Frames a leg of the path that are looked at."""


def catalogue() -> dict[str, Any]:
    """Return the `figure:` mappings of the shipped catalogue, by exercise."""
    path = Path(__file__).parents[2] / "data" / "exercises.yaml"
    if not path.exists():
        return {}
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {e["id"]: e["figure"] for e in data["exercises"] if e.get("figure")}


ALL: Mapping[str, Any] = {**{f"own-{k}": v for k, v in OWN.items()}, **catalogue()}
Invariant = Callable[[str], None]
INVARIANTS: list[Invariant] = []
"""Each takes the name of a figure in `ALL`, and fails with what is wrong in it."""


def every(check: Invariant) -> Invariant:
    """Hold every figure to this; one test for all of them, as there are thousands of pairs."""
    INVARIANTS.append(check)
    return check


@cache
def figure(name: str) -> Figure:
    return parse_figure(ALL[name])


def positions(figure: Figure, frames: int = FRAMES) -> list[float]:
    legs = len(figure.path) - (0 if figure.cycle else 1)
    return [i / (legs * frames) for i in range(legs * frames + 1)]


@cache
def bodies(name: str) -> tuple[Body, ...]:
    """Return the solved frames, none for a close-up."""
    fig = figure(name)
    if not isinstance(fig.poses[0], BodyPose):
        return ()
    return tuple(body_at(fig, step_at(fig, p)) for p in positions(fig))


def limbs(figure: Figure) -> Iterator[tuple[str, int, str, list[Limb]]]:
    """Yield kind, place in the pose, side and the limb in each key of the path."""
    sides = "nf" if figure.view == "side" else "rl"
    for i, side in enumerate(sides):
        for kind in ("arms", "legs"):
            yield kind, i, side, [getattr(pose, kind)[i] for pose in figure.poses]


CHAINS = {
    "arms": ("sh", "elbow", "hand", UPPER_ARM, FOREARM),
    "legs": ("hp", "knee", "ankle", THIGH, SHANK),
}


@every
def bones_keep_their_lengths(name: str) -> None:
    for kind, _, side, keys in limbs(figure(name)) if bodies(name) else ():
        root, middle, end, upper, lower = CHAINS[kind]
        for body in bodies(name):
            joints = body.joints
            for a, b, long, seen in (
                (root, middle, upper, {k.short[0] for k in keys}),
                (middle, end, lower, {k.short[1] for k in keys}),
            ):
                length = dist(joints[f"{a}_{side}"], joints[f"{b}_{side}"])
                assert min(seen) * long * 0.99 <= length <= max(seen) * long * 1.01


@every
def the_spine_neither_stretches_nor_shrinks(name: str) -> None:
    for body in bodies(name):
        length = sum(dist(a, b) for a, b in pairwise(body.spine))
        assert length == pytest.approx(29 * body.pose.tall, rel=0.03)


@every
def what_is_planted_stays_planted(name: str) -> None:
    """A hand or foot that two keys hold in the same place is there in every frame."""
    fig = figure(name)
    for kind, _, side, keys in limbs(fig) if bodies(name) else ():
        if any(key.place is None for key in keys) or len({key.place for key in keys}) > 1:
            continue
        place = keys[0].place
        assert place is not None
        for at, body in zip(positions(fig), bodies(name), strict=True):
            anchor = body.joints[place.at] if isinstance(place.at, str) else place.at
            want = anchor[0] + place.by[0], anchor[1] + place.by[1]
            end = body.joints[f"{CHAINS[kind][2]}_{side}"]
            assert dist(end, want) < 1, f"{kind} {side} at {at:.2f}: {end} for {want}"


@every
def targets_of_the_keys_are_within_reach(name: str) -> None:
    fig = figure(name)
    keys = bodies(name)[::FRAMES] if bodies(name) else ()
    for index, body in enumerate(keys):
        pose = fig.poses[index % len(fig.poses)]
        assert isinstance(pose, BodyPose)
        for kind, i, side, _ in limbs(fig):
            place = getattr(pose, kind)[i].place
            if place is None:
                continue
            anchor = body.joints[place.at] if isinstance(place.at, str) else place.at
            want = anchor[0] + place.by[0], anchor[1] + place.by[1]
            end = body.joints[f"{CHAINS[kind][2]}_{side}"]
            assert dist(end, want) < 1, f"{kind} {side} in {fig.path[index % len(fig.path)]}"


@every
def the_pinned_joint_does_not_move(name: str) -> None:
    pin = figure(name).pin
    if pin is not None:
        spots = [body.joints[pin] for body in bodies(name)]
        assert max(dist(spots[0], spot) for spot in spots) < 0.5


@every
def nothing_sinks_below_the_floor(name: str) -> None:
    fig = figure(name)
    if not fig.floor:
        return
    for at in positions(fig, 6):
        for layer in scene(fig, at).layers:
            if layer.ink in (Ink.BODY, Ink.FAR):
                low = min(box[1] for box in extents([layer]))
                assert low >= -1, f"{low:.1f} at {at:.2f}"


@every
def the_box_is_the_same_and_holds_every_frame(name: str) -> None:
    fig = figure(name)
    scenes = [scene(fig, at) for at in positions(fig, 6)]
    boxes = {each.box for each in scenes}
    assert len(boxes) == 1
    if fig.box is not None or fig.frame != "full":
        return
    left, bottom, right, top = boxes.pop()
    for each in scenes:
        for box in extents(layer for layer in each.layers if not layer.loose):
            assert left <= box[0]
            assert bottom <= box[1]
            assert box[2] <= right
            assert box[3] <= top


@every
def nothing_jumps(name: str) -> None:
    """No joint moves more than 5 % of the body's height in a 24th of a leg of the path."""
    fig = figure(name)
    for at, (a, b) in zip(positions(fig), pairwise(bodies(name)), strict=False):
        for joint, spot in a.joints.items():
            assert dist(spot, b.joints[joint]) < 5, f"{joint} at {at:.2f}"


def bent(upper: float, lower: float) -> float:
    return (lower - upper + 180) % 360 - 180


@every
def elbows_and_knees_bend_the_right_way(name: str) -> None:
    """In a side view the angles say so; a joint may be straight, a knee a little beyond."""
    fig = figure(name)
    if fig.view != "side":
        return
    for kind, i, _, keys in limbs(fig):
        if any(key.bend for key in keys):
            continue
        for at, body in zip(positions(fig), bodies(name), strict=True):
            bones = getattr(body, kind)[i]
            turn = bent(bones.upper, bones.lower) * (1 if kind == "arms" else -1)
            assert -8 <= turn <= 162, f"{kind} {i} at {at:.2f}: {turn:.0f}"


@every
def no_knee_falls_inwards(name: str) -> None:
    """In a front view of somebody upright; an arm may fold to either side of the elbow."""
    fig = figure(name)
    if fig.view != "front":
        return
    for at, body in zip(positions(fig), bodies(name), strict=True):
        for i, leg in enumerate(body.legs if is_upright(body) else ()):
            outwards = bent(leg.upper, leg.lower) * (-1 if i == 0 else 1)
            assert -8 <= outwards <= 100, f"leg {i} at {at:.2f}: {outwards:.0f}"


def is_upright(body: Body) -> bool:
    return body.joints["head"][1] - body.joints["hip"][1] > 30


@every
def start_and_end_look_different(name: str) -> None:
    fig = figure(name)
    ends = [0.0, 0.5 if fig.cycle else 1.0]
    one, two = ("\n".join(braille(scene(fig, at), 42, 14).lines()) for at in ends)
    changed = sum(a != b for a, b in zip(one, two, strict=True))
    assert changed >= 4


def near(a: Layer, b: Layer) -> bool:
    """Say whether two layers are the same but for rounding."""
    spots = [
        (one.a, two.a) if isinstance(one, Capsule) and isinstance(two, Capsule) else ((0, 0),) * 2
        for one, two in zip(a.shapes, b.shapes, strict=True)
    ]
    return a.ink is b.ink and all(dist(one, two) < 1e-9 for one, two in spots)


@every
def the_left_side_is_the_right_one_mirrored(name: str) -> None:
    """The box too, so that the left side's needs no look of its own."""
    fig = figure(name)
    for at in (0.0, 0.4, 1.0):
        right, left = scene(fig, at), scene(fig, at, side="left")
        assert list(left.layers) == mirrored(right.layers, flip_x)
        assert list(right.layers) == mirrored(left.layers, flip_x)
        assert left.box == (-right.box[2], right.box[1], -right.box[0], right.box[3])


@every
def alternating_sides_share_one_box(name: str) -> None:
    fig = figure(name)
    right = scene(fig, 1.0, alternate=True)
    left = scene(fig, 1.0, side="left", alternate=True)
    assert right.box == left.box
    again = mirrored(mirrored(left.layers, flip_x), flip_x)
    assert all(near(a, b) for a, b in zip(again, left.layers, strict=True))


@pytest.mark.parametrize("check", INVARIANTS, ids=lambda check: check.__name__)
def test_every_figure(check: Invariant) -> None:
    wrong = {}
    for name in ALL:
        try:
            check(name)
        except AssertionError as error:
            wrong[name] = str(error)
    assert not wrong


@pytest.mark.long
def test_no_two_figures_draw_the_same() -> None:
    seen: dict[str, str] = {}
    for name in catalogue():
        fig = figure(name)
        film = (0.0, 0.3, 0.5, 1.0)
        shot = "\n".join(line for at in film for line in braille(scene(fig, at), 60, 20).lines())
        assert shot not in seen, f"{name} draws what {seen.get(shot)} draws"
        seen[shot] = name
