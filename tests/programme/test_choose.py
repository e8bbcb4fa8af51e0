from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from programme_builders import catalogue, move, shipped

from rehab_tui.catalogue.dose import work_seconds
from rehab_tui.catalogue.lists import FLAGS
from rehab_tui.catalogue.model import Dose, DoseChange, Equipment, Exercise, Variant
from rehab_tui.coach.guidance import setup_words
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.choose import FLAG_RULES, Choice, at_home, choose, missing_equipment
from rehab_tui.programme.profile import EQUIPMENT, Profile, read_profile
from rehab_tui.programme.swap_dose import swap_dose
from rehab_tui.programme.swaps import swaps
from rehab_tui.programme.variants import (
    easier,
    harder,
    swapped,
    unsuited,
    warned,
    warning_for,
)

NO_FLAGS: frozenset[str] = frozenset()
TIME = Dose(seconds=60)


def flags(*names: str) -> frozenset[str]:
    return frozenset(names)


def of(*exercises: Exercise) -> list[Prescription]:
    return [Prescription(exercise, exercise.dose) for exercise in exercises]


def chosen(
    wanted: list[Prescription],
    *others: Exercise,
    profile: Profile | None = None,
    chain: tuple[str, ...] = (),
    **changes: Any,
) -> Choice:
    known = catalogue(*(p.exercise for p in wanted), *others, chain=chain)
    return choose(wanted, known, profile or Profile(**changes))


def only(choice: Choice) -> Prescription:
    assert len(choice.prescriptions) == 1
    assert not choice.left_out
    return choice.prescriptions[0]


def rules(choice: Choice) -> list[tuple[str, str | None, str | None]]:
    return [(d.rule, d.exercise, d.change) for d in choice.decisions]


STRONG = Variant("Do less of it.", dose=DoseChange(reps=4))


# --- flags that forbid


def test_without_a_flag_nothing_changes() -> None:
    wanted = of(move("a", avoid=flags("heart"), care=flags("vertigo")))
    assert chosen(wanted, flags=flags("osteoporosis")) == Choice(tuple(wanted), (), ())


def test_a_forbidden_exercise_is_left_out_with_its_reason() -> None:
    choice = chosen(of(move("a", avoid=flags("heart"))), flags=flags("heart"))
    assert not choice.prescriptions
    assert rules(choice) == [("CO3", "a", None)]
    assert choice.left_out[0].rule == "CO3"
    assert "a heart condition" in choice.left_out[0].reason


def test_an_easier_way_comes_with_its_reason() -> None:
    choice = chosen(of(move("a", care=flags("heart"), easier=STRONG)), flags=flags("heart"))
    (decision,) = choice.decisions
    assert only(choice).variant == "easier"
    assert decision.reason.startswith("A in its easier way, as you told us: ")


def test_a_forbidden_exercise_is_swapped_first() -> None:
    lower = move("lower")
    other = move("other", dose=Dose(sets=3, reps=8, tempo=(1, 0, 1)))
    a = move(
        "a",
        avoid=flags("heart"),
        alternatives=MappingProxyType({"heart": "other"}),
    )
    found = only(chosen(of(a), lower, other, chain=("lower", "a"), flags=flags("heart")))
    assert (found.exercise.id, found.instead_of, found.warning) == ("other", "a", None)
    assert found.dose == Dose(sets=2, reps=8, tempo=(1, 0, 1))
    assert "Other in place of A" in (found.reason or "")


@pytest.mark.parametrize(
    "why_not",
    [
        {"avoid": flags("vertigo")},
        {"equipment": (Equipment("resistance band"),)},
        {"id": "missing"},
    ],
)
def test_then_the_next_easier_one_of_its_chain(why_not: dict[str, Any]) -> None:
    other = replace(move("other"), **why_not)
    a = move("a", avoid=flags("heart"), alternatives=MappingProxyType({"heart": "other"}))
    profile = Profile(flags=flags("heart", "vertigo"), equipment=frozenset())
    below = move("lowest"), move("lower"), move("between", avoid=flags("vertigo"))
    chain = ("lowest", "lower", "between", "a")
    found = only(chosen(of(a), other, *below, profile=profile, chain=chain))
    assert (found.exercise.id, found.instead_of) == ("lower", "a")


