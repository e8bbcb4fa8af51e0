"""`rehab demo --shell`: every command on a made-up journal, in the person's own shell."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab, one_line

from rehab_tui.cli import demo as command
from rehab_tui.cli.demo import MARK
from rehab_tui.paths import Paths

rehab, home = a_rehab, a_home

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a POSIX shell")


@pytest.fixture
def shell(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for $SHELL: write what it should do."""
    program = home / "shell"
    program.touch(mode=0o700)
    (home / "tmp").mkdir()
    monkeypatch.setattr(command, "_typed_into", lambda: True)
    monkeypatch.setattr(tempfile, "tempdir", str(home / "tmp"))
    monkeypatch.setenv("SHELL", str(program))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PYTHONPATH", str(Path(command.__file__).parents[2]))
    return program


def doing(shell: Path, *lines: str) -> None:
    shell.write_text("\n".join(("#!/bin/sh", f"cd '{shell.parent}'", *lines)) + "\n")


@pytest.mark.long
def test_commands_in_it_work_on_the_made_up_journal(rehab: Rehab, home: Path, shell: Path) -> None:
    run = f"'{sys.executable}' -m rehab_tui"
    doing(shell, f"{run} log -p 3 -n canary > said", f"{run} journal list > listed",
          f"{run} config set theme rehab-light", "env > around", "exit 3")  # fmt: skip
    ran = rehab("demo", "--shell")
    assert ran.code == 0
    assert "exit, or Ctrl-D" in ran.out
    assert "is gone" in ran.out
    assert "saved: pain 3" in (home / "said").read_text()
    assert len((home / "listed").read_text().splitlines()) > 20
    around = (home / "around").read_text()
    assert f"PS1={MARK}" in around
    assert f"REHAB_DATA_DIR={home / 'tmp'}" in around
    assert list((home / "tmp").iterdir()) == []
    assert not (home / "data").exists()
    assert not (home / "config").exists()


@pytest.mark.long
def test_ctrl_c_is_for_the_shell(rehab: Rehab, home: Path, shell: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    doing(shell, "kill -INT $PPID", "touch went-on")
    assert rehab("demo", "--shell").code == 0
    assert (home / "went-on").exists()
    assert list((home / "tmp").iterdir()) == []
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.long
def test_a_shell_that_is_not_there(
    rehab: Rehab, home: Path, shell: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", str(home / "none"))
    ran = rehab("demo", "--shell")
    assert ran.code == 1
    assert ran.err.startswith("rehab: SHELL: your shell can't be opened (No such file")
    assert ran.err.count("\n") == 1
    assert list((home / "tmp").iterdir()) == []


def test_without_a_terminal_it_says_so(rehab: Rehab) -> None:
    assert "needs a terminal" in one_line(rehab("demo", "--shell"), 2)


def test_the_shell_finds_this_very_program(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(sys, "argv", [str(home / "rehab"), "demo", "--shell"])
    paths = Paths(home / "d", home / "c")
    around = command._surroundings(paths, {"PATH": "/bin", "PROMPT_COMMAND": "true"})
    assert around["PATH"] == f"{home}:/bin"
    assert around["PROMPT_COMMAND"].startswith("true;PS1=")
