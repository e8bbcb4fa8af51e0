"""What Tab offers: only what is there, and nothing at all when something is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from cli_run import Rehab, a_home, a_rehab

from rehab_tui.cli import commands
from rehab_tui.cli.completion import SCRIPTS, VALUES

rehab, home = a_rehab, a_home


def offered(rehab: Rehab, line: str, shell: str = "fish") -> list[str]:
    ran = rehab("completion", shell, "--line", f"rehab {line}")
    assert (ran.code, ran.err) == (0, "")
    return [one.split("\t")[0] for one in ran.out.splitlines()]


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("", "report"),
        ("jo", "journal"),
        ("journal ", "backup"),
        ("start --exercise glute", "glute-bridge"),
        ("start --programme des", "desk-low-back"),
        ("log -p ", "10"),
        ("log -p 4@lower", "4@lower-back"),
        ("log --pain 4@knee-left:sh", "4@knee-left:sharp"),
        ("log -t ma", "massage"),
        ("log --tr", "--treatment"),
        ("journal list --site knee-", "knee-right"),
        ("exercises show sit", "sit-to-stand"),
        ("exercises list --equipment no", "none"),
        ("plan pause tr", "travel"),
        ("profile set osteo", "osteoporosis"),
        ("profile set eq", "equipment="),
        ("config set th", "theme"),
        ("report --format f", "fhir"),
        ("completion z", "zsh"),
    ],
)
def test_what_can_stand_there_is_offered(rehab: Rehab, line: str, some: str) -> None:
    found = offered(rehab, line)
    typed = line.rpartition(" ")[2]
    assert some in found
    assert all(one.startswith(typed) for one in found)


@pytest.mark.parametrize(
    "line", ["nonsense ", "journal nonsense ", 'log -n "open', "log --note ", "log -p 4@nowhere"]
)
def test_nothing_is_offered_where_nothing_is_known(rehab: Rehab, line: str) -> None:
    assert offered(rehab, line) == []


def test_the_latest_entries_are_offered_by_their_ids(rehab: Rehab) -> None:
    rehab("log", "-p", "4@neck", "-n", "tired: very")
    ids = offered(rehab, "journal delete ")
    assert len(ids) == 2
    assert rehab("journal", "delete", *ids).code == 0
    assert offered(rehab, "journal delete ") == []


def test_activities_of_the_profile_are_offered(rehab: Rehab) -> None:
    rehab("profile", "set", "activities=climbing stairs; gardening")
    assert offered(rehab, "log -f ") == ["climbing stairs=", "gardening="]


def test_a_damaged_journal_is_no_reason_to_shout(rehab: Rehab, home: Path) -> None:
    (home / "data").mkdir()
    (home / "data" / "journal.sqlite3").write_bytes(b"no journal" * 99)
    assert offered(rehab, "journal edit ") == []


def test_each_shell_gets_what_it_reads(rehab: Rehab) -> None:
    assert offered(rehab, "log -p 4@lower-b", "bash") == ["lower-back"]
    assert offered(rehab, "log -p 4@neck:he", "bash") == ["heavy"]
    assert "glute-bridge:Glute bridge" in offered(rehab, "start --exercise glute", "zsh")
    assert r"4@neck\:heavy" in offered(rehab, "log -p 4@neck:he", "zsh")


def test_an_unknown_shell_is_one_line(rehab: Rehab) -> None:
    ran = rehab("completion", "bsh")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean bash?" in ran.err


def test_every_place_with_values_is_there() -> None:
    group = typer.main.get_group(commands.build())
    places = set()
    for name, command in group.commands.items():
        subs = getattr(command, "commands", None)
        parts = {f"{name} {sub}": one for sub, one in subs.items()} if subs else {name: command}
        for path, part in parts.items():
            places.add(path)
            places |= {f"{path} {option}" for one in part.params for option in one.opts}
    assert set(VALUES) <= places


@pytest.mark.long
@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_shell_completes_for_real(shell: str, tmp_path: Path) -> None:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"there is no {shell} here")
    program = tmp_path / "rehab"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rehab_tui "$@"\n')
    program.chmod(0o755)
    line = "rehab start --exercise glu"
    script = {
        "bash": f'source <(rehab completion bash); COMP_LINE="{line}" COMP_POINT={len(line)}; '
        'COMP_LINE="$COMP_LINE" _rehab; printf "%s" "${COMPREPLY[@]}"',
        "zsh": "autoload -U compinit; compinit -u; source <(rehab completion zsh); "
        "whence -w _rehab >/dev/null && printf glute-bridge",
        "fish": f'rehab completion fish | source; complete -C "{line}" | cut -f1',
    }[shell]
    env = {
        **os.environ,
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "REHAB_DATA_DIR": str(tmp_path / "data"),
        "REHAB_CONFIG_DIR": str(tmp_path / "config"),
    }
    ran = subprocess.run([found, "-c", script], env=env, capture_output=True, text=True, timeout=60)
    assert ran.stdout.strip() == "glute-bridge", ran.stderr
