"""`rehab demo --shell`: every command on a made-up journal, in the person's own shell."""

from __future__ import annotations

import os
import re
import signal
import sys
import tempfile
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab, one_line

from rehab_tui.cli import demo
from rehab_tui.cli.demo_shell import MARK, command, shell_of
from rehab_tui.clock import SystemClock
from rehab_tui.practice.context import shipped_catalogue
from rehab_tui.practice.demo_place import demo_practice

rehab, home = a_rehab, a_home

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\$ rehab ?(.*)$", PAGE, re.MULTILINE)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a POSIX shell")


@pytest.fixture
def shell(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for $SHELL: write what it should do."""
    program = home / "shell"
    program.touch(mode=0o700)
    (home / "tmp").mkdir()
    monkeypatch.setattr(demo, "_typed_into", lambda: True)
    monkeypatch.setattr(tempfile, "tempdir", str(home / "tmp"))
    monkeypatch.setenv("SHELL", str(program))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PYTHONPATH", str(Path(demo.__file__).parents[2]))
    return program


def doing(shell: Path, *lines: str) -> None:
    shell.write_text("\n".join(("#!/bin/sh", *lines)) + "\n")


@pytest.mark.long
def test_every_command_works_in_it_and_only_in_it(rehab: Rehab, home: Path, shell: Path) -> None:
    """Also where the shell's own files name the person's folders again as it begins."""
    rehab("log", "-m", "3")
    mine = {file: file.read_bytes() for file in (home / "data").iterdir()}
    run = f"'{sys.executable}' -m rehab_tui"
    lines = [f"{run} {one} </dev/null >>out 2>>err || echo 'rehab {one}' >>failed"
             for one in EXAMPLES if one != "demo"]  # fmt: skip
    doing(shell, f"export REHAB_DATA_DIR='{home / 'data'}' REHAB_CONFIG_DIR='{home / 'config'}'",
          'HOME=$PWD; mkdir -p Sync/rehab', *lines, "env > around",
          "mv * ../../../said", "exit 3")  # fmt: skip
    (home / "said").mkdir()
    ran = rehab("demo", "--shell")
    assert ran.code == 0
    assert "exit, or Ctrl-D" in ran.out
    assert "is gone" in ran.out
    said = home / "said"
    assert not (said / "failed").exists(), (said / "failed").read_text() + (
        said / "err"
    ).read_text()
    assert (said / "out").read_text().count("saved: ") >= 4
    around = (said / "around").read_text()
    assert f"PS1={MARK}" in around
    assert f"REHAB_DEMO={home / 'tmp'}" in around
    assert list((home / "tmp").iterdir()) == []
    assert {file: file.read_bytes() for file in (home / "data").iterdir()} == mine
    assert not (home / "config").exists()


@pytest.mark.long
def test_a_made_up_journal_goes_into_no_folder_of_the_persons(
    rehab: Rehab, home: Path, shell: Path
) -> None:
    (home / "Sync").mkdir()
    run = f"'{sys.executable}' -m rehab_tui"
    doing(shell, f"{run} sync '{home}/Sync' 2> '{home}/said'; echo $? >> '{home}/said'",
          f"ln -s '{home}/Sync' near; {run} sync near 2>> '{home}/said'")  # fmt: skip
    assert rehab("demo", "--shell").code == 0
    said = (home / "said").read_text()
    assert said.count("the made-up journal is kept away from your devices") == 2
    assert "\n2\n" in said
    assert list((home / "Sync").iterdir()) == []


def test_a_shell_that_outlived_its_demo_saves_nothing(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REHAB_DEMO", str(home / "gone"))
    for words in (("log", "-p", "4"), ("journal", "list"), ("report",)):
        assert "is over" in one_line(rehab(*words), 1)
    assert list(home.iterdir()) == []


@pytest.mark.long
def test_ctrl_c_is_for_the_shell(rehab: Rehab, home: Path, shell: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    doing(shell, "kill -INT $PPID", f"touch '{home}/went-on'")
    assert rehab("demo", "--shell").code == 0
    assert (home / "went-on").exists()
    assert list((home / "tmp").iterdir()) == []
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("named", ["", "{home}/none", "/bin/false", "{home}", "/bin/sh -l"])
def test_where_the_shell_is_none_the_systems_own_is_taken(home: Path, named: str) -> None:
    assert shell_of({"SHELL": named.format(home=home)}) == "/bin/sh"
    assert shell_of({"SHELL": sys.executable}) == sys.executable


def test_a_shell_that_cannot_be_run_is_one_line(rehab: Rehab, home: Path, shell: Path) -> None:
    shell.write_bytes(b"\x7fELF no program")
    ran = rehab("demo", "--shell")
    assert ran.code == 1
    assert ran.err.startswith("rehab: SHELL: your shell can't be opened (")
    assert ran.err.count("\n") == 1
    assert list((home / "tmp").iterdir()) == []


def test_undo_takes_back_what_was_done_in_it_and_never_the_story(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "demo").mkdir()
    monkeypatch.setenv("REHAB_DEMO", str(home / "demo"))
    demo_practice(home / "demo" / "data", shipped_catalogue(), SystemClock())
    told = rehab("journal", "list").out
    short = rehab("log", "-p", "3").out.partition("[")[2].partition("]")[0]
    assert len(short) == 13, "in its first second too"
    assert rehab("undo").out.startswith("taken back: logged 1 entry")
    assert "nothing" in rehab("undo").out.lower()
    assert rehab("journal", "list").out == told
    assert rehab("journal", "check").code == 0


def test_without_a_terminal_it_says_so(rehab: Rehab) -> None:
    assert "needs a terminal" in one_line(rehab("demo", "--shell"), 2)


def test_the_shell_finds_this_very_program(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(sys, "argv", [str(home / "rehab"), "demo", "--shell"])
    for name in ("sh", "bash", "zsh", "fish"):
        words, around = command(f"/bin/{name}", home, {"PATH": "/bin", "HOME": str(home)})
        assert words[0] == f"/bin/{name}"
        assert around["PATH"] == f"{home}:/bin"
