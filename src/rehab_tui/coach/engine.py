"""The state machine of a guided session. Pure: what happens, and when, is handed in.

`advance` lets the time since the last event pass, through as many steps as it spans, and then
applies the event. Boundaries carry their own exact time, whatever the size of the ticks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from rehab_tui.coach import model as m
from rehab_tui.coach import timeline
from rehab_tui.coach.guidance import same_place
from rehab_tui.coach.model import (
    Effect,
    Prescription,
    Session,
    SetResult,
    Status,
    Step,
    StepKind,
)
from rehab_tui.coach.results import cut_short, done_so_far, record, reps_done

ONE_PRESS_SECONDS = timeline.on_grid(0.15)
"""Two key presses this close are one: a key that bounces, or is held down."""
BACK_SECONDS = 2.0
"""So far into a step, going back means the step before."""
LEAST_LEAD_IN_LEFT = 1.0
"""However often a lead-in is made shorter, so much of it is left."""
STRAY_SECONDS = 1.0
"""So early in a session nobody goes on: the key that began it was pressed once too often."""
LEAST_SECONDS_LEFT = 5
"""A timed set that is left in the middle counts from here on."""

_OVER = frozenset({Status.FINISHED, Status.LEFT})
_STRETCHES = frozenset(StepKind) - {StepKind.SET}

_Value = TypeVar("_Value")
_Turn = tuple[Session, tuple[Effect, ...]]


def begin(prescriptions: Sequence[Prescription]) -> Session:
    """Returns a session that its first event starts; without prescriptions that one ends it."""
    return Session(tuple(prescriptions), timeline.compile_steps(prescriptions))


def resume_at(
    prescriptions: Sequence[Prescription],
    results: Sequence[SetResult],
    hurt: Collection[str] = (),
) -> Session:
    """Returns a session that was cut short, paused before the first window still to be done.

    That is the one after the last window with a result, with a lead-in of its own: nothing before
    it comes again, whether it was finished or skipped. Exercises that `hurt` (ids) are left out,
    and what came before the first of them is over as well. With nothing left the first event ends
    the session.
    """
    item, place = _after_last(prescriptions, results, hurt)
    steps = timeline.compile_steps(prescriptions)
    gentle = tuple(s for s in steps if prescriptions[s.item].exercise.id not in hurt)
    session = Session(tuple(prescriptions), gentle, results=tuple(results))
    if item >= len(prescriptions):
        return replace(session, position=len(session.steps))
    return replace(_led_in(session, item, place), status=Status.PAUSED)


def advance(session: Session, event: m.Event) -> _Turn:
    """Lets time pass up to the event, then applies it.

    Args:
        session: The session as it is.
        event: What happens; a time before the session's moment counts as that moment.

    Returns:
        The session as it is then, and what the driver has to do about it, in order of time.
        A session that is over stays as it is.
    """
    if session.status in _OVER:
        return session, ()
    at = timeline.on_grid(event.at)
    if session.moment is None:
        session, effects = _enter(replace(session, moment=at), session.position, at)
    else:
        at = max(at, session.moment)
        asleep = isinstance(event, m.Suspended)
        session, effects = (replace(session, moment=at), ()) if asleep else _pass(session, at)
    for act in (_on_status, _on_step, _settle):
        if session.status not in _OVER:
            session, more = act(session, event, at)
            effects += more
    return session, effects


def _pass(session: Session, to: float) -> _Turn:
    """Time passes up to `to`; a step ends, and the next begins, at its very boundary."""
    effects: tuple[Effect, ...] = ()
    now = to if session.moment is None else session.moment
    while session.status is Status.RUNNING:
        length = timeline.length_of(session)
        end = None if length is None else now + length - session.elapsed
        until = to if end is None or end > to else end
        passed = until - now
        session = replace(
            session, elapsed=session.elapsed + passed, active=session.active + passed, moment=until
        )
        now = until
        if end is None or end > to:
            break
        session, more = _complete(session, now)
        effects += more
    return session if session.status in _OVER else replace(session, moment=to), effects


def _settle(session: Session, event: m.Event, at: float) -> _Turn:
    """A step that the event has shortened to nothing ends at once."""
    return _pass(session, at)


def _on_status(session: Session, event: m.Event, at: float) -> _Turn:
    status = session.status
    match event:
        case m.Leave():
            return _leave(session, at)
        case m.CarryOn() if status is Status.STOPPED:
            return replace(session, status=Status.PAUSED), ()
        case m.Stop():
            return replace(session, status=Status.STOPPED), ()
        case m.Pause() | m.Suspended() if status is Status.RUNNING:
            return replace(session, status=Status.PAUSED), ()
        case m.Resume() if status is Status.PAUSED:
            return replace(session, status=Status.RUNNING), ()
    return session, ()


def _on_step(session: Session, event: m.Event, at: float) -> _Turn:
    if session.status is Status.STOPPED:
        return session, ()
    match event:
        case m.GoOn():
            stray = session.status is Status.RUNNING and session.active < STRAY_SECONDS
            return (session, ()) if stray else _complete(session, at)
        case m.NextExercise():
            return _next_exercise(session, at)
        case m.Back():
            return _enter(session, _position_back(session), at)
        case m.RepDone() if session.status is Status.RUNNING:
            return _rep_done(session, at)
        case m.UndoRep():
            return replace(session, reps_by_key=max(0, session.reps_by_key - 1)), ()
        case m.AddTime(seconds=seconds):
            return _add_time(session, seconds), ()
        case m.Replace(prescription=prescription):
            return _replace(session, prescription, at)
        case m.Answer(value=value):
            return _answer(session, value, at)
    return session, ()


def _enter(session: Session, position: int, at: float) -> _Turn:
    """The step at `position` begins afresh; beyond the last one the session is finished."""
    session = replace(session, position=position, elapsed=0.0, extra=0.0, reps_by_key=0)
    if position >= len(session.steps):
        session = replace(session, status=Status.FINISHED)
        return session, (m.Ended(at, Status.FINISHED),)
    step = session.steps[position]
    session = replace(session, asked=_still_asked(session.asked, step))
    return session, (m.StepBegan(at, step, step.item),)


def _still_asked(asked: tuple[Step, ...], begun: Step) -> tuple[Step, ...]:
    """The questions that may be answered when a step has begun."""
    if begun.kind in timeline.WORK:
        return ()
    return (*asked, begun) if begun.kind is StepKind.CHECK and begun not in asked else asked


def _complete(session: Session, at: float) -> _Turn:
    """The present step ends, with what was really done in it."""
    session, effects = record(session, done_so_far(session), at)
    session, more = _enter(session, session.position + 1, at)
    return session, effects + more


def _leave(session: Session, at: float) -> _Turn:
    session, effects = record(session, cut_short(session, LEAST_SECONDS_LEFT), at)
    return replace(session, status=Status.LEFT), (*effects, m.Ended(at, Status.LEFT))


def _next_exercise(session: Session, at: float) -> _Turn:
    session, effects = record(session, cut_short(session, 1), at)
    item = session.steps[session.position].item
    position = sum(step.item <= item for step in session.steps)
    session, more = _enter(session, position, at)
    return session, effects + more


def _position_back(session: Session) -> int:
    if session.elapsed < BACK_SECONDS:
        return max(0, session.position - 1)
    return session.position


def _rep_done(session: Session, at: float) -> _Turn:
    step = session.steps[session.position]
    if step.kind is not StepKind.SET or step.seconds is not None:
        return session, ()
    last = session.last_rep_key
    session = replace(session, last_rep_key=at)
    if last is not None and at - last <= ONE_PRESS_SECONDS:
        return session, ()
    session = replace(session, reps_by_key=session.reps_by_key + 1)
    if session.reps_by_key < timeline.reps_in(step, session.prescriptions[step.item].dose):
        return session, ()
    return _complete(session, at)


def _add_time(session: Session, seconds: float) -> Session:
    step = session.steps[session.position]
    if step.kind not in _STRETCHES or step.seconds is None:
        return session
    extra = session.extra + timeline.on_grid(seconds)
    least = session.elapsed - step.seconds
    if step.kind is StepKind.READY:
        least = min(least + LEAST_LEAD_IN_LEFT, session.extra)
    return replace(session, extra=max(extra, least))


def _answer(session: Session, value: int | bool, at: float) -> _Turn:
    """Takes an answer; one to the question that is being asked goes on to the next step."""
    asked = timeline.asked_now(session, value)
    if asked is None or asked.question is None:
        return session, ()
    if isinstance(value, bool):
        session = replace(session, two_more=_with_answer(session.two_more, asked.item, value))
    else:
        session = replace(session, ratings=_with_answer(session.ratings, asked.item, value))
    rated = m.Rated(at, asked.item, asked.question, value)
    if session.steps[session.position] != asked:
        return session, (rated,)
    session, effects = _enter(session, session.position + 1, at)
    return session, (rated, *effects)


def _with_answer(
    answers: tuple[tuple[int, _Value], ...], item: int, value: _Value
) -> tuple[tuple[int, _Value], ...]:
    """The later answer for an item holds."""
    return (*(pair for pair in answers if pair[0] != item), (item, value))


def _replace(session: Session, prescription: Prescription, at: float) -> _Turn:
    """The rest of the item as the new prescription says; the present set begins again.

    Who is in place already gets no long lead-in again.
    """
    if (recounted := _recounted(session, prescription)) is not None:
        return recounted, ()
    step = session.steps[session.position]
    before = session.prescriptions[step.item]
    other = prescription.exercise.id != before.exercise.id
    in_place = step.kind is not StepKind.READY and same_place(before, prescription)
    if other and step.kind is not StepKind.CHECK and prescription.dose.sets < step.number:
        # Another exercise is wanted now, however few sets it has: the present one is done with it.
        dose = replace(prescription.dose, sets=step.number)
        prescription = replace(prescription, dose=dose)
    place = _place_in(timeline.windows_of(prescription), step)
    if place is None and step.kind is StepKind.CHECK:
        return session, ()  # every set is done: nothing is left to replace
    prescriptions = list(session.prescriptions)
    prescriptions[step.item] = prescription
    session = replace(session, prescriptions=tuple(prescriptions))
    session = _led_in(session, step.item, place, in_place=in_place)
    return _enter(session, session.position, at)


def _recounted(session: Session, prescription: Prescription) -> Session | None:
    """Where only the way of counting changes within a set, its reps so far stay; None elsewhere."""
    step = session.steps[session.position]
    before = session.prescriptions[step.item]
    done = reps_done(session, step) if step.kind is StepKind.SET else 0
    by_key = prescription.counted
    if not done or by_key == before.counted or replace(before, counted=by_key) != prescription:
        return None
    prescriptions = list(session.prescriptions)
    prescriptions[step.item] = prescription
    steps = list(session.steps)
    for at, other in enumerate(steps):
        if other.item == step.item and other.kind is StepKind.SET:
            paced = timeline.reckoned_seconds(replace(other, seconds=None), prescription.dose)
            steps[at] = replace(other, seconds=None if by_key else paced)
    session = replace(session, prescriptions=tuple(prescriptions), steps=tuple(steps), extra=0.0)
    if by_key:
        return replace(session, reps_by_key=done, elapsed=0.0)
    behind = done * sum(timeline.tempo_of(prescription.dose))
    return replace(session, reps_by_key=0, elapsed=behind - timeline.INSTANT)


def _place_in(windows: Sequence[timeline.Window], step: Step) -> int | None:
    """The index of the window that a step stands for, or of the next one; None without."""
    if step.kind is not StepKind.CHECK:
        for place, window in enumerate(windows):
            if (window.number, window.side) == (step.number, step.side):
                return place
    first = step.number + (step.kind is StepKind.CHECK)
    return next((at for at, window in enumerate(windows) if window.number >= first), None)


def _led_in(session: Session, item: int, place: int | None, *, in_place: bool = False) -> Session:
    """Compiles an item anew and stands at the lead-in of its window `place`.

    Without a place it stands after the last window, at the item's questions.
    """
    before = tuple(step for step in session.steps if step.item < item)
    after = tuple(step for step in session.steps if step.item > item)
    steps = timeline.item_steps(session.prescriptions, item, place or 0, in_place=in_place)
    if place is None:
        position = sum(step.kind is not StepKind.CHECK for step in steps)
    else:
        position = max(at for at, step in enumerate(steps) if step.kind is StepKind.READY)
    return replace(session, steps=before + steps + after, position=len(before) + position)


def _after_last(
    prescriptions: Sequence[Prescription], results: Sequence[SetResult], hurt: Collection[str]
) -> tuple[int, int]:
    """The item and the index of the window after the last one that was touched."""
    names = [prescription.exercise.id for prescription in prescriptions]
    hurt_at = {names.index(name) for name in hurt if name in names}
    places = [
        (item, place)
        for item, prescription in enumerate(prescriptions)
        for place in range(len(timeline.windows_of(prescription)))
    ]
    todo = 0
    for number, (item, place) in enumerate(places, start=1):
        window = timeline.windows_of(prescriptions[item])[place]
        if item in hurt_at or any(timeline.covers(result, item, window) for result in results):
            todo = number
    left = (place for place in places[todo:] if names[place[0]] not in hurt)
    return next(left, (len(prescriptions), 0))
