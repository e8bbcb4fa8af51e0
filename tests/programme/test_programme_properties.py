"""What holds for every profile, phase, length and history, over the shipped catalogue."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from programme_builders import TODAY, catalogue, chosen, move, shipped, starter, todays, work

from rehab_tui.catalogue.dose import apply_change, work_seconds
from rehab_tui.catalogue.lists import FLAGS, STOP_FLAGS, with_implied
from rehab_tui.catalogue.model import Dose, DoseChange, Exercise, Variant
from rehab_tui.coach.model import Prescription
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.programme.flare import calm_list
from rehab_tui.programme.gap import ease
from rehab_tui.programme.history import Accepted, History, OpenStop, PastSession, Refused
from rehab_tui.programme.holds import unheld
from rehab_tui.programme.profile import EQUIPMENT, Profile
from rehab_tui.programme.swap_dose import LEAST_SWAPPED_REPS
from rehab_tui.programme.swaps import swaps
from rehab_tui.programme.today import TodaysSession
from rehab_tui.programme.variants import (
    FLARE,
    blocked,
    chain_around,
    easier,
    halved,
    harder,
    swapped,
    unsuited,
    warned,
)

CATALOGUE = shipped()
PROGRAMME = starter()
EXERCISES = list(CATALOGUE.exercises.values())
NAMES = tuple(CATALOGUE.exercises)

flags = st.frozensets(st.sampled_from(sorted(FLAGS.keys() - STOP_FLAGS)), max_size=5)
profiles = st.builds(
    Profile,
    flags=flags.map(with_implied),
    side=st.sampled_from([None, "left", "right"]),
    equipment=st.none() | st.frozensets(st.sampled_from(EQUIPMENT)),
)
days = st.integers(0, 90).map(lambda n: TODAY - timedelta(days=n))
level = st.none() | st.integers(0, 10)
sessions = st.lists(
    st.builds(
        PastSession,
        id=st.uuids().map(str),
        day=days,
        done=st.booleans() | st.just(True),
        programme=st.sampled_from([None, "mobility-starter", "mobility-starter"]),
        phase=st.sampled_from([None, 0, 1, 2]),
        before=level,
        worst=level | st.just(1),
        morning=level | st.just(1),
        effort=level | st.just(3),
        stiffer=st.booleans(),
        warned=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda one: one.day,
)
accepted = st.integers(0, 2).flatmap(
    lambda n: st.tuples(
        *[
            st.builds(Accepted, st.just("GA1"), st.just(f"mobility-starter.phase={k + 1}"), days)
            for k in range(n)
        ]
    )
)
histories = st.builds(
    History,
    sessions=sessions.map(tuple),
    stops=st.just(())
    | st.tuples(
        st.builds(OpenStop, st.just("x"), days, st.integers(1, 5), st.none(), st.just("x"))
    ),
    accepted=accepted,
    last_done=st.dictionaries(st.sampled_from(NAMES), days, max_size=20),
    refused=st.just(())
    | st.tuples(
        st.builds(Refused, st.just("GA1"), st.just("mobility-starter.phase=1"), st.integers(0, 5))
    ),
)
minutes = st.none() | st.integers(5, 40)
walks = st.lists(st.booleans(), max_size=8)


@dataclass(frozen=True)
class Asked:
    profile: Profile
    history: History
    minutes: int | None
    pain: int | None

    @property
    def session(self) -> TodaysSession:
        return todays(
            PROGRAMME, CATALOGUE, self.profile, self.history, TODAY, self.minutes, self.pain
        )


asked = st.builds(Asked, profiles, histories, minutes, level)


def safe(prescription: Prescription, given_flags: frozenset[str]) -> bool:
    """Never forbidden; with care only with its warning, and easier where it has an easier way."""
    exercise = prescription.exercise
    if exercise.avoid & given_flags:
        return False
    if not exercise.care & given_flags:
        return True
    gentle = prescription.variant == "easier"
    told = [FLAGS[flag] for flag in exercise.care & given_flags]
    warning = prescription.warning
    return warning is not None and all(words in warning for words in told) and gentle


@settings(max_examples=120)
@given(asked)
def test_no_flag_is_ever_overruled(one: Asked) -> None:
    today = one.session
    for prescription in today.prescriptions:
        assert safe(prescription, one.profile.flags), prescription
    names = Counter(p.exercise.id for p in today.prescriptions)
    assert not names or max(names.values()) == 1, "nothing comes twice"


@settings(max_examples=80)
@given(profiles, st.lists(st.sampled_from(EXERCISES), max_size=8), level)
def test_no_flag_is_overruled_for_picked_exercises(
    profile: Profile, wanted: list[Exercise], pain: int | None
) -> None:
    today = chosen(wanted, CATALOGUE, profile, History(), TODAY, pain)
    assert all(safe(p, profile.flags) for p in today.prescriptions)
    assert today.prescriptions or today.decisions


@settings(max_examples=80)
@given(asked)
def test_no_longer_than_asked_and_empty_only_with_a_reason(one: Asked) -> None:
    today = one.session
    if one.minutes is not None and today.prescriptions:
        too_long = planned_seconds(today.prescriptions) > one.minutes * 60
        working = [p for p in today.prescriptions if not p.warm_up]
        assert not too_long or (len(working) == 1 and working[0].dose.sets == 1)
    if not today.prescriptions:
        assert today.decisions
        assert all(decision.reason for decision in today.decisions)
    if today.locked is not None:
        assert not today.prescriptions
        assert today.locked.tier in (1, 2, 4)


def test_every_shipped_phase_fits_into_five_minutes_and_fills_them() -> None:
    for phase in range(len(PROGRAMME.phases)):
        steps = tuple(
            Accepted("GA1", f"mobility-starter.phase={n}", TODAY) for n in range(1, phase + 1)
        )
        begun = History((PastSession("s", TODAY, True, "mobility-starter"),), accepted=steps)
        lately = replace(begun, last_done=dict.fromkeys(NAMES, TODAY - timedelta(days=7)))
        for past, length in product((begun, lately), range(5, 26)):
            today = Asked(Profile(), past, length, None).session
            assert today.phase == phase
            assert {one.new for one in today.prescriptions} == {past is begun}
            whole = Asked(Profile(), past, None, None).session.seconds
            assert today.seconds <= length * 60
            assert today.seconds > min(whole, length * 60) - 110, (phase, length)
            assert length > 5 or today.seconds > 270
            assert len(today.prescriptions) >= 3


@settings(max_examples=80)
@given(asked)
def test_the_same_is_chosen_each_time(one: Asked) -> None:
    again = replace(one, profile=replace(one.profile), history=replace(one.history))
    assert again.session == one.session


@settings(max_examples=60)
@given(asked, st.integers())
def test_the_order_of_the_history_does_not_matter(one: Asked, seed: int) -> None:
    random = Random(seed)
    past = one.history
    shuffled = replace(
        past,
        sessions=tuple(random.sample(past.sessions, len(past.sessions))),
        stops=tuple(random.sample(past.stops, len(past.stops))),
        refused=tuple(random.sample(past.refused, len(past.refused))),
    )
    assert replace(one, history=shuffled).session == one.session


def phase_doses(phase: int) -> dict[str, Prescription]:
    items = PROGRAMME.phases[phase].items
    return {
        item.exercise: Prescription(
            CATALOGUE.exercises[item.exercise],
            apply_change(CATALOGUE.exercises[item.exercise].dose, item.change),
        )
        for item in items
    }


@settings(max_examples=120)
@given(asked.filter(lambda one: one.pain is None or one.pain < 6))
def test_no_rule_makes_a_session_harder_by_itself(one: Asked) -> None:
    today = one.session
    if today.phase is None or not today.prescriptions:
        return
    whole = phase_doses(today.phase)
    for p in today.prescriptions:
        before = whole[p.instead_of or p.exercise.id].dose
        few = p.instead_of is not None and (p.dose.reps or 99) <= LEAST_SWAPPED_REPS
        assert work([p]) <= work([replace(p, dose=before)]) or few, "a few reps are left of a swap"
        assert p.variant != "harder"
        assert p.dose.sets <= before.sets
        least = work_seconds(replace(p.dose, sets=1, reps=p.dose.reps and 1))
        assert work_seconds(p.dose) <= max(work_seconds(before), least, 10) or few
        if p.instead_of is None:
            assert (p.dose.reps or 0) <= (before.reps or 0)
            assert (p.dose.seconds or 0) <= (before.seconds or 0)


@pytest.mark.long
@settings(max_examples=60)
@given(profiles, st.integers(0, 2), st.integers(8, 80))
def test_easing_then_recovery_gives_back_the_dose_before(
    profile: Profile, phase: int, gap: int
) -> None:
    start = date(2026, 1, 5)
    steps = tuple(
        Accepted("GA1", f"mobility-starter.phase={n}", start) for n in range(1, phase + 1)
    )

    def session(done: list[date], today: date) -> TodaysSession:
        past = tuple(
            PastSession(str(n), day, True, "mobility-starter") for n, day in enumerate(done)
        )
        history = History(past, accepted=steps)
        return todays(PROGRAMME, CATALOGUE, profile, history, today)

    done = [start]
    before = session(done, start + timedelta(days=3))
    day = start + timedelta(days=gap)
    works = []
    for _ in range(12):
        eased = session(done, day)
        assert eased.phase in (phase, max(0, phase - 1))
        if eased.phase == phase:
            works.append(work(eased.prescriptions))
        done.append(day)
        day += timedelta(days=2)
    after = session(done, day)
    assert after.prescriptions == before.prescriptions
    assert after.phase == phase
    assert works == sorted(works), "back step by step, never down again"
    assert all(one <= work(before.prescriptions) for one in works)


@settings(max_examples=200)
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


@settings(max_examples=200)
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


@settings(max_examples=200)
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


@settings(max_examples=200)
@given(st.sampled_from(EXERCISES), st.lists(st.sampled_from(NAMES), max_size=3), walks)
def test_what_comes_in_in_a_flare_is_half_and_halved_once(
    exercise: Exercise, others: list[str], walk: list[bool]
) -> None:
    flare = frozenset({FLARE})
    assume(not blocked(exercise, flare))
    now = halved(Prescription(exercise, exercise.dose), flare)
    for other in (CATALOGUE.exercises[name] for name in others):
        if blocked(other, flare):
            continue
        there = swapped(now, other, flare, "chosen")
        if there is None:
            continue
        if FLARE in other.care:
            assert work_seconds(there.dose) <= work_seconds(ease(other.dose, 0.5)) + 10
        back = swapped(there, other, flare, "chosen")
        assert back is None or back.dose == there.dose, "not halved anew"
    for up in walk:
        now = (harder if up else easier)(now, CATALOGUE, flare) or now
        if FLARE in now.exercise.care:
            assert work_seconds(now.dose) <= work_seconds(ease(now.exercise.dose, 0.5)) + 10


@given(flags.map(with_implied), st.integers(6, 10), st.sets(st.sampled_from(NAMES), max_size=6))
def test_with_much_pain_every_item_is_on_the_calm_list(
    given_flags: frozenset[str], pain: int, hurt: set[str]
) -> None:
    calm = {exercise.id for exercise, _ in calm_list(CATALOGUE)}
    profile = Profile(flags=given_flags)
    past = History(sharp=frozenset((name, TODAY) for name in hurt))
    planned = todays(PROGRAMME, CATALOGUE, profile, past, TODAY, pain_now=pain)
    picked = chosen(EXERCISES, CATALOGUE, profile, past, TODAY, pain)
    alone = [
        chosen([CATALOGUE.exercises[name]], CATALOGUE, profile, past, TODAY, pain)
        for name in sorted(calm)
    ]
    for today in (planned, picked, *alone):
        assert {p.exercise.id for p in today.prescriptions} <= calm - hurt
        assert today.prescriptions or today.decisions


def test_nearly_every_exercise_has_something_to_choose_instead() -> None:
    def others(exercise: Exercise) -> int:
        found = swaps(Prescription(exercise, exercise.dose), CATALOGUE, frozenset())
        return sum(one.prescription.exercise is not exercise for one in found)

    assert sum(others(exercise) >= 1 for exercise in EXERCISES) >= 110


@settings(max_examples=200)
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
