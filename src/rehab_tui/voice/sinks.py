"""Where a session's cues go to be heard. Missing sound never breaks or delays a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rehab_tui.clock import Clock, SystemClock
from rehab_tui.coach.cues import Cue
from rehab_tui.voice.choose import RUNG, Utterance, utterances, works
from rehab_tui.voice.settings import Sound

if TYPE_CHECKING:
    from rehab_tui.voice.machine import Machine
    from rehab_tui.voice.mouth import Mouth

EVENTS = "REHAB_VOICE_EVENTS"
"""The variable that names a file: what would be heard is written there, and nothing sounds."""
TONES = "REHAB_VOICE_TONES"
"""With it, the file for a WAV of the tones."""


class CueSink(Protocol):
    """Takes a session's cues and lets them be heard, never waiting for it.

    `sound` may be set at any time. `trouble` is None, or one line about what can't be heard: say
    it when it changes.
    """

    sound: Sound

    @property
    def trouble(self) -> str | None:
        """What can't be heard, and what to do about it."""
        ...

    @property
    def speechless(self) -> bool:
        """Whether speech is asked for in vain, as far as is known."""
        ...

    def cues(self, cues: Sequence[Cue], now: float) -> None:
        """These cues' moment has come; `now` is the present, in their absolute seconds."""
        ...

    def hush(self) -> None:
        """Silence at once: a pause, STOP, leaving."""
        ...

    def close(self) -> None:
        """No more cues; what is being said is said to its end. Safe to call twice."""
        ...

    def join(self, seconds: float) -> bool:
        """After `close`, wait until the last word is said; returns whether it was."""
        ...


class Silence:
    """Nothing is heard: for previews."""

    trouble: str | None = None
    speechless = False

    def __init__(self) -> None:
        self.sound = Sound()

    def cues(self, cues: Sequence[Cue], now: float) -> None:
        """Pass over them."""

    def hush(self) -> None:
        """It is silent already."""

    def close(self) -> None:
        """There is nothing to close."""

    def join(self, seconds: float) -> bool:
        """There is nothing to wait for."""
        return True


class Voice:
    """Speech and tones by the machine's own programs, and the terminal's bell.

    No thread runs before there is something to say; a speech program is looked for as soon as
    somebody wants to know what can't be heard.

    Args:
        sound: What is heard from the start.
        ring: Sounds the terminal's bell once; called by the caller of `cues`.
        environment: Where programs are looked for, and what they are started with.
        clock: The machine's.
        grace: Seconds after which a program that takes too long is killed; None: as shipped.
    """

    def __init__(
        self,
        sound: Sound,
        ring: Callable[[], object],
        environment: Mapping[str, str],
        *,
        clock: Clock | None = None,
        grace: float | None = None,
    ) -> None:
        self._sound = sound
        self._ring = ring
        self._environment = environment
        self._clock = clock or SystemClock()
        self._grace = grace
        self._working = False
        self._closed = False
        self._machine: Machine | None = None
        self._mouth: Mouth | None = None

    @property
    def sound(self) -> Sound:
        """What is heard."""
        return self._sound

    @sound.setter
    def sound(self, new: Sound) -> None:
        off = (self._sound.speech and not new.speech) or (self._sound.tones and not new.tones)
        self._sound = new
        if off:
            self.hush()

    @property
    def trouble(self) -> str | None:
        """What is asked for and can't be heard."""
        sound = self._sound
        if not (sound.speech or sound.tones):
            return None
        mouth = self._open()
        missing = (self._missing_speech, sound.tones and self._toneless, mouth.trouble)
        return " ".join(text for text in missing if text) or None

    @property
    def speechless(self) -> bool:
        """Whether speech is asked for in vain, as far as is known."""
        return self._missing_speech is not None

    def cues(self, cues: Sequence[Cue], now: float) -> None:
        """Let them be heard."""
        said = utterances(cues, self._sound, now, working=self._working)
        self._working = works(cues, self._working)
        if any(map(self._rings, said)):
            self._ring()
        spoken = [one for one in said if one.text or one.tone]
        if spoken and not self._closed:
            shift = self._clock.monotonic() - now
            self._open().offer(_shifted(one, shift) for one in spoken)

    def hush(self) -> None:
        """Silence at once."""
        if self._mouth is not None:
            self._mouth.hush()

    def close(self) -> None:
        """No more cues; what is being said is said to its end."""
        self._closed = True
        if self._mouth is not None:
            self._mouth.close()

    def join(self, seconds: float) -> bool:
        """After `close`, wait until the last word is said; returns whether it was."""
        return self._mouth is None or self._mouth.join(seconds)

    @property
    def _missing_speech(self) -> str | None:
        """Why speech that is asked for can't be heard."""
        if not self._sound.speech:
            return None
        self._open()
        assert self._machine is not None
        self._machine.find_speech()
        return self._machine.speechless

    @property
    def _toneless(self) -> str | None:
        return self._machine.toneless if self._machine is not None else None

    def _rings(self, utterance: Utterance) -> bool:
        instead = self._toneless is not None
        return utterance.bell or (instead and utterance.tone in RUNG)

    def _open(self) -> Mouth:
        if self._mouth is None:
            from rehab_tui.voice.machine import GRACE_SECONDS, Machine
            from rehab_tui.voice.mouth import Mouth

            grace = GRACE_SECONDS if self._grace is None else self._grace
            machine = Machine(self._environment, self._clock, grace=grace)
            self._machine = machine
            self._mouth = Mouth(
                lambda utterance, cut: machine.say(utterance, self._sound, cut),
                machine.close,
                self._clock,
            )
        return self._mouth


def open_voice(sound: Sound, ring: Callable[[], object], environment: Mapping[str, str]) -> CueSink:
    """What a session's cues are handed to. Nothing is started before the first is heard.

    Args:
        sound: What is heard from the start.
        ring: Sounds the terminal's bell once.
        environment: Where programs are looked for; `REHAB_VOICE_EVENTS` names a file to write what
            would be heard to instead, `REHAB_VOICE_TONES` one for its tones.

    Raises:
        RehabError: such a file can't be written.
    """
    if path := environment.get(EVENTS):
        from rehab_tui.voice.events import EventSink

        tones = environment.get(TONES)
        return EventSink(Path(path), sound, Path(tones) if tones else None)
    return Voice(sound, ring, environment)


def _shifted(utterance: Utterance, by: float) -> Utterance:
    """The same by another clock."""
    then = _shifted(utterance.then, by) if utterance.then else None
    return replace(utterance, at=utterance.at + by, until=utterance.until + by, then=then)
