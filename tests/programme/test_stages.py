from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_builders import TODAY, catalogue, history, move, past, shipped

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.model import Variant
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.choose import Choice, choose
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import History, PastExercise, Told
from rehab_tui.programme.now import Now
from rehab_tui.programme.profile import Profile, gestation, read_profile
from rehab_tui.programme.rules import stages as rules
from rehab_tui.programme.rules.rule import Case
from rehab_tui.programme.stages import allowed_phase, allows, first_phase, last_bleeding, stage

CATALOGUE = shipped()
AFTER_BIRTH = CATALOGUE.programmes["postpartum-core"]


def pregnant(weeks: int, days: int = 0) -> Profile:
    due = TODAY + timedelta(days=280 - 7 * weeks - days)
    return read_profile({"due": due.isoformat()}, TODAY)


def born(days: int, **answers: str) -> Profile:
    return read_profile({"birth": (TODAY - timedelta(days=days)).isoformat(), **answers}, TODAY)


def prescribed(*names: str) -> tuple[Prescription, ...]:
    exercises = (CATALOGUE.exercises[name] for name in names)
    return tuple(Prescription(one, one.dose) for one in exercises)


def fired(profile: Profile, *names: str, past_: History = History()) -> list[Decision]:  # noqa: B008
    case = Case(CATALOGUE, profile, past_, Now(day=TODAY), prescribed(*names))
    return [one for rule in rules.RULES if rule.fire for one in rule.fire(case)]


def barred(profile: Profile, *names: str) -> set[str | None]:
    found = {d.exercise for d in fired(profile, *names) if d.effect and d.effect.leave_out}
    return found & set(names)


def chosen(profile: Profile, *names: str) -> Choice:
    return choose(prescribed(*names), CATALOGUE, profile)


# --- pregnancy -------------------------------------------------------------
@pytest.mark.parametrize(
    ("weeks", "days", "now", "flags"),
    [
        (0, 0, "PG1", {"pregnant"}),
        (13, 6, "PG1", {"pregnant"}),
        (14, 0, "PG2", {"pregnant"}),
        (15, 6, "PG2", {"pregnant"}),
        (16, 0, "PG2", {"pregnant", "preg_supine"}),
        (27, 6, "PG2", {"pregnant", "preg_supine"}),
        (28, 0, "PG3", {"pregnant", "preg_supine", "preg_late"}),
        (42, 0, "PG3", {"pregnant", "preg_supine", "preg_late"}),
    ],
)
def test_the_weeks_of_a_pregnancy(weeks: int, days: int, now: str, flags: set[str]) -> None:
    profile = pregnant(weeks, days)
    assert stage(profile, TODAY) == now
    assert profile.flags == flags
    assert gestation(profile.due, None, TODAY) == 7 * weeks + days


@pytest.mark.parametrize(
    ("weeks", "days", "instead"), [(15, 6, "pelvic-tilt"), (16, 0, "cat-cow"), (28, 0, "cat-cow")]
)
def test_a_pelvic_tilt_gives_way_from_week_16_on(weeks: int, days: int, instead: str) -> None:
    choice = chosen(pregnant(weeks, days), "pelvic-tilt")
    assert [p.exercise.id for p in choice.prescriptions] == [instead]
    rule = {15: [], 16: ["PG2"], 28: ["PG3"]}[weeks]
    assert [d.rule for d in choice.decisions] == rule


def test_at_26_weeks_a_bridge_becomes_a_leg_lift_in_standing() -> None:
    (one,) = chosen(pregnant(26), "glute-bridge").prescriptions
    assert one.exercise.id == "standing-hip-extension"


def test_late_in_a_pregnancy_nobody_lies_flat_whatever_was_asked_for() -> None:
    choice = chosen(pregnant(28), *CATALOGUE.exercises)
    assert choice.prescriptions
    assert not [p for p in choice.prescriptions if p.exercise.position in ("supine", "prone")]


