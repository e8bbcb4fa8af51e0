"""One thread that says one utterance after another, so that its caller never waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from rehab_tui.clock import Clock
from rehab_tui.voice.choose import Utterance
from rehab_tui.voice.floor import Floor

Say = Callable[[Utterance, threading.Event], None]
"""Says an utterance, and returns when it is over or when the event is set."""


class Mouth:
    """Says what it is offered, by the rules of the floor; its thread begins with the first.

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
        self._thread: threading.Thread | None = None

    def offer(self, utterances: Iterable[Utterance]) -> None:
        """Hand over what comes up."""
        with self._changed:
            for one in utterances:
                self._floor, cut = self._floor.offer(one)
                if cut:
                    self._cut.set()
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
                self._thread.start()
            self._changed.notify()

    def hush(self) -> None:
        """Silence at once."""
        with self._changed:
            self._floor = self._floor.hushed()
            self._cut.set()

    def close(self) -> None:
        """Say to its end what is being said, and then nothing more."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def join(self, seconds: float) -> bool:
        """Wait for the end after `close`; returns whether it came."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while (present := self._next()) is not None:
                self._say(present, self._cut)
        finally:
            self._end()

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
