"""What people type for a value: numbers, chips, lengths of time, times of day.

Own small grammars, strict on purpose: a value that could mean two things is refused with words,
never guessed. Every refusal is a `UsageError` that names the option in `where`. Moments and days
are read in `moments.py`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import time

from rehab_tui.errors import UsageError
from rehab_tui.journal import vocabulary as v
from rehab_tui.text import did_you_mean, quote, storable

MAX_ACTIVITY = 100
DAY_MINUTES = 24 * 60

# Patterns stay text: `re` compiles and keeps the few that a quick command uses.
_WHOLE = r"0|[1-9][0-9]{0,5}"

PainValue = tuple[int, str | None, str | None]
"""Pain as typed: 0-10, where, and how it feels."""
TreatmentValue = tuple[str, int | None]
"""A treatment, with its minutes when given."""
FunctionValue = tuple[str, int]
"""An activity, and how well it goes: 0 unable, 10 as before."""


# --- numbers and chips -----------------------------------------------------
def parse_scale(text: str, low: int, high: int, name: str, *, option: str = "") -> int:
    """A whole number from `low` to `high`, in plain digits: no sign, space, point or underscore.

    Raises:
        UsageError: anything else; `name` says in the message what the number is.
    """
    if not re.fullmatch(_WHOLE, text) or not low <= int(text) <= high:
        verb = "are" if name.endswith("s") else "is"
        raise UsageError(
            f"{name} {verb} a whole number from {low} to {high}, not {quote(text)}", where=option
        )
    return int(text)


def parse_pain(text: str) -> PainValue:
    """`4`, `4@lower-back`, `4:ache` or `4@lower-back:ache`.

    Raises:
        UsageError: a level outside 0-10, an unknown site or quality (the nearest is named).
    """
    option = "--pain"
    rest, colon, quality = text.partition(":")
    level, at, site = rest.partition("@")
    return (
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


def parse_treatment(text: str) -> TreatmentValue:
    """`heat` or `heat:15`, the minutes from 1 to 1440.

    Raises:
        UsageError: an unknown treatment or minutes that are none.
    """
    option = "--treatment"
    what, colon, minutes = text.partition(":")
    return (
        _one_of("treatment", what, v.TREATMENTS, _list_advice(v.TREATMENTS), option),
        parse_scale(minutes, 1, DAY_MINUTES, "minutes", option=option) if colon else None,
    )


def parse_function(text: str) -> FunctionValue:
    """`climbing stairs=6`: an activity of at most `MAX_ACTIVITY` characters, and 0-10.

    Raises:
        UsageError: no `=`, no activity, one that can't be stored, or a level outside 0-10.
    """
    option = "--function"
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
    return activity, parse_scale(level, 0, 10, "function", option=option)


def parse_stiffness(text: str) -> str:
    """Morning stiffness beside the usual: shorter, same or longer.

    Raises:
        UsageError: for anything else.
    """
    return _one_of("stiffness", text, v.STIFFNESS, _list_advice(v.STIFFNESS), "--stiffness")


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


def say_size(count: int) -> str:
    """Bytes as people say them: `3 KB`, `12 MB`, `72 GB`; what is begun counts."""
    for unit, size in (("GB", 10**9), ("MB", 10**6)):
        if count >= size:
            return f"{-(-count // size)} {unit}"
    return f"{-(-count // 1000)} KB"


def say_minutes(minutes: int) -> str:
    """`7 h 30 min`, `6 h`, `45 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
