"""The sink that writes: what would be heard, against what the engine has to say."""

from __future__ import annotations

import json
import wave
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from voice_stage import cue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.clock import ManualClock
from rehab_tui.coach import model as m
from rehab_tui.coach.cues import Cue
from rehab_tui.coach.engine import begin
from rehab_tui.errors import RehabError
from rehab_tui.practice.context import shipped_catalogue
from rehab_tui.practice.player import Player
from rehab_tui.voice.choose import LATEST
from rehab_tui.voice.events import EventSink
from rehab_tui.voice.settings import Sound
from rehab_tui.voice.sinks import CueSink, open_voice
from rehab_tui.voice.tones import FRAMES

FULL = Sound(speech=True, tones=True, bell=True, breath=True)
WARNING = "Stop when the pain goes down your leg."
catalogue = cache(shipped_catalogue)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def played(exercise: str, sink: CueSink, warning: str | None = None) -> list[Cue]:
    """One exercise from beginning to end on a clock that stands still; every cue of it."""
    shipped: Catalogue = catalogue()
    chosen = shipped.exercises[exercise]
    clock = ManualClock(datetime(2026, 11, 23, tzinfo=UTC))
    player = Player(
        begin([m.Prescription(chosen, chosen.dose, warning=warning)]), clock, shipped,
        longest_tick=float("inf"),
    )  # fmt: skip
    given: list[Cue] = []
    while True:
        player.tick()
        given += (cues := player.take_cues())
        sink.cues(cues, clock.monotonic())
        if player.over:
            break
        moment = player.next_moment()
        assert moment is not None
        clock.advance(max(1e-6, moment - clock.monotonic()))
    sink.close()
    return given


@pytest.mark.parametrize(
    "exercise",
    [
        pytest.param(name, marks=pytest.mark.long if number % 8 else ())
        for number, name in enumerate(sorted(catalogue().exercises))
    ],
)
def test_what_matters_is_heard_at_its_moment(exercise: str, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    given = played(exercise, EventSink(path, FULL), WARNING)
    said = [one for one in lines(path) if one["event"] == "say"]
    for before, after in pairwise(one for one in lines(path) if one["event"] != "bell"):
        assert before["start"] <= after["start"]
        if after["event"] == "say" and before["event"] == "say":
            assert before["start"] + before["seconds"] <= after["start"] + 1e-3
    heard = {(one["at"], word) for one in said for word in [one["text"]]}
    for one in given:
        if one.kind in ("name", "warning", "go", "rest", "switch", "check", "done"):
            assert any(at == one.at and one.text in text for at, text in heard), one
    starts = [
        one for one in said if one["text"] not in {c.text for c in given if c.kind == "setup"}
    ]
    assert all(0 <= one["start"] - one["at"] <= LATEST for one in starts)


def test_speech_that_is_off_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    played("sit-to-stand", EventSink(path, Sound(tones=True)))
    tones = [one["tone"] for one in lines(path)]
    assert {one["text"] for one in lines(path)} == {None}
    assert tones[:5] == ["tick", "tick", "tick", "begin", "halfway"]
    assert tones[-1] == "done"


def test_cut_and_bell_and_hush_are_written(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    sink = EventSink(path, Sound(speech=True, bell=True))
    sink.cues([cue("form", "Soft shoulders and a long neck.", 5.0)], 5.0)
    sink.cues([cue("rest", "Rest", 6.0)], 6.1)
    sink.hush()
    sink.sound = Sound(bell=True)
    sink.cues([cue("go", "Begin", 9.0)], 9.0)
    sink.close()
    sink.close()
    assert [(one["event"], one["start"], one.get("text")) for one in lines(path)] == [
        ("say", 5.0, "Soft shoulders and a long neck."), ("bell", 6.1, None),
        ("cut", 6.1, None), ("say", 6.1, "Rest"), ("cut", 6.1, None), ("bell", 9.0, None),
    ]  # fmt: skip
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_wav_holds_the_tones_at_their_times(tmp_path: Path) -> None:
    events, track = tmp_path / "events.jsonl", tmp_path / "tones.wav"
    environment = {"REHAB_VOICE_EVENTS": str(events), "REHAB_VOICE_TONES": str(track)}
    sink = open_voice(Sound(tones=True), print, environment)
    sink.cues([cue("go", "Begin", 100.0)], 100.0)
    sink.cues([cue("halfway", "Halfway", 102.5)], 102.5)
    sink.close()
    with wave.open(str(track)) as file:
        made = file.readframes(file.getnframes())
    second = 2 * round(2.5 * FRAMES)
    assert len(made) == second + 2 * round(0.15 * FRAMES)
    assert any(made[: 2 * round(0.2 * FRAMES)])
    assert not any(made[2 * round(0.21 * FRAMES) : second])
    assert any(made[second:])
    assert track.stat().st_mode & 0o777 == 0o600


def test_a_file_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(RehabError, match="the sounds can't be written"):
        open_voice(Sound(), print, {"REHAB_VOICE_EVENTS": str(tmp_path / "none" / "events")})


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("which", ["events", "tones"])
def test_a_full_disk_ends_the_writing_and_nothing_else(tmp_path: Path, which: str) -> None:
    files = {"events": tmp_path / "events", "tones": tmp_path / "tones", which: Path("/dev/full")}
    sink = EventSink(files["events"], FULL, files["tones"])
    assert sink.trouble is None
    for at in range(20):
        sink.cues([cue("go", "Begin", at)], at)
        sink.hush()
    sink.close()
    assert sink.trouble == "The sounds can't be written any more (No space left on device)."
    sink.cues([cue("go", "Begin", 9.0)], 9.0)
    sink.close()


def test_of_two_files_both_or_none_are_opened(tmp_path: Path) -> None:
    with pytest.raises(RehabError, match="the sounds can't be written"):
        EventSink(tmp_path / "events", FULL, tmp_path / "none" / "tones")
