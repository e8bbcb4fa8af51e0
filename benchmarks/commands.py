"""What a command costs, against bare Python and against the smallest Typer command."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path

from journals import empty, many_entries, ten_years
from machine import REHAB, Cost, Row, home, process

TEN, MANY = "ten-years", "100000"
PASS, HELLO = "python -c pass", "hello-world Typer command"
INSERT = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1])
file.execute("PRAGMA synchronous = FULL")
file.execute("CREATE TABLE IF NOT EXISTS pain (at TEXT, level INTEGER)")
with file:
    file.execute("INSERT INTO pain VALUES (datetime(), ?)", (int(sys.argv[2]),))
"""
TYPER = """
import typer
app = typer.Typer(add_completion=False)
@app.command()
def hello(name: str = "you") -> None:
    print("hello", name)
app()
"""

KHAL = """
[calendars]
[[own]]
path = {path}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[default]
default_calendar = own
"""


@dataclass(frozen=True, slots=True)
class Command:
    """A row and what is run for it."""

    row: Row
    command: tuple[str, ...]
    env: Mapping[str, str]

    def once(self) -> Cost:
        """Run it."""
        return process(self.command, self.env)


def python(name: str, code: str, folder: Path, *words: str) -> Command:
    """A program of a few lines."""
    file = folder / f"{abs(hash(code))}.py"
    file.write_text(code, encoding="utf-8")
    return Command(Row(name, PASS), (sys.executable, str(file), *words), home(folder))


def commands(folder: Path) -> list[Command]:
    """The floors, then rehab's own commands on three journals."""
    homes = {name: folder / name for name in ("empty", TEN, MANY)}
    for name, make in zip(homes, (empty, ten_years, many_entries), strict=True):
        make(homes[name] / "data")

    def rehab(
        line: str, against: str = PASS, goal: float | None = None, on: str = "empty", also: str = ""
    ) -> Command:
        label = f"rehab {line}{f', {on}' if on != 'empty' else ''}{also}"
        words = line.split()
        if line == "completion":
            words += ["bash", "--line", "rehab report --fo"]
        return Command(Row(label, against, goal), (*REHAB, *words), home(homes[on]))

    log, report = "log -p 4", "report"
    return [
        Command(Row(PASS), (sys.executable, "-c", "pass"), home(folder)),
        python("sqlite3, one durable insert", INSERT, folder, str(folder / "floor.db"), "4"),
        python("import typer", "import typer\n", folder),
        python(HELLO, TYPER, folder),
        rehab("--version", PASS, 2),
        rehab("--help", HELLO, 1.15),
        rehab("completion", HELLO, 1.15),
        rehab(log, PASS, 3.5),
        rehab(log, f"rehab {log}", 1.2, TEN),
        rehab(log, f"rehab {log}", 1.2, MANY),
        rehab("log -s 6h30 -q 3"),
        rehab(report, HELLO, 1.1),
        rehab(report, HELLO, 1.1, TEN),
        rehab(f"{report} --format json", HELLO, 1.1, TEN),
        rehab(report, f"rehab {report}", 1.5, MANY),
        rehab(f"{report} --weeks 520", HELLO, None, TEN),
        rehab("start --list", HELLO, None, TEN),
        rehab("exercises list", HELLO),
    ]


DAYS, A_DAY = 3650, 3
"""Ten years for those tools that keep entries: as many as somebody makes who notes three a day."""


def _days() -> Iterator[date]:
    return (date(2016, 1, 1) + timedelta(days=number) for number in range(DAYS))


def _postings() -> Iterator[str]:
    """What ledger and hledger read."""
    for day in _days():
        for number in range(A_DAY):
            yield f"{day} x\n    pain:{number}    {day.day % 10 + 1}\n    journal\n\n"


