"""What the history says of exercises, answers, pauses and what rests."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from past_stage import HEEL, LIPS, last, of, past
from practice_stage import START, Stage, a_stage, add

from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.doses import doses_of
from rehab_tui.coach.store import prescription_json
from rehab_tui.journal.ids import new_id
from rehab_tui.journal.records import (
    CheckIn,
    DecisionRecord,
    DoneElsewhere,
    Function,
    Pain,
    Record,
    SessionRecord,
    SetRecord,
    Sleep,
    StopEvent,
)
from rehab_tui.practice.past import WEEKS_BACK
from rehab_tui.practice.past_exercises import sets_of
from rehab_tui.programme.history import PastExercise, Told

stage = a_stage


def sets(stage: Stage, *rows: dict[str, Any], prescription: str = "[]") -> PastExercise:
    """One session of which only these sets are known."""
    now = stage.clock.now()
    session = SessionRecord(
        at=now, id=new_id(now), state="finished", sets=len(rows), prescription=prescription
    )
    common: dict[str, Any] = {
        "session": session.id,
        "item": 0,
        "exercise": HEEL,
        "reps_prescribed": 10,
    }
    add(stage, session, *(SetRecord(at=now, **common | {"number": 1, "reps": 10} | row)
                          for row in rows))  # fmt: skip
    return of(stage)


# --- exercises


def test_exercises_stand_in_order_with_dose_and_sets(stage: Stage) -> None:
    today, record = stage.begin(HEEL, LIPS)
    stage.write(today, record, 0, 1)
    add(stage, Pain(at=START, level=3, moment="worst", session=record.id, exercise=HEEL))
    with stage.journal.act("end") as act:
        stored = stage.journal.get(SessionRecord, record.id)
        assert stored is not None
        act.change(SessionRecord(at=stored.at, id=stored.id, state="finished", sets=stored.sets,
                                 prescription=stored.prescription))  # fmt: skip
    found = last(stage).exercises
    assert [one.exercise for one in found] == [HEEL, LIPS]
    for one, prescribed in zip(found, today.prescriptions, strict=True):
        assert one.dose == prescribed.dose
        assert one.sets_prescribed == sets_of(prescribed.dose)
        assert 0 < one.sets <= one.sets_prescribed
    assert (found[0].worst, found[1].worst) == (3, None)


def test_what_was_not_begun_is_no_exercise_of_the_session(stage: Stage) -> None:
    today, record = stage.begin(HEEL, LIPS)
    stage.write(today, record, 1)
    with stage.journal.act("end") as act:
        stored = stage.journal.get(SessionRecord, record.id)
        assert stored is not None
        ended = SessionRecord(at=stored.at, id=stored.id, state="stopped", sets=stored.sets,
                              prescription=stored.prescription)  # fmt: skip
        act.change(ended)
    assert [one.exercise for one in last(stage).exercises] == [LIPS]
    add(stage, StopEvent(at=START, reason="sharp", session=record.id, exercise=HEEL))
    begun = last(stage).exercises
    assert (begun[0].exercise, begun[0].sets, begun[0].sharp) == (HEEL, 0, True)
    assert begun[0].dose == today.prescriptions[0].dose
    assert not begun[1].sharp


@pytest.mark.parametrize(
    ("rows", "extra"),
    [
        ([{"reps": 10}], 0),
        ([{"reps": 12}], 2),
        ([{"reps": 7}], -3),
        ([{"reps": 12}, {"number": 2, "reps": 11}], 1),
        ([{"side": "left", "reps": 13}, {"side": "right", "reps": 11}], 1),
        ([{"side": "left", "reps": 10}, {"side": "right", "two_more": True}], 2),
        ([{"reps": 8, "two_more": True}], 0),
        ([{"reps": 10, "two_more": False}], 0),
        ([{"reps": None, "reps_prescribed": None, "seconds_prescribed": 30}], None),
    ],
)
def test_extra_reps_are_those_of_the_last_set_on_the_weaker_side(
    stage: Stage, rows: list[dict[str, Any]], extra: int | None
) -> None:
    assert sets(stage, *rows).extra_reps == extra


def test_extra_reps_are_unknown_when_the_last_set_or_one_side_was_not_done(stage: Stage) -> None:
    today, _ = stage.begin("clamshell")
    dose = today.prescriptions[0].dose
    assert dose.sides == "each"
    text = prescription_json(today.prescriptions)
    row: dict[str, Any] = {
        "exercise": "clamshell",
        "reps": 99,
        "reps_prescribed": dose.reps,
        "number": dose.sets,
    }

    def extra(*rows: dict[str, Any]) -> int | None:
        stage.days(1)
        now = stage.clock.now()
        session = SessionRecord(at=now, id=new_id(now), state="finished", sets=9, prescription=text)
        add(stage, session, *(
            SetRecord(at=now, session=session.id, item=0, **row | one)
            for one in rows
        ))  # fmt: skip
        return of(stage, "clamshell").extra_reps

    assert extra({"side": "left"}) is None
    assert extra({"side": "left"}, {"side": "right"}) == 99 - (dose.reps or 0)
    if dose.sets > 1:
        assert extra({"side": "left", "number": 1}, {"side": "right", "number": 1}) is None


def test_a_damaged_prescription_leaves_what_the_sets_say(stage: Stage) -> None:
    found = sets(stage, {"load": "5 kg"}, {"number": 2, "load": "5 kg"}, prescription="{]")
    assert found.dose == Dose(sets=2, reps=10, load="5 kg")
    assert (found.sets, found.sets_prescribed) == (2, 2)
    assert doses_of('[{"exercise": "x", "dose": {"sets": -1}}]') == ()
    assert doses_of("3") == doses_of('["x"]') == ()


def test_what_stood_in_for_another_is_told(stage: Stage) -> None:
    found = sets(stage, {}, {"number": 2, "variant": "easier", "instead_of": "single-leg"})
    assert (found.variant, found.instead_of) == ("easier", "single-leg")


# --- the session


def test_it_ended_with_its_last_set_or_its_active_time(stage: Stage) -> None:
    now = stage.clock.now()
    session = SessionRecord(at=now, id=new_id(now), state="finished", sets=1, seconds=60)
    add(stage, session)
    assert last(stage).ended == now + timedelta(seconds=60)
    late = now + timedelta(minutes=20)
    add(stage, SetRecord(at=late, session=session.id, item=0, exercise=HEEL, number=1, reps=1,
                         reps_prescribed=1))  # fmt: skip
    assert last(stage).ended == late


def ask(question: str, answer: str | None, session: str | None = None, about: str = "") -> CheckIn:
    return CheckIn(at=START, moment="now", session=session, question=question, about=about,
                   answer=answer)  # fmt: skip


def test_the_answers_of_a_session(stage: Stage) -> None:
    record = stage.do(HEEL)
    add(
        stage,
        ask("ill", "yes", record.id), ask("moved", "towards", record.id),
        ask("spine", "3", record.id), ask("linger", None, record.id),
        ask("signs", "leaking", record.id, HEEL), ask("signs", "none", record.id, LIPS),
    )  # fmt: skip
    found = last(stage)
    assert (found.ill, found.moved, found.spine, found.linger) == (True, "towards", 3, None)
    assert of(stage).signs == {"leaking"}


@pytest.mark.parametrize(
    ("site", "moved", "rise"),
    [("lower-back", "towards", 2), ("thigh-left", "towards", None), ("lower-back", None, None)],
)
def test_the_rise_at_the_spine_is_taken_from_ratings_of_the_spine(
    stage: Stage, site: str, moved: str | None, rise: int | None
) -> None:
    record = stage.do(HEEL, worst=4)
    add(stage, Pain(at=START, level=2, moment="before", site=site, session=record.id),
        ask("moved", moved, record.id))  # fmt: skip
    assert last(stage).spine == rise


def test_the_night_after_is_told_by_the_day_of_waking(stage: Stage) -> None:
    stage.do(HEEL)
    add(stage, Sleep(at=START, quality=5))
    assert last(stage).sleep_quality is None
    add(stage, Sleep(at=START + timedelta(days=1), quality=2),
        Sleep(at=START + timedelta(days=1, hours=1), minutes=300))  # fmt: skip
    assert last(stage).sleep_quality == 2


# --- the rest


def test_ratings_and_answers_of_thirteen_weeks(stage: Stage) -> None:
    old, just = START - WEEKS_BACK - timedelta(days=1), START - WEEKS_BACK
    for at in (just, old):
        add(
            stage,
            Pain(at=at, level=3), Pain(at=at, level=9, moment="worst"),
            DoneElsewhere(at=at), DoneElsewhere(at=at, minutes=20),
            CheckIn(at=at, moment="now", question="weekly", about="a", answer="worse"),
            CheckIn(at=at, moment="now", question="weekly", about="a"),
            CheckIn(at=at, moment="after", effort=3),
            Function(at=at, activity="stairs", level=4),
        )  # fmt: skip
    found, day = past(stage), just.date()
    assert found.pains == ((day, 3),)
    assert found.elsewhere == ((day, None), (day, 20))
    assert found.told == (Told("weekly", "a", "worse", day), Told("weekly", "a", None, day))
    assert found.functions == ((old.date(), "stairs", 4), (day, "stairs", 4)), "the first ones too"


# --- any order


def story() -> list[Record]:
    """Entries of every kind that the history reads, each with an id of its own."""
    rows: list[Record] = []
    for day in range(3):
        at = START + timedelta(days=day)
        id_ = new_id(at)
        rows.append(SessionRecord(at=at, id=id_, state="finished", programme="p", sets=2))
        for number, exercise in enumerate((HEEL, LIPS)):
            rows.append(SetRecord(at=at, session=id_, item=number, exercise=exercise, number=1,
                                  reps=10, reps_prescribed=10))  # fmt: skip
            rows.append(Pain(at=at, level=day, moment="worst", session=id_, exercise=exercise,
                             quality="sharp" if day == number else None))  # fmt: skip
        rows += [
            Pain(at=at, level=2, moment="before", site="neck", session=id_),
            ask("signs", "pain", id_, HEEL), ask("moved", "away", id_), ask("weekly", None),
            Sleep(at=at, quality=1 + day), Sleep(at=at, quality=3), StopEvent(at=at, reason="sharp",
                                                                            exercise=LIPS),
            Function(at=at, activity="stairs", level=day), DoneElsewhere(at=at, minutes=1 + day),
            DecisionRecord(at=at, rule="PAUSE", reason="x", answer="accepted",
                           change="pause=end" if day == 1 else "pause=flare"),
            DecisionRecord(at=at, rule="PR1", reason="x", answer="accepted", exercise=HEEL,
                           change=f"reps={day}"),
            DecisionRecord(at=at, rule="PM3", reason="x", answer="accepted", exercise=HEEL,
                           change="held=no"),
        ]  # fmt: skip
    return [replace(one, id=one.id or new_id(START)) for one in rows]


STORY = story()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations([one for one in STORY if not isinstance(one, SessionRecord)]))
def test_the_order_of_insertion_does_not_matter(shuffled: list[Record]) -> None:
    sessions = [one for one in STORY if isinstance(one, SessionRecord)]
    found = []
    for rows in (sessions + [one for one in STORY if one not in sessions], sessions + shuffled):
        with tempfile.TemporaryDirectory() as folder:
            stage = Stage(Path(folder))
            add(stage, *rows)
            found.append(past(stage))
    assert found[0] == found[1]
    assert found[0].held
    assert len(found[0].pauses) == 2
