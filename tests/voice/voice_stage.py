"""Cues, and programs that pretend to speak and to play."""

from __future__ import annotations

import os
import sys
import textwrap
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from rehab_tui.coach.cues import Cue, CueKind
from rehab_tui.voice.floor import Floor
from rehab_tui.voice.mouth import Mouth


def cue(kind: CueKind, text: str, at: float = 0.0) -> Cue:
    return Cue(at, kind, text, "bridge")


class Programs:
    """A folder of fake programs, the only one on the PATH besides the shell's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "bin"
        self.folder.mkdir()
        self._notes = folder / "notes"
        self._notes.mkdir()

    @property
    def environment(self) -> Mapping[str, str]:
        return {
            "PATH": f"{self.folder}{os.pathsep}/usr/bin{os.pathsep}/bin",
            "NOTES": str(self._notes),
        }

    def add(self, name: str, script: str) -> None:
        """A shell script; `$NOTES` is a folder for what it notes."""
        file = self.folder / name
        file.write_text("#!/bin/sh\n" + textwrap.dedent(script), encoding="utf-8")
        file.chmod(0o755)

    def add_speaker(self, more: str = "sleep 0.07", name: str = "espeak-ng") -> None:
        """Notes its arguments, its text on a line of its own, its beginning and its end."""
        self.add(
            name,
            'text=$(cat); echo "$@" >>"$NOTES/arguments"; echo "begin $text" >>"$NOTES/log"\n'
            f'echo $$ >>"$NOTES/pids"\n{more}\necho "end $text" >>"$NOTES/log"\n',
        )

    def noted(self, name: str = "log") -> list[str]:
        file = self._notes / name
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def quiet(mouth: Mouth | None) -> None:
    """Wait until all that was offered is said."""
    tick = threading.Event()
    for _ in range(4000):
        if mouth is None or mouth._floor == Floor():
            return
        tick.wait(0.005)
    raise AssertionError("it never came to its end")


def runs(pid: int) -> bool:
    """Whether a process still does something; one that waits to be reaped by init does not."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return sys.platform != "linux" and _answers(pid)
    return state != "Z"


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def turns(log: list[str]) -> Iterator[tuple[str, str]]:
    """Each beginning with its end, when nobody spoke at the same time."""
    for begin, end in zip(log[::2], log[1::2], strict=True):
        assert begin.startswith("begin ")
        assert end == "end " + begin.removeprefix("begin ")
        yield begin.removeprefix("begin "), end