def _frames() -> Iterator[tuple[int, int, str, str, list[str], int]]:
    """What watson reads: its hours, one after the other."""
    for day in _days():
        midnight = int(datetime.combine(day, time(), UTC).timestamp())
        for number in range(A_DAY):
            start = midnight + (8 + number) * 3600
            yield start, start + 1800, "x", f"{start:032x}", [], start


def _spans(day: date) -> str:
    """What timewarrior reads of a day: three half hours."""
    return "".join(
        f"inc {day:%Y%m%d}T{8 + number:02}0000Z - {day:%Y%m%d}T{8 + number:02}3000Z # x\n"
        for number in range(A_DAY)
    )


def peers(folder: Path, path: str) -> list[Command]:
    """One entry, and a report of ten years, with each other tool that is installed; none need be.

    Args:
        folder: where they keep theirs.
        path: folders to look in, as in `PATH`.
    """
    import shutil

    own = folder / "peers"
    own.mkdir()
    (own / "taskrc").write_text(f"data.location={own}\nconfirmation=off\n")
    (own / "jrnl.yaml").write_text(
        f"version: v4.2\neditor: ''\nencrypt: false\njournals:\n  default:\n"
        f"    journal: {own / 'jrnl.txt'}\ndefault_hour: 9\ndefault_minute: 0\n"
        "highlight: true\nlinewrap: 79\ntagsymbols: '@'\ntemplate: false\n"
        "timeformat: '%F %R'\nindent_character: '|'\ncolors: {}\n"
    )
    stories = "".join(
        f"[{day} {8 + number:02}:00] pain {day.day % 10}.\n\n"
        for day in _days()
        for number in range(A_DAY)
    )
    (own / "jrnl.txt").write_text(stories)
    (own / "ledger.txt").write_text("".join(_postings()))
    (own / "watson").mkdir()
    (own / "watson" / "frames").write_text(json.dumps(list(_frames())))
    spans = own / "timew" / "data"
    spans.mkdir(parents=True)
    for month, days in groupby(_days(), key=lambda day: f"{day:%Y-%m}.data"):
        (spans / month).write_text("".join(map(_spans, days)))
    (own / ".config").mkdir()  # habito makes its own folder in it
    (own / "khal").mkdir()
    (own / "khal.conf").write_text(KHAL.format(path=own / "khal"))
    env = {
        **home(folder), "PATH": path, "TASKRC": str(own / "taskrc"), "HOME": str(own),
        "TIMEWARRIORDB": str(own / "timew"), "WATSON_DIR": str(own / "watson"),
        "XDG_DATA_HOME": str(own), "NO_COLOR": "1",
    }  # fmt: skip
    lines = {
        "task": ("task add x",),
        "timew": ("timew :yes start x", "timew summary :all"),
        "watson": ("watson add -f 09:00 -t 09:01 x", "watson report --all"),
        "jrnl": (
            f"jrnl --config-file {own / 'jrnl.yaml'} pain 4.",
            f"jrnl --config-file {own / 'jrnl.yaml'} --short",
        ),
        "buku": ("buku --nostdin --offline --np -a http://localhost/{}",),
        "ledger": (f"ledger -f {own / 'ledger.txt'} --weekly register",),
        "hledger": (f"hledger -f {own / 'ledger.txt'} balance -W",),
        "khal": (f"khal -c {own / 'khal.conf'} new 09:00 x",),
        "habito": ("habito add {} 10",),
    }
    found = []
    for name, several in lines.items():
        if (program := shutil.which(name, path=path)) is None:
            continue
        for line in several:
            words = (program, *line.split()[1:])
            label = "peer: " + re.sub(rf"\S+ {own}\S* | ?{{}}", "", line)
            found.append(Command(Row(label, HELLO), words, env))
    return found


def numbered(command: Command, number: int) -> Command:
    """The command with what has to differ each time."""
    words = tuple(word.replace("{}", f"{os.getpid()}-{number}") for word in command.command)
    return Command(command.row, words, command.env)
