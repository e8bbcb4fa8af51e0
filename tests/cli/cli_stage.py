"""A clock that stops at each typed line, and lines that are typed at set times."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.model import Catalogue, DoseChange
from rehab_tui.cli.ask import Lines
from rehab_tui.cli.ending import Signals
from rehab_tui.clock import Clock, ManualClock
from rehab_tui.coach.model import Prescription
from rehab_tui.journal.store import Journal
from rehab_tui.practice.context import Practice

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CTRL_C = "<ctrl-c>"
EPSILON = 1e-6


class Stage(ManualClock):
    """A clock that never waits past the next typed line. `since` counts from its making."""

    def __init__(self, start: datetime = NOON) -> None:
        super().__init__(start)
        self.origin = self.monotonic()
        self.marks: list[float] = []

    @property
    def since(self) -> float:
        return self.monotonic() - self.origin

    def wait(self, seconds: float, wake: threading.Event) -> None:
        ahead = [mark - self.since for mark in self.marks if mark > self.since + EPSILON]
        self.advance(max(0.0, min([seconds, *ahead])))


class Script(Lines):
    """Typed lines: each (seconds since the clock began, text), or just texts that wait there."""

    def __init__(
        self, clock: Stage, *typed: tuple[float, str] | str, terminal: bool = False,
        open_end: bool = False,
    ) -> None:  # fmt: skip
        self.wake = threading.Event()
        self.silent = False
        self.signals = self._signals = Signals()
        self.terminal = terminal
        self.typed = [(0.0, one) if isinstance(one, str) else one for one in typed]
        self.clock = clock
        self.open_end = open_end
        self.ended = not self.typed and not open_end
        clock.marks = [at for at, _ in self.typed]

    @property
    def over(self) -> bool:
        return self.ended

    def take(self) -> str | None:
        self.signals.check()
        if not self.typed or self.typed[0][0] > self.clock.since + EPSILON:
            return None
        _, text = self.typed.pop(0)
        self.ended = not self.typed and not self.open_end
        self.silent = False
        if text == CTRL_C:
            raise KeyboardInterrupt
        return text


def prescriptions(
    catalogue: Catalogue, names: Sequence[str], change: DoseChange | None = None
) -> tuple[Prescription, ...]:
    """Exercises at their catalogue doses, or at a changed one."""
    found = [catalogue.exercises[name] for name in names]
    return tuple(Prescription(e, apply_change(e.dose, change) if change else e.dose) for e in found)


def practice_in(folder: Path, catalogue: Catalogue, clock: Clock) -> Practice:
    """A new journal in a folder."""
    return Practice(clock, catalogue, Journal.open(folder / "journal.sqlite3", clock))
