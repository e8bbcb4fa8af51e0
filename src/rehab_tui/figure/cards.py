"""A posture card: the still figure that stands in where an exercise has none of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from rehab_tui.figure.model import Figure
from rehab_tui.figure.spec import parse_figure

BASE_OF: Final[Mapping[str, str]] = {
    "seated": "sit",
    "standing": "stand",
    "supine": "hook-lying",
    "prone": "prone",
    "side-lying": "side-lying",
    "quadruped": "quadruped",
    "half-kneeling": "half-kneel",
    "long-sitting": "long-sit",
}
"""The base posture of each position that an exercise may be done in."""


@lru_cache(maxsize=len(BASE_OF))
def posture_card(position: str) -> Figure:
    """Return the still figure of a position: its base, in one pose, the same at every moment.

    Args:
        position: one of the catalogue's positions.

    Raises:
        KeyError: for a word that is no position.
    """
    return parse_figure({"base": BASE_OF[position], "poses": {"A": {}}})
