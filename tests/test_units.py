"""Kilograms and centimetres, or pounds and inches: words differ, what is kept does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.catalogue import in_imperial
from rehab_tui.catalogue.dose import dose_text
from rehab_tui.catalogue.model import Dose, DoseChange
from rehab_tui.practice.context import shipped_catalogue, spelled
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.words import change_words
from rehab_tui.units import in_pounds, in_units, use_units


@pytest.fixture
def imperial() -> Iterator[None]:
    use_units("imperial")
    yield
    use_units("metric")


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        ("Hold 1 kg in each hand, and later up to 2 kg.",
         "Hold 2 lb in each hand, and later up to 4.5 lb."),
        ("light hand weights of 0.5 to 2 kg", "light hand weights of 1 to 4.5 lb"),
        ("a sock with half a kilo of rice", "a sock with one pound of rice"),
        ("low step of 10 to 20 cm with a rail", "low step of 4 to 8 inches with a rail"),
        ("Lift it 2 to 3 centimetres.", "Lift it 1 inch."),
        ("22 kg", "48.5 lb"), ("0.2 kg", "0.5 lb"), ("5 lb", "5 lb"), ("red band", "red band"),
        ("2 sets of 10, 40 seconds", "2 sets of 10, 40 seconds"), ("10 kgs", "10 kgs"),
        ("v1.5 kg", "v1.5 kg"), ("half-litre bottles", "half-litre bottles"),
    ],
)  # fmt: skip
def test_words(metric: str, said: str) -> None:
    assert in_pounds(metric) == said
    assert in_pounds(said) == said, "once is enough"
    assert in_units(metric) == metric


@given(st.text(max_size=60))
def test_words_without_a_measure_stay(text: str) -> None:
    if not re.search(r"\d ?(kg|cm|centimet)|half a kilo", text):
        assert in_pounds(text) == text


@given(st.decimals(min_value="0.5", max_value="100", places=2))
def test_what_is_said_is_near_what_is_meant(kilos: Any) -> None:
    (number,) = re.findall(r"([\d.]+) lb", in_pounds(f"{kilos} kg"))
    assert abs(float(number) * 0.45359237 - float(kilos)) <= 0.12


def test_doses_offers_and_changes_are_said_in_them(imperial: None) -> None:
    dose = Dose(2, 10, load="2.5 kg")
    assert dose_text(dose) == "2 sets of 10, 5.5 lb"
    assert dose.load == "2.5 kg"
    offer = Decision("PR2", "3 kg in place of 2.5 kg", change="load=3 kg@2x10+2.5 kg")
    assert "6.5 lb in place of 5.5 lb" in offer.words
    assert offer.reason == "3 kg in place of 2.5 kg"
    assert change_words("load=3 kg@2x10+2.5 kg", {}) == "load 6.5 lb"


def words_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from words_in(one)
    elif is_dataclass(value) and not isinstance(value, Dose | DoseChange):
        for field in fields(value):
            if field.name != "figure":
                yield from words_in(getattr(value, field.name))


def test_the_catalogue_is_said_in_them_and_its_doses_are_kept() -> None:
    catalogue = shipped_catalogue()
    metric = re.compile(r"\d ?(kg|cm|centimet)|\bkilo", re.IGNORECASE)
    before = [text for one in catalogue.exercises.values() for text in words_in(one)]
    assert sum(bool(metric.search(text)) for text in before) > 20, "there is something to say"
    said = in_imperial(catalogue)
    after = [text for one in said.exercises.values() for text in words_in(one)]
    assert [text for text in after if metric.search(text)] == []
    assert list(said.exercises) == list(catalogue.exercises)
    for name, one in catalogue.exercises.items():
        other = said.exercises[name]
        assert (one.id, one.dose, one.figure) == (other.id, other.dose, other.figure)
        for way, same in ((one.easier, other.easier), (one.harder, other.harder)):
            assert (way and (way.to, way.dose)) == (same and (same.to, same.dose))


def test_what_is_asked_for_follows_the_units_in_use() -> None:
    catalogue, reads = shipped_catalogue(), []

    def read() -> Any:
        reads.append(1)
        return catalogue

    source = spelled(read)
    try:
        assert source() is catalogue
        use_units("imperial")
        there = source()
        assert there is not catalogue
        assert source() is there
    finally:
        use_units("metric")
    assert source() is catalogue
    assert len(reads) == 1
