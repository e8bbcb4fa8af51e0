"""The scene: a figure at a moment, as primitives in body units and the box that frames it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from rehab_tui.figure.bases import ON_THE_MAT
from rehab_tui.figure.body import HEAD, Body, Joints
from rehab_tui.figure.closeups import draw
from rehab_tui.figure.draw_body import body_layers
from rehab_tui.figure.draw_things import Placer, floor_layer, mark_layer, prop_layers
from rehab_tui.figure.model import Box, Figure, Glow, Place, Point
from rehab_tui.figure.motion import (
    Step,
    body_at,
    closeup_at,
    other_side,
    smooth,
    solved_keys,
    step_at,
)
from rehab_tui.figure.shapes import Layer, extents, moved, placed

Side = Literal["right", "left"]

SAMPLES: Final = 12
"""Frames a leg of the path from which the box is taken."""
MARGIN: Final = 1.5


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: layers from back to front, and the box that is framed, in body units."""

    layers: tuple[Layer, ...]
    box: Box


def scene(
    figure: Figure,
    position: float,
    *,
    side: Side = "right",
    alternate: bool = False,
    back: bool | None = None,
) -> Scene:
    """Return a figure at a moment.

    Args:
        figure: the figure.
        position: 0..1 along the effort path (0 the first key, 1 the last; the return is the path
            backwards), or around the loop of a cycle.
        side: the working side. The left picture is the right one mirrored.
        alternate: the sides change rep by rep, so that the person must not turn round: a side
            view swaps near and far limbs instead, a lying one is reflected across the body.
        back: whether the figure is on its way back (False: on its way out, or holding), so that
            arrows show where it is going; None when that is not known: the nearest key's show.

    Returns:
        The scene. Its box depends on the figure, the side and `alternate` only.
    """
    left = side == "left"
    step = step_at(figure, position)
    swap = left and alternate and figure.view == "side"
    layers = _layers(figure, step, position, swap, back)
    if left and not swap:
        layers = mirrored(layers, _mirror(figure, alternate))
    layers += _inset_layers(figure, position, side, alternate, back)
    return Scene(tuple(layers), box_of(figure, left, alternate))


def _inset_layers(
    figure: Figure, position: float, side: Side, alternate: bool, back: bool | None
) -> list[Layer]:
    """Return the second picture; it stays upright where the first is turned over with its mat."""
    if figure.inset is None:
        return []
    inner, at = figure.inset.figure, figure.inset.at
    if side == "left" and not (alternate and figure.view == "side"):
        at = _mirror(figure, alternate)(at)
    shot = scene(inner, position, side=side, alternate=alternate, back=back)
    return [placed(layer, at, figure.inset.size) for layer in shot.layers]


def mirrored(layers: Iterable[Layer], where: Callable[[Point], Point]) -> list[Layer]:
    """Return layers reflected by `where`."""
    return [moved(layer, where) for layer in layers]


def flip_x(p: Point) -> Point:
    """Reflect a point left to right."""
    return -p[0], p[1]


def _mirror(figure: Figure, alternate: bool) -> Callable[[Point], Point]:
    """Return how the left side's picture comes from the right side's."""
    if not (alternate and figure.base in ON_THE_MAT):
        return flip_x
    axis = 2 * solved_keys(figure, False)[0].joints["hip"][1]
    return lambda p: (p[0], axis - p[1])


def _layers(
    figure: Figure, step: Step, position: float, swap: bool, back: bool | None
) -> list[Layer]:
    if figure.view in ("side", "front"):
        body = body_at(figure, step, swap=swap)
        subject, joints = body_layers(figure, body), body.joints
        rest = solved_keys(figure, swap)[0].joints
    else:
        subject, joints = draw(closeup_at(figure, step))
        rest = draw(closeup_at(figure, Step(0, 0, 0.0)))[1]
    here, there = _placer(joints, swap), _placer(rest, swap)
    layers = prop_layers(figure.props, there, here, front=False)
    layers += subject
    layers += prop_layers(figure.props, there, here, front=True)
    if figure.floor:
        layers.append(floor_layer(figure.props))
    for mark in figure.marks:
        if mark.when is None or mark.when == _bound_for(figure, step, position, back):
            share = smooth(min(max(position, 0.0), 1.0)) if isinstance(mark, Glow) else 0.0
            layers.append(mark_layer(mark, there, here, share))
    return layers


