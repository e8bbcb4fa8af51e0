"""A program that makes a sound does not outlive the one that started it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from voice_stage import Programs, runs

START = """
import os, sys
from rehab_tui.clock import SystemClock
from rehab_tui.voice import child
child.LAST_WORD_SECONDS = float(sys.argv[2])
made = child.Child([sys.argv[1]], b"hello", os.environ, SystemClock())
while not os.path.exists(os.environ["NOTES"] + "/pids"):
    pass
print(made._process.pid)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")
@pytest.mark.parametrize(
    ("script", "seconds", "ended"),
    [("exec sleep 60", "0.05", []), ("sleep 0.1", "5", ["end hello"])],
)
def test_the_last_word_is_let_out_and_what_hangs_is_killed(
    tmp_path: Path, script: str, seconds: str, ended: list[str]
) -> None:
    programs = Programs(tmp_path)
    programs.add_speaker(script)
    command = [sys.executable, "-c", START, str(programs.folder / "espeak-ng"), seconds]
    said = subprocess.run(
        command,
        env={**os.environ, **programs.environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not runs(int(said.stdout))
    assert programs.noted()[1:] == ended
