"""What holds of all the rules that take away, together: the suggested cases, and any history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_builders import TODAY
from rule_cases import BY_ID, CATALOGUE, case, did, prescribed, session

from rehab_tui.catalogue.dose import work_seconds
from rehab_tui.programme.colours import Colour, colour_of, eligible
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import Accepted, Held, History, PastExercise, PastSession, Told
from rehab_tui.programme.now import Now
from rehab_tui.programme.precedence import settle
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules import effort, gaps, nerves, pain, soreness
from rehab_tui.programme.rules.rule import Case

RULES = (*pain.RULES, *nerves.RULES, *soreness.RULES, *effort.RULES, *gaps.RULES)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def decided(found: Case) -> list[Decision]:
    return list(chain.from_iterable(rule.fire(found) for rule in RULES if rule.fire is not None))


def today(*sessions: PastSession) -> tuple[str, int | None]:
    """What becomes of 2 sets of 10 step-ups."""
    settled = settle(decided(case(*sessions)), prescribed("step-up"), CATALOGUE)
    (one,) = settled.prescriptions
    return one.exercise.id, one.dose.reps


@pytest.mark.parametrize(
    ("before", "worst", "morning", "effort_", "in_session", "later", "next_time"),
    [
        (2, 4, 2, 4, Colour.AMBER, Colour.AMBER, ("step-up", 10)),
        (3, 6, None, 4, Colour.RED, Colour.RED, ("leg-raise", 10)),
        (4, 5, 4, 4, Colour.AMBER, Colour.SETTLED, ("step-up", 10)),
        (0, 2, None, 4, Colour.GREEN, Colour.GREEN, ("step-up", 10)),
        (1, 4, None, 4, Colour.AMBER, Colour.AMBER, ("leg-raise", 10)),
        (3, 2, 5, 4, Colour.GREEN, Colour.GREEN, ("step-up", 7)),
        (3, 2, 4, 4, Colour.GREEN, Colour.GREEN, ("step-up", 10)),
        (1, 1, 1, 7, Colour.GREEN, Colour.GREEN, ("step-up", 10)),
        (1, 1, 1, 8, Colour.GREEN, Colour.GREEN, ("step-up", 7)),
    ],
)
def test_the_suggested_cases(
    before: int,
    worst: int,
    morning: int | None,
    effort_: int,
    in_session: Colour,
    later: Colour,
    next_time: tuple[str, int],
) -> None:
    past = session(
        2, did("step-up", worst=worst, sets=2),
        before=before, worst=worst, morning=morning, effort=effort_,
    )  # fmt: skip
    assert colour_of(replace(past, morning=None)) is in_session
    assert colour_of(past) is later
    assert today(past) == next_time
    twice = History((replace(past, id="s0", day=past.day - timedelta(days=3)), past))
    assert eligible(twice) is (later in (Colour.GREEN, Colour.SETTLED) and effort_ <= 6 and (
        morning is not None and morning <= before + 1
    ))  # fmt: skip


def test_easing_and_then_recovery_is_the_dose_before() -> None:
    red = session(8, did("step-up", worst=8, sets=2), before=1, worst=8, morning=4, effort=9)
    good = session(6, did("leg-raise", worst=1, sets=2, instead_of="step-up"))
    assert today(red) == ("leg-raise", 10)
    assert today(red, good) == ("step-up", 10)


names = st.sampled_from(sorted(BY_ID))
level = st.none() | st.integers(0, 10)
exercises = st.builds(
    PastExercise,
    exercise=names,
    dose=st.just(BY_ID["step-up"].dose),
    worst=level,
    sharp=st.booleans(),
    instead_of=st.none() | names,
    sets=st.integers(0, 3),
)
days = st.integers(0, 60)
sessions = st.lists(
    st.builds(
        lambda ago, **rest: PastSession(
            day=TODAY - timedelta(days=ago), ended=NOON - timedelta(days=ago), **rest
        ),
        ago=days,
        id=st.uuids().map(str),
        done=st.booleans(),
        before=level,
        worst=level,
        morning=level,
        effort=level,
        stiffer=st.booleans(),
        warned=st.booleans(),
        exercises=st.lists(exercises, max_size=4).map(tuple),
        spine=level,
        moved=st.sampled_from([None, "towards", "away", "same"]),
        linger=st.sampled_from([None, "no", "lasted", "moved"]),
    ),
    max_size=8,
)
ago = days.map(lambda n: TODAY - timedelta(days=n))
told = st.lists(
    st.builds(Told, st.just("soreness"), st.just(""), st.sampled_from(["none", "stays"]), ago)
    | st.builds(Told, st.just("sore_region"), st.just(""), st.sampled_from(["knee", "hip"]), ago)
    | st.builds(Told, st.just("swelling"), st.just(""), st.sampled_from(["yes", None]), ago)
    | st.builds(Told, st.just("since"), st.just(""), st.sampled_from(["ill", "nothing"]), ago),
    max_size=4,
)
histories = st.builds(
    History,
    sessions=sessions.map(tuple),
    told=told.map(tuple),
    held=st.lists(
        st.builds(Held, names, ago, st.just("id"), st.just("sharp pain")), max_size=2
    ).map(tuple),
    accepted=st.lists(
        st.builds(Accepted, st.just("PM8"), st.just(nerves.GLIDES_OK), ago), max_size=1
    ).map(tuple),
    pains=st.lists(st.tuples(ago, st.integers(0, 10)), max_size=30).map(tuple),
)
nows = st.builds(
    Now,
    day=st.just(TODAY),
    moment=st.none() | st.just(NOON),
    pain=level,
    slept=st.none() | st.integers(0, 600),
    mood=st.none() | st.integers(1, 5),
    sore=st.sampled_from([None, "none", "eases", "stays"]),
    sore_regions=st.frozensets(st.sampled_from(["knee", "lumbar-core"])),
    swollen=st.booleans(),
    since=st.sampled_from([None, "nothing", "ill", "birth"]),
)
SESSION = prescribed("march", "leg-raise", "step-up", "knee-slide", "glide", "press-up", "breathe")


@given(history=histories, now=nows, seed=st.integers(0, 99))
def test_any_history_only_ever_takes_away_and_in_any_order(
    history: History, now: Now, seed: int
) -> None:
    found = Case(CATALOGUE, Profile(), history, now)
    decisions = decided(found)
    settled = settle(decisions, SESSION, CATALOGUE)
    kept = {one.exercise.id for one in settled.left_out}
    before = [one for one in SESSION if one.exercise.id not in kept]
    for was, is_ in zip(before, settled.prescriptions, strict=True):
        assert work_seconds(is_.dose) <= work_seconds(was.dose)
    held = {one.exercise for one in history.held}
    assert not held & {one.exercise.id for one in settled.prescriptions if not one.warm_up}
    for one in decisions:
        assert one.reason[:1] == one.reason[:1].lower() or one.exercise is not None
        assert not one.reason.endswith(".")
        assert one.offer or one.effect is None or one.rests_on or one.rule.startswith("SO")
    sessions_, told_ = list(history.sessions), list(history.told)
    pains_ = list(history.pains)
    for one_list in (sessions_, pains_):
        Random(seed).shuffle(one_list)
    other = replace(history, sessions=tuple(sessions_), told=tuple(told_), pains=tuple(pains_))
    assert decided(replace(found, history=other)) == decisions
