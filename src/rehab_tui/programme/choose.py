"""Flags: what is left out, what is replaced, what is done in its easier way (facts of 4.1, 4.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rehab_tui.catalogue.lists import FLAGS, PREG_LATE
from rehab_tui.catalogue.model import Catalogue, Equipment, Exercise
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.decision import Decision, LeftOut
from rehab_tui.programme.holds import unheld, why_unheld
from rehab_tui.programme.profile import EQUIPMENT, Profile
from rehab_tui.programme.variants import (
    FLARE,
    LEAVE_OUT,
    against,
    blocked,
    care_flags,
    halved,
    lower_neighbour,
    step_down,
    swap_target,
    warned,
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
EQUIPMENT_RULE = "EQ"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is left of a list of prescriptions for this profile."""

    prescriptions: tuple[Prescription, ...]
    left_out: tuple[LeftOut, ...]
    decisions: tuple[Decision, ...]


def choose(
    wanted: Iterable[Prescription],
    catalogue: Catalogue,
    profile: Profile,
    barred: frozenset[str] = frozenset(),
    no_place: frozenset[str] = frozenset(),
) -> Choice:
    """Lay the profile over what a programme asks for.

    An exercise that a flag forbids is swapped or left out; one that asks for care is swapped, else
    done in its easier way with its warning, else left out; so is one whose gear is missing. What
    is in the session already, lacks its gear or is `barred` (ids) for another reason is not
    swapped in. What today has `no_place` for (ids) counts as in the session: where the swap table
    names nothing else the exercise is left out, rather than done although there is better for
    them. No flag is ever overruled here, and nothing becomes harder.
    """
    wanted = list(wanted)
    kept: list[Prescription] = []
    out: list[LeftOut] = []
    decisions: list[Decision] = []
    unusable = barred | lacking(catalogue, profile)
    taken = no_place | {p.exercise.id for p in wanted}
    for prescription in wanted:
        result = _for_profile(prescription, catalogue, profile, taken, unusable)
        if isinstance(result, LeftOut):
            out.append(result)
            decisions.append(Decision(result.rule, result.reason, exercise=result.exercise.id))
            continue
        chosen, decision = result
        breathing = unheld(chosen, profile.flags)
        mine = chosen.exercise is prescription.exercise
        if mine and (held := why_unheld(prescription, profile.flags)) is not None:
            decisions.append(Decision(*held, exercise=chosen.exercise.id))
        kept.append(halved(breathing, profile.flags))
        if kept[-1].dose != breathing.dose:
            reason = f"half as much of {chosen.exercise.name}, as you told us: {FLAGS[FLARE]}"
            decisions.append(Decision(FLAG_RULES[FLARE], reason, exercise=chosen.exercise.id))
        taken |= {chosen.exercise.id}
        if decision is not None:
            decisions.append(decision)
    return Choice(tuple(kept), tuple(out), tuple(decisions))


def lacking(catalogue: Catalogue, profile: Profile) -> frozenset[str]:
    """The ids of the exercises whose gear is missing."""
    return frozenset(e.id for e in catalogue.exercises.values() if missing_equipment(e, profile))


def missing_equipment(exercise: Exercise, profile: Profile) -> Equipment | None:
    """The first gear it needs that is not at home and has no household substitute, or None."""
    for equipment in exercise.equipment:
        if equipment.instead is None and not at_home(equipment, profile):
            return equipment
    return None


def at_home(equipment: Equipment, profile: Profile) -> bool:
    """Whether it is there: no gear at all, gear that the profile names, or nobody has said."""
    words = equipment.need.lower().replace(",", " ").split()
    gear = {one for one in EQUIPMENT if one in words or one.removesuffix("s") in words}
    return profile.equipment is None or not gear or bool(gear & profile.equipment)


def _for_profile(
    prescription: Prescription,
    catalogue: Catalogue,
    profile: Profile,
    taken: frozenset[str],
    unusable: frozenset[str],
) -> tuple[Prescription, Decision | None] | LeftOut:
    exercise, flags = prescription.exercise, profile.flags
    asking = against(exercise, flags) or care_flags(exercise, flags)
    if not asking:
        return _with_gear(prescription, None, profile)
    late = asking[0] == "preg_supine" and PREG_LATE in flags
    rule = "PG3" if late else FLAG_RULES.get(asking[0], FLAG_RULE)
    words = f"you told us: {FLAGS[asking[0]]}"
    gentle = swap_target(prescription, catalogue, flags, taken, unusable)
    if gentle is None:
        lower = lower_neighbour if blocked(exercise, flags) else step_down
        gentle = lower(prescription, catalogue, flags, taken | unusable)
    if gentle is None or gentle is LEAVE_OUT:
        return LeftOut(exercise, rule, f"{exercise.name} is left out, as {words}")
    if gentle.exercise is not exercise:
        reason = f"{gentle.exercise.name} in place of {exercise.name}, as {words}"
        swap = _swap(rule, reason, exercise, gentle.exercise)
        # The rule brought it, not a key: no key leads back to what a flag speaks against.
        return replace(gentle, reason=reason, above=None), swap
    reason = f"{exercise.name} in its easier way, as {words}"
    decision = Decision(rule, reason, exercise=exercise.id, change="variant=easier")
    return _with_gear(warned(gentle, flags), decision, profile)


def _swap(rule: str, reason: str, exercise: Exercise, target: Exercise) -> Decision:
    return Decision(rule, reason, exercise=exercise.id, change=f"swap={target.id}")


def _with_gear(
    prescription: Prescription, decision: Decision | None, profile: Profile
) -> tuple[Prescription, Decision | None] | LeftOut:
    """The exercise itself, unless its gear is missing."""
    missing = missing_equipment(prescription.exercise, profile)
    if missing is None:
        return prescription, decision
    reason = f"{prescription.exercise.name} needs {missing.need}, which you don't have at home"
    return LeftOut(prescription.exercise, EQUIPMENT_RULE, reason)