@pytest.mark.parametrize("way", ["avoid", "care"])
def test_what_the_table_leaves_out_is_left_out(way: str) -> None:
    """Although there would be something easier, and an easier way."""
    nothing: MappingProxyType[str, str | None] = MappingProxyType({"heart": None})
    a = move("a", alternatives=nothing, easier=STRONG, **{way: flags("heart")})
    choice = chosen(of(a), move("lower"), chain=("lower", "a"), flags=flags("heart"))
    assert rules(choice) == [("CO3", "a", None)]
    assert not choice.prescriptions


def test_another_flag_may_name_what_can_be_done() -> None:
    table: MappingProxyType[str, str | None] = MappingProxyType({"heart": None, "vertigo": "b"})
    a = move("a", care=flags("heart", "vertigo"), alternatives=table)
    assert only(chosen(of(a), move("b"), flags=flags("heart", "vertigo"))).exercise.id == "b"


@pytest.mark.parametrize("way", ["avoid", "care"])
def test_what_is_in_the_session_is_not_repeated(way: str) -> None:
    """Not even by doing the first one in its easier way."""
    alternatives = MappingProxyType({"heart": "b"})
    a = move("a", alternatives=alternatives, easier=STRONG, **{way: flags("heart")})
    b, c = move("b"), move("c", avoid=flags("heart"), alternatives=alternatives)
    choice = chosen(of(a, b), flags=flags("heart"))
    assert [p.exercise.id for p in choice.prescriptions] == ["b"]
    choice = chosen(of(a, c), b, flags=flags("heart"))
    assert [p.exercise.id for p in choice.prescriptions] == ["b"]
    assert [out.exercise.id for out in choice.left_out] == ["c"]


def test_a_flag_without_a_rule_of_its_own_is_named_all_the_same() -> None:
    choice = chosen(of(move("a", avoid=flags("kneeling"))), flags=flags("kneeling"))
    assert rules(choice) == [("FLAG", "a", None)]
    assert set(FLAG_RULES) <= set(FLAGS)


# --- flags that ask for care


def test_care_prefers_the_swap() -> None:
    a = move("a", care=flags("heart"), alternatives=MappingProxyType({"heart": "b"}), easier=STRONG)
    choice = chosen(of(a), move("b"), flags=flags("heart"))
    assert only(choice).exercise.id == "b"
    assert rules(choice) == [("CO3", "a", "swap=b")]


def test_a_swap_that_asks_for_care_comes_in_its_easier_way_with_its_words() -> None:
    a = move("a", care=flags("heart"), alternatives=MappingProxyType({"heart": "b"}))
    b = move("b", care=flags("heart"), easier=STRONG)
    found = only(chosen(of(a), b, flags=flags("heart")))
    assert (found.exercise.id, found.variant, found.dose.reps) == ("b", "easier", 4)
    assert found.warning == "Take care, as you told us: a heart condition. Slowly."


def test_care_without_a_swap_is_the_easier_way_with_its_words_and_a_warning() -> None:
    choice = chosen(of(move("a", care=flags("heart", "copd"), easier=Variant("Sit down."))),
                    flags=flags("heart", "copd"))  # fmt: skip
    found = only(choice)
    assert (found.variant, found.dose, found.instead_of) == ("easier", move("a").dose, None)
    assert found.warning is not None
    assert found.warning.startswith("Take care, as you told us: ")
    assert "lung disease and a heart condition" in found.warning
    assert setup_words(found) == "Sit down."
    assert rules(choice) == [("CO12", "a", "variant=easier")]


def test_care_without_any_easier_way_is_half_the_sets() -> None:
    found = only(chosen(of(move("a", care=flags("heart"))), flags=flags("heart")))
    assert (found.variant, found.dose.sets) == ("easier", 1)
    assert found.warning == "Take care, as you told us: a heart condition. Slowly."


def test_care_with_nothing_easier_is_left_out() -> None:
    choice = chosen(of(move("a", care=flags("heart"), dose=TIME)), flags=flags("heart"))
    assert not choice.prescriptions
    assert rules(choice) == [("CO3", "a", None)]


def test_an_easier_way_that_is_another_exercise_is_a_swap() -> None:
    a = move("a", care=flags("heart"), easier=Variant("Do the b.", to="b"))
    choice = chosen(of(a), move("b"), flags=flags("heart"))
    assert only(choice).exercise.id == "b"
    assert rules(choice) == [("CO3", "a", "swap=b")]
    assert only(choice).reason == choice.decisions[0].reason


