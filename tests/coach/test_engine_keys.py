"""Going on, going back, doing a set again: what of it is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coach_builders import QUIET, after, now, prescription, put, reps, seconds, started

from rehab_tui.coach import model as m
from rehab_tui.coach.engine import advance
from rehab_tui.coach.model import SetFinished, SetResult, Status


def test_going_on_from_the_lead_in_starts_the_set_at_once() -> None:
    session = put(after(started(prescription(reps())), 3), m.GoOn)
    assert now(session) == ("set", 1, "both")
    assert session.elapsed == 0


def test_going_on_counts_whole_reps() -> None:
    session = put(after(started(prescription(reps(5))), 10 + 17.9), m.GoOn)
    assert session.results == (SetResult(0, 1, "both", 2, 5, None, None),)
    assert now(session)[0] == "check"


def test_going_on_before_the_first_rep_records_nothing() -> None:
    session = put(after(started(prescription(reps(5))), 10 + 5.9), m.GoOn)
    assert (session.results, now(session)[0]) == ((), "check")
    session = put(after(started(prescription(seconds(30))), 10.5), m.GoOn)
    assert session.results == ()


def test_going_on_in_an_alternate_set_favours_the_right() -> None:
    session = put(after(started(prescription(reps(5, sides="alternate"))), 10 + 18), m.GoOn)
    assert [(result.side, result.reps) for result in session.results] == [("right", 2), ("left", 1)]
    session = put(after(started(prescription(reps(5, sides="alternate"))), 10 + 6), m.GoOn)
    assert [(result.side, result.reps) for result in session.results] == [("right", 1)]


def test_going_on_in_an_alternate_set_favours_the_side_that_begins() -> None:
    plan = replace(prescription(reps(5, sides="alternate")), first_side="left")
    session = put(after(started(plan), 10 + 18), m.GoOn)
    assert [(result.side, result.reps) for result in session.results] == [("left", 2), ("right", 1)]


def test_going_on_while_paused_stays_paused() -> None:
    session = put(put(put(started(prescription(reps())), m.Pause), m.GoOn), m.GoOn)
    assert (now(session)[0], session.status) == ("check", Status.PAUSED)


def test_next_exercise_skips_the_rest_of_this_one() -> None:
    plan = (prescription(reps(5, sets=3, rest=30)), prescription(reps(), id="bird-dog"))
    session = put(after(started(*plan), 10 + 7), m.NextExercise)
    assert session.steps[session.position].item == 1
    assert [result.reps for result in session.results] == [1]
    assert put(session, m.NextExercise).status is Status.FINISHED


def test_back_goes_to_the_start_of_the_step_and_then_before_it() -> None:
    session = after(started(prescription(reps(5))), 10 + 2)
    session = put(session, m.Back)
    assert (now(session)[0], session.elapsed) == ("set", 0)
    session = put(after(session, 1.9), m.Back)
    assert (now(session)[0], session.elapsed) == ("ready", 0)
    assert now(put(session, m.Back))[0] == "ready"


def test_a_set_that_is_done_again_takes_the_place_of_the_first() -> None:
    session = after(started(prescription(reps(2, sets=2, rest=5))), 10 + 12)
    session = put(session, m.Back)
    assert len(session.results) == 1
    assert session.position == 1
    easier = replace(session.prescriptions[0], dose=reps(1, sets=2, rest=5), variant="easier")
    session = put(after(put(session, m.Replace, easier), 10 + 6), m.Pause)
    assert session.results == (SetResult(0, 1, "both", 1, 1, None, None),), "whole, and easier"


def test_leaving_a_set_that_is_being_repeated_keeps_the_first() -> None:
    session = put(after(started(prescription(reps(2, sets=2, rest=5))), 10 + 12), m.Back)
    for event in (m.Leave, m.NextExercise):
        assert [done.reps for done in put(after(session, 6), event).results] == [2]


@pytest.mark.parametrize(("passed", "left"), [(5, 20), (19, 20), (21, 21), (29, 29), (30, 30)])
def test_going_back_and_on_never_lowers_what_was_done(passed: int, left: int) -> None:
    session = put(after(started(prescription(seconds(30, sets=2, rest=5))), 10 + 20), m.GoOn)
    session = after(put(session, m.Back), passed)
    session, effects = advance(session, m.GoOn(session.moment or 0.0))
    assert [done.seconds for done in session.results] == [left]
    written = [effect for effect in effects if isinstance(effect, SetFinished)]
    assert len(written) == (20 < passed < 30), "the boundary writes by itself"


def test_another_measure_that_is_left_early_takes_nothing_s_place() -> None:
    session = after(started(prescription(reps(2, sets=2, rest=5))), 10 + 12)
    held = replace(prescription(seconds(30, sets=2, rest=5), id="plank"), reason="swapped")
    session = put(put(put(session, m.Back), m.Replace, held), m.GoOn)
    session = put(after(session, 12), m.GoOn)
    assert [(done.reps, done.seconds) for done in session.results] == [(2, None)]


def test_a_hold_that_is_left_early_counts_from_its_first_second() -> None:
    plan = (prescription(seconds(30), **QUIET), prescription(reps(1), id="bird-dog"))
    begun = after(started(*plan), 10.9)
    assert put(begun, m.NextExercise).results == ()
    (one,) = put(after(begun, 0.2), m.NextExercise).results
    assert (one.seconds, one.seconds_prescribed) == (1, 30)
