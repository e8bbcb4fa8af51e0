"""A small made-up catalogue and histories for the tests of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rehab_tui.catalogue import load_catalogue
from rehab_tui.catalogue.dose import work_seconds
from rehab_tui.catalogue.model import (
    Breath,
    Catalogue,
    Dose,
    Exercise,
    Frequency,
    Item,
    Phase,
    Programme,
)
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.history import History, PastSession
from rehab_tui.programme.now import Now
from rehab_tui.programme.plan import NO_PLAN, Plan
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules.rule import Case
from rehab_tui.programme.today import TodaysSession, picked_session, todays_session

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 11, 23)
"""A Monday."""


@cache
def shipped() -> Catalogue:
    return load_catalogue(DATA / "exercises.yaml", DATA / "programmes.yaml")


def starter() -> Programme:
    return shipped().programmes["mobility-starter"]


def move(id: str, **changes: Any) -> Exercise:  # noqa: A002
    values: dict[str, Any] = {
        "id": id, "name": id.replace("-", " ").capitalize(), "region": "hip",
        "position": "standing", "purpose": "mobility",
        "dose": Dose(sets=2, reps=10, tempo=(2, 1, 3), rest=30), "breath": Breath("Easy."),
        "setup": "Stand.", "cues": ("Lift.",), "caution": "Slowly.", "good": "Warm.",
        "warning": "Sharp pain.", **changes,
    }  # fmt: skip
    return Exercise(**values)


def catalogue(
    *exercises: Exercise, programmes: Iterable[Programme] = (), chain: tuple[str, ...] = ()
) -> Catalogue:
    return Catalogue(
        MappingProxyType({e.id: e for e in exercises}),
        MappingProxyType({p.id: p for p in programmes}),
        MappingProxyType({"chain": chain} if chain else {}),
    )


def programme(*phases: tuple[str, ...], plans: tuple[int, ...] = (), **changes: Any) -> Programme:
    """Phases of two weeks each, given by the ids of their exercises; three sessions a week."""
    made = tuple(
        Phase(
            f"Phase {n + 1}",
            "week",
            Frequency(2, plans[n] if plans else 3, 7),
            tuple(Item(id_) for id_ in ids),
            first=2 * n + 1,
            last=2 * n + 2,
        )
        for n, ids in enumerate(phases)
    )
    values: dict[str, Any] = {
        "id": "mine", "name": "Mine", "conditions": (), "suits": "", "expect": "", "phases": made,
        "weeks": 2 * len(made), **changes,
    }  # fmt: skip
    return Programme(**values)


def past(days_ago: int, **changes: Any) -> PastSession:
    """A session of the shipped programme's first phase that went well."""
    day = TODAY - timedelta(days=days_ago)
    values: dict[str, Any] = {
        "id": f"s{days_ago}", "day": day, "done": True, "programme": "mobility-starter",
        "phase": 0, "before": 2, "worst": 2, "morning": 2, "effort": 4, **changes,
    }  # fmt: skip
    return PastSession(**values)


def history(*days_ago: int, **changes: Any) -> History:
    return History(tuple(past(days) for days in days_ago), **changes)


def work(prescriptions: Iterable[Prescription]) -> float:
    return sum(work_seconds(one.dose) for one in prescriptions)


def todays(
    programme: Programme,
    known: Catalogue,
    profile: Profile,
    past: History,
    today: date,
    minutes: int | None = None,
    pain_now: int | None = None,
    *,
    plan: Plan = NO_PLAN,
) -> TodaysSession:
    """Today's session where the answers before it are pain alone."""
    now = Now(day=today, pain=pain_now)
    case = Case(known, profile, past, now, programme=programme, plan=plan)
    return todays_session(case, minutes)


def chosen(
    exercises: Sequence[Exercise],
    known: Catalogue,
    profile: Profile,
    past: History,
    today: date,
    pain_now: int | None = None,
) -> TodaysSession:
    """A session of picked exercises, likewise."""
    return picked_session(exercises, Case(known, profile, past, Now(day=today, pain=pain_now)))
