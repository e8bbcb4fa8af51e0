"""A session that was cut short: resumed, kept or discarded, and why it may not be resumed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from practice_stage import (
    REASON,
    THREE,
    Stage,
    a_stage,
    catalogue,
    finished,
    flagged,
    whole,
    without,
)

from rehab_tui.catalogue.lists import STOP_FLAGS, with_implied
from rehab_tui.coach.engine import resume_at
from rehab_tui.coach.model import Rated
from rehab_tui.journal import undo
from rehab_tui.journal.records import SessionRecord
from rehab_tui.practice import cut_short, sessions
from rehab_tui.practice.keeping import JournalKeeper

stage = a_stage


def test_nothing_is_unfinished_at_first_nor_after_the_end(stage: Stage) -> None:
    assert cut_short.unfinished(stage.practice) is None
    stage.do(*THREE)
    assert cut_short.unfinished(stage.practice) is None


def test_resume_goes_on_where_it_ended(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    stage.write(today, record, 0)
    cut = cut_short.unfinished(stage.practice)
    assert cut is not None
    assert (cut.record.id, cut.prescriptions, cut.vanished) == (record.id, today.prescriptions, ())
    session = resume_at(cut.prescriptions, cut.results)
    step = session.steps[session.position]
    assert (step.item, step.number) == (0, 2)


def test_the_time_of_a_resumed_session_is_added_up(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    stage.clock.advance(45)
    stage.write(today, record, 0)
    stage.days(3)
    cut = cut_short.unfinished(stage.practice)
    assert cut is not None
    assert cut.record.seconds == 45
    stage.clock.advance(60)
    stage.write(today, cut.record, 1)
    ended = sessions.end(stage.practice, cut.record, "finished", 100)
    assert ended.seconds == 145


def test_keep_after_days_reckons_no_more_than_the_session_was_planned_for(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    stage.days(3)
    stage.write(today, record, 0, 1)
    cut = cut_short.unfinished(stage.practice)
    assert cut is not None
    cut_short.keep(stage.practice, cut)
    kept = stage.journal.get(SessionRecord, record.id)
    assert kept is not None
    assert (kept.state, kept.seconds) == ("left", round(today.seconds))
    assert cut_short.unfinished(stage.practice) is None


def test_a_clock_that_was_set_back_keeps_nothing_below_zero(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    stage.clock.shift_wall(-5000)
    stage.write(today, record, 0)
    cut = cut_short.unfinished(stage.practice)
    assert cut is not None
    assert cut.record.seconds == 0


def test_discard_and_its_undo(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    stage.write(today, record, 0)
    cut = cut_short.unfinished(stage.practice)
    assert cut is not None
    cut_short.discard(stage.practice, cut)
    assert cut_short.unfinished(stage.practice) is None
    assert not stage.sets(record)
    undo.undo(stage.journal)
    again = cut_short.unfinished(stage.practice)
    assert again is not None
    assert len(again.sets) == 1


def test_a_prescription_that_cannot_be_read_can_be_kept(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    stage.write(today, record, 0)
    with stage.journal.act("damaged") as act:
        act.change(replace(record, prescription="{"))
    cut = cut_short.unfinished(stage.practice)
    assert cut is not None
    assert (cut.prescriptions, cut.results, len(cut.sets)) == ((), (), 1)
    keeper = JournalKeeper(stage.practice, cut.record)
    keeper.sets(finished(today, 1))
    assert {one.item for one in stage.sets(record)} == {0, 1}
    cut_short.keep(stage.practice, cut)
    assert cut_short.unfinished(stage.practice) is None


def test_sets_of_a_resumed_session_keep_their_places_when_an_exercise_vanished(
    stage: Stage,
) -> None:
    today, record = stage.begin(*THREE)
    stage.write(today, record, 0)
    practice = without(stage, "heel-raise")
    cut = cut_short.unfinished(practice)
    assert cut is not None
    assert (cut.vanished, len(cut.sets), cut.results) == (("heel-raise",), 1, ())
    keeper = JournalKeeper(practice, cut.record)
    one = finished(today, 1)
    shown = replace(one, results=tuple(replace(r, item=0) for r in one.results))
    keeper.sets(shown)
    keeper.rated("neck-rotation", Rated(0, 0, "two_more", True))
    written = {(s.item, s.exercise) for s in stage.sets(record)}
    assert written == {(0, "heel-raise"), (1, "neck-rotation")}
    assert {s.exercise for s in stage.sets(record) if s.two_more} == {"neck-rotation"}
    again = cut_short.unfinished(practice)
    assert again is not None
    assert {r.item for r in again.results} == {0}


def test_the_exercise_of_an_item(stage: Stage) -> None:
    today = stage.today(*THREE)
    assert sessions.exercise_of(today.prescriptions, None) is None
    found = sessions.exercise_of(today.prescriptions, 1)
    assert found is not None
    assert found.id == "neck-rotation"


def why_not(stage: Stage) -> str | None:
    cut = cut_short.unfinished(stage.practice)
    assert cut is not None
    return cut_short.why_not_resume(stage.practice, cut)


def test_what_was_cut_short_just_now_may_be_resumed(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    stage.write(today, record, 0)
    assert why_not(stage) is None


@pytest.mark.parametrize("reason", ["chest", "dizzy"])
def test_not_while_a_stop_is_open(stage: Stage, reason: str) -> None:
    _, record = stage.begin(*THREE)
    sessions.stop(stage.practice, record, None, REASON[reason], None)
    assert "please answer it first" in (why_not(stage) or "")
    locked = stage.today().locked
    assert locked is not None
    sessions.answer_stop(stage.practice, locked, "seen")
    assert why_not(stage) is None


@pytest.mark.parametrize("flag", ["dvt_suspected", "progressive_neuro"])
def test_not_with_a_flag_that_stops_everything(stage: Stage, flag: str) -> None:
    stage.begin(*THREE)
    flagged(stage, flag)
    assert "see a doctor first" in (why_not(stage) or "")
    flagged(stage, flag, None)
    assert why_not(stage) is None


@pytest.mark.parametrize("kind", ["avoid", "care"])
def test_not_with_something_to_come_that_the_profile_speaks_against_now(
    stage: Stage, kind: str
) -> None:
    known = catalogue().exercises.values()
    name, flag = next(
        (one.id, flag)
        for one in known
        for flag in sorted(getattr(one, kind) - STOP_FLAGS)
        if not one.avoid & with_implied(frozenset({flag})) or kind == "avoid"
    )
    today, record = stage.begin("pursed-lip-breathing", name)
    flagged(stage, flag)
    assert "is still to come" in (why_not(stage) or "")
    sessions.save_sets(stage.practice, record, whole(today, 1))
    assert why_not(stage) is None, "it is over"


def test_a_flag_that_was_there_before_is_taken_care_of(stage: Stage) -> None:
    flagged(stage, "osteoporosis")
    flagged(stage, "hypertension")
    today, _ = stage.begin(*catalogue().exercises)
    assert any(one.warning for one in today.prescriptions)
    assert why_not(stage) is None
    flagged(stage, "hypertension", None)
    assert why_not(stage) is None, "less care is needed now"


@pytest.mark.parametrize(
    ("begun", "passed", "may"),
    [(0, 8, True), (0, 15.9, True), (0, 16, False), (13, 9, True), (13, 11.9, True),
     (13, 12, False), (0, 960, False), (13, -14, True)],
)  # fmt: skip
def test_not_on_another_day(stage: Stage, begun: float, passed: float, may: bool) -> None:
    stage.clock.shift_wall(begun * 3600)
    stage.begin(*THREE)
    stage.clock.shift_wall(passed * 3600)
    assert (why_not(stage) is None) is may


def test_what_cannot_be_read_cannot_be_resumed(stage: Stage) -> None:
    _, record = stage.begin(*THREE)
    with stage.journal.act("damaged") as act:
        act.change(replace(record, prescription="{"))
    assert why_not(stage) is not None
