"""The shell of `rehab demo --shell`: the person's own, in the demo's folder, with a mark.

The mark stands before whatever prompt the person's own files make, and what is typed is kept in no
history. Other shells than bash, zsh and fish get what variables can say.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from rehab_tui.paths import DEMO

MARK = "(rehab demo) "
"""What stands before the prompt."""
NO_SHELLS = frozenset({"false", "true", "nologin"})
"""Programs that stand for a shell where nobody may log in."""

_BASH = """\
for one in /etc/bash.bashrc ~/.bashrc; do [ -r "$one" ] && . "$one"; done
unset one
PROMPT_COMMAND="${PROMPT_COMMAND:-}
[[ \\$PS1 == 'MARK'* ]] || PS1='MARK'\\$PS1"
"""
_ZSH_FIRST = """\
ZDOTDIR=OWN
[[ -r $ZDOTDIR/.zshenv ]] && . "$ZDOTDIR/.zshenv"
_rehab_own=${ZDOTDIR:-$HOME}
ZDOTDIR=HERE
"""
_ZSH = """\
ZDOTDIR=$_rehab_own
[[ -r $ZDOTDIR/.zshrc ]] && . "$ZDOTDIR/.zshrc"
_rehab_mark() { [[ $PS1 == 'MARK'* ]] || PS1='MARK'$PS1 }
autoload -Uz add-zsh-hook && add-zsh-hook precmd _rehab_mark
"""
_FISH = """\
set -g fish_history ''
functions -c fish_prompt _rehab_prompt
function fish_prompt; echo -n 'MARK'; _rehab_prompt; end
"""


def shell_of(environment: Mapping[str, str]) -> str:
    """The person's shell; where `SHELL` names none that can be used, the one of the system."""
    if sys.platform == "win32":
        return environment.get("COMSPEC") or "cmd.exe"
    named = environment.get("SHELL", "")
    usable = named and shutil.which(named) and Path(named).name not in NO_SHELLS
    return named if usable else "/bin/sh"


def command(program: str, folder: Path, own: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """What to run for a shell in the demo, and with which variables.

    Args:
        program: the shell.
        folder: the demo's; the files that the shell reads as it begins are written there.
        own: the variables of now.
    """
    around = {
        **own,
        DEMO: str(folder),
        "PATH": os.pathsep.join(filter(None, (_own_folder(), own.get("PATH", "")))),
        "PS1": f"{MARK}$ ",
        "HISTFILE": str(folder / "history"),
    }
    name = Path(program).name
    if name == "bash":
        script = folder / "bashrc"
        script.write_text(_marked(_BASH) + _always(folder), "utf-8")
        return [program, "--rcfile", str(script), "-i"], around
    if name == "zsh":
        kept = own.get("ZDOTDIR") or own.get("HOME", "")
        first = _ZSH_FIRST.replace("OWN", shlex.quote(kept)).replace(
            "HERE", shlex.quote(str(folder))
        )
        (folder / ".zshenv").write_text(first, "utf-8")
        (folder / ".zshrc").write_text(_marked(_ZSH) + _always(folder), "utf-8")
        return [program, "-i"], {**around, "ZDOTDIR": str(folder)}
    if name == "fish":
        path = f"set -gx PATH {shlex.quote(_own_folder())} $PATH\n" if _own_folder() else ""
        return [program, "--init-command", _marked(_FISH) + path], around
    return [program], around


def _marked(script: str) -> str:
    return script.replace("MARK", MARK)


def _always(folder: Path) -> str:
    """What the person's own files may have set otherwise."""
    lines = [f"HISTFILE={shlex.quote(str(folder / 'history'))}"]
    if _own_folder():
        lines.append(f"PATH={shlex.quote(_own_folder())}:$PATH")
    return "\n".join([*lines, ""])


def _own_folder() -> str:
    """Where the `rehab` lies that runs here, which need not be in `PATH`."""
    program = Path(sys.argv[0])
    return str(program.resolve().parent) if program.stem == "rehab" else ""
