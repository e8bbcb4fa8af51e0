"""The speech program: found, and spoken to in a way that text can't misuse."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from voice_stage import Programs

from each import each
from hostile import HOSTILE
from rehab_tui.text import clean
from rehab_tui.voice.settings import Sound
from rehab_tui.voice.speech import LONGEST_TEXT, Speaker, find_speaker, spoken
from rehab_tui.voice.tones import find_players

LOUD = Sound(volume=100, rate=300)


@pytest.fixture
def programs(tmp_path: Path) -> Programs:
    return Programs(tmp_path)


def alone(programs: Programs) -> dict[str, str]:
    """No program of the machine's own."""
    return {"PATH": str(programs.folder)}


def test_the_own_program_comes_first(programs: Programs) -> None:
    for name in ("say", "espeak", "espeak-ng"):
        programs.add(name, "")
    assert find_speaker(alone(programs), "linux") == Speaker(
        str(programs.folder / "espeak-ng"), "espeak"
    )
    assert find_speaker(alone(programs), "darwin") == Speaker(str(programs.folder / "say"), "say")
    (programs.folder / "espeak-ng").unlink()
    assert find_speaker(alone(programs), "linux") == Speaker(
        str(programs.folder / "espeak"), "espeak"
    )
    assert find_speaker({}, "linux") is None
    assert find_speaker({"PATH": ""}, "darwin") is None


def test_windows_speaks_by_its_own_shell(tmp_path: Path) -> None:
    shell = tmp_path / "System32" / "WindowsPowerShell" / "v1.0" / "powershell.exe"
    shell.parent.mkdir(parents=True)
    shell.touch()
    speaker = find_speaker({"SystemRoot": str(tmp_path)}, "win32")
    assert speaker == Speaker(str(shell), "sapi")
    assert find_speaker({"SystemRoot": str(tmp_path / "none")}, "win32") is None
    *_, script = speaker.command(Sound(volume=40, rate=180))
    assert "$voice.Rate = 0; $voice.Volume = 40;" in script
    assert "$voice.Rate = 5;" in speaker.command(LOUD)[-1]
    assert "$voice.Rate = -7;" in speaker.command(Sound(rate=80))[-1]


def test_a_program_of_the_current_folder_is_not_taken(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs.add("espeak-ng", "")
    programs.add("aplay", "")
    monkeypatch.chdir(programs.folder)
    assert find_speaker({"PATH": f".{os.pathsep}"}, "linux") is None
    assert [one for one in find_players({"PATH": "."}, "linux") if "aplay" in one[0]] == []


def test_players_best_first(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehab_tui.voice.tones._miniaudio", lambda: [("python", "play.py")])
    for name in ("aplay", "paplay", "afplay"):
        programs.add(name, "")
    paplay, aplay = str(programs.folder / "paplay"), str(programs.folder / "aplay")
    assert find_players(alone(programs), "linux") == [
        (paplay,), (aplay, "-q"), ("python", "play.py"),
    ]  # fmt: skip
    assert find_players(alone(programs), "darwin")[0] == (str(programs.folder / "afplay"),)
    assert find_players({}, "win32")[0][1] == "-c"


@pytest.mark.parametrize("kind", ["espeak", "say", "sapi"])
@each("hostile", HOSTILE)
def test_text_is_given_clean_and_is_never_an_argument(kind: str, hostile: str) -> None:
    speaker = Speaker("/bin/speaker", kind)  # type: ignore[arg-type]
    given = speaker.given(hostile, LOUD)
    text = given.decode("utf-8").removeprefix("[[volm 1.00]] ")
    assert clean(text) == text
    assert "[[" not in text
    assert len(text) <= 6 * LONGEST_TEXT
    assert speaker.command(LOUD) == speaker.command(LOUD)
    assert all(argument.isascii() for argument in speaker.command(LOUD))


DASHED = '-v "$(rm)"; Füße'
"""What would do harm as an argument, or where a shell reads it."""


@pytest.mark.parametrize(
    ("kind", "command", "given"),
    [
        ("espeak", ["--stdin", "-b", "1", "-s", "150", "-a", "140"], DASHED),
        ("say", ["-r", "150", "-f", "-"], f"[[volm 0.70]] {DASHED}"),
        (
            "sapi",
            [
                "-NoProfile", "-NonInteractive", "-Command",
                (
                "Add-Type -AssemblyName System.Speech; "
                "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
                "$voice.Rate = -2; $voice.Volume = 70; "
                "$text = New-Object IO.StreamReader([Console]::OpenStandardInput(), "
                "[Text.Encoding]::UTF8); "
                "$voice.Speak($text.ReadToEnd())"
                ),
            ],
            DASHED,
        ),
    ],
)  # fmt: skip
def test_each_program_is_spoken_to_just_so(kind: str, command: list[str], given: str) -> None:
    """Numbers are arguments and the text comes on standard input, by each program's manual.

    `say -f -` reads standard input. PowerShell hands its own on to a script as `$input` only where
    that is named, so that this one can read it itself. No argument needs a quotation mark.
    """
    sound, speaker = Sound(volume=70, rate=150), Speaker("/bin/speak", kind)  # type: ignore[arg-type]
    assert speaker.command(sound) == ["/bin/speak", *command]
    assert speaker.given(DASHED, sound) == given.encode()
    script = command[-1]
    assert '"' not in script
    assert "$input" not in script.lower()


def test_what_would_command_a_voice_is_spoken() -> None:
    assert spoken("a [[[volm 9]]] b") == "a [ [ [volm 9]]] b"
    assert spoken("Bleib weich, Füße flach.") == "Bleib weich, Füße flach."
