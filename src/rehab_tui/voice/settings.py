"""What a person wants to hear."""

from __future__ import annotations

from dataclasses import dataclass

from rehab_tui.config import FASTEST, LOUDEST, SLOWEST, Config, Counts


@dataclass(frozen=True, slots=True)
class Sound:
    """What is heard, how loud and how fast.

    `volume` is 0 to 100; `rate` is words a minute, 80 to 300. `counts` says which numbers are
    heard: every rep of a set, or its last three only, both with the last three seconds of a
    stretch; or none. With `breath` each in and out is heard.

    Raises:
        ValueError: a volume or a rate out of bounds.
    """

    speech: bool = False
    tones: bool = False
    bell: bool = False
    volume: int = 70
    rate: int = 160
    counts: Counts = "every"
    breath: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.volume <= LOUDEST or not SLOWEST <= self.rate <= FASTEST:
            raise ValueError(f"no such sound: volume {self.volume}, rate {self.rate}")

    @property
    def on(self) -> bool:
        """Whether anything is heard at all."""
        return self.speech or self.tones or self.bell


def sound_of(config: Config) -> Sound:
    """The sound that the person's settings ask for."""
    return Sound(
        speech=config.speech,
        tones=config.tones,
        bell=config.sound == "bell",
        volume=config.volume,
        rate=config.speech_rate,
        counts=config.counts,
        breath=config.breath_cues,
    )
