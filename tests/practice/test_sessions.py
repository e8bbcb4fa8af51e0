"""Sessions in the journal: begin, sets, ratings, the end; stops and their answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from practice_stage import REASON, THREE, Stage, a_stage, catalogue, finished, whole, without

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.model import DoseChange
from rehab_tui.coach.model import Rated
from rehab_tui.coach.store import prescription_json
from rehab_tui.journal import undo
from rehab_tui.journal.ids import new_id
from rehab_tui.journal.records import DecisionRecord, Pain, SessionRecord, SetRecord, StopEvent
from rehab_tui.practice import cut_short, sessions
from rehab_tui.practice.keeping import JournalKeeper
from rehab_tui.practice.past import read_history
from rehab_tui.programme import variants
from rehab_tui.programme.history import OpenStop

stage = a_stage


# --- begin, sets, ratings, end


def test_begin_writes_what_was_prescribed_and_why(stage: Stage) -> None:
    today, record = stage.begin()
    assert stage.journal.get(SessionRecord, record.id) == record
    assert (record.state, record.programme, record.phase, record.week) == (
        "running", "mobility-starter", 1, 1,
    )  # fmt: skip
    assert record.at == stage.clock.now()
    why = stage.journal.entries(DecisionRecord, session=record.id)
    assert [one.rule for one in why] == [one.rule for one in today.decisions] == ["SC1", "PR9"]
    assert [one.answer for one in why] == [None, None]


def test_the_sets_that_are_expected_are_those_that_are_written(stage: Stage) -> None:
    today, record = stage.begin()
    for item in range(len(today.prescriptions)):
        sessions.save_sets(stage.practice, record, whole(today, item))
    assert len(stage.sets(record)) == record.sets


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (DoseChange(sides="both"), 2),
        (DoseChange(sides="each"), 4),
        (DoseChange(sides="alternate"), 4),
        (DoseChange(sides="left"), 2),
    ],
)
def test_each_side_of_a_set_is_one(stage: Stage, change: DoseChange, count: int) -> None:
    reps, timed = stage.today("heel-raise", "pursed-lip-breathing").prescriptions
    assert sessions.expected_sets(replace(reps, dose=apply_change(reps.dose, change))) == count
    twice = apply_change(apply_change(timed.dose, change), DoseChange(sets=2))
    assert sessions.expected_sets(replace(timed, dose=twice)) == (4 if twice.sides == "each" else 2)


def test_a_set_that_is_done_again_takes_the_place_of_the_first(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    sessions.save_sets(stage.practice, record, finished(today, 0, reps=3))
    first = stage.sets(record)
    sessions.save_sets(stage.practice, record, finished(today, 0, reps=9))
    again = stage.sets(record)
    assert [(one.id, one.reps) for one in again] == [(first[0].id, 9)]
    sessions.save_sets(stage.practice, record, finished(today, 0, number=2))
    assert [one.number for one in stage.sets(record)] == [1, 2]


def test_a_set_keeps_what_was_done_in_it(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    done = finished(today, 1)
    easier = replace(
        done.prescription, variant="easier", instead_of="cat-cow", reason="chosen",
        dose=replace(done.prescription.dose, load="1 kg"),
    )  # fmt: skip
    sessions.save_sets(stage.practice, record, replace(done, prescription=easier))
    for one in stage.sets(record):
        assert (one.item, one.exercise, one.variant) == (1, "neck-rotation", "easier")
        assert (one.instead_of, one.reason, one.load) == ("cat-cow", "chosen", "1 kg")
        assert (one.reps, one.reps_prescribed) == (8, 8)


def test_a_set_that_is_done_again_keeps_whether_two_more_were_possible(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    sessions.save_sets(stage.practice, record, finished(today, 0))
    sessions.rate_two_more(stage.practice, record, 0, "heel-raise", possible=True)
    sessions.save_sets(stage.practice, record, finished(today, 0, reps=4))
    assert [(one.reps, one.two_more) for one in stage.sets(record)] == [(4, True)]


def test_a_corrected_rating_takes_the_place_of_the_first(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    for name, level in (("heel-raise", 9), ("neck-rotation", 2), ("heel-raise", 1)):
        sessions.rate_pain(stage.practice, record, name, level)
    sessions.save_sets(stage.practice, record, finished(today, 0))
    sessions.end(stage.practice, record, "finished", 60)
    assert {p.exercise: p.level for p in stage.journal.entries(Pain)} == {
        "heel-raise": 1, "neck-rotation": 2,
    }  # fmt: skip
    assert [past.worst for past in read_history(stage.journal).sessions] == [2]


def test_the_way_that_was_chosen_is_resumed(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    one = finished(today, 0)
    easier = variants.easier(one.prescription, catalogue(), frozenset())
    assert easier is not None
    keeper = JournalKeeper(stage.practice, record)
    keeper.sets(replace(one, prescription=easier))
    keeper.sets(finished(today, 1))
    cut = cut_short.unfinished(stage.practice)
    assert cut is not None
    assert cut.prescriptions == (easier, *today.prescriptions[1:])
    ended = sessions.end(stage.practice, record, "finished", 60)
    assert ended.prescription == prescription_json(cut.prescriptions)
    assert ended.sets == record.sets


def test_the_way_that_was_chosen_is_written_at_its_own_place(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    practice = without(stage, "heel-raise")
    keeper = JournalKeeper(practice, record)
    one = finished(today, 1)
    moved = tuple(replace(result, item=0) for result in one.results)
    varied = replace(one.prescription, counted=True)
    keeper.sets(replace(one, results=moved, prescription=varied))
    cut = cut_short.unfinished(stage.practice)
    assert cut is not None
    assert cut.prescriptions == (today.prescriptions[0], varied, today.prescriptions[2])


def test_ratings(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    keeper = JournalKeeper(stage.practice, record)
    keeper.sets(finished(today, 0))
    keeper.sets(finished(today, 0, number=2))
    keeper.rated("heel-raise", Rated(0, 0, "pain", 3))
    keeper.rated("heel-raise", Rated(0, 0, "two_more", True))
    keeper.rated("neck-rotation", Rated(0, 1, "two_more", True))  # no set of it: nothing to write
    assert [one.two_more for one in stage.sets(record)] == [None, True]
    pain = stage.journal.entries(Pain)
    assert [(p.level, p.moment, p.session, p.exercise) for p in pain] == [
        (3, "worst", record.id, "heel-raise")
    ]


@pytest.mark.parametrize(
    ("before", "seconds", "written"), [(0, 600.4, 600), (100, 600, 700), (0, 90_000, 86_400)]
)
def test_end_writes_the_active_time(
    stage: Stage, before: int, seconds: float, written: int
) -> None:
    _, record = stage.begin()
    ended = sessions.end(stage.practice, replace(record, seconds=before), "finished", seconds)
    assert (ended.state, ended.seconds) == ("finished", written)
    assert stage.journal.get(SessionRecord, record.id) == ended


def test_undo_takes_a_whole_session_back(stage: Stage) -> None:
    stage.do(*THREE, before=2)
    assert undo.undo(stage.journal) is not None
    assert not stage.journal.entries(SessionRecord)
    assert not stage.journal.entries(SetRecord)
    assert not stage.journal.entries(DecisionRecord)


# --- stops


def test_stop_counts_the_sharp_pains_before_it(stage: Stage) -> None:
    _, record = stage.begin()
    _, other = stage.begin()

    def stop(where: SessionRecord | None, reason: str) -> int:
        return sessions.stop(stage.practice, where, "heel-raise", REASON[reason], None)

    assert [stop(other, "sharp"), stop(record, "sharp"), stop(record, "other")] == [0, 0, 1]
    assert [stop(record, "sharp"), stop(None, "sharp")] == [1, 0]


@pytest.mark.parametrize("reason", ["sharp", "other"])
def test_a_stop_without_a_tier_never_locks(stage: Stage, reason: str) -> None:
    _, record = stage.begin()
    sessions.stop(stage.practice, record, None, REASON[reason], None)
    sessions.end(stage.practice, record, "stopped", 60)
    assert read_history(stage.journal).stops == ()
    assert stage.today().prescriptions


@pytest.mark.parametrize(
    ("reason", "sign", "tier", "answers"),
    [
        ("chest", None, 1, ["seen"]),
        ("chest", 0, 1, ["seen"]),
        ("numb", 4, 2, ["seen"]),
        ("dizzy", None, 4, ["seen", "explained"]),
        ("breath", 3, 4, ["seen", "explained"]),
    ],
)
def test_a_stop_locks_until_the_right_answer(
    stage: Stage, reason: str, sign: int | None, tier: int, answers: list[str]
) -> None:
    _, record = stage.begin()
    chosen = REASON[reason]
    sessions.stop(
        stage.practice, record, None, chosen, None if sign is None else chosen.signs[sign]
    )
    sessions.end(stage.practice, record, "stopped", 60)
    today = stage.today()
    assert today.locked is not None
    assert (today.locked.tier, today.prescriptions) == (tier, ())
    for wrong in {"seen", "explained", "yes"} - set(answers):
        with pytest.raises(ValueError, match="does not answer"):
            sessions.answer_stop(stage.practice, today.locked, wrong)
    for right in answers:
        sessions.answer_stop(stage.practice, today.locked, right)
        assert stage.today().prescriptions
        assert undo.undo(stage.journal) is not None
        assert stage.today().locked is not None


def test_an_answer_from_elsewhere_that_does_not_open_keeps_the_lock(stage: Stage) -> None:
    with stage.journal.act("imported") as act:
        act.add(StopEvent(at=stage.clock.now(), reason="chest", tier=1, answer="explained"))
        act.add(StopEvent(at=stage.clock.now(), reason="other", tier=3))
    assert [stop.tier for stop in read_history(stage.journal).stops] == [1]


def test_each_of_two_stops_has_to_be_answered(stage: Stage) -> None:
    for reason in ("dizzy", "chest"):
        sessions.stop(stage.practice, None, None, REASON[reason], None)
        stage.days(1)
    locked = stage.today().locked
    assert locked is not None
    assert locked.reason == "chest"
    sessions.answer_stop(stage.practice, locked, "seen")
    locked = stage.today().locked
    assert locked is not None
    assert locked.reason == "dizzy"
    sessions.answer_stop(stage.practice, locked, "explained")
    assert stage.today().locked is None


def test_an_answer_to_a_stop_that_is_gone_changes_nothing(stage: Stage) -> None:
    gone = OpenStop("nowhere", stage.clock.now().date(), 4, None, "dizzy")
    sessions.answer_stop(stage.practice, gone, "seen")
    assert not stage.journal.entries(StopEvent)


def test_a_second_sharp_pain_locks_until_it_is_answered(stage: Stage) -> None:
    _, record = stage.begin()
    for name in ("heel-raise", "neck-rotation"):
        assert stage.today().locked is None
        sessions.stop(stage.practice, record, name, REASON["sharp"], None)
    assert [one.tier for one in stage.journal.entries(StopEvent)] == [None, 4]
    locked = stage.today().locked
    assert locked is not None
    sessions.answer_stop(stage.practice, locked, "explained")
    assert stage.today().prescriptions


def test_a_stop_that_is_told_again_is_changed(stage: Stage) -> None:
    _, record = stage.begin()
    chest, sharp = REASON["chest"], REASON["sharp"]
    name = new_id(stage.clock.now())
    for sign in (None, chest.signs[-1], chest.signs[-1]):
        assert sessions.stop(stage.practice, record, None, chest, sign, event=name) == 0
        stage.clock.advance(5)
    (one,) = stage.journal.entries(StopEvent)
    assert (one.id, one.tier, one.sign, one.at) == (name, 4, "ST4", record.at)
    first, second = new_id(stage.clock.now()), new_id(stage.clock.now())
    for event, before in ((first, 0), (first, 0), (second, 1), (second, 1)):
        assert sessions.stop(stage.practice, record, None, sharp, None, event=event) == before
