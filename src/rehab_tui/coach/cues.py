"""What is said, toned or printed, and exactly when. Pure, and alike for every sink.

A step's cues hang on seconds since its start, not on ticks: `cues_of` lists them, `upcoming`
gives them as absolute deadlines, and `due` those that one `engine.advance` has passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf
from typing import Literal

from rehab_tui.coach import minding, timeline
from rehab_tui.coach.breathing import LONG_HOLD_SECONDS, ONE_BREATH_SECONDS, stretches
from rehab_tui.coach.guidance import (
    form_cues,
    held_words,
    in_the_lead_in,
    next_words,
    rep_side,
    setup_words,
    side_words,
)
from rehab_tui.coach.model import (
    Effect,
    Ended,
    Prescription,
    Session,
    Status,
    Step,
    StepBegan,
    StepKind,
)
from rehab_tui.coach.same import Same
from rehab_tui.coach.view import COUNTDOWN, look

CueKind = Literal[
    "name", "set", "side", "setup", "place", "warning", "go", "rep", "phase", "hold", "in", "out",
    "form", "halfway", "last_three", "rest", "switch", "check", "next", "done",
]  # fmt: skip
"""place: the set-up in a lead-in too short to say it, for somebody who knows the exercise."""

LEAST_COUNTDOWN_SECONDS = 5.0
"""A stretch shorter than this ends without 3, 2, 1."""
LEAST_HOLD_COUNTDOWN_SECONDS = 10.0
"""The same for a hold within a rep."""

_Said = Iterable[tuple[float, CueKind, str]]

_UNSAID: frozenset[CueKind] = frozenset({"place", "in", "out"})
"""Never or seldom heard: beside a rep the breath has no time of its own."""
_ONE_SIDE = frozenset({"left", "right"})
_AIR: dict[CueKind, tuple[str, str]] = {
    "in": ("Breathe in through the nose", "In"),
    "out": ("Breathe out through pursed lips", "Out"),
}
"""How a flow of air is said the first time in a step, and after that."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to say at `at`: absolute seconds, or seconds since its step began (`cues_of`).

    `text` is plain words from the exercise and its dose; `subject` is the exercise's id. One that
    is `needed` is the exercise itself, as the air is in breathing: it is heard in any case.
    `closing` marks the last three reps of a set. What can't be said to its end `within` so many
    seconds after `at` is not begun.
    """

    at: float
    kind: CueKind
    text: str
    subject: str
    needed: bool = False
    closing: bool = False
    within: float = inf


def cues_of(
    step: Step,
    prescription: Prescription,
    length: float | None,
    following: Prescription | None = None,
) -> tuple[Cue, ...]:
    """Returns every cue of a step by time, at seconds since its start; all before its end.

    Args:
        step: The step.
        prescription: What it belongs to.
        length: Seconds of the step with what was added to it; None for a counted set, whose
            reps are said as they are counted.
        following: The exercise that comes after it, to be named before it begins.
    """
    return _listed(step, Same(prescription), length, Same(following))


@lru_cache(maxsize=8)
def _listed(
    step: Step, this: Same[Prescription], length: float | None, after: Same[Prescription | None]
) -> tuple[Cue, ...]:
    prescription, following = this.it, after.it
    makers = {
        StepKind.READY: _ready,
        StepKind.SET: _set,
        StepKind.HOLD: _hold,
        StepKind.BREATHE: _breathe,
        StepKind.REST: _rest,
        StepKind.SWITCH: _switch,
        StepKind.CHECK: _check,
    }
    said = list(makers[step.kind](step, prescription, length or 0.0))
    subject = prescription.exercise.id
    breathing = step.kind is StepKind.BREATHE
    cues = [
        Cue(
            at, kind, text, subject,
            needed=breathing and kind in ("in", "out", "hold"),
            closing=kind == "rep" and _closes(int(text), prescription),
        )
        for at, kind, text in said
    ]  # fmt: skip
    if following is not None and (spare := _spare(step, prescription, length or 0.0)) is not None:
        first = "Next" if step.kind is StepKind.CHECK else "After this set"
        words = f"{first}: {next_words(following, prescription)}"
        cues.append(Cue(0.0, "next", words, following.exercise.id, within=spare))
    if length is not None:
        cues += _to_mind(step, prescription, cues, length)
    return tuple(sorted((cue for cue in cues if cue.at >= 0), key=lambda cue: cue.at))


def _spare(step: Step, prescription: Prescription, length: float) -> float | None:
    """Until which second of a step the next exercise may be told; None: not in this one."""
    last = timeline.windows_of(prescription)[-1]
    if step.kind is StepKind.CHECK:
        return length if step.question == "pain" else None
    leads = step.kind in (StepKind.REST, StepKind.SWITCH)
    if not leads or (step.number, step.side) != (last.number, last.side):
        return None
    return length - COUNTDOWN if length >= LEAST_COUNTDOWN_SECONDS else length


def _closes(number: int, prescription: Prescription) -> bool:
    return number > (prescription.dose.reps or 0) - COUNTDOWN


def upcoming(session: Session, until: float) -> Iterator[Cue]:
    """Yields the cues of the present step from the session's moment up to `until`, by time.

    Both ends are absolute seconds and belong to it. A session that does not run has none: its
    deadlines are not known yet.
    """
    step, now = timeline.step_of(session), session.moment
    if step is None or now is None or session.status is not Status.RUNNING:
        return
    began = now - session.elapsed
    for cue in _cues_in(session, step, timeline.length_of(session)):
        if now <= began + cue.at <= until:
            yield replace(cue, at=began + cue.at)


def due(before: Session, after: Session, effects: Sequence[Effect]) -> tuple[Cue, ...]:
    """Returns the cues whose time has come in one `engine.advance`, by absolute time.

    Args:
        before: The session that was handed to `advance`.
        after: The session that came back.
        effects: The effects that came with it.
    """
    began = [effect for effect in effects if isinstance(effect, StepBegan)]
    ended = [effect for effect in effects if isinstance(effect, Ended)]
    ends = [effect.at for effect in began] + [effect.at for effect in ended]
    cues = _due_before(before, after, ends)
    for place, effect in enumerate(began):
        last = place + 1 == len(ends)
        reached = after.elapsed if last else ends[place + 1] - effect.at
        cues += [
            replace(cue, at=effect.at + cue.at)
            for cue in _cues_in(after if last else before, effect.step, effect.step.seconds)
            if cue.at <= reached
        ]
    if not ended:
        cues += _counted(before.reps_by_key, after)
    return (*cues, *(_done(effect, after) for effect in ended))


def _due_before(before: Session, after: Session, ends: Sequence[float]) -> list[Cue]:
    """The cues of the step that was going on: up to its end, or to the moment after."""
    step, now = timeline.step_of(before), before.moment
    if step is None or now is None:
        return []
    reached = after.elapsed
    if ends:
        reached = before.elapsed + (ends[0] - now if before.status is Status.RUNNING else 0.0)
    listed = _cues_in(before, step, timeline.length_of(before))
    return [
        replace(cue, at=now + (cue.at - before.elapsed))
        for cue in listed
        if before.elapsed < cue.at <= reached
    ]


def _cues_in(session: Session, step: Step, length: float | None) -> tuple[Cue, ...]:
    item = timeline.next_item(session, step)
    following = None if item is None else session.prescriptions[item]
    return cues_of(step, session.prescriptions[step.item], length, following)


def _ready(step: Step, prescription: Prescription, length: float) -> _Said:
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


def _set(step: Step, prescription: Prescription, length: float) -> _Said:
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


def _rep(step: Step, prescription: Prescription, index: int, start: float) -> _Said:
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


def _hold(step: Step, prescription: Prescription, length: float) -> _Said:
    if _follows_at_once(step, prescription):
        yield 0.0, "set", _set_words(step, prescription)
    verb = held_words(prescription.exercise)
    if verb == "Hold":
        yield 0.0, "hold", _hold_words(length)
    else:
        yield 0.0, "go", f"{verb or 'Begin'}, {span(length)}"
    yield from _halfway(step, prescription, length)
    yield from _countdown(0.0, length, LEAST_COUNTDOWN_SECONDS)


def _breathe(step: Step, prescription: Prescription, length: float) -> _Said:
    yield 0.0, "go", "Begin"
    yield from _air(step, prescription, length)
    yield from _halfway(step, prescription, length)


def _rest(step: Step, prescription: Prescription, length: float) -> _Said:
    yield 0.0, "rest", f"Rest, {span(length)}"
    words = _set_words(step, prescription)
    if step.side in _ONE_SIDE:
        words += f", {_lowered(side_words(prescription.exercise, step.side))}"
    yield 0.0, "set", f"Then {_lowered(words)}"
    yield from _countdown(0.0, length, LEAST_COUNTDOWN_SECONDS)


def _switch(step: Step, prescription: Prescription, length: float) -> _Said:
    yield 0.0, "switch", "Change sides"
    if step.side == timeline.windows_of(prescription)[0].side:
        yield 0.0, "set", _set_words(step, prescription)
    yield 0.0, "side", side_words(prescription.exercise, step.side)
    yield from _countdown(0.0, length, LEAST_COUNTDOWN_SECONDS)


def _check(step: Step, prescription: Prescription, length: float) -> _Said:
    yield 0.0, "check", timeline.QUESTIONS[step.question or "pain"]


def _air(step: Step, prescription: Prescription, length: float) -> _Said:
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


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _to_mind(
    step: Step, prescription: Prescription, cues: Sequence[Cue], length: float
) -> Iterator[Cue]:
    """The exercise's own cues, as far as this step has room for them."""
    spacing = minding.spacing_of(step, prescription)
    if spacing is None:
        return
    texts, soonest = form_cues(prescription), spacing
    if (when := minding.GAPS.get(step.kind)) is not None:
        told = _told_in_the_first_set(prescription)
        texts, soonest = tuple(f"{when}: {_lowered(t)}" for t in texts if t not in told), 0.0
    said = [(cue.at, cue.text) for cue in cues if cue.needed or cue.kind not in _UNSAID]
    for at, text, within in minding.placed(said, texts, length, spacing, soonest):
        yield Cue(at, "form", text, prescription.exercise.id, within=within)


