"""Easier, harder and swapped: what else an exercise can be for this person.

Only these functions decide what takes an exercise's place, whether a flag asks for it, a rule, or
the person with a key in the middle of a session.
"""

from __future__ import annotations

from dataclasses import replace

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.lists import FLAGS
from rehab_tui.catalogue.model import Catalogue, Dose, Exercise
from rehab_tui.coach.model import Prescription, VariantName

LONGEST_SWAPPED_SECONDS = 120


def blocked(exercise: Exercise, flags: frozenset[str]) -> bool:
    """Whether the profile forbids it outright."""
    return bool(exercise.avoid & flags)


def care_flags(exercise: Exercise, flags: frozenset[str]) -> list[str]:
    """The profile's flags that ask for care with it, in a stable order."""
    return sorted(exercise.care & flags)


def warning_for(exercise: Exercise, flags: frozenset[str]) -> str | None:
    """What is shown before an exercise that asks for care."""
    because = [FLAGS[flag] for flag in care_flags(exercise, flags)]
    if not because:
        return None
    return f"Take care with {' and '.join(because)}: {exercise.caution}"


def swap_dose(original: Dose, target: Exercise) -> Dose:
    """The dose of a swap: the replaced item's sets, the target's reps, never above the target's.

    Timed targets take their own seconds, at most 120.
    """
    dose = replace(target.dose, sets=min(original.sets, target.dose.sets))
    if dose.seconds is not None:
        dose = replace(dose, seconds=min(dose.seconds, LONGEST_SWAPPED_SECONDS))
    return dose


def swap_target(
    exercise: Exercise, catalogue: Catalogue, flags: frozenset[str], taken: frozenset[str]
) -> Exercise | None:
    """What the swap table puts in its place, or None.

    The flags that block come first, then those that ask for care; a target that the profile
    forbids or that is in the session already (`taken`) does not count.
    """
    asking = sorted(exercise.avoid & flags) + care_flags(exercise, flags)
    for flag in asking:
        target = catalogue.exercises.get(exercise.alternatives.get(flag, ""))
        if target is not None and target.id not in taken and not blocked(target, flags):
            return target
    return None


def easier(
    prescription: Prescription, catalogue: Catalogue, flags: frozenset[str]
) -> Prescription | None:
    """One level down, or None where there is none left.

    The record's own easier dose; else the easier exercise, unless a flag speaks against it; else
    the spoken variant with half the sets.
    """
    if prescription.variant == "easier":
        return None
    return _variant(prescription, catalogue, flags, "easier")


def harder(
    prescription: Prescription, catalogue: Catalogue, flags: frozenset[str]
) -> Prescription | None:
    """One level up, or None: back from easier to the prescribed dose, or the harder variant.

    Never with a flag that asks for care, and never to an exercise that a flag speaks against.
    """
    exercise = prescription.exercise
    if prescription.variant == "harder" or exercise.harder is None or exercise.care & flags:
        return None
    if exercise.harder.dose is None and exercise.harder.to is None:
        return None
    return _variant(prescription, catalogue, flags, "harder")


def _variant(
    prescription: Prescription, catalogue: Catalogue, flags: frozenset[str], name: VariantName
) -> Prescription | None:
    exercise, dose = prescription.exercise, prescription.dose
    variant = exercise.easier if name == "easier" else exercise.harder
    if variant is not None and variant.dose is not None:
        changed = apply_change(dose, variant.dose)
        changed = _no_more_than(changed, dose) if name == "easier" else changed
        if changed != dose:
            return replace(prescription, dose=changed, variant=name)
    if variant is not None and variant.to is not None:
        target = catalogue.exercises.get(variant.to)
        if target is not None and not (target.avoid | target.care) & flags:
            return swapped(prescription, target, flags, variant.say)
    if name == "harder":
        return None
    if dose.sets > 1:
        return replace(prescription, dose=replace(dose, sets=(dose.sets + 1) // 2), variant=name)
    if variant is not None:
        return replace(prescription, variant=name)
    return None


def _no_more_than(changed: Dose, dose: Dose) -> Dose:
    """An easier variant never asks for more than the dose that was eased already."""
    reps = None if changed.reps is None or dose.reps is None else min(changed.reps, dose.reps)
    seconds = (
        None
        if changed.seconds is None or dose.seconds is None
        else min(changed.seconds, dose.seconds)
    )
    return replace(
        changed,
        sets=min(changed.sets, dose.sets),
        reps=reps if reps is not None else changed.reps,
        seconds=seconds if seconds is not None else changed.seconds,
    )


def swapped(
    prescription: Prescription, target: Exercise, flags: frozenset[str], reason: str
) -> Prescription:
    """`target` in the place of the prescribed exercise, with the dose of a swap."""
    return Prescription(
        exercise=target,
        dose=swap_dose(prescription.dose, target),
        instead_of=prescription.instead_of or prescription.exercise.id,
        reason=reason,
        warning=warning_for(target, flags),
        warm_up=prescription.warm_up,
        first_side=prescription.first_side,
    )


def swaps(
    prescription: Prescription,
    catalogue: Catalogue,
    flags: frozenset[str],
    taken: frozenset[str],
) -> list[Exercise]:
    """What a person may choose instead, best first.

    The record's alternatives, its easier and harder neighbours, then exercises of the same region
    and purpose; none that a flag speaks against, none that is in the session already.
    """
    exercise = prescription.exercise
    names = [*exercise.alternatives.values()]
    names += [v.to for v in (exercise.easier, exercise.harder) if v is not None and v.to]
    names += [
        other.id
        for other in catalogue.exercises.values()
        if (other.region, other.purpose) == (exercise.region, exercise.purpose)
    ]
    found: dict[str, Exercise] = {}
    for name in names:
        other = catalogue.exercises.get(name)
        if other is None or other.id in taken or other.id == exercise.id:
            continue
        if not (other.avoid | other.care) & flags:
            found[other.id] = other
    return list(found.values())
