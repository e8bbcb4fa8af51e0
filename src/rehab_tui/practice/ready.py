"""What to lay ready before a session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rehab_tui.programme.choose import at_home
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.today import TodaysSession

ALWAYS = (
    "Water within reach, and a clear piece of floor that does not slip",
    "Clothes you can move in; shoes that hold for what is done standing",
)


@dataclass(frozen=True, slots=True)
class Ready:
    """`lines` to lay ready; `changes` what is different today, in words."""

    lines: tuple[str, ...]
    changes: tuple[str, ...]


def make_ready(today: TodaysSession, profile: Profile) -> Ready:
    """The checklist of a session: water, floor, and everything that its exercises need."""
    things: dict[str, None] = {}
    for prescription in today.prescriptions:
        for equipment in prescription.exercise.equipment:
            if equipment.instead is None:
                things[equipment.need] = None
            elif at_home(equipment, profile):
                things[f"{equipment.need} (or {equipment.instead})"] = None
            else:
                things[equipment.instead] = None
    changes = tuple(decision.words for decision in today.decisions)
    return Ready((*ALWAYS, *_sentence(list(things))), changes)


def _sentence(things: Sequence[str]) -> tuple[str, ...]:
    return (f"To fetch: {', '.join(things)}",) if things else ()
