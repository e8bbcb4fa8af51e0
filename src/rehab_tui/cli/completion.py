"""`rehab completion`: the scripts with which a shell asks what may stand there, and the answers.

Whatever goes wrong while a person is typing says nothing; where nothing is known the shell offers
files.
"""

from __future__ import annotations

import re
import shlex
from typing import Annotated

import typer

from rehab_tui.cli.offers import Offer, offers
from rehab_tui.cli.terminal import raw
from rehab_tui.errors import RehabError, UsageError
from rehab_tui.text import clean, did_you_mean, quote

SCRIPTS = {
    "bash": """\
_rehab() {
    local one
    COMPREPLY=()
    while IFS= read -r one; do
        COMPREPLY+=("$one")
        case $one in *=) compopt -o nospace 2>/dev/null ;; esac
    done < <(rehab completion bash --line "${COMP_LINE:0:COMP_POINT}" --word "$2" 2>/dev/null)
}
complete -o default -F _rehab rehab
""",
    "zsh": """\
#compdef rehab
_rehab() {
    local -a found open
    found=("${(@f)$(rehab completion zsh --line "${(j: :)words[1,CURRENT]}" 2>/dev/null)}")
    open=("${(@M)found:#*=(|:*)}")
    found=("${(@)found:#(|*=|*=:*)}")
    (( $#open )) && _describe rehab open -S ''
    (( $#found )) && _describe rehab found
    (( $#open + $#found )) || _files
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
if [[ $funcstack[1] == _rehab ]]; then _rehab "$@"; else compdef _rehab rehab; fi
""",
    "fish": """\
function __rehab_offers
    set -l found (rehab completion fish --line (commandline -cp | string collect) 2>/dev/null)
    if set -q found[1]
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c rehab -f -a '(__rehab_offers)'
""",
}
_HERE = "\0"
"""Stands where the line ends, so that a word that is not begun yet is one too."""


def completion(
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish", help="Which shell.")],
    line: Annotated[
        str | None, typer.Option("--line", hidden=True, help="What is typed so far.")
    ] = None,
    word: Annotated[
        str | None, typer.Option("--word", hidden=True, help="What of it bash will replace.")
    ] = None,
) -> None:
    """Print the script that makes a shell complete rehab's commands, options, ids and sites.

    bash: put  source <(rehab completion bash)  into ~/.bashrc; zsh the same into ~/.zshrc;
    fish: rehab completion fish > ~/.config/fish/completions/rehab.fish
    """
    if shell not in SCRIPTS:
        raise UsageError(
            f"there is no shell {quote(shell)} here",
            did_you_mean(shell, SCRIPTS) or f"Choose one of: {', '.join(SCRIPTS)}.",
        )
    if line is None:
        raw(SCRIPTS[shell])
        return
    try:
        words, is_open = _words(line)
        found = [one for one in offers(words) if one[0].startswith(words[-1])] if words else []
    except (RehabError, ValueError):  # a journal that can't be read; a line that is none
        return
    typed = words[-1] if words else ""
    begin = len(typed.removesuffix(typed if word is None else word))
    raw("".join(f"{_for(shell, one, begin, is_open=is_open)}\n" for one in found))


def _words(line: str) -> tuple[list[str], bool]:
    """The words behind the program's name, the last as far as it is typed.

    Returns:
        the words, none while the name itself is typed; and whether a quotation mark is open.

    Raises:
        ValueError: when it is no line that a shell would take.
    """
    for closing in ("", '"', "'"):
        try:
            words = shlex.split(f"{line}{_HERE}{closing}")
        except ValueError:
            continue
        while words and re.match(r"\w+=", words[0]):  # REHAB_SPEECH=on rehab ...
            del words[0]
        return [*words[1:-1], *(one.removesuffix(_HERE) for one in words[1:][-1:])], closing != ""
    raise ValueError("no line")


def _for(shell: str, offer: Offer, begin: int, *, is_open: bool) -> str:
    """One line of what a shell reads; bash takes it as it would be typed, from `begin` on."""
    value, about = clean(offer[0]), clean(offer[1])
    if shell == "bash":
        rest = value[begin:]
        return rest if is_open else re.sub(r"([^\w@%+=:,./-])", r"\\\1", rest)
    if shell == "zsh":
        escaped = re.sub(r"([\\:])", r"\\\1", value)
        return f"{escaped}:{about}" if about else escaped
    return f"{value}\t{about}"
