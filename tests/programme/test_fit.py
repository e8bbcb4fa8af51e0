from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_builders import move

from rehab_tui.catalogue.lists import PURPOSES
from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.model import Prescription
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.programme.fit import IMPORTANCE, fit

WARM = move("warm", purpose="warm-up", dose=Dose(seconds=120))


def warm(seconds: int = 120) -> Prescription:
    return Prescription(WARM, Dose(seconds=seconds), warm_up=True)


def one(name: str, purpose: str = "mobility", sets: int = 1, seconds: int = 60) -> Prescription:
    return Prescription(move(name, purpose=purpose), Dose(sets=sets, seconds=seconds))


def names(found: tuple[Prescription, ...]) -> str:
    return " ".join(f"{p.exercise.id}x{p.dose.sets}" for p in found)


def test_what_fits_stays_as_it_is() -> None:
    session = (warm(), one("a"), one("b"))
    assert fit(session, 6) == (session, ())
    assert fit((), 5) == ((), ())


def test_the_least_important_goes_first_and_the_order_stays() -> None:
    session = (
        one("relax", "relaxation"),
        one("move"),
        one("lift", "strength"),
        one("sway", "balance"),
    )
    expected = {
        6: "relaxx1 movex1 liftx1 swayx1",
        5: "movex1 liftx1 swayx1",
        4: "movex1 liftx1 swayx1",
        3: "liftx1 swayx1",
    }
    for minutes, kept in expected.items():
        found, dropped = fit(session, minutes)
        assert names(found) == kept
        assert len(found) + len(dropped) == 4


def test_among_equals_the_first_of_the_session_stays() -> None:
    kept, dropped = fit((one("a"), one("b"), one("c")), 3)
    assert (names(kept), names(dropped)) == ("ax1 bx1", "cx1")


def test_sets_go_before_exercises_and_come_back_while_there_is_time() -> None:
    session = (one("a", sets=3), one("b", "strength", sets=3))
    assert names(fit(session, 3)[0]) == "ax1 bx1"
    assert names(fit(session, 4)[0]) == "ax1 bx2"
    assert names(fit(session, 5)[0]) == "ax1 bx3"
    assert names(fit(session, 6)[0]) == "ax2 bx3"


def test_a_long_exercise_is_passed_over_for_a_shorter_one() -> None:
    session = (one("long", "strength", seconds=400), one("short", "stretch", seconds=100))
    kept, dropped = fit(session, 5)
    assert (names(kept), names(dropped)) == ("shortx1", "longx1")


def test_one_exercise_stays_in_any_case() -> None:
    session = (warm(), one("long", "strength", sets=2, seconds=900), one("less", seconds=600))
    kept, dropped = fit(session, 5)
    assert (names(kept), names(dropped)) == ("warmx1 lessx1", "longx2")


@pytest.mark.parametrize(("minutes", "seconds"), [(2, 60), (4, 60), (8, 120)])
def test_the_warm_up_is_never_shorter_than_a_minute_or_a_quarter(
    minutes: int, seconds: int
) -> None:
    kept, _ = fit((warm(300), one("a", seconds=minutes * 60)), minutes)
    assert kept[0].dose.seconds == seconds


def test_time_that_is_left_goes_back_to_the_warm_up() -> None:
    kept, _ = fit((warm(300), one("a"), one("b", seconds=200)), 5)
    assert names(kept) == "warmx1 ax1"
    assert kept[0].dose.seconds == 215
    assert 295 < planned_seconds(kept) <= 300


def test_the_warm_up_after_a_gap_stays_whole() -> None:
    kept, dropped = fit((warm(180), one("a"), one("b")), 5, whole_warm_up=True)
    assert kept[0].dose.seconds == 180
    assert (names(kept[1:]), names(dropped)) == ("ax1", "bx1")


def test_a_short_warm_up_and_one_that_counts_reps_stay_as_they_are() -> None:
    reps = Prescription(WARM, Dose(reps=10, tempo=(2, 0, 2)), warm_up=True)
    for first in (warm(45), reps):
        kept, _ = fit((first, one("a"), one("b", seconds=300)), 5)
        assert kept[0] == first


def test_every_purpose_of_the_catalogue_has_its_importance() -> None:
    assert set(IMPORTANCE) == set(PURPOSES) - {"warm-up"}


sessions = st.lists(
    st.builds(
        Prescription,
        st.builds(move, st.sampled_from("abcdefgh"), purpose=st.sampled_from(PURPOSES)),
        st.builds(
            Dose,
            sets=st.integers(1, 4),
            seconds=st.integers(5, 300),
            rest=st.sampled_from([0, 20, 60]),
            sides=st.sampled_from(["both", "each"]),
        ),
    ),
    min_size=1,
    max_size=8,
)  # fmt: skip


@given(sessions, st.integers(60, 300) | st.none(), st.integers(5, 40), st.booleans())
def test_as_much_as_fits_and_never_more(
    made: list[Prescription], warm_up: int | None, minutes: int, whole: bool
) -> None:
    session = (*((warm(warm_up),) if warm_up else ()), *made)
    kept, dropped = fit(session, minutes, whole_warm_up=whole)
    places = [next(i for i, p in enumerate(session) if p.exercise is k.exercise) for k in kept]
    assert places == sorted(places)
    assert len(kept) + len(dropped) == len(session)
    working = [p for p in kept if not p.warm_up]
    assert working
    assert all(d in session for d in dropped)
    for place, p in zip(places, kept, strict=True):
        before = session[place].dose
        assert 1 <= p.dose.sets <= before.sets
        assert (p.dose.seconds or 0) <= (before.seconds or 0)
    too_long = planned_seconds(kept) > 60 * minutes
    assert not too_long or (len(working) == 1 and working[0].dose.sets == 1)
    if not too_long:
        for d in dropped:
            once = replace(d, dose=replace(d.dose, sets=1))
            assert planned_seconds((*kept, once)) > 60 * minutes


def test_what_takes_the_minutes_exactly_stays() -> None:
    two = (one("a", "strength", seconds=101), one("b", seconds=101))
    assert planned_seconds(two) == 240
    assert fit(two, 4) == (two, ())
    kept, dropped = fit((*two, one("c", "relaxation")), 4)
    assert (names(kept), names(dropped)) == ("ax1 bx1", "cx1")
    sets = one("a", "strength", sets=2, seconds=108)
    assert planned_seconds((sets,)) == 240
    kept, _ = fit((replace(sets, dose=replace(sets.dose, sets=3)),), 4)
    assert names(kept) == "ax2"


def test_where_nothing_fits_the_shortest_single_set_stays() -> None:
    session = (one("few", sets=1, seconds=1000), one("many", sets=9, seconds=900))
    kept, dropped = fit(session, 5)
    assert (names(kept), names(dropped)) == ("manyx1", "fewx1")
