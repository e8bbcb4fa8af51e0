"""Schema, SQLModel tables, records and vocabulary say the same; CHECKs refuse the rest."""

from __future__ import annotations

import re
import sqlite3
import types
import typing
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest

from rehab_tui.clock import ManualClock
from rehab_tui.journal import records as r
from rehab_tui.journal import rows, schema
from rehab_tui.journal import vocabulary as v
from rehab_tui.journal.migrate import build

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
SESSION = "01a20000-0000-7000-8000-000000000001"
OTHER = "01a20000-0000-7000-8000-000000000002"

COMMON: rows.Row = {
    "id": OTHER, "at": "2026-11-20T07:30:00.000Z", "offset_min": 825, "day": "2026-11-20",
    "created": "2026-11-20T07:30:00.000Z", "updated": "2026-11-20T07:30:00.000Z",
    "device": "d", "deleted": None,
}  # fmt: skip
VALID: dict[str, rows.Row] = {
    "pain": {"level": 4, "moment": "now"},
    "mood": {"level": 3},
    "sleep": {"minutes": 420},
    "function": {"activity": "stairs", "level": 5},
    "treatment": {"what": "heat"},
    "done_elsewhere": {"what": ""},
    "note": {"text": "slept badly"},
    "session": {"state": "running", "prescription": "[]", "sets": 0, "seconds": 0},
    "set": {
        "session": SESSION, "item": 0, "exercise": "bridge", "number": 1, "side": "both",
        "variant": "base", "reps_prescribed": 10,
    },
    "check_in": {"moment": "before", "about": ""},
    "stop": {"reason": "pain"},
    "decision": {"rule": "PR1", "reason": "because"},
    "profile": {"key": "side", "value": "left"},
}  # fmt: skip

