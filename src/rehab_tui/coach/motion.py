"""Where a figure stands at a moment of the session: its rep, its breath, or its own loop. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, pi

from rehab_tui.catalogue.model import Dose, Exercise
from rehab_tui.coach import timeline
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription, Status, StepKind
from rehab_tui.coach.view import View, look
from rehab_tui.figure import Figure

LOOP_SECONDS = 4.0
"""A loop that names no seconds of its own and has no tempo to take them from."""
STILL = 1.0
GRAIN = 256
"""Places that a figure can stand at along its way: finer than its dots, and the same ones in every
rep, so that a picture need not be drawn twice."""


@dataclass(frozen=True, slots=True)
class Motion:
    """Where a figure stands: `position` 0 to 1 along its way, or around it for a loop.

    `back` is True on the return, False while going out or holding, None where neither is so;
    `alternate` when left and right take turns rep by rep.
    """

    position: float = 0.0
    back: bool | None = None
    alternate: bool = False


def motion_of(view: View, figure: Figure | None, *, still: bool = False) -> Motion:
    """The motion of this moment; with animations off the figure stands in its end pose."""
    if figure is None or view.step is None:
        return Motion()
    alternate = view.step.side == "alternate"
    if view.kind not in (StepKind.SET, StepKind.HOLD, StepKind.BREATHE):
        return Motion(alternate=alternate)
    position = (0.0 if figure.cycle else STILL) if still else _position(view, figure)
    back = None if view.phase is None else view.phase == "return"
    return Motion(round(position * GRAIN) / GRAIN, back, alternate)


def unmoved(view: View, figure: Figure | None) -> float:
    """Returns for how many seconds the picture of a session stays as it is: 0 while it moves.

    Args:
        view: this moment; a lead-in, whose words change with time, counts as moving.
        figure: what is shown; None: nothing that moves.
    """
    if view.kind is StepKind.READY or view.status is not Status.RUNNING:
        return 0.0
    settles = view.kind is StepKind.HOLD and view.figure_position < STILL
    loops = figure is not None and (figure.cycle or figure.driver == "time")
    return 0.0 if settles or (loops and view.kind in timeline.WORK) else view.unchanged


def played(exercise: Exercise, seconds: float) -> View:
    """The picture of an exercise that is shown outside a session, over and over.

    Args:
        exercise: what is shown, at the dose of the catalogue.
        seconds: since the showing began, 0 or more; its first set begins again at its end.
    """
    session = begin([Prescription(exercise, exercise.dose)])
    place = next(n for n, step in enumerate(session.steps) if step.kind in timeline.WORK)
    session = replace(session, position=place)
    length = timeline.length_of(session)
    return look(replace(session, elapsed=seconds % length if length else seconds))


def _position(view: View, figure: Figure) -> float:
    if figure.driver == "breath":
        return view.breath.lungs
    if figure.cycle and view.prescription is not None:
        return view.figure_seconds / _loop(figure, view.prescription.dose) % 1.0
    if view.kind is StepKind.HOLD and figure.driver == "time":
        return _sway(view.figure_seconds, figure)
    return view.figure_position


def _loop(figure: Figure, dose: Dose) -> float:
    if figure.every:
        return figure.every
    return sum(dose.tempo) if dose.tempo else LOOP_SECONDS


def _sway(seconds: float, figure: Figure) -> float:
    """A figure that time drives goes to and fro."""
    return 0.5 - 0.5 * cos(2 * pi * seconds / (figure.every or LOOP_SECONDS))
