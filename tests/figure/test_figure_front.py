"""Front views: from behind, and which arm is drawn before the other."""

from __future__ import annotations

from math import cos, dist, radians

import pytest

from rehab_tui.figure import FigureError, parse_figure, scene
from rehab_tui.figure.body import UPPER_ARM
from rehab_tui.figure.draw_body import body_layers
from rehab_tui.figure.draw_plan import SCALE, plan_layers
from rehab_tui.figure.motion import body_at, step_at
from rehab_tui.figure.shapes import Capsule

SQUEEZE = {
    "base": "sit-front",
    "behind": True,
    "poses": {"A": {"wide": 1.15}, "B": {"wide": 0.9}},
}


def blades(at: float) -> list[Capsule]:
    layers = scene(parse_figure(SQUEEZE), at).layers
    return [s for x in layers for s in x.shapes if isinstance(s, Capsule) and s.cut]


def test_from_behind_there_are_shoulder_blades_and_no_face() -> None:
    # A face is a hollow with features that wait for their scale; the back of a head is neither.
    layers = scene(parse_figure(SQUEEZE), 0.0).layers
    assert not any(layer.scale_from for layer in layers)
    assert len(blades(0.0)) == 4
    front = scene(parse_figure({**SQUEEZE, "behind": False}), 0.0).layers
    assert any(layer.scale_from for layer in front)


def test_shoulder_blades_ride_on_their_shoulders() -> None:
    apart = [dist(blades(at)[0].b, blades(at)[2].b) for at in (0.0, 0.5, 1.0)]
    assert apart == sorted(apart, reverse=True)
    assert apart[0] - apart[-1] > 4


def test_the_left_arm_may_come_before_the_right() -> None:
    for over, last in ((False, "hand_r"), (True, "hand_l")):
        figure = parse_figure({"base": "stand-front", "left_over": over, "poses": {"A": {}}})
        body = body_at(figure, step_at(figure, 0.0))
        palm = body_layers(figure, body)[-1].shapes[-1]
        assert isinstance(palm, Capsule)
        assert palm.a == body.joints[last]


def test_a_bowed_head_sinks_in_front_of_the_chest() -> None:
    figure = parse_figure({"base": "sit-front", "poses": {"A": {}, "B": {"nod": 58}}})
    high, low = (body_at(figure, step_at(figure, at)).joints for at in (0.0, 1.0))
    assert high["neck"] == low["neck"]
    assert low["head"][1] < high["head"][1] - 4


def upper_arms(short: float) -> list[Capsule]:
    arms = {"ang": [0, 0], "short": [short, short]}
    data = {"base": "stand-front", "plan": [60, 50], "poses": {"A": {"arms": arms}}}
    figure = parse_figure(data)
    layers = plan_layers(body_at(figure, step_at(figure, 0.0)), (60, 50))
    limbs = [shape for shape in layers[1].shapes if isinstance(shape, Capsule)]
    return [limbs[0], limbs[2]]


def test_seen_from_above_an_arm_points_forward_by_what_the_front_view_foreshortens() -> None:
    for angle in (0, 35, 60):
        for arm, sign in zip(upper_arms(cos(radians(angle))), (1, -1), strict=True):
            assert dist(arm.a, arm.b) == pytest.approx(UPPER_ARM * SCALE)
            assert (arm.b[0] - arm.a[0]) * sign == pytest.approx(
                UPPER_ARM * SCALE * cos(radians(angle))
            )
            assert arm.b[1] <= arm.a[1], "forward is down the picture, towards the viewer"


def test_only_who_is_upright_and_seen_from_the_front_is_seen_from_above_too() -> None:
    for base in ("stand", "lying-top", "stand-top"):
        with pytest.raises(FigureError, match="upright"):
            parse_figure({"base": base, "plan": [60, 50], "poses": {"A": {}}})
