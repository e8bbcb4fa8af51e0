"""Reads plain data (mappings, lists, numbers, words) and collects what is wrong with it.

Nothing here raises: every method notes the problem with its path and returns a usable default,
so that a person sees all mistakes of a figure at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

Path = tuple[str | int, ...]
W = TypeVar("W", bound=str)


def hint(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean "x"?` for the known word nearest to `word`, or nothing."""
    near = get_close_matches(word[:60], list(known), n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ""


def shown(value: object) -> str:
    """Return a short, single-line picture of a value for an error message."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    try:
        text = repr(value)
    except ValueError:  # an int of more than 4300 digits
        text = "a huge number"
    return text if len(text) <= 40 else text[:37] + "..."


@dataclass(slots=True)
class Reader:
    """Collects problems as (path inside the figure, plain words)."""

    problems: list[tuple[Path, str]] = field(default_factory=list)

    def wrong(self, path: Path, words: str) -> None:
        """Note a problem."""
        self.problems.append((path, words))

    def mapping(
        self, value: object, path: Path, known: Iterable[str], need: Iterable[str] = ()
    ) -> dict[str, object]:
        """Return the known keys of a mapping; unknown and missing ones are problems."""
        known = list(known)
        if not isinstance(value, Mapping):
            self.wrong(path, f"must be a mapping, not {shown(value)}")
            return {}
        found: dict[str, object] = {}
        for key, item in value.items():
            if isinstance(key, str) and key in known:
                found[key] = item
            elif isinstance(key, str):
                self.wrong((*path, key), f"unknown key{hint(key, known)}")
            else:
                self.wrong(path, f"keys must be words, not {shown(key)}")
        missing = [f'"{key}"' for key in need if key not in found]
        if missing:
            self.wrong(
                path, f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
            )
        return found

    def number(
        self, value: object, path: Path, low: float, high: float, default: float = 0.0
    ) -> float:
        """Return a finite number between low and high."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong(path, f"must be a number, not {shown(value)}")
            return default
        if not low <= value <= high:
            self.wrong(path, f"must be between {low:g} and {high:g}, not {shown(value)}")
            return default
        return float(value)

    def numbers(
        self, value: object, path: Path, counts: Sequence[int], low: float, high: float
    ) -> tuple[float, ...]:
        """Return a list of as many numbers as one of `counts`; zeros when it is wrong."""
        if not isinstance(value, list | tuple) or len(value) not in counts:
            many = " or ".join(str(n) for n in counts)
            self.wrong(path, f"must be a list of {many} numbers, not {shown(value)}")
            return (0.0,) * counts[0]
        return tuple(self.number(v, (*path, i), low, high) for i, v in enumerate(value))

    def pair(
        self, value: object, path: Path, low: float = -300.0, high: float = 300.0
    ) -> tuple[float, float]:
        """Return two numbers."""
        first, second = self.numbers(value, path, (2,), low, high)
        return first, second

    def four(
        self, value: object, path: Path, low: float, high: float
    ) -> tuple[float, float, float, float]:
        """Return four numbers."""
        a, b, c, d = self.numbers(value, path, (4,), low, high)
        return a, b, c, d

    def flag(self, value: object, path: Path, default: bool) -> bool:
        """Return true or false."""
        if isinstance(value, bool):
            return value
        self.wrong(path, f"must be true or false, not {shown(value)}")
        return default

    def word(self, value: object, path: Path, known: Iterable[W], default: W) -> W:
        """Return one of the known words."""
        words = list(known)
        for word in words:
            if word == value:
                return word
        near = hint(value, words) if isinstance(value, str) else ""
        said = f"one of {', '.join(words)}" if len(words) <= 14 else "a known name"
        self.wrong(path, f"must be {said}, not {shown(value)}{near}")
        return default

    def items(self, value: object, path: Path, most: int = 40) -> list[object]:
        """Return a list of at most `most` items."""
        if not isinstance(value, list | tuple):
            self.wrong(path, f"must be a list, not {shown(value)}")
            return []
        if len(value) > most:
            self.wrong(path, f"must have at most {most} entries, not {len(value)}")
            return []
        return list(value)
