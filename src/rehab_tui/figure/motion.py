"""Where a figure is between its keys: easing, shorter arcs, planted hands and feet, the pin."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeVar

from rehab_tui.figure.body import Body, Bones, solve
from rehab_tui.figure.model import BodyPose, CloseUp, Figure, Limb, Place, Point

C = TypeVar("C", bound="CloseUp")


@dataclass(frozen=True, slots=True)
class Step:
    """Between two keys of the path: their indices and how far from the first, eased, 0..1."""

    first: int
    second: int
    share: float


_BODY_NUMBERS: Final = tuple(
    f.name for f in fields(BodyPose) if f.name not in ("hip", "trunk", "head", "arms", "legs")
)


def step_at(figure: Figure, position: float) -> Step:
    """Return between which keys a figure is.

    Args:
        figure: the figure.
        position: 0..1 along the effort path, or around the loop of a cycle (any number).
    """
    count = len(figure.path)
    if figure.cycle:
        around = (*figure.path, figure.path[0])
        place = (position % 1.0) * count
        # A circle keeps its pace; a loop of two keys, or one with keys that are only passed,
        # swings to and fro and slows down at its ends.
        if count == 2 or any(name.islower() for name in figure.path):
            place = _eased(around, place)
        first = min(int(place), count - 1)
        return Step(first, (first + 1) % count, place - first)
    place = _eased(figure.path, min(max(position, 0.0), 1.0) * (count - 1))
    first = min(int(place), count - 2)
    return Step(first, first + 1, place - first)


def _eased(path: tuple[str, ...], place: float) -> float:
    """Ease a place on the path from stop to stop; keys in small letters are passed in motion."""
    last = len(path) - 1
    stops = [i for i, name in enumerate(path) if not name.islower() or i in (0, last)]
    for start, end in pairwise(stops):
        if place <= end:
            return start + smooth((place - start) / (end - start)) * (end - start)
    return place


def smooth(share: float) -> float:
    """Ease in and out: 0 to 1 with no speed at both ends."""
    return share * share * (3 - 2 * share)


def arc(a: float, b: float, share: float) -> float:
    """Return an angle between two, along the shorter way round."""
    return a + ((b - a + 180) % 360 - 180) * share


def between(a: float, b: float, share: float) -> float:
    """Return a number between two."""
    return a + (b - a) * share


def _point(a: Point, b: Point, share: float) -> Point:
    return between(a[0], b[0], share), between(a[1], b[1], share)


def body_at(figure: Figure, step: Step, *, swap: bool = False) -> Body:
    """Return the solved body of a frame; `swap` exchanges near and far (right and left)."""
    keys = solved_keys(figure, swap)
    a, b = keys[step.first], keys[step.second]
    if step.share <= 0 or a is b:
        return a
    return _pinned(figure, _blend(a, b, step.share), keys[0])


def closeup_at(figure: Figure, step: Step) -> CloseUp:
    """Return the pose of a close-up in a frame."""
    a, b = figure.poses[step.first], figure.poses[step.second]
    if isinstance(a, BodyPose) or isinstance(b, BodyPose):
        raise TypeError("a body is no close-up")
    return _mixed(a, b, step.share)


def _mixed(a: C, b: CloseUp, share: float) -> C:
    """Blend two close-ups of the same kind, number by number."""
    values: dict[str, object] = {}
    for f in fields(a):
        one, two = getattr(a, f.name), getattr(b, f.name)
        if isinstance(one, tuple):
            values[f.name] = tuple(between(x, y, share) for x, y in zip(one, two, strict=True))
        else:
            values[f.name] = between(one, two, share)
    return replace(a, **values)  # type: ignore[arg-type]


@lru_cache(maxsize=512)
def solved_keys(figure: Figure, swap: bool) -> tuple[Body, ...]:
    """Return the solved bodies of the path's keys."""
    poses = [pose for pose in figure.poses if isinstance(pose, BodyPose)]
    if swap:
        poses = [replace(p, arms=_swapped(p.arms), legs=_swapped(p.legs)) for p in poses]
    first = solve(poses[0], figure.view)
    rest = poses[1:]
    return (first, *(first if p == poses[0] else _pinned(figure, p, first) for p in rest))


