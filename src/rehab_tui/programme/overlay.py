"""What the person has accepted, laid on the doses of the plan.

Nothing here becomes harder by itself: without an accepted offer every prescription stays as it is,
and one that was taken back is gone from the history. How a change knows the dose that it belongs
to is told in `steps.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from rehab_tui.catalogue.dose import apply_change, dose_text
from rehab_tui.catalogue.model import Catalogue, Phase
from rehab_tui.coach.model import Prescription
from rehab_tui.days import short
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import Accepted, History
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.steps import Step, dose_after, in_time, latest, steps_for
from rehab_tui.programme.variants import harder, swapped

MORE_RANGE = "As you chose: a little slower, and as far as it feels easy."


@dataclass(frozen=True, slots=True)
class Laid:
    """A session with the accepted changes in it.

    `planned` has, by the id of each exercise that is in it now, what the plan asks for before the
    changes of its dose: what the next change has to be written on. `decisions` tell what differs,
    `applied` has the accepted changes that lie on it, the latest of each variable.
    """

    prescriptions: tuple[Prescription, ...]
    decisions: tuple[Decision, ...] = ()
    planned: Mapping[str, Prescription] = field(default_factory=lambda: MappingProxyType({}))
    applied: tuple[Accepted, ...] = ()


def asked_for(phase: Phase, catalogue: Catalogue) -> tuple[Prescription, ...]:
    """What a phase asks for, before flags, rules and accepted changes."""
    exercises = catalogue.exercises
    return tuple(
        Prescription(
            exercises[item.exercise], apply_change(exercises[item.exercise].dose, item.change)
        )
        for item in phase.items
    )


def laid_over(
    prescriptions: Sequence[Prescription],
    history: History,
    catalogue: Catalogue,
    profile: Profile,
    unusable: frozenset[str] = frozenset(),
) -> Laid:
    """Lay the accepted changes on what the plan asks for.

    A harder exercise or way that a flag speaks against by now does not come in, nor one that is in
    the session already or `unusable` (ids); then what it was taken for stays. The warm-up is
    never changed.
    """
    accepted = [a for a in history.accepted if a.exercise is not None]
    laid: list[Prescription] = []
    planned: dict[str, Prescription] = {}
    told: list[tuple[Prescription, Accepted]] = []
    applied: list[Accepted] = []
    taken = unusable | {p.exercise.id for p in prescriptions}
    for one in prescriptions:
        if one.warm_up:
            laid.append(one)
            continue
        base, changed, mine = _laid(one, accepted, catalogue, profile.flags, taken)
        taken |= {changed.exercise.id}
        planned[changed.exercise.id] = base
        laid.append(changed)
        applied += mine
        if mine:
            told.append((changed, in_time(mine)[-1]))
    return Laid(tuple(laid), _told(told), planned, tuple(applied))


def _laid(
    one: Prescription,
    accepted: Sequence[Accepted],
    catalogue: Catalogue,
    flags: frozenset[str],
    taken: frozenset[str],
) -> tuple[Prescription, Prescription, list[Accepted]]:
    """What the plan asks for at the last level reached, that with its changes, and the changes."""
    mine: list[Accepted] = []
    while True:
        given = steps_for(one, accepted)
        found, steps = dict(given), latest(step for step, _ in given)
        changed = replace(one, dose=dose_after(one.dose, steps))
        if any(step.key == "range" for step in steps):
            changed = replace(changed, note=f"{one.note} {MORE_RANGE}".strip())
        ways = [step for step in steps if step.key in ("variant", "swap")]
        mine += [found[step] for step in steps if step not in ways]
        upper = _up(changed, ways[-1], catalogue, flags, taken) if ways else None
        if upper is None:
            return one, changed, mine
        mine.append(found[ways[-1]])
        one, taken = upper, taken | {upper.exercise.id}


def _up(
    one: Prescription,
    step: Step,
    catalogue: Catalogue,
    flags: frozenset[str],
    taken: frozenset[str],
) -> Prescription | None:
    """The harder way or exercise that was chosen; None where it can't be today."""
    if step.key == "variant":
        way = harder(one, catalogue, flags, taken) if one.variant == "base" else None
        return way if way is not None and way.exercise.id == one.exercise.id else None
    target = catalogue.exercises.get(step.value)
    if target is None or target.id in taken or (target.avoid | target.care) & flags:
        return None
    return swapped(one, target, flags, f"you chose it after {one.exercise.name}")


def _told(changes: Sequence[tuple[Prescription, Accepted]]) -> tuple[Decision, ...]:
    """One decision for all of them, so that the reasons of the day stay few."""
    if not changes:
        return ()
    newest = max((a for _, a in changes), key=lambda a: (a.day, a.change))
    entries = tuple(f"{short(a.day)}: {p.exercise.name}, {dose_text(p.dose)}" for p, a in changes)
    names = ", ".join(p.exercise.name for p, _ in changes)
    return (Decision(newest.rule, f"with the changes that you chose: {names}", rests_on=entries),)
