"""Easier, harder and swapped: what else an exercise can be for this person.

Only these functions decide what takes an exercise's place, whether a flag asks for it, a rule, or
the person with a key in the middle of a session.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum
from typing import TypeGuard

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.lists import FLAGS, PREG_LATE
from rehab_tui.catalogue.model import Catalogue, Dose, Exercise
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.gap import ease
from rehab_tui.programme.holds import unheld
from rehab_tui.programme.steady import no_harder_way
from rehab_tui.programme.swap_dose import swap_dose

FLARE, FLARE_SHARE = "inflammatory_flare", 0.5
"""In a flare of an arthritis: movement only, and half of it (CO7)."""


def against(exercise: Exercise, flags: frozenset[str]) -> list[str]:
    """The profile's flags that forbid it outright, in a stable order.

    Late in a pregnancy lying flat is forbidden, and no longer a matter of care (PG3).
    """
    flat = exercise.care & {"preg_supine"} if PREG_LATE in flags else frozenset()
    return sorted((exercise.avoid & flags) | flat)


def blocked(exercise: Exercise, flags: frozenset[str]) -> bool:
    """Whether the profile forbids it outright."""
    return bool(against(exercise, flags))


def care_flags(exercise: Exercise, flags: frozenset[str]) -> list[str]:
    """The profile's flags that ask for care with it, in a stable order."""
    return sorted(exercise.care & flags)


def warning_for(exercise: Exercise, flags: frozenset[str]) -> str | None:
    """What is shown before an exercise that asks for care: why, and what is for them.

    The caution for everybody comes with it only where a flag has no words of its own.
    """
    mine = care_flags(exercise, flags)
    if not mine:
        return None
    because = " and ".join(FLAGS[flag] for flag in mine)
    notes = dict.fromkeys(exercise.take_care[flag] for flag in mine if flag in exercise.take_care)
    rest = () if all(flag in exercise.take_care for flag in mine) else (exercise.caution,)
    return " ".join([f"Take care, as you told us: {because}.", *notes, *rest])


def unsuited(prescription: Prescription, flags: frozenset[str]) -> bool:
    """Whether these flags forbid what was prescribed, or ask for care that it does not take.

    A breath or a strain that is held although they speak against it is such a thing as well.
    """
    said = prescription.warning or ""
    careless = any(FLAGS[flag] not in said for flag in care_flags(prescription.exercise, flags))
    held = unheld(prescription, flags) != prescription
    return blocked(prescription.exercise, flags) or careless or held


def warned(prescription: Prescription, flags: frozenset[str]) -> Prescription:
    """With the warning that the profile asks for."""
    return replace(prescription, warning=warning_for(prescription.exercise, flags))


def halved(prescription: Prescription, flags: frozenset[str]) -> Prescription:
    """Half as many reps in a flare of an arthritis, where the exercise asks for care with it."""
    if FLARE not in flags & prescription.exercise.care:
        return prescription
    base = prescription.base_dose
    return replace(
        prescription,
        dose=ease(prescription.dose, FLARE_SHARE),
        base_dose=None if base is None else ease(base, FLARE_SHARE),
    )


def _at_most_half(prescription: Prescription, flags: frozenset[str]) -> Prescription:
    """What a key brings in a flare: no more than half of its own dose, however it was come by.

    Other than `halved` it may be laid on again, on the way there and back, and halves once.
    """
    if FLARE not in flags & prescription.exercise.care:
        return prescription
    half, base = ease(prescription.exercise.dose, FLARE_SHARE), prescription.base_dose
    return replace(
        prescription,
        dose=_no_longer_than(prescription.dose, half),
        base_dose=None if base is None else _no_longer_than(base, half),
    )


def _no_longer_than(dose: Dose, most: Dose) -> Dose:
    """At most the sets, reps and seconds of the other, and a single rep held no longer."""
    less = _no_more_than(dose, most)
    if less.tempo is None or most.tempo is None or most.reps != 1:
        return less
    effort, hold, back = less.tempo
    return replace(less, tempo=(effort, min(hold, most.tempo[1]), back))


class LeaveOut(Enum):
    """What the swap table says instead of an exercise."""

    LEAVE_OUT = "leave-out"


LEAVE_OUT = LeaveOut.LEAVE_OUT


