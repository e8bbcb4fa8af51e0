"""Flags: what is left out, what is replaced, what is done in its easier way (facts of 4.1, 4.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rehab_tui.catalogue.lists import FLAGS
from rehab_tui.catalogue.model import Catalogue, Equipment, Exercise
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.variants import (
    blocked,
    care_flags,
    easier,
    swap_target,
    swapped,
    warning_for,
)

FLAG_RULES: dict[str, str] = {
    "osteoporosis": "CO1", "vertebral_fracture": "CO2", "hypertension": "CO3", "heart": "CO3",
    "hip_replacement": "CO4", "knee_replacement": "CO4", "shoulder_surgery": "CO4",
    "csection": "CO4", "spinal_stenosis": "CO5", "flexion_sensitive": "CO6",
    "acute_radiculopathy": "CO6", "inflammatory_flare": "CO7", "ra_hand": "CO7", "ra_neck": "CO7",
    "anticoagulant": "CO8", "dvt_suspected": "CO8", "vertigo": "CO9", "glaucoma": "CO9",
    "neuropathy": "CO10", "falls_risk": "CO11", "copd": "CO12", "pregnant": "PG2",
    "preg_supine": "PG2",
}  # fmt: skip
FLAG_RULE = "FLAG"
"""The rule of a flag that has no rule of its own: the exercise's own list decides."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise of the programme that is not offered today, and the rule that says so."""

    exercise: Exercise
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What is left of a list of prescriptions for this profile."""

    prescriptions: tuple[Prescription, ...]
    left_out: tuple[LeftOut, ...]
    decisions: tuple[Decision, ...]


def choose(wanted: Iterable[Prescription], catalogue: Catalogue, profile: Profile) -> Choice:
    """Lay the profile over what a programme asks for.

    An exercise that a flag forbids is swapped or left out; one that asks for care is swapped, else
    done in its easier way with its warning; one whose equipment is missing is left out. No flag
    is ever overruled here, and nothing becomes harder.
    """
    wanted = list(wanted)
    kept: list[Prescription] = []
    out: list[LeftOut] = []
    decisions: list[Decision] = []
    planned = frozenset(p.exercise.id for p in wanted)
    for prescription in wanted:
        taken = planned | {p.exercise.id for p in kept}
        result = _for_profile(prescription, catalogue, profile.flags, taken)
        if isinstance(result, LeftOut):
            out.append(result)
            decisions.append(Decision(result.rule, result.reason, exercise=result.exercise.id))
            continue
        chosen, decision = result
        missing = missing_equipment(chosen.exercise, profile)
        if missing is not None:
            reason = f"{chosen.exercise.name} needs {missing.need}, which you don't have at home"
            out.append(LeftOut(chosen.exercise, "EQ", reason))
            decisions.append(Decision("EQ", reason, exercise=chosen.exercise.id))
            continue
        kept.append(chosen)
        if decision is not None:
            decisions.append(decision)
    return Choice(tuple(kept), tuple(out), tuple(decisions))


def missing_equipment(exercise: Exercise, profile: Profile) -> Equipment | None:
    """The first thing it needs that is not at home and has no household substitute, or None."""
    for equipment in exercise.equipment:
        if equipment.instead is None and not at_home(equipment, profile):
            return equipment
    return None


def at_home(equipment: Equipment, profile: Profile) -> bool:
    """Whether the profile names it; a profile that names nothing is taken to have it."""
    if profile.equipment is None:
        return True
    return any(word in equipment.need.lower() for word in profile.equipment)


def _for_profile(
    prescription: Prescription, catalogue: Catalogue, flags: frozenset[str], taken: frozenset[str]
) -> tuple[Prescription, Decision | None] | LeftOut:
    exercise = prescription.exercise
    hard = sorted(exercise.avoid & flags)
    asking = hard or care_flags(exercise, flags)
    if not asking:
        return prescription, None
    rule = FLAG_RULES.get(asking[0], FLAG_RULE)
    words = f"you told us: {FLAGS[asking[0]]}"
    target = swap_target(exercise, catalogue, flags, taken)
    if target is not None:
        reason = f"{target.name} in place of {exercise.name}, as {words}"
        new = swapped(prescription, target, flags, reason)
        if care_flags(target, flags):
            new = easier(new, catalogue, flags) or new
        return new, Decision(rule, reason, exercise=exercise.id, change=f"swap={target.id}")
    if not blocked(exercise, flags):
        gentle = easier(prescription, catalogue, flags) or prescription
        gentle = replace(gentle, warning=warning_for(gentle.exercise, flags) or gentle.warning)
        reason = f"{exercise.name} in its easier way, as {words}"
        return gentle, Decision(rule, reason, exercise=exercise.id, change="variant=easier")
    neighbour = exercise.easier.to if exercise.easier is not None else None
    lower = catalogue.exercises.get(neighbour or "")
    if lower is not None and lower.id not in taken and not (lower.avoid | lower.care) & flags:
        reason = f"{lower.name} in place of {exercise.name}, as {words}"
        new = swapped(prescription, lower, flags, reason)
        return new, Decision(rule, reason, exercise=exercise.id, change=f"swap={lower.id}")
    return LeftOut(exercise, rule, f"{exercise.name} is left out, as {words}")
