"""The stops of one session: answered at once, written behind the screen's back, none forgotten."""

from __future__ import annotations

import asyncio

from rehab_tui.errors import RehabError
from rehab_tui.journal.records import SessionRecord, StopEvent
from rehab_tui.practice import sessions
from rehab_tui.practice.context import Practice
from rehab_tui.practice.player import Player
from rehab_tui.programme.stops import LOCKING, Reason, Sign

Told = tuple[str | None, Reason, Sign | None]


class Stops:
    """Takes what a person says to a stop, so that the words that help never wait for the disk.

    Args:
        practice: clock, catalogue and journal.
        record: the session.
        player: knows the exercise at each place.
        sharp: sharp pains that the journal holds of this session already.

    `grave` is True once an answer closes the next session (any tier).
    """

    def __init__(
        self, practice: Practice, record: SessionRecord, player: Player, sharp: int
    ) -> None:
        self.grave = False
        self._practice = practice
        self._record = record
        self._player = player
        self._sharp = sharp
        self._unwritten: list[Told] = []
        self._task: asyncio.Task[None] | None = None

    @classmethod
    async def of(cls, practice: Practice, record: SessionRecord, player: Player) -> Stops:
        """The stops of a session, which may have been resumed."""

        def count() -> int:
            events = practice.journal.entries(StopEvent, session=record.id, reason="sharp")
            return len(events)

        return cls(practice, record, player, await asyncio.to_thread(count))

    def tell(self, item: int | None, reason: Reason, sign: Sign | None) -> int:
        """Take a stop and begin to write it; returns the sharp pains before it."""
        before = self._sharp
        self._sharp += reason.id == "sharp"
        self.grave = self.grave or (sign.tier if sign else reason.tier) in LOCKING
        exercise = sessions.exercise_of(self._player.session.prescriptions, item)
        self._unwritten.append((exercise.id if exercise else None, reason, sign))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._begin_to_write())
        return before

    def write(self) -> None:
        """Write what is not written yet.

        Raises:
            RehabError: when it can't be written now; it is kept for the next time.
        """
        while self._unwritten:
            exercise, reason, sign = self._unwritten[0]
            sessions.stop(self._practice, self._record, exercise, reason, sign)
            self._unwritten.pop(0)

    async def written(self) -> None:
        """Wait for a writing that is under way."""
        if self._task is not None:
            await self._task

    async def _begin_to_write(self) -> None:
        try:
            await asyncio.to_thread(self.write)
        except RehabError:
            return  # the session's end writes it, and says so when it can't
