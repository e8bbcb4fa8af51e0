"""The odd corners of a session: midnight, summer time, no rest, one rep, odd counts, lost ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from practice_stage import Stage, catalogue

from rehab_tui.catalogue.model import Catalogue, Dose
from rehab_tui.clock import ManualClock
from rehab_tui.coach import model as m
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription, StepKind
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.journal.records import SessionRecord
from rehab_tui.journal.store import Journal
from rehab_tui.practice import cut_short, sessions
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.player import Player
from rehab_tui.programme.today import TodaysSession

A, B, C = "heel-raise", "neck-rotation", "pursed-lip-breathing"


class Local(ManualClock):
    """A clock of a place: as the machine's, each moment carries the offset that holds then."""

    def __init__(self, zone: str, start: str) -> None:
        self._zone = ZoneInfo(zone)
        local = datetime.fromisoformat(start).replace(tzinfo=self._zone)
        super().__init__(local.astimezone(UTC))

    def now(self) -> datetime:
        local = super().now().astimezone(self._zone)
        return local.astimezone(timezone(local.utcoffset() or timedelta()))


def practice_at(clock: ManualClock, folder: Path) -> Practice:
    return Practice(clock, catalogue(), Journal.open(folder / "journal.sqlite3", clock))


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return Stage(tmp_path).practice


def of(name: str, dose: Dose, **more: object) -> Prescription:
    return Prescription(catalogue().exercises[name], dose, **more)  # type: ignore[arg-type]


def play(practice: Practice, *prescriptions: Prescription) -> tuple[SessionRecord, Player]:
    record = sessions.begin(practice, TodaysSession(prescriptions))
    player = sessions.player_for(practice, record, begin(prescriptions))
    player.tick()
    return record, player


def pass_(practice: Practice, player: Player, seconds: float) -> None:
    assert isinstance(practice.clock, ManualClock)
    while seconds > 0 and not player.over:
        practice.clock.advance(min(1.0, seconds))
        player.tick()
        assert not player.slept
        seconds -= 1.0


def play_out(practice: Practice, player: Player) -> None:
    pass_(practice, player, 10_000)
    assert player.over


def to(practice: Practice, player: Player, kind: StepKind) -> None:
    for _ in range(2000):
        if player.view.kind is kind:
            return
        pass_(practice, player, 0.5)
    raise AssertionError(kind)


def written(practice: Practice, record: SessionRecord) -> list[tuple[int, str, int | None]]:
    stage_sets = practice.journal.rows("set")
    mine = [row for row in stage_sets if row["session"] == record.id]
    return [(row["number"], row["side"], row["reps"]) for row in mine]


# --- days and hours

NIGHTS = [
    ("Europe/Berlin", "2026-11-23T23:58", 1),
    ("Europe/Berlin", "2026-10-25T02:58", 0),  # 3:00 is 2:00 again
    ("Europe/Berlin", "2026-03-29T01:58", 0),  # 2:00 is 3:00
    ("America/Santiago", "2026-09-05T23:58", 1),  # 24:00 is 1:00 of the next day
    ("America/Santiago", "2026-04-04T23:58", 0),  # 24:00 is 23:00 of the same day
]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize(("zone", "start", "days"), NIGHTS)
def test_a_session_across_midnight_and_a_change_of_the_clocks(
    tmp_path: Path, zone: str, start: str, days: int
) -> None:
    clock = Local(zone, start)
    practice = practice_at(clock, tmp_path)
    dose = Dose(sets=3, reps=10, tempo=(2, 1, 3), rest=30, sides="both")
    began = clock.monotonic()
    record, player = play(practice, of(A, dose), of(B, dose))
    play_out(practice, player)
    passed = clock.monotonic() - began
    assert passed > 300
    ended = sessions.end(practice, record, "finished", player.session.active)
    assert ended.seconds == round(passed) == round(player.session.active)
    assert ended.day == date.fromisoformat(start[:10]), "a session is of the day on which it began"
    [past] = read_history(practice.journal).sessions
    assert (past.day, past.done) == (date.fromisoformat(start[:10]), True)
    sets = practice.journal.rows("set")
    assert [row["number"] for row in sets] == [1, 2, 3] * 2, "in the order of time"
    assert date.fromisoformat(sets[-1]["day"]) == date.fromisoformat(start[:10]) + timedelta(
        days=days
    )


