"""What a weekly report says: plain frozen values, the same for every view.

A report carries no note. The names of activities are the person's own words, as typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from rehab_tui.programme.change import Baseline, Verdict
from rehab_tui.report.facts import DecisionFact, Rating, StopFact
from rehab_tui.report.weeks import NOTHING, Summary, Week

Measure = Literal[
    "pain", "pain_worst", "mood", "sleep_minutes", "sleep_quality", "function", "effort"
]
Trended = Literal["pain", "pain_worst", "mood", "sleep_minutes", "function"]
"""The measures whose trend is looked at."""


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
    """A week's median against the baseline's, or against the week's before it.

    `baseline` is what it is compared with: the person's start, or the week before.
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
    against: Literal["start", "week before"] = "start"

    @property
    def small_numbers(self) -> bool:
        """Whether the baseline is so low that a single point weighs much."""
        return self.rule == "RP3"


@dataclass(frozen=True, slots=True)
class Trend:
    """How a measure went over the weeks: Theil-Sen slope a week, its 95 % interval, Kendall's tau.

    Told from three weeks and 15 ratings on, and where at most half of the days are missing (rules
    RP5, RP6). `verdict` is "no clear trend" where the interval holds 0.
    """

    measure: Trended
    slope: float
    low: float
    high: float
    tau: float
    weeks: int
    n: int
    verdict: Literal["falling", "rising", "no clear trend"]


@dataclass(frozen=True, slots=True)
class ActivityChange:
    """One activity, 0-10: its first rating of all and its last one; `large` from 3 points on."""

    activity: str
    first: Rating
    last: Rating
    large: bool

    @property
    def points(self) -> int:
        """The difference, positive where more is possible now."""
        return self.last.value - self.first.value


@dataclass(frozen=True, slots=True)
class FunctionChange:
    """The mean of the activities that were rated twice or more, then and now (rule RP8).

    `size` is "small" from 1.3 points on and "medium" from 2.3 (Abbott and Schmitt 2014, JOSPT
    44:560), up as down, else None.
    """

    activities: tuple[ActivityChange, ...]
    first: float
    last: float
    size: Literal["small", "medium"] | None

    @property
    def points(self) -> float:
        """The difference of the means, positive where more is possible now."""
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class WarningWord:
    """A quality that warns, in the period: its first day there, how often, where, in what.

    `sites` and `exercises` are ids, the most frequent first. `new`: never told before the period.
    """

    quality: str
    first: date
    times: int
    sites: tuple[str, ...]
    exercises: tuple[str, ...]
    new: bool


@dataclass(frozen=True, slots=True)
class TreatmentCount:
    """How often a treatment was used in the period; `minutes` adds up those that are known."""

    what: str
    times: int
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something of the period that is worth a glad word; `text` is the app's own."""

    day: date
    text: str


LinkName = Literal["sleep", "session", "mood"]
"""Sleep and the next day's pain, a session and the next morning, mood and pain of a day."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two things side by side: Spearman's rho with its interval (rule RP7).

    `effective_n` is the number of pairs after the correction for days that resemble the day
    before; the interval rests on it.
    """

    name: LinkName
    n: int
    effective_n: float
    rho: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


SlotName = Literal["morning", "midday", "afternoon", "evening"]


@dataclass(frozen=True, slots=True)
class Slot:
    """Sessions of a time of day: by how much pain rose in them (worst less before)."""

    name: SlotName
    n: int
    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """Times of day with ten sessions or more, two at least.

    `best` is the one with the smallest rise, and only where its whole interval lies below all
    others'.
    """

    slots: tuple[Slot, ...]
    best: SlotName | None


@dataclass(frozen=True, slots=True)
class Kept:
    """How the period was kept to. `planned` counts the weeks whose plan is known, else None.

    It is None too where sessions were done in a week without a known plan, as nothing then could be
    set against it. `share` is the Wilson interval of done of planned, 0-1. `gap` is the longest
    time in days from one session to the next (or to the period's last day), None below two.
    `skipped` are the exercises (ids) that were left out most, with their sets.
    """

    done: int = 0
    partly: int = 0
    elsewhere: int = 0
    planned: int | None = None
    share: tuple[float, float] | None = None
    gap: int | None = None
    skipped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A period, `first` to `last` inclusive, week by week.

    `days_with_entries` counts days of the period with any entry; `first_entry` and `last_entry` are
    the days of the first and of the latest one in the whole journal up to `last`, None for an empty
    journal. `baseline` may lie before the period. `links` holds what may be told of what went
    together with what, `pairs` how many pairs there are of each so far. `sleep_efficiency` is the
    median percentage of the time in bed that was slept, of so many nights; None below four.
    `names` has the exercises' names by their ids: whoever reads meets them by those.
    """

    first: date
    last: date
    weeks: tuple[WeekRow, ...]
    days_with_entries: int
    first_entry: date | None
    last_entry: date | None
    baseline: Baseline | None = None
    changes: tuple[Change, ...] = ()
    links: tuple[Link, ...] = ()
    pairs: tuple[tuple[LinkName, int], ...] = ()
    trends: tuple[Trend, ...] = ()
    function_change: FunctionChange | None = None
    global_change: tuple[Rating, ...] = ()
    words: tuple[WarningWord, ...] = ()
    stops: tuple[StopFact, ...] = ()
    decisions: tuple[DecisionFact, ...] = ()
    treatments: tuple[TreatmentCount, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    times: TimeOfDay | None = None
    kept: Kept = Kept()
    sleep_efficiency: tuple[float, int] | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """Days in the period."""
        return (self.last - self.first).days + 1

    def count(self, measure: Measure) -> int:
        """Ratings of one measure in the whole period."""
        return sum(row.of(measure).n for row in self.weeks)
