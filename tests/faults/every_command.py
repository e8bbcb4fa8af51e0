"""Every command of `rehab`, in an order in which each has something to do.

A word in capitals stands for something that the commands before have made: see `Life`.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import typer

from rehab_tui.cli import commands
from rehab_tui.practice.reporting import FORMATS

Ask = Callable[..., str]
"""Runs a command and gives what it printed."""

LINES = (
    "",
    "--version",
    "-h",
    "profile set osteoporosis side=left activities=stairs",
    "profile show",
    "profile screen",
    "log -p 4@knee-left:ache -m 3 -s 6h30 -q 3 -f stairs=4 -t heat:10 -n 'slept badly'",
    "log --done 20 --at yesterday --json",
    "undo --list",
    "undo",
    "log -n -",
    "journal list",
    "journal list --json",
    "journal edit ENTRY --pain 5",
    "journal delete ENTRY",
    "journal export",
    "journal export -o HOME/export.jsonl",
    "journal export --format csv -o HOME/export.csv",
    "journal import HOME/export.jsonl",
    "journal import --dry-run HOME/export.csv",
    "journal backup",
    "journal check",
    "journal restore",
    "journal restore BACKUP --yes",
    "journal path",
    "plan list",
    "plan new",
    "plan choose mobility-starter",
    "plan show",
    "plan check",
    "plan why",
    "plan handout",
    "plan handout -o HOME/handout.html",
    "plan pause travel",
    "plan resume",
    "exercises list",
    "exercises list --json",
    "exercises show cat-cow",
    "exercises show cat-cow --json",
    "exercises new mine -o HOME/config/exercises.d/mine.yaml",
    "exercises check",
    "config set theme rehab-light",
    "config get theme",
    "config show",
    "config unset theme",
    "config path",
    *(f"report --format {form}" for form in FORMATS),
    *(f"report --format {form} -o HOME/report.{form}" for form in FORMATS),
    "start --list",
    "start --preview --minutes 5",
    "start --plain --exercise glute-bridge",
    "remind",
    "remind --ics HOME/rehab.ics",
    "sync HOME/shared",
    "doctor",
    "doctor --json --sync HOME/shared",
    "completion bash",
    "completion zsh --line 'rehab log -f st'",
    "completion fish --line 'rehab journal edit '",
    "demo",
)
TYPED = {
    "log -n -": b"from standard input",
    "start --plain --exercise glute-bridge": b"\n\nn\nq\n\n\n\n",
}
"""What is typed into those that ask; into the others nothing is."""


def all_commands() -> Iterator[str]:
    """Each command that there is, as it is typed."""
    group = typer.main.get_group(commands.build())
    for name, command in group.commands.items():
        below = getattr(command, "commands", None)
        yield from (f"{name} {part}" for part in below) if below else (name,)


def words(line: str, home: Path, ask: Ask) -> list[str]:
    """A line's words, with what stands for something put in its place.

    Args:
        line: one of `LINES`.
        home: the person's folder; the journal is in `data/` of it.
        ask: runs a command.
    """
    if "ENTRY" in line:
        entries = json.loads(ask("journal", "list", "--json", "--kind", "pain"))
        line = line.replace("ENTRY", entries[0]["id"])
    if "BACKUP" in line:
        made = sorted((home / "data" / "backups").glob("*-asked.sqlite3"))
        line = line.replace("BACKUP", made[-1].stem)
    return shlex.split(line.replace("HOME", str(home)))


def ready(home: Path) -> None:
    """What has to be there before the first command."""
    (home / "shared").mkdir()
    (home / "config" / "exercises.d").mkdir(parents=True, mode=0o700)
