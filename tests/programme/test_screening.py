from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_builders import TODAY, history, past, shipped

from rehab_tui.coach.model import Prescription
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import History, Told
from rehab_tui.programme.now import Now
from rehab_tui.programme.profile import Profile, read_profile
from rehab_tui.programme.rules import conditions, screening
from rehab_tui.programme.rules.gentle import GENTLE
from rehab_tui.programme.rules.rule import Case, Rule
from rehab_tui.programme.screening import QUESTIONS, screening_due
from rehab_tui.programme.stops import SIGNS
from rehab_tui.programme.variants import harder, step_down

CATALOGUE = shipped()
NAMES = ("march-warm-up", "shoulder-rolls", "glute-bridge", "pursed-lip-breathing", "tandem-stand")
LOAD = {"march-warm-up", "glute-bridge", "tandem-stand"}


def profile(**changes: Any) -> Profile:
    return replace(Profile(), screened=TODAY, **changes)


def case(who: Profile, *names: str, past_: History | None = None, **now: Any) -> Case:
    wanted = tuple(CATALOGUE.exercises[name] for name in names or NAMES)
    prescriptions = tuple(Prescription(one, one.dose) for one in wanted)
    return Case(CATALOGUE, who, past_ or History(), Now(day=TODAY, **now), prescriptions)


def fired(given_case: Case, rules: tuple[Rule, ...] = screening.RULES) -> list[Decision]:
    return [one for rule in rules if rule.fire for one in rule.fire(given_case)]


def waits(given_case: Case) -> dict[str | None, str]:
    """What of the session is left out, and the rule that says so."""
    asked = {one.exercise.id for one in given_case.prescriptions}
    return {
        d.exercise: d.rule
        for d in fired(given_case, (*screening.RULES, *conditions.RULES))
        if d.effect and d.effect.leave_out and d.exercise in asked
    }


# --- SC1 -------------------------------------------------------------------
def test_before_the_first_session_it_is_due_and_then_nobody_nags() -> None:
    assert screening_due(Profile(), History(), TODAY) is not None
    assert screening_due(Profile(), history(3), TODAY) is None


@pytest.mark.parametrize(("gap", "due"), [(28, False), (29, True)])
def test_who_skipped_it_is_asked_after_a_very_long_gap(gap: int, due: bool) -> None:
    assert (screening_due(Profile(), history(gap), TODAY) is not None) is due


def test_who_skipped_it_is_asked_after_something_happened() -> None:
    told = History((past(9),), told=(Told("since", "", "ill", TODAY),))
    assert screening_due(Profile(), told, TODAY) is not None


@pytest.mark.parametrize(("days", "due"), [(0, False), (365, False), (366, True)])
def test_it_is_valid_for_a_year(days: int, due: bool) -> None:
    who = Profile(screened=TODAY - timedelta(days=days))
    assert (screening_due(who, history(1), TODAY) is not None) is due


@pytest.mark.parametrize(
    ("gap", "screened", "due"),
    [(28, 60, False), (29, 60, True), (29, 29, True), (29, 28, False), (29, 0, False)],
)
def test_after_a_very_long_gap_it_comes_once_more(gap: int, screened: int, due: bool) -> None:
    who = Profile(screened=TODAY - timedelta(days=screened))
    assert (screening_due(who, history(gap), TODAY) is not None) is due


@pytest.mark.parametrize("what", ["ill", "chest", "injury", "surgery", "birth"])
def test_what_happened_in_a_gap_asks_first_until_it_is_answered(what: str) -> None:
    told = History((past(9),), told=(Told("since", "", what, TODAY - timedelta(days=2)),))
    before = Profile(screened=TODAY - timedelta(days=3))
    assert screening_due(before, told, TODAY) is not None
    assert waits(case(before, past_=told)) == dict.fromkeys(LOAD, "SC4")
    after = Profile(screened=TODAY - timedelta(days=2))
    assert screening_due(after, told, TODAY) is None
    assert waits(case(after, past_=told)) == {}


