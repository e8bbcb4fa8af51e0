"""The values of a guided session: prescriptions, steps, events, effects and the session itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from rehab_tui.catalogue.model import Dose, Exercise

VariantName = Literal["base", "easier", "harder"]
Side = Literal["both", "left", "right", "alternate"]
Question = Literal["pain", "two_more"]


@dataclass(frozen=True, slots=True)
class Prescription:
    """An exercise with a dose for this person. `programme` makes it; the engine only plays it.

    `counted` sets wait for the person to count by key instead of keeping the tempo's time.
    """

    exercise: Exercise
    dose: Dose
    variant: VariantName = "base"
    instead_of: str | None = None
    reason: str | None = None
    warning: str | None = None
    """Said before the exercise: it carries a `care` flag of this profile."""
    warm_up: bool = False
    counted: bool = False
    first_side: Literal["right", "left"] = "right"
    """Which side begins where sides take turns."""
    base_dose: Dose | None = None
    """With the variants easier and harder, the dose of the base one: the way back."""
    new: bool = False
    """The person has not done it lately: its first lead-in lasts as long as its set-up words."""
    above: Prescription | None = None
    """What the person came down from to this easier exercise: the way back."""
    note: str = ""
    """What the person's plan says of it, as typed; shown before the exercise."""


class StepKind(StrEnum):
    """What a stretch of the session is for."""

    READY = "ready"
    SET = "set"
    HOLD = "hold"
    BREATHE = "breathe"
    REST = "rest"
    SWITCH = "switch"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of time. `seconds` is None when it waits for a key (a counted set).

    `item` is the place in the prescriptions, from 0; `number` the set's, from 1. READY, REST and
    SWITCH carry the number and the side of the set that they lead to, CHECK the last set's.

    Kinds: READY lead-in before an exercise; SET reps by tempo or by key; HOLD seconds without a
    breathing pattern; BREATHE seconds with one; REST between sets; SWITCH between sides; CHECK a
    question that may go unanswered.
    """

    kind: StepKind
    item: int
    number: int
    side: Side
    seconds: float | None
    question: Question | None = None


class Status(StrEnum):
    """Where a session stands."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    """Frozen by the person's stop; `CarryOn` undoes a press by mistake."""
    FINISHED = "finished"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class SetResult:
    """A set, or one side of it, as done. A set left in the middle counts as far as it went."""

    item: int
    number: int
    side: Literal["both", "left", "right"]
    reps: int | None
    reps_prescribed: int | None
    seconds: int | None
    seconds_prescribed: int | None


@dataclass(frozen=True, slots=True)
class Session:
    """A guided session at one moment. Only `engine.advance` makes the next one.

    `position` indexes `steps`; `elapsed` is seconds into that step; `extra` seconds were added to
    it (may be negative); `reps_by_key` counts a counted set; `moment` is the absolute monotonic
    time of the last event, None before the first; `active` is the running time altogether;
    `results` every finished set in order; `ratings` worst pain by item; `two_more` by item; `asked`
    the questions put since the last set, which may still be answered.
    """

    prescriptions: tuple[Prescription, ...]
    steps: tuple[Step, ...]
    position: int = 0
    elapsed: float = 0.0
    extra: float = 0.0
    reps_by_key: int = 0
    status: Status = Status.RUNNING
    moment: float | None = None
    active: float = 0.0
    results: tuple[SetResult, ...] = ()
    ratings: tuple[tuple[int, int], ...] = ()
    two_more: tuple[tuple[int, bool], ...] = ()
    asked: tuple[Step, ...] = ()
    last_rep_key: float | None = None


# --- events: what happens to a session, each at an absolute monotonic time in seconds -----------


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at `at`, absolute monotonic seconds."""

    at: float


class Tick(Event):
    """Time passes."""

    __slots__ = ()


class Suspended(Event):
    """The machine slept or the clocks disagree: pause, and credit nothing of the time since."""

    __slots__ = ()


class Pause(Event):
    """The person pauses."""

    __slots__ = ()


class Resume(Event):
    """The person goes on after a pause."""

    __slots__ = ()


class RepDone(Event):
    """A rep counted by key (two within 150 ms are one)."""

    __slots__ = ()


class UndoRep(Event):
    """The last counted rep is taken back."""

    __slots__ = ()


class GoOn(Event):
    """On to the next step; a set that is running counts as far as it went."""

    __slots__ = ()


class NextExercise(Event):
    """On to the next exercise."""

    __slots__ = ()


class Back(Event):
    """To the start of this step; within its first 2 s to the step before."""

    __slots__ = ()


class Stop(Event):
    """Something is wrong: freeze at once."""

    __slots__ = ()


class CarryOn(Event):
    """The stop was pressed by mistake: paused, as if nothing had happened."""

    __slots__ = ()


class Leave(Event):
    """Save and leave: what was done is kept."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class AddTime(Event):
    """Longer or shorter: seconds are added to a timed step, never below what has passed.

    Of a lead-in a second is always left, so that nobody is thrown into a set.
    """

    seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Replace(Event):
    """Easier, harder or swap: the rest of this item is done as `prescription` says.

    Its sets are those of the whole item. Finished sets stay, the present one begins again; an
    easier dose with no set left ends the item.
    """

    prescription: Prescription


@dataclass(frozen=True, slots=True)
class Answer(Event):
    """An answer to the question of a CHECK step: pain 0-10, or True/False for two more.

    A late one, or a correction, is taken until the next set begins.
    """

    value: int | bool


# --- effects: what the driver does about it -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class StepBegan:
    """A step begins at the absolute time `at`; `step` says what to show and to say."""

    at: float
    step: Step
    item: int


@dataclass(frozen=True, slots=True)
class SetFinished:
    """Write these at once, in one transaction, then acknowledge.

    `prescription` is what was done; the same event, or one before the writing succeeds, may put
    another one in its place.
    """

    at: float
    results: tuple[SetResult, ...]
    prescription: Prescription


@dataclass(frozen=True, slots=True)
class Rated:
    """A question of a CHECK step was answered."""

    at: float
    item: int
    question: Question
    value: int | bool


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over; fires once. `how` is finished or left."""

    at: float
    how: Status


Effect = StepBegan | SetFinished | Rated | Ended
