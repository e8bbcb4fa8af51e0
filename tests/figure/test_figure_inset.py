"""A second, small picture beside a figure: where it lies, how it moves, what is refused."""

from __future__ import annotations

from math import dist

import pytest
from figure_text import read
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.figure import FigureError, scene
from rehab_tui.figure.shapes import Capsule, Rule, extents

LIFT = "{base: prone, poses: {A: {}, B: {trunk: 9}}}"
BESIDE = "{base: supine, %s poses: {A: {}, B: {head: 160}}, inset: {figure: %s, at: %s, size: %s}}"
PLAIN = "{base: supine, poses: {A: {}, B: {head: 160}}}"


@given(
    x=st.integers(-99, 99),
    y=st.integers(-99, 99),
    size=st.sampled_from([0.1, 0.4, 1.0]),
    at=st.floats(0, 1),
)
def test_it_is_the_other_figure_smaller_and_elsewhere(
    x: int, y: int, size: float, at: float
) -> None:
    both = scene(read(BESIDE % ("", LIFT, [x, y], size)), at)
    main, other = scene(read(PLAIN), at), scene(read(LIFT), at)
    count = len(main.layers)
    assert both.layers[:count] == main.layers
    assert len(both.layers) == count + len(other.layers)
    for small, large in zip(both.layers[count:], other.layers, strict=True):
        assert small.ink is large.ink
        kept = [s for s in large.shapes if not (isinstance(s, Rule) and s.x is None)]
        for a, b in zip(small.shapes, kept, strict=True):
            assert type(a) is type(b)
            if isinstance(a, Capsule) and isinstance(b, Capsule):
                assert dist(a.a, (x + size * b.a[0], y + size * b.a[1])) < 1e-6
                assert (a.ra, a.least, a.cut) == (size * b.ra, b.least, b.cut)


def test_the_frame_holds_it() -> None:
    figure = read(BESIDE % ("", LIFT, [0, 70], 0.5))
    left, bottom, right, top = scene(figure, 0.0).box
    for share in (0.0, 0.5, 1.0):
        for box in extents(each for each in scene(figure, share).layers if not each.loose):
            assert left <= box[0]
            assert bottom <= box[1]
            assert box[2] <= right
            assert box[3] <= top


def test_it_stays_upright_where_the_other_side_turns_the_body_over() -> None:
    figure = read("{base: lying-top, poses: {A: {}, B: {arm_r: [60, 60]}},"
                  " inset: {figure: {base: sit, poses: {A: {}}}, at: [0, 60]}}")  # fmt: skip
    left = scene(figure, 1.0, side="left", alternate=True)
    boxes = list(extents(left.layers[-7:]))
    low, high = min(box[1] for box in boxes), max(box[3] for box in boxes)
    assert low == pytest.approx(2 * 20 - 60, abs=3)  # the place goes over to the other side
    skull = scene(figure.inset.figure, 0.0).box[3] if figure.inset else 0.0
    assert high == pytest.approx(low + 0.5 * skull, abs=3)


@pytest.mark.parametrize(
    ("inset", "path", "words"),
    [
        ("{at: [0, 0]}", ("inset",), "missing"),
        ("{figure: 3, at: [0, 0]}", ("inset", "figure"), "must be a figure"),
        (f"{{figure: {{inset: {{}}, {LIFT[1:]}, at: [0, 0]}}", ("inset", "figure"), "without"),
        (f"{{figure: {LIFT}, at: [0, 0], size: 3}}", ("inset", "size"), "between"),
        ("{figure: {base: sitt, poses: {A: {}}}, at: [0, 0]}", ("inset", "figure", "base"), "sit"),
        (
            "{figure: {base: sit, cycle: [A, B], poses: {A: {}, B: {}}}, at: [0, 0]}",
            ("inset", "figure"),
            "cycle",
        ),
    ],
)
def test_mistakes_are_told_with_their_place(inset: str, path: tuple[str, ...], words: str) -> None:
    with pytest.raises(FigureError) as caught:
        read(f"{{base: supine, poses: {{A: {{}}}}, inset: {inset}}}")
    assert words in dict(caught.value.problems)[path]
