"""Sessions and screens that last: nothing is lost, nothing drifts, nothing grows."""

from __future__ import annotations

import gc
import resource
from pathlib import Path

import pytest
from test_session_clock import FRAME, START
from tui_harness import drive, make_practice, prescribe

from rehab_tui.catalogue.model import Dose
from rehab_tui.clock import ManualClock
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription, Status, StepKind
from rehab_tui.journal.records import SetRecord
from rehab_tui.journal.store import Journal
from rehab_tui.practice import sessions
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.programme.today import TodaysSession
from rehab_tui.tui.app import SessionRequest

pytestmark = pytest.mark.long

MINUTE = 60.0
MIB = 1 << 10
"""A MiB in the units of `ru_maxrss`."""


def test_two_hours_of_a_session_are_two_hours(tmp_path: Path) -> None:
    """No tick is lost and no time is made up; each set is written once, with all its reps."""
    clock = ManualClock(START)
    journal = Journal.open(tmp_path / "journal.sqlite3", clock)
    practice = Practice(clock, shipped_catalogue(), journal)
    dose = Dose(sets=10, reps=30, tempo=(4, 2, 4), rest=75, sides="both")
    exercises = ("heel-raise", "glute-bridge")
    plan = tuple(Prescription(practice.catalogue.exercises[name], dose) for name in exercises)
    record = sessions.begin(practice, TodaysSession(plan))
    player = sessions.player_for(practice, record, begin(plan))
    ticks = 0
    while not player.over:
        clock.advance(FRAME)
        player.tick()
        ticks += 1
    assert player.session.status is Status.FINISHED
    assert ticks * FRAME > 120 * MINUTE
    assert player.session.active == pytest.approx(ticks * FRAME, abs=FRAME)
    sets = journal.entries(SetRecord)
    assert len(sets) == 20
    assert {one.reps for one in sets} == {30}
    assert player.trouble is None


def held() -> tuple[int, int]:
    """The objects that there are, and the most memory that the process ever took."""
    gc.collect()
    return len(gc.get_objects()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


async def test_ten_minutes_of_the_app_take_no_more_memory_than_one(tmp_path: Path) -> None:
    """Fifteen pictures a second; the first minute fills what is kept for good."""
    practice = make_practice(tmp_path, shipped_catalogue())
    long = prescribe(practice.catalogue, "glute-bridge", sets=1, reps=200, tempo=(2, 0, 2))
    async with drive(practice, request=SessionRequest(preview=TodaysSession((long,)))) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)

        async def minute() -> None:
            for _ in range(60):
                d.play(1.0, step=1 / 15)
                await d.settle()

        await minute()
        before = held()
        for _ in range(9):
            await minute()
        objects, memory = (now - then for now, then in zip(held(), before, strict=True))
        assert d.view.kind is StepKind.SET, "it still goes on"
        assert objects < 3000
        assert memory < 10 * MIB
