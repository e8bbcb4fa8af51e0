from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from programme_builders import TODAY, history, past, programme, starter

from rehab_tui.catalogue.model import Programme
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import Accepted, History, OpenStop, Refused
from rehab_tui.programme.phase import first_day, planned_in_week, standing
from rehab_tui.programme.rules.phases import offer_next_phase

PROGRAMME = starter()
STEP = "mobility-starter.phase="
DAYS = (14, 12, 9, 7, 4, 2)
READY = history(*DAYS)


def taken(number: int | str, days_ago: int, rule: str = "GA1") -> Accepted:
    return Accepted(rule, f"{STEP}{number}", TODAY - timedelta(days=days_ago))


def offered(past_: History, today: date = TODAY) -> Decision | None:
    return offer_next_phase(PROGRAMME, past_, today)


def with_session(days_ago: int, **changes: Any) -> History:
    """The history that is ready, one of its sessions changed."""
    return replace(
        READY, sessions=tuple(past(d, **(changes if d == days_ago else {})) for d in DAYS)
    )


# --- standing


def test_a_programme_never_begun_begins_today() -> None:
    now = standing(PROGRAMME, History(), TODAY)
    assert (now.phase, now.week, now.began) == (0, 1, TODAY)


@pytest.mark.parametrize(("days", "week"), [(0, 1), (6, 1), (7, 2), (13, 2), (14, 2), (700, 2)])
def test_the_week_waits_in_the_phase_until_the_next_is_taken(days: int, week: int) -> None:
    assert standing(PROGRAMME, history(days), TODAY).week == week


@pytest.mark.parametrize(("days", "week"), [(0, 3), (6, 3), (7, 4), (90, 4)])
def test_a_phase_that_was_taken_late_counts_from_that_day(days: int, week: int) -> None:
    now = standing(PROGRAMME, history(200, accepted=(taken(1, days),)), TODAY)
    assert (now.phase, now.week, now.began) == (1, week, TODAY - timedelta(days=days))


def test_phases_are_taken_one_after_the_other_whatever_the_order_of_the_answers() -> None:
    both = (taken(2, 3), taken(1, 20))
    assert standing(PROGRAMME, history(40, accepted=both), TODAY).phase == 2
    assert standing(PROGRAMME, history(40, accepted=(*both, taken(1, 1))), TODAY).phase == 2


@pytest.mark.parametrize("number", [2, 3, 0, "x", "", "1.0", "01"])
def test_a_step_that_is_none_changes_nothing(number: int | str) -> None:
    assert standing(PROGRAMME, history(40, accepted=(taken(number, 3),)), TODAY).phase == 0


def test_other_rules_and_programmes_and_days_to_come_take_no_phase() -> None:
    others = (
        taken(1, 3, rule="PR1"),
        Accepted("GA1", "other.phase=1", TODAY),
        taken(1, -1),
    )
    assert standing(PROGRAMME, history(40, accepted=others), TODAY).phase == 0


def test_beyond_the_last_phase_there_is_none() -> None:
    steps = tuple(taken(n, 30 - n) for n in range(1, 6))
    assert standing(PROGRAMME, history(60, accepted=steps), TODAY).phase == 2


def test_the_first_day_is_known_when_old_sessions_are_not_read_any_more() -> None:
    began = date(2020, 1, 1)
    long_ago = history(3, begun={PROGRAMME.id: began, "other": date(2019, 1, 1)})
    assert first_day(PROGRAMME, long_ago) == began
    assert first_day(PROGRAMME, history(3)) == TODAY - timedelta(days=3)
    assert first_day(programme(("a",)), long_ago) is None


def test_a_phase_without_weeks_counts_from_one() -> None:
    letters = programme(("a",), ("b",), weeks=None)
    phases = tuple(replace(p, first=None, last=None, letter="A") for p in letters.phases)
    letters = replace(letters, phases=phases)
    past_ = History((past(15, programme="mine"),))
    assert standing(letters, past_, TODAY).week == 3


# --- planned sessions of a week


@pytest.mark.parametrize(
    ("weekday", "planned"), [(0, 3), (1, 3), (2, 2), (3, 2), (4, 1), (5, 1), (6, 1)]
)
def test_the_first_week_counts_by_its_days(weekday: int, planned: int) -> None:
    began = TODAY + timedelta(days=weekday)
    past_ = History(begun={PROGRAMME.id: began})
    assert planned_in_week(PROGRAMME, past_, TODAY) == planned
    assert planned_in_week(PROGRAMME, past_, TODAY + timedelta(days=7)) == 3
    assert planned_in_week(PROGRAMME, past_, TODAY - timedelta(days=7)) is None


