"""One who stands, seen from overhead: head, shoulders and arms, facing up the picture."""

from __future__ import annotations

from typing import Any

from figure_text import read
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.figure import Ink, scene
from rehab_tui.figure.shapes import Area, Capsule
from rehab_tui.figure.stage import flip_x, mirrored

PRESS = "{base: stand-top, poses: {A: {turn: %s}, B: {arms: {at: [1.2, 46.5]}}}}"


def head(turn: float) -> tuple[Any, Capsule]:
    """Return the middle of the skull, and the nose."""
    shapes = scene(read(PRESS % turn), 0.0).layers[-1].shapes
    skull, nose = shapes[0], shapes[-1]
    assert isinstance(skull, Capsule)
    assert isinstance(nose, Capsule)
    assert any(isinstance(shape, Area) for shape in shapes)  # the hair
    return skull.a, nose


def test_legs_and_floor_are_out_of_sight() -> None:
    shot = scene(read(PRESS % 0), 1.0)
    assert not read(PRESS % 0).floor
    assert [layer.ink for layer in shot.layers] == [Ink.BODY] * 4  # shoulders, two arms, head


def test_the_hands_go_up_the_picture_and_the_body_stays() -> None:
    figure = read(PRESS % 0)
    first, last = scene(figure, 0.0), scene(figure, 1.0)
    assert first.layers[0] == last.layers[0]
    assert first.layers[-1] == last.layers[-1]
    tips = [shape.b[1] for shot in (first, last) for layer in shot.layers[1:3]
            for shape in layer.shapes[-1:] if isinstance(shape, Capsule)]  # fmt: skip
    assert min(tips[2:]) > max(tips[:2]) + 15


@given(turn=st.integers(-90, 90))
def test_the_nose_points_where_the_head_is_turned(turn: int) -> None:
    middle, nose = head(turn)
    assert (nose.b[0] - middle[0]) * turn >= -1e-6
    assert nose.b[1] - middle[1] >= -1e-6
    assert abs(nose.b[0] - middle[0]) <= 8


def test_the_other_side_is_left_and_right_exchanged() -> None:
    figure = read(PRESS % 30)
    for alternate in (False, True):
        right = scene(figure, 0.6, alternate=alternate)
        left = scene(figure, 0.6, side="left", alternate=alternate)
        assert list(left.layers) == mirrored(right.layers, flip_x)
