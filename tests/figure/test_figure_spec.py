"""The parser of the pose language: what it reads, and what it says about mistakes."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.figure import FigureError, braille, parse_figure, scene, svg
from rehab_tui.figure.bases import BASES
from rehab_tui.figure.model import BodyPose, Chair, Limb, Mat, Place
from rehab_tui.figure.spec import KEYS
from rehab_tui.figure.spec_pose import CLOSE_RANGES, FRONT_ONLY, RANGES, SIDE_ONLY
from rehab_tui.figure.spec_things import MARK_KINDS, PROPS


def read(text: str) -> Any:
    return parse_figure(yaml.safe_load(text))


def problems(text: str) -> dict[tuple[str | int, ...], str]:
    with pytest.raises(FigureError) as caught:
        read(text)
    return dict(caught.value.problems)


def test_a_pose_names_only_what_differs() -> None:
    fig = read("{base: stand, effort: [A, B, C], poses: {"
               "A: {trunk: 80}, B: {leg_n: [280, 270]}, C: {from: B, trunk: 70}}}")  # fmt: skip
    a, b, c = fig.poses
    assert (a.trunk, b.trunk, c.trunk) == (80, 80, 70)
    assert a.legs[1] == b.legs[1] == c.legs[1]
    assert b.legs[0] == c.legs[0] == Limb(angles=(280, 270), end=0)
    assert a.hip == (0, 51)


def test_plural_limbs_of_a_front_view_are_mirrored() -> None:
    fig = read("{base: stand-front, poses: {A: {arms: [300, 310], legs: {at: [9, 3]}}}}")
    pose = fig.poses[0]
    assert pose.arms[1] == Limb(angles=(-120, -130))
    assert pose.legs[1].place == Place((-9, 3), (0, 0))
    lying = read("{base: lying-top, poses: {A: {arms: [40, 30]}}}").poses[0]
    assert lying.arms[1].angles == (320, 330)


def test_a_pose_may_be_on_its_way_to_a_joint() -> None:
    fig = read("{base: sit, poses: {A: {arm_n: {at: knee_f, by: [1, 2], bend: -1}}}}")
    arm = fig.poses[0].arms[0]
    assert (arm.place, arm.bend, arm.end) == (Place("knee_f", (1, 2)), -1, 345)


def test_a_figure_without_b_stands_still() -> None:
    fig = read("{base: supine, poses: {A: {}}}")
    assert fig.path == ("A", "A")
    assert scene(fig, 0).layers == scene(fig, 1).layers


def test_the_base_brings_its_props_unless_the_figure_has_its_own() -> None:
    assert read("{base: sit, poses: {A: {}}}").props == (Chair(),)
    assert read("{base: sit, props: [{chair: {x: 3}}], poses: {A: {}}}").props == (Chair(x=3),)
    mats = read("{base: supine, props: [{wall: 60}], poses: {A: {}}}").props
    assert Mat((-55, 60)) in mats


def test_defaults() -> None:
    fig = read("{base: stand, poses: {A: {}, B: {}}}")
    assert (fig.view, fig.driver, fig.frame, fig.cycle, fig.every) == (
        "side", "tempo", "full", False, None,
    )  # fmt: skip
    assert fig.floor
    assert not read("{base: lying-top, poses: {A: {}}}").floor
    assert not read("{view: hand-palm, poses: {A: {}}}").floor


def test_equal_data_make_equal_figures() -> None:
    text = "{base: stand, poses: {A: {}, B: {trunk: 70}}}"
    assert read(text) == read(text)
    assert hash(read(text)) == hash(read(text))
    assert read(text) != read(text.replace("70", "71"))


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        ("{poses: {A: {}}}", (), '"base" is missing'),
        ("{base: stand}", (), '"poses" is missing'),
        ("{base: stnad, poses: {A: {}}}", ("base",), 'did you mean "stand"'),
        ("{base: stand, pose: {A: {}}}", ("pose",), 'did you mean "poses"'),
        ("{base: stand, poses: {B: {}}}", ("poses",), '"A" is missing'),
        ("{base: stand, poses: []}", ("poses",), "mapping of poses"),
        ("{base: stand, poses: {A: {tunk: 9}}}", ("poses", "A", "tunk"), 'did you mean "trunk"'),
        ("{base: stand, poses: {A: {trunk: up}}}", ("poses", "A", "trunk"), "must be a number"),
        ("{base: stand, poses: {A: {trunk: yes}}}", ("poses", "A", "trunk"), "not True"),
        ("{base: stand, poses: {A: {trunk: .nan}}}", ("poses", "A", "trunk"), "between"),
        ("{base: stand, poses: {A: {turn: 5}}}", ("poses", "A", "turn"), "unknown key"),
        ("{base: stand, poses: {A: {arm_r: [1, 2]}}}", ("poses", "A", "arm_r"), "unknown key"),
        ("{base: stand, poses: {A: {arms: [1]}}}", ("poses", "A", "arms"), "2 or 3 numbers"),
        ("{base: stand, poses: {A: {arms: [1, x]}}}", ("poses", "A", "arms", 1), "a number"),
        ("{base: stand, poses: {A: {arms: {}}}}", ("poses", "A", "arms"), '"ang"'),
        ("{base: stand, poses: {A: {arms: {at: [0, 0], foot: 3}}}}",
         ("poses", "A", "arms", "foot"), "an arm has no foot"),
        ("{base: stand, poses: {A: {legs: {at: hand_n}}}}",
         ("poses", "A", "legs", "at"), "one of hip"),
        ("{base: stand, poses: {A: {arms: {at: kne_n}}}}",
         ("poses", "A", "arms", "at"), 'did you mean "knee_n"'),
        ("{base: stand, poses: {A: {from: Z}}}", ("poses", "A", "from"), "must be"),
        ("{base: stand, effort: [A, C], poses: {A: {}, B: {}}}", ("effort", 1), "A, B"),
        ("{base: stand, effort: [A], poses: {A: {}, B: {}}}", ("effort",), "two poses"),
        ("{base: stand, effort: [A, B], cycle: [A, B], poses: {A: {}, B: {}}}", ("cycle",), "both"),
        ("{base: stand, pin: nekc, poses: {A: {}}}", ("pin",), 'did you mean "neck"'),
        ("{base: stand, driver: breathing, poses: {A: {}}}", ("driver",), "breath"),
        ("{base: stand, box: [9, 0, 1, 5], poses: {A: {}}}", ("box",), "left before right"),
        ("{base: stand, view: front, poses: {A: {}}}", ("view",), "seen from the side"),
        ("{view: front, poses: {A: {}}}", (), "starts from a base"),
        ("{view: hand-side, poses: {A: {rist: 4}}}", ("poses", "A", "rist"), '"wrist"'),
        ("{base: stand, props: [{wal: 3}], poses: {A: {}}}", ("props", 0, "wal"), '"wall"'),
        ("{base: stand, props: [{wall: 3, post: 3}], poses: {A: {}}}", ("props", 0), "one prop"),
        ("{base: stand, props: [{table: {x: 1}}], poses: {A: {}}}",
         ("props", 0, "table"), '"w" and "y" are missing'),
        ("{base: stand, props: [{band: [hand_q, [1, 2]]}], poses: {A: {}}}",
         ("props", 0, "band", 0), 'did you mean "hand_'),
        ("{base: stand, marks: [{arrow: [hip, [1]]}], poses: {A: {}}}",
         ("marks", 0, "arrow", 1), "2 numbers"),
        ("{base: stand, marks: [{arc: [hip, 3]}], poses: {A: {}}}", ("marks", 0, "arc"), "radius"),
        ("{base: stand, marks: [{letter: ä, at: hip}], poses: {A: {}}}",
         ("marks", 0, "letter"), "A to Z"),
        ("{base: stand, marks: [{arrow: [hip, [1, 1]], when: Q}], poses: {A: {}, B: {}}}",
         ("marks", 0, "when"), "A, B"),
        ("{base: stand, marks: [3], poses: {A: {}}}", ("marks", 0), "mapping"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(
    text: str, path: tuple[str | int, ...], words: str
) -> None:
    found = problems(text)
    assert path in found, found
    assert words in found[path]


def test_all_mistakes_are_reported_at_once() -> None:
    found = problems("{base: stand, frame: huge, bowl: 3, poses: {A: {trunk: x}, B: {hed: 1}}}")
    assert set(found) == {
        ("frame",), ("bowl",), ("poses", "A", "trunk"), ("poses", "B", "hed"),
    }  # fmt: skip


def test_the_error_says_everything_in_one_line() -> None:
    with pytest.raises(FigureError, match=r"poses\.A\.trunk: must be a number") as caught:
        read("{base: stand, poses: {A: {trunk: x}}}")
    assert "\n" not in str(caught.value)


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**60)
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["A", "B", "hip", "neck", "hand_n", "front", "side", *BASES])
)
WORDS = st.sampled_from(
    [*KEYS, *RANGES, *CLOSE_RANGES, *PROPS, *MARK_KINDS, "A", "B", "at", "by", "ang", "from",
     "arms", "leg_n", "arm_r", "r", "w", "x", "when"]
) | st.text(max_size=4)  # fmt: skip
PLAIN = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(WORDS | st.integers() | st.none(), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(PLAIN)
@settings(max_examples=100, deadline=None)
def test_arbitrary_data_is_refused_and_nothing_else(data: Any) -> None:
    with pytest.raises(FigureError) as caught:
        parse_figure(data)
    assert caught.value.problems


@given(base=st.sampled_from(sorted(BASES)), key=st.sampled_from(KEYS), value=PLAIN, pose=PLAIN)
@settings(max_examples=100, deadline=None)
def test_one_wrong_value_in_a_figure_is_a_figure_error(
    base: str, key: str, value: Any, pose: Any
) -> None:
    data = {"base": base, "poses": {"A": {}, "B": pose}, key: value}
    try:
        fig = parse_figure(data)
    except FigureError:
        return
    braille(scene(fig, 0.3), 20, 8)


def test_a_number_too_long_to_print_is_refused_in_words() -> None:
    with pytest.raises(FigureError, match="huge number"):
        parse_figure({"base": "stand", "poses": {"A": {"trunk": 10**5000}}})


@st.composite
def bodies(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a pose that keeps to the ranges, however odd."""
    base = draw(st.sampled_from(sorted(BASES)))
    side = BASES[base]["view"] == "side"
    other = FRONT_ONLY if side else SIDE_ONLY
    ends = "nf" if side else "rl"
    number = st.integers(-720, 720)
    pose: dict[str, Any] = {
        key: draw(st.floats(low, high))
        for key, (low, high) in RANGES.items()
        if key not in other and draw(st.booleans())
    }
    for kind in ("arm", "leg"):
        pose[f"{kind}_{ends[0]}"] = [draw(number), draw(number)]
        pose[f"{kind}_{ends[1]}"] = {"at": [draw(st.integers(-80, 80)), draw(st.integers(0, 99))]}
    return {"base": base, "poses": {"A": {}, "B": pose}, "bowl": draw(st.booleans())}


@given(data=bodies(), at=st.floats(0, 1), side=st.sampled_from(["right", "left"]))
@settings(max_examples=80, deadline=None)
def test_every_pose_within_its_ranges_can_be_drawn(data: Any, at: float, side: Any) -> None:
    shot = scene(parse_figure(data), at, side=side)
    assert all(map(len, braille(shot, 30, 10).rows))
    assert svg(shot, width=60, height=40).endswith("</svg>\n")


def test_every_base_is_a_figure_by_itself() -> None:
    for base in BASES:
        pose = parse_figure({"base": base, "poses": {"A": {}}}).poses[0]
        assert isinstance(pose, BodyPose)
