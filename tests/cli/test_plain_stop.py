from __future__ import annotations

import itertools

import pytest
from cli_stage import CTRL_C, Script, Stage

from rehab_tui.cli.plain_stop import PATIENCE, stop_questions
from rehab_tui.errors import BusyError
from rehab_tui.programme.stops import (
    BREATHE_WORDS,
    EMERGENCY,
    EMERGENCY_WORDS,
    REASONS,
    Reason,
    Sign,
    may_go_on,
    words_for,
)

Written = tuple[int | None, str, str | None]
SIGNED = [reason for reason in REASONS if reason.signs]
WAYS = [
    (reason, number, sign) for reason in SIGNED for number, sign in enumerate(reason.signs, start=1)
]


class Book:
    """Where stops are written."""

    def __init__(self, before: int = 0, *, busy: bool = False) -> None:
        self.written: list[Written] = []
        self.before = before
        self.busy = busy

    def __call__(self, item: int | None, reason: Reason, sign: Sign | None) -> int:
        if self.busy:
            raise BusyError("another program is writing", "Try again.")
        self.written.append((item, reason.id, sign.id if sign else None))
        return self.before


def advice(reason: Reason, sign: Sign | None, before: int = 0) -> str:
    """What is told after a stop: a breath too, except in an emergency."""
    tier = sign.tier if sign else reason.tier
    breath = () if tier == EMERGENCY else (BREATHE_WORDS,)
    return " ".join((*words_for(reason, sign, before), *breath))


def more() -> bool:
    """Exercises are to come."""
    return False


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("reason", "number", "sign"), WAYS, ids=[f"{r.id}-{s.id}" for r, _, s in WAYS]
)
def test_every_answer_is_written_and_its_words_are_said(
    reason: Reason, number: int, sign: Sign, capsys: pytest.CaptureFixture[str]
) -> None:
    clock, book = Stage(), Book()
    came = stop_questions(Script(clock, reason.key, str(number)), clock, book, 3, more)
    assert book.written == [(3, reason.id, sign.id)]
    assert (came.what, came.tier) == ("end", sign.tier)
    words, printed = advice(reason, sign), said(capsys)
    assert words in printed if may_go_on(reason, sign, 0) else printed.endswith(words)


@pytest.mark.parametrize("keys", [("1",), ("6", "8")])
def test_after_a_plain_reason_one_may_go_on(
    keys: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    for typed, what in (("n", "next"), ("", "end")):
        clock, book = Stage(), Book()
        assert stop_questions(Script(clock, *keys, typed), clock, book, 0, more).what == what
        assert len(book.written) == 1


def test_a_second_sharp_pain_ends_the_session(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Stage()
    assert stop_questions(Script(clock, "1", "n"), clock, Book(before=1), 0, more).what == "end"
    assert said(capsys).endswith(advice(REASONS[0], None, 1))


def test_by_mistake_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    clock, book = Stage(), Book()
    assert stop_questions(Script(clock, "what", "0"), clock, book, 0, more).what == "on"
    assert book.written == []
    assert "0 1 2 3 4 5 6" in said(capsys)


# --- nobody answers --------------------------------------------------------
@pytest.mark.parametrize("open_end", [True, False])
def test_without_an_answer_the_stop_is_kept(
    open_end: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    clock, book = Stage(), Book()
    assert stop_questions(Script(clock, open_end=open_end), clock, book, 1, more).what == "end"
    assert book.written == [(1, "other", None)]
    assert clock.since <= 2 * PATIENCE + 2


def test_without_a_sign_the_reason_is_kept_at_its_gravest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock, book = Stage(), Book()
    came = stop_questions(Script(clock, "4"), clock, book, 1, more)
    assert book.written == [(1, "chest", None)]
    assert came.tier == EMERGENCY
    assert said(capsys).endswith(" ".join(EMERGENCY_WORDS))


@pytest.mark.parametrize(
    ("typed", "written"), [((CTRL_C,), "other"), (("4", CTRL_C), "chest"), (("5", CTRL_C), "numb")]
)
def test_ctrl_c_leaves_after_the_stop_is_written(
    typed: tuple[str, ...], written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    clock, book = Stage(), Book()
    with pytest.raises(KeyboardInterrupt):
        stop_questions(Script(clock, *typed), clock, book, 1, more)
    assert [reason for _, reason, _ in book.written] == [written]
    reason = next(one for one in REASONS if one.id == written)
    assert said(capsys).endswith(advice(reason, None))


# --- a journal that can't be written ---------------------------------------
@pytest.mark.parametrize("emergency", [True, False])
def test_the_words_come_also_when_nothing_can_be_written(
    emergency: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Stage()
    typed = ("4", "1") if emergency else ("6", "8", "")
    stop_questions(Script(clock, *typed), clock, Book(busy=True), 1, more)
    words = said(capsys)
    assert ("Not written down" in words) is not emergency
    assert not emergency or words.endswith(EMERGENCY_WORDS[-1])


def test_the_emergency_words_do_not_wait_for_the_journal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown: list[str] = []

    def slow(item: int | None, reason: Reason, sign: Sign | None) -> int:
        shown.append(said(capsys))
        return 0

    clock = Stage()
    stop_questions(Script(clock, "4", "1"), clock, slow, 1, more)
    assert EMERGENCY_WORDS[0] in shown[0]


def test_only_none_of_these_lets_the_session_go_on() -> None:
    for reason, before in itertools.product(SIGNED, (0, 1)):
        on = {sign.id for sign in reason.signs if may_go_on(reason, sign, before)}
        assert on == ({"none"} if reason.id == "other" else set())


@pytest.mark.parametrize("busy", [False, True])
@pytest.mark.parametrize(
    ("typed", "written"), [((), "other"), (("4",), "chest"), (("2",), "dizzy"), (("0",), None)]
)
def test_a_closed_terminal_keeps_the_reason_that_was_given(
    typed: tuple[str, ...], written: str | None, busy: bool
) -> None:
    class Closed(Script):
        def take(self) -> str | None:
            if not self.typed:
                raise SystemExit(129)
            return super().take()

    clock, book = Stage(), Book(busy=busy)
    lines = Closed(clock, *typed, open_end=True)
    if written is None:
        assert stop_questions(lines, clock, book, 3, more).what == "on"
    else:
        with pytest.raises(SystemExit):
            stop_questions(lines, clock, book, 3, more)
    assert book.written == ([(3, written, None)] if written and not busy else [])
