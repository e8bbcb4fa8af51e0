"""What is no journal is refused in one line and stays byte for byte as it was."""

from __future__ import annotations

import os
import random
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from rehab_tui.clock import ManualClock
from rehab_tui.errors import DataError, ExitCode, RehabError
from rehab_tui.journal import schema
from rehab_tui.journal.records import Mood, Note, Pain
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import acts

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
CANARY = "canary-in-the-note"


@cache
def good_bytes() -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        journal = Journal.open(Path(folder) / "journal.sqlite3", ManualClock(NOW))
        with journal.act("logged") as act:
            for level in range(11):
                act.add(Pain(at=NOW, level=level))
                act.add(Note(at=NOW, text=f"{CANARY} {level}" * 20))
        return journal.path.read_bytes()


def sqlite_file(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def use_all(path: Path) -> None:
    """Whatever a command may do with a journal."""
    journal = Journal.open(path, ManualClock(NOW), wait=0.05)
    for record_type in (Pain, Note):
        journal.entries(record_type)
    journal.rows(deleted=True)
    journal.profile()
    acts(journal)


def write(path: Path) -> None:
    with Journal.open(path, ManualClock(NOW), wait=0.05).act("logged") as act:
        act.add(Mood(at=NOW, level=3))


def refused(path: Path) -> DataError:
    """Opening is refused by name, and the folder is as it was."""
    before = {p: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    for create in (False, True):
        with pytest.raises(DataError) as caught:
            Journal.open(path, ManualClock(NOW), create=create)
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)
        assert caught.value.todo
        assert caught.value.code == ExitCode.DATA
    assert {p: p.read_bytes() for p in path.parent.iterdir() if p.is_file()} == before
    return caught.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


def test_an_empty_file_is_not_a_new_user(path: Path) -> None:
    path.touch()
    assert "0 bytes" in str(refused(path))


@pytest.mark.parametrize(
    "content",
    [b"\0", b"hello", b"# my journal\n" * 500, bytes(5000), b"SQLite format 3\0", b"PK\3\4" * 999],
    ids=["nul", "word", "text", "zeros", "magic", "zip"],
)
def test_other_bytes(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused(path)


def test_random_bytes(path: Path) -> None:
    path.write_bytes(random.Random(7).randbytes(20_000))
    refused(path)


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_file_cut_off(path: Path, tenth: int) -> None:
    content = good_bytes()
    path.write_bytes(content[: len(content) * tenth // 10])
    refused(path)


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE places (id INTEGER PRIMARY KEY)"],
        ["CREATE TABLE pain (id TEXT)", "PRAGMA user_version = 1"],
        ["PRAGMA user_version = 1"],
        [f"PRAGMA application_id = {schema.APPLICATION_ID}", "CREATE TABLE places (id)"],
        ["PRAGMA application_id = 1", "CREATE TABLE meta (key, value)"],
        ["PRAGMA journal_mode = WAL", "CREATE TABLE places (id)"],
    ],
)
def test_another_program_s_sqlite_file(path: Path, statements: list[str]) -> None:
    sqlite_file(path, *statements)
    assert "not made by rehab" in str(refused(path))


@pytest.mark.parametrize("version", [schema.version() + 1, 999])
def test_a_newer_journal_is_refused_with_both_versions(path: Path, version: int) -> None:
    path.write_bytes(good_bytes())
    sqlite_file(path, f"PRAGMA user_version = {version}")
    message = str(refused(path))
    assert f"version {version}" in message
    assert f"version {schema.version()}" in message


def test_our_name_with_nothing_behind_it(path: Path) -> None:
    sqlite_file(
        path, f"PRAGMA application_id = {schema.APPLICATION_ID}",
        f"PRAGMA user_version = {schema.version()}", "CREATE TABLE places (id)",
    )  # fmt: skip
    assert "damaged or incomplete" in str(refused(path))


def test_a_folder_a_pipe_and_a_loose_link(path: Path) -> None:
    path.mkdir()
    assert "not a file" in str(refused(path))
    path.rmdir()
    os.mkfifo(path)
    assert "not a file" in str(refused(path))
    path.unlink()
    path.symlink_to(path.parent / "unplugged" / "journal.sqlite3")
    assert "unplugged" in str(refused(path))
    assert not (path.parent / "unplugged").exists()


def test_a_rollback_file_without_its_journal(path: Path) -> None:
    path.with_name(f"{path.name}-journal").write_bytes(b"old pages")
    assert "rollback" in str(refused(path))


def test_an_error_that_quotes_damaged_bytes_is_put_into_words_too(path: Path) -> None:
    """SQLite's own message is no text then, which Python reports in its own way."""
    content, found = re.subn(
        rb"tablemetameta(.{1,4})CREATE TABLE",
        lambda match: b"table\xcf\xcf\xcf\xcfmeta" + match[1] + b"CREATE NOISE",
        good_bytes(),
        flags=re.DOTALL,
    )
    assert found == 1
    path.write_bytes(content)
    with pytest.raises(UnicodeDecodeError), closing(sqlite3.connect(path)) as connection:
        connection.execute("SELECT * FROM mood")
    refused(path)


@pytest.mark.long
def test_a_hundred_mutations_give_answers_or_one_line(path: Path) -> None:
    good, chance = good_bytes(), random.Random(2026)
    used = len(good)
    for _ in range(100):
        content = bytearray(good)
        for _ in range(chance.choice([1, 1, 4, 64])):
            # The header and the first pages are where a flip does most.
            content[chance.randrange(chance.choice([100, 4096, used]))] = chance.randrange(256)
        path.write_bytes(content)
        try:
            use_all(path)
        except RehabError as error:
            assert "\n" not in str(error)  # noqa: PT017
            assert CANARY not in str(error)  # noqa: PT017
        assert path.read_bytes() == content
        try:
            write(path)
        except RehabError:
            assert path.read_bytes() == content
