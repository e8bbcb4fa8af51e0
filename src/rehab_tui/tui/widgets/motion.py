"""Where a figure stands at a moment of the session: its rep, its breath, or its own loop."""

from __future__ import annotations

from math import pi, sin

from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.model import StepKind
from rehab_tui.coach.view import View
from rehab_tui.figure import Figure

LOOP_SECONDS = 4.0
"""A loop that names no seconds of its own and has no tempo to take them from."""
STILL = 1.0


def position_of(view: View, figure: Figure | None, *, still: bool = False) -> float:
    """0 to 1 along the figure's way; for a loop, around it.

    With animations off the figure stands in its end pose while it works.
    """
    if figure is None or view.prescription is None:
        return 0.0
    working = view.kind in (StepKind.SET, StepKind.HOLD, StepKind.BREATHE)
    if not working:
        return 0.0
    if still:
        return 0.0 if figure.cycle else STILL
    if figure.driver == "breath":
        return view.breath.lungs
    if figure.cycle:
        return view.figure_seconds / _loop(figure, view.prescription.dose) % 1.0
    if view.kind is StepKind.HOLD:
        return _sway(view.figure_seconds, figure, view)
    return view.figure_position


def _loop(figure: Figure, dose: Dose) -> float:
    if figure.every:
        return figure.every
    return sum(dose.tempo) if dose.tempo else LOOP_SECONDS


def _sway(seconds: float, figure: Figure, view: View) -> float:
    """A timed hold settles into its pose; a figure driven by time goes to and fro."""
    if figure.driver != "time":
        return view.figure_position
    return 0.5 - 0.5 * sin(pi / 2 + 2 * pi * seconds / (figure.every or LOOP_SECONDS))
