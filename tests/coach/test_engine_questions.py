"""What a session asks after a set, and late, missing or corrected answers."""

from __future__ import annotations

import pytest
from coach_builders import QUIET, after, now, prescription, put, reps, started

from rehab_tui.coach import model as m
from rehab_tui.coach.engine import advance
from rehab_tui.coach.model import Ended, Rated, Status
from rehab_tui.coach.view import look


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


def test_a_later_answer_takes_the_place_of_the_first() -> None:
    plan = (prescription(reps(1), **QUIET), prescription(reps(1), **QUIET))
    session = put(after(started(*plan), 16), m.Answer, 4)
    session = put(put(session, m.Back), m.Answer, 6)
    assert session.ratings == ((0, 6),)


def test_a_question_may_go_unanswered() -> None:
    session = after(started(prescription(reps(1))), 16 + 24)
    assert (session.status, session.ratings, session.two_more) == (Status.FINISHED, (), ())


@pytest.mark.parametrize(("value", "taken"), [(-1, False), (0, True), (10, True), (11, False)])
def test_pain_is_rated_from_nought_to_ten(value: int, taken: bool) -> None:
    asked = after(started(prescription(reps(1), **QUIET)), 16)
    assert now(asked)[0] == "check"
    assert put(asked, m.Answer, value).ratings == (((0, value),) if taken else ())
