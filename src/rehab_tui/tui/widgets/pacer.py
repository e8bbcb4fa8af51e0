"""The breath as a shape: it swells while breathing in and shrinks while breathing out."""

from __future__ import annotations

from math import cos, pi

_BLOCKS = " ▁▂▃▄▅▆▇█"
_ASCII = " .:-=+*##"


def swell(lungs: float, width: int, rows: int, ascii_only: bool) -> list[str]:
    """Draws a hill that is as broad and as high as the lungs are full.

    Args:
        lungs: 0 empty to 1 full.
        width: cells across.
        rows: rows high, 1 or more.
        ascii_only: with characters that every terminal has.

    Returns:
        `rows` strings of `width` cells, the top first.
    """
    full = max(0.0, min(1.0, lungs))
    half = max(1.0, (0.25 + 0.75 * full) * width / 2)
    peak = (0.15 + 0.85 * full) * rows * 8
    left = [_height(x + 0.5 - width / 2, half, peak) for x in range((width + 1) // 2)]
    heights = left + left[: width // 2][::-1]
    steps = _ASCII if ascii_only else _BLOCKS
    # For each row, the top first, what is seen in it of a hill 0, 1, 2, ... eighths high.
    seen = [" " * 8 * below + steps + steps[-1] * 8 * (rows - 1 - below) for below in range(rows)]
    return ["".join([cells[height] for height in heights]) for cells in reversed(seen)]


def _height(x: float, half: float, peak: float) -> int:
    """The height in eighths of a cell, `x` cells from the middle of the hill."""
    if abs(x) >= half:
        return 0
    return max(1, round(peak * (0.5 + 0.5 * cos(pi * x / half))))


BREATH_WORDS = {
    "in": "breathe in, through the nose",
    "out": "breathe out, pursed lips",
    "hold": "wait, without pressing",
    "easy": "breathe easily",
}
"""The words beside the shape, by the flow of air."""
