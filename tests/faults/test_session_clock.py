"""The machine's clock is wrong, set back, or stood still: a session's own time stays true."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rehab_tui.catalogue.model import Dose
from rehab_tui.clock import ManualClock
from rehab_tui.coach import model as m
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription, Status
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.journal.records import SessionRecord
from rehab_tui.journal.store import Journal
from rehab_tui.practice import cut_short, sessions
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.practice.overview import overview
from rehab_tui.practice.past import read_history
from rehab_tui.practice.player import Player
from rehab_tui.practice.questions import open_mornings
from rehab_tui.practice.today import plan_today
from rehab_tui.programme.today import TodaysSession

pytestmark = pytest.mark.long

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
YEAR = 365 * 86_400.0
FRAME = 0.25
DOSE = Dose(sets=2, reps=5, tempo=(2, 1, 3), rest=20, sides="each")


class Play:
    """A session of two sets a side on a clock that moves only when told."""

    def __init__(self, folder: Path) -> None:
        self.clock = ManualClock(START)
        journal = Journal.open(folder / "journal.sqlite3", self.clock)
        self.practice = Practice(self.clock, shipped_catalogue(), journal)
        exercise = self.practice.catalogue.exercises["heel-raise"]
        plan = (Prescription(exercise, DOSE),)
        self.record = sessions.begin(self.practice, TodaysSession(plan))
        self.player: Player = sessions.player_for(self.practice, self.record, begin(plan))
        self.player.tick()

    def pass_(self, seconds: float) -> None:
        for _ in range(round(seconds / FRAME)):
            self.clock.advance(FRAME)
            self.player.tick()

    def status(self) -> Status:
        return self.player.session.status

    def end(self) -> SessionRecord:
        seconds = self.player.session.active
        return sessions.end(self.practice, self.record, "finished", seconds)


@pytest.fixture
def play(tmp_path: Path) -> Play:
    return Play(tmp_path)


@pytest.mark.parametrize("shift", [YEAR, -YEAR, 3600.0, -3600.0])
def test_a_clock_that_is_set_in_the_middle_costs_nothing(play: Play, shift: float) -> None:
    play.pass_(60)
    begun = play.player.session.active
    play.clock.shift_wall(shift)
    play.pass_(30)
    assert play.status() is Status.PAUSED
    assert play.player.session.active == pytest.approx(begun, abs=1e-5)
    play.player.send(m.Resume)
    play.pass_(400)
    assert play.status() is Status.FINISHED
    assert play.player.trouble is None
    sets = play.practice.journal.rows("set")
    assert sorted((row["number"], row["side"]) for row in sets) == [
        (1, "left"), (1, "right"), (2, "left"), (2, "right"),
    ]  # fmt: skip
    assert {(row["reps"], row["reps_prescribed"]) for row in sets} == {(5, 5)}
    ended = play.end()
    assert ended.seconds == round(play.player.session.active)
    assert begun < ended.seconds < begun + 200, "no leap of the wall clock is in it"
    [past] = read_history(play.practice.journal).sessions
    assert past.done


@pytest.mark.parametrize("shift", [YEAR, -YEAR])
def test_what_was_cut_short_at_another_time_of_the_clock_is_kept(play: Play, shift: float) -> None:
    play.pass_(60)
    saved = len(play.practice.journal.rows("set"))
    assert saved
    play.clock.shift_wall(shift)
    found = cut_short.unfinished(play.practice)
    assert found is not None
    assert len(found.sets) == saved
    assert 0 <= found.record.seconds <= 60
    cut_short.keep(play.practice, found)
    assert cut_short.unfinished(play.practice) is None
    assert len(play.practice.journal.rows("set")) == saved


@pytest.mark.parametrize("shift", [YEAR, -YEAR])
def test_what_was_cut_short_after_the_clock_was_set_has_a_length(play: Play, shift: float) -> None:
    play.pass_(5)
    assert not play.practice.journal.rows("set")
    play.clock.shift_wall(shift)
    play.pass_(1)
    play.player.send(m.Resume)
    play.pass_(60)
    assert play.practice.journal.rows("set")
    found = cut_short.unfinished(play.practice)
    assert found is not None
    assert 0 <= found.record.seconds <= planned_seconds(found.prescriptions)
    cut_short.keep(play.practice, found)
    assert cut_short.unfinished(play.practice) is None


def test_what_was_done_a_year_ahead_by_a_wrong_clock_stops_nothing(play: Play) -> None:
    play.clock.shift_wall(YEAR)
    play.pass_(1)
    play.player.send(m.Resume)
    play.pass_(400)
    play.end()
    play.clock.shift_wall(-YEAR)
    history = read_history(play.practice.journal)
    assert len(history.sessions) == 1
    assert open_mornings(play.practice, history.sessions) == []
    assert plan_today(play.practice).prescriptions
    assert overview(play.practice).today.prescriptions


@pytest.mark.parametrize(("gap", "status"), [(2.9, Status.RUNNING), (3.1, Status.PAUSED)])
def test_more_than_three_seconds_without_a_tick_are_sleep(
    play: Play, gap: float, status: Status
) -> None:
    play.pass_(30)
    play.clock.advance(gap)
    play.player.tick()
    assert play.status() is status
    assert play.player.session.active == pytest.approx(
        30 + (gap if status is Status.RUNNING else 0), abs=1e-4
    )


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize(("apart", "status"), [(1.9, Status.RUNNING), (2.1, Status.PAUSED)])
def test_two_clocks_more_than_two_seconds_apart_are_sleep(
    play: Play, apart: float, status: Status, way: int
) -> None:
    play.pass_(30)
    play.clock.shift_wall(way * apart)
    play.pass_(FRAME)
    assert play.status() is status


def test_a_night_in_the_middle_of_a_set_ends_none(play: Play) -> None:
    """Eight hours in each phase: nothing is counted as done, nothing is left out."""
    slept = 0
    before: m.Session | None = None
    while not play.player.over:
        play.pass_(8)
        if play.player.over:
            break
        before = play.player.session
        play.clock.advance(8 * 3600)
        play.player.tick()
        slept += 1
        assert play.player.session == replace(
            before, status=Status.PAUSED, moment=play.player.session.moment
        )
        play.player.send(m.Resume)
    assert slept > 10
    assert play.status() is Status.FINISHED
    assert play.end().seconds == pytest.approx(slept * 8, abs=8)
