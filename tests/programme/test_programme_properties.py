"""What holds for every profile, phase, length and history, over the shipped catalogue."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from anybody import (
    CATALOGUE,
    EXERCISES,
    NAMES,
    PROGRAMME,
    Asked,
    asked,
    flags,
    level,
    profiles,
    safe,
    walks,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from programme_builders import TODAY, chosen, todays, work

from rehab_tui.catalogue.dose import apply_change, work_seconds
from rehab_tui.catalogue.lists import with_implied
from rehab_tui.catalogue.model import Exercise
from rehab_tui.coach.model import Prescription
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.programme.flare import calm_list
from rehab_tui.programme.gap import ease
from rehab_tui.programme.history import Accepted, History, PastSession
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.swap_dose import LEAST_SWAPPED_REPS
from rehab_tui.programme.today import TodaysSession
from rehab_tui.programme.variants import FLARE, blocked, easier, halved, harder, swapped


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


@pytest.mark.long
@settings(max_examples=80)
@given(asked)
def test_the_same_is_chosen_each_time(one: Asked) -> None:
    again = replace(one, profile=replace(one.profile), history=replace(one.history))
    assert again.session == one.session


@pytest.mark.long
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


@pytest.mark.long
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