def _placer(joints: Joints, swap: bool) -> Placer:
    def place(spot: Place) -> Point:
        at = spot.at
        if isinstance(at, str):
            at = joints[other_side(at) if swap else at]
        return at[0] + spot.by[0], at[1] + spot.by[1]

    return place


def _bound_for(figure: Figure, step: Step, position: float, back: bool | None) -> str:
    """Return the name of the key that the figure moves towards, or is nearest to."""
    if back is None:
        ahead = step.share >= 0.5
    else:
        ahead = not back if 0.0 < position < 1.0 else position >= 1.0 or not back
    return figure.path[step.second if ahead else step.first]


@lru_cache(maxsize=512)
def box_of(figure: Figure, left: bool, alternate: bool) -> Box:
    """Return the box of a figure, the same for every position (and, alternating, every side)."""
    if alternate:
        one, two = _boxed(figure, False, True), _boxed(figure, True, True)
        return (min(one[0], two[0]), min(one[1], two[1]),
                max(one[2], two[2]), max(one[3], two[3]))  # fmt: skip
    return _boxed(figure, left, False)


def _boxed(figure: Figure, left: bool, alternate: bool) -> Box:
    swap = left and alternate and figure.view == "side"
    box = figure.box or _fitted(figure, swap)
    if left and not swap:
        where = _mirror(figure, alternate)
        a, b = where((box[0], box[1])), where((box[2], box[3]))
        box = (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
    return box


def _fitted(figure: Figure, swap: bool) -> Box:
    """Return the box that holds every frame of the rep, or the part that `frame` asks for."""
    count = SAMPLES * max(1, len(figure.path) - (0 if figure.cycle else 1))
    boxes: list[Box] = []
    bodies: list[Body] = []
    for i in range(count + 1):
        step = step_at(figure, i / count)
        boxes += extents(_layers(figure, step, i / count, swap, None))
        boxes += extents(_inset_layers(figure, i / count, "right", False, None))
        if figure.frame != "full" and figure.view in ("side", "front"):
            bodies.append(body_at(figure, step, swap=swap))
    whole = _around(boxes)
    if figure.floor:
        whole = (whole[0], min(whole[1], -2.2), whole[2], whole[3])
    if not bodies:
        return _padded(whole)
    return _padded(_cropped(figure, bodies, boxes, whole))


def _cropped(figure: Figure, bodies: list[Body], boxes: list[Box], whole: Box) -> Box:
    if figure.frame == "head":
        xs = [b.joints["head"][0] for b in bodies]
        neck = min(b.joints["neck"][1] for b in bodies)
        left, right = min(xs) - 3.4 * HEAD, max(xs) + 3.4 * HEAD
        low, high = neck - 13.0, max(b.joints["head"][1] for b in bodies) + HEAD
        seen = [b for b in boxes if b[1] > neck and left - 12 < b[0] and b[2] < right + 12]
        top = max([high, *(b[3] for b in seen)])
        return (min([left, *(b[0] for b in seen)]), low, max([right, *(b[2] for b in seen)]), top)
    if figure.frame == "upper":
        low = min(b.joints["hip"][1] for b in bodies) - 3.0
        seen = [b for b in boxes if b[3] > low + 3]
        return min(b[0] for b in seen), low, max(b[2] for b in seen), whole[3]
    high = max(p[1] for b in bodies for n, p in b.joints.items() if n.startswith("knee")) + 9
    seen = [b for b in boxes if b[1] < high]
    return min(b[0] for b in seen), whole[1], max(b[2] for b in seen), high


def _around(boxes: Iterable[Box]) -> Box:
    listed = list(boxes)
    return (min(b[0] for b in listed), min(b[1] for b in listed),
            max(b[2] for b in listed), max(b[3] for b in listed))  # fmt: skip


def _padded(box: Box) -> Box:
    return box[0] - MARGIN, box[1], box[2] + MARGIN, box[3] + MARGIN
