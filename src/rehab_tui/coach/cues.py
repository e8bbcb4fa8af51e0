"""What is said, toned or printed, and exactly when. Pure, and alike for every sink.

A step's cues hang on seconds since its start, not on ticks: `cues_of` lists them, `upcoming`
gives them as absolute deadlines, and `due` those that one `engine.advance` has passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf

from rehab_tui.coach import minding, timeline
from rehab_tui.coach.guidance import form_cues, next_words, rep_side
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
from rehab_tui.coach.said import LEAST_COUNTDOWN_SECONDS, lowered, said_in
from rehab_tui.coach.said import CueKind as CueKind
from rehab_tui.coach.same import Same
from rehab_tui.coach.view import COUNTDOWN, look

_UNSAID: frozenset[CueKind] = frozenset({"place", "in", "out"})
"""Never or seldom heard: beside a rep the breath has no time of its own."""


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
    subject = prescription.exercise.id
    breathing = step.kind is StepKind.BREATHE
    cues = [
        Cue(
            at, kind, text, subject,
            needed=breathing and kind in ("in", "out", "hold"),
            closing=kind == "rep" and _closes(int(text), prescription),
        )
        for at, kind, text in said_in(step, prescription, length or 0.0)
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
        texts, soonest = tuple(f"{when}: {lowered(t)}" for t in texts if t not in told), 0.0
    said = [(cue.at, cue.text) for cue in cues if cue.needed or cue.kind not in _UNSAID]
    for at, text, within in minding.placed(said, texts, length, spacing, soonest):
        yield Cue(at, "form", text, prescription.exercise.id, within=within)


def _told_in_the_first_set(prescription: Prescription) -> frozenset[str]:
    work = next(s for s in timeline.compile_steps([prescription]) if s.kind in timeline.WORK)
    cues = cues_of(work, prescription, work.seconds)
    return frozenset(cue.text for cue in cues if cue.kind == "form")


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
