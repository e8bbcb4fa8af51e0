"""By how much pain rose in sessions of each time of day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import time
from statistics import median

from rehab_tui.report.facts import SessionFact
from rehab_tui.report.model import Slot, SlotName, TimeOfDay
from rehab_tui.report.stats import median_interval

LEAST_SESSIONS = 10
"""Sessions that a time of day needs before anything is told of it. This app's rule."""
SLOTS: dict[SlotName, time] = {
    "morning": time(11), "midday": time(14), "afternoon": time(18), "evening": time.max,
}  # fmt: skip
"""The times of day, each up to before a time; the last one has the rest of the day."""


def slot_of(began: time) -> SlotName:
    """The time of day that a local time belongs to."""
    return next((name for name, end in SLOTS.items() if began < end), "evening")


def times_of_day(sessions: Iterable[SessionFact]) -> TimeOfDay | None:
    """The times of day with enough sessions that were rated before and for their worst.

    None where there are not two of them, as one says nothing.
    """
    rises: defaultdict[SlotName, list[int]] = defaultdict(list)
    for one in sessions:
        if one.began is not None and one.before is not None and one.worst is not None:
            rises[slot_of(one.began)].append(one.worst - one.before)
    slots = tuple(_slot(name, rises[name]) for name in SLOTS if len(rises[name]) >= LEAST_SESSIONS)
    if len(slots) < 2:
        return None
    best = min(slots, key=lambda slot: slot.high)
    clear = all(best.high < slot.low for slot in slots if slot is not best)
    return TimeOfDay(slots, best.name if clear else None)


def _slot(name: SlotName, rises: list[int]) -> Slot:
    low, high, _ = median_interval(rises) or (min(rises), max(rises), 0.0)
    return Slot(name, len(rises), float(median(rises)), float(low), float(high))
