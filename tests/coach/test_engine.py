from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from coach_builders import after, play, prescription, put, reps, seconds, started

from rehab_tui.catalogue.model import DoseChange, Variant
from rehab_tui.coach import model as m
from rehab_tui.coach.engine import advance, begin, resume_at
from rehab_tui.coach.model import (
    Ended,
    Rated,
    Session,
    SetFinished,
    SetResult,
    Status,
    StepBegan,
    StepKind,
)
from rehab_tui.coach.timeline import length_of
from rehab_tui.coach.view import look

QUIET: dict[str, Any] = {"purpose": "mobility"}


def now(session: Session) -> tuple[str, int, str]:
    step = session.steps[session.position]
    return step.kind.value, step.number, step.side


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


def test_answers_are_kept_and_end_their_question() -> None:
    session = after(started(prescription(reps(1)), at=0.0), 16)
    session, effects = advance(session, m.Answer(17.0, True))
    assert effects[0] == Rated(17.0, 0, "two_more", True)
    assert session.two_more == ((0, True),)
    session, effects = advance(session, m.Answer(18.0, 4))
    assert effects == (Rated(18.0, 0, "pain", 4), Ended(18.0, Status.FINISHED))
    assert session.ratings == ((0, 4),)


def test_answers_that_fit_no_question_change_nothing() -> None:
    session = after(started(prescription(reps(1))), 16)
    assert put(session, m.Answer, 3) == session
    session = put(session, m.GoOn)
    for value in (11, -1):
        assert put(session, m.Answer, value) == session
    assert put(started(prescription(reps(1))), m.Answer, 3).ratings == ()


def test_a_late_answer_is_taken_until_the_next_set_begins() -> None:
    plan = (prescription(reps(1)), prescription(reps(1), id="bird-dog"))
    session = started(*plan)
    for value in (True, 3):
        assert put(session, m.Answer, value) == session, "nothing was asked yet"
    asked = after(session, 16 + 7 + 1)
    assert now(asked)[0] == "check"
    late = put(asked, m.Answer, True)
    assert (late.two_more, now(late), late.elapsed) == (((0, True),), now(asked), 1)
    lead_in = after(asked, 7)
    assert (now(lead_in)[0], look(lead_in).item) == ("ready", 1)
    session, effects = advance(lead_in, m.Answer(lead_in.moment or 0, 4))
    assert effects == (Rated(lead_in.moment or 0, 0, "pain", 4),)
    assert (session.ratings, now(session), session.elapsed) == (((0, 4),), now(lead_in), 1)
    assert put(session, m.Answer, 2).ratings == ((0, 2),), "a correction"
    assert put(put(lead_in, m.Pause), m.Answer, 5).ratings == ((0, 5),)
    begun = after(lead_in, 6)
    assert now(begun)[0] == "set"
    for value in (True, 4):
        assert put(begun, m.Answer, value) == begun


def test_after_an_exercise_that_was_skipped_nothing_was_asked() -> None:
    plan = (prescription(reps(1)), prescription(reps(1), id="bird-dog"))
    session = put(after(started(*plan), 12), m.NextExercise)
    assert now(session)[0] == "ready"
    assert put(session, m.Answer, 4) == session


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


def test_a_later_answer_takes_the_place_of_the_first() -> None:
    plan = (prescription(reps(1), **QUIET), prescription(reps(1), **QUIET))
    session = put(after(started(*plan), 16), m.Answer, 4)
    session = put(put(session, m.Back), m.Answer, 6)
    assert session.ratings == ((0, 6),)


def test_a_question_may_go_unanswered() -> None:
    session = after(started(prescription(reps(1))), 16 + 24)
    assert (session.status, session.ratings, session.two_more) == (Status.FINISHED, (), ())


def test_easier_begins_the_present_set_again_with_a_lead_in() -> None:
    plan = (prescription(reps(4, sets=2, rest=20)), prescription(reps(), id="bird-dog"))
    session = after(started(*plan, at=0.0), 10 + 24 + 20 + 7)
    easier = replace(plan[0], dose=reps(2, sets=2, rest=10), variant="easier")
    session, effects = advance(session, m.Replace(61.0, easier))
    assert effects == (StepBegan(61.0, session.steps[session.position], 0),)
    assert (now(session), session.steps[session.position].seconds) == (("ready", 2, "both"), 7)
    assert [done.reps for done in session.results] == [4]
    session = after(session, 7 + 12)
    assert [(done.number, done.reps, done.reps_prescribed) for done in session.results] == [
        (1, 4, 4),
        (2, 2, 2),
    ]
    assert [step.item for step in session.steps] == sorted(step.item for step in session.steps)


