"""Where a figure stands at a moment: by its rep, its breath, the seconds, or its own loop."""

from __future__ import annotations

from typing import Any

import pytest
from coach_builders import after, exercise, prescription, reps, seconds, started

from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription, StepKind
from rehab_tui.coach.motion import Motion, motion_of, played
from rehab_tui.coach.view import look
from rehab_tui.figure import Figure

LEAD_IN = 10


def figure(**changes: Any) -> Figure:
    return Figure(view="side", path=(), poses=(), **changes)


def at(plan: Prescription, passed: float, drawn: Figure | None, *, still: bool = False) -> Motion:
    """So many seconds into the first set."""
    return motion_of(look(after(started(plan), LEAD_IN + passed)), drawn, still=still)


def test_without_a_figure_or_a_step_nothing_moves() -> None:
    assert at(prescription(reps(3)), 1.0, None) == Motion()
    assert motion_of(look(begin([])), figure()) == Motion()


@pytest.mark.parametrize(
    ("passed", "position", "back"),
    [(0.0, 0.0, False), (1.0, 0.5, False), (2.5, 1.0, False), (4.5, 0.5, True)],
)
def test_a_rep_goes_out_and_back(passed: float, position: float, back: bool) -> None:
    assert at(prescription(reps(3)), passed, figure()) == Motion(position, back)


def test_before_a_set_it_stands_at_its_start() -> None:
    plan = prescription(reps(3, sides="alternate"))
    assert motion_of(look(after(started(plan), 3)), figure()) == Motion(alternate=True)
    assert at(plan, 1.0, figure()) == Motion(0.5, False, alternate=True)


def test_with_animations_off_it_stands_in_its_end_pose() -> None:
    plan = prescription(reps(3))
    assert at(plan, 0.5, figure(), still=True) == Motion(1.0, False)
    assert at(plan, 0.5, figure(cycle=True), still=True) == Motion(0.0, False)


@pytest.mark.parametrize(
    ("drawn", "dose", "passed", "position"),
    [
        (figure(cycle=True, every=8), reps(3), 2.0, 0.25),
        (figure(cycle=True, every=8), reps(3), 10.0, 0.25),
        (figure(cycle=True), reps(3), 3.0, 0.5),  # once around in a rep of six seconds
        (figure(cycle=True), seconds(30), 3.0, 0.75),  # in the usual four
        (figure(driver="time"), seconds(30), 0.0, 0.0),
        (figure(driver="time"), seconds(30), 1.0, 0.5),
        (figure(driver="time"), seconds(30), 2.0, 1.0),
        (figure(driver="time", every=8), seconds(30), 2.0, 0.5),
        (figure(driver="time"), reps(3), 1.0, 0.5),  # in a rep it goes with the rep
        (figure(), seconds(30), 1.0, 0.5),  # into its pose, and there it stays
        (figure(), seconds(30), 9.0, 1.0),
    ],
)
def test_what_drives_it(drawn: Figure, dose: Dose, passed: float, position: float) -> None:
    assert at(prescription(dose), passed, drawn).position == pytest.approx(position, abs=0.005)


def test_one_that_breathes_goes_with_the_lungs() -> None:
    plan = prescription(seconds(60, pattern=(4, 0, 6, 0)), purpose="breathing")
    view = look(after(started(plan), LEAD_IN + 2.0))
    assert view.kind is StepKind.BREATHE
    assert motion_of(view, figure(driver="breath")).position == pytest.approx(0.5, abs=0.01)
    assert view.breath.lungs == pytest.approx(0.5, abs=0.01)


def test_an_exercise_is_shown_over_and_over() -> None:
    short = exercise(dose=reps(2, sets=2))
    first = played(short, 1.0)
    assert (first.kind, first.rep, first.phase) == (StepKind.SET, 1, "effort")
    assert played(short, 7.0).rep == 2
    assert played(short, 13.0) == first, "after two reps of six seconds from the beginning"
    breath = exercise(purpose="breathing", dose=seconds(60, pattern=(4, 0, 6, 0)))
    assert played(breath, 5.0).kind is StepKind.BREATHE
