from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest
from programme_builders import TODAY
from rule_cases import BY_ID, CATALOGUE, case, did, fired, prescribed, session, weekly

from rehab_tui.catalogue.model import Variant
from rehab_tui.programme.decision import Effect
from rehab_tui.programme.history import Accepted, Held, History, Linger, PastSession
from rehab_tui.programme.limits import Limits
from rehab_tui.programme.precedence import settle
from rehab_tui.programme.rules import nerves, pain
from rehab_tui.programme.rules.pain import rising_weeks
from rehab_tui.programme.rules.rule import Case

CALM = [2] * 4


def doses(found: Case, *names: str) -> list[tuple[str, int | None]]:
    """What the rules of pain make of these exercises."""
    decisions = fired([*pain.RULES, *nerves.RULES], found)
    settled = settle(decisions, prescribed(*names), CATALOGUE)
    return [(one.exercise.id, one.dose.reps) for one in settled.prescriptions]


# --- PM2r, PM3


@pytest.mark.parametrize(
    ("before", "worst", "rule"),
    [
        (0, 2, None), (2, 4, None), (1, 4, "PM2r"), (2, 5, "PM2r"), (3, 5, None), (3, 6, "PM3"),
        (5, 6, "PM3"), (None, 5, None), (None, 6, "PM3"), (1, None, None),
    ],
)  # fmt: skip
def test_one_level_down_next_time(before: int | None, worst: int | None, rule: str | None) -> None:
    found = case(session(2, did("leg-raise", worst=worst, sets=2), before=before, morning=None))
    assert [d.rule for d in fired(pain.RULES, found)] == ([rule] if rule else [])
    assert doses(found, "leg-raise", "step-up") == [
        ("quad-set" if rule else "leg-raise", 8 if rule else 10), ("step-up", 10),
    ]  # fmt: skip


def test_after_a_good_time_the_dose_is_what_it_was() -> None:
    red = session(6, did("leg-raise", worst=7, sets=2))
    eased = session(4, did("quad-set", worst=1, sets=1, instead_of="leg-raise"))
    assert doses(case(red), "leg-raise") == [("quad-set", 8)]
    assert doses(case(red, eased), "leg-raise") == [("leg-raise", 10)]
    assert doses(case(eased, red), "leg-raise") == [("leg-raise", 10)], "by day, not by place"


def test_without_having_been_done_it_waits_for_the_next_time() -> None:
    red = session(9, did("leg-raise", worst=7, sets=2))
    other = session(4, did("knee-slide", worst=1, instead_of="leg-raise"))
    unrelated = session(2, did("bridge", worst=1))
    assert doses(case(red, other, unrelated), "leg-raise") == [("quad-set", 8)]


def test_the_easier_one_that_hurt_speaks_for_the_place() -> None:
    eased = session(2, did("quad-set", worst=7, instead_of="leg-raise"))
    assert doses(case(eased), "leg-raise") == [("quad-set", 8)]


def test_a_warning_quality_is_red_at_any_number_and_holds_until_cleared() -> None:
    electric = session(2, did("bridge", worst=1, sharp=True), before=0)
    held = Held("bridge", electric.day, "stop1", "electric")
    found = case(electric, history={"held": (held,)})
    decisions = fired(pain.RULES, found, "PM3")
    assert [d.effect for d in decisions] == [Effect(exercise="bridge", leave_out=True, holds=True)]
    settled = settle(decisions, prescribed("bridge", "step-up"), CATALOGUE)
    assert [p.exercise.id for p in settled.prescriptions] == ["step-up"]
    assert [out.rule for out in settled.left_out] == ["PM3"]
    back = fired(pain.RULES, case(electric), "PM3")
    assert [d.effect and d.effect.level_down for d in back] == [True], "gently, once it is back"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("sharp", "sharp pain"), ("electric", "electric pain"), ("dizzy", "dizzy or faint"),
        ("numb", "numbness or weakness"), ("of another version", "a stop"),
    ],
)  # fmt: skip
def test_what_rests_says_why_in_words(reason: str, words: str) -> None:
    found = case(history={"held": (Held("bridge", TODAY, "stop1", reason),)})
    (decision,) = fired(pain.RULES, found, "PM3")
    assert f"since 23 Nov 2026 ({words})" in decision.reason
    assert decision.rests_on == (f"stopped on 23 Nov 2026: {words}",)


def test_what_a_sharp_pain_stopped_today_is_left_for_today() -> None:
    found = case(history={"sharp": frozenset({("bridge", TODAY)})})
    assert [d.exercise for d in fired(pain.RULES, found, "PM3")] == ["bridge"]
    old = frozenset({("bridge", TODAY - timedelta(days=1))})
    assert fired(pain.RULES, case(history={"sharp": old})) == []


