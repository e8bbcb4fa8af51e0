"""What is heard of a session on the screen: each cue at its moment, apart from the pictures."""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

from rehab_tui.coach.model import Status
from rehab_tui.practice.player import Player
from rehab_tui.voice.sinks import CueSink

SOON = 0.001
"""Textual has no timer of no seconds."""


class Hearing:
    """Hands a player's cues to a sink.

    Args:
        player: what is played.
        sink: where the cues go.
        frame: seconds between two pictures.
    """

    def __init__(self, player: Player, sink: CueSink, frame: float) -> None:
        self.sink = sink
        self._player = player
        self._frame = frame
        self._timer: Timer | None = None
        self._trouble: str | None = None

    def hand_on(self, now: float) -> None:
        """Let the cues be heard whose time has come."""
        self.sink.cues(self._player.take_cues(), now)

    def listen(self, now: float) -> str | None:
        """Hand on what is left of the cues; a pause, a stop and leaving are silent.

        Returns:
            what can't be heard, in one line, when that is new.
        """
        self.hand_on(now)
        if self._player.session.status not in (Status.RUNNING, Status.FINISHED):
            self.sink.hush()
        if self.sink.trouble == self._trouble:
            return None
        self._trouble = self.sink.trouble
        return self._trouble

    def wake(
        self, pump: MessagePump, now: float, frame: Callable[[], None], rests_until: float
    ) -> None:
        """See that `frame` is called at the next cue, when no picture comes before it.

        All times are absolute, so that nothing adds up. There is no picture before `rests_until`.
        """
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        due = self._player.next_moment() if self.sink.sound.on else None
        if due is not None and due < max(now, rests_until) + self._frame:
            self._timer = pump.set_timer(max(SOON, due - now), frame)
