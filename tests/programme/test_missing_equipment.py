"""What is not at home leaves an exercise out, unless the house has something for it."""

from __future__ import annotations

import pytest
from choose_cases import STRONG, chosen, flags, of, rules
from programme_builders import move, shipped

from rehab_tui.catalogue.model import Equipment
from rehab_tui.programme.choose import at_home, missing_equipment
from rehab_tui.programme.profile import EQUIPMENT, Profile


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
