"""What people type for an answer of the profile: read strictly, refused with words.

`rehab profile set` and the first run read the same way. Days are local days; the present one is an
argument. Every refusal is a `UsageError` that names the answer in `where`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from rehab_tui.catalogue.lists import CONDITIONS
from rehab_tui.errors import UsageError
from rehab_tui.practice.values import MAX_ACTIVITY, parse_scale
from rehab_tui.programme.plan import LEAST_MINUTES, MOST_MINUTES, WEEKDAYS
from rehab_tui.programme.profile import EQUIPMENT, PREGNANCY_DAYS, SIDES, split_activities
from rehab_tui.text import did_you_mean, quote, storable

EARLIEST = date(2000, 1, 1)
OVERDUE_DAYS = 21
"""A birth is expected at most so long ago."""
MOST_ACTIVITIES = 5
MOST_SESSIONS = 7
LONGEST_NAME = 60
"""Characters."""
YES_NO = ("yes", "no")
CLEARED = ("yes", "no", "understood")

_DAY_ADVICE = "Write it as 2026-11-20: year, month, day."

Reader = Callable[[str, date], str]
"""From what was typed, and today, to the value that is stored."""


@dataclass(frozen=True, slots=True)
class Key:
    """An answer of the profile: what it is, in words, and how it is read.

    `stored` is the key it is stored under. `choices` are the words that it may be, where there is
    a list of them; `several` says that more than one may stand there, with commas between.
    """

    words: str
    read: Reader
    stored: str
    choices: tuple[str, ...] = ()
    several: bool = False


def one_of(name: str, known: Collection[str], text: str, today: date) -> str:
    """A word of a closed list.

    Raises:
        UsageError: another one, the nearest is named.
    """
    if text in known:
        return text
    todo = did_you_mean(text, known) or f"It is {_or(list(known))}."
    raise UsageError(f"{_shown(name)} can't be {quote(text)}", todo, where=_shown(name))


def several(name: str, known: Collection[str], text: str, today: date) -> str:
    """Words of a closed list with commas between them, each once; none at all is an answer too.

    Raises:
        UsageError: when one is not in the list.
    """
    parts = [part.strip() for part in text.split(",")]
    found = dict.fromkeys(part for part in parts if part)
    for one in found:
        if one not in known:
            todo = did_you_mean(one, known) or f"There are: {', '.join(known)}."
            raise UsageError(
                f"{_shown(name)} can't hold {quote(one)}, which nobody here knows",
                todo,
                where=_shown(name),
            )
    return ",".join(found)


def number(name: str, least: int, most: int, text: str, today: date) -> str:
    """A whole number within bounds."""
    return str(parse_scale(text, least, most, _shown(name), option=_shown(name)))


def past_day(name: str, text: str, today: date) -> str:
    """A day that is not to come, as 2026-11-20, `today` or `yesterday`.

    Raises:
        UsageError: another form, a day that is none, one to come or before 2000.
    """
    near = {"today": 0, "yesterday": 1}
    day = today - timedelta(days=near[text]) if text in near else _day(name, text)
    if day > today:
        raise _refused(name, text, "is still to come", "Give a day that has passed.")
    return _not_long_ago(name, text, day)


def due_day(name: str, text: str, today: date) -> str:
    """The day that a birth is expected, at most 40 weeks ahead.

    Raises:
        UsageError: another form, too far ahead, or past for weeks.
    """
    day = _day(name, text)
    if (day - today).days > PREGNANCY_DAYS:
        raise _refused(name, text, "is more than 40 weeks ahead", "Check the year.")
    if (today - day).days > OVERDUE_DAYS:
        raise _refused(
            name, text, "is weeks ago", "After the birth, give its day: birth=2026-11-20."
        )
    return day.isoformat()


def pregnant_week(name: str, text: str, today: date) -> str:
    """The week of a pregnancy, `15+6` or `15`, as the day the birth is expected."""
    found = re.fullmatch(r"([0-9]{1,2})(?:\+([0-6]))?", text)
    if not found or int(found[1]) > (PREGNANCY_DAYS + OVERDUE_DAYS) // 7 - 1:
        raise _refused(
            name,
            text,
            "is no week of a pregnancy",
            "Write it as 15+6: weeks, and days from 0 to 6.",
        )
    days = 7 * int(found[1]) + int(found[2] or 0)
    return (today + timedelta(days=PREGNANCY_DAYS - days)).isoformat()


def pressure(name: str, text: str, today: date) -> str:
    """Blood pressure at rest: systolic/diastolic in mmHg."""
    found = re.fullmatch(r"([0-9]{2,3})/([0-9]{2,3})", text)
    if not found or not 60 <= int(found[1]) <= 260 or not 30 <= int(found[2]) < int(found[1]):
        raise _refused(
            name, text, "is no blood pressure", "Write it as 150/90: the higher number first."
        )
    return f"{int(found[1])}/{int(found[2])}"


def birth_year(name: str, text: str, today: date) -> str:
    """The year that the person was born in."""
    return str(parse_scale(text, today.year - 110, today.year - 5, _shown(name), option=name))


def activities(name: str, text: str, today: date) -> str:
    """Up to five activities in own words, with semicolons between them.

    Raises:
        UsageError: more of them, a long one, or characters that are no text.
    """
    found = split_activities(text)
    if len(found) > MOST_ACTIVITIES:
        raise UsageError(
            f"there are {len(found)} activities, and {MOST_ACTIVITIES} are enough",
            "Keep those that matter most to you.",
            where=name,
        )
    for one in found:
        if len(one) > MAX_ACTIVITY:
            raise UsageError(f"an activity has at most {MAX_ACTIVITY} characters", where=name)
        if storable(one)[1]:
            raise UsageError("an activity holds characters that are no text", where=name)
    return "; ".join(found)


def own_name(name: str, text: str, today: date) -> str:
    """A name, as typed but for spaces around and within it.

    Raises:
        UsageError: none at all, a very long one, or characters that are no text.
    """
    given = " ".join(text.split())
    if not 0 < len(given) <= LONGEST_NAME or storable(given)[1]:
        raise UsageError(
            f"a name has 1 to {LONGEST_NAME} characters",
            "Leave it out where paper needs none.",
            where=name,
        )
    return given


def moved(name: str, text: str, today: date) -> str:
    """The programme has moved to the plan.

    Raises:
        UsageError: always.
    """
    raise UsageError(
        "the programme is part of the plan, and not of the profile",
        "Choose it with: rehab plan choose ID. 'rehab plan list' names them.",
        where=name,
    )


def _key(name: str, words: str, read: Callable[[str, str, date], str], stored: str = "") -> Key:
    return Key(words, partial(read, name), stored or name)


def _choice(name: str, words: str, known: Collection[str]) -> Key:
    return Key(words, partial(one_of, name, known), name, tuple(known))


def _list(name: str, words: str, known: Collection[str]) -> Key:
    return Key(words, partial(several, name, known), name, tuple(known), several=True)


def _number(name: str, words: str, least: int, most: int) -> Key:
    return Key(words, partial(number, name, least, most), name)


_ALL = {
    "cleared": _choice("cleared", "has a professional cleared this? yes, no, or understood: "
                       "you go on at your own choice", CLEARED),
    "conditions": _list("conditions", f"what hurts, with commas: {', '.join(CONDITIONS)}",
                        CONDITIONS),
    "side": _choice("side", "the painful side: left or right", SIDES),
    "equipment": _list("equipment", f"the gear at home, with commas: {', '.join(EQUIPMENT)}; "
                       "empty for none", EQUIPMENT),
    "activities": _key("activities", 'two to five that are hard now, for the function score: '
                       '"climbing stairs; lifting"', activities),
    "sessions": _number("sessions", "sessions a week; two or three are a start", 1, MOST_SESSIONS),
    "days": _list("days", f"the days for them, with commas: {', '.join(WEEKDAYS)}", WEEKDAYS),
    "minutes": _number("minutes", f"how long a session may take, {LEAST_MINUTES} to {MOST_MINUTES}",
                       LEAST_MINUTES, MOST_MINUTES),
    "born": _key("born", "the year you were born in", birth_year),
    "blood_pressure": _key("blood_pressure", "at rest, as 150/90", pressure),
    "falls": _number("falls", "how often you fell in the last twelve months", 0, 99),
    "pregnant_week": _key("pregnant_week", "the week of a pregnancy, as 15+6", pregnant_week,
                          "due"),
    "due": _key("due", "the day a birth is expected, as 2027-03-01", due_day),
    "birth": _key("birth", "the day you gave birth, as 2026-11-20", past_day),
    "birth_check": _choice("birth_check", "is the check after the birth done? yes or no", YES_NO),
    "caesarean": _choice("caesarean", "was it a caesarean? yes or no", YES_NO),
    "birth_cleared": _choice("birth_cleared", "after a caesarean: is load allowed? yes or no",
                             YES_NO),
    "surgery": _key("surgery", "the day of the last operation, as 2026-11-20", past_day),
    "surgery_cleared": _choice("surgery_cleared", "is load allowed after it? yes or no", YES_NO),
    "name": _key("name", "your name, on what you print for a therapist; it may stay empty there",
                 own_name),
    "programme": _key("programme", "part of the plan now: rehab plan choose", moved),
}  # fmt: skip

KEYS: Mapping[str, Key] = _ALL
"""Answers that are not flags, by their names."""


def key_named(text: str) -> str | None:
    """The name of an answer as it is typed, with hyphen or underscore; None for no answer."""
    name = text.replace("-", "_")
    return name if name in KEYS else None


def _day(name: str, text: str) -> date:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise _refused(name, text, "is not a day I can read", _DAY_ADVICE)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _refused(name, text, "is not a day of the calendar", "Check the date.") from None


def _not_long_ago(name: str, text: str, day: date) -> str:
    if day < EARLIEST:
        raise _refused(name, text, f"is before {EARLIEST.year}", "Check the year.")
    return day.isoformat()


def _refused(name: str, text: str, why: str, todo: str) -> UsageError:
    return UsageError(f"{quote(text)} {why}", todo, where=_shown(name))


def _shown(name: str) -> str:
    return name.replace("_", "-")


def _or(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
