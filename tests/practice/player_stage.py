"""A player over a clock that moves only when told, and a keeper that can be made to fail."""

from __future__ import annotations

from typing import Any

from practice_stage import START, catalogue

from rehab_tui.catalogue.model import Exercise
from rehab_tui.clock import ManualClock
from rehab_tui.coach import model as m
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription, SetFinished, StepKind
from rehab_tui.errors import BusyError
from rehab_tui.practice.player import LONGEST_TICK, Circumstances, Player


class Notebook:
    """A keeper that remembers, and that can be made to fail."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, int]] = []
        self.busy = False

    def sets(self, finished: SetFinished) -> None:
        if self.busy:
            raise BusyError("somebody else is writing")
        self.kept += [(finished.prescription.exercise.id, r.number) for r in finished.results]

    def rated(self, exercise: str, rating: m.Rated) -> None:
        if self.busy:
            raise BusyError("somebody else is writing")
        self.kept.append((f"{rating.question} {exercise}", int(rating.value)))

    def counted(self, exercise: str, by_key: bool) -> None:
        if self.busy:
            raise BusyError("somebody else is writing")
        self.kept.append((f"counted {exercise}", int(by_key)))

    def hurt(self, exercise: str) -> None:
        if self.busy:
            raise BusyError("somebody else is writing")
        self.kept.append(("hurt", len(exercise)))


def known(name: str) -> Exercise:
    return catalogue().exercises[name]


def of(*names: str) -> tuple[Prescription, ...]:
    return tuple(Prescription(known(name), known(name).dose) for name in names)


class Play:
    """A player over a clock that moves only when told."""

    def __init__(
        self,
        *names: str,
        keeper: Notebook | None = None,
        longest_tick: float = LONGEST_TICK,
        **about: Any,
    ) -> None:
        self.clock = ManualClock(START)
        self.notes = keeper
        self.player = Player(
            begin(of(*names)), self.clock, catalogue(), keeper, Circumstances(**about),
            longest_tick=longest_tick,
        )  # fmt: skip
        self.player.tick()

    def pass_(self, seconds: float, tick: float = 1.0) -> None:
        for _ in range(round(seconds / tick)):
            self.clock.advance(tick)
            self.player.tick()

    def until(self, kind: StepKind) -> None:
        for _ in range(5000):
            step = self.player.view.step
            if step is not None and step.kind is kind:
                return
            self.pass_(0.5, 0.5)
        raise AssertionError(kind)
