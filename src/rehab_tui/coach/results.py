"""What a set is worth: as done, as left in the middle, as done once more. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from rehab_tui.catalogue.model import Dose
from rehab_tui.coach import model as m
from rehab_tui.coach import timeline
from rehab_tui.coach.model import Effect, Session, SetResult, Step, StepKind


def record(
    session: Session, results: tuple[SetResult, ...], at: float
) -> tuple[Session, tuple[Effect, ...]]:
    """Keeps results; one for the same item, set and side takes the old one's place.

    Unless it was left early and is no more than that: going back and on never lowers what was done.
    """
    kept = {_key(result): result for result in session.results}
    results = tuple(one for one in results if _counts(one, kept.get(_key(one))))
    if not results:
        return session, ()
    kept.update((_key(result), result) for result in results)
    prescription = session.prescriptions[results[0].item]
    session = replace(session, results=tuple(kept.values()))
    return session, (m.SetFinished(at, results, prescription),)


def _key(result: SetResult) -> tuple[int, int, str]:
    return result.item, result.number, result.side


def _counts(new: SetResult, old: SetResult | None) -> bool:
    """Whether a result is kept beside or instead of an older one."""
    if old is None:
        return True
    done, prescribed = _amounts(new)
    before = old.reps if new.reps is not None else old.seconds
    return done >= prescribed or (before is not None and done > before)


def _amounts(result: SetResult) -> tuple[int, int]:
    """The reps or the seconds that were done, and those that were prescribed."""
    if result.reps is not None:
        return result.reps, result.reps_prescribed or 0
    return result.seconds or 0, result.seconds_prescribed or 0


def done_so_far(session: Session) -> tuple[SetResult, ...]:
    """What the present step is worth by now: whole reps or seconds, and nothing for none."""
    step = session.steps[session.position]
    if step.kind not in timeline.WORK:
        return ()
    prescription = session.prescriptions[step.item]
    done = reps_done(session, step) if step.kind is StepKind.SET else int(session.elapsed)
    shares: tuple[tuple[Literal["both", "left", "right"], int], ...]
    if step.side == "alternate":
        first, second = timeline.sides_in_turn(prescription)
        shares = ((first, (done + 1) // 2), (second, done // 2))
    else:
        shares = ((step.side, done),)
    dose = prescription.dose
    return tuple(_result(step, dose, side, share) for side, share in shares if share > 0)


def reps_done(session: Session, step: Step) -> int:
    """Returns the whole reps of a set step that are done by now, both sides together."""
    dose = session.prescriptions[step.item].dose
    if step.seconds is None:
        return session.reps_by_key
    return min(int(session.elapsed // sum(timeline.tempo_of(dose))), timeline.reps_in(step, dose))


def _result(step: Step, dose: Dose, side: Literal["both", "left", "right"], done: int) -> SetResult:
    if step.kind is StepKind.SET:
        return SetResult(step.item, step.number, side, done, dose.reps, None, None)
    return SetResult(step.item, step.number, side, None, None, done, dose.seconds)


def cut_short(session: Session, least_seconds: int) -> tuple[SetResult, ...]:
    """What a set that is left in the middle adds."""
    return tuple(
        result
        for result in done_so_far(session)
        if result.seconds is None or result.seconds >= least_seconds
    )
