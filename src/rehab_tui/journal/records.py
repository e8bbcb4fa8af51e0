"""What the journal keeps, as plain frozen values.

The pure rooms know of the journal only this file and `vocabulary`. Every record knows the moment
it speaks of (`at`: aware, with the offset that held there; `day` is the local day). `id` is empty
until the store gives one. A wrong value raises ValueError with words for people; the database's
CHECK constraints repeat the same limits.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar, Literal

from rehab_tui.journal import vocabulary as v

Kind = Literal[
    "pain", "mood", "sleep", "function", "treatment", "done_elsewhere", "note", "session", "set",
    "check_in", "stop", "decision", "profile",
]  # fmt: skip

PainMoment = Literal["now", "before", "worst", "after", "morning", "average"]
SessionState = Literal["running", "finished", "stopped", "left", "discarded"]
SetSide = Literal["both", "left", "right"]
CheckMoment = Literal["now", "before", "after", "morning"]

MAX_TEXT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every row has. Subclasses add what they say."""

    kind: ClassVar[Kind]
    at: datetime
    id: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a moment in the journal needs its offset from UTC")

    @property
    def day(self) -> date:
        """The local day it happened on."""
        return self.at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain(Record):
    """Pain on the 0-10 numeric rating scale: 0 no pain, 10 worst pain imaginable."""

    kind: ClassVar[Kind] = "pain"
    level: int
    site: str | None = None
    quality: str | None = None
    moment: PainMoment = "now"
    session: str | None = None
    exercise: str | None = None

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        _whole("pain", self.level, 0, 10)
        _one_of("site", self.site, v.SITES)
        _one_of("quality", self.quality, v.QUALITIES)
        _one_of("moment", self.moment, v.PAIN_MOMENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood(Record):
    """Mood 1-5: very low, low, so-so, good, very good."""

    kind: ClassVar[Kind] = "mood"
    level: int
    session: str | None = None

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        _whole("mood", self.level, 1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sleep(Record):
    """One night; `at` and `day` are the waking's. At least one of minutes and quality is given.

    `minutes` asleep; `quality` 1-5; `bed` and `wake` as local "HH:MM"; `latency` minutes to fall
    asleep; `awakenings` a count; `awake` minutes awake in the night. Core items of the Consensus
    Sleep Diary (Carney 2012).
    """

    kind: ClassVar[Kind] = "sleep"
    minutes: int | None = None
    quality: int | None = None
    bed: str | None = None
    wake: str | None = None
    latency: int | None = None
    awakenings: int | None = None
    awake: int | None = None

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        if self.minutes is None and self.quality is None:
            raise ValueError("sleep needs its length or its quality")
        _clock("bed time", self.bed)
        _clock("wake time", self.wake)
        _whole("minutes asleep", self.minutes, 0, 1440)
        _whole("sleep quality", self.quality, 1, 5)
        _whole("minutes to fall asleep", self.latency, 0, 1440)
        _whole("awakenings", self.awakenings, 0, 100)
        _whole("minutes awake", self.awake, 0, 1440)


@dataclass(frozen=True, slots=True, kw_only=True)
class Function(Record):
    """Patient-specific function: 0 unable, 10 able as before, for one chosen activity."""

    kind: ClassVar[Kind] = "function"
    activity: str
    level: int

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        _text("activity", self.activity)
        _whole("function", self.level, 0, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment(Record):
    """Heat, ice, massage, medicine or another treatment, with its minutes if known."""

    kind: ClassVar[Kind] = "treatment"
    what: str
    minutes: int | None = None

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        _one_of("treatment", self.what, v.TREATMENTS)
        _whole("minutes", self.minutes, 1, 1440)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneElsewhere(Record):
    """A walk, or a session done without the app."""

    kind: ClassVar[Kind] = "done_elsewhere"
    minutes: int | None = None
    what: str = ""

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        _whole("minutes", self.minutes, 1, 1440)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A person's own words, as typed."""

    kind: ClassVar[Kind] = "note"
    text: str
    session: str | None = None

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        _text("note", self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord(Record):
    """A guided session; `at` is its beginning.

    `prescription` is a copy of what was prescribed, as JSON text that `coach.store` writes and
    reads; `sets` counts the sets prescribed (each side of an "each" dose is one); `seconds` is the
    active time, pauses left out; `effort` 0-10 for the whole session; `phase` and `week` count
    from 1.
    """

    kind: ClassVar[Kind] = "session"
    state: SessionState = "running"
    programme: str | None = None
    phase: int | None = None
    week: int | None = None
    prescription: str = "[]"
    sets: int = 0
    seconds: int = 0
    effort: int | None = None

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        _one_of("state", self.state, v.SESSION_STATES)
        _whole("phase", self.phase, 0, 10_000)
        _whole("week", self.week, 0, 10_000)
        _whole("effort", self.effort, 0, 10)
        _whole("sets", self.sets, 0, 10_000)
        _whole("seconds", self.seconds, 0, 86_400)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRecord(Record):
    """One finished set of one side. Either reps or seconds are given, done and prescribed.

    `item` is the place in the prescription, from 0; `number` the set's, from 1. `variant` is
    base, easier or harder; `instead_of` the exercise it replaced and `reason` why. `two_more`:
    could two more have been done (asked after the last strength set)?
    """

    kind: ClassVar[Kind] = "set"
    session: str
    item: int
    exercise: str
    number: int
    side: SetSide = "both"
    reps: int | None = None
    reps_prescribed: int | None = None
    seconds: int | None = None
    seconds_prescribed: int | None = None
    load: str | None = None
    variant: str = "base"
    instead_of: str | None = None
    reason: str | None = None
    two_more: bool | None = None

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        _one_of("side", self.side, v.SET_SIDES)
        _whole("item", self.item, 0, 10_000)
        _whole("number", self.number, 1, 10_000)
        for name in ("reps", "reps_prescribed", "seconds", "seconds_prescribed"):
            _whole(name.replace("_", " "), getattr(self, name), 0, 100_000)
        if self.reps_prescribed is None and self.seconds_prescribed is None:
            raise ValueError("a set needs the reps or the seconds that were prescribed")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Record):
    """The answers around a session that are no entry of their own (pain and mood are).

    `question` is an id of `vocabulary.ASKED`, `about` what it speaks of (the id of an exercise or
    a programme, an activity; empty for nothing in particular), `answer` is None when it was asked
    and skipped.
    """

    kind: ClassVar[Kind] = "check_in"
    session: str | None = None
    moment: CheckMoment
    effort: int | None = None
    stiffness: str | None = None
    question: str | None = None
    about: str = ""
    answer: str | None = None

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        _one_of("moment", self.moment, v.CHECK_MOMENTS)
        _whole("effort", self.effort, 0, 10)
        _one_of("stiffness", self.stiffness, v.STIFFNESS)
        _one_of("question", self.question, v.ASKED)
        if self.question is None and (self.about or self.answer is not None):
            raise ValueError("an answer needs its question")
        if self.question is None or self.answer is None:
            return
        allowed = v.ASKED[self.question]
        if allowed is None:
            _text("answer", self.answer)
        else:
            _one_of(f"the answer to {self.question}", self.answer, allowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopEvent(Record):
    """Somebody stopped because something was wrong.

    `reason` is what was chosen first, `sign` the id of the ticked sign (ST1a ... ST4) or None,
    `tier` how urgent that is, 1 (an emergency) to 5, or None. `answer` stays None until the person
    has said that they were seen and may exercise, or what it was; tiers 1, 2 and 4 lock sessions
    until then.
    """

    kind: ClassVar[Kind] = "stop"
    reason: str
    session: str | None = None
    exercise: str | None = None
    sign: str | None = None
    tier: int | None = None
    answer: str | None = None
    answered: datetime | None = None

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        _text("reason", self.reason)
        _whole("tier", self.tier, 1, 5)
        if self.answered is not None and self.answered.tzinfo is None:
            raise ValueError("the moment of an answer needs its offset from UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord(Record):
    """A rule that fired: its id, its words, and what it changed.

    `change` says the change in the form `key=value` ("phase=2"), None for a reason alone; `answer`
    is what the person said to an offer, None where nothing was asked.
    """

    kind: ClassVar[Kind] = "decision"
    rule: str
    reason: str
    session: str | None = None
    exercise: str | None = None
    change: str | None = None
    answer: str | None = None

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        _text("rule", self.rule)
        _one_of("answer", self.answer, v.OFFER_ANSWERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileAnswer(Record):
    """One dated answer of the profile; the latest for a key holds. None takes it back."""

    kind: ClassVar[Kind] = "profile"
    key: str
    value: str | None

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        _text("key", self.key)


ENTRY_TYPES: tuple[type[Record], ...] = (
    Pain, Mood, Sleep, Function, Treatment, DoneElsewhere, Note, SessionRecord, SetRecord, CheckIn,
    StopEvent, DecisionRecord, ProfileAnswer,
)  # fmt: skip


def _whole(name: str, value: Any, least: int, most: int) -> None:
    if value is None:
        return
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"{name} is a whole number from {least} to {most}, not {value!r}")


def _clock(name: str, value: str | None) -> None:
    if value is None:
        return
    try:
        right = time.fromisoformat(value).isoformat("minutes") == value
    except ValueError:
        right = False
    if not right:
        raise ValueError(f"{name} is a time of day such as 22:30, not {value!r}")


def _one_of(name: str, value: str | None, allowed: Collection[str]) -> None:
    if value is not None and value not in allowed:
        raise ValueError(f"{name} can't be {value!r}")


def _text(name: str, value: str) -> None:
    if not value or len(value) > MAX_TEXT:
        raise ValueError(f"{name} needs 1 to {MAX_TEXT} characters")
