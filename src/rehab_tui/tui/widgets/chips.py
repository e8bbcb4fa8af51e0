"""A line of words of which one is chosen, and a remark at its end."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from rehab_tui.text import clean, clip


class Chips(Static):
    """Words side by side; the chosen one stands in angles and is always in sight."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._words = tuple(words)
        self._at = 0
        self._remark = ""

    def choose(self, at: int, remark: str) -> None:
        """Choose another word, or say something else."""
        if (at, remark) != (self._at, self._remark):
            self._at, self._remark = at, remark
            self.refresh()

    def render(self) -> Content:
        """As many words as fit around the chosen one, the remark at the right."""
        remark = clean(self._remark)
        room = max(6, self.content_size.width - len(remark) - 1)
        first, last = self._in_sight(room - 2)
        parts: list[str | tuple[str, str]] = [("…" if first else " ", "$quiet")]
        for place in range(first, last):
            chosen = place == self._at
            before, after = ("‹", "›") if chosen else (" ", " ")
            word = clip(clean(self._words[place]), room - 4)
            style = "$accent bold" if chosen else "$quiet"
            beside = chosen or place == self._at + 1
            between = "" if place == first else " " if beside else "·"
            parts += [(between, "$faint"), (f"{before}{word}{after}", style)]
        parts.append(("…" if last < len(self._words) else " ", "$quiet"))
        shown = Content.assemble(*parts)
        gap = " " * max(1, self.content_size.width - shown.cell_length - len(remark))
        return Content.assemble(shown, gap, (remark, "$quiet"))

    def _in_sight(self, room: int) -> tuple[int, int]:
        """The words that fit, from the first on as long as the chosen one is among them."""
        first = 0
        while first < self._at and self._wide(first, self._at + 1) > room:
            first += 1
        last = self._at + 1
        while last < len(self._words) and self._wide(first, last + 1) <= room:
            last += 1
        return first, last

    def _wide(self, first: int, last: int) -> int:
        return sum(len(word) + 3 for word in self._words[first:last]) - 1
