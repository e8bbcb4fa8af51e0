"""The quickest way of `rehab log`: what it prints and writes is what the long way does."""

from __future__ import annotations

import fcntl
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rehab_tui.cli import at_once as quickest
from rehab_tui.cli.at_once import at_once, journal_file
from rehab_tui.cli.main import main
from rehab_tui.clock import ManualClock, SystemClock
from rehab_tui.errors import RehabError
from rehab_tui.journal import append as appending
from rehab_tui.journal import rows, schema
from rehab_tui.journal.records import ENTRY_TYPES, Mood, Pain
from rehab_tui.journal.store import Journal
from rehab_tui.journal.vocabulary import KINDS, QUALITIES, SITES
from rehab_tui.paths import user_paths

if sys.platform == "win32":
    pytest.skip("there the long way is gone", allow_module_level=True)

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})?")
NOW = datetime(2026, 11, 23, 7, 30, 15, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45)))
DEVICE = "01a2094c-9653-7dff-80a3-ea599e37153b"


def new_home(folder: Path) -> dict[str, str]:
    """A journal whose device is always the same."""
    file = folder / "journal.sqlite3"
    file.write_bytes(_new_journal())
    file.chmod(0o600)
    return {"REHAB_DATA_DIR": str(folder), "REHAB_CONFIG_DIR": str(folder)}


@cache
def _new_journal() -> bytes:
    with TemporaryDirectory() as folder:
        journal = Journal.open(Path(folder) / "journal.sqlite3", ManualClock(NOW))
        journal.remember("device", DEVICE)
        return journal.path.read_bytes()


def contents(home: Mapping[str, str]) -> dict[str, Any]:
    """Every table, with ids that count from the first."""
    seen: dict[str, str] = {}

    def numbered(value: object) -> object:
        if not isinstance(value, str) or value == DEVICE:
            return value
        return ID.sub(
            lambda m: m[0] if m[0] == DEVICE else seen.setdefault(m[0], f"id-{len(seen)}"), value
        )

    with closing(sqlite3.connect(f"{home['REHAB_DATA_DIR']}/journal.sqlite3")) as connection:
        return {
            name: [
                tuple(map(numbered, row)) for row in connection.execute(f'SELECT * FROM "{name}"')
            ]
            for name in (*KINDS, "act", "act_row")
        }


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _: NOW)


PAINS = st.builds(
    lambda level, site, feel: f"{level}{site}{feel}",
    st.integers(0, 10),
    st.sampled_from(["", *(f"@{site}" for site in SITES)]),
    st.sampled_from(["", *(f":{feel}" for feel in QUALITIES)]),
)
TYPED = st.sampled_from(["11", "-1", "4.0", "", "4@", "4@nowhere", "4:", "é", "4@knee:", "x"])
PAIRS = st.one_of(
    st.tuples(st.sampled_from(["-p", "--pain"]), PAINS),
    st.tuples(st.sampled_from(["-m", "--mood"]), st.sampled_from("12345")),
)
ANY = st.one_of(
    PAIRS, st.tuples(st.sampled_from(["-p", "-m", "--mood", "-s", "--json", "--at", "-q"]), TYPED)
)


def one_mood(pairs: list[tuple[str, str]]) -> bool:
    """A second one is refused, the long way."""
    return sum(name in ("-m", "--mood") for name, _ in pairs) < 2


