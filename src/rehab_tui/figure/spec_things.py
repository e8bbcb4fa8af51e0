"""Reads the props and marks of the pose language, each a mapping of one kind to its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from rehab_tui.figure.model import (
    Arc,
    Arrow,
    Ball,
    Band,
    Chair,
    Cushion,
    Glow,
    Helper,
    Letter,
    Mark,
    Mat,
    Pin,
    Place,
    Prop,
    Step,
    Stick,
    Table,
    Upright,
    Weight,
)
from rehab_tui.figure.reader import Path, Reader
from rehab_tui.figure.spec_pose import read_place

JointNames = tuple[str, ...]
MARK_KINDS: Final = ("arrow", "arc", "glow", "letter", "helper")
MARK_KEYS: Final = {
    "arrow": ("by", "when"),
    "arc": ("by", "when"),
    "glow": ("r", "moves", "soft", "when"),
    "letter": ("at", "by", "size", "when"),
    "helper": ("by", "when"),
}


def read_prop(reader: Reader, value: object, path: Path, joints: JointNames) -> Prop | None:
    """Read a prop such as `{wall: 36}` or `{chair: {x: 4}}`."""
    found = reader.mapping(value, path, PROPS)
    if len(found) != 1:
        if isinstance(value, Mapping):
            reader.wrong(path, f"must name one prop: {', '.join(PROPS)}")
        return None
    kind, data = next(iter(found.items()))
    return PROPS[kind](reader, data, (*path, kind), joints)


def _mat(reader: Reader, data: object, path: Path, joints: JointNames) -> Prop:
    numbers = reader.numbers(data, path, (2, 5), -300, 300)
    depth = (numbers[2], numbers[3], numbers[4]) if len(numbers) == 5 else None
    return Mat((numbers[0], numbers[1]), depth)


def _chair(reader: Reader, data: object, path: Path, joints: JointNames) -> Prop:
    found = reader.mapping(data, path, ("x", "back", "h", "view"))
    normal = Chair()
    front = found.get("view") is not None
    if front:
        front = reader.word(found["view"], (*path, "view"), ("side", "front"), "side") == "front"
    return Chair(
        x=reader.number(found.get("x", normal.x), (*path, "x"), -300, 300),
        back=reader.number(found.get("back", normal.back), (*path, "back"), -40, 40),
        h=reader.number(found.get("h", normal.h), (*path, "h"), 5, 60),
        front=front,
    )


def _upright(wall: bool) -> Callable[[Reader, object, Path, JointNames], Prop]:
    def read(reader: Reader, data: object, path: Path, joints: JointNames) -> Prop:
        return Upright(reader.number(data, path, -300, 300), wall)

    return read


def _table(reader: Reader, data: object, path: Path, joints: JointNames) -> Prop:
    found = reader.mapping(data, path, ("x", "w", "y", "legs"), need=("x", "w", "y"))
    return Table(
        x=reader.number(found.get("x", 0), (*path, "x"), -300, 300),
        w=reader.number(found.get("w", 1), (*path, "w"), 1, 200),
        y=reader.number(found.get("y", 1), (*path, "y"), 1, 120),
        legs=int(reader.number(found.get("legs", 2), (*path, "legs"), 1, 2)),
    )


def _step(reader: Reader, data: object, path: Path, joints: JointNames) -> Prop:
    found = reader.mapping(data, path, ("x", "w", "h"), need=("x", "w", "h"))
    return Step(
        x=reader.number(found.get("x", 0), (*path, "x"), -300, 300),
        w=reader.number(found.get("w", 1), (*path, "w"), 1, 200),
        h=reader.number(found.get("h", 1), (*path, "h"), 1, 60),
    )


def _round(roller: bool) -> Callable[[Reader, object, Path, JointNames], Prop]:
    def read(reader: Reader, data: object, path: Path, joints: JointNames) -> Prop:
        found = reader.mapping(data, path, ("at", "by", "r", "front", "rolls"), need=("at", "r"))
        rolls = found.get("rolls")
        return Ball(
            place=_place(reader, found, path, joints),
            r=reader.number(found.get("r", 1), (*path, "r"), 0.5, 60),
            roller=roller,
            front=reader.flag(found.get("front", False), (*path, "front"), False),
            rolls=None
            if rolls is None
            else reader.word(rolls, (*path, "rolls"), joints, joints[0]),
        )

    return read


def _cushion(reader: Reader, data: object, path: Path, joints: JointNames) -> Prop:
    found = reader.mapping(data, path, ("at", "by", "w", "h"), need=("at", "w", "h"))
    return Cushion(
        place=_place(reader, found, path, joints),
        w=reader.number(found.get("w", 1), (*path, "w"), 0.5, 100),
        h=reader.number(found.get("h", 1), (*path, "h"), 0.5, 60),
    )


def _stick(reader: Reader, data: object, path: Path, joints: JointNames) -> Prop:
    items = reader.items(data, path, most=3)
    if len(items) < 2:
        reader.wrong(path, "must be [from, to] or [from, to, extra length]")
        items = [[0, 0], [0, 0]]
    a, b = (read_place(reader, items[i], (*path, i), joints) for i in (0, 1))
    extra = reader.number(items[2], (*path, 2), 0, 60) if len(items) == 3 else 0.0
    return Stick(a, b, extra)


def _pin(reader: Reader, data: object, path: Path, joints: JointNames) -> Prop:
    items = reader.items(data, path, most=2)
    if len(items) != 2:
        reader.wrong(path, "must be [from, to]")
        items = [[0, 0], [0, 0]]
    a, b = (read_place(reader, items[i], (*path, i), joints) for i in (0, 1))
    return Pin(a, b)


def _band(strap: bool) -> Callable[[Reader, object, Path, JointNames], Prop]:
    def read(reader: Reader, data: object, path: Path, joints: JointNames) -> Prop:
        items = reader.items(data, path, most=12)
        if len(items) < 2:
            reader.wrong(path, "must be a list of at least two points or joints")
        places = tuple(
            _place(
                reader,
                reader.mapping(item, (*path, i), ("at", "by"), need=("at",)),
                (*path, i),
                joints,
            )
            if isinstance(item, Mapping)
            else read_place(reader, item, (*path, i), joints)
            for i, item in enumerate(items)
        )
        return Band(places, strap)

    return read


def _weight(reader: Reader, data: object, path: Path, joints: JointNames) -> Prop:
    return Weight(read_place(reader, data, path, joints))


PROPS: Final[Mapping[str, Callable[[Reader, object, Path, JointNames], Prop]]] = {
    "mat": _mat,
    "chair": _chair,
    "wall": _upright(True),
    "post": _upright(False),
    "table": _table,
    "step": _step,
    "ball": _round(False),
    "roller": _round(True),
    "cushion": _cushion,
    "stick": _stick,
    "pin": _pin,
    "band": _band(False),
    "strap": _band(True),
    "weight": _weight,
}


def _place(
    reader: Reader, found: Mapping[str, object], path: Path, joints: JointNames, key: str = "at"
) -> Place:
    """Read `at` (or another key) and the `by` beside it."""
    place = read_place(reader, found.get(key, [0, 0]), (*path, key), joints)
    if "by" in found:
        place = Place(place.at, reader.pair(found["by"], (*path, "by")))
    return place


def read_mark(
    reader: Reader, value: object, path: Path, joints: JointNames, keys: tuple[str, ...]
) -> Mark | None:
    """Read a mark such as `{arrow: [hip, [9, 0]], by: [2, 0], when: B}`."""
    kinds = [k for k in MARK_KINDS if isinstance(value, Mapping) and k in value]
    if len(kinds) != 1:
        reader.wrong(path, f"must be a mapping with one of {', '.join(MARK_KINDS)}")
        return None
    kind = kinds[0]
    found = reader.mapping(value, path, (kind, *MARK_KEYS[kind]))
    when: str | None = None
    if "when" in found:
        when = reader.word(found["when"], (*path, "when"), dict.fromkeys(keys), "A")
    return _MARKS[kind](reader, found, path, joints, when)


def _arrow(
    reader: Reader, found: Mapping[str, object], path: Path, joints: JointNames, when: str | None
) -> Mark | None:
    items = reader.items(found["arrow"], (*path, "arrow"), most=2)
    if len(items) != 2:
        reader.wrong((*path, "arrow"), "must be [from, [dx, dy]]")
        return None
    start = _place(reader, {**found, "0": items[0]}, (*path, "arrow"), joints, "0")
    return Arrow(start, reader.pair(items[1], (*path, "arrow", 1)), when)


def _arc(
    reader: Reader, found: Mapping[str, object], path: Path, joints: JointNames, when: str | None
) -> Mark | None:
    items = reader.items(found["arc"], (*path, "arc"), most=4)
    if len(items) != 4:
        reader.wrong((*path, "arc"), "must be [centre, radius, angle from, angle to]")
        return None
    centre = _place(reader, {**found, "0": items[0]}, (*path, "arc"), joints, "0")
    radius = reader.number(items[1], (*path, "arc", 1), 1, 100, 1)
    low = reader.number(items[2], (*path, "arc", 2), -720, 720)
    high = reader.number(items[3], (*path, "arc", 3), -720, 720)
    return Arc(centre, radius, (low, high), when)


def _glow(
    reader: Reader, found: Mapping[str, object], path: Path, joints: JointNames, when: str | None
) -> Mark | None:
    items = reader.items(found["glow"], (*path, "glow"), most=12)
    if not items:
        reader.wrong((*path, "glow"), "must be a list of joints")
        return None
    places = tuple(
        read_place(reader, item, (*path, "glow", i), joints) for i, item in enumerate(items)
    )
    return Glow(
        joints=places,
        r=reader.number(found.get("r", 4), (*path, "r"), 0.5, 30),
        moves=reader.flag(found.get("moves", False), (*path, "moves"), False),
        soft=reader.flag(found.get("soft", False), (*path, "soft"), False),
        when=when,
    )


def _letter(
    reader: Reader, found: Mapping[str, object], path: Path, joints: JointNames, when: str | None
) -> Mark | None:
    text = found["letter"]
    if isinstance(text, int) and text in range(10) and not isinstance(text, bool):
        text = str(text)  # a digit needs no quotes
    if not (isinstance(text, str) and len(text) == 1 and text.isascii() and text.isalnum()):
        reader.wrong((*path, "letter"), "must be one letter from A to Z or a digit")
        return None
    if "at" not in found:
        reader.wrong(path, '"at" is missing')
        return None
    place = _place(reader, found, path, joints)
    size = reader.number(found.get("size", 12), (*path, "size"), 4, 60)
    return Letter(text.upper(), place, size, when)


def _helper(
    reader: Reader, found: Mapping[str, object], path: Path, joints: JointNames, when: str | None
) -> Mark | None:
    items = reader.items(found["helper"], (*path, "helper"), most=2)
    if len(items) != 2:
        reader.wrong((*path, "helper"), "must be [joint, angle]")
        return None
    place = _place(reader, {**found, "0": items[0]}, (*path, "helper"), joints, "0")
    return Helper(place, reader.number(items[1], (*path, "helper", 1), -720, 720), when)


_MARKS: Final = {
    "arrow": _arrow, "arc": _arc, "glow": _glow, "letter": _letter, "helper": _helper
}  # fmt: skip
