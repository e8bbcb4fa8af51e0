"""Cases in which more may be offered: exercises that were done, session after session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from programme_builders import TODAY, catalogue, move, past

from rehab_tui.catalogue.model import Catalogue, Dose, Exercise
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.history import Accepted, History, PastExercise
from rehab_tui.programme.now import Now
from rehab_tui.programme.overlay import laid_over
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules.progress import Progress, progress
from rehab_tui.programme.rules.rule import Case

EIGHT = Dose(sets=1, reps=8, tempo=(2, 1, 3), rest=30)
LIFT = move("lift", purpose="strength", dose=EIGHT)
RANGE = Accepted("PR1", "range=easy@1x8h1", TODAY, "lift", sessions_since=50)
"""The first step of all, taken long ago."""


def prescribed(exercise: Exercise, dose: Dose | None = None, **changes: Any) -> Prescription:
    return Prescription(exercise, dose or exercise.dose, **changes)


def did(exercise: str, dose: Dose, **changes: Any) -> PastExercise:
    values: dict[str, Any] = {"worst": 2, "sets": dose.sets, "sets_prescribed": dose.sets}
    return PastExercise(exercise, dose, **{**values, **changes})


def sessions(one: Prescription, count: int, *, extra: int | None = None, **changes: Any) -> History:
    """So many sessions of an exercise at its dose, every other day, the last one yesterday."""
    done = did(one.exercise.id, one.dose, extra_reps=extra, variant=one.variant)
    days = range(2 * count - 1, 0, -2)
    return History(tuple(past(d, exercises=(done,), **changes) for d in days))


def case(
    plan: Sequence[Prescription],
    history: History,
    *,
    profile: Profile | None = None,
    exercises: Sequence[Exercise] = (),
    chain: tuple[str, ...] = (),
    **now: Any,
) -> Case:
    known = {p.exercise.id: p.exercise for p in plan} | {e.id: e for e in exercises}
    book: Catalogue = catalogue(*known.values(), chain=chain)
    profile = profile or Profile()
    laid = laid_over(plan, history, book, profile)
    return Case(
        book, profile, history, Now(day=TODAY, **now), laid.prescriptions, planned=laid.planned
    )


def offers(*args: Any, **kwargs: Any) -> list[tuple[str, str | None, str | None]]:
    return [(d.rule, d.exercise, d.change) for d in looked_at(*args, **kwargs).offers]


def looked_at(*args: Any, **kwargs: Any) -> Progress:
    return progress(case(*args, **kwargs))


def taken(exercise: str, change: str, since: int = 0, rule: str = "PR1", days: int = 0) -> Accepted:
    return Accepted(rule, change, TODAY - timedelta(days=days), exercise, since)


def with_accepted(history: History, *accepted: Accepted) -> History:
    return replace(history, accepted=(*history.accepted, *accepted))


PLAN = (prescribed(LIFT),)
OTHERS = tuple(prescribed(move(f"other-{n}", purpose="breathing")) for n in range(8))
"""So much besides that the weekly cap has room."""


def ready(count: int = 3, **changes: Any) -> History:
    return with_accepted(sessions(PLAN[0], count, **changes), RANGE)


def offered(history: History, **changes: Any) -> list[tuple[str, str | None, str | None]]:
    return offers((*PLAN, *OTHERS), history, **changes)


def held(exercise: Exercise, history: History | None = None, **changes: Any) -> Any:
    one = prescribed(exercise)
    past_ = with_accepted(history or sessions(one, 3), replace(RANGE, exercise=exercise.id))
    return offers((one, *OTHERS), past_, **changes)


REPS = [("PR1", "lift", "reps=10@1x8h1")]