def test_what_is_told_today_counts_at_once_and_nothing_is_nothing() -> None:
    who = Profile(screened=TODAY - timedelta(days=30))
    assert set(waits(case(who, since="injury"))) == LOAD
    assert waits(case(who, since="nothing")) == {}
    assert waits(case(who, past_=History(told=(Told("since", "", None, TODAY),)))) == {}


# --- SC2 -------------------------------------------------------------------
@pytest.mark.parametrize("question", ["chest", "faint", "breath"])
def test_only_a_clinicians_word_opens_these(question: str) -> None:
    who = profile(yes=frozenset({question}))
    for cleared in (None, "no", "understood"):
        assert waits(case(replace(who, cleared=cleared))) == dict.fromkeys(LOAD, "SC2")
    assert waits(case(replace(who, cleared="yes"))) == {}


@pytest.mark.parametrize("question", ["heart", "supervised"])
def test_these_a_person_may_open_by_themselves(question: str) -> None:
    who = profile(yes=frozenset({question}))
    for cleared in (None, "no"):
        assert set(waits(case(replace(who, cleared=cleared)))) == LOAD
    for cleared in ("yes", "understood"):
        assert waits(case(replace(who, cleared=cleared))) == {}  # type: ignore[arg-type]


def test_the_gravest_answer_decides_what_opens() -> None:
    who = profile(yes=frozenset({"heart", "breath"}), cleared="understood")
    assert set(waits(case(who))) == LOAD
    assert "short of breath" in fired(case(who))[0].reason


def test_what_was_skipped_is_not_known_and_bars_nothing() -> None:
    assert waits(case(profile())) == {}


# --- SC3, CO3 --------------------------------------------------------------
@pytest.mark.parametrize(
    ("pressure", "verdict"),
    [
        ((180, 110), "ask"),
        ((181, 100), "none"),
        ((150, 111), "none"),
        ((159, 89), "go"),
        ((160, 80), "ask"),
        ((150, 90), "ask"),
        (None, "go"),
    ],
)
def test_blood_pressure(pressure: tuple[int, int] | None, verdict: str) -> None:
    who = profile(blood_pressure=pressure)
    shut = screening.shut(case(who))
    assert (shut is not None) is (verdict == "none")
    if verdict == "none":
        assert screening.shut(case(replace(who, cleared="yes"))) is not None
        return
    assert waits(case(who)) == (dict.fromkeys(LOAD, "SC3") if verdict == "ask" else {})
    assert waits(case(replace(who, cleared="understood"))) == {}


# --- SC4 -------------------------------------------------------------------
@pytest.mark.parametrize(("days", "barred"), [(0, True), (41, True), (42, False)])
def test_an_operation_keeps_load_away_for_six_weeks(days: int, barred: bool) -> None:
    who = profile(surgery=TODAY - timedelta(days=days), cleared="yes")
    assert bool(waits(case(who))) is barred
    assert waits(case(replace(who, surgery_cleared=True))) == {}


def test_a_fresh_fracture_or_a_fever_waits_for_a_clinician() -> None:
    who = profile(yes=frozenset({"fresh"}))
    assert waits(case(who)) == dict.fromkeys(LOAD, "SC4")
    assert set(waits(case(replace(who, cleared="understood")))) == LOAD
    assert waits(case(replace(who, cleared="yes"))) == {}


def test_ill_today_is_gentle_today_whoever_agreed_before() -> None:
    assert set(waits(case(profile(cleared="yes"), ill=True))) == LOAD


# --- SC5, SC6, ST3 ---------------------------------------------------------
@pytest.mark.parametrize(("falls", "at_risk"), [("0", False), ("1", False), ("2", True)])
def test_falls(falls: str, at_risk: bool) -> None:
    who = read_profile({"falls": falls}, TODAY)
    assert ("falls_risk" in who.flags) is at_risk
    told = [d for d in fired(case(replace(who, screened=TODAY))) if d.rule == "SC5"]
    assert bool(told) is at_risk
    assert not [d for d in fired(case(who, "shoulder-rolls")) if d.rule == "SC5"]


