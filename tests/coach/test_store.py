from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from coach_builders import (
    courses,
    exercise,
    play,
    prescription,
    prescriptions,
    programmes,
    reps,
    seconds,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Event, Prescription
from rehab_tui.coach.store import (
    prescription_json,
    read_prescription,
    results_of,
    with_prescription,
)
from rehab_tui.coach.timeline import compile_steps
from rehab_tui.journal.records import SetRecord

quick = settings(max_examples=20, deadline=None)

words = st.none() | st.text(max_size=20)
stored = st.builds(
    Prescription,
    exercise=st.sampled_from(("bridge", "bird-dog")).map(exercise),
    dose=prescriptions.map(lambda one: one.dose),
    variant=st.sampled_from(("base", "easier", "harder")),
    instead_of=words,
    reason=words,
    warning=words,
    warm_up=st.booleans(),
    counted=st.booleans(),
    first_side=st.sampled_from(("right", "left")),
    base_dose=st.none() | prescriptions.map(lambda one: one.dose),
    new=st.booleans(),
)
stored = st.builds(replace, stored, above=st.none() | st.builds(replace, stored, above=stored))
CATALOGUE = {name: exercise(name) for name in ("bridge", "bird-dog")}


@quick
@given(st.lists(stored, max_size=4).map(tuple))
def test_what_is_written_is_read_back(plan: tuple[Prescription, ...]) -> None:
    text = prescription_json(plan)
    assert text.isascii()
    read = read_prescription(text, CATALOGUE)
    assert read.prescriptions == plan
    assert read.missing == ()
    assert read.places == tuple(range(len(plan)))


def test_an_exercise_that_is_gone_is_left_out_and_named() -> None:
    plan = (prescription(reps(), id="plank"), prescription(seconds(pattern=(4, 0, 6, 0))))
    read = read_prescription(prescription_json(plan), CATALOGUE)
    assert (read.prescriptions, read.missing, read.places) == (plan[1:], ("plank",), (1,))


@quick
@given(st.lists(stored, min_size=1, max_size=4).map(tuple), stored, st.data())
def test_one_place_can_be_written_anew(
    plan: tuple[Prescription, ...], other: Prescription, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(plan) - 1))
    text = with_prescription(prescription_json(plan), place, other)
    assert text == prescription_json((*plan[:place], other, *plan[place + 1 :]))
    assert with_prescription(text, place, other) == text


@pytest.mark.parametrize(("text", "place"), [("[]", 0), ("{", 0), ("{}", 0), ("[1]", -1)])
def test_a_place_that_is_not_there_is_refused(text: str, place: int) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        with_prescription(text, place, prescription())


def test_an_empty_prescription_is_read() -> None:
    assert read_prescription("[]", CATALOGUE).prescriptions == ()


GOOD = json.loads(prescription_json([prescription(reps(load="red band"))]))[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[1]",
        "[NaN]",
        "[" * 100_000,
        "null",
        prescription_json([prescription(reps())])[:-5],
    ],
)
def test_damaged_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        read_prescription(text, CATALOGUE)


@pytest.mark.parametrize(
    "change",
    [
        {"exercise": 7},
        {"exercise": None},
        {"dose": None},
        {"dose": {}},
        {"variant": "hardest"},
        {"variant": []},
        {"reason": 4},
        {"warm_up": 1},
        {"counted": "yes"},
        {"first_side": "both"},
        {"fresh": 1},
        {"base_dose": 3},
        {"base_dose": {"sets": 2}},
        {"new": None},
        {"new": 0},
        {"above": 1},
        {"above": {}},
        {"above": {**GOOD, "new": "x"}},
        *({"dose": {**GOOD["dose"], **dose}} for dose in (
            {"sets": "2"},
            {"sets": None},
            {"sets": True},
            {"sets": -1},
            {"sets": 10**9},
            {"reps": 2.0},
            {"tempo": [1, 2]},
            {"tempo": [1, 2, "3"]},
            {"tempo": [1, 2, -3]},
            {"tempo": [1, 2, True]},
            {"pattern": 4},
            {"sides": "all"},
            {"new": 1},
        )),
    ],
)  # fmt: skip
def test_a_value_that_was_never_written_is_refused(change: dict[str, object]) -> None:
    assert read_prescription(json.dumps([GOOD]), CATALOGUE).prescriptions
    with pytest.raises(ValueError, match=r"prescription|dose"):
        read_prescription(json.dumps([{**GOOD, **change}]), CATALOGUE)


def test_a_field_that_is_missing_is_named() -> None:
    entry = {key: value for key, value in GOOD.items() if key != "counted"}
    with pytest.raises(ValueError, match="lacks counted"):
        read_prescription(json.dumps([entry]), CATALOGUE)


def test_what_an_older_version_did_not_write_is_not_missed() -> None:
    later = ("base_dose", "new", "above")
    entry = {key: value for key, value in GOOD.items() if key not in later}
    (read,) = read_prescription(json.dumps([entry]), CATALOGUE).prescriptions
    assert (read.base_dose, read.new, read.above) == (None, False, None)
    assert compile_steps([read])[0].seconds == 10


def test_the_way_back_to_an_exercise_that_is_gone_is_gone() -> None:
    lower = replace(prescription(reps()), above=prescription(reps(), id="plank"))
    (read,) = read_prescription(prescription_json([lower]), CATALOGUE).prescriptions
    assert read == replace(lower, above=None)


def test_a_way_back_without_an_end_is_refused() -> None:
    entry = GOOD
    for _ in range(150):
        entry = {**GOOD, "above": entry}
    with pytest.raises(ValueError, match="too deeply"):
        read_prescription(json.dumps([entry]), CATALOGUE)


def test_a_tempo_without_an_end_is_refused() -> None:
    text = json.dumps([GOOD]).replace("[2, 1, 3]", "[2, 1, 1e999]")
    with pytest.raises(ValueError, match="tempo"):
        read_prescription(text, CATALOGUE)


def record(item: int, number: int) -> SetRecord:
    return SetRecord(
        at=datetime(2026, 1, 5, tzinfo=UTC),
        session="s",
        item=item,
        exercise="bridge",
        number=number,
        reps=9,
        reps_prescribed=10,
    )


@quick
@given(programmes, courses())
def test_results_come_back_from_their_records(
    plan: tuple[Prescription, ...], events: list[Event]
) -> None:
    results = play(begin(plan), events)[0].results
    records = [
        SetRecord(
            at=datetime(2026, 1, 5, tzinfo=UTC),
            session="s",
            item=one.item,
            exercise="bridge",
            number=one.number,
            side=one.side,
            reps=one.reps,
            reps_prescribed=one.reps_prescribed,
            seconds=one.seconds,
            seconds_prescribed=one.seconds_prescribed,
        )
        for one in results
    ]
    assert results_of(records) == results


def test_sets_of_an_exercise_that_is_gone_are_left_out_and_the_others_move_up() -> None:
    records = [record(0, 1), record(1, 1), record(2, 2)]
    found = results_of(records, places=(1, 2))
    assert [(one.item, one.number) for one in found] == [(0, 1), (1, 2)]
