"""What is said in a step, in which words, and at which of its seconds. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from rehab_tui.coach import timeline
from rehab_tui.coach.breathing import LONG_HOLD_SECONDS, ONE_BREATH_SECONDS, stretches
from rehab_tui.coach.guidance import (
    held_words,
    in_the_lead_in,
    rep_side,
    setup_words,
    side_words,
)
from rehab_tui.coach.model import Prescription, Step, StepKind

CueKind = Literal[
    "name", "set", "side", "setup", "place", "warning", "go", "rep", "phase", "hold", "in", "out",
    "form", "halfway", "last_three", "rest", "switch", "check", "next", "done",
]  # fmt: skip
"""place: the set-up in a lead-in too short to say it, for somebody who knows the exercise."""

LEAST_COUNTDOWN_SECONDS = 5.0
"""A stretch shorter than this ends without 3, 2, 1."""
LEAST_HOLD_COUNTDOWN_SECONDS = 10.0
"""The same for a hold within a rep."""

Said = Iterable[tuple[float, CueKind, str]]
"""Seconds since the step began, what kind of cue it is, and its words."""

_ONE_SIDE = frozenset({"left", "right"})
_AIR: dict[CueKind, tuple[str, str]] = {
    "in": ("Breathe in through the nose", "In"),
    "out": ("Breathe out through pursed lips", "Out"),
}
"""How a flow of air is said the first time in a step, and after that."""


def said_in(step: Step, prescription: Prescription, length: float) -> Said:
    """Returns what a step says by itself, in no order; some of it may lie before its start.

    Args:
        step: The step.
        prescription: What it belongs to.
        length: Its seconds; 0 for a counted set.
    """
    makers = {
        StepKind.READY: _ready,
        StepKind.SET: _set,
        StepKind.HOLD: _hold,
        StepKind.BREATHE: _breathe,
        StepKind.REST: _rest,
        StepKind.SWITCH: _switch,
        StepKind.CHECK: _check,
    }
    return makers[step.kind](step, prescription, length)


def _ready(step: Step, prescription: Prescription, length: float) -> Said:
    yield 0.0, "name", prescription.exercise.name
    if step.number > 1:
        yield 0.0, "set", _set_words(step, prescription)
    elif timeline.pattern_of(prescription.dose):  # there is no time for it when the air begins
        yield 0.0, "set", span(prescription.dose.seconds or 0)
    if step.side in _ONE_SIDE:
        yield 0.0, "side", side_words(prescription.exercise, step.side)
    if prescription.dose.sides == "alternate" and prescription.dose.reps is None:
        yield 0.0, "side", "The sides take turns"
    if prescription.warning:
        yield 0.0, "warning", prescription.warning
    if setup := setup_words(prescription):
        known = length < timeline.place_seconds(prescription)
        yield 0.0, "place" if known else "setup", setup
    if _opens(step, prescription):
        for at, text in in_the_lead_in(prescription, step.seconds or 0.0):
            yield timeline.on_grid(at), "setup", text
    yield from _countdown(0.0, length, LEAST_COUNTDOWN_SECONDS)


def _set(step: Step, prescription: Prescription, length: float) -> Said:
    if _follows_at_once(step, prescription):
        yield 0.0, "set", _set_words(step, prescription)
    yield 0.0, "go", "Begin"
    if step.seconds is None:
        return
    dose = prescription.dose
    total, rep = timeline.reps_in(step, dose), sum(timeline.tempo_of(dose))
    for index in range(total):
        yield from _rep(step, prescription, index, index * rep)
    yield from _air(step, prescription, length)
    yield from _halfway(step, prescription, length)


def _rep(step: Step, prescription: Prescription, index: int, start: float) -> Said:
    tempo = timeline.tempo_of(prescription.dose)
    effort, hold, back = tempo
    verbs = prescription.exercise.verbs
    number = index + 1
    if step.side == "alternate":
        side = timeline.sides_in_turn(prescription)[index % 2]
        yield start, "side", rep_side(prescription.exercise, side)
        number = index // 2 + 1
    yield start, "rep", str(number)
    worded = sum(tempo) >= ONE_BREATH_SECONDS  # faster than that, the count is enough
    if worded and effort > 0:
        yield start, "phase", verbs.effort
    if hold >= 1:
        yield start + effort, "hold", _hold_words(hold, verbs.hold)
        yield from _countdown(start + effort, hold, LEAST_HOLD_COUNTDOWN_SECONDS)
    if worded and back > 0:
        yield start + effort + hold, "phase", verbs.back


def _hold_words(seconds: float, verb: str = "Hold") -> str:
    if seconds < 3:
        return verb
    text = f"{verb}, {span(seconds)}"
    return f"{text}. Keep breathing." if seconds > LONG_HOLD_SECONDS else text


def _hold(step: Step, prescription: Prescription, length: float) -> Said:
    if _follows_at_once(step, prescription):
        yield 0.0, "set", _set_words(step, prescription)
    verb = held_words(prescription.exercise)
    if verb == "Hold":
        yield 0.0, "hold", _hold_words(length)
    else:
        yield 0.0, "go", f"{verb or 'Begin'}, {span(length)}"
    yield from _halfway(step, prescription, length)
    yield from _countdown(0.0, length, LEAST_COUNTDOWN_SECONDS)


def _breathe(step: Step, prescription: Prescription, length: float) -> Said:
    yield 0.0, "go", "Begin"
    yield from _air(step, prescription, length)
    yield from _halfway(step, prescription, length)


def _rest(step: Step, prescription: Prescription, length: float) -> Said:
    yield 0.0, "rest", f"Rest, {span(length)}"
    words = _set_words(step, prescription)
    if step.side in _ONE_SIDE:
        words += f", {lowered(side_words(prescription.exercise, step.side))}"
    yield 0.0, "set", f"Then {lowered(words)}"
    yield from _countdown(0.0, length, LEAST_COUNTDOWN_SECONDS)


def _switch(step: Step, prescription: Prescription, length: float) -> Said:
    yield 0.0, "switch", "Change sides"
    if step.side == timeline.windows_of(prescription)[0].side:
        yield 0.0, "set", _set_words(step, prescription)
    yield 0.0, "side", side_words(prescription.exercise, step.side)
    yield from _countdown(0.0, length, LEAST_COUNTDOWN_SECONDS)


def _check(step: Step, prescription: Prescription, length: float) -> Said:
    yield 0.0, "check", timeline.QUESTIONS[step.question or "pain"]


def _air(step: Step, prescription: Prescription, length: float) -> Said:
    said: set[str] = set()
    for stretch in stretches(step, prescription, length):
        if stretch.flow == "in" or stretch.flow == "out":
            yield stretch.start, stretch.flow, _AIR[stretch.flow][stretch.flow in said]
            said.add(stretch.flow)
        elif stretch.flow == "hold":
            yield stretch.start, "hold", "Pause"


def _set_words(step: Step, prescription: Prescription) -> str:
    return f"Set {step.number} of {prescription.dose.sets}"


def _follows_at_once(step: Step, prescription: Prescription) -> bool:
    """Whether a set comes without a rest after the one before, which would have named it."""
    first = timeline.windows_of(prescription)[0]
    return step.number > 1 and step.side == first.side and timeline.bare(prescription)


def lowered(text: str) -> str:
    """Returns words as they stand within a sentence: the first letter small."""
    return text[:1].lower() + text[1:]


def _opens(step: Step, prescription: Prescription) -> bool:
    """Whether a step leads to the first set of the side that begins, or is that set."""
    first = timeline.windows_of(prescription)[0]
    return (step.number, step.side) == (first.number, first.side)


def _halfway(step: Step, prescription: Prescription, length: float) -> Said:
    half = timeline.halfway_at(step, prescription.dose, length)
    if half is not None:
        yield half, "halfway", "Halfway"


def _countdown(start: float, seconds: float, least: float) -> Said:
    if seconds >= least:
        for left in (3, 2, 1):
            yield start + seconds - left, "last_three", str(left)


def span(seconds: float) -> str:
    """Returns seconds in words: "45 seconds", "2 minutes", "2 minutes 30 seconds"."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 2:
        minutes, rest = 0, round(seconds)
    parts = ((minutes, "minute"), (rest, "second"))
    words = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(words) or "0 seconds"
