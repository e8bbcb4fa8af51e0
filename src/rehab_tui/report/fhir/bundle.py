"""A person and their observations as one bundle."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain

from rehab_tui.journal.records import Record
from rehab_tui.report.fhir import values
from rehab_tui.report.fhir.observations import observations


def render_fhir(records: Iterable[Record], *, made_at: datetime, device: str | None) -> str:
    """A FHIR R4 Bundle of the type `collection`, as ASCII JSON with a newline at the end.

    The Patient comes first, then the observations by moment and id, one entry on a line. The same
    records in any order give the same text.

    Args:
        records: entries of the journal, with their ids; kinds that are not exported are left out.
        made_at: the aware moment that the bundle is stamped with.
        device: names the journal, so that the Patient's UUID is the same in every export of it.
            None makes one for this bundle alone.
    """
    stamp = values.moment(made_at)
    patient = values.urn(device or stamp, "Patient")
    told = (observations(record, patient) for record in sorted(records, key=_by_moment))
    entries = chain([_patient(patient)], *told)
    head = {"resourceType": "Bundle", "type": "collection", "timestamp": stamp}
    lines = ",\n".join(json.dumps(entry, allow_nan=False) for entry in entries)
    return f'{json.dumps(head)[:-1]}, "entry": [\n{lines}\n]}}\n'


def _by_moment(record: Record) -> tuple[datetime, str, str]:
    # In UTC: two moments of one zone are otherwise compared by their clocks alone.
    return record.at.astimezone(UTC), record.id, record.kind


def _patient(urn: str) -> values.Json:
    """Without a name: the app knows none."""
    resource = {"resourceType": "Patient", **values.identified(urn)}
    return {"fullUrl": urn, "resource": resource}
