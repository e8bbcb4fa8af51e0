from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from practice_stage import Stage, catalogue, finished, whole

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.lists import STOP_FLAGS, with_implied
from rehab_tui.catalogue.model import Catalogue, DoseChange, Equipment
from rehab_tui.coach import model as m
from rehab_tui.coach.engine import begin, resume_at
from rehab_tui.coach.model import Rated
from rehab_tui.coach.store import prescription_json
from rehab_tui.journal import undo
from rehab_tui.journal.ids import new_id
from rehab_tui.journal.records import (
    DecisionRecord,
    Pain,
    ProfileAnswer,
    SessionRecord,
    SetRecord,
    StopEvent,
)
from rehab_tui.practice import cut_short, sessions
from rehab_tui.practice.context import Practice
from rehab_tui.practice.keeping import JournalKeeper
from rehab_tui.practice.past import read_history
from rehab_tui.practice.today import plan_today
from rehab_tui.programme import variants
from rehab_tui.programme.flare import CALM_LIST
from rehab_tui.programme.history import OpenStop
from rehab_tui.programme.stops import REASONS

REASON = {reason.id: reason for reason in REASONS}
THREE = ("heel-raise", "neck-rotation", "pursed-lip-breathing")


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def without(stage: Stage, *names: str) -> Practice:
    """The same journal with a catalogue that has lost some exercises."""
    known = stage.practice.catalogue
    left = {key: value for key, value in known.exercises.items() if key not in names}
    return replace(stage.practice, source=Catalogue(MappingProxyType(left), known.programmes))


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


# --- cut short


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


# --- why a session may not be resumed


def flagged(stage: Stage, flag: str, value: str | None = "yes") -> None:
    with stage.journal.act("changed the profile") as act:
        act.add(ProfileAnswer(at=stage.clock.now(), key=f"flag.{flag}", value=value))


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


# --- what plays it


def test_a_session_is_played_with_the_profiles_flags(stage: Stage) -> None:
    today, record = stage.begin("pelvic-tilt")
    offered = []
    for flag in ("copd", "hip_replacement"):
        flagged(stage, flag)
        player = sessions.player_for(stage.practice, record, begin(today.prescriptions))
        player.tick()
        exercises = [choice.prescription.exercise for choice in player.swaps()]
        offered.append({flag for one in exercises for flag in one.avoid})
    assert "hip_replacement" in offered[0]
    assert "hip_replacement" not in offered[1]


def test_what_was_done_lately_comes_in_as_known(stage: Stage) -> None:
    for days, new in ((0, False), (7, False), (1, True)):
        if not days:
            stage.do("scapular-squeeze")
        stage.days(days)
        today, record = stage.begin("neck-isometrics")
        player = sessions.player_for(stage.practice, record, begin(today.prescriptions))
        player.tick()
        swaps = [one.prescription for one in player.swaps()]
        assert {p.new for p in swaps if p.exercise.id == "scapular-squeeze"} == {new}
        assert {p.new for p in swaps if p.exercise.id == "chin-tuck"} <= {True}


def test_why_something_was_swapped_in_is_kept(stage: Stage) -> None:
    today, record = stage.begin("glute-bridge")
    player = sessions.player_for(stage.practice, record, begin(today.prescriptions))
    player.tick()
    choice = next(one for one in player.swaps() if one.kind == "other position")
    player.replace(choice.prescription)
    player.send(m.GoOn)
    while not stage.sets(record):
        stage.clock.advance(1)
        player.tick()
    (kept,) = stage.sets(record)[:1]
    assert (kept.instead_of, kept.reason) == ("glute-bridge", "you chose another position")
    stored = stage.journal.get(SessionRecord, record.id)
    assert stored is not None
    assert "you chose another position" in stored.prescription


def test_what_was_a_calm_session_stays_one(stage: Stage) -> None:
    plain_day, much = (plan_today(stage.practice, answers={"pain": pain}) for pain in (2, 8))
    for today, calm in ((plain_day, False), (much, True)):
        record = sessions.begin(stage.practice, today)
        player = sessions.player_for(stage.practice, record, begin(today.prescriptions))
        player.tick()
        gentle = {name for name, _ in CALM_LIST}
        offered = False
        while not player.over:
            offered = offered or player.harder() is not None
            instead = {choice.prescription.exercise.id for choice in player.swaps()}
            offered = offered or bool(instead - gentle)
            player.send(m.NextExercise)
        assert offered is not calm


# --- what hurt


def test_what_hurt_does_not_come_back(stage: Stage) -> None:
    today, record = stage.begin(*THREE)
    stage.write(today, record, 0)
    sessions.stop(stage.practice, record, "heel-raise", REASON["sharp"], None)
    sessions.stop(stage.practice, record, "pursed-lip-breathing", REASON["other"], None)
    cut = cut_short.unfinished(stage.practice)
    assert cut is not None
    assert cut.hurt == {"heel-raise"}
    step = cut.resumed.steps[cut.resumed.position]
    assert step.item == 1


def test_what_hurt_in_this_session_stays_barred_after_midnight(stage: Stage) -> None:
    today, record = stage.begin("thread-the-needle")
    sessions.stop(stage.practice, record, "open-book", REASON["sharp"], None)

    def offered() -> set[str]:
        player = sessions.player_for(stage.practice, record, begin(today.prescriptions))
        player.tick()
        lower = player.easier()
        mine = {choice.prescription.exercise.id for choice in player.swaps()}
        return mine | ({lower.exercise.id} if lower else set())

    assert "open-book" not in offered()
    stage.days(1)
    assert "open-book" not in offered()


def test_what_is_not_at_home_is_not_offered(stage: Stage) -> None:
    today, record = stage.begin("thread-the-needle")
    known = stage.practice.catalogue
    roller = replace(known.exercises["open-book"], equipment=(Equipment("foam roller"),))
    practice = replace(
        stage.practice,
        source=replace(known, exercises=MappingProxyType({**known.exercises, roller.id: roller})),
    )
    for gear, offered in (("roller", True), ("", False)):
        with stage.journal.act("changed the profile") as act:
            act.add(ProfileAnswer(at=stage.clock.now(), key="equipment", value=gear))
        player = sessions.player_for(practice, record, begin(today.prescriptions))
        player.tick()
        lower = player.easier()
        assert (lower is not None and lower.exercise.id == "open-book") is offered
        swaps = {choice.prescription.exercise.id for choice in player.swaps()}
        assert ("open-book" in swaps) is offered
