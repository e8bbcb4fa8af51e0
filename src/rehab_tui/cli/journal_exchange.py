"""`rehab journal export` and `import`: the entries out to a file and in from one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from rehab_tui.cli.terminal import STANDARD, narrate, send, write, write_whole
from rehab_tui.clock import SystemClock
from rehab_tui.errors import UsageError
from rehab_tui.paths import user_paths
from rehab_tui.practice.context import open_journal
from rehab_tui.text import quote


def add_to(app: typer.Typer) -> None:
    """Give `rehab journal` these commands."""
    app.command("export")(export)
    app.command("import")(import_)


def export(
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Write it there; - is stdout.")
    ] = STANDARD,
    form: Annotated[
        str, typer.Option("--format", metavar="jsonl|csv", help="Without loss, or as a table.")
    ] = "jsonl",
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Only pain, mood, session, ...")
    ] = None,
) -> None:
    """Print every entry, removed ones too: all of it is yours."""
    from rehab_tui.practice import exchange
    from rehab_tui.practice.finding import parse_kind
    from rehab_tui.practice.saving import save

    only = None if kind is None else parse_kind(kind)
    journal = open_journal(user_paths(), SystemClock(), create=False)
    content = exchange.export(journal, form, only)
    if output == STANDARD:
        send(content)
    else:
        save(content, Path(output), journal.path)
        write_whole(f"Written: {output}")


def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="What 'export' wrote; - is standard input.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would come in.")
    ] = False,
) -> None:
    """Bring entries in; what is here already stays once, and the later version holds."""
    from rehab_tui.practice import exchange

    clock = SystemClock()
    journal = open_journal(user_paths(), clock, create=not dry_run)
    if file == STANDARD:
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("standard input has no entries", "Send it a file, or name one.")
        merged = exchange.bring_in(journal, sys.stdin.buffer, "standard input", dry_run=dry_run)
    else:
        with exchange.opened(Path(file)) as source:
            merged = exchange.bring_in(journal, source, file, dry_run=dry_run)
    for line in exchange.summary(merged, clock.now()):
        write(line)
    if dry_run:
        narrate(f"Nothing was written. To bring them in: rehab journal import {quote(file)}")
    elif not merged.nothing_new:
        narrate("To take it back: rehab undo")
