"""The only place that reads time or waits for it.

Everything else takes a `Clock`, or a moment, as an argument: sessions can then be played on a
clock that stands still, and "today" is a value rather than a surprise.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Wall time, monotonic time and waiting."""

    def now(self) -> datetime:
        """The present moment, aware, in the person's local zone."""
        ...

    def monotonic(self) -> float:
        """Seconds that never run backwards; the origin means nothing."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait for `seconds`; nothing when it is 0 or less."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, aware, in the machine's local zone."""
        return datetime.now().astimezone()

    def monotonic(self) -> float:
        """Seconds of the system's monotonic clock."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait for `seconds`; nothing when it is 0 or less."""
        if seconds > 0:
            time.sleep(seconds)


class ManualClock:
    """A clock that moves only when told: for previews, the demo and tests.

    Wall time and monotonic time advance together; `sleep` returns at once, having moved both.
    """

    def __init__(self, start: datetime, monotonic: float = 1000.0) -> None:
        if start.tzinfo is None:
            raise ValueError("a ManualClock starts at an aware moment")
        self._start = start
        self._origin = monotonic
        self._monotonic = monotonic
        self._wall_shift = 0.0

    def now(self) -> datetime:
        """The start plus everything that was advanced since."""
        return self._start + timedelta(seconds=self._monotonic - self._origin + self._wall_shift)

    def monotonic(self) -> float:
        """The monotonic seconds as advanced."""
        return self._monotonic

    def sleep(self, seconds: float) -> None:
        """Advance by `seconds` without waiting."""
        self.advance(max(0.0, seconds))

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass on both clocks."""
        if seconds < 0:
            raise ValueError("monotonic time never runs backwards")
        self._monotonic += seconds

    def shift_wall(self, seconds: float) -> None:
        """Move the wall clock alone, as a suspend or a person setting the clock does."""
        self._wall_shift += seconds
