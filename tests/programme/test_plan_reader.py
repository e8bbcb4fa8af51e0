from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_samples import FULL, OWN, plans, read, told
from programme_builders import shipped

from each import each
from hostile import HOSTILE
from rehab_tui.catalogue.model import DoseChange, Item
from rehab_tui.catalogue.problems import Problems
from rehab_tui.programme.limits import Limits
from rehab_tui.programme.plan import NO_PLAN, ExerciseChange, Plan, Therapist
from rehab_tui.programme.plan_reader import SAFETY, read_plan
from rehab_tui.programme.plan_writer import plan_text, with_programme


def test_a_whole_plan_is_what_it_says() -> None:
    assert read(FULL) == Plan(
        programme="mobility-starter",
        sessions=3,
        rounds=2,
        days=("mon", "wed", "fri"),
        minutes=20,
        therapist=Therapist("Dr. Ada: knees", date(2027, 1, 15)),
        precautions=("Never above shoulder height.",),
        changes={
            "glute-bridge": ExerciseChange(DoseChange(sets=1, reps=8), 5.0, note="Slowly"),
            "cat-cow": ExerciseChange(swap="pelvic-tilt", note="Until June."),
            "wall-push-up": ExerciseChange(leave_out=True),
        },
        limits=Limits(pain_green=1, gap_factor=0.5),
    )


def test_a_list_of_ones_own_is_what_it_says() -> None:
    items = (Item("quad-set", DoseChange(sets=2)), Item("knee-heel-slide"))
    assert read(OWN) == Plan(items=items, name="After the knee", sessions=5, rounds=2)


def test_the_shortest_plan_says_nothing() -> None:
    assert read("schema: 1\n") == NO_PLAN


