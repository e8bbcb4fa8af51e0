"""No programme asks of its own people what they must avoid, and every way out leads somewhere."""

from __future__ import annotations

from itertools import combinations

import pytest
from programme_builders import shipped
from test_changes_by_flag import chosen, known

from each import each
from rehab_tui.catalogue.lists import FLAGS, IMPLIED, STOP_FLAGS, with_implied
from rehab_tui.catalogue.model import Exercise
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.choose import choose
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.variants import blocked

EXERCISES = shipped().exercises

MEANS = {
    "copd": "copd", "diastasis": "diastasis", "falls": "falls_risk", "osteo": "osteoporosis",
    "pelvic_pain": "pelvic_pain", "preg": "pregnant", "sci": "acute_radiculopathy",
    "spinal_stenosis": "spinal_stenosis",
}  # fmt: skip
"""Conditions that an exercise or a programme is for, and the flag of those who have them."""

OFTEN: dict[str, list[str]] = {}
for _programme, _flag in known():
    OFTEN.setdefault(_programme, []).append(_flag)

each_programme = pytest.mark.parametrize("programme", shipped().programmes)
each_exercise = each("exercise", EXERCISES)


@each_programme
def test_no_programme_asks_of_its_own_people_what_they_must_avoid(programme: str) -> None:
    for condition in shipped().programmes[programme].conditions:
        flags = with_implied(frozenset({MEANS[condition]} if condition in MEANS else ()))
        for phase in shipped().programmes[programme].phases:
            asked = [EXERCISES[item.exercise] for item in phase.items]
            assert not [one.id for one in asked if blocked(one, flags)], condition


@each_programme
def test_its_people_are_offered_nothing_forbidden_and_something_to_do(programme: str) -> None:
    """With each one, and with each two, of the flags that they often have."""
    often = OFTEN[programme]
    for told in (*combinations(often, 1), *combinations(often, 2)):
        flags = with_implied(frozenset(told))
        for number, phase in enumerate(shipped().programmes[programme].phases):
            choice = chosen(programme, number, flags)
            assert not [p.exercise.id for p in choice.prescriptions if blocked(p.exercise, flags)]
            assert len(choice.prescriptions) + len(choice.left_out) == len(phase.items)
            assert 3 * len(choice.prescriptions) >= len(phase.items), (told, number)


@each_exercise
def test_who_an_exercise_is_for_need_not_avoid_it(exercise: Exercise) -> None:
    meant = {MEANS[condition] for condition in exercise.conditions if condition in MEANS}
    assert not meant & exercise.avoid


@each_exercise
def test_every_chain_of_alternatives_ends_in_something_that_may_be_done(exercise: Exercise) -> None:
    """Or in leaving it out: never in an exercise that the flag forbids, and never in a circle."""
    for flag in exercise.avoid | exercise.care:
        passed, one = [exercise.id], exercise
        while flag in one.alternatives:
            name = one.alternatives[flag]
            if name is None:
                break
            assert name not in passed, (flag, passed)
            passed.append(name)
            one = EXERCISES[name]
            assert not blocked(one, with_implied(frozenset({flag}))), (flag, passed)


@each_exercise
def test_whatever_is_told_an_exercise_is_done_swapped_or_left_out(exercise: Exercise) -> None:
    """With each one, and with each two, of its flags."""
    told = sorted(exercise.avoid | exercise.care)
    for some in (*combinations(told, 1), *combinations(told, 2)):
        flags = with_implied(frozenset(some))
        wanted = [Prescription(exercise, exercise.dose)]
        choice = choose(wanted, shipped(), Profile(flags=flags))
        for prescription in choice.prescriptions:
            mine = prescription.exercise
            assert not blocked(mine, flags)
            if mine.care & flags:
                assert prescription.variant == "easier"
                assert prescription.warning
        assert len(choice.prescriptions) + len(choice.left_out) == 1
        assert choice.decisions


def test_every_flag_changes_something() -> None:
    """But the two that close the session as a whole, and what only brings another flag with it."""
    touched = frozenset().union(*(one.avoid | one.care for one in EXERCISES.values()))
    assert set(FLAGS) - touched - STOP_FLAGS - IMPLIED.keys() == set()
