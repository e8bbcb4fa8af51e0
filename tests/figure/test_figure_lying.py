"""One who lies on a side: the limbs underneath are drawn first, whichever way the head lies."""

from __future__ import annotations

import pytest
import yaml

from rehab_tui.figure import Ink, parse_figure, scene
from rehab_tui.figure.motion import body_at, step_at
from rehab_tui.figure.shapes import Capsule

LIES = (
    "{base: side-lying, dim_l: true, poses: {A: {trunk: %s, pelvis: %s, legs: [%s, %s],"
    " arms: [300, 280]}}}"
)


@pytest.mark.parametrize(
    ("trunk", "pelvis", "leg", "under"),
    [(180, 90, 0, "l"), (0, -90, 180, "r"), (28, -64, 205, "r")],
)
def test_the_limbs_underneath_are_dim_and_behind_the_trunk(
    trunk: int, pelvis: int, leg: int, under: str
) -> None:
    figure = parse_figure(yaml.safe_load(LIES % (trunk, pelvis, leg, leg)))
    joints = body_at(figure, step_at(figure, 0.0)).joints
    roots = {joints[f"sh_{under}"], joints[f"hp_{under}"]}
    inks = [layer.ink for layer in scene(figure, 0.0).layers if layer.ink is not Ink.PROP]
    dim = [layer for layer in scene(figure, 0.0).layers if layer.ink is Ink.FAR]
    assert inks[:3] == [Ink.FAR, Ink.FAR, Ink.BODY]
    assert Ink.FAR not in inks[2:]
    assert {shape.a for layer in dim for shape in layer.shapes[:1]
            if isinstance(shape, Capsule)} == roots  # fmt: skip
    over = {"l": "r", "r": "l"}[under]
    assert joints[f"sh_{under}"][1] < joints[f"sh_{over}"][1]
