"""Runs commands where nothing can be written: on a disk that is full, or in folders to be read.

Started as `python no_room_child.py HOW FOLDER`, in a mount namespace of its own for a full disk and
without the power to pass over permissions for one to be read. Prints one JSON value.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

BEFORE = (
    "log -p 3 -n here", "log -m 4", "profile set side=left", "plan new", "journal backup",
    "config set theme rehab-light", "journal export -o DISK/export.jsonl",
)  # fmt: skip
WRITE = (
    "log -p 4 -n lost", "log -p 4", "log -s 7h -m 3", "journal edit ENTRY --pain 5",
    "journal delete ENTRY", "undo", "journal import OTHER", "journal backup",
    "journal restore BACKUP --yes", "profile set side=right", "plan choose sciatica",
    "plan pause travel", "config set theme rehab-dark", "config unset theme",
    "exercises new mine -o DISK/mine.yaml", "journal export -o DISK/export.jsonl",
    "report --format html -o DISK/report.html", "remind --ics DISK/rehab.ics",
    "sync DISK/shared", "start --plain --exercise cat-cow",
)  # fmt: skip
READ = (
    "", "journal list", "report", "report --format json", "undo --list", "start --list",
    "plan show", "plan check", "profile show", "config show", "exercises list", "journal check",
    "journal export",
)  # fmt: skip
TYPED = b"\n\n\n\nq\n\n\n"
"""What answers the questions of a session."""


def run(disk: Path, line: str) -> subprocess.CompletedProcess[str]:
    words = line.replace("DISK", str(disk)).split()
    return subprocess.run(
        [sys.executable, "-m", "rehab_tui", *words], input=TYPED.decode(), capture_output=True,
        text=True, timeout=60, check=False, cwd=disk,
        env={
            **os.environ, "HOME": str(disk), "TMPDIR": str(disk.parent),
            "REHAB_DATA_DIR": str(disk / "data"), "REHAB_CONFIG_DIR": str(disk / "config"),
        },
    )  # fmt: skip


def content(disk: Path) -> dict[str, str]:
    """What is there, but for locks and what only saves time."""
    found = {}
    for one in sorted(disk.rglob("*")):
        if one.is_file() and one.suffix != ".lock" and one.name not in ("catalogue.cache", "full"):
            found[str(one.relative_to(disk))] = sha256(one.read_bytes()).hexdigest()
    return found


def fill(disk: Path) -> None:
    """Leave no room at all."""
    with (disk / "full").open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue


def close(disk: Path) -> None:
    """Leave all of it to be read alone."""
    for one in [*disk.rglob("*"), disk]:
        one.chmod(0o500 if one.is_dir() else 0o400)


def tried(disk: Path, lines: Sequence[str]) -> list[tuple[str, int, str, str, bool]]:
    """Each line, its exit code, both outputs, and whether anything is as it was."""
    before, found = content(disk), []
    for line in lines:
        ran = run(disk, line)
        found.append((line, ran.returncode, ran.stdout, ran.stderr, content(disk) == before))
    return found


def main(how: str, folder: Path) -> list[tuple[str, int, str, str, bool]]:
    disk, other = folder / "disk", folder / "other.jsonl"
    disk.mkdir()
    if how == "full":
        mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(disk)]
        subprocess.run(mount, check=True)
    for line in BEFORE:
        ran = run(disk, line)
        assert ran.returncode == 0, (line, ran)
    (disk / "shared").mkdir()
    row = json.loads((disk / "export.jsonl").read_text().splitlines()[0])
    other.write_text(json.dumps({**row, "id": "f" * 8 + row["id"][8:]}) + "\n")
    [backup] = (disk / "data" / "backups").glob("*-asked.sqlite3")
    named = {"ENTRY": row["id"], "BACKUP": backup.stem, "OTHER": str(other)}
    write = []
    for line in WRITE:
        for name, value in named.items():
            line = line.replace(name, value)
        write.append(line)
    (fill if how == "full" else close)(disk)
    return tried(disk, (*READ, *write))


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
