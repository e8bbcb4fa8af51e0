from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_builders import move, shipped
from rule_cases import CATALOGUE, prescribed

from rehab_tui.catalogue.dose import work_seconds
from rehab_tui.catalogue.lists import FLAGS, STOP_FLAGS, with_implied
from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.choose import choose
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.precedence import ORDER, Settled, barred, reaches, settle
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules import effort, gaps, nerves, pain, soreness
from rehab_tui.programme.variants import blocked

SHIPPED = shipped()
ALL = list(SHIPPED.exercises.values())


def says(rule: str, **effect: object) -> Decision:
    return Decision(rule, f"{rule} says so", effect=Effect(**effect))  # type: ignore[arg-type]


def brief(settled: Settled) -> list[tuple[str, int | None, str]]:
    return [(p.exercise.id, p.dose.reps, p.variant) for p in settled.prescriptions]


def test_nothing_decided_changes_nothing() -> None:
    session = prescribed("march", "leg-raise", "breathe")
    assert settle((), session, CATALOGUE) == Settled(session)


def test_a_factor_reaches_all_but_the_warm_up() -> None:
    settled = settle(
        [says("PM5", factor=0.75)], prescribed("march", "step-up", "breathe"), CATALOGUE
    )
    assert [p.dose.seconds or p.dose.reps for p in settled.prescriptions] == [60, 7, 90]


def test_what_is_left_out_by_name_is_no_warm_up_either() -> None:
    by_name = says("SC2", exercise="march", leave_out=True)
    by_region = says("SO6", region=CATALOGUE.exercises["march"].region, leave_out=True)
    eased = says("PM2r", exercise="march", level_down=True)
    for decision, left in ((by_name, ["breathe"]), (by_region, ["march", "breathe"]),
                           (eased, ["march", "breathe"])):  # fmt: skip
        settled = settle([decision], prescribed("march", "breathe"), CATALOGUE)
        assert [p.exercise.id for p in settled.prescriptions] == left


def test_factors_are_never_multiplied_and_the_stronger_is_named() -> None:
    gap, morning = says("G3", factor=0.5, holds=True), says("PM5", factor=0.75, holds=True)
    settled = settle([morning, gap], prescribed("step-up"), CATALOGUE)
    assert brief(settled) == [("step-up", 5, "base")]
    assert [d.rule for d in settled.decisions] == ["G3"]
    assert settled.decisions[0].rests_on == ("also: PM5 says so (PM5)",)


@pytest.mark.parametrize(
    ("effects", "named", "left"),
    [
        ([("PM5", {"factor": 0.75}), ("PM2r", {"level_down": True})], "PM2r", "leg-raise"),
        ([("PM8", {"factor": 0.5}), ("PM3", {"level_down": True})], "PM8", "step-up"),
        ([("G3", {"factor": 0.51}), ("PM5", {"level_down": True})], "PM5", "leg-raise"),
        ([("SO6", {"leave_out": True}), ("G3", {"factor": 0.25})], "SO6", None),
        ([("PR8", {"leave_out": True}), ("PM3", {"leave_out": True})], "PM3", None),
        ([("PR6", {"factor": 0.75}), ("G2", {"factor": 0.75})], "G2", "step-up"),
    ],
)
def test_the_strongest_is_done(
    effects: list[tuple[str, dict[str, object]]], named: str, left: str | None
) -> None:
    decisions = [says(rule, **effect) for rule, effect in effects]
    settled = settle(decisions, prescribed("step-up"), CATALOGUE)
    assert [d.rule for d in settled.decisions] == [named]
    assert [p.exercise.id for p in settled.prescriptions] == ([left] if left else [])
    assert [out.rule for out in settled.left_out] == ([] if left else [named])


def test_one_level_down_is_the_chain_then_the_easier_way_then_half() -> None:
    session = prescribed("leg-raise", "bridge", "glide", "knee-slide")
    settled = settle([says("PM5", level_down=True)], session, CATALOGUE)
    done = settled.prescriptions
    assert [p.exercise.id for p in done] == ["quad-set", "bridge", "glide", "knee-slide"]
    assert done[0].instead_of == "leg-raise"
    assert (done[1].variant, done[1].dose.reps) == ("easier", 6)
    assert (done[2].variant, done[2].dose.sets) == ("easier", 1)
    assert done[3].dose.reps == 4


