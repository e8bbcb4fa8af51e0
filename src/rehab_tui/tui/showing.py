"""What is seen of a session on the screen: its board, a remark on it, and when it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen
from textual.timer import Timer

from rehab_tui.clock import Clock
from rehab_tui.coach.model import Status
from rehab_tui.coach.motion import unmoved
from rehab_tui.coach.view import View
from rehab_tui.practice.player import Player
from rehab_tui.tui.host import host, still_here
from rehab_tui.tui.widgets.board import BREATHE_AFTER, Board

FRAMES = 17
"""Pictures a second while something moves; on a busy machine one or two of them are left out."""
BREATHS = 6
"""Pictures a second of the breath in a long pause."""
SAID_SECONDS = 6.0
"""An answer to a key stands in the cue's place so long."""
SLEPT = "The machine slept, so the session waited for you. Space goes on."


class Showing:
    """Draws a player's view on the board of a mounted screen.

    `rests_until` is the absolute moment before which no picture can be different.

    Args:
        screen: whose board it is.
        player: what is played.
        frame: what makes the next picture.
    """

    def __init__(self, screen: Screen[Any], player: Player, frame: Callable[[], None]) -> None:
        self.rests_until = 0.0
        self._screen = screen
        self._player = player
        self._said = ""
        self._said_until = 0.0
        self._paused_at: float | None = None
        self._frames: Timer = screen.set_interval(1 / FRAMES, frame)
        self._breather: Timer = screen.set_interval(1 / BREATHS, self.draw, pause=True)

    def end(self) -> None:
        """No more pictures."""
        self._frames.stop()

    def say(self, words: str, seconds: float = SAID_SECONDS) -> None:
        """Say something where the cue stands, so long; during a pause as long as it lasts."""
        self._said = words
        self._said_until = self._clock.monotonic() + seconds
        self.draw()

    def hush(self) -> None:
        """The remark speaks of what is over."""
        self._said = ""

    def draw(self) -> None:
        """Draw the moment."""
        view = self._player.view
        self.rests_until = 0.0
        if view.prescription is None or not still_here(self._screen):
            return
        self._settle_remark(view)
        if not self._said:
            moves = view.prescription.exercise.figure if self._moves else None
            self.rests_until = self._clock.monotonic() + unmoved(view, moves)
        paused = self._rest_the_timers(view)
        trouble = self._player.trouble
        self._screen.query_one(Board).show_moment(
            view,
            self._player.session.prescriptions,
            remark=self._said,
            trouble="" if trouble is None else str(trouble),
            paused=paused,
        )

    def _rest_the_timers(self, view: View) -> float:
        """A pause costs nothing until its breath begins; returns the seconds it has lasted.

        What could not be saved is tried again all the while.
        """
        if view.status is not Status.PAUSED:
            self._paused_at = None
            self._breather.pause()
            self._frames.resume()
            return 0.0
        now = self._clock.monotonic()
        if self._paused_at is None:
            self._paused_at = now
            self._screen.set_timer(BREATHE_AFTER, self.draw)
        paused = now - self._paused_at
        if self._player.trouble is None:
            self._frames.pause()
        if paused >= BREATHE_AFTER and self._moves:
            self._breather.resume()
        return paused

    def _settle_remark(self, view: View) -> None:
        """A remark stands as long as the pause, or until its time is over."""
        if self._player.slept:
            self._said = SLEPT
        elif view.status is not Status.PAUSED and self._clock.monotonic() >= self._said_until:
            self._said = ""

    @property
    def _moves(self) -> bool:
        return host(self._screen).moves

    @property
    def _clock(self) -> Clock:
        return host(self._screen).practice.clock
