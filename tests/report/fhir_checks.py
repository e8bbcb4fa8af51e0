"""What a bundle must keep to, and short ways to make and to read one."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

from fhir_example import DEVICE, MADE_AT

from rehab_tui.journal import records as r
from rehab_tui.report.fhir import codes, render_fhir

AT = datetime(2026, 11, 23, 7, 5, tzinfo=timezone(timedelta(hours=1)))
ID = "01a2a7f0-8f00-7000-8000-00000000000a"

# The primitive types as the R4 specification writes them.
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ZONE = r"(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
MOMENT = re.compile(
    r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    rf"T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?{ZONE}"
)
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?")
CODE = re.compile(r"[^\s]+(\s[^\s]+)*")
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def bundle(*records: r.Record) -> dict[str, Any]:
    """The bundle, checked and read back."""
    text = render_fhir(records, made_at=MADE_AT, device=DEVICE)
    made: dict[str, Any] = json.loads(text)
    check(made)
    return made


def of(*records: r.Record) -> list[dict[str, Any]]:
    """The observations of these records."""
    return [entry["resource"] for entry in bundle(*records)["entry"][1:]]


def measured(*records: r.Record) -> dict[str, Any]:
    """Code -> value of each observation."""
    return {code(one): value(one) for one in of(*records)}


def code(element: dict[str, Any]) -> str:
    (coding,) = element["code"]["coding"]
    return str(coding["code"])


def value(element: dict[str, Any]) -> Any:
    """The one value; a quantity as (number, unit), a concept as its code."""
    ((name, found),) = [(k, one) for k, one in element.items() if k.startswith("value")]
    if name == "valueQuantity":
        assert found["system"] == codes.UCUM
        return found["value"], found["code"]
    return found["coding"][0]["code"] if name == "valueCodeableConcept" else found


def walk(node: Any) -> Iterator[tuple[str, Any]]:
    """Every key with its value, at any depth."""
    pairs = node.items() if isinstance(node, dict) else [("", one) for one in node]
    for key, found in pairs:
        yield key, found
        if isinstance(found, (dict, list)):
            yield from walk(found)


def check(made: dict[str, Any]) -> None:
    """The rules of R4 that concern us, and our own."""
    assert (made["resourceType"], made["type"]) == ("Bundle", "collection")
    assert MOMENT.fullmatch(made["timestamp"])
    names = [entry["fullUrl"] for entry in made["entry"]]
    assert len(set(names)) == len(names)
    assert all(URN.fullmatch(name) and uuid.UUID(name[9:]) for name in names)
    patient, *others = (entry["resource"] for entry in made["entry"])
    assert patient["resourceType"] == "Patient"
    for name, one in zip(names[1:], others, strict=True):
        assert one["resourceType"] == "Observation"
        assert one["status"] == "final"
        assert one["identifier"] == [{"system": "urn:ietf:rfc:3986", "value": name}]
        assert one["subject"] == {"reference": names[0]} == one["performer"][0]
        assert MOMENT.fullmatch(one["effectiveDateTime"])
        assert one["category"][0]["coding"][0]["system"] == codes.CATEGORIES
        for element in (one, *one.get("component", ())):
            assert sum(key.startswith("value") for key in element) == 1
        assert one.get("component") != []
    known = {(one.system, one.code, one.display) for one in codes.ALL}
    for key, found in walk(made):
        assert found not in (None, "", [], {})
        if key == "coding":
            assert {(one["system"], one["code"], one["display"]) for one in found} <= known
        elif key == "code" and isinstance(found, str):
            assert CODE.fullmatch(found)
        elif key == "valueTime":
            assert TIME.fullmatch(found)
        elif key == "valueInteger":
            assert type(found) is int
        if isinstance(found, str):
            assert found.strip()
            assert not NOT_TEXT.search(found)


def with_the_library(text: str) -> None:
    """Read it with a library of FHIR types, which refuses unknown keys and ill-formed values."""
    from fhir.resources.R4B.bundle import Bundle

    read = Bundle.model_validate_json(text)
    assert _with_moments(read.model_dump_json()) == _with_moments(text)


def _with_moments(text: str) -> Any:
    """Read back, with moments as such: the library writes some of them in another way."""

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        moments = ("timestamp", "effectiveDateTime")
        return {k: datetime.fromisoformat(one) if k in moments else one for k, one in found}

    return json.loads(text, object_pairs_hook=pairs)


def numbered(number: int, group: int = 0) -> str:
    return f"01a2a7f0-{group:04x}-7000-8000-{number:012x}"


def a_pain(**values: Any) -> r.Pain:
    return r.Pain(**{"at": AT, "id": ID, "level": 3, **values})


def a_function(activity: str, **values: Any) -> r.Function:
    return r.Function(**{"at": AT, "id": numbered(0), "level": 6, "activity": activity, **values})


def a_session(**values: Any) -> r.SessionRecord:
    return r.SessionRecord(**{"at": AT, "id": ID, "state": "finished", **values})
