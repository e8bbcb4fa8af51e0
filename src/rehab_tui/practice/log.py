"""Quick entries: everything that was given, in one transaction; the questions for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rehab_tui.journal.records import Mood, Pain, Record, Sleep
from rehab_tui.practice.context import Practice
from rehab_tui.text import plural

if TYPE_CHECKING:
    from rehab_tui.practice.question import Answers, Question


@dataclass(frozen=True, slots=True)
class Logged:
    """What was saved.

    Attributes:
        records: the entries as they are kept.
        short: what to type for each of their ids.
        replaced: how many characters could not be kept.
    """

    records: tuple[Record, ...]
    short: Mapping[str, str]
    replaced: int


def log(practice: Practice, records: Sequence[Record]) -> Logged:
    """Save entries in one transaction, so that one undo takes them all back."""
    label = f"logged {plural(len(records), 'entry', 'entries')}"
    with practice.journal.act(label) as act:
        kept = tuple(act.add(record) for record in records)
        return Logged(kept, act.short_ids([record.id for record in kept]), act.replaced)


def questions() -> tuple[Question, ...]:
    """What is asked when somebody wants to note something and doesn't say what."""
    from rehab_tui.journal.vocabulary import QUALITIES
    from rehab_tui.practice import questions as q
    from rehab_tui.practice.question import Choice, Question

    feels = Question(
        "feel",
        "How does it feel?",
        tuple(Choice(chr(ord("a") + n), word, word) for n, word in enumerate(QUALITIES)),
        only_if="pain",
    )
    slept_well = Question(
        "slept", "How well did you sleep?", tuple(Choice(str(n), str(n), n) for n in range(1, 6)),
        "very badly", "very well", scale=True,
    )  # fmt: skip
    return q.PAIN_NOW, q.WHERE, feels, q.MOOD, q.SLEEP, slept_well


def answered(answers: Answers, at: datetime) -> list[Record]:
    """The entries that the answers to `questions` are."""
    level, mood, minutes, slept = (answers.get(key) for key in ("pain", "mood", "sleep", "slept"))
    site, feel = answers.get("site"), answers.get("feel")
    found: list[Record] = []
    if isinstance(level, int):
        where, how = (one if isinstance(one, str) else None for one in (site, feel))
        found.append(Pain(at=at, level=level, site=where, quality=how))
    if isinstance(mood, int):
        found.append(Mood(at=at, level=mood))
    length, well = (one if isinstance(one, int) else None for one in (minutes, slept))
    if length is not None or well is not None:
        found.append(Sleep(at=at, minutes=length, quality=well))
    return found
