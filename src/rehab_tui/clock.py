"""The only place that reads time or waits for it.

Everything else takes a `Clock`, or a moment, as an argument: sessions can then be played on a
clock that stands still, and "today" is a value rather than a surprise.
"""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol
else:  # a quick entry takes as long again as this module's import of `typing`
    Protocol = object


class Clock(Protocol):
    """Wall time, monotonic time and waiting."""

    def now(self) -> datetime:
        """The present moment, aware, in the person's local zone."""

    def monotonic(self) -> float:
        """Seconds that never run backwards; the origin means nothing."""

    def wait(self, seconds: float, wake: threading.Event) -> None:
        """Wait for `seconds` (not at all when 0 or less), or until `wake` is set."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, aware, in the machine's local zone."""
        return datetime.now().astimezone()

    def monotonic(self) -> float:
        """Seconds of the system's monotonic clock."""
        return time.monotonic()

    def wait(self, seconds: float, wake: threading.Event) -> None:
        """Wait for `seconds` (not at all when 0 or less), or until `wake` is set."""
        if seconds > 0:
            wake.wait(seconds)


class FastClock:
    """The machine's clock, running `factor` times as fast from its making: for previews."""

    def __init__(self, factor: float, base: Clock) -> None:
        self._factor = factor
        self._base = base
        self._now = base.now()
        self._monotonic = base.monotonic()

    def now(self) -> datetime:
        """The moment at the faster pace."""
        return self._now + timedelta(seconds=self.monotonic() - self._monotonic)

    def monotonic(self) -> float:
        """Seconds at the faster pace."""
        return self._monotonic + (self._base.monotonic() - self._monotonic) * self._factor

    def wait(self, seconds: float, wake: threading.Event) -> None:
        """Wait for `seconds` of this clock, or until `wake` is set."""
        self._base.wait(seconds / self._factor, wake)


class ManualClock:
    """A clock that moves only when told: for previews, the demo and tests.

    Wall time and monotonic time advance together; `wait` returns at once, having moved both.
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

    def wait(self, seconds: float, wake: threading.Event) -> None:
        """Advance by `seconds` without waiting, unless `wake` is set already."""
        if not wake.is_set():
            self.advance(max(0.0, seconds))

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass on both clocks."""
        if seconds < 0:
            raise ValueError("monotonic time never runs backwards")
        self._monotonic += seconds

    def shift_wall(self, seconds: float) -> None:
        """Move the wall clock alone, as a suspend or a person setting the clock does."""
        self._wall_shift += seconds
