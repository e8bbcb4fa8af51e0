from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from plan_samples import FULL, OWN, plans, read
from programme_builders import catalogue, move, programme, shipped, starter

from rehab_tui.catalogue.dose import apply_change, work_seconds
from rehab_tui.catalogue.model import Dose, DoseChange, Item, Phase
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.limits import Limits
from rehab_tui.programme.plan import NO_PLAN, OWN_NAME, ExerciseChange, Plan
from rehab_tui.programme.plan import OWN as OWN_ID
from rehab_tui.programme.plan_apply import LEAVES_OUT, as_programme, with_notes

SMALL = catalogue(move("a"), move("b"), move("c"), move("long", dose=Dose(3, seconds=600)))


def doses(phase: Phase) -> dict[str, Dose]:
    known = {**shipped().exercises, **SMALL.exercises}
    return {i.exercise: apply_change(known[i.exercise].dose, i.change) for i in phase.items}


def laid(plan: Plan, *names: str) -> tuple[dict[str, Dose], tuple[str, ...]]:
    made, (out,) = as_programme(plan, SMALL, programme(names))
    return doses(made.phases[0]), tuple(one.exercise.id for one in out)


def changing(**changes: ExerciseChange) -> Plan:
    return Plan(changes=changes)


def test_no_plan_changes_nothing() -> None:
    assert as_programme(NO_PLAN, shipped(), starter()) == (starter(), ((), (), ()))


def test_the_plans_programme_comes_before_the_fallback() -> None:
    name = next(name for name in shipped().programmes if name != starter().id)
    made, _ = as_programme(Plan(programme=name), shipped(), starter())
    assert made == shipped().programmes[name]


def test_changes_hold_in_every_phase() -> None:
    made, out = as_programme(read(FULL), shipped(), starter())
    assert [len(gone) for gone in out] == [0, 1, 1]
    for before, phase, gone in zip(starter().phases, made.phases, out, strict=True):
        names = [item.exercise for item in before.items]
        wanted = ["pelvic-tilt" if n == "cat-cow" else n for n in names if n != "wall-push-up"]
        assert [item.exercise for item in phase.items] == wanted
        assert all((one.exercise.id, one.reason) == ("wall-push-up", LEAVES_OUT) for one in gone)
        if "glute-bridge" in wanted:
            bridge = doses(phase)["glute-bridge"]
            assert (bridge.sets, bridge.reps) == (1, 8)
            assert bridge.tempo is not None
            assert bridge.tempo[1] == 5


def test_what_is_not_said_stays_as_the_programme_has_it() -> None:
    changed = programme(("a",))
    item = Item("a", DoseChange(sets=1, reps=4, load="2 kg"))
    changed = replace(changed, phases=(replace(changed.phases[0], items=(item,)),))
    made, _ = as_programme(changing(a=ExerciseChange(DoseChange(rest=90))), SMALL, changed)
    dose = doses(made.phases[0])["a"]
    assert (dose.sets, dose.reps, dose.load, dose.rest) == (1, 4, "2 kg", 90)


def test_a_swap_is_no_longer_than_what_it_replaces() -> None:
    short = {"a": ExerciseChange(swap="long")}
    made, out = laid(Plan(changes=short), "a", "b")
    assert list(made) == ["long", "b"]
    assert work_seconds(made["long"]) <= work_seconds(SMALL.exercises["a"].dose)
    assert out == ()


def test_a_swap_with_a_dose_has_that_dose() -> None:
    change = ExerciseChange(DoseChange(sets=2, seconds=900), swap="long")
    made, _ = laid(Plan(changes={"a": change}), "a")
    assert (made["long"].sets, made["long"].seconds) == (2, 900)


def test_nothing_is_done_twice() -> None:
    made, out = laid(changing(a=ExerciseChange(swap="b")), "a", "b")
    assert (list(made), out) == (["b"], ("a",))
    made, out = laid(changing(a=ExerciseChange(swap="c"), b=ExerciseChange(swap="c")), "a", "b")
    assert (list(made), out) == (["c"], ("b",))
    _, ((one,),) = as_programme(changing(a=ExerciseChange(swap="b")), SMALL, programme(("a", "b")))
    assert one.reason == "your plan puts B in its place, which is in the session already"


