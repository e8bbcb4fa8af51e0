"""The short tour for somebody new: its cards as values, and whether it was shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rehab_tui.practice.context import Practice

_SHOWN = "tour"
"""What the journal's own notes keep it under: no entry, and nothing that undo knows of."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card: a title, a sentence or two, and the keys it is about, each with what it does.

    `moves` is True for the card that stands beside the moving figure.
    """

    title: str
    words: str
    keys: Mapping[str, str]
    moves: bool = False


CARDS = (
    Card(
        "Today",
        "The first screen says what to do, how long it takes, and why just so much.",
        {"enter": "starts", "+ -": "more or less time", "w": "all of why, and your plan"},
    ),
    Card(
        "In a session",
        "You need no keys. Move and breathe with the figure; it counts for you.",
        {"space": "pauses", "!": "stops at once, when it hurts or feels wrong",
         "e": "makes it easier", "v": "sounds and speech"},
        moves=True,
    ),
    Card(
        "Afterwards",
        "Two or three short questions, and one the next morning. From your answers it knows when "
        "to go gently. Enter skips any of them.",
        {"p m s": "note pain, mood or sleep at any time"},
    ),
    Card(
        "Over the weeks",
        "How it has been going, drawn large, with what can be said of it and what can't.",
        {"g": "progress", "J": "the journal: change, delete, take back"},
    ),
    Card(
        "And the rest",
        "Any key may be tried: what is noted can be taken back.",
        {",": "settings: colours, sounds, speech", "?": "the keys of each screen, and answers",
         "ctrl+p": "everything by its name"},
    ),
)  # fmt: skip
"""In their order."""


def is_due(practice: Practice) -> bool:
    """Whether it was never shown with this journal."""
    return practice.journal.recall(_SHOWN) is None


def note_shown(practice: Practice) -> None:
    """Never show it again by itself.

    Raises:
        RehabError: it can't be noted; then it comes once more.
    """
    practice.journal.remember(_SHOWN, "shown")
