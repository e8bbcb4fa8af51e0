"""A practice with a temporary journal and a clock that moves only when told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import pytest

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.clock import ManualClock
from rehab_tui.coach.model import SetFinished, SetResult
from rehab_tui.journal.records import (
    Pain,
    ProfileAnswer,
    Record,
    SessionRecord,
    SessionState,
    SetRecord,
)
from rehab_tui.journal.store import Journal
from rehab_tui.practice import sessions
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.practice.today import plan_today
from rehab_tui.programme.stops import REASONS
from rehab_tui.programme.today import TodaysSession

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""A Monday."""

catalogue = cache(shipped_catalogue)
REASON = {reason.id: reason for reason in REASONS}
THREE = ("heel-raise", "neck-rotation", "pursed-lip-breathing")


@cache
def _new_journal() -> bytes:
    """Made once and copied, for that is quicker; so all of these are of one device."""
    with TemporaryDirectory() as folder:
        return Journal.open(Path(folder) / "journal.sqlite3", ManualClock(START)).path.read_bytes()


class Stage:
    """The practice, its clock, and short ways to do what a session does."""

    def __init__(self, folder: Path) -> None:
        self.clock = ManualClock(START)
        file = folder / "journal.sqlite3"
        if not file.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            file.touch(mode=0o600)
            file.write_bytes(_new_journal())
        self.journal = Journal.open(file, self.clock)
        self.practice = Practice(self.clock, catalogue(), self.journal)

    def days(self, count: float) -> None:
        self.clock.advance(count * 86_400)

    def today(self, *exercises: str) -> TodaysSession:
        return plan_today(self.practice, exercises=exercises)

    def begin(self, *exercises: str) -> tuple[TodaysSession, SessionRecord]:
        today = self.today(*exercises)
        return today, sessions.begin(self.practice, today)

    def write(self, today: TodaysSession, record: SessionRecord, *items: int) -> None:
        """The first set of these items."""
        for item in items:
            sessions.save_sets(self.practice, record, finished(today, item))

    def do(
        self,
        *exercises: str,
        state: SessionState = "finished",
        effort: int | None = 4,
        **pains: int,
    ) -> SessionRecord:
        """A whole session, done, with its pains by moment."""
        today, record = self.begin(*exercises)
        for item in range(len(today.prescriptions)):
            sessions.save_sets(self.practice, record, whole(today, item))
        record = sessions.end(self.practice, record, state, 600)
        with self.journal.act("test", group=record.id) as act:
            act.change(replace(record, effort=effort))
            for moment, level in pains.items():
                act.add(
                    Pain(at=self.clock.now(), level=level, moment=moment, session=record.id)  # type: ignore[arg-type]
                )
        return record

    def sets(self, record: SessionRecord) -> list[SetRecord]:
        return self.journal.entries(SetRecord, session=record.id)


@pytest.fixture
def a_stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def add(stage: Stage, *records: Record) -> None:
    with stage.journal.act("test") as act:
        for record in records:
            act.add(record)


def result(today: TodaysSession, item: int, number: int, side: str, reps: int | None) -> SetResult:
    dose = today.prescriptions[item].dose
    timed = dose.seconds is not None
    return SetResult(
        item, number, side,  # type: ignore[arg-type]
        None if timed else (dose.reps if reps is None else reps), dose.reps,
        dose.seconds if timed else None, dose.seconds,
    )  # fmt: skip


def finished(
    today: TodaysSession, item: int, number: int = 1, reps: int | None = None
) -> SetFinished:
    """One set of an item, both sides of it."""
    return _finished(today, item, [number], reps)


def whole(today: TodaysSession, item: int) -> SetFinished:
    return _finished(today, item, range(1, today.prescriptions[item].dose.sets + 1), None)


def _finished(
    today: TodaysSession, item: int, numbers: Iterable[int], reps: int | None
) -> SetFinished:
    dose = today.prescriptions[item].dose
    two = dose.sides == "each" or (dose.sides == "alternate" and dose.reps is not None)
    sides: Sequence[str] = ("right", "left") if two else ("both",)
    results = tuple(result(today, item, n, side, reps) for n in numbers for side in sides)
    return SetFinished(0.0, results, today.prescriptions[item])


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def without(stage: Stage, *names: str) -> Practice:
    """The same journal with a catalogue that has lost some exercises."""
    known = stage.practice.catalogue
    left = {key: value for key, value in known.exercises.items() if key not in names}
    return replace(stage.practice, source=Catalogue(MappingProxyType(left), known.programmes))


def flagged(stage: Stage, flag: str, value: str | None = "yes") -> None:
    add(stage, ProfileAnswer(at=stage.clock.now(), key=f"flag.{flag}", value=value))
