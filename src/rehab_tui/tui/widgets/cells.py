"""A small canvas of cells: dots two wide and four high in each (braille), letters, and shades."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby


class Ink(IntEnum):
    """What a cell belongs to; where several meet, the highest gives it its colour and letter."""

    NOTHING = 0
    GRID = 1
    CURSOR = 2
    LEVEL = 3
    MEDIAN = 4
    POINT = 5
    MARK = 6
    WORDS = 7
    STRONG = 8


DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a braille letter, by row and column of the dot."""
BRAILLE = 0x2800
SHADE, SHADE_ASCII = "░", ":"


@dataclass(frozen=True, slots=True)
class Run:
    """Cells side by side that look alike. `shade` is 0 without one, 1 quiet, 2 a little deeper."""

    text: str
    ink: Ink
    shade: int = 0


class Cells:
    """`columns` x `rows` cells; what lies outside is not drawn. Row 0 is the top.

    Args:
        columns: how many cells a row has.
        rows: how many rows.
        ascii_only: draw shades as a letter of ASCII. Dots have none: draw letters instead.
    """

    def __init__(self, columns: int, rows: int, *, ascii_only: bool = False) -> None:
        self.columns = columns
        self.rows = rows
        self._ascii = ascii_only
        self._bits = [[0] * columns for _ in range(rows)]
        self._letters = [[""] * columns for _ in range(rows)]
        self._inks = [[Ink.NOTHING] * columns for _ in range(rows)]
        self._shades = [[0] * columns for _ in range(rows)]

    def dot(self, x: int, y: int, ink: Ink) -> None:
        """Set one dot, of `2 * columns` x `4 * rows`, over letters of a lower ink."""
        column, row = x // 2, y // 4
        if not (0 <= column < self.columns and 0 <= row < self.rows):
            return
        self._bits[row][column] |= DOTS[y % 4][x % 2]
        if ink >= self._inks[row][column]:
            self._inks[row][column] = ink
            self._letters[row][column] = ""

    def words(self, column: int, row: int, text: str, ink: Ink) -> None:
        """Write letters, one cell each, over whatever is there."""
        for place, letter in enumerate(text, start=column):
            if 0 <= place < self.columns and 0 <= row < self.rows:
                self._letters[row][place] = letter
                self._bits[row][place] = 0
                self._inks[row][place] = ink

    def fill(self, column: int, row: int, letter: str, ink: Ink) -> None:
        """Write a letter where nothing is yet."""
        if self.is_free(column, row):
            self.words(column, row, letter, ink)

    def shade(self, column: int, row: int, *, deep: bool) -> None:
        """Lay a quiet shade behind a cell, or a little deeper one."""
        if 0 <= column < self.columns and 0 <= row < self.rows:
            self._shades[row][column] = 2 if deep else 1

    def is_free(self, column: int, row: int) -> bool:
        """Whether nothing but a shade is in a cell of the canvas."""
        inside = 0 <= column < self.columns and 0 <= row < self.rows
        return inside and self._inks[row][column] is Ink.NOTHING

    def ink_at(self, column: int, row: int) -> Ink:
        """What a cell belongs to."""
        return self._inks[row][column]

    def runs(self, row: int) -> tuple[Run, ...]:
        """A row as runs, together as wide as the canvas."""
        return tuple(
            Run("".join(letter for letter, _, _ in cells), ink, shade)
            for (ink, shade), cells in groupby(self._cells(row), key=lambda one: one[1:])
        )

    def _cells(self, row: int) -> Iterator[tuple[str, Ink, int]]:
        columns = zip(
            self._letters[row], self._bits[row], self._inks[row], self._shades[row], strict=True
        )
        for letter, bits, ink, shade in columns:
            if letter or not bits:
                blank = (SHADE_ASCII if self._ascii else SHADE) if shade else " "
                yield letter or blank, ink, shade
            else:
                yield chr(BRAILLE + bits), ink, shade
