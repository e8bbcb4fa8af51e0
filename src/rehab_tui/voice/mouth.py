"""One thread that says one utterance after another, so that its caller never waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from rehab_tui.clock import Clock
from rehab_tui.voice.choose import Utterance
from rehab_tui.voice.floor import Floor

Say = Callable[[Utterance, threading.Event], None]
"""Says an utterance, and returns when it is over or when the event is set."""


FAULT = "Something can't be heard, through a fault in the voice"


class Mouth:
    """Says what it is offered, by the rules of the floor; its thread begins with the first.

    `trouble` tells any thread what went wrong in this one, or is None.

    Args:
        say: Says one utterance.
        end: Called in the thread when all is over.
        clock: What the utterances' moments are told by.
    """

    def __init__(self, say: Say, end: Callable[[], None], clock: Clock) -> None:
        self._say = say
        self._end = end
        self._clock = clock
        self._changed = threading.Condition()
        self._cut = threading.Event()
        self._floor = Floor()
        self._closed = False
        self.trouble: str | None = None
        self._thread: threading.Thread | None = None

    def offer(self, utterances: Iterable[Utterance]) -> None:
        """Hand over what comes up."""
        with self._changed:
            for one in utterances:
                self._floor, cut = self._floor.offer(one)
                if cut:
                    self._cut.set()
            if self._thread is None and not self._closed:
                self._start()
            self._changed.notify()

    def hush(self) -> None:
        """Silence at once."""
        with self._changed:
            self._floor = self._floor.hushed()
            self._cut.set()

    def close(self) -> None:
        """Say to its end what is being said, or was just about to be, and then nothing more."""
        with self._changed:
            self._closed = True
            self._floor = self._floor.last(cut=self._cut.is_set())
            self._changed.notify()

    def join(self, seconds: float) -> bool:
        """Wait for the end after `close`; returns whether it came."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def _start(self) -> None:
        thread = threading.Thread(target=self._run, name="voice", daemon=True)
        try:
            thread.start()
        except RuntimeError as error:  # the machine has no thread left
            self._failed(error)
        else:
            self._thread = thread

    def _run(self) -> None:
        while (present := self._next()) is not None:
            self._carefully(lambda: self._say(present, self._cut))
        self._carefully(self._end)

    def _carefully(self, function: Callable[[], object]) -> None:
        """Nobody looks after this thread: what is wrong is told, and never printed."""
        try:
            function()
        except Exception as error:  # noqa: BLE001 - a fault of the voice must not end it
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        self.trouble = f"{FAULT} ({type(error).__name__}). v turns speech off."

    def _next(self) -> Utterance | None:
        """The next thing to say; waits for one. None: there will be none."""
        with self._changed:
            while True:
                self._floor = self._floor.turn(self._clock.monotonic())
                if self._floor.present is not None:
                    self._cut.clear()
                    return self._floor.present
                if self._closed:
                    return None
                self._changed.wait()