def test_two_may_change_places() -> None:
    made, out = laid(changing(a=ExerciseChange(swap="b"), b=ExerciseChange(swap="a")), "a", "b")
    assert (list(made), out) == (["b", "a"], ())


def test_a_swap_may_bring_what_is_left_out_elsewhere() -> None:
    plan = changing(a=ExerciseChange(swap="b"), b=ExerciseChange(leave_out=True))
    assert laid(plan, "a", "b") == ({"b": SMALL.exercises["b"].dose}, ("b",))


def test_a_list_of_ones_own_becomes_a_programme_of_one_phase() -> None:
    made, (out,) = as_programme(read(OWN), shipped(), starter())
    (phase,) = made.phases
    assert (made.id, made.name, phase.title) == (OWN_ID, "After the knee", "After the knee")
    assert [item.exercise for item in phase.items] == ["quad-set", "knee-heel-slide"]
    assert (phase.frequency.plan, phase.frequency.rounds, out) == (5, 2, ())
    assert as_programme(replace(read(OWN), name=""), shipped(), starter())[0].name == OWN_NAME


@pytest.mark.parametrize(
    ("sessions", "days", "plan"),
    [(None, 0, 3), (None, 1, 2), (None, 2, 2), (None, 6, 4), (5, 0, 5), (1, 0, 1), (2, 5, 2)],
)
def test_sessions_and_days_say_how_often(sessions: int | None, days: int, plan: int) -> None:
    week = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[:days]
    made, _ = as_programme(Plan(sessions=sessions, days=week), shipped(), starter())
    often = made.phases[0].frequency
    assert often.plan == plan
    assert often.at_least <= often.plan <= often.at_most


def test_notes_go_with_what_is_done() -> None:
    plan = changing(
        a=ExerciseChange(swap="b", note="Instead."), b=ExerciseChange(note="With a chair.")
    )
    wanted = [Prescription(SMALL.exercises[name], SMALL.exercises[name].dose) for name in "abc"]
    noted = {one.exercise.id: one.note for one in with_notes(wanted, plan)}
    assert noted == {"a": "", "b": "Instead. With a chair.", "c": ""}


@pytest.mark.long
@given(plan=plans())
@settings(max_examples=60)
def test_any_plan_fits_and_makes_nothing_longer_than_it_says(plan: Plan) -> None:
    before, _ = as_programme(replace(plan, changes={}, limits=Limits()), shipped(), starter())
    made, out = as_programme(plan, shipped(), starter())
    for old, new, left in zip(before.phases, made.phases, out, strict=True):
        asked = [item.exercise for item in old.items]
        done = doses(new)
        assert len(done) == len(new.items)
        assert len(asked) == len(done) + len(left)
        for name, dose in doses(old).items():
            change = plan.changes.get(name)
            if change is None or change.leave_out or change.swap or change.hold:
                continue
            if name in done:
                assert done[name] == apply_change(dose, change.dose)
        quiet = all(c.dose == DoseChange() and c.hold is None for c in plan.changes.values())
        if quiet:
            longer = sum(map(work_seconds, done.values()))
            assert longer <= sum(map(work_seconds, doses(old).values()))


def test_a_note_alone_changes_nothing_of_what_is_done() -> None:
    noted = changing(a=ExerciseChange(note="Slowly."))
    made, out = as_programme(noted, SMALL, programme(("a", "b")))
    assert made == programme(("a", "b"))
    assert out == ((),)
    held, _ = laid(changing(a=ExerciseChange(hold=7)), "a")
    assert held["a"].tempo == (2, 7, 3)
    timed, _ = laid(changing(long=ExerciseChange(hold=7)), "long")
    assert timed["long"] == SMALL.exercises["long"].dose, "what has no tempo holds nothing"