def _told_in_the_first_set(prescription: Prescription) -> frozenset[str]:
    work = next(s for s in timeline.compile_steps([prescription]) if s.kind in timeline.WORK)
    cues = cues_of(work, prescription, work.seconds)
    return frozenset(cue.text for cue in cues if cue.kind == "form")


def _opens(step: Step, prescription: Prescription) -> bool:
    """Whether a step leads to the first set of the side that begins, or is that set."""
    first = timeline.windows_of(prescription)[0]
    return (step.number, step.side) == (first.number, first.side)


def _halfway(step: Step, prescription: Prescription, length: float) -> _Said:
    half = timeline.halfway_at(step, prescription.dose, length)
    if half is not None:
        yield half, "halfway", "Halfway"


def _countdown(start: float, seconds: float, least: float) -> _Said:
    if seconds >= least:
        for left in (3, 2, 1):
            yield start + seconds - left, "last_three", str(left)


def _counted(before: int, session: Session) -> Iterator[Cue]:
    """A rep that was counted by key, and whose turn it is then."""
    step = timeline.step_of(session)
    if step is None or session.moment is None or session.reps_by_key <= before:
        return
    view, prescription = look(session), session.prescriptions[step.item]
    subject, closing = prescription.exercise.id, _closes(view.count or 0, prescription)
    yield Cue(session.moment, "rep", str(view.count), subject, closing=closing)
    if step.side == "alternate":
        yield Cue(session.moment, "side", rep_side(prescription.exercise, view.side), subject)


def left_words(session: Session) -> str:
    """Returns what is said of a session that was left."""
    return "Saved as far as you went." if session.results else "Left before the first set."


def _done(effect: Ended, session: Session) -> Cue:
    text = "All done. Well done." if effect.how is Status.FINISHED else left_words(session)
    last = session.prescriptions[-1].exercise.id if session.prescriptions else ""
    return Cue(effect.at, "done", text, last)


def span(seconds: float) -> str:
    """Returns seconds in words: "45 seconds", "2 minutes", "2 minutes 30 seconds"."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 2:
        minutes, rest = 0, round(seconds)
    parts = ((minutes, "minute"), (rest, "second"))
    words = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(words) or "0 seconds"