@settings(max_examples=25, deadline=None)
@given(pairs=st.lists(PAIRS, min_size=1, max_size=4).filter(one_mood))
def test_both_ways_print_and_write_the_same(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    words = ["log", *(word for pair in pairs for word in pair)]
    homes = [new_home(tmp_path_factory.mktemp(name)) for name in ("quick", "long")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SystemClock, "now", lambda _: NOW)
        said = at_once(words, homes[0])
        printed: list[str] = []
        patch.setattr("rehab_tui.cli.terminal._put", printed.append)
        for name, value in homes[1].items():
            patch.setenv(name, value)
        assert main(words) == 0
    assert said is not None
    assert ID.sub("ID", said) == ID.sub("ID", "".join(printed))
    quick, long = map(contents, homes)
    assert quick == long
    assert quick["act"]


@settings(max_examples=25, deadline=None)
@given(pairs=st.lists(ANY, min_size=1, max_size=3))
def test_what_is_not_plain_is_left_to_the_long_way(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    home = new_home(tmp_path_factory.mktemp("quick"))
    before = contents(home)
    if at_once(["log", *(word for pair in pairs for word in pair)], home) is None:
        assert contents(home) == before
    else:
        assert len(contents(home)["act"]) == 1


@pytest.mark.parametrize(
    "words",
    [[], ["log"], ["log", "-p"], ["log", "-h"], ["log", "-p4"], ["log", "-p", "4", "--json"],
     ["report"], ["--version", "x"], ["-p", "4"]],
)  # fmt: skip
def test_other_lines_are_none_of_its(tmp_path: Path, words: list[str]) -> None:
    assert at_once(words, new_home(tmp_path)) is None


def test_the_version() -> None:
    from rehab_tui import __version__

    assert at_once(["--version"], {}) == f"rehab {__version__}\n"


def test_a_journal_that_is_not_as_it_should_be_is_left_alone(tmp_path: Path) -> None:
    line = ["log", "-p", "4"]
    assert at_once(line, {"REHAB_DATA_DIR": str(tmp_path / "none")}) is None
    assert not (tmp_path / "none").exists()
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "journal.sqlite3").touch(mode=0o600)
    assert at_once(line, {"REHAB_DATA_DIR": str(empty)}) is None
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    with closing(sqlite3.connect(foreign / "journal.sqlite3")) as connection:
        connection.execute("CREATE TABLE t (x)")
    (foreign / "journal.sqlite3").chmod(0o600)
    assert at_once(line, {"REHAB_DATA_DIR": str(foreign)}) is None
    home = new_home(tmp_path)
    file = Path(home["REHAB_DATA_DIR"]) / "journal.sqlite3"
    file.chmod(0o644)  # the long way closes it
    assert at_once(line, home) is None
    file.chmod(0o600)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert at_once(line, home) is None


def test_while_somebody_else_writes_the_long_way_waits(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    with (tmp_path / "journal.sqlite3.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert at_once(["log", "-p", "4"], home) is None
    with closing(sqlite3.connect(tmp_path / "journal.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert at_once(["log", "-p", "4"], home) is None
        other.execute("ROLLBACK")
    assert at_once(["log", "-p", "4"], home) is not None


@pytest.mark.usefixtures("now")
def test_nothing_half_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = new_home(tmp_path)
    before = contents(home)

    def fails(*_: object) -> dict[str, str]:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(appending, "short_ids", fails)
    assert at_once(["log", "-p", "4"], home) is None
    assert contents(home) == before


@example({"XDG_DATA_HOME": "/"})
@given(
    environment=st.dictionaries(
        st.sampled_from(["REHAB_DATA_DIR", "XDG_DATA_HOME", "HOME"]),
        st.sampled_from(
            ["", "/", "/a/b", "/a b/c", "relative", "~", "~/x", "/a/../b", "//x", "/a/"]
        ),
    )
)
def test_the_journal_is_where_the_long_way_finds_it(environment: dict[str, str]) -> None:
    found = journal_file(environment)
    if found is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        for name in ("REHAB_DATA_DIR", "XDG_DATA_HOME", "HOME"):
            patch.delenv(name, raising=False)
        for name, value in {"REHAB_CONFIG_DIR": "/c", **environment}.items():
            patch.setenv(name, value)
        try:
            assert os.path.normpath(found) == os.path.normpath(user_paths().journal)
        except RehabError:
            pytest.fail(f"the long way refuses {environment}")


def test_what_it_repeats_is_so() -> None:
    assert (
        schema.APPLICATION_ID, schema.version(),
    ) == (appending.APPLICATION_ID, appending.VERSION)  # fmt: skip
    assert tuple(one.kind for one in ENTRY_TYPES) == KINDS
    for record in (Pain, Mood):
        assert appending.COLUMNS[record.kind] == rows.own_columns(record.kind)


def test_a_narrow_terminal_gets_lines_that_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((79, 24)))
    assert not quickest._is_wide()
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((80, 24)))
    assert quickest._is_wide()


@pytest.mark.long
def test_a_real_entry_loads_next_to_nothing(tmp_path: Path) -> None:
    env = {**os.environ, **new_home(tmp_path)}
    code = (
        "import sys; sys.argv = ['rehab', 'log', '-p', '4@knee-left:ache', '-m', '3']\n"
        "import atexit; atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))\n"
        "from rehab_tui.cli import run; run()"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
        env=env, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.stdout.startswith("saved: pain 4, left knee, ache  [")
    loaded = set(ran.stderr.split())
    assert "sqlite3" in loaded
    never = {"typing", "dataclasses", "pathlib", "inspect", "contextlib", "platformdirs", "typer"}
    assert not never & loaded
    ran_again = datetime.now(UTC)  # only to see that the moment is of now
    (pain,) = Journal.open(tmp_path / "journal.sqlite3", ManualClock(ran_again)).entries(Pain)
    assert abs(ran_again - pain.at) < timedelta(minutes=5)
