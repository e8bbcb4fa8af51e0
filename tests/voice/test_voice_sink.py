"""The voice with programs that pretend: one at a time, none left behind, the terminal untouched."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from voice_stage import Programs, cue, quiet, runs, turns

from rehab_tui.clock import SystemClock
from rehab_tui.coach.cues import CueKind
from rehab_tui.text import clean
from rehab_tui.voice.machine import MUTE, NO_SPEECH, NO_TONES
from rehab_tui.voice.settings import Sound
from rehab_tui.voice.sinks import CueSink, Silence, Voice, open_voice
from rehab_tui.voice.speech import find_speaker, spoken

pytestmark = pytest.mark.long

FAST = Sound(speech=True, rate=300)
TONES = Sound(tones=True)
IMPATIENT = -0.05
"""A grace that ends a short word's time after three tenths of a second."""

PATIENT = 30.0
"""One that no test waits for."""


@pytest.fixture(autouse=True)
def _a_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here is late, however slowly processes start; lateness is the floor's to test."""
    monkeypatch.setattr("rehab_tui.voice.choose.LATEST", 20.0)


@pytest.fixture
def programs(tmp_path: Path) -> Programs:
    return Programs(tmp_path)


class Room:
    """A voice and what became of it."""

    def __init__(self, programs: Programs, sound: Sound, grace: float | None = None) -> None:
        self.rung = 0
        self.clock = SystemClock()
        self.programs = programs
        self.voice = Voice(sound, self._ring, programs.environment, grace=grace)

    def _ring(self) -> None:
        self.rung += 1

    def say(self, kind: CueKind, text: str) -> None:
        now = self.clock.monotonic()
        self.voice.cues([cue(kind, text, now)], now)

    def until(self, reached: Callable[[], bool]) -> None:
        """Wait for something that another process does."""
        ends, tick = self.clock.monotonic() + 10, threading.Event()
        while not reached():
            assert self.clock.monotonic() < ends
            tick.wait(0.005)

    def quiet(self) -> None:
        """Let everything be said to its end."""
        quiet(self.voice._mouth)
        self.voice.close()
        assert self.voice.join(10)


@pytest.fixture
def room(programs: Programs) -> Iterator[Room]:
    made = Room(programs, FAST, PATIENT)
    yield made
    made.voice.hush()
    made.quiet()


def log(programs: Programs) -> list[str]:
    return [text for text, _ in turns(programs.noted())]


def test_one_after_the_other_and_the_text_on_standard_input(programs: Programs, room: Room) -> None:
    programs.add_speaker()
    room.say("rep", "1")
    room.until(lambda: programs.noted() == ["begin 1"])
    room.say("rep", "2")
    room.quiet()
    assert log(programs) == ["1", "2"]
    assert set(programs.noted("arguments")) == {"--stdin -b 1 -s 300 -a 140"}
    assert room.voice.trouble is None
    assert not any(runs(int(pid)) for pid in programs.noted("pids"))
    with pytest.raises(ProcessLookupError):
        os.kill(int(programs.noted("pids")[0]), 0)


def test_the_set_up_follows_the_name(programs: Programs, room: Room) -> None:
    programs.add_speaker()
    now = room.clock.monotonic()
    room.voice.cues([cue("name", "Bridge", now), cue("setup", "Lie", now)], now)
    room.quiet()
    assert log(programs) == ["Bridge", "Lie"]


