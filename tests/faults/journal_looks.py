"""Every way to read a journal, held against the entries of a plain model."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from io import BytesIO
from itertools import groupby

from rehab_tui.journal import browse, exchange, locking, paged, period, rows, spreadsheet
from rehab_tui.journal.check import check
from rehab_tui.journal.records import (
    ENTRY_TYPES,
    CheckIn,
    Function,
    Mood,
    Note,
    Pain,
    ProfileAnswer,
    Record,
    SessionRecord,
    SetRecord,
)
from rehab_tui.journal.restore import tally
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import acts

Entries = Mapping[str, Record]
"""What is there, by id."""
ENDED = ("finished", "stopped", "left")
PARTS = (Pain, Mood, SetRecord, CheckIn)
SOME = 3


def in_time(entries: Entries, kind: type[rows.R]) -> list[rows.R]:
    """The entries of one kind by moment, then id."""
    found = [one for one in entries.values() if isinstance(one, kind)]
    return sorted(found, key=lambda one: (one.at, one.id))


def look(journal: Journal, entries: Entries, labels: Sequence[str], which: int) -> None:
    """Read all of it, in every way.

    Args:
        journal: whose.
        entries: what it must hold.
        labels: of the acts that can be taken back, the newest first.
        which: of what is there, what to look at more closely.
    """
    days = sorted({one.day for one in entries.values()})
    start, end = (days[which % len(days)], days[-1]) if days else (date.min, date.max)
    assert journal.exists()
    assert [act.label for act in acts(journal)] == labels
    _kinds(journal, entries, start, end)
    _columns(journal, entries, start, end)
    _single(journal, entries, which)
    _sessions(journal, entries)
    _lists(journal, entries, start, end)
    _periods(journal, entries, start, end)
    _files(journal, entries)
    with_lock = locking.session_path(journal.path)
    held = locking.hold(with_lock, "looking", journal.path)
    assert held is not None
    with held:
        assert locking.hold(with_lock, "too", journal.path) is None
        assert locking.note_of(with_lock) == "looking"
    assert locking.note_of(with_lock) is None


def _kinds(journal: Journal, entries: Entries, start: date, end: date) -> None:
    with journal.many_readings() as read:
        for kind in ENTRY_TYPES:
            every = in_time(entries, kind)
            assert read.entries(kind) == every
            assert read.entries(kind, newest=SOME) == every[-SOME:]
            assert read.entries(kind, start, end) == [x for x in every if start <= x.day < end]
            assert read.latest(kind) == (every[-1] if every else None)
        pains = in_time(entries, Pain)
        for moments in (("worst",), ("now", "morning")):
            assert read.entries(Pain, moment=moments) == [x for x in pains if x.moment in moments]
        assert read.entries(Pain, session=None) == [x for x in pains if x.session is None]
        found = {row["id"]: row for row in read.rows()}
    assert found.keys() == entries.keys()
    assert all(found[key]["day"] == one.day.isoformat() for key, one in entries.items())
    assert [row["id"] for row in journal.rows(newest=SOME)] == [*found][-SOME:]


def _columns(journal: Journal, entries: Entries, start: date, end: date) -> None:
    pains = in_time(entries, Pain)
    assert journal.values(Pain, "level") == [(x.day, x.level) for x in pains]
    assert journal.values(Pain, "session", start, end) == [
        (x.day, x.session) for x in pains if x.session and start <= x.day < end
    ]
    assert journal.table(Pain, "id", "day", "level", start=start) == [
        (x.id, x.day.isoformat(), x.level) for x in pains if x.day >= start
    ]
    sets = in_time(entries, SetRecord)
    assert journal.last_days(SetRecord, "session") == {
        one.session: max(x.day for x in sets if x.session == one.session) for one in sets
    }
    answers = {x.key: x.value for x in in_time(entries, ProfileAnswer)}
    assert journal.profile() == {key: value for key, value in answers.items() if value is not None}


def _single(journal: Journal, entries: Entries, which: int) -> None:
    ids = sorted(entries)
    short = journal.short_ids(ids)
    assert short.keys() == entries.keys()
    assert len(set(short.values())) == len(ids), "each is told by what is to be typed"
    assert journal.find("f" * 36) == []
    if ids:
        one = entries[ids[which % len(ids)]]
        assert journal.find(short[one.id]) == [one]
        assert journal.get(type(one), one.id) == one
        other = Note if not isinstance(one, Note) else Pain
        assert journal.get(other, one.id) is None


def _sessions(journal: Journal, entries: Entries) -> None:
    here = {row["id"] for row in journal.rows("session") if row["device"] == journal.device}
    sessions = in_time(entries, SessionRecord)
    parts: defaultdict[str | None, list[Record]] = defaultdict(list)
    for one in sorted(entries.values(), key=lambda x: (x.at, x.id)):
        if isinstance(one, (SetRecord, CheckIn, Pain)):
            parts[one.session].append(one)
    running = [x for x in sessions if x.state == "running" and x.id in here][-1:]
    found = journal.open_session()
    assert ([] if found is None else [found[0]]) == running
    if found is not None:
        done = [x for x in parts[found[0].id] if isinstance(x, SetRecord)]
        assert found[1] == done
    stories = browse.sessions_with_sets(journal.path, SOME)
    newest = [x for x in sessions[::-1] if x.state != "discarded"][:SOME]
    assert [story.session for story in stories] == newest
    for story in stories:
        told = sorted((*story.sets, *story.check_ins, *story.pains), key=lambda x: (x.at, x.id))
        assert told == parts[story.session.id]


def _lists(journal: Journal, entries: Entries, start: date, end: date) -> None:
    every = sorted(entries.values(), key=lambda x: (x.day, x.at, x.id), reverse=True)
    listed = paged.list_entries(journal)
    assert paged.read_window(journal, listed, 0, len(every) + 1) == every
    assert listed.stamp == paged.stamp_of(journal)
    for number in range(0, len(every), 7):
        assert paged.number_of(journal, listed, every[number]) == number
    by_day = groupby(x.day for x in every)
    assert listed.days == tuple((day, len([*found])) for day, found in by_day)
    within = paged.list_entries(journal, ("note", "pain"), start, end)
    wanted = [x for x in every if isinstance(x, (Note, Pain)) and start <= x.day < end]
    assert paged.read_window(journal, within, 1, SOME) == wanted[1 : 1 + SOME]
    alone = paged.list_entries(journal, parts=False, admits=lambda x: x.kind != "note")
    shown = [x for x in every if x.kind not in ("note", "decision") and not _is_part(x)]
    without = [x for x in paged.read_window(journal, alone, 0, len(every)) if x is not None]
    assert [x for x in without if x.kind != "decision"] == shown


def _is_part(one: Record) -> bool:
    if not isinstance(one, PARTS) or one.session is None:
        return False
    return getattr(one, "moment", "") != "morning"


def _periods(journal: Journal, entries: Entries, start: date, end: date) -> None:
    silent = ("set", "check_in", "decision", "profile")
    seen = [x for x in entries.values() if x.kind not in silent and _is_over(x)]
    before = [x.day for x in seen if x.day < end]
    assert period.entry_days(journal, start, end) == {d for d in before if d >= start}
    span = (min(before), max(before)) if before else None
    assert period.first_and_last_day(journal, end) == span
    pains = [x for x in in_time(entries, Pain) if x.day < end]
    rated = [*period.ratings_by_day(journal, ("now", "worst"), end)]
    assert sorted(rated) == sorted((x.day, x.level) for x in pains)
    assert rated == sorted(rated, key=lambda one: one[0])
    assert period.first_of_each(journal, ("sharp",), end) == {}
    sessions = [x for x in in_time(entries, SessionRecord) if _is_over(x) and x.day < end]
    first = min((x.day for x in sessions), default=None)
    assert period.first_session(journal, end) == first
    done: dict[str, dict[int, int]] = {}
    within = {x.id for x in sessions if x.day >= start}
    places = {(x.session, x.item, x.number, x.side) for x in in_time(entries, SetRecord)}
    for session, item, _, _ in places:
        if session in within:
            counted = done.setdefault(session, {})
            counted[item] = counted.get(item, 0) + 1
    assert period.sets_done(journal, start, end) == done
    rates = sorted(
        (x for x in in_time(entries, Function) if x.day < end), key=lambda x: (x.day, x.at)
    )
    wanted = [next(((x.day, x.activity, x.level) for x in rates if x.activity == "a"), None)]
    assert period.first_ratings(journal, ("a",), end) == [x for x in wanted if x is not None]


def _is_over(one: Record) -> bool:
    return not isinstance(one, SessionRecord) or one.state in ENDED


def _files(journal: Journal, entries: Entries) -> None:
    kinds = tuple(rows.TYPES)
    every = sorted(journal.rows(deleted=True), key=lambda row: (row["at"], row["id"], row["kind"]))
    lines = exchange.json_lines(journal, kinds)
    assert [json.loads(line) for line in lines.splitlines()] == every
    assert exchange.whole(BytesIO(exchange.with_end(lines))) == sha256(lines).hexdigest()
    assert exchange.whole(BytesIO(lines)) is None
    head = exchange.csv_table(journal, kinds).decode().split("\r\n")[0]
    assert head.split(",") == [*spreadsheet.header(kinds)]
    found = check(journal.path, journal.clock, 1.0)
    assert found.findings == ()
    counts = {kind: len(in_time(entries, rows.TYPES[kind])) for kind in kinds}
    assert found.counts == counts
    assert found.removed == len(every) - len(entries)
    assert {kind: one.count for kind, one in tally(journal.path, 1.0).items()} == counts
