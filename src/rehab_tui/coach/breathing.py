"""How the breath goes through a step: one rule for the figure, the pacer and the voice.

The pairing of breath and rep: in through the nose, out through pursed or soft lips, out on the
effort as the exercise says; a long hold is done with easy breathing, never with held breath, for
holding it raises the pressure in the arteries, eyes and belly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from typing import Literal

from rehab_tui.coach import timeline
from rehab_tui.coach.model import Prescription, Step, StepKind
from rehab_tui.coach.same import Same

Flow = Literal["in", "out", "hold", "easy"]
"""easy: the person's own rhythm. hold: only where a breathing pattern asks for it."""

ONE_BREATH_SECONDS = 4.0
"""A rep shorter than this is too short for a breath: one breath spans two reps (house rule)."""
LONG_HOLD_SECONDS = 5.0
"""A hold longer than this goes with easy breathing, whatever the record says."""

_STARTS: dict[Flow, float] = {"in": 0.0, "out": 1.0}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Seconds of one flow of air, from `start` seconds into the step. `lungs` 0 empty to 1 full.

    `lungs` is what they hold at the start and at the end; from one stretch to the next it never
    jumps, so that a drawing that follows it never does.
    """

    flow: Flow
    start: float
    seconds: float
    lungs: tuple[float, float]

    @property
    def end(self) -> float:
        """Seconds into the step at which the next stretch begins."""
        return self.start + self.seconds


def stretches(step: Step, prescription: Prescription, length: float | None) -> tuple[Stretch, ...]:
    """Returns the breath of a whole step.

    Args:
        step: Any step; only sets kept to a tempo and breathing steps pace the breath.
        prescription: What the step belongs to.
        length: Seconds of the step with what was added to it; None for a counted set.

    Returns:
        Stretches that follow one another without a gap from 0 to `length`, neighbours differing;
        none when nothing paces the breath.
    """
    return _laid_out(step, Same(prescription), length)


@lru_cache(maxsize=8)
def _laid_out(step: Step, this: Same[Prescription], length: float | None) -> tuple[Stretch, ...]:
    prescription = this.it
    if length is None or length <= 0:
        return ()
    pattern = timeline.pattern_of(prescription.dose)
    if step.kind is StepKind.BREATHE and pattern is not None:
        names: tuple[Flow, ...] = ("in", "hold", "out", "hold")
        flows = _again(list(zip(names, pattern, strict=True)))
    elif step.kind is StepKind.SET:
        flows = _by_tempo(prescription)
    else:
        return ()
    return _with_lungs(_joined(flows, length))


def _by_tempo(prescription: Prescription) -> Iterable[tuple[Flow, float]]:
    breath = prescription.exercise.breath
    tempo = timeline.tempo_of(prescription.dose)
    hold: Flow = "easy" if tempo[1] > LONG_HOLD_SECONDS else breath.hold
    flows: tuple[Flow, ...] = (breath.effort, hold, breath.back)
    used = {flow for flow, seconds in zip(flows, tempo, strict=True) if seconds > 0}
    if used == {"easy"}:
        return _easy()
    seconds = sum(tempo)
    if seconds < ONE_BREATH_SECONDS:
        return _again([("in", seconds), ("out", seconds)])
    if len(used) == 1:  # nobody breathes one way only
        return _easy()
    return _again(list(zip(flows, tempo, strict=True)))


def _easy() -> Iterable[tuple[Flow, float]]:
    return repeat(("easy", timeline.PLAIN_TEMPO[0]))


def _again(flows: Sequence[tuple[Flow, float]]) -> Iterable[tuple[Flow, float]]:
    return chain.from_iterable(repeat(flows))


def _joined(flows: Iterable[tuple[Flow, float]], length: float) -> list[tuple[Flow, float, float]]:
    """Flow, start and seconds up to `length`; equal neighbours are one."""
    joined: list[tuple[Flow, float, float]] = []
    now = 0.0
    for flow, seconds in flows:
        if now >= length:
            break
        taken = min(seconds, length - now)
        if taken <= 0:
            continue
        if joined and joined[-1][0] == flow:
            joined[-1] = (flow, joined[-1][1], joined[-1][2] + taken)
        else:
            joined.append((flow, now, taken))
        now += taken
    return joined


def _with_lungs(flows: Sequence[tuple[Flow, float, float]]) -> tuple[Stretch, ...]:
    """Gives every stretch its lungs: what is neither in nor out leads over to the next."""
    made: list[Stretch] = []
    for at, (flow, start, seconds) in enumerate(flows):
        before = made[-1].lungs[1] if made else None
        following = flows[at + 1][0] if at + 1 < len(flows) else flow
        after = _STARTS.get(following)
        if flow in _STARTS:
            lungs = (_STARTS[flow], 1.0 - _STARTS[flow])
        else:
            first = next((value for value in (before, after) if value is not None), 0.5)
            lungs = (first, first if after is None else after)
        made.append(Stretch(flow, start, seconds, lungs))
    return tuple(made)
