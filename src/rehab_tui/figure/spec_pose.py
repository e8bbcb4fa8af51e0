"""Reads the poses of the pose language: what differs from the pose before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final

from rehab_tui.figure.model import (
    BodyPose,
    CloseUp,
    FootSide,
    FootTop,
    HandPalm,
    HandSide,
    Limb,
    Pair,
    Place,
    Point,
    Pose,
    View,
    joints_of,
)
from rehab_tui.figure.reader import Path, Reader

TURNS: Final = (-720.0, 720.0)
RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "trunk": TURNS,
    "head": TURNS,
    "curve": (-12, 12),
    "shift": (-15, 15),
    "shrug": (-10, 10),
    "fwd": (-10, 10),
    "turn": (-90, 90),
    "nod": (-60, 60),
    "wide": (0.1, 2),
    "tall": (0.5, 1.5),
    "hipw": (0.1, 2),
    "pelvis": TURNS,
    "belly": (0, 9),
    "tilt": (-90, 90),
    "lift": (-1, 1),
}
"""The numbers of a body's pose; turn, nod, wide, tall, hipw and pelvis belong to front views."""

FRONT_ONLY: Final = ("turn", "nod", "wide", "tall", "hipw", "pelvis")
SIDE_ONLY: Final = ("curve", "shift", "fwd", "tilt", "mouth")
LIMB_KEYS: Final = ("ang", "at", "by", "short", "bend", "foot", "hand")

CLOSE_RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "forearm": TURNS,
    "wrist": (-95, 95),
    "mcp": (-45, 110),
    "pip": (-20, 120),
    "dip": (-20, 100),
    "thumb": TURNS,
    "fan": (-30, 60),
    "each": (-60, 60),
    "roll": (-360, 360),
    "back": (0, 1),
    "curl": (0, 1),
    "touch": (0, 4),
    "ankle": (-100, 100),
    "shank": TURNS,
    "foot": TURNS,
    "toes": (-90, 90),
    "arch": (0, 9),
    "short": (0.3, 1),
    "cloth": (0, 80),
}
CLOSE_POSES: Final[Mapping[str, type[CloseUp]]] = {
    "hand-side": HandSide,
    "hand-palm": HandPalm,
    "foot-side": FootSide,
    "foot-top": FootTop,
}


def closeup_pose(
    reader: Reader, data: object, path: Path, view: View, start: Pose | None
) -> CloseUp:
    """Read a close-up's pose: what differs from `start`, or from the hand or foot at rest."""
    kind = CLOSE_POSES[view]
    pose = start if isinstance(start, kind) else kind()
    changes: dict[str, Any] = {}
    for key, value in reader.mapping(data, path, [f.name for f in fields(kind)]).items():
        low, high = CLOSE_RANGES[key]
        where = (*path, key)
        now = getattr(pose, key)
        if not isinstance(now, tuple):
            changes[key] = reader.number(value, where, low, high)
        elif len(now) == 2:
            changes[key] = reader.pair(value, where, low, high)
        else:
            changes[key] = reader.four(value, where, low, high)
    return replace(pose, **changes)


def first_pose(reader: Reader, data: object, path: Path, view: View) -> BodyPose:
    """Read a base's pose, which names every limb."""
    free = Limb(angles=(270.0, 270.0))
    bare = BodyPose(hip=(0.0, 0.0), trunk=90.0, arms=(free, free), legs=(free, free))
    return next_pose(reader, data, path, view, bare)


def next_pose(reader: Reader, data: object, path: Path, view: View, start: BodyPose) -> BodyPose:
    """Read a body's pose: what differs from `start`."""
    sides = "nf" if view == "side" else "rl"
    limbs = [f"{kind}{end}" for kind in ("arm", "leg") for end in ("s", f"_{sides[0]}",
                                                                   f"_{sides[1]}")]  # fmt: skip
    other = FRONT_ONLY if view == "side" else SIDE_ONLY
    plain = [key for key in RANGES if key not in other]
    words = [] if view == "front" else ["mouth"]
    found = reader.mapping(data, path, ["hip", *plain, *words, *limbs])
    changes: dict[str, Any] = {
        key: reader.number(found[key], (*path, key), *RANGES[key]) for key in plain if key in found
    }
    if "hip" in found:
        changes["hip"] = reader.pair(found["hip"], (*path, "hip"))
    if "mouth" in found:
        changes["mouth"] = float(
            reader.word(found["mouth"], (*path, "mouth"), ("o", "closed"), "closed") == "o"
        )
    pose = replace(start, **changes)
    arms = _limbs(reader, found, path, "arm", view, pose.arms, pose)
    legs = _limbs(reader, found, path, "leg", view, pose.legs, pose)
    return replace(pose, arms=arms, legs=legs)


