"""What a person may do instead of the present exercise, and why each of them is offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.catalogue.lists import in_words
from rehab_tui.catalogue.model import Catalogue, Exercise
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.variants import chain_around, harder, swapped

SwapKind = Literal["alternative", "easier", "other position", "no gear", "similar", "harder"]
"""alternative: the record names it; easier, harder: its neighbours in the chain; other position,
no gear, similar: of the same region and purpose, in another position, without anything that the
present one needs, or neither. A household thing in place of the present one's gear is "no gear"."""

MOST = 8

_SHARES: dict[SwapKind, int] = {
    "alternative": 2, "easier": 1, "other position": 2, "no gear": 2, "similar": 0, "harder": 1,
}  # fmt: skip
"""The kinds, best first, and how many of each have room before there is more of another one."""
_REASONS: dict[SwapKind, str] = {
    "alternative": "you chose its alternative",
    "easier": "you chose an easier exercise",
    "other position": "you chose another position",
    "similar": "you chose a similar exercise",
    "harder": "you chose a harder exercise",
}
_GEAR = frozenset({
    "ball", "band", "bed", "chair", "clock", "cloth", "counter", "cushion", "door", "doorway",
    "mat", "pad", "path", "pillow", "pin", "putty", "roll", "roller", "shoe", "sock", "step",
    "stick", "strap", "table", "towel", "wall", "weight",
})  # fmt: skip
"""Words by which two needs are known to be the same thing: a sturdy chair, a high chair."""


@dataclass(frozen=True, slots=True)
class SwapChoice:
    """One thing that a person may choose: its kind, and what to do then.

    `detail` is the position, what is not needed, or the thing that is used instead.
    """

    kind: SwapKind
    prescription: Prescription
    detail: str

    @property
    def words(self) -> str:
        """Its name, the detail and the dose: "Pelvic tilt, on the back: 2 sets of 10"."""
        one = self.prescription
        return f"{one.exercise.name}, {self.detail}: {dose_text(one.dose)}"


def swaps(
    prescription: Prescription,
    catalogue: Catalogue,
    flags: frozenset[str],
    taken: frozenset[str] = frozenset(),
    *,
    calm: bool = False,
) -> list[SwapChoice]:
    """What a person may choose instead, best first, at most 8.

    Args:
        prescription: the present exercise.
        catalogue: where the others are.
        flags: the profile's; what one of them speaks against, or asks care for, is not offered.
        taken: ids that can't come in: what is in the session already.
        calm: nothing harder today.
    """
    best: dict[str, tuple[SwapKind, Exercise]] = {}
    for kind, exercise in _candidates(prescription.exercise, catalogue, flags, taken):
        if exercise.id not in taken | {prescription.exercise.id}:
            best.setdefault(exercise.id, (kind, exercise))
    choices = (_choice(kind, prescription, one, flags) for kind, one in best.values())
    found = {one.prescription.exercise.id: one for one in choices if one is not None}
    upper = None if calm else _harder(prescription, catalogue, flags, taken)
    if upper is not None:
        found[upper.prescription.exercise.id] = upper
    return _best([*_with_other_things(prescription), *found.values()])


def _candidates(
    exercise: Exercise, catalogue: Catalogue, flags: frozenset[str], taken: frozenset[str]
) -> Iterator[tuple[SwapKind, Exercise]]:
    """Every exercise that suits and is no harder one, each first under the best of its kinds."""
    lower, above = chain_around(exercise, catalogue)
    upward = {*above, *([exercise.harder.to] if exercise.harder and exercise.harder.to else [])}

    def suited(names: Iterable[str | None]) -> Iterator[Exercise]:
        for name in names:
            other = catalogue.exercises.get(name or "")
            if other is None or other.id in upward:  # nobody goes up but by the key's own rule
                continue
            if not (other.avoid | other.care) & flags:
                yield other

    # A flag that the person does not have may have sent elsewhere: the same region comes first.
    alternatives = sorted(
        suited(exercise.alternatives.values()), key=lambda other: other.region != exercise.region
    )
    yield from (("alternative", other) for other in alternatives)
    named = exercise.easier.to if exercise.easier else None
    nearest = (other for other in suited((named, *lower)) if other.id not in taken)
    yield from (("easier", other) for other in nearest)
    for other in suited(catalogue.exercises):
        if (other.region, other.purpose) == (exercise.region, exercise.purpose):
            yield _kind_of(other, exercise), other


def _harder(
    prescription: Prescription, catalogue: Catalogue, flags: frozenset[str], taken: frozenset[str]
) -> SwapChoice | None:
    """What the key for harder brings, where that is another exercise."""
    upper = harder(prescription, catalogue, flags, taken)
    if upper is None or upper.exercise.id == prescription.exercise.id:
        return None
    before = prescription.above
    if before is None or before.exercise.id != upper.exercise.id:  # the way back needs no reason
        upper = replace(upper, reason=_REASONS["harder"])
    return SwapChoice("harder", upper, f"harder, {in_words(upper.exercise.position)}")


def _kind_of(other: Exercise, exercise: Exercise) -> SwapKind:
    if other.position != exercise.position:
        return "other position"
    return "no gear" if exercise.equipment and not _gear(other) & _gear(exercise) else "similar"


def _gear(exercise: Exercise) -> frozenset[str]:
    """The things that it needs, each by its noun, or by all its words without a known one."""
    found: set[str] = set()
    for equipment in exercise.equipment:
        words = equipment.need.lower().replace(",", " ").split()
        nouns = _GEAR & {form for word in words for form in (word, word.removesuffix("s"))}
        found |= nouns or {equipment.need}
    return frozenset(found)


def _choice(
    kind: SwapKind, prescription: Prescription, other: Exercise, flags: frozenset[str]
) -> SwapChoice | None:
    detail = in_words(other.position)
    if kind == "no gear":
        needs = " and the ".join(one.need for one in prescription.exercise.equipment)
        detail = f"without the {needs}"
    elif kind == "easier":
        detail = f"{kind}, {detail}"
    reason = _REASONS.get(kind, f"you chose one {detail}")
    new = swapped(prescription, other, flags, reason)
    return None if new is None else SwapChoice(kind, new, detail)


def _with_other_things(prescription: Prescription) -> Iterator[SwapChoice]:
    """The same exercise with what a household has; not what was chosen just before."""
    for equipment in prescription.exercise.equipment:
        if equipment.instead is not None:
            detail = f"{equipment.instead} in place of the {equipment.need}"
            reason = f"you chose {detail}"
            if reason != prescription.reason:
                yield SwapChoice("no gear", replace(prescription, reason=reason), detail)


def _best(choices: list[SwapChoice]) -> list[SwapChoice]:
    """The first of every kind, and more of the best kinds as far as there is room."""
    order = list(_SHARES)
    by_kind = {kind: [one for one in choices if one.kind == kind] for kind in order}
    ranked = [
        (place >= _SHARES[kind], order.index(kind), place) for kind in order
        for place in range(len(by_kind[kind]))
    ]  # fmt: skip
    kept = sorted(sorted(ranked)[:MOST], key=lambda one: one[1:])
    return [by_kind[order[kind]][place] for _, kind, place in kept]
