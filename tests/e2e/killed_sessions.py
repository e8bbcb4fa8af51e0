"""Guided sessions that are killed with SIGKILL in a phase with a name; what was kept is looked at.

`trials` makes any number of them. A session is forked from a process that has everything loaded,
on a clock that runs twice as fast, so that a trial costs little. Each act that was written
is told through a pipe before anything else happens: what was told must be there afterwards.
As a program it takes numbers of trials, for `test_killed_in_a_session.py`, and prints a line of
JSON for each.
"""

from __future__ import annotations

import json
import os
import random
import re
import select
import shutil
import signal
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from session_phases import MANY_SETS, OWN, PHASES, Place, Step

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.cli.plain import run_plain
from rehab_tui.clock import FastClock, SystemClock
from rehab_tui.config import Config
from rehab_tui.journal.acts import Act
from rehab_tui.journal.check import check
from rehab_tui.journal.records import SetRecord
from rehab_tui.journal.store import Journal
from rehab_tui.paths import Paths
from rehab_tui.practice import cut_short, first_run
from rehab_tui.practice.context import Practice, catalogue_with_own
from rehab_tui.practice.today import plan_today
from rehab_tui.tui.app import RehabApp, SessionRequest
from rehab_tui.voice.sinks import Silence

PACE = 2.0
STRAY = 0.8
"""Real seconds after which an empty line or a key in a first lead-in is meant."""
PATIENCE = 30.0
TRIES = 5
"""A machine so busy that a session takes it for asleep gets another try."""
LONGEST_DELAY = 0.3
"""Real seconds between a phase's first sight and the kill; no step of these ends meanwhile."""
TOO_LATE = 1.0
"""Real seconds after which a question to a pipe may have been given up."""
LONGEST_WRITING = 1.0
"""Real seconds of the time in which many sets are written."""
LONGEST_ACT = 0.008
"""Real seconds that the writing of a set takes at most, as a rule."""
BEGUN = "?"
"""Told in front of an act's label when it begins."""


class NotReachedError(Exception):
    """A session did something else than it was driven to; nothing is learned from its end."""


@dataclass
class Killed:
    """What a session had told until it was killed: acts that were written, lines of saved sets."""

    told: list[str] = field(default_factory=list)
    saved_lines: int = 0


# --- a session in a process of its own


def _play(name: str, home: Path, catalogue: Catalogue, exercises: Sequence[str]) -> None:
    clock = FastClock(PACE, SystemClock())
    practice = Practice(clock, catalogue, Journal.open(home / "journal.sqlite3", clock))
    wanted = tuple(exercises)
    if name.startswith("screen"):
        RehabApp(practice, Config(), request=SessionRequest(exercises=wanted)).run()
    else:
        run_plain(practice, lambda answers: plan_today(practice, exercises=wanted,
                                                       answers=answers), Silence())  # fmt: skip


def _tell_acts(pipe: int) -> None:
    """Each act that has changed something is told when it is written, and not before.

    That it begins is told too.
    """
    act = Journal.act

    @contextmanager
    def told(self: Journal, label: str, *, group: str | None = None) -> Iterator[Act]:
        with act(self, label, group=group) as made:
            os.write(pipe, f"{BEGUN}{label}\n".encode())
            yield made
        if made._rows:
            os.write(pipe, f"{label}\n".encode())

    Journal.act = told  # type: ignore[method-assign]


def _forked(name: str, home: Path, catalogue: Catalogue, exercises: Sequence[str]) -> Running:
    """A session in a process of its own: on the screen in a pty, by lines between two pipes."""
    told, tells = os.pipe()
    if name.startswith("screen"):
        ours, theirs = os.openpty()
        termios.tcsetwinsize(ours, (24, 80))
        streams = (theirs, theirs, theirs)
        typed, seen = ours, ours
    else:
        reads, typed = os.pipe()
        seen, writes = os.pipe()
        streams = (reads, writes, writes)
    pid = os.fork()
    if not pid:
        try:
            os.setsid()
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
            for stream in {told, typed, seen, *streams} - {0, 1, 2}:
                os.close(stream)
            _tell_acts(tells)
            _play(name, home, catalogue, exercises)
        finally:
            os._exit(0)
    for stream in {tells, *streams}:
        os.close(stream)
    return Running(pid, typed, seen, told)


