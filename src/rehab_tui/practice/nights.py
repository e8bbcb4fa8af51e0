"""A night: what was typed about it, and how long was slept in it.

The items are those of the Consensus Sleep Diary (Carney 2012): the time of trying to sleep,
minutes to fall asleep, awakenings, minutes awake in them, the last waking, how well. Time slept is
what lies between the two times, less the minutes to fall asleep and the minutes awake.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from rehab_tui.errors import UsageError
from rehab_tui.journal.records import Sleep
from rehab_tui.practice.values import DAY_MINUTES, parse_clock, parse_duration, parse_scale
from rehab_tui.text import quote

MOST_WAKINGS = 100


_EVENING = r"(?:1[89]|2[0-3]):[0-9]{2}"
"""A time at which people go to bed; nobody sleeps so long."""


class SleepValue(NamedTuple):
    """A night: its minutes, and the local "HH:MM" of going to bed and waking when given."""

    minutes: int
    bed: str | None = None
    wake: str | None = None


class NightTyped(NamedTuple):
    """What was typed for a night, unread: options of `rehab log`."""

    sleep: str | None = None
    quality: str | None = None
    latency: str | None = None
    awake: str | None = None
    wakings: str | None = None


class _Night(NamedTuple):
    """The columns of a night; `minutes` between `bed` and `wake` unless these are None."""

    minutes: int | None
    bed: str | None
    wake: str | None
    quality: int | None
    latency: int | None
    awake: int | None
    awakenings: int | None


def parse_sleep(text: str) -> SleepValue:
    """A duration, or bed and wake time as `23:10-6:40`; the night may cross midnight.

    Raises:
        UsageError: neither, or two equal times.
    """
    option = "--sleep"
    bed, dash, wake = text.replace("\u2013", "-").partition("-")
    if not dash and re.fullmatch(_EVENING, text):
        raise UsageError(
            f"{quote(text)} could be a bed time", f"Write {text}-6:40, or 7h30.", where=option
        )
    if not dash:
        return SleepValue(parse_duration(text, option=option))
    went, woke = (parse_clock(part.strip(), option=option) for part in (bed, wake))
    minutes = (woke.hour * 60 + woke.minute - went.hour * 60 - went.minute) % DAY_MINUTES
    if not minutes:
        raise UsageError(
            "bed time and wake time are the same", "Write it as 23:10-6:40.", where=option
        )
    return SleepValue(minutes, f"{went:%H:%M}", f"{woke:%H:%M}")


def read_night(typed: NightTyped, at: datetime) -> Sleep:
    """The night that was typed; `at` is its waking.

    Raises:
        UsageError: a value that can't be read, or neither its length nor how well.
    """
    return _settled(_read(typed), Sleep(at=at, minutes=0))


def change_night(old: Sleep, typed: NightTyped, clear: Collection[str] = ()) -> Sleep:
    """A night with what was typed anew; a length without times takes the place of times.

    Args:
        old: the night as it was noted.
        typed: what is said anew; None stays as it was.
        clear: names of `NightTyped` that are taken out.

    Raises:
        UsageError: as for `read_night`.
    """
    said = _read(typed)
    timed = said if said.minutes is not None else _span(old, "sleep" in clear)
    merged = _Night(
        timed.minutes,
        timed.bed,
        timed.wake,
        *(
            new if new is not None or name in clear else before
            for name, new, before in (
                ("quality", said.quality, old.quality),
                ("latency", said.latency, old.latency),
                ("awake", said.awake, old.awake),
                ("wakings", said.awakenings, old.awakenings),
            )
        ),
    )
    changed = _settled(merged, old)
    reckoned = {"sleep", "latency", "awake"}
    if reckoned & set(clear) or any(getattr(typed, name) is not None for name in reckoned):
        return changed
    return replace(changed, minutes=old.minutes)


def _read(typed: NightTyped) -> _Night:
    night = parse_sleep(typed.sleep) if typed.sleep is not None else None

    def whole(name: str, low: int, high: int, words: str) -> int | None:
        text = getattr(typed, name)
        return None if text is None else parse_scale(text, low, high, words, option=f"--{name}")

    return _Night(
        night.minutes if night else None,
        night.bed if night else None,
        night.wake if night else None,
        quality=whole("quality", 1, 5, "sleep quality"),
        latency=whole("latency", 0, DAY_MINUTES, "minutes to fall asleep"),
        awake=whole("awake", 0, DAY_MINUTES, "minutes awake"),
        awakenings=whole("wakings", 0, MOST_WAKINGS, "how often you woke"),
    )


def _span(old: Sleep, gone: bool) -> _Night:
    """The old night's length and times, with the length that lies between the times."""
    minutes, bed, wake = (None, None, None) if gone else (old.minutes, old.bed, old.wake)
    if bed and wake:
        minutes = parse_sleep(f"{bed}-{wake}").minutes
    return _Night(minutes, bed, wake, None, None, None, None)


def _settled(night: _Night, onto: Sleep) -> Sleep:
    minutes = night.minutes
    if minutes is None and night.quality is None:
        raise UsageError(
            "a night needs how long you slept, or how well",
            "Add -s 7h, -s 23:10-6:40 or -q 3.",
            where="--sleep",
        )
    if minutes is not None and night.bed and night.wake:
        minutes -= (night.latency or 0) + (night.awake or 0)
        if minutes < 0:
            raise UsageError(
                "falling asleep and lying awake took longer than the night",
                f"It went from {night.bed} to {night.wake}.",
                where="--sleep",
            )
    return replace(onto, **{**night._asdict(), "minutes": minutes})
