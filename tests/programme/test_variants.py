"""Easier and harder ways, and swaps: what takes the place of what, and how much of it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from choose_cases import BOX, NO_FLAGS, STRONG, TIME, chosen, flags, of, only
from programme_builders import catalogue, move

from rehab_tui.catalogue.dose import work_seconds
from rehab_tui.catalogue.model import Dose, DoseChange, Variant
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.swap_dose import swap_dose
from rehab_tui.programme.swaps import swaps
from rehab_tui.programme.variants import easier, harder, swapped, unsuited


def test_easier_again_is_the_next_exercise_down() -> None:
    known = catalogue(move("a", easier=STRONG), move("lower", easier=STRONG), chain=("lower", "a"))
    first = easier(of(known.exercises["a"])[0], known, NO_FLAGS)
    assert first is not None
    assert (first.exercise.id, first.dose.reps) == ("a", 4)
    second = easier(first, known, NO_FLAGS)
    assert second is not None
    assert (second.exercise.id, second.variant, second.instead_of) == ("lower", "base", "a")
    assert work_seconds(second.dose) <= work_seconds(first.dose)
    assert easier(first, known, NO_FLAGS, flags("lower")) is None


def test_easier_without_a_chain_is_one_level() -> None:
    known = catalogue(move("a", easier=STRONG))
    first = easier(of(known.exercises["a"])[0], known, NO_FLAGS)
    assert first is not None
    assert (first.variant, first.dose.reps) == ("easier", 4)
    assert easier(first, known, NO_FLAGS) is None


def test_easier_never_asks_for_more_than_a_dose_that_was_eased() -> None:
    sides = Variant("One side at a time.", dose=DoseChange(sets=3, reps=5, sides="each"))
    known = catalogue(move("a", easier=sides))
    eased = Prescription(known.exercises["a"], Dose(sets=1, reps=6, tempo=(2, 0, 2)))
    found = easier(eased, known, NO_FLAGS)
    assert found is not None
    assert (found.dose.sets, found.dose.reps, found.dose.sides) == (1, 3, "each")
    longer = Variant("Longer.", dose=DoseChange(seconds=90, pattern=(2, 0, 3, 0)))
    timed = Prescription(move("b", easier=longer), TIME)
    calm = easier(timed, known, NO_FLAGS)
    assert calm is not None
    assert (calm.dose.seconds, calm.dose.pattern) == (60, (2, 0, 3, 0))


def test_an_easier_dose_that_is_the_present_one_is_half_the_sets() -> None:
    a = move("a", easier=Variant("Six.", dose=DoseChange(reps=6)))
    found = easier(Prescription(a, Dose(sets=3, reps=6, tempo=(1, 0, 1))), catalogue(a), NO_FLAGS)
    assert found is not None
    assert found.dose.sets == 2
    assert easier(Prescription(a, Dose(reps=6, tempo=(1, 0, 1))), catalogue(a), NO_FLAGS) is None


def test_an_easier_way_may_turn_reps_into_time() -> None:
    held = Variant("Just hold.", dose=DoseChange(rest=0))
    known = catalogue(move("a", easier=held))
    found = easier(of(known.exercises["a"])[0], known, NO_FLAGS)
    assert found is not None
    assert found.dose.rest == 0


def test_harder() -> None:
    b = move("b", care=flags("heart"))
    dosed = move("a", harder=Variant("More.", dose=DoseChange(reps=15)))
    onward = move("c", harder=Variant("Go on to the b.", to="b"))
    told, plain = move("d", harder=Variant("Lift higher.")), move("e")
    known = catalogue(dosed, b, onward, told, plain)
    more = harder(of(dosed)[0], known, NO_FLAGS)
    assert more is not None
    assert (more.variant, more.dose.reps) == ("harder", 15)
    assert harder(more, known, NO_FLAGS) is None
    on = harder(of(onward)[0], known, NO_FLAGS)
    assert on is not None
    assert (on.exercise.id, on.instead_of) == ("b", "c")
    assert harder(of(onward)[0], known, flags("heart")) is None
    assert harder(of(told)[0], known, NO_FLAGS) is None
    assert harder(of(plain)[0], known, NO_FLAGS) is None
    assert harder(replace(of(dosed)[0], variant="easier"), known, NO_FLAGS) is None
    careful = move("f", care=flags("heart"), harder=Variant("More.", dose=DoseChange(reps=15)))
    assert harder(of(careful)[0], known, flags("heart")) is None


def test_harder_again_is_the_next_exercise_up() -> None:
    upper = move("upper", care=flags("heart"), avoid=flags("vertigo"))
    a = move("a", harder=Variant("More.", dose=DoseChange(reps=15)))
    known = catalogue(a, upper, move("top"), chain=("a", "upper", "top"))
    more = harder(of(a)[0], known, NO_FLAGS)
    assert more is not None
    assert (more.exercise.id, more.variant) == ("a", "harder")
    up = harder(more, known, NO_FLAGS)
    assert up is not None
    assert (up.exercise.id, up.variant, up.instead_of) == ("upper", "base", "a")
    assert work_seconds(up.dose) <= work_seconds(more.dose)
    for flag in ("heart", "vertigo"):
        assert harder(more, known, flags(flag)) is None, "and no level is skipped"
    assert harder(more, known, NO_FLAGS, flags("upper")) is None


def test_harder_by_words_alone_stays_words() -> None:
    told = move("a", harder=Variant("Lift higher."))
    known = catalogue(told, move("b"), chain=("a", "b"))
    assert harder(of(told)[0], catalogue(told), NO_FLAGS) is None
    up = harder(of(told)[0], known, NO_FLAGS)
    assert up is not None
    assert (up.exercise.id, up.variant) == ("b", "base")


def test_easier_after_harder_is_the_base_way() -> None:
    a = move("a", easier=STRONG, harder=Variant("More.", dose=DoseChange(reps=15)))
    more = harder(of(a)[0], catalogue(a), NO_FLAGS)
    assert more is not None
    assert easier(more, catalogue(a), NO_FLAGS) == of(a)[0]


def test_the_way_back_up_closes_for_what_is_forbidden_or_taken() -> None:
    a, lower = move("a", avoid=flags("heart"), easier=Variant("B.", to="b")), move("b")
    known = catalogue(a, lower, chain=("b", "a"))
    down = easier(of(a)[0], known, NO_FLAGS)
    assert down is not None
    assert harder(down, known, NO_FLAGS) == of(a)[0]
    assert harder(down, known, flags("heart")) is None
    assert harder(down, known, NO_FLAGS, flags("a")) is None


def test_what_a_flag_brought_leads_back_to_nothing() -> None:
    a = move("a", care=flags("heart"), easier=Variant("Do the b.", to="b"))
    gentle = only(chosen(of(a), move("b"), flags=flags("heart")))
    assert (gentle.exercise.id, gentle.above) == ("b", None)
    assert harder(gentle, catalogue(a, move("b"), chain=("b", "a")), flags("heart")) is None


@pytest.mark.parametrize(
    ("original", "target", "dose"),
    [
        (Dose(sets=3, reps=9, tempo=(2, 0, 2)), Dose(sets=2, reps=5, tempo=(1, 0, 1)),
         Dose(sets=2, reps=5, tempo=(1, 0, 1))),
        (Dose(sets=1, reps=9, tempo=(2, 0, 2)), Dose(sets=2, reps=5, tempo=(1, 0, 1)),
         Dose(sets=1, reps=5, tempo=(1, 0, 1))),
        (Dose(reps=6, tempo=(1, 0, 1)), Dose(reps=10, tempo=(1, 0, 2)),
         Dose(reps=4, tempo=(1, 0, 2))),
        (Dose(reps=8, tempo=(2, 3, 3)), Dose(reps=10, tempo=(3, 3, 3), sides="each", rest=30),
         Dose(reps=4, tempo=(3, 3, 3), sides="each", rest=30)),
        (Dose(reps=2, tempo=(1, 0, 1)), Dose(reps=10, tempo=(3, 3, 3)),
         Dose(reps=2, tempo=(3, 3, 3))),
        (Dose(seconds=30), Dose(reps=10, tempo=(3, 3, 3), sides="each"),
         Dose(reps=4, tempo=(3, 3, 3), sides="each")),
        (Dose(seconds=600), Dose(seconds=300), Dose(seconds=120)),
        (Dose(seconds=57), Dose(seconds=300), Dose(seconds=55)),
        (Dose(reps=1, tempo=(1, 0, 1)), Dose(seconds=60), Dose(seconds=10)),
        (Dose(reps=1, tempo=(1, 0, 1)), Dose(reps=8, tempo=(9, 9, 9), sides="each"),
         Dose(reps=1, tempo=(9, 9, 9), sides="each")),
        (Dose(sets=2, reps=1, tempo=(1, 0, 1)), Dose(sets=2, reps=1, tempo=(9, 9, 9)),
         Dose(sets=1, reps=1, tempo=(9, 9, 9))),
    ],
)  # fmt: skip
def test_a_swap_takes_no_more_sets_and_no_more_time_but_for_a_few_reps(
    original: Dose, target: Dose, dose: Dose
) -> None:
    assert swap_dose(original, move("t", dose=target)) == dose


def test_a_swap_keeps_the_place_of_what_it_replaces() -> None:
    first = replace(of(move("a"))[0], warm_up=True, first_side="left", instead_of="zero")
    found = swapped(first, move("b"), NO_FLAGS, "chosen")
    assert found is not None
    assert (found.warm_up, found.first_side, found.instead_of) == (True, "left", "zero")
    assert (found.reason, found.warning, found.variant) == ("chosen", None, "base")
    assert work_seconds(found.dose) <= work_seconds(first.dose)


def test_the_way_back_from_easier_holds_no_breath_either() -> None:
    short = Variant("Short.", dose=DoseChange(seconds=20))
    a = move("a", dose=BOX, care=flags("heart"), easier=short)
    gentle = only(chosen(of(a), flags=flags("heart")))
    back = harder(gentle, catalogue(a), flags("heart"))
    assert back is not None
    assert back.dose == replace(BOX, pattern=(4, 0, 4, 0))


def test_a_harder_way_that_holds_the_breath_is_none_for_those_who_hold_none() -> None:
    calm = Dose(seconds=60, pattern=(4, 0, 6, 0))
    hold = Variant("Hold it.", dose=DoseChange(pattern=(4, 7, 8, 0)))
    a = move("a", dose=calm, harder=hold)
    known = catalogue(a, move("b"), chain=("a", "b"))
    assert harder(of(a)[0], known, flags("pregnant")) is None
    free = harder(of(a)[0], known, NO_FLAGS)
    assert free is not None
    assert free.dose.pattern == (4, 7, 8, 0)
    assert unsuited(free, flags("pregnant")), "told since: it is not resumed"
    assert not unsuited(free, NO_FLAGS)


def test_an_alternative_never_leads_up_the_chain() -> None:
    two_up = MappingProxyType({"heart": "top", "vertigo": "upper"})
    a = move("a", alternatives=two_up)
    known = catalogue(a, move("upper"), move("top"), chain=("a", "upper", "top"))
    found = [(one.kind, one.prescription.exercise.id) for one in swaps(of(a)[0], known, NO_FLAGS)]
    assert found == [("harder", "upper")]
    gentle = easier(of(a)[0], known, NO_FLAGS)
    assert gentle is not None
    assert swaps(gentle, known, NO_FLAGS) == [], "the base way comes first"
    assert swaps(of(a)[0], known, NO_FLAGS, calm=True) == []


def test_in_a_flare_a_single_long_hold_is_halved_once_however_it_is_come_by() -> None:
    flare = flags("inflammatory_flare")
    long = Dose(sets=1, reps=1, tempo=(1, 20, 1))
    low = move("low", care=flare, dose=long, easier=Variant("Smaller."))
    known = catalogue(move("up", dose=long), low, chain=("low", "up"))
    down = easier(of(known.exercises["up"])[0], known, flare)
    assert down is not None
    assert (down.exercise.id, down.dose.tempo) == ("low", (1, 10, 1))
    (again,) = (one.prescription for one in swaps(down, known, flare) if one.kind == "harder")
    assert again.dose.tempo == (1, 20, 1), "what asks for no care is whole"
    free = easier(of(known.exercises["up"])[0], known, NO_FLAGS)
    assert free is not None
    assert free.dose.tempo == (1, 20, 1)


def test_in_a_flare_reps_are_halved_once_however_they_are_come_by() -> None:
    flare = flags("inflammatory_flare")
    nine = Dose(sets=1, reps=9, tempo=(1, 0, 1))
    low = move("low", care=flare, dose=nine, easier=Variant("Smaller."))
    known = catalogue(move("up", dose=nine), low, chain=("low", "up"))
    down = easier(of(known.exercises["up"])[0], known, flare)
    assert down is not None
    assert (down.dose.reps, down.base_dose and down.base_dose.reps) == (4, 4)
