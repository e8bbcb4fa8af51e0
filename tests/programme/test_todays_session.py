from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from programme_builders import (
    TODAY,
    catalogue,
    chosen,
    history,
    move,
    past,
    programme,
    shipped,
    starter,
    todays,
)

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.lists import with_implied
from rehab_tui.catalogue.model import Dose, Equipment, Programme
from rehab_tui.programme.flare import CALM_LIST, calm_session
from rehab_tui.programme.gap import ease
from rehab_tui.programme.history import Accepted, History, OpenStop
from rehab_tui.programme.limits import Limits
from rehab_tui.programme.now import Now
from rehab_tui.programme.plan import ExerciseChange, Plan
from rehab_tui.programme.profile import Profile, read_profile
from rehab_tui.programme.rules.rule import Case
from rehab_tui.programme.today import TodaysSession, picked_session, todays_session
from rehab_tui.programme.variants import harder

PHASES = starter().phases
SECOND = Accepted("GA1", "mobility-starter.phase=1", TODAY - timedelta(days=60))

THIRD = Accepted("GA1", "mobility-starter.phase=2", TODAY - timedelta(days=50))


def session(
    past_: History | None = None,
    minutes: int | None = None,
    pain: int | None = None,
    **profile: Any,
) -> TodaysSession:
    return todays(
        starter(), shipped(), Profile(**profile), past_ or History(), TODAY, minutes, pain
    )


def names(today: TodaysSession) -> list[str]:
    return [p.exercise.id for p in today.prescriptions]


def steady(*days_ago: int, phase: int = 1) -> History:
    """Somebody who began long ago and stands in a later phase."""
    return history(*days_ago, begun={"mobility-starter": TODAY - timedelta(days=99)},
                   accepted=(SECOND, THIRD)[:phase])  # fmt: skip


def doses(today: TodaysSession) -> dict[str, Dose]:
    return {p.exercise.id: p.dose for p in today.prescriptions}


TOLD = {"SC1", "PR5", "GA1", "PR9", "RP10", "HANDOUT"}
"""Rules that only say something, or hold something back."""


def rules(today: TodaysSession) -> list[str]:
    """The rules that changed something, or closed the session."""
    return [decision.rule for decision in today.decisions if decision.rule not in TOLD]


def told(today: TodaysSession) -> list[str]:
    return [decision.rule for decision in today.decisions if decision.rule in TOLD]


def test_the_very_first_session_is_the_first_phase_and_says_that_it_is_small() -> None:
    today = session()
    assert names(today) == [item.exercise for item in PHASES[0].items]
    assert (today.phase, today.week, today.locked, today.offers) == (0, 1, None, ())
    assert (rules(today), told(today)) == ([], ["SC1", "PR9"])
    assert "3 sessions a week, 2 is enough" in today.decisions[-1].reason
    assert [p.warm_up for p in today.prescriptions] == [True] + [False] * 8
    assert today.seconds == pytest.approx(733.8)
    assert {p.new for p in today.prescriptions} == {True}


@pytest.mark.parametrize(("days", "new"), [(0, False), (1, False), (7, False), (8, True)])
def test_what_was_done_in_the_last_seven_days_is_not_new(days: int, new: bool) -> None:
    done = {name: TODAY - timedelta(days=days) for name in shipped().exercises}
    today = session(History(last_done=done))
    assert {p.new for p in today.prescriptions} == {new}
    assert today.seconds == pytest.approx(733.8 if new else 682)
    wanted = [shipped().exercises["glute-bridge"]]
    picked = chosen(wanted, shipped(), Profile(), History(last_done=done), TODAY)
    assert [p.new for p in picked.prescriptions] == [new]


def test_what_is_swapped_in_for_a_flag_is_new_by_itself() -> None:
    done = dict.fromkeys(shipped().exercises, TODAY)
    osteo = frozenset({"osteoporosis"})
    before = {p.exercise.id for p in session(History(last_done=done)).prescriptions}
    swapped = names(session(flags=osteo))
    done = dict.fromkeys(before, TODAY)
    today = session(History(last_done=done), flags=osteo)
    assert {p.exercise.id for p in today.prescriptions if p.new} == {*swapped} - before


@pytest.mark.parametrize(("days", "said"), [(0, True), (13, True), (14, True)])
def test_small_beginnings_hold_for_the_first_phase(days: int, said: bool) -> None:
    assert ("PR9" in told(session(history(days, 3, 1)))) is said