def test_a_set_that_ends_before_its_swap_keeps_its_own_prescription() -> None:
    plan = prescription(reps(2, sets=2, rest=20))
    session = after(started(plan, at=0.0), 21)
    session, effects = advance(session, m.Replace(25.0, prescription(reps(2, sets=2), id="plank")))
    assert effects[0] == SetFinished(22.0, session.results, plan)
    assert session.prescriptions[0].exercise.id == "plank"


def test_a_swap_on_the_second_side_keeps_the_first() -> None:
    plan = prescription(reps(2, sides="each", rest=10), **QUIET)
    session = after(started(plan), 10 + 12 + 3)
    assert now(session) == ("switch", 1, "left")
    session = put(session, m.Replace, replace(plan, instead_of="bridge"))
    assert now(session) == ("ready", 1, "left")
    session = after(session, 7 + 12)
    assert [done.side for done in session.results] == ["right", "left"]


def test_a_swap_before_the_first_set_starts_its_lead_in_again() -> None:
    plan = prescription(reps(2))
    session = put(after(started(plan), 6), m.Replace, prescription(seconds(20), id="plank"))
    assert (now(session), session.elapsed) == (("ready", 1, "both"), 0)
    assert [step.kind for step in session.steps].count(StepKind.READY) == 1


def test_a_swap_from_both_sides_to_each_begins_with_the_right() -> None:
    session = after(started(prescription(reps(2, sets=2, rest=10), **QUIET)), 10 + 12 + 10 + 3)
    session = put(session, m.Replace, prescription(reps(2, sets=2, sides="each"), **QUIET))
    assert now(session) == ("ready", 2, "right")


def test_fewer_sets_than_were_begun_leave_only_the_questions() -> None:
    session = after(started(prescription(reps(1, sets=2), **QUIET)), 10 + 6 + 1)
    session = put(session, m.Replace, prescription(reps(1, sets=1), **QUIET))
    assert now(session)[0] == "check"


def test_another_exercise_takes_at_least_the_place_of_the_present_set() -> None:
    session = after(started(prescription(reps(1, sets=2), **QUIET)), 10 + 6 + 1)
    session = put(session, m.Replace, prescription(seconds(20), id="plank", **QUIET))
    assert now(session) == ("ready", 2, "both")
    session = after(session, 7 + 20)
    assert [(done.number, done.reps, done.seconds) for done in session.results] == [
        (1, 1, None),
        (2, None, 20),
    ]


def test_after_the_last_set_only_more_sets_can_be_added() -> None:
    session = after(started(prescription(reps(1, sets=1), **QUIET)), 10 + 6 + 1)
    assert put(session, m.Replace, prescription(reps(1, sets=1), **QUIET)) == session
    session = put(session, m.Replace, prescription(reps(1, sets=2, rest=9), **QUIET))
    assert now(session) == ("ready", 2, "both")


def test_resuming_stands_before_the_first_window_still_to_be_done() -> None:
    plan = (
        prescription(reps(2, sets=2, rest=20)),
        prescription(reps(2, sides="each"), id="bird-dog"),
    )
    full, effects = play(begin(plan), [m.Tick(0.0), m.Tick(1000.0)])
    written = [effect.results for effect in effects if isinstance(effect, SetFinished)]
    places = []
    for count in range(len(written) + 1):
        results = tuple(one for results in written[:count] for one in results)
        session = resume_at(plan, results)
        places.append(
            (session.steps[session.position].item, *now(session))
            if session.position < len(session.steps)
            else None
        )
        if count < len(written):
            assert session.status is Status.PAUSED
    assert places == [
        (0, "ready", 1, "both"),
        (0, "ready", 2, "both"),
        (1, "ready", 1, "right"),
        (1, "ready", 1, "left"),
        None,
    ]
    assert full.status is Status.FINISHED


def test_resuming_with_nothing_left_ends_with_the_first_event() -> None:
    session = resume_at([prescription(reps(2))], [SetResult(0, 1, "both", 2, 2, None, None)])
    session, effects = advance(session, m.Tick(7.0))
    assert effects == (Ended(7.0, Status.FINISHED),)
    assert len(session.results) == 1


