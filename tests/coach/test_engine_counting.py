"""Reps that a person counts by key, and how the way of counting may change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coach_builders import QUIET, after, now, prescription, put, reps, started

from rehab_tui.coach import model as m
from rehab_tui.coach.engine import advance
from rehab_tui.coach.model import SetFinished, SetResult, StepKind
from rehab_tui.coach.view import look


def test_counting_by_key() -> None:
    plan = prescription(reps(3), counted=True, **QUIET)
    session = put(started(plan, at=0.0), m.GoOn)
    session = after(session, 500)
    assert now(session)[0] == "set"
    for at in (501.2, 502.0):
        session, effects = advance(session, m.RepDone(at))
        assert effects == ()
    assert session.reps_by_key == 2
    session, effects = advance(session, m.RepDone(503.5))
    done = SetResult(0, 1, "both", 3, 3, None, None)
    assert effects[0] == SetFinished(503.5, (done,), plan)
    assert now(session)[0] == "check"


def test_two_presses_within_150_ms_are_one_and_a_held_key_is_one() -> None:
    session = put(started(prescription(reps(9), counted=True), at=0.0), m.GoOn)
    for at in (1.0, 1.15, 1.25, 1.35):
        session, _ = advance(session, m.RepDone(at))
    assert session.reps_by_key == 1
    session, _ = advance(session, m.RepDone(1.51))
    assert session.reps_by_key == 2


def test_a_stray_key_does_not_skip_the_first_lead_in() -> None:
    """The key that began the session, pressed once more."""
    session = started(prescription(reps(2)), at=50.0)
    for at in (50.1, 50.9):
        session, effects = advance(session, m.GoOn(at))
        assert (effects, now(session)[0]) == ((), "ready")
    assert now(put(put(session, m.Pause), m.GoOn))[0] == "set", "in a pause nothing is stray"
    assert now(advance(session, m.GoOn(51.0))[0])[0] == "set"


def test_a_counted_rep_can_be_taken_back() -> None:
    session = put(started(prescription(reps(9), counted=True)), m.GoOn)
    session = put(put(session, m.UndoRep), m.RepDone)
    assert session.reps_by_key == 1
    assert put(session, m.UndoRep).reps_by_key == 0


def test_a_counted_alternate_set_ends_with_twice_its_reps() -> None:
    session = put(started(prescription(reps(2, sides="alternate"), counted=True), at=0.0), m.GoOn)
    for at in (1.0, 2.0, 3.0):
        session, _ = advance(session, m.RepDone(at))
    odd = put(session, m.GoOn)
    assert [(done.side, done.reps) for done in odd.results] == [("right", 2), ("left", 1)]
    session, _ = advance(session, m.RepDone(4.0))
    assert [(done.side, done.reps) for done in session.results] == [("right", 2), ("left", 2)]


def test_rep_keys_mean_nothing_elsewhere() -> None:
    session = put(after(started(prescription(reps(3))), 12), m.RepDone)
    assert (session.reps_by_key, session.last_rep_key) == (0, None)
    session = put(started(prescription(reps(3), counted=True)), m.RepDone)
    assert session.reps_by_key == 0
    session = put(put(put(session, m.GoOn), m.Pause), m.RepDone)
    assert session.reps_by_key == 0


def test_the_way_of_counting_may_change_in_a_set_without_losing_its_reps() -> None:
    plan = prescription(reps(5, sets=2), **QUIET)
    paced = after(started(plan), 10 + 14)
    by_key = put(paced, m.Replace, replace(plan, counted=True))
    assert (now(by_key), by_key.reps_by_key, by_key.results) == (now(paced), 2, ())
    assert look(by_key).left is None
    by_key = put(after(by_key, 60), m.RepDone)
    back = put(by_key, m.Replace, plan)
    assert look(back).left == pytest.approx(5 * 6 - 3 * 6, abs=1e-5)
    assert look(after(back, 1)).rep == 4
    done = after(back, 12.1)
    assert done.results == (SetResult(0, 1, "both", 5, 5, None, None),)
    assert [step.seconds for step in done.steps if step.kind is StepKind.SET] == [30, 30]
    early = put(after(started(plan), 12), m.Replace, replace(plan, counted=True))
    assert now(early)[0] == "ready", "nothing was done yet: it begins again"


def test_in_a_lead_in_the_way_of_counting_brings_no_reps() -> None:
    plan = (prescription(reps(5, sets=2, rest=30), **QUIET), prescription(reps(5), id="bird-dog"))
    resting = after(started(*plan), 10 + 30 + 20)
    assert now(resting)[0] == "rest"
    by_key = put(resting, m.Replace, replace(plan[0], counted=True))
    assert (now(by_key)[0], by_key.reps_by_key) == ("ready", 0)


def test_only_the_exercise_itself_is_counted_otherwise() -> None:
    plan = (prescription(reps(5), **QUIET), prescription(reps(5), id="bird-dog"))
    by_key = put(after(started(*plan), 10 + 14), m.Replace, replace(plan[0], counted=True))
    sets = [step.seconds for step in by_key.steps if step.kind is StepKind.SET]
    assert sets == [None, 30]
    back = put(by_key, m.Replace, plan[0])
    assert back.reps_by_key == 0
    assert 11.99 < back.elapsed < 12, "the next rep is still told"
