"""The app's session in a real terminal, in each of its phases: resized, stopped, told to end.

The endings take turns, so that each phase meets one of them and each of them several phases.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)

pytest.importorskip("pexpect")
pytest.importorskip("pyte")
from app_terminal import PATIENCE, RUN, Terminal, terminal
from session_phases import OWN

from rehab_tui.clock import SystemClock
from rehab_tui.journal.records import SessionRecord, SetRecord
from rehab_tui.paths import Paths
from rehab_tui.practice import cut_short
from rehab_tui.practice.context import Practice, catalogue_with_own, open_journal

pytestmark = pytest.mark.long

ON = "\x1b[C"
ASKED = ("How much pain right now?", "hours did you sleep", "How are you today?")
"""The check-in."""
SETTLED = 1.5
"""Seconds after which a key is surely no slip of a key of the screen before."""
SLOWEST_END = 3.0
"""Seconds that an end may take on a busy machine; alone it is a third of one."""
TOLD: tuple[signal.Signals | None, ...] = (signal.SIGTERM, signal.SIGHUP, None, signal.SIGKILL)
"""None: the terminal is closed."""


@dataclass(frozen=True)
class Phase:
    """How to get somewhere from the lead-in, and what is to be resumed from there."""

    exercise: str
    keys: tuple[tuple[str, str], ...]
    """A key and what is on the screen then; the first of them follows the lead-in."""
    place: tuple[int, int, str]
    """Item, set and side with which a resumed session goes on."""
    saved: int = 0
    covered: bool = False
    """Whether the phase is a screen of its own, which stays as it is in any size."""


PHASES = {
    "ready": Phase("slow", (), (0, 1, "both")),
    "set": Phase("slow", ((ON, "GO"),), (0, 1, "both")),
    "hold": Phase("held", ((ON, "seconds"),), (0, 1, "both")),
    "breathe": Phase("air", ((ON, "breathe "),), (0, 1, "both")),
    "rest": Phase("quick", ((ON, "REST"),), (0, 2, "both"), saved=1),
    "switch": Phase("sides", ((ON, "CHANGE"),), (0, 1, "left"), saved=1),
    "paused": Phase("slow", ((ON, "GO"), (" ", "PAUSED")), (0, 1, "both")),
    "stop": Phase("slow", ((ON, "GO"), ("!", "You stopped")), (0, 1, "both"), covered=True),
    "cues": Phase("slow", ((ON, "GO"), ("c", "Stop when")), (0, 1, "both"), covered=True),
    "note": Phase("slow", ((ON, "GO"), ("N", "note")), (0, 1, "both"), covered=True),
    "sound": Phase("slow", ((ON, "GO"), ("v", "speech")), (0, 1, "both"), covered=True),
    "help": Phase("slow", ((ON, "GO"), ("?", "The keys of")), (0, 1, "both"), covered=True),
}


def paths(home: Path) -> Paths:
    return Paths(home / "data", home / "config")


def watch(t: Terminal, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and t.read():
        pass


def begun(t: Terminal) -> None:
    """Past the questions, into the first lead-in."""
    for question in (*ASKED, "Lay ready"):
        t.until(question)
        t.press("\r")
    t.until("GET READY")
    watch(t, SETTLED)


def reach(t: Terminal, phase: Phase) -> None:
    begun(t)
    for key, seen in phase.keys:
        t.press(key)
        t.until(lambda: "GET READY" not in t.text())
        t.until(seen)


def started(home: Path, exercise: str) -> tuple[Path, tuple[str, ...]]:
    """A home with the exercises of these tests, and the command for one of them."""
    own = paths(home).own_exercises
    own.mkdir(parents=True)
    (own / "own.yaml").write_text(OWN)
    return home, (*RUN, "start", "--exercise", exercise)


def resized(t: Terminal, name: str) -> None:
    """Down to what nothing can be read in, and back: what was on the screen is there again."""
    sign = dict(PHASES[name].keys).get("!") or (PHASES[name].keys or ((ON, "GET READY"),))[-1][1]
    small = "" if PHASES[name].covered else "larger"
    for columns, lines, seen in ((20, 5, small), (1, 1, ""), (300, 100, sign), (20, 5, small)):
        t.resize(columns, lines)
        t.screen.resize(lines, columns)
        watch(t, 0.2)
        t.until(seen)  # else a busy app may meet two sizes at once, and draw for the last alone
    t.resize(80, 24)
    t.screen.resize(24, 80)
    t.until(sign)


def ended(t: Terminal, told: signal.Signals | None) -> tuple[int, float]:
    """End it; returns its exit code, negative for a signal, and how long it took."""
    began = time.monotonic()
    if told is not None:
        t.child.kill(told)
        while time.monotonic() - began < PATIENCE and t.read():
            pass
        seconds = time.monotonic() - began
        return t.ended(), seconds
    t.vanish()
    while time.monotonic() - began < PATIENCE:
        gone, status = os.waitpid(t.pid, os.WNOHANG)
        if gone:
            return os.waitstatus_to_exitcode(status), time.monotonic() - began
        time.sleep(0.01)
    t.child.kill(signal.SIGKILL)
    raise AssertionError("it spins on")


def code_of(told: signal.Signals | None) -> int:
    return -told if told == signal.SIGKILL else 128 + (told or signal.SIGHUP)


def go_through(home: Path, name: str, told: signal.Signals | None) -> None:
    phase = PHASES[name]
    folder, command = started(home, phase.exercise)
    with terminal(folder, *command) as t:
        reach(t, phase)
        resized(t, name)
        code, seconds = ended(t, told)
        assert code == code_of(told), name
        assert seconds < SLOWEST_END, name
        if told is not None and told != signal.SIGKILL:
            t.assert_restored()


def assert_kept(home: Path, name: str) -> None:
    phase, clock = PHASES[name], SystemClock()
    places = paths(home)
    practice = Practice(clock, catalogue_with_own(places), open_journal(places, clock))
    found = cut_short.unfinished(practice)
    assert found is not None, name
    assert len(found.sets) == phase.saved == len(practice.journal.entries(SetRecord)), name
    assert cut_short.why_not_resume(practice, found) is None, name
    step = found.resumed.steps[found.resumed.position]
    assert (step.item, step.number, step.side) == phase.place, name
    assert (step.kind, found.resumed.status) == ("ready", "paused"), name


def test_resized_and_told_to_end_in_every_phase(tmp_path: Path) -> None:
    homes = {name: tmp_path / name for name in PHASES}
    turns = [TOLD[n % len(TOLD)] for n in range(len(PHASES))]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(go_through, homes.values(), homes, turns))
    for name, home in homes.items():
        assert_kept(home, name)


@pytest.mark.parametrize("told", TOLD)
def test_before_its_beginning_nothing_is_left_of_it(
    tmp_path: Path, told: signal.Signals | None
) -> None:
    folder, command = started(tmp_path, "slow")
    with terminal(folder, *command) as t:
        t.until("How much pain right now?")
        t.press("3")
        t.until("Where")
        code, seconds = ended(t, told)
    assert code == code_of(told)
    assert seconds < SLOWEST_END
    journal = open_journal(paths(tmp_path), SystemClock())
    assert journal.entries(SessionRecord) == []


def left(t: Terminal) -> int:
    """The seconds that are left of the session, as its first line says."""
    found = re.search(r"(\d+):(\d\d) left", t.text())
    assert found is not None, t.text()
    return int(found[1]) * 60 + int(found[2])


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the state from /proc")
def test_ctrl_z_in_a_set_costs_none_of_its_time(tmp_path: Path) -> None:
    def stopped() -> bool:
        t.read()
        return Path(f"/proc/{t.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"

    folder, command = started(tmp_path, "slow")
    with terminal(folder, *command) as t:
        reach(t, PHASES["set"])
        watch(t, 0.5)
        before = left(t)
        t.press("\x1a")
        t.until(stopped)
        t.assert_restored()
        time.sleep(8.0)
        t.screen.reset()
        t.child.kill(signal.SIGCONT)
        t.until("PAUSED")
        t.until("slept")
        t.until(" left")
        assert before - left(t) <= 3, "what passed meanwhile is not counted"
        t.press(" ")
        t.until("GO")
        t.press("q")
        assert t.ended() == 0, "nothing was done, so nothing is asked"
        t.assert_restored()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP, None])
def test_line_by_line_it_ends_when_told_and_the_set_is_kept(
    tmp_path: Path, told: signal.Signals | None
) -> None:
    folder, command = started(tmp_path, "quick")
    with terminal(folder, *command, "--plain") as t:
        for question in ASKED:
            t.until(question)
            t.press("\r")
        t.until("Commands:")
        watch(t, SETTLED)
        t.press("\r")
        t.until("set saved: quick 1/2")
        t.until("Rest")
        code, seconds = ended(t, told)
        assert code == code_of(told)
        assert seconds < SLOWEST_END
        assert b"\x1b" not in t.raw, "nothing that would have to be restored"
        assert b"Traceback" not in t.raw
    assert_kept(tmp_path, "rest")


@pytest.mark.parametrize("term", ["dumb", ""])
def test_on_a_dumb_terminal_a_session_goes_line_by_line(tmp_path: Path, term: str) -> None:
    folder, command = started(tmp_path, "quick")
    with terminal(folder, "/usr/bin/env", f"TERM={term}", *command) as t:
        for question in ASKED:
            t.until(question)
            t.press("\r")
        t.until("Commands:")
        t.until("Stand.")
        watch(t, SETTLED)
        t.press("p\r")
        t.until("Paused.")
        t.press("\r")
        t.until("set saved")
        t.press("q\r")
        t.until("The most pain")
        t.press("\x03")
        assert t.ended() == 130
        assert b"\x1b" not in t.raw
        assert b"Traceback" not in t.raw
