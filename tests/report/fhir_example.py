"""The records behind the golden bundle, and how it is written again after a wanted change.

PYTHONPATH=src python tests/report/fhir_example.py
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from rehab_tui.journal import records as r
from rehab_tui.report.fhir import render_fhir

GOLDEN = Path(__file__).parent / "golden" / "bundle.json"
DEVICE = "0f1d6c3a-6a0e-4c55-9d5b-3a9f2b7c1e44"
MADE_AT = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
SESSION = "01a2a7f0-8f00-7000-8000-000000000001"
WINTER = timezone(timedelta(hours=1))


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=WINTER)


def _id(number: int) -> str:
    return f"01a2a7f0-9000-7000-8000-{number:012x}"


RECORDS: tuple[r.Record, ...] = (
    r.Sleep(
        at=_at(6, 40), id=_id(1), minutes=405, quality=3, bed="22:40", wake="06:30", latency=25,
        awakenings=2, awake=20,
    ),
    r.Pain(at=_at(7), id=_id(2), level=4, site="shoulder-left", quality="stiff", moment="before"),
    r.SessionRecord(
        at=_at(7, 5), id=SESSION, state="finished", programme="shoulder-starter", sets=9,
        seconds=754, effort=4,
    ),
    r.Pain(
        at=_at(7, 20), id=_id(3), level=5, site="lower-back", moment="worst", session=SESSION,
        exercise="wall-slide",
    ),
    r.Mood(at=_at(7, 25), id=_id(4), level=4),
    r.Function(at=_at(8), id=_id(5), activity="Reach the top shelf", level=6),
    r.DoneElsewhere(at=_at(12, 30), id=_id(6), minutes=35, what="walk"),
    r.Treatment(at=_at(19), id=_id(7), what="heat", minutes=20),
    r.CheckIn(at=_at(19, 5), id=_id(8), moment="now", question="global_change", answer="2"),
    r.Note(at=_at(20), id=_id(9), text="For nobody else."),
)  # fmt: skip


def rendered() -> str:
    """The golden bundle as the program makes it now."""
    return render_fhir(RECORDS, made_at=MADE_AT, device=DEVICE)


if __name__ == "__main__":
    GOLDEN.write_text(rendered(), encoding="ascii")
