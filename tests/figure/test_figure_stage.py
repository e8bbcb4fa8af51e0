"""Movement and framing: easing, via keys, marks, sides."""

from __future__ import annotations

import subprocess
import sys
from math import dist
from typing import Any

import pytest
from figure_text import read
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.figure import Figure, Ink, Scene, scene
from rehab_tui.figure.body import polar, two_bones
from rehab_tui.figure.motion import arc, body_at, smooth, step_at
from rehab_tui.figure.shapes import Capsule

SHRUG = read(
    "{base: stand-front, poses: {A: {}, B: {shrug: 6}},"
    " marks: [{arrow: [sh_r, [0, 9]], when: B}, {arrow: [sh_r, [0, -9]], by: [20, 0], when: A}]}"
)


def marks(shot: Scene) -> list[Any]:
    return [layer for layer in shot.layers if layer.ink is Ink.MARK]


@given(
    root=st.tuples(st.floats(-50, 50), st.floats(-50, 50)),
    end=st.tuples(st.floats(-50, 50), st.floats(-50, 50)),
    bend=st.sampled_from([1, -1]),
)
def test_two_bones_reach_what_is_in_reach(
    root: tuple[float, float], end: tuple[float, float], bend: int
) -> None:
    upper, lower = two_bones(root, end, 17.0, 15.5, bend)
    elbow = polar(root, upper, 17.0)
    hand = polar(elbow, lower, 15.5)
    way = dist(root, end)
    if 1.5 <= way <= 32.5:
        assert dist(hand, end) < 1e-3
    else:
        assert dist(hand, root) == pytest.approx(32.5 if way > 32.5 else 1.5, abs=1e-3)
    side = (end[0] - root[0]) * (elbow[1] - root[1]) - (end[1] - root[1]) * (elbow[0] - root[0])
    assert side * bend >= -1e-3


@given(a=st.floats(-720, 720), b=st.floats(-720, 720), share=st.floats(0, 1))
def test_angles_turn_the_shorter_way(a: float, b: float, share: float) -> None:
    assert abs(arc(a, b, share) - a) <= 180 * share + 1e-6
    assert abs((arc(a, b, 1) - b + 180) % 360 - 180) < 1e-6


def test_the_path_rests_at_its_keys_but_not_at_small_letters() -> None:
    rests = read("{base: stand, effort: [A, M, B], poses: {A: {}, M: {trunk: 80}, B: {trunk: 60}}}")
    flows = read("{base: stand, effort: [A, m, B], poses: {A: {}, m: {trunk: 80}, B: {trunk: 60}}}")

    def speed(fig: Figure, at: float) -> float:
        one, two = (body_at(fig, step_at(fig, at + d)).pose.trunk for d in (-1e-3, 1e-3))
        return abs(one - two) / 2e-3

    assert speed(rests, 0.5) < 1 < speed(flows, 0.5)
    for fig in (rests, flows):
        assert speed(fig, 0.0) < 1
        assert speed(fig, 1.0) < 1
        assert body_at(fig, step_at(fig, 0.5)).pose.trunk == pytest.approx(80)


def test_a_loop_keeps_its_pace_unless_it_swings() -> None:
    poses = "poses: {A: {}, B: {trunk: 80}, C: {trunk: 70}, m: {trunk: 80}}"
    for cycle, even in (("[A, B, C]", True), ("[A, m, C, m]", False), ("[A, C]", False)):
        fig = read(f"{{base: stand, cycle: {cycle}, {poses}}}")
        one, two = (step_at(fig, at).share for at in (0.02, 0.04))
        assert (two == pytest.approx(2 * one)) == even


def test_position_is_clamped_on_a_path_and_wraps_on_a_loop() -> None:
    assert scene(SHRUG, -3).layers == scene(SHRUG, 0).layers
    assert scene(SHRUG, 7).layers == scene(SHRUG, 1).layers
    loop = read("{base: stand, cycle: [A, B, C], poses: {A: {}, B: {trunk: 80}, C: {trunk: 70}}}")
    assert scene(loop, 1.25).layers == scene(loop, 0.25).layers
    assert scene(loop, 1.0).layers == scene(loop, 0.0).layers


def test_smooth_is_monotonous_and_ends_where_it_should() -> None:
    steps = [smooth(i / 50) for i in range(51)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0, 1)