def test_later_phases_say_nothing_of_beginnings() -> None:
    today = session(steady(3, 1))
    assert (today.phase, today.week, rules(today)) == (1, 4, [])
    assert "PR9" not in told(today)
    assert names(today) == [item.exercise for item in PHASES[1].items]


def test_the_side_that_hurts_goes_second() -> None:
    assert {p.first_side for p in session(side="right").prescriptions} == {"left"}
    assert {p.first_side for p in session(side="left").prescriptions} == {"right"}
    assert {p.first_side for p in session().prescriptions} == {"right"}


# --- gaps


def test_a_short_gap_takes_a_quarter_off_but_not_off_the_warm_up() -> None:
    whole, eased = doses(session(history(7))), doses(session(history(8)))
    assert eased["march-warm-up"] == whole["march-warm-up"]
    assert (whole["shoulder-rolls"].reps, eased["shoulder-rolls"].reps) == (8, 6)
    assert (whole["pursed-lip-breathing"].seconds, eased["pursed-lip-breathing"].seconds) == (
        60,
        45,
    )
    assert rules(session(history(8))) == ["G2"]


@pytest.mark.parametrize(("gap", "rule"), [(15, "G3"), (28, "G3"), (29, "G4")])
def test_a_long_gap_is_one_phase_back_at_half(gap: int, rule: str) -> None:
    today = session(steady(gap))
    assert rules(today) == [rule]
    assert (today.phase, today.week) == (0, 2)
    assert doses(today)["shoulder-rolls"].reps == 4
    assert "one phase back and half" in today.decisions[0].reason


def test_week_by_week_back_to_the_dose_before() -> None:
    seen = []
    for days in (0, 7, 14, 21):
        today = session(steady(*range(0, days + 1, 3), days, days + 30))
        seen.append((today.phase, doses(today)["sit-to-stand"].reps, rules(today)))
    assert seen == [(0, 3, ["G4"]), (0, 4, ["G4"]), (0, 6, ["G4"]), (1, 8, [])]
    assert doses(today) == doses(session(steady(1, 3, 5)))


def test_what_is_swapped_in_is_eased_as_well() -> None:
    flags = frozenset({"ra_neck"})
    second = steady(1)
    long_ago = steady(8)
    whole, eased = session(second, flags=flags), session(long_ago, flags=flags)
    assert names(whole)[1] == names(eased)[1] == "shoulder-rolls"
    assert (whole.prescriptions[1].dose.reps, eased.prescriptions[1].dose.reps) == (10, 7)


def test_the_way_back_from_a_careful_way_is_eased_as_well() -> None:
    flags = frozenset({"osteoporosis", "hip_replacement", "pregnant", "hypertension"})
    seen = 0
    for days in (1, 8):
        for careful in session(steady(days), flags=flags).prescriptions:
            back = harder(careful, shipped(), flags)
            if careful.base_dose is None or back is None or careful.warm_up:
                continue
            plain = next(p for p in PHASES[1].items if p.exercise == careful.exercise.id)
            whole = apply_change(careful.exercise.dose, plain.change)
            assert back.dose == (whole if days == 1 else ease(whole, 0.75))
            seen += 1
    assert seen >= 2


def test_after_a_gap_nothing_is_offered_and_the_warm_up_is_not_cut() -> None:
    ready = history(14, 12, 9, 7, 4, 2)
    assert [offer.rule for offer in session(ready).offers] == ["GA1"]
    assert session(history(22, 20, 17, 15, 12, 8)).offers == ()
    assert doses(session(history(8), minutes=5))["march-warm-up"].seconds == 120
    known = dict.fromkeys(shipped().exercises, TODAY)
    shorter = session(history(7, last_done=known), minutes=5)
    assert doses(shorter)["march-warm-up"].seconds == 105


# --- much pain


@pytest.mark.parametrize(
    ("pain", "calm"), [(None, False), (0, False), (5, False), (6, True), (10, True)]
)
def test_much_pain_leaves_the_calm_list_only(pain: int | None, calm: bool) -> None:
    today = session(pain=pain)
    assert ("PM4" in rules(today)) is calm
    known = [name for name, _ in CALM_LIST if name in shipped().exercises]
    assert (names(today) == known) is calm
    assert not any(p.warm_up for p in today.prescriptions) or not calm


def test_with_much_pain_nothing_is_offered_and_the_gap_does_not_speak() -> None:
    assert session(history(14, 12, 9, 7, 4, 2), pain=6).offers == ()
    today = session(history(20), pain=6)
    assert (rules(today), told(today)) == (["PM4"], [])
    assert doses(today)["shoulder-rolls"].reps == 6


