"""Tones: as long, as loud and as high as they say, in files that are nobody else's."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import textwrap
import wave
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from rehab_tui.voice import tones
from rehab_tui.voice.choose import TONE_SECONDS, Tone
from rehab_tui.voice.tones import FRAMES, PEAK, ToneFiles, as_wav, samples

ALL: tuple[Tone, ...] = get_args(Tone)


def pitch(part: list[int]) -> float:
    """Hz, by how often the wave goes up through zero."""
    return sum(a < 0 <= b for a, b in pairwise(part)) * FRAMES / len(part)


@pytest.mark.parametrize("tone", ALL)
def test_a_tone_is_soft_and_as_long_as_reckoned(tone: Tone) -> None:
    made = samples(tone, 100)
    assert len(made) == pytest.approx(TONE_SECONDS[tone] * FRAMES, abs=3)
    loudest = max(map(abs, made))
    assert loudest == pytest.approx(PEAK * 32_767, rel=0.02)
    assert (made[0], made[-1]) == (0, 0)
    edge = round(0.002 * FRAMES)  # nothing clicks
    assert max(map(abs, [*made[:edge], *made[-edge:]])) < 0.25 * loudest
    assert max(map(abs, samples(tone, 20))) == pytest.approx(loudest / 5, rel=0.02)
    assert not any(samples(tone, 0))


def test_tones_go_up_and_down() -> None:
    assert pitch(list(samples("tick", 100))) == pytest.approx(880, rel=0.05)
    for tone, rises in (("begin", True), ("in", True), ("rest", False), ("out", False)):
        made = list(samples(tone, 100))  # type: ignore[arg-type]
        half = len(made) // 2
        assert (pitch(made[:half]) < pitch(made[half:])) is rises


def test_a_wav_file_holds_them() -> None:
    made = samples("begin", 70)
    with wave.open(io.BytesIO(as_wav(made))) as file:
        assert file.getparams()[:4] == (1, 2, FRAMES, len(made))
        assert file.readframes(len(made)) == made.tobytes()


def test_files_are_made_once_in_a_private_folder_and_removed() -> None:
    files = ToneFiles()
    files.remove()
    path = files.path("tick", 70)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    made = path.stat().st_mtime_ns
    assert files.path("tick", 70).stat().st_mtime_ns == made
    assert files.path("tick", 71) != path
    files.remove()
    assert not path.parent.exists()
    files.remove()


def test_miniaudio_plays_in_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "miniaudio.py").write_text(
        textwrap.dedent("""
        def stream_file(path): return open(path, "rb").read()
        def stream_with_callbacks(sound, end_callback):
            yield
            print("played", len(sound))
            end_callback()
            yield
        class PlaybackDevice:
            def __enter__(self): return self
            def __exit__(self, *_): print("closed")
            def start(self, stream): next(stream)
        """)
    )
    monkeypatch.syspath_prepend(tmp_path)
    ((*command,),) = tones._miniaudio()
    assert command[0] == sys.executable
    assert "miniaudio" not in sys.modules
    sound = tmp_path / "x.wav"
    sound.write_bytes(b"12345")
    done = subprocess.run(
        [*command, str(sound)], capture_output=True, text=True, check=True, timeout=30,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert done.stdout.split() == ["played", "5", "closed"]
    monkeypatch.setattr(sys, "executable", "")
    assert tones._miniaudio() == []