# What a column may not hold, by what the record says of it: (kind, column): values.
RANGES: dict[tuple[str, str], tuple[int, int]] = {
    ("pain", "level"): (0, 10), ("mood", "level"): (1, 5), ("function", "level"): (0, 10),
    ("sleep", "minutes"): (0, 1440), ("sleep", "quality"): (1, 5), ("sleep", "latency"): (0, 1440),
    ("sleep", "awakenings"): (0, 100), ("sleep", "awake"): (0, 1440),
    ("treatment", "minutes"): (1, 1440), ("done_elsewhere", "minutes"): (1, 1440),
    ("session", "phase"): (0, 10_000), ("session", "week"): (0, 10_000),
    ("session", "sets"): (0, 10_000), ("session", "seconds"): (0, 86_400),
    ("session", "effort"): (0, 10), ("set", "item"): (0, 10_000), ("set", "number"): (1, 10_000),
    ("set", "reps"): (0, 100_000), ("set", "reps_prescribed"): (0, 100_000),
    ("set", "seconds"): (0, 100_000), ("set", "seconds_prescribed"): (0, 100_000),
    ("set", "two_more"): (0, 1), ("check_in", "effort"): (0, 10), ("stop", "tier"): (1, 5),
}  # fmt: skip
LISTS: dict[tuple[str, str], tuple[str, ...]] = {
    ("pain", "site"): v.SITES, ("pain", "quality"): v.QUALITIES,
    ("pain", "moment"): v.PAIN_MOMENTS, ("treatment", "what"): v.TREATMENTS,
    ("session", "state"): v.SESSION_STATES, ("set", "side"): v.SET_SIDES,
    ("check_in", "moment"): v.CHECK_MOMENTS, ("check_in", "stiffness"): v.STIFFNESS,
    ("check_in", "question"): tuple(v.ASKED),
    ("decision", "answer"): v.OFFER_ANSWERS,
}  # fmt: skip
REQUIRED_TEXT = [
    ("function", "activity"), ("note", "text"), ("stop", "reason"), ("decision", "rule"),
    ("profile", "key"),
]  # fmt: skip


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    """An empty journal in memory, with one session."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        build(connection, ManualClock(NOW))
        write(connection, "session", id=SESSION)
        yield connection


def write(connection: sqlite3.Connection, kind: str, **values: Any) -> None:
    row = COMMON | VALID[kind] | values
    names = ", ".join(f'"{name}"' for name in row)
    connection.execute(
        f'INSERT INTO "{kind}" ({names}) VALUES ({", ".join("?" * len(row))})', list(row.values())
    )


def test_every_kind_has_its_table_and_no_other(database: sqlite3.Connection) -> None:
    found = {
        row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
    }
    found -= {"meta", "act", "act_row", "row_history"}
    assert found == {record.kind for record in r.ENTRY_TYPES} == set(typing.get_args(r.Kind))


@pytest.mark.parametrize("record_type", r.ENTRY_TYPES)
def test_columns_are_the_fields_of_the_record(
    database: sqlite3.Connection, record_type: type[r.Record]
) -> None:
    kind = record_type.kind
    found = {
        name: (declared, bool(not_null))
        for _, name, declared, not_null, *_ in database.execute(f'PRAGMA table_info("{kind}")')
    }
    assert tuple(found) == rows.columns(kind)
    hints = typing.get_type_hints(record_type)
    for field in fields(record_type):
        held = typing.get_args(hints[field.name])
        may_be_missing = types.NoneType in held
        inner = next((t for t in held if t is not types.NoneType), hints[field.name])
        declared = "INTEGER" if inner in (int, bool) else "TEXT"
        assert found[field.name] == (declared, not may_be_missing)
        assert (inner is bool) == (field.name in rows.BOOLEANS)
        assert (inner is datetime and field.name != "at") == (field.name in rows.MOMENTS)


@pytest.mark.parametrize("kind", VALID)
def test_the_sqlmodel_tables_mirror_the_schema(database: sqlite3.Connection, kind: str) -> None:
    from sqlalchemy import inspect

    from rehab_tui.journal.tables import TABLES

    assert TABLES.keys() == VALID.keys()
    table = inspect(TABLES[kind]).local_table
    assert table.name == kind
    declared = {
        name: bool(not_null)
        for _, name, _, not_null, *_ in database.execute(f'PRAGMA table_info("{kind}")')
    }
    assert {column.name: not column.nullable for column in table.columns} == declared
    keys = {row[3]: row[2] for row in database.execute(f'PRAGMA foreign_key_list("{kind}")')}
    mirrored = {key.parent.name: key.column.table.name for key in table.foreign_keys}
    assert mirrored == keys
    assert ("session" in declared) == ("session" in keys)
    indexes = {row[1] for row in database.execute(f'PRAGMA index_list("{kind}")') if row[3] == "c"}
    indexed = {column.name for column in table.columns if column.index}
    assert {f"{kind}_{name}" for name in indexed} == indexes


@pytest.mark.parametrize("kind", VALID)
def test_a_valid_row_is_taken(database: sqlite3.Connection, kind: str) -> None:
    write(database, kind)


def test_every_whole_number_and_every_list_is_under_test() -> None:
    whole = {
        (record.kind, field.name)
        for record in r.ENTRY_TYPES
        for field in fields(record)
        if re.match(r"int|bool", str(field.type))
    }
    assert whole == RANGES.keys()
    for record in r.ENTRY_TYPES:
        for field in fields(record):
            if "Literal" in str(field.type) or str(field.type).startswith("v."):
                assert (record.kind, field.name) in LISTS


@pytest.mark.parametrize(("kind", "column"), RANGES)
def test_a_number_out_of_range_is_refused(
    database: sqlite3.Connection, kind: str, column: str
) -> None:
    least, most = RANGES[kind, column]
    for wrong in (least - 1, most + 1, 2**62, -(2**62), least + 0.5, "many", b"1", float("inf")):
        with pytest.raises(sqlite3.IntegrityError):
            write(database, kind, **{column: wrong})
    write(database, kind, **{column: least})
    write(database, kind, **{column: most, "id": OTHER.replace("2", "3")})


@pytest.mark.parametrize(("kind", "column"), LISTS)
def test_a_list_is_the_vocabulary_and_nothing_else(
    database: sqlite3.Connection, kind: str, column: str
) -> None:
    for number, word in enumerate(LISTS[kind, column]):
        write(database, kind, **{column: word, "id": f"{number:036d}"})
    (sql,) = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", (kind,)).fetchone()
    (listed,) = re.findall(rf'"{column}" IN \(([^)]*)\)', sql)
    assert re.findall(r"'([^']*)'", listed).__len__() == len(LISTS[kind, column])
    for wrong in ("", "other one", "NOW", 1):
        with pytest.raises(sqlite3.IntegrityError):
            write(database, kind, **{column: wrong})


@pytest.mark.parametrize(("kind", "column"), REQUIRED_TEXT)
def test_a_text_that_must_be_there_is_refused_when_empty_or_endless(
    database: sqlite3.Connection, kind: str, column: str
) -> None:
    for wrong in ("", "x" * 10_001, None, b"bytes"):
        with pytest.raises(sqlite3.IntegrityError):
            write(database, kind, **{column: wrong})
    write(database, kind, **{column: "😀" * 10_000})


WRONG_IN_ANY: tuple[rows.Row, ...] = (
    {"id": None}, {"id": "1"}, {"id": OTHER.upper().replace("0", "G")},
    {"at": "2026-11-20 07:30:00"}, {"at": "2026-11-20T07:30:00Z"}, {"at": None},
    {"at": "2026-11-20T07:30:00.000+01:00"}, {"at": "2026-13-20T07:30:00.000Z"},
    {"day": "2026-11-21"}, {"day": "20.11.2026"}, {"day": None}, {"day": ""},
    {"offset_min": 1440}, {"offset_min": None}, {"offset_min": 1.5},
    {"created": "yesterday"}, {"updated": None}, {"device": ""}, {"deleted": "yes"},
)  # fmt: skip


@pytest.mark.parametrize("kind", VALID)
def test_what_every_row_has_is_checked(database: sqlite3.Connection, kind: str) -> None:
    for wrong in WRONG_IN_ANY:
        with pytest.raises(sqlite3.IntegrityError):
            write(database, kind, **wrong)
    write(database, kind)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("sleep", {"minutes": None}),
        ("set", {"reps_prescribed": None}),
        ("set", {"session": None}),
        ("set", {"session": OTHER}),
        ("pain", {"session": OTHER}),
        ("check_in", {"session": OTHER}),
        ("check_in", {"about": "heel-raise"}),
        ("check_in", {"answer": "yes"}),
        ("check_in", {"about": None, "question": "ill"}),
        ("stop", {"answered": "2026-11-20T07:30:00.000Z"}),
        ("stop", {"answered": "2026-11-20T07:30:00"}),
    ],
)
def test_a_row_that_contradicts_itself_or_belongs_nowhere_is_refused(
    database: sqlite3.Connection, kind: str, wrong: rows.Row
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        write(database, kind, **wrong)


@pytest.mark.parametrize("question", v.ASKED)
def test_an_answer_fits_its_question_in_the_file_as_in_the_record(
    database: sqlite3.Connection, question: str
) -> None:
    answers = {word for allowed in v.ASKED.values() for word in allowed or ()}
    for number, answer in enumerate([None, *sorted(answers), "", "x" * 10_000, "x" * 10_001]):
        try:
            r.CheckIn(at=NOW, moment="now", question=question, answer=answer)
        except ValueError:
            with pytest.raises(sqlite3.IntegrityError):
                write(database, "check_in", question=question, answer=answer)
        else:
            write(database, "check_in", question=question, answer=answer, id=f"{number:036d}")
    asked = v.ASKED[question]
    kept = 1 + len(answers) + 1 if asked is None else 1 + len(asked)
    assert database.execute("SELECT count(*) FROM check_in").fetchone() == (kept,)


def test_the_day_is_the_local_one_by_the_stored_offset(database: sqlite3.Connection) -> None:
    late = "2026-11-20T10:15:00.000Z"
    write(database, "mood", at=late, offset_min=825, day="2026-11-21")
    with pytest.raises(sqlite3.IntegrityError):
        write(database, "mood", id=SESSION, at=late, offset_min=824, day="2026-11-21")


def test_the_header_names_the_program_and_the_version(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    assert database.execute("PRAGMA user_version").fetchone() == (schema.version(),)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
