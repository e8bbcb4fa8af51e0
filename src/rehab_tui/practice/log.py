"""Quick entries: everything that was given, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rehab_tui.journal.records import (
    DoneElsewhere,
    Function,
    Mood,
    Note,
    Pain,
    Record,
    Sleep,
    Treatment,
)
from rehab_tui.practice.context import Practice
from rehab_tui.practice.values import say_minutes
from rehab_tui.text import plural


@dataclass(frozen=True, slots=True)
class Logged:
    """What was saved, and how many characters could not be kept."""

    records: tuple[Record, ...]
    replaced: int


def log(practice: Practice, records: Sequence[Record]) -> Logged:
    """Save entries in one transaction, so that one undo takes them all back."""
    label = f"logged {plural(len(records), 'entry', 'entries')}"
    with practice.journal.act(label) as act:
        kept = tuple(act.add(record) for record in records)
        return Logged(kept, act.replaced)


def say(record: Record) -> str:
    """One entry in words, without its moment."""
    match record:
        case Pain(level=level, site=site, quality=quality):
            where = f", {site}" if site else ""
            how = f", {quality}" if quality else ""
            return f"pain {level}{where}{how}"
        case Mood(level=level):
            return f"mood {level}"
        case Sleep():
            return _say_sleep(record)
        case Function(activity=activity, level=level):
            return f"{activity}: {level} of 10"
        case Treatment(what=what, minutes=minutes):
            return what + (f", {say_minutes(minutes)}" if minutes is not None else "")
        case DoneElsewhere(minutes=minutes):
            length = f", {say_minutes(minutes)}" if minutes is not None else ""
            return f"done elsewhere{length}"
        case Note(text=text):
            return f"note: {text}"
    return record.kind.replace("_", " ")


def _say_sleep(sleep: Sleep) -> str:
    parts = []
    if sleep.minutes is not None:
        parts.append(f"sleep {say_minutes(sleep.minutes)}")
    if sleep.bed and sleep.wake:
        parts.append(f"{sleep.bed} to {sleep.wake}")
    if sleep.quality is not None:
        parts.append(f"quality {sleep.quality}")
    return ", ".join(parts)
