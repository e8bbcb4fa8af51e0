"""Which moments of a figure tell the movement to one who sees still pictures only."""

from __future__ import annotations

from typing import Final

from rehab_tui.figure.dots import braille
from rehab_tui.figure.model import Figure
from rehab_tui.figure.stage import scene

MOST: Final = 4
"""Pictures that a movement with many keys is told in."""
ALIKE: Final = 0.25
"""A key that differs less than this from one that is shown, as a share of the greatest difference
from the start, tells nothing new."""


def telling(figure: Figure) -> tuple[float, ...]:
    """Return the positions to show: the start, the end, and what looks most unlike those.

    A loop has no end: the key that looks most unlike its start stands for it. Keys that are only
    passed are left out, and so are keys that look like one that is shown.

    Args:
        figure: the figure.

    Returns:
        Up to four positions for `scene`, in the order of the movement; the first is 0. A figure
        that looks the same at all its keys has no other.
    """
    count = len(figure.path)
    whole = count if figure.cycle else count - 1
    ends = [0] if figure.cycle else [0, whole]
    keys = [i for i, name in enumerate(figure.path) if i in ends or not name.islower()]
    looks = [_look(figure, i / whole) for i in range(count)]
    chosen = [i for i in ends if i == 0 or looks[i] != looks[0]]
    least = ALIKE * max(_unlike(looks[0], looks[i]) for i in keys)

    def news(key: int) -> int:
        return min(_unlike(looks[key], looks[shown]) for shown in chosen)

    while len(chosen) < MOST and news(best := max(keys, key=news)) > least:
        chosen.append(best)
    return tuple(i / whole for i in sorted(chosen))


def _look(figure: Figure, position: float) -> str:
    return "".join(braille(scene(figure, position), 60, 20).lines())


def _unlike(one: str, two: str) -> int:
    """Return in how many cells two pictures differ."""
    return sum(a != b for a, b in zip(one, two, strict=True))
