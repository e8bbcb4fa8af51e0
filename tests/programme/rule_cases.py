"""Cases for the tests of the rules: a catalogue of a few exercises, and pasts in a word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from programme_builders import TODAY, move, past

from rehab_tui.catalogue.model import Catalogue, Dose, DoseChange, Exercise, Variant
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import History, PastExercise, PastSession
from rehab_tui.programme.now import Now
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules.rule import Case, Rule

SHORT = Dose(sets=1, reps=8, tempo=(2.0, 0.0, 2.0))
LONG = Dose(sets=2, reps=10, tempo=(2.0, 1.0, 3.0), rest=30)

EXERCISES = (
    move("march", purpose="warm-up", region="cardio", dose=Dose(seconds=60)),
    move("quad-set", purpose="strength", region="knee", dose=SHORT),
    move("leg-raise", purpose="strength", region="knee", dose=LONG),
    move("step-up", purpose="strength", region="knee", dose=LONG),
    move("knee-slide", region="knee", dose=SHORT),
    move("glide", purpose="nerve-glide", region="lumbar-core", dose=LONG),
    move("press-up", region="lumbar-core", dose=SHORT),
    move(
        "bridge", purpose="strength", region="lumbar-core", dose=LONG,
        easier=Variant("Lift less.", dose=DoseChange(reps=6)),
    ),
    move("breathe", purpose="breathing", region="breathing", dose=Dose(seconds=120)),
)  # fmt: skip
BY_ID = {one.id: one for one in EXERCISES}
CATALOGUE = Catalogue(
    MappingProxyType(BY_ID),
    MappingProxyType({}),
    MappingProxyType({"thigh": ("quad-set", "leg-raise", "step-up"), "extension": ("press-up",)}),
)


def prescribed(*names: str) -> tuple[Prescription, ...]:
    return tuple(
        Prescription(BY_ID[name], BY_ID[name].dose, warm_up=name == "march") for name in names
    )


def did(exercise: str, **changes: Any) -> PastExercise:
    return PastExercise(exercise, BY_ID[exercise].dose, **changes)


def session(days_ago: int, *exercises: PastExercise, **changes: Any) -> PastSession:
    return past(days_ago, exercises=exercises, **changes)


def case(*sessions: PastSession, catalogue: Catalogue = CATALOGUE, **changes: Any) -> Case:
    """Today's, after these sessions; `now` and `history` take the fields of theirs."""
    now = Now(day=TODAY, **changes.pop("now", {}))
    history = History(sessions, **changes.pop("history", {}))
    return Case(catalogue, Profile(), history, now, **changes)


def fired(rules: Iterable[Rule], found: Case, *ids: str) -> list[Decision]:
    """What these rules (all without ids) decide of a case."""
    return [
        decision
        for rule in rules
        if rule.fire is not None and (not ids or rule.id in ids)
        for decision in rule.fire(found)
    ]


def weekly(*weeks: Iterable[int]) -> tuple[tuple[Any, int], ...]:
    """Ratings of the weeks before the present one, the newest week first; today is a Monday."""
    return tuple(
        (TODAY - timedelta(days=7 * (back + 1) - place), level)
        for back, week in enumerate(weeks)
        for place, level in enumerate(week)
    )


def exercise(name: str) -> Exercise:
    return BY_ID[name]
