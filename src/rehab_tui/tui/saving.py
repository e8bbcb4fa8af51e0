"""Writes what is left of a session when it ends, or when the app ends above it."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from rehab_tui.coach import model as m
from rehab_tui.errors import RehabError
from rehab_tui.journal.records import SessionRecord
from rehab_tui.practice import sessions
from rehab_tui.practice.context import Practice
from rehab_tui.practice.keeping import JournalKeeper
from rehab_tui.practice.player import Player
from rehab_tui.tui.screens.session import Outcome
from rehab_tui.tui.stops import Stops


@dataclass(slots=True)
class Saving:
    """The last writings of one session; `keeper` is the one of `player`."""

    practice: Practice
    record: SessionRecord
    player: Player
    keeper: JournalKeeper
    stops: Stops
    _busy: Lock = field(default_factory=Lock)

    def end(self, outcome: Outcome) -> SessionRecord:
        """Write the rest and how the session ended; waits for other writers.

        Raises:
            RehabError: when it can't be written now.
        """
        with self._busy:
            self.keeper.wait = self.practice.journal.wait
            self._rest(self.keeper.wait)
            return sessions.end(self.practice, self.record, outcome.how, outcome.seconds)

    def at_once(self) -> bool:
        """Leave the session as far as it went and try once, without waiting, to write the rest.

        Returns:
            whether nothing is left to write.
        """
        if not self._busy.acquire(blocking=False):
            return False
        try:
            self.player.send(m.Leave)
            self.keeper.wait = 0.0
            self._rest(0.0)
        except RehabError:
            return False
        finally:
            self._busy.release()
        return True

    def _rest(self, wait: float) -> None:
        self.stops.write(wait)
        self.player.keep()
        if self.player.trouble is not None:
            raise self.player.trouble