def _swapped(limbs: tuple[Limb, Limb]) -> tuple[Limb, Limb]:
    return _crossed(limbs[1]), _crossed(limbs[0])


def _crossed(limb: Limb) -> Limb:
    """Return the limb holding on to the other side's joint."""
    if limb.place is None or not isinstance(limb.place.at, str):
        return limb
    return replace(limb, place=Place(other_side(limb.place.at), limb.place.by))


def other_side(joint: str) -> str:
    """Return the joint of the other side of a side view; joints in the middle are their own."""
    return joint[:-1] + {"n": "f", "f": "n"}[joint[-1]] if joint[-2:] in ("_n", "_f") else joint


def _pinned(figure: Figure, pose: BodyPose, first: Body) -> Body:
    """Solve a pose so that the pinned joint is where the first key has it."""
    body = solve(pose, figure.view)
    if figure.pin is None:
        return body
    for _ in range(2):
        want, got = first.joints[figure.pin], body.joints[figure.pin]
        shift = want[0] - got[0], want[1] - got[1]
        pose = replace(pose, hip=(pose.hip[0] + shift[0], pose.hip[1] + shift[1]))
        body = solve(pose, figure.view)
    return body


def _blend(a: Body, b: Body, share: float) -> BodyPose:
    """Return the pose between two solved ones."""
    one, two = a.pose, b.pose
    head: float | None = None
    if one.head is not None or two.head is not None:
        head = arc(a.head, b.head, share)
    numbers = {
        name: between(getattr(one, name), getattr(two, name), share) for name in _BODY_NUMBERS
    }
    return BodyPose(
        hip=_point(one.hip, two.hip, share),
        trunk=arc(one.trunk, two.trunk, share),
        head=head,
        arms=_limbs(one.arms, two.arms, a.arms, b.arms, share, _elbow(a)),
        legs=_limbs(one.legs, two.legs, a.legs, b.legs, share, _knee(a)),
        **numbers,
    )


def _elbow(body: Body) -> int:
    return 1 if body.view == "side" else 0


def _knee(body: Body) -> int:
    return -1 if body.view == "side" else 0


def _limbs(
    one: tuple[Limb, Limb],
    two: tuple[Limb, Limb],
    a: tuple[Bones, Bones],
    b: tuple[Bones, Bones],
    share: float,
    flexion: int,
) -> tuple[Limb, Limb]:
    return (
        _limb(one[0], two[0], a[0], b[0], share, flexion),
        _limb(one[1], two[1], a[1], b[1], share, flexion),
    )


def _limb(one: Limb, two: Limb, a: Bones, b: Bones, share: float, flexion: int) -> Limb:
    """Return the limb between two keys: it slides if both keys place it alike, else it swings."""
    short = _point(a.short, b.short, share)
    end: float | None = None
    if one.end is not None or two.end is not None:
        end = arc(a.end, b.end, share)
    if one.place is not None and two.place is not None and _alike(one.place, two.place):
        place = _slid(one.place, two.place, share)
        bend = one.bend if one.bend == two.bend else None
        return Limb(place=place, short=short, bend=bend, end=end)
    upper = arc(a.upper, b.upper, share)
    if flexion:
        # A joint of a side view opens and closes; it never turns through the wrong side.
        bent = between(_bent(a, flexion), _bent(b, flexion), share)
        lower = upper + flexion * bent
    else:
        lower = arc(a.lower, b.lower, share)
    return Limb(angles=(upper, lower), short=short, end=end)


def _bent(bones: Bones, flexion: int) -> float:
    """Return how far an elbow or knee is bent, -60..300 degrees."""
    return (flexion * (bones.lower - bones.upper) + 60) % 360 - 60


def _alike(one: Place, two: Place) -> bool:
    if isinstance(one.at, str) or isinstance(two.at, str):
        return one.at == two.at
    return True


def _slid(one: Place, two: Place, share: float) -> Place:
    by = _point(one.by, two.by, share)
    if isinstance(one.at, str) or isinstance(two.at, str):
        return Place(one.at, by)
    return Place(_point(one.at, two.at, share), by)
