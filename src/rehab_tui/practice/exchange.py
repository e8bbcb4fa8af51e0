"""The journal out to a file and in from one: for another device, another program, safe keeping."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from rehab_tui.errors import NotFoundError, UsageError, refused
from rehab_tui.journal import exchange, rows
from rehab_tui.journal.backup import back_up
from rehab_tui.journal.incoming import incoming
from rehab_tui.journal.merge import Beaten, Merged, merge
from rehab_tui.journal.records import Kind
from rehab_tui.journal.store import Journal
from rehab_tui.paths import open_regular
from rehab_tui.practice.moments import say_when
from rehab_tui.practice.said import say
from rehab_tui.text import clean, did_you_mean, plural, quote

FORMATS = ("jsonl", "csv")


def export(journal: Journal, form: str, kind: Kind | None) -> bytes:
    """All entries, or those of one kind, as JSON Lines or as CSV.

    Raises:
        UsageError: when there is no such format.
    """
    if form not in FORMATS:
        raise UsageError(
            f"there is no format {quote(form)}",
            f"{did_you_mean(form, FORMATS)} There are: {', '.join(FORMATS)}.".lstrip(),
            where="--format",
        )
    kinds = tuple(rows.TYPES) if kind is None else (kind,)
    made = exchange.json_lines if form == "jsonl" else exchange.csv_table
    return made(journal, kinds)


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """A file to be read.

    Raises:
        NotFoundError: when there is none.
        RehabError: when it can't be read.
    """
    try:
        handle = open_regular(file, os.O_RDONLY)
    except (FileNotFoundError, NotADirectoryError):
        raise NotFoundError("there is no such file", where=clean(str(file))) from None
    except (OSError, ValueError) as error:
        where, folder = clean(str(file)), isinstance(error, IsADirectoryError)
        todo = "" if folder else "Name a file of yours, or - for standard input."
        raise refused("the file can't be read", error, where=where, todo=todo) from None
    with os.fdopen(handle, "rb") as source:
        yield source


def bring_in(journal: Journal, source: BinaryIO, name: str, *, dry_run: bool = False) -> Merged:
    """Merge a file into the journal: all of it, or nothing where a line is wrong.

    Args:
        journal: where to.
        source: JSON Lines, or CSV as `export` makes it.
        name: what the person knows it by.
        dry_run: only look.

    Raises:
        CatalogueError: with every problem and its place.
    """

    def keep_a_copy() -> None:
        back_up(journal.path, "import", journal.clock.now(), journal.wait)

    with incoming() as read:
        with journal.reading() as connection:
            read.read(source, name, connection)
        label = f"imported {clean(Path(name).name)}"
        return merge(journal, read, label, first=keep_a_copy, dry_run=dry_run)


def summary(merged: Merged, now: datetime) -> list[str]:
    """What a merge did, a line each; the first one counts, the others name what was set aside."""
    counts = [
        f"{merged.added} new",
        f"{merged.changed} changed",
        f"{merged.removed} removed",
        f"{merged.same + merged.traces} here already",
    ]
    lines = [", ".join(counts)]
    if merged.replaced:
        some = plural(merged.replaced, "character", "characters")
        lines.append(f"{some} could not be kept and became \ufffd")
    if merged.beaten:
        some = plural(merged.beaten, "version", "versions")
        lines.append(f"{some} written earlier than what holds, kept in the entry's history:")
        lines += [f"  {_say_beaten(one, now)}" for one in merged.named]
        if merged.beaten > len(merged.named):
            lines.append(f"  and {merged.beaten - len(merged.named)} more")
    return lines


def _say_beaten(beaten: Beaten, now: datetime) -> str:
    lost = rows.to_record(rows.TYPES[beaten.kind], beaten.lost)
    holds, was = (_say(beaten.kind, row) for row in (beaten.holds, beaten.lost))
    change = f"{holds}, was {was}" if holds != was else holds
    return f"{lost.id[:13]}  {say_when(lost.at, now)}  {change}"


def _say(kind: str, row: rows.Row) -> str:
    if row["deleted"] is not None:
        return "removed"
    return say(rows.to_record(rows.TYPES[kind], row))