@pytest.mark.parametrize("lower", [move("b", avoid=flags("heart")), move("other")])
def test_words_for_an_exercise_that_cannot_be_are_not_said(lower: Exercise) -> None:
    a = move("a", care=flags("heart"), easier=Variant("Do the b.", to="b"))
    found = only(chosen(of(a), lower, flags=flags("heart")))
    assert (found.exercise.id, found.dose.sets) == ("a", 1)
    assert "Do the b" not in (found.warning or "")


def test_an_easier_exercise_that_is_in_the_session_is_not_repeated() -> None:
    a = move("a", care=flags("heart"), easier=Variant("Do the b.", to="b"), dose=TIME)
    choice = chosen(of(a, move("b")), chain=("b", "a"), flags=flags("heart"))
    assert [p.exercise.id for p in choice.prescriptions] == ["b"]
    assert [out.exercise.id for out in choice.left_out] == ["a"]


def test_a_swap_that_asks_for_care_and_has_no_easier_way_is_none() -> None:
    b = move("b", care=flags("heart"), dose=TIME)
    assert swapped(of(move("a"))[0], b, flags("heart"), "chosen") is None
    for way in ("avoid", "care"):
        table = MappingProxyType({"heart": "b"})
        a = move("a", alternatives=table, easier=STRONG, **{way: flags("heart")})
        choice = chosen(of(a), b, move("c"), chain=("c", "b", "a"), flags=flags("heart"))
        assert only(choice).exercise.id == ("c" if way == "avoid" else "a")
    down = easier(replace(of(move("a"))[0], variant="easier"), catalogue(a, b, move("c"),
                  chain=("c", "b", "a")), flags("heart"))  # fmt: skip
    assert down is not None
    assert down.exercise.id == "c"


# --- equipment


def test_gear_that_is_missing_leaves_out_unless_a_household_has_something() -> None:
    band, instead = Equipment("resistance band"), Equipment("exercise mat", "a carpet")
    wanted = of(move("a", equipment=(band,)), move("b", equipment=(instead,)))
    choice = chosen(wanted, equipment=frozenset())
    assert [p.exercise.id for p in choice.prescriptions] == ["b"]
    assert rules(choice) == [("EQ", "a", None)]
    assert "resistance band" in choice.left_out[0].reason
    assert len(chosen(wanted, equipment=flags("band")).prescriptions) == 2
    assert len(chosen(wanted).prescriptions) == 2, "nobody has said what is at home"


def test_the_easier_way_needs_the_gear_too() -> None:
    a = move("a", care=flags("heart"), easier=STRONG, equipment=(Equipment("a low step"),))
    choice = chosen(of(a), flags=flags("heart"), equipment=frozenset())
    assert rules(choice) == [("EQ", "a", None)]


@pytest.mark.parametrize(
    "need",
    [
        "sturdy chair", "kitchen counter or sturdy chair", "wall", "pillow", "pad under the knee",
        "one pillow under the head and one between the knees", "the bed", "towel", "belt",
        "mattress", "bandage", "football pitch",
    ],
)  # fmt: skip
def test_what_every_home_has_is_never_missing(need: str) -> None:
    assert at_home(Equipment(need), Profile(equipment=frozenset()))


@pytest.mark.parametrize(
    ("need", "gear"),
    [
        ("Exercise mat", "mat"), ("light weight", "weights"), ("two weights", "weights"),
        ("foam roller, firm", "roller"), ("a low step", "step"), ("tennis ball", "ball"),
        ("strap", "strap"), ("resistance band or stick", "stick"), ("rubber band", "band"),
    ],
)  # fmt: skip
def test_gear_is_there_when_the_profile_names_it(need: str, gear: str) -> None:
    assert gear in EQUIPMENT
    assert not at_home(Equipment(need), Profile(equipment=frozenset()))
    assert at_home(Equipment(need), Profile(equipment=flags(gear)))
    assert at_home(Equipment(need), Profile())


def test_nothing_of_the_shipped_catalogue_needs_more_than_a_home_has() -> None:
    for exercise in shipped().exercises.values():
        assert missing_equipment(exercise, Profile(equipment=frozenset())) is None, exercise.id


# --- easier, harder, swaps


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


# --- the profile


def test_answers_become_a_profile() -> None:
    answers = {
        "flag.vertebral_fracture": "yes", "flag.gone": "yes", "side": "left",
        "equipment": "band,mat,chair", "minutes": "20", "programme": "mine", "other": "x",
    }  # fmt: skip
    assert read_profile(answers) == Profile(
        flags("vertebral_fracture", "osteoporosis"), "left", flags("band", "mat"), 20, "mine"
    )
    assert read_profile({}) == Profile()
    assert read_profile({"side": "right", "equipment": ""}) == Profile(
        side="right", equipment=frozenset()
    )


