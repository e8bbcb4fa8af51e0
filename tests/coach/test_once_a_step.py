"""What hangs on a step alone is reckoned once for it, however many pictures are drawn of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from coach_builders import after, exercise, prescription, reps, started

from rehab_tui.coach import breathing, cues, minding
from rehab_tui.coach import model as m
from rehab_tui.coach.cues import cues_of, due, upcoming
from rehab_tui.coach.engine import advance
from rehab_tui.coach.model import Prescription
from rehab_tui.coach.timeline import compile_steps
from rehab_tui.coach.view import look

LEAD_IN = 10


def calls(monkeypatch: pytest.MonkeyPatch, where: object, name: str) -> list[tuple[Any, ...]]:
    """The calls of a function from now on, which goes on doing its work."""
    made: list[tuple[Any, ...]] = []
    real = getattr(where, name)

    def counted(*given: Any) -> Any:
        made.append(given)
        return real(*given)

    monkeypatch.setattr(where, name, counted)
    return made


def test_the_cues_of_a_step_are_laid_out_once_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    session = after(started(prescription(reps(8))), LEAD_IN + 0.1)
    laid_out = calls(monkeypatch, minding, "placed")
    heard = 0
    for _ in range(200):  # pictures, in two of the eight reps
        assert session.moment is not None
        later, effects = advance(session, m.Tick(session.moment + 0.06))
        heard += len(due(session, later, effects))
        assert next(upcoming(later, 1e9), None)
        session = later
    assert heard > 4
    assert len(laid_out) <= 1


def test_the_breath_of_a_step_is_laid_out_once_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    session = after(started(prescription(reps(8))), LEAD_IN + 0.1)
    laid_out = calls(monkeypatch, breathing, "_with_lungs")
    lungs = {look(session, (session.moment or 0.0) + 0.06 * at).breath.lungs for at in range(200)}
    assert len(lungs) > 50
    assert len(laid_out) <= 1


def told(plan: Prescription, following: Prescription | None = None) -> list[str]:
    step = compile_steps([plan])[1]
    return [cue.text for cue in cues_of(step, plan, step.seconds, following)]


def test_another_prescription_never_gets_the_cues_of_this_one() -> None:
    """Equal steps of two exercises, in turn and again."""
    one = prescription(reps(8))
    other = Prescription(replace(exercise("bird-dog"), cues=("Reach long.",)), reps(8))
    assert compile_steps([one])[1] == compile_steps([other])[1]
    for _ in range(2):
        assert "Reach long." in told(other)
        assert "Reach long." not in told(one)


def test_another_length_and_another_exercise_after_it_have_their_own() -> None:
    plan, following = prescription(reps(8)), Prescription(exercise("bird-dog"), reps(3))
    steps = compile_steps([plan, following])
    rest = replace(steps[0], kind=m.StepKind.REST)
    ends = [max(cue.at for cue in cues_of(rest, plan, length)) for length in (30.0, 40.0, 30.0)]
    assert ends == [29.0, 39.0, 29.0]
    check = next(step for step in steps if step.question == "pain")
    named = [
        any(cue.kind == "next" for cue in cues.cues_of(check, plan, check.seconds, after_it))
        for after_it in (following, None, following)
    ]
    assert named == [True, False, True]
