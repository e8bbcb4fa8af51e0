"""`rehab journal edit`: one entry changed, its words before and after."""

from __future__ import annotations

from typing import Annotated

import typer

from rehab_tui.cli import setup
from rehab_tui.cli.entries import read_note
from rehab_tui.cli.terminal import narrate, write
from rehab_tui.journal.records import Record
from rehab_tui.practice import entries, finding
from rehab_tui.practice.moments import say_when
from rehab_tui.practice.said import say

_Text = str | None


def edit(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="The beginning of the entry's id.")
    ],
    pain: Annotated[
        _Text,
        typer.Option("-p", "--pain", metavar="[N][@SITE][:QUALITY]", help="5, @neck or 5@neck."),
    ] = None,
    mood: Annotated[_Text, typer.Option("-m", "--mood", metavar="1..5")] = None,
    sleep: Annotated[
        _Text, typer.Option("-s", "--sleep", metavar="DURATION|BED-WAKE", help="6h30, 23:10-6:40.")
    ] = None,
    quality: Annotated[
        _Text, typer.Option("-q", "--quality", metavar="1..5", help="How well you slept.")
    ] = None,
    latency: Annotated[
        _Text, typer.Option("--latency", metavar="MIN", help="Minutes to fall asleep.")
    ] = None,
    awake: Annotated[
        _Text, typer.Option("--awake", metavar="MIN", help="Minutes awake in the night.")
    ] = None,
    wakings: Annotated[
        _Text, typer.Option("--wakings", metavar="N", help="How often you woke.")
    ] = None,
    function: Annotated[
        _Text, typer.Option("-f", "--function", metavar="[ACTIVITY=]N", help="0-10.")
    ] = None,
    treatment: Annotated[
        _Text, typer.Option("-t", "--treatment", metavar="[KIND][:MIN]", help="heat:20 or :20.")
    ] = None,
    done: Annotated[
        _Text, typer.Option("--done", metavar="MIN", help="Minutes of what was done elsewhere.")
    ] = None,
    note: Annotated[
        _Text, typer.Option("-n", "--note", metavar="TEXT|-", help="- reads standard input.")
    ] = None,
    effort: Annotated[
        _Text, typer.Option("--effort", metavar="0..10", help="Of a session or a check-in.")
    ] = None,
    stiffness: Annotated[
        _Text, typer.Option("--stiffness", metavar="shorter|same|longer", help="Of a check-in.")
    ] = None,
    reps: Annotated[_Text, typer.Option("--reps", metavar="N", help="Reps done in a set.")] = None,
    seconds: Annotated[
        _Text, typer.Option("--seconds", metavar="N", help="Seconds done in a set.")
    ] = None,
    at: Annotated[
        _Text, typer.Option("--at", metavar="WHEN", help="yesterday 21:00, mon, 2h ago.")
    ] = None,
    clear: Annotated[
        list[str] | None,
        typer.Option("--clear", metavar="NAME", help="Take out: site, quality, minutes, ..."),
    ] = None,
) -> None:
    """Change an entry; what isn't named stays as it is."""
    given = {
        "pain": pain, "mood": mood, "sleep": sleep, "quality": quality, "latency": latency,
        "awake": awake, "wakings": wakings, "function": function, "treatment": treatment,
        "done": done, "note": note, "effort": effort, "stiffness": stiffness, "reps": reps,
        "seconds": seconds, "at": at,
    }  # fmt: skip
    typed = {name: text for name, text in given.items() if text is not None}
    practice = setup.practice(create=False)
    (record,) = finding.named(practice.journal, [identifier])
    if note is not None and "note" in entries.WAYS[record.kind].options:
        typed["note"] = read_note(note)
    edited = entries.edit(practice, record, typed, clear or ())
    now = practice.clock.now()

    def said(one: Record) -> str:
        return f"{say(one)}, {say_when(one.at, now)}"

    if edited.after == edited.before:
        write(f"It is so already: {said(edited.before)}")
        return
    write(f"before: {said(edited.before)}")
    write(f"now: {said(edited.after)}")
    write("'rehab undo' takes this back.")
    if edited.replaced:
        narrate("rehab: some characters could not be kept and were replaced.")