def _limbs(
    reader: Reader,
    found: Mapping[str, object],
    path: Path,
    kind: str,
    view: View,
    now: tuple[Limb, Limb],
    pose: BodyPose,
) -> tuple[Limb, Limb]:
    """Read both arms or both legs. A plural sets both; seen from the front, mirrored."""
    sides = "nf" if view == "side" else "rl"
    limbs = list(now)
    both = f"{kind}s"
    if both in found:
        one = _limb(reader, found[both], (*path, both), view, kind, limbs[0])
        limbs = [one, one if view == "side" else _mirrored(one, pose)]
    for i, side in enumerate(sides):
        key = f"{kind}_{side}"
        if key in found:
            limbs[i] = _limb(reader, found[key], (*path, key), view, kind, limbs[i])
    return limbs[0], limbs[1]


def _mirrored(limb: Limb, pose: BodyPose) -> Limb:
    """Return the other side's limb of a front view: reflected across the trunk's line."""
    flip = 2 * pose.trunk
    upright = abs(((pose.trunk - 90) + 90) % 180 - 90) < 45
    place = limb.place
    if place is not None:
        at: Point | str = place.at
        if isinstance(at, str):
            at = at[:-1] + {"r": "l", "l": "r"}[at[-1]] if at[-2:] in ("_r", "_l") else at
        elif upright:
            at = (2 * pose.hip[0] - at[0], at[1])
        else:
            at = (at[0], 2 * pose.hip[1] - at[1])
        by = (-place.by[0], place.by[1]) if upright else (place.by[0], -place.by[1])
        place = Place(at, by)
    return Limb(
        angles=None if limb.angles is None else (flip - limb.angles[0], flip - limb.angles[1]),
        place=place,
        short=limb.short,
        bend=None if limb.bend is None else -limb.bend,
        end=None if limb.end is None else flip - limb.end,
    )


def _limb(reader: Reader, value: object, path: Path, view: View, kind: str, now: Limb) -> Limb:
    """Read one limb: a list of angles, or a mapping with `ang` or with `at`."""
    if isinstance(value, list | tuple):
        angles = reader.numbers(value, path, (2, 3), *TURNS)
        end = angles[2] if len(angles) == 3 else now.end if kind == "leg" else None
        return Limb(angles=(angles[0], angles[1]), end=end)
    found = reader.mapping(value, path, LIMB_KEYS)
    wrong_end = "hand" if kind == "leg" else "foot"
    if wrong_end in found:
        reader.wrong(
            (*path, wrong_end), "a leg has no hand" if kind == "leg" else "an arm has no foot"
        )
    if not isinstance(value, Mapping):
        return now
    if ("ang" in found) == ("at" in found):
        reader.wrong(path, 'needs "ang" (two angles) or "at" (a point or a joint), one of them')
        return now
    short: Pair = (1.0, 1.0)
    if "short" in found:
        short = reader.pair(found["short"], (*path, "short"), 0.05, 1)
    end_key = "foot" if kind == "leg" else "hand"
    # A foot keeps its angle; a hand that lets go follows its forearm again.
    end = now.end if kind == "leg" or "at" in found else None
    if end_key in found:
        end = reader.number(found[end_key], (*path, end_key), *TURNS)
    if "ang" in found:
        for key in ("by", "bend"):
            if key in found:
                reader.wrong((*path, key), 'goes with "at", not with "ang"')
        return Limb(angles=reader.pair(found["ang"], (*path, "ang"), *TURNS), short=short, end=end)
    bend = None
    if "bend" in found:
        bend = 1 if reader.number(found["bend"], (*path, "bend"), -1, 1, 1) > 0 else -1
    place = read_place(reader, found["at"], (*path, "at"), _anchors(view, kind))
    if "by" in found:
        place = Place(place.at, reader.pair(found["by"], (*path, "by")))
    return Limb(place=place, short=short, bend=bend, end=end)


def _anchors(view: View, kind: str) -> tuple[str, ...]:
    """Return the joints that a limb may hold on to: legs are solved before arms."""
    solved_later = ("hand", "elbow") if kind == "leg" else ("hand",)
    limbs = ("knee", "ankle", "toe", "heel") if kind == "leg" else ()
    return tuple(j for j in joints_of(view) if j[:-2] not in solved_later + limbs)


def read_place(reader: Reader, value: object, path: Path, joints: tuple[str, ...]) -> Place:
    """Read a point `[x, y]` or the name of a joint."""
    if isinstance(value, str):
        return Place(reader.word(value, path, joints, joints[0]))
    return Place(reader.pair(value, path))
