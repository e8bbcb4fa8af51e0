"""What was done of each exercise in a session, from its sets, its ratings and its prescription."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.doses import doses_of
from rehab_tui.journal.vocabulary import WARNING_QUALITIES
from rehab_tui.programme.history import PastExercise

TWO_MORE = 2
"""Reps more than done, where the person said that two more were possible."""


class PastSet(NamedTuple):
    """One finished set of one side, in the columns of the journal's `set` entries."""

    session: str
    item: int
    exercise: str
    number: int
    side: str
    reps: int | None
    reps_prescribed: int | None
    seconds_prescribed: int | None
    load: str | None
    variant: str
    instead_of: str | None
    two_more: int | None
    at: str


class PastPain(NamedTuple):
    """One rating of a session, in the columns of the journal's `pain` entries."""

    session: str
    level: int
    moment: str
    exercise: str | None
    quality: str | None
    site: str | None


def sets_of(dose: Dose) -> int:
    """Sets that are written when all of a dose is done; each side of a set is one."""
    return dose.sets * _sides_of(dose)


def _sides_of(dose: Dose) -> int:
    taking_turns = dose.sides == "alternate" and dose.reps is not None
    return 2 if dose.sides == "each" or taking_turns else 1


def exercises_of(
    prescription: str,
    sets: Iterable[PastSet],
    pains: Iterable[PastPain],
    stopped: Collection[str],
    signs: Mapping[str, frozenset[str]],
) -> tuple[PastExercise, ...]:
    """Each exercise that was begun in a session, in the order of the session.

    Args:
        prescription: the JSON text of the session's record; where it is damaged, doses are told by
            the sets.
        sets: the session's finished sets in time order.
        pains: the session's ratings.
        stopped: exercises (their ids) that a sharp pain stopped in it.
        signs: pelvic signs that were told, by the exercise.
    """
    done: defaultdict[str, list[PastSet]] = defaultdict(list)
    for one in sets:
        done[one.exercise].append(one)
    rated: defaultdict[str, list[PastPain]] = defaultdict(list)
    for pain in pains:
        if pain.exercise is not None:
            rated[pain.exercise].append(pain)
    places: defaultdict[str, dict[int, Dose]] = defaultdict(dict)
    for place, (exercise, dose) in enumerate(doses_of(prescription)):
        places[exercise][place] = dose
    begun = done.keys() | ((rated.keys() | set(stopped) | signs.keys()) & places.keys())
    found = {
        name: _exercise(
            name,
            done[name],
            rated[name],
            places[name],
            stopped=name in stopped,
            signs=signs.get(name, frozenset()),
        )
        for name in begun
    }
    first = {name: min([*places[name], *(one.item for one in done[name])]) for name in begun}
    return tuple(found[name] for name in sorted(begun, key=lambda name: (first[name], name)))


def _exercise(
    name: str,
    sets: Sequence[PastSet],
    pains: Sequence[PastPain],
    places: Mapping[int, Dose],
    *,
    stopped: bool,
    signs: frozenset[str],
) -> PastExercise:
    last = max(sets, key=_place, default=None)
    doses = _doses(sets, places)
    dose = doses[max(doses) if last is None else last.item]
    return PastExercise(
        exercise=name,
        dose=dose,
        worst=max((pain.level for pain in pains if pain.moment == "worst"), default=None),
        sharp=stopped or any(pain.quality in WARNING_QUALITIES for pain in pains),
        variant="base" if last is None else last.variant,
        instead_of=None if last is None else last.instead_of,
        sets=len({(one.item, one.number, one.side) for one in sets}),
        sets_prescribed=sum(sets_of(one) for one in doses.values()),
        extra_reps=None if last is None else _extra_reps(sets, last, dose),
        signs=signs,
    )


def _place(one: PastSet) -> tuple[int, int]:
    return one.item, one.number


def _doses(sets: Sequence[PastSet], places: Mapping[int, Dose]) -> dict[int, Dose]:
    """The dose at each place; where the record knows of none, what the sets there say."""
    found = dict(places)
    for item in {one.item for one in sets} - places.keys():
        found[item] = _dose_by_sets([one for one in sets if one.item == item])
    return found


def _dose_by_sets(sets: Sequence[PastSet]) -> Dose:
    last = max(sets, key=_place)
    return Dose(
        sets=last.number,
        reps=last.reps_prescribed,
        seconds=last.seconds_prescribed if last.reps_prescribed is None else None,
        sides="each" if len({one.side for one in sets}) > 1 else "both",
        load=last.load,
    )


def _extra_reps(sets: Sequence[PastSet], last: PastSet, dose: Dose) -> int | None:
    """Reps above the prescribed ones in the last set, on the weaker side; None where not done."""
    if last.number < dose.sets:
        return None
    sides = {one.side: one for one in sets if _place(one) == _place(last)}
    if len(sides) < _sides_of(dose):
        return None
    extra = [
        one.reps - one.reps_prescribed
        for one in sides.values()
        if one.reps is not None and one.reps_prescribed is not None
    ]
    if len(extra) < len(sides):
        return None
    return min(extra) + (TWO_MORE if any(one.two_more for one in sides.values()) else 0)
