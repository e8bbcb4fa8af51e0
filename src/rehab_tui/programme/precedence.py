"""Settles what several rules ask of the same exercise: the single strongest is done.

Strength is this app's rule: left out, then half or less, then one level down, then the other
factors. Among equals the rule that comes first in the order of precedence is named, the others are
listed with it. Factors are never multiplied, the warm-up is never reduced, and at least one set of
one rep is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rehab_tui.catalogue.dose import work_seconds
from rehab_tui.catalogue.model import Catalogue, Exercise
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.decision import Decision, Effect, LeftOut
from rehab_tui.programme.gap import ease
from rehab_tui.programme.variants import (
    FLARE,
    FLARE_SHARE,
    gentler,
    halved,
    lower_neighbour,
    step_down,
)

ORDER: tuple[str, ...] = (
    "ST1", "SC6", "ST2", "SO7", "ST5", "ST4", "SC1", "SC2", "SC3", "SC4", "SC5", "ST3", "PG4",
    "PG5", "PG1", "PG2", "PG3", "PP1", "PP2", "PP3", "PP4", "CO1", "CO2", "CO3", "CO4", "CO5",
    "CO6", "CO7", "CO8", "CO9", "CO10", "CO11", "CO12", "PR10", "PM3", "PM4", "PM8", "PP5", "SO6",
    "SO5", "G1", "G2", "G3", "G4", "G5", "SO1", "SO2", "SO3", "SO4", "PM2", "PM2r", "PM5", "PM7",
    "PR6", "PR8", "PR7", "PR3", "PR5", "PM6", "GA1", "PR1", "PR2", "PR4",
)  # fmt: skip
"""The rules in the order of precedence; those that only inform come after them, by id."""

HALF = 0.5
"""A factor up to this is stronger than one level down."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The session after the rules that take away.

    `decisions` has those that did something, in the order of precedence, each with what else was
    asked of its exercises; `holds` those by which nothing is added today.
    """

    prescriptions: tuple[Prescription, ...]
    left_out: tuple[LeftOut, ...] = ()
    decisions: tuple[Decision, ...] = ()
    holds: tuple[Decision, ...] = ()

    def held_by(self, exercise: Exercise | None = None) -> Decision | None:
        """The first decision by which nothing is added to an exercise, or None.

        Without an exercise: to the session as a whole, such as its next phase.
        """
        for one in self.holds:
            effect = one.effect
            if effect is not None and (_whole(effect) or (exercise and reaches(effect, exercise))):
                return one
        return None


def reaches(effect: Effect, exercise: Exercise) -> bool:
    """Whether an effect speaks of an exercise (the warm-up apart)."""
    return (
        effect.exercise in (None, exercise.id)
        and effect.region in (None, exercise.region)
        and effect.purpose in (None, exercise.purpose)
    )


def barred(decisions: Iterable[Decision], catalogue: Catalogue) -> frozenset[str]:
    """What may not come in at all today, by id: all that one of the decisions leaves out."""
    out = [one.effect for one in decisions if one.effect is not None and one.effect.leave_out]
    known = catalogue.exercises.values()
    return frozenset(one.id for one in known if any(reaches(effect, one) for effect in out))


def settle(
    decisions: Iterable[Decision],
    prescriptions: Sequence[Prescription],
    catalogue: Catalogue,
    flags: frozenset[str] = frozenset(),
    unusable: frozenset[str] = frozenset(),
) -> Settled:
    """Do what the decisions ask for, once for each exercise, whatever their order.

    Args:
        decisions: of the rules that bar and that ease; offers and information pass through.
        prescriptions: the session after the flags.
        catalogue: where an easier exercise comes from.
        flags: the profile's; what one of them forbids never comes in.
        unusable: ids that can't come in for another reason, such as missing gear.
    """
    ordered = sorted(dict.fromkeys(decisions), key=_place)
    no_way = unusable | barred(ordered, catalogue)
    taken = {one.exercise.id for one in prescriptions}
    kept: list[Prescription] = []
    out: list[LeftOut] = []
    lesser: dict[Decision, dict[Decision, None]] = {}
    reached: set[Decision] = set()
    for one in prescriptions:
        mine = [d for d in ordered if _reaches(d, one.exercise)]
        if one.warm_up:  # never reduced; but what is not to be done at all is not done as one
            mine = [d for d in mine if d.effect and d.effect.leave_out and d.effect.exercise]
        reached.update(mine)
        strengths = {d: how for d in mine if d.effect and (how := _strength(d.effect))}
        if not strengths:
            kept.append(one)
            continue
        named = min(strengths, key=lambda d: (strengths[d], _place(d)))
        lesser.setdefault(named, {}).update(dict.fromkeys(d for d in strengths if d != named))
        if named.effect is not None and named.effect.leave_out:
            out.append(LeftOut(one.exercise, named.rule, named.reason))
            continue
        less = _reduced(one, named, catalogue, flags, frozenset(taken) | no_way)
        taken.add(less.exercise.id)
        kept.append(less)
    said = [_with_others(d, lesser.get(d, {})) for d in ordered if _is_said(d, reached, lesser)]
    holds = tuple(d for d in ordered if d.effect and (d.effect.holds or _strength(d.effect)))
    return Settled(tuple(kept), tuple(out), tuple(said), holds)


def _whole(effect: Effect) -> bool:
    return (effect.exercise, effect.region, effect.purpose) == (None, None, None)


def _reaches(decision: Decision, exercise: Exercise) -> bool:
    return decision.effect is not None and reaches(decision.effect, exercise)


def _strength(effect: Effect) -> tuple[int, float] | None:
    """The smaller the stronger; None for what takes nothing away."""
    if effect.leave_out:
        return (0, 0.0)
    if effect.factor <= HALF:
        return (1, effect.factor)
    if effect.level_down:
        return (2, 0.0)
    return (3, effect.factor) if effect.factor < 1.0 else None


def _place(decision: Decision) -> tuple[int, str]:
    """By the order of precedence; among a rule's own by all that they say."""
    rank = ORDER.index(decision.rule) if decision.rule in ORDER else len(ORDER)
    return rank, repr(decision)


