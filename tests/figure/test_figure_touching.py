"""What touches in the exercise touches in the picture too."""

from __future__ import annotations

from math import dist

import pytest
from test_figure_invariants import bodies, figure

from rehab_tui.figure.closeups import draw
from rehab_tui.figure.model import FootSide, Upright
from rehab_tui.figure.shapes import Capsule


@pytest.mark.parametrize(
    ("name", "key", "front", "back"),
    [("tandem-stand", 1.0, "n", "f"), ("tandem-walk", 0.0, "n", "f"),
     ("tandem-walk", 0.5, "f", "n")],
)  # fmt: skip
def test_in_tandem_the_heel_is_at_the_other_toes(
    name: str, key: float, front: str, back: str
) -> None:
    frames = bodies(name)
    joints = frames[round(key * (len(frames) - 1))].joints
    assert dist(joints[f"heel_{front}"], joints[f"toe_{back}"]) < 1


def test_forearms_that_slide_up_a_wall_lie_along_it() -> None:
    wall = next(p.x for p in figure("wall-slide").props if isinstance(p, Upright))
    for body in bodies("wall-slide"):
        for joint in ("elbow_n", "hand_n"):
            assert wall - 5 < body.joints[joint][0] < wall - 2


def test_the_foot_on_top_of_a_clamshell_stays_where_it_is() -> None:
    spots = [body.joints["ankle_r"] for body in bodies("clamshell")]
    assert max(dist(spots[0], spot) for spot in spots) < 1


def test_a_towel_is_gathered_under_the_toes() -> None:
    curled = figure("towel-curl").poses[-1]
    assert isinstance(curled, FootSide)
    (cloth, *_), joints = draw(curled)
    raised = [s for s in cloth.shapes if isinstance(s, Capsule) and s.b[1] > 2]
    assert min(shape.b[0] for shape in raised) < joints["toe"][0]


def test_a_stick_along_the_spine_does_not_cross_the_head() -> None:
    for body in bodies("hip-hinge"):
        assert dist(body.joints["head"], body.joints["occiput"]) > 6.8
