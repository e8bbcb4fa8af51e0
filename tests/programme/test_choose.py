"""What flags of the profile do with a session: forbidden, with care, swapped, with a warning."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from choose_cases import BOX, NO_FLAGS, STRONG, TIME, chosen, flags, of, only, rules
from programme_builders import catalogue, move

from rehab_tui.catalogue.lists import FLAGS
from rehab_tui.catalogue.model import Dose, Equipment, Exercise, Variant
from rehab_tui.coach.guidance import setup_words
from rehab_tui.programme.choose import FLAG_RULES, Choice
from rehab_tui.programme.profile import Profile, read_profile
from rehab_tui.programme.variants import easier, harder, swapped, unsuited, warned, warning_for

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
