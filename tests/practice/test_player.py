"""The player: time, sleep, keeping what was done, what hurt."""

from __future__ import annotations

from pathlib import Path

import pytest
from player_stage import Notebook, Play, of
from practice_stage import START, Stage, catalogue

from rehab_tui.clock import ManualClock
from rehab_tui.coach import model as m
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import SetFinished, Status, StepKind
from rehab_tui.journal.records import Pain, SessionRecord, SetRecord
from rehab_tui.practice.keeping import JournalKeeper
from rehab_tui.practice.player import CLOCKS_APART, LONGEST_TICK, Player
from rehab_tui.practice.unkept import RETRY_SECONDS

# --- time


def test_a_session_plays_to_its_end_and_keeps_everything() -> None:
    play = Play("heel-raise", keeper=Notebook())
    play.pass_(400)
    assert play.player.over
    assert play.player.session.status is Status.FINISHED
    assert play.notes is not None
    assert play.notes.kept == [("heel-raise", 1), ("heel-raise", 2)]
    assert play.player.tick() == ()
    assert play.player.next_moment() is None


@pytest.mark.parametrize(("late", "slept"), [(LONGEST_TICK, False), (LONGEST_TICK + 0.1, True)])
def test_a_late_tick_means_that_the_machine_slept(late: float, slept: bool) -> None:
    play = Play("heel-raise")
    play.pass_(5)
    active = play.player.session.active
    play.clock.advance(late)
    play.player.tick()
    assert play.player.slept is slept
    assert (play.player.session.status is Status.PAUSED) is slept
    assert play.player.session.active == pytest.approx(active + (0 if slept else late), abs=1e-5)


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize(("apart", "slept"), [(CLOCKS_APART, False), (CLOCKS_APART + 0.1, True)])
def test_clocks_that_disagree_mean_it_too(apart: float, slept: bool, way: int) -> None:
    play = Play("heel-raise")
    play.clock.shift_wall(way * apart)
    play.clock.advance(1)
    play.player.tick()
    assert play.player.slept is slept
    play.clock.advance(1)
    play.player.tick()
    assert not play.player.slept, "said once"


def test_a_pause_may_last_as_long_as_it_likes() -> None:
    play = Play("heel-raise")
    play.player.toggle_pause()
    play.clock.advance(3600)
    play.player.tick()
    assert not play.player.slept
    play.player.toggle_pause()
    assert play.player.session.status is Status.RUNNING


def test_a_key_after_a_sleep_finds_the_session_paused() -> None:
    play = Play("heel-raise")
    play.pass_(2)
    play.clock.advance(100)
    effects = play.player.send(m.Stop)
    assert play.player.slept
    assert play.player.session.status is Status.STOPPED
    assert effects == ()
    assert play.player.session.active == pytest.approx(2, abs=1e-5)


def test_a_preview_saves_nothing_and_never_sleeps() -> None:
    play = Play("heel-raise", longest_tick=float("inf"))
    play.clock.advance(200)
    play.player.tick()
    assert not play.player.slept
    play.clock.advance(300)
    play.player.tick()
    play.player.keep()
    assert play.player.over
    assert play.player.trouble is None


def test_the_next_moment_is_the_next_cue_or_the_steps_end() -> None:
    clock = ManualClock(START)
    player = Player(begin(of("heel-raise")), clock, catalogue(), longest_tick=float("inf"))
    assert player.next_moment() is None, "not before the first tick"
    player.tick()
    times = []
    while not player.over:
        moment = player.next_moment()
        assert moment is not None
        assert moment > clock.monotonic()
        clock.advance(moment - clock.monotonic())
        player.tick()
        times.append(moment)
        assert len(times) < 500
    assert len(player.session.results) == 2
    assert times == sorted(times)
    player.take_cues()
    assert player.take_cues() == ()


def test_cues_are_handed_out_once_each_at_its_time() -> None:
    play = Play("heel-raise")
    play.pass_(200)
    cues = play.player.take_cues()
    assert cues
    assert [c.at for c in cues] == sorted(c.at for c in cues)
    assert play.player.take_cues() == ()


# --- keeping


def test_a_keeper_that_fails_keeps_the_results_and_tries_again() -> None:
    book = Notebook()
    play = Play("heel-raise", "neck-rotation", keeper=book)
    book.busy = True
    play.until(StepKind.REST)
    assert str(play.player.trouble) == "somebody else is writing"
    assert book.kept == []
    play.player.send(m.NextExercise)
    book.busy = False
    play.pass_(RETRY_SECONDS + 1)
    assert play.player.trouble is None
    assert book.kept == [("heel-raise", 1)]


def test_a_cue_is_heard_before_the_disk_is_waited_for() -> None:
    told: list[str] = []

    class Slow(Notebook):
        def sets(self, finished: SetFinished) -> None:
            told.append("written")

    play = Play("heel-raise", keeper=Slow())
    play.player.hear = lambda: told.extend(cue.kind for cue in play.player.take_cues())
    play.until(StepKind.REST)
    assert told.index("rest") < told.index("written")
    assert told.count("written") == 1
    assert not play.player.take_cues(), "each is heard once"


