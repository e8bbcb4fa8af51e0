"""Light that hides nothing, the pelvis under the glass, what hands hold, and floors."""

from __future__ import annotations

from itertools import pairwise
from math import dist
from typing import Any

import pytest
import yaml
from figure_text import read

from rehab_tui.figure import Figure, FigureError, Ink, braille, parse_figure, scene
from rehab_tui.figure.body import heading
from rehab_tui.figure.motion import body_at, step_at
from rehab_tui.figure.shapes import Capsule, Layer

GLOW = (
    "{base: stand, floor: false, poses: {A: {}, B: {trunk: 80}},"
    " marks: [{glow: [knee_n, ankle_n], r: 6%s}]}"
)
PELVIS = (
    "{base: hook-lying, pelvic_floor: [-21, 33],"
    " poses: {A: {lift: -0.5}, M: {lift: 0}, B: {lift: 1}}, effort: [A, M, B]}"
)


def dots(figure: Figure) -> list[int]:
    lines = braille(scene(figure, 0.0), 60, 20).lines()
    return [max(0, ord(char) - 0x2800) for line in lines for char in line]


def test_soft_light_colours_the_body_and_hides_none_of_it() -> None:
    bare = parse_figure({**yaml.safe_load(GLOW % ""), "marks": [], "box": [-30, -3, 30, 100]})
    soft, hard = (
        parse_figure({**yaml.safe_load(GLOW % how), "box": [-30, -3, 30, 100]})
        for how in (", soft: true", "")
    )
    assert all(lit & dot == dot for lit, dot in zip(dots(soft), dots(bare), strict=True))
    assert any(lit & dot != dot for lit, dot in zip(dots(hard), dots(bare), strict=True))
    picture = braille(scene(soft, 0.0), 60, 20)
    lit = "".join(text for row in picture.rows for text, ink in row if ink is Ink.MARK)
    assert "⣿" in lit, "the shin itself has the colour of the mark"


def hammock(position: float) -> list[tuple[float, float]]:
    """Return the points of the pelvic floor, from end to end."""
    layer = [x for x in scene(read(PELVIS), position).layers if x.ink is Ink.MARK][-1]
    return [shape.a for shape in layer.shapes if isinstance(shape, Capsule)]