@dataclass
class Running:
    """A session that runs in another process, and the ends of its streams."""

    pid: int
    typed: int
    seen: int
    told: int
    raw: bytes = b""
    heard: bytes = b""
    """What was told of acts so far."""
    since: int = 0
    """Where what was drawn or written since the last key begins."""

    def carry_out(self, steps: Sequence[Step]) -> None:
        for keys, wanted in steps:
            if keys:
                self.since = len(self.raw)
                os.write(self.typed, keys.encode())
            if wanted:
                self.until(wanted)
            else:
                self.watch(STRAY)

    def until(self, wanted: str) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            text = _ESCAPES.sub("", self.raw[self.since :].decode("utf-8", "replace"))
            if wanted in text:
                return
            if "slept" in text or time.monotonic() > end or not self.read(0.5):
                raise NotReachedError(f"{wanted!r} never came: {text[-1500:]}")

    def watch(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self.read(left):
            pass

    def until_act(self, seconds: float) -> None:
        """Until the next act begins; so long at most, for there may be none."""
        while select.select([self.told], [], [], 0.0)[0]:
            self.heard += os.read(self.told, 65536)
        select.select([self.told], [], [], seconds)

    def read(self, seconds: float) -> bool:
        """Wait so long for more; False when there will be none."""
        if not select.select([self.seen], [], [], seconds)[0]:
            return True
        with suppress(OSError):  # how a pty says that nobody is at its other end
            more = os.read(self.seen, 65536)
            self.raw += more
            return bool(more)
        return False

    def kill(self) -> Killed:
        """Kill it, take what it had said, and leave nothing of it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        while select.select([self.seen], [], [], 0.0)[0] and self.read(0.0):
            pass
        with os.fdopen(self.told, "rb") as told:
            lines = (self.heard + told.read()).decode().splitlines()
        labels = [line for line in lines if not line.startswith(BEGUN)]
        for stream in {self.typed, self.seen}:
            os.close(stream)
        return Killed(labels, self.raw.count(b"set saved:"))


_ESCAPES = re.compile(r"\x1b(\[[0-9;?<>=]*[a-zA-Z]|[()=>][A-Z0-9]?)")


# --- trials


def _assert_safe(
    name: str, home: Path, catalogue: Catalogue, acts_before: int, killed: Killed
) -> None:
    """All that was told is there, at most one act more, nothing by halves; it can be gone on."""
    phase, clock = PHASES[name], SystemClock()
    path = home / "journal.sqlite3"
    practice = Practice(clock, catalogue, Journal.open(path, clock))
    assert check(path, clock, 1.0).findings == ()
    kept = _labels(practice.journal)[acts_before:]
    assert kept[: len(killed.told)] == killed.told, f"lost: {kept}, told: {killed.told}"
    assert len(kept) <= len(killed.told) + 1, "more than one act that was not told"
    sets = [one.number for one in practice.journal.entries(SetRecord)]
    assert killed.saved_lines <= len(sets), "a set that was said to be saved is lost"
    found = cut_short.unfinished(practice)
    assert (found is not None) is phase.begun
    if phase.saved is not None:
        assert len(sets) == phase.saved
    elif found is not None:
        assert sets == list(range(1, len(sets) + 1))
        if len(sets) < MANY_SETS:
            _assert_place(practice, found, (0, len(sets) + 1, "both"))
    if phase.place is not None and found is not None:
        _assert_place(practice, found, phase.place)


def _labels(journal: Journal) -> list[str]:
    """The acts as they were written, oldest first."""
    with journal.reading() as connection:
        return [label for (label,) in connection.execute("SELECT label FROM act ORDER BY id")]


def _assert_place(practice: Practice, found: cut_short.Unfinished, place: Place) -> None:
    assert cut_short.why_not_resume(practice, found) is None
    step = found.resumed.steps[found.resumed.position]
    assert (step.item, step.number, step.side) == place
    assert (step.kind, found.resumed.status) == ("ready", "paused")


class Stand:
    """Where trials are made: everything is loaded, and a journal is there to be copied."""

    def __init__(self, folder: Path) -> None:
        paths = Paths(folder / "data", folder / "config")
        paths.own_exercises.mkdir(parents=True)
        paths.data.mkdir()
        (paths.own_exercises / "own.yaml").write_text(OWN)
        self._folder = folder
        self._catalogue = catalogue_with_own(paths)
        self._journal = folder / "new.sqlite3"
        journal = Journal.open(self._journal, SystemClock())
        first_run.save(Practice(SystemClock(), self._catalogue, journal), {})
        self._acts_before = len(_labels(journal))

    def trial(self, number: int) -> dict[str, object]:
        """Kill one session and look at what it left; the phases take turns.

        Raises:
            AssertionError: something was lost or is there by halves.
            NotReachedError: it could not be driven to its phase.
        """
        names = list(PHASES)
        name = names[number % len(names)]
        for _ in range(TRIES):
            home = self._folder / str(number)
            home.mkdir()
            shutil.copy(self._journal, home / "journal.sqlite3")
            try:
                killed = self._killed(name, home, random.Random(number))
            except NotReachedError as error:
                why = error
            else:
                cut = (home / "journal.sqlite3-journal").exists()
                _assert_safe(name, home, self._catalogue, self._acts_before, killed)
                return {"phase": name, "acts": len(killed.told), "in an act": cut}
            finally:
                shutil.rmtree(home)
        raise why

    def _killed(self, name: str, home: Path, chance: random.Random) -> Killed:
        phase, killed = PHASES[name], Killed()
        for steps in filter(None, (phase.steps, phase.then)):
            running = _forked(name, home, self._catalogue, phase.exercises.split())
            try:
                running.carry_out(steps)
                if phase.writing:
                    running.watch(chance.uniform(0.0, LONGEST_WRITING))
                    running.until_act(1.0)
                    time.sleep(chance.uniform(0.0, LONGEST_ACT))
                else:
                    seen = time.monotonic()
                    running.watch(chance.uniform(0.0, LONGEST_DELAY))
                    if time.monotonic() - seen > TOO_LATE:
                        raise NotReachedError("the machine is too busy: the phase may be over")
            finally:
                ended = running.kill()
                killed.told += ended.told
                killed.saved_lines += ended.saved_lines
        return killed


def main(folder: Path, numbers: range) -> None:
    """Make these trials, and print what came of each as a line of JSON."""
    os.environ |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
    stand = Stand(folder)
    for number in numbers:
        try:
            told = stand.trial(number)
        except (AssertionError, NotReachedError) as error:
            name = list(PHASES)[number % len(PHASES)]
            told = {"phase": name, "failed": f"{type(error).__name__}: {error}", "number": number}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), range(*map(int, sys.argv[2:5])))