def test_flags_hold_for_the_calm_list() -> None:
    today = session(pain=9, flags=frozenset({"copd", "preg_supine", "pregnant"}))
    assert "diaphragmatic-breathing" not in names(today)
    assert "pelvic-tilt" not in names(today)
    assert "cat-cow" not in names(today), "on hands and knees: not on the list"
    assert ("PG2", "pelvic-tilt") in [(d.rule, d.exercise) for d in today.decisions]


def test_the_calm_list_is_as_far_as_the_catalogue_has_it() -> None:
    assert calm_session(5, catalogue()) is None
    assert calm_session(None, catalogue()) is None
    found = calm_session(6, catalogue(move("ankle-circles")))
    assert found is not None
    assert [(e.id, d.sets, d.reps) for e, d in found.items] == [("ankle-circles", 1, 6)]


# --- locked and empty


@pytest.mark.parametrize("pain", [None, 8])
def test_an_open_stop_closes_everything(pain: int | None) -> None:
    stop = OpenStop("x", TODAY, 1, "ST1a", "chest")
    locked = history(1, stops=(stop,))
    for today in (
        session(locked, pain=pain),
        chosen([move("a")], catalogue(move("a")), Profile(), locked, TODAY, pain),
    ):
        assert (today.prescriptions, today.locked, rules(today)) == ((), stop, ["ST5"])
        assert not today.offers


def test_a_stop_of_a_tier_that_does_not_lock_closes_nothing() -> None:
    today = session(history(1, stops=(OpenStop("x", TODAY, 3, None, "other"),)))
    assert today.prescriptions
    assert today.locked is None


@pytest.mark.parametrize("flag", ["progressive_neuro", "dvt_suspected"])
def test_flags_that_stop_everything(flag: str) -> None:
    today = session(flags=frozenset({flag}))
    assert (today.prescriptions, today.locked, rules(today)) == ((), None, ["ST2"])


def test_an_empty_session_names_the_rule() -> None:
    a, b = move("a", avoid=frozenset({"heart"})), move("b", equipment=(Equipment("band"),))
    heart = Profile(frozenset({"heart"}), equipment=frozenset())
    both = todays(programme(("a", "b")), catalogue(a, b), heart, History(), TODAY)
    assert (both.prescriptions, rules(both)) == ((), ["CO3", "EQ", "CO3"])
    assert [out.exercise.id for out in both.left_out] == ["a", "b"]
    calm = todays(programme(("a",)), catalogue(a), Profile(), History(), TODAY, None, 7)
    assert (calm.prescriptions, rules(calm)) == ((), ["PM4", "PM4"])


# --- fitted


def test_what_was_fitted_is_said() -> None:
    today = session(minutes=5)
    decision = today.decisions[-1]
    assert decision.rule == "FIT"
    assert decision.reason.startswith("fitted to 5 minutes: without Shoulder shrugs")
    assert decision.reason.endswith("a shorter warm-up")
    assert {out.rule for out in today.left_out} == {"FIT"}
    assert 280 < today.seconds <= 300
    assert session(minutes=13) == session()


def test_fewer_sets_and_a_shorter_warm_up_are_said_each_by_itself() -> None:
    where = steady(3, 1, phase=2)
    said = {session(where, minutes=n).decisions[-1].reason for n in range(14, 22)}
    assert "fitted to 21 minutes: fewer sets" in said
    warm, a = (
        move("warm", purpose="warm-up", dose=Dose(seconds=120)),
        move("a", dose=Dose(seconds=200)),
    )
    mine = programme(("warm", "a"))
    found = todays(mine, catalogue(warm, a), Profile(), history(1), TODAY, 5)
    assert found.decisions[-1].reason == "fitted to 5 minutes: a shorter warm-up"


def test_a_swap_matters_as_much_as_what_it_stands_for_and_is_told_only_where_it_stays() -> None:
    """After a birth, with pelvic pain: letting go stands for the squeezes the session is about."""
    birth = (TODAY - timedelta(days=63)).isoformat()
    told = {"birth": birth, "birth_check": "yes", "conditions": "pelvic_pain,lbp"}
    case = Case(shipped(), read_profile(told, TODAY), History(), Now(day=TODAY),
                programme=shipped().programmes["postpartum-core"])  # fmt: skip
    found = todays_session(case, 10)
    assert "pelvic-floor-release" in {p.exercise.id for p in found.prescriptions}
    for minutes in (5, 7, 10, 14):
        today = todays_session(case, minutes)
        dropped = {out.exercise.name for out in today.left_out if out.rule == "FIT"}
        about = [one.reason for one in today.decisions if one.rule != "FIT"]
        assert not [words for words in about for name in dropped if words.startswith(name)]


