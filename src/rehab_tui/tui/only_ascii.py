"""What every screen looks like in a terminal that has only ASCII: changed in one place, last."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from rehab_tui.text import cell_width, to_ascii


class OnlyAscii(LineFilter):
    """Replaces each character by its likeness in ASCII, cell for cell, borders and all."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments in ASCII and of the same width."""
        return [
            segment if segment.text.isascii() else segment._replace(text=_likeness(segment.text))
            for segment in segments
        ]


@lru_cache(maxsize=1024)
def _likeness(text: str) -> str:
    return "".join(map(_cells, text))


def _cells(char: str) -> str:
    width = cell_width(char)
    return to_ascii(char)[:width].ljust(width)