def test_marks_show_where_the_figure_is_going() -> None:
    up, down = (marks(scene(SHRUG, at))[0] for at in (1.0, 0.0))
    assert up != down
    assert marks(scene(SHRUG, 0.2, back=False)) == [up]
    assert marks(scene(SHRUG, 1.0, back=False)) == [up]
    assert marks(scene(SHRUG, 0.8, back=True)) == [down]
    assert marks(scene(SHRUG, 0.0, back=False)) == [up]


def test_arrows_stay_where_the_first_key_has_them() -> None:
    still = read("{base: stand, poses: {A: {}, B: {trunk: 60}}, marks: [{arrow: [neck, [9, 0]]}]}")
    assert marks(scene(still, 0.0)) == marks(scene(still, 1.0))
    rides = read("{base: stand, poses: {A: {}, B: {trunk: 60}}, marks: [{glow: [hip, neck]}]}")
    assert marks(scene(rides, 0.0)) != marks(scene(rides, 1.0))


def test_a_moving_glow_travels() -> None:
    scan = read("{base: supine, poses: {A: {}}, marks: [{glow: [toe_n, head], moves: true}]}")
    xs = [marks(scene(scan, at))[0].shapes[0].a[0] for at in (0, 0.5, 1)]
    assert xs == sorted(xs, reverse=True)


def test_alternate_sides_of_a_side_view_swap_near_and_far() -> None:
    lift = read("{base: stand, poses: {A: {}, B: {leg_n: [0, 270, 0]}},"
                " marks: [{arrow: [knee_n, [0, 5]]}]}")  # fmt: skip
    left = scene(lift, 1.0, side="left", alternate=True)
    right = scene(lift, 1.0, alternate=True)
    assert _reach(left, Ink.FAR) == pytest.approx(_reach(right, Ink.BODY), abs=2)
    assert _reach(left, Ink.BODY) < 15 < _reach(right, Ink.BODY)


def capsules(shot: Scene, ink: Ink) -> list[Capsule]:
    return [
        shape
        for layer in shot.layers
        if layer.ink is ink
        for shape in layer.shapes
        if isinstance(shape, Capsule)
    ]


def _reach(shot: Scene, ink: Ink) -> float:
    """Return how far to the right a body's ink reaches below the hip."""
    return max(max(c.a[0], c.b[0]) for c in capsules(shot, ink) if c.b[1] < 52)


def test_alternate_sides_of_a_lying_view_reflect_across_the_body() -> None:
    fall = read("{base: lying-top, poses: {A: {}, B: {leg_r: [50, 322]}}}")
    right, left = (
        capsules(scene(fall, 1.0, side=side, alternate=True), Ink.BODY)
        for side in ("right", "left")
    )
    assert [c.a[0] for c in left] == pytest.approx([c.a[0] for c in right])
    assert [40 - c.a[1] for c in left] == pytest.approx([c.a[1] for c in right])
    knees = max(c.b[1] for c in right), min(c.b[1] for c in left)
    assert knees[0] > 30
    assert knees[1] < 10


def test_a_raised_knee_is_drawn_over_its_shank() -> None:
    hook = "{base: lying-top, poses: {A: {legs: [10, 355]}}"
    flat, raised = (read(hook + flag + "}") for flag in ("", ", knees_over: true"))
    one, two = (scene(fig, 0.0) for fig in (flat, raised))
    assert len(two.layers) == len(one.layers) + 2
    knee = body_at(raised, step_at(raised, 0.0)).joints["knee_r"]
    drawn = [i for i, layer in enumerate(two.layers) for c in layer.shapes
             if isinstance(c, Capsule) and knee in (c.a, c.b)]  # fmt: skip
    assert len(set(drawn)) == 2
    thigh = two.layers[max(drawn)]
    assert [c.b for c in thigh.shapes if isinstance(c, Capsule) and not c.cut] == [knee]
    assert thigh.halo


def test_frames_crop() -> None:
    boxes = {}
    for frame in ("full", "upper", "head", "lower"):
        fig = read(f"{{base: stand, frame: {frame}, poses: {{A: {{}}}}}}")
        boxes[frame] = scene(fig, 0).box
    assert boxes["full"][1] < 0 < 95 < boxes["full"][3]
    assert 40 < boxes["upper"][1] < 51
    assert boxes["head"][1] > 60
    assert boxes["lower"][3] < 45


def test_the_room_loads_little_and_late() -> None:
    code = (
        "import sys, rehab_tui.figure as f; assert 'rehab_tui.figure.stage' not in sys.modules;"
        "f.scene, f.braille, f.svg, f.parse_figure;"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in"
        " {'yaml', 'sqlmodel', 'textual', 'rich', 'typer', 'pydantic', 'platformdirs'}))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
