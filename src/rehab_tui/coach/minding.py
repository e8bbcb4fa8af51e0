"""When an exercise's own cues are told: once, and only where nothing else is being said. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rehab_tui.coach import timeline
from rehab_tui.coach.model import Prescription, Step, StepKind
from rehab_tui.coach.speaking import seconds_to_say

TIMED_SECONDS = 8.0
"""In a timed set they come this far apart."""
BREATHER = 0.2
"""Seconds of silence before each."""
GAPS: dict[StepKind, str] = {StepKind.REST: "In the next set", StepKind.SWITCH: "On this side"}
"""Steps that take what had no room in the first set, and how it is told then."""


def spacing_of(step: Step, prescription: Prescription) -> float | None:
    """Returns how many seconds lie between two of them at least; None: none is told in this step.

    They are told in the first set of the side that begins: one with each rep after the first, or
    with every other breath. What stands after it, a rest or the time to change sides, takes those
    that had no room.
    """
    first, *others = timeline.windows_of(prescription)
    if step.kind in GAPS:
        after_it = others and (step.number, step.side) == (others[0].number, others[0].side)
        return TIMED_SECONDS if after_it else None
    if step.kind not in timeline.WORK or (step.number, step.side) != (first.number, first.side):
        return None
    if step.kind is StepKind.SET:
        return min(TIMED_SECONDS, sum(timeline.tempo_of(prescription.dose)))
    pattern = timeline.pattern_of(prescription.dose)
    return 2 * sum(pattern) if pattern else TIMED_SECONDS


def placed(
    said: Sequence[tuple[float, str]],
    texts: Sequence[str],
    length: float,
    spacing: float,
    soonest: float,
) -> Iterator[tuple[float, str, float]]:
    """Lays texts into the silence of a step; what has no room in it is left out.

    Args:
        said: What is said besides, with its seconds since the step's start.
        texts: What is to be told, in this order as far as it fits.
        length: Seconds of the step.
        spacing: Seconds between two of them, at least.
        soonest: The second before which none is told.

    Yields:
        The second of a text, the text, and how many seconds it has from there.
    """
    waiting = list(texts)
    spoken: defaultdict[float, list[str]] = defaultdict(list)
    for at, text in said:
        spoken[max(0.0, at)].append(text)
    for start, end in pairwise((*sorted(spoken), length)):
        if not waiting:
            return
        words = ". ".join(spoken[start])
        at = timeline.on_grid(max(soonest, start + seconds_to_say(words) + BREATHER))
        while (fitting := _that_fits(waiting, end - at)) is not None:
            yield at, fitting, end - at
            waiting.remove(fitting)
            at = soonest = timeline.on_grid(at + spacing)


def _that_fits(texts: Sequence[str], seconds: float) -> str | None:
    return next((text for text in texts if seconds_to_say(text) <= seconds), None)
