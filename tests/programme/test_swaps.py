"""What may be chosen instead of an exercise: which, why, in which order, and in which words."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from programme_builders import catalogue, move

from rehab_tui.catalogue.model import Dose, DoseChange, Equipment, Exercise, Variant
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.swaps import MOST, SwapChoice, swaps

NOBODY: frozenset[str] = frozenset()


def of(exercise: Exercise, **changes: Any) -> Prescription:
    return Prescription(exercise, exercise.dose, **changes)


def offered(
    exercise: Exercise,
    *others: Exercise,
    flags: frozenset[str] = NOBODY,
    taken: frozenset[str] = NOBODY,
    chain: tuple[str, ...] = (),
    **changes: Any,
) -> list[SwapChoice]:
    known = catalogue(exercise, *others, chain=chain)
    return swaps(of(exercise, **changes), known, flags, taken)


def ids(found: list[SwapChoice]) -> list[tuple[str, str]]:
    return [(one.kind, one.prescription.exercise.id) for one in found]


def needs(*things: str) -> tuple[Equipment, ...]:
    return tuple(Equipment(thing, None) for thing in things)


def test_each_kind_says_what_it_is() -> None:
    row = move(
        "row",
        equipment=(Equipment("band", "a towel"), *needs("door")),
        alternatives=MappingProxyType({"heart": "pull"}),
        easier=Variant("Less.", to="reach"),
        harder=Variant("Pull it with both arms.", to="heavy"),
    )
    found = offered(
        row,
        move("pull", region="neck", position="seated"),
        move("reach", region="neck", position="supine"),
        move("lie", position="prone"),
        move("swing"),
        move("twin", equipment=needs("band")),
        move("heavy", position="side-lying"),
    )
    assert [(one.kind, one.words, one.prescription.reason) for one in found] == [
        ("alternative", "Pull, seated: 2 sets of 10", "you chose its alternative"),
        ("easier", "Reach, easier, on the back: 2 sets of 10", "you chose an easier exercise"),
        ("other position", "Lie, on the belly: 2 sets of 10", "you chose another position"),
        (
            "no gear",
            "Row, a towel in place of the band: 2 sets of 10",
            "you chose a towel in place of the band",
        ),
        (
            "no gear",
            "Swing, without the band and the door: 2 sets of 10",
            "you chose one without the band and the door",
        ),
        ("similar", "Twin, standing: 2 sets of 10", "you chose a similar exercise"),
        ("harder", "Heavy, harder, on the side: 2 sets of 10", "you chose a harder exercise"),
    ]


@pytest.mark.parametrize(
    ("mine", "other", "kind"),
    [
        ((), (), "similar"),
        ((), ("band",), "similar"),
        (("band",), (), "no gear"),
        (("band",), ("band",), "similar"),
        (("sturdy chair",), ("high Chair, with arms",), "similar"),
        (("two pillows",), ("a pillow",), "similar"),
        (("chair", "towel"), ("towel",), "similar"),
        (("chair", "towel"), ("wall",), "no gear"),
        (("spoon",), ("spoon",), "similar"),
        (("spoon",), ("big spoon",), "no gear"),
        (("spoon",), ("chair",), "no gear"),
    ],
)
def test_the_same_thing_by_its_noun(
    mine: tuple[str, ...], other: tuple[str, ...], kind: str
) -> None:
    found = offered(move("a", equipment=needs(*mine)), move("b", equipment=needs(*other)))
    assert ids(found) == [(kind, "b")]


def test_a_household_thing_is_not_offered_again_once_it_was_chosen() -> None:
    row = move("row", equipment=(Equipment("band", "a towel"), Equipment("step", "a stair")))
    both = offered(row)
    assert [one.detail for one in both] == [
        "a towel in place of the band",
        "a stair in place of the step",
    ]
    assert all(one.prescription.exercise is row for one in both)
    again = offered(row, reason=both[0].prescription.reason)
    assert [one.detail for one in again] == ["a stair in place of the step"]


def test_only_its_region_and_purpose_are_similar() -> None:
    here = move("here")
    found = offered(move("a"), here, move("b", region="knee"), move("c", purpose="stretch"))
    assert ids(found) == [("similar", "here")]


def test_what_is_in_the_session_or_spoken_against_is_not_offered() -> None:
    a = move("a", alternatives=MappingProxyType({"heart": "b"}), easier=Variant("L.", to="c"))
    b, c, d = move("b"), move("c"), move("d")
    assert ids(offered(a, b, c, d)) == [("alternative", "b"), ("easier", "c"), ("similar", "d")]
    assert ids(offered(a, b, c, d, taken=frozenset({"c", "d"}))) == [("alternative", "b")]
    mine = frozenset({"heart"})
    against, careful = move("b", avoid=mine), move("c", care=mine)
    assert ids(offered(a, against, careful, d, flags=mine)) == [("similar", "d")]
    assert ids(offered(a, against, careful, d, flags=frozenset({"vertigo"}))) == [
        ("alternative", "b"),
        ("easier", "c"),
        ("similar", "d"),
    ]


def test_an_alternative_of_its_own_region_comes_first() -> None:
    names = MappingProxyType({"heart": "far", "vertigo": "near"})
    far, near = move("far", region="neck"), move("near", purpose="stretch")
    found = offered(move("a", alternatives=names), far, near)
    assert ids(found) == [("alternative", "near"), ("alternative", "far")]


def test_an_alternative_that_the_catalogue_lacks_is_passed_over() -> None:
    names = MappingProxyType({"heart": "gone", "vertigo": None, "neuropathy": "there"})
    found = offered(move("a", alternatives=names), move("there", region="neck"))
    assert ids(found) == [("alternative", "there")]


def test_easier_is_what_stands_below_it_in_the_chain_the_nearest_first() -> None:
    chain = ("low", "lower", "a", "up", "top")
    others = [move(name, region="neck") for name in ("low", "lower", "up", "top")]
    found = offered(move("a"), *others, chain=chain)
    assert ids(found) == [("easier", "lower"), ("easier", "low"), ("harder", "up")]
    free = offered(move("a"), *others, chain=chain, taken=frozenset({"lower"}))
    assert ids(free) == [("easier", "low"), ("harder", "up")]


def test_two_levels_up_is_not_even_similar() -> None:
    found = offered(move("a"), move("up"), move("top"), chain=("a", "up", "top"))
    assert ids(found) == [("harder", "up")]
    named = offered(move("a", harder=Variant("H.", to="up")), move("up"), taken=frozenset({"up"}))
    assert ids(named) == []


def test_the_way_back_up_needs_no_reason() -> None:
    top, low = move("top"), move("low")
    known = catalogue(top, low, chain=("low", "top"))
    above = of(top, reason="as planned")
    (back,) = swaps(of(low, above=above), known, NOBODY)
    assert (back.kind, back.prescription.reason) == ("harder", "as planned")
    (up,) = swaps(of(low), known, NOBODY)
    assert up.prescription.reason == "you chose a harder exercise"


def test_a_harder_dose_of_the_same_exercise_is_no_swap() -> None:
    a = move("a", harder=Variant("More.", dose=DoseChange(reps=12)))
    assert ids(offered(a)) == []


def test_of_many_the_best_kinds_have_the_room() -> None:
    alternatives = MappingProxyType({f"flag-{n}": f"alternative-{n}" for n in range(4)})
    a = move("a", alternatives=alternatives, equipment=needs("band"))
    others = [
        *(move(f"similar-{n}", equipment=needs("band")) for n in range(3)),
        *(move(f"gearless-{n}") for n in range(3)),
        *(move(f"seated-{n}", position="seated") for n in range(3)),
        *(move(f"alternative-{n}", region="neck") for n in range(4)),
        *(move(name, region="neck") for name in ("low", "lower", "up")),
    ]
    found = offered(a, *others, chain=("low", "lower", "a", "up"))
    assert len(found) == MOST == 8
    assert ids(found) == [
        ("alternative", "alternative-0"),
        ("alternative", "alternative-1"),
        ("easier", "lower"),
        ("other position", "seated-0"),
        ("other position", "seated-1"),
        ("no gear", "gearless-0"),
        ("no gear", "gearless-1"),
        ("harder", "up"),
    ]
    fewer = [one for one in others if not one.id.startswith("seated")]
    assert [kind for kind, _ in ids(offered(a, *fewer, chain=("low", "lower", "a", "up")))] == [
        "alternative", "alternative", "alternative", "alternative", "easier", "no gear", "no gear",
        "harder",
    ]  # fmt: skip


def test_what_asks_for_care_and_has_no_easier_way_is_none() -> None:
    one_set = Dose(sets=1, reps=5, tempo=(1, 0, 1))
    a = move("a", dose=one_set)
    assert ids(offered(a, move("b", dose=one_set))) == [("similar", "b")]
    down = Variant("Less.", to="b")
    found = offered(
        replace(a, easier=down), move("b", dose=one_set, care=frozenset({"heart"})),
        flags=frozenset({"heart"}),
    )  # fmt: skip
    assert ids(found) == []


def test_what_its_record_names_as_harder_is_not_similar_either() -> None:
    a = move("a", harder=Variant("H.", to="up"))
    known = catalogue(a, move("up"))
    assert ids(swaps(of(a), known, NOBODY, calm=True)) == []
    assert ids(swaps(of(a), known, NOBODY)) == [("harder", "up")]