@pytest.mark.parametrize(("zone", "start", "days"), NIGHTS)
def test_what_was_cut_short_there_is_reckoned_right_and_resumed(
    tmp_path: Path, zone: str, start: str, days: int
) -> None:
    clock = Local(zone, start)
    practice = practice_at(clock, tmp_path)
    dose = Dose(sets=3, reps=10, tempo=(2, 1, 3), rest=30, sides="both")
    _, player = play(practice, of(A, dose), of(B, dose))
    pass_(practice, player, 260)
    found = cut_short.unfinished(practice)
    assert found is not None
    assert 200 < found.record.seconds <= 260
    assert cut_short.why_not_resume(practice, found) is None
    clock.advance(8 * 3600)
    assert cut_short.why_not_resume(practice, found) is None
    clock.advance(24 * 3600)
    assert cut_short.why_not_resume(practice, found) is not None


# --- doses


@pytest.mark.parametrize("sides", ["both", "each", "alternate", "left"])
@pytest.mark.parametrize("counted", [False, True])
def test_without_rest_the_next_set_follows_at_once(
    practice: Practice, sides: str, counted: bool
) -> None:
    dose = Dose(sets=2, reps=3, tempo=(1, 0, 1), rest=0, sides=sides)  # type: ignore[arg-type]
    one = of(A, dose, counted=counted)
    record, player = play(practice, one)
    kinds = [step.kind for step in player.session.steps]
    assert StepKind.REST not in kinds
    assert kinds.count(StepKind.SWITCH) == (3 if sides == "each" else 0), "turning takes time"
    if counted:
        while not player.over:
            pass_(practice, player, 0.5)
            if player.view.kind is StepKind.SET:
                player.send(m.RepDone)
    else:
        play_out(practice, player)
        assert player.session.active == planned_seconds([one])
    assert len(written(practice, record)) == record.sets == (2 if sides in ("both", "left") else 4)
    assert {reps for *_, reps in written(practice, record)} == {3}


@pytest.mark.parametrize("sides", ["both", "each", "alternate"])
@pytest.mark.parametrize("counted", [False, True])
def test_sets_of_one_rep(practice: Practice, sides: str, counted: bool) -> None:
    dose = Dose(sets=3, reps=1, tempo=(2, 1, 2), rest=5, sides=sides)  # type: ignore[arg-type]
    record, player = play(practice, of(A, dose, counted=counted))
    presses = 0
    while not player.over:
        pass_(practice, player, 0.5)
        if counted and player.view.kind is StepKind.SET:
            assert player.view.left is None
            player.send(m.RepDone)
            presses += 1
    one_go = {"both": ("both",), "each": ("right", "left"), "alternate": ("right", "left")}[sides]
    wanted = [(number, side, 1) for number in (1, 2, 3) for side in one_go]
    assert sorted(written(practice, record)) == sorted(wanted)
    assert record.sets == len(wanted)
    assert presses == (len(wanted) if counted else 0)
    ended = sessions.end(practice, record, "finished", player.session.active)
    assert [past.done for past in read_history(practice.journal).sessions] == [True]
    assert ended.state == "finished"


