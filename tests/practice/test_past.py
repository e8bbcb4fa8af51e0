from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from practice_stage import START, Stage, a_stage, add, hours

from rehab_tui.journal.records import (
    CheckIn,
    DecisionRecord,
    Pain,
    Record,
    SessionRecord,
    SessionState,
    SetRecord,
    StopEvent,
)
from rehab_tui.journal.store import Journal
from rehab_tui.practice.offers import answer
from rehab_tui.practice.past import LOOK_BACK, is_done, read_history
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import History, PastSession

stage = a_stage

TWO = ("heel-raise", "pursed-lip-breathing")


def last(stage: Stage) -> PastSession:
    return read_history(stage.journal).sessions[-1]


def test_an_empty_journal_is_an_empty_history(stage: Stage, tmp_path: Path) -> None:
    assert read_history(stage.journal) == History()
    missing = Journal.open(tmp_path / "none.sqlite3", stage.clock, create=False)
    assert read_history(missing) == History()


def test_a_session_as_the_rules_see_it(stage: Stage) -> None:
    record = stage.do(before=3, worst=4, after=2, morning=1, effort=5)
    (found,) = read_history(stage.journal).sessions
    assert replace(found, exercises=()) == PastSession(
        id=record.id, day=date(2026, 11, 23), done=True, programme="mobility-starter",
        phase=0, before=3, worst=4, morning=1, effort=5, ended=START + timedelta(minutes=10),
    )  # fmt: skip


def test_what_was_picked_belongs_to_no_programme(stage: Stage) -> None:
    stage.do(*TWO, effort=None)
    found = last(stage)
    assert (found.programme, found.phase, found.effort, found.worst) == (None, None, None, None)


def test_the_last_day_of_each_exercise(stage: Stage) -> None:
    stage.do(*TWO)
    stage.days(2)
    record = stage.do("heel-raise")
    heel, lips = date(2026, 11, 25), date(2026, 11, 23)
    assert read_history(stage.journal).last_done == {TWO[0]: heel, TWO[1]: lips}
    assert [p.new for p in stage.today(*TWO, "glute-bridge").prescriptions] == [False, False, True]
    with stage.journal.act("discarded") as act:
        act.remove("session", record.id)
    assert read_history(stage.journal).last_done[TWO[0]] == lips
    stage.days(5)
    assert [p.new for p in stage.today(*TWO).prescriptions] == [False, False]
    stage.days(1)
    assert [p.new for p in stage.today(*TWO).prescriptions] == [True, True]
    assert read_history(stage.journal).last_done == {}


@pytest.mark.parametrize(
    ("done", "prescribed", "counts"),
    [(0, 0, False), (0, 5, False), (2, 5, False), (3, 5, True), (2, 4, True), (9, 4, True)],
)
def test_half_of_the_sets_count_as_done(done: int, prescribed: int, counts: bool) -> None:
    assert is_done(done, prescribed) is counts


def test_a_set_that_is_there_twice_counts_once(stage: Stage) -> None:
    now = stage.clock.now()
    one = SetRecord(at=now, session="", item=0, exercise="x", number=1, reps=1, reps_prescribed=1)
    with stage.journal.act("merged") as act:
        kept = act.add(SessionRecord(at=now, state="finished", sets=4))
        for record in (one, one, replace(one, side="left")):
            act.add(replace(record, session=kept.id))
        act.add(SessionRecord(at=now, state="running", sets=1))
    assert [s.done for s in read_history(stage.journal).sessions] == [True]
    with stage.journal.act("less") as act:
        act.change(replace(kept, sets=5))
    assert [s.done for s in read_history(stage.journal).sessions] == [False]


@pytest.mark.parametrize("state", ["finished", "stopped", "left"])
def test_every_session_that_ended_is_looked_at(stage: Stage, state: SessionState) -> None:
    stage.do(*TWO, state=state)
    assert last(stage).done


@pytest.mark.parametrize("state", ["running", "discarded"])
def test_one_that_did_not_end_is_not(stage: Stage, state: SessionState) -> None:
    stage.do(*TWO, state=state)
    assert read_history(stage.journal).sessions == ()


def test_the_worst_is_the_highest_of_exercises_and_check_out(stage: Stage) -> None:
    record = stage.do(*TWO, worst=3)
    now = stage.clock.now()
    add(stage, Pain(at=now, level=5, moment="worst", session=record.id, exercise="heel-raise"))
    add(stage, Pain(at=now, level=9, moment="now"))
    assert last(stage).worst == 5


