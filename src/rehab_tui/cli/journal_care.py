"""`rehab journal check`, `backup`, `restore` and `path`: the file itself, kept well."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from rehab_tui.cli.terminal import narrate, raw, raw_json, shown, write, write_whole
from rehab_tui.clock import Clock, SystemClock
from rehab_tui.errors import ExitCode, RehabError
from rehab_tui.journal.backup import Backup, backups, trouble
from rehab_tui.paths import Paths, user_paths
from rehab_tui.practice import care
from rehab_tui.practice.moments import say_when
from rehab_tui.practice.values import say_size

_WHY = {
    "daily": "of the day",
    "asked": "you asked for it",
    "migration": "before a new version of the file",
    "import": "before an import",
    "restore": "before a restore",
}
_KINDS = {"done_elsewhere": "done elsewhere", "check_in": "check-in"}


def add_to(app: typer.Typer) -> None:
    """Add these commands to `rehab journal`."""
    for name, command in (("check", check), ("backup", backup), ("restore", restore),
                          ("path", path)):  # fmt: skip
        app.command(name)(command)


def path() -> None:
    """Print where the journal is, whether it is there yet or not."""
    raw(f"{shown(str(user_paths().journal))}\n")


def backup() -> None:
    """Make a backup now; one that you asked for is never thinned out."""
    made = care.backup_now(user_paths(), SystemClock())
    write(f"backup made and read again: {made.name}")
    write_whole(f"  {made.path}")


def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Look the journal and its backups over; exit code 1 if something is wrong."""
    from rehab_tui.journal.check import check as look_over
    from rehab_tui.journal.store import WAIT

    paths = user_paths()
    found = look_over(care.journal_path(paths), SystemClock(), WAIT)
    if as_json:
        made, good = found.backups
        document = {
            "path": str(paths.journal), "there": found.there, "version": found.version,
            "counts": found.counts, "removed": found.removed,
            "backups": {"made": made, "good": good}, "findings": list(found.findings),
        }  # fmt: skip
        raw_json(document)
    else:
        write_whole(str(paths.journal))
        if found.version is not None:
            write(f"  schema version {found.version}")
        for kind, count in found.counts.items():
            if count:
                write(f"  {_KINDS.get(kind, kind)}: {count}")
        if found.removed:
            write(f"  removed: {found.removed}")
        write(f"  backups: {found.backups[0]}, as they were made: {found.backups[1]}")
        for finding in found.findings:
            write(f"wrong: {finding}")
        if not found.findings:
            write("All is well." if found.there else "There is no journal yet, and that is fine.")
    if found.findings:
        raise typer.Exit(ExitCode.FAILURE)


def restore(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="Which backup; alone: all of them."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Put a backup in the journal's place, after showing what that changes."""
    paths, clock = user_paths(), SystemClock()
    if name is None:
        _list(paths, clock.now())
        return
    chosen = care.find_backup(paths, name)
    _show(paths, chosen, clock.now())
    if not yes:
        _expect_yes(clock)
    before, aside = care.restore_backup(paths, chosen, clock)
    write(f"restored: {chosen.name}")
    if before is not None:
        write(f"To take it back: rehab journal restore {before.name}")
    if aside is not None:
        write(f"The damaged journal is kept as it was, beside it: {aside.name}")


def _list(paths: Paths, now: datetime) -> None:
    found = backups(care.journal_path(paths))
    for one in found:
        wrong = trouble(one)
        size = say_size(one.path.stat().st_size)
        when = say_when(one.at.astimezone(now.tzinfo), now)
        write(f"{one.name}  {when}, {_WHY[one.why]}, {wrong or size}")
    if not found:
        write("There are no backups yet; 'rehab journal backup' makes one.")


def _show(paths: Paths, chosen: Backup, now: datetime) -> None:
    coming = care.outlook(paths, chosen)
    write(f"{chosen.name}: {say_when(chosen.at.astimezone(now.tzinfo), now)}, {_WHY[chosen.why]}")
    if coming.damage:
        write(f"The journal of now can't be read: {coming.damage}. It will be set aside.")
    for one in coming.differences:
        newest = "the same newest"
        if one.newest_now != one.newest_then:
            newest = f"newest {_moment(one.newest_now, now)} -> {_moment(one.newest_then, now)}"
        write(f"  {_KINDS.get(one.kind, one.kind)}: {one.now} -> {one.then}, {newest}")
    if not coming.differences:
        write("  Both are empty.")


def _moment(stamp: str | None, now: datetime) -> str:
    if stamp is None:
        return "none"
    return say_when(datetime.fromisoformat(stamp).astimezone(now.tzinfo), now)


def _expect_yes(clock: Clock) -> None:
    from rehab_tui.cli.ask import Lines, choose  # most commands of this group ask nothing

    question = "Put it in the journal's place? The journal of now is backed up first. (y or n)"
    answer = choose(question, (), ("y", "n"), Lines(clock), clock)
    if answer is None:
        raise RehabError("nothing was changed: nobody said yes", "Add --yes to do without.")
    if answer == "n":
        narrate("rehab: nothing was changed.")
        raise typer.Exit(ExitCode.FAILURE)
