"""From phase to phase and what is told on the way: GA1, RP9, RP10, review dates, the handout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from programme_builders import TODAY, history, past, shipped, starter

from rehab_tui.catalogue.model import Programme
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import Accepted, History, Pause, Refused, Told
from rehab_tui.programme.limits import Limits
from rehab_tui.programme.now import Now
from rehab_tui.programme.phase import LATE_WEEKS, planned_in_week, standing, weeks_of
from rehab_tui.programme.plan import NO_PLAN, Plan, Therapist
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules.phases import RULES, offer_next_phase
from rehab_tui.programme.rules.rule import Case

PROGRAMME = starter()
DAYS = (14, 12, 9, 7, 4, 2)
READY = history(*DAYS)
BIRTH = shipped().programmes["postpartum-core"]


def fire(
    rule: str,
    past_: History,
    *,
    programme: Programme | None = PROGRAMME,
    plan: Plan = NO_PLAN,
    profile: Profile | None = None,
    today: date = TODAY,
) -> list[Decision]:
    case = Case(
        shipped(), profile or Profile(), past_, Now(day=today), programme=programme, plan=plan
    )
    found = next(one for one in RULES if one.id == rule).fire
    assert found is not None
    told = list(found(case))
    assert all(one.effect is None for one in told), "nothing here changes a session"
    return told


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


# --- GA1


def test_the_offer_is_fired_and_rests_on_the_last_three_sessions() -> None:
    (offer,) = fire("GA1", READY)
    assert offer.offer
    assert len(offer.rests_on) == 3


@pytest.mark.parametrize(
    ("days", "answer", "about", "open_"),
    [
        (0, "worse", "mobility-starter", False),
        (6, "worse", "mobility-starter", False),
        (7, "worse", "mobility-starter", True),
        (0, "same", "mobility-starter", True),
        (0, None, "mobility-starter", True),
        (0, "worse", "other", True),
    ],
)
def test_a_worse_week_holds_the_next_phase_for_a_week(
    days: int, answer: str | None, about: str, open_: bool
) -> None:
    told = replace(READY, told=(Told("weekly", about, answer, ago(days)),))
    assert [one.offer for one in fire("GA1", told)] == [open_]


def test_the_latest_weekly_answer_counts_and_a_skipped_one_does_not() -> None:
    worse = Told("weekly", PROGRAMME.id, "worse", ago(5))
    better = Told("weekly", PROGRAMME.id, "better", ago(2))
    skipped = Told("weekly", PROGRAMME.id, None, ago(1))
    assert offer_next_phase(PROGRAMME, replace(READY, told=(better, worse)), TODAY) is not None
    assert offer_next_phase(PROGRAMME, replace(READY, told=(skipped, worse)), TODAY) is None


@pytest.mark.parametrize(
    ("days", "words"),
    [(13, None), (14, "once more"), (27, "once more"), (28, "clinician"), (60, "clinician")],
)
def test_the_week_again_twice_then_a_word_about_the_clinician(days: int, words: str | None) -> None:
    sore = tuple(past(d, worst=4) for d in DAYS)
    told = fire("GA1", History(sore, begun={PROGRAMME.id: ago(days)}))
    if days < 14:
        sore = tuple(past(d, worst=4) for d in (13, 9, 7))
        told = fire("GA1", History(sore))
    assert [words in one.reason for one in told] == ([] if words is None else [True])  # type: ignore[operator]
    assert all(not one.offer and one.rests_on for one in told)


def test_days_of_a_pause_are_no_repeated_weeks() -> None:
    sore = tuple(past(d, worst=4) for d in DAYS)
    pause = Pause(ago(28), ago(22), "travel")
    (told,) = fire("GA1", History(sore, begun={PROGRAMME.id: ago(34)}, pauses=(pause,)))
    assert "once more" in told.reason
    (told,) = fire("GA1", History(sore, begun={PROGRAMME.id: ago(35)}, pauses=(pause,)))
    assert "clinician" in told.reason


def test_a_pause_takes_its_days_off_the_share_of_sessions() -> None:
    few = history(20, 6, 4, 2)
    assert offer_next_phase(PROGRAMME, few, TODAY) is None
    pause = Pause(ago(13), ago(7), "illness")
    assert offer_next_phase(PROGRAMME, replace(few, sessions=few.sessions[1:], pauses=(pause,),
        begun={PROGRAMME.id: ago(20)}), TODAY) is not None  # fmt: skip


def test_nothing_is_said_while_a_refusal_holds() -> None:
    change = f"{PROGRAMME.id}.phase=1"
    assert fire("GA1", replace(READY, refused=(Refused("GA1", change, 2),))) == []
    assert len(fire("GA1", replace(READY, refused=(Refused("GA1", change, 3),)))) == 1


def last_phase(*pains: int, **changes: Any) -> History:
    steps = tuple(Accepted("GA1", f"{PROGRAMME.id}.phase={n}", ago(40 - n)) for n in (1, 2))
    sessions = tuple(past(d, phase=2) for d in DAYS)
    return History(
        sessions, accepted=steps, begun={PROGRAMME.id: ago(90)},
        pains=tuple((ago(n), level) for n, level in enumerate(pains)), **changes,
    )  # fmt: skip


def test_at_the_end_the_maintenance_programme_is_offered() -> None:
    (offer,) = fire("GA1", last_phase())
    assert (offer.offer, offer.change) == (True, "programme=maintenance")
    assert len(offer.rests_on) == 3
    assert len(fire("GA1", last_phase(3, 3, 4))) == 1
    assert fire("GA1", last_phase(4, 4, 3)) == []
    assert fire("GA1", last_phase(refused=(Refused("GA1", "programme=maintenance", 1),))) == []
    upkeep = shipped().programmes["maintenance"]
    assert fire("GA1", history(90, 30, 20, 10, 4, 2), programme=upkeep) == []
    assert fire("GA1", READY, programme=None) == []


def test_at_the_end_there_is_no_week_to_repeat() -> None:
    sore = replace(last_phase(), sessions=tuple(past(d, phase=2, worst=4) for d in DAYS))
    assert fire("GA1", sore) == []


# --- after a birth


def mother(days: int, **changes: Any) -> Profile:
    return Profile(birth=ago(days), **changes)


def births(*days: int, **changes: Any) -> History:
    return History(tuple(past(d, programme=BIRTH.id) for d in days), **changes)


@pytest.mark.parametrize(
    ("birth", "begun", "phase"), [(20, 0, 0), (21, 0, 1), (25, 10, 0), (60, 0, 1), (200, 0, 1)]
)
def test_who_comes_later_begins_with_the_second_phase(birth: int, begun: int, phase: int) -> None:
    now = standing(BIRTH, births(begun), TODAY, mother(birth))
    assert now.phase == phase
    assert now.late is (phase == 1)
    assert weeks_of(BIRTH, now) == (LATE_WEEKS if phase == 1 else 3)


@pytest.mark.parametrize(
    ("profile", "phase"),
    [
        (mother(41, birth_check=True), 1),
        (mother(42, birth_check=True), 2),
        (mother(90), 1),
        (mother(50, caesarean=True, birth_cleared=True), 1),
        (mother(56, caesarean=True, birth_cleared=True), 2),
        (mother(20), 0),
    ],
)
def test_no_phase_goes_beyond_the_stage_of_the_day(profile: Profile, phase: int) -> None:
    took = tuple(Accepted("GA1", f"{BIRTH.id}.phase={n}", ago(15 - n)) for n in (1, 2, 3))
    past_ = births(16, accepted=took, begun={BIRTH.id: profile.birth or TODAY})
    assert standing(BIRTH, past_, TODAY, profile).phase == phase
    assert standing(BIRTH, past_, TODAY).phase == 3


def test_the_offer_waits_for_the_stage() -> None:
    days = (30, 13, 11, 9, 7, 4, 2)
    sessions = tuple(past(d, programme=BIRTH.id, phase=1) for d in days)
    took = (Accepted("GA1", f"{BIRTH.id}.phase=1", ago(29)),)
    past_ = History(sessions, accepted=took, begun={BIRTH.id: ago(41)})
    for profile, open_ in ((mother(42), False), (mother(42, birth_check=True), True)):
        offer = offer_next_phase(BIRTH, past_, TODAY, profile)
        assert (offer is not None) is open_


# --- planned sessions and pauses


@pytest.mark.parametrize(
    ("first", "last", "planned"),
    [(7, 7, 3), (6, 5, 2), (6, 3, 1), (6, 1, 1), (6, 0, 0), (9, -3, 0)],
)
def test_a_pause_takes_its_days_off_the_week(first: int, last: int, planned: int) -> None:
    monday = TODAY - timedelta(days=7)
    sunday = TODAY - timedelta(days=1)
    pause = Pause(sunday - timedelta(days=first), sunday - timedelta(days=last), "travel")
    past_ = history(60, pauses=(pause,))
    assert planned_in_week(PROGRAMME, past_, monday) == planned


def test_a_pause_without_an_end_and_the_days_of_the_plan() -> None:
    monday = TODAY
    past_ = history(60, pauses=(Pause(TODAY + timedelta(days=3), None, "flare"),))
    assert planned_in_week(PROGRAMME, past_, monday) == 1
    assert planned_in_week(PROGRAMME, past_, monday, days=("mon", "tue", "wed")) == 3
    assert planned_in_week(PROGRAMME, past_, monday, days=("thu", "fri", "sat")) == 0
    assert planned_in_week(PROGRAMME, history(60), monday, days=("thu",)) == 3


# --- RP10


@pytest.mark.parametrize(
    ("days", "words"),
    [(13, ""), (14, "two weeks"), (20, "two weeks"), (21, ""), (27, ""), (28, "four weeks"),
     (41, "four weeks"), (42, "")],
)  # fmt: skip
def test_milestones(days: int, words: str) -> None:
    told = fire("RP10", history(days))
    assert len(told) == (1 if words else 0)
    assert all(words in one.reason and "people differ" in one.reason for one in told)


# --- RP9


def pains(first_day: int, *weeks: Sequence[int] | int) -> History:
    """A programme begun so many days ago; the ratings of its weeks, seven days each."""
    found = []
    for number, levels in enumerate(weeks):
        each = [levels] * 4 if isinstance(levels, int) else levels
        found += [(ago(first_day - 7 * number - n), v) for n, v in enumerate(each)]
    return history(first_day, pains=tuple(found))


@pytest.mark.parametrize(
    ("days", "words"), [(27, ""), (28, "a while longer"), (41, "a while longer"), (42, "six weeks")]
)
def test_no_clear_change_by_week_four_and_six(days: int, words: str) -> None:
    past_ = history(days, pains=tuple((ago(n), 5) for n in range(days + 1)))
    told = fire("RP9", past_)
    assert [words in one.reason for one in told] == ([True] if words else [])


def test_whoever_has_less_pain_hears_nothing() -> None:
    assert fire("RP9", pains(49, 6, 6, 6, 4, 4, 4, 4)) == []
    assert len(fire("RP9", pains(49, 6, 6, 6, 5, 5, 5, 5))) == 1
    assert fire("RP9", pains(49, 0, 0, 0, 0, 0, 0, 0)) == [], "nothing can be lower"
    upkeep = shipped().programmes["maintenance"]
    same = pains(49, 5, 5, 5, 5, 5, 5, 5)
    mine = replace(same, sessions=(past(49, programme="maintenance"),))
    assert fire("RP9", mine, programme=upkeep) == []
    assert len(fire("RP9", same)) == 1


def test_worse_in_two_weeks_running() -> None:
    (told,) = fire("RP9", pains(21, 4, 6, 6))
    assert "two weeks in a row" in told.reason
    assert "stays as it is" in told.reason
    assert fire("RP9", pains(21, 4, 4, 6)) == []
    (told,) = fire("RP9", pains(28, 4, 6, 5, 6))
    assert "row" not in told.reason
    assert fire("RP9", pains(21, 4, 6, (6, 6, 6))) == [], "three ratings say nothing"


def test_without_ratings_nothing_is_claimed() -> None:
    assert fire("RP9", history(50)) == []
    assert fire("RP9", pains(50, 5)) == []
    assert fire("RP9", pains(49, 5, 5)) == [], "ratings that stopped long ago"
    assert fire("RP9", pains(98, *([5] * 14))) == [], "the first week is out of sight"


# --- the plan's dates


@pytest.mark.parametrize(
    ("days", "words"), [(8, ""), (7, "you see"), (0, "you see"), (-1, "passed")]
)
def test_the_review_date(days: int, words: str) -> None:
    plan = Plan(therapist=Therapist("Ms Lind", TODAY + timedelta(days=days)))
    told = fire("REVIEW", READY, plan=plan)
    assert [words in one.reason and "Ms Lind" in one.reason for one in told] == (
        [True] if words else []
    )
    assert fire("REVIEW", READY) == []


@pytest.mark.parametrize(("gap", "told"), [(14, 0), (15, 1), (40, 1)])
def test_after_fifteen_days_the_handout_is_suggested(gap: int, told: int) -> None:
    said = fire("HANDOUT", history(gap))
    assert ["'rehab plan handout'" in one.reason for one in said] == [True] * told
    assert fire("HANDOUT", History()) == []


# --- what the offer of the next phase looks at


def test_after_the_last_phase_comes_what_keeps_it_where_the_catalogue_has_it() -> None:
    offer = offer_next_phase(PROGRAMME, last_phase(), TODAY, catalogue=shipped())
    assert offer is not None
    assert offer.change == "programme=maintenance"
    assert offer_next_phase(PROGRAMME, last_phase(), TODAY) is None
    endless = replace(PROGRAMME, weeks=None)
    assert offer_next_phase(endless, last_phase(), TODAY, catalogue=shipped()) is None


@pytest.mark.parametrize(
    ("pains", "open_"),
    [
        ((), True),
        (((13, 4),), False),
        (((14, 9),), True),
        (((13, 3), (0, 3)), True),
        (((0, 4), (1, 3)), False),
        (((-1, 9),), True),
    ],
)
def test_with_much_pain_at_rest_lately_it_waits(
    pains: tuple[tuple[int, int], ...], open_: bool
) -> None:
    rated = replace(last_phase(), pains=tuple((ago(days), level) for days, level in pains))
    found = offer_next_phase(PROGRAMME, rated, TODAY, catalogue=shipped())
    assert (found is not None) is open_


def test_after_a_birth_the_stage_bounds_the_offer() -> None:
    sessions = tuple(past(days, programme=BIRTH.id, phase=1) for days in DAYS)
    begun = {BIRTH.id: ago(40)}
    taken = (Accepted("GA1", f"{BIRTH.id}.phase=1", ago(30), sessions_since=9),)
    done = History(sessions, accepted=taken, begun=begun)
    early = Profile(birth=ago(50))
    checked = replace(early, birth_check=True)
    assert offer_next_phase(BIRTH, done, TODAY, early) is None
    found = offer_next_phase(BIRTH, done, TODAY, checked)
    assert found is not None
    assert found.change == f"{BIRTH.id}.phase=2"


def test_the_limits_of_the_plan_say_what_went_well() -> None:
    sore = History(tuple(past(days, before=3, worst=3, morning=3) for days in DAYS))
    assert offer_next_phase(PROGRAMME, sore, TODAY) is not None
    strict = Limits(pain_green=1, pain_amber=2)
    assert offer_next_phase(PROGRAMME, sore, TODAY, limits=strict) is None


def test_a_session_of_today_counts_towards_the_share() -> None:
    begun = {PROGRAMME.id: ago(20)}
    five, four = history(12, 9, 7, 4, 0, begun=begun), history(12, 9, 7, 4, begun=begun)
    assert offer_next_phase(PROGRAMME, five, TODAY) is not None
    assert offer_next_phase(PROGRAMME, four, TODAY) is None


def test_of_two_sessions_a_week_four_in_two_weeks_are_enough_and_three_are_not() -> None:
    twice = replace(
        PROGRAMME,
        phases=tuple(
            replace(one, frequency=replace(one.frequency, plan=2)) for one in PROGRAMME.phases
        ),
    )
    begun = {PROGRAMME.id: ago(20)}
    assert offer_next_phase(twice, history(11, 8, 5, 2, begun=begun), TODAY) is not None
    assert offer_next_phase(twice, history(8, 5, 2, begun=begun), TODAY) is None


def test_the_rule_itself_waits_for_the_stage_after_a_birth() -> None:
    sessions = tuple(past(days, programme=BIRTH.id, phase=1) for days in DAYS)
    taken = (Accepted("GA1", f"{BIRTH.id}.phase=1", ago(30), sessions_since=9),)
    done = History(sessions, accepted=taken, begun={BIRTH.id: ago(40)})
    early = Profile(birth=ago(50))
    assert fire("GA1", done, programme=BIRTH, profile=early) == []
    (offer,) = fire("GA1", done, programme=BIRTH, profile=replace(early, birth_check=True))
    assert offer.change == f"{BIRTH.id}.phase=2"
