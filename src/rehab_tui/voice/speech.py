"""The machine's own speech program. Text reaches it on standard input, never as an argument."""

from __future__ import annotations

import math
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rehab_tui.text import clean, clip
from rehab_tui.voice.settings import Sound

LONGEST_TEXT = 600
"""Cells of text that are said at most; no set-up of ours comes near."""

# Where a script does not name `$input`, PowerShell leaves standard input to it. Without a quotation
# mark the script is one argument, whoever takes the command line apart.
_SAPI = (
    "Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$voice.Rate = {rate}; $voice.Volume = {volume}; "
    "$text = New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8); "
    "$voice.Speak($text.ReadToEnd())"
)
_SAPI_PLAIN = 180
"""Words a minute of Windows' voices at rate 0; at 10 they are three times as fast."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speech program: where it is and how it is spoken to."""

    program: str
    kind: Literal["espeak", "say", "sapi"]

    def command(self, sound: Sound) -> list[str]:
        """The program and its arguments: numbers only, nothing of the text."""
        if self.kind == "espeak":
            loud = ["-s", str(sound.rate), "-a", str(2 * sound.volume)]
            return [self.program, "--stdin", "-b", "1", *loud]
        if self.kind == "say":
            return [self.program, "-r", str(sound.rate), "-f", "-"]
        rate = round(10 * math.log(sound.rate / _SAPI_PLAIN, 3))
        script = _SAPI.format(rate=max(-10, min(10, rate)), volume=sound.volume)
        return [self.program, "-NoProfile", "-NonInteractive", "-Command", script]

    def given(self, text: str, sound: Sound) -> bytes:
        """What it reads: cleaned text that can't command it either."""
        words = spoken(text)
        if self.kind == "say":
            words = f"[[volm {sound.volume / 100:.2f}]] {words}"
        return words.encode("utf-8", "replace")


def spoken(text: str) -> str:
    """Foreign text made safe to say: `[[` would be a command to espeak and to say."""
    return re.sub(r"\[(?=\[)", "[ ", clip(clean(text[: 4 * LONGEST_TEXT]), LONGEST_TEXT))


def find_speaker(environment: Mapping[str, str], platform: str = sys.platform) -> Speaker | None:
    """The machine's speech program: its own one first, then espeak-ng, then espeak."""
    if platform == "win32":
        system = environment.get("SystemRoot", r"C:\Windows")
        shell = Path(system, "System32", "WindowsPowerShell", "v1.0", "powershell.exe")
        if shell.is_file():
            return Speaker(str(shell), "sapi")
    if platform == "darwin" and (program := find_program("say", environment)):
        return Speaker(program, "say")
    for name in ("espeak-ng", "espeak"):
        if program := find_program(name, environment):
            return Speaker(program, "espeak")
    return None


def find_program(name: str, environment: Mapping[str, str]) -> str | None:
    """Where a program is, by the PATH; never one of the current folder."""
    found = shutil.which(name, path=environment.get("PATH", ""))
    return found if found and Path(found).is_absolute() else None