def test_the_pelvic_floor_rises_from_its_edges_which_stay() -> None:
    down, level, up = (hammock(at) for at in (0.0, 0.5, 1.0))
    assert down[0] == level[0] == up[0]
    middles = [points[len(points) // 2][1] for points in (down, level, up)]
    assert all(later - earlier > 2 for earlier, later in pairwise(middles))
    assert middles[0] < down[0][1]
    assert middles[2] > up[0][1]


def test_the_handle_of_the_glass_points_at_the_hips_as_they_move() -> None:
    figure = read("{base: sit, pelvic_floor: [-34, 48], poses: {A: {}, B: {hip: [20, 51]}}}")
    for at in (0.0, 0.4, 1.0):
        hip = body_at(figure, step_at(figure, at)).joints["hip"]
        handle = next(
            shape
            for layer in scene(figure, at).layers
            if layer.ink is Ink.MARK
            for shape in layer.shapes
            if isinstance(shape, Capsule) and shape.a != shape.b
        )
        assert dist(handle.b, hip) == pytest.approx(3.6)
        assert heading(handle.a, handle.b) == pytest.approx(heading((-34, 48), hip))


@pytest.mark.parametrize(
    "text",
    [
        "{view: hand-side, pelvic_floor: [0, 0], poses: {A: {}, B: {wrist: 20}}}",
        "{base: stand, pelvic_floor: yes, poses: {A: {}, B: {trunk: 80}}}",
        "{base: stand, poses: {A: {}, B: {lift: 2}}}",
        "{base: stand, poses: {A: {}, B: {trunk: 80}}, props: [{pin: [hand_n]}]}",
    ],
)
def test_what_cannot_be_drawn_is_refused(text: str) -> None:
    with pytest.raises(FigureError):
        read(text)


def held(figure: Figure, position: float) -> list[Any]:
    """Return the capsules of what is held: the last layer of props."""
    layers = [x for x in scene(figure, position).layers if x.ink is Ink.PROP]
    return list(layers[-1].shapes)


def test_a_dumbbell_lies_across_the_fist_whichever_way_the_arm_points() -> None:
    figure = read(
        "{base: stand-front, floor: false, props: [{weight: hand_r}],"
        " poses: {A: {arms: [278, 275]}, B: {arms: [350, 10]}}}"
    )
    for at in (0.0, 0.3, 1.0):
        joints = body_at(figure, step_at(figure, at)).joints
        bar = held(figure, at)[0]
        middle = ((bar.a[0] + bar.b[0]) / 2, (bar.a[1] + bar.b[1]) / 2)
        assert dist(middle, joints["hand_r"]) == pytest.approx(2.0)
        arm, across = heading(joints["elbow_r"], joints["hand_r"]), heading(bar.a, bar.b)
        assert abs((across - arm) % 180 - 90) < 1e-6


def test_a_rolling_pin_goes_from_hand_to_hand() -> None:
    figure = read(
        "{base: sit-front, floor: false, props: [{pin: [hand_l, hand_r]}],"
        " poses: {A: {arms: {at: [14, 30]}}, B: {arms: {at: [14, 24]}}}}"
    )
    for at in (0.0, 1.0):
        joints = body_at(figure, step_at(figure, at)).joints
        roll = held(figure, at)[0]
        handles = dist(joints["hand_l"], joints["hand_r"])
        assert dist(roll.a, roll.b) == pytest.approx(0.52 * handles)
        assert roll.a[1] == pytest.approx(roll.b[1])
        assert roll.a[1] == pytest.approx(joints["hand_r"][1])


def test_a_far_thigh_is_joined_to_the_trunk() -> None:
    """Not a gap but the hip: where the far leg begins, its dots go on into the trunk."""
    figure = read(
        "{base: stand, floor: false, box: [-20, 20, 20, 60],"
        " poses: {A: {leg_n: [330, 270]}, B: {leg_n: [320, 270]}}}"
    )
    whole = scene(figure, 0.0)
    trunk: Layer = next(
        x for x in whole.layers if x.ink is Ink.BODY and x.root and x.root[1] == 6.5
    )
    assert trunk.root is not None
    assert trunk.root[0] == (0.0, 51.0)
    lines = braille(whole, 60, 20).lines()
    column = 29  # the middle of the picture
    filled = [line[column] != " " for line in lines]
    first = filled.index(True)
    assert all(filled[first:]), "no empty cell from the waist down the far thigh"


def test_a_knee_that_points_at_the_viewer_shows_its_cap() -> None:
    text = "{base: lying-top, knees_over: %s, poses: {A: {}, B: {hip: [1, 20]}}}"
    up, flat = (scene(read(text % over), 0.0).layers for over in ("true", "false"))
    joints = body_at(read(text % "true"), step_at(read(text % "true"), 0.0)).joints
    for knee in (joints["knee_r"], joints["knee_l"]):
        rims = [
            [
                dist(shape.a, knee)
                for shape in layer.shapes
                if isinstance(shape, Capsule) and shape.cut
            ]
            for layer in up
        ]
        assert any(rim and rim == pytest.approx([2.6] * len(rim)) for rim in rims)
    assert sum(len(x.shapes) for x in up) > sum(len(x.shapes) for x in flat)


def test_a_counted_breath_has_digits() -> None:
    text = "{base: sit, poses: {A: {}, B: {trunk: 80}}, marks: [{letter: %s, at: [40, 60]}]}"
    drawn = [
        next(x.shapes for x in scene(read(text % one), 0.0).layers if x.ink is Ink.MARK)
        for one in [*range(10), "'4'"]
    ]
    assert drawn[4] == drawn[-1]
    assert len(set(drawn)) == 10
    for wrong in ("10", "-1", "true", "4.0", "'٤'"):
        with pytest.raises(FigureError, match="one letter from A to Z or a digit"):
            read(text % wrong)


def test_a_ball_between_a_wall_and_a_back_goes_half_as_far_and_turns() -> None:
    figure = read(
        "{base: stand, floor: false, props: [{ball: {at: [-9, 66], r: 4, front: true,"
        " rolls: back}}], poses: {A: {}, B: {hip: [0, 43]}}}"
    )
    (start, *_, notch), (end, *_, turned) = (held(figure, at) for at in (0.0, 1.0))
    assert start.a == pytest.approx((-9, 66))
    assert end.a == pytest.approx((-9, 62))
    # The wall on its left stands still: what goes down beside it turns clockwise, by way / r.
    assert 20 < heading(start.a, notch.b) - heading(end.a, turned.b) < 60


def test_a_strap_may_pass_beside_a_joint() -> None:
    figure = read(
        "{base: supine, floor: false, props: [{mat: [0, 1]},"
        " {strap: [hand_n, {at: knee_n, by: [1, -3]}]}], poses: {A: {}, B: {trunk: 175}}}"
    )
    knee = body_at(figure, step_at(figure, 0.0)).joints["knee_n"]
    assert held(figure, 0.0)[-1].b == pytest.approx((knee[0] + 1, knee[1] - 3))
    with pytest.raises(FigureError, match='"at" is missing'):
        read("{base: supine, props: [{strap: [hand_n, {by: [1, 2]}]}], poses: {A: {}}}")
