"""Entries as forms: what can be filled in, what stands there, and the entry that comes of it.

The words are those of `rehab log` and `rehab journal edit`, a field for each part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rehab_tui.errors import UsageError
from rehab_tui.journal import records as r
from rehab_tui.journal.vocabulary import STIFFNESS, TREATMENTS
from rehab_tui.practice.context import Practice
from rehab_tui.practice.entries import WAYS, changed
from rehab_tui.practice.log import read_entry
from rehab_tui.practice.moments import parse_when
from rehab_tui.practice.nights import NightTyped, read_night
from rehab_tui.text import clean

Filled = Mapping[str, str]
"""What stands in the fields, by their names."""
NOW = "now"
"""What stands in the moment of a new entry."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form: its name, its words, and how it is written."""

    name: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a form changes in an entry, as `entries.edit` takes it."""

    typed: Mapping[str, str]
    clear: tuple[str, ...]


WHEN = Field("at", "When", "now, 7:30, yesterday 21:00, mon, 2h ago, 2026-11-20 07:30")
_MINUTES = Field("minutes", "Minutes", "such as 20; may stay empty")
_EFFORT = Field("effort", "Effort", "0 no effort to 10 all I had")
_FIELDS: dict[r.Kind, tuple[Field, ...]] = {
    "pain": (
        Field("pain", "How much", "0 none to 10 worst imaginable"),
        Field("site", "Where", "lower-back, neck, knee-left, ...; may stay empty"),
        Field("quality", "How it feels", "ache, stiff, sharp, burning, ...; may stay empty"),
    ),
    "mood": (Field("mood", "Mood", "1 very low, 2 low, 3 so-so, 4 good, 5 very good"),),
    "sleep": (
        Field("sleep", "How long", "7h30, or from when to when: 23:10-6:40"),
        Field("quality", "How well", "1 very badly to 5 very well; may stay empty"),
        Field("latency", "To fall asleep", "minutes; may stay empty"),
        Field("awake", "Lying awake", "minutes in the night; may stay empty"),
        Field("wakings", "Woke up", "how many times; may stay empty"),
    ),
    "function": (
        Field("activity", "What", "such as climbing stairs"),
        Field("function", "How well", "0 unable to 10 as before"),
    ),
    "treatment": (Field("treatment", "What", ", ".join(TREATMENTS)), _MINUTES),
    "done_elsewhere": (_MINUTES,),
    "note": (Field("note", "Note", "in your own words"),),
    "session": (_EFFORT,),
    "set": (
        Field("reps", "Reps done", "a number"),
        Field("seconds", "Seconds done", "a number"),
    ),
    "check_in": (_EFFORT, Field("stiffness", "Stiffness", ", ".join(STIFFNESS))),
}
NEW: dict[r.Kind, str] = {
    "pain": "Pain", "mood": "Mood", "sleep": "A night's sleep", "function": "How an activity goes",
    "treatment": "A treatment: heat, ice, massage, medicine",
    "done_elsewhere": "A walk, or a session without rehab", "note": "A note, in your own words",
}  # fmt: skip
"""What can be noted by itself, in words."""


def fields_of(kind: r.Kind, record: r.Record | None = None) -> tuple[Field, ...]:
    """The fields of a new entry, or of one that is there."""
    found = _FIELDS[kind]
    if isinstance(record, r.SetRecord):
        found = tuple(one for one in found if getattr(record, f"{one.name}_prescribed") is not None)
    return (*found, WHEN) if "at" in WAYS[kind].options else found


def fill(record: r.Record) -> dict[str, str]:
    """An entry as it stands in its form.

    Raises:
        UsageError: when this kind can't be edited, or a form can't hold its text.
    """
    if record.kind not in WAYS:
        raise UsageError(
            "this was told at its time and stays as it is", "'d' deletes it where it is wrong."
        )
    filled = {one.name: _shown(record, one.name) for one in fields_of(record.kind, record)}
    for text in filled.values():
        if clean(text) != text:
            raise UsageError(
                "its text has several lines, or characters that don't fit on one",
                "'rehab journal edit' changes it.",
            )
    return filled


def fill_new(kind: r.Kind) -> dict[str, str]:
    """A new entry's form: empty, for now."""
    return {one.name: NOW if one == WHEN else "" for one in fields_of(kind)}


def read_new(kind: r.Kind, filled: Filled, now: datetime) -> r.Record:
    """The new entry that a form says.

    Raises:
        UsageError: when something in it can't be read.
    """
    at = read_when(filled, now)
    options = _options(kind, filled)
    if kind == "sleep":
        return read_night(NightTyped(**{name: text or None for name, text in options.items()}), at)
    [(option, text)] = options.items()
    return read_entry(option, text, at)


def read_when(filled: Filled, now: datetime) -> datetime:
    """The moment that a form says; empty is now.

    Raises:
        UsageError: when it can't be read, or is still to come.
    """
    return parse_when(filled[WHEN.name] or NOW, now)


def change_of(record: r.Record, filled: Filled) -> Change | None:
    """What a form changes in the entry that it was filled with; None when nothing."""
    before = fill(record)
    told, telling = _options(record.kind, before), _options(record.kind, filled)
    if "at" in filled:
        told["at"], telling["at"] = before["at"], filled["at"]
    clear = tuple(
        name for name in WAYS[record.kind].clears if before[name] and not filled[name].strip()
    )
    typed = {
        option: text
        for option, text in telling.items()
        if text != told[option] and option not in clear and (text or option != "done")
    }
    return Change(typed, clear) if typed or clear else None


def preview(practice: Practice, record: r.Record, filled: Filled) -> r.Record:
    """The entry as it would be with what the form says; nothing is written.

    Raises:
        UsageError: when something in it can't be read.
    """
    change = change_of(record, filled)
    return changed(practice, record, change.typed, change.clear) if change else record


def _options(kind: r.Kind, filled: Filled) -> dict[str, str]:
    """The fields but for the moment, put together as the options of `rehab log` are typed."""
    text = {name: value.strip() for name, value in filled.items() if name != "at"}
    match kind:
        case "pain":
            site, quality = text["site"], text["quality"]
            where, how = f"@{site}" if site else "", f":{quality}" if quality else ""
            return {"pain": f"{text['pain']}{where}{how}"}
        case "function":
            return {"function": f"{text['activity']}={text['function']}"}
        case "treatment":
            return {"treatment": ":".join(filter(None, (text["treatment"], text["minutes"])))}
        case "done_elsewhere":
            return {"done": text["minutes"]}
    return text


def _shown(record: Any, name: str) -> str:
    if name == "at":
        return f"{record.at:%Y-%m-%d %H:%M}"
    read = _SHOWN.get((record.kind, name))
    value = getattr(record, name) if read is None else read(record)
    return "" if value is None else str(value)


def _night(night: r.Sleep) -> str | None:
    if night.bed and night.wake:
        return f"{night.bed}-{night.wake}"
    if night.minutes is None:
        return None
    hours, minutes = divmod(night.minutes, 60)
    return f"{hours}h{minutes:02d}" if hours else f"{minutes}m"


_SHOWN: dict[tuple[r.Kind, str], Callable[[Any], object]] = {
    ("pain", "pain"): lambda one: one.level,
    ("mood", "mood"): lambda one: one.level,
    ("sleep", "sleep"): _night,
    ("sleep", "wakings"): lambda one: one.awakenings,
    ("function", "function"): lambda one: one.level,
    ("treatment", "treatment"): lambda one: one.what,
    ("note", "note"): lambda one: one.text,
}
"""Fields that have another name than their column."""
