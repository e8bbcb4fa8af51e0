"""Time in a session: boundaries, pauses, stops, the end."""

from __future__ import annotations

import pytest
from coach_builders import QUIET, after, prescription, put, reps, seconds, started

from rehab_tui.coach import model as m
from rehab_tui.coach.engine import advance, begin
from rehab_tui.coach.model import Ended, SetFinished, SetResult, Status, StepBegan


def test_the_first_event_begins_the_first_step() -> None:
    plan = prescription(reps())
    session, effects = advance(begin([plan]), m.Tick(50.0))
    assert effects == (StepBegan(50.0, session.steps[0], 0),)
    assert (session.moment, session.elapsed, session.active) == (50.0, 0.0, 0.0)


def test_a_session_without_exercises_is_over_at_once() -> None:
    session, effects = advance(begin([]), m.Tick(5.0))
    assert effects == (Ended(5.0, Status.FINISHED),)
    assert session.status is Status.FINISHED
    assert advance(session, m.Tick(6.0)) == (session, ())


def test_one_tick_carries_its_remainder_through_every_boundary() -> None:
    plan = (prescription(reps(1, sets=2), **QUIET),)
    session, effects = advance(started(*plan, at=100.0), m.Tick(1000.0))
    assert session.status is Status.FINISHED
    assert [(type(effect), effect.at) for effect in effects] == [
        (StepBegan, 110.0),
        (SetFinished, 116.0),
        (StepBegan, 116.0),
        (SetFinished, 122.0),
        (StepBegan, 122.0),
        (Ended, 129.0),
    ]
    assert session.active == 29.0


def test_a_finished_set_is_handed_over_with_what_was_done() -> None:
    session = after(started(prescription(reps(4))), 10 + 24)
    assert session.results == (SetResult(0, 1, "both", 4, 4, None, None),)
    session = after(started(prescription(seconds(30))), 10 + 30)
    assert session.results == (SetResult(0, 1, "both", None, None, 30, 30),)


def test_an_alternate_set_gives_both_sides() -> None:
    session = after(started(prescription(reps(3, sides="alternate"))), 10 + 36)
    assert session.results == (
        SetResult(0, 1, "right", 3, 3, None, None),
        SetResult(0, 1, "left", 3, 3, None, None),
    )


def test_pausing_credits_nothing() -> None:
    session = put(after(started(prescription(reps())), 4), m.Pause)
    session = after(session, 1000)
    assert (session.elapsed, session.active, session.status) == (4, 4, Status.PAUSED)
    session = after(put(session, m.Resume), 1)
    assert (session.elapsed, session.active, session.status) == (5, 5, Status.RUNNING)


def test_pause_credits_what_passed_before_it() -> None:
    session, _ = advance(started(prescription(reps()), at=0.0), m.Pause(3.0))
    assert session.elapsed == 3.0


def test_a_suspension_pauses_and_credits_nothing_since_the_last_moment() -> None:
    session = after(started(prescription(reps()), at=0.0), 4)
    session, effects = advance(session, m.Suspended(5000.0))
    assert effects == ()
    assert (session.status, session.elapsed, session.moment) == (Status.PAUSED, 4, 5000.0)


def test_a_suspension_during_a_stop_leaves_it_stopped() -> None:
    session = put(put(started(prescription(reps())), m.Stop), m.Suspended)
    assert session.status is Status.STOPPED


def test_time_that_runs_backwards_credits_nothing() -> None:
    session = after(started(prescription(reps()), at=100.0), 5)
    session, effects = advance(session, m.Tick(50.0))
    assert (session.elapsed, session.moment, effects) == (5, 105.0, ())
    session, _ = advance(session, m.Tick(105.0))
    assert session.active == 5


def test_resuming_what_runs_and_carrying_on_what_was_not_stopped_change_nothing() -> None:
    session = started(prescription(reps()))
    assert put(session, m.Resume) == put(session, m.CarryOn) == session


def test_stop_freezes_and_carry_on_undoes_it() -> None:
    session = put(after(started(prescription(reps())), 12), m.Stop)
    assert session.status is Status.STOPPED
    for event in (m.Tick, m.Pause, m.Resume, m.GoOn, m.Back, m.NextExercise, m.RepDone, m.AddTime):
        assert put(session, event) == session
    frozen = after(session, 60)
    assert (frozen.elapsed, frozen.active) == (2, 12)
    session = put(frozen, m.CarryOn)
    assert (session.status, session.elapsed) == (Status.PAUSED, 2)


def test_stop_works_while_paused() -> None:
    session = put(put(started(prescription(reps())), m.Pause), m.Stop)
    assert session.status is Status.STOPPED


def test_leaving_keeps_what_was_done_of_the_set() -> None:
    plan = prescription(reps(5))
    session, effects = advance(after(started(plan, at=0.0), 23), m.Leave(23.0))
    done = SetResult(0, 1, "both", 2, 5, None, None)
    assert effects == (SetFinished(23.0, (done,), plan), Ended(23.0, Status.LEFT))
    assert (session.status, session.results) == (Status.LEFT, (done,))


@pytest.mark.parametrize(("passed", "kept"), [(4.9, []), (5.0, [5]), (12.7, [12])])
def test_leaving_a_timed_set_keeps_it_from_five_seconds(passed: float, kept: list[int]) -> None:
    session = put(after(started(prescription(seconds(30))), 10 + passed), m.Leave)
    assert [result.seconds for result in session.results] == kept


def test_leaving_after_a_stop_keeps_the_set_too() -> None:
    session = put(put(after(started(prescription(reps(5))), 17), m.Stop), m.Leave)
    assert [result.reps for result in session.results] == [1]


def test_a_session_that_is_over_stays_as_it_is() -> None:
    session = put(started(prescription(reps())), m.Leave)
    for event in (m.Tick(1e6), m.CarryOn(1e6), m.Resume(1e6), m.Leave(1e6), m.Back(1e6)):
        assert advance(session, event) == (session, ())
