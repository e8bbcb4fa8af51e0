from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from programme_builders import TODAY, programme, shipped
from rule_cases import CATALOGUE, case, fired, prescribed, session

from rehab_tui.programme.gap import ease_after_gap, settled_since_gap
from rehab_tui.programme.history import Accepted, History, Pause, Told
from rehab_tui.programme.limits import Limits
from rehab_tui.programme.now import Now, Since
from rehab_tui.programme.precedence import settle
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules import pain
from rehab_tui.programme.rules.gaps import RULES, easing_of, since_of
from rehab_tui.programme.rules.rule import Case

MINE = programme(("step-up",), ("step-up",))
SECOND = Accepted("GA1", "mine.phase=1", TODAY - timedelta(days=60))


def rule_of(found: Case) -> list[tuple[str, float]]:
    return [(d.rule, d.effect.factor) for d in fired(RULES, found) if d.effect]


def days(gap: int) -> Case:
    """A gap after many sessions."""
    return case(*(session(gap + 2 * n) for n in range(6, -1, -1)))


@pytest.mark.parametrize(
    ("gap", "rule"),
    [
        (1, []),
        (7, []),
        (8, [("G2", 0.75)]),
        (9, [("G2", 0.75)]),
        (14, [("G2", 0.75)]),
        (15, [("G3", 0.5)]),
        (20, [("G3", 0.5)]),
        (28, [("G3", 0.5)]),
        (29, [("G4", 0.5)]),
        (35, [("G4", 0.5)]),
    ],
)
def test_the_table_of_gaps(gap: int, rule: list[tuple[str, float]]) -> None:
    assert rule_of(days(gap)) == rule


def test_one_reduction_for_a_gap_and_a_worse_morning() -> None:
    found = case(session(22), session(20, before=2, morning=4))
    decisions = fired([*RULES, *pain.RULES], found)
    assert sorted(d.rule for d in decisions) == ["G3", "PM5"]
    settled = settle(decisions, prescribed("step-up"), CATALOGUE)
    assert [one.dose.reps for one in settled.prescriptions] == [5]
    assert [d.rule for d in settled.decisions] == ["G3"]


def test_a_plan_sets_the_days_and_the_factors() -> None:
    limits = Limits(gap_short=3, gap_long=5, gap_very_long=9, gap_factor=0.9, long_gap_factor=0.4)
    for gap, rule in (
        (3, []), (4, [("G2", 0.9)]), (5, [("G2", 0.9)]), (6, [("G3", 0.4)]), (9, [("G3", 0.4)]),
        (10, [("G4", 0.4)]),
    ):  # fmt: skip
        past = case(*(session(gap + 2 * n) for n in range(6, -1, -1)), limits=limits)
        assert rule_of(past) == rule
    assert not settled_since_gap([TODAY, TODAY - timedelta(days=4)], limits)
    assert settled_since_gap([TODAY, TODAY - timedelta(days=4)])


def test_nothing_is_added_for_two_sessions_after_a_short_gap() -> None:
    first = fired(RULES, case(session(20), session(12), session(10), session(1)))
    assert [(d.rule, d.effect and (d.effect.factor, d.effect.holds)) for d in first] == [
        ("G2", (1.0, True))
    ]
    second = case(session(20), session(12), session(10), session(3), session(1))
    assert fired(RULES, second) == [], "the gap is two sessions ago"


# --- G5


@pytest.mark.parametrize("since", ["ill", "chest", "injury", "surgery", "birth"])
@pytest.mark.parametrize("gap", [1, 10, 20, 40])
def test_what_happened_in_a_gap_counts_as_a_long_one(since: Since, gap: int) -> None:
    history = History((session(gap + 2), session(gap)), accepted=(SECOND,))
    easing = easing_of(MINE, history, Now(day=TODAY, since=since))
    assert easing is not None
    assert (easing.factor, easing.first) == (0.5, True)
    assert easing.decision.rule == "G5"
    assert "ask first" in easing.decision.reason


def test_nothing_happened_changes_nothing() -> None:
    found = case(session(3), session(1), now={"since": "nothing"})
    assert fired(RULES, found) == []


