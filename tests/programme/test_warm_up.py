"""A session that brings no warm-up of its own gets a minute or two of easy movement in front."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_builders import TODAY, catalogue, move, shipped, todays

from rehab_tui.catalogue.dose import apply_change, work_seconds
from rehab_tui.catalogue.lists import FLAGS
from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import Held, History
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.today import TodaysSession
from rehab_tui.programme.warm_up import (
    LEAST_SECONDS,
    MARCH,
    MOST_SECONDS,
    RULE,
    begins_warm,
    warmed,
    with_warm_up,
)

NOTHING = History()
PHASES = [(p.id, n) for p in shipped().programmes.values() for n in range(len(p.phases))]


def of_phase(programme: str, phase: int) -> tuple[Prescription, ...]:
    known = shipped().exercises
    return tuple(
        Prescription(known[item.exercise], apply_change(known[item.exercise].dose, item.change))
        for item in shipped().programmes[programme].phases[phase].items
    )


@pytest.mark.parametrize(("programme", "phase"), PHASES)
def test_every_phase_begins_warm(programme: str, phase: int) -> None:
    before = of_phase(programme, phase)
    after = with_warm_up(before, shipped(), frozenset())
    lead = after[: len(after) - len(before)]
    assert after[len(lead) :] == before
    if begins_warm(before):
        assert not lead
        return
    assert LEAST_SECONDS <= sum(work_seconds(one.dose) for one in lead) <= MOST_SECONDS
    assert all(one.warm_up for one in lead)
    assert {one.exercise.purpose for one in lead} <= {"mobility", "warm-up"}
    names = [one.exercise.id for one in after]
    assert len(names) == len(set(names))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PHASES), st.frozensets(st.sampled_from(sorted(FLAGS)), max_size=4))
def test_no_flag_is_touched_by_a_warm_up(phase: tuple[str, int], flags: frozenset[str]) -> None:
    before = of_phase(*phase)
    after = with_warm_up(before, shipped(), flags)
    for one in after[: len(after) - len(before)]:
        assert not flags & (one.exercise.avoid | one.exercise.care)


def test_what_another_rule_forbids_today_is_not_taken() -> None:
    before = of_phase("desk-low-back", 0)
    usual = with_warm_up(before, shipped(), frozenset())[0].exercise.id
    assert usual == MARCH

    after = with_warm_up(before, shipped(), frozenset(), frozenset({usual}))
    assert usual not in {one.exercise.id for one in after}
    assert after[0].warm_up


def test_easy_movement_that_leads_for_a_minute_is_the_warm_up() -> None:
    minute = Prescription(move("a"), Dose(sets=1, reps=10, tempo=(2, 1, 3)))
    short = Prescription(move("b"), Dose(sets=1, reps=9, tempo=(2, 1, 3)))
    assert begins_warm([minute])
    assert not begins_warm([short])
    assert begins_warm([short, short])
    press = Prescription(move("c", purpose="strength"), short.dose)
    assert not begins_warm([short, press, minute])


def test_nothing_is_put_before_nothing() -> None:
    assert with_warm_up((), shipped(), frozenset()) == ()
    alone = (Prescription(move("c", purpose="strength"), move("c").dose),)
    assert with_warm_up(alone, catalogue(move("c")), frozenset()) == alone


def test_what_takes_too_long_is_passed_over_and_the_least_is_enough() -> None:
    """Four reps of it are the fewest: 4 x 40 s are too long for two minutes, 4 x 30 s just fit."""
    work = Prescription(move("c", purpose="strength"), move("c").dose)
    slow = move("lower-trunk-rotation", dose=Dose(sets=2, reps=6, tempo=(20, 0, 20)))
    march = move(MARCH, purpose="warm-up", dose=Dose(seconds=90))
    known = catalogue(work.exercise, slow, march)
    (lead, after) = with_warm_up((work,), known, frozenset())
    assert (lead.exercise.id, lead.dose.seconds, after) == (MARCH, 60, work)
    fits = move("lower-trunk-rotation", dose=Dose(sets=2, reps=6, tempo=(15, 0, 15), rest=30))
    (lead, after) = with_warm_up((work,), catalogue(work.exercise, fits, march), frozenset())
    assert (lead.exercise.id, lead.dose.sets, lead.dose.reps) == (fits.id, 1, 4)
    assert (lead.warm_up, after) == (True, work)


def test_a_second_one_has_what_is_left_and_the_side_is_the_sessions() -> None:
    work = Prescription(move("c", purpose="strength"), move("c").dose, first_side="right")
    short = move("lower-trunk-rotation", dose=Dose(sets=1, reps=5, tempo=(5, 0, 5)))
    march = move(MARCH, purpose="warm-up", dose=Dose(seconds=30))
    later = move("shoulder-rolls", dose=Dose(sets=1, reps=10, tempo=(3, 0, 3)))
    found = with_warm_up((work,), catalogue(work.exercise, short, march, later), frozenset())
    assert [one.exercise.id for one in found] == [short.id, MARCH, "c"]
    assert [one.first_side for one in found] == ["right"] * 3


def of_today(programme: str, past: History = NOTHING, minutes: int | None = None) -> TodaysSession:
    known = shipped()
    return todays(known.programmes[programme], known, Profile(), past, TODAY, minutes)


def resting(*names: str) -> History:
    """Each was stopped yesterday by a sharp pain, and nobody has said that it may come back."""
    return History(held=tuple(Held(one, TODAY - timedelta(days=1), "s", "sharp") for one in names))


@pytest.mark.parametrize("today", [False, True], ids=["the day after", "the same day"])
@pytest.mark.parametrize("programme", sorted(shipped().programmes))
def test_after_a_stop_in_the_warm_up_another_takes_its_place(programme: str, today: bool) -> None:
    before = of_today(programme).prescriptions
    own = next((one.exercise for one in before if one.warm_up), None)
    if own is None:
        return
    sharp = History(sharp=frozenset({(own.id, TODAY)}))
    found = of_today(programme, sharp if today else resting(own.id))

    lead = [one for one in found.prescriptions if one.warm_up]
    assert found.prescriptions[0] is lead[0]
    assert own.id not in {one.exercise.id for one in found.prescriptions}
    assert LEAST_SECONDS <= sum(work_seconds(one.dose) for one in lead) <= MOST_SECONDS
    (said,) = (one for one in found.decisions if one.rule == RULE)
    assert said.words.endswith(
        f"to warm up today, in place of {own.name}, which rests (rule WARM, this app's rule)"
    )
    assert lead[0].exercise.name in said.reason
    assert "sharp pain" in said.rests_on[0]


def test_what_comes_in_for_a_march_leaves_the_legs_alone() -> None:
    """The march may have hurt in any of their joints; heels that slide bend the same knee."""
    found = of_today("knee-oa", resting(MARCH)).prescriptions
    lead = {one.exercise.region for one in found if one.warm_up}
    assert lead
    assert not lead & {"hip", "knee", "ankle-foot", "balance"}


def test_a_march_does_not_come_in_for_what_moves_a_foot() -> None:
    work = Prescription(move("c", purpose="strength", region="knee"), move("c").dose)
    foot = move("ankle-circles", region="ankle-foot")
    march = move(MARCH, purpose="warm-up", region="cardio", dose=Dose(seconds=90))
    rolls = move("shoulder-rolls", region="shoulder", dose=Dose(sets=1, reps=10, tempo=(3, 0, 4)))
    known = catalogue(work.exercise, foot, march, rolls)
    found = with_warm_up((work,), known, frozenset(), frozenset({foot.id}), (foot,))
    assert [one.exercise.id for one in found] == ["shoulder-rolls", "c"]


def test_without_anything_else_the_session_begins_without_a_warm_up_and_says_so() -> None:
    work = Prescription(move("c", purpose="strength"), move("c").dose)
    march = Prescription(move(MARCH, purpose="warm-up"), Dose(seconds=90), warm_up=True)
    why = Decision("PM3", "it rests", exercise=MARCH, rests_on=("stopped",))
    known = catalogue(work.exercise, march.exercise)
    kept, said = warmed(
        (work,), (march, work), known, frozenset(), frozenset({MARCH}), {MARCH: why}
    )
    assert kept == (work,)
    assert said is not None
    assert said.reason.startswith("no warm-up today: ")
    assert said.rests_on == ("stopped",)


def test_what_rests_and_is_no_warm_up_changes_none() -> None:
    found = of_today("knee-oa", resting("quad-set"))
    assert found.prescriptions[0] == of_today("knee-oa").prescriptions[0]
    assert RULE not in {one.rule for one in found.decisions}


def test_a_session_of_little_time_keeps_what_took_the_place_of_its_warm_up() -> None:
    found = of_today("mobility-starter", resting(MARCH), minutes=5).prescriptions
    assert found[0].warm_up