def test_without_a_swap_the_easier_way_ends_with_week_28() -> None:
    own = move("own", position="supine", care=frozenset({"preg_supine"}), easier=Variant("Less."))
    mine = catalogue(own)
    for profile, ways in ((pregnant(27, 6), ["easier"]), (pregnant(28), [])):
        choice = choose([Prescription(own, own.dose)], mine, profile)
        assert [p.variant for p in choice.prescriptions] == ways


def test_strength_is_held_for_ten_seconds_at_most_from_week_28_on() -> None:
    wall_sit = CATALOGUE.exercises["wall-sit"]
    assert wall_sit.harder is not None
    assert wall_sit.harder.dose is not None
    long = Prescription(wall_sit, apply_change(wall_sit.dose, wall_sit.harder.dose))
    assert long.dose.tempo == (2, 20, 2)
    for profile, hold, rule in (
        (pregnant(27, 6), 20, set()),
        (pregnant(28), 10, {"PG3"}),
        (Profile(frozenset({"hypertension"})), None, {"CO3"}),
    ):
        choice = choose([long], CATALOGUE, profile)
        assert {d.rule for d in choice.decisions} == rule
        (kept,) = choice.prescriptions
        if hold is not None:
            assert kept.dose.tempo == (2, hold, 2)


def test_what_a_file_of_ones_own_lacks_the_stage_knows() -> None:
    own = replace(CATALOGUE.exercises["pelvic-tilt"], id="own", care=frozenset())
    assert allows("PG2", own)
    assert not allows("PG3", own)
    assert not allows("PG2", replace(own, position="prone"))


def test_a_pregnancy_says_how_hard_it_may_be() -> None:
    for weeks, cap in ((13, 5), (14, 5), (28, 4)):
        (said,) = [d for d in fired(pregnant(weeks)) if d.exercise is None]
        assert f"effort {cap} of 10 at most" in said.reason


@pytest.mark.parametrize(
    ("profile", "entry"),
    [
        (pregnant(28), "birth expected on 15 Feb 2027: week 28+0 today"),
        (born(13), "birth on 10 Nov 2026: day 13 today"),
        (Profile(frozenset({"pregnant"})), None),
    ],
)
def test_a_stage_says_which_date_it_rests_on(profile: Profile, entry: str | None) -> None:
    (said,) = [d for d in fired(profile) if d.exercise is None]
    assert said.rests_on == ((entry,) if entry else ())


@pytest.mark.parametrize(
    ("cleared", "rules_"), [(None, True), ("understood", True), ("yes", False)]
)
def test_a_risk_in_the_pregnancy_keeps_it_gentle(cleared: str | None, rules_: bool) -> None:
    profile = replace(pregnant(20), yes=frozenset({"pregnancy"}), cleared=cleared)  # type: ignore[arg-type]
    names = ("cat-cow", "sit-to-stand", "lateral-rib-breathing")
    assert barred(profile, *names) == ({"sit-to-stand"} if rules_ else set())


def test_a_birth_ends_the_pregnancy() -> None:
    due = TODAY + timedelta(days=3)
    answers = {"due": due.isoformat(), "birth": TODAY.isoformat(), "flag.pregnant": "yes"}
    profile = read_profile(answers, TODAY)
    assert stage(profile, TODAY) == "PP1"
    assert "preg_supine" not in profile.flags


def test_a_new_pregnancy_after_a_birth() -> None:
    birth = TODAY - timedelta(days=200)
    due = TODAY + timedelta(days=280 - 100)
    profile = read_profile({"birth": birth.isoformat(), "due": due.isoformat()}, TODAY)
    assert stage(profile, TODAY) == "PG2"