def test_without_a_first_day_no_plan_is_known() -> None:
    assert planned_in_week(PROGRAMME, History(), TODAY) is None
    sunday = TODAY + timedelta(days=6)
    assert planned_in_week(PROGRAMME, History(), TODAY, unbegun=sunday) == 1
    assert planned_in_week(PROGRAMME, history(21), TODAY, unbegun=sunday) == 3


def test_the_phase_that_was_taken_counts_not_the_calendar() -> None:
    mine = programme(("a",), ("b",), ("c",), plans=(2, 4, 7))
    began, second = TODAY - timedelta(weeks=9), TODAY - timedelta(days=12)
    past_ = History(begun={"mine": began}, accepted=(Accepted("GA1", "mine.phase=1", second),))
    weeks = [planned_in_week(mine, past_, began + timedelta(weeks=n)) for n in range(11)]
    assert weeks == [2, 2, 2, 2, 2, 2, 2, 2, 4, 4, 4], "also long after the programme's six weeks"


def lettered(*letters: str) -> Programme:
    phases = tuple(
        replace(phase, key="letter", first=None, last=None, letter=letter)
        for phase, letter in zip(programme(*(("a",),) * len(letters)).phases, letters, strict=True)
    )
    return replace(PROGRAMME, id="mine", phases=phases, weeks=None)


@pytest.mark.parametrize(("days", "phase"), [(0, 0), (6, 0), (7, 1), (13, 1), (14, 0), (70, 0)])
def test_lettered_phases_take_turns_and_none_is_ever_the_next(days: int, phase: int) -> None:
    both = lettered("A", "B", "flare")
    began = History(begun={"mine": TODAY - timedelta(days=days)})
    assert standing(both, began, TODAY).phase == phase
    sessions = tuple(past(d, programme="mine", phase=0) for d in DAYS)
    assert offer_next_phase(both, replace(began, sessions=sessions), TODAY) is None


def test_weeks_since_birth_begin_with_the_week_of_it() -> None:
    birth = replace(
        PROGRAMME,
        phases=tuple(
            replace(phase, key="birth", first=first, last=last)
            for phase, first, last in zip(PROGRAMME.phases, (0, 3, 7), (2, 6, 11), strict=True)
        ),
    )
    assert standing(birth, history(2), TODAY).week == 0
    assert standing(birth, history(90), TODAY).week == 2
    assert offer_next_phase(birth, history(20, 13, 11, 9, 7, 4, 2), TODAY) is None
    assert offer_next_phase(birth, history(21, 13, 11, 9, 7, 4, 2), TODAY) is not None


def test_a_programme_of_nothing_but_a_flare_phase_stands_in_it() -> None:
    assert standing(lettered("flare"), history(30), TODAY).phase == 0


# --- GA1


def test_an_offer_says_what_must_be_so_first() -> None:
    first, second, *rest = PROGRAMME.phases
    gated = replace(second, begins_when="Only after your check-up.")
    decision = offer_next_phase(replace(PROGRAMME, phases=(first, gated, *rest)), READY, TODAY)
    assert decision is not None
    assert decision.words.endswith(
        "is open to you. Only after your check-up. (rule GA1, this app's rule)"
    )


def test_ready_for_the_next_phase() -> None:
    decision = offered(READY)
    assert decision is not None
    assert (decision.rule, decision.offer, decision.change) == ("GA1", True, f"{STEP}1")
    assert "Down to the mat" in decision.reason


def test_the_weeks_of_the_phase_must_be_over() -> None:
    assert offered(history(13, 12, 9, 7, 4, 2)) is None
    assert offered(replace(READY, accepted=(taken(1, 13),))) is None


@pytest.mark.parametrize(
    ("days", "enough"),
    [((20, 13, 12, 4, 3, 2), True), ((20, 14, 12, 4, 3, 2), False), ((20, 9, 7, 4, 2), False)],
)
def test_four_fifths_of_the_last_fourteen_days(days: tuple[int, ...], enough: bool) -> None:
    assert (offered(history(*days)) is not None) is enough


