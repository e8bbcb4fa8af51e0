"""How the weeks were kept to, told kindly: nothing is a streak, and nothing is ever lost.

A planned day of rest is no miss. Days of a pause are taken off the plan, without blame and without
credit. Walks and sessions elsewhere are told as what they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rehab_tui.catalogue.model import Programme
from rehab_tui.programme.history import History
from rehab_tui.programme.phase import planned_in_week
from rehab_tui.programme.profile import Profile
from rehab_tui.text import plural

TARGET_SHARE = 0.8
"""From this share of the planned sessions on a week's target is met: the cut that trials use."""


@dataclass(frozen=True, slots=True)
class WeekKept:
    """A week from its Monday: sessions done and partly done, what was done elsewhere, the plan.

    `planned` is None while no plan is known, and 0 in a week that was all pause. `over` is False
    for a week that still has days to come.
    """

    monday: date
    done: int = 0
    partly: int = 0
    elsewhere: int = 0
    planned: int | None = None
    over: bool = True

    @property
    def counts(self) -> bool:
        """Whether it says anything about a target: a plan was known, and it was no pause."""
        return bool(self.planned)

    @property
    def met(self) -> bool:
        """Whether its target is met; what is more than that is not counted against anything."""
        return self.planned is not None and 0 < self.planned * TARGET_SHARE <= self.done

    @property
    def words(self) -> str:
        """A line: "2 of 3 sessions, 1 partly done, 1 walk or session elsewhere"."""
        if self.planned is None:
            parts = [plural(self.done, "session", "sessions")]
        elif self.planned == 0:
            parts = ["a pause", *([plural(self.done, "session", "sessions")] if self.done else [])]
        elif self.done > self.planned:
            parts = [f"{plural(self.done, 'session', 'sessions')} ({self.planned} planned)"]
        else:
            parts = [f"{self.done} of {plural(self.planned, 'session', 'sessions')}"]
        if self.partly:
            parts.append(f"{self.partly} partly done")
        if self.elsewhere:
            parts.append(
                plural(self.elsewhere, "walk or session elsewhere", "walks or sessions elsewhere")
            )
        return ", ".join(parts)


def weeks_kept(
    programme: Programme,
    history: History,
    first: date,
    today: date,
    *,
    profile: Callable[[date], Profile] | None = None,
    days: Sequence[str] = (),
) -> tuple[WeekKept, ...]:
    """Every ISO week from the one of `first` up to the one of `today`, oldest first.

    Args:
        programme: the person's.
        history: sessions, what was done elsewhere, pauses.
        first: a day of the first week.
        today: the local day; later days count nowhere.
        profile: the profile as read for a day; None: a birth bounds no phase.
        days: the weekdays of the plan, empty for any.
    """
    monday = first - timedelta(days=first.weekday())
    found = []
    while monday <= today:
        planned = planned_in_week(
            programme, history, monday, profile=profile and profile(monday), days=days
        )
        found.append(_week(history, monday, today, planned))
        monday += timedelta(days=7)
    return tuple(found)


def _week(history: History, monday: date, today: date, planned: int | None) -> WeekKept:
    last = min(today, monday + timedelta(days=6))
    here = [one for one in history.sessions if monday <= one.day <= last]
    done = sum(one.done for one in here)
    return WeekKept(
        monday=monday,
        done=done,
        partly=len(here) - done,
        elsewhere=sum(monday <= day <= last for day, _ in history.elsewhere),
        planned=planned,
        over=monday + timedelta(days=7) <= today,
    )


def targets_met(weeks: Iterable[WeekKept]) -> tuple[int, int]:
    """In how many weeks the target was met, of how many that count.

    The present week counts once it is met, and not before it is over.
    """
    counted = [week for week in weeks if week.counts and (week.over or week.met)]
    return sum(week.met for week in counted), len(counted)


def target_words(weeks: Iterable[WeekKept]) -> str:
    """As in "weeks with target met: 5 of 7"; empty before the first week that counts."""
    met, of = targets_met(weeks)
    return f"weeks with target met: {met} of {of}" if of else ""
