"""What the rules need to know of today: the answers that were given before the session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Soreness = Literal["none", "eases", "stays"]
"""Of muscles that were trained: none, gone after a little moving, or still there after it."""

Since = Literal["nothing", "ill", "chest", "injury", "surgery", "birth"]
"""What has happened since the last session, asked after a gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """Today as the person tells it; None is what nobody asked or answered.

    `moment` is when it was told, with its offset; None: only the day is known.
    `pain` 0-10 just before the session, `site` where; `slept` minutes and `sleep_quality` 1-5 of
    last night; `mood` 1-5; `ill` with fever or feeling ill today. `sore` speaks of the muscles that
    were trained, in the catalogue regions `sore_regions` (empty: all that the last session held);
    `swollen` is True with swelling or new weakness there. `since` is what happened in a gap.
    """

    day: date
    moment: datetime | None = None
    pain: int | None = None
    site: str | None = None
    slept: int | None = None
    sleep_quality: int | None = None
    mood: int | None = None
    ill: bool = False
    sore: Soreness | None = None
    sore_regions: frozenset[str] = frozenset()
    swollen: bool = False
    since: Since | None = None