def test_what_failed_is_not_tried_at_every_tick() -> None:
    tries = []

    class Counting(Notebook):
        def sets(self, finished: SetFinished) -> None:
            tries.append(play.clock.monotonic())
            super().sets(finished)

    book = Counting()
    play = Play("heel-raise", keeper=book)
    book.busy = True
    play.until(StepKind.REST)
    play.pass_(5, 0.1)
    assert 4 <= len(tries) <= 7
    book.busy = False
    play.player.keep()
    assert book.kept == [("heel-raise", 1)]
    play.player.keep()
    assert len(book.kept) == 1


def test_results_are_written_in_order_and_with_their_own_exercise() -> None:
    book = Notebook()
    play = Play("wall-push-up", "neck-rotation", keeper=book)
    play.until(StepKind.CHECK)
    book.busy = True
    play.player.answer(True)
    assert play.player.view.step is not None
    assert play.player.view.step.question == "pain"
    play.player.answer(4)
    play.player.send(m.Back)
    play.player.send(m.Back)
    play.player.send(m.Back)
    swap = play.player.swaps()[0].prescription
    play.player.replace(swap)
    assert play.player.session.prescriptions[0].exercise.id == swap.exercise.id
    book.busy = False
    play.player.keep()
    rated = [("two_more wall-push-up", 1), ("pain wall-push-up", 4)]
    assert book.kept[:4] == [("wall-push-up", 1), ("wall-push-up", 2), *rated]


def test_the_journal_is_the_keeper(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    today, record = stage.begin("heel-raise", "pursed-lip-breathing")
    keeper = JournalKeeper(stage.practice, record)
    player = Player(begin(today.prescriptions), stage.clock, stage.practice.catalogue, keeper)
    player.tick()
    while not player.over:
        stage.clock.advance(1)
        player.tick()
        if player.view.step and player.view.step.question == "two_more":
            player.answer(False)
        elif player.view.step and player.view.step.question == "pain":
            player.answer(2)
    sets = stage.journal.entries(SetRecord)
    assert [(s.exercise, s.number, s.two_more) for s in sets] == [
        ("heel-raise", 1, None), ("heel-raise", 2, False), ("pursed-lip-breathing", 1, None),
    ]  # fmt: skip
    assert [(p.level, p.exercise) for p in stage.journal.entries(Pain)] == [(2, "heel-raise")]
    kept = stage.journal.get(SessionRecord, record.id)
    assert kept is not None
    assert kept.state == "running", "who drives the session writes its end"


# --- what hurt


def stopped_by_pain(play: Play) -> str:
    """A sharp pain in the present set, and on with the next exercise."""
    play.until(StepKind.SET)
    now = play.player.view.prescription
    assert now is not None
    play.player.send(m.Stop)
    play.player.bar(now.exercise.id)
    play.player.send(m.CarryOn)
    play.player.send(m.NextExercise)
    play.player.send(m.Resume)
    return now.exercise.id


def test_back_does_not_lead_into_what_hurt() -> None:
    play = Play("heel-raise", "glute-bridge", "cat-cow")
    assert not play.player.back_is_barred
    stopped_by_pain(play)
    assert play.player.back_is_barred
    for _ in range(3):
        play.player.send(m.Back)
        assert play.player.view.item == 1
        play.clock.advance(0.2)
    play.pass_(3)
    assert not play.player.back_is_barred, "to the start of this step"
    play.player.send(m.NextExercise)
    assert not play.player.back_is_barred
    play.player.send(m.Back)
    assert play.player.view.item == 1


def test_what_hurt_is_not_offered_again_in_this_session() -> None:
    play = Play("cat-cow", "bird-dog")
    play.player.replace(next(iter(play.player.swaps())).prescription)
    hurt = stopped_by_pain(play)
    offered = [choice.prescription for choice in play.player.swaps()]
    offered += [one for one in (play.player.easier(), play.player.harder()) if one is not None]
    assert hurt not in {one.exercise.id for one in offered}
    alone = Play("glute-bridge")
    gentle = alone.player.easier()
    assert gentle is not None
    alone.player.replace(gentle)
    lower = alone.player.easier()
    assert lower is not None
    alone.player.bar(lower.exercise.id)
    now = alone.player.easier()
    assert now is None or now.exercise.id != lower.exercise.id
    alone.player.replace(lower)
    alone.player.bar("glute-bridge")
    up = alone.player.harder()
    assert up is None or up.exercise.id != "glute-bridge", "nor is it the way back up"


def test_what_hurt_and_was_still_to_come_once_more_is_left_out() -> None:
    play = Play("heel-raise", "cat-cow", "heel-raise", "glute-bridge")
    stopped_by_pain(play)
    assert play.player.view.item == 1
    play.player.send(m.NextExercise)
    assert play.player.view.item == 3
    assert not play.player.back_is_barred
    play.player.send(m.Back)
    assert play.player.view.item == 1, "as if it had never been there"
