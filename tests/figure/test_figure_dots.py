"""Braille pictures: sizes, inks, proportions."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.figure import Ink, braille, parse_figure, scene
from rehab_tui.figure.dots import PLANES, Canvas
from rehab_tui.figure.shapes import Capsule, Layer
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
            assert (ink is Ink.BLANK) == (text.strip(" \u2800") == "") or as_ascii
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
