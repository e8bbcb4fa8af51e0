"""Plays a session in a real terminal and tells how true its time is: `make session-benchmark`.

The app runs in a pty, as a person has it; its sounds go to a file (`REHAB_VOICE_EVENTS`) that says
for each when it was due and when it began. With `--busy` another process keeps a core busy.

Every sound has a moment of its own, and is late by what it takes to wake up. Time drifts where that
grows: the sounds of the last minute are held against those of the first. That the moments add up to
the plan is held by `tests/coach`.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import pexpect

from rehab_tui.clock import SystemClock
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.paths import Paths
from rehab_tui.practice.context import Practice, open_journal, shipped_catalogue
from rehab_tui.practice.today import plan_today

LONG = ("resonance-breathing", "diaphragmatic-breathing", "pursed-lip-breathing")
SHORT = ("glute-bridge", "pursed-lip-breathing")
SIZE = (40, 120)
MINUTE = 60.0
WORST = 3
"""So many of the latest sounds are named."""


def busy() -> None:
    """Keep a core busy."""
    while True:
        sum(range(10_000))


def planned(folder: Path, exercises: tuple[str, ...]) -> float:
    """The seconds that the session has by its plan."""
    journal = open_journal(Paths(folder / "other", folder), SystemClock())
    practice = Practice(SystemClock(), shipped_catalogue(), journal)
    return planned_seconds(plan_today(practice, exercises=exercises).prescriptions)


def play(folder: Path, exercises: tuple[str, ...], longest: float) -> list[dict[str, Any]]:
    """Play in a pty to the end; every event of the voice."""
    events = folder / "events.jsonl"
    env = {
        **os.environ,
        "TERM": "xterm-256color",
        "REHAB_DATA_DIR": str(folder / "data"),
        "REHAB_CONFIG_DIR": str(folder / "config"),
        "REHAB_VOICE_EVENTS": str(events),
        "REHAB_TONES": "on",
        "REHAB_BREATH_CUES": "on",
    }
    command = ["-m", "rehab_tui", "start"]
    for exercise in exercises:
        command += ["--exercise", exercise]
    child = pexpect.spawn(sys.executable, command, env=env, dimensions=SIZE, timeout=1)
    until = time.monotonic() + longest
    while time.monotonic() < until and not (said := _read(events)):
        child.send("\r")  # through check-in and checklist
        _drain(child, 0.5)
    while time.monotonic() < until and not any(one.get("tone") == "done" for one in said):
        _drain(child, 1.0)
        said = _read(events)
    child.sendcontrol("q")
    _drain(child, 1.0)
    child.close(force=True)
    return said


def _drain(child: Any, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            child.read_nonblocking(65536, timeout=max(0.01, until - time.monotonic()))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return


def _read(events: Path) -> list[dict[str, Any]]:
    if not events.exists():
        return []
    lines = events.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.endswith("}")]


def main() -> None:
    """Play, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help="ten minutes instead of three")
    parser.add_argument("--busy", action="store_true", help="keep a core busy meanwhile")
    wanted = parser.parse_args()
    exercises = LONG if wanted.long else SHORT
    other = multiprocessing.Process(target=busy, daemon=True)
    if wanted.busy:
        other.start()
    with TemporaryDirectory() as name:
        folder = Path(name)
        plan = planned(folder, exercises)
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = play(folder, exercises, plan + 60)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    tones = [one for one in said if one["event"] == "say"]
    late = [(one["start"] - one["at"]) * 1000 for one in tones]
    first, last = tones[0]["at"], tones[-1]["at"]
    early = median(ms for one, ms in zip(tones, late, strict=True) if one["at"] - first < MINUTE)
    end = median(ms for one, ms in zip(tones, late, strict=True) if last - one["at"] < MINUTE)
    used = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
    print(f"planned {plan:.1f} s; {len(tones)} sounds")
    print(f"sounds late by (ms): median {median(late):.1f}, p99 {quantiles(late, n=100)[98]:.1f}, "
          f"most {max(late):.1f}")  # fmt: skip
    worst = sorted(zip(late, tones, strict=True), key=lambda one: -one[0])[:WORST]
    print("the latest: " + "; ".join(
        f"{one['tone']} by {ms:.1f} ms at {one['at'] - first:.1f} s" for ms, one in worst
    ))  # fmt: skip
    print(
        f"drift in {last - first:.0f} s (ms): {end - early:+.1f}; the first minute's sounds were "
        f"late by {early:.1f}, the last minute's by {end:.1f}, the very last by {late[-1]:.1f}"
    )
    print(f"CPU of the app: {100 * used / plan:.1f} % of a core, its start included")


if __name__ == "__main__":
    main()