def test_resuming_waits_for_the_person() -> None:
    session = resume_at([prescription(reps(2))], [])
    session, effects = advance(session, m.Tick(7.0))
    assert [type(effect) for effect in effects] == [StepBegan]
    assert after(session, 60).elapsed == 0
    assert after(put(session, m.Resume), 3).elapsed == 3


def three() -> tuple[m.Prescription, ...]:
    names = ("bridge", "plank", "bird-dog")
    return tuple(prescription(reps(2, sets=2), id=name, **QUIET) for name in names)


@pytest.mark.parametrize(
    ("done", "hurt", "item", "number"),
    [
        ([], {"bridge"}, 1, 1),
        ([(0, 1)], {"bridge"}, 1, 1),
        ([(0, 1)], {"plank"}, 2, 1),
        ([], {"plank"}, 2, 1),
        ([(1, 1)], {"bridge"}, 1, 2),
        ([(0, 1)], {"gone"}, 0, 2),
        ([(0, 1)], {"bridge", "bird-dog"}, None, 0),
    ],
)
def test_what_hurt_is_left_out_when_resuming(
    done: list[tuple[int, int]], hurt: set[str], item: int | None, number: int
) -> None:
    results = [SetResult(at, set_, "both", 2, 2, None, None) for at, set_ in done]
    plan = three()
    session = resume_at(plan, results, hurt)
    assert not {plan[step.item].exercise.id for step in session.steps} & hurt
    if item is None:
        assert session.position == len(session.steps)
        return
    assert session.status is Status.PAUSED
    step = session.steps[session.position]
    assert (step.kind, step.item, step.number) == (StepKind.READY, item, number)
    session, _ = advance(session, m.Resume(5.0))
    assert after(session, 1000).status is Status.FINISHED


def test_what_hurt_does_not_come_a_second_time_either() -> None:
    plan = (*three(), three()[0])
    session = resume_at(plan, [SetResult(1, 2, "both", 2, 2, None, None)], {"bridge"})
    assert [step.item for step in session.steps if step.kind is StepKind.SET] == [1, 1, 2, 2]
    assert session.steps[session.position].item == 2


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


def test_another_dose_as_well_begins_the_set_again() -> None:
    plan = prescription(reps(5), **QUIET)
    fewer = replace(plan, dose=reps(4), counted=True)
    begun = put(after(started(plan), 10 + 14), m.Replace, fewer)
    assert (now(begun)[0], begun.reps_by_key) == ("ready", 0)
    same = put(after(started(plan), 10 + 14), m.Replace, replace(plan, dose=reps(4)))
    assert (now(same)[0], same.elapsed) == ("ready", 0)


@pytest.mark.parametrize(("value", "taken"), [(-1, False), (0, True), (10, True), (11, False)])
def test_pain_is_rated_from_nought_to_ten(value: int, taken: bool) -> None:
    asked = after(started(prescription(reps(1), **QUIET)), 16)
    assert now(asked)[0] == "check"
    assert put(asked, m.Answer, value).ratings == (((0, value),) if taken else ())


def test_a_hold_that_is_left_early_counts_from_its_first_second() -> None:
    plan = (prescription(seconds(30), **QUIET), prescription(reps(1), id="bird-dog"))
    begun = after(started(*plan), 10.9)
    assert put(begun, m.NextExercise).results == ()
    (one,) = put(after(begun, 0.2), m.NextExercise).results
    assert (one.seconds, one.seconds_prescribed) == (1, 30)


def test_as_much_once_more_is_not_written_again() -> None:
    plan = (prescription(seconds(30), **QUIET), prescription(reps(1), id="bird-dog"))

    def left_after(session: Session, passed: float) -> tuple[Session, tuple[m.Effect, ...]]:
        """Goes back to the hold, does it so long, and leaves it again."""
        while session.steps[session.position].kind is not StepKind.HOLD:
            session = put(session, m.Back)
        at_work = after(session, passed)
        assert at_work.moment is not None
        return advance(at_work, m.NextExercise(at_work.moment))

    first = put(after(started(*plan), 22), m.NextExercise)
    assert [one.seconds for one in first.results] == [12]
    for passed, written in ((11.5, 12), (12.5, 12), (13.5, 13)):
        again, effects = left_after(first, passed)
        finished = [one for one in effects if isinstance(one, m.SetFinished)]
        assert [one.seconds for one in again.results] == [written]
        assert len(finished) == (written > 12)
