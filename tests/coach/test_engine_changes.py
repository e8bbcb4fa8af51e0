"""Another prescription while a session runs: easier, swapped, more or fewer sets."""

from __future__ import annotations

from dataclasses import replace

from coach_builders import QUIET, after, now, prescription, put, reps, seconds, started

from rehab_tui.coach import model as m
from rehab_tui.coach.engine import advance
from rehab_tui.coach.model import Session, SetFinished, StepBegan, StepKind


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


def test_another_dose_as_well_begins_the_set_again() -> None:
    plan = prescription(reps(5), **QUIET)
    fewer = replace(plan, dose=reps(4), counted=True)
    begun = put(after(started(plan), 10 + 14), m.Replace, fewer)
    assert (now(begun)[0], begun.reps_by_key) == ("ready", 0)
    same = put(after(started(plan), 10 + 14), m.Replace, replace(plan, dose=reps(4)))
    assert (now(same)[0], same.elapsed) == ("ready", 0)


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
