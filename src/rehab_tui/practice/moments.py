"""Moments and days as people type them, and how they are said back.

Strict like `values.py`: what could mean two things is refused. Nothing here reads a clock: the
present moment is an argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import partial
from typing import NamedTuple

from rehab_tui.errors import UsageError
from rehab_tui.practice.values import parse_clock
from rehab_tui.text import did_you_mean, plural, quote

Localise = Callable[[datetime], datetime]
"""A naive moment is wall time at home; an aware one stays the same instant. Aware either way."""

EARLIEST_YEAR = 2000
OPTION = "--at"
"""What a refusal of a moment points to."""

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {name[:n]: i for i, name in enumerate(_DAY_NAMES) for n in (3, len(name))} | {
    "tues": 1, "thur": 3, "thurs": 3,
}  # fmt: skip
_HOURS_AGO = r"([0-9]{1,4})h([0-5][0-9])m? ago"
_UNITS_AGO = r"([0-9]{1,4}) ?(?:(m|min|minutes?)|h|hours?) ago"
_DAYS_AGO = r"([0-9]{1,4}) (day|week)s? ago"
_ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAY_AND_CLOCK = r"(.*?)(?:(?:^| |(?<=[0-9])t)([0-9]{1,2}:[0-9]{2}))?"
_NEAR_DAYS = {"": 0, "today": 0, "yesterday": 1, "tomorrow": -1}
_WHEN_ADVICE = "Write it as yesterday 21:00, mon 7:30, 2h ago, 2026-11-20 07:30 or 7:30."
_NOON = time(12)


def parse_when(text: str, now: datetime, localise: Localise | None = None) -> datetime:
    """A moment in the past, with the offset from UTC that held at home at that time.

    Read are `now`, `2h ago`, `30m ago`, `1h30 ago`, a day, a time (of today), or a day and a
    time. A day is `today`, `yesterday`, `3 days ago`, `2 weeks ago`, `mon` ... `sunday` (the
    latest that is past; of today's weekday without a time, the one a week ago) or `2026-11-20`.
    A day without a time means its noon. A time that the clocks showed twice means the first.

    Args:
        text: what was typed.
        now: the present, aware.
        localise: the rules of the home zone; by default those of `now.tzinfo`, or the machine's
            where that is only an offset and the machine's own.

    Raises:
        UsageError: not understood, in the future, before 2000, or skipped by the clocks.
    """
    if now.tzinfo is None:
        raise ValueError("the present moment needs its offset from UTC")
    asked = _Asked(text, now, localise or _home_rules(now))
    typed = " ".join(text.lower().split())
    if typed == "now":
        return asked.past(now)
    if (ago := _time_ago(typed)) is not None:
        return asked.past(asked.home(now.astimezone(UTC) - ago))
    found = re.fullmatch(_DAY_AND_CLOCK, typed)
    if not found or not typed:
        raise asked.refusal("is not a moment I can read", _WHEN_ADVICE)
    clock = parse_clock(found[2], option=OPTION) if found[2] else None
    return asked.past(asked.on_weekday(found[1], clock) or asked.on_day(found[1], clock))


def parse_day(text: str, *, option: str) -> date:
    """A day as `2026-09-01` and no other way.

    Raises:
        UsageError: for anything else.
    """
    if not re.fullmatch(_ISO_DAY, text, re.ASCII):  # fromisoformat also takes week dates
        raise UsageError(f"{quote(text)} is no day", "Write it like 2026-09-01.", where=option)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{quote(text)} {_NO_DAY}", "Check the date.", where=option) from None


_NO_DAY = "is not a day of the calendar"


class _Asked(NamedTuple):
    """One question "when?": what was typed, and what it takes to answer."""

    text: str
    now: datetime
    home: Localise

    def refusal(self, why: str, todo: str) -> UsageError:
        return UsageError(f"{quote(self.text)} {why}", todo, where=OPTION)

    def past(self, at: datetime) -> datetime:
        """The moment with its own offset alone, once it is sure to be past and believable."""
        if at.year < EARLIEST_YEAR:
            raise self.refusal(
                f"is before the year {EARLIEST_YEAR}", "Check the year, and the clock."
            )
        if at.astimezone(UTC) > self.now.astimezone(UTC):
            raise self.refusal(
                "is still to come", "Give a time that has passed, or yesterday 21:00."
            )
        return _fixed(at)

    def on_weekday(self, name: str, clock: time | None) -> datetime | None:
        """The latest such weekday that is past; None when `name` is no weekday."""
        if name not in _DAYS:
            return None
        today = self.now.date()
        back = (today.weekday() - _DAYS[name]) % 7
        if back or clock:
            at = self.at_wall(today - timedelta(days=back), clock or _NOON)
            if at.astimezone(UTC) <= self.now.astimezone(UTC):
                return at
        return self.at_wall(today - timedelta(days=7), clock or _NOON)

    def on_day(self, name: str, clock: time | None) -> datetime:
        """That time of the day named; of today when none is named."""
        day = self.day(name)
        if day == self.now.date() and name and not clock and self.now.time() < _NOON:
            raise self.refusal(
                "without a time means noon, and that is still to come", "Add the time: today 7:30."
            )
        return self.at_wall(day, clock or _NOON)

    def day(self, name: str) -> date:
        today = self.now.date()
        if name in _NEAR_DAYS:
            return today - timedelta(days=_NEAR_DAYS[name])
        if found := re.fullmatch(_DAYS_AGO, name):
            return today - timedelta(days=int(found[1]) * (7 if found[2] == "week" else 1))
        if re.fullmatch(_ISO_DAY, name):
            try:
                return date.fromisoformat(name)
            except ValueError:
                raise self.refusal(_NO_DAY, "Check the date.") from None
        near = did_you_mean(name.split(" ")[0], ("today", "yesterday", *_DAY_NAMES))
        raise self.refusal("is not a moment I can read", f"{near} {_WHEN_ADVICE}".strip())

    def at_wall(self, day: date, clock: time) -> datetime:
        """The first moment at which the clocks at home showed this."""
        wall = datetime.combine(day, clock)
        if not EARLIEST_YEAR <= wall.year <= self.now.year + 1:  # no zone needs asking
            return wall.replace(tzinfo=UTC)
        at = _fixed(self.home(wall))
        if at.replace(tzinfo=None) != wall:
            raise self.refusal(
                f"never was: the clocks at home skipped {wall:%H:%M} on that day",
                "Give a time an hour earlier or later.",
            )
        return at


def _time_ago(typed: str) -> timedelta | None:
    if found := re.fullmatch(_HOURS_AGO, typed):
        return timedelta(hours=int(found[1]), minutes=int(found[2]))
    if found := re.fullmatch(_UNITS_AGO, typed):
        count = int(found[1])
        return timedelta(minutes=count) if found[2] else timedelta(hours=count)
    return None


def _fixed(at: datetime) -> datetime:
    """The same moment and wall time with a bare offset, so that arithmetic stays true."""
    return at.replace(tzinfo=timezone(at.utcoffset() or timedelta()), fold=0)


def _home_rules(now: datetime) -> Localise:
    """The rules of the zone that `now` is in.

    The machine's clock gives an offset and no rules; where that is the machine's own offset now,
    the machine's rules hold for other days too.
    """
    zone = now.tzinfo
    if isinstance(zone, timezone) and now.astimezone().utcoffset() == now.utcoffset():
        return datetime.astimezone
    return partial(_localise, zone)


def _localise(zone: tzinfo | None, moment: datetime) -> datetime:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone).astimezone(UTC)  # there and back moves skipped times
    return moment.astimezone(zone)


def say_when(at: datetime, now: datetime) -> str:
    """`today 07:30`, `yesterday 21:00` or `Fri 20 Nov 2026 07:30 (3 days ago)`.

    Days are those of each moment's own wall time; both are aware.
    """
    back = (now.date() - at.date()).days
    if back in (0, 1):
        return f"{'yesterday' if back else 'today'} {at:%H:%M}"
    from rehab_tui.days import full, weekday

    said = f"{weekday(at)} {full(at)} {at:%H:%M}"
    return f"{said} ({plural(back, 'day', 'days')} ago)" if back > 0 else said
