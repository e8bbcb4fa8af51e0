"""Merging is a maximum by row; nothing that loses is lost; undo forgets a merge."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import permutations
from pathlib import Path

import pytest
from exchange_stage import AT, NOW, a_journal, bring, exported, histories, identifier, lines, row
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_journal_round_trip import RECORDS, SESSION, fresh_journal

from rehab_tui.catalogue.problems import CatalogueError
from rehab_tui.clock import ManualClock
from rehab_tui.errors import RehabError
from rehab_tui.journal import history, rows
from rehab_tui.journal.incoming import incoming
from rehab_tui.journal.merge import MOST_NAMED, merge
from rehab_tui.journal.records import Mood, Note, Pain, SessionRecord, SetRecord, StopEvent
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import acts, undo

journal = a_journal

VERSIONS = st.builds(
    row,
    RECORDS,
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from(["laptop", "phone"]),
    deleted=st.booleans(),
)
"""Few ids, moments and devices, so that versions of one row meet, and tie."""
DEVICES = st.lists(st.lists(VERSIONS, max_size=4), min_size=3, max_size=3)


def content(version: rows.Row) -> tuple[str, str]:
    """A row of the export as the history holds it."""
    plain = {name: int(v) if isinstance(v, bool) else v for name, v in version.items()}
    kind = str(plain.pop("kind"))
    return kind, json.dumps(plain)


def strongest(versions: Sequence[rows.Row]) -> dict[tuple[str, str], rows.Row]:
    """Of each row the version that must hold, reckoned without the code under test."""
    found: dict[tuple[str, str], rows.Row] = {}
    for one in versions:
        key = (one["kind"], one["id"])
        order = (one["updated"], one["device"], content(one)[1])
        if key not in found or order > (
            found[key]["updated"], found[key]["device"], content(found[key])[1]
        ):  # fmt: skip
            found[key] = one
    return found


@pytest.mark.long
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(DEVICES)
def test_order_and_number_of_merges_make_no_difference(devices: list[list[rows.Row]]) -> None:
    """Commutative, associative, idempotent; the later version holds, all are kept."""
    merge_in_any_order(devices)


@pytest.mark.long
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(DEVICES)
def test_many_orders_and_numbers_of_merges(devices: list[list[rows.Row]]) -> None:
    """At length."""
    merge_in_any_order(devices)


def merge_in_any_order(devices: list[list[rows.Row]]) -> None:
    files = [lines(*versions) for versions in devices]
    everything = [version for versions in devices for version in versions]
    ends: set[bytes] = set()
    for order in list(permutations(files))[::2]:
        with fresh_journal() as journal:
            for file in order:
                bring(journal, file)
            ends.add(exported(journal))
            kept = histories(journal)
    with fresh_journal() as first, fresh_journal() as second:
        bring(second, files[1])
        bring(second, files[2])
        bring(first, files[0])
        bring(first, exported(second))
        ends.add(exported(first))
        again = [bring(first, file) for file in (*files, exported(first), exported(second))]
        ends.add(exported(first))
        assert not any(done.added or done.changed or done.removed for done in again)
    assert len(ends) == 1
    holds = strongest(everything)
    found = [json.loads(line) for line in ends.pop().splitlines()]
    assert {(one["kind"], one["id"]): one for one in found if one["id"] != SESSION} == holds
    assert kept == {content(one) for one in everything if one != holds[one["kind"], one["id"]]}


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(VERSIONS, max_size=4), st.lists(VERSIONS, max_size=4))
def test_undo_takes_a_merge_back_exactly(here: list[rows.Row], there: list[rows.Row]) -> None:
    """For imports: as it was, and importing again brings it again."""
    with fresh_journal() as journal:
        bring(journal, lines(*here))
        before = exported(journal)
        done = bring(journal, lines(*there))
        after = exported(journal)
        if after != before:
            assert undo(journal) is not None
            assert exported(journal) == before
            again = bring(journal, lines(*there))
            assert (again.added, again.changed) == (done.added, done.changed)
            assert exported(journal) == after


def test_the_same_file_twice_changes_nothing(journal: Journal) -> None:
    """The file is not even written to."""
    file = lines(row(Pain(at=AT, level=3), 1), row(Note(at=AT, text="x"), 2))
    assert bring(journal, file).added == 2
    before = journal.path.read_bytes()
    done = bring(journal, file)
    assert done.nothing_new
    assert done.same == 2
    assert journal.path.read_bytes() == before


def test_what_loses_is_named_and_kept(journal: Journal) -> None:
    old, new = row(Pain(at=AT, level=3), 1, 1, "phone"), row(Pain(at=AT, level=5), 1, 2, "laptop")
    bring(journal, lines(old))
    done = bring(journal, lines(new))
    assert (done.added, done.changed, done.beaten) == (0, 1, 1)
    [beaten] = done.named
    assert (beaten.kind, beaten.holds["level"], beaten.lost["level"]) == ("pain", 5, 3)
    older = row(Pain(at=AT, level=8), 1, 0)
    late = bring(journal, lines(older))
    assert (late.changed, late.beaten) == (0, 1)
    assert bring(journal, lines(older, old)).nothing_new
    assert histories(journal) == {content(old), content(older)}
    assert [pain.level for pain in journal.entries(Pain)] == [5]


def test_a_removal_holds_until_the_entry_is_written_again(journal: Journal) -> None:
    """Deletes respected."""
    entry = Mood(at=AT, level=3)
    bring(journal, lines(row(entry, 1, 1)))
    assert bring(journal, lines(row(entry, 1, 2, deleted=True))).removed == 1
    assert not journal.entries(Mood)
    bring(journal, lines(row(entry, 1, 1)))
    assert not journal.entries(Mood)
    bring(journal, lines(row(replace(entry, level=4), 1, 3)))
    assert [mood.level for mood in journal.entries(Mood)] == [4]


def test_a_removed_entry_that_was_never_here_leaves_its_trace(journal: Journal) -> None:
    entry = Mood(at=AT, level=3)
    done = bring(journal, lines(row(entry, 1, 2, deleted=True)))
    assert (done.added, done.removed, done.traces) == (0, 0, 1)
    bring(journal, lines(row(entry, 1, 1)))
    assert not journal.entries(Mood)


def test_a_dry_run_says_the_same_and_writes_nothing(journal: Journal) -> None:
    file = lines(row(Pain(at=AT, level=3), 1), row(Pain(at=AT, level=4), 1, 2))
    before = journal.path.read_bytes()
    planned = bring(journal, file, dry_run=True)
    assert journal.path.read_bytes() == before
    assert planned == bring(journal, file)


def test_a_copy_is_made_before_anything_is_written_and_only_then(journal: Journal) -> None:
    seen: list[bytes] = []
    file = lines(row(Pain(at=AT, level=3), 1))
    bring(journal, file, first=lambda: seen.append(exported(journal)), dry_run=True)
    bring(journal, file, first=lambda: seen.append(exported(journal)))
    bring(journal, file, first=lambda: seen.append(exported(journal)))
    assert seen == [b""]


def test_no_copy_no_merge(journal: Journal) -> None:
    def fails() -> None:
        raise RehabError("no room")

    with pytest.raises(RehabError, match="no room"):
        bring(journal, lines(row(Pain(at=AT, level=3), 1)), first=fails)
    assert exported(journal) == b""


def test_undo_of_a_merge_is_one_act_and_keeps_what_came_otherwise(journal: Journal) -> None:
    with journal.act("logged a mood") as act:
        mood = act.add(Mood(at=AT, level=4))
    session = row(SessionRecord(at=AT, state="finished"), 1)
    part = SetRecord(
        at=AT, session=identifier(1), item=0, exercise="bridge", number=1, reps_prescribed=8
    )
    stop = row(StopEvent(at=AT, reason="pain", session=identifier(1)), 3)
    bring(journal, lines(row(part, 2), session, stop))
    assert [past.label for past in acts(journal)] == ["imported", "logged a mood"]
    assert acts(journal)[0].merged
    undone = undo(journal)
    assert undone is not None
    assert undone.entries == 3
    assert [one["kind"] for one in journal.rows(deleted=True)] == ["mood"]
    assert journal.entries(Mood) == [mood]
    bring(journal, lines(session))
    with journal.act("rated the morning after") as act:
        act.add(Pain(at=AT, level=2, moment="morning", session=identifier(1)))
    undo(journal)
    assert undo(journal) is not None
    assert not journal.entries(SessionRecord)
    kinds = {one["kind"]: one["deleted"] is not None for one in journal.rows(deleted=True)}
    assert kinds == {"mood": False, "pain": True, "session": True}


def test_a_stop_that_came_alone_can_be_taken_back(journal: Journal) -> None:
    bring(journal, lines(row(StopEvent(at=AT, reason="pain"), 3)))
    assert undo(journal) is not None
    assert not journal.entries(StopEvent)


def test_the_history_tells_versions_apart(journal: Journal) -> None:
    one, other = (dict(row(Mood(at=AT, level=level), 1)) for level in (3, 4))
    with journal.writing() as connection:
        for version in (one, one):
            history.keep(connection, "mood", version, NOW)
        assert history.knows(connection, "mood", one)
        assert not history.knows(connection, "mood", other)
        assert not history.knows(connection, "pain", one)
    assert len(histories(journal)) == 1


@pytest.mark.parametrize("count", [2, MOST_NAMED, MOST_NAMED + 1])
def test_every_version_that_is_beaten_is_counted_and_the_first_are_named(
    journal: Journal, count: int
) -> None:
    bring(journal, lines(*(row(Mood(at=AT, level=3), n, second=2) for n in range(count))))
    older = [row(Mood(at=AT, level=2), n, second=1) for n in range(count)]
    done = bring(journal, lines(*older))
    assert (done.beaten, done.changed, done.added) == (count, 0, 0)
    assert [one.lost["id"] for one in done.named] == [
        identifier(n) for n in range(min(count, MOST_NAMED))
    ]
    assert histories(journal) == {content(one) for one in older}


def test_taking_back_a_merge_leaves_none_of_its_rows(journal: Journal) -> None:
    """What it changed, what it added and what it removed, all in one."""
    bring(journal, lines(*(row(Mood(at=AT, level=3), n, second=1) for n in range(4))))
    before = exported(journal)
    bring(journal, lines(
        row(Mood(at=AT, level=1), 0, second=2), row(Mood(at=AT, level=2), 1, second=2),
        row(Pain(at=AT, level=5), 7), row(Mood(at=AT, level=3), 2, second=2, deleted=True),
        row(Note(at=AT, text="new"), 8), row(Mood(at=AT, level=4), 3, second=2),
    ))  # fmt: skip
    assert exported(journal) != before
    undone = undo(journal)
    assert undone is not None
    assert undone.entries == 6
    assert exported(journal) == before


def test_everything_that_came_is_counted(journal: Journal) -> None:
    moods = [row(Mood(at=AT, level=3), n, second=1) for n in range(6)]
    gone = [row(Pain(at=AT, level=3), 10 + n, deleted=True) for n in range(2)]
    first = bring(journal, lines(*moods, *gone))
    assert (first.added, first.changed, first.removed, first.traces, first.same) == (6, 0, 0, 2, 0)
    again = bring(journal, lines(
        *moods[:2], *gone[:1],
        *(row(Mood(at=AT, level=4), n, second=2) for n in (2, 3)),
        *(row(Mood(at=AT, level=3), n, second=2, deleted=True) for n in (4, 5)),
    ))  # fmt: skip
    assert (again.added, again.changed, again.removed, again.traces, again.same) == (0, 2, 2, 0, 3)
    assert again.beaten == 4


def test_two_files_are_one_merge_and_one_undo(journal: Journal) -> None:
    """A session may be in one of them and what belongs to it in the other, told by its file."""
    session, pain = (
        row(SessionRecord(at=AT), 1),
        row(Pain(at=AT, level=3, session=identifier(1)), 2),
    )
    with incoming() as read:
        with journal.reading() as connection:
            read.read(BytesIO(lines(session)), "a.jsonl", connection)
            read.read(BytesIO(lines(pain)), "b.jsonl", connection)
        assert merge(journal, read, "imported 2 files").added == 2
    assert [past.label for past in acts(journal)] == ["imported 2 files"]
    undo(journal)
    with incoming() as read, journal.reading() as connection:
        with pytest.raises(CatalogueError) as caught:
            read.read(BytesIO(lines(pain)), "b.jsonl", connection)
        assert str(caught.value).startswith("b.jsonl:1:")


def test_two_versions_of_one_moment_end_alike_in_either_order(tmp_path: Path) -> None:
    versions = [row(Mood(at=AT, level=level), 1, second=1) for level in (2, 4)]
    found = []
    for name, order in (("one", versions), ("two", versions[::-1])):
        journal = Journal.open(tmp_path / f"{name}.sqlite3", ManualClock(NOW))
        for one in order:
            bring(journal, lines(one))
        found.append(exported(journal))
    assert found[0] == found[1]
