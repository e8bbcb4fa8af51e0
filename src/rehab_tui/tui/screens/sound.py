"""What is heard in this session: each sound by its key, the loudness and the pace of the voice."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from rehab_tui.config import FASTEST, LOUDEST, SLOWEST, Counts
from rehab_tui.text import clean
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.widgets.bars import Keys
from rehab_tui.voice.settings import Sound
from rehab_tui.voice.sinks import CueSink

LOUDER, FASTER = 10, 20
"""A key's step of volume, 0 to 100, and of words a minute."""
COUNTS: tuple[Counts, ...] = ("every", "last three", "none")
COUNTED: dict[Counts, str] = {
    "every": "every rep, and the last three seconds",
    "last three": "the last three reps or seconds",
    "none": "none",
}


class SoundScreen(ModalScreen[None], Once[None]):
    """Switches of one sink; what is switched holds at once, for this session."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "switch('speech')", "Speech"),
        Binding("t", "switch('tones')", "Tones"),
        Binding("b", "switch('bell')", "The terminal's bell"),
        Binding("i", "switch('breath')", "Each in and out"),
        Binding("c", "counts", "Which numbers"),
        Binding("plus,equals_sign", "louder(1)", "Louder"),
        Binding("minus", "louder(-1)", "Softer"),
        Binding("right", "faster(1)", "Faster"),
        Binding("left", "faster(-1)", "Slower"),
        Binding("v,q,escape,enter,space", "dismiss", "Back"),
    ]

    def __init__(self, sink: CueSink) -> None:
        super().__init__()
        self._sink = sink

    def compose(self) -> ComposeResult:
        """The switches."""
        with VerticalScroll(classes="modal"):
            yield Static(self._words(), id="sounds")
        yield Keys((("v", "back"), ("?", "help")))

    def action_switch(self, name: str) -> None:
        """Turn one sound on or off."""
        now = self._sink.sound
        switched = {
            "speech": replace(now, speech=not now.speech),
            "tones": replace(now, tones=not now.tones),
            "bell": replace(now, bell=not now.bell),
            "breath": replace(now, breath=not now.breath),
        }
        self._set(switched[name])

    def action_counts(self) -> None:
        """Every number, only the last three, none."""
        place = COUNTS.index(self._sink.sound.counts) + 1
        self._set(replace(self._sink.sound, counts=COUNTS[place % len(COUNTS)]))

    def action_louder(self, way: int) -> None:
        """A step louder or softer."""
        volume = self._sink.sound.volume + way * LOUDER
        self._set(replace(self._sink.sound, volume=max(0, min(LOUDEST, volume))))

    def action_faster(self, way: int) -> None:
        """A step faster or slower."""
        rate = self._sink.sound.rate + way * FASTER
        self._set(replace(self._sink.sound, rate=max(SLOWEST, min(FASTEST, rate))))

    def _set(self, sound: Sound) -> None:
        self._sink.sound = sound
        self.query_one("#sounds", Static).update(self._words())

    def _words(self) -> Content:
        sound = self._sink.sound
        switches = (
            ("s", "speech", sound.speech), ("t", "tones", sound.tones), ("b", "bell", sound.bell),
            ("i", "breath: in and out are said", sound.breath),
        )  # fmt: skip
        parts: list[str | tuple[str, str]] = [("What is heard", "bold"), "\n\n"]
        for key, words, on in switches:
            state = "on " if on else "off"
            if key == "s" and self._sink.speechless:
                state, words = "no ", "speech on this machine"
            parts += [(f"   {key}", "$accent bold"), f"  {state}  {words}\n"]
        for key, words in (
            ("c", f"numbers: {COUNTED[sound.counts]}"),
            ("+ -", f"volume {sound.volume} of {LOUDEST}"),
            ("← →", f"{sound.rate} words a minute"),
        ):
            parts += [(f"{key:>4}", "$accent bold"), f"       {words}\n"]
        if self._sink.trouble:
            parts += ["\n", (clean(self._sink.trouble), "$warning"), "\n"]
        last = "\nFor this session; config.toml keeps it for good. v goes back."
        return Content.assemble(*parts, (last, "$quiet"))
