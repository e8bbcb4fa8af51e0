"""Pain and "two more?" belong to what was really done: after a swap, after Back, after a crash."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from practice_stage import Stage, a_stage, catalogue

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.model import Catalogue, DoseChange
from rehab_tui.coach import model as m
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription, Session, StepKind
from rehab_tui.journal.records import Pain, SessionRecord
from rehab_tui.practice import cut_short, sessions
from rehab_tui.practice.context import Practice
from rehab_tui.programme.today import TodaysSession

stage = a_stage

A, B, C = "heel-raise", "wall-push-up", "glute-bridge"
"""Two sets each, for strength."""


def of(name: str, load: str | None = None) -> Prescription:
    dose = catalogue().exercises[name].dose
    return Prescription(
        catalogue().exercises[name],
        replace(apply_change(dose, DoseChange(sets=2)), sides="both", load=load),
    )


class Play:
    """A session that is written, with keys for the little that these tests need."""

    def __init__(self, stage: Stage, *prescriptions: Prescription) -> None:
        self.stage = stage
        self.record = sessions.begin(stage.practice, TodaysSession(prescriptions))
        self.go_on_with(stage.practice, self.record, begin(prescriptions))

    def go_on_with(self, practice: Practice, record: SessionRecord, session: Session) -> None:
        self.player = sessions.player_for(practice, record, session)
        self.player.tick()
        self.player.send(m.Resume)

    def crash(self, practice: Practice | None = None) -> cut_short.Unfinished:
        """The process is gone; another one takes the session up."""
        practice = practice or self.stage.practice
        found = cut_short.unfinished(practice)
        assert found is not None
        self.go_on_with(practice, found.record, found.resumed)
        return found

    @property
    def at(self) -> tuple[str, int, str | None]:
        """The kind of the present step, its set, and what it asks."""
        step = self.player.view.step
        assert step is not None
        return step.kind, step.number, step.question

    def to(self, kind: StepKind, number: int | None = None, question: str | None = None) -> None:
        """Let time pass up to a step; questions on the way pass by themselves."""
        for _ in range(2000):
            now = self.at
            if now[0] == kind and number in (None, now[1]) and question in (None, now[2]):
                return
            self.stage.clock.advance(1)
            self.player.tick()
        raise AssertionError((kind, number, question))

    def ask(self, *, two_more: bool | None = None, pain: int | None = None) -> None:
        """Play on to the questions after the item and answer them."""
        self.to(StepKind.CHECK, question="two_more")
        if two_more is None:
            self.player.send(m.GoOn)
        else:
            self.player.answer(two_more)
        if pain is not None:
            self.player.answer(pain)

    def back_to_set(self, number: int) -> None:
        """Back, step by step, to the beginning of a set."""
        while not (self.at[0] == StepKind.SET and self.at[1] == number):
            self.player.send(m.Back)

    def said(self) -> list[tuple[int, str, int, bool | None, str | None]]:
        """Item, exercise, set, two more and load of each set, in the order of the session."""
        found = [
            (one.item, one.exercise, one.number, one.two_more, one.load)
            for one in self.stage.sets(self.record)
        ]
        return sorted(found, key=lambda one: (one[0], one[2]))

    def pains(self) -> dict[str | None, int]:
        found = self.stage.journal.entries(Pain, session=self.record.id, moment="worst")
        assert len({one.exercise for one in found}) == len(found)
        return {one.exercise: one.level for one in found}


def test_both_are_kept_with_their_exercise_and_load(stage: Stage) -> None:
    play = Play(stage, of(A, "4 kg"), of(B))
    play.ask(two_more=True, pain=3)
    play.ask(two_more=False, pain=0)
    assert play.said() == [
        (0, A, 1, None, "4 kg"), (0, A, 2, True, "4 kg"), (1, B, 1, None, None),
        (1, B, 2, False, None),
    ]  # fmt: skip
    assert play.pains() == {A: 3, B: 0}


def test_both_may_be_skipped(stage: Stage) -> None:
    play = Play(stage, of(A))
    while not play.player.over:
        stage.clock.advance(1)
        play.player.tick()
    assert [one[3] for one in play.said()] == [None, None]
    assert play.pains() == {}


def test_each_side_of_the_last_set_is_the_last_set(stage: Stage) -> None:
    both = of(A)
    play = Play(stage, replace(both, dose=replace(both.dose, sides="each")))
    play.ask(two_more=True)
    told = [(one.number, one.side, one.two_more) for one in stage.sets(play.record)]
    assert told == [(1, "right", None), (1, "left", None), (2, "right", None), (2, "left", True)]


# --- a swap in the middle


def test_after_a_swap_they_speak_of_what_was_swapped_in(stage: Stage) -> None:
    play = Play(stage, of(A, "4 kg"))
    play.to(StepKind.REST)
    play.player.replace(replace(of(B, "red"), instead_of=A))
    play.ask(two_more=False, pain=5)
    assert play.said() == [(0, A, 1, None, "4 kg"), (0, B, 2, False, "red")]
    assert play.pains() == {B: 5}


def test_of_what_was_swapped_in_and_skipped_nothing_is_said(stage: Stage) -> None:
    play = Play(stage, of(A))
    play.to(StepKind.REST)
    play.player.replace(replace(of(B), instead_of=A))
    while play.at[0] != StepKind.CHECK:
        play.player.send(m.GoOn)
    play.player.answer(True)
    assert play.said() == [(0, A, 1, None, None)], "what was asked of B is not said of A"


@pytest.mark.parametrize("what", ["exercise", "load", "variant"])
def test_a_set_that_is_done_again_in_another_way_has_no_answer_yet(stage: Stage, what: str) -> None:
    play = Play(stage, of(A, "4 kg"))
    play.ask(two_more=True)
    play.back_to_set(2)
    another = {
        "exercise": replace(of(B, "4 kg"), instead_of=A),
        "load": of(A, "6 kg"),
        "variant": replace(of(A, "4 kg"), variant="easier"),
    }
    play.player.replace(another[what])
    play.to(StepKind.CHECK, question="two_more")
    assert [one[3] for one in play.said()] == [None, None]
    play.player.answer(False)
    assert [one[3] for one in play.said()] == [None, False]


# --- back


def test_the_last_set_is_the_last_by_number_not_by_time(stage: Stage) -> None:
    play = Play(stage, of(A))
    play.to(StepKind.CHECK)
    play.back_to_set(1)
    play.to(StepKind.REST)
    play.player.send(m.NextExercise)
    sessions.rate_two_more(stage.practice, play.record, 0, A, possible=True)
    assert [one[2:4] for one in play.said()] == [(1, None), (2, True)]


def test_back_to_a_question_corrects_its_answer(stage: Stage) -> None:
    play = Play(stage, of(A), of(B))
    play.ask(two_more=True, pain=7)
    play.player.send(m.Back)
    play.player.answer(2)
    play.player.send(m.Back)
    play.player.send(m.Back)
    play.player.answer(False)
    assert [one[3] for one in play.said()] == [None, False]
    assert play.pains() == {A: 2}


def test_an_exercise_that_stands_twice_is_asked_about_twice(stage: Stage) -> None:
    play = Play(stage, of(A), of(B), of(A))
    play.ask(two_more=True, pain=7)
    play.ask(two_more=True, pain=1)
    play.ask(two_more=False, pain=2)
    told = stage.journal.entries(Pain, session=play.record.id)
    assert [(one.exercise, one.level) for one in told] == [(A, 7), (B, 1), (A, 2)]
    assert [one[3] for one in play.said() if one[2] == 2] == [True, True, False]


# --- after a crash


@pytest.mark.parametrize("sets", [0, 1])
def test_after_a_crash_they_are_asked_and_kept_as_ever(stage: Stage, sets: int) -> None:
    play = Play(stage, of(A, "4 kg"), of(B))
    if sets:
        play.to(StepKind.REST)
    play.crash()
    play.ask(two_more=True, pain=4)
    play.ask(two_more=False, pain=1)
    assert [one[3] for one in play.said()] == [None, True, None, False]
    assert play.pains() == {A: 4, B: 1}


def test_what_was_answered_before_a_crash_stays(stage: Stage) -> None:
    play = Play(stage, of(A), of(B))
    play.ask(two_more=True, pain=6)
    play.crash()
    play.ask(two_more=False, pain=0)
    assert [one[3] for one in play.said()] == [None, True, None, False]
    assert play.pains() == {A: 6, B: 0}


def test_after_a_swap_and_a_crash_they_speak_of_what_was_swapped_in(stage: Stage) -> None:
    play = Play(stage, of(A), of(C))
    play.player.replace(replace(of(B), instead_of=A))
    play.to(StepKind.REST)
    found = play.crash()
    assert [one.exercise.id for one in found.prescriptions] == [B, C]
    play.ask(two_more=True, pain=3)
    assert play.said() == [(0, B, 1, None, None), (0, B, 2, True, None)]
    assert play.pains() == {B: 3}


def test_after_a_crash_without_an_exercise_that_vanished(stage: Stage) -> None:
    play = Play(stage, of(A), of(B), of(C))
    play.to(StepKind.REST)
    known = catalogue()
    left = {key: value for key, value in known.exercises.items() if key != A}
    practice = replace(stage.practice, source=Catalogue(MappingProxyType(left), known.programmes))
    assert play.crash(practice).vanished == (A,)
    play.ask(two_more=True, pain=4)
    assert play.said() == [(0, A, 1, None, None), (1, B, 1, None, None), (1, B, 2, True, None)]
    assert play.pains() == {B: 4}
