"""Quick entries: everything that was given, in one transaction; the questions for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rehab_tui.errors import UsageError
from rehab_tui.journal.records import (
    MAX_TEXT,
    DoneElsewhere,
    Function,
    Mood,
    Note,
    Pain,
    Record,
    Sleep,
    Treatment,
)
from rehab_tui.practice import values
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


def read_entry(option: str, text: str, at: datetime) -> Record:
    """What was typed for one option of `rehab log`; a night has several: `nights.read_night`.

    Args:
        option: pain, mood, function, treatment, done (empty without minutes) or note.
        text: as typed.
        at: the moment that it speaks of.

    Raises:
        UsageError: when it can't be read.
    """
    match option:
        case "pain":
            level, site, feel = values.parse_pain(text)
            return Pain(at=at, level=level, site=site, quality=feel)
        case "mood":
            return Mood(at=at, level=values.parse_scale(text, 1, 5, "mood", option="--mood"))
        case "function":
            activity, level = values.parse_function(text)
            return Function(at=at, activity=activity, level=level)
        case "treatment":
            what, length = values.parse_treatment(text)
            return Treatment(at=at, what=what, minutes=length)
        case "done" if not text:
            return DoneElsewhere(at=at)
        case "done":
            minutes = values.parse_scale(text, 1, values.DAY_MINUTES, "minutes", option="--done")
            return DoneElsewhere(at=at, minutes=minutes)
        case "note":
            return Note(at=at, text=check_note(text))
    raise ValueError(f"no entry is logged as {option!r}")


def check_note(text: str) -> str:
    """A note as it was typed.

    Raises:
        UsageError: when it is empty or too long.
    """
    if not text.strip():
        raise UsageError(
            "the note is empty", "Write something, or leave the note out.", where="--note"
        )
    if len(text) > MAX_TEXT:
        raise UsageError(
            f"the note has more than {MAX_TEXT} characters",
            "Shorten it, or make two of it.",
            where="--note",
        )
    return text


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
