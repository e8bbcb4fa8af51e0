"""Checks that what a file names is there, and that its exercises fit together."""

from __future__ import annotations

import graphlib
import itertools
from collections.abc import Mapping, Sequence

from rehab_tui.catalogue import dose as doses
from rehab_tui.catalogue.lists import with_implied
from rehab_tui.catalogue.model import DoseChange, Exercise
from rehab_tui.catalogue.nodes import Node, find
from rehab_tui.catalogue.problems import Problems, quoted
from rehab_tui.catalogue.reader import Found
from rehab_tui.text import did_you_mean

Known = Mapping[str, Exercise]
Chains = Mapping[str, tuple[str, ...]]
Steps = dict[tuple[str, str], Node | None]
"""From an easy exercise to a harder one, and where the file says so; None: another file does."""


def check_records(
    read: Sequence[Found[Exercise]], known: Known, chains: Chains, root: Node, problems: Problems
) -> None:
    """Do the records and chains of a file fit each other and what they name?

    Args:
        read: the file's records.
        known: these and the ones that the file is laid over, by id.
        chains: the chains of both, by name.
        root: the whole file.
        problems: where problems go.
    """
    for one in read:
        _check_flags(one, known, problems)
        _check_variants(one, known, problems)
    steps = _chain_steps(chains, known, root, problems)
    _check_circles({**_variant_steps(read, known), **steps}, problems)


def check_reference(name: str, node: Node, known: Known, problems: Problems) -> bool:
    """Is there an exercise with this id? An empty id was already found wrong."""
    if not name or name in known:
        return name in known
    todo = did_you_mean(name, known) or "See 'rehab exercises list'."
    problems.at(node, f"there is no exercise {quoted(name)}", todo)
    return False


def check_change(exercise: Exercise, change: DoseChange, node: Node, problems: Problems) -> None:
    """Does the change leave this exercise a dose?"""
    try:
        doses.apply_change(exercise.dose, change)
    except ValueError as error:
        problems.at(node, f"this doesn't fit the dose of '{exercise.id}': {error}")


def _check_flags(one: Found[Exercise], known: Known, problems: Problems) -> None:
    exercise = one.value
    for flag in exercise.take_care if one.sound else ():
        if flag not in exercise.care:
            todo = "Add it under 'flags', 'care', or take the line out."
            problems.at(one.at("take_care", flag), f"nobody with '{flag}' would read this", todo)
    for flag, other in exercise.alternatives.items():
        place = one.at("alternatives", flag)
        if one.sound and flag not in exercise.avoid | exercise.care:
            todo = "Add it under 'flags', or take the alternative out."
            problems.at(place, f"'{flag}' is not among the flags of this exercise", todo)
        if other is None or not check_reference(other, place, known, problems):
            continue
        if other == exercise.id:
            problems.at(place, "an exercise can't be its own alternative", "Name another one.")
        elif one.sound and with_implied(frozenset({flag})) & known[other].avoid:
            problems.at(place, f"'{other}' is to be avoided with '{flag}' too", "Name another one.")


def _check_variants(one: Found[Exercise], known: Known, problems: Problems) -> None:
    exercise = one.value
    for way, variant in (("easier", exercise.easier), ("harder", exercise.harder)):
        if variant is None:
            continue
        if variant.to and variant.to == exercise.id:
            what = f"an exercise can't be its own {way} one"
            problems.at(one.at(way, "to"), what, "Name another one.")
        elif variant.to is not None:
            check_reference(variant.to, one.at(way, "to"), known, problems)
        if variant.dose is not None and one.sound:
            check_change(exercise, variant.dose, one.at(way, "dose"), problems)


def _chain_steps(chains: Chains, known: Known, root: Node, problems: Problems) -> Steps:
    """The steps of every chain; notes an exercise that is not there, or in two places at once."""
    steps: Steps = {}
    seen: dict[str, str] = {}
    own = find(root, ("chains",)).value
    mine = own if own is not root.value and isinstance(own, dict) else {}
    for chain in sorted(chains, key=lambda name: name in mine):
        for index, name in enumerate(chains[chain]):
            place = find(root, ("chains", chain, index)) if chain in mine else None
            there = place is not None and check_reference(name, place, known, problems)
            if place is not None and there and name in seen:
                what = f"'{name}' is already in the chain {quoted(seen[name])}"
                problems.at(place, what, "An exercise belongs to one chain, once.")
            seen.setdefault(name, chain)
            if index and name != chains[chain][index - 1]:
                steps[chains[chain][index - 1], name] = place
    return steps


def _variant_steps(read: Sequence[Found[Exercise]], known: Known) -> Steps:
    """The steps from an exercise to an easier or a harder one."""
    own = {one.value.id: one for one in read}
    steps: Steps = {}
    for exercise in known.values():
        for way, variant in (("easier", exercise.easier), ("harder", exercise.harder)):
            other = variant.to if variant else None
            if other is None or other not in known or other == exercise.id:
                continue
            step = (other, exercise.id) if way == "easier" else (exercise.id, other)
            one = own.get(exercise.id)
            steps[step] = steps.get(step) or (one.at(way, "to") if one else None)
    return steps


def _check_circles(steps: Steps, problems: Problems) -> None:
    """Easier and harder must agree on one order: no exercise is harder than itself."""
    left = dict(steps)
    while circle := _circle(left):
        places = [place for step in itertools.pairwise(circle) if (place := left.pop(step))]
        for place in sorted(places, key=lambda node: node.line)[:1]:
            what = f"easier and harder go round in a circle: {', '.join(circle)}"
            problems.at(place, what, "Let one of them name another exercise.")


def _circle(steps: Steps) -> list[str]:
    """Exercises that lead back to the first, from easy to hard; empty when there are none."""
    before: dict[str, set[str]] = {}
    for easy, hard in sorted(steps):
        before.setdefault(hard, set()).add(easy)
    try:
        graphlib.TopologicalSorter(before).prepare()
    except graphlib.CycleError as error:
        names = list(error.args[1])[1:]
        first = names.index(min(names))
        return [*names[first:], *names[: first + 1]]
    return []
