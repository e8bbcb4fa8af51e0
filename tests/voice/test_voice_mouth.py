"""The thread that speaks: what waits too long is not said, and its caller never waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from rehab_tui.clock import ManualClock
from rehab_tui.voice.choose import LATEST, Rank, Utterance
from rehab_tui.voice.mouth import Mouth


class Stage:
    """A mouth whose utterances last until they are let go."""

    def __init__(self) -> None:
        self.clock = ManualClock(datetime(2026, 11, 23, tzinfo=UTC))
        self.said: list[str | None] = []
        self.cut: list[str | None] = []
        self.ended = threading.Event()
        self.began = threading.Semaphore(0)
        self.go = threading.Semaphore(0)
        self.mouth = Mouth(self._say, self.ended.set, self.clock)

    def _say(self, utterance: Utterance, cut: threading.Event) -> None:
        self.said.append(utterance.text)
        self.began.release()
        assert self.go.acquire(timeout=10)
        if cut.is_set():
            self.cut.append(utterance.text)

    def offer(self, text: str, rank: Rank = Rank.COUNT, *, urgent: bool = False) -> None:
        now = self.clock.monotonic()
        self.mouth.offer([Utterance(text, None, now, rank, now + LATEST, urgent)])

    def begun(self) -> None:
        assert self.began.acquire(timeout=10)

    def over(self) -> None:
        self.mouth.close()
        self.go.release(9)
        assert self.mouth.join(10)
        assert self.ended.is_set() is bool(self.said)


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage()
    yield made
    made.over()


@pytest.mark.parametrize(("waited", "said"), [(0.4, ["1", "2"]), (0.41, ["1"])])
def test_what_has_waited_too_long_is_not_said(stage: Stage, waited: float, said: list[str]) -> None:
    stage.offer("1")
    stage.begun()
    stage.offer("2")
    stage.clock.advance(waited)
    stage.over()
    assert stage.said == said


def test_only_what_is_offered_last_waits(stage: Stage) -> None:
    stage.offer("1")
    stage.begun()
    for text in ("2", "3"):
        stage.offer(text)
    stage.over()
    assert (stage.said, stage.cut) == (["1", "3"], [])


def test_what_is_urgent_cuts(stage: Stage) -> None:
    stage.offer("1")
    stage.begun()
    stage.offer("Rest", Rank.CHANGE, urgent=True)
    stage.go.release()
    stage.begun()
    stage.over()
    assert (stage.said, stage.cut) == (["1", "Rest"], ["1"])


def test_hush_drops_what_waits_and_cuts(stage: Stage) -> None:
    stage.offer("1")
    stage.begun()
    stage.offer("2")
    stage.mouth.hush()
    stage.over()
    assert (stage.said, stage.cut) == (["1"], ["1"])


def test_what_comes_after_a_hush_is_not_cut(stage: Stage) -> None:
    stage.mouth.hush()
    stage.offer("1")
    stage.over()
    assert (stage.said, stage.cut) == (["1"], [])


def test_one_thread_and_only_when_there_is_something_to_say(stage: Stage) -> None:
    threads = threading.active_count()
    stage.mouth.hush()
    assert threading.active_count() == threads
    for text in ("1", "2", "3"):
        stage.offer(text)
        assert threading.active_count() == threads + 1
