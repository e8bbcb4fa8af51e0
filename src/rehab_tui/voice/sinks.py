"""Where a session's sounds go. For now: the terminal's bell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from rehab_tui.coach.model import Step, StepKind

RUNG = frozenset({StepKind.SET, StepKind.HOLD, StepKind.BREATHE, StepKind.REST, StepKind.SWITCH})
"""Steps whose beginning is worth a sound; a question is asked silently."""


class Sink(Protocol):
    """Takes the beginnings of steps and sounds them while it is `on`."""

    on: bool

    def step(self, step: Step) -> None:
        """A step begins."""
        ...


class Bell:
    """The terminal's bell at each change that a person on the mat has to notice.

    Args:
        ring: sounds the bell once.
        on: whether it sounds from the start.
    """

    def __init__(self, ring: Callable[[], object], *, on: bool) -> None:
        self.on = on
        self._ring = ring

    def step(self, step: Step) -> None:
        """Ring when work, rest or the other side begins."""
        if self.on and step.kind in RUNG:
            self._ring()
