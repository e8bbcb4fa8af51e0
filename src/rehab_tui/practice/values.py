"""What people type for a value, and how it is said back to them.

Own small grammars, strict on purpose: a value that could mean two things is refused with words,
never guessed. Every refusal is a `UsageError` that names the option in `where`. Nothing here reads
a clock: the present moment is an argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import partial
from typing import NamedTuple

from rehab_tui.errors import UsageError
from rehab_tui.journal import vocabulary as v
from rehab_tui.text import did_you_mean, plural, quote, storable

Localise = Callable[[datetime], datetime]
"""A naive moment is wall time at home; an aware one stays the same instant. Aware either way."""

EARLIEST_YEAR = 2000
MAX_ACTIVITY = 100
DAY_MINUTES = 24 * 60

# Patterns stay text: `re` compiles and keeps the few that a quick command uses.
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_WHOLE = r"0|[1-9][0-9]{0,5}"
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {name[:n]: i for i, name in enumerate(_DAY_NAMES) for n in (3, len(name))} | {
    "tues": 1, "thur": 3, "thurs": 3,
}  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class PainValue(NamedTuple):
    """Pain as typed: 0-10, where, and how it feels."""

    level: int
    site: str | None
    quality: str | None


class TreatmentValue(NamedTuple):
    """A treatment, with its minutes when given."""

    what: str
    minutes: int | None


class FunctionValue(NamedTuple):
    """How well one activity goes: 0 unable, 10 as before."""

    activity: str
    level: int


# --- numbers and chips -----------------------------------------------------
def parse_scale(text: str, low: int, high: int, name: str, *, option: str = "") -> int:
    """A whole number from `low` to `high`, in plain digits: no sign, space, point or underscore.

    Raises:
        UsageError: anything else; `name` says in the message what the number is.
    """
    if not re.fullmatch(_WHOLE, text) or not low <= int(text) <= high:
        raise UsageError(
            f"{name} is a whole number from {low} to {high}, not {quote(text)}", where=option
        )
    return int(text)


def parse_pain(text: str, *, option: str = "--pain") -> PainValue:
    """`4`, `4@lower-back`, `4:ache` or `4@lower-back:ache`.

    Raises:
        UsageError: a level outside 0-10, an unknown site or quality (the nearest is named).
    """
    rest, colon, quality = text.partition(":")
    level, at, site = rest.partition("@")
    return PainValue(
        parse_scale(level, 0, 10, "pain", option=option),
        parse_site(site, option=option) if at else None,
        _one_of("quality", quality, v.QUALITIES, _list_advice(v.QUALITIES), option)
        if colon
        else None,
    )


def parse_site(text: str, *, option: str) -> str:
    """A site of `vocabulary.SITES`.

    Raises:
        UsageError: an unknown one (the nearest is named).
    """
    return _one_of("site", text, v.SITES, _site_advice(), option)


def parse_treatment(text: str, *, option: str = "--treatment") -> TreatmentValue:
    """`heat` or `heat:15`, the minutes from 1 to 1440.

    Raises:
        UsageError: an unknown treatment or minutes that are none.
    """
    what, colon, minutes = text.partition(":")
    return TreatmentValue(
        _one_of("treatment", what, v.TREATMENTS, _list_advice(v.TREATMENTS), option),
        parse_scale(minutes, 1, DAY_MINUTES, "minutes", option=option) if colon else None,
    )


def parse_function(text: str, *, option: str = "--function") -> FunctionValue:
    """`climbing stairs=6`: an activity of at most `MAX_ACTIVITY` characters, and 0-10.

    Raises:
        UsageError: no `=`, no activity, one that can't be stored, or a level outside 0-10.
    """
    name, equals, level = text.rpartition("=")
    activity = " ".join(name.split())
    if not equals or not activity:
        raise UsageError(
            f"{quote(text)} doesn't name an activity and a number",
            "Write it as 'climbing stairs=6'.",
            where=option,
        )
    if len(activity) > MAX_ACTIVITY:
        raise UsageError(f"an activity's name has at most {MAX_ACTIVITY} characters", where=option)
    if storable(activity)[1]:
        raise UsageError("the activity's name holds characters that are no text", where=option)
    return FunctionValue(activity, parse_scale(level, 0, 10, "function", option=option))


def parse_stiffness(text: str, *, option: str = "--stiffness") -> str:
    """Morning stiffness beside the usual: shorter, same or longer.

    Raises:
        UsageError: for anything else.
    """
    return _one_of("stiffness", text, v.STIFFNESS, _list_advice(v.STIFFNESS), option)


def _one_of(name: str, word: str, known: Collection[str], advice: str, option: str) -> str:
    if word in known:
        return word
    if not word:
        raise UsageError(f"the {name} is missing", advice, where=option)
    raise UsageError(
        f"there is no {name} {quote(word)}", did_you_mean(word, known) or advice, where=option
    )


def _list_advice(known: Collection[str]) -> str:
    return f"Choose one of {', '.join(known)}."


def _site_advice() -> str:
    single = ", ".join(site for site in v.SITE_REGION if site not in v.PAIRED)
    return f"Choose {single}; or {', '.join(v.PAIRED)}, each alone or with -left or -right."


# --- durations -------------------------------------------------------------
_HOURS = r"([0-9]{1,4}) ?h(?: ?([0-9]{2}|[0-9](?= ?m))(?: ?m(?:in)?)?)?"
_DECIMAL = r"([0-9]{1,4})\.([0-9]{1,2}) ?h"
_COLON = r"([0-9]{1,4}):([0-9]{2})"
_MINUTES = r"([0-9]{1,4}) ?m(?:in)?"
_CLOCK = r"([0-9]{1,2}):([0-9]{2})"


def parse_duration(text: str, *, option: str = "") -> int:
    """Minutes, 0 to 1440, of `7h30`, `7.5h`, `7:30`, `450m` or `6h`.

    A part of an hour is rounded to the minute. What `say_minutes` says is read back too.

    Raises:
        UsageError: anything else; a bare number, which could be hours or minutes.
    """
    typed = text.lower()
    if found := re.fullmatch(_DECIMAL, typed):
        hundredths = int(found[1]) * 100 + int(found[2].ljust(2, "0"))
        minutes = (hundredths * 60 + 50) // 100
    elif found := re.fullmatch(_HOURS, typed) or re.fullmatch(_COLON, typed):
        hours, rest = int(found[1]), int(found[2] or 0)
        if rest > 59:
            raise UsageError(
                f"{quote(text)} has {rest} minutes after its hours, and an hour has 60",
                f"Write {hours + 1}h{rest - 60:02}.",
                where=option,
            )
        minutes = hours * 60 + rest
    elif found := re.fullmatch(_MINUTES, typed):
        minutes = int(found[1])
    elif re.fullmatch(r"[0-9]{1,4}", typed):
        raise UsageError(
            f"{quote(text)} could be hours or minutes", f"Write {text}h or {text}m.", where=option
        )
    else:
        raise UsageError(
            f"{quote(text)} is not a length of time", "Write 7h30, 7.5h or 450m.", where=option
        )
    if minutes > DAY_MINUTES:
        raise UsageError(f"{quote(text)} is longer than a day", "Give at most 24h.", where=option)
    return minutes


def parse_clock(text: str, *, option: str) -> time:
    """A time of day as `7:30` or `21:00`.

    Raises:
        UsageError: for anything else.
    """
    found = re.fullmatch(_CLOCK, text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise UsageError(
            f"{quote(text)} is not a time of day",
            "Write it as 7:30 or 21:00, with 24 hours.",
            where=option,
        )
    return time(int(found[1]), int(found[2]))


# --- moments ---------------------------------------------------------------
_HOURS_AGO = r"([0-9]{1,4})h([0-5][0-9])m? ago"
_UNITS_AGO = r"([0-9]{1,4}) ?(?:(m|min|minutes?)|h|hours?) ago"
_DAYS_AGO = r"([0-9]{1,4}) (day|week)s? ago"
_ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAY_AND_CLOCK = r"(.*?)(?:(?:^| |(?<=[0-9])t)([0-9]{1,2}:[0-9]{2}))?"
_NEAR_DAYS = {"": 0, "today": 0, "yesterday": 1, "tomorrow": -1}
_WHEN_ADVICE = "Write it as yesterday 21:00, mon 7:30, 2h ago, 2026-11-20 07:30 or 7:30."
_NOON = time(12)


def parse_when(
    text: str, now: datetime, localise: Localise | None = None, *, option: str = "--at"
) -> datetime:
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
        option: the option to name in a refusal.

    Raises:
        UsageError: not understood, in the future, before 2000, or skipped by the clocks.
    """
    if now.tzinfo is None:
        raise ValueError("the present moment needs its offset from UTC")
    asked = _Asked(text, now, localise or _home_rules(now), option)
    typed = " ".join(text.lower().split())
    if typed == "now":
        return asked.past(now)
    if (ago := _time_ago(typed)) is not None:
        return asked.past(asked.home(now.astimezone(UTC) - ago))
    found = re.fullmatch(_DAY_AND_CLOCK, typed)
    if not found or not typed:
        raise asked.refusal("is not a moment I can read", _WHEN_ADVICE)
    clock = parse_clock(found[2], option=option) if found[2] else None
    return asked.past(asked.on_weekday(found[1], clock) or asked.on_day(found[1], clock))


