"""What holds of a whole session for every screening, stage and date."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_builders import TODAY, shipped

from rehab_tui.catalogue.lists import FLAGS, PREG_LATE, STOP_FLAGS
from rehab_tui.programme.history import History
from rehab_tui.programme.now import Now
from rehab_tui.programme.precedence import barred
from rehab_tui.programme.profile import FLAG_KEY, SCREEN_KEY, read_profile
from rehab_tui.programme.rules import fire
from rehab_tui.programme.rules.gentle import is_gentle
from rehab_tui.programme.rules.rule import Case
from rehab_tui.programme.screening import QUESTIONS
from rehab_tui.programme.today import TodaysSession, picked_session, todays_session

CATALOGUE = shipped()
PROGRAMMES = tuple(CATALOGUE.programmes.values())


def ago(least: int, most: int) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(lambda n: (TODAY - timedelta(days=n)).isoformat())


flagged = st.sampled_from(sorted(FLAGS.keys() - STOP_FLAGS)).map(lambda flag: FLAG_KEY + flag)
screened = st.sampled_from([SCREEN_KEY + one.id for one in QUESTIONS])
answers = st.builds(
    lambda dates, keys: dates | dict.fromkeys(keys, "yes"),
    st.fixed_dictionaries(
        {},
        optional={
            "due": ago(-280, 20),
            "birth": ago(0, 120),
            "surgery": ago(0, 60),
            "cleared": st.sampled_from(["yes", "no", "understood"]),
            "blood_pressure": st.sampled_from(["120/80", "160/80", "150/90", "181/100"]),
            "falls": st.sampled_from(["0", "2"]),
            "born": st.sampled_from(["1950", "1990"]),
            "conditions": st.sampled_from(["lbp", "kneeoa,neck"]),
            "screened": ago(0, 400),
        },
    ),
    st.lists(
        flagged
        | screened
        | st.sampled_from(["birth_check", "caesarean", "birth_cleared", "surgery_cleared"]),
        max_size=5,
    ),
)
nows = st.builds(Now, day=st.just(TODAY), ill=st.booleans(),
                 since=st.sampled_from([None, "nothing", "injury"]))  # fmt: skip


def check(today: TodaysSession, case: Case) -> None:
    out = barred(fire("bar", case), CATALOGUE)
    flags = case.profile.flags
    for one in today.prescriptions:
        exercise = one.exercise
        assert exercise.id not in out
        assert not exercise.avoid & flags
        assert not (PREG_LATE in flags and exercise.position in ("supine", "prone"))
        if exercise.care & flags:
            assert one.variant == "easier"
            assert all(FLAGS[flag] in (one.warning or "") for flag in exercise.care & flags)
    assert today.prescriptions or today.decisions


@settings(max_examples=25)
@given(answers, nows, st.sampled_from(PROGRAMMES), st.none() | st.integers(5, 30))
def test_nothing_barred_or_forbidden_is_ever_in_a_session(
    told: dict[str, str], now: Now, programme: object, minutes: int | None
) -> None:
    profile = read_profile(told, TODAY)
    case = Case(CATALOGUE, profile, History(), now, programme=programme)  # type: ignore[arg-type]
    today = todays_session(case, minutes)
    check(today, case)
    assert today == todays_session(case, minutes)


@settings(max_examples=40)
@given(answers, nows, st.lists(st.sampled_from(sorted(CATALOGUE.exercises)), max_size=8))
def test_nor_among_picked_exercises(told: dict[str, str], now: Now, names: list[str]) -> None:
    case = Case(CATALOGUE, read_profile(told, TODAY), History(), now)
    check(picked_session([CATALOGUE.exercises[name] for name in names], case), case)


@pytest.mark.parametrize("programme", [one.id for one in PROGRAMMES])
def test_a_yes_to_chest_pain_leaves_easy_movement_with_a_reason(programme: str) -> None:
    profile = read_profile({"screen.chest": "yes", "screened": TODAY.isoformat()}, TODAY)
    case = Case(CATALOGUE, profile, History(), Now(day=TODAY),
                programme=CATALOGUE.programmes[programme])  # fmt: skip
    today = todays_session(case)
    assert all(is_gentle(one.exercise) for one in today.prescriptions)
    assert today.prescriptions
    assert today.decisions[0].rule == "SC2"
    assert "clinician" in today.decisions[0].reason


def test_much_too_high_a_pressure_shuts_the_session() -> None:
    profile = read_profile({"blood_pressure": "181/100", "cleared": "yes"}, TODAY)
    case = Case(CATALOGUE, profile, History(), Now(day=TODAY),
                programme=CATALOGUE.programmes["mobility-starter"])  # fmt: skip
    today = todays_session(case)
    assert today.prescriptions == ()
    assert [one.rule for one in today.decisions] == ["CO3"]


@pytest.mark.parametrize("programme", [one.id for one in PROGRAMMES])
def test_with_thin_bones_nobody_curls_up(programme: str) -> None:
    profile = read_profile({"flag.osteoporosis": "yes", "screened": TODAY.isoformat()}, TODAY)
    curl_up = CATALOGUE.exercises["modified-curl-up"]
    case = Case(CATALOGUE, profile, History(), Now(day=TODAY),
                programme=CATALOGUE.programmes[programme])  # fmt: skip
    picked = picked_session([curl_up], case)
    assert curl_up not in [one.exercise for one in picked.prescriptions]
    assert [one.rule for one in picked.left_out] in (["CO1"], [])
    assert curl_up not in [one.exercise for one in todays_session(case).prescriptions]