@pytest.mark.parametrize(
    ("told", "first", "factor"), [(5, 5, 0.5), (9, 6, 0.5), (7, 7, 0.75), (14, 14, None)]
)
def test_the_weeks_after_an_illness(told: int, first: int, factor: float | None) -> None:
    """They count from the first session that was done after it was told."""
    ill = Told("since", "", "ill", TODAY - timedelta(days=told))
    done = [session(day) for day in (*range(30, 14, -2), *range(first, 0, -2))]
    easing = easing_of(None, History(tuple(done), told=(ill,)), Now(day=TODAY))
    assert (easing and easing.factor) == factor


def test_somebody_who_never_did_a_whole_session_is_eased_as_well() -> None:
    easing = ease_after_gap([], TODAY, since=[(TODAY, "surgery")])
    assert easing is not None
    assert easing.factor == 0.5


# --- phases and pauses


def test_the_phase_before_is_the_programmes_own() -> None:
    history = History((session(50, programme="mine"), session(20, programme="mine")))
    here = History(history.sessions, accepted=(SECOND,))
    now = Now(day=TODAY)
    stays, back = easing_of(MINE, history, now), easing_of(MINE, here, now)
    assert stays is not None
    assert stays.phases_back == 0
    assert back is not None
    assert back.phases_back == 1


@pytest.mark.parametrize(
    ("pause", "welcome"),
    [
        ((10, 5), True), ((10, None), True), ((19, 19), True), ((1, 1), True), ((0, 0), False),
        ((40, 30), False), ((22, 20), False), (None, False),
    ],
)  # fmt: skip
def test_a_pause_changes_the_words_and_not_the_days(
    pause: tuple[int, int | None] | None, welcome: bool
) -> None:
    pauses: tuple[Pause, ...] = ()
    if pause is not None:
        last = None if pause[1] is None else TODAY - timedelta(days=pause[1])
        pauses = (Pause(TODAY - timedelta(days=pause[0]), last, "travel"),)
    (decision,) = fired(RULES, case(session(22), session(20), history={"pauses": pauses}))
    assert decision.rule == "G3"
    assert decision.reason.startswith("welcome back") is welcome


def test_soon_after_a_birth_there_is_no_phase_before_the_first() -> None:
    after_birth = shipped().programmes["postpartum-core"]
    taken = Accepted("GA1", f"{after_birth.id}.phase=1", TODAY - timedelta(days=60))
    history = History((session(50, programme=after_birth.id), session(20)), accepted=(taken,))
    newborn = Profile(birth=TODAY - timedelta(days=5))
    easing = easing_of(after_birth, history, Now(day=TODAY), profile=newborn)
    assert easing is not None
    assert easing.phases_back == 0


def test_phases_that_take_turns_have_none_before_them() -> None:
    turns = replace(
        MINE, phases=tuple(replace(phase, key="letter", letter="A") for phase in MINE.phases)
    )
    past_ = History((session(50, programme="mine"), session(20, programme="mine")))
    easing = easing_of(turns, past_, Now(day=TODAY))
    assert easing is not None
    assert easing.phases_back == 0


def test_only_the_question_about_the_gap_tells_of_it() -> None:
    other, asked = (Told(name, "", "surgery", TODAY) for name in ("signs", "since"))
    assert since_of(History((), told=(other,)), Now(day=TODAY)) == ()
    assert since_of(History((), told=(asked,)), Now(day=TODAY)) == ((TODAY, "surgery"),)


def test_the_rule_knows_how_long_ago_the_birth_was() -> None:
    after_birth = shipped().programmes["postpartum-core"]
    taken = Accepted("GA1", f"{after_birth.id}.phase=1", TODAY - timedelta(days=60))
    sessions = (session(50, programme=after_birth.id), session(20, programme=after_birth.id))
    found = replace(case(*sessions, history={"accepted": (taken,)}), programme=after_birth)
    said = {}
    for days in (5, 200):
        newborn = Profile(birth=TODAY - timedelta(days=days))
        (decision,) = fired(RULES, replace(found, profile=newborn))
        said[days] = decision.reason
    assert "one phase back" not in said[5]
    assert "one phase back" in said[200]
