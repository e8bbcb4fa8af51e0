"""What the journal says, as a report needs it: plain frozen values.

Days are local days as the journal stored them, so that a rating never moves to another week when
the person travels. Notes and activities are a person's own words, as typed: every view cleans
them for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple


class Rating(NamedTuple):
    """One answer on a scale (or minutes asleep), and its local day."""

    day: date
    value: int


@dataclass(frozen=True, slots=True)
class SessionFact:
    """A guided session: its local day, active minutes, and whether at least half of it was done.

    `began` is the local time. `before`, `worst` and `morning` (the next) are pain 0-10 at rest, in
    it and after the night; None where nobody answered.
    """

    day: date
    minutes: int
    done: bool
    began: time | None = None
    before: int | None = None
    worst: int | None = None
    morning: int | None = None


class ElsewhereFact(NamedTuple):
    """A walk or a session without the app; `minutes` is None when nobody said how long."""

    day: date
    minutes: int | None = None


class Night(NamedTuple):
    """A night by the day of waking: minutes asleep and in bed, None where not known."""

    day: date
    asleep: int | None
    in_bed: int | None = None


class FunctionFact(NamedTuple):
    """An activity of the person's own choice, 0 unable to 10 able as before."""

    day: date
    activity: str
    level: int


class WordFact(NamedTuple):
    """A quality of pain that warns, with its site and exercise (ids) where they are known."""

    day: date
    quality: str
    site: str | None = None
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class StopFact:
    """A stop: what was chosen first, the sign that was ticked (its id), its tier 1-5, its answer.

    `exercise` is an id. `answer` is None while it stands unanswered.
    """

    day: date
    reason: str
    at: time | None = None
    sign: str | None = None
    tier: int | None = None
    exercise: str | None = None
    answer: str | None = None
    answered: date | None = None


class DecisionFact(NamedTuple):
    """What a rule changed, or offered and the person answered; `change` is `key=value`.

    `times` counts the same thing of the same rule; the day is then that of the last time.
    """

    day: date
    rule: str
    reason: str
    change: str | None = None
    exercise: str | None = None
    answer: str | None = None
    times: int = 1


class TreatmentFact(NamedTuple):
    """Heat, ice, massage, medicine or another treatment."""

    day: date
    what: str
    minutes: int | None = None


Planned = Callable[[date], int | None] | Mapping[date, int]
"""Sessions planned in the week that starts on a Monday; None or no entry: not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInputs:
    """What a report of some days rests on, in order of time within a measure.

    `pain` holds the ratings at rest (`vocabulary.AT_REST`) of the period, and those before it that
    the baseline, the person's first week, may be found in. `pain_worst` is the worst of each
    session, `sleep_minutes` and `sleep_quality` one night each by the day of waking, `function` and
    `effort` 0-10, `mood` 1-5, `global_change` -5 to 5. `functions` also has each activity's first
    rating of all, and `words` the first time of each quality, as what is new or changed shows only
    beside what was before; all else is the period's. `left_out` counts the prescribed sets that
    were left out of sessions nobody had to stop, by the exercise (id). `entry_days` are the days of
    the period with any entry; `first_entry`, `last_entry` and `first_session` those of the first
    and the latest entry of all, up to the period's end. `names` has the exercises' names by their
    ids.
    """

    pain: Sequence[Rating] = ()
    pain_worst: Sequence[Rating] = ()
    mood: Sequence[Rating] = ()
    sleep_minutes: Sequence[Rating] = ()
    sleep_quality: Sequence[Rating] = ()
    function: Sequence[Rating] = ()
    effort: Sequence[Rating] = ()
    sessions: Sequence[SessionFact] = ()
    elsewhere: Sequence[ElsewhereFact] = ()
    nights: Sequence[Night] = ()
    functions: Sequence[FunctionFact] = ()
    global_change: Sequence[Rating] = ()
    words: Sequence[WordFact] = ()
    stops: Sequence[StopFact] = ()
    decisions: Sequence[DecisionFact] = ()
    treatments: Sequence[TreatmentFact] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    entry_days: frozenset[date] = frozenset()
    first_entry: date | None = None
    last_entry: date | None = None
    first_session: date | None = None
    planned: Planned = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
