"""Lines from standard input, and questions that are answered by one."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Collection, Sequence
from contextlib import suppress
from queue import Empty, Queue

from rehab_tui.cli.ending import Signals
from rehab_tui.cli.terminal import write
from rehab_tui.clock import Clock
from rehab_tui.errors import UsageError
from rehab_tui.journal.vocabulary import SITES
from rehab_tui.practice.questions import Question
from rehab_tui.practice.values import parse_duration

LONGEST_WAIT = 0.25
"""Seconds between two looks at the clock, and at what signals ask for."""
PIPE_PATIENCE = 5.0
"""Seconds that a question waits for a line from a pipe; a person at a terminal has all day."""
FIRST_LOOK = 0.1
"""Seconds in which a closed or empty standard input shows itself."""
LONGEST_LINE = 4096
MOST_LINES = 1000
"""Lines that are read ahead."""
MOST_TRIES = 20
"""Wrong answers that a pipe may give to one question."""


class Lines:
    """Lines from standard input, read by a thread of its own so that cues are never late.

    It reads the file descriptor and not `sys.stdin`: a thread that waits in there would hold up
    the end of the program. `ended` says that no more lines will come, `terminal` that a person
    types them, `silent` that a pipe has let a question go unanswered.
    """

    def __init__(self, clock: Clock, signals: Signals | None = None) -> None:
        self._signals = signals or Signals()
        self.wake = threading.Event()
        self.ended = False
        self.silent = False
        self.terminal = sys.stdin is not None and sys.stdin.isatty()
        self._lines: Queue[str] = Queue(MOST_LINES)
        if sys.stdin is None:
            self.ended = True
            return
        threading.Thread(target=self._read, args=(sys.stdin.fileno(),), daemon=True).start()
        if not self.terminal:
            clock.wait(FIRST_LOOK, self.wake)

    def take(self) -> str | None:
        """The next line, stripped, or None when there is none yet.

        Raises:
            SystemExit: a signal has asked for the end.
            KeyboardInterrupt: Ctrl-C has.
        """
        self._signals.check()
        self.wake.clear()
        with suppress(Empty):
            line = self._lines.get_nowait()
            self.silent = False
            return line
        return None

    def halted(self) -> bool:
        """Whether the program was halted (Ctrl-Z) since this was last asked."""
        return self._signals.halted()

    @property
    def over(self) -> bool:
        """Whether the input has ended and every line of it was taken."""
        return self.ended and self._lines.empty()

    def ask(self, clock: Clock, patience: float = PIPE_PATIENCE) -> str | None:
        """Wait for a line.

        Args:
            clock: to wait on.
            patience: seconds to wait for a pipe; a terminal is waited for without end.

        Returns:
            the line; None when the input has ended, or a pipe stayed silent.
        """
        until = clock.monotonic() + patience
        while True:
            ended = self.ended  # before looking: the last line comes before the end
            line = self.take()
            if line is not None or ended:
                return line
            if not self.terminal and clock.monotonic() >= until:
                self.silent = True
                return None
            clock.wait(LONGEST_WAIT, self.wake)

    def _read(self, descriptor: int) -> None:
        rest = b""
        while chunk := _chunk(descriptor):
            *whole, rest = (rest + chunk).split(b"\n")
            rest = rest[:LONGEST_LINE]
            for line in whole:
                self._put(line)
        if rest:
            self._put(rest)
        self.ended = True
        self.wake.set()

    def _put(self, line: bytes) -> None:
        self._lines.put(line[:LONGEST_LINE].decode("utf-8", "replace").strip())
        self.wake.set()


def _chunk(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, LONGEST_LINE)
    except OSError:
        return b""


def choose(
    question: str,
    choices: Sequence[str],
    keys: Collection[str],
    lines: Lines,
    clock: Clock,
    patience: float = PIPE_PATIENCE,
) -> str | None:
    """Ask for one of `keys`; None when no answer comes."""
    write(question)
    for choice in choices:
        write(f"  {choice}")
    for _ in _tries(lines):
        answer = lines.ask(clock, patience)
        if answer is None or answer in keys:
            return answer
        write(f"Please answer with one of: {' '.join(sorted(key for key in keys if key))}")
    return None


def ask(questions: Sequence[Question], lines: Lines, clock: Clock) -> dict[str, int | str]:
    """Ask in turn; an empty line skips one, the end or the silence of the input skips the rest."""
    answers: dict[str, int | str] = {}
    ask_into(answers, questions, lines, clock)
    return answers


def ask_into(
    answers: dict[str, int | str], questions: Sequence[Question], lines: Lines, clock: Clock
) -> None:
    """As `ask`; what was answered is in `answers` even when an exception ends it."""
    for question in questions:
        if lines.silent or lines.over:
            return
        if question.asked(answers):
            _ask_one(answers, question, lines, clock)


def _ask_one(answers: dict[str, int | str], question: Question, lines: Lines, clock: Clock) -> None:
    write(f"{question.text} {_hint(question)}")
    for _ in _tries(lines):
        line = lines.ask(clock)
        if not line:
            return
        value = _value(question, line)
        if value is not None:
            answers[question.id] = value
            return
        write(f"Please answer {_hint(question)}, or skip it with an empty line.")


def _tries(lines: Lines) -> range:
    return range(1_000_000 if lines.terminal else MOST_TRIES)


def _hint(question: Question) -> str:
    if question.scale:
        ends = zip((question.choices[0], question.choices[-1]), (question.low, question.high),
                   strict=True)  # fmt: skip
        low, high = (f"{choice.words} {words}".strip() for choice, words in ends)
        return f"({low} to {high})"
    return "(" + ", ".join(f"{choice.key} {choice.words}" for choice in question.choices) + ")"


def _value(question: Question, line: str) -> int | str | None:
    """What a line says: a key or its words; sites with their side and durations are read too."""
    for choice in question.choices:
        if line in (choice.key, choice.words):
            return choice.value
    if question.id == "site" and line in SITES:
        return line
    if question.id == "sleep":
        with suppress(UsageError):
            return parse_duration(line)
    return None
