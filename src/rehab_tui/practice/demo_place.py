"""A made-up journal in a place of its own, for the demo, tests, benchmarks and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.model import Catalogue, DoseChange
from rehab_tui.clock import Clock
from rehab_tui.coach.model import Prescription
from rehab_tui.coach.store import prescription_json
from rehab_tui.journal.ids import new_id
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import settle
from rehab_tui.paths import make_private_folder
from rehab_tui.practice.context import Practice, spelled
from rehab_tui.practice.demo import demo_records
from rehab_tui.practice.demo_programme import DemoItem


def demo_practice(
    folder: Path, catalogue: Catalogue, clock: Clock, *, weeks: int = 12, seed: int = 7
) -> Practice:
    """Fill a new journal in `folder` with the story that ends yesterday.

    `rehab undo` takes back only what is done after it.
    """
    make_private_folder(folder)
    journal = Journal.open(folder / "journal.sqlite3", clock)
    now = clock.now()

    def prescribe(items: Sequence[DemoItem]) -> str:
        return prescription_json([_prescription(item, catalogue) for item in items])

    records = demo_records(
        now.date() - timedelta(days=1),
        prescribe=prescribe,
        seed=seed,
        weeks=weeks,
        zone=now.tzinfo or UTC,
    )
    with journal.act("made up a journal") as act:
        for record in records:
            act.add(replace(record, id=record.id or new_id(record.at)))  # else all would be of now
    settle(journal)
    return Practice(clock, spelled(lambda: catalogue), journal)


def _prescription(item: DemoItem, catalogue: Catalogue) -> Prescription:
    exercise = catalogue.exercises[item.exercise]
    change = DoseChange(sets=item.sets, reps=item.reps, seconds=item.seconds)
    return Prescription(exercise, apply_change(exercise.dose, change))
