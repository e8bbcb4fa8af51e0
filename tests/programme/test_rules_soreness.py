from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from programme_builders import TODAY
from rule_cases import CATALOGUE, case, did, fired, prescribed, session

from rehab_tui.programme.history import PastExercise, PastSession, Told
from rehab_tui.programme.precedence import settle
from rehab_tui.programme.rules.rule import Case
from rehab_tui.programme.rules.soreness import RULES
from rehab_tui.programme.stops import REASONS, SAME_DAY

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
KNEE = frozenset({"knee"})


def ended(hours: float, *exercises: str) -> PastSession:
    """A session that ended so many hours ago; leg raises without other exercises."""
    end = NOON - timedelta(hours=hours)
    done = [did(name, sets=2) for name in exercises or ("leg-raise",)]
    return session((TODAY - end.date()).days, *done, ended=end)


def sore(hours: float, answer: str | None = "stays", **now: Any) -> Case:
    asked = {"moment": NOON, "sore": answer, "sore_regions": KNEE, **now}
    return case(ended(hours), now=asked)


def ruled(found: Case) -> list[str]:
    return [one.rule for one in fired(RULES, found)]


def left(found: Case, *names: str) -> list[str]:
    settled = settle(fired(RULES, found), prescribed(*names), CATALOGUE)
    return [one.exercise.id for one in settled.prescriptions]


@pytest.mark.parametrize(
    ("hours", "stays", "eases"),
    [
        (24, "SO3", "SO2"),
        (48, "SO3", "SO2"),
        (48.1, "SO4", "SO4"),
        (49, "SO4", "SO4"),
        (72, "SO4", "SO4"),
        (73, "SO5", "SO5"),
        (120, "SO5", "SO5"),
        (121, "SO6", "SO6"),
    ],
)
def test_the_hours(hours: float, stays: str, eases: str) -> None:
    assert ruled(sore(hours, "stays")) == [stays]
    assert ruled(sore(hours, "eases")) == [eases]
    assert ruled(sore(hours, "none")) == []
    assert ruled(sore(hours, None)) == []


def test_what_soreness_does() -> None:
    session_ = ("leg-raise", "knee-slide", "bridge")
    assert left(sore(24, "eases"), *session_) == ["leg-raise", "knee-slide", "bridge"]
    assert left(sore(24, "stays"), *session_) == ["quad-set", "knee-slide", "bridge"]
    assert left(sore(50), *session_) == ["bridge"]
    (eases,) = fired(RULES, sore(24, "eases"))
    assert eases.effect is not None
    assert eases.effect.holds


def test_swelling_or_weakness_needs_no_hours() -> None:
    assert ruled(sore(5, "none", swollen=True)) == ["SO6"]
    (found,) = fired(RULES, sore(5, None, swollen=True))
    assert "looked at" in found.reason


def test_without_a_region_it_is_all_that_the_last_session_trained() -> None:
    found = case(
        ended(24, "march", "leg-raise", "bridge", "breathe"),
        now={"moment": NOON, "sore": "stays"},
    )
    assert [d.effect and d.effect.region for d in fired(RULES, found)] == ["knee", "lumbar-core"]


def test_a_walk_after_it_does_not_hide_the_last_load() -> None:
    now = {"moment": NOON, "sore": "stays"}
    found = case(ended(50), ended(20, "press-up"), now=now)
    assert [(d.rule, d.effect and d.effect.region) for d in fired(RULES, found)] == [
        ("SO4", "knee")
    ]
    moved = case(ended(20, "press-up"), now=now)
    assert [d.effect and d.effect.region for d in fired(RULES, moved)] == ["lumbar-core"]


def test_hours_count_from_the_last_load_of_that_region() -> None:
    loaded, moved, elsewhere = ended(60), ended(12, "knee-slide"), ended(6, "bridge")
    now = {"moment": NOON, "sore": "stays", "sore_regions": KNEE}
    assert ruled(case(loaded, moved, elsewhere, now=now)) == ["SO4"]
    assert ruled(case(moved, elsewhere, now=now)) == ["SO3"]
    both = {**now, "sore_regions": frozenset({"knee", "lumbar-core"})}
    assert sorted(ruled(case(loaded, elsewhere, now=both))) == ["SO3", "SO4"]


def test_without_moments_whole_days_count() -> None:
    now = {"sore": "stays", "sore_regions": KNEE}
    for days, rule in ((1, "SO3"), (2, "SO3"), (3, "SO4"), (4, "SO5"), (5, "SO5"), (6, "SO6")):
        assert ruled(case(session(days, did("leg-raise", sets=2)), now=now)) == [rule]


# --- afterwards


def told(days_ago: int, answer: str, question: str = "soreness", about: str = "") -> Told:
    return Told(question, about, answer, TODAY - timedelta(days=days_ago))


def after(*answers: Told, trained: int = 6, now: str | None = "none", **more: Any) -> Case:
    past = (session(trained, did("leg-raise", sets=2)), *more.get("later", ()))
    return case(*past, now={"sore": now}, history={"told": answers})


