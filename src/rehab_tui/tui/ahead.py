"""Keys that come before what they act on is there: none is lost, and none acts twice."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable


class Ahead:
    """What was asked for and still waits, in the order of the keys.

    Args:
        there: whether what they act on is there now. Whoever brings it calls `come`.
    """

    def __init__(self, there: Callable[[], bool]) -> None:
        self._there = there
        self._waiting: deque[tuple[Callable[[], object], bool]] = deque()

    def when_there(self, does: Callable[[], object]) -> None:
        """Do it as soon as it can be done, after what was asked for before."""
        self._waiting.append((does, True))
        self.come()

    def in_turn(self, does: Callable[[], object]) -> None:
        """Do it now, or after what was asked for before and still waits."""
        self._waiting.append((does, False))
        self.come()

    def come(self) -> None:
        """Do what waited, as far as it can be done; what it does may take away what is there."""
        while self._waiting and (self._there() or not self._waiting[0][1]):
            self._waiting.popleft()[0]()

    def forget(self) -> None:
        """What waited means nothing any more: it can't be read, or something else came first."""
        self._waiting.clear()
