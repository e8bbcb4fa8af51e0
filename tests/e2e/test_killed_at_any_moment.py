"""kill -9 at random moments of a session: what was said to be saved is there, and it goes on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cli_process import SECONDS, begin, say, until

from rehab_tui.clock import SystemClock
from rehab_tui.journal.records import SetRecord
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

TRIALS = int(os.environ.get("REHAB_KILLS", "8"))
AT_ONCE = 4
LATEST = 6.0
"""Seconds after the session's beginning until which it is killed; the lead-in takes one of them."""
SETS = 10
OWN = f"""\
schema: 1
exercises:
  - id: brief
    name: brief
    region: shoulder
    position: standing
    purpose: strength
    setup: Stand.
    dose: {{sets: {SETS}, reps: 1, tempo: [0.2, 0, 0.2], rest: 0, sides: both}}
    breath: {{say: Breathe.}}
    cues: [One, Two, Three]
    good: Well.
    warning: Pain.
    caution: Slowly.
"""
"""As many short sets as a dose may have, so that one is often just being written."""


def killed(home: Path, cache: bytes, after: float) -> int:
    """A session that is killed so many seconds after its beginning; the sets it said are saved."""
    paths = Paths(home / "data", home / "config")
    paths.own_exercises.mkdir(parents=True)
    (paths.own_exercises / "own.yaml").write_text(OWN)
    paths.data.mkdir()
    paths.catalogue_cache.write_bytes(cache)
    process = begin(home, "start", "--plain", "--exercise", "brief")
    say(process, "\n\n")  # the questions before it
    until(process, "Commands:")
    say(process, "-\n")  # a second is left of the lead-in
    time.sleep(after)
    process.kill()
    out, err = process.communicate(timeout=SECONDS)
    assert "Traceback" not in err
    return out.count("set saved:")


def assert_safe(home: Path, said: int) -> None:
    """What was said to be saved is there, at most one set more, and it is resumed after them."""
    paths, clock = Paths(home / "data", home / "config"), SystemClock()
    practice = Practice(clock, catalogue_with_own(paths), open_journal(paths, clock))
    numbers = [one.number for one in practice.journal.entries(SetRecord)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert said <= len(numbers) <= said + 1
    found = cut_short.unfinished(practice)
    assert found is not None
    assert cut_short.why_not_resume(practice, found) is None
    if len(numbers) < SETS:
        step = found.resumed.steps[found.resumed.position]
        assert (step.number, step.kind) == (len(numbers) + 1, "ready")


def test_killed_at_any_moment(tmp_path: Path) -> None:
    shipped_catalogue(tmp_path / "cache")
    cache = (tmp_path / "cache").read_bytes()

    def trial(number: int) -> None:
        home = tmp_path / str(number)
        after = random.Random(number).uniform(0.0, LATEST)
        try:
            assert_safe(home, killed(home, cache, after))
        except (AssertionError, subprocess.TimeoutExpired) as error:
            raise AssertionError(f"trial {number}, killed after {after:.3f} s") from error

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(trial, range(TRIALS)))
