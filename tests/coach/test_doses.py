"""The doses of a prescription's JSON, read without a catalogue."""

from __future__ import annotations

import json
from typing import Any

import pytest
from coach_builders import prescription

from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.doses import doses_of, entries_in, warm_ups_of
from rehab_tui.coach.store import prescription_json

BOX = Dose(sets=2, seconds=60, pattern=(4, 7, 8, 0))
REPS = Dose(sets=3, reps=8, tempo=(2, 1.5, 3), rest=30, sides="each", load="5 kg")
TEXT = prescription_json(
    [prescription(BOX, id="breathe", warm_up=True), prescription(REPS), prescription(id="last")]
)


def with_dose(**changes: Any) -> str:
    """The second entry with these values of its dose."""
    data = json.loads(TEXT)
    data[1]["dose"].update(changes)
    return json.dumps(data)


def test_each_place_has_its_exercise_and_its_dose() -> None:
    assert doses_of(TEXT) == (
        ("breathe", BOX),
        ("bridge", REPS),
        ("last", Dose(sets=2, reps=10, tempo=(2, 1, 3), rest=30)),
    )


def test_the_places_of_the_warm_up() -> None:
    assert warm_ups_of(TEXT) == {0}
    data = json.loads(TEXT)
    data[0]["warm_up"], data[2]["warm_up"] = 1, True
    assert warm_ups_of(json.dumps(data)) == {2}, "only a plain yes is one"
    assert warm_ups_of("[1]") == warm_ups_of("{") == frozenset()


@pytest.mark.parametrize(
    "changes",
    [
        {"sets": -1},
        {"sets": 10_001},
        {"sets": 2.0},
        {"sets": True},
        {"sets": None},
        {"reps": "8"},
        {"tempo": [2, 1]},
        {"tempo": [2, 1, 3, 0]},
        {"tempo": [2, 1, "3"]},
        {"tempo": [2, 1, True]},
        {"tempo": [2, -1, 3]},
        {"tempo": {"a": 2}},
        {"pattern": [4, 7, 8]},
        {"sides": "top"},
        {"load": 5},
    ],
)
def test_of_a_damaged_text_nothing_is_known(changes: dict[str, Any]) -> None:
    assert doses_of(with_dose(**changes)) == ()


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", "[{}]", '[{"exercise": 1, "dose": {}}]', "[NaN]", "[" * 100_000]
)
def test_of_what_is_no_prescription_nothing_is_known(text: str) -> None:
    assert doses_of(text) == ()


def test_what_is_just_allowed() -> None:
    assert doses_of(with_dose(sets=10_000, rest=0, tempo=[0.5, 0, 0]))[1][1].sets == 10_000
    assert doses_of(with_dose(load=None))[1][1].load is None
    assert doses_of(with_dose(later=1)) == doses_of(TEXT), "what a later version may add"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "is no list"),
        ("[Infinity]", "Infinity is no number of a prescription"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_wrong_is_told(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        entries_in(text)
