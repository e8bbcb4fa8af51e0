"""`rehab log`: quick entries, all given ones in one transaction."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Annotated

import typer

from rehab_tui.cli import setup
from rehab_tui.cli.terminal import narrate, raw, write
from rehab_tui.clock import SystemClock
from rehab_tui.errors import UsageError
from rehab_tui.journal import records as r
from rehab_tui.practice import values
from rehab_tui.practice.context import Practice
from rehab_tui.practice.log import log as log_act
from rehab_tui.practice.log import say


def log(
    pain: Annotated[
        list[str] | None,
        typer.Option("-p", "--pain", metavar="N[@SITE][:QUALITY]", help="Pain 0-10, say 4@knee."),
    ] = None,
    mood: Annotated[
        str | None, typer.Option("-m", "--mood", metavar="1..5", help="Mood, 5 is very good.")
    ] = None,
    sleep: Annotated[
        str | None,
        typer.Option("-s", "--sleep", metavar="DURATION|BED-WAKE", help="6h30 or 23:10-6:40."),
    ] = None,
    quality: Annotated[
        str | None, typer.Option("-q", "--quality", metavar="1..5", help="How well you slept.")
    ] = None,
    function: Annotated[
        list[str] | None,
        typer.Option("-f", "--function", metavar="ACTIVITY=N", help="0 unable, 10 as before."),
    ] = None,
    treatment: Annotated[
        list[str] | None,
        typer.Option("-t", "--treatment", metavar="KIND[:MIN]", help="heat, ice, massage, ..."),
    ] = None,
    done: Annotated[
        str | None,
        typer.Option("--done", metavar="MIN", help="Minutes of a walk or a session elsewhere."),
    ] = None,
    note: Annotated[
        str | None,
        typer.Option("-n", "--note", metavar="TEXT|-", help="A note; - reads standard input."),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="WHEN", help="yesterday 21:00, mon, 2h ago.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the entries as JSON.")] = False,
) -> None:
    """Log pain, mood, sleep and more, all at once."""
    now = SystemClock().now()
    moment = values.parse_when(at, now) if at is not None else now
    entries: list[r.Record] = [_pain(text, moment) for text in pain or ()]
    if mood is not None:
        level = values.parse_scale(mood, 1, 5, "mood", option="--mood")
        entries.append(r.Mood(at=moment, level=level))
    if sleep is not None or quality is not None:
        entries.append(_sleep(sleep, quality, moment))
    for text in function or ():
        activity, level = values.parse_function(text)
        entries.append(r.Function(at=moment, activity=activity, level=level))
    for text in treatment or ():
        what, minutes = values.parse_treatment(text)
        entries.append(r.Treatment(at=moment, what=what, minutes=minutes))
    if done is not None:
        minutes = values.parse_scale(done, 1, 1440, "minutes", option="--done")
        entries.append(r.DoneElsewhere(at=moment, minutes=minutes))
    if note is not None:
        entries.append(r.Note(at=moment, text=_note(note)))
    if not entries:
        raise UsageError("there is nothing to log", "Try: rehab log -p 3 -m 4 -s 7h")
    _save(setup.practice(), entries, now, as_json)


def _pain(text: str, moment: datetime) -> r.Pain:
    level, site, quality = values.parse_pain(text)
    return r.Pain(at=moment, level=level, site=site, quality=quality)


def _sleep(sleep: str | None, quality: str | None, moment: datetime) -> r.Sleep:
    night = values.parse_sleep(sleep) if sleep is not None else None
    return r.Sleep(
        at=moment,
        minutes=night.minutes if night else None,
        bed=night.bed if night else None,
        wake=night.wake if night else None,
        quality=None
        if quality is None
        else values.parse_scale(quality, 1, 5, "quality", option="--quality"),
    )


def _note(text: str) -> str:
    typed = sys.stdin.read().strip() if text == "-" else text
    if not typed.strip():
        raise UsageError("the note is empty", "Write something, or leave the note out.",
                         where="--note")  # fmt: skip
    if len(typed) > r.MAX_TEXT:
        raise UsageError(
            f"the note has {len(typed)} characters", f"Keep it below {r.MAX_TEXT}.", where="--note"
        )
    return typed


def _save(practice: Practice, entries: list[r.Record], now: datetime, as_json: bool) -> None:
    logged = log_act(practice, entries)
    if as_json:
        ids = {record.id for record in logged.records}
        rows = [row for row in practice.journal.rows(start=entries[0].day) if row["id"] in ids]
        raw("".join(json.dumps(row) + "\n" for row in rows))
        return
    when = values.say_when(entries[0].at, now)
    for record in logged.records:
        write(f"saved: {say(record)}  [{record.id[-6:]}]")
    write(f"for {when}. 'rehab undo' takes this back.")
    if logged.replaced:
        narrate("rehab: some characters could not be kept and were replaced.")
