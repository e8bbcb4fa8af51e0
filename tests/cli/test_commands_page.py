"""docs/commands.md tells the truth: every example works, every command and option is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer
from cli_run import Rehab, a_home, a_rehab

from rehab_tui.cli import commands, listing
from rehab_tui.cli.driver import COMMANDS as TYPED
from rehab_tui.errors import ExitCode

pytestmark = pytest.mark.long

rehab, home = a_rehab, a_home

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\$ rehab ?(.*)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("example", [*EXAMPLES, *(e.removeprefix("rehab ") for e in
                                                 listing.COMMANDS.values())])  # fmt: skip
def test_each_example_works(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    monkeypatch.chdir(home)  # what is written without a folder
    (home / "Sync" / "rehab").mkdir(parents=True)
    words = [word.replace("~", str(home)) for word in shlex.split(example)]
    ran = rehab(*words) if "start --minutes" not in example else None
    assert ran is None or (ran.code, bool(ran.out)) == (0, "--quiet" not in words)


def test_every_command_option_and_exit_code_is_named() -> None:
    group = typer.main.get_group(commands.build())
    for name, command in group.commands.items():
        section = PAGE.split(f"## rehab {name}\n")[1].split("\n## ")[0]
        parts = [command, *getattr(command, "commands", {}).values()]
        for option in (option for part in parts for option in part.params):
            if getattr(option, "hidden", False):
                continue
            for spelled in (*option.opts, *option.secondary_opts):
                assert not spelled.startswith("-") or spelled in section + "--help -h", spelled
    for code in ExitCode:
        assert f"| {int(code)} |" in PAGE


def test_every_line_command_is_named() -> None:
    for typed in re.findall(r"(?:^|[ ,])([a-z+!-])(?= )", TYPED.removeprefix("Commands:")):
        assert f"`{typed}`" in PAGE