def test_hostile_text_reaches_the_program_clean(
    programs: Programs, hostile_strings: tuple[str, ...]
) -> None:
    programs.add(
        "espeak-ng",
        'file=$(mktemp "$NOTES/text.XXXXXX"); cat >"$file"; echo "$@" >>"$NOTES/arguments"\n',
    )
    texts = hostile_strings[:: len(hostile_strings) // 12]
    for text in texts:
        room = Room(programs, FAST)
        room.say("rest", text)
        room.quiet()
    notes = Path(programs.environment["NOTES"])
    given = sorted(file.read_bytes().decode() for file in notes.glob("text.*"))
    assert given == sorted(spoken(text.strip()) for text in texts if text.strip())
    assert all(clean(text) == text for text in given)
    assert set(programs.noted("arguments")) == {"--stdin -b 1 -s 300 -a 140"}


NAMES = (
    '-v "$(touch hacked)"; `touch hacked` && touch hacked',
    "'; touch hacked #",
    "[[rate 999]] bridge <speak>& %PATH% $env:PATH",
    "Brücke 'für' zwei",
)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_the_programs_of_other_machines_get_hostile_names_as_text_alone(
    programs: Programs,
    platform: str,
    hostile_strings: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Stand-ins for `say` and PowerShell note their arguments and standard input, byte for byte."""
    shell = Path("System32", "WindowsPowerShell", "v1.0", "powershell.exe")
    (programs.folder / shell).parent.mkdir(parents=True)
    script = """\
        file=$(mktemp "$NOTES/text.XXXXXX"); cat >"$file"
        for one in "$@"; do printf '%s\\n' "$one"; done >>"$NOTES/arguments"
        """
    programs.add("say", script)
    programs.add(str(shell), script)
    own = {**programs.environment, "SystemRoot": str(programs.folder)}
    speaker = find_speaker(own, platform)
    assert speaker is not None
    monkeypatch.setattr("rehab_tui.voice.machine.find_speaker", lambda environment: speaker)
    monkeypatch.chdir(programs.folder)
    names = (*NAMES, *hostile_strings[:: len(hostile_strings) // 6])
    for name in names:
        room = Room(programs, FAST)
        room.say("rest", name)
        room.quiet()
    front = "[[volm 0.70]] " if platform == "darwin" else ""
    given = {file.read_text() for file in Path(own["NOTES"]).glob("text.*")}
    assert given == {front + spoken(name.strip()) for name in names if name.strip()}
    assert all(text.removeprefix(front).find("[[") < 0 for text in given)
    arguments = speaker.command(FAST)[1:]
    assert programs.noted("arguments") == arguments * len(given)
    assert list(programs.folder.rglob("hacked")) == []


def test_what_hangs_is_killed_with_what_it_started_and_the_next_is_said(
    programs: Programs,
) -> None:
    programs.add_speaker(
        'if [ "$text" = 1 ]; then sleep 30 & echo $! >>"$NOTES/pids"; wait; fi; sleep 0.06'
    )
    room = Room(programs, FAST, IMPATIENT)
    room.say("rep", "1")
    room.until(lambda: len(programs.noted("pids")) == 2)
    room.say("rep", "2")
    room.quiet()
    assert programs.noted() == ["begin 1", "begin 2", "end 2"]
    assert room.voice.trouble == MUTE
    room.until(lambda: not any(runs(int(pid)) for pid in programs.noted("pids")))


def test_a_change_cuts_off_a_count(programs: Programs, room: Room) -> None:
    programs.add_speaker('if [ "$text" = 1 ]; then exec sleep 30; fi; sleep 0.07')
    room.say("rep", "1")
    room.until(lambda: programs.noted() == ["begin 1"])
    room.say("rest", "Rest")
    room.quiet()
    assert programs.noted() == ["begin 1", "begin Rest", "end Rest"]
    assert room.voice.trouble is None


def test_hush_is_at_once_and_what_comes_after_is_said(programs: Programs, room: Room) -> None:
    programs.add_speaker('if [ "$text" = Bridge ]; then exec sleep 30; fi; sleep 0.06')
    now = room.clock.monotonic()
    room.voice.cues([cue("name", "Bridge", now), cue("setup", "Lie", now)], now)
    room.until(lambda: programs.noted() == ["begin Bridge"])
    asked = room.clock.monotonic()
    room.voice.hush()
    room.until(lambda: not any(runs(int(pid)) for pid in programs.noted("pids")))
    assert room.clock.monotonic() - asked < 5
    room.say("rep", "2")
    room.quiet()
    assert programs.noted() == ["begin Bridge", "begin 2", "end 2"]


def test_cues_may_come_by_another_clock(programs: Programs, room: Room) -> None:
    programs.add_speaker()
    now = room.clock.monotonic() - 1000
    room.voice.cues([cue("rep", "1", now)], now)
    room.quiet()
    assert log(programs) == ["1"]


def test_turning_speech_off_hushes(programs: Programs, room: Room) -> None:
    programs.add_speaker("exec sleep 30")
    room.say("rep", "1")
    room.until(lambda: programs.noted() == ["begin 1"])
    room.voice.sound = replace(FAST, speech=False, bell=True)
    assert room.voice.sound.bell
    room.quiet()
    assert programs.noted() == ["begin 1"]
    room.say("rest", "Rest")
    assert (room.rung, programs.noted()) == (1, ["begin 1"])


def test_after_the_end_nothing_more_is_said(programs: Programs, room: Room) -> None:
    programs.add_speaker()
    room.say("done", "All done.")
    room.until(lambda: programs.noted() != [])
    room.voice.close()
    room.voice.close()
    room.say("rest", "Rest")
    room.quiet()
    assert log(programs) == ["All done."]


def test_a_missing_program_is_told_and_nothing_breaks(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rehab_tui.voice.tones._miniaudio", list)
    nothing = {"PATH": str(programs.folder)}
    rung: list[None] = []
    voice = Voice(replace(FAST, tones=True), lambda: rung.append(None), nothing)
    assert (voice.trouble, voice.speechless) == (NO_SPEECH, True), "known before the first word"
    clock = SystemClock()
    kinds: tuple[CueKind, ...] = ("go", "rest")
    for kind in kinds:
        now = clock.monotonic()
        voice.cues([cue(kind, kind, now)], now)
        Room.until(Room(programs, FAST), lambda: voice.trouble == f"{NO_SPEECH} {NO_TONES}")
    voice.cues([cue("rep", "2", clock.monotonic())], clock.monotonic())
    assert len(rung) == 1  # by then it was known that the bell has to do
    voice.sound = replace(voice.sound, speech=False)
    assert (voice.trouble, voice.speechless) == (NO_TONES, False)
    voice.close()
    assert voice.join(10)


@pytest.mark.parametrize(
    "script", ["sleep 0.06; exit 3", ":", "exec /none"], ids=["fails", "no card", "broken"]
)
def test_a_program_that_can_not_be_heard_is_told(
    programs: Programs, room: Room, script: str
) -> None:
    programs.add_speaker(script)
    room.voice.sound = replace(FAST, rate=80)
    room.say("form", "word " * 50)
    room.quiet()
    assert room.voice.trouble == MUTE


def test_a_program_that_can_not_be_started_is_told(programs: Programs, room: Room) -> None:
    file = programs.folder / "espeak-ng"
    file.write_bytes(b"\x7fELF no program")
    file.chmod(0o755)
    room.say("rep", "1")
    room.quiet()
    assert room.voice.trouble == MUTE


def player(programs: Programs, name: str, code: int = 0) -> None:
    programs.add(name, f'echo "{name} ${{1##*/}} ${{2##*/}}" >>"$NOTES/log"; exit {code}')


def test_a_tone_is_played_before_the_words(programs: Programs) -> None:
    programs.add_speaker()
    player(programs, "paplay")
    room = Room(programs, replace(FAST, tones=True))
    room.say("last_three", "3")
    room.quiet()
    assert programs.noted() == ["paplay tick-70.wav ", "begin 3", "end 3"]


def test_a_player_that_does_not_work_is_followed_by_the_next(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rehab_tui.voice.tones._miniaudio", list)
    player(programs, "paplay", 1)
    (programs.folder / "pw-play").write_bytes(b"\x7fELF no program")
    (programs.folder / "pw-play").chmod(0o755)
    player(programs, "aplay", 1)
    room = Room(programs, TONES)
    for count in (1, 2):
        room.say("halfway", "Halfway")  # not urgent: it waits for the one before
        room.until(lambda: len(programs.noted()) == count)  # noqa: B023
    room.until(lambda: room.voice.trouble == NO_TONES)
    assert programs.noted() == ["paplay halfway-70.wav ", "aplay -q halfway-70.wav"]
    room.say("rest", "Rest")
    room.quiet()
    assert room.rung == 1
    assert len(programs.noted()) == 2


def test_the_tones_leave_no_file_behind(
    programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    programs.add("paplay", 'ls -l "$1" >>"$NOTES/log"')
    room = Room(programs, TONES)
    room.say("last_three", "3")
    room.quiet()
    assert "tick-70.wav" in programs.noted()[0]
    assert list(tmp_path.glob("rehab-*")) == []


def test_the_bell_alone_starts_nothing(programs: Programs) -> None:
    threads = threading.active_count()
    room = Room(programs, Sound(bell=True))
    room.say("go", "Begin")
    room.say("hold", "Hold")  # of a rep: nothing begins
    room.voice.hush()
    assert (room.rung, threading.active_count()) == (1, threads)
    room.quiet()


def test_all_off_costs_nothing() -> None:
    code = (
        "import os, sys, threading; from rehab_tui.coach.cues import Cue;"
        "from rehab_tui.voice.settings import Sound; from rehab_tui.voice.sinks import open_voice;"
        "voice = open_voice(Sound(), print, os.environ);"
        "voice.cues([Cue(0, 'go', 'Begin', 'x')], 0); voice.hush(); voice.close();"
        "print(threading.active_count(),"
        " *{'subprocess', 'wave', 'tempfile', 'json'} & set(sys.modules),"
        " *[name for name in sys.modules if name.startswith('rehab_tui.voice.m')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1"]


def test_silence_is_a_sink() -> None:
    silence: CueSink = Silence()
    silence.cues([cue("go", "Begin")], 0.0)
    silence.hush()
    silence.close()
    assert (silence.trouble, silence.sound.on) == (None, False)
    assert isinstance(open_voice(FAST, print, {}), Voice)


NOISY = "echo noise; echo noise >&2; echo noise 2>/dev/null >/dev/tty; sleep 0.06"
ON_A_TERMINAL = """
import os, sys, time
from rehab_tui.coach.cues import Cue
from rehab_tui.voice.settings import Sound
from rehab_tui.voice.sinks import Voice
voice = Voice(Sound(speech=True, tones=True, rate=300), print, os.environ)
now = time.monotonic()
voice.cues([Cue(now, "go", "Begin", "x")], now)
voice.close()
assert voice.join(10) and voice.trouble is None
print("over")
"""


def test_nothing_of_a_programs_noise_reaches_the_terminal(programs: Programs) -> None:
    programs.add_speaker(NOISY)
    programs.add("paplay", NOISY)
    environment = {**os.environ, **programs.environment}
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(sys.executable, [sys.executable, "-c", ON_A_TERMINAL], environment)
    shown = b""
    try:
        while part := os.read(terminal, 1024):
            shown += part
    except OSError:  # Linux: the other side is closed
        pass
    finally:
        os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert shown.split() == [b"over"]
    assert programs.noted() == ["begin Begin", "end Begin"]
