"""Accepted changes laid on the plan's doses: never by themselves, never on another dose."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_builders import TODAY, catalogue, move, shipped
from progress_builders import EIGHT, LIFT, prescribed, taken

from rehab_tui.catalogue.model import Dose, DoseChange, Variant
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.history import Accepted, History
from rehab_tui.programme.overlay import MORE_RANGE, Laid, laid_over
from rehab_tui.programme.plan import ExerciseChange, Plan
from rehab_tui.programme.plan_apply import with_notes
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.steps import Step, dose_after, mark_of, read_step

UP = move("up", purpose="strength", avoid=frozenset({"falls_risk"}))
TOP = move("top", purpose="strength")
BOOK = catalogue(LIFT, UP, TOP, chain=("lift", "up", "top"))


def lay(
    *accepted: Accepted, dose: Dose = EIGHT, flags: frozenset[str] = frozenset(), warm: bool = False
) -> Laid:
    plan = (prescribed(LIFT, dose, warm_up=warm),)
    return laid_over(plan, History(accepted=accepted), BOOK, Profile(flags=flags))


def dose(*accepted: Accepted, plan: Dose = EIGHT) -> Dose:
    return lay(*accepted, dose=plan).prescriptions[0].dose


changes = st.builds(
    Accepted,
    st.sampled_from(["PR1", "PR2", "PR4", "GA1"]),
    st.from_regex(r"\A(reps|sets|hold|seconds|load|range|swap|variant)=[a-z0-9.]{0,4}(@1x8h1)?\Z"),
    st.integers(0, 9).map(lambda n: TODAY - timedelta(days=n)),
    st.sampled_from([None, "lift", "up"]),
    st.integers(0, 9),
)


def test_with_nothing_accepted_every_programme_stays_as_it_is() -> None:
    book = shipped()
    for programme in book.programmes.values():
        for phase in programme.phases:
            plan = tuple(Prescription(book.exercises[i.exercise], book.exercises[i.exercise].dose)
                         for i in phase.items)  # fmt: skip
            laid = laid_over(plan, History(), book, Profile())
            assert (laid.prescriptions, laid.decisions) == (plan, ())
            assert list(laid.planned.values()) == list(plan)


@given(st.lists(changes, max_size=6))
@settings(max_examples=60)
def test_any_text_of_a_journal_gives_a_dose_in_any_order(accepted: list[Accepted]) -> None:
    one = lay(*accepted)
    assert one == lay(*reversed(accepted))
    for prescription in one.prescriptions:
        assert 1 <= prescription.dose.sets <= 10
        assert 1 <= (prescription.dose.reps or 0) <= 100


def test_the_latest_of_each_variable_holds_and_taking_it_back_gives_the_one_before() -> None:
    ten, twelve = taken("lift", "reps=10@1x8h1", 6, days=9), taken("lift", "reps=12@1x8h1", days=2)
    assert dose(twelve, ten).reps == 12
    assert dose(ten).reps == 10
    assert dose().reps == 8


def test_changes_of_one_day_follow_the_sessions_between_them() -> None:
    early, late = taken("lift", "reps=10@1x8h1", 3), taken("lift", "reps=9@1x8h1", 2)
    assert dose(late, early).reps == 9


def test_with_a_set_more_the_reps_begin_again() -> None:
    twelve, two = taken("lift", "reps=12@1x8h1", 5, days=9), taken("lift", "sets=2@1x8h1", days=2)
    assert (dose(twelve, two).sets, dose(twelve, two).reps) == (2, 8)
    after = taken("lift", "reps=9@1x8h1", days=1)
    assert (dose(twelve, two, after).sets, dose(twelve, two, after).reps) == (2, 9)


@pytest.mark.parametrize(
    "plan",
    [
        replace(EIGHT, reps=10), replace(EIGHT, reps=6), replace(EIGHT, sets=2),
        replace(EIGHT, tempo=(2, 3, 3)), replace(EIGHT, load="1 kg"),
    ],
)  # fmt: skip
def test_another_dose_in_the_plan_wins(plan: Dose) -> None:
    accepted = taken("lift", "reps=12@1x8h1"), taken("lift", "sets=3@1x8h1")
    assert dose(*accepted, plan=plan) == plan
    assert not lay(*accepted, dose=plan).decisions


def test_hold_load_and_range() -> None:
    accepted = (
        taken("lift", "hold=7@1x8h1"), taken("lift", "load=5.5 kg@1x8h1", rule="PR2"),
        taken("lift", "range=easy@1x8h1"),
    )  # fmt: skip
    one = lay(*accepted).prescriptions[0]
    assert one.dose == replace(EIGHT, tempo=(2, 7.0, 3), load="5.5 kg")
    assert one.note.startswith("As you chose")
    timed = Dose(sets=1, seconds=60)
    assert dose(taken("lift", "seconds=90@1x60s"), plan=timed).seconds == 90


@pytest.mark.parametrize(
    "change", ["reps=12", "reps=0@1x8h1", "reps=1²@1x8h1", "reps=@1x8h1", "seconds=9@1x8h1",
               "sets=99@1x8h1", "swap=nobody@1x8h1", "colour=red@1x8h1", "phase=1"],
)  # fmt: skip
def test_what_is_no_change_changes_nothing(change: str) -> None:
    assert dose(taken("lift", change)) == EIGHT


def test_only_the_rules_of_progress_and_only_their_exercise() -> None:
    assert dose(taken("lift", "reps=12@1x8h1", rule="PM3")) == EIGHT
    assert dose(taken("up", "reps=12@1x8h1")) == EIGHT


def test_the_warm_up_is_never_changed() -> None:
    laid = lay(taken("lift", "reps=12@1x8h1"), warm=True)
    assert laid.prescriptions[0].dose == EIGHT
    assert not laid.planned


def test_a_swap_and_what_came_after_it() -> None:
    up = lay(taken("lift", "swap=up@1x8h1"))
    one = up.prescriptions[0]
    assert (one.exercise.id, one.instead_of) == ("up", "lift")
    assert list(up.planned) == ["up"]
    more = lay(taken("lift", "swap=up@1x8h1"), taken("up", f"reps=9@{mark_of(one)}"))
    assert more.prescriptions[0].dose.reps == 9
    top = lay(taken("lift", "swap=up@1x8h1"), taken("up", f"swap=top@{mark_of(one)}"))
    assert top.prescriptions[0].exercise.id == "top"
    assert lay().prescriptions[0].exercise.id == "lift", "taken back: as before"


def test_a_swap_that_a_flag_speaks_against_by_now_stays_away() -> None:
    swap = taken("lift", "swap=up@1x8h1")
    laid = lay(swap, flags=frozenset({"falls_risk"}))
    assert laid.prescriptions[0].exercise.id == "lift"
    assert not laid.decisions
    both = (prescribed(LIFT), prescribed(UP))
    laid = laid_over(both, History(accepted=(swap,)), BOOK, Profile())
    assert [p.exercise.id for p in laid.prescriptions] == ["lift", "up"]
    barred = laid_over(both[:1], History(accepted=(swap,)), BOOK, Profile(), frozenset({"up"}))
    assert barred.prescriptions == both[:1]


def test_swaps_that_lead_round_in_a_circle_end() -> None:
    mark = mark_of(lay(taken("lift", "swap=up@1x8h1")).prescriptions[0])
    circle = [taken("lift", "swap=up@1x8h1"), taken("up", f"swap=up@{mark}")]
    assert lay(*circle).prescriptions[0].exercise.id == "up"


def test_the_harder_way_and_what_came_after_it() -> None:
    squat = move(
        "squat", purpose="strength", dose=EIGHT,
        harder=Variant("Slower.", dose=DoseChange(tempo=(4.0, 3.0, 4.0))),
    )  # fmt: skip
    book, plan = catalogue(squat), (prescribed(squat),)

    def laid(*accepted: Accepted) -> Prescription:
        return laid_over(plan, History(accepted=accepted), book, Profile()).prescriptions[0]

    way = taken("squat", "variant=harder@1x8h1")
    one = laid(taken("squat", "reps=12@1x8h1", 9, days=9), way)
    assert (one.variant, one.dose.reps, one.dose.tempo) == ("harder", 12, (4.0, 3.0, 4.0))
    assert mark_of(one) == "harder 1x12h3"
    assert laid(way, taken("squat", "reps=10@harder 1x8h3")).dose.reps == 10


def test_the_plans_own_words_stand_beside_what_was_chosen() -> None:
    laid = lay(taken("lift", "range=easy@1x8h1"))
    plan = Plan(changes={"lift": ExerciseChange(note="Mind the knee.")})
    (one,) = with_notes(laid.prescriptions, plan)
    assert one.note == f"Mind the knee. {MORE_RANGE}"


def test_one_decision_tells_what_differs() -> None:
    (told,) = lay(taken("lift", "reps=12@1x8h1")).decisions
    assert (told.offer, told.effect) == (False, None)
    assert told.reason == "with the changes that you chose: Lift"
    assert told.rests_on == (f"{TODAY.day} Nov: Lift, 1 set of 12",)


def test_a_step_is_read_as_it_is_written() -> None:
    for step in (Step("reps", "12", "1x8h1"), Step("load", "5.5 kg", "2x10h1+5 kg")):
        assert read_step(step.change) == step


def test_a_hold_of_what_has_no_tempo_and_reps_of_what_has_none_are_passed_over() -> None:
    timed = Dose(seconds=60)
    steps = [Step(key, "9", "") for key in ("hold", "reps", "load")]
    assert dose_after(timed, steps) == replace(timed, load="9")
    assert dose_after(EIGHT, [Step("seconds", "30", "")]) == EIGHT
    assert dose_after(EIGHT, [Step("hold", "9", "")]).tempo == (2, 9, 3)
    assert dose_after(EIGHT, [Step("sets", "0", ""), Step("reps", "x", "")]) == EIGHT


def test_a_harder_way_that_leads_elsewhere_by_now_is_passed_over() -> None:
    """The record changed since: what was accepted is no way of this exercise any more."""
    was = taken("lift", "variant=harder@1x8h1")
    assert lay(was).prescriptions == (prescribed(LIFT, EIGHT),), "BOOK's lift leads to 'up'"
    way = replace(LIFT, harder=Variant("Slower.", dose=DoseChange(tempo=(4.0, 1.0, 4.0))))
    plan = (Prescription(way, EIGHT),)
    found = laid_over(plan, History(accepted=(was,)), catalogue(way), Profile()).prescriptions[0]
    assert (found.variant, found.dose.tempo) == ("harder", (4, 1, 4))
    careful = replace(way, care=frozenset({"heart"}))
    plan = (Prescription(careful, EIGHT),)
    mine = Profile(flags=frozenset({"heart"}))
    (kept,) = laid_over(plan, History(accepted=(was,)), catalogue(careful), mine).prescriptions
    assert kept.variant == "base"
