from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.catalogue.lists import FLAGS
from rehab_tui.journal.records import ProfileAnswer
from rehab_tui.practice.profile_words import in_words
from rehab_tui.practice.said import say, say_value
from rehab_tui.programme.screening import QUESTIONS

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("flag.anticoagulant", "yes", "taking a blood thinner"),
        ("flag.anticoagulant", None, "taking a blood thinner, taken back"),
        ("screen.breath", "no", "short of breath while you rest: no"),
        ("birth_check", "yes", "birth check: yes"),
        ("side", None, "side, taken back"),
        ("conditions", "neck,lbp", "conditions: neck pain, low back pain"),
        ("conditions", "neck,of another version", "conditions: neck pain, of another version"),
        ("conditions", "", "conditions: nothing"),
        ("equipment", "mat,band", "equipment: mat, band"),
        ("equipment", "", "equipment: nothing"),
        ("counted.glute-bridge", "key", "how glute-bridge is counted: by key"),
        ("flag.gone", "yes", "flag.gone: yes"),
    ],
)
def test_an_answer_is_told_in_words(key: str, value: str | None, words: str) -> None:
    assert in_words(key, value) == words
    record = ProfileAnswer(at=NOON, key=key, value=value)
    assert say(record) == f"profile: {words}"
    assert say_value(record) == words


def test_no_flag_and_no_question_is_told_by_its_id() -> None:
    for flag in FLAGS:
        assert in_words(f"flag.{flag}", "yes") == FLAGS[flag]
    for one in QUESTIONS:
        assert in_words(f"screen.{one.id}", "yes") == f"{one.said}: yes"


@given(st.text(max_size=20), st.none() | st.text(max_size=20))
def test_whatever_is_stored_is_told(key: str, value: str | None) -> None:
    said = in_words(key, value)
    assert (
        said.endswith(", taken back")
        or (value is not None and ": " in said)
        or said in set(FLAGS.values())
    )
