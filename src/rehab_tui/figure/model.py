"""The values of a figure: poses, limbs, props and marks. Nothing here reads, solves or draws.

Unit: 1 % of the body's height; floor at y 0, y grows upwards. Angles are degrees, 0 to the right,
90 up, counter-clockwise, absolute. The side view faces right, so that the near limb is the right
one; the front view is a mirror: the right limb is on the right of the picture.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Literal

Point = tuple[float, float]
Pair = tuple[float, float]
Four = tuple[float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

View = Literal["side", "front", "hand-side", "hand-palm", "foot-side", "foot-top"]
Driver = Literal["tempo", "breath", "time"]
Frame = Literal["full", "upper", "head", "lower"]


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the picture, or a joint and an offset from it."""

    at: Point | str
    by: Point = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg: it swings (`angles`) or holds on to something (`place`).

    `short` is the share of each segment's length that is seen, less than 1 when it points towards
    the viewer; `bend` overrides the side to which the elbow or knee points (1 counter-clockwise of
    the line from root to end); `end` is the angle of the foot or the hand, None when it follows.
    """

    angles: Pair | None = None
    place: Place | None = None
    short: Pair = (1.0, 1.0)
    bend: int | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class BodyPose:
    """A whole body. Limbs of a side view are near and far; of a front view, right and left.

    `curve` bulges the spine to the back (units, negative hollows it); `shift` carries the head
    forward, `fwd` and `shrug` the shoulders forward and up; `turn` and `nod` turn the face of a
    front view; `wide`, `tall`, `hipw` scale the trunk of a front view; `belly` is its bulge and
    `tilt` the angle of the pelvis bowl. A `head` of None follows the tip of the spine.
    """

    hip: Point
    trunk: float
    arms: tuple[Limb, Limb]
    legs: tuple[Limb, Limb]
    head: float | None = None
    curve: float = 0.0
    shift: float = 0.0
    shrug: float = 0.0
    fwd: float = 0.0
    turn: float = 0.0
    nod: float = 0.0
    wide: float = 1.0
    tall: float = 1.0
    hipw: float = 1.0
    pelvis: float = 0.0
    belly: float = 0.0
    tilt: float = 0.0
    lift: float = 0.0
    """The pelvic floor under the magnifying glass: 1 drawn up, -1 let go."""
    mouth: float = 0.0
    """0 closed, 1 pursed like an o."""


@dataclass(frozen=True, slots=True)
class HandSide:
    """A hand from the side, palm down, fingers to the right; joints turn down by degrees.

    `short` is the share of the hand's length that is seen, less than 1 when it points aside.
    """

    forearm: float = 180.0
    wrist: float = 0.0
    mcp: float = 0.0
    pip: float = 0.0
    dip: float = 0.0
    thumb: Pair = (-28.0, -12.0)
    short: float = 1.0


@dataclass(frozen=True, slots=True)
class HandPalm:
    """A hand upright, thumb on the left. `touch` 1-4 is the finger that the thumb meets.

    At a `roll` of 0 it shows its palm, or its back when `back` is 1: a right hand, as its owner
    sees it.
    """

    fan: float = 0.0
    each: Four = (0.0, 0.0, 0.0, 0.0)
    thumb: Pair = (135.0, 115.0)
    roll: float = 0.0
    back: float = 0.0
    curl: Four = (0.0, 0.0, 0.0, 0.0)
    touch: float = 0.0


@dataclass(frozen=True, slots=True)
class FootSide:
    """A foot from the side, toes to the right; `short` is the share of its length that is seen.

    `cloth` is a towel below it: how far it reaches, and how high its folds stand; (0, 0) for none.
    """

    ankle: Point = (0.0, 10.0)
    shank: float = 90.0
    foot: float = 0.0
    toes: float = 0.0
    arch: float = 2.0
    short: float = 1.0
    cloth: Pair = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class FootTop:
    """A right foot from above, toes up when `foot` is 90."""

    foot: float = 90.0


CloseUp = HandSide | HandPalm | FootSide | FootTop
Pose = BodyPose | CloseUp


# --- props ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mat:
    """A mat along the floor, or from above when `depth` (near edge, far edge, inset) is given."""

    x: Pair
    depth: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Chair:
    """A chair: the middle of its seat at x, `h` high, the backrest at x + `back`."""

    x: float = 0.0
    back: float = -9.0
    h: float = 23.5
    front: bool = False


@dataclass(frozen=True, slots=True)
class Upright:
    """A wall (hatched away from the body) or a post at x."""

    x: float
    wall: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table top from x, `w` wide at height `y`, with 1 or 2 legs."""

    x: float
    w: float
    y: float
    legs: int = 2


