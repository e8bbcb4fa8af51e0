"""What is offered next, and how large the step is (PR1, PR2, PR4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from programme_builders import TODAY, move, past, shipped
from progress_builders import (
    EIGHT,
    LIFT,
    OTHERS,
    PLAN,
    RANGE,
    case,
    did,
    held,
    looked_at,
    offers,
    prescribed,
    ready,
    sessions,
    with_accepted,
)

from rehab_tui.catalogue.model import Dose, DoseChange, Equipment, Variant
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.history import Accepted, History
from rehab_tui.programme.next_step import LEAST_HELD
from rehab_tui.programme.overlay import laid_over
from rehab_tui.programme.profile import Profile

# --- PR1: what


def test_the_order_reps_sets_next_exercise() -> None:
    upper = move("upper", purpose="strength", dose=EIGHT)
    seen = []
    history = ready()
    for _ in range(12):
        case_ = case(PLAN + OTHERS, history, exercises=(upper,), chain=("lift", "upper"))
        one = next(p for p in case_.prescriptions if p.exercise.purpose != "breathing")
        if one.exercise.id == "upper":
            break
        history = replace(sessions(one, 3), accepted=history.accepted)
        found = looked_at(PLAN + OTHERS, history, exercises=(upper,), chain=("lift", "upper"))
        (offer,) = found.offers
        assert offer.change is not None
        seen.append(offer.change.partition("@")[0])
        yes = Accepted(offer.rule, offer.change, TODAY - timedelta(days=20 - len(seen)), "lift", 3)
        history = with_accepted(history, yes)
    assert seen == [
        "reps=10", "reps=12", "sets=2", "reps=10", "reps=12", "sets=3", "reps=10", "reps=12",
        "swap=upper",
    ]  # fmt: skip


def test_one_variable_and_nothing_else() -> None:
    for history in (ready(), sessions(PLAN[0], 3)):
        (offer,) = looked_at(PLAN + OTHERS, history).offers
        change = Accepted(offer.rule, offer.change or "", TODAY, "lift")
        book = case(PLAN, history).catalogue
        (after,) = laid_over(PLAN, with_accepted(history, change), book, Profile()).prescriptions
        differs = [f for f in EIGHT.__slots__ if getattr(after.dose, f) != getattr(EIGHT, f)]
        assert len(differs) <= 1


def test_older_and_frail_people_and_weights_go_to_fifteen() -> None:
    one = prescribed(LIFT, replace(EIGHT, reps=12))
    history = with_accepted(sessions(one, 3), RANGE)
    plan = (one, *OTHERS)
    older = Profile(born=TODAY.year - 65)
    assert offers(plan, history, profile=older)[0][2] == "reps=14@1x12h1"
    younger = Profile(born=TODAY.year - 64)
    assert offers(plan, history, profile=younger)[0][2] == "sets=2@1x12h1"
    frail = Profile(flags=frozenset({"falls_risk"}))
    assert offers(plan, history, profile=frail)[0][2] == "reps=14@1x12h1"


@pytest.mark.parametrize(
    ("purpose", "dose", "found"),
    [
        ("breathing", Dose(seconds=120), []),
        ("relaxation", Dose(seconds=120), []),
        ("self-massage", Dose(seconds=60), []),
        ("nerve-glide", replace(EIGHT, reps=8), ["reps=10@1x8h1"]),
        ("nerve-glide", replace(EIGHT, reps=10), []),
        ("mobility", replace(EIGHT, reps=9), ["reps=10@1x9h1"]),
        ("aerobic", Dose(seconds=600), ["seconds=660@1x600s"]),
        ("aerobic", Dose(seconds=1780), ["seconds=1800@1x1780s"]),
        ("aerobic", Dose(seconds=1800), []),
    ],
)
def test_each_purpose_has_its_own_steps(purpose: str, dose: Dose, found: list[str]) -> None:
    exercise = move("thing", purpose=purpose, dose=dose)
    assert [change for _, _, change in held(exercise)] == found


def test_the_records_own_harder_way() -> None:
    way = Variant("Wait at the top.", dose=DoseChange(tempo=(2.0, 3.0, 3.0)))
    exercise = move("lift", purpose="strength", dose=replace(EIGHT, sets=3, reps=12), harder=way)
    assert held(exercise) == [("PR1", "lift", "variant=harder@3x12h1")]
    careful = replace(exercise, care=frozenset({"kneeling"}))
    assert held(careful, profile=Profile(flags=frozenset({"kneeling"}))) == []


def test_the_next_exercise_is_none_that_a_flag_gear_or_a_stage_speaks_against() -> None:
    top = replace(EIGHT, sets=3, reps=12)
    lift = move("lift", purpose="strength", dose=top)
    swap = [("PR1", "lift", "swap=upper@3x12h1")]

    def found(profile: Profile | None = None, **changes: Any) -> Any:
        upper = move("upper", purpose="strength", **changes)
        return held(lift, exercises=(upper,), chain=("lift", "upper"), profile=profile)

    assert found() == swap
    assert found(Profile(flags=frozenset({"wrist_pain"})), care=frozenset({"wrist_pain"})) == []
    assert found(Profile(equipment=frozenset()), equipment=(Equipment("resistance band"),)) == []
    birth = Profile(birth=TODAY - timedelta(days=30))
    assert found(birth, position="prone") == []
    late = Profile(birth=TODAY - timedelta(days=90), birth_check=True)
    assert found(late, position="prone") == swap


# --- PR2


def weights(load: str | None, extra: int | None = 2, count: int = 3, reps: int = 8) -> Any:
    exercise = move("curl", purpose="strength", dose=replace(EIGHT, load=load, reps=reps))
    return held(exercise, sessions(prescribed(exercise), count, extra=extra))


@pytest.mark.parametrize(
    ("load", "change"),
    [
        ("5 kg", "load=5.5 kg@1x8h1+5 kg"),  # exactly 10 %
        ("10 kg", "load=10.5 kg@1x8h1+10 kg"),
        ("20 kg", "load=20.5 kg@1x8h1+20 kg"),  # exactly 2.5 %
        ("21 kg", "load=22 kg@1x8h1+21 kg"),
        ("4.5 kg", "reps=10@1x8h1+4.5 kg"),  # 11 %: reps instead
        ("1 kg", "reps=10@1x8h1+1 kg"),
        ("20 lb", "load=21 lb@1x8h1+20 lb"),
        ("5 lb", "reps=10@1x8h1+5 lb"),  # 20 %
    ],
)
def test_two_for_two_with_weights(load: str, change: str) -> None:
    assert weights(load) == [("PR2", "curl", change)]


def test_two_for_two_needs_two_extra_reps_twice_and_three_sessions() -> None:
    assert weights("5 kg", extra=1) == [("PR1", "curl", "reps=10@1x8h1+5 kg")]
    assert weights("5 kg", extra=None) == [("PR1", "curl", "reps=10@1x8h1+5 kg")]
    assert weights("5 kg", count=2) == [], "the second session since the change: wait (PR5)"
    assert weights(None) == [("PR1", "curl", "reps=10@1x8h1")], "no weights: PR1 alone"


@pytest.mark.parametrize(
    ("load", "reps", "change"),
    [
        ("yellow band", 15, "load=red band@1x15h1+yellow band"),
        ("blue band", 15, "load=black band@1x15h1+blue band"),
        ("light band", 15, "load=medium band@1x15h1+light band"),
        ("medium band", 15, "load=strong band@1x15h1+medium band"),
        (None, 15, "load=medium band@1x15h1"),
        ("yellow band", 14, "reps=15@1x14h1+yellow band"),
        ("black band", 15, "sets=2@1x15h1+black band"),
    ],
)
def test_the_next_band_after_fifteen_twice(load: str | None, reps: int, change: str) -> None:
    band = (Equipment("resistance band", "a pair of tights"),)
    exercise = move(
        "row", purpose="strength", dose=replace(EIGHT, load=load, reps=reps), equipment=band
    )
    rule = "PR2" if change.startswith("load=") else "PR1"
    assert held(exercise) == [(rule, "row", change)]


@pytest.mark.parametrize("need", ["rope loop", "head band"])
def test_not_everything_that_is_called_so_is_a_band(need: str) -> None:
    exercise = move(
        "row", purpose="strength", dose=replace(EIGHT, reps=15), equipment=(Equipment(need),)
    )
    assert held(exercise) == [("PR1", "row", "sets=2@1x15h1")]


def test_only_a_stance_speaks_of_holding_it() -> None:
    for purpose, dose, words in (
        ("strength", replace(EIGHT, sets=3, reps=12), "Low has gone well"),
        ("balance", Dose(sets=1, reps=3, tempo=(2, 10, 2)), "if you held Low for 10 seconds"),
    ):
        low, upper = move("low", purpose=purpose, dose=dose), move("upper", purpose=purpose)
        one = prescribed(low)
        past_ = with_accepted(sessions(one, 3), replace(RANGE, exercise="low"))
        (offer,) = looked_at(
            (one, *OTHERS), past_, exercises=(upper,), chain=("low", "upper")
        ).offers
        assert offer.reason.startswith(words)


# --- PR4


def hold(
    seconds: float, usual: float | None = None, purpose: str = "strength", **changes: Any
) -> Any:
    exercise = move(
        "hold", purpose=purpose, dose=replace(EIGHT, reps=1, tempo=(2, usual or seconds, 2))
    )
    one = prescribed(exercise, replace(EIGHT, reps=1, tempo=(2, seconds, 2)))
    past_ = with_accepted(sessions(one, 3), replace(RANGE, exercise="hold"))
    return [found for _, _, found in offers((one, *OTHERS), past_, **changes)]


@pytest.mark.parametrize(
    ("seconds", "usual", "change"),
    [
        (5, 5, "hold=7@1x1h5"),
        (8, 5, "hold=10@1x1h8"),
        (9, 5, "reps=3@1x1h9"),  # one second more is no step; twice the catalogue's is 10
        (10, 5, "reps=3@1x1h10"),
        (10, 10, "hold=15@1x1h10"),
        (18, 10, "hold=20@1x1h18"),
        (LEAST_HELD, 5, "hold=6@1x1h4"),
        (LEAST_HELD - 1, 5, "reps=3@1x1h3"),
    ],
)
def test_holds_grow_to_twice_the_catalogues(seconds: int, usual: int, change: str) -> None:
    assert hold(seconds, usual) == [change]


@pytest.mark.parametrize(("seconds", "change"), [(5, "hold=7@1x1h5"), (8, "hold=10@1x1h8")])
def test_never_beyond_ten_seconds_with_high_blood_pressure(seconds: int, change: str) -> None:
    high = Profile(flags=frozenset({"hypertension"}))
    assert hold(seconds, 10, profile=high) == [change]
    assert hold(10, 10, profile=high) == ["reps=3@1x1h10"]
    assert hold(20, 20, "stretch", profile=high) == []
    assert hold(20, 20, "stretch") == ["hold=25@1x1h20"]


def stance(reps: int, *, seconds: float = 10, sets: int | None = None) -> Any:
    dose = Dose(sets=1, reps=reps, tempo=(2, seconds, 2))
    exercise = move("stand", purpose="balance", dose=dose)
    one = prescribed(exercise)
    done = did("stand", dose, **({} if sets is None else {"sets": sets, "sets_prescribed": 2}))
    history = History(tuple(past(d, exercises=(done,)) for d in (5, 3, 1)))
    upper = move("one-leg", purpose="balance")
    return [
        (d.rule, d.change)
        for d in looked_at(
            (one, *OTHERS), history, exercises=(upper,), chain=("stand", "one-leg")
        ).offers
    ]


def test_the_next_stance_after_ten_seconds_three_times() -> None:
    assert stance(3) == [("PR4", "swap=one-leg@1x3h10")]
    assert stance(2) == [("PR4", "hold=15@1x2h10")]
    assert stance(3, seconds=9) == [("PR4", "hold=11@1x3h9")]
    assert stance(3, sets=1) == [("PR4", "hold=15@1x3h10")], "a set was left out"


def test_unsteady_people_are_offered_no_next_stance() -> None:
    book = shipped()
    one = Prescription(book.exercises["tandem-stand"], book.exercises["tandem-stand"].dose)
    assert case([one], sessions(one, 3)).planned
    for flag, target in (("falls_risk", False), ("vertigo", False), ("kneeling", True)):
        upper = book.exercises["single-leg-stand"]
        found = offers(
            [one, *OTHERS], sessions(one, 3), profile=Profile(flags=frozenset({flag})),
            exercises=(upper,), chain=("tandem-stand", "single-leg-stand"),
        )  # fmt: skip
        assert any("swap=" in str(change) for _, _, change in found) is target


@pytest.mark.parametrize(
    ("extra", "change"), [(0, "reps=15@1x14h1"), (1, "load=medium band@1x14h1")]
)
def test_with_a_band_the_reps_that_were_done_count(extra: int, change: str) -> None:
    band = (Equipment("resistance band", "a pair of tights"),)
    exercise = move("row", purpose="strength", dose=replace(EIGHT, reps=14), equipment=band)
    found = held(exercise, sessions(prescribed(exercise), 3, extra=extra))
    assert [one[2] for one in found] == [change]


def test_a_stance_counts_by_its_last_two_sessions() -> None:
    dose = Dose(sets=1, reps=3, tempo=(2, 10, 2))
    one = prescribed(move("stand", purpose="balance", dose=dose))
    upper = move("one-leg", purpose="balance")

    def found(*sets: int) -> Any:
        done = tuple(
            past(9 - 2 * n, exercises=(did("stand", dose, sets=done, sets_prescribed=2),))
            for n, done in enumerate(sets)
        )
        return [d.change for d in looked_at((one, *OTHERS), History(done), exercises=(upper,),
                                            chain=("stand", "one-leg")).offers]  # fmt: skip

    assert found(1, 2, 2) == ["swap=one-leg@1x3h10"]
    assert found(2, 2, 1) == ["hold=15@1x3h10"]
    assert found(2, 1, 2) == ["hold=15@1x3h10"]
