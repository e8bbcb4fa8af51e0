"""The machine's sound: programs that speak and play, looked for when they are first needed."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from rehab_tui.clock import Clock
from rehab_tui.coach.speaking import seconds_to_say
from rehab_tui.voice.child import Child
from rehab_tui.voice.choose import TONE_SECONDS, Tone, Utterance
from rehab_tui.voice.settings import Sound
from rehab_tui.voice.speech import Speaker, find_speaker, spoken
from rehab_tui.voice.tones import ToneFiles, find_players

GRACE_SECONDS = 3.0
"""A program that takes so much longer than it should is killed."""
TOO_QUICK = 0.15
"""The part of its time after which a program that has ended can't have been heard: without a
sound card espeak ends at once, and says that all is well."""

NO_SPEECH = "No speech program was found. Install espeak-ng, or turn speech off with v."
MUTE = "The speech program can't be heard. Check this machine's sound, or turn speech off with v."
NO_TONES = "No program could play the tones, so the bell rings instead."


class Machine:
    """Speaks and plays, one thing at a time, for the one thread that calls it.

    `speechless` and `toneless` tell any thread what can't be heard; each is None or why.
    """

    def __init__(
        self, environment: Mapping[str, str], clock: Clock, *, grace: float = GRACE_SECONDS
    ) -> None:
        self.speechless: str | None = None
        self.toneless: str | None = None
        self._environment = environment
        self._clock = clock
        self._grace = grace
        self._speaker: Speaker | None = None
        self._players: list[tuple[str, ...]] | None = None
        self._files = ToneFiles()

    def say(self, utterance: Utterance, sound: Sound, cut: threading.Event) -> None:
        """Play the tone, then say the words; returns when both are over or `cut` is set."""
        tone = self._play(utterance.tone, sound) if utterance.tone else None
        try:
            if tone is not None and utterance.tone:
                tone.wait(TONE_SECONDS[utterance.tone], cut)  # a player may linger after it
            if utterance.text and not cut.is_set():
                self._speak(utterance.text, sound, cut)
            if tone is not None and utterance.tone:
                tone.wait(TONE_SECONDS[utterance.tone] + self._grace, cut)
        finally:
            if tone is not None and _failed(tone.end(), cut):
                self._next_player()

    def close(self) -> None:
        """Remove what was made for it."""
        self._files.remove()

    def find_speech(self) -> None:
        """Look for a speech program, if nobody has yet; any thread may, and it takes no time."""
        if self._speaker is None and self.speechless is None:
            self._speaker = find_speaker(self._environment)
            self.speechless = NO_SPEECH if self._speaker is None else None

    def _speak(self, text: str, sound: Sound, cut: threading.Event) -> None:
        self.find_speech()
        if self._speaker is None:
            return
        seconds = seconds_to_say(spoken(text), sound.rate)
        given = self._speaker.given(text, sound)
        try:
            child = Child(self._speaker.command(sound), given, self._environment, self._clock)
        except OSError:
            self.speechless = MUTE
            return
        try:
            child.wait(seconds + self._grace, cut)
        finally:
            code = child.end()
        quick = self._clock.monotonic() - child.began < TOO_QUICK * seconds
        if _failed(code, cut) or (quick and not cut.is_set()):
            self.speechless = MUTE

    def _play(self, tone: Tone, sound: Sound) -> Child | None:
        if self._players is None:
            self._players = find_players(self._environment)
        while self._players:
            try:
                command = (*self._players[0], str(self._files.path(tone, sound.volume)))
                return Child(command, b"", self._environment, self._clock)
            except OSError:
                self._next_player()
        self.toneless = NO_TONES
        return None

    def _next_player(self) -> None:
        """The first one does not work here: another one may, else the bell has to do."""
        if self._players:
            self._players.pop(0)
        if not self._players:
            self.toneless = NO_TONES


def _failed(code: int | None, cut: threading.Event) -> bool:
    """Whether a program failed, by its exit code; None: it had to be killed."""
    return not cut.is_set() if code is None else code != 0
