"""A plot as it is drawn in cells: where points stand, and what tells them apart."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tui_harness import BRAILLE

from rehab_tui.report.facts import FunctionFact, Rating, ReportInputs, StopFact
from rehab_tui.report.plot import Plot, plot
from rehab_tui.tui.widgets.cells import Ink
from rehab_tui.tui.widgets.plot import caption, painted


def lines_of(shown: Plot, columns: int = 76, rows: int = 15, **how: bool) -> list[str]:
    cells = painted(shown, columns, rows, **how)
    return ["".join(run.text for run in cells.runs(row)) for row in range(rows)]


def pain_plot(*values: tuple[int, int], weeks: int = 4, columns: int = 70) -> Plot:
    first = date(2026, 8, 31)
    inputs = ReportInputs(pain=[Rating(first + timedelta(days=d), v) for d, v in values])
    last = first + timedelta(days=7 * weeks - 1)
    return plot("pain", inputs, first, last, columns=columns)


def test_a_higher_value_is_drawn_higher_and_a_later_one_to_the_right() -> None:
    places = []
    for day, value in ((0, 0), (9, 3), (18, 7), (27, 10)):
        rows = lines_of(pain_plot((day, value)))
        [(row, column)] = [
            (number, min(found.start() for found in BRAILLE.finditer(line)))
            for number, line in enumerate(rows[:11])
            if BRAILLE.search(line)
        ]
        places.append((row, column))
    assert [row for row, _ in places] == [10, 7, 3, 0]
    assert [column for _, column in places] == sorted(column for _, column in places)


def test_a_week_without_ratings_stays_empty() -> None:
    many = [(day, 5) for day in (*range(7), *range(21, 28))]
    rows = lines_of(pain_plot(*many), columns=75)
    frame = 5 + 70 // 4
    gap = [line[frame + 1 : frame + 2 * (70 // 4) - 1] for line in rows[:11]]
    assert not "".join(gap).strip(), gap


def test_points_band_median_and_marks_differ_in_shape() -> None:
    first = date(2026, 8, 31)
    ratings = [Rating(first + timedelta(days=n), v) for n, v in enumerate((2, 6, 5, 5, 9, 4, 5))]
    inputs = ReportInputs(pain=ratings, stops=[StopFact(first, "dizzy")])
    shown = plot("pain", inputs, first, first + timedelta(days=83), columns=70)
    for ascii_only, signs in ((False, "•─░×"), (True, "o=:x")):
        text = "\n".join(lines_of(shown, ascii_only=ascii_only))
        legend = "".join(run.text for run in caption(shown, 78, ascii_only=ascii_only))
        for sign in signs:
            assert sign in text, (sign, text)
            assert sign in legend
        assert not BRAILLE.search(text)


def test_each_activity_has_a_shape_and_its_name() -> None:
    first = date(2026, 8, 31)
    facts = [FunctionFact(first, "socks", 2), FunctionFact(first, "desk", 8)]
    shown = plot(
        "function", ReportInputs(functions=facts), first, first + timedelta(days=83), columns=70
    )
    rows = lines_of(shown, ascii_only=True)
    assert "%" in rows[2]
    assert "o" in rows[8]
    legend = "".join(run.text for run in caption(shown, 78, ascii_only=True))
    assert "o socks" in legend
    assert "% desk" in legend


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 83), st.integers(0, 10)), min_size=1, max_size=40),
    st.integers(30, 130),
    st.integers(8, 40),
)
@example([(0, 0), (0, 7)], 30, 8)
def test_every_rating_leaves_a_point_at_its_own_height(
    values: list[tuple[int, int]], columns: int, rows: int
) -> None:
    shown = pain_plot(*values, weeks=12, columns=columns)
    cells = painted(shown, columns, rows)
    points = [
        (row, column)
        for row in range(rows)
        for column in range(columns)
        if cells.ink_at(column, row) is Ink.POINT
    ]
    assert points
    assert all(row < rows - 2 and 5 <= column < columns - 1 for row, column in points)
    heights = {row for row, _ in points}
    wanted = {value for _, value in values}
    assert min(heights) <= (10 - max(wanted)) / 10 * (rows - 3) + 0.5  # the middle of a row
    assert len(heights) >= len(wanted) or rows < 13


@pytest.mark.parametrize("columns", [30, 47, 80, 133])
@pytest.mark.parametrize("rows", [8, 13, 31])
@pytest.mark.parametrize("weeks", [1, 12, 400])
def test_any_size_is_filled_exactly(columns: int, rows: int, weeks: int) -> None:
    shown = pain_plot((0, 0), (3, 10), (4, 4), (5, 4), weeks=weeks, columns=columns - 6)
    for line in lines_of(shown, columns, rows):
        assert len(line) == columns
    assert sum(len(run.text) for run in caption(shown, columns)) <= columns
