"""A key for what can't be hashed: what hangs on a step is reckoned once for it. Pure.

A picture asks many times a second what hangs on its step alone: its breath, its cues. A
prescription holds mappings, so that no cache takes it; but it never changes, and a session goes on
with the very same one.
"""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """Stands for the very object `it`, which lives as long as this does; equals alone its own."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.it is self.it

    def __hash__(self) -> int:
        return id(self.it)