# --- after a birth ---------------------------------------------------------
@pytest.mark.parametrize(
    ("days", "answers", "now"),
    [
        (0, {}, "PP1"),
        (20, {"birth_check": "yes"}, "PP1"),
        (21, {}, "PP2"),
        (41, {"birth_check": "yes"}, "PP2"),
        (42, {"birth_check": "yes"}, "PP3"),
        (42, {}, "PP2"),
        (83, {"birth_check": "yes"}, "PP3"),
        (84, {"birth_check": "yes"}, "PP4"),
        (84, {}, "PP2"),
        (50, {"caesarean": "yes", "birth_cleared": "yes"}, "PP2"),
        (55, {"caesarean": "yes", "birth_cleared": "yes"}, "PP2"),
        (56, {"caesarean": "yes", "birth_cleared": "yes"}, "PP3"),
        (56, {"caesarean": "yes", "birth_check": "yes"}, "PP2"),
        (84, {"caesarean": "yes", "birth_cleared": "yes"}, "PP4"),
    ],
)
def test_the_days_after_a_birth(days: int, answers: dict[str, str], now: str) -> None:
    profile = born(days, **answers)
    assert stage(profile, TODAY) == now
    phase = {"PP1": 0, "PP2": 1, "PP3": 2, "PP4": 3}[now]
    assert allowed_phase(AFTER_BIRTH, profile, TODAY) == phase
    assert first_phase(AFTER_BIRTH, profile, TODAY) == min(phase, 1)


def test_a_programme_by_weeks_knows_no_such_phase() -> None:
    starter = CATALOGUE.programmes["mobility-starter"]
    assert allowed_phase(starter, born(3), TODAY) is None
    assert first_phase(starter, born(30), TODAY) == 0
    assert allowed_phase(AFTER_BIRTH, Profile(), TODAY) == 1, "no date, no check: no load"


@pytest.mark.parametrize(("days", "on"), [(0, True), (83, True), (84, False)])
def test_the_scar_of_a_caesarean_is_minded_for_twelve_weeks(days: int, on: bool) -> None:
    assert ("csection" in born(days, caesarean="yes").flags) is on
    assert ("csection" in born(days, **{"flag.csection": "yes"}).flags) is on
    assert "csection" not in born(days).flags


def test_every_phase_fits_its_stage() -> None:
    for phase, days in ((0, 0), (1, 21), (2, 42), (3, 84)):
        names = [item.exercise for item in AFTER_BIRTH.phases[phase].items]
        assert barred(born(days, birth_check="yes"), *names) == set()
        if phase:
            earlier = born(max(0, days - 1), birth_check="yes")
            assert barred(earlier, *names), "the next phase is not open yet"


def test_more_bleeding_leads_back_for_three_days() -> None:
    profile = born(30)
    for ago, now in ((0, "PP1"), (2, "PP1"), (3, "PP2")):
        day = TODAY - timedelta(days=ago)
        told = History(told=(Told("signs", "", "bleeding", day),))
        assert stage(profile, TODAY, last_bleeding(told, TODAY)) == now
    for days, check, now in ((63, "yes", "PP1"), (83, "yes", "PP1"), (84, "yes", "PP4"),
                             (84, "no", "PP1")):  # fmt: skip
        checked = born(days, birth_check=check)
        assert stage(checked, TODAY, TODAY) == now, "the check after the birth is no end of it"
    one = PastExercise("pelvic-tilt", CATALOGUE.exercises["pelvic-tilt"].dose,
                       signs=frozenset({"bleeding"}))  # fmt: skip
    assert last_bleeding(History((past(1, exercises=(one,)),)), TODAY) == TODAY - timedelta(days=1)
    assert last_bleeding(history(1), TODAY) is None


def test_a_sign_eases_the_exercise_and_twice_in_a_week_asks_for_help() -> None:
    bridge = PastExercise("glute-bridge", CATALOGUE.exercises["glute-bridge"].dose,
                          signs=frozenset({"leaking"}))  # fmt: skip
    well = replace(bridge, signs=frozenset())

    def said(*ago: tuple[int, PastExercise]) -> list[tuple[str | None, bool]]:
        sessions = tuple(past(days, exercises=(one,)) for days, one in ago)
        found = fired(Profile(), "glute-bridge", "clamshell", past_=History(sessions))
        return [(d.exercise, bool(d.effect and d.effect.level_down)) for d in found]

    assert said((2, bridge)) == [("glute-bridge", True)]
    assert said((4, bridge), (2, well)) == []
    assert said((6, bridge), (2, bridge)) == [("glute-bridge", True), (None, False)]
    assert said((7, bridge), (2, bridge)) == [("glute-bridge", True)]


