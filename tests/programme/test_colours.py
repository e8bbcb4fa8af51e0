from __future__ import annotations

import pytest
from programme_builders import past

from rehab_tui.catalogue.model import Dose
from rehab_tui.programme.colours import (
    Colour,
    colour_of,
    colour_of_exercise,
    eligible,
    steep,
    went_well,
    worse_in_the_morning,
)
from rehab_tui.programme.history import History, PastExercise
from rehab_tui.programme.limits import Limits

DOSE = Dose(reps=8, tempo=(2, 0, 2))
GREEN, AMBER, SETTLED, RED, UNRATED = (
    Colour.GREEN, Colour.AMBER, Colour.SETTLED, Colour.RED, Colour.UNRATED,
)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "worst", "morning", "colour"),
    [
        (0, 2, 0, GREEN),
        (0, 0, None, GREEN),
        (2, 4, 2, AMBER),
        (1, 4, 1, AMBER),
        (4, 5, None, AMBER),
        (4, 5, 4, SETTLED),
        (4, 5, 5, AMBER),
        (3, 5, 3, AMBER),
        (3, 3, 2, SETTLED),
        (2, 3, 2, SETTLED),
        (None, 3, 0, AMBER),
        (3, 6, 3, RED),
        (5, 6, 5, RED),
        (5, 5, 5, SETTLED),
        (3, None, 3, UNRATED),
    ],
)
def test_the_colours(
    before: int | None, worst: int | None, morning: int | None, colour: Colour
) -> None:
    session = past(1, before=before, worst=worst, morning=morning)
    assert colour_of(session) is colour
    assert colour_of_exercise(PastExercise("a", DOSE, worst=worst), session) is colour


def test_a_warning_quality_is_red_at_any_number() -> None:
    session = past(1, before=0, worst=1, exercises=(PastExercise("a", DOSE, 1, sharp=True),))
    assert colour_of(session) is RED
    assert colour_of_exercise(session.exercises[0], session) is RED
    assert colour_of(past(1, worst=None, warned=True)) is RED
    assert colour_of_exercise(PastExercise("b", DOSE, 1), past(1, warned=True)) is GREEN


def test_a_session_is_as_bad_as_its_worst_exercise() -> None:
    exercises = (PastExercise("a", DOSE, 1), PastExercise("b", DOSE, 6))
    assert colour_of(past(1, worst=None, exercises=exercises)) is RED


def test_a_plan_may_set_the_limits() -> None:
    strict = Limits(pain_green=1, pain_amber=3)
    for worst, colour in ((1, GREEN), (2, AMBER), (3, AMBER), (4, RED)):
        assert colour_of(past(1, before=0, worst=worst), strict) is colour


@pytest.mark.parametrize(
    ("before", "worst", "expected"),
    [(1, 4, True), (2, 4, False), (0, 2, False), (0, 3, True), (2, 5, True), (3, 6, False)],
)
def test_a_steep_rise(before: int, worst: int, expected: bool) -> None:
    assert steep(PastExercise("a", DOSE, worst), past(1, before=before)) is expected
    assert not steep(PastExercise("a", DOSE, worst), past(1, before=None))


@pytest.mark.parametrize(
    ("before", "morning", "stiffer", "expected"),
    [
        (3, 5, False, True),
        (3, 4, False, False),
        (3, 3, True, True),
        (None, 9, False, False),
        (3, None, False, False),
        (None, None, True, True),
    ],
)
def test_worse_in_the_morning(
    before: int | None, morning: int | None, stiffer: bool, expected: bool
) -> None:
    assert (
        worse_in_the_morning(past(1, before=before, morning=morning, stiffer=stiffer)) is expected
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"effort": 6}, True),
        ({"effort": 7}, False),
        ({"effort": None}, False),
        ({"morning": 3}, True),
        ({"morning": 4}, False),
        ({"morning": None}, False),
        ({"before": None, "morning": 1}, True),
        ({"before": None, "morning": 2}, False),
        ({"before": 4, "worst": 5, "morning": 4}, True),
        ({"before": 4, "worst": 5, "morning": 5}, False),
        ({"before": 5, "worst": 5, "morning": 5}, True),
        ({"before": 6, "worst": 2, "morning": 2}, False),
        ({"worst": None}, False),
        ({"warned": True}, False),
        ({"stiffer": True}, False),
    ],
)
def test_what_counts_towards_more(changes: dict[str, int | bool | None], expected: bool) -> None:
    session = past(1, **changes)
    assert went_well(session) is expected
    assert eligible(History((past(3), session))) is expected
    assert eligible(History((session, past(3)))) is expected
    assert not eligible(History((session,)))


def test_a_partly_done_session_that_hurt_is_not_passed_over() -> None:
    hurt = past(1, done=False, worst=7)
    assert not eligible(History((past(5), past(3), hurt)))
    assert eligible(History((past(5), past(3), past(1, done=False, worst=None))))
