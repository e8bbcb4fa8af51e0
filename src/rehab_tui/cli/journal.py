"""`rehab journal`: its entries listed and deleted; other modules add the other commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from rehab_tui.cli import journal_care, journal_edit, journal_exchange, setup
from rehab_tui.cli.pager import page
from rehab_tui.cli.terminal import raw_json, speaks_unicode, width, write
from rehab_tui.journal.store import Journal
from rehab_tui.practice import entries, finding
from rehab_tui.practice.finding import Filter, Found
from rehab_tui.practice.said import say
from rehab_tui.text import cell_width, clean, to_ascii, wrap

app = typer.Typer(help="Your journal: its entries, copies of them, and the file itself.")

LEAST_ROOM = 24
"""Columns that words need beside their moment and id; with fewer they go below."""
INDENT = 2


@app.callback(invoke_without_command=True)
def _journal(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_()


@app.command("list")
def list_(
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="pain, mood, sleep, note, ...; several too."),
    ] = None,
    site: Annotated[
        str | None, typer.Option("--site", metavar="SITE", help="Pain there; knee: both knees.")
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="The first day, 2026-11-20.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="The last day, itself included.")
    ] = None,
    text: Annotated[
        str, typer.Option("--search", "--text", metavar="TEXT", help="What stands in their words.")
    ] = "",
    oldest: Annotated[bool, typer.Option("--oldest", help="The oldest first.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the entries as JSON.")] = False,
) -> None:
    """List entries, the newest first; each with its id."""
    wanted = finding.read_filter(kind or (), site, first, last, text)
    journal = setup.practice(create=False).journal
    found = finding.look_for(journal, wanted, oldest_first=oldest)
    if as_json:
        raw_json([one.row for one in found])
    elif found:
        page("".join(f"{line}\n" for line in _lines(journal, found)))
    elif wanted == Filter():
        write("There is nothing in the journal yet: 'rehab log -p 3 -m 4' begins it.")
    else:
        write("No entry is like that.")


app.command("edit")(journal_edit.edit)


@app.command("delete")
def delete(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID", help="The beginning of each entry's id.")
    ],
) -> None:
    """Delete entries, all of them or none; 'rehab undo' brings them back."""
    practice = setup.practice(create=False)
    records = finding.named(practice.journal, ids)
    short = practice.journal.short_ids([record.id for record in records])
    entries.delete(practice, records)
    for record in records:
        write(f"deleted: {say(record)}, {record.at:%Y-%m-%d %H:%M}  [{short[record.id]}]")
    write("'rehab undo' brings back what was deleted.")


journal_exchange.add_to(app)
journal_care.add_to(app)


def _lines(journal: Journal, found: list[Found]) -> Iterator[str]:
    """Moment, id and words of each entry, to be shown as they are; long words go on below."""
    short = journal.short_ids([one.record.id for one in found])
    columns, plain = width(), not speaks_unicode()
    for one in found:
        head = f"{one.record.at:%Y-%m-%d %H:%M}  {short[one.record.id]}  "
        words = clean(say(one.record))
        if plain:
            words = to_ascii(words)
        room = columns - len(head)
        if cell_width(words) <= room:
            yield head + words
        elif room < LEAST_ROOM:
            yield head.rstrip()
            yield from (" " * INDENT + line for line in wrap(words, columns - INDENT))
        else:
            begun, *rest = wrap(words, room)
            yield head + begun
            yield from (" " * len(head) + line for line in rest)
