"""The entries of one `rehab log`: read in full first, then saved in one transaction."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from rehab_tui.cli import setup
from rehab_tui.cli.terminal import narrate, raw_json, write
from rehab_tui.clock import SystemClock
from rehab_tui.days import spelled_out
from rehab_tui.errors import BusyError, NotFoundError, UsageError
from rehab_tui.journal import records as r
from rehab_tui.practice import moments, values
from rehab_tui.practice.context import Practice
from rehab_tui.practice.log import check_note, log, read_entry
from rehab_tui.practice.nights import NightTyped, read_night
from rehab_tui.practice.said import say


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed for each option of `rehab log`, unread; `done` is "" without minutes."""

    pain: tuple[str, ...] = ()
    mood: str | None = None
    sleep: str | None = None
    quality: str | None = None
    latency: str | None = None
    awake: str | None = None
    wakings: str | None = None
    function: tuple[str, ...] = ()
    treatment: tuple[str, ...] = ()
    morning: str | None = None
    done: str | None = None
    note: str | None = None
    at: str | None = None
    as_json: bool = False


def save(given: Given) -> None:
    """Read everything, save everything, say what was saved; nothing is asked.

    Raises:
        UsageError: a value that can't be read, or nothing to log; nothing is saved.
        NotFoundError: `--morning` without a morning that is still open.
    """
    clock = SystemClock()
    now = clock.now()
    moment = moments.parse_when(given.at, now) if given.at is not None else now
    morning = given.morning
    level = None
    if morning is not None:
        level = values.parse_scale(morning, 0, 10, "morning pain", option="--morning")
    found = list(_entries(given, moment))
    if not found and level is None:
        raise UsageError("there is nothing to log", "Try: rehab log -p 3 -m 4 -s 7h")
    with busy_is_said():
        practice = setup.practice(clock=clock, create=level is None)
        about = ""
        if level is not None:
            pain, about = _morning(practice, level, moment if given.at is not None else None)
            found.append(pain)
        keep(practice, found, now, as_json=given.as_json, about=about)


@contextmanager
def busy_is_said() -> Iterator[None]:
    """When others keep the journal for too long: say that what was typed is not in it."""
    try:
        yield
    except BusyError as error:
        what = f"{error.what}; nothing of this was saved"
        raise BusyError(what, error.todo, where=error.where) from None


def keep(
    practice: Practice,
    entries: list[r.Record],
    now: datetime,
    *,
    as_json: bool,
    about: str = "",
) -> None:
    """Save entries of one moment and say what was saved, for when, and how to take it back."""
    logged = log(practice, entries)
    if as_json:
        ids = {record.id for record in logged.records}
        days = [record.day for record in logged.records]
        rows = practice.journal.rows(start=min(days), end=max(days) + timedelta(days=1))
        raw_json([row for row in rows if row["id"] in ids])
    else:
        for record in logged.records:
            write(f"saved: {say(record)}  [{logged.short[record.id]}]")
        if about:
            write(about)
        write(f"for {moments.say_when(entries[0].at, now)}. 'rehab undo' takes this back.")
    if logged.replaced:
        narrate("rehab: some characters could not be kept and were replaced.")


def _entries(given: Given, moment: datetime) -> Iterator[r.Record]:
    for text in given.pain:
        yield read_entry("pain", text, moment)
    if given.mood is not None:
        yield read_entry("mood", given.mood, moment)
    night = NightTyped(given.sleep, given.quality, given.latency, given.awake, given.wakings)
    if night != NightTyped():
        yield read_night(night, moment)
    for text in given.function:
        yield read_entry("function", text, moment)
    for text in given.treatment:
        yield read_entry("treatment", text, moment)
    if given.done is not None:
        yield read_entry("done", given.done, moment)
    if given.note is not None:
        yield read_entry("note", read_note(given.note), moment)


def read_note(text: str) -> str:
    """A note as it was typed, `-` for one on standard input.

    Raises:
        UsageError: when it is empty or too long.
    """
    return check_note(_piped_note() if text == "-" else text)


def _piped_note() -> str:
    """The note from standard input, without the line end that editors and `echo` add."""
    if sys.stdin is None:
        raise UsageError("standard input is closed", "Pipe the note in.", where="--note -")
    if sys.stdin.isatty():
        narrate("Write your note; Ctrl-D on a line of its own ends it.")
    read = sys.stdin.buffer.read(4 * r.MAX_TEXT + 4)  # UTF-8 has at most 4 bytes a character
    return read.decode("utf-8", "replace").removeprefix("\ufeff").removesuffix("\n")


def _morning(practice: Practice, level: int, at: datetime | None) -> tuple[r.Pain, str]:
    """The answer for the session that waits for its next morning, and its words.

    `at` is the moment that was given with it, or None.
    """
    from rehab_tui.practice import questions as q
    from rehab_tui.practice.past import read_history

    past = q.waiting_morning(practice, read_history(practice.journal).sessions, at)
    if past is None:
        raise NotFoundError(
            "no session waits for its next morning",
            "For pain by itself there is: rehab log -p 3",
            where="--morning",
        )
    moment = q.morning_of(past, practice.clock.now()) if at is None else at
    pain = r.Pain(at=moment, level=level, moment="morning", session=past.id)
    return pain, f"the morning after your session on {spelled_out(past.day)}"
