"""Braille pictures: sizes, inks, proportions."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.figure import Ink, braille, parse_figure, scene
from rehab_tui.figure.ascii_cells import ascii_table
from rehab_tui.figure.dots import PLANES, Canvas
from rehab_tui.figure.letters import strokes
from rehab_tui.figure.shapes import Area, Capsule, Layer, Rule
from rehab_tui.figure.stage import Scene

BRIDGE = parse_figure(
    {"base": "hook-lying", "pin": "neck", "poses": {"A": {}, "B": {"trunk": 212}}}
)


def dots(layer: Layer, width: int = 10, height: int = 8, scale: float = 1.0) -> list[str]:
    """Paint one layer on a small canvas, y 0 at the bottom; return rows of x and dots."""
    stage = Scene((layer,), (0.0, 0.0, width / scale, height / scale))
    canvas = Canvas(stage, width, height)
    canvas.paint(layer)
    plane = canvas.planes[PLANES[layer.ink]]
    return [
        "".join("x" if plane >> (y * canvas.stride + x) & 1 else "." for x in range(width))
        for y in range(height)
    ]


@given(
    columns=st.integers(1, 90),
    rows=st.integers(1, 40),
    position=st.floats(-1, 2),
    as_ascii=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_rows_are_exactly_as_wide_as_asked(
    columns: int, rows: int, position: float, as_ascii: bool
) -> None:
    picture = braille(scene(BRIDGE, position), columns, rows, ascii=as_ascii)
    assert len(picture.rows) == rows
    assert [len(line) for line in picture.lines()] == [columns] * rows
    for row in picture.rows:
        assert all(text for text, _ in row)
        assert all(a[1] is not b[1] for a, b in pairwise(row))
        for text, ink in row:
            assert (ink is Ink.BLANK) == (not text.strip()) or as_ascii
            if as_ascii:
                assert text.isascii()


@pytest.mark.parametrize("size", [(0, 5), (5, 0), (-1, -1)])
def test_no_picture_without_a_cell(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        braille(scene(BRIDGE, 0), *size)


def test_a_disc_is_round_and_where_it_should_be() -> None:
    disc = Layer(Ink.BODY, (Capsule((5, 4), (5, 4), 3, 3, 0.5),))
    rows = dots(disc)
    assert sum(row.count("x") for row in rows) in range(24, 33)  # pi 9 = 28.3
    assert rows == rows[::-1]
    assert all(row == row[::-1] for row in rows)


def test_a_polygon_is_filled_and_a_cut_erases_it() -> None:
    square = Area(((2, 1), (8, 1), (8, 7), (2, 7)))
    hole = Capsule((5, 4), (5, 4), 1, 1, 0.5, cut=True)
    assert dots(Layer(Ink.BODY, (square,)))[1:7] == ["..xxxxxx.."] * 6
    pierced = dots(Layer(Ink.BODY, (square, hole)))
    assert pierced[3] == pierced[4] == "..xx..xx.."


def test_a_capsule_reaches_from_end_to_end() -> None:
    rows = dots(Layer(Ink.BODY, (Capsule((2, 4), (8, 4), 1, 1, 0.5),)))
    assert rows[2] == rows[5] == ".........."
    assert rows[3] == rows[4] == ".xxxxxxxx."


def test_thin_things_keep_their_least_thickness() -> None:
    thin = Capsule((2, 4), (8, 4), 0.01, 0.01, 1.0)
    assert dots(Layer(Ink.BODY, (thin,)))[3] == ".xxxxxxxx."


def test_a_halo_separates_a_limb_except_at_its_root() -> None:
    trunk = Layer(Ink.BODY, (Area(((0, 0), (10, 0), (10, 8), (0, 8))),))
    arm = Layer(Ink.FAR, (Capsule((1, 4), (8, 4), 0.5, 0.5, 0.5),), halo=1, root=((1.0, 4.0), 2.0))
    canvas = Canvas(Scene((trunk, arm), (0, 0, 10, 8)), 10, 8)
    for layer in (trunk, arm):
        canvas.paint(layer)
    body = [
        "".join("x" if canvas.planes[1] >> (y * canvas.stride + x) & 1 else "." for x in range(10))
        for y in range(8)
    ]
    assert body[0] == body[7] == "x" * 10
    assert body[5][4:8] == "...."  # the gap
    assert body[5][0] == "x"  # grown to the trunk at its root


def test_a_level_line_is_as_wide_as_it_should_be() -> None:
    assert dots(Layer(Ink.BODY, (Rule(4.5, (2, 6)),)))[3] == "..xxxx...."
    assert dots(Layer(Ink.BODY, (Rule(4.5, None, 1, (2, 1)),)))[3] == "xx.xx.xx.x"
    assert "x" not in "".join(dots(Layer(Ink.BODY, (Rule(40, None),))))
    assert "x" not in "".join(dots(Layer(Ink.BODY, (Rule(4, (30, 40)),))))


def test_what_lies_outside_is_cut_off_and_never_wraps_round() -> None:
    for at in ((-3.0, 4.0), (13.0, 4.0), (5.0, -3.0), (5.0, 11.0)):
        rows = dots(Layer(Ink.BODY, (Capsule(at, at, 4, 4, 0.5),)))
        inside = [(x, y) for y, row in enumerate(rows) for x, dot in enumerate(row) if dot == "x"]
        assert inside
        assert all((x + 0.5 - at[0]) ** 2 + (7.5 - y - at[1]) ** 2 < 16.5 for x, y in inside)


def test_dithering_leaves_every_other_dot() -> None:
    square = Area(((0, 0), (10, 0), (10, 8), (0, 8)))
    rows = dots(Layer(Ink.BODY, (square,), dither=True))
    assert set(rows) == {"x.x.x.x.x.", ".x.x.x.x.x"}


def test_details_wait_for_their_scale() -> None:
    eye = Layer(Ink.BODY, (Capsule((5, 4), (5, 4), 2, 2),), scale_from=1.5)
    assert "x" not in "".join(dots(eye))
    assert "x" in "".join(dots(eye, 20, 16, 2.0))


def test_proportions_are_true() -> None:
    """A dot is square: the same disc has as many dots across as down, whatever the cells."""
    disc = Layer(Ink.BODY, (Capsule((0, 0), (0, 0), 9, 9),))
    for columns, rows in ((40, 10), (12, 30), (20, 10)):
        lines = braille(Scene((disc,), (-10, -10, 10, 10)), columns, rows).lines()
        wide = max(len(line.strip()) for line in lines) * 2
        high = sum(1 for line in lines if line.strip()) * 4
        assert abs(wide - high) <= 4


def test_a_cell_has_the_colour_of_its_highest_plane() -> None:
    def square(ink: Ink, *, behind: bool = False) -> Layer:
        return Layer(ink, (Area(((0, 0), (1, 0), (1, 1), (0, 1))),), behind=behind)

    def inks(*layers: Layer) -> set[Ink]:
        rows = braille(Scene(layers, (0, 0, 2, 4)), 1, 1).rows
        return {ink for row in rows for _, ink in row}

    beside = Layer(Ink.PROP, (Area(((1, 0), (2, 0), (2, 3), (1, 3))),), behind=True)
    assert inks(square(Ink.BODY), square(Ink.MARK)) == {Ink.MARK}
    assert inks(square(Ink.PROP, behind=True)) == {Ink.PROP}
    assert inks(square(Ink.BODY)) == {Ink.BODY}
    assert inks(square(Ink.BODY), beside) == {Ink.PROP}  # most of the cell is behind
    assert inks() == {Ink.BLANK}


def test_ascii_cells_look_like_their_dots() -> None:
    table = ascii_table()
    assert len(table) == 256
    assert table.isascii()
    assert (table[0], table[255]) == (" ", "#")
    assert table[0x47] == table[0xB8] == "|"
    assert table[0xC0] == "_"
    heavy = [bits for bits in range(256) if table[bits] == " "]
    assert all(bits.bit_count() <= 1 for bits in heavy)


@pytest.mark.parametrize("letter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
def test_every_letter_is_drawn_within_its_grid(letter: str) -> None:
    spots = [spot for stroke in strokes(letter) for spot in stroke]
    assert all(0 <= x <= 4 and 0 <= y <= 6 for x, y in spots)
    assert max(y for _, y in spots) - min(y for _, y in spots) == 6
