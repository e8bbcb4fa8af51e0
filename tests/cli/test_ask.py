from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper

import pytest
from cli_stage import CTRL_C, Script, Stage

from rehab_tui.cli import ask as asking
from rehab_tui.cli.ask import MOST_TRIES, PIPE_PATIENCE, Lines, ask, ask_into, choose
from rehab_tui.clock import FastClock, SystemClock
from rehab_tui.practice import questions as q

QUESTIONS = (q.PAIN_NOW, q.WHERE, q.SLEEP)


@contextmanager
def standard_input(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A pipe as standard input; its writing end."""
    reader, writer = os.pipe()
    with TextIOWrapper(os.fdopen(reader, "rb"), encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield writer


def all_of(lines: Lines) -> list[str]:
    found = []
    while (line := lines.ask(SystemClock())) is not None:
        found.append(line)
    return found


def test_every_line_of_a_pipe_comes_also_the_last_without_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with standard_input(monkeypatch) as writer:
        os.write(writer, " p \n\nzwölf\r\n\xff\nlast".encode("latin-1"))
        os.close(writer)
        assert all_of(Lines(SystemClock())) == ["p", "", "zw\ufffdlf", "\ufffd", "last"]


def test_thousands_of_lines_are_not_read_ahead_but_all_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with standard_input(monkeypatch) as writer:
        os.write(writer, b"x\n" * 5000)
        os.close(writer)
        assert len(all_of(Lines(SystemClock()))) == 5000


def test_a_line_without_end_takes_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    with standard_input(monkeypatch) as writer:
        os.write(writer, b"x" * 60_000)
        os.close(writer)
        assert [len(line) for line in all_of(Lines(SystemClock()))] == [asking.LONGEST_LINE]


def test_a_closed_input_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    lines = Lines(SystemClock())
    assert (lines.ended, lines.terminal, lines.take()) == (True, False, None)


def test_an_open_and_silent_pipe_is_waited_for_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = FastClock(200, SystemClock())
    with standard_input(monkeypatch) as writer:
        lines = Lines(clock)
        began = clock.monotonic()
        assert ask(QUESTIONS, lines, clock) == {}
        assert clock.monotonic() - began >= PIPE_PATIENCE
        assert ask((q.MOOD,), lines, clock) == {}
        os.close(writer)
    assert capsys.readouterr().out.count("?") == 1


def test_a_line_ends_the_silence() -> None:
    clock = Stage()
    lines = Script(clock, (20.0, "p"), open_end=True)
    assert ask(QUESTIONS, lines, clock) == {}
    clock.advance(20)
    assert lines.take() == "p"
    assert not lines.silent


def test_answers_by_key_by_word_and_by_length() -> None:
    clock = Stage()
    typed = Script(clock, "12", "10", "left knee", "knee-left", "6h30")
    assert ask(QUESTIONS, typed, clock) == {"pain": 10, "site": "knee-left", "sleep": 390}
    assert ask(QUESTIONS, Script(clock, "t", "f", "7"), clock) == {
        "pain": 10, "site": "lower-back", "sleep": 420,
    }  # fmt: skip


def test_an_empty_line_skips_one_and_the_end_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Stage()
    assert ask(QUESTIONS, Script(clock, "", "8"), clock) == {"sleep": 480}
    assert ask(QUESTIONS, Script(clock, "0", ""), clock) == {"pain": 0}
    capsys.readouterr()
    assert ask(QUESTIONS, Script(clock), clock) == {}
    assert capsys.readouterr().out == ""


def test_who_is_asked_again_is_told_how_to_skip(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Stage()
    assert ask((q.PAIN_NOW,), Script(clock, "q", ""), clock) == {}
    said = capsys.readouterr().out.splitlines()
    assert said[-1].endswith(", or skip it with an empty line.")


def test_ctrl_c_keeps_what_was_answered() -> None:
    clock, answers = Stage(), dict[str, int | str]()
    with pytest.raises(KeyboardInterrupt):
        ask_into(answers, QUESTIONS, Script(clock, "3", CTRL_C), clock)
    assert answers == {"pain": 3}


def test_a_pipe_that_only_talks_nonsense_is_no_hang() -> None:
    clock = Stage()
    lines = Script(clock, *["y"] * 10_000)
    assert ask((q.PAIN_NOW,), lines, clock) == {}
    assert len(lines.typed) == 10_000 - MOST_TRIES
    assert choose("Well?", ["1 yes"], {"1"}, lines, clock) is None


@pytest.mark.parametrize("question", [q.PAIN_NOW, q.EFFORT, q.MOOD, q.SLEEP, q.STIFFNESS])
def test_each_question_says_how_to_answer(
    question: q.Question, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Stage()
    ask((question,), Script(clock, question.choices[-1].words), clock)
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith(f"{question.text} (")
    assert question.choices[0].words in said
    assert question.choices[-1].words in said
    assert " )" not in said
