"""What goes into a weekly report and what comes out: plain frozen values.

Days are local days as the journal stored them, so that a rating never moves to another week when
the person travels. A report carries no note and no other text of the person's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from rehab_tui.programme.change import Baseline, Verdict
from rehab_tui.report.weeks import NOTHING, Summary, Week

Measure = Literal[
    "pain", "pain_worst", "mood", "sleep_minutes", "sleep_quality", "function", "effort"
]


class Rating(NamedTuple):
    """One answer on a scale (or minutes asleep), and its local day."""

    day: date
    value: int


class SessionFact(NamedTuple):
    """A guided session: its local day, active minutes, and whether at least half of it was done."""

    day: date
    minutes: int
    done: bool


class ElsewhereFact(NamedTuple):
    """A walk or a session without the app; `minutes` is None when nobody said how long."""

    day: date
    minutes: int | None = None


Planned = Callable[[date], int | None] | Mapping[date, int]
"""Sessions planned in the week that starts on a Monday; None or no entry: not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInputs:
    """The whole journal as the report needs it, in order of time within a measure.

    Give everything, not only the period: the baseline is the person's first week. `pain` holds the
    ratings at rest (`vocabulary.AT_REST`), `pain_worst` the worst during sessions, `sleep_minutes`
    and `sleep_quality` one night each by the day of waking, `function` and `effort` 0-10, `mood`
    1-5. `stops` are days of stop events; `other` days of entries that have no figure here (notes,
    treatments), which count as days with an entry.
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
    stops: Sequence[date] = ()
    other: Sequence[date] = ()
    planned: Planned = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SessionCounts:
    """Sessions of a week: `done` at least half, `partly` less, `elsewhere` without the app.

    `planned` is None when no plan is known for the week. `minutes` adds up all three; it is None
    when something was done and no length is known, and a lower bound when `unknown` of them
    (elsewhere, without minutes) is above 0.
    """

    done: int = 0
    partly: int = 0
    elsewhere: int = 0
    planned: int | None = None
    minutes: int | None = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One week of the period; days outside the period count nowhere, its edges included."""

    week: Week
    sessions: SessionCounts = SessionCounts()
    pain: Summary = NOTHING
    pain_worst: Summary = NOTHING
    mood: Summary = NOTHING
    sleep_minutes: Summary = NOTHING
    sleep_quality: Summary = NOTHING
    function: Summary = NOTHING
    effort: Summary = NOTHING
    stops: int = 0

    def of(self, measure: Measure) -> Summary:
        """The summary of one measure by its name."""
        summary: Summary = getattr(self, measure)
        return summary


@dataclass(frozen=True, slots=True)
class Change:
    """A week's median against the baseline's.

    `points` is the difference on the scale, negative when lower. `percent` is of the baseline and
    None when that is below 1, where it would say nothing. `rule` is RP2, or RP3 ("small numbers")
    with a baseline of 3 or less.
    """

    measure: Measure
    rule: Literal["RP2", "RP3"]
    baseline: Baseline
    week: Week
    n: int
    median: float
    points: float
    percent: float | None
    verdict: Verdict

    @property
    def small_numbers(self) -> bool:
        """Whether the baseline is so low that a single point weighs much."""
        return self.rule == "RP3"


@dataclass(frozen=True, slots=True)
class Report:
    """A period, `first` to `last` inclusive, week by week.

    `days_with_entries` counts days of the period with any entry; `first_entry` and `last_entry` are
    the days of the first and of the latest one in the whole journal up to `last`, None for an empty
    journal. `baseline` may lie before the period. `links` (what went together with what) stays
    empty: a later version fills it.
    """

    first: date
    last: date
    weeks: tuple[WeekRow, ...]
    days_with_entries: int
    first_entry: date | None
    last_entry: date | None
    baseline: Baseline | None = None
    changes: tuple[Change, ...] = ()
    links: tuple[()] = ()

    @property
    def days(self) -> int:
        """Days in the period."""
        return (self.last - self.first).days + 1

    def count(self, measure: Measure) -> int:
        """Ratings of one measure in the whole period."""
        return sum(row.of(measure).n for row in self.weeks)
