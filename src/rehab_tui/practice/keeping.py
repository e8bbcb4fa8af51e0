"""Writes what happens in a guided session, as it happens: sets, ratings, ways of counting."""

from __future__ import annotations

from dataclasses import replace

from rehab_tui.coach.model import Rated, SetFinished
from rehab_tui.coach.store import read_prescription
from rehab_tui.errors import NotFoundError
from rehab_tui.journal.records import SessionRecord
from rehab_tui.practice import sessions
from rehab_tui.practice.context import Practice
from rehab_tui.practice.profile import remember_counting
from rehab_tui.programme.stops import PAIN

LONGEST_WAIT = 0.25
"""Seconds to wait for other writers: a session that is under way can't stand still for long."""


class TakenBackError(NotFoundError):
    """The session that is played is no longer in the journal; no try can write it any more."""


class JournalKeeper:
    """Keeps one session; each finished set is one transaction of its own.

    Args:
        practice: clock, catalogue and journal.
        record: the session.
        wait: seconds that a writing waits for other writers. It may be changed: who draws can't
            wait at all, who has only the end still to write can.
    """

    def __init__(
        self, practice: Practice, record: SessionRecord, *, wait: float = LONGEST_WAIT
    ) -> None:
        self.wait = wait
        self._practice = practice
        self._record = record
        self._places = _places(practice, record)
        self._pains: dict[int, str] = {}

    def check(self) -> None:
        """See that there still is a session to write into, however long others write.

        Raises:
            TakenBackError: when there is none.
        """
        self._check(self._practice)

    def _check(self, practice: Practice) -> None:
        if practice.journal.get(SessionRecord, self._record.id) is None:
            raise TakenBackError(
                "this session was taken back meanwhile, so what you do now is not kept",
                "Leave it, and begin a new one.",
            )

    def sets(self, finished: SetFinished) -> None:
        """Write finished sets."""
        self._check(self._waiting)
        results = tuple(replace(one, item=self._place(one.item)) for one in finished.results)
        sessions.save_sets(self._waiting, self._record, replace(finished, results=results))

    def rated(self, exercise: str, rating: Rated) -> None:
        """Write the answer to a question."""
        self._check(self._waiting)
        if rating.question == "two_more":
            item = self._place(rating.item)
            possible = bool(rating.value)
            sessions.rate_two_more(self._waiting, self._record, item, exercise, possible=possible)
        else:
            others = [told for item, told in self._pains.items() if item != rating.item]
            self._pains[rating.item] = sessions.rate_pain(
                self._waiting, self._record, exercise, int(rating.value), others
            )

    def counted(self, exercise: str, by_key: bool) -> None:
        """Write how an exercise is counted from now on."""
        remember_counting(self._waiting, exercise, by_key=by_key)

    def hurt(self, exercise: str) -> None:
        """Write that pain has ended the session."""
        sessions.stop(self._waiting, self._record, exercise, PAIN, None)

    @property
    def _waiting(self) -> Practice:
        return replace(self._practice, journal=replace(self._practice.journal, wait=self.wait))

    def _place(self, item: int) -> int:
        """The place in the written prescription of an item that is played."""
        return item if self._places is None else self._places[item]


def _places(practice: Practice, record: SessionRecord) -> tuple[int, ...] | None:
    """Where each exercise that is played stood when the session was written; None: where it is.

    They differ when the catalogue has lost an exercise since. Sets keep the written places, so
    that none of them takes another's.
    """
    try:
        return read_prescription(record.prescription, practice.catalogue.exercises).places
    except ValueError:
        return None
