"""`rehab log` as a shell runs it, killed, without room, without a home."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import pytest
from cli_process import REHAB, begin, environment, shell

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("needs a POSIX shell", allow_module_level=True)

TRIALS = 24


def journal(home: Path) -> Path:
    return home / "data" / "journal.sqlite3"


def test_killed_at_any_moment_it_is_whole_or_absent_and_what_it_said_is_there(
    tmp_path: Path,
) -> None:
    """The line "saved" is the promise."""
    assert shell("rehab log -p 1", tmp_path).returncode == 0
    chance = random.Random(2)
    promised = set()
    for trial in range(TRIALS):
        process = begin(tmp_path, "log", "-p", "4", "-m", "3", "-n", f"mark {trial}")
        assert process.stdout is not None
        if trial % 3:
            with suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.02, 0.35))
        elif "saved" in process.stdout.readline():
            promised.add(f"mark {trial}")
        process.send_signal(signal.SIGKILL)
        said, _ = process.communicate()
        if "saved: note" in said:
            promised.add(f"mark {trial}")
    assert promised
    assert shell("rehab journal list", tmp_path).returncode == 0  # rolls back what was cut short
    with closing(sqlite3.connect(journal(tmp_path))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        notes = {text for (text,) in connection.execute("SELECT text FROM note")}
        counts = Counter(
            count for (count,) in connection.execute("SELECT count(*) FROM act_row GROUP BY act_id")
        )
    assert promised <= notes
    assert counts == {1: 1, 3: len(notes)}


def test_without_room_nothing_is_half_saved_and_one_line_says_so(tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk."""
    assert shell("rehab log -p 1", tmp_path).returncode == 0
    before = journal(tmp_path).read_bytes()
    ran = shell("ulimit -f 40; rehab log -p 4 -n lost; echo $?", tmp_path)
    assert ran.stdout == "1\n"
    assert ran.stderr.startswith("rehab: ")
    assert ran.stderr.count("\n") == 1
    assert shell("rehab journal list --kind note --json", tmp_path).stdout == "[]\n"
    assert journal(tmp_path).read_bytes() == before
    assert shell("rehab log -p 4 -n kept", tmp_path).returncode == 0


@pytest.mark.parametrize("words", [("log",), ("log", "-n", "-"), ("journal",), ("undo",)])
def test_without_a_terminal_nothing_hangs(tmp_path: Path, words: tuple[str, ...]) -> None:
    """No terminal, no TERM, nothing to read."""
    ran = subprocess.run(
        [*REHAB, *words], env=environment(tmp_path, {"TERM": ""}), cwd=tmp_path,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == (2 if words[0] == "log" else 0)
    assert "Traceback" not in ran.stderr


def test_without_a_home_nothing_is_written_where_one_happens_to_be(tmp_path: Path) -> None:
    """No HOME, a relative XDG path."""
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": environment(tmp_path)["PYTHONPATH"]}
    for more in ({}, {"XDG_DATA_HOME": "share", "HOME": "relative"}):
        ran = subprocess.run(
            [*REHAB, "journal", "list"], env={**bare, **more}, cwd=tmp_path,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert "Traceback" not in ran.stderr
        assert list(tmp_path.iterdir()) == []