def _is_said(
    decision: Decision, reached: set[Decision], lesser: dict[Decision, dict[Decision, None]]
) -> bool:
    """Whether it did something itself; what was only listed with others is not said again."""
    if decision.effect is None or decision in lesser:
        return True
    return decision in reached and _strength(decision.effect) is None


def _with_others(decision: Decision, others: Iterable[Decision]) -> Decision:
    also = tuple(f"also: {one.reason} ({one.rule})" for one in others)
    return replace(decision, rests_on=(*decision.rests_on, *also)) if also else decision


def _reduced(
    one: Prescription,
    decision: Decision,
    catalogue: Catalogue,
    flags: frozenset[str],
    taken: frozenset[str],
) -> Prescription:
    """One exercise as a decision asks; a flare (CO7) has halved it already."""
    effect = decision.effect or Effect()
    in_flare = FLARE in flags & one.exercise.care
    if effect.level_down and effect.factor > HALF:
        if in_flare or one.variant == "easier":
            return one
        return _level_down(one, decision.reason, catalogue, flags, taken)
    factor = effect.factor
    return eased(one, min(1.0, factor / FLARE_SHARE) if in_flare else factor)


def eased(one: Prescription, factor: float) -> Prescription:
    """With less of its reps or seconds; so is the dose that the key for harder leads back to."""
    base = one.base_dose and ease(one.base_dose, factor)
    return replace(one, dose=ease(one.dose, factor), base_dose=base)


def _level_down(
    one: Prescription,
    reason: str,
    catalogue: Catalogue,
    flags: frozenset[str],
    taken: frozenset[str],
) -> Prescription:
    """The next easier exercise of its chain, else its own easier way, else half of it.

    From its harder way one level down is its base one.
    """
    if one.variant == "harder":
        base = step_down(one, catalogue, flags, taken)
        if base is not None and _no_harder(base, one):
            return replace(base, reason=reason)
    lower = lower_neighbour(one, catalogue, flags, taken)
    if lower is not None and _no_harder(lower, one):
        return replace(halved(lower, flags), reason=reason)
    own = gentler(one, flags)
    if own is not None and _no_harder(own, one):
        return replace(own, reason=reason)
    return eased(one, HALF)


def _no_harder(new: Prescription, before: Prescription) -> bool:
    return work_seconds(new.dose) <= work_seconds(before.dose)
