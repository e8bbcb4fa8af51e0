"""What the rules need to know of the past: a digest of the journal, oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

KNOWN_FOR = timedelta(days=7)
"""So long after it was last done an exercise needs no long lead-in. This app's rule."""


@dataclass(frozen=True, slots=True)
class PastSession:
    """One guided session that has ended.

    `done` is True from half of the prescribed sets on; `phase` counts from 0. Pain values are 0-10
    or None where nobody was asked or answered: `before` it, `worst` in it, the `morning` after.
    `effort` is 0-10. `stiffer` is True when the next morning's stiffness lasted longer than usual.
    """

    id: str
    day: date
    done: bool
    programme: str | None = None
    phase: int | None = None
    before: int | None = None
    worst: int | None = None
    morning: int | None = None
    effort: int | None = None
    stiffer: bool = False
    warned: bool = False
    """A warning quality (sharp, electric, spreading) was noted, or the person pressed STOP."""


@dataclass(frozen=True, slots=True)
class OpenStop:
    """A stop that has not been answered yet."""

    id: str
    day: date
    tier: int
    sign: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """An offer that the person has taken: rule, `key=value`, and the day."""

    rule: str
    change: str
    day: date


@dataclass(frozen=True, slots=True)
class Refused:
    """An offer that the person has declined, and how many sessions were done since."""

    rule: str
    change: str
    sessions_since: int


@dataclass(frozen=True, slots=True)
class History:
    """Everything the rules look back on.

    `sessions` may leave out old ones; `begun` still knows the day of each programme's very first.
    """

    sessions: tuple[PastSession, ...] = ()
    stops: tuple[OpenStop, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    refused: tuple[Refused, ...] = ()
    sharp: frozenset[tuple[str, date]] = frozenset()
    """Exercises that a sharp pain stopped, each with the day."""
    begun: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    last_done: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    """The last day on which each exercise was done, by its id; old days may be left out."""

    def spared(self, today: date) -> frozenset[str]:
        """The exercises that a sharp pain stopped today: left alone for the rest of the day."""
        return frozenset(exercise for exercise, day in self.sharp if day == today)

    def known(self, today: date) -> frozenset[str]:
        """The exercises that are not new: done today or in the seven days before."""
        return frozenset(
            exercise for exercise, day in self.last_done.items() if today - day <= KNOWN_FOR
        )

    @property
    def in_order(self) -> tuple[PastSession, ...]:
        """The sessions by day, whatever order they were given in."""
        return tuple(sorted(self.sessions, key=lambda session: session.day))

    @property
    def done(self) -> tuple[PastSession, ...]:
        """The sessions that count as done."""
        return tuple(session for session in self.in_order if session.done)
