from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from coach_builders import prescription, programmes, reps, seconds
from hypothesis import given, settings

from rehab_tui.catalogue.dose import windows as count_windows
from rehab_tui.catalogue.model import Dose, DoseChange, Variant
from rehab_tui.coach.model import Prescription, SetResult, StepKind
from rehab_tui.coach.timeline import (
    compile_steps,
    covers,
    lead_in_seconds,
    planned_seconds,
    windows_of,
)


def outline(*prescriptions: Prescription) -> list[tuple[str, int, str, float | None]]:
    return [
        (step.kind.value, step.number, step.side, step.seconds)
        for step in compile_steps(prescriptions)
    ]


def result(item: int, number: int, side: str = "both") -> SetResult:
    return SetResult(item, number, side, 10, 10, None, None)  # type: ignore[arg-type]


def test_two_sets_of_a_strength_exercise() -> None:
    assert outline(prescription(reps(10, sets=2, rest=30))) == [
        ("ready", 1, "both", 10.0),
        ("set", 1, "both", 60.0),
        ("rest", 2, "both", 30.0),
        ("set", 2, "both", 60.0),
        ("check", 2, "both", 7.0),
        ("check", 2, "both", 7.0),
    ]


def test_the_question_of_two_more_stands_before_the_one_of_pain() -> None:
    questions = [step.question for step in compile_steps([prescription(reps())])]
    assert questions == [None, None, "two_more", "pain"]


def test_each_side_has_its_window_and_time_to_turn_over() -> None:
    assert outline(prescription(reps(2, sets=2, rest=30, sides="each"), purpose="mobility")) == [
        ("ready", 1, "right", 10.0),
        ("set", 1, "right", 12.0),
        ("switch", 1, "left", 30.0),
        ("set", 1, "left", 12.0),
        ("rest", 2, "right", 30.0),
        ("set", 2, "right", 12.0),
        ("switch", 2, "left", 30.0),
        ("set", 2, "left", 12.0),
        ("check", 2, "both", 7.0),
    ]


def test_the_side_that_hurts_less_may_begin() -> None:
    plan = replace(prescription(reps(2, sides="each")), first_side="left")
    assert [step[2] for step in outline(plan) if step[0] == "set"] == ["left", "right"]


def test_without_rest_there_is_still_time_to_turn_over() -> None:
    steps = outline(prescription(reps(2, sets=2, sides="each"), purpose="mobility"))
    assert [step for step in steps if step[0] == "switch"] == [
        ("switch", 1, "left", 5.0),
        ("switch", 2, "right", 5.0),
        ("switch", 2, "left", 5.0),
    ]


def test_a_rest_too_short_to_turn_over_becomes_a_switch() -> None:
    gaps = {
        rest: outline(prescription(reps(2, sets=2, sides="each", rest=rest)))[4] for rest in (4, 5)
    }
    assert gaps == {4: ("switch", 2, "right", 5.0), 5: ("rest", 2, "right", 5.0)}


def test_a_rest_of_nothing_makes_no_step() -> None:
    kinds = [step[0] for step in outline(prescription(reps(2, sets=3), purpose="mobility"))]
    assert kinds == ["ready", "set", "set", "set", "check"]


def test_only_the_first_lead_in_is_longer() -> None:
    steps = outline(prescription(reps()), prescription(reps()))
    assert [step[3] for step in steps if step[0] == "ready"] == [10.0, 7.0]


def new(words: int, **changes: Any) -> Prescription:
    setup = " ".join(["word"] * words)
    return replace(prescription(reps(), setup=setup, **changes), new=True)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        (0, (10, 7)),
        (10, (10, 7)),
        (15, (10, 9)),
        (35, (17, 17)),
        (67, (29.8, 29.8)),
        (99, (42.6, 42.6)),
        (120, (45, 45)),
    ],
)
def test_the_lead_in_of_a_new_exercise_lasts_as_long_as_its_set_up_words(
    words: int, seconds: tuple[float, float]
) -> None:
    steps = compile_steps([new(words), new(words)])
    ready = [step.seconds for step in steps if step.kind is StepKind.READY]
    assert ready == [pytest.approx(length) for length in seconds]
    usual = [replace(new(words), new=False)] * 2
    assert planned_seconds([new(words)] * 2) - planned_seconds(usual) == pytest.approx(
        sum(seconds) - 17, abs=1e-5
    )


