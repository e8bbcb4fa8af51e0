from __future__ import annotations

from typing import Any

import pytest
from programme_builders import TODAY
from rule_cases import CATALOGUE, case, did, fired, prescribed, session

from rehab_tui.programme.decision import Effect
from rehab_tui.programme.history import Accepted, Refused
from rehab_tui.programme.limits import Limits
from rehab_tui.programme.precedence import settle
from rehab_tui.programme.rules import fire
from rehab_tui.programme.rules.effort import RULES, SHORT_VERSION


@pytest.mark.parametrize(
    ("effort", "factor"), [(None, None), (6, None), (7, None), (8, 0.75), (10, 0.75)]
)
def test_a_session_that_was_too_hard(effort: int | None, factor: float | None) -> None:
    decisions = fired(RULES, case(session(5, effort=9), session(2, effort=effort)), "PR6")
    expected = [Effect(factor=factor, holds=True)] if factor else []
    assert [d.effect for d in decisions] == expected


def test_a_plan_sets_the_factors() -> None:
    limits = Limits(effort_factor=0.5, short_version=0.8)
    found = case(session(2, effort=8), limits=limits, now={"mood": 1})
    hard, short = fired(RULES, found)
    assert hard.effect == Effect(factor=0.5, holds=True)
    assert "half as much" in hard.reason
    assert "20 % less" in short.reason


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        ({"slept": 299}, True),
        ({"slept": 300}, False),
        ({"sleep_quality": 1}, True),
        ({"sleep_quality": 2}, False),
        ({"mood": 1}, True),
        ({"mood": 2}, False),
        ({}, False),
    ],
)
def test_on_a_poor_day_a_short_version_is_offered(now: dict[str, Any], offered: bool) -> None:
    decisions = fired(RULES, case(now=now), "PR7")
    expected = [(True, SHORT_VERSION, None)] if offered else []
    assert [(d.offer, d.change, d.effect) for d in decisions] == expected
    settled = settle(decisions, prescribed("leg-raise"), CATALOGUE)
    assert settled.prescriptions == prescribed("leg-raise"), "never without a yes"


def test_the_short_version_is_taken_for_one_day() -> None:
    poor = {"slept": 200}
    taken = Accepted("PR7", SHORT_VERSION, TODAY)
    (decision,) = fired(RULES, case(now=poor, history={"accepted": (taken,)}), "PR7")
    assert not decision.offer
    settled = settle([decision], prescribed("march", "leg-raise", "breathe"), CATALOGUE)
    done = [one.dose.reps or one.dose.seconds for one in settled.prescriptions]
    assert done == [60, 6, 70]
    old = Accepted("PR7", SHORT_VERSION, session(1).day)
    (again,) = fired(RULES, case(now=poor, history={"accepted": (old,)}), "PR7")
    assert again.offer


def test_who_declined_is_not_asked_again_before_a_session_was_done() -> None:
    for sessions, asked in ((0, []), (1, ["PR7"])):
        refused = Refused("PR7", SHORT_VERSION, sessions)
        found = case(now={"mood": 1}, history={"refused": (refused,)})
        assert [d.rule for d in fired(RULES, found, "PR7")] == asked


@pytest.mark.parametrize(
    ("days_ago", "effort", "sets", "left_out"),
    [
        (1, 5, 2, True),
        (1, 4, 2, False),
        (1, None, 2, False),
        (2, 9, 2, False),
        (0, 9, 2, False),
        (1, 9, 0, False),
    ],
)
def test_no_load_on_the_day_after(
    days_ago: int, effort: int | None, sets: int, left_out: bool
) -> None:
    found = case(session(days_ago, did("leg-raise", sets=sets), effort=effort))
    settled = settle(
        fired(RULES, found, "PR8"), prescribed("step-up", "knee-slide", "bridge"), CATALOGUE
    )
    kept = [one.exercise.id for one in settled.prescriptions]
    assert kept == (["knee-slide", "bridge"] if left_out else ["step-up", "knee-slide", "bridge"])
    assert [out.rule for out in settled.left_out] == ["PR8"] * left_out


def test_only_strength_counts_as_a_load() -> None:
    assert fired(RULES, case(session(1, did("knee-slide", sets=2), effort=7)), "PR8") == []


def test_the_strength_work_of_yesterday_is_seen_behind_older_sessions() -> None:
    worked = did("step-up", sets=2)
    told = {one.rule: one.basis for one in fire("ease", case(session(1, worked, effort=7)))}
    assert told["PR8"] == "S", "as sure as its rule"
    for older in (session(3, worked, effort=7), session(1, did("knee-slide", sets=2), effort=2)):
        (rests,) = fired(RULES, case(older, session(1, worked, effort=7)), "PR8")
        assert rests.effect is not None
        assert (rests.effect.region, rests.effect.leave_out) == ("knee", True)
