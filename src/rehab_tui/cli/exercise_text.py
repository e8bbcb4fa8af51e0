"""Exercises in lines of text: the table, the page of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rehab_tui.catalogue.dose import dose_brief
from rehab_tui.catalogue.lists import in_words
from rehab_tui.catalogue.model import Catalogue, Exercise
from rehab_tui.cli.terminal import shown
from rehab_tui.practice.exercises import facts_of
from rehab_tui.text import cell_width, wrap

STACKED_BELOW = 60
"""Columns below which a table has no room, nor two pictures side by side."""

_HEADS = ("ID", "Name", "Position", "Dose")
_LEAST_COLUMN = 10
_GAP = 2
_INDENT = "  "
_ITEM = "  - "


def table(found: Sequence[Exercise], catalogue: Catalogue, columns: int) -> list[str]:
    """A heading and the exercises in cells that wrap; without room one below the other."""
    rows = [_cells(one, catalogue) for one in found]
    widths = _widths([_HEADS, *rows], columns)
    if columns < STACKED_BELOW or widths is None:
        return [line for row in rows for line in _stacked(row, columns)]
    return [line for row in (_HEADS, *rows) for line in _beside(row, widths)]


def page(exercise: Exercise, catalogue: Catalogue, columns: int) -> Iterator[str]:
    """Everything about an exercise; what has several points has a line or more for each."""
    for heading, texts in facts_of(exercise, catalogue):
        yield ""
        yield heading
        first = _ITEM if len(texts) > 1 else _INDENT
        for text in texts:
            begin, *rest = wrap(shown(text), columns - len(first))
            yield first + begin
            yield from (" " * len(first) + line for line in rest)


def _cells(exercise: Exercise, catalogue: Catalogue) -> tuple[str, ...]:
    mark = " (yours)" if exercise.id in catalogue.own else ""
    if exercise.id in catalogue.replaced:
        mark = " (yours, in place of the shipped one)"
    return (
        exercise.id,
        shown(exercise.name) + mark,
        in_words(exercise.position),
        dose_brief(exercise.dose),
    )


def _widths(rows: Sequence[tuple[str, ...]], columns: int) -> list[int] | None:
    """As wide as the cells are, the widest but the id made narrower until all fit; or None."""
    widths = [max(map(cell_width, cells)) for cells in zip(*rows, strict=True)]
    room = columns - _GAP * (len(widths) - 1)
    while sum(widths) > room:
        place = max(range(1, len(widths)), key=widths.__getitem__)
        if widths[place] <= _LEAST_COLUMN:
            return None
        widths[place] -= 1
    return widths


def _beside(row: tuple[str, ...], widths: Sequence[int]) -> Iterator[str]:
    cells = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
    for parts in zip_longest(*cells, fillvalue=""):
        padded = (
            part + " " * (size - cell_width(part) + _GAP)
            for part, size in zip(parts, widths, strict=True)
        )
        yield "".join(padded).rstrip(" ")


def _stacked(row: tuple[str, ...], columns: int) -> Iterator[str]:
    name, *rest = row
    yield from wrap(name, columns)
    for cell in rest:
        yield from (_INDENT + line for line in wrap(cell, columns - len(_INDENT)))