def swap_target(
    prescription: Prescription,
    catalogue: Catalogue,
    flags: frozenset[str],
    taken: frozenset[str],
    unusable: frozenset[str],
) -> Prescription | LeaveOut | None:
    """What the swap table puts in its place; None when it names nothing that can be done.

    The flags that block come first, then those that ask for care; a target that the profile
    forbids, that it asks care for without an easier way, or whose gear is not at home (`unusable`)
    does not count. One that is in the session already (`taken`) is not repeated: then the exercise
    is left out, as where the table says so. The caller halves its dose and gives the reason.
    """
    exercise = prescription.exercise
    asking = sorted(exercise.avoid & flags) + care_flags(exercise, flags)
    named = [exercise.alternatives[flag] for flag in asking if flag in exercise.alternatives]
    targets = _doable([name for name in named if name], catalogue, flags, unusable)
    found = [_stand_in(prescription, target, flags, "") for target in targets]
    fit = [one for one in found if one is not None]
    free = [one for one in fit if one.exercise.id not in taken]
    if free:
        return free[0]
    return LEAVE_OUT if fit or None in named else None


def easier(
    prescription: Prescription,
    catalogue: Catalogue,
    flags: frozenset[str],
    taken: frozenset[str] = frozenset(),
) -> Prescription | None:
    """One level down, or None where there is none left.

    The first that there is of: the record's own easier way (another dose, another exercise, or
    the words alone at the same dose); half the sets. From the easier way on: the next easier
    exercise. None that a flag forbids, or that is `taken` (in the session already). From a harder
    way it is the base one.
    """
    found = step_down(prescription, catalogue, flags, taken)
    anew = found is not None and found.exercise.id != prescription.exercise.id
    return _at_most_half(found, flags) if found is not None and anew else found


def step_down(
    prescription: Prescription,
    catalogue: Catalogue,
    flags: frozenset[str],
    taken: frozenset[str] = frozenset(),
) -> Prescription | None:
    """As `easier`, but whoever calls halves what comes in for a flare."""
    if prescription.variant == "harder":
        return _base(prescription, flags)
    if prescription.variant != "easier":
        own = _own_easier(prescription, catalogue, flags, taken)
        if own is not None:
            return own
    return lower_neighbour(prescription, catalogue, flags, taken)


def lower_neighbour(
    prescription: Prescription, catalogue: Catalogue, flags: frozenset[str], taken: frozenset[str]
) -> Prescription | None:
    """The next easier exercise of its chain that is neither forbidden nor in the session."""
    lower, _ = chain_around(prescription.exercise, catalogue)
    return _first_down(prescription, _doable(lower, catalogue, flags, taken), flags)


def _doable(
    names: Iterable[str], catalogue: Catalogue, flags: frozenset[str], taken: frozenset[str]
) -> Iterator[Exercise]:
    for name in names:
        target = catalogue.exercises.get(name)
        if target is not None and target.id not in taken and not blocked(target, flags):
            yield target


def _first_down(
    prescription: Prescription, lower: Iterable[Exercise], flags: frozenset[str]
) -> Prescription | None:
    reason = f"easier than {prescription.exercise.name}"
    found = (_stand_in(prescription, one, flags, reason) for one in lower)
    down = next((one for one in found if one is not None), None)
    return None if down is None else replace(down, above=prescription)


def _own_easier(
    prescription: Prescription, catalogue: Catalogue, flags: frozenset[str], taken: frozenset[str]
) -> Prescription | None:
    """The record's own easier way, or half the sets."""
    variant = prescription.exercise.easier
    if variant is not None and variant.to is not None:
        named = _doable([variant.to], catalogue, flags, taken)
        down = _first_down(prescription, named, flags)
        if down is not None:
            return down
    return gentler(prescription, flags)


