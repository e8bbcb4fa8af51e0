"""A session of exercises that a person picked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from programme_builders import TODAY, chosen, history, past, shipped, starter, todays
from todays_cases import names, rules

from rehab_tui.catalogue.lists import with_implied
from rehab_tui.catalogue.model import Programme
from rehab_tui.programme.gap import ease
from rehab_tui.programme.history import History
from rehab_tui.programme.limits import Limits
from rehab_tui.programme.now import Now
from rehab_tui.programme.plan import Plan
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules.rule import Case
from rehab_tui.programme.today import picked_session


def test_picked_exercises_keep_their_order_and_their_doses() -> None:
    known = shipped().exercises
    wanted = [known["heel-raise"], known["cat-cow"]]
    today = chosen(wanted, shipped(), Profile(), history(3), TODAY)
    assert [(p.exercise, p.dose) for p in today.prescriptions] == [(e, e.dose) for e in wanted]
    assert (today.programme, today.phase, today.week, rules(today)) == (None, None, None, [])
    eased = chosen(wanted, shipped(), Profile(), history(30), TODAY)
    assert [p.dose for p in eased.prescriptions] == [ease(e.dose, 0.5) for e in wanted]
    assert rules(eased) == ["G4"]


@pytest.mark.parametrize("programme", shipped().programmes.values(), ids=shipped().programmes)
def test_what_a_sharp_pain_stopped_today_does_not_come_back_as_a_swap(
    programme: Programme,
) -> None:
    """Whatever was told, and whichever of the session's exercises it was."""
    for flag in ("osteoporosis", "hip_replacement", "kneeling", "shoulder_surgery", "hypertension"):
        profile = Profile(with_implied(frozenset({flag})))
        usual = todays(programme, shipped(), profile, History(), TODAY)
        for hurt in {p.exercise.id for p in usual.prescriptions}:
            sore = History(sharp=frozenset({(hurt, TODAY)}))
            today = todays(programme, shipped(), profile, sore, TODAY)
            assert hurt not in names(today)
            tomorrow = todays(programme, shipped(), profile, sore, TODAY + timedelta(days=1))
            assert names(tomorrow) == names(usual)


def test_who_must_ask_first_is_told_so_each_time() -> None:
    hip = shipped().programmes["hip-oa"]
    told = todays(hip, shipped(), Profile(frozenset({"hip_replacement"})), History(), TODAY)
    assert told.decisions[0].rule == "CO4"
    assert told.decisions[0].reason.startswith("Ask your surgeon")
    other = todays(hip, shipped(), Profile(), History(), TODAY)
    assert "Ask your surgeon" not in str(other.decisions)


def test_flags_and_much_pain_hold_for_picked_exercises() -> None:
    known = shipped().exercises
    wanted = [known["heel-raise"], known["ankle-circles"], known["single-leg-stand"]]
    sore = chosen(wanted, shipped(), Profile(), History(), TODAY, 6)
    assert [(p.exercise.id, p.dose.reps) for p in sore.prescriptions] == [("ankle-circles", 6)]
    assert rules(sore) == ["PM4"]
    fresh = [known["figure-four-stretch"]]
    none = chosen(fresh, shipped(), Profile(frozenset({"pgp"})), History(), TODAY)
    assert (none.prescriptions, rules(none)) == ((), ["FLAG", "FLAG"])
    none = chosen(wanted[:1], shipped(), Profile(), History(), TODAY, 6)
    assert (none.prescriptions, rules(none)) == ((), ["PM4", "PM4"])


def test_what_a_sharp_pain_stopped_is_left_for_the_day() -> None:
    wanted = [shipped().exercises[name] for name in ("cat-cow", "glute-bridge")]
    stopped = replace(history(1), sharp=frozenset({("cat-cow", TODAY), ("heel-raise", TODAY)}))
    picked = chosen(wanted, shipped(), Profile(), stopped, TODAY)
    assert [p.exercise.id for p in picked.prescriptions] == ["glute-bridge"]
    assert [(out.exercise.id, out.rule) for out in picked.left_out] == [("cat-cow", "PM3")]
    assert "Cat-cow is left for today" in picked.decisions[0].words
    tomorrow = chosen(wanted, shipped(), Profile(), stopped, TODAY + timedelta(days=1))
    assert len(tomorrow.prescriptions) == 2
    hurt = replace(History(), sharp=frozenset({("sit-to-stand", TODAY)}))
    whole = todays(starter(), shipped(), Profile(), hurt, TODAY)
    assert "sit-to-stand" not in [p.exercise.id for p in whole.prescriptions]
    assert ("sit-to-stand", "PM3") in [(out.exercise.id, out.rule) for out in whole.left_out]


def test_the_limits_of_the_plan_hold_for_picked_exercises() -> None:
    hard = History((past(2, before=2, morning=4),))
    plan = Plan(limits=Limits(morning_factor=0.5))
    case = Case(shipped(), Profile(), hard, Now(day=TODAY), plan=plan)
    wanted = [shipped().exercises["glute-bridge"]]
    (half,) = picked_session(wanted, case).prescriptions
    assert half.dose == ease(wanted[0].dose, 0.5)