def parse_day(text: str, *, option: str = "") -> date:
    """A day as `2026-09-01` and no other way.

    Raises:
        UsageError: for anything else.
    """
    try:
        if re.fullmatch(_DATE, text, re.ASCII):  # fromisoformat also takes week dates
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(f"{quote(text)} is no day", "Write it like 2026-09-01.", where=option)


class _Asked(NamedTuple):
    """One question "when?": what was typed, and what it takes to answer."""

    text: str
    now: datetime
    home: Localise
    option: str

    def refusal(self, why: str, todo: str) -> UsageError:
        return UsageError(f"{quote(self.text)} {why}", todo, where=self.option)

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
                raise self.refusal("is not a day of the calendar", "Check the date.") from None
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


# --- said back -------------------------------------------------------------
def say_when(at: datetime, now: datetime) -> str:
    """`today 07:30`, `yesterday 21:00` or `Fri 20 Nov 2026 07:30 (3 days ago)`.

    Days are those of each moment's own wall time; both are aware.
    """
    back = (now.date() - at.date()).days
    if back in (0, 1):
        return f"{'yesterday' if back else 'today'} {at:%H:%M}"
    day = _DAY_NAMES[at.weekday()][:3].title()
    said = f"{day} {at.day} {_MONTHS[at.month - 1]} {at.year} {at:%H:%M}"
    return f"{said} ({plural(back, 'day', 'days')} ago)" if back > 0 else said


def say_minutes(minutes: int) -> str:
    """`7 h 30 min`, `6 h`, `45 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