def test_signs_of_no_exercise_count_too() -> None:
    """Nobody has to know which exercise it was; what was skipped, or none of them, is no sign."""

    def said(*told: tuple[int, str | None]) -> list[str]:
        answers = (Told("signs", "", what, TODAY - timedelta(days=ago)) for ago, what in told)
        found = fired(Profile(), "glute-bridge", past_=History(told=tuple(answers)))
        return [one.rule for one in found]

    assert said((5, "leaking"), (2, "heaviness")) == ["PP5"]
    assert said((2, "leaking")) == said((7, "leaking"), (2, "pain")) == []
    assert said((5, "none"), (3, None), (2, "leaking")) == []


# --- what always holds -----------------------------------------------------
dates = st.integers(-60, 420).map(lambda n: (TODAY - timedelta(days=n)).isoformat())
answers = st.fixed_dictionaries(
    {},
    optional={
        "due": st.integers(-20, 280).map(lambda n: (TODAY + timedelta(days=n)).isoformat()),
        "birth": dates,
        "birth_check": st.just("yes"),
        "caesarean": st.just("yes"),
        "birth_cleared": st.just("yes"),
        "flag.pregnant": st.just("yes"),
        "flag.csection": st.just("yes"),
    },
)


@given(answers, st.integers(0, 200))
def test_a_stage_never_contradicts_another_and_never_goes_back(
    told: dict[str, str], later: int
) -> None:
    def on(day: date) -> tuple[str | None, Profile]:
        profile = read_profile(told, day)
        return stage(profile, day), profile

    now, profile = on(TODAY)
    after, _ = on(TODAY + timedelta(days=later))
    if now is not None and after is not None and now[:2] == after[:2]:
        assert now <= after
    if "due" in told and "birth" not in told:
        assert profile.flags <= on(TODAY + timedelta(days=later))[1].flags
    if now is not None and now.startswith("PG"):
        assert "pregnant" in profile.flags
    if now is not None and now.startswith("PP"):
        phase = allowed_phase(AFTER_BIRTH, profile, TODAY)
        assert phase == int(now[2]) - 1


@given(answers)
def test_what_an_earlier_stage_allows_a_later_one_allows_too(told: dict[str, str]) -> None:
    for exercise in CATALOGUE.exercises.values():
        order = [allows(now, exercise) for now in ("PP1", "PP2", "PP3", "PP4")]
        assert order == sorted(order)


UNTIL = [
    (50, {}, "the check after the birth is done"),
    (30, {"birth_check": "yes"}, "day 42 after the birth"),
    (50, {"caesarean": "yes"}, "the surgeon allows it"),
    (90, {"caesarean": "yes", "birth_check": "yes"}, "the surgeon allows it"),
    (50, {"caesarean": "yes", "birth_cleared": "yes"}, "day 56 after the caesarean"),
]


@pytest.mark.parametrize(("day", "answers", "until"), UNTIL)
def test_load_waits_for_what_counts_after_this_birth(
    day: int, answers: dict[str, str], until: str
) -> None:
    profile = born(day, **answers)
    found = [one for one in fired(profile) if one.rule == "PP2"]
    assert found[0].exercise is None
    told, *waits = (one.reason for one in found)
    assert waits
    assert all(one.endswith(f"load waits until {until}") for one in waits)
    open_question = until.startswith(("the check", "the surgeon"))
    assert ("rehab profile set" in told) == open_question
    assert ("birth-cleared" in told) == ("surgeon" in until)


def test_with_more_bleeding_the_stage_before_says_why() -> None:
    """Weeks later nobody is told that these are the first three weeks."""
    bled = History(told=(Told("signs", "", "bleeding", TODAY),))
    told, *waits = (one.reason for one in fired(born(50), past_=bled) if one.rule == "PP1")
    assert "midwife" in told
    assert waits
    assert not any("first three weeks" in one for one in waits)
