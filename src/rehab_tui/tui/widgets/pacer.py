"""The breath as a shape: it swells while breathing in and shrinks while breathing out."""

from __future__ import annotations

from math import cos, pi

_BLOCKS = " ▁▂▃▄▅▆▇█"
_ASCII = " .:-=+*##"


def swell(lungs: float, width: int, rows: int, ascii_only: bool = False) -> list[str]:
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
    heights = [_height(x + 0.5 - width / 2, half, peak) for x in range(width)]
    steps = _ASCII if ascii_only else _BLOCKS
    return [
        "".join(steps[max(0, min(8, h - 8 * (rows - 1 - row)))] for h in heights)
        for row in range(rows)
    ]


def _height(x: float, half: float, peak: float) -> int:
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