@pytest.mark.long
@pytest.mark.parametrize("first", ["right", "left"])
@pytest.mark.parametrize("counted", [False, True])
@pytest.mark.parametrize("done", [1, 2, 3, 9, 10])
def test_sides_in_turn_with_an_odd_count(
    practice: Practice, first: str, counted: bool, done: int
) -> None:
    """Five for each side are ten in turn; the side that begins has the odd one."""
    dose = Dose(sets=2, reps=5, tempo=(1, 0, 1), rest=10, sides="alternate")
    one = of(A, dose, counted=counted, first_side=first)
    record, player = play(practice, one, of(B, dose))
    to(practice, player, StepKind.SET)
    for _ in range(done):
        pass_(practice, player, 2.0)
        if counted:
            player.send(m.RepDone)
    if player.view.kind is StepKind.SET:
        player.send(m.NextExercise if counted else m.GoOn)
    other = "left" if first == "right" else "right"
    shares = [(1, first, (done + 1) // 2), (1, other, done // 2)]
    wanted = [share for share in shares if share[2]]
    assert sorted(written(practice, record)) == sorted(wanted)
    assert {row["reps_prescribed"] for row in practice.journal.rows("set")} == {5}
    found = cut_short.unfinished(practice)
    assert found is not None
    step = found.resumed.steps[found.resumed.position]
    assert (step.item, step.number, step.side) == (0, 2, "alternate")


def test_sides_in_turn_by_time_share_it(practice: Practice) -> None:
    dose = Dose(sets=2, seconds=15, rest=5, sides="alternate")
    record, player = play(practice, of(A, dose))
    play_out(practice, player)
    rows = practice.journal.rows("set")
    assert [(row["side"], row["seconds"], row["reps"]) for row in rows] == [("both", 15, None)] * 2
    assert record.sets == 2


# --- exercises that are gone


def without(practice: Practice, *names: str) -> Practice:
    known = practice.catalogue
    left = {key: value for key, value in known.exercises.items() if key not in names}
    return replace(practice, source=Catalogue(MappingProxyType(left), known.programmes))


@pytest.mark.parametrize("gone", [(A,), (B,), (C,), (A, B), (A, C), (B, C)])
def test_what_is_left_of_a_session_is_resumed(practice: Practice, gone: tuple[str, ...]) -> None:
    dose = Dose(sets=2, reps=3, tempo=(1, 0, 1), rest=5, sides="both")
    record, player = play(practice, of(A, dose), of(B, dose), of(C, dose))
    to(practice, player, StepKind.REST)
    poorer = without(practice, *gone)
    found = cut_short.unfinished(poorer)
    assert found is not None
    assert found.vanished == gone
    assert cut_short.why_not_resume(poorer, found) is None
    player = sessions.player_for(poorer, found.record, found.resumed)
    player.send(m.Resume)
    step = player.view.step
    assert step is not None
    begun_anew = A in gone
    assert (step.kind, step.number) == (StepKind.READY, 1 if begun_anew else 2)
    play_out(poorer, player)
    sets = [(row["item"], row["number"], row["exercise"]) for row in practice.journal.rows("set")]
    there = [(place, name) for place, name in enumerate((A, B, C)) if name not in gone]
    done = {(place, number, name) for place, name in there for number in (1, 2)} | {(0, 1, A)}
    assert set(sets) == done
    assert len(sets) == len(done)
    ended = sessions.end(poorer, found.record, "finished", player.session.active)
    assert ended.sets == record.sets, "what was prescribed stays what it was"


def test_with_nothing_left_it_can_be_kept_and_that_is_said(practice: Practice) -> None:
    dose = Dose(sets=2, reps=3, tempo=(1, 0, 1), rest=5, sides="both")
    record, player = play(practice, of(A, dose), of(B, dose))
    to(practice, player, StepKind.REST)
    poorer = without(practice, A, B)
    found = cut_short.unfinished(poorer)
    assert found is not None
    assert (found.vanished, len(found.sets)) == ((A, B), 1)
    said = cut_short.why_not_resume(poorer, found)
    assert said == "The catalogue no longer has the exercises that are still to come."
    cut_short.keep(poorer, found)
    kept = practice.journal.get(SessionRecord, record.id)
    assert kept is not None
    assert (kept.state, kept.sets, len(written(practice, record))) == ("left", 4, 1)


def test_killed_after_the_last_set_only_the_end_is_left(practice: Practice) -> None:
    dose = Dose(sets=1, reps=2, tempo=(1, 0, 1), rest=0, sides="both")
    _, player = play(practice, of(A, dose))
    to(practice, player, StepKind.CHECK)
    found = cut_short.unfinished(practice)
    assert found is not None
    assert cut_short.why_not_resume(practice, found) is None
    player = sessions.player_for(practice, found.record, found.resumed)
    player.tick()
    assert player.over
