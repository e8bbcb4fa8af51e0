"""A picture of one moment of a session, for screens, voice and plain mode alike. Pure.

Everything is a function of the seconds that have passed in the step, so that figure, breath,
count and voice cannot disagree.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import ceil
from typing import Literal

from rehab_tui.catalogue.model import Dose
from rehab_tui.coach import timeline
from rehab_tui.coach.breathing import Flow, stretches
from rehab_tui.coach.model import Prescription, Session, Status, Step, StepKind

RepPhase = Literal["effort", "hold", "return"]

COUNTED_HOLD_SECONDS = 3.0
"""A hold within a rep that is longer than this counts its seconds instead of the reps."""
SETTLE_SECONDS = 2.0
"""In a timed hold the figure moves into its pose this long."""
COUNTDOWN = 3
HALFWAY_SECONDS = 4.0
"""The middle is shown so long."""
CALM_IN, CALM_OUT = 4.0, 6.0
"""Seconds of a calm breath, as in belly breathing."""

_PHASES: tuple[RepPhase, ...] = ("effort", "hold", "return")
_COUNTED_DOWN = frozenset({StepKind.READY, StepKind.HOLD, StepKind.REST, StepKind.SWITCH})


@dataclass(frozen=True, slots=True)
class BreathNow:
    """The breath: `share` 0 to 1 of this flow of air, its seconds `left`, and how full the lungs.

    `lungs` (0 empty, 1 full) never jumps within a step; easy breathing alone stands at 0.5. They
    stay as they are for the rest of this flow unless it `moves` them.
    """

    air: Flow = "easy"
    share: float = 0.0
    left: float = 0.0
    lungs: float = 0.5
    moves: bool = False


@dataclass(frozen=True, slots=True)
class RepNow:
    """Where a set kept to its tempo stands: `index` of the rep, from 0, both sides together."""

    index: int
    phase: RepPhase
    share: float
    left: float

    @property
    def position(self) -> float:
        """The way between the figure's start (0) and end pose (1), not eased."""
        return {"effort": self.share, "hold": 1.0, "return": 1.0 - self.share}[self.phase]


@dataclass(frozen=True, slots=True)
class View:
    """What there is to show. Seconds are floats; what does not apply is None.

    `number` of `sets` is the set; `side` of an alternate set is the present rep's. `rep` (from 1)
    of `reps`, and what is counted by key, are per side. `count` is the number to show large: the
    rep, the reps counted by key, or whole seconds left. `left` is None in a counted set;
    `total_left` reckons those by their tempo, and `share` is how much of the session is behind,
    0 to 1. `figure_position` is the linear way from start pose (0) to end pose (1);
    `figure_seconds` the seconds in the step, for figures that loop. `next_item` is the
    prescription after this one; `last_three` counts 3, 2, 1; `halfway` is true for the first
    seconds of the second half. For `unchanged` seconds rep and breath stand still and no number
    changes; 0 while something moves.
    """

    status: Status
    step: Step | None
    item: int | None
    prescription: Prescription | None
    kind: StepKind | None
    number: int
    sets: int
    side: Literal["both", "left", "right"]
    rep: int | None
    reps: int | None
    phase: RepPhase | None
    halfway: bool
    count: int | None
    left: float | None
    total_left: float
    share: float
    breath: BreathNow
    figure_position: float
    figure_seconds: float
    next_item: int | None
    last_three: int | None
    unchanged: float = 0.0


def look(session: Session, at: float | None = None) -> View:
    """Returns the picture of a session.

    Args:
        session: As `engine.advance` returned it.
        at: Absolute monotonic seconds to look ahead to while it runs; never past the step's end.
    """
    step = timeline.step_of(session)
    if step is None:
        return _after_the_end(session)
    prescription = session.prescriptions[step.item]
    dose = prescription.dose
    length = timeline.length_of(session)
    elapsed = _elapsed(session, length, at)
    left = None if length is None else length - elapsed
    rep = rep_at(step, dose, elapsed) if step.kind is StepKind.SET else None
    paced = rep if length is not None else None
    index = paced.index if paced else session.reps_by_key
    total_left, share = _progress(session, elapsed)
    breath = breath_at(step, prescription, length, elapsed)
    half = timeline.halfway_at(step, dose, length)
    return View(
        status=session.status,
        step=step,
        item=step.item,
        prescription=prescription,
        kind=step.kind,
        number=step.number,
        sets=dose.sets,
        side=_side(step, prescription, index),
        rep=_rep_number(step, dose, index),
        reps=dose.reps if step.kind is StepKind.SET else None,
        phase=paced.phase if paced else None,
        halfway=_is_halfway(half, elapsed),
        count=_count(session, step, paced, left),
        left=left,
        total_left=total_left,
        share=share,
        breath=breath,
        figure_position=_figure_position(step, rep, breath, elapsed),
        figure_seconds=elapsed,
        next_item=timeline.next_item(session, step),
        last_three=_last_three(step, left),
        unchanged=_unchanged(paced, breath, left, total_left, half, elapsed),
    )


