"""What plays a session: the flags, what was done lately, what hurt, what is at home."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from practice_stage import REASON, THREE, Stage, a_stage, flagged

from rehab_tui.catalogue.model import Equipment
from rehab_tui.coach import model as m
from rehab_tui.coach.engine import begin
from rehab_tui.journal.records import ProfileAnswer, SessionRecord
from rehab_tui.practice import cut_short, sessions
from rehab_tui.practice.today import plan_today
from rehab_tui.programme.flare import CALM_LIST

stage = a_stage


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
