"""From prescriptions to steps: what a guided session is made of, and how long it takes.

All lengths lie on a grid of 2**-20 seconds (about a microsecond). On it sums and differences of
floats are exact, so that a thousand small ticks give the same session as one large tick, to the
last bit, whatever the tempo.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Literal

from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.guidance import next_words, settling_seconds
from rehab_tui.coach.model import (
    Prescription,
    Question,
    Session,
    SetResult,
    Side,
    Step,
    StepKind,
)

READY_SECONDS = 7.0
FIRST_READY_SECONDS = 10.0
LONGEST_READY_SECONDS = 45.0
CHECK_SECONDS = 7.0
"""A question lasts so long: to hear or to read it takes 3 or 4 s, to find the key some more.

The last one lasts longer where it takes longer to ask and to name what comes next. An answer ends
it, and a late one is taken until the next set begins: with the lead-in that is 14 s at least.
"""
QUESTIONS: dict[Question, str] = {
    "pain": "Worst pain, 0 to 10?",
    "two_more": "Could you have done two more?",
}
LETTERS_A_SECOND = 10.0
"""A question and what comes next are told no faster; a voice at its usual pace is a bit quicker."""
LEAST_SWITCH_SECONDS = 5.0
"""Nobody with a sore back turns over faster."""
LEAST_REPS_HALVED = 6
LEAST_SECONDS_HALVED = 20.0
"""Of less than this nobody needs to hear the middle."""
PLAIN_TEMPO = (2.0, 0.0, 2.0)
"""For a dose of reps that names no tempo."""

WORK = frozenset({StepKind.SET, StepKind.HOLD, StepKind.BREATHE})
"""The kinds of step in which the exercise is done."""

OneSide = Literal["right", "left"]

_GRID = 2**20
INSTANT = 1 / _GRID
"""The shortest time there is: what begins an instant from now is still told."""


@dataclass(frozen=True, slots=True)
class Window:
    """A set, or one side of it: what is done in one go. `number` counts sets from 1."""

    number: int
    side: Side


def on_grid(seconds: float) -> float:
    """Returns `seconds` rounded to the grid on which the engine reckons."""
    return round(seconds * _GRID) / _GRID


def tempo_of(dose: Dose) -> tuple[float, float, float]:
    """Returns the seconds of effort, hold and return of one rep; their sum is above zero."""
    effort, hold, back = (on_grid(part) for part in dose.tempo or PLAIN_TEMPO)
    return (effort, hold, back) if effort + hold + back > 0 else PLAIN_TEMPO


def pattern_of(dose: Dose) -> tuple[float, float, float, float] | None:
    """Returns the seconds of in, hold, out and hold, or None without a breathing pattern."""
    if dose.pattern is None or sum(dose.pattern) <= 0:
        return None
    air_in, full, air_out, empty = (on_grid(part) for part in dose.pattern)
    return air_in, full, air_out, empty


def sides_in_turn(prescription: Prescription) -> tuple[OneSide, OneSide]:
    """Returns the side that begins where sides take turns, and the other one."""
    return ("left", "right") if prescription.first_side == "left" else ("right", "left")


def windows_of(prescription: Prescription) -> tuple[Window, ...]:
    """Returns the windows of a prescription in the order in which they are done.

    Alternating sides share one window of twice the reps; alternating time is time for both.
    """
    dose = prescription.dose
    if dose.sides == "each":
        sides: tuple[Side, ...] = sides_in_turn(prescription)
    elif dose.sides == "alternate" and dose.reps is None:
        sides = ("both",)
    else:
        sides = (dose.sides,)
    return tuple(Window(number, side) for number in range(1, dose.sets + 1) for side in sides)


def reps_in(step: Step, dose: Dose) -> int:
    """Returns the reps of a set step, both sides together; 0 when it is timed."""
    return (dose.reps or 0) * (2 if step.side == "alternate" else 1)


def halfway_at(step: Step, dose: Dose, length: float | None) -> float | None:
    """Returns the second at which half of a step's work is done; None where it is not told."""
    if length is None or step.kind not in WORK:
        return None
    if step.kind is StepKind.SET:
        total = reps_in(step, dose)
        return (total + 1) // 2 * sum(tempo_of(dose)) if total >= LEAST_REPS_HALVED else None
    return length / 2 if length >= LEAST_SECONDS_HALVED else None


def reckoned_seconds(step: Step, dose: Dose) -> float:
    """Returns the length of a step in seconds; a counted set is reckoned by its tempo."""
    if step.seconds is not None:
        return step.seconds
    return reps_in(step, dose) * sum(tempo_of(dose))


def lead_in_seconds(prescription: Prescription, *, first: bool = False) -> float:
    """Returns the length of a lead-in: the usual, or what the set-up words of a new exercise take.

    Args:
        prescription: What it leads to.
        first: Whether it opens the session; then it is a little longer.
    """
    usual = FIRST_READY_SECONDS if first else READY_SECONDS
    if not prescription.new:
        return usual
    return max(usual, place_seconds(prescription))


def place_seconds(prescription: Prescription) -> float:
    """Returns the length of a lead-in, on the grid, in which the set-up words can be told."""
    return on_grid(min(settling_seconds(prescription), LONGEST_READY_SECONDS))


