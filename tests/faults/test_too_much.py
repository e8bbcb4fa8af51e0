"""Files that are too much, not ours to write, elsewhere, or very long."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cli_process import REHAB, environment
from cli_run import Rehab, a_home, a_rehab

from rehab_tui.catalogue.problems import CatalogueError, Problems, TooManyError
from rehab_tui.catalogue.syntax import MOST_BYTES, parse
from rehab_tui.clock import ManualClock
from rehab_tui.journal.records import Mood, Pain
from rehab_tui.journal.store import Journal
from rehab_tui.practice.exchange import bring_in
from rehab_tui.practice.plan_file import read_file

rehab, home = a_rehab, a_home

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
MIB = 1 << 20


# --- files that are too much ---------------------------------------------------------------------
def alias_bomb() -> bytes:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(rows).encode()


TOO_MUCH: dict[str, bytes] = {
    "aliases": alias_bomb(),
    "depth": b"[" * MOST_BYTES,
    "deep keys": b"? " * (MOST_BYTES // 2),
    "values": b"[" + b"1," * (MOST_BYTES // 2 - 1),
    "one text": b"a: " + b"x" * (MOST_BYTES - 3),
    "controls": b"\x00" * MOST_BYTES,
    "comments": b"#\n" * (MOST_BYTES // 2),
    "keys": b"".join(b"k%d: 1\n" % n for n in range(80_000)),
    "one key": b"a: 1\n" * (MOST_BYTES // 5),
}


def read_all(content: bytes) -> None:
    problems = Problems("x.yaml")
    try:
        parse(content, problems)
    except TooManyError:
        assert problems


def least_seconds(work: Callable[[], object], tries: int = 3) -> float:
    """The processor's time that the quickest of some tries took."""
    found = []
    for _ in range(tries):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)


@pytest.mark.parametrize("what", ["aliases", "depth", "deep keys", "controls"])
def test_a_bomb_is_refused_in_no_time(what: str) -> None:
    """Under 50 ms."""
    assert least_seconds(lambda: read_all(TOO_MUCH[what])) < 0.05


@pytest.mark.long
@pytest.mark.parametrize("what", TOO_MUCH)
def test_a_file_that_is_too_much_takes_little_memory(what: str) -> None:
    """Under 150 MB."""
    tracemalloc.start()
    try:
        read_all(TOO_MUCH[what])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 150 * MIB


# --- names that lead elsewhere -------------------------------------------------------------------
NAMES = (
    "../x", "../../etc/passwd", "/etc/passwd", "..", ".", "/", "~", "a/b", "a\\b", "x" * 300, "CON",
    "\u202e", "\x1b]0;x\x07", "%2e%2e%2fx", "mobility-starter/../x", "mobility-starter\n",
)  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_a_name_never_leads_out_of_its_folder(rehab: Rehab, home: Path, name: str) -> None:
    assert rehab("log", "-p", "3").code == 0
    assert rehab("journal", "backup").code == 0
    (home / "x").write_text("schema: 1\n")
    (home / "x.yaml").write_text("schema: 1\n")
    before = {one: one.stat().st_mtime_ns for one in home.rglob("*") if "lock" not in one.name}
    for said in (
        ("plan", "choose", name), ("plan", "handout", "--programme", name),
        ("start", "--list", "--programme", name), ("start", "--list", "--exercise", name),
        ("exercises", "show", name), ("exercises", "new", name), ("journal", "restore", name),
        ("journal", "edit", name, "--mood", "3"), ("config", "set", name, "on"),
    ):  # fmt: skip
        ran = rehab(*said)
        assert ran.code in (2, 3, 4), (said, ran)
        assert ran.err.count("\n") == 1, said
        assert "root:" not in ran.out + ran.err, said
    after = {one: one.stat().st_mtime_ns for one in home.rglob("*") if "lock" not in one.name}
    new = {one for one in after.keys() - before.keys() if one.name != "catalogue.cache"}
    assert new <= {home / "data", home / "config"}
    assert {one: at for one, at in after.items() if one in before and one != home / "data"} == {
        one: at for one, at in before.items() if one != home / "data"
    }


