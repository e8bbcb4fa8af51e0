"""What a guided session has to write: kept in order, tried again until it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from rehab_tui.clock import Clock
from rehab_tui.coach.model import Rated, SetFinished
from rehab_tui.errors import RehabError

RETRY_SECONDS = 1.0
"""After a writing that failed, so long until the next try."""


class Keeper(Protocol):
    """Where what was done is written."""

    def sets(self, finished: SetFinished) -> None:
        """A set is finished: when this returns it is kept for good."""
        ...

    def rated(self, exercise: str, rating: Rated) -> None:
        """A question was answered."""
        ...

    def counted(self, exercise: str, by_key: bool) -> None:
        """The person chose how the reps of an exercise are counted from now on."""
        ...

    def hurt(self, exercise: str) -> None:
        """Pain in an exercise, the second above the limit, ends the session (ST4)."""
        ...


@dataclass(frozen=True, slots=True)
class Recounted:
    """How an exercise is counted from now on."""

    by_key: bool


class Hurt:
    """Pain has ended the session."""


class Unkept:
    """What is not yet written, the oldest first; without a keeper nothing ever is.

    `trouble` says why the last try has failed; a session goes on all the same.
    """

    def __init__(self, keeper: Keeper | None, clock: Clock) -> None:
        self.trouble: RehabError | None = None
        self._keeper = keeper
        self._clock = clock
        self._left: list[tuple[SetFinished | Rated | Recounted | Hurt, str]] = []
        self._retry_at = 0.0

    def add(self, what: SetFinished | Rated | Recounted | Hurt, exercise: str) -> None:
        """Something of an exercise (id) is to be written, after all that is left."""
        if self._keeper is not None:
            self._left.append((what, exercise))

    def keep_in_time(self) -> None:
        """Write what is left, unless the last try failed just now."""
        if self._left and self._clock.monotonic() >= self._retry_at:
            self.keep()

    def keep(self) -> None:
        """Write what is left; what can't be written now stays for the next time."""
        self.trouble = None
        while self._left and self._keeper is not None:
            try:
                self._write(self._keeper, *self._left[0])
            except RehabError as error:
                self.trouble = error
                self._retry_at = self._clock.monotonic() + RETRY_SECONDS
                return
            self._left.pop(0)

    def _write(
        self, keeper: Keeper, what: SetFinished | Rated | Recounted | Hurt, exercise: str
    ) -> None:
        match what:
            case SetFinished():
                keeper.sets(what)
            case Rated():
                keeper.rated(exercise, what)
            case Recounted(by_key=by_key):
                keeper.counted(exercise, by_key)
            case Hurt():
                keeper.hurt(exercise)
