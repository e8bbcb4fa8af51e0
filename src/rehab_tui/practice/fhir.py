"""A period of the journal for other health software."""

from __future__ import annotations

from datetime import date, timedelta

from rehab_tui.journal.records import Record
from rehab_tui.practice.context import Practice
from rehab_tui.report.fhir import render_fhir
from rehab_tui.report.fhir.observations import EXPORTED


def fhir_bundle(practice: Practice, first: date, last: date) -> str:
    """The days from `first` to `last`, both inclusive, as a FHIR R4 bundle; see `docs/fhir.md`."""
    end = None if last == date.max else last + timedelta(days=1)
    found: list[Record] = []
    with practice.journal.many_readings() as journal:
        for kind in EXPORTED:
            found += journal.entries(kind, first, end)
        device = journal.device
    return render_fhir(found, made_at=practice.clock.now(), device=device)
