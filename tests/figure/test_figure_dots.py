"""Braille pictures: sizes, inks, proportions."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.figure import Ink, braille, parse_figure, scene
from rehab_tui.figure.ascii_cells import ascii_table
from rehab_tui.figure.letters import strokes
from rehab_tui.figure.shapes import Area, Capsule, Layer
from rehab_tui.figure.stage import Scene

BRIDGE = parse_figure(
    {"base": "hook-lying", "pin": "neck", "poses": {"A": {}, "B": {"trunk": 212}}}
)


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