def test_a_plans_limit_makes_red_earlier() -> None:
    four = session(2, did("leg-raise", worst=4), before=3)
    assert fired(pain.RULES, case(four)) == []
    strict = case(four, limits=Limits(pain_amber=3))
    assert [d.rule for d in fired(pain.RULES, strict)] == ["PM3"]


# --- PM4


@pytest.mark.parametrize(
    ("yesterday", "today", "told"),
    [(6, 6, True), (6, 5, False), (5, 6, False), (None, 6, False), (6, None, False), (9, 10, True)],
)
def test_two_days_of_much_pain_running(
    yesterday: int | None, today: int | None, told: bool
) -> None:
    found = case(session(1, before=yesterday, morning=None), now={"pain": today})
    decisions = fired(pain.RULES, found, "PM4")
    assert [d.rule for d in decisions] == (["PM4"] if told else [])
    assert all(d.effect is None and len(d.rests_on) == 2 for d in decisions)


def test_much_pain_two_days_apart_is_not_running() -> None:
    assert fired(pain.RULES, case(session(2, before=7), now={"pain": 7}), "PM4") == []


# --- PM5


def morning(days_ago: int, rise: int | None, *, stiffer: bool = False) -> PastSession:
    after = None if rise is None else 3 + rise
    return session(days_ago, did("leg-raise", worst=2), before=3, morning=after, stiffer=stiffer)


@pytest.mark.parametrize(
    ("sessions", "reps"),
    [
        ((morning(2, 2),), ("leg-raise", 7)),
        ((morning(2, 1),), ("leg-raise", 10)),
        ((morning(2, None),), ("leg-raise", 10)),
        ((morning(2, 0, stiffer=True),), ("leg-raise", 7)),
        ((morning(4, 2), morning(2, 2)), ("quad-set", 8)),
        ((morning(4, 0, stiffer=True), morning(2, 3)), ("quad-set", 8)),
        ((morning(6, 2), morning(4, 1), morning(2, 2)), ("leg-raise", 7)),
        ((morning(4, 2), morning(2, 1)), ("leg-raise", 10)),
    ],
)
def test_the_morning_after(sessions: tuple[PastSession, ...], reps: tuple[str, int]) -> None:
    assert doses(case(*sessions), "leg-raise") == [reps]


def test_the_words_say_what_happened_and_what_they_rest_on() -> None:
    (decision,) = fired(pain.RULES, case(session(20, before=4, morning=6)), "PM5")
    assert decision.reason == (
        "pain was 6 in the morning after the last session, two more than before it: "
        "a quarter less today"
    )
    assert decision.rests_on == ("session of Tue 3 Nov: pain before 4, next morning 6",)
    strict = case(session(2, before=4, morning=6), limits=Limits(morning_factor=0.6))
    assert "40 % less" in fired(pain.RULES, strict, "PM5")[0].reason


# --- PM7


@pytest.mark.parametrize(
    ("weeks", "rising"),
    [
        ((CALM, CALM, CALM), ()),
        (([4] * 4, [3] * 4, [2] * 4), (2, 3, 4)),
        (([4] * 4, [3] * 4, [2] * 3), ()),
        (([4] * 3, [3] * 4, [2] * 4), ()),
        (([4] * 4, [3, 3, 4, 4], [2] * 4), ()),
        (([5] * 4, [4] * 4, [3] * 4, [2] * 4), (2, 3, 4, 5)),
        (([5] * 4, [4] * 4, [3] * 4, [3] * 4), (3, 4, 5)),
        (([3] * 4, [4] * 4, [3] * 4, [2] * 4), ()),
        (([9] * 7, [1] * 7), ()),
    ],
)
def test_medians_that_rise(weeks: tuple[list[int], ...], rising: tuple[float, ...]) -> None:
    assert rising_weeks(weekly(*weeks), TODAY) == rising
    this_week = ((TODAY, 9),) * 5
    assert rising_weeks((*weekly(*weeks), *this_week), TODAY) == rising
    assert rising_weeks(weekly(*weeks), TODAY + timedelta(days=6)) == rising


def test_rising_weeks_hold_and_then_lower() -> None:
    held = case(history={"pains": weekly([4] * 4, [3] * 4, [2] * 4)})
    (first,) = fired(pain.RULES, held)
    assert first.effect == Effect(holds=True)
    assert doses(held, "leg-raise") == [("leg-raise", 10)]
    later = case(history={"pains": weekly([5] * 4, [4] * 4, [3] * 4, [2] * 4)})
    (second,) = fired(pain.RULES, later)
    assert "please show this" in second.reason
    assert doses(later, "leg-raise") == [("quad-set", 8)]


# --- PM8, PM9


def glided(days_ago: int, linger: str | None) -> PastSession:
    return session(days_ago, did("glide"), linger=linger)


