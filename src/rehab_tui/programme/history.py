"""What the rules need to know of the past: a digest of the journal, oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Literal

from rehab_tui.catalogue.model import Dose

KNOWN_FOR = timedelta(days=7)
"""So long after it was last done an exercise needs no long lead-in. This app's rule."""


Moved = Literal["towards", "away", "same"]
"""Where arm or leg pain went: towards the spine, further away from it, or neither."""

Linger = Literal["no", "lasted", "moved"]
"""After nerve glides: gone within half a minute, lasted longer, moved further from the spine."""


@dataclass(frozen=True, slots=True)
class PastExercise:
    """What was done of one exercise in one session.

    `exercise` is what was done, `instead_of` what was prescribed where that was another. `worst`
    0-10 is the worst pain in it, None unrated. `sharp` is True when a warning quality stopped it.
    `dose` is what was prescribed for this day (as eased or swapped). `sets` counts the finished
    ones, each side as one, of `sets_prescribed`; `extra_reps` is how many reps more than prescribed
    the last set had on the weaker side, and two on top where the person said that two more were
    possible; None unknown, or where that set was not done. `signs` are pelvic signs that were told
    of it.
    """

    exercise: str
    dose: Dose
    worst: int | None = None
    sharp: bool = False
    variant: str = "base"
    instead_of: str | None = None
    sets: int = 0
    sets_prescribed: int = 0
    extra_reps: int | None = None
    signs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PastSession:
    """One guided session that has ended.

    `done` is True from half of the prescribed sets on; `phase` counts from 0. Pain values are 0-10
    or None where nobody was asked or answered: `before` it, `worst` in it, the `morning` after.
    `effort` is 0-10. `stiffer` is True when the next morning's stiffness lasted longer than usual.
    `ended` is the moment of its end with its offset. `sleep_quality` 1-5 is of the night after.
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
    ended: datetime | None = None
    exercises: tuple[PastExercise, ...] = ()
    """In the order of the session."""
    ill: bool = False
    sleep_quality: int | None = None
    spine: int | None = None
    """How much the pain at the spine rose in it, where arm or leg pain moved."""
    moved: Moved | None = None
    linger: Linger | None = None

    def of(self, exercise: str) -> PastExercise | None:
        """What was done of an exercise (its id) in it, or None."""
        return next((one for one in self.exercises if one.exercise == exercise), None)


@dataclass(frozen=True, slots=True)
class OpenStop:
    """A stop that has not been answered yet."""

    id: str
    day: date
    tier: int
    sign: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Held:
    """An exercise (its id) that a stop has put aside until the person says that it may come back.

    `stop` is the id of the stop event, `reason` its first answer.
    """

    exercise: str
    day: date
    stop: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Days without sessions on purpose: from `first` to `last` inclusive, None still going on."""

    first: date
    last: date | None
    reason: str

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer to a question that is asked now and then; `answer` is None where it was skipped.

    `question` is an id of `journal.vocabulary.ASKED`, `about` what it speaks of: the id of a
    programme or an exercise, a region, an activity; empty for nothing in particular.
    """

    question: str
    about: str
    answer: str | None
    day: date


@dataclass(frozen=True, slots=True)
class Accepted:
    """An offer that the person has taken: rule, `key=value`, and the day.

    `exercise` is the id that the change is for, None for the session or the programme.
    `sessions_since` counts the sessions done after it.
    """

    rule: str
    change: str
    day: date
    exercise: str | None = None
    sessions_since: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """An offer that the person has declined, and how many sessions were done since."""

    rule: str
    change: str
    sessions_since: int
    exercise: str | None = None


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
    held: tuple[Held, ...] = ()
    pauses: tuple[Pause, ...] = ()
    told: tuple[Told, ...] = ()
    """The answers of the last thirteen weeks, and what was skipped, by day."""
    pains: tuple[tuple[date, int], ...] = ()
    """Every rating of pain at rest (0-10) of the last thirteen weeks, with its day, by day."""
    functions: tuple[tuple[date, str, int], ...] = ()
    """Every rating of an activity since the start: day, activity, 0-10; by day."""
    elsewhere: tuple[tuple[date, int | None], ...] = ()
    """What was done without the app in the last thirteen weeks: day and minutes; by day."""

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
        """The sessions by day and id, whatever order they were given in; ids grow with time."""
        return tuple(sorted(self.sessions, key=lambda session: (session.day, session.id)))

    @property
    def done(self) -> tuple[PastSession, ...]:
        """The sessions that count as done."""
        return tuple(session for session in self.in_order if session.done)
