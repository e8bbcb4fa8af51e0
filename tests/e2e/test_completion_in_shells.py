"""Tab in bash, zsh and fish as a person presses it; a shell that is not here is skipped."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli_process import SECONDS, environment, shell

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("needs a POSIX shell", allow_module_level=True)

BEGIN = {
    "bash": (["--norc", "--noprofile", "-i"], "source <(rehab completion bash)"),
    "zsh": (["-f", "-i"], "source <(rehab completion zsh)"),
    "fish": (["-i"], "rehab completion fish | source"),
}
ANSWERS = (("\x1b\\[0?c", "\x1b[?6c"), ("\x1b\\[6n", "\x1b[1;1R"))
"""What some shells ask a terminal before they begin, and what it says."""

CASES = [
    ("rehab jour", ["journal"]),
    ("rehab start --exercise glu", ["start", "--exercise", "glute-bridge"]),
    ("rehab start --exercise=glu", ["start", "--exercise=glute-bridge"]),
    ("rehab log --pain=4@lower", ["log", "--pain=4@lower-back"]),
    ("rehab plan choose desk", ["plan", "choose", "desk-low-back"]),
    ("rehab log -p 4@lower", ["log", "-p", "4@lower-back"]),
    ("rehab log -p 4@neck:he", ["log", "-p", "4@neck:heavy"]),
    ("rehab log -f cl", ["log", "-f", "climbing stairs & more="]),
    ('rehab start --exercise "glu', ["start", "--exercise", "glute-bridge"]),
    ("rehab profile set equipment=ball,ro", ["profile", "set", "equipment=ball,roller"]),
    ("rehab config set theme rehab-l", ["config", "set", "theme", "rehab-light"]),
    ("true; REHAB_SPEECH=on rehab rep", ["report"]),
    ("rehab journal import my-jour", ["journal", "import", "my-journal.jsonl"]),
]  # fmt: skip


class Typist:
    """A person at the prompt of a shell, in which `rehab` only says what it was asked to do."""

    def __init__(self, name: str, home: Path) -> None:
        pexpect = pytest.importorskip("pexpect")
        found = shutil.which(name)
        if found is None:
            pytest.skip(f"there is no {name} here")
        program = home / "bin" / "rehab"
        program.parent.mkdir()
        program.write_text(
            "#!/bin/sh\n"
            f'[ "$1" = completion ] && exec {shlex.quote(sys.executable)} -m rehab_tui "$@"\n'
            'for one in "$@"; do printf "<%s>" "$one"; done; printf "%s\\n" "<done>"\n'
        )
        program.chmod(0o755)
        (home / "my-journal.jsonl").touch()
        arguments, script = BEGIN[name]
        around = environment(home, {"SHELL": found, "XDG_CONFIG_HOME": str(home / "xdg")})
        around["PATH"] = os.pathsep.join((str(program.parent), around["PATH"]))
        self._child: Any = pexpect.spawn(
            found, arguments, env=around, cwd=str(home), encoding="utf-8", timeout=SECONDS,
            dimensions=(40, 120),
        )  # fmt: skip
        self._enter(script)
        assert self.run("rehab ready") == ["ready"]

    def _enter(self, line: str) -> None:
        self._child.send(f"{line}\r")

    def run(self, line: str) -> list[str]:
        """Type a line, press Enter.

        Returns:
            the words that `rehab` then was given.
        """
        self._enter(line)
        patterns = ["((?:<[^<>\r\n]*>)+)<done>", *(asked for asked, _ in ANSWERS)]
        while at := self._child.expect(patterns):
            self._child.send(ANSWERS[at - 1][1])
        said: str = self._child.match[1]
        return said[1:-1].split("><")

    def leave(self) -> None:
        self._child.close(force=True)


@pytest.fixture(scope="module", params=BEGIN)
def typist(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Typist]:
    home = tmp_path_factory.mktemp(request.param)
    told = shell('rehab profile set "activities=climbing stairs & more; gardening"', home)
    assert told.returncode == 0, told.stderr
    typist = Typist(request.param, home)
    yield typist
    typist.leave()


@pytest.mark.parametrize(("typed", "words"), CASES)
def test_tab_completes(typist: Typist, typed: str, words: list[str]) -> None:
    assert typist.run(f"{typed}\t") == words