@dataclass(frozen=True, slots=True)
class Step:
    """A step or a book."""

    x: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Ball:
    """A ball or a foam roller seen along its axis; before the body when `front`.

    `rolls` names the joint whose skin rolls it along something fixed: it goes half as far.
    """

    place: Place
    r: float
    roller: bool = False
    front: bool = False
    rolls: str | None = None


@dataclass(frozen=True, slots=True)
class Cushion:
    """A cushion or a rolled towel, centred."""

    place: Place
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick through two places, `extra` longer at both ends."""

    a: Place
    b: Place
    extra: float = 0.0


@dataclass(frozen=True, slots=True)
class Band:
    """An elastic band (dashed) or a strap through places."""

    places: tuple[Place, ...]
    strap: bool = False


@dataclass(frozen=True, slots=True)
class Pin:
    """A rolling pin from handle to handle."""

    a: Place
    b: Place


@dataclass(frozen=True, slots=True)
class Weight:
    """A hand weight at a place; one that is held lies across the hand."""

    place: Place


Prop = Mat | Chair | Upright | Table | Step | Ball | Cushion | Stick | Pin | Band | Weight


# --- marks ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow that starts beside a place; `when` names the only key at which it shows."""

    start: Place
    delta: Point
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Arc:
    """A curved arrow round a place, from one angle to another."""

    centre: Place
    r: float
    turn: Pair
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Glow:
    """A lit part of the body along joints; with `moves` a spot travels along them.

    A `soft` one hides nothing: the light lies on the body and round it.
    """

    joints: tuple[Place, ...]
    r: float = 4.0
    moves: bool = False
    soft: bool = False
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A large letter or digit, `size` units high, its middle at a place."""

    text: str
    place: Place
    size: float = 12.0
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Helper:
    """The person's other hand, which holds a place of a close-up and comes from an angle."""

    place: Place
    angle: float
    when: str | None = None


Mark = Arrow | Arc | Glow | Letter | Helper


# --- the figure ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Inset:
    """A second, smaller picture of the same movement: its own 0, 0 lies `at` the figure's."""

    figure: Figure
    at: Point
    size: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A moving picture of one exercise.

    `path` names the keys of `poses` in the order in which the effort (or one loop of a `cycle`)
    passes them: the movement comes to rest at each, except at names in small letters; a loop of
    capitals keeps its pace. `every` is the seconds of a loop, None for the sum of the tempo.
    `pin` is a joint that stays where the first key has it.
    """

    view: View
    path: tuple[str, ...]
    poses: tuple[Pose, ...]
    """The poses of `path`, in its order."""
    base: str | None = None
    driver: Driver = "tempo"
    cycle: bool = False
    every: float | None = None
    frame: Frame = "full"
    box: Box | None = None
    pin: str | None = None
    props: tuple[Prop, ...] = ()
    marks: tuple[Mark, ...] = ()
    floor: bool = True
    bowl: bool = False
    legs_front: bool = True
    dim_l: bool = False
    pelvic_floor: Point | None = None
    """Where the pelvis is shown magnified, with its floor."""
    plan: Point | None = None
    """Where somebody upright, seen from the front, is shown from above as well, small."""
    behind: bool = False
    """A front view from behind: hair and shoulder blades are seen, no face."""
    knees_over: bool = False
    """A lying body from above with its knees up: each thigh ends in front of its shank."""
    left_over: bool = False
    """A front view with the left arm before the right one."""
    inset: Inset | None = None
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __hash__(self) -> int:
        # Scenes are cached by figure, thirty times a second: hash the poses once.
        if not self._hash:
            object.__setattr__(self, "_hash", hash(self._parts()))
        return self._hash

    def __reduce__(self) -> tuple[type[Figure], tuple[object, ...]]:
        # Without the hash, which holds in one process only.
        return Figure, self._parts()

    def _parts(self) -> tuple[object, ...]:
        return tuple(getattr(self, f.name) for f in fields(self) if f.compare)


BODY_JOINTS = ("hip", "neck", "nb", "head", "belly", "chest", "back", "tail", "occiput")
LIMB_JOINTS = ("sh", "elbow", "hand", "hp", "knee", "ankle", "toe", "heel")
CLOSE_JOINTS: dict[str, tuple[str, ...]] = {
    "hand-side": ("wrist", "mcp", "pip", "dip", "tip", "thumb"),
    "hand-palm": ("wrist", "palm", "tip", "f0", "f1", "f2", "f3"),
    "foot-side": ("ankle", "heel", "arch", "ball", "fore", "toe"),
    "foot-top": ("heel", "arch", "ball", "fore", "toe"),
}


def joints_of(view: View) -> tuple[str, ...]:
    """Return the names of the joints that a picture of this view has."""
    if view in CLOSE_JOINTS:
        return CLOSE_JOINTS[view]
    sides = "nf" if view == "side" else "rl"
    return BODY_JOINTS + tuple(f"{name}_{side}" for name in LIMB_JOINTS for side in sides)
