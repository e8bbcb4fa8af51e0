"""docs/journal.md tells the truth: tables, columns, words are the file's, and queries run."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rehab_tui.clock import ManualClock
from rehab_tui.journal import rows
from rehab_tui.journal import vocabulary as v
from rehab_tui.journal.records import Note
from rehab_tui.journal.store import Journal
from rehab_tui.practice.demo import demo_records

PAGE = (Path(__file__).parents[2] / "docs" / "journal.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
LAST = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("pain", "quality"): v.QUALITIES, ("pain", "moment"): v.PAIN_MOMENTS,
    ("treatment", "what"): v.TREATMENTS, ("session", "state"): v.SESSION_STATES,
    ("set", "side"): v.SET_SIDES, ("check_in", "moment"): v.CHECK_MOMENTS,
    ("check_in", "stiffness"): v.STIFFNESS, ("check_in", "question"): tuple(v.ASKED),
    ("decision", "answer"): v.OFFER_ANSWERS,
}  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    journal = Journal.open(tmp_path_factory.mktemp("page") / "journal.sqlite3", ManualClock(NOON))
    with journal.act("made up") as act:
        for record in demo_records(LAST):
            act.add(record)
        act.add(Note(at=NOON, text="the stairs went well"))
    return journal.path


@pytest.fixture
def connection(filled: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{filled}?mode=ro", uri=True)) as connection:
        yield connection


def section(title: str) -> str:
    return re.split(r"\n#{2,3} ", PAGE.split(f"\n{title}\n")[1])[0]


def described(title: str) -> dict[str, str]:
    """Each column that a table of the page names, with the words beside it."""
    lines = re.findall(r"^\| (`.*?`) \| (.*) \|$", section(title), re.MULTILINE)
    return {name: words for names, words in lines for name in re.findall(r"`(\w+)`", names)}


@pytest.mark.parametrize("kind", rows.TYPES)
def test_a_table_has_the_columns_that_the_page_names(kind: str) -> None:
    assert tuple(described(f"### {kind}")) == rows.own_columns(kind)
    common = set(rows.columns(kind)) - set(rows.own_columns(kind))
    assert set(described("## The tables")) == common


@pytest.mark.parametrize(("kind", "column"), WORDS)
def test_words_are_the_vocabulary(kind: str, column: str) -> None:
    said = re.sub(r"\(.*?\)", "", described(f"### {kind}")[column])
    said = re.sub(r"^(how|where): ", "", said).split(";")[0]
    assert tuple(word.strip() for word in said.split(",")) == WORDS[kind, column]


def test_the_views_have_the_columns_that_the_page_names(connection: sqlite3.Connection) -> None:
    found = {
        name
        for view in ("daily", "weekly")
        for name, *_ in connection.execute(f"SELECT * FROM {view}").description
    }
    assert set(described("## The views")) == found


def test_the_program_s_own_tables_are_all_named(connection: sqlite3.Connection) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    own = {name for (name,) in connection.execute(query)} - rows.TYPES.keys()
    assert set(re.findall(r"`(\w+)`", section("### The program's own tables"))) == own


def test_there_are_queries() -> None:
    assert len(QUERIES) >= 8
    assert len(PYTHON) == 1


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.split("\n")[0][:40])
def test_each_query_gives_an_answer(connection: sqlite3.Connection, query: str) -> None:
    assert sqlite3.complete_statement(query)
    found = connection.execute(query).fetchall()
    assert found
    assert any(value is not None for row in found for value in row)


def test_the_queries_inside_other_languages_run_too(connection: sqlite3.Connection) -> None:
    [asked] = re.findall(r'"(SELECT [^"]*)"', PYTHON[0])
    assert connection.execute(asked).fetchall()
    compile(PYTHON[0], "journal.md", "exec")
    [duck] = re.findall(r"^(SELECT .*);\"$", PAGE, re.MULTILINE)
    # SQLite has no median()
    assert connection.execute(duck.replace("mine.", "").replace("median", "avg")).fetchall()


def test_a_name_of_the_page_leads_somewhere() -> None:
    heads = {
        re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-")
        for head in re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#(.*?)\)", PAGE)) <= heads
