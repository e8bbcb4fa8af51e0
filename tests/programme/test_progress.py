"""When more is offered (PR1, PR2, PR4), when it is not (PR5), and how much (PR3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_builders import TODAY, move, past, programme
from progress_builders import (
    EIGHT,
    LIFT,
    OTHERS,
    PLAN,
    RANGE,
    REPS,
    case,
    did,
    looked_at,
    offered,
    offers,
    prescribed,
    ready,
    sessions,
    taken,
    with_accepted,
)

from rehab_tui.catalogue.model import Dose
from rehab_tui.programme.history import Accepted, History, Refused
from rehab_tui.programme.limits import Limits
from rehab_tui.programme.rules.progress import RULES, holding, progress, unchanged

# --- PR1: when


@pytest.mark.parametrize(("count", "found"), [(2, []), (3, REPS), (6, REPS)])
def test_three_sessions_at_one_dose(count: int, found: list[Any]) -> None:
    assert offered(ready(count)) == found


def test_quality_comes_before_quantity_once() -> None:
    first = sessions(PLAN[0], 3)
    assert offered(first) == [("PR1", "lift", "range=easy@1x8h1")]
    no = replace(first, refused=(Refused("PR1", "range=easy@1x8h1", 3, "lift"),))
    assert offered(no) == REPS, "whoever declined it is not asked again"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"before": 0, "worst": 2, "morning": 1}, REPS),
        ({"before": 0, "worst": 2, "morning": 2}, []),
        ({"before": 4, "worst": 5, "morning": 4}, REPS),
        ({"before": 2, "worst": 4, "morning": 2}, []),
        ({"before": 1, "worst": 4, "morning": 1}, []),
        ({"before": 3, "worst": 6, "morning": 3}, []),
        ({"before": 0, "worst": 1, "morning": 0, "warned": True}, []),
        ({"morning": None}, []),
        ({"worst": None}, []),
        ({"effort": 6}, REPS),
        ({"effort": 7}, []),
        ({"effort": 8}, []),
        ({"effort": None}, []),
        ({"stiffer": True}, []),
    ],
)
def test_pm6_and_pr5_look_at_the_last_two_sessions(said: dict[str, Any], found: Any) -> None:
    done = (did("lift", EIGHT, worst=None),)
    quiet = [past(d, exercises=done) for d in (9, 7)]
    for days in ((3, 1), (3,), (1,)):
        now = [past(d, exercises=done, **(said if d in days else {})) for d in (3, 1)]
        assert offered(History((*quiet, *now), accepted=(RANGE,))) == found
    before = [past(d, exercises=done, **said) for d in (5,)]
    after = [past(d, exercises=done) for d in (3, 1)]
    assert offered(History((*quiet, *before, *after), accepted=(RANGE,))) == REPS


def test_the_limits_of_the_plan_say_what_went_well_and_what_holds() -> None:
    risen = case((*PLAN, *OTHERS), ready(before=2, worst=4, morning=2))
    assert progress(risen).offers == ()
    wide = replace(risen, limits=Limits(pain_green=4, pain_amber=6))
    assert [one.change for one in progress(wide).offers] == [REPS[0][2]]


def test_after_amber_settled_only_reps() -> None:
    settled = {"before": 4, "worst": 5, "morning": 4}
    one = prescribed(LIFT, replace(EIGHT, reps=12))
    history = sessions(one, 3, **settled)
    assert offers((one, *OTHERS), history) == []
    assert offered(sessions(PLAN[0], 3, **settled)) == REPS, "not even quality"
    assert offers((one, *OTHERS), with_accepted(sessions(one, 3), RANGE))[0][2] == "sets=2@1x12h1"


def test_ill_today_and_coming_back_after_a_pause() -> None:
    assert offered(ready(), ill=True) == []
    late = replace(
        ready(), sessions=tuple(replace(s, day=s.day - timedelta(days=7)) for s in ready().sessions)
    )
    assert offered(late) == []
    week = replace(
        ready(), sessions=tuple(replace(s, day=s.day - timedelta(days=6)) for s in ready().sessions)
    )
    assert offered(week) == REPS
    first_back = replace(
        ready(4),
        sessions=tuple(
            replace(s, day=s.day - timedelta(days=7 * (n < 3)))
            for n, s in enumerate(ready(4).sessions)
        ),
    )
    assert offered(first_back) == [], "two sessions after a gap of 8 days come first"


@pytest.mark.parametrize(("place", "sleep", "held"), [(2, 2, 1), (2, 3, 0), (3, 1, 0)])
def test_a_poor_night_after_a_red_one_holds_one_session_longer(
    place: int, sleep: int, held: int
) -> None:
    days = [9, 7, 5, 3, 1]
    red = {"worst": 7, "sleep_quality": sleep}
    made = [past(d, **(red if n == len(days) - 1 - place else {})) for n, d in enumerate(days)]
    assert len(holding(case(PLAN, History(tuple(made))))) == held


def test_what_is_done_seldom_counts_its_own_sessions() -> None:
    history = ready()
    between = tuple(past(d, exercises=(did("x", EIGHT),)) for d in (6, 4, 2))
    assert offered(replace(history, sessions=history.sessions + between)) == REPS


def test_since_the_last_change() -> None:
    ten = replace(EIGHT, reps=10)
    change = taken("lift", "reps=10@1x8h1", 2, days=5)
    both = (*sessions(PLAN[0], 5).sessions[:3], *sessions(prescribed(LIFT, ten), 2).sessions)
    assert offered(History(both, accepted=(RANGE, change))) == []
    three = (*sessions(PLAN[0], 5).sessions[:2], *sessions(prescribed(LIFT, ten), 3).sessions)
    change = replace(change, sessions_since=3)
    assert offered(History(three, accepted=(RANGE, change))) == [("PR1", "lift", "reps=12@1x8h1")]
    sets = taken("lift", "sets=2@1x8h1", 2, days=5)
    two = replace(EIGHT, sets=2)
    history = sessions(prescribed(LIFT, two), 5)
    assert offered(with_accepted(history, RANGE, sets)) == [], "sets count from the acceptance"


def test_an_eased_session_is_another_dose_and_a_shortened_one_is_not() -> None:
    eased = did("lift", replace(EIGHT, reps=6))
    history = ready(4)
    last = replace(history.sessions[-2], exercises=(eased,))
    assert offered(replace(history, sessions=(*history.sessions[:-2], last))) == []
    two = prescribed(LIFT, replace(EIGHT, sets=2))
    fitted = tuple(past(d, exercises=(did("lift", EIGHT),)) for d in (5, 3, 1))
    assert len(unchanged(two, (), fitted)) == 3
    skipped = tuple(past(d, exercises=(did("lift", EIGHT, sets=0),)) for d in (5, 3, 1))
    assert unchanged(two, (), skipped) == []


# --- PR3


def test_a_week_grows_by_a_tenth_at_most_and_one_rep_is_always_allowed() -> None:
    alone = looked_at(PLAN, ready())
    assert [d.change for d in alone.offers] == ["reps=9@1x8h1"]
    top = prescribed(LIFT, replace(EIGHT, reps=12))
    never = looked_at((top,), with_accepted(sessions(top, 3), RANGE))
    assert (never.offers, never.waits) == ((), None), "too much for any week: nothing is promised"


def test_what_would_fit_next_week_is_said_to_wait() -> None:
    first, second = (
        prescribed(move(name, purpose="strength", dose=replace(EIGHT, reps=12))) for name in "ab"
    )
    rest = prescribed(move("rest", purpose="relaxation", dose=replace(EIGHT, reps=22)))
    walk = prescribed(move("walk", purpose="breathing", dose=Dose(seconds=900)))
    done = tuple(did(one.exercise.id, one.dose) for one in (first, second))
    ranges = tuple(replace(RANGE, exercise=name) for name in "ab")
    history = History(tuple(past(d, exercises=done) for d in (5, 3, 1)), accepted=ranges)
    plan = [
        prescribed(one.exercise, replace(one.dose, reps=9), first_side="left")
        for one in (first, second)
    ]
    grown = tuple(taken(name, "reps=12@1x9h1", 3, days=8) for name in "ab")
    found = looked_at((*plan, rest, walk), with_accepted(history, *grown))
    assert [one.exercise for one in found.offers] == []
    found = looked_at((*plan, replace(rest, dose=replace(rest.dose, reps=40)), walk),
                      with_accepted(history, *grown))  # fmt: skip
    assert [one.change for one in found.offers] == ["sets=2@1x9h1"]
    assert found.waits is not None
    assert (found.waits.rule, found.waits.exercise, found.waits.offer) == ("PR3", "b", False)
    told = case((*plan, replace(rest, dose=replace(rest.dose, reps=40)), walk),
                with_accepted(history, *grown))  # fmt: skip
    cap = next(rule.fire for rule in RULES if rule.id == "PR3")
    assert cap is not None
    (waits,) = cap(told)
    assert waits.reason == "more of B waits until next week: a week grows by 10% at most"
    assert list(cap(case(PLAN, ready()))) == []


@pytest.mark.parametrize(("others", "change"), [(12, "reps=10@1x8h1"), (11, "reps=9@1x8h1")])
def test_a_tenth_of_the_reps_exactly_is_no_more_than_a_tenth(others: int, change: str) -> None:
    rest = prescribed(move("rest", purpose="relaxation", dose=replace(EIGHT, reps=others)))
    walk = prescribed(move("walk", purpose="breathing", dose=Dose(seconds=900)))
    assert [d.change for d in looked_at((*PLAN, rest, walk), ready()).offers] == [change]


def test_what_was_accepted_in_the_last_seven_days_counts_towards_the_tenth() -> None:
    ten = prescribed(LIFT, replace(EIGHT, reps=10))
    rest = prescribed(move("rest", purpose="relaxation", dose=replace(EIGHT, reps=12)))
    walk = prescribed(move("walk", purpose="breathing", dose=Dose(seconds=900)))
    plan = (*PLAN, rest, walk)
    for days, change in ((6, "reps=11@1x8h1"), (7, "reps=12@1x8h1")):
        accepted = taken("lift", "reps=10@1x8h1", 3, days=days)
        history = with_accepted(sessions(ten, 3), RANGE, accepted)
        assert [d.change for d in looked_at(plan, history).offers] == [change]


# --- offers


def test_two_offers_at_a_time_the_longest_unchanged_first() -> None:
    plan = [prescribed(move(name, purpose="strength", dose=EIGHT)) for name in "abcd"]
    everything = [did(p.exercise.id, EIGHT) for p in plan]
    rows = [
        past(d, exercises=tuple(everything if d < 7 else everything[2:3])) for d in (9, 7, 5, 3, 1)
    ]
    history = History(tuple(rows))
    found = offers((*plan, *OTHERS), history)
    assert [exercise for _, exercise, _ in found] == ["c", "a"]
    assert offers((*plan, *OTHERS), History(tuple(reversed(rows)))) == found


@pytest.mark.parametrize(("since", "found"), [(0, []), (2, []), (3, REPS)])
def test_a_refusal_holds_for_three_sessions(since: int, found: Any) -> None:
    for change in ("reps=10@1x8h1", "sets=2@1x8h1"):
        no = Refused("PR1", change, since, "lift")
        assert offered(replace(ready(), refused=(no,))) == found
    assert offered(replace(ready(), refused=(Refused("PR1", "reps=10@1x8h1", 0, "x"),))) == REPS
    assert offered(replace(ready(), refused=(Refused("GA1", "a.phase=1", 0),))) == REPS


def test_nothing_without_a_plans_dose_nor_for_the_warm_up_nor_for_what_is_eased() -> None:
    one = case((*PLAN, *OTHERS), ready())
    rules = {rule.id: rule for rule in RULES}
    fire = rules["PR1"].fire
    assert fire is not None
    assert len(list(fire(one))) == 1
    assert not list(fire(replace(one, planned={})))
    eased = replace(one.prescriptions[0], dose=replace(EIGHT, reps=6))
    assert not list(fire(replace(one, prescriptions=(eased, *one.prescriptions[1:]))))
    easier = replace(one.prescriptions[0], variant="easier")
    assert not list(fire(replace(one, prescriptions=(easier, *one.prescriptions[1:]))))
    assert offers((prescribed(LIFT, warm_up=True), *OTHERS), ready()) == []


def test_every_offer_waits_for_a_yes_and_rests_on_the_last_sessions() -> None:
    (offer,) = looked_at((*PLAN, *OTHERS), ready()).offers
    assert offer.offer
    assert offer.effect is None
    assert offer.reason == "Lift has gone well: 1 set of 10 in place of 1 set of 8, if you like"
    assert len(offer.rests_on) == 2
    assert "effort 4" in offer.rests_on[0]


def test_pr5_holds_the_whole_session_and_says_why() -> None:
    fire = {rule.id: rule for rule in RULES}["PR5"].fire
    assert fire is not None
    (told,) = fire(case(PLAN, ready(effort=7)))
    assert told.effect is not None
    assert told.effect.holds
    assert told.reason == "nothing is added today: one of the last two sessions was hard"
    assert not list(fire(case(PLAN, ready())))


def test_a_stop_that_holds_is_told_as_what_it_rests_on() -> None:
    fire = {rule.id: rule for rule in RULES}["PR5"].fire
    assert fire is not None
    (told,) = fire(case(PLAN, ready(worst=None, warned=True)))
    assert all(entry.endswith("a warning pain or a stop") for entry in told.rests_on)


@pytest.mark.parametrize(("week", "phase", "told"), [(1, 0, 1), (2, 0, 1), (3, 0, 0), (1, 1, 0)])
def test_the_first_two_weeks_are_small(week: int, phase: int, told: int) -> None:
    fire = {rule.id: rule for rule in RULES}["PR9"].fire
    assert fire is not None
    mine = programme(("lift",), ("lift",))
    assert (
        len(list(fire(replace(case(PLAN, ready()), programme=mine, week=week, phase=phase))))
        == told
    )


def test_small_is_said_of_weeks_and_as_often_as_they_ask_for() -> None:
    fire = {rule.id: rule for rule in RULES}["PR9"].fire
    assert fire is not None
    for plan, words in ((3, "are small on purpose: 3"), (6, "are short and gentle on purpose")):
        mine = programme(("lift",), ("lift",), plans=(plan, plan))
        first = replace(case(PLAN, ready()), programme=mine, week=1, phase=0)
        (told,) = fire(first)
        assert words in told.reason
        turns = tuple(replace(one, key="letter", letter="A") for one in mine.phases)
        assert list(fire(replace(first, programme=replace(mine, phases=turns)))) == []


# --- properties

levels = st.none() | st.integers(0, 10)


@st.composite
def pasts(draw: st.DrawFn) -> History:
    reps = draw(st.sampled_from([8, 10, 12]))
    dose = replace(EIGHT, reps=reps)
    made = [
        past(
            d, before=draw(levels), worst=draw(levels), morning=draw(levels), effort=draw(levels),
            exercises=(did("lift", dose, extra_reps=draw(levels)),),
        )
        for d in draw(st.lists(st.integers(0, 30), unique=True, max_size=6))
    ]  # fmt: skip
    calm = sessions(prescribed(LIFT, dose), 3).sessions if draw(st.booleans()) else ()
    calm = tuple(replace(one, id=f"calm-{one.id}") for one in calm)
    accepted = draw(
        st.lists(
            st.builds(
                taken, st.just("lift"), st.sampled_from(["reps=10@1x8h1", "sets=2@1x8h1"]),
                st.integers(0, 5), days=st.integers(0, 20),
            ),
            max_size=3,
        )
    )  # fmt: skip
    return History((*made, *calm), accepted=(RANGE, *accepted))


@given(pasts(), st.randoms())
@settings(max_examples=60)
def test_the_order_of_insertion_never_matters(history: History, dice: Any) -> None:
    days, answers = list(history.sessions), list(history.accepted)
    dice.shuffle(days)
    dice.shuffle(answers)
    other = replace(history, sessions=tuple(days), accepted=tuple(answers))
    assert looked_at((*PLAN, *OTHERS), history) == looked_at((*PLAN, *OTHERS), other)


@given(pasts())
@settings(max_examples=60)
def test_offers_are_never_applied_and_taking_back_is_as_before(history: History) -> None:
    plan = (*PLAN, *OTHERS)
    before = case(plan, history)
    found = looked_at(plan, history)
    assert case(plan, history).prescriptions == before.prescriptions
    for offer in found.offers:
        yes = Accepted(offer.rule, offer.change or "", TODAY, offer.exercise)
        after = case(plan, with_accepted(history, yes))
        assert offer.change is not None
        assert "range" in offer.change or after != before
        assert looked_at(plan, with_accepted(history, yes)).offers == (), "one change at a time"
        no = Refused(offer.rule, offer.change, 0, offer.exercise)
        assert looked_at(plan, replace(history, refused=(no,))).offers == ()
