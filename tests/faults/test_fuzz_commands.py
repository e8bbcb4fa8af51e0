"""Spoiled files, handed to the commands that a person would type."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pytest
import trials
from cli_process import REHAB, SECONDS, environment
from cli_run import Ran, Rehab, a_home, a_rehab
from fuzzed import NAMED, Workshop
from mutate import Mutator

from hostile import harmless
from rehab_tui.errors import ExitCode

pytestmark = pytest.mark.long

rehab, home = a_rehab, a_home

READING = ("journal list", "report --format json", "undo --list", "journal check")
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "exercises": (
        f"config/exercises.d/{NAMED}.yaml",
        ("exercises check", "exercises list", "start --list", "plan show"),
    ),
    "plan": (
        "config/plan.yaml",
        ("plan check", "plan show", "plan why", "start --list", "report"),
    ),
    "config": ("config/config.toml", ("config show", "config set volume 33", "start --list")),
    "jsonl": (f"{NAMED}.jsonl", (f"journal import HOME/{NAMED}.jsonl", *READING)),
    "csv": (f"{NAMED}.csv", (f"journal import HOME/{NAMED}.csv", *READING)),
    "database": ("data/journal.sqlite3", (*READING, "log -p 3", "journal export")),
}
"""Where a file of a kind lies, and the commands that meet it there."""
EACH = max(4, trials.FUZZ // 40)
"""Files of a kind: each meets several commands."""
REFUSALS = (ExitCode.FAILURE, ExitCode.DATA, ExitCode.NOT_FOUND)
CHECKS = ("check", "import")
"""What names every problem of a file, a line each."""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("fuzz"))


def spoiled(workshop: Workshop, kind: str) -> list[bytes]:
    seeds = (b"none",) if kind == "database" else workshop.kinds[kind].seeds
    mutator = Mutator(f"commands {kind} {trials.SEED}", seeds)
    if kind == "database":
        return [mutator.bytes_of(workshop.database) for _ in range(EACH)]
    return [mutator.file() for _ in range(EACH)]


def place(home: Path, kind: str, content: bytes) -> Path:
    file = home / KINDS[kind][0]
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def in_words(line: str, ran: Ran) -> None:
    """A documented end, and on stderr nothing but harmless lines that somebody can act on."""
    assert ran.code in (ExitCode.OK, *REFUSALS), (line, ran)
    assert "Traceback" not in ran.err, (line, ran)
    assert "inside the program" not in ran.err, (line, ran)
    assert harmless(ran.err), (line, ran)
    assert all(len(one) < 1500 for one in ran.err.splitlines()), (line, ran)
    if ran.code in REFUSALS and not any(word in line for word in (*CHECKS, "--list")):
        assert ran.err.startswith("rehab: "), (line, ran)
        assert ran.err.count("\n") == 1, (line, ran)
        assert ran.out == "", (line, ran)


@pytest.mark.parametrize("kind", KINDS)
def test_commands_take_it_or_refuse_it_in_words(
    rehab: Rehab, home: Path, workshop: Workshop, kind: str
) -> None:
    """What is refused changes nothing: neither the journal nor the file itself."""
    journal = home / "data" / "journal.sqlite3"
    refused = 0
    for content in spoiled(workshop, kind):
        place(home, "database", workshop.database)
        file = place(home, kind, content)
        for line in KINDS[kind][1]:
            before = journal.read_bytes()
            ran = rehab(*line.replace("HOME", str(home)).split())
            in_words(line, ran)
            if ran.code in REFUSALS:
                refused += 1
                assert journal.read_bytes() == before, line
                assert kind == "database" or file.read_bytes() == content, line
            if "log" not in line and "import" not in line:
                assert journal.read_bytes() == before, line
    assert refused > EACH // 4, "most are not good enough"


def run(home: Path, line: str) -> Ran:
    """The command in a process of its own."""
    words = line.replace("HOME", str(home)).split()
    ran = subprocess.run(
        [*REHAB, *words], env=environment(home), cwd=home, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    return Ran(ran.returncode, ran.stdout, ran.stderr)


@pytest.mark.parametrize("kind", KINDS)
def test_so_does_the_program_itself(home: Path, workshop: Workshop, kind: str) -> None:
    """The quick way of `rehab log` and what is loaded late are only met in a process."""
    lines: Sequence[str] = (*KINDS[kind][1][:2], "log -p 4", "report")
    for content in islice(spoiled(workshop, kind), 2):
        place(home, "database", workshop.database)
        place(home, kind, content)
        for line in lines:
            in_words(line, run(home, line))
