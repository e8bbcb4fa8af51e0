"""The app in a real terminal: it starts, obeys, ends and leaves the terminal as it was."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from app_terminal import PATIENCE, ROOT, RUN, Terminal, terminal

pytestmark = pytest.mark.long

READY = "This week"
SLOWEST_END = 3.0
"""Seconds that an end by signal may take on a busy machine; alone it is a tenth of that."""
CANARY = "forty-two-milligrams"


def begin_session(t: Terminal) -> None:
    """From Today, or a session that was asked for, to the moving figure."""
    t.until("How much pain right now?")
    t.press("\r")
    t.until("hours did you sleep")
    t.press("\r")
    t.until("How are you today?")
    t.press("\r")
    t.until("Lay ready")
    t.press("\r")
    t.until("STOP")


def test_it_opens_at_today_leads_to_the_check_in_and_quits(tmp_path: Path) -> None:
    with terminal(tmp_path) as t:
        t.until(READY)
        assert "Gentle mobility starter" in t.text()
        assert "enter start" in t.screen.display[-1]
        t.press("\r")
        t.until("How much pain right now?")
        t.press("q")
        t.until(READY)
        for size in ((1, 1), (0, 0), (300, 100), (20, 5)) * 2:
            t.resize(*size)
        for number in range(50):
            t.resize(40 + number * 2, 10 + number)
        t.resize(79, 24)  # another size than the first; what did not change is not drawn anew
        t.until_quiet()
        t.until(READY)
        t.until(lambda: "q quit" in t.screen.display[-1])
        t.press("q")
        assert t.ended() == 0
        t.assert_restored()


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)],
    ids=["SIGTERM", "SIGHUP", "ctrl-c"],
)
def test_it_ends_when_told(tmp_path: Path, number: signal.Signals, code: int) -> None:
    with terminal(tmp_path) as t:
        t.until(READY)
        begun = time.monotonic()
        if number is signal.SIGINT:
            t.press("\x03")
        else:
            t.child.kill(number)
        assert t.ended() == code
        assert time.monotonic() - begun < SLOWEST_END, "without hanging"
        t.assert_restored()


def test_it_does_not_outlive_its_terminal(tmp_path: Path) -> None:
    with terminal(tmp_path) as t:
        t.until(READY)
        process = t.pid
        t.vanish()
        end = time.monotonic() + PATIENCE
        begun = time.monotonic()
        while time.monotonic() < end:
            done, status = os.waitpid(process, os.WNOHANG)
            if done:
                break
            time.sleep(0.01)
        else:
            os.kill(process, signal.SIGKILL)
            pytest.fail("it spins on")
        assert os.waitstatus_to_exitcode(status) == 129
        assert time.monotonic() - begun < SLOWEST_END


def test_a_locked_journal_does_not_hold_its_end_up(tmp_path: Path) -> None:
    with terminal(tmp_path) as t:
        t.until(READY)
        [journal] = (tmp_path / "data").rglob("journal.sqlite3")
        with closing(sqlite3.connect(journal, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            t.press("\r?")
            t.until("coach, not a diagnosis")  # the keys are read, the journal is waited for
            begun = time.monotonic()
            t.child.kill(signal.SIGTERM)
            assert t.ended() == 143
            assert time.monotonic() - begun < SLOWEST_END
        t.assert_restored()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the state from /proc")
def test_ctrl_z_and_back(tmp_path: Path) -> None:
    def state() -> str:
        return Path(f"/proc/{t.pid}/stat").read_text().rpartition(")")[2].split()[0]

    def stopped() -> bool:
        halted = state() == "T"
        t.read()  # what was written before
        return halted

    with terminal(tmp_path) as t:
        t.until(READY)
        t.press("\x1a")
        t.until(stopped)
        t.assert_restored()
        t.screen.reset()
        t.child.kill(signal.SIGCONT)
        t.until(READY)
        t.press("q")
        assert t.ended() == 0
        t.assert_restored()


def test_killed_in_a_session_it_offers_to_resume(tmp_path: Path) -> None:
    """The set is left by key after its first rep, so that nobody waits for its end."""
    start = (*RUN, "start", "--exercise", "glute-bridge")
    with terminal(tmp_path, *start) as t:
        begin_session(t)
        t.press("t")
        t.until("Enter counts")
        t.press("\r")
        t.until("COUNT EACH REP")
        t.press("\r")
        t.until("of 1")
        t.press("\x1b[C")
        t.until("REST")
        os.kill(t.pid, signal.SIGKILL)
        assert t.ended() == -signal.SIGKILL
    with terminal(tmp_path) as t:
        t.until("was cut short")
        assert "1 of " in t.text()
        t.press("r")
        t.until("PAUSED")
        assert "Glute bridge" in t.text()
        t.press("q")
        t.until("Saved as far as you went")
        t.press("q")
        t.until(READY)
        t.press("q")
        assert t.ended() == 0


def test_a_fault_of_its_own_names_no_value(tmp_path: Path) -> None:
    broken = (
        "from rehab_tui.tui.screens import progress\n"
        f"def fail(self):\n    note = '{CANARY}'\n    raise ValueError(note)\n"
        "progress.ProgressScreen.compose = fail\n"
        "from rehab_tui.cli import run\n"
        "import sys; sys.argv = ['rehab']; sys.exit(run())\n"
    )
    with terminal(tmp_path, sys.executable, "-c", broken) as t:
        t.until(READY)
        t.press("g")
        assert t.ended() == 1
        assert CANARY.encode() not in t.raw
        assert b"Traceback" not in t.raw
        assert b"fault of its own (ValueError)" in t.raw.replace(b"\r\n", b" ")
        assert b"\x1b[?1049l" in t.raw


@pytest.mark.parametrize("kind", ["no terminal", "dumb"])
def test_without_a_terminal_it_is_text(tmp_path: Path, kind: str) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "REHAB_DATA_DIR": str(tmp_path / "data"),
        "REHAB_CONFIG_DIR": str(tmp_path / "config"),
        "TERM": "xterm-256color",
    }
    if kind == "dumb":
        environment["TERM"] = "dumb"
    done = subprocess.run(
        RUN, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"Gentle mobility starter" in done.stdout
    assert b"\x1b" not in done.stdout + done.stderr