def test_the_words_of_the_easier_way_set_the_length_of_its_lead_in() -> None:
    told = replace(new(60, easier=Variant("Sit down.")), variant="easier")
    assert [lead_in_seconds(told), lead_in_seconds(told, first=True)] == [7, 10]
    fewer = Variant("Five times.", dose=DoseChange(reps=5))
    longer = replace(new(20, easier=fewer), variant="easier")
    assert lead_in_seconds(longer) == pytest.approx(22 / 2.5 + 3)


def test_an_alternate_set_takes_twice_its_reps() -> None:
    steps = outline(prescription(reps(5, sides="alternate")))
    assert ("set", 1, "alternate", 60.0) in steps


def test_alternate_time_is_for_both_sides() -> None:
    assert ("hold", 1, "both", 40.0) in outline(prescription(seconds(40, sides="alternate")))


def test_a_counted_set_waits_and_is_reckoned_by_its_tempo() -> None:
    counted = prescription(reps(10), counted=True, purpose="mobility")
    assert ("set", 1, "both", None) in outline(counted)
    assert planned_seconds([counted]) == 10 + 60 + 7


@pytest.mark.parametrize("tempo", [None, (0.0, 0.0, 0.0)])
def test_reps_without_a_tempo_take_four_seconds(tempo: tuple[float, float, float] | None) -> None:
    assert ("set", 1, "both", 12.0) in outline(prescription(reps(3, tempo=tempo)))


def test_breathing_is_a_step_of_its_own_and_asks_nothing() -> None:
    breathing = prescription(seconds(60, pattern=(4, 0, 6, 0)), purpose="relaxation")
    assert outline(breathing) == [("ready", 1, "both", 10.0), ("breathe", 1, "both", 60.0)]
    no_pattern = prescription(seconds(60, pattern=(0, 0, 0, 0)), purpose="breathing")
    assert outline(no_pattern)[1:] == [("hold", 1, "both", 60.0)]


def test_a_warm_up_asks_nothing() -> None:
    for warm_up in (
        prescription(reps(), warm_up=True),
        prescription(seconds(), purpose="warm-up"),
    ):
        assert StepKind.CHECK not in [step.kind for step in compile_steps([warm_up])]


def test_a_dose_of_no_sets_has_no_steps() -> None:
    assert compile_steps([prescription(Dose(sets=0, reps=1, tempo=(1, 1, 1)))]) == ()
    assert compile_steps([]) == ()
    assert planned_seconds([]) == 0


@settings(max_examples=80, deadline=None)
@given(programmes)
def test_steps_are_in_order_and_every_window_has_one(plan: tuple[Prescription, ...]) -> None:
    steps = compile_steps(plan)
    assert [step.item for step in steps] == sorted(step.item for step in steps)
    for item, one in enumerate(plan):
        work = [
            (step.number, step.side)
            for step in steps
            if step.item == item and step.kind in ("set", "hold", "breathe")
        ]
        assert work == [(window.number, window.side) for window in windows_of(one)]
        assert len(work) == count_windows(one.dose)
    assert all(step.seconds is None or step.seconds > 0 for step in steps)


def test_a_set_of_both_sides_answers_for_each_of_them() -> None:
    plan = [prescription(reps(sides="each"))]
    (right, left) = windows_of(plan[0])
    for window in (right, left):
        assert covers(result(0, 1, "both"), 0, window)
        assert not covers(result(0, 2, "both"), 0, window)
        assert not covers(result(1, 1), 0, window)
    assert covers(result(0, 1, "left"), 0, left)
    assert not covers(result(0, 1, "left"), 0, right)
    (shared,) = windows_of(prescription(reps(sides="alternate")))
    assert covers(result(0, 1, "left"), 0, shared)
