"""The thread that speaks: what waits too long is not said, and its caller never waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from math import inf

import pytest
from voice_stage import quiet

from rehab_tui.clock import ManualClock
from rehab_tui.voice.choose import LATEST, Rank, Utterance
from rehab_tui.voice.mouth import FAULT, Mouth


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
        """Let all be said, then end."""
        self.go.release(9)
        quiet(self.mouth)
        self.mouth.close()
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


def offered_with_more(stage: Stage, text: str, *, urgent: bool = False) -> None:
    now = stage.clock.monotonic()
    then = Utterance(f"{text} more", None, now, Rank.SETUP, inf)
    stage.mouth.offer(
        [Utterance(text, None, now, Rank.SAFETY, now + LATEST, urgent=urgent, then=then)]
    )


@pytest.mark.parametrize("waits", [None, "2"])
def test_the_end_is_what_is_being_said_and_nothing_more(stage: Stage, waits: str | None) -> None:
    offered_with_more(stage, "Bridge")
    stage.begun()
    if waits:
        stage.offer(waits, Rank.SAFETY)
    stage.mouth.close()
    stage.over()
    assert (stage.said, stage.cut) == (["Bridge"], [])


def test_the_last_word_is_said_although_the_end_comes_before_it_has_begun(stage: Stage) -> None:
    stage.offer("1")
    stage.begun()
    offered_with_more(stage, "All done", urgent=True)
    stage.mouth.close()
    stage.over()
    assert (stage.said, stage.cut) == (["1", "All done"], ["1"])


def test_a_fault_is_told_and_not_printed_and_the_next_is_said(
    capfd: pytest.CaptureFixture[str],
) -> None:
    said = []

    def say(utterance: Utterance, cut: threading.Event) -> None:
        said.append(utterance.text)
        if len(said) == 1:
            raise ZeroDivisionError

    clock = ManualClock(datetime(2026, 11, 23, tzinfo=UTC))
    mouth = Mouth(say, lambda: [].pop(), clock)
    for text in ("1", "2"):
        mouth.offer([Utterance(text, None, clock.monotonic(), Rank.COUNT, inf)])
        quiet(mouth)
        assert mouth.trouble == f"{FAULT} (ZeroDivisionError). v turns speech off."
    mouth.close()
    assert mouth.join(10)
    assert said == ["1", "2"]
    assert mouth.trouble == f"{FAULT} (IndexError). v turns speech off."
    assert capfd.readouterr() == ("", "")


def test_a_machine_without_a_thread_left_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    clock = ManualClock(datetime(2026, 11, 23, tzinfo=UTC))
    mouth = Mouth(lambda *_: None, lambda: None, clock)
    mouth.offer([Utterance("1", None, 0.0, Rank.COUNT, inf)])
    mouth.close()
    assert mouth.join(0)
    assert mouth.trouble == f"{FAULT} (RuntimeError). v turns speech off."


def test_one_thread_and_only_when_there_is_something_to_say(stage: Stage) -> None:
    threads = threading.active_count()
    stage.mouth.hush()
    assert threading.active_count() == threads
    for text in ("1", "2", "3"):
        stage.offer(text)
        assert threading.active_count() == threads + 1
