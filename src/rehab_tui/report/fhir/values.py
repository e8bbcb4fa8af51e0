"""FHIR data types as plain dicts: quantities, concepts, moments, text and names."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from rehab_tui.report.fhir.codes import UCUM, Code
from rehab_tui.text import REPLACEMENT

Json = dict[str, Any]

URI = "urn:ietf:rfc:3986"
_NAMES = UUID("5b0c6f5e-0c1a-5d9e-9a55-3c7f0f2f1d10")
"""The namespace of this app's own derived identifiers; any fixed UUID would do."""
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WIDEST = timedelta(hours=14)
# What neither FHIR's strings nor its XML form can hold: controls, halves of characters.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def minutes(value: float) -> Json:
    """A length of time in minutes."""
    return {"valueQuantity": {"value": value, "unit": "min", "system": UCUM, "code": "min"}}


def score(value: int) -> Json:
    """A rating on a numeric scale."""
    return {"valueQuantity": {"value": value, "unit": "score", "system": UCUM, "code": "{score}"}}


def integer(value: int) -> Json:
    """A count, or an answer of an ordered list."""
    return {"valueInteger": value}


def concept(code: Code, text: str | None = None) -> Json:
    """A CodeableConcept; blank text is left out."""
    words = "" if text is None else plain_line(text)
    return {"coding": [code.coding()], **({"text": words} if words else {})}


def chosen(code: Code, text: str | None = None) -> Json:
    """One of a list as a value."""
    return {"valueCodeableConcept": concept(code, text)}


def component(code: Code, value: Json) -> Json:
    """A part of an observation that means little without it."""
    return {"code": concept(code), **value}


def plain_line(text: str) -> str:
    """Foreign text as FHIR can hold it, on one line; otherwise as it was typed."""
    return _NOT_TEXT.sub(REPLACEMENT, " ".join(text.split()))


def moment(at: datetime) -> str:
    """A moment with the offset that held there; in UTC where FHIR has no such offset."""
    offset = at.utcoffset() or timedelta()
    if abs(offset) > _WIDEST or offset % timedelta(minutes=1):
        at = at.astimezone(UTC)
    return at.isoformat(timespec="milliseconds" if at.microsecond >= 1000 else "seconds")


def urn(identifier: str, part: str = "") -> str:
    """The name of an entry, or of what is derived from it: the same one in every export.

    Args:
        identifier: the entry's UUID; other text gets a UUID derived from it.
        part: what tells the derived thing from the entry, such as a code; empty for the entry.
    """
    own = UUID(identifier) if _UUID.fullmatch(identifier) else uuid5(_NAMES, identifier)
    return f"urn:uuid:{uuid5(own, part) if part else own}"


def identified(name: str) -> Json:
    """By which a receiver knows a resource again, whatever id it gives it."""
    return {"identifier": [{"system": URI, "value": name}]}