def test_the_signs_of_the_screening_are_those_of_stop() -> None:
    assert {sign.id for sign in SIGNS} == {*(f"ST1{c}" for c in "abcdefghijklm"), "ST2"}
    assert all(sign.tier in (1, 2) for sign in SIGNS)
    assert len({sign.words for sign in SIGNS}) == len(SIGNS)


@pytest.mark.parametrize(("born", "old_enough"), [(2006, True), (2005, False), (1971, False),
                                                 (1970, True), (None, False)])  # fmt: skip
def test_new_pain_of_the_young_and_the_old_is_looked_at(born: int | None, old_enough: bool) -> None:
    who = profile(yes=frozenset({"new-pain"}), born=born)
    assert bool(waits(case(who))) is old_enough


def test_what_wants_a_look_rests_the_sore_region_only() -> None:
    who = profile(yes=frozenset({"night"}))
    assert waits(case(who)) == dict.fromkeys(LOAD, "ST3")
    assert set(waits(case(replace(who, conditions=("lbp", "copd"))))) == {"glute-bridge"}
    assert waits(case(replace(who, conditions=("lbp",), cleared="yes"))) == {}


# --- CO4, PR10 -------------------------------------------------------------
@pytest.mark.parametrize(("days", "said"), [(83, False), (84, True)])
def test_an_old_operation_is_asked_about(days: int, said: bool) -> None:
    who = profile(flags=frozenset({"hip_replacement"}), surgery=TODAY - timedelta(days=days),
                  surgery_cleared=True)  # fmt: skip
    assert bool(fired(case(who), conditions.RULES)) is said


@pytest.mark.parametrize("flag", ["falls_risk", "neuropathy", "vertigo"])
def test_nothing_unsteady_is_offered(flag: str) -> None:
    flags = frozenset({flag})
    for exercise in CATALOGUE.exercises.values():
        base = Prescription(exercise, exercise.dose)
        if exercise.purpose == "balance":
            assert harder(base, CATALOGUE, flags) is None, exercise.id
            lower = step_down(base, CATALOGUE, flags)
            assert (
                lower is None
                or harder(lower, CATALOGUE, flags) is None
                or (
                    harder(lower, CATALOGUE, flags).dose == base.dose  # type: ignore[union-attr]
                )
            )
    lunge = "split-lunge-supported"
    backwards = waits(case(profile(flags=flags), lunge))
    swapped = flag in CATALOGUE.exercises[lunge].care  # its own swap is better than nothing
    assert backwards == ({} if swapped else {lunge: "PR10"})
    assert harder(Prescription(CATALOGUE.exercises["step-up"], CATALOGUE.exercises["step-up"].dose),
                  CATALOGUE, flags, frozenset({lunge})) is None  # fmt: skip


def test_those_who_stand_surely_may_go_on() -> None:
    one = CATALOGUE.exercises["tandem-stand"]
    assert harder(Prescription(one, one.dose), CATALOGUE, frozenset()) is not None


# --- what always holds -----------------------------------------------------
@given(
    st.frozensets(st.sampled_from([one.id for one in QUESTIONS])),
    st.sampled_from([None, "yes", "no", "understood"]),
    st.none() | st.tuples(st.integers(90, 220), st.integers(50, 130)),
    st.booleans(),
)
def test_more_is_never_opened_by_a_yes_and_gentle_things_stay(
    yes: frozenset[str], cleared: Any, pressure: tuple[int, int] | None, ill: bool
) -> None:
    who = profile(yes=yes, cleared=cleared, blood_pressure=pressure)
    out = waits(case(who, ill=ill))
    assert all(CATALOGUE.exercises[name or ""].purpose not in GENTLE for name in out)
    for less in yes:
        fewer = replace(who, yes=yes - {less})
        assert waits(case(fewer, ill=ill)).keys() <= out.keys()
    assert waits(case(replace(who, cleared="yes"), ill=ill)).keys() <= out.keys()