def rep_at(step: Step, dose: Dose, elapsed: float) -> RepNow:
    """Returns where a set stands by its tempo; a counted set shows its tempo over and over."""
    tempo = timeline.tempo_of(dose)
    index = int(elapsed // sum(tempo))
    into = elapsed - index * sum(tempo)
    if step.seconds is not None and index >= timeline.reps_in(step, dose) > 0:
        index, into = timeline.reps_in(step, dose) - 1, sum(tempo)
    start = 0.0
    now = RepNow(index, "effort", 0.0, 0.0)
    for phase, seconds in zip(_PHASES, tempo, strict=True):
        if seconds > 0 and into >= start:
            gone = min(into - start, seconds)
            now = RepNow(index, phase, gone / seconds, seconds - gone)
        start += seconds
    return now


def breath_at(
    step: Step, prescription: Prescription, length: float | None, elapsed: float
) -> BreathNow:
    """Returns the breath at `elapsed` seconds of a step that is `length` seconds long."""
    flows = stretches(step, prescription, length)
    if not flows:
        return BreathNow()
    place = bisect_right(flows, elapsed, key=lambda stretch: stretch.start) - 1
    stretch = flows[max(0, place)]
    share = min(1.0, (elapsed - stretch.start) / stretch.seconds)
    before, after = stretch.lungs
    lungs = before + (after - before) * share
    return BreathNow(stretch.flow, share, max(0.0, stretch.end - elapsed), lungs, before != after)


def calm_breath(seconds: float) -> BreathNow:
    """Returns a slow breath to follow while nothing else goes on: four seconds in, six out."""
    moment = max(0.0, seconds) % (CALM_IN + CALM_OUT)
    if moment < CALM_IN:
        return BreathNow("in", moment / CALM_IN, CALM_IN - moment, moment / CALM_IN)
    share = (moment - CALM_IN) / CALM_OUT
    return BreathNow("out", share, CALM_OUT * (1.0 - share), 1.0 - share)


def _elapsed(session: Session, length: float | None, at: float | None) -> float:
    elapsed = session.elapsed
    if at is not None and session.moment is not None and session.status is Status.RUNNING:
        elapsed += max(0.0, at - session.moment)
    return elapsed if length is None else min(elapsed, length)


def _side(step: Step, prescription: Prescription, index: int) -> Literal["both", "left", "right"]:
    if step.side != "alternate":
        return step.side
    turn = index % 2 if step.kind is StepKind.SET else 0
    return timeline.sides_in_turn(prescription)[turn]


def _rep_number(step: Step, dose: Dose, index: int) -> int | None:
    if step.kind is not StepKind.SET:
        return None
    index = min(index, timeline.reps_in(step, dose) - 1)
    return (index // 2 if step.side == "alternate" else index) + 1


def _count(session: Session, step: Step, rep: RepNow | None, left: float | None) -> int | None:
    if left is None:
        done = session.reps_by_key
        return (done + 1) // 2 if step.side == "alternate" else done
    if rep is None:
        return ceil(left)
    dose = session.prescriptions[step.item].dose
    if rep.phase == "hold" and timeline.tempo_of(dose)[1] > COUNTED_HOLD_SECONDS:
        return ceil(rep.left)
    return _rep_number(step, dose, rep.index)


def _is_halfway(half: float | None, elapsed: float) -> bool:
    return half is not None and half <= elapsed < half + HALFWAY_SECONDS


def _last_three(step: Step, left: float | None) -> int | None:
    if left is None or step.kind not in _COUNTED_DOWN or not 0 < left <= COUNTDOWN:
        return None
    return ceil(left)


def _unchanged(
    rep: RepNow | None,
    breath: BreathNow,
    left: float | None,
    total_left: float,
    half: float | None,
    elapsed: float,
) -> float:
    if left is None or breath.moves or (rep is not None and rep.phase != "hold"):
        return 0.0
    counted = [left, total_left] if rep is None else [left, total_left, rep.left]
    ends = [*counted, *(seconds - ceil(seconds) + 1 for seconds in counted)]
    if breath.left:
        ends.append(breath.left)
    if half is not None:
        ends += [edge - elapsed for edge in (half, half + HALFWAY_SECONDS) if edge > elapsed]
    return max(0.0, min(ends))


def _figure_position(step: Step, rep: RepNow | None, breath: BreathNow, elapsed: float) -> float:
    if rep is not None:
        return rep.position
    if step.kind is StepKind.BREATHE:
        return breath.lungs
    if step.kind is StepKind.HOLD:
        return min(1.0, elapsed / SETTLE_SECONDS)
    return 0.0


def _progress(session: Session, elapsed: float) -> tuple[float, float]:
    """Seconds left of the session, and the share of it that is behind."""
    lengths = [
        timeline.reckoned_seconds(step, session.prescriptions[step.item].dose)
        for step in session.steps
    ]
    lengths[session.position] += session.extra
    here, step = lengths[session.position], session.steps[session.position]
    if step.seconds is None:
        dose = session.prescriptions[step.item].dose
        elapsed = here * session.reps_by_key / max(1, timeline.reps_in(step, dose))
    behind = sum(lengths[: session.position]) + elapsed
    total = sum(lengths)
    return total - behind, behind / total if total > 0 else 0.0


def _after_the_end(session: Session) -> View:
    return View(
        status=session.status,
        step=None,
        item=None,
        prescription=None,
        kind=None,
        number=0,
        sets=0,
        side="both",
        rep=None,
        reps=None,
        phase=None,
        halfway=False,
        count=None,
        left=None,
        total_left=0.0,
        share=1.0,
        breath=BreathNow(),
        figure_position=0.0,
        figure_seconds=0.0,
        next_item=None,
        last_three=None,
    )