# --- picked


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


def test_the_words_of_a_decision_name_their_rule() -> None:
    assert session().decisions[-1].words.endswith("(rule PR9, this app's rule)")
    assert past(1).done


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


def test_without_a_programme_there_is_none_of_today() -> None:
    with pytest.raises(ValueError, match="one of a programme"):
        todays_session(Case(shipped(), Profile(), History(), Now(day=TODAY)))


def test_on_a_poor_day_the_short_version_is_all_that_is_offered() -> None:
    case = Case(shipped(), Profile(), history(14, 12, 9, 7, 4, 2), Now(day=TODAY, mood=1),
                programme=starter())  # fmt: skip
    today = todays_session(case)
    assert [(one.rule, one.change) for one in today.offers] == [("PR7", "short=yes")]
    usual = todays_session(replace(case, now=Now(day=TODAY)))
    assert [(one.rule, one.offer) for one in usual.offers] == [("GA1", True)]


def test_what_the_plan_takes_away_is_told() -> None:
    plan = Plan(changes={"wall-push-up": ExerciseChange(leave_out=True)})
    late = replace(history(5, 3, 1), accepted=(Accepted("GA1", "mobility-starter.phase=1", TODAY),))
    today = todays(starter(), shipped(), Profile(), late, TODAY, plan=plan)
    told = [one for one in today.decisions if one.rule == "PLAN"]
    assert [(one.exercise, one.words) for one in told] == [
        ("wall-push-up", "Wall push-up: your plan leaves it out (as it is written)")
    ]


def test_what_does_not_fit_into_the_minutes_is_told() -> None:
    case = Case(shipped(), Profile(), history(3), Now(day=TODAY), programme=starter())
    short = todays_session(case, 5)
    gone = [one for one in short.left_out if one.rule == "FIT"]
    assert gone
    assert {one.reason for one in gone} == {"left out to fit into 5 minutes"}
    (told,) = [one for one in short.decisions if one.rule == "FIT"]
    assert told.reason.startswith("fitted to 5 minutes: ")
    assert f"without {', '.join(one.exercise.name for one in gone)}" in told.reason
    assert all(one.exercise in shipped().exercises.values() for one in gone)


def test_after_a_gap_the_warm_up_is_not_cut_for_the_minutes() -> None:
    def warm(days: int) -> int | None:
        case = Case(shipped(), Profile(), history(days), Now(day=TODAY), programme=starter())
        first = todays_session(case, 5).prescriptions[0]
        assert first.warm_up
        return first.dose.seconds

    usual, after_a_gap = warm(3), warm(20)
    assert usual is not None
    assert after_a_gap is not None
    assert after_a_gap > usual


def test_why_nothing_is_left() -> None:
    fresh = [shipped().exercises["figure-four-stretch"]]
    none = chosen(fresh, shipped(), Profile(frozenset({"pgp"})), History(), TODAY)
    reasons = [one.reason for one in none.decisions]
    assert "nothing is left for today with your profile and what is at home" in reasons
    sore = chosen(fresh, shipped(), Profile(), History(), TODAY, 6)
    assert "nothing that is gentle enough is left for today" in [d.reason for d in sore.decisions]


def test_the_limits_of_the_plan_hold_for_picked_exercises() -> None:
    hard = History((past(2, before=2, morning=4),))
    plan = Plan(limits=Limits(morning_factor=0.5))
    case = Case(shipped(), Profile(), hard, Now(day=TODAY), plan=plan)
    wanted = [shipped().exercises["glute-bridge"]]
    (half,) = picked_session(wanted, case).prescriptions
    assert half.dose == ease(wanted[0].dose, 0.5)


def test_an_open_phase_is_offered_and_one_that_waits_is_told() -> None:
    days = (14, 12, 9, 7, 4, 2)
    for worst, offered in ((2, True), (4, False)):
        done = History(tuple(past(one, worst=worst) for one in days))
        today = todays(starter(), shipped(), Profile(), done, TODAY)
        said = [one.offer for one in today.decisions if one.rule == "GA1"]
        assert [one.rule for one in today.offers if one.rule == "GA1"] == ["GA1"] * offered
        assert said == [False] * (not offered)
