"""What a key or a swap may bring into a session, for every profile and history."""

from __future__ import annotations

from dataclasses import replace

from anybody import CATALOGUE, EXERCISES, NAMES, flags, safe, walks
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from programme_builders import catalogue, move

from rehab_tui.catalogue.dose import work_seconds
from rehab_tui.catalogue.lists import with_implied
from rehab_tui.catalogue.model import Dose, DoseChange, Exercise, Variant
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.holds import unheld
from rehab_tui.programme.swaps import swaps
from rehab_tui.programme.variants import blocked, chain_around, easier, harder, unsuited, warned


@settings(max_examples=80)
@given(st.sampled_from(EXERCISES), flags.map(with_implied), st.frozensets(st.sampled_from(NAMES)))
def test_what_a_key_brings_is_never_forbidden(
    exercise: Exercise, given_flags: frozenset[str], taken: frozenset[str]
) -> None:
    assume(not exercise.avoid & given_flags)
    now = Prescription(exercise, exercise.dose)
    lower = easier(now, CATALOGUE, given_flags, taken)
    if lower is not None:
        assert work_seconds(lower.dose) <= work_seconds(now.dose) + 10
        assert lower.exercise is exercise or safe(lower, given_flags)
        assert lower.exercise is exercise or lower.exercise.id not in taken
    higher = harder(now, CATALOGUE, given_flags, taken)
    if higher is not None:
        assert not exercise.care & given_flags
        assert not (higher.exercise.avoid | higher.exercise.care) & given_flags
        assert higher.exercise is exercise or higher.exercise.id not in taken


@settings(max_examples=80)
@given(
    st.sampled_from(EXERCISES),
    flags.map(with_implied),
    st.frozensets(st.sampled_from(NAMES)),
    st.booleans(),
)
def test_what_may_be_chosen_instead_is_free_and_suits(
    exercise: Exercise, given_flags: frozenset[str], taken: frozenset[str], calm: bool
) -> None:
    now = Prescription(exercise, exercise.dose)
    choices = swaps(now, CATALOGUE, given_flags, taken, calm=calm)
    assert len(choices) <= 8
    assert len({one.words for one in choices}) == len(choices)
    others = [one for one in choices if one.prescription.exercise is not exercise]
    assert len({one.prescription.exercise.id for one in others}) == len(others)
    for one in others:
        other = one.prescription.exercise
        assert not (other.avoid | other.care) & given_flags
        assert other.id not in taken
        assert one.prescription.instead_of == exercise.id
    for one in choices:
        assert (one.prescription.reason or "").startswith("you chose ")
        if one.prescription.exercise is exercise:
            assert replace(one.prescription, reason=None) == now
    _, above = chain_around(exercise, CATALOGUE)
    higher = [one.prescription for one in choices if one.prescription.exercise.id in above]
    assert higher == [one.prescription for one in choices if one.kind == "harder"]
    key = harder(now, CATALOGUE, given_flags, taken)
    onward = key is not None and key.exercise is not exercise and not calm
    assert [replace(one, reason=key.reason) for one in higher if key] == [key] * onward


@settings(max_examples=100)
@given(st.sampled_from(EXERCISES), flags.map(with_implied), walks)
def test_a_swap_leads_up_only_where_the_key_does(
    exercise: Exercise, given_flags: frozenset[str], walk: list[bool]
) -> None:
    assume(not blocked(exercise, given_flags))
    now = unheld(warned(Prescription(exercise, exercise.dose), given_flags), given_flags)
    for up in walk:
        now = (harder if up else easier)(now, CATALOGUE, given_flags) or now
    key = harder(now, CATALOGUE, given_flags)
    above = chain_around(now.exercise, CATALOGUE)[1]
    for one in swaps(now, CATALOGUE, given_flags):
        other = one.prescription.exercise
        if other is not now.exercise and (other.id in above or one.kind == "harder"):
            assert key is not None
            assert (key.exercise, key.dose) == (other, one.prescription.dose)