@pytest.mark.parametrize(
    ("stiffness", "stiffer"), [("longer", True), ("same", False), ("shorter", False)]
)
def test_stiffness_of_the_morning(stage: Stage, stiffness: str, stiffer: bool) -> None:
    record = stage.do(*TWO)
    now = stage.clock.now()
    add(stage, CheckIn(at=now, session=record.id, moment="morning", stiffness=stiffness))
    assert last(stage).stiffer is stiffer


@pytest.mark.parametrize(
    ("quality", "warned"),
    [("sharp", True), ("electric", True), ("spreading", True), ("burning", False), (None, False)],
)
def test_warning_qualities(stage: Stage, quality: str | None, warned: bool) -> None:
    record = stage.do(*TWO)
    now = stage.clock.now()
    add(stage, Pain(at=now, level=1, moment="worst", quality=quality, session=record.id))
    add(stage, Pain(at=now, level=1, quality="sharp"))
    assert last(stage).warned is warned


def test_a_stop_in_the_session_warns_whatever_its_tier(stage: Stage) -> None:
    record = stage.do(*TWO)
    stage.days(1)
    stage.do(*TWO)
    add(stage, StopEvent(at=stage.clock.now(), reason="sharp", session=record.id))
    add(stage, StopEvent(at=stage.clock.now(), reason="other"))
    assert [s.warned for s in read_history(stage.journal).sessions] == [True, False]


def test_a_refusal_counts_the_sessions_after_its_very_moment(stage: Stage) -> None:
    stage.do(*TWO)
    stage.clock.advance(60)
    now = stage.clock.now()
    add(stage, DecisionRecord(at=now, rule="GA1", reason="x", change="a.phase=1", answer="refused"))
    add(stage, DecisionRecord(at=now, rule="GA1", reason="x", answer="refused"))
    add(stage, DecisionRecord(at=now, rule="PR9", reason="x", change="b"))
    counts = []
    for _ in range(3):
        counts.append([r.sessions_since for r in read_history(stage.journal).refused])
        stage.clock.advance(3600)
        stage.do(*TWO)
    assert counts == [[0], [1], [2]]


def test_the_first_day_of_a_programme_is_known_beyond_the_look_back(stage: Stage) -> None:
    with stage.journal.act("old") as act:
        for n in range(LOOK_BACK + 10):
            at = START - timedelta(days=200 - n)
            act.add(SessionRecord(at=at, state="finished", programme="mobility-starter", sets=1))
        act.add(SessionRecord(at=START - hours(9999), state="running", programme="other"))
        act.add(SessionRecord(at=START - hours(9999), state="finished"))
    past = read_history(stage.journal)
    assert len(past.sessions) == LOOK_BACK
    assert past.begun == {"mobility-starter": (START - timedelta(days=200)).date()}


def next_phase(stage: Stage) -> list[Decision]:
    return [offer for offer in stage.today().offers if offer.rule == "GA1"]


@pytest.mark.long
def test_from_the_first_session_to_the_next_phase_by_the_journal_alone(stage: Stage) -> None:
    for _ in range(6):
        assert not next_phase(stage)
        stage.do(before=2, worst=2, morning=2)
        stage.days(7 / 3)
    (offer,) = next_phase(stage)
    assert offer.change == "mobility-starter.phase=1"
    answer(stage.practice, offer, accept=True)
    today = stage.today()
    assert (today.phase, today.week, next_phase(stage)) == (1, 3, [])
    stage.do(before=2, worst=2, morning=2)
    assert last(stage).phase == 1


@pytest.mark.long
def test_a_refused_offer_comes_back_after_three_sessions(stage: Stage) -> None:
    for _ in range(6):
        stage.do(before=2, worst=2, morning=2)
        stage.days(7 / 3)
    answer(stage.practice, next_phase(stage)[0], accept=False)
    seen = []
    for _ in range(4):
        seen.append(len(next_phase(stage)))
        stage.clock.advance(3600)
        stage.do(before=2, worst=2, morning=2)
        stage.days(2)
    assert seen == [0, 0, 0, 1]


def test_the_order_in_which_entries_were_written_does_not_matter(
    stage: Stage, tmp_path: Path
) -> None:
    for n in range(4):
        stage.do(*TWO, before=n, worst=n + 1, morning=n)
        stage.days(2)
    rows: list[Record] = [
        record
        for kind in (SessionRecord, SetRecord, Pain)
        for record in stage.journal.entries(kind)
    ]
    for seed in range(3):
        Random(seed).shuffle(rows)
        rows.sort(key=lambda row: not isinstance(row, SessionRecord))
        other = Journal.open(tmp_path / f"{seed}.sqlite3", stage.clock)
        with other.act("imported") as act:
            for record in rows:
                act.add(record)
        assert read_history(other) == read_history(stage.journal)
