"""Eight programs write five hundred entries each while the app is open."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from app_terminal import ROOT, terminal

CHILD = ROOT / "tests" / "faults" / "journal_child.py"
WRITERS, ENTRIES = 8, 500
LONGEST_WAIT = 1.0
"""Seconds. On two quiet cores nobody waits much more than a tenth of it."""


@pytest.mark.long
def test_nothing_is_lost_and_nobody_waits_long(tmp_path: Path) -> None:
    journal = tmp_path / "data" / "journal.sqlite3"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with terminal(tmp_path) as t:
        t.until("This week")
        children = [
            subprocess.Popen(
                [sys.executable, str(CHILD), "write", str(journal), str(ENTRIES)],
                stdout=subprocess.PIPE, text=True, env=environment,
            )
            for _ in range(WRITERS)
        ]  # fmt: skip
        try:
            while any(child.poll() is None for child in children):
                assert t.read()
            waits = [float(json.loads(child.communicate()[0])) for child in children]
        finally:
            for child in children:
                child.kill()
                child.wait()
        assert max(waits) < LONGEST_WAIT, waits
        t.press("g")
        t.until("pain at rest")
        t.press("q")
        t.until("This week")
        t.press("q")
        assert t.ended() == 0
    with closing(sqlite3.connect(journal)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        written = "SELECT count(*), count(DISTINCT text) FROM note WHERE deleted IS NULL"
        assert connection.execute(written).fetchone() == (WRITERS * ENTRIES, ENTRIES)
        (acts,) = connection.execute(
            "SELECT count(*) FROM act WHERE label LIKE 'logged%'"
        ).fetchone()
        assert acts == WRITERS * ENTRIES
