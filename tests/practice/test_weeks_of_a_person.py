"""Some weeks of one person, through the journal: what the coach makes of what they do and say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from practice_stage import Stage, a_stage

from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.model import Prescription
from rehab_tui.journal.records import Pain, ProfileAnswer
from rehab_tui.practice import held, offers, sessions
from rehab_tui.practice.alone import take_back
from rehab_tui.practice.past import read_history
from rehab_tui.practice.pauses import begin_pause, end_pause
from rehab_tui.practice.today import plan_today
from rehab_tui.programme.adherence import weeks_kept
from rehab_tui.programme.stops import REASONS
from rehab_tui.programme.today import TodaysSession

stage = a_stage

EASY: dict[str, Any] = {"before": 1, "worst": 2, "morning": 1}
SHARP = next(one for one in REASONS if one.id == "sharp")


def doses(today: TodaysSession) -> dict[str, Dose]:
    return {one.exercise.id: one.dose for one in today.prescriptions if not one.warm_up}


def asked(today: TodaysSession) -> dict[str, Prescription]:
    """What is asked for; whether it is new to them does not matter."""
    return {one.exercise.id: replace(one, new=False) for one in today.prescriptions}


def rules(today: TodaysSession) -> set[str]:
    return {one.rule for one in today.decisions}


def weeks(stage: Stage, sessions_done: int, **pains: int) -> None:
    """Sessions every other day."""
    for _ in range(sessions_done):
        stage.do(**(EASY | pains))
        stage.days(2)


@pytest.mark.long
def test_more_is_offered_accepted_laid_on_and_taken_back(stage: Stage) -> None:
    before = asked(stage.today())
    weeks(stage, 3)
    today = stage.today()
    assert asked(today) == before, "nothing grows by itself"
    assert 1 <= len(today.offers) <= 2
    offer = today.offers[0]
    assert offer.exercise is not None
    offers.answer(stage.practice, offer, accept=True)
    after = asked(stage.today())
    assert after[offer.exercise] != before[offer.exercise]
    assert {name for name in before if after[name] != before[name]} == {offer.exercise}
    [change] = offers.in_force(stage.practice)
    offers.take_back(stage.practice, change.id)
    assert asked(stage.today()) == before


@pytest.mark.long
def test_a_refusal_holds_for_three_sessions(stage: Stage) -> None:
    weeks(stage, 3)
    asked = stage.today().offers
    for offer in asked:
        offers.answer(stage.practice, offer, accept=False)
    refused = {one.exercise for one in asked}
    assert stage.today().offers == (), "nobody is asked on and on"
    for _ in range(3):
        assert not refused & {one.exercise for one in stage.today().offers}
        weeks(stage, 1)


def test_a_bad_morning_eases_once_and_then_all_is_as_before(stage: Stage) -> None:
    weeks(stage, 2)
    before = doses(stage.today())
    weeks(stage, 1, before=2, morning=4)
    eased = stage.today()
    assert "PM5" in rules(eased)
    assert not eased.offers
    assert all(
        eased_dose.reps is None or eased_dose.reps <= (before[name].reps or 0)
        for name, eased_dose in doses(eased).items()
    )
    assert doses(eased) != before
    weeks(stage, 1)
    assert doses(stage.today()) == before


@pytest.mark.long
def test_a_gap_eases_week_by_week_and_ends_where_it_was(stage: Stage) -> None:
    weeks(stage, 4)
    before = doses(stage.today())
    stage.days(18)
    assert "G3" in rules(stage.today())
    assert not stage.today().offers
    seen = []
    for _ in range(11):
        seen.append(doses(stage.today())["shoulder-rolls"].reps)
        weeks(stage, 1)
    assert seen == [4, 4, 4, 4, 6, 6, 6, 8, 8, 8, 8]
    assert doses(stage.today()) == before


def test_what_hurt_rests_until_the_person_brings_it_back(stage: Stage) -> None:
    today, record = stage.begin()
    sessions.stop(stage.practice, record, "shoulder-rolls", SHARP, None)
    sessions.end(stage.practice, record, "left", 60)
    for days in (0, 1, 9, 40):
        stage.days(days)
        later = stage.today()
        assert "shoulder-rolls" not in doses(later)
        assert "PM3" in rules(later)
        picked = plan_today(stage.practice, exercises=["shoulder-rolls"])
        assert not picked.prescriptions
    [(one, _)] = held.held(stage.practice)
    held.clear(stage.practice, one.exercise)
    assert "shoulder-rolls" in doses(stage.today())
    take_back(stage.journal)
    assert "shoulder-rolls" not in doses(stage.today())
    assert "shoulder-rolls" in doses(today)


def test_an_exercise_that_hurt_much_comes_back_one_level_easier(stage: Stage) -> None:
    record = stage.do(**EASY)
    with stage.journal.act("rated", group=record.id) as act:
        act.add(
            Pain(
                at=stage.clock.now(), level=7, moment="worst", session=record.id,
                exercise="sit-to-stand",
            )
        )  # fmt: skip
    stage.days(2)
    today = stage.today()
    assert "PM3" in rules(today)
    down = [p for p in today.prescriptions if "sit-to-stand" in (p.exercise.id, p.instead_of)]
    assert [(one.variant == "easier" or one.instead_of is not None) for one in down] == [True]


def test_a_pause_takes_no_blame_and_gives_no_credit(stage: Stage) -> None:
    weeks(stage, 3)
    stage.days(1)
    begin_pause(stage.practice, "illness")
    stage.days(14)
    end_pause(stage.practice)
    history, today = read_history(stage.journal), stage.clock.now().date()
    programme = stage.today().programme
    assert programme is not None
    kept = weeks_kept(programme, history, history.sessions[0].day, today)
    assert kept[1].planned == 0
    assert not kept[1].counts
    assert kept[0].done == 3


def test_the_same_answers_in_another_order_give_the_same_session(tmp_path: Path) -> None:
    told = [("flag.osteoporosis", "yes"), ("side", "left"), ("equipment", "band"), ("falls", "2")]
    seen = []
    for n, order in enumerate((told, told[::-1])):
        folder = tmp_path / str(n)
        folder.mkdir()
        stage = Stage(folder)
        with stage.journal.act("told") as act:
            for key, value in order:
                act.add(ProfileAnswer(at=stage.clock.now(), key=key, value=value))
        seen.append(stage.today())
    assert seen[0] == seen[1]
