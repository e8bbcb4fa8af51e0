"""Keys from a terminal: each arrives, and nothing is asked for while nobody types."""

from __future__ import annotations

import asyncio
import os
import select
import sys
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)

import termios

from textual import events
from textual.app import App
from textual.message import Message

from rehab_tui.tui import driver as patient
from rehab_tui.tui.driver import SILENCE, PatientDriver

PATIENCE = 30.0


class Reading:
    """The driver's reading thread on a pipe."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.waits: SimpleQueue[float | None] = SimpleQueue()
        self._messages: SimpleQueue[Message] = SimpleQueue()
        self._end, self.types = os.pipe()
        self.driver = asyncio.run(_made())
        self.driver.fileno = self._end
        monkeypatch.setattr(self.driver, "process_message", self._messages.put)
        monkeypatch.setattr(patient, "select", self._select)
        self.thread = Thread(target=self.driver.run_input_thread, daemon=True)
        self.thread.start()

    def _select(self, inputs: Any, outputs: Any, errors: Any, wait: float | None) -> Any:
        self.waits.put(wait)
        return select.select(inputs, outputs, errors, wait)

    def type(self, data: bytes) -> None:
        os.write(self.types, data)

    def key(self) -> str:
        message = self._messages.get(timeout=PATIENCE)
        assert isinstance(message, events.Key)
        return message.key

    def silent(self) -> None:
        """Wait until it sleeps without an end, once more than so far."""
        while self.waits.get(timeout=PATIENCE) is not None:
            pass

    def close(self) -> None:
        self.driver.exit_event.set()
        self.thread.join(PATIENCE)
        os.close(self._end)
        os.close(self.types)


async def _made() -> PatientDriver:
    return PatientDriver(App[None]())


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reading]:
    one = Reading(monkeypatch)
    yield one
    one.close()
    assert not one.thread.is_alive()


def test_it_sleeps_until_something_is_typed_and_after(reading: Reading) -> None:
    reading.silent()
    reading.type(b"a")
    assert reading.key() == "a"
    assert reading.waits.get(timeout=PATIENCE) == SILENCE
    assert reading.waits.get(timeout=PATIENCE) is None


def test_escape_alone_is_a_key_once_nothing_follows(reading: Reading) -> None:
    reading.silent()
    reading.type(b"\x1b")
    reading.silent()
    assert reading.key() == "escape"
    reading.type(b"\x1b[A")
    assert reading.key() == "up"


def test_a_letter_may_come_in_two_parts(reading: Reading) -> None:
    """The first part alone is no text yet, and to Textual's parser no text is the end."""
    first, second = "ä".encode()[:1], "ä".encode()[1:]
    reading.silent()
    reading.type(first)
    reading.silent()
    reading.type(second + b"z")
    assert reading.key() == "ä"
    assert reading.key() == "z"


def test_bytes_that_are_no_text_do_no_harm(reading: Reading) -> None:
    reading.type(b"\xff\xfeq")
    assert [reading.key() for _ in range(3)][-1] == "q"
    assert reading.thread.is_alive()


def test_it_ends_when_nothing_more_can_come(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Reading(monkeypatch)
    os.close(one.types)
    one.thread.join(PATIENCE)
    assert not one.thread.is_alive()


def test_it_reads_again_after_it_was_told_to_end(reading: Reading) -> None:
    """So comes the app back from Ctrl-Z: one driver, a thread for each time."""
    reading.silent()
    reading.driver.exit_event.set()
    reading.thread.join(PATIENCE)
    assert not reading.thread.is_alive()
    reading.driver.exit_event.clear()
    reading.thread = Thread(target=reading.driver.run_input_thread, daemon=True)
    reading.thread.start()
    reading.silent()
    reading.type(b"b")
    assert reading.key() == "b"


def test_the_size_is_the_terminals_own_whatever_a_shell_has_handed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours, theirs = os.openpty()
    driver = asyncio.run(_made())
    driver.fileno = theirs
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    sizes = []
    for columns, lines in ((120, 40), (20, 5), (0, 0)):
        termios.tcsetwinsize(theirs, (lines, columns))
        sizes.append(driver._get_terminal_size())
    assert sizes == [(120, 40), (20, 5), (80, 24)]
    os.close(theirs)
    os.close(ours)
