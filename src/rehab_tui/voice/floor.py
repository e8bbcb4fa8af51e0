"""Who speaks: one at a time, the more important first, nobody late. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rehab_tui.voice.choose import TONE_SECONDS, Utterance, seconds_of


@dataclass(frozen=True, slots=True)
class Floor:
    """What is being said, and the one thing that may come next."""

    present: Utterance | None = None
    waiting: Utterance | None = None

    def offer(self, new: Utterance) -> tuple[Floor, bool]:
        """Let `new` wait for its turn; returns too whether what is being said is to be cut off.

        It is dropped when something that matters more waits already and won't be too late first.
        """
        waiting = self.waiting
        if waiting is not None and new.rank < waiting.rank and new.at <= waiting.until:
            return self, False
        present = self.present
        cut = present is not None and new.urgent and new.rank >= present.rank
        return replace(self, waiting=new), cut

    def hushed(self) -> Floor:
        """Nothing waits any more, and nothing goes on from what is being said."""
        return replace(self, waiting=None)

    def last(self, *, cut: bool) -> Floor:
        """Nothing more is offered: what is being said is the last thing, or what cuts it off."""
        begins = cut or self.present is None
        last = self.waiting if begins else None
        return replace(self, waiting=last and replace(last, then=None))

    def turn(self, now: float) -> Floor:
        """What was being said has ended: what waits begins, unless it is too late for it."""
        new = self.waiting
        if new is None or now > new.until:
            return Floor()
        if new.text and new.tone and now + TONE_SECONDS[new.tone] > new.until:
            new = replace(new, tone=None)  # the words would be late
        return Floor(new, new.then)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something begins to be said at `start`, and would take about `seconds`."""

    start: float
    seconds: float
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class CutOff:
    """What was being said stops at `start`."""

    start: float


Heard = Spoken | CutOff


class Schedule:
    """What would be heard, reckoned with the estimated length of each utterance."""

    def __init__(self) -> None:
        self._floor = Floor()
        self._ends = 0.0

    def offer(self, new: Iterable[Utterance], now: float, rate: int) -> list[Heard]:
        """Offer what comes up at `now`; returns what has begun and was cut off until then."""
        heard = self.until(now, rate)
        for one in new:
            self._floor, cut = self._floor.offer(one)
            if cut:
                heard.append(CutOff(now))
            if cut or self._floor.present is None:
                heard += self._turn(now, rate)
        return heard

    def until(self, now: float, rate: int) -> list[Heard]:
        """Let time pass; returns what has begun meanwhile."""
        heard: list[Heard] = []
        while self._floor.present is not None and self._ends <= now:
            heard += self._turn(self._ends, rate)
        return heard

    def hush(self, now: float) -> list[Heard]:
        """Silence at once."""
        speaking = self._floor.present is not None and now < self._ends
        self._floor = Floor()
        return [CutOff(now)] if speaking else []

    def _turn(self, now: float, rate: int) -> list[Spoken]:
        self._floor = self._floor.turn(now)
        present = self._floor.present
        if present is None:
            return []
        seconds = seconds_of(present, rate)
        self._ends = now + seconds
        return [Spoken(now, seconds, present)]
