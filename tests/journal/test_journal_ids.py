"""Ids are valid UUIDv7, and rise."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.journal.ids import IdMaker

MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001
    max_value=datetime(9000, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(MOMENTS)
def test_an_id_is_a_uuid_of_version_7_that_carries_its_moment(moment: datetime) -> None:
    text = IdMaker().new(moment)
    parsed = uuid.UUID(text)
    assert str(parsed) == text
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
    carried = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=parsed.int >> 80)
    assert timedelta() <= moment - carried < timedelta(milliseconds=1)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=200))
def test_ids_of_a_clock_that_never_runs_back_rise(steps: list[int]) -> None:
    maker, moment = IdMaker(), datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
    made = []
    for step in steps:
        moment += timedelta(milliseconds=step)
        made.append(maker.new(moment))
    assert made == sorted(set(made))


def test_two_processes_do_not_make_the_same_id() -> None:
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    assert len({IdMaker().new(moment) for _ in range(500)}) == 500


def test_ids_made_at_once_are_told_apart_by_their_beginning() -> None:
    maker, moment = IdMaker(), datetime(2026, 11, 20, tzinfo=UTC)
    assert len({maker.new(moment)[:13] for _ in range(40)}) == 40


@pytest.mark.parametrize(
    ("drawn", "tail"), [(b"\xff", "-7fff-bfff-ffffffffffff"), (b"\x00", "-7000-8000-000000000000")]
)
def test_all_that_is_left_of_it_is_random(
    monkeypatch: pytest.MonkeyPatch, drawn: bytes, tail: str
) -> None:
    monkeypatch.setattr("os.urandom", lambda size: drawn * size)
    assert IdMaker().new(datetime(2026, 11, 20, tzinfo=UTC))[13:] == tail
