"""What a file from outside may not say: each mistake is told with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from exchange_stage import (
    AT,
    KINDS,
    PAIN,
    a_journal,
    another_journal,
    bring,
    identifier,
    lines,
    refused,
    row,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_journal_merge import VERSIONS
from test_journal_round_trip import fresh_journal

from rehab_tui.catalogue.problems import CatalogueError
from rehab_tui.journal import incoming as incoming_module
from rehab_tui.journal.exchange import csv_table, with_end
from rehab_tui.journal.records import Mood, Note, Pain, SessionRecord, SetRecord, StopEvent
from rehab_tui.journal.store import Journal

journal = a_journal
other = another_journal

WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"level": 11}, "level", "whole number from 0 to 10"),
    ({"level": 5.0}, "level", "whole number, not 5.0"),
    ({"level": True}, "level", "not true"),
    ({"level": "5"}, "level", "not '5'"),
    ({"level": None}, "level", "can't be empty"),
    ({"site": "nose"}, "site", "site can't be 'nose'"),
    ({"site": ["knee"]}, "site", "a list"),
    ({"moment": ""}, "moment", "moment can't be"),
    ({"id": "1"}, "id", "no UUID"),
    ({"session": "1"}, "session", "no UUID"),
    ({"at": "2026-11-20"}, "at", "no moment"),
    ({"at": "2026-11-20T07:30:00.000+01:00"}, "at", "no moment"),
    ({"updated": "2026-13-20T07:30:00.000Z"}, "updated", "no moment"),
    ({"deleted": "yes"}, "deleted", "no moment"),
    ({"day": "2026-11-21"}, "day", "It is 2026-11-20"),
    ({"offset_min": 1440}, "offset_min", "-1439 to 1439"),
    ({"device": ""}, "device", "1 to 10000"),
    ({"lvel": 3}, "lvel", "Did you mean level?"),
    ({"kind": "pian"}, "kind", "Did you mean pain?"),
    ({"kind": 3}, "kind", "no kind"),
    ({"kind": "sleep"}, "", "a sleep entry has no 'level'"),
]


@pytest.mark.parametrize(("change", "at", "words"), WRONG)
def test_a_wrong_value_is_told_with_its_place(
    journal: Journal, change: dict[str, Any], at: str, words: str
) -> None:
    """Nothing is written when one line of many is wrong."""
    wrong = {**PAIN, **change}
    text = json.dumps(wrong)
    column = text.index(f'"{at}": ') + len(f'"{at}": ') + 1 if at else 0
    problems = refused(journal, lines(row(Mood(at=AT, level=3), 2), wrong, PAIN))
    [told, *_] = [one for one in problems if words in one]
    assert told.startswith(f"x.jsonl:2:{column}: " if at else "x.jsonl:2:")


@pytest.mark.parametrize(
    ("line", "where", "words"),
    [
        (b"{", "1:2", "no JSON"), (b"[]", "1:1", "no entry"), (b"3", "1:1", "no entry"),
        (b'{"kind": NaN}', "1:1", "no JSON"), (b"[" * 100_000, "1:1", "no JSON"),
        (b'{"a": 1' + b"0" * 5000 + b"}", "1:1", "no JSON"),
        (b'{"kind": "pain", "kind": "mood"}', "1:10", "twice"), (b"\xff\xfe", "1:1", "not UTF-8"),
        (b'{"id": "x", "kind": "pain", "kind": "mood"}', "1:21", "'kind' is there twice"),
        (b"kind,nonsense\n", "1:2", "no column"), (b"kind,id,id\n", "1:3", "twice"),
        (b"kind,id\npain\n", "2:1", "1 cells"), (b'kind,id\npain,"x\n', "2:1", "no CSV"),
        (b"kind,id\npiano,x\n", "2:1", "no kind"), (b"SQLite format 3\x00", "1:1", "no JSON"),
    ],
)  # fmt: skip
def test_what_is_no_entry_is_told_with_its_place(
    journal: Journal, line: bytes, where: str, words: str
) -> None:
    problem = refused(journal, line)[0]
    assert problem.startswith(f"x.jsonl:{where}: ")
    assert words in problem


@pytest.mark.parametrize(
    ("line", "todo"),
    [
        (b"\xff\xfe", "Save the file as UTF-8."), (b"kind,id,id\n", "Keep one of them."),
        (b"[" * 100_000, "Copy it again"), (b"kind,id\npain\n", "Copy it again"),
        (lines(PAIN) + b"{", "Copy it again"), (b"[]", "Each line is a JSON object"),
        (lines({"kind": "pain"}), "Export the entries anew."),
    ],
)  # fmt: skip
def test_what_to_do_is_told_too(journal: Journal, line: bytes, todo: str) -> None:
    assert todo in refused(journal, line)[0]


def test_a_missing_column_is_named(journal: Journal) -> None:
    short = {name: value for name, value in PAIN.items() if name != "level"}
    [problem] = refused(journal, lines(short))
    assert "'level' is missing" in problem
    optional = {name: value for name, value in PAIN.items() if name not in ("site", "deleted")}
    assert bring(journal, lines(optional)).added == 1


def test_every_problem_is_told_at_once_up_to_a_hundred(journal: Journal) -> None:
    wrong = lines({**PAIN, "level": 11, "site": "nose", "day": "x"}, {**PAIN, "level": 1.5})
    assert len(refused(journal, wrong)) == 2
    assert len(refused(journal, lines(PAIN) + b"x\n" * 1000)) == 100


def test_another_kind_of_file_is_told_once(journal: Journal) -> None:
    [problem] = refused(journal, b"<!DOCTYPE html>\n" * 1000)
    assert problem == (
        "x.jsonl:1:1: this is no JSON: expecting value. "
        "Take a file that 'rehab journal export' wrote."
    )


def test_a_session_that_is_nowhere_is_told(journal: Journal) -> None:
    lost = row(Pain(at=AT, level=3, session=identifier(7)), 1)
    [problem] = refused(journal, lines(PAIN, lost))
    column = json.dumps(lost).index('"session": ') + len('"session": ') + 1
    assert problem.startswith(f"x.jsonl:2:{column}: its session")


def test_a_line_without_end_takes_no_memory(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming_module, "LONGEST_LINE", 1000)
    long = lines(row(Note(at=AT, text="x" * 1000), 2))
    [problem] = refused(journal, lines(PAIN) + long + lines(PAIN))
    assert problem.startswith("x.jsonl:2:1: this line is longer")
    table = csv_table(journal, ("note",)) + b'note,"' + b"x\r\n" * 1000
    assert refused(journal, table, "x.csv")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from(["2026-11-20T24:00:00.000Z", "0001-01-01T00:00:00.000Z", "2026-02-30", "=1"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=3,
)  # fmt: skip


@st.composite
def broken_files(draw: st.DrawFn) -> bytes:
    """Right lines with a value exchanged here, a column gone there, or bytes over them."""
    versions = draw(st.lists(VERSIONS, min_size=1, max_size=3))
    for version in versions:
        for name in draw(st.lists(st.sampled_from(sorted(version)), max_size=2)):
            if draw(st.booleans()):
                version[name] = draw(JSON)
            else:
                version.pop(name, None)
    content = bytearray(lines(*versions))
    if draw(st.booleans()):
        place = draw(st.integers(0, len(content)))
        content[place : place + draw(st.integers(0, 30))] = draw(st.binary(max_size=10))
    return bytes(content)


def taken_whole_or_refused(content: bytes) -> None:
    """What passes the reader passes the CHECKs of the tables too; all else is told in words."""
    with fresh_journal() as journal:
        told: list[str] = []
        try:
            bring(journal, content)
        except CatalogueError as error:
            told = str(error).splitlines()
        assert all(line.startswith("phone.jsonl:") for line in told)
        assert not told or len(journal.rows(deleted=True)) == 1


@pytest.mark.long
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(broken_files())
def test_no_file_does_any_harm(content: bytes) -> None:
    taken_whole_or_refused(content)


@pytest.mark.long
@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow])
@given(broken_files())
def test_no_file_of_many_does_any_harm(content: bytes) -> None:
    """At length."""
    taken_whole_or_refused(content)


def test_in_a_table_what_is_neither_yes_nor_no_is_told(journal: Journal, other: Journal) -> None:
    said = SetRecord(at=AT, session=identifier(9), item=0, exercise="bridge", number=1,
                     reps_prescribed=8, two_more=True)  # fmt: skip
    bring(journal, lines(row(SessionRecord(at=AT), 9), row(said, 1)))
    table = csv_table(journal, KINDS)
    assert table.count(b",true,") == 1
    [problem] = refused(other, table.replace(b",true,", b",perhaps,"), "x.csv")
    assert "'two_more' is true or false" in problem


def test_in_a_table_an_empty_line_is_nothing_and_a_mistake_has_its_cell(journal: Journal) -> None:
    bring(journal, lines(PAIN, row(Pain(at=AT, level=4), 2)))
    head, first, second = csv_table(journal, ("pain",)).decode().splitlines()
    table = "\r\n".join([head, "", first, "", "", second, ""]).encode()
    assert bring(journal, table, "x.csv").same == 2, "nothing behind an empty line is lost"
    place = head.split(",").index("level") + 1
    cells = second.split(",")
    cells[place - 1] = "eleven"
    wrong = "\r\n".join([head, "", first, ",".join(cells)]).encode()
    [problem] = refused(journal, wrong, "x.csv")
    assert problem.startswith(f"x.csv:4:{place}: ")


def test_a_newer_program_and_a_changed_end_are_told_by_their_line(journal: Journal) -> None:
    file = with_end(lines(PAIN))
    entry, end = file.decode().splitlines()
    newer = json.dumps({**json.loads(end), "schema": 999})
    [problem] = refused(journal, f"{entry}\n{newer}\n".encode())
    assert problem == (
        "x.jsonl:2:1: a newer version of rehab wrote this file. Update rehab here too."
    )
    short = json.dumps({**json.loads(end), "count": 2})
    [problem] = refused(journal, f"{entry}\n{short}\n".encode())
    assert problem.startswith("x.jsonl:2:1: the file is incomplete or was changed")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"session": "here"}, "'session' is no UUID"),
        ({"device": ""}, "'device' needs 1 to 10000 characters"),
        ({"device": "x" * 10_001}, "'device' needs 1 to 10000 characters"),
        ({"device": "x" * 10_000}, None),
        ({"device": "x"}, None),
        ({"offset_min": 1440}, "'offset_min' is -1439 to 1439 minutes"),
        ({"offset_min": -1440}, "'offset_min' is -1439 to 1439 minutes"),
        ({"offset_min": 1439, "day": "2026-11-21"}, None),
        ({"offset_min": -1439, "day": "2026-11-19"}, None),
        ({"level": True}, "'level' is a whole number, not true"),
        ({"level": False}, "'level' is a whole number, not false"),
        ({"level": [1]}, "'level' is a whole number, not a list"),
        ({"level": {}}, "'level' is a whole number, not an object"),
        ({"site": "nose"}, "site can't be 'nose'"),
    ],
)
def test_each_value_is_looked_at(
    journal: Journal, change: dict[str, object], told: str | None
) -> None:
    if told is None:
        assert bring(journal, lines({**PAIN, **change})).added == 1
        return
    wrong = {**PAIN, **change}
    [problem] = refused(journal, lines(wrong))
    (name,) = change
    place = json.dumps(wrong).index(f'"{name}": ') + len(f'"{name}": ') + 1
    assert problem.startswith(f"x.jsonl:1:{place}: ")
    assert told in problem


@pytest.mark.parametrize(
    "answered", ["x", "2026-11-20", "2026-11-20T08:30:00.000", "2026-11-20T08:30:00+01:00"]
)
def test_when_a_stop_was_answered_is_a_moment_with_its_offset(
    journal: Journal, answered: str
) -> None:
    stop = row(StopEvent(at=AT, reason="dizzy", tier=4), 4)
    [problem] = refused(journal, lines({**stop, "answered": answered, "answer": "seen"}))
    assert "'answered' is no moment with its offset" in problem


def test_a_line_may_be_just_as_long_as_it_may(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = lines(PAIN)
    monkeypatch.setattr(incoming_module, "LONGEST_LINE", len(line))
    assert bring(journal, line + line).added == 1
    monkeypatch.setattr(incoming_module, "LONGEST_LINE", len(line) - 1)
    assert "longer than" in refused(journal, b"\n" + line)[0]
    assert "longer than" in refused(journal, line)[0]
