"""The FHIR bundle: what the whole is, and what each entry becomes."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest
from fhir_checks import (
    AT,
    ID,
    a_function,
    a_pain,
    a_session,
    bundle,
    check,
    code,
    measured,
    numbered,
    of,
    value,
    with_the_library,
)
from fhir_example import DEVICE, GOLDEN, MADE_AT, RECORDS, rendered
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.journal import records as r
from rehab_tui.journal import vocabulary as v
from rehab_tui.report.fhir import render_fhir
from rehab_tui.report.fhir.observations import EXPORTED


# --- the whole --------------------------------------------------------------
def test_the_golden_bundle() -> None:
    assert rendered() == GOLDEN.read_text(encoding="ascii")
    check(json.loads(rendered()))
    with_the_library(rendered())


def test_the_text_is_ascii_with_an_entry_on_each_line() -> None:
    text = render_fhir(
        [a_pain(site="neck"), a_function("Größe\x7f")], made_at=MADE_AT, device=DEVICE
    )
    assert text.isascii()
    assert text.endswith("\n]}\n")
    assert "\x7f" not in text
    assert len(text.splitlines()) == 1 + 3 + 1


def test_the_order_of_the_records_does_not_matter() -> None:
    assert render_fhir(RECORDS[::-1], made_at=MADE_AT, device=DEVICE) == rendered()


def test_observations_stand_in_time_order() -> None:
    zones = (timezone(timedelta(hours=hours)) for hours in (9, -8, 0))
    pains = [
        a_pain(at=datetime(2026, 11, 23, 12, tzinfo=zone), id=numbered(number))
        for number, zone in enumerate(zones)
    ]
    assert [one["identifier"][0]["value"][-1] for one in of(*pains)] == ["0", "2", "1"]


def test_nothing_to_tell_is_a_patient_alone() -> None:
    made = bundle()
    assert len(made["entry"]) == 1
    with_the_library(json.dumps(made))


def test_the_patient_has_no_name() -> None:
    assert set(bundle()["entry"][0]["resource"]) == {"resourceType", "identifier"}


def test_the_patient_is_the_same_one_for_a_journal_and_another_for_another() -> None:
    def patient(device: str | None, made_at: datetime = MADE_AT) -> str:
        made = json.loads(render_fhir([], made_at=made_at, device=device))
        return str(made["entry"][0]["fullUrl"])

    later = MADE_AT + timedelta(days=1)
    assert patient(DEVICE) == patient(DEVICE, later) != patient("unknown")
    assert patient(None) != patient(None, later)
    assert not patient(DEVICE).endswith(DEVICE)  # a device is no person


# --- entry by entry ---------------------------------------------------------
def test_a_pain() -> None:
    (pain,) = of(a_pain(level=0, site="shoulder-left", quality="sharp", exercise="wall-slide"))
    assert pain["code"]["coding"][0]["system"] == "http://loinc.org"
    assert (code(pain), value(pain)) == ("72514-3", (0, "{score}"))
    assert pain["bodySite"] == {"text": "left shoulder"}  # a word, no code
    assert [one["coding"][0]["code"] for one in pain["category"]] == ["survey", "pain-moment.now"]
    parts = {code(part): value(part) for part in pain["component"]}
    assert parts == {"pain-quality": "pain-quality.sharp", "pain-exercise": "wall-slide"}
    assert pain["identifier"][0]["value"] == f"urn:uuid:{ID}"


def test_a_plain_pain_has_neither_site_nor_parts() -> None:
    (pain,) = of(a_pain())
    assert not {"bodySite", "component", "note"} & set(pain)


@pytest.mark.parametrize("moment", v.PAIN_MOMENTS)
def test_the_moment_of_a_pain_is_a_category(moment: r.PainMoment) -> None:
    (pain,) = of(a_pain(moment=moment))
    assert pain["category"][1]["coding"][0]["code"] == f"pain-moment.{moment}"


@pytest.mark.parametrize(
    ("site", "said"),
    [
        ("neck", "neck"),
        ("lower-back", "lower back"),
        ("knee", "knee"),
        ("knee-right", "right knee"),
    ],
)
def test_places_are_said_in_words(site: str, said: str) -> None:
    (pain,) = of(a_pain(site=site))
    assert pain["bodySite"] == {"text": said}


def test_a_night() -> None:
    night = r.Sleep(
        at=AT, id=ID, minutes=405, quality=3, bed="22:40", wake="06:30", latency=0, awakenings=2,
        awake=20,
    )  # fmt: skip
    assert measured(night) == {
        "93832-4": (405, "min"), "103212-7": (0, "min"), "103215-0": (20, "min"),
        "sleep-awakenings": 2, "sleep-quality": 3, "sleep-bed": "22:40:00",
        "sleep-wake": "06:30:00",
    }  # fmt: skip
    names = [one["identifier"][0]["value"] for one in of(night)]
    assert names.count(f"urn:uuid:{ID}") == 1
    assert names[0].endswith(ID)


def test_what_of_a_night_is_not_known_is_not_there() -> None:
    assert measured(r.Sleep(at=AT, id=ID, quality=1)) == {"sleep-quality": 1}
    unbroken = r.Sleep(at=AT, id=ID, minutes=0, awakenings=0)
    assert measured(unbroken) == {"93832-4": (0, "min"), "sleep-awakenings": 0}


def test_a_length_that_is_noted_later_changes_no_name() -> None:
    before = of(r.Sleep(at=AT, id=ID, quality=3))
    after = of(r.Sleep(at=AT, id=ID, quality=3, minutes=400))
    assert before[0]["identifier"] == after[1]["identifier"] != after[0]["identifier"]


def test_mood_and_change_since_the_start() -> None:
    change = r.CheckIn(at=AT, id=ID, moment="now", question="global_change", answer="-5")
    assert measured(change) == {"global-change": -5}
    assert measured(r.Mood(at=AT, id=ID, level=1)) == {"mood": 1}


def test_an_activity_is_called_as_the_person_calls_it() -> None:
    (function,) = of(a_function("Reach the  top\nshelf"))
    assert (code(function), value(function)) == ("function", (6, "{score}"))
    assert function["code"]["text"] == "Reach the top shelf"


def test_a_session_its_length_and_its_effort() -> None:
    session = a_session(seconds=754, effort=0)
    assert measured(session) == {
        "73985-4": "activity.guided", "55411-3": (12.57, "min"), "82289-0": 0,
    }  # fmt: skip
    first, *_ = found = of(session)
    assert {one["category"][0]["coding"][0]["code"] for one in found} == {"activity"}
    assert {one["effectiveDateTime"] for one in found} == {"2026-11-23T07:05:00+01:00"}
    assert first["identifier"][0]["value"] == f"urn:uuid:{ID}"
    assert value(first["component"][0]) == "session-state.finished"


@given(seconds=st.integers(1, 86_400))
@settings(max_examples=50)
def test_the_second_can_be_told_from_the_minutes(seconds: int) -> None:
    minutes, _ = measured(a_session(seconds=seconds))["55411-3"]
    assert round(minutes * 60) == seconds


def test_a_session_of_which_little_is_known() -> None:
    assert measured(a_session(state="left")) == {"73985-4": "activity.guided"}


@pytest.mark.parametrize("state", ["running", "discarded"])
def test_a_session_that_has_not_ended_or_was_discarded_is_not_told(state: r.SessionState) -> None:
    assert of(a_session(state=state, seconds=60, effort=3)) == []


def test_what_was_done_elsewhere() -> None:
    walk = r.DoneElsewhere(at=AT, id=ID, minutes=35, what="walk")
    assert measured(walk) == {"73985-4": "activity.elsewhere", "55411-3": (35, "min")}
    assert of(walk)[0]["valueCodeableConcept"]["text"] == "walk"
    (unsaid,) = of(r.DoneElsewhere(at=AT, id=ID))
    assert "text" not in unsaid["valueCodeableConcept"]


@pytest.mark.parametrize("what", v.TREATMENTS)
def test_a_treatment(what: str) -> None:
    (treated,) = of(r.Treatment(at=AT, id=ID, what=what, minutes=20))
    assert (code(treated), value(treated)) == ("treatment", f"treatment.{what}")
    assert value(treated["component"][0]) == (20, "min")
    (short,) = of(r.Treatment(at=AT, id=ID, what=what))
    assert "component" not in short


def test_what_is_private_or_has_no_measure_is_not_told() -> None:
    kept = [
        r.Note(at=AT, id=ID, text="SECRET"),
        r.StopEvent(at=AT, id=ID, reason="SECRET"),
        r.DecisionRecord(at=AT, id=ID, rule="SECRET", reason="SECRET"),
        r.ProfileAnswer(at=AT, id=ID, key="SECRET", value="SECRET"),
        r.CheckIn(at=AT, id=ID, moment="now", question="weekly_words", answer="SECRET"),
        r.CheckIn(at=AT, id=ID, moment="now", question="global_change"),
        r.CheckIn(at=AT, id=ID, moment="after", effort=4, stiffness="longer"),
        r.SetRecord(at=AT, id=ID, session=ID, item=0, exercise="x", number=1, reps_prescribed=8),
    ]
    assert of(*kept) == []
    assert "SECRET" not in render_fhir(kept, made_at=MADE_AT, device=DEVICE)


def test_every_kind_that_becomes_something_is_read() -> None:
    golden = {type(one) for one in RECORDS if of(one)}
    assert golden == set(EXPORTED)
