"""Out and in again without loss."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from exchange_stage import (
    AT,
    KINDS,
    NOW,
    PAIN,
    a_journal,
    another_journal,
    bring,
    exported,
    identifier,
    lines,
    refused,
    row,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_journal_merge import VERSIONS
from test_journal_migrate import GOLDEN, from_dump
from test_journal_round_trip import SESSION, fresh_journal

from rehab_tui.clock import ManualClock
from rehab_tui.journal import rows, spreadsheet
from rehab_tui.journal.checked import shape
from rehab_tui.journal.exchange import csv_table, json_lines, whole, with_end
from rehab_tui.journal.records import (
    ENTRY_TYPES,
    CheckIn,
    Mood,
    Note,
    Pain,
    SessionRecord,
    SetRecord,
)
from rehab_tui.journal.store import Journal

journal = a_journal
other = another_journal


@pytest.mark.long
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(VERSIONS, max_size=6))
def test_out_in_and_out_again_is_byte_equal(versions: list[rows.Row]) -> None:
    with fresh_journal() as here, fresh_journal() as there, fresh_journal() as third:
        bring(here, lines(*versions))
        out = exported(here)
        assert out.isascii()
        assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", out)
        bring(there, out)
        assert exported(there) == out
        table = csv_table(here, KINDS)
        bring(third, table, "x.csv")
        assert exported(third) == out
        for cells in csv.reader(io.StringIO(table.decode(), newline="")):
            assert not any(re.match(r"[\t\r]|\s*[=+@]|\s*-(?![0-9]+$)", cell) for cell in cells)
        with fresh_journal() as fourth:
            for kind in dict.fromkeys(("session", *(one["kind"] for one in versions))):
                bring(fourth, csv_table(here, (kind,)), f"{kind}.csv")
            assert exported(fourth) == out


@pytest.mark.parametrize("dump", sorted(GOLDEN.iterdir()), ids=lambda path: path.stem)
def test_what_every_version_wrote_goes_out_and_in(journal: Journal, dump: Path) -> None:
    """What the app itself has written is never refused."""
    old = journal.path.with_name("old.sqlite3")
    from_dump(dump, old)
    out = exported(Journal.open(old, ManualClock(NOW)))
    assert {json.loads(line)["kind"] for line in out.splitlines()} == set(KINDS)
    bring(journal, out)
    assert exported(journal) == out


def test_the_order_is_by_moment_and_id(journal: Journal) -> None:
    late, early = AT.replace(hour=9), AT.replace(hour=6)
    given_rows = [
        row(Note(at=late, text="a"), 1), row(Mood(at=early, level=3), 9),
        row(Pain(at=early, level=3), 8), row(Mood(at=late, level=3), 1),
    ]  # fmt: skip
    bring(journal, lines(*given_rows))
    found = [json.loads(line) for line in exported(journal).splitlines()]
    assert [(one["kind"], one["id"][-1]) for one in found] == [
        ("pain", "8"), ("mood", "9"), ("mood", "1"), ("note", "1"),
    ]  # fmt: skip
    assert list(found[0]) == ["kind", *rows.columns("pain")]
    assert [json.loads(one)["kind"] for one in json_lines(journal, ("note",)).splitlines()] == [
        "note"
    ]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", " =1", "'quoted", "''", "\uff1d1",
     "a,b\"c\r\nd", "ok", "\x1b[2J", "\x7f"],
)  # fmt: skip
def test_formula_cells_are_neutralised_and_come_back(
    journal: Journal, other: Journal, text: str
) -> None:
    bring(journal, lines(row(Note(at=AT, text=text), 1)))
    assert [json.loads(one)["text"] for one in json_lines(journal, ("note",)).splitlines()] == [
        text
    ]
    table = csv_table(journal, ("note",))
    [_, cells] = csv.reader(io.StringIO(table.decode(), newline=""))
    assert cells[5] in (text, f"'{text}")
    assert not re.match(r"\s*[=+\-@\uff1d]|[\t\r\n]", cells[5])
    bring(other, table, "notes.csv")
    assert [note.text for note in other.entries(Note)] == [text]


def test_empty_and_nothing_are_told_apart_in_a_table(journal: Journal, other: Journal) -> None:
    made = SetRecord(
        at=AT, session=SESSION, item=0, exercise="", number=1, reps_prescribed=8, load="",
        two_more=False,
    )  # fmt: skip
    with journal.act("began") as act:
        act.add(SessionRecord(at=AT, id=SESSION))
        act.add(made)
        act.add(CheckIn(at=AT, moment="now"))
    bring(other, csv_table(journal, KINDS), "all.csv")
    assert exported(other) == exported(journal)
    [back] = other.entries(SetRecord)
    assert (back.exercise, back.load, back.reason, back.two_more) == ("", "", None, False)


def test_any_uuid_is_taken_and_written_in_one_way(journal: Journal) -> None:
    for version in range(9):
        name = f"ABCDEF01-2345-{version}678-9ABC-DEF01234567{version}"
        bring(journal, lines({**PAIN, "id": name}))
    assert len(journal.entries(Pain)) == 9
    assert bring(journal, lines({**PAIN, "id": name.lower()})).nothing_new


def test_what_can_not_be_kept_is_replaced_and_counted(journal: Journal) -> None:
    done = bring(journal, lines({**row(Note(at=AT, text="x"), 1), "text": "a\x00b\ud800"}))
    assert done.replaced == 2
    assert [note.text for note in journal.entries(Note)] == ["a\ufffdb\ufffd"]


def test_nothing_is_nothing_new(journal: Journal) -> None:
    for empty in (b"", b"\n\n", b"\xef\xbb\xbf"):
        assert bring(journal, empty).nothing_new
    assert bring(journal, b"\xef\xbb\xbf" + lines(PAIN).replace(b"\n", b"\r\n")).added == 1


def test_a_file_for_others_says_where_it_ends(journal: Journal, other: Journal) -> None:
    bring(journal, lines(PAIN, row(Mood(at=AT, level=3), 2)))
    file = with_end(exported(journal))
    assert whole(io.BytesIO(file))
    bring(other, file)
    assert exported(other) == exported(journal)
    for size in range(len(file) - 1):
        assert whole(io.BytesIO(file[:size])) is None
    assert "incomplete" in refused(other, file.replace(b'"level": 3', b'"level": 4'))[0]
    assert "behind the end" in refused(other, file + lines(PAIN))[0]
    assert "Update rehab" in refused(other, re.sub(rb'"schema": \d+', b'"schema": 999', file))[0]
    assert whole(io.BytesIO(with_end(b"")))


def test_the_columns_are_those_of_the_records() -> None:
    for record in ENTRY_TYPES:
        assert tuple(shape(record.kind)) == rows.columns(record.kind)
    assert spreadsheet.header(("mood",)) == ("kind", *rows.columns("mood"))


def test_yes_and_no_come_through_a_table(journal: Journal, other: Journal) -> None:
    asked = [
        row(SetRecord(at=AT, session=identifier(9), item=0, exercise="bridge", number=number,
                      reps_prescribed=8, two_more=said), number)
        for number, said in enumerate((True, False, None), 1)
    ]  # fmt: skip
    bring(journal, lines(row(SessionRecord(at=AT), 9), *asked))
    bring(other, csv_table(journal, KINDS), "all.csv")
    assert [one.two_more for one in other.entries(SetRecord)] == [True, False, None]
    assert exported(other) == exported(journal)


def test_more_may_stand_in_the_last_line_later(journal: Journal) -> None:
    entry, end = with_end(lines(PAIN)).decode().splitlines()
    more = json.dumps({**json.loads(end), "later": True})
    assert whole(io.BytesIO(f"{entry}\n{more}\n".encode()))
    assert whole(io.BytesIO(f"{entry}\n{end}\n".encode()))
    fewer = json.dumps({**json.loads(end), "count": 0})
    assert whole(io.BytesIO(f"{entry}\n{fewer}\n".encode())) is None


def test_the_same_yes_is_nothing_new(journal: Journal) -> None:
    """A yes lies in the file as a number, and comes as a word."""
    said = row(SetRecord(at=AT, session=identifier(9), item=0, exercise="bridge", number=1,
                         reps_prescribed=8, two_more=True), 1)  # fmt: skip
    file = lines(row(SessionRecord(at=AT), 9), said)
    bring(journal, file)
    again = bring(journal, file)
    assert again.nothing_new
    assert again.same == 2
