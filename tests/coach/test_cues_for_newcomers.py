"""What somebody is told to whom an exercise is new, and what everybody hears of its set-up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from coach_builders import kinds, prescription, prescriptions, quick, reps, said, seconds, texts
from hypothesis import given

from rehab_tui.catalogue.model import Dose, Variant, Verbs
from rehab_tui.coach.cues import cues_of
from rehab_tui.coach.engine import begin
from rehab_tui.coach.guidance import newcomer_words, spoken_seconds
from rehab_tui.coach.model import Prescription
from rehab_tui.coach.speaking import seconds_to_say
from rehab_tui.coach.timeline import compile_steps, lead_in_seconds
from rehab_tui.practice.context import shipped_catalogue

HOME, CHECK = "The bed will do as well.", "In a mirror, both shoulders stay level."


def newly(dose: Dose, *, words: int = 2, **changes: Any) -> Prescription:
    texts = {"home": HOME, "self_check": CHECK, "setup": " ".join(["word"] * words), **changes}
    return replace(prescription(dose, **texts), new=True)


def extras(plan: Prescription) -> list[tuple[str, Any, str, str]]:
    """Where the words for newcomers are said."""
    steps = compile_steps([plan])
    return [
        (steps[place].kind.value, at, kind, text)
        for place in range(len(steps))
        for at, kind, text in said(plan, place)
        if text in (HOME, CHECK)
    ]


def test_a_lead_in_with_time_tells_a_newcomer_more() -> None:
    plan = newly(reps())  # name and set-up 3 words, 1.2 s; home 2.4 s, check 2.8 s of 7 s
    assert extras(plan) == [
        ("ready", pytest.approx(1.2, abs=1e-5), "setup", HOME),
        ("ready", pytest.approx(3.6, abs=1e-5), "setup", CHECK),
    ]
    assert extras(replace(plan, new=False)) == []
    told = replace(plan, exercise=replace(plan.exercise, easier=Variant("Sit.")), variant="easier")
    assert extras(told) == [], "they would speak of another way"


def test_what_the_lead_in_has_no_time_for_is_told_nowhere_else() -> None:
    """Nobody films a round from the side in the middle of it."""
    for plan in (newly(reps(6, sets=2), words=35), newly(seconds(60), words=35)):
        assert extras(plan) == []
    assert [(kind, text) for kind, _, _, text in extras(newly(reps(6), words=8))] == [
        ("ready", HOME)
    ]


@pytest.mark.parametrize("pattern", [(4, 0, 6, 0), (4, 4, 4, 4)])
def test_the_air_is_what_breathing_is(pattern: tuple[float, ...]) -> None:
    plan = prescription(seconds(60, pattern=pattern))
    step = compile_steps([plan])[1]
    cues = cues_of(step, plan, step.seconds)
    assert {cue.kind for cue in cues if cue.needed} == {"in", "out"} | (
        {"hold"} & {cue.kind for cue in cues}
    )
    lifted = prescription(reps(3))
    step = compile_steps([lifted])[1]
    assert not any(cue.needed for cue in cues_of(step, lifted, step.seconds))


def test_sides_that_take_turns_by_time_are_said() -> None:
    plan = prescription(seconds(40, sides="alternate"))
    assert texts(plan, 0, "side") == [(0, "The sides take turns")]
    assert texts(prescription(reps(3, sides="alternate")), 0, "side") == []


@quick
@given(prescriptions)
def test_a_newcomer_is_told_each_thing_once_and_in_time(plan: Prescription) -> None:
    told = []
    for step in compile_steps([plan]):
        for cue in cues_of(step, plan, step.seconds):
            if cue.text in newcomer_words(plan):
                told.append(cue.text)
                assert step.seconds is not None
                assert cue.at + spoken_seconds(cue.text) <= step.seconds + 1e-5
    assert len(told) == len(set(told))
    assert plan.new or not told


def test_a_set_up_that_the_lead_in_is_too_short_for_is_there_to_be_read_only() -> None:
    plan = prescription(reps(), setup="Lie on your back. " * 8)
    assert "place" in kinds(plan, 0)
    assert "setup" not in kinds(plan, 0)
    known = replace(plan, new=True)
    assert "setup" in kinds(known, 0)
    assert "place" not in kinds(known, 0)


@pytest.mark.parametrize("sides", ["both", "each"])
def test_what_has_no_room_in_the_set_is_told_after_it(sides: Any) -> None:
    tight = Dose(sets=2, reps=4, tempo=(2, 0, 2), rest=30, sides=sides)
    plan = prescription(
        tight,
        verbs=Verbs("Up", "Hold", "Down"),
        cues=("Press the heels down into the floor.", "Up."),
    )
    when = {"both": "In the next set", "each": "On this side"}[sides]
    told = [[text for _, text in texts(plan, place, "form")] for place in range(1, 5)]
    assert told == [["Up."], [f"{when}: press the heels down into the floor."], [], []]


def test_nothing_is_told_to_mind_while_something_else_is_said() -> None:
    for exercise in shipped_catalogue().exercises.values():
        plan = Prescription(exercise, exercise.dose, new=True)
        for step in compile_steps([plan]):
            cues = cues_of(step, plan, step.seconds)
            for one in (cue for cue in cues if cue.kind == "form"):
                end = one.at + seconds_to_say(one.text)
                assert end <= one.at + one.within + 1e-5
                others = [cue for cue in cues if cue is not one and cue.kind not in ("in", "out")]
                assert not [cue for cue in others if one.at <= cue.at < end - 1e-5], one


def test_of_every_new_exercise_the_set_up_is_said() -> None:
    for name, exercise in shipped_catalogue().exercises.items():
        plan = Prescription(exercise, exercise.dose, new=True)
        kinds = {cue.kind for cue in cues_of(begin((plan,)).steps[0], plan, lead_in_seconds(plan))}
        assert "setup" in kinds, name
        assert "place" not in kinds, name


def test_a_set_up_longer_than_any_lead_in_is_said_to_a_newcomer() -> None:
    assert "setup" in kinds(newly(reps(), words=130), 0)