def gentler(prescription: Prescription, flags: frozenset[str]) -> Prescription | None:
    """The same exercise one level down; words that speak of another exercise are no way of it."""
    dose, variant = prescription.dose, prescription.exercise.easier
    gentle = replace(prescription, variant="easier", base_dose=prescription.base_dose or dose)
    gentle = unheld(gentle, flags)
    if variant is not None and variant.dose is not None:
        changed = _no_more_than(apply_change(dose, variant.dose), dose)
        way = unheld(replace(gentle, dose=changed), flags)
        if way.dose != gentle.dose:
            return way
    elif variant is not None and variant.to is None:
        return gentle
    if dose.sets > 1:
        return replace(gentle, dose=replace(gentle.dose, sets=(dose.sets + 1) // 2))
    return None


def _no_more_than(changed: Dose, dose: Dose) -> Dose:
    """An easier dose never asks for more than a dose that was eased already, both sides counted."""
    reps, seconds = changed.reps, changed.seconds
    if reps is not None and dose.reps is not None:
        reps = max(1, min(reps, dose.reps * _sides(dose) // _sides(changed)))
    if seconds is not None and dose.seconds is not None:
        seconds = min(seconds, dose.seconds)
    return replace(changed, sets=min(changed.sets, dose.sets), reps=reps, seconds=seconds)


def _sides(dose: Dose) -> int:
    return 2 if dose.sides in ("each", "alternate") else 1


def harder(
    prescription: Prescription,
    catalogue: Catalogue,
    flags: frozenset[str],
    taken: frozenset[str] = frozenset(),
) -> Prescription | None:
    """One level up, or None; only ever taken by the person.

    From an easier way that is the base one, with the warning of a flag that asks for care; from an
    exercise that the person came down to, what it was before. Else the harder dose, and from there,
    or where only words tell a harder way, the next exercise up: never with a flag that asks for
    care with the present one or speaks against the next, and never one that is `taken`. A harder
    dose that holds the breath is none for those who don't hold theirs, and no way past it either.
    """
    exercise = prescription.exercise
    if blocked(exercise, flags):
        return None
    asks_care = bool(exercise.care & flags)
    # What asks for care comes in its easier way: that is where the step down led.
    arrived = prescription.variant == "base" or (asks_care and prescription.variant == "easier")
    if arrived and _open(prescription.above, flags, taken):
        return unheld(warned(prescription.above, flags), flags)
    if prescription.variant == "easier":
        return _base(prescription, flags)
    if asks_care or no_harder_way(exercise, flags):
        return None
    variant = exercise.harder
    if prescription.variant == "base" and variant is not None and variant.dose is not None:
        changed = apply_change(prescription.dose, variant.dose)
        base = prescription.dose
        more = replace(prescription, dose=changed, variant="harder", base_dose=base)
        return more if unheld(more, flags).dose == changed else None
    upper = upper_neighbour(exercise, catalogue, flags, taken)
    if upper is None:
        return None
    named = variant is not None and variant.to == upper.id
    reason = variant.say if variant and named else f"harder than {exercise.name}"
    return swapped(prescription, upper, flags, reason)


def _base(prescription: Prescription, flags: frozenset[str]) -> Prescription | None:
    """From an easier or a harder way back to the base one, with its warning."""
    dose = prescription.base_dose
    if dose is None:
        return None
    base = replace(prescription, dose=dose, variant="base", base_dose=None)
    return unheld(warned(base, flags), flags)


def _open(
    above: Prescription | None, flags: frozenset[str], taken: frozenset[str]
) -> TypeGuard[Prescription]:
    """Whether the way back up is there and free."""
    if above is None or blocked(above.exercise, flags):
        return False
    return above.exercise.id not in taken


def upper_neighbour(
    exercise: Exercise, catalogue: Catalogue, flags: frozenset[str], taken: frozenset[str]
) -> Exercise | None:
    """What its record names as harder, or else the very next exercise of its chain.

    Nobody skips a level upwards: None when a flag speaks against it, or it is `taken`.
    """
    names = [exercise.harder.to] if exercise.harder and exercise.harder.to else []
    names += chain_around(exercise, catalogue)[1][:1]
    for name in names:
        target = catalogue.exercises.get(name)
        if target and name not in taken and not (target.avoid | target.care) & flags:
            return target
    return None


def chain_around(
    exercise: Exercise, catalogue: Catalogue
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of its chain below it, the nearest first, and above it, the nearest first."""
    for chain in catalogue.chains.values():
        if exercise.id in chain:
            place = chain.index(exercise.id)
            return chain[:place][::-1], chain[place + 1 :]
    return (), ()


def swapped(
    prescription: Prescription, target: Exercise, flags: frozenset[str], reason: str
) -> Prescription | None:
    """`target` in the place of the prescribed exercise, with the dose of a swap.

    One that asks for care with this profile comes in its own easier way, with its warning, and in
    a flare with half of its dose at most; None where it has no easier way.
    """
    found = _stand_in(prescription, target, flags, reason)
    return None if found is None else _at_most_half(found, flags)


def _stand_in(
    prescription: Prescription, target: Exercise, flags: frozenset[str], reason: str
) -> Prescription | None:
    """As `swapped`, but not halved."""
    new = Prescription(
        exercise=target,
        dose=swap_dose(prescription.dose, target),
        instead_of=prescription.instead_of or prescription.exercise.id,
        reason=reason,
        warm_up=prescription.warm_up,
        first_side=prescription.first_side,
    )
    way = gentler(new, flags) if target.care & flags else new
    return None if way is None else unheld(warned(way, flags), flags)
