"""The plain session in a process of its own: real time, signals, a real terminal."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cli_process import REHAB, SECONDS, begin, environment, say, shell, until

from rehab_tui.clock import SystemClock
from rehab_tui.coach.engine import STRAY_SECONDS

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("needs POSIX signals", allow_module_level=True)

pexpect = pytest.importorskip("pexpect")
A_MOMENT = STRAY_SECONDS + 0.2
"""An empty line in the first second of a session goes nowhere."""
SESSION = ("start", "--plain", "--exercise", "shoulder-rolls")


def state(home: Path) -> tuple[list[str], int]:
    """The states of all sessions, and how many sets are saved."""
    with closing(sqlite3.connect(home / "data" / "journal.sqlite3")) as connection:
        states = [one for (one,) in connection.execute("SELECT state FROM session")]
        (sets,) = connection.execute('SELECT count(*) FROM "set"').fetchone()
    return states, sets


def begun(home: Path) -> subprocess.Popen[str]:
    """A session, let into its first set at once."""
    process = begin(home, *SESSION)
    say(process, "\n\n\n")  # the questions before it
    until(process, "Commands:")
    threading.Event().wait(A_MOMENT)
    say(process, "\n")
    return process


def after_a_set(process: subprocess.Popen[str]) -> None:
    """On to where one set was ended by an empty line in its second rep, and is saved."""
    until(process, "Begin")
    until(process, "2")
    say(process, "\n")
    until(process, "set saved: shoulder-rolls 1/")


def test_signals_keep_what_is_done(tmp_path: Path) -> None:
    ends = {signal.SIGINT: (130, "left"), signal.SIGTERM: (143, "running"),
            signal.SIGHUP: (129, "running"), signal.SIGKILL: (-9, "running")}  # fmt: skip
    homes = {number: tmp_path / number.name for number in ends}
    for folder in homes.values():
        folder.mkdir()
    running = {number: begun(folder) for number, folder in homes.items()}
    for number, process in running.items():
        after_a_set(process)
        assert state(homes[number]) == (["running"], 1)
        process.send_signal(number)
    for number, process in running.items():
        out, err = process.communicate(timeout=SECONDS)
        code, left = ends[number]
        assert (process.returncode, err) == (code, "")
        assert state(homes[number]) == ([left], 1)
        assert ("Saved as far as you went." in out) is (number == signal.SIGINT)
    line = "printf 'k\\n\\n\\n\\nq\\n' | rehab start --plain --exercise shoulder-rolls"
    ran = shell(line, homes[signal.SIGKILL])
    assert "was cut short, 1 of " in ran.stdout
    assert "Kept as far as it was done." in ran.stdout
    assert ran.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize(
    ("number", "code"), [(None, 0), (signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_no_sound_outlives_it(tmp_path: Path, number: signal.Signals | None, code: int) -> None:
    """A speech program that hangs, at each end that a person or the machine may choose."""
    programs, noted = tmp_path / "bin", tmp_path / "pids"
    programs.mkdir()
    noted.touch()
    speaker = programs / "espeak-ng"
    speaker.write_text('#!/bin/sh\nsleep 600 & echo $$ $! >>"$HOME/pids"; wait\n')
    speaker.chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    process = begin(tmp_path, *SESSION, "--voice", PATH=path)
    say(process, "\n\n\n")
    until_so(lambda: noted.read_text().endswith("\n"))
    if number is None:
        say(process, "q\n")
    else:
        process.send_signal(number)
    out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, err) == (code, ""), out
    pids = [int(pid) for pid in noted.read_text().split()]
    until_so(lambda: not any(map(alive, pids)))


def alive(pid: int) -> bool:
    """Whether a process runs; one that nobody has reaped yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def until_so(reached: Callable[[], bool]) -> None:
    """Wait for what another process does."""
    clock, tick = SystemClock(), threading.Event()
    ends = clock.monotonic() + SECONDS
    while not reached():
        assert clock.monotonic() < ends
        tick.wait(0.02)


def test_a_stop_through_a_pipe(tmp_path: Path) -> None:
    process = begin(tmp_path, *SESSION)
    say(process, "\n\n\n")
    until(process, "Commands:")
    say(process, "!\n4\n1\n")
    out, err = process.communicate(timeout=SECONDS)
    assert out.rstrip().endswith("If somebody is near, tell them now.")
    assert (process.returncode, err) == (0, "")
    assert state(tmp_path)[0] == ["stopped"]


def test_real_time_after_the_input_has_ended(tmp_path: Path) -> None:
    """A rep of two seconds up and two back takes four."""
    process = begin(tmp_path, *SESSION)
    assert process.stdin is not None
    say(process, "\n\n\n")  # past the questions
    until(process, "Commands:")
    threading.Event().wait(A_MOMENT)
    say(process, "\n")  # and the time to get ready
    process.stdin.close()
    process.stdin = None
    until(process, "Begin")
    until(process, "1")
    clock = SystemClock()
    began = clock.monotonic()
    until(process, "2")
    passed = clock.monotonic() - began
    process.kill()
    process.communicate(timeout=SECONDS)
    assert 3.8 <= passed <= 5.0


def test_on_a_terminal_log_asks(tmp_path: Path) -> None:
    child = pexpect.spawn(
        REHAB[0], ["-m", "rehab_tui", "log"], env=environment(tmp_path), encoding="utf-8",
        timeout=SECONDS,
    )  # fmt: skip
    for question, answer in (("How much pain", "eleven"), ("Please answer", "4"), ("Where", "f"),
                             ("feel", ""), ("mood", ""), ("hours did you sleep", "6h30"),
                             ("How well", "")):  # fmt: skip
        child.expect(question)
        child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert "saved: pain 4, lower back" in child.before
    assert "saved: sleep 6 h 30 min" in child.before
    assert child.exitstatus == 0


def test_on_a_terminal_ctrl_c_in_a_question_writes_nothing(tmp_path: Path) -> None:
    child = pexpect.spawn(
        REHAB[0], ["-m", "rehab_tui", *SESSION], env=environment(tmp_path), encoding="utf-8",
        timeout=SECONDS,
    )  # fmt: skip
    child.expect("How much pain")
    child.sendline("3")
    child.expect("Where is it")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before
    assert state(tmp_path) == ([], 0)


def test_a_terminal_that_is_closed_ends_it_and_keeps_the_session(tmp_path: Path) -> None:
    child = pexpect.spawn(
        REHAB[0], ["-m", "rehab_tui", *SESSION], env=environment(tmp_path), encoding="utf-8",
        timeout=SECONDS,
    )  # fmt: skip
    for question in ("How much pain", "did you sleep", "How are you today"):
        child.expect(question)
        child.sendline("")
    child.expect("STOP")
    child.expect("shoulder rolls")
    child.close(force=False)
    assert not child.isalive()
    assert state(tmp_path)[0] in (["running"], ["left"])
