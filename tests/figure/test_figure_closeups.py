"""What a close-up shows: which hand or foot it is, the towel, the other hand's help."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from rehab_tui.figure import Figure, FigureError, Ink, parse_figure, scene
from rehab_tui.figure.closeups import draw
from rehab_tui.figure.model import FootSide, FootTop, HandPalm, HandSide
from rehab_tui.figure.shapes import Layer, extents


def holes(layers: list[Layer]) -> int:
    return sum(shape.cut and shape.a == shape.b for x in layers for shape in x.shapes)  # type: ignore[union-attr]


def helped(**keys: Any) -> Figure:
    mark = {"helper": ["tip", 160], **keys}
    return parse_figure(
        {"view": "hand-side", "poses": {"A": {}, "B": {"wrist": 60}}, "marks": [mark]}
    )


def test_a_right_foot_from_above_has_its_big_toe_on_the_left() -> None:
    joints = draw(FootTop())[1]
    assert joints["ball"][0] < 0 < joints["fore"][0]


@pytest.mark.parametrize(
    ("roll", "back", "knuckles"), [(0, 0, 0), (180, 0, 4), (0, 1, 4), (180, 1, 0)]
)
def test_a_hand_shows_its_back_or_its_palm(roll: float, back: float, knuckles: int) -> None:
    assert holes(draw(HandPalm(roll=roll, back=back))[0]) == knuckles


def test_the_thumb_crosses_before_the_edge_of_a_turning_hand() -> None:
    xs = [draw(HandPalm(roll=roll))[1]["tip"][0] for roll in range(0, 181, 5)]
    assert max(abs(a - b) for a, b in itertools.pairwise(xs)) < 3


def test_a_hand_that_points_aside_is_seen_shortened_from_its_wrist() -> None:
    whole, aside = draw(HandSide())[1], draw(HandSide(short=0.7))[1]
    assert aside["wrist"] == whole["wrist"]
    assert aside["tip"][0] == pytest.approx(0.7 * whole["tip"][0])


def test_a_towel_lies_flat_or_in_folds_as_far_as_it_reaches() -> None:
    def cloth(fold: float) -> tuple[float, float]:
        layer = next(x for x in draw(FootSide(cloth=(40, fold)))[0] if x.ink is Ink.PROP)
        boxes = list(extents([layer]))
        return max(box[2] for box in boxes), max(box[3] for box in boxes)

    assert cloth(0) == pytest.approx((40.5, 1.1))
    assert cloth(6) == pytest.approx((40.5, 7.1))
    assert all(x.ink is not Ink.PROP for x in draw(FootSide())[0])


def test_the_other_hand_rides_on_what_it_holds_and_shows_at_its_key_only() -> None:
    def hand(figure: Figure, at: float) -> list[Layer]:
        return [x for x in scene(figure, at).layers if x.ink is Ink.FAR]

    always = helped()
    assert hand(always, 0.0)[0] != hand(always, 1.0)[0]
    assert [len(hand(helped(when="B"), at)) for at in (0.0, 1.0)] == [0, 1]


@pytest.mark.parametrize("value", ["tip", ["tip"], ["nose", 3], ["tip", "up"]])
def test_a_helping_hand_needs_a_joint_and_an_angle(value: object) -> None:
    with pytest.raises(FigureError):
        helped(helper=value)
