"""At which time of day sessions that were begun were played to their end. A description only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from math import sqrt
from statistics import median_low
from typing import NamedTuple

from rehab_tui.report.model import SlotName
from rehab_tui.report.times import SLOTS, slot_of

LEAST_BEGUN = 5
"""Sessions that a time of day needs before it is told of or proposed. This app's rule."""
Z = 1.96
"""Of a two-sided 95 % interval."""
QUARTER = 15


class Begun(NamedTuple):
    """A session that was begun: at which local time, and whether it was played to its end.

    `stopped`: it was ended by a stop.
    """

    at: time
    finished: bool
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class KeptTime:
    """The sessions of one time of day.

    `low` and `high` are the 95 % interval of the share that was finished, 0 to 1; `usual` is the
    middle of their beginnings, down to the quarter hour.
    """

    name: SlotName
    n: int
    finished: int
    stopped: int
    low: float
    high: float
    usual: time


def kept_times(sessions: Sequence[Begun]) -> tuple[KeptTime, ...]:
    """The times of day with enough sessions, the best kept first.

    That is the one with the highest lower end of its interval, for few sessions say little: 5 of 5
    come after 38 of 40.
    """
    there = {name: [one for one in sessions if slot_of(one.at) == name] for name in SLOTS}
    slots = [_kept(name, found) for name, found in there.items() if len(found) >= LEAST_BEGUN]
    return tuple(sorted(slots, key=lambda slot: slot.low, reverse=True))


def stands_out(slots: Sequence[KeptTime]) -> bool:
    """Whether the whole interval of the first of several lies above that of every other."""
    return len(slots) > 1 and all(slots[0].low > other.high for other in slots[1:])


def usual_time(sessions: Sequence[Begun]) -> time | None:
    """The middle of all beginnings, down to the quarter hour; None for too few of them."""
    return _middle(sessions) if len(sessions) >= LEAST_BEGUN else None


def _kept(name: SlotName, sessions: Sequence[Begun]) -> KeptTime:
    n, finished = len(sessions), sum(one.finished for one in sessions)
    stopped = sum(one.stopped for one in sessions)
    return KeptTime(name, n, finished, stopped, *_interval(finished, n), _middle(sessions))


def _interval(k: int, n: int) -> tuple[float, float]:
    """The interval of a share k of n after Wilson (1927)."""
    share, z2 = k / n, Z * Z
    middle, spread = share + z2 / (2 * n), Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return (middle - spread) / (1 + z2 / n), (middle + spread) / (1 + z2 / n)


def _middle(sessions: Sequence[Begun]) -> time:
    middle = median_low(one.at.hour * 60 + one.at.minute for one in sessions) // QUARTER * QUARTER
    return time(middle // 60, middle % 60)
