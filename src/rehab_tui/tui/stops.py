"""The stops of one session: answered at once, written behind the screen's back, none forgotten."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from threading import Lock

from rehab_tui.errors import RehabError
from rehab_tui.journal.ids import new_id
from rehab_tui.journal.records import SessionRecord
from rehab_tui.practice import sessions
from rehab_tui.practice.context import Practice
from rehab_tui.practice.player import Player
from rehab_tui.programme.stops import LOCKING, Reason, Sign, tier_of

RETRY_SECONDS = 0.25
"""After a writing that failed, so long until the next try."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of one stop: its id, the exercise's id, the reason, the sign when it came."""

    event: str
    exercise: str | None
    reason: Reason
    sign: Sign | None


class Stops:
    """Takes what a person says to a stop, so that the words that help never wait for the disk.

    Args:
        practice: clock, catalogue and journal.
        record: the session.
        player: knows the exercise at each place.
        sharp: sharp pains and ratings in red that the journal holds of this session already.
    """

    def __init__(
        self, practice: Practice, record: SessionRecord, player: Player, sharp: int
    ) -> None:
        self._practice = practice
        self._record = record
        self._player = player
        self._sharp = sharp
        self._last: Told | None = None
        self._tiers: dict[str, int | None] = {}
        self._unwritten: list[Told] = []
        self._writing = Lock()
        self._task: asyncio.Task[None] | None = None

    @classmethod
    async def of(cls, practice: Practice, record: SessionRecord, player: Player) -> Stops:
        """The stops of a session, which may have been resumed."""

        def count() -> int:
            return sessions.reds(practice, record)

        return cls(practice, record, player, await asyncio.to_thread(count))

    @property
    def grave(self) -> bool:
        """Whether an answer closes the next session."""
        return any(tier in LOCKING for tier in self._tiers.values())

    def tell(self, item: int | None, reason: Reason, sign: Sign | None) -> int:
        """Take a stop's reason, or the sign that belongs to the last one; begin to write it.

        Returns:
            the sharp pains and the ratings in red before it.
        """
        if sign is not None and self._last is not None and self._last.reason is reason:
            told = replace(self._last, sign=sign)
        else:
            exercise = sessions.exercise_of(self._player.session.prescriptions, item)
            event = new_id(self._practice.clock.now())
            told = Told(event, exercise.id if exercise else None, reason, sign)
        before = self._sharp + self._player.reds
        if reason.id == sessions.SHARP:
            self._sharp += 1
            if told.exercise is not None:
                self._player.bar(told.exercise)
        self._last = told
        self._tiers[told.event] = tier_of(reason, sign, before)
        self._unwritten.append(told)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write_when_it_goes())
        return before

    def write(self, wait: float = 0.0) -> None:
        """Write what is not written yet.

        Args:
            wait: seconds to wait for other writers.

        Raises:
            RehabError: when it can't be written now; it is kept for the next time.
        """
        practice = replace(self._practice, journal=replace(self._practice.journal, wait=wait))
        with self._writing:
            while self._unwritten:
                told = self._unwritten[0]
                sessions.stop(
                    practice, self._record, told.exercise, told.reason, told.sign, event=told.event
                )
                self._unwritten.pop(0)

    def close(self) -> None:
        """Try no more behind the screen's back: the session is over, or the app."""
        if self._task is not None:
            self._task.cancel()

    async def _write_when_it_goes(self) -> None:
        while self._unwritten:
            try:
                await asyncio.to_thread(self.write)
            except RehabError:  # the session's end says so, if it still can't be written then
                await asyncio.sleep(RETRY_SECONDS)