def test_one_level_down_from_the_harder_way_is_the_base_one() -> None:
    (one,) = prescribed("leg-raise")
    harder = replace(one, variant="harder", dose=replace(one.dose, reps=12), base_dose=one.dose)
    settled = settle([says("PM5", level_down=True)], [harder], CATALOGUE)
    assert brief(settled) == [("leg-raise", 10, "base")]


def test_nothing_comes_in_twice_nor_where_it_is_barred() -> None:
    both = settle([says("PM5", level_down=True)], prescribed("quad-set", "leg-raise"), CATALOGUE)
    assert [p.exercise.id for p in both.prescriptions] == ["quad-set", "leg-raise"]
    held = says("PM3", exercise="leg-raise", leave_out=True)
    down = settle([says("PM5", level_down=True), held], prescribed("step-up"), CATALOGUE)
    assert [p.exercise.id for p in down.prescriptions] == ["quad-set"]
    gear = settle(
        [says("PM5", level_down=True)], prescribed("leg-raise"), CATALOGUE,
        unusable=frozenset({"quad-set"}),
    )  # fmt: skip
    assert [(p.exercise.id, p.dose.sets) for p in gear.prescriptions] == [("leg-raise", 1)]


def test_what_reaches_nothing_is_not_said_and_information_is() -> None:
    elsewhere = says("SO3", region="neck", level_down=True)
    told = Decision("PM9", "all is well")
    settled = settle([elsewhere, told], prescribed("step-up"), CATALOGUE)
    assert settled.decisions == (told,)


def test_who_has_done_something_somewhere_is_said_for_that_alone() -> None:
    region, whole = says("SO3", region="knee", level_down=True), says("PM5", factor=0.75)
    settled = settle([whole, region], prescribed("leg-raise", "press-up"), CATALOGUE)
    assert [d.rule for d in settled.decisions] == ["SO3", "PM5"]
    assert settled.decisions[0].rests_on == ("also: PM5 says so (PM5)",)
    assert settled.decisions[1].rests_on == ()


def test_holds_reach_their_exercise_region_or_all() -> None:
    one = settle([says("PM7", exercise="step-up", holds=True)], prescribed("step-up"), CATALOGUE)
    assert one.held_by(move("step-up"))
    assert not one.held_by(move("other"))
    assert not one.held_by()
    assert [d.rule for d in one.decisions] == ["PM7"]
    region = settle([says("SO2", region="hip", holds=True)], prescribed("step-up"), CATALOGUE)
    assert region.held_by(move("a", region="hip"))
    assert not region.held_by()
    whole = settle([says("G2", factor=0.75)], prescribed("step-up"), CATALOGUE)
    assert whole.held_by()
    assert whole.held_by(move("a"))
    assert not settle((), (), CATALOGUE).held_by()


def test_what_is_barred_covers_exercise_region_and_purpose() -> None:
    decisions = [
        says("PM3", exercise="bridge", leave_out=True),
        says("SO6", region="knee", purpose="strength", leave_out=True),
        says("PM5", factor=0.75),
    ]
    assert barred(decisions, CATALOGUE) == {"bridge", "quad-set", "leg-raise", "step-up"}


def test_what_is_barred_is_what_is_left_out() -> None:
    nowhere = says("SO6", exercise="bridge", region="knee", leave_out=True)
    assert not reaches(nowhere.effect or Effect(), CATALOGUE.exercises["bridge"])
    assert barred([nowhere], CATALOGUE) == frozenset()


def test_a_flares_half_is_not_halved_again() -> None:
    flare = frozenset({"inflammatory_flare"})
    a = move("a", care=flare, dose=Dose(sets=1, reps=10, tempo=(1, 0, 1)))
    half = Prescription(a, replace(a.dose, reps=5))
    for effect, reps in (({"factor": 0.5}, 5), ({"level_down": True}, 5), ({"factor": 0.25}, 2)):
        settled = settle([says("PM5", **effect)], [half], CATALOGUE, flare)
        assert [p.dose.reps for p in settled.prescriptions] == [reps]


