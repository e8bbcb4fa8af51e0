"""What no command may do, whichever it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cli_process import REHAB, SECONDS, environment
from cli_run import Ran, Rehab, a_home, a_rehab
from every_command import LINES, TYPED, all_commands, ready, words

from rehab_tui.errors import ExitCode
from rehab_tui.journal import reads
from rehab_tui.journal.store import Journal

pytestmark = pytest.mark.long

rehab, home = a_rehab, a_home

CANARY = "forty-two-milligrams"
SHOWN = ("journal", "report", "undo", "plan", "profile", "start", "demo", "remind")
"""Commands that are asked to show what a person wrote."""


def run_line(rehab: Rehab, home: Path, line: str) -> Ran:
    def ask(*asked: str) -> str:
        ran = rehab(*asked)
        assert ran.code == 0, ran
        return ran.out

    return rehab(*words(line, home, ask), stdin=TYPED.get(line, b""))


def test_every_command_is_among_them() -> None:
    lines = [f"{line} " for line in LINES]
    for command in all_commands():
        assert any(line.startswith(f"{command} ") for line in lines), command


# --- what is written -----------------------------------------------------------------------------
def test_everything_that_is_written_is_for_its_owner_and_in_its_place(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Backups, exports, locks and what is made aside too, whatever the umask."""
    ready(home)
    here = home / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    replace, seen = os.replace, list[Path]()

    def watched(made: Any, *more: Any, **other: Any) -> None:
        seen.append(Path(made))
        assert not Path(made).stat().st_mode & 0o077, made
        replace(made, *more, **other)

    monkeypatch.setattr(os, "replace", watched)
    before = os.umask(0)
    try:
        for line in LINES:
            ran = run_line(rehab, home, line)
            assert ran.code == 0, (line, ran)
    finally:
        os.umask(before)
    assert len(seen) > 10, "files are made aside and moved"
    made = [one for one in home.rglob("*") if one not in (here, home / "shared", home / "config")]
    assert len(made) > 20
    assert [one for one in made if one.is_file() and one.stat().st_mode & 0o777 != 0o600] == []
    folders = [one for one in made if one.is_dir() and one.name != "exercises.d"]
    assert [one for one in folders if one.stat().st_mode & 0o777 != 0o700] == []
    assert list(here.iterdir()) == [], "nothing is written where one happens to be"


# --- what is said when something fails -----------------------------------------------------------
@pytest.fixture
def written(rehab: Rehab, home: Path) -> Path:
    """A person's folder in which every word is the canary."""
    ready(home)
    for said in (("log", "-p", "3", "-n", CANARY), ("profile", "set", f"activities={CANARY}"),
                 ("log", "-f", f"{CANARY}=3"), ("journal", "backup"), ("plan", "new")):  # fmt: skip
        assert rehab(*said).code == 0, said
    (home / "export.jsonl").write_text(rehab("journal", "export").out)
    return home


def without_entries(line: str) -> bool:
    return not any(word in line for word in ("ENTRY", "BACKUP", "demo", "--plain", "--version"))


def test_no_fault_of_the_program_names_what_a_person_wrote(
    rehab: Rehab, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails, and whatever its own message says."""

    @contextmanager
    def failing(*_: object, **__: object) -> Iterator[None]:
        raise ValueError(f"could not read {CANARY}")
        yield

    for name in ("reading", "writing"):
        monkeypatch.setattr(Journal, name, failing)
    monkeypatch.setattr(reads, "device", failing)
    failed = 0
    for line in filter(without_entries, LINES):
        ran = run_line(rehab, written, line)
        assert CANARY not in ran.out + ran.err, line
        assert "Traceback" not in ran.err, line
        assert ran.err.count("\n") <= 2, line
        failed += "went wrong inside" in ran.err
    assert failed > 20


def test_no_damage_makes_a_command_name_what_a_person_wrote(rehab: Rehab, written: Path) -> None:
    """Every page but the first overwritten, so that it opens and then fails."""
    journal = written / "data" / "journal.sqlite3"
    content = bytearray(journal.read_bytes())
    for place in range(4096, len(content) - 64, 4096):
        content[place : place + 24] = b"\xff" * 24
    failed = 0
    for line in filter(without_entries, LINES):
        journal.write_bytes(content)
        ran = run_line(rehab, written, line)
        assert "Traceback" not in ran.err, line
        assert "inside the program" not in ran.err, (line, ran.err)
        assert CANARY not in ran.err, line
        assert journal.read_bytes() == content, line
        failed += ran.code == ExitCode.DATA
    assert failed > 15


# --- no network ----------------------------------------------------------------------------------
def sockets(traced: str) -> list[str]:
    """The lines of a trace that speak of anything but a socket within this machine."""
    calls = re.findall(r"^.*\b(?:socket|connect|bind|sendto|sendmsg)\(.*$", traced, re.MULTILINE)
    return [call for call in calls if re.search(r"AF_(?!UNIX|UNSPEC)|PF_(?!UNIX)", call)]


def traced(home: Path, *command: str, typed: bytes = b"") -> tuple[int, bytes, list[str]]:
    """Run a program under strace; its exit code, its output and its network sockets."""
    trace = home / "trace"
    ran = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-o", str(trace), *command],
        env=environment(home), cwd=home, input=typed, capture_output=True, timeout=2 * SECONDS,
        check=False,
    )  # fmt: skip
    return ran.returncode, ran.stdout, sockets(trace.read_text(errors="replace"))


needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace here")


@needs_strace
def test_a_network_socket_would_be_seen(tmp_path: Path) -> None:
    code = "import socket; socket.socket(); socket.socket(socket.AF_INET6)"
    _, _, found = traced(tmp_path, sys.executable, "-c", code)
    assert len(found) == 2


@needs_strace
def test_no_command_opens_a_network_socket(tmp_path: Path) -> None:
    ready(tmp_path)

    def ask(*asked: str) -> str:
        _, out, _ = traced(tmp_path, *REHAB, *asked)
        return out.decode()

    for line in LINES:
        asked = words(line, tmp_path, ask)
        code, _, found = traced(tmp_path, *REHAB, *asked, typed=TYPED.get(line, b""))
        assert (code, found) == (0, []), line


@needs_strace
def test_the_app_opens_no_network_socket(tmp_path: Path) -> None:
    pytest.importorskip("pexpect")
    pytest.importorskip("pyte")
    from app_terminal import RUN, terminal

    trace = tmp_path / "trace"
    strace = ("strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-o", str(trace))
    with terminal(tmp_path, *strace, *RUN) as t:
        t.until("minutes")
        for key in "gqwqj":
            t.press(key)
            t.until_quiet()
        t.press("\x11")
        assert t.ended() == 0
    assert sockets(trace.read_text(errors="replace")) == []