HELD = st.tuples(*[st.sampled_from([0.0, 2.0, 4.0, 7.0])] * 4)


@settings(max_examples=80)
@given(HELD, HELD, HELD, walks, st.sampled_from(["copd", "heart", "hypertension", "pregnant"]))
def test_no_key_brings_a_held_breath_back(
    base: tuple[float, ...], less: tuple[float, ...], more: tuple[float, ...], walk: list[bool],
    flag: str,
) -> None:  # fmt: skip
    ways = {
        name: Variant("So.", dose=DoseChange(pattern=(2 + a, b, 2 + c, d)))
        for name, (a, b, c, d) in (("easier", less), ("harder", more))
    }
    dose = Dose(sets=2, seconds=60, pattern=(2 + base[0], base[1], 2 + base[2], base[3]))
    a, b = move("a", dose=dose, **ways), move("b", dose=dose, **ways)
    known, given_flags = catalogue(a, b, chain=("b", "a")), frozenset({flag})
    assert unsuited(Prescription(a, dose), given_flags) is bool(base[1] or base[3])
    now = unheld(Prescription(a, dose), given_flags)
    for up in walk:
        for one in (harder, easier) if up else (easier, harder):
            found = one(now, known, given_flags)
            if found is None:
                continue
            assert unheld(found, given_flags) == found
            assert not unsuited(found, given_flags)
            assert found != now, "a key that says it does something does it"
        now = (harder if up else easier)(now, known, given_flags) or now
    for choice in swaps(now, known, given_flags):
        assert unheld(choice.prescription, given_flags) == choice.prescription


def test_nearly_every_exercise_has_something_to_choose_instead() -> None:
    def others(exercise: Exercise) -> int:
        found = swaps(Prescription(exercise, exercise.dose), CATALOGUE, frozenset())
        return sum(one.prescription.exercise is not exercise for one in found)

    assert sum(others(exercise) >= 1 for exercise in EXERCISES) >= 110


@settings(max_examples=80)
@given(st.sampled_from(EXERCISES), walks, flags.map(with_implied))
def test_one_step_down_and_one_up_is_no_step(
    exercise: Exercise, walk: list[bool], given_flags: frozenset[str]
) -> None:
    assume(not blocked(exercise, given_flags))
    now = unheld(warned(Prescription(exercise, exercise.dose), given_flags), given_flags)
    for up in walk:  # to anywhere that the keys lead to
        step = harder if up else easier
        now = step(now, CATALOGUE, given_flags) or now
    down = easier(now, CATALOGUE, given_flags)
    if down is not None and now.variant != "harder":
        assert harder(down, CATALOGUE, given_flags) == now
    more = harder(now, CATALOGUE, given_flags)
    if more is not None and more.variant == "harder":
        assert easier(more, CATALOGUE, given_flags) == now


def test_a_whole_chain_is_walked_down_and_up_again() -> None:
    ups = 0
    for exercise in EXERCISES:
        places = [Prescription(exercise, exercise.dose)]
        while (lower := easier(places[-1], CATALOGUE, frozenset())) is not None:
            places.append(lower)
        now = places.pop()
        while places:
            back = harder(now, CATALOGUE, frozenset())
            assert back == places.pop()
            now, ups = back, ups + 1
    assert ups > len(EXERCISES)


@given(st.sampled_from(EXERCISES), flags.map(with_implied))
def test_climbing_ends_at_the_top_of_the_chain(
    exercise: Exercise, given_flags: frozenset[str]
) -> None:
    now, seen = Prescription(exercise, exercise.dose), [exercise.id]
    while (upper := harder(now, CATALOGUE, given_flags)) is not None:
        if upper.exercise.id != now.exercise.id:
            assert not (upper.exercise.avoid | upper.exercise.care) & given_flags
            seen.append(upper.exercise.id)
        now = upper
        assert len(seen) < 8
    assert len(set(seen)) == len(seen)