def test_every_rule_stands_where_its_step_says() -> None:
    rules = [*pain.RULES, *nerves.RULES, *soreness.RULES, *effort.RULES, *gaps.RULES]
    ranked = sorted((ORDER.index(r.id) if r.id in ORDER else 99, r.step, r.id) for r in rules)
    steps = [step for _, step, _ in ranked]
    assert steps == sorted(steps)
    assert len({r.id for r in rules}) == len(rules)


factors = st.sampled_from([0.25, 0.5, 0.6, 0.75, 0.9, 1.0])
effects = st.builds(
    Effect,
    exercise=st.none() | st.sampled_from([e.id for e in ALL]),
    region=st.none() | st.sampled_from(sorted({e.region for e in ALL})),
    purpose=st.none() | st.none() | st.sampled_from(["strength", "mobility", "nerve-glide"]),
    leave_out=st.sampled_from([False, False, True]),
    level_down=st.booleans(),
    factor=factors,
    holds=st.booleans(),
)
broad = st.builds(Effect, level_down=st.booleans(), factor=factors, holds=st.booleans())
decisions = st.lists(
    st.builds(
        Decision,
        rule=st.sampled_from(ORDER),
        reason=st.sampled_from(["this", "that"]),
        effect=effects | broad | st.none(),
    ),
    max_size=6,
)
flags = st.frozensets(st.sampled_from(sorted(FLAGS.keys() - STOP_FLAGS)), max_size=4).map(
    with_implied
)
names = st.lists(st.sampled_from(sorted(SHIPPED.exercises)), min_size=1, max_size=7, unique=True)


def after_flags(ids: list[str], profile: Profile) -> tuple[Prescription, ...]:
    exercises = [SHIPPED.exercises[name] for name in ids]
    wanted = [Prescription(e, e.dose, warm_up=e.purpose == "warm-up") for e in exercises]
    return choose(wanted, SHIPPED, profile).prescriptions


@given(decisions=decisions, ids=names, flags=flags, seed=st.integers(0, 99))
def test_whatever_is_decided_nothing_becomes_harder(
    decisions: list[Decision], ids: list[str], flags: frozenset[str], seed: int
) -> None:
    session = after_flags(ids, Profile(flags=flags))
    settled = settle(decisions, session, SHIPPED, flags)
    out = {one.exercise.id for one in settled.left_out}
    before = [one for one in session if one.exercise.id not in out]
    assert len(before) == len(settled.prescriptions)
    for was, now in zip(before, settled.prescriptions, strict=True):
        assert work_seconds(now.dose) <= work_seconds(was.dose)
        assert 1 <= now.dose.sets <= was.dose.sets
        assert (now.dose.reps or 1) >= 1
        assert not blocked(now.exercise, flags)
        assert now.exercise.id not in barred(decisions, SHIPPED) or was.warm_up
        if now.exercise is was.exercise:
            assert (now.dose.reps or 0) <= (was.dose.reps or 0)
            assert (now.dose.seconds or 0) <= (was.dose.seconds or 0)
        if was.warm_up:
            assert now == was
    ids = [one.exercise.id for one in settled.prescriptions]
    assert len(ids) == len(set(ids))
    mixed = list(decisions)
    Random(seed).shuffle(mixed)
    assert settle(mixed, session, SHIPPED, flags) == settled
    assert settle((), settled.prescriptions, SHIPPED, flags).prescriptions == settled.prescriptions


@given(decisions=decisions, ids=names)
def test_each_exercise_is_reduced_once_and_as_the_strongest_alone_would(
    decisions: list[Decision], ids: list[str]
) -> None:
    session = after_flags(ids, Profile())[:1]
    together = settle(decisions, session, SHIPPED)
    alone = [
        settle([one], session, SHIPPED, unusable=barred(decisions, SHIPPED)) for one in decisions
    ]
    assert together.prescriptions in [one.prescriptions for one in alone] or (
        together.prescriptions == session
    )


