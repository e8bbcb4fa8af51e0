"""The last sessions in words, each with what was done in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rehab_tui.catalogue.model import Exercise
from rehab_tui.coach.doses import warm_ups_of
from rehab_tui.days import with_weekday
from rehab_tui.journal.records import Pain, SetRecord
from rehab_tui.practice.context import Practice

ENDINGS = {"running": "not ended", "stopped": "stopped", "left": "left early"}
SHOWN = 12


@dataclass(frozen=True, slots=True)
class PastLine:
    """One session: a line about the whole, and a line about its exercises."""

    head: str
    exercises: str


def last_sessions(practice: Practice, limit: int = SHOWN) -> list[PastLine]:
    """The newest sessions, newest first. Loads SQLModel: call it in a thread.

    Raises:
        RehabError: when the journal can't be read.
    """
    from rehab_tui.journal.browse import sessions_with_sets

    today = practice.clock.now().date()
    lines = []
    for story in sessions_with_sets(practice.journal.path, limit):
        record = story.session
        parts = [_day(record.day, today), f"{max(1, round(record.seconds / 60))} min"]
        parts.append(f"{len(story.sets)} of {record.sets} sets")
        if record.effort is not None:
            parts.append(f"effort {record.effort}")
        worst = _worst(story.pains)
        if worst is not None:
            parts.append(f"worst pain {worst}")
        warm_up = warm_ups_of(record.prescription)
        if story.sets and warm_up and not warm_up & {one.item for one in story.sets}:
            parts.append("no warm-up")
        if record.state in ENDINGS:
            parts.append(ENDINGS[record.state])
        exercises = _exercises(story.sets, practice.catalogue.exercises)
        lines.append(PastLine("  ".join(parts), exercises))
    return lines


def _day(day: date, today: date) -> str:
    return with_weekday(day) + (f" {day.year}" if day.year != today.year else "")


def _worst(pains: Iterable[Pain]) -> int | None:
    return max((pain.level for pain in pains if pain.moment == "worst"), default=None)


def _exercises(sets: Iterable[SetRecord], known: Mapping[str, Exercise]) -> str:
    """Each exercise with its reps or seconds, set by set; both sides of a set are told once."""
    done: dict[str, dict[int, str]] = {}
    for one in sets:
        amount = f"{one.seconds} s" if one.reps is None else str(one.reps)
        done.setdefault(one.exercise, {})[one.number] = amount
    return ", ".join(
        f"{known[name].name if name in known else name} {' + '.join(amounts.values())}"
        for name, amounts in done.items()
    )
