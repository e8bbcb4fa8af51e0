"""`rehab undo`: takes the last change back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from rehab_tui.cli.terminal import write
from rehab_tui.clock import SystemClock
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import PastAct, acts, touched_by
from rehab_tui.paths import user_paths
from rehab_tui.practice.alone import STOP_STAYS, take_back
from rehab_tui.practice.context import open_journal
from rehab_tui.practice.moments import say_when
from rehab_tui.practice.said import say
from rehab_tui.text import clean, clip, plural

LISTED = 20
MOST_PARTS = 50
"""So many acts a session may have for the list to be full."""
NAMED = 3
"""So many entries of an act are named."""
LONGEST = 50
"""Cells of one of them."""


def undo(
    listed: Annotated[
        bool, typer.Option("--list", help="Only show what could be taken back, newest first.")
    ] = False,
) -> None:
    """Take the last change back: a log, a whole session, a profile answer."""
    clock = SystemClock()
    journal = open_journal(user_paths(), clock, create=False)
    now = clock.now()
    if listed:
        found = turns(acts(journal, LISTED * MOST_PARTS))[:LISTED]
        for act in found:
            write(f"{say_when(act.at.astimezone(), now)}  {act.words}{_named(journal, act)}")
        if not found:
            write("There is nothing to take back.")
        return
    undone = take_back(journal)
    if undone is None:
        write("There is nothing to take back.")
        return
    first = undone.acts[0]
    when = say_when(first.at.astimezone(), now)
    count = plural(undone.entries, "entry", "entries")
    write(f"taken back: {first.words}, {when} ({count}){_named(journal, first)}")
    if undone.stop_stays:
        write(STOP_STAYS)


def _named(journal: Journal, act: PastAct) -> str:
    """What an act was about; a session, a decision and a merge say enough by themselves."""
    if act.group or act.merged:
        return ""
    parts = touched_by(journal, act, NAMED + 1)
    sessions = [one for one in parts if one.kind == "session"]
    said = (say(one) for one in sessions or parts if one.kind != "decision")
    found = [clip(clean(words.removeprefix("profile: ")), LONGEST) for words in said]
    if not found:
        return ""
    more = ", ..." if len(found) > NAMED else ""
    return f": {'; '.join(found[:NAMED])}{more}"


def turns(found: Sequence[PastAct]) -> list[PastAct]:
    """The newest act of each `rehab undo` to come: a session is taken back whole."""
    first: dict[str | int, PastAct] = {}
    for act in found:
        first.setdefault(act.group or act.number, act)
    return list(first.values())
