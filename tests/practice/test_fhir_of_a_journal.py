"""A period of a journal as a FHIR bundle."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from practice_stage import START, Stage, a_stage

from rehab_tui.journal import records as r
from rehab_tui.journal.store import Journal
from rehab_tui.practice.context import Practice
from rehab_tui.practice.demo import demo_records
from rehab_tui.practice.fhir import fhir_bundle

stage = a_stage

TODAY = START.date()


def write(stage: Stage, *records: r.Record) -> list[r.Record]:
    with stage.journal.act("test") as act:
        return [act.add(record) for record in records]


def entries(stage: Stage, first: date = TODAY, last: date = TODAY) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads(fhir_bundle(stage.practice, first, last))["entry"]
    return made


def names(stage: Stage, first: date = TODAY, last: date = TODAY) -> set[str]:
    return {entry["fullUrl"].removeprefix("urn:uuid:") for entry in entries(stage, first, last)[1:]}


def test_both_ends_of_the_period_are_in_it(stage: Stage) -> None:
    day = timedelta(days=1)
    before, *inside, after = write(
        stage, *(r.Mood(at=START + number * day, level=3) for number in range(-2, 3))
    )
    assert names(stage, TODAY - day, TODAY + day) == {one.id for one in inside}
    assert names(stage, date.min, date.max) == {one.id for one in (before, *inside, after)}


def test_the_day_is_the_one_that_the_person_had(stage: Stage) -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=ZoneInfo("America/New_York"))  # the 24th in UTC
    (mood,) = write(stage, r.Mood(at=late, level=3))
    assert names(stage) == {mood.id}
    assert names(stage, TODAY + timedelta(days=1), date.max) == set()


def test_offsets_come_through_the_journal_where_the_clocks_change(stage: Stage) -> None:
    night = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    write(stage, r.Mood(at=night.replace(fold=1), level=3), r.Mood(at=night, level=3))
    found = entries(stage, night.date(), night.date())[1:]
    assert [one["resource"]["effectiveDateTime"] for one in found] == [
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
    ]


def test_a_guided_session_is_told_and_a_running_one_is_not(stage: Stage) -> None:
    record = stage.do("glute-bridge", effort=4, before=3, worst=5)
    stage.begin("glute-bridge")
    codes = Counter(entry["resource"]["code"]["coding"][0]["code"] for entry in entries(stage)[1:])
    assert codes == {"73985-4": 1, "55411-3": 1, "82289-0": 1, "72514-3": 2}
    assert record.id in names(stage)


def test_what_was_taken_back_is_not_told(stage: Stage) -> None:
    mood, kept = write(stage, r.Mood(at=START, level=3), r.Mood(at=START, level=4))
    with stage.journal.act("deleted") as act:
        act.remove("mood", mood.id)
    assert names(stage) == {kept.id}


def test_the_patient_follows_the_device_and_the_stamp_the_clock(stage: Stage) -> None:
    first = json.loads(fhir_bundle(stage.practice, TODAY, TODAY))
    stage.clock.advance(86_400)
    second = json.loads(fhir_bundle(stage.practice, TODAY, TODAY))
    assert first["timestamp"] == "2026-11-23T08:00:00+00:00" != second["timestamp"]
    assert first["entry"] == second["entry"]
    assert stage.journal.device not in json.dumps(first)


@pytest.mark.long
def test_the_demo_journal_is_read_by_a_library_of_fhir_types(stage: Stage) -> None:
    from fhir.resources.R4B.bundle import Bundle

    records = demo_records(TODAY, weeks=4)
    write(stage, *records)
    text = fhir_bundle(stage.practice, date.min, date.max)
    assert Bundle.model_validate_json(text).type == "collection"
    resources = [entry["resource"] for entry in json.loads(text)["entry"][1:]]
    pains = Counter(one.level for one in records if isinstance(one, r.Pain))
    told = [one for one in resources if one["code"]["coding"][0]["code"] == "72514-3"]
    assert Counter(one["valueQuantity"]["value"] for one in told) == pains
    notes = [one.text for one in records if isinstance(one, r.Note)]
    assert notes
    assert not any(json.dumps(note) in text for note in notes)


def test_a_missing_journal_gives_a_patient_alone(tmp_path: Path, stage: Stage) -> None:
    journal = Journal.open(tmp_path / "none.sqlite3", stage.clock, create=False)
    practice = Practice(stage.clock, stage.practice.source, journal)
    assert len(json.loads(fhir_bundle(practice, TODAY, TODAY))["entry"]) == 1
    assert not (tmp_path / "none.sqlite3").exists()