@pytest.mark.parametrize(
    ("lingers", "reps"),
    [
        (("no",), 10),
        (("lasted",), 5),
        (("moved",), 5),
        ((None,), 10),
        (("lasted", "no"), 10),
        (("lasted", None), 5),
        (("lasted", "moved"), None),
        (("lasted", None, "lasted"), None),
        (("lasted", "no", "lasted"), 5),
        (("lasted", "lasted", None, None), None),
    ],
)
def test_glides_that_linger(lingers: tuple[str | None, ...], reps: int | None) -> None:
    past = [glided(2 * (len(lingers) - n), linger) for n, linger in enumerate(lingers)]
    expected = [("leg-raise", 10)] + ([("glide", reps)] if reps else [])
    assert doses(case(*past), "leg-raise", "glide") == expected


def test_glides_come_back_only_by_the_person() -> None:
    past = (glided(40, "lasted"), glided(38, "moved"))
    assert doses(case(*past), "glide") == []
    seen = Accepted("PM8", nerves.GLIDES_OK, TODAY - timedelta(days=1))
    assert doses(case(*past, history={"accepted": (seen,)}), "glide") == [("glide", 10)]
    other = Accepted("PR1", nerves.GLIDES_OK, TODAY)
    assert doses(case(*past, history={"accepted": (other,)}), "glide") == []


@pytest.mark.parametrize(
    ("moved", "spine", "worst", "told", "down"),
    [
        ("towards", 2, 5, True, False),
        ("towards", 3, 5, False, True),
        ("towards", None, 2, True, False),
        ("away", 0, 1, False, True),
        ("same", 5, 2, False, False),
        (None, None, 2, False, False),
    ],
)
def test_pain_that_moves(
    moved: str | None, spine: int | None, worst: int, told: bool, down: bool
) -> None:
    done = (did("press-up", worst=worst), did("step-up", worst=worst))
    found = case(session(2, *done, before=worst, worst=worst, moved=moved, spine=spine))
    decisions = fired(nerves.RULES, found)
    assert [d.effect is None for d in decisions] == [True] * told + [False] * down
    expected = 4 if down else 8
    assert doses(found, "press-up", "step-up") == [("press-up", expected), ("step-up", 10)]


@pytest.mark.parametrize(("worst", "down"), [(5, False), (6, True)])
def test_towards_the_spine_goes_on_up_to_five(worst: int, down: bool) -> None:
    found = case(session(2, did("press-up", worst=worst), worst=worst, moved="towards", spine=0))
    (decision,) = fired(nerves.RULES, found, "PM9")
    assert bool(decision.effect and decision.effect.level_down) is down


def test_moving_away_counts_until_it_was_done_again() -> None:
    away = session(6, did("press-up"), moved="away")
    again = session(4, did("press-up"))
    assert doses(case(away, again), "press-up") == [("press-up", 8)]
    assert doses(case(away, session(4, did("step-up"))), "press-up") == [("press-up", 4)]


def test_what_its_record_names_as_easier_stood_in_its_place_too() -> None:
    lift = replace(BY_ID["step-up"], easier=Variant("Lower.", to="knee-slide"))
    known = replace(CATALOGUE, exercises=MappingProxyType({**BY_ID, "step-up": lift}))
    lower = session(2, did("knee-slide", worst=7, instead_of="step-up"))
    names = {d.exercise for d in fired(pain.RULES, case(lower, catalogue=known), "PM3")}
    assert names == {"knee-slide", "step-up"}
    without = {d.exercise for d in fired(pain.RULES, case(lower), "PM3")}
    assert without == {"knee-slide"}, "a swap to something else says nothing of it"


@pytest.mark.parametrize(
    ("lingers", "out"),
    [
        (("no", "lasted", "moved"), True),
        (("lasted", "lasted", "lasted"), True),
        (("lasted", "moved", "no"), False),
        (("lasted", "no", "lasted"), False),
        (("lasted",), False),
        ((), False),
    ],
)
def test_glides_are_out_after_the_last_two_that_lingered(
    lingers: tuple[Linger, ...], out: bool
) -> None:
    told = [session(20 - 2 * n, linger=one) for n, one in enumerate(lingers)]
    assert nerves.glides_are_out(History((*told, session(1)))) is out


def test_a_morning_that_nobody_rated_may_be_stiff_all_the_same() -> None:
    for answers in ({"before": 2, "morning": None}, {"before": None, "morning": 6}):
        (found,) = fired(pain.RULES, case(session(2, stiffer=True, **answers)), "PM5")
        assert found.reason.startswith("stiffness lasted longer")
    (three,) = fired(pain.RULES, case(session(2, before=1, morning=4)), "PM5")
    assert "pain was 4 in the morning after the last session, three more" in three.reason
