"""A plain session that is driven without a terminal: what is printed and kept, and when."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from cli_stage import Script, Stage

from rehab_tui.catalogue.model import Catalogue, DoseChange
from rehab_tui.cli import driver as driving
from rehab_tui.cli import plain_words
from rehab_tui.cli.driver import Driver
from rehab_tui.cli.plain_words import Spoken
from rehab_tui.coach import model as m
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription
from rehab_tui.errors import BusyError
from rehab_tui.practice.player import Player
from rehab_tui.voice.sinks import CueSink

SHORT = DoseChange(sets=1, reps=2)


class Told:
    """What a driver printed, each line with the seconds since the clock began."""

    def __init__(self, clock: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = clock
        self.at: list[tuple[float, str]] = []
        for module in (driving, plain_words):
            monkeypatch.setattr(module, "write", self._note)

    def _note(self, text: str) -> None:
        self.at.append((self.clock.since, text))

    @property
    def lines(self) -> list[str]:
        return [text for _, text in self.at]


class Keeper:
    """Keeps, or fails so often first."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.kept: list[m.SetFinished] = []
        self.ratings: list[m.Rated] = []
        self.choices: list[tuple[str, bool]] = []
        self.hurts: list[str] = []

    def sets(self, finished: m.SetFinished) -> None:
        if self.failures:
            self.failures -= 1
            raise BusyError("another program is writing", "Try again.")
        self.kept.append(finished)

    def rated(self, exercise: str, rating: m.Rated) -> None:
        self.ratings.append(rating)

    def counted(self, exercise: str, by_key: bool) -> None:
        self.choices.append((exercise, by_key))

    def hurt(self, exercise: str) -> None:
        self.hurts.append(exercise)


@pytest.fixture
def a_clock() -> Stage:
    return Stage()


@pytest.fixture
def what_is_told(clock: Stage, monkeypatch: pytest.MonkeyPatch) -> Told:
    return Told(clock, monkeypatch)


def drive(
    catalogue: Catalogue,
    clock: Stage,
    todo: Sequence[Prescription],
    *typed: tuple[float, str],
    keeper: Keeper | None = None,
    lines: Script | None = None,
    sink: CueSink | None = None,
) -> tuple[str, Player]:
    spoken = Spoken("set saved", keeper)
    player = Player(begin(todo), clock, catalogue, spoken)
    lines = lines or Script(clock, *typed)
    return Driver(player, spoken, clock, lines, sink=sink).run(), player


def check_at(todo: Sequence[Prescription], question: str) -> float:
    """A moment within a question."""
    start = 0.0
    for step in begin(todo).steps:
        if step.question == question:
            return start + 1.0
        start += step.seconds or 0.0
    raise AssertionError(question)
