"""Lays a plan over a programme: other doses, other exercises, other days. Pure.

The flags of the profile and every rule still come after it: a plan says what is asked for, not
what is offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.model import (
    Catalogue,
    Dose,
    DoseChange,
    Exercise,
    Frequency,
    Item,
    Phase,
    Programme,
)
from rehab_tui.programme.decision import PLAN_RULE, LeftOut
from rehab_tui.programme.plan import AS_IT_IS, OWN, OWN_NAME, ExerciseChange, Plan
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.swap_dose import swap_dose

if TYPE_CHECKING:  # which programme it is must be known where nothing is prescribed, as in a report
    from rehab_tui.coach.model import Prescription

NOBODY = Profile()
LEAVES_OUT = "your plan leaves it out"
USUAL_SESSIONS = 3
"""A week, where a plan of its own says nothing (house rule, as PR9's start)."""


def as_programme(
    plan: Plan, catalogue: Catalogue, fallback: Programme, profile: Profile = NOBODY
) -> tuple[Programme, tuple[tuple[LeftOut, ...], ...]]:
    """The programme that the plan asks for, with its changes in every phase.

    Args:
        plan: as read against this catalogue.
        catalogue: where its exercises and ready programmes are.
        fallback: the programme where the plan names none.
        profile: whose wish for days or sessions a week holds where the plan says nothing.

    Returns:
        the programme, and for each of its phases what the plan takes away there.
    """
    asked = _asked(plan, catalogue, fallback)
    phases = tuple(_laid_over(phase, plan, catalogue, profile) for phase in asked.phases)
    out = tuple(_left_out(phase, plan, catalogue) for phase in asked.phases)
    return replace(asked, phases=phases), out


def _left_out(phase: Phase, plan: Plan, catalogue: Catalogue) -> tuple[LeftOut, ...]:
    there = _planned(phase, plan)
    return tuple(
        LeftOut(catalogue.exercises[item.exercise], PLAN_RULE, _why(item, plan, catalogue))
        for item in phase.items
        if item.exercise not in there
    )


def changed_dose(dose: Dose, change: ExerciseChange) -> Dose:
    """What the plan makes of the dose of the exercise that is done.

    Raises:
        ValueError: when the result is no dose.
    """
    dose = apply_change(dose, change.dose)
    if change.hold is None or dose.tempo is None:
        return dose
    return apply_change(dose, DoseChange(tempo=(dose.tempo[0], change.hold, dose.tempo[2])))


def with_notes(prescriptions: Iterable[Prescription], plan: Plan) -> tuple[Prescription, ...]:
    """The prescriptions, each with what the plan has to say of the exercise that is done.

    It stands before what is noted there already.
    """
    notes = _notes(plan)
    return tuple(
        replace(one, note=f"{notes.get(one.exercise.id, '')} {one.note}".strip())
        for one in prescriptions
    )


def _asked(plan: Plan, catalogue: Catalogue, fallback: Programme) -> Programme:
    if plan.items:
        sessions = plan.sessions or len(plan.days) or USUAL_SESSIONS
        name = plan.name or OWN_NAME
        often = Frequency(sessions, sessions, max(sessions, len(plan.days)))
        phase = Phase(name, "week", often, plan.items, first=1)
        return Programme(OWN, name, (), "", "", (phase,))
    return catalogue.programmes[plan.programme] if plan.programme else fallback


def _laid_over(phase: Phase, plan: Plan, catalogue: Catalogue, profile: Profile) -> Phase:
    there = _planned(phase, plan)
    items = tuple(
        _changed(item, plan.changes[item.exercise], catalogue.exercises)
        if item.exercise in plan.changes
        else item
        for item in phase.items
        if item.exercise in there
    )
    return replace(phase, items=items, frequency=_frequency(plan, phase.frequency, profile))


def _planned(phase: Phase, plan: Plan) -> Mapping[str, str]:
    """What is left of a phase, by id, and what is done for it; nothing is done twice.

    What the phase asks for by name comes before what a swap brings.
    """
    done = {item.exercise: _done(item.exercise, plan) for item in phase.items}
    kept = {name: name for name, to in done.items() if to == name}
    for name, to in done.items():
        if to is not None and to not in kept.values():
            kept[name] = to
    return kept


def _done(name: str, plan: Plan) -> str | None:
    """What is done where a programme names an exercise; None for nothing."""
    change = plan.changes.get(name)
    if change is None:
        return name
    return None if change.leave_out else change.swap or name


def _changed(item: Item, change: ExerciseChange, exercises: Mapping[str, Exercise]) -> Item:
    if change.swap is None and change.dose == AS_IT_IS and change.hold is None:
        return item
    exercise = exercises[change.swap or item.exercise]
    dose = apply_change(exercises[item.exercise].dose, item.change)
    if change.swap is not None:
        dose = swap_dose(dose, exercise)
    return Item(exercise.id, _whole_change(changed_dose(dose, change)))


def _whole_change(dose: Dose) -> DoseChange:
    """The change that makes any dose of the exercise this one."""
    return DoseChange(**{field.name: getattr(dose, field.name) for field in fields(DoseChange)})


def _frequency(plan: Plan, usual: Frequency, profile: Profile) -> Frequency:
    """The plan's sessions a week; days and wishes alone stay within what the phase allows."""
    wished = len(plan.days) or len(profile.days) or profile.sessions or usual.plan
    sessions = plan.sessions or min(max(wished, usual.at_least), usual.at_most)
    return replace(
        usual,
        at_least=min(usual.at_least, sessions),
        plan=sessions,
        at_most=max(usual.at_most, sessions),
        rounds=plan.rounds or usual.rounds,
    )


def _why(item: Item, plan: Plan, catalogue: Catalogue) -> str:
    done = _done(item.exercise, plan)
    if done is None:
        return LEAVES_OUT
    name = catalogue.exercises[done].name
    return f"your plan puts {name} in its place, which is in the session already"


def _notes(plan: Plan) -> Mapping[str, str]:
    """The plan's notes by the id of the exercise that is done."""
    notes: dict[str, str] = {}
    for name, change in plan.changes.items():
        if change.note:
            done = change.swap or name
            notes[done] = f"{notes[done]} {change.note}" if done in notes else change.note
    return notes