@pytest.mark.parametrize("minutes", ["", "4", "91", "-5", "x", "٢٠", "1e1", "9" * 30])
def test_minutes_that_are_none_are_passed_over(minutes: str) -> None:
    assert read_profile({"minutes": minutes}).minutes is None
    assert read_profile({"side": "both"}).side is None


def test_a_warning_speaks_only_of_what_was_told() -> None:
    same = "Hold on to something."
    exercise = move(
        "a",
        care=flags("kneeling", "osteoporosis", "vertigo", "falls_risk"),
        take_care={"osteoporosis": "Stay in the middle.", "vertigo": same, "falls_risk": same},
    )
    assert warning_for(exercise, NO_FLAGS) is None
    assert warning_for(exercise, flags("kneeling")) == (
        "Take care, as you told us: cannot kneel. Slowly."
    )
    assert warning_for(exercise, flags("osteoporosis", "heart")) == (
        "Take care, as you told us: osteoporosis. Stay in the middle."
    )
    assert (warning_for(exercise, exercise.care) or "").count(same) == 1
    assert (warning_for(exercise, exercise.care) or "").endswith(" Slowly."), "kneeling has no note"


BOX = Dose(seconds=60, pattern=(4, 4, 4, 4))


@pytest.mark.parametrize(
    ("flag", "rule"),
    [("hypertension", "CO3"), ("heart", "CO3"), ("copd", "CO12"), ("pregnant", "PG1")],
)
def test_who_must_not_hold_the_breath_never_does(flag: str, rule: str) -> None:
    choice = chosen(of(move("a", dose=BOX), move("b", dose=TIME)), flags=flags(flag))
    assert [p.dose.pattern for p in choice.prescriptions] == [(4, 0, 4, 0), None]
    assert rules(choice) == [(rule, "a", None)]
    swap = move("c", avoid=flags(flag), alternatives=MappingProxyType({flag: "a"}), dose=TIME)
    assert only(chosen(of(swap), move("a", dose=BOX), flags=flags(flag))).dose.pattern == (
        4,
        0,
        4,
        0,
    )


def test_in_a_flare_there_is_half_of_what_asks_for_care() -> None:
    flare = flags("inflammatory_flare")
    a = move("a", care=flare, easier=Variant("Smaller."), dose=Dose(reps=9, tempo=(1, 0, 1)))
    choice = chosen(of(a, move("b", dose=Dose(reps=9, tempo=(1, 0, 1)))), flags=flare)
    assert [p.dose.reps for p in choice.prescriptions] == [4, 9]
    assert set(rules(choice)) == {("CO7", "a", "variant=easier"), ("CO7", "a", None)}
    gentle = choice.prescriptions[0]
    back = harder(gentle, catalogue(a), flare)
    assert back is not None
    assert back.dose.reps == 4
    swap = move("c", avoid=flare, alternatives=MappingProxyType({"inflammatory_flare": "a"}))
    assert (only(chosen(of(swap), a, flags=flare)).dose.reps or 9) <= 4


def test_everybody_else_may_hold_it() -> None:
    assert only(chosen(of(move("a", dose=BOX)), flags=flags("kneeling"))).dose == BOX


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


# --- what was prescribed before, and no longer suits


def test_what_asks_for_care_suits_only_with_its_warning() -> None:
    mine, a = flags("heart", "vertigo"), move("a", care=flags("heart", "vertigo"))
    (one,) = of(a)
    assert not unsuited(one, NO_FLAGS)
    assert unsuited(one, mine)
    assert not unsuited(warned(one, mine), mine)
    assert unsuited(warned(one, flags("heart")), mine), "of one flag nothing was said"
    assert unsuited(of(move("b", avoid=flags("heart")))[0], mine)
    assert not unsuited(of(move("c", care=flags("kneeling")))[0], mine)


def test_what_the_record_says_of_its_harder_exercise_is_the_reason() -> None:
    named = move("a", harder=Variant("Now on one leg.", to="up"))
    up = harder(of(named)[0], catalogue(named, move("up")), NO_FLAGS)
    assert up is not None
    assert up.reason == "Now on one leg."
    other = move("a", harder=Variant("Slower.", to=None))
    next_up = harder(of(other)[0], catalogue(other, move("b"), chain=("a", "b")), NO_FLAGS)
    assert next_up is not None
    assert next_up.reason == "harder than A"