def compile_steps(prescriptions: Sequence[Prescription]) -> tuple[Step, ...]:
    """Returns every step of a session, in order."""
    return tuple(
        step for item in range(len(prescriptions)) for step in item_steps(prescriptions, item)
    )


def item_steps(
    prescriptions: Sequence[Prescription], item: int, lead: int = 0, *, in_place: bool = False
) -> tuple[Step, ...]:
    """Returns the steps of one item.

    Args:
        prescriptions: The whole session.
        item: Its place in it.
        lead: The index of the window before which a lead-in stands besides the first one: a set
            that is begun again after a swap or a crash.
        in_place: Whether the person is in place for it, however new it is.
    """
    prescription, *later = prescriptions[item:]
    dose = prescription.dose
    windows = windows_of(prescription)
    if not windows:
        return ()
    known = replace(prescription, new=False) if in_place else prescription
    opening = lead_in_seconds(known, first=item == 0)
    steps = [
        Step(StepKind.READY, item, 1, windows[0].side, opening),
        _work(prescription, item, windows[0]),
    ]
    for place, (before, window) in enumerate(pairwise(windows), start=1):
        steps += _gap(dose, item, before, window)
        if place == lead:
            ready = lead_in_seconds(known)
            steps.append(Step(StepKind.READY, item, window.number, window.side, ready))
        steps.append(_work(prescription, item, window))
    return (*steps, *_checks(prescription, item, later[0] if later else None))


def planned_seconds(prescriptions: Sequence[Prescription]) -> float:
    """Returns how long a session takes, in seconds; counted sets are reckoned by their tempo."""
    return sum(
        reckoned_seconds(step, prescriptions[step.item].dose)
        for step in compile_steps(prescriptions)
    )


def covers(result: SetResult, item: int, window: Window) -> bool:
    """Returns whether a result belongs to a window.

    A set of both sides answers for each of them and the other way round: an easier way may be
    done on both sides at once where the first sets were not.
    """
    same_set = result.item == item and result.number == window.number
    return same_set and (
        result.side in ("both", window.side) or window.side in ("both", "alternate")
    )


def step_of(session: Session) -> Step | None:
    """Returns the present step, or None when no step is left."""
    return session.steps[session.position] if session.position < len(session.steps) else None


def next_item(session: Session, step: Step) -> int | None:
    """Returns the item that comes after a step's, or None: what is left out does not come."""
    return next((later.item for later in session.steps if later.item > step.item), None)


def question_of(value: int | bool) -> Question:
    """Returns the question that a value answers."""
    return "two_more" if isinstance(value, bool) else "pain"


def asked_now(session: Session, value: int | bool) -> Step | None:
    """Returns the question that a value answers, even if it comes late; None: nothing was asked.

    Args:
        session: The session.
        value: Pain 0-10, or whether two more were possible.
    """
    question = question_of(value)
    if question == "pain" and not 0 <= value <= 10:
        return None
    return next((step for step in reversed(session.asked) if step.question == question), None)


def length_of(session: Session) -> float | None:
    """Returns the length of the present step in seconds with what was added to it.

    None when it waits for a key, or when no step is left.
    """
    step = step_of(session)
    return None if step is None or step.seconds is None else step.seconds + session.extra


def _work(prescription: Prescription, item: int, window: Window) -> Step:
    dose = prescription.dose
    if dose.reps is None:
        kind = StepKind.BREATHE if pattern_of(dose) else StepKind.HOLD
        return Step(kind, item, window.number, window.side, float(dose.seconds or 0))
    paced = Step(StepKind.SET, item, window.number, window.side, None)
    if prescription.counted:
        return paced
    seconds = reckoned_seconds(paced, dose)
    return Step(StepKind.SET, item, window.number, window.side, seconds)


def bare(prescription: Prescription) -> bool:
    """Whether nothing stands between its sets: no rest, and no turning over."""
    dose = prescription.dose
    return dose.sides != "each" and dose.rest <= 0


def _gap(dose: Dose, item: int, before: Window, window: Window) -> tuple[Step, ...]:
    """What stands before a window. Wherever the side changes there is time to turn over."""
    turns = before.side != window.side
    if turns and (before.number == window.number or dose.rest < LEAST_SWITCH_SECONDS):
        seconds = max(LEAST_SWITCH_SECONDS, float(dose.rest))
        return (Step(StepKind.SWITCH, item, window.number, window.side, seconds),)
    if dose.rest <= 0:
        return ()
    return (Step(StepKind.REST, item, window.number, window.side, float(dose.rest)),)


def _checks(
    prescription: Prescription, item: int, following: Prescription | None
) -> tuple[Step, ...]:
    purpose, sets = prescription.exercise.purpose, prescription.dose.sets
    breathing = purpose == "breathing" or pattern_of(prescription.dose) is not None
    if prescription.warm_up or purpose == "warm-up" or breathing:
        return ()
    seconds = CHECK_SECONDS
    if following is not None:
        words = f"{QUESTIONS['pain']} Next: {next_words(following, prescription)}"
        seconds = max(seconds, 1.0 + ceil(len(words) / LETTERS_A_SECOND))
    pain = Step(StepKind.CHECK, item, sets, "both", seconds, "pain")
    if purpose != "strength":
        return (pain,)
    return Step(StepKind.CHECK, item, sets, "both", CHECK_SECONDS, "two_more"), pain
