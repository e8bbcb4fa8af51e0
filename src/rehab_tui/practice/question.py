"""What a question is: a text and answers of one key each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Answers = Mapping[str, int | str]
"""Answers by the question's id; a question that was skipped is missing."""

TEN_KEY = "t"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: the key that gives it, its words, and its value."""

    key: str
    words: str
    value: int | str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `scale` is True for a row of numbers with words at its ends.

    `only_if` names a question that decides whether this one is asked: its answer must be one of
    `only_answers`, or above 0 where there are none. `about` is what the question speaks of (the id
    of a programme, an activity), empty for nothing in particular.
    """

    id: str
    text: str
    choices: tuple[Choice, ...]
    low: str = ""
    high: str = ""
    scale: bool = False
    only_if: str = ""
    only_answers: tuple[str, ...] = ()
    about: str = ""

    def asked(self, answers: Answers) -> bool:
        """Whether it is to be asked after these answers."""
        if not self.only_if:
            return True
        before = answers.get(self.only_if)
        if self.only_answers:
            return before in self.only_answers
        return isinstance(before, int) and before > 0


TEN = tuple(Choice(TEN_KEY if n == 10 else str(n), str(n), n) for n in range(11))
"""The answers of a scale from 0 to 10."""


def answer_of(key: str) -> int | bool | None:
    """What a key answers in a session: pain 0-10, or whether two more were possible."""
    if key in ("y", "n"):
        return key == "y"
    if key == TEN_KEY:
        return 10
    return int(key) if len(key) == 1 and key.isascii() and key.isdecimal() else None
