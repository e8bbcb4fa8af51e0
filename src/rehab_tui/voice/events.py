"""A sink that writes what would be heard, for tests and measurements: no sound, no thread."""

from __future__ import annotations

import json
import os
import wave
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import IO

from rehab_tui.coach.cues import Cue
from rehab_tui.errors import RehabError
from rehab_tui.voice.choose import utterances, works
from rehab_tui.voice.floor import CutOff, Heard, Schedule
from rehab_tui.voice.settings import Sound
from rehab_tui.voice.tones import FRAMES, samples, set_up


class EventSink:
    """Writes each utterance as one JSON line when it begins, its length being an estimate.

    `{"event": "say", "at", "start", "seconds", "text", "tone"}`: `at` is the cue's moment and
    `start` when it begins, both in the caller's absolute seconds. `{"event": "cut", "start"}`:
    what was being said stops. `{"event": "bell", "at", "start"}`: the bell rings.

    Args:
        path: Where the lines go; an older file is replaced.
        sound: What is heard from the start.
        tones: Where a WAV file of the tones goes, each at its time since the first one.

    Once open it raises nothing: what can't be written any more is `trouble`, and the end of it.

    Raises:
        RehabError: a file can't be opened.
    """

    speechless = False

    def __init__(self, path: Path, sound: Sound, tones: Path | None = None) -> None:
        self.trouble: str | None = None
        self.sound = sound
        self._working = False
        self._schedule = Schedule()
        self._now = 0.0
        self._closed = False
        with ExitStack() as opened:
            self._lines: IO[str] = os.fdopen(_open(path), "w", encoding="utf-8")
            opened.callback(self._lines.close)
            self._tones = _ToneTrack(tones) if tones is not None else None
            opened.pop_all()

    def cues(self, cues: Sequence[Cue], now: float) -> None:
        """Write what has begun until `now`, with these cues."""
        if self._closed:
            return
        said = utterances(cues, self.sound, now, working=self._working)
        self._working = works(cues, self._working)
        self._now = now
        for one in said:
            if one.bell:
                self._write("bell", at=one.at, start=now)
        spoken = [one for one in said if one.text or one.tone]
        self._heard(self._schedule.offer(spoken, now, self.sound.rate))

    def hush(self) -> None:
        """Silence at once."""
        self._heard(self._schedule.hush(self._now))

    def close(self) -> None:
        """Write what would still be said, and close the files."""
        if self._closed:
            return
        self._heard(self._schedule.until(float("inf"), self.sound.rate))
        self._closed = True
        with self._writing():
            self._lines.close()
        if self._tones is not None:
            with self._writing():
                self._tones.close()

    def join(self, seconds: float) -> bool:
        """All is written."""
        return True

    def _heard(self, heard: Iterable[Heard]) -> None:
        for one in heard:
            if isinstance(one, CutOff):
                self._write("cut", start=one.start)
                continue
            said = one.utterance
            self._write(
                "say", at=said.at, start=one.start, seconds=round(one.seconds, 3),
                text=said.text, tone=said.tone,
            )  # fmt: skip
            if self._tones is not None and said.tone and self.trouble is None:
                with self._writing():
                    self._tones.add(one.start, samples(said.tone, self.sound.volume))

    def _write(self, event: str, **values: object) -> None:
        if self.trouble is None:
            with self._writing():
                self._lines.write(json.dumps({"event": event, **values}) + "\n")
                self._lines.flush()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.trouble = f"The sounds can't be written any more ({error.strerror})."


class _ToneTrack:
    """A WAV file that grows with each tone, silence between them."""

    def __init__(self, path: Path) -> None:
        self._file = os.fdopen(_open(path), "wb")
        self._writer = wave.Wave_write(self._file)
        set_up(self._writer)
        self._began: float | None = None

    def add(self, at: float, made: array[int]) -> None:
        if self._began is None:
            self._began = at
        missing = round((at - self._began) * FRAMES) - self._writer.getnframes()
        while missing > 0:
            part = min(missing, FRAMES)
            self._writer.writeframes(bytes(2 * part))
            missing -= part
        self._writer.writeframes(made.tobytes())

    def close(self) -> None:
        with closing(self._file):
            self._writer.close()


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise RehabError(
            f"the sounds can't be written ({error.strerror})",
            "Check REHAB_VOICE_EVENTS and REHAB_VOICE_TONES.",
            where=str(path),
        ) from error
