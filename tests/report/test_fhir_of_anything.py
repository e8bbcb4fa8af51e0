"""The FHIR bundle of whatever may lie in a journal: any moment, any text, any number of entries."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fhir_checks import (
    AT,
    a_function,
    a_pain,
    a_session,
    bundle,
    check,
    numbered,
    of,
    value,
    with_the_library,
)
from fhir_example import DEVICE, MADE_AT
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.journal import records as r
from rehab_tui.journal import vocabulary as v
from rehab_tui.report.fhir import render_fhir

BERLIN = ZoneInfo("Europe/Berlin")


# --- moments ----------------------------------------------------------------
def test_offsets_are_kept_where_the_clocks_change() -> None:
    summer = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    pains = [a_pain(at=summer.replace(fold=1), id=numbered(1)), a_pain(at=summer, id=numbered(2))]
    assert [one["effectiveDateTime"] for one in of(*pains)] == [
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
    ]


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2026, 1, 2, 3, 4, 5, 67_000, tzinfo=UTC), "2026-01-02T03:04:05.067+00:00"),
        (datetime(2026, 1, 2, tzinfo=timezone(timedelta(hours=14))), "2026-01-02T00:00:00+14:00"),
        (
            datetime(2026, 1, 2, tzinfo=timezone(timedelta(hours=-9, minutes=-30))),
            "2026-01-02T00:00:00-09:30",
        ),
        # FHIR knows no wider offset and none with seconds.
        (
            datetime(2026, 1, 2, tzinfo=timezone(timedelta(hours=14, minutes=1))),
            "2026-01-01T09:59:00+00:00",
        ),
        (
            datetime(2026, 1, 2, tzinfo=timezone(timedelta(minutes=53, seconds=28))),
            "2026-01-01T23:06:32+00:00",
        ),
    ],
)
def test_a_moment_is_written_with_its_offset(at: datetime, written: str) -> None:
    (pain,) = of(a_pain(at=at))
    assert pain["effectiveDateTime"] == written
    assert datetime.fromisoformat(written) == at


def test_the_stamp_of_the_bundle_is_the_argument() -> None:
    at = datetime(2026, 7, 1, 9, 0, tzinfo=BERLIN)
    made = json.loads(render_fhir([], made_at=at, device=DEVICE))
    assert made["timestamp"] == "2026-07-01T09:00:00+02:00"


# --- what comes from outside ------------------------------------------------
def test_hostile_text_stays_data(hostile_strings: tuple[str, ...]) -> None:
    records: list[r.Record] = []
    for number, text in enumerate(hostile_strings):
        records.append(r.DoneElsewhere(at=AT, id=numbered(number, 1), what=text))
        records.append(a_pain(exercise=text, id=numbered(number, 2)))
        if text:
            records.append(a_function(text, id=numbered(number, 3)))
    made = bundle(*records)
    assert len(made["entry"]) == 1 + len(records)
    with_the_library(json.dumps(made))


@pytest.mark.parametrize(
    "text", ["<b>&amp;", "{{7*7}}", "שלום", "👩\u200d⚕️ x", "a\\b\"c'", "e\u0301", "\u202eabc"]
)
def test_text_is_otherwise_as_it_was_typed(text: str) -> None:
    assert of(a_function(text))[0]["code"]["text"] == text


def test_a_name_that_is_no_uuid_gets_one() -> None:
    one, other = (of(a_pain(id=identifier))[0] for identifier in ("-" * 36, ""))
    assert one["identifier"] != other["identifier"]


@pytest.mark.long
def test_ten_thousand_entries_and_each_has_its_place() -> None:
    records = [
        record
        for number in range(2_500)
        for record in (
            a_pain(
                at=AT + timedelta(hours=number),
                id=numbered(number, 1),
                site="neck",
                level=number % 11,
            ),
            r.Mood(at=AT + timedelta(hours=number), id=numbered(number, 2), level=1 + number % 5),
            r.Sleep(at=AT + timedelta(hours=number), id=numbered(number, 3), minutes=number % 600),
            a_session(
                at=AT + timedelta(hours=number), id=numbered(number, 4), seconds=60, effort=4
            ),
        )
    ]
    began = process_time()
    text = render_fhir(records, made_at=MADE_AT, device=DEVICE)
    assert process_time() - began < 10  # seconds; it takes well under one
    made = json.loads(text)
    names = Counter(entry["fullUrl"] for entry in made["entry"])
    assert len(names) == names.total() == 1 + 6 * 2_500
    pains = [one["resource"] for one in made["entry"][1:] if "bodySite" in one["resource"]]
    assert [value(pain)[0] for pain in pains] == [number % 11 for number in range(2_500)]


# --- any records ------------------------------------------------------------
def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


MOMENTS = st.datetimes(
    min_value=datetime(1950, 1, 1),  # noqa: DTZ001 - the zone comes with the next line
    max_value=datetime(2150, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([BERLIN, ZoneInfo("Pacific/Apia")])
    | st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
WORDS = st.text(st.characters() | st.sampled_from("\ud800\x00\x1b\x85\ufffe\u2028 "), max_size=12)
COMMON: dict[str, Any] = {"at": MOMENTS, "id": st.uuids().map(str)}
TEN = st.integers(0, 10)
MINUTES = st.integers(1, 1440)
CLOCKS = st.times().map(lambda at: f"{at:%H:%M}")
RECORD: st.SearchStrategy[r.Record] = st.one_of(
    st.builds(
        r.Pain, **COMMON, level=TEN, site=_maybe(st.sampled_from(v.SITES)),
        quality=_maybe(st.sampled_from(v.QUALITIES)), moment=st.sampled_from(v.PAIN_MOMENTS),
        exercise=_maybe(WORDS),
    ),
    st.builds(r.Mood, **COMMON, level=st.integers(1, 5)),
    st.builds(
        r.Sleep, **COMMON, minutes=st.integers(0, 1440), quality=_maybe(st.integers(1, 5)),
        bed=_maybe(CLOCKS), wake=_maybe(CLOCKS),
        latency=_maybe(MINUTES), awakenings=_maybe(TEN), awake=_maybe(MINUTES),
    ),
    st.builds(r.Function, **COMMON, activity=WORDS.filter(bool), level=TEN),
    st.builds(
        r.Treatment, **COMMON, what=st.sampled_from(v.TREATMENTS), minutes=_maybe(MINUTES)
    ),
    st.builds(r.DoneElsewhere, **COMMON, minutes=_maybe(MINUTES), what=WORDS),
    st.builds(
        r.SessionRecord, **COMMON, state=st.sampled_from(v.SESSION_STATES),
        seconds=st.integers(0, 86_400), effort=_maybe(TEN),
    ),
    st.builds(
        r.CheckIn, **COMMON, moment=st.just("now"), question=st.just("global_change"),
        answer=_maybe(st.integers(-5, 5).map(str)),
    ),
)  # fmt: skip


@pytest.mark.long
@given(st.lists(RECORD, max_size=8, unique_by=lambda one: one.id), MOMENTS)
@settings(max_examples=25)
def test_any_records_make_a_valid_bundle(records: list[r.Record], made_at: datetime) -> None:
    text = render_fhir(records, made_at=made_at, device=DEVICE)
    made = json.loads(text)
    check(made)
    with_the_library(text)
    own = {one["fullUrl"].removeprefix("urn:uuid:") for one in made["entry"]}
    for record in records:
        assert (record.id in own) == bool(len(of(record)))