@pytest.mark.long
@pytest.mark.parametrize("name", [*NAMES, "a\0b"])
def test_a_plan_never_leads_out_of_its_folder(name: str) -> None:
    """What it names is looked up in the catalogue, never on the disk."""
    from rehab_tui.practice.context import shipped_catalogue

    content = f"schema: 1\nprogramme: {json.dumps(name)}\nchanges: {{{json.dumps(name)}: 1}}\n"
    with pytest.raises(CatalogueError):
        read_file("plan.yaml", content.encode(), shipped_catalogue())


# --- not ours to write ---------------------------------------------------------------------------
AS_ANOTHER = """
import os, sys
from pathlib import Path
from rehab_tui.clock import SystemClock
from rehab_tui.errors import RehabError
from rehab_tui.journal.records import Mood
from rehab_tui.journal.store import Journal
import tempfile, threading, rehab_tui.paths  # what is loaded late may not be readable later
if os.getuid() == 0:
    os.setuid(65534)
journal = Journal.open(Path(sys.argv[1]), SystemClock(), wait=1.0)
print(len(journal.entries(Mood)))
try:
    with journal.act("logged") as act:
        act.add(Mood(at=journal.clock.now(), level=3))
except RehabError as error:
    print(error)
"""


@pytest.mark.long
def test_a_read_only_file_in_a_folder_of_ones_own_says_so() -> None:
    """Reading works, writing names what it is."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        journal = Journal.open(place / "journal.sqlite3", ManualClock(NOW))
        with journal.act("logged") as act:
            act.add(Mood(at=NOW, level=3))
        for path in place.iterdir():
            path.chmod(0o444 if path == journal.path else 0o666)
        place.chmod(0o777)
        ran = subprocess.run(
            [sys.executable, "-c", AS_ANOTHER, str(journal.path)],
            capture_output=True, text=True, timeout=60, check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        count, said = ran.stdout.splitlines()
        assert count == "1"
        assert "read-only" in said
        assert len(journal.entries(Mood)) == 1


# --- a very long journal -------------------------------------------------------------------------
def seconds_of(home: Path, *said: str) -> float:
    """The processor's time that a command takes, the least of three."""

    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [*REHAB, *said], env=environment(home), cwd=home, check=True, timeout=120,
            stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    once()
    return min(once() for _ in range(3))


def filled(home: Path, entries: int) -> None:
    """A journal of ten years, with so many pains."""
    (home / "data").mkdir(parents=True, mode=0o700)
    clock = ManualClock(datetime.now(UTC))
    journal = Journal.open(home / "data" / "journal.sqlite3", clock)
    with journal.act("logged") as act:
        act.add(Pain(at=clock.now(), level=3, site="knee-left"))
    row = json.loads(journal_line(journal))
    apart = timedelta(days=3650) / entries
    made = []
    for number in range(entries):
        at = clock.now() - apart * (number + 1)
        row |= {"id": f"00000000-0000-4000-8000-{number:012d}", "level": number % 11,
                "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "offset_min": 0, "day": at.date().isoformat()}  # fmt: skip
        made.append(json.dumps(row))
    assert bring_in(journal, BytesIO("\n".join(made).encode()), "old").added == entries


def journal_line(journal: Journal) -> bytes:
    from rehab_tui.journal.exchange import json_lines

    return json_lines(journal, ("pain",))


@pytest.mark.long
def test_a_hundred_thousand_entries_slow_nothing_down_that_is_done_each_day(tmp_path: Path) -> None:
    """Within half a second of what the same takes with an almost empty journal."""
    filled(tmp_path / "long", 100_000)
    filled(tmp_path / "short", 10)
    for said in (("log", "-p", "3"), ("start", "--list"), ("report",), (), ("undo", "--list")):
        long, short = (seconds_of(tmp_path / name, *said) for name in ("long", "short"))
        assert long < short + 0.5, (said, long, short)
