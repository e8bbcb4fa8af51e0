"""Reads the pose language: plain data from a YAML file to a `Figure`.

`parse_figure` reports every mistake at once, each with its path inside the mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast, get_args

from rehab_tui.figure.bases import BASES, FROM_ABOVE
from rehab_tui.figure.model import (
    BodyPose,
    Driver,
    Figure,
    Frame,
    Inset,
    Mark,
    Pose,
    Prop,
    View,
    joints_of,
)
from rehab_tui.figure.reader import Path, Reader
from rehab_tui.figure.spec_pose import closeup_pose, first_pose, next_pose
from rehab_tui.figure.spec_things import read_mark, read_prop

__all__ = ["Figure", "FigureError", "parse_figure"]

KEYS: Final = (
    "base", "view", "frame", "box", "effort", "cycle", "every", "driver", "pin", "poses", "props",
    "marks", "bowl", "floor", "legs_front", "dim_l", "behind", "left_over",
    "knees_over", "pelvic_floor", "plan", "inset",
)  # fmt: skip
VIEWS: Final[tuple[View, ...]] = get_args(View)
CLOSE_UPS: Final = VIEWS[2:]


class FigureError(Exception):
    """A figure that can't be drawn.

    Attributes:
        problems: (path inside the figure's mapping, plain words), every one that was found.
    """

    def __init__(self, problems: list[tuple[Path, str]]) -> None:
        self.problems = problems
        said = "; ".join(f"{'.'.join(map(str, path)) or 'figure'}: {words}"
                         for path, words in problems)  # fmt: skip
        super().__init__(said)


def parse_figure(data: Mapping[str, object]) -> Figure:
    """Read a figure.

    Args:
        data: the `figure:` mapping of an exercise, as plain data.

    Returns:
        The figure, with every pose complete.

    Raises:
        FigureError: with all problems, when the data is not a figure.
    """
    reader = Reader()
    found = reader.mapping(data, (), KEYS, need=("poses",))
    if reader.problems and not found:
        raise FigureError(reader.problems)
    view, base = _view(reader, found)
    joints = joints_of(view)
    poses = _poses(reader, found["poses"], view, base) if "poses" in found else {}
    path, cycle = _path(reader, found, tuple(poses))
    pin = found.get("pin")
    figure = Figure(
        view=view,
        base=base,
        path=path,
        poses=tuple(poses[name] for name in path if name in poses),
        cycle=cycle,
        every=reader.number(found["every"], ("every",), 0.5, 60) if "every" in found else None,
        driver=reader.word(found.get("driver", "tempo"), ("driver",), get_args(Driver), "tempo"),
        frame=reader.word(found.get("frame", "full"), ("frame",), get_args(Frame), "full"),
        box=_box(reader, found),
        pin=reader.word(pin, ("pin",), joints, "hip") if pin is not None else None,
        props=_props(reader, found.get("props", []), base, joints),
        marks=_marks(reader, found.get("marks", []), joints, path),
        floor=_flag(reader, found, "floor", _has_floor(view, base)),
        bowl=_flag(reader, found, "bowl", False),
        pelvic_floor=_lens(reader, found, view),
        plan=_plan(reader, found, view, base),
        legs_front=_flag(reader, found, "legs_front", True),
        dim_l=_flag(reader, found, "dim_l", False),
        behind=_flag(reader, found, "behind", False),
        knees_over=_flag(reader, found, "knees_over", False),
        left_over=_flag(reader, found, "left_over", False),
        inset=_inset(reader, found, cycle),
    )
    if reader.problems:
        raise FigureError(reader.problems)
    return figure


def _has_floor(view: View, base: str | None) -> bool:
    return view in ("side", "front") and base not in FROM_ABOVE


def _flag(reader: Reader, found: dict[str, object], key: str, default: bool) -> bool:
    return reader.flag(found.get(key, default), (key,), default)


def _view(reader: Reader, found: dict[str, object]) -> tuple[View, str | None]:
    """Return the camera and the base; a close-up has no base, a body must have one."""
    if "base" not in found:
        if "view" not in found:
            reader.wrong((), '"base" is missing (or "view", for a close-up of a hand or foot)')
            return "side", "stand"
        view = reader.word(found["view"], ("view",), VIEWS, "side")
        if view in CLOSE_UPS:
            return view, None
        reader.wrong((), f'"base" is missing: a {view} view starts from a base')
        return view, "stand" if view == "side" else "stand-front"
    base = reader.word(found["base"], ("base",), BASES, "stand")
    view = cast("View", BASES[base]["view"])
    if "view" in found and found["view"] != view:
        said = reader.word(found["view"], ("view",), VIEWS, view)
        if said != view:
            reader.wrong(("view",), f'the base "{base}" is seen from the {view}, not {said}')
    return view, base


def _poses(reader: Reader, value: object, view: View, base: str | None) -> dict[str, Pose]:
    """Read all poses: A starts from the base, every other one from A or from its `from`."""
    path: Path = ("poses",)
    if not isinstance(value, Mapping) or not value:
        reader.wrong(path, "must be a mapping of poses, such as {A: {}, B: {...}}")
        return {}
    if "A" not in value:
        reader.wrong(path, 'the pose "A" is missing; the others start from it')
    ground = first_pose(Reader(), BASES[base]["pose"], (), view) if base else None
    done: dict[str, Pose] = {}
    for name in sorted((key for key in value if isinstance(key, str)), key=lambda k: k != "A"):
        data, where = value[name], (*path, name)
        if not (name.isalnum() and len(name) <= 8):
            reader.wrong(where, "a pose's name is a few letters, such as A or M")
        origin = "A"
        if isinstance(data, Mapping) and "from" in data:
            origin = reader.word(data["from"], (*where, "from"), done, "A")
            data = {key: item for key, item in data.items() if key != "from"}
        start = done.get(origin, ground)
        if ground is None:
            done[name] = closeup_pose(reader, data, where, view, start)
        elif isinstance(start, BodyPose):
            done[name] = next_pose(reader, data, where, view, start)
    for key in value:
        if not isinstance(key, str):
            reader.wrong(path, "the names of poses must be words, such as A")
    return done


def _path(
    reader: Reader, found: dict[str, object], names: tuple[str, ...]
) -> tuple[tuple[str, ...], bool]:
    """Return the keys in the order they are passed, and whether they form a loop."""
    if "effort" in found and "cycle" in found:
        reader.wrong(("cycle",), 'give either "effort" or "cycle", not both')
    key = "cycle" if "cycle" in found else "effort"
    default = ["A", "B"] if "B" in names else ["A", "A"]
    listed = reader.items(found.get(key, default), (key,), most=12)
    if len(listed) < 2:
        reader.wrong((key,), "must name at least two poses, such as [A, B]")
    first = names[0] if names else "A"
    words = tuple(reader.word(v, (key, i), names, first) for i, v in enumerate(listed))
    return words, key == "cycle"


def _box(reader: Reader, found: dict[str, object]) -> tuple[float, float, float, float] | None:
    if "box" not in found:
        return None
    left, bottom, right, top = reader.four(found["box"], ("box",), -300, 300)
    if right - left < 1 or top - bottom < 1:
        reader.wrong(("box",), "must be [left, bottom, right, top], left before right")
    return left, bottom, right, top


def _lens(reader: Reader, found: dict[str, object], view: View) -> tuple[float, float] | None:
    if "pelvic_floor" not in found:
        return None
    if view in CLOSE_UPS:
        reader.wrong(("pelvic_floor",), "belongs to a whole body, not to a close-up")
    return reader.pair(found["pelvic_floor"], ("pelvic_floor",), -300, 300)


def _plan(
    reader: Reader, found: dict[str, object], view: View, base: str | None
) -> tuple[float, float] | None:
    if "plan" not in found:
        return None
    if view != "front" or base in FROM_ABOVE:
        reader.wrong(("plan",), "belongs to somebody upright who is seen from the front")
    return reader.pair(found["plan"], ("plan",), -300, 300)


def _inset(reader: Reader, found: dict[str, object], cycle: bool) -> Inset | None:
    """Read the second picture, a figure of its own; it has none in turn."""
    if "inset" not in found:
        return None
    where: Path = ("inset",)
    keys = ("figure", "at", "size")
    inset = reader.mapping(found["inset"], where, keys, need=("figure", "at"))
    if "figure" not in inset or "at" not in inset:
        return None
    at = reader.pair(inset["at"], (*where, "at"), -300, 300)
    size = reader.number(inset.get("size", 0.5), (*where, "size"), 0.1, 1)
    data = inset["figure"]
    if not isinstance(data, Mapping) or "inset" in data:
        reader.wrong((*where, "figure"), "must be a figure without an inset of its own")
        return None
    try:
        figure = parse_figure(data)
    except FigureError as error:
        for path, words in error.problems:
            reader.wrong((*where, "figure", *path), words)
        return None
    if figure.cycle != cycle:
        reader.wrong((*where, "figure"), "must go round as the figure does: a cycle in both")
    return Inset(figure, at, size)


def _props(
    reader: Reader, value: object, base: str | None, joints: tuple[str, ...]
) -> tuple[Prop, ...]:
    """Return the base's own props, except those kinds that the figure brings, and the figure's."""
    own = [
        read_prop(reader, item, ("props", i), joints)
        for i, item in enumerate(reader.items(value, ("props",)))
    ]
    mine = tuple(prop for prop in own if prop is not None)
    given = BASES[base].get("props", []) if base else []
    brought = [read_prop(Reader(), item, (), joints) for item in cast("list[object]", given)]
    kinds = {type(prop) for prop in mine}
    return tuple(prop for prop in brought if prop and type(prop) not in kinds) + mine


def _marks(
    reader: Reader, value: object, joints: tuple[str, ...], keys: tuple[str, ...]
) -> tuple[Mark, ...]:
    read = [
        read_mark(reader, item, ("marks", i), joints, keys)
        for i, item in enumerate(reader.items(value, ("marks",)))
    ]
    return tuple(mark for mark in read if mark is not None)
