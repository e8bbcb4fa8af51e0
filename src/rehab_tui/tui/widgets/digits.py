"""Digits that can be read from the mat: 3 by 5 pixels, each several cells large."""

from __future__ import annotations

from collections.abc import Iterator

_PIXELS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", " # ", " # ", " # "),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}
ROWS = 5
PIXEL_CELLS = 2
"""A pixel is twice as wide as it is high in cells, so that it looks square."""


def big(text: str, scale: int, ascii_only: bool = False) -> list[str]:
    """Draws `text` (digits and colons) `scale` rows a pixel.

    Returns:
        5 x `scale` rows, all of one width.
    """
    ink = "#" if ascii_only else "█"
    return [row for y in range(ROWS) for row in [_row(text, y, scale, ink)] for _ in range(scale)]


def big_width(text: str, scale: int) -> int:
    """Cells that `big` takes across."""
    return len(_row(text, 0, scale, "#"))


def _row(text: str, y: int, scale: int, ink: str) -> str:
    def cells() -> Iterator[str]:
        for char in text:
            pixels = _PIXELS.get(char, ("   ",) * ROWS)[y]
            yield "".join((ink if p == "#" else " ") * PIXEL_CELLS * scale for p in pixels)

    return (" " * PIXEL_CELLS * scale).join(cells())
