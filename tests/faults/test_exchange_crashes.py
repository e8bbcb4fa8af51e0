"""FAULTS 3: an import or a sync that is cut off is whole or absent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

CHILD = Path(__file__).with_name("exchange_child.py")


@pytest.mark.parametrize(("what", "least"), [("sweep_import", 30), ("sweep_sync", 30)])
def test_kill_9_at_every_statement(tmp_path: Path, what: str, least: int) -> None:
    """FAULTS 3."""
    path = tmp_path / "data" / "journal.sqlite3"
    ran = subprocess.run(
        [sys.executable, str(CHILD), what, str(path)],
        capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) >= least
