"""kill -9 in every phase of a session, in real processes: what was saved is there, and resumed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cli_process import SECONDS, begin, say, until

from rehab_tui.clock import SystemClock
from rehab_tui.paths import Paths
from rehab_tui.practice import cut_short
from rehab_tui.practice.context import (
    Practice,
    catalogue_with_own,
    open_journal,
    shipped_catalogue,
)

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("needs POSIX signals", allow_module_level=True)

OWN = """\
schema: 1
exercises:
""" + "".join(
    f"""\
  - id: {name}
    name: {name}
    region: shoulder
    position: standing
    purpose: strength
    setup: Stand.
    dose: {dose}
    breath: {{say: Breathe.}}
    cues: [One, Two, Three]
    good: Well.
    warning: Pain.
    caution: Slowly.
"""
    for name, dose in (
        ("quick", "{sets: 2, reps: 1, tempo: [0.5, 0, 0.5], rest: 60, sides: both}"),
        ("sides", "{sets: 1, reps: 1, tempo: [0.5, 0, 0.5], rest: 60, sides: each}"),
        ("slow", "{sets: 1, reps: 1, tempo: [30, 0, 30], sides: both}"),
        ("held", "{sets: 1, seconds: 60, sides: both}"),
    )
)
"""Sets of a second, so that nobody waits, and such as never end before the kill."""

SAVED, ON = "set saved", "\n"
PHASES: dict[str, tuple[tuple[str, ...], tuple[str, ...], int, tuple[int, int, str]]] = {
    # exercises; what is waited for, or typed; the sets that are saved; where it goes on
    "ready": (("slow",), ("slow",), 0, (0, 1, "both")),
    "set": (("slow",), (ON, "Begin"), 0, (0, 1, "both")),
    "hold": (("held",), (ON, "Hold"), 0, (0, 1, "both")),
    "rest": (("quick",), (ON, SAVED, "Rest"), 1, (0, 2, "both")),
    "switch": (("sides",), (ON, SAVED, "Left side"), 1, (0, 1, "left")),
    "check": (("quick", "held"), (ON, SAVED, ON, SAVED, "Could you"), 2, (1, 1, "both")),
    "paused": (("quick",), (ON, SAVED, "p\n", "Paused"), 1, (0, 2, "both")),
}


def places(home: Path) -> Paths:
    return Paths(home / "data", home / "config")


def start(home: Path, exercises: Sequence[str], cache: bytes) -> subprocess.Popen[str]:
    paths = places(home)
    paths.own_exercises.mkdir(parents=True)
    (paths.own_exercises / "own.yaml").write_text(OWN)
    paths.data.mkdir()
    paths.catalogue_cache.write_bytes(cache)  # so that each process need not read it all anew
    named = [word for name in exercises for word in ("--exercise", name)]
    process = begin(home, "start", "--plain", *named)
    say(process, "\n\n")  # the questions before it
    return process


def carry_out(process: subprocess.Popen[str], script: Sequence[str]) -> None:
    until(process, "Commands:")
    for text in script:
        if text.endswith("\n"):
            say(process, text)
        else:
            until(process, text)
    process.kill()


def test_killed_in_every_phase_it_goes_on_at_the_right_set(tmp_path: Path) -> None:
    shipped_catalogue(tmp_path / "cache")
    cache = (tmp_path / "cache").read_bytes()
    running = {name: start(tmp_path / name, one[0], cache) for name, one in PHASES.items()}
    with ThreadPoolExecutor(len(PHASES)) as pool:
        scripts = (phase[1] for phase in PHASES.values())
        list(pool.map(carry_out, running.values(), scripts))
    clock, source = SystemClock(), None
    for name, (_, _, saved, place) in PHASES.items():
        running[name].communicate(timeout=SECONDS)
        paths = places(tmp_path / name)
        source = source or catalogue_with_own(paths)
        practice = Practice(clock, source, open_journal(paths, clock))
        found = cut_short.unfinished(practice)
        assert found is not None, name
        assert len(found.sets) == saved, name
        assert cut_short.why_not_resume(practice, found) is None, name
        step = found.resumed.steps[found.resumed.position]
        assert (step.item, step.number, step.side) == place, name
        assert (step.kind, found.resumed.status) == ("ready", "paused"), name