@pytest.mark.parametrize(
    "changes", [{"programme": None}, {"programme": "other"}, {"phase": 1}, {"done": False}]
)
def test_only_sessions_of_this_very_phase_keep_it_up(changes: dict[str, Any]) -> None:
    missed = past(9, **changes)
    rest = [past(d) for d in (20, 13, 7, 4, 2)]
    assert offered(History((*rest, past(9)))) is not None
    assert offered(History((*rest, missed))) is None


@pytest.mark.parametrize(
    ("changes", "well"),
    [
        ({"worst": 2, "before": 0, "morning": 1}, True),
        ({"worst": 2, "before": 0, "morning": 2}, False),
        ({"worst": 3, "before": 2, "morning": 2}, True),
        ({"worst": 3, "before": 2, "morning": 3}, False),
        ({"worst": 4, "before": 2, "morning": 2}, False),
        ({"worst": 5, "before": 5, "morning": 5}, True),
        ({"worst": 6, "before": 5, "morning": 5}, False),
        ({"worst": 2, "before": None, "morning": 1}, True),
        ({"worst": 2, "before": None, "morning": 2}, False),
        ({"worst": 3, "before": None, "morning": 0}, False),
        ({"worst": 1, "before": 6, "morning": 1}, False),
        ({"worst": None}, False),
        ({"morning": None}, False),
        ({"effort": None}, False),
        ({"effort": 6}, True),
        ({"effort": 7}, False),
        ({"warned": True}, False),
        ({"stiffer": True}, False),
    ],
)
@pytest.mark.parametrize("days_ago", [7, 4, 2])
def test_each_of_the_last_three_went_well(
    days_ago: int, changes: dict[str, Any], well: bool
) -> None:
    assert (offered(with_session(days_ago, **changes)) is not None) is well


def test_the_fourth_last_is_not_looked_at() -> None:
    assert offered(with_session(9, worst=9, effort=10)) is not None


def test_fewer_than_three_said_nothing() -> None:
    silent = tuple(past(d, worst=None) for d in DAYS)
    assert offered(History(silent)) is None
    short = programme(("a",), ("b",), plans=(1, 1))
    two = tuple(past(d, programme="mine") for d in (14, 8, 2))
    assert offer_next_phase(short, History(two), TODAY) is not None
    assert offer_next_phase(short, History(two[1:], begun={"mine": two[0].day}), TODAY) is None


@pytest.mark.parametrize("said", [{"worst": 8}, {"worst": None, "warned": True}])
def test_a_session_that_ended_early_with_pain_is_not_passed_over(said: dict[str, Any]) -> None:
    assert offered(replace(READY, sessions=(*READY.sessions, past(1, done=False, **said)))) is None


def test_a_session_that_was_only_interrupted_is_passed_over() -> None:
    cut = past(1, done=False, worst=None, morning=None, effort=None)
    assert offered(replace(READY, sessions=(*READY.sessions, cut))) is not None


def test_no_offer_with_an_open_stop_nor_after_the_last_phase() -> None:
    stop = OpenStop("x", TODAY, 4, "ST4", "dizzy")
    assert offered(replace(READY, stops=(stop,))) is None
    steps = (taken(1, 60), taken(2, 50))
    last = tuple(past(d, phase=2) for d in DAYS)
    assert offered(History(last, accepted=steps, begun={PROGRAMME.id: date(2026, 1, 1)})) is None
    assert offered(History(tuple(past(d, phase=1) for d in DAYS), accepted=steps[:1])) is not None


@pytest.mark.parametrize(("since", "again"), [(0, False), (2, False), (3, True)])
def test_a_refusal_holds_for_three_sessions(since: int, again: bool) -> None:
    refused = (Refused("GA1", f"{STEP}1", 9), Refused("GA1", f"{STEP}1", since))
    assert (offered(replace(READY, refused=refused)) is not None) is again


def test_the_refusal_of_another_offer_does_not_count() -> None:
    assert offered(replace(READY, refused=(Refused("GA1", f"{STEP}2", 0),))) is not None


def test_nothing_is_offered_before_the_second_session_after_a_gap() -> None:
    crowded = (20, 13, 12, 11, 10, 9)
    assert offered(history(*crowded, 1)) is None
    assert offered(history(*crowded, 1, 0)) is not None


def test_the_order_in_which_sessions_are_given_does_not_matter() -> None:
    bad_last = with_session(2, worst=9).sessions
    for order in (bad_last, bad_last[::-1], (*bad_last[3:], *bad_last[:3])):
        assert offered(History(order)) is None
