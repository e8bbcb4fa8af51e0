"""One session to look at: what was told before it, each exercise with its sets, what came after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rehab_tui.catalogue.model import Exercise
from rehab_tui.journal import records as r
from rehab_tui.journal.store import Journal
from rehab_tui.practice.context import Practice
from rehab_tui.practice.said import say_value

BEFORE, AFTER, MORNING = "Before", "After", "The morning after"
NOTES, STOPPED, RULES = "Notes", "Stopped", "Why it was as it was"


@dataclass(frozen=True, slots=True)
class Part:
    """Entries of a session below one heading, in the order of their moments."""

    heading: str
    records: tuple[r.Record, ...]


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session, its programme in words (empty for none), and its parts, none of them empty."""

    session: r.SessionRecord
    programme: str
    parts: tuple[Part, ...]


def session_page(practice: Practice, identifier: str) -> SessionPage | None:
    """Read one session with all that belongs to it; None when it was removed."""
    with practice.journal.many_readings() as journal:
        session = journal.get(r.SessionRecord, identifier)
        if session is None:
            return None
        found = _belonging(journal, identifier)
    catalogue = practice.catalogue
    programme = catalogue.programmes.get(session.programme or "")
    name = programme.name if programme is not None else session.programme or ""
    return SessionPage(session, name, tuple(_parts(found, catalogue.exercises)))


def _belonging(journal: Journal, identifier: str) -> list[r.Record]:
    kinds: tuple[type[r.Record], ...] = (
        r.Pain, r.Mood, r.CheckIn, r.SetRecord, r.StopEvent, r.Note, r.DecisionRecord,
    )  # fmt: skip
    every = (one for kind in kinds for one in journal.entries(kind, session=identifier))
    found = [one for one in every if say_value(one)]  # a check-in may say nothing
    return sorted(found, key=lambda one: (one.at, one.id))


def _parts(found: Sequence[r.Record], known: Mapping[str, Exercise]) -> Iterator[Part]:
    sets = sorted((one for one in found if isinstance(one, r.SetRecord)), key=lambda one: one.item)
    done = list(dict.fromkeys(one.exercise for one in sets))
    parts: dict[str, list[r.Record]] = {
        place: [] for place in (BEFORE, *done, STOPPED, AFTER, MORNING, NOTES, RULES)
    }
    for one in found:
        exercise = getattr(one, "exercise", None) or ""
        with_it = exercise in done and not isinstance(one, r.DecisionRecord)
        parts[exercise if with_it else _place(one, sets)].append(one)
    for place, records in parts.items():
        if records:
            yield Part(known[place].name if place in known else place, tuple(records))


def _place(record: r.Record, sets: Sequence[r.SetRecord]) -> str:
    """The heading of an entry that is shown with no exercise."""
    match record:
        case r.Pain(moment="before") | r.CheckIn(moment="before"):
            return BEFORE
        case r.Pain(moment="morning") | r.CheckIn(moment="morning"):
            return MORNING
        case r.Mood():
            first = min((one.at for one in sets), default=record.at)
            return BEFORE if record.at <= first else AFTER
        case r.Note():
            return NOTES
        case r.StopEvent():
            return STOPPED
        case r.DecisionRecord():
            return RULES
    return AFTER
