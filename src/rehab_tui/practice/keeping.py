"""Writes a guided session's sets and ratings as they happen."""

from __future__ import annotations

from dataclasses import replace

from rehab_tui.coach.model import Rated, SetFinished
from rehab_tui.journal.records import SessionRecord
from rehab_tui.practice import sessions
from rehab_tui.practice.context import Practice

LONGEST_WAIT = 0.25
"""Seconds to wait for other writers: a session that is being drawn can't stand still for long."""


class JournalKeeper:
    """Keeps one session; each finished set is one transaction of its own."""

    def __init__(self, practice: Practice, record: SessionRecord) -> None:
        self._practice = replace(practice, journal=replace(practice.journal, wait=LONGEST_WAIT))
        self._record = record

    def sets(self, finished: SetFinished) -> None:
        """Write finished sets."""
        sessions.save_sets(self._practice, self._record, finished)

    def rated(self, exercise: str, rating: Rated) -> None:
        """Write the answer to a question."""
        if rating.question == "two_more":
            sessions.rate_two_more(self._practice, self._record, rating.item, bool(rating.value))
        else:
            sessions.rate_pain(self._practice, self._record, exercise, int(rating.value))