def test_days_stand_in_the_order_of_the_week() -> None:
    assert read("{schema: 1, days: [sun, mon, wed]}").days == ("mon", "wed", "sun")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("days: [mon, ^mon]", "'mon' is listed twice. Keep one of them."),
        ("days: [^monday]", "an entry of 'days' can't be 'monday'. Did you mean mon?"),
        ("days: ^[]", "'days' has 0 entries. It takes 1 to 7."),
        ("minutes: ^4", "'minutes' must be a whole number from 5 to 90, not 4"),
        ("minutes: ^20.0", "'minutes' must be a whole number from 5 to 90, not 20.0. Write 20."),
        ("minutes: ^'20'", "'minutes' must be a whole number from 5 to 90, not '20'. Write it"),
        ("minutes: ^2_0", "'minutes' must be a whole number"),
        ("minutes: ^true", "'minutes' must be a whole number from 5 to 90, not true"),
        ("programme: ^mobility-startr", "there is no programme 'mobility-startr'. Did you mean"),
        ("programme: ^own-plan", "there is no programme 'own-plan'. See 'rehab plan list'."),
        ("^programe: mobility-starter", "a plan has no key 'programe'. Did you mean programme?"),
        ("name: ^Mine", "'name' is the name of a list of 'items', and there is none. Take it out"),
        ("items: ^[{exercise: cat-cow}]", "a list of 'items' needs 'sessions'"),
        ("programme: mobility-starter\nsessions: 2\nitems: ^[{exercise: cat-cow}]",
         "a plan has a 'programme' or 'items' of its own, not both. Take one"),
        ("sessions: 2\nitems: [{exercise: cat-cow}, {exercise: ^cat-cow}]",
         "'cat-cow' is already in this list. Keep one"),
        ("sessions: 2\nitems: [{exercise: ^cat-cw}]", "there is no exercise 'cat-cw'. Did you"),
        ("sessions: 2\nitems: [^{exercise: cat-cow, seconds: 9}]", "this doesn't fit the dose of"),
        ("sessions: 3\ndays: ^[mon, tue]", "3 sessions a week need as many 'days'. Name more"),
        ("sessions: ^8", "'sessions' must be a whole number from 1 to 7, not 8"),
        ("therapist: {review: ^2027-02-30}", "there is no day '2027-02-30'. Look it up"),
        ("therapist: {review: ^20270228}", "'review' must be a day, not 20270228. Write it like"),
        ("therapist: {review: ^2027-W01-1}", "'review' must be a day, not '2027-W01-1'. Write"),
        ("therapist: {review: ^15.1.2027}", "'review' must be a day, not '15.1.2027'. Write"),
        ("therapist: {review: ^0000-01-01}", "there is no day '0000-01-01'"),
        ("therapist: ^Ada", "'therapist' must be a therapist, not 'Ada'. Write key: value."),
        ("precautions: ^Slowly", "'precautions' must be a list, not 'Slowly'."),
        ("precautions: [^5]", "an entry of 'precautions' must be text, not 5. Put it in quotes."),
        ("changes: {^glute-brige: {sets: 1}}", "there is no exercise 'glute-brige'. Did you mean"),
        ("changes: {^Glute bridge: {sets: 1}}", "a key of 'changes' can't be 'Glute bridge'. Use"),
        ("changes: {cat-cow: ^{}}", "this changes nothing. Add a change, or take it out."),
        ("changes: {cat-cow: ^{leave_out: false}}", "this changes nothing."),
        ("changes: {cat-cow: {leave_out: ^yes}}", "'leave_out' must be true or false, not 'yes'."),
        ("changes: {cat-cow: {leave_out: ^true, sets: 2}}", "what is left out has no dose and no"),
        ("changes: {cat-cow: {leave_out: ^true, swap: pelvic-tilt}}", "what is left out has no"),
        ("changes: {cat-cow: {swap: ^cat-cow}}", "an exercise can't take its own place. Name"),
        ("changes: {cat-cow: {swap: ^pelvic-tlt}}", "there is no exercise 'pelvic-tlt'. Did you"),
        ("changes: {cat-cow: ^{seconds: 60}}", "this doesn't fit the dose of 'cat-cow'"),
        ("changes: {cat-cow: ^{swap: box-breathing, reps: 3}}",
         "this doesn't fit the dose of 'box-breathing'"),
        ("changes: {box-breathing: {hold: ^5}}",
         "'box-breathing' is done for seconds and has no hold. Change its 'seconds'."),
        ("changes: {cat-cow: {tempo: [2, 1, 2], hold: ^5}}", "'hold' is the middle number of"),
        ("changes: {cat-cow: {hold: ^0}}", "'hold' must be a number from 1 to 120, not 0"),
        ("limits: {pain_green: ^0}", "'pain_green' must be a whole number from 1 to 5, not 0"),
        ("limits: {gap_factor: ^1.1}", "'gap_factor' must be a number from 0.25 to 1, not 1.1"),
        ("limits: {gap_long: ^61}", "'gap_long' must be a whole number from 1 to 60, not 61"),
        ("limits: {pain_green: ^5}",
         "pain_green has to be below pain_amber. Here pain_green is 5, pain_amber is 5."),
        ("limits: {gap_long: ^30}", "gap_short, gap_long and gap_very_long have to grow"),
        ("limits: {^pain_gren: 2}", "limits has no key 'pain_gren'. Did you mean pain_green?"),
        ("limits: {^systolic: 200}",
         "'systolic' can't be changed in a plan. What stops a session for safety always holds."),
        ("limits: {^ST2: 1}", "'ST2' can't be changed in a plan."),
        ("limits: {^red-flags: 1}", "'red-flags' can't be changed in a plan."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place_and_a_fix(text: str, said: str) -> None:
    line, column = next(
        (number, line.index("^") + 1)
        for number, line in enumerate(text.splitlines(), 2)
        if "^" in line
    )
    found = told(f"schema: 1\n{text.replace('^', '')}\n")
    assert found[0].startswith(f"{line}:{column}: {said}"), found
    assert len(found) == 1


def test_nothing_may_be_left_of_a_phase_only_on_purpose() -> None:
    flare = {
        name: [item.exercise for item in phase.items]
        for name, programme in shipped().programmes.items()
        for phase in programme.phases[:1]
    }
    name, out = next(iter(flare.items()))
    lines = "".join(f"  {one}: {{leave_out: true}}\n" for one in out)
    (said,) = told(f"schema: 1\nprogramme: {name}\nchanges:\n{lines}")
    assert re.match(r"4:3: nothing is left of '.*'. Keep at least one exercise", said)
    kept = lines.replace(f"  {out[0]}: {{leave_out: true}}\n", "")
    assert read(f"schema: 1\nprogramme: {name}\nchanges:\n{kept}").programme == name


def test_every_problem_of_a_file_is_told_at_once() -> None:
    found = told(
        "programme: nothing\ndays: [x]\nminutes: 3\nchanges: {a: {sets: 99}, b: {}}\nmore: 1\n"
    )
    assert len(found) == 9


def test_no_limit_of_the_rules_looks_like_one_that_is_kept_back() -> None:
    for name in Limits.bounds():
        assert not SAFETY & set(name.split("_"))
        low, high = Limits.bounds()[name]
        told(f"schema: 1\nlimits: {{{name}: {low - 1:g}}}")
        told(f"schema: 1\nlimits: {{{name}: {high + 1:g}}}")


@pytest.mark.parametrize(
    "text", ["", "[]", "5", "schema: 2", "a: &x 1", "schema: 1\n---\n", "\x00"]
)
def test_what_is_no_plan_is_told(text: str) -> None:
    assert told(text)


@each("hostile", HOSTILE)
def test_hostile_texts_are_kept_as_they_are_or_refused(hostile: str) -> None:
    plan = Plan(precautions=(hostile,))
    problems = Problems("f")
    found = read_plan(plan_text(plan), problems, shipped())
    if found is None:
        for problem in problems:
            assert str(problem).isprintable()
    else:
        assert found.precautions == (" ".join(hostile.split()),)


def test_of_very_many_mistakes_the_first_hundred_are_told() -> None:
    problems = Problems("f")
    assert (
        read_plan("schema: 1\n" + "".join(f"x{n}: 1\n" for n in range(300)), problems, shipped())
        is None
    )
    assert len(problems) == 100


# --- properties ----------------------------------------------------------------------------------
@given(plan=plans())
@settings(max_examples=20)
def test_a_plan_that_is_written_is_read_as_the_same(plan: Plan) -> None:
    assert read(plan_text(plan)) == plan


def _all_or_nothing(content: bytes | str) -> None:
    problems = Problems("f")
    plan = read_plan(content, problems, shipped())
    assert (plan is None) is bool(problems)
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert "\n" not in str(problem)


@given(content=st.binary(max_size=80) | st.text(max_size=80))
def test_anything_at_all_is_read_or_told(content: bytes | str) -> None:
    _all_or_nothing(content)


_PIECES = [*re.findall(r"[\w-]+|[^\w\s]|\n *| ", FULL + OWN), "5", "-1", "0.5", "true", "\t", "'"]


@given(
    at=st.integers(0, len(FULL)),
    cut=st.integers(0, 30),
    pieces=st.lists(st.sampled_from(_PIECES), max_size=4),
)
def test_a_broken_plan_is_read_or_told(at: int, cut: int, pieces: list[str]) -> None:
    _all_or_nothing(FULL[:at] + "".join(pieces) + FULL[at + cut :])


# --- another programme in the file of a plan
@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("schema: 1\n", "schema: 1\nprogramme: hip-oa\n"),
        ("schema: 1", "schema: 1\nprogramme: hip-oa"),
        ("schema: 1\r\nrounds: 2\r\n", "schema: 1\r\nprogramme: hip-oa\r\nrounds: 2\r\n"),
        ("schema: 1\nprogramme: old-one # mine\n", "schema: 1\nprogramme: hip-oa # mine\n"),
        ('programme:  "old"\nschema: 1\n', "programme:  hip-oa\nschema: 1\n"),
        ("programme: 'old'\r\nschema: 1\n", "programme: hip-oa\r\nschema: 1\n"),
        ("{schema: 1}", None),
        ("schema: 1\nschema: 1\n", None),
        ("programme: a\nprogramme: b\n", None),
        ("", None),
    ],
)
def test_another_programme_changes_one_line(text: str, changed: str | None) -> None:
    assert with_programme(text, "hip-oa") == changed


@pytest.mark.parametrize(
    "name", ["a", "1a", "a1", "A", "true", "null", "-", "é", "a b", "x: y", "'", '"', "yes", "#1"]
)
def test_any_name_is_written_so_that_it_is_read_again(name: str) -> None:
    plan = Plan(therapist=Therapist(name), changes={"cat-cow": ExerciseChange(note=name)})
    assert read(plan_text(plan)) == plan
    assert read(plan_text(Plan(limits=Limits(gap_factor=0.7)))).limits.gap_factor == 0.7