@pytest.mark.parametrize(
    ("answers", "now", "rule", "exercises"),
    [
        ((told(3, "stays"),), "none", "SO4", ["quad-set"]),
        ((told(3, "eases"),), None, "SO4", ["quad-set"]),
        ((told(4, "stays"),), "none", "SO4", ["quad-set"]),
        ((told(5, "stays"),), "none", None, ["leg-raise"]),
        ((told(2, "stays"),), "none", "SO5", ["quad-set"]),
        ((told(2, "stays"),), None, "SO5", []),
        ((told(2, "stays"), told(1, "none")), None, "SO5", ["quad-set"]),
        ((told(3, "none"),), None, None, ["leg-raise"]),
        ((told(0, "stays"),), None, None, ["leg-raise"]),
        ((told(3, "yes", "swelling"),), None, "SO6", []),
        ((told(3, "yes", "swelling"),), "none", "SO4", ["quad-set"]),
        ((told(3, "no", "swelling"),), None, None, ["leg-raise"]),
        ((told(3, "stays"), told(3, "lumbar-core", "sore_region")), "none", None, ["leg-raise"]),
        (
            (told(3, "stays"), told(3, "lumbar-core, knee", "sore_region")),
            "none",
            "SO4",
            ["quad-set"],
        ),
        ((told(3, "stays"), told(3, "all", "sore_region")), "none", "SO4", ["quad-set"]),
        ((told(3, "stays", about="knee"),), "none", "SO4", ["quad-set"]),
        ((told(3, "stays", about="lumbar-core"),), "none", None, ["leg-raise"]),
    ],
)
def test_a_region_that_rested_comes_back_one_level_down(
    answers: tuple[Told, ...], now: str | None, rule: str | None, exercises: list[str]
) -> None:
    found = after(*answers, now=now)
    assert ruled(found) == ([rule] if rule else [])
    assert left(found, "leg-raise") == exercises


def test_once_trained_again_the_soreness_before_is_over() -> None:
    later = (session(2, did("quad-set", sets=1)),)
    assert ruled(after(told(3, "stays"), later=later)) == []


def test_dark_urine_is_a_sign_of_the_same_day() -> None:
    """SO7."""
    signs = [sign for reason in REASONS for sign in reason.signs if "urine" in sign.words]
    assert [sign.tier for sign in signs if "muscle" in sign.words] == [SAME_DAY]


# --- which session it counts from


def moved(hours: float) -> PastSession:
    return ended(hours, "knee-slide")


def test_of_a_region_that_was_only_moved_the_last_time_counts() -> None:
    now = {"moment": NOON, "sore": "stays", "sore_regions": KNEE}
    assert ruled(case(moved(50), now=now)) == ["SO4"]
    assert ruled(case(moved(80), moved(50), ended(20, "breathe"), now=now)) == ["SO4"]
    assert ruled(case(moved(80), moved(20), now=now)) == ["SO3"]


def test_what_was_left_out_or_is_unknown_trained_nothing() -> None:
    now = {"moment": NOON, "sore": "stays", "sore_regions": KNEE}
    skipped = session(1, did("leg-raise", sets=0), ended=NOON - timedelta(hours=20))
    assert ruled(case(ended(80), skipped, now=now)) == ["SO5"]
    gone = PastExercise("gone", did("leg-raise").dose, sets=3)
    other = session(1, gone, ended=NOON - timedelta(hours=20))
    assert ruled(case(ended(80), other, now=now)) == ["SO5"]


def test_without_the_moment_of_now_or_of_its_end_days_count() -> None:
    asked = {"sore": "stays", "sore_regions": KNEE}
    assert ruled(case(ended(70), now=asked)) == ["SO4"], "three days ago"
    endless = session(2, did("leg-raise", sets=2))
    assert ruled(case(endless, now={**asked, "moment": NOON})) == ["SO3"]


def test_an_answer_without_a_region_speaks_of_what_was_done_up_to_its_day() -> None:
    """What came later that week, and was no load for the knee, is not what was sore then."""
    back = session(2, did("bridge", sets=1))
    knee = session(6, did("leg-raise", sets=2))
    found = case(knee, back, now={"sore": "none"}, history={"told": (told(3, "stays"),)})
    assert [(d.rule, d.effect and d.effect.region) for d in fired(RULES, found)] == [
        ("SO4", "knee")
    ]
    same_day = case(session(3, did("bridge", sets=1)), knee, now={"sore": "none"},
                    history={"told": (told(3, "stays"), told(1, "stays"))})  # fmt: skip
    assert [(d.rule, d.effect and d.effect.region) for d in fired(RULES, same_day)] == [
        ("SO4", "lumbar-core")
    ], "what was trained on that very day is what was sore"


def test_a_swelling_is_where_it_was_told_of() -> None:
    both = session(6, did("leg-raise", sets=2), did("bridge", sets=2))
    for about, regions in (("knee", ["knee"]), ("", ["knee", "lumbar-core"])):
        swollen = told(3, "yes", "swelling", about)
        found = case(both, now={"sore": None}, history={"told": (swollen,)})
        assert [d.effect and d.effect.region for d in fired(RULES, found)] == regions
    two = told(3, "stays", about="knee"), told(3, "yes", "swelling", "lumbar-core")
    found = case(both, now={"sore": None}, history={"told": two})
    assert [d.effect and d.effect.region for d in fired(RULES, found)] == ["knee", "lumbar-core"]
