"""Time added to a step or taken from it, lead-ins, who is in place already."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coach_builders import QUIET, after, now, prescription, put, reps, seconds, started

from rehab_tui.catalogue.model import DoseChange, Variant
from rehab_tui.coach import model as m
from rehab_tui.coach.engine import advance, resume_at
from rehab_tui.coach.model import SetFinished, SetResult
from rehab_tui.coach.timeline import length_of
from rehab_tui.coach.view import look


def test_time_can_be_added_to_and_taken_from_a_timed_step() -> None:
    session = after(started(prescription(seconds(30)), at=0.0), 15)
    longer = put(session, m.AddTime, 10.0)
    assert longer.extra == 10
    assert [done.seconds for done in after(longer, 34).results] == []
    assert after(longer, 35).results[0].seconds == 40
    shorter = put(session, m.AddTime, -10.0)
    assert after(shorter, 15).results[0] == SetResult(0, 1, "both", None, None, 20, 30)


def test_a_step_is_never_shorter_than_what_has_passed() -> None:
    plan = prescription(seconds(30))
    session = after(started(plan, at=0.0), 10 + 25)
    session, effects = advance(session, m.AddTime(35.0, -10.0))
    assert effects[0] == SetFinished(35.0, (SetResult(0, 1, "both", None, None, 25, 30),), plan)
    assert now(session)[0] == "check"


def test_a_paused_step_that_is_shortened_to_nothing_ends_when_it_goes_on() -> None:
    session = put(after(started(prescription(seconds(30))), 10 + 25), m.Pause)
    session = put(session, m.AddTime, -10.0)
    assert now(session)[0] == "hold"
    assert now(put(session, m.Resume))[0] == "check"


@pytest.mark.parametrize(("passed", "left"), [(0, 1), (5, 1), (8.5, 1), (9.5, 0.5)])
def test_a_second_of_a_lead_in_is_left_however_often_it_is_shortened(
    passed: float, left: float
) -> None:
    session = after(started(prescription(reps())), passed)
    for _ in range(3):
        session = put(session, m.AddTime, -10.0)
        assert now(session)[0] == "ready"
        assert look(session).left == left
    assert look(put(session, m.AddTime, 10.0)).left == left + 10
    assert now(after(session, left))[0] == "set"
    paused = put(put(put(session, m.Pause), m.AddTime, -10.0), m.Resume)
    assert (now(paused)[0], look(paused).left) == ("ready", left)


def test_back_into_a_lead_in_is_the_whole_lead_in() -> None:
    plan = replace(prescription(reps(5), setup=" ".join(["word"] * 40)), new=True)
    session = put(started(plan), m.AddTime, -10.0)
    session = after(session, length_of(session) or 0)
    assert now(session)[0] == "set"
    session = put(after(session, 1), m.Back)
    assert (now(session)[0], look(session).left) == ("ready", 19)
    session = put(after(session, 3), m.Back)
    assert (now(session)[0], look(session).left, session.results) == ("ready", 19, ())


def test_back_into_the_lead_in_of_a_later_exercise() -> None:
    session = started(prescription(reps(1), **QUIET), prescription(reps(1), **QUIET))
    session = put(put(session, m.NextExercise), m.GoOn)
    session = put(session, m.Back)
    assert (now(session)[0], session.steps[session.position].item) == ("ready", 1)
    session = put(session, m.Back)
    assert session.steps[session.position].item == 0


@pytest.mark.parametrize("first", [True, False])
def test_another_new_exercise_has_its_whole_lead_in_where_it_comes_in(first: bool) -> None:
    other = replace(prescription(reps(2, sets=2), id="plank", setup="word " * 40), new=True)
    session = put(started(prescription(reps(2, sets=2))), m.GoOn)
    session = session if first else put(session, m.GoOn)
    session = put(session, m.Replace, other)
    assert (now(session)[:2], look(session).left) == (("ready", 1 if first else 2), 19)
    assert session.prescriptions == (other,)


def test_who_is_in_place_is_not_set_up_again() -> None:
    easier = Variant("Sit.", dose=DoseChange(reps=3))
    plan = prescription(reps(5), setup="word " * 40, easier=easier, harder=Variant("Stand."))
    plan = replace(plan, new=True)
    session = started(prescription(reps(1), **QUIET), plan)
    waiting = put(session, m.NextExercise)
    gentle = replace(plan, variant="easier", dose=reps(3))
    assert look(put(waiting, m.Replace, gentle)).left == pytest.approx(41 / 2.5 + 3, abs=1e-5)
    at_work = put(waiting, m.GoOn)
    for same in (gentle, replace(plan, counted=True)):
        again = put(at_work, m.Replace, same)
        assert (now(again)[0], look(again).left) == ("ready", 7)
        assert again.prescriptions[1] == same
    longer = replace(plan.exercise, harder=Variant("word " * 20))
    told = replace(plan, exercise=longer, variant="harder")
    assert look(put(at_work, m.Replace, told)).left == 11


def test_alternate_time_is_one_result_for_both_sides() -> None:
    plan = prescription(seconds(40, sets=2, sides="alternate"), **QUIET)
    session = after(started(plan), 10 + 40 + 25)
    assert look(session).side == "both"
    session = put(session, m.GoOn)
    assert session.results == (
        SetResult(0, 1, "both", None, None, 40, 40),
        SetResult(0, 2, "both", None, None, 25, 40),
    )
    resumed = resume_at([plan], session.results[:1])
    assert (now(resumed), resumed.results) == (("ready", 2, "both"), session.results[:1])


def test_a_new_step_begins_without_what_was_added_or_counted_before() -> None:
    session = put(after(started(prescription(seconds(30))), 10), m.AddTime, 10.0)
    assert (put(session, m.GoOn).extra, put(session, m.Back).extra) == (0, 0)
    session = put(started(prescription(reps(3, sets=2), counted=True)), m.GoOn)
    session = put(put(session, m.RepDone), m.GoOn)
    assert (now(session), session.reps_by_key) == (("set", 2, "both"), 0)


def test_adding_time_means_nothing_to_reps_and_keeps_a_question_open() -> None:
    session = after(started(prescription(reps(1))), 12)
    assert put(session, m.AddTime, 10.0) == session
    session = after(session, 5)
    assert now(session)[0] == "check"
    assert look(put(session, m.AddTime, 10.0)).left == 7 - 1 + 10
    counted = put(started(prescription(reps(1), counted=True)), m.GoOn)
    assert put(counted, m.AddTime, 10.0) == counted
