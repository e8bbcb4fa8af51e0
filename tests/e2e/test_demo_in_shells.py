"""`rehab demo --shell` in bash, sh, zsh and fish with files of the person's own; see
tests/cli/test_demo_command.py for what can be done in it."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from cli_process import SECONDS, environment

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("needs a POSIX shell", allow_module_level=True)

OWN_FILES = {
    ".bashrc": "export REHAB_DATA_DIR=~/mine\nPROMPT_COMMAND='true;'\nPS1='own> '\n",
    ".zshenv": "export SEEN=zshenv ZDOTDIR=$HOME/zsh\n",
    "zsh/.zshrc": "export REHAB_DATA_DIR=~/mine\nPROMPT='own> '\nHISTFILE=~/.history SAVEHIST=9\n",
    "xdg/fish/config.fish": "set -gx REHAB_DATA_DIR ~/mine\n"
    "function fish_prompt; echo -n 'own> '; end\n",
}
"""Each names the person's own journal again, and makes a prompt of its own."""


@pytest.mark.parametrize("name", ["bash", "sh", "zsh", "fish"])
def test_each_shell_is_marked_and_kept_apart(name: str, tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"there is no {name} here")
    for file, text in OWN_FILES.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text)
    (tmp_path / "tmp").mkdir()
    program = tmp_path / "bin" / "rehab"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m rehab_tui "$@"\n')
    program.chmod(0o755)
    around = environment(tmp_path, {
        "SHELL": found, "XDG_CONFIG_HOME": str(tmp_path / "xdg"), "TMPDIR": str(tmp_path / "tmp"),
    })  # fmt: skip
    around["PATH"] = os.pathsep.join((str(program.parent), around["PATH"]))
    child = pexpect.spawn(
        str(program), ["demo", "--shell"], env=around, cwd=str(tmp_path), encoding="utf-8",
        timeout=SECONDS, dimensions=(40, 120),
    )  # fmt: skip
    own = "" if name == "sh" else "own> "
    for typed, said in (
        ("rehab log -p 3 -n canary", "saved: note: canary"),
        ("rehab journal path", r"tmp/rehab-demo-\w+/data/journal.sqlite3"),
        ("pwd", r"tmp/rehab-demo-\w+/here"),
    ):
        child.expect(r"\(rehab demo\) (?!\(rehab demo\) )[^\r\n]*" + own)
        child.send(f"{typed}\r")
        child.expect(said)
    child.send("exit\r")
    child.expect("is gone; yours is as it was")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert not list((tmp_path / "tmp").glob("rehab*"))
    assert not (tmp_path / "mine").exists()
    assert not (tmp_path / "data").exists()
    kept = [file for file in tmp_path.rglob("*") if file.is_file() and "generated" not in str(file)]
    assert not [file for file in kept if "canary" in file.read_text("utf-8", "replace")]
