"""Today's session: what is in it, what closes it, what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

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
from todays_cases import PHASES, names, rules, session, steady, told

from rehab_tui.catalogue.model import Dose, Equipment
from rehab_tui.programme.history import Accepted, History, OpenStop
from rehab_tui.programme.now import Now
from rehab_tui.programme.plan import ExerciseChange, Plan
from rehab_tui.programme.profile import Profile, read_profile
from rehab_tui.programme.rules.rule import Case
from rehab_tui.programme.today import todays_session


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


def test_the_words_of_a_decision_name_their_rule() -> None:
    assert session().decisions[-1].words.endswith("(rule PR9, this app's rule)")
    assert past(1).done


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


def test_why_nothing_is_left() -> None:
    fresh = [shipped().exercises["figure-four-stretch"]]
    none = chosen(fresh, shipped(), Profile(frozenset({"pgp"})), History(), TODAY)
    reasons = [one.reason for one in none.decisions]
    assert "nothing is left for today with your profile and what is at home" in reasons
    sore = chosen(fresh, shipped(), Profile(), History(), TODAY, 6)
    assert "nothing that is gentle enough is left for today" in [d.reason for d in sore.decisions]


def test_an_open_phase_is_offered_and_one_that_waits_is_told() -> None:
    days = (14, 12, 9, 7, 4, 2)
    for worst, offered in ((2, True), (4, False)):
        done = History(tuple(past(one, worst=worst) for one in days))
        today = todays(starter(), shipped(), Profile(), done, TODAY)
        said = [one.offer for one in today.decisions if one.rule == "GA1"]
        assert [one.rule for one in today.offers if one.rule == "GA1"] == ["GA1"] * offered
        assert said == [False] * (not offered)
