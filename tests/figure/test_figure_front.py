"""Front views: from behind, and which arm is drawn before the other."""

from __future__ import annotations

from math import dist

from rehab_tui.figure import parse_figure, scene
from rehab_tui.figure.draw_body import body_layers
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
