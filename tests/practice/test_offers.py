"""Yes, no, and taking a yes back: by the journal alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from practice_stage import Stage, a_stage, catalogue

from rehab_tui.coach.model import Prescription
from rehab_tui.errors import NotFoundError, RehabError
from rehab_tui.journal.records import DecisionRecord
from rehab_tui.journal.undo import undo
from rehab_tui.practice import offers
from rehab_tui.practice.past import read_history
from rehab_tui.practice.plan_file import PlanFile
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.overlay import asked_for, laid_over
from rehab_tui.programme.profile import Profile

stage = a_stage

STARTER = "mobility-starter"


def doses(stage: Stage) -> tuple[Prescription, ...]:
    """The first phase of the starter with what was accepted."""
    book = stage.practice.catalogue
    asked = asked_for(book.programmes[STARTER].phases[0], book)
    return laid_over(asked, read_history(stage.journal), book, Profile()).prescriptions


def offer(change: str, rule: str = "PR1", exercise: str | None = "sit-to-stand") -> Decision:
    return Decision(rule, "it went well", exercise=exercise, change=change, offer=True)


def yes(stage: Stage, *changes: str) -> None:
    for change in changes:
        offers.answer(stage.practice, offer(change), accept=True)
        stage.days(1)


TEN, TWELVE, SETS = "reps=8@1x6h1", "reps=10@1x6h1", "sets=2@1x6h1"


def test_what_was_accepted_lies_on_the_plan_and_can_be_taken_back_step_by_step(
    stage: Stage,
) -> None:
    before = doses(stage)
    yes(stage, TEN, TWELVE)
    assert [one.dose.reps for one in doses(stage) if one.exercise.id == "sit-to-stand"] == [10]
    (one,) = offers.in_force(stage.practice)
    assert one.words == "Sit to stand: 10 reps in a set"
    offers.take_back(stage.practice, one.id)
    assert [one.dose.reps for one in doses(stage) if one.exercise.id == "sit-to-stand"] == [8]
    stage.days(1)
    offers.take_back(stage.practice, offers.in_force(stage.practice)[0].id)
    assert doses(stage) == before
    assert offers.in_force(stage.practice) == []
    stage.days(1)
    yes(stage, TEN)
    assert len(offers.in_force(stage.practice)) == 1, "and taken again"


def test_only_what_holds_is_listed_the_newest_first(stage: Stage) -> None:
    yes(stage, TEN, SETS, "reps=99@3x3h3")
    assert [one.words for one in offers.in_force(stage.practice)] == ["Sit to stand: 2 sets"]
    book = stage.practice.catalogue
    phase = f"{STARTER}.phase=1"
    stage.do(before=2, worst=2, morning=2)
    offers.answer(stage.practice, offer(phase, "GA1", None), accept=True)
    title = book.programmes[STARTER].phases[1].title
    (one,) = offers.in_force(stage.practice)
    assert (one.words, one.exercise) == (f"the phase '{title}'", None)
    stage.days(1)
    offers.take_back(stage.practice, one.id)
    assert [one.words for one in offers.in_force(stage.practice)] == ["Sit to stand: 2 sets"]


def test_a_no_changes_nothing_and_is_kept(stage: Stage) -> None:
    before = doses(stage)
    offers.answer(stage.practice, offer(TEN), accept=False)
    assert doses(stage) == before
    history = read_history(stage.journal)
    assert [(one.exercise, one.change, one.sessions_since) for one in history.refused] == [
        ("sit-to-stand", TEN, 0)
    ]
    assert offers.in_force(stage.practice) == []


def test_each_answer_is_one_act_that_undo_takes_back(stage: Stage) -> None:
    yes(stage, TEN)
    undo(stage.journal)
    assert read_history(stage.journal).accepted == ()
    yes(stage, TEN)
    offers.take_back(stage.practice, offers.in_force(stage.practice)[0].id)
    undo(stage.journal)
    assert len(offers.in_force(stage.practice)) == 1


def test_what_does_not_hold_cannot_be_taken_back(stage: Stage) -> None:
    yes(stage, TEN)
    (one,) = offers.in_force(stage.practice)
    offers.take_back(stage.practice, one.id)
    with pytest.raises(NotFoundError):
        offers.take_back(stage.practice, one.id)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("range=easy@1x6h1", "a little slower, and as far as it feels easy"),
        ("hold=5@1x6h1", "held for 5 seconds"),
        ("load=2.5 kg@1x6h1", "2.5 kg"),
        ("swap=mini-squat@1x6h1", "Supported mini squat in its place"),
    ],
)
def test_words(stage: Stage, change: str, words: str) -> None:
    yes(stage, change)
    assert [one.words for one in offers.in_force(stage.practice)] == [f"Sit to stand: {words}"]


def test_the_record_keeps_the_reason(stage: Stage) -> None:
    offers.answer(stage.practice, offer(TEN), accept=True)
    (one,) = stage.journal.entries(DecisionRecord)
    assert (one.rule, one.reason, one.exercise, one.change, one.answer, one.session) == (
        "PR1", "it went well", "sit-to-stand", TEN, "accepted", None,
    )  # fmt: skip


def test_another_programme_is_written_into_the_plan(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    path = tmp_path / "plan.yaml"
    plan_file = PlanFile(path, tmp_path / "kept.yaml", catalogue)
    practice = replace(stage.practice, plan_file=plan_file)
    upkeep = offer("programme=maintenance", "GA1", None)
    assert offers.answer(practice, upkeep, accept=False) == []
    assert not path.exists()
    assert offers.answer(practice, upkeep, accept=True)
    assert practice.plan.programme == "maintenance"
    with pytest.raises(RehabError):
        offers.answer(stage.practice, upkeep, accept=True)
    said = [one.answer for one in stage.journal.entries(DecisionRecord)]
    assert said == ["refused", "accepted"], "what could not be written stays open"
