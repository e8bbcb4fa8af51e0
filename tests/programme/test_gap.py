from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.catalogue.dose import work_seconds
from rehab_tui.catalogue.model import Dose
from rehab_tui.programme.gap import Easing, ease, ease_after_gap, settled_since_gap

TODAY = date(2026, 11, 23)
Plain = tuple[str, float, int, bool]


def easing(*days_ago: int, phase: int = 2) -> Plain | None:
    found = ease_after_gap([TODAY - timedelta(days=days) for days in days_ago], TODAY, phase)
    return plain(found)


def plain(found: Easing | None) -> Plain | None:
    if found is None:
        return None
    return found.decision.rule, found.factor, found.phases_back, found.first


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (0, None),
        (7, None),
        (8, ("G2", 0.75, 0, True)),
        (14, ("G2", 0.75, 0, True)),
        (15, ("G3", 0.5, 1, True)),
        (28, ("G3", 0.5, 1, True)),
        (29, ("G4", 0.5, 1, True)),
        (3650, ("G4", 0.5, 1, True)),
    ],
)
def test_the_gaps_boundaries(gap: int, expected: Plain | None) -> None:
    assert easing(gap) == expected
    assert easing(gap, gap + 1, gap + 3) == expected


@pytest.mark.parametrize(
    ("days_since", "expected"),
    [
        (0, ("G3", 0.5, 1, False)),
        (6, ("G3", 0.5, 1, False)),
        (7, ("G3", 0.75, 1, False)),
        (8, ("G3", 0.75, 1, True)),
        (13, ("G3", 0.75, 1, True)),
        (14, ("G2", 0.75, 1, True)),
    ],
)
def test_the_weeks_after_a_long_gap(days_since: int, expected: Plain) -> None:
    assert easing(days_since, days_since + 20) == expected


@pytest.mark.parametrize(
    ("days_since", "expected"),
    [
        (13, ("G4", 0.75, 1, False)),
        (14, ("G4", 1.0, 1, False)),
        (20, ("G4", 1.0, 1, False)),
        (21, None),
    ],
)
def test_who_comes_back_and_stays_climbs_week_by_week(
    days_since: int, expected: Plain | None
) -> None:
    days = [*range(0, days_since + 1, 2), days_since]
    assert easing(*days, days_since + 40) == expected


def test_a_short_gap_in_the_third_week_eases_the_phase_before() -> None:
    assert easing(8, 15, 15 + 20) == ("G2", 0.75, 1, True)


def test_the_first_phase_has_none_before_it() -> None:
    assert easing(20, phase=0) == ("G3", 0.5, 0, True)
    found = ease_after_gap([TODAY - timedelta(days=20)], TODAY)
    assert found is not None
    assert "phase" not in found.decision.reason
    assert easing(*range(15), 40, phase=0) is None, "the whole dose of phase 1: as planned"


def test_no_session_is_no_gap_and_tomorrow_is_not_looked_at() -> None:
    assert easing() is None
    assert easing(-1) is None
    assert easing(-1, 9) == ("G2", 0.75, 0, True)


@pytest.mark.parametrize(
    ("days_ago", "settled"),
    [
        ((), True),
        ((9,), True),
        ((0, 8), False),
        ((0, 7), True),
        ((0, 1, 9), True),
        ((3, 3, 20), True),
    ],
)
def test_two_sessions_after_a_gap_before_anything_is_offered(
    days_ago: tuple[int, ...], settled: bool
) -> None:
    assert settled_since_gap([TODAY - timedelta(days=days) for days in days_ago]) is settled


@pytest.mark.parametrize(
    ("dose", "factor", "eased"),
    [
        (Dose(reps=10, tempo=(1, 0, 1)), 0.75, Dose(reps=7, tempo=(1, 0, 1))),
        (Dose(reps=3, tempo=(1, 9, 1)), 0.5, Dose(reps=1, tempo=(1, 9, 1))),
        (Dose(reps=1, tempo=(3, 25, 2)), 0.5, Dose(reps=1, tempo=(3, 12, 2))),
        (Dose(reps=1, tempo=(3, 3, 2)), 0.5, Dose(reps=1, tempo=(3, 2, 2))),
        (Dose(reps=1, tempo=(3, 1.5, 2)), 0.5, Dose(reps=1, tempo=(3, 1.5, 2))),
        (Dose(reps=1), 0.5, Dose(reps=1)),
        (Dose(reps=2, tempo=(2, 6, 2)), 0.5, Dose(reps=1, tempo=(2, 6, 2))),
        (Dose(sets=3, seconds=90, rest=10), 0.75, Dose(sets=3, seconds=65, rest=10)),
        (Dose(seconds=12), 0.5, Dose(seconds=10)),
        (Dose(seconds=10), 0.5, Dose(seconds=10)),
        (Dose(seconds=5), 0.5, Dose(seconds=5)),
        (Dose(seconds=12), 1.0, Dose(seconds=12)),
    ],
)
def test_rounding(dose: Dose, factor: float, eased: Dose) -> None:
    assert ease(dose, factor) == eased


doses = st.one_of(
    st.builds(
        Dose,
        sets=st.integers(1, 10),
        reps=st.integers(1, 100),
        tempo=st.tuples(*[st.floats(0.5, 120)] * 3),
        sides=st.sampled_from(["both", "each", "alternate"]),
    ),
    st.builds(Dose, sets=st.integers(1, 10), seconds=st.integers(5, 1800)),
)


@given(doses, st.sampled_from([0.25, 0.5, 0.75, 1.0]))
def test_nothing_ever_grows_and_something_stays(dose: Dose, factor: float) -> None:
    eased = ease(dose, factor)
    assert eased.sets == dose.sets
    assert work_seconds(eased) <= work_seconds(dose)
    assert (eased.reps or 1) >= 1
    if dose.seconds is not None:
        assert eased.seconds is not None
        assert min(10, dose.seconds) <= eased.seconds <= dose.seconds
    if factor == 1.0:
        assert eased == dose


@given(st.lists(st.integers(0, 60), max_size=12), st.integers(0, 3), st.randoms())
def test_the_order_of_the_days_does_not_matter(days: list[int], phase: int, random: Random) -> None:
    shuffled = sorted(days, key=lambda _: random.random())
    assert easing(*shuffled, phase=phase) == easing(*days, phase=phase)