def test_one_level_down_from_a_harder_way_is_never_more_work() -> None:
    """Where the harder way is the shorter one, its base is no step down."""
    step_up = CATALOGUE.exercises["step-up"]
    hard = Prescription(
        step_up, replace(step_up.dose, reps=4), variant="harder", base_dose=step_up.dose
    )
    (found,) = settle([says("PM2r", level_down=True)], (hard,), CATALOGUE).prescriptions
    assert (found.exercise.id, found.dose.reps) == ("leg-raise", 4)
    longer = replace(hard, dose=replace(step_up.dose, reps=14))
    (found,) = settle([says("PM2r", level_down=True)], (longer,), CATALOGUE).prescriptions
    assert (found.exercise.id, found.dose.reps, found.variant) == ("step-up", 10, "base")


def test_what_the_key_for_harder_leads_back_to_is_eased_as_well() -> None:
    step_up = CATALOGUE.exercises["step-up"]
    gentle = Prescription(
        step_up, replace(step_up.dose, reps=6), variant="easier", base_dose=step_up.dose
    )
    (found,) = settle([says("PM5", factor=0.5)], (gentle,), CATALOGUE).prescriptions
    assert found.base_dose is not None
    assert (found.dose.reps, found.base_dose.reps) == (3, 5)


def test_one_level_down_says_why_on_every_way() -> None:
    down = says("PM2r", level_down=True)
    step_up, bridge = CATALOGUE.exercises["step-up"], CATALOGUE.exercises["bridge"]
    hard = Prescription(
        step_up, replace(step_up.dose, reps=14), variant="harder", base_dose=step_up.dose
    )
    for one, exercise in (
        (hard, "step-up"),
        (Prescription(step_up, step_up.dose), "leg-raise"),
        (Prescription(bridge, bridge.dose), "bridge"),
    ):
        (found,) = settle([down], (one,), CATALOGUE).prescriptions
        assert (found.exercise.id, found.reason) == (exercise, "PM2r says so")


def test_only_in_a_flare_is_a_level_down_taken_for_done() -> None:
    """What CO7 has halved is not lowered again; without the flare it is."""
    tender = replace(CATALOGUE.exercises["bridge"], care=frozenset({"inflammatory_flare"}))
    one, down = Prescription(tender, tender.dose), says("PM2r", level_down=True)
    flare = frozenset({"inflammatory_flare"})
    assert settle([down], (one,), CATALOGUE, flare).prescriptions == (one,)
    (found,) = settle([down], (one,), CATALOGUE).prescriptions
    assert (found.variant, found.dose.reps) == ("easier", 6)


def test_what_is_in_its_easier_way_already_goes_no_lower() -> None:
    bridge = CATALOGUE.exercises["bridge"]
    easier = Prescription(
        bridge, replace(bridge.dose, reps=6), variant="easier", base_dose=bridge.dose
    )
    down = says("PM2r", level_down=True)
    assert settle([down], (easier,), CATALOGUE).prescriptions == (easier,)


def test_half_is_half_also_where_a_level_down_is_asked_for() -> None:
    both = says("PM5", level_down=True, factor=0.5)
    settled = settle([both], prescribed("leg-raise"), CATALOGUE)
    assert brief(settled) == [("leg-raise", 5, "base")]


def test_back_on_the_base_way_its_flag_warns_and_nothing_is_held_long() -> None:
    (one,) = prescribed("leg-raise")
    tender = replace(one.exercise, care=frozenset({"hypertension"}))
    base = replace(one.dose, reps=3, tempo=(2.0, 20.0, 3.0))
    harder = replace(
        one, exercise=tender, variant="harder", base_dose=base,
        dose=replace(base, tempo=(2.0, 30.0, 3.0)),
    )  # fmt: skip
    down = [says("PM5", level_down=True)]
    (free,) = settle(down, [harder], CATALOGUE).prescriptions
    (held,) = settle(down, [harder], CATALOGUE, frozenset({"hypertension"})).prescriptions
    assert (free.variant, held.variant) == ("base", "base")
    assert free.dose == base
    assert held.dose.tempo is not None
    assert held.dose.tempo[1] < 20
