"""A program that makes a sound does not outlive the one that started it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
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


AT_ONCE = """
import os, sys
from pathlib import Path
from rehab_tui.clock import SystemClock
from rehab_tui.coach.cues import Cue
from rehab_tui.voice.ends import silence
from rehab_tui.voice.settings import Sound
from rehab_tui.voice.sinks import Voice
clock = SystemClock()
voice = Voice(Sound(speech=True, tones=True), print, os.environ, clock=clock)
now = clock.monotonic()
voice.cues([Cue(now, "go", "Begin", "x")], now)
while not os.path.exists(os.environ["NOTES"] + "/pids"):
    pass
print(len(list(Path(os.environ["TMPDIR"]).glob("rehab-tones-*"))), flush=True)
silence()
os._exit(7)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")
def test_silence_is_at_once_and_leaves_no_file(tmp_path: Path) -> None:
    programs, temporary = Programs(tmp_path), tmp_path / "tmp"
    temporary.mkdir()
    programs.add_speaker("sleep 60 & echo $! >>$NOTES/pids; wait")
    programs.add("paplay", "sleep 60")
    said = subprocess.run(
        [sys.executable, "-c", AT_ONCE],
        env={**os.environ, **programs.environment, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stdout) == (7, "1\n")
    until_gone(programs)
    assert list(temporary.iterdir()) == []


HURRIED = """
import os
from rehab_tui.clock import SystemClock
from rehab_tui.voice import child
child.LAST_WORD_SECONDS = 60
made = child.Child([os.environ["SPEAKER"]], b"hello", os.environ, SystemClock())
while not os.path.exists(os.environ["NOTES"] + "/pids"):
    pass
def interrupted():
    raise KeyboardInterrupt
made.wait_for_the_last_word = interrupted
"""


@pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")
def test_ctrl_c_in_the_last_word_is_silence(tmp_path: Path) -> None:
    programs = Programs(tmp_path)
    programs.add_speaker("exec sleep 60")
    speaker = {"SPEAKER": str(programs.folder / "espeak-ng")}
    said = subprocess.run(
        [sys.executable, "-c", HURRIED],
        env={**os.environ, **programs.environment, **speaker},
        capture_output=True,
        check=True,
    )
    assert (said.stdout, said.stderr) == (b"", b"")
    until_gone(programs)


def until_gone(programs: Programs) -> None:
    """What was killed is gone in a moment."""
    tick = threading.Event()
    for _ in range(2000):
        if not any(runs(int(pid)) for pid in programs.noted("pids")):
            return
        tick.wait(0.005)
    raise AssertionError(programs.noted("pids"))
