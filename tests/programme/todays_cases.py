"""Sessions of a day, and short ways to read them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from programme_builders import TODAY, history, shipped, starter, todays

from rehab_tui.catalogue.model import Dose
from rehab_tui.programme.history import Accepted, History
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.today import TodaysSession

PHASES = starter().phases
SECOND = Accepted("GA1", "mobility-starter.phase=1", TODAY - timedelta(days=60))

THIRD = Accepted("GA1", "mobility-starter.phase=2", TODAY - timedelta(days=50))


def session(
    past_: History | None = None,
    minutes: int | None = None,
    pain: int | None = None,
    **profile: Any,
) -> TodaysSession:
    return todays(
        starter(), shipped(), Profile(**profile), past_ or History(), TODAY, minutes, pain
    )


def names(today: TodaysSession) -> list[str]:
    return [p.exercise.id for p in today.prescriptions]


def steady(*days_ago: int, phase: int = 1) -> History:
    """Somebody who began long ago and stands in a later phase."""
    return history(*days_ago, begun={"mobility-starter": TODAY - timedelta(days=99)},
                   accepted=(SECOND, THIRD)[:phase])  # fmt: skip


def doses(today: TodaysSession) -> dict[str, Dose]:
    return {p.exercise.id: p.dose for p in today.prescriptions}


TOLD = {"SC1", "PR5", "GA1", "PR9", "RP10", "HANDOUT"}
"""Rules that only say something, or hold something back."""


def rules(today: TodaysSession) -> list[str]:
    """The rules that changed something, or closed the session."""
    return [decision.rule for decision in today.decisions if decision.rule not in TOLD]


def told(today: TodaysSession) -> list[str]:
    return [decision.rule for decision in today.decisions if decision.rule in TOLD]
