"""`rehab log` with nothing on its line: asks, one key for each answer."""

from __future__ import annotations

from rehab_tui.cli import setup
from rehab_tui.cli.ask import Lines, ask
from rehab_tui.cli.entries import busy_is_said, keep
from rehab_tui.cli.terminal import write
from rehab_tui.clock import Clock
from rehab_tui.practice import log, moments


def ask_and_save(clock: Clock, *, as_json: bool, at: str | None) -> None:
    """Ask line by line, where an empty line skips, and save what was answered."""
    now = clock.now()
    moment = moments.parse_when(at, now) if at is not None else now
    answers = ask(log.questions(), Lines(clock), clock)
    entries = log.answered(answers, moment)
    if entries:
        with busy_is_said():
            keep(setup.practice(clock=clock), entries, now, as_json=as_json)
    else:
        write("Nothing was answered, nothing is saved.")
