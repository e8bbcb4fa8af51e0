"""Which row of a long list has what, and the line of a filter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.tui.widgets.timeline import Rows

GROUPS = st.lists(st.integers(1, 6).map(lambda count: ("day", count)), min_size=1, max_size=8)


@given(GROUPS)
def test_every_row_is_a_heading_an_entry_or_a_gap(groups: list[tuple[str, int]]) -> None:
    rows = Rows.of(groups)
    drawn: list[int | str] = []
    number = 0
    for _, count in groups:
        drawn += ["heading", *range(number, number + count), "gap"]
        number += count
    drawn.pop()
    assert len(rows) == len(drawn)
    assert rows.entries == number
    for row, what in enumerate(drawn):
        entry = what if isinstance(what, int) else None
        assert rows.entry_at(row) == entry
        assert (rows.tops[rows.group_at(row)] == row) == (what == "heading")
        near = rows.near(row)
        if entry is not None:
            assert rows.row_of(entry) == row
            assert near == entry
            assert rows.group_of(entry) == rows.group_at(row)
        assert abs(rows.row_of(near) - row) <= 1
    assert rows.near(-5) == 0
    assert rows.near(len(drawn) + 50) == number - 1


@pytest.mark.parametrize("groups", [(), (("day", 3),)])
def test_few_rows(groups: tuple[tuple[str, int], ...]) -> None:
    assert len(Rows.of(groups)) == (4 if groups else 0)
