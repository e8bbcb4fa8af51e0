"""Soft tones, made here, and the programs that can play them."""

from __future__ import annotations

import io
import math
import sys
import tempfile
import wave
from array import array
from collections.abc import Mapping
from pathlib import Path

from rehab_tui.voice.choose import TONE_SECONDS, Tone
from rehab_tui.voice.ends import ended, ends_file
from rehab_tui.voice.speech import find_program

FRAMES = 22_050
"""Samples a second."""
FADE_SECONDS = 0.01
PEAK = 0.5
"""The loudest sample at full volume, of 1: a sine as loud as a voice."""

_NOTES: dict[Tone, tuple[tuple[float, float], ...]] = {
    "begin": ((660, 660), (880, 880)),
    "rest": ((880, 880), (660, 660)),
    "switch": ((740, 740), (740, 740)),
    "tick": ((880, 880),),
    "halfway": ((990, 990),),
    "done": ((660, 660), (880, 880), (1320, 1320)),
    "in": ((330, 495),),
    "out": ((495, 330),),
}
"""Each note's pitch at its start and at its end, in Hz; a tone's notes are equally long."""


def samples(tone: Tone, volume: int) -> array[int]:
    """The tone's samples, 16 bits each, `FRAMES` of them a second."""
    notes = _NOTES[tone]
    made = array("h")
    for start, end in notes:
        made.extend(_note(start, end, round(TONE_SECONDS[tone] * FRAMES / len(notes)), volume))
    return made


def _note(start: float, end: float, count: int, volume: int) -> list[int]:
    fade = FADE_SECONDS * FRAMES
    loud = PEAK * volume / 100 * 32_767
    phase, made = 0.0, []
    for index in range(count):
        edge = min(1.0, index / fade, (count - 1 - index) / fade)
        made.append(round(loud * edge * math.sin(phase)))
        phase += math.tau * (start + (end - start) * index / count) / FRAMES
    return made


def as_wav(made: array[int]) -> bytes:
    """Samples as a WAV file with one channel."""
    if sys.byteorder == "big":
        made = array("h", made)
        made.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        set_up(writer)
        writer.writeframes(made.tobytes())
    return file.getvalue()


def set_up(writer: wave.Wave_write) -> None:
    """Give a WAV file the form of the tones."""
    writer.setnchannels(1)
    writer.setsampwidth(2)
    writer.setframerate(FRAMES)


class ToneFiles:
    """The tones as files in a private folder, each made when it is first asked for."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def path(self, tone: Tone, volume: int) -> Path:
        """The tone's file.

        Raises:
            OSError: it can't be written.
        """
        if self._folder is None:
            ends_file(self.remove)
            self._folder = tempfile.TemporaryDirectory(
                prefix="rehab-tones-", ignore_cleanup_errors=True
            )
        path = Path(self._folder.name, f"{tone}-{volume}.wav")
        if not path.exists():
            path.write_bytes(as_wav(samples(tone, volume)))
        return path

    def remove(self) -> None:
        """Remove the folder with all of them."""
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()
            ended(self.remove)


def find_players(
    environment: Mapping[str, str], platform: str = sys.platform
) -> list[tuple[str, ...]]:
    """The commands that can play a WAV file, best first; the file's path comes behind each."""
    if platform == "win32":
        code = "import sys, winsound; winsound.PlaySound(sys.argv[1], winsound.SND_FILENAME)"
        return [(sys.executable, "-c", code)]
    known = (("afplay",),) if platform == "darwin" else (("paplay",), ("pw-play",), ("aplay", "-q"))
    found = [
        (program, *options)
        for name, *options in known
        if (program := find_program(name, environment))
    ]
    return [*found, *_miniaudio()]


def _miniaudio() -> list[tuple[str, ...]]:
    """The `sound` extra's player, when it is installed; it is imported in its own process only."""
    from importlib.util import find_spec

    if not sys.executable or find_spec("miniaudio") is None:
        return []
    return [(sys.executable, "-P", str(Path(__file__).with_name("play_with_miniaudio.py")))]
