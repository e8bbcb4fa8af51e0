"""What to lay ready before a session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rehab_tui.catalogue.model import Exercise
from rehab_tui.practice.notice import CHEST, FIRST_USE, NOTICE
from rehab_tui.practice.telling import most_telling
from rehab_tui.programme.choose import at_home
from rehab_tui.programme.plan import NO_PLAN, Plan
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.today import TodaysSession

ALWAYS = (
    "Water within reach, and a clear piece of floor that does not slip",
    "Clothes you can move in; shoes that hold for what is done standing",
)


@dataclass(frozen=True, slots=True)
class Ready:
    """`lines` to lay ready; `changes`: what is different today, the most telling first.

    `notice`: what to know first; `precautions`: the therapist's, as typed.
    """

    lines: tuple[str, ...]
    changes: tuple[str, ...]
    notice: tuple[str, ...] = ()
    precautions: tuple[str, ...] = ()


def make_ready(
    today: TodaysSession,
    profile: Profile,
    plan: Plan = NO_PLAN,
    *,
    first_use: bool = False,
    site: object = None,
) -> Ready:
    """The checklist of a session: water, floor, and everything that its exercises need.

    Args:
        today: the session.
        profile: what is at home.
        plan: the person's own, with its precautions.
        first_use: nobody has done a session yet.
        site: where it hurts just now; a chest gets its warning, a long gap the first question.
    """
    things: dict[str, None] = {}
    for prescription in today.prescriptions:
        things |= dict.fromkeys(_things(prescription.exercise, profile))
    fetch = (f"To fetch: {', '.join(things)}",) if things else ()
    return Ready(
        (*ALWAYS, *fetch),
        tuple(decision.words for decision in most_telling(today.decisions)),
        tuple(_notice(today, profile, first_use, site)),
        plan.precautions,
    )


def _notice(today: TodaysSession, profile: Profile, first_use: bool, site: object) -> Iterator[str]:
    if site == "chest":
        yield CHEST
    if first_use:
        yield NOTICE
    unasked = first_use and profile.screened is None
    if unasked or any(decision.rule == "G4" for decision in today.decisions):
        yield FIRST_USE


def _things(exercise: Exercise, profile: Profile) -> list[str]:
    """What to fetch for it; gear that is not at home gives way to what a household has."""
    things = list(exercise.fetch)
    for equipment in exercise.equipment:
        if equipment.instead is not None and not at_home(equipment, profile):
            things = [thing for thing in things if thing.split()[0] not in equipment.need]
            things.append(equipment.instead)
    return things
