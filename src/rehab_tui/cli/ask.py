"""Lines from standard input, and questions that are answered by one."""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Sequence

from rehab_tui.cli.terminal import write
from rehab_tui.clock import Clock
from rehab_tui.practice.questions import Question

LONGEST_WAIT = 1.0
"""Seconds between two looks at the clock."""
PIPE_PATIENCE = 5.0
"""Seconds that a question waits for a line from a pipe; a person at a terminal has all day."""


class Lines:
    """Lines from standard input, read by a thread of its own so that cues are never late.

    It reads the file descriptor and not `sys.stdin`: a thread that waits in there would hold up
    the end of the program.
    """

    def __init__(self) -> None:
        self.wake = threading.Event()
        self._lines: deque[str] = deque()
        self.ended = False
        self.terminal = sys.stdin is not None and sys.stdin.isatty()
        if sys.stdin is None:
            self.ended = True
        else:
            threading.Thread(target=self._read, args=(sys.stdin.fileno(),), daemon=True).start()

    def take(self) -> str | None:
        """The next line, stripped, or None when there is none yet."""
        self.wake.clear()
        return self._lines.popleft() if self._lines else None

    def ask(self, clock: Clock, patience: float | None) -> str | None:
        """Wait for a line; None when the input has ended or patience (seconds) has run out."""
        until = None if patience is None else clock.monotonic() + patience
        while True:
            line = self.take()
            if line is not None:
                return line
            if self.ended or (until is not None and clock.monotonic() >= until):
                return None
            clock.wait(LONGEST_WAIT, self.wake)

    def _read(self, descriptor: int) -> None:
        rest = b""
        while True:
            try:
                chunk = os.read(descriptor, 4096)
            except OSError:
                chunk = b""
            if not chunk:
                break
            *whole, rest = (rest + chunk).split(b"\n")
            self._lines.extend(line.decode("utf-8", "replace").strip() for line in whole)
            self.wake.set()
        if rest:
            self._lines.append(rest.decode("utf-8", "replace").strip())
        self.ended = True
        self.wake.set()


def choose(
    question: str, choices: Sequence[str], keys: set[str], lines: Lines, clock: Clock
) -> str | None:
    """Ask for one of `keys`; None when the input has ended."""
    write(question)
    for choice in choices:
        write(f"  {choice}")
    while True:
        answer = lines.ask(clock, None)
        if answer is None or answer in keys:
            return answer
        write(f"Please answer with one of: {' '.join(sorted(k for k in keys if k))}")


def ask(questions: Sequence[Question], lines: Lines, clock: Clock) -> dict[str, int | str]:
    """Ask in turn; an empty line skips one, the end of the input skips the rest."""
    answers: dict[str, int | str] = {}
    if lines.ended and lines.take() is None:
        return answers
    patience = None if lines.terminal else PIPE_PATIENCE
    for question in questions:
        if not question.asked(answers):
            continue
        write(f"{question.text} {_hint(question)}")
        while (line := lines.ask(clock, patience)) not in (None, ""):
            value = _value(question, line or "")
            if value is not None:
                answers[question.id] = value
                break
            write(f"Please answer {_hint(question)}")
        if line is None:
            break
    return answers


def _hint(question: Question) -> str:
    if question.scale:
        low, high = question.choices[0], question.choices[-1]
        return f"({low.words} {question.low} to {high.words} {question.high})".replace(" )", ")")
    return "(" + ", ".join(f"{choice.key} {choice.words}" for choice in question.choices) + ")"


def _value(question: Question, line: str) -> int | str | None:
    for choice in question.choices:
        if line in (choice.key, choice.words):
            return choice.value
    return None
