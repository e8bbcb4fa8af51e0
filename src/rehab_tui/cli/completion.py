"""`rehab completion`: what a shell may offer when Tab is pressed.

The commands themselves say which options they have; here stands only what the values of some of
them can be. Whatever goes wrong while a person is typing says nothing.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rehab_tui.cli.terminal import raw
from rehab_tui.errors import RehabError, UsageError
from rehab_tui.text import clean, did_you_mean, quote

if TYPE_CHECKING:
    from rehab_tui.practice.context import Practice

Offer = tuple[str, str]
"""What may be typed, and what it means in a few words."""

NEWEST = 30
"""So many of the latest entries are offered by their id."""
WORD_ENDS = "@:="
"""Where bash takes a new word to begin."""

SCRIPTS = {
    "bash": """\
_rehab() {
    local IFS=$'\\n'
    COMPREPLY=($(rehab completion bash --line "${COMP_LINE:0:COMP_POINT}" 2>/dev/null))
}
complete -o default -F _rehab rehab
""",
    "zsh": """\
#compdef rehab
_rehab() {
    local -a found
    found=("${(@f)$(rehab completion zsh --line "${(j: :)words[1,CURRENT]}" 2>/dev/null)}")
    if [[ -n "$found[1]" ]]; then _describe rehab found; else _files; fi
}
compdef _rehab rehab
""",
    "fish": """\
complete -c rehab -a '(rehab completion fish --line (commandline -cp) 2>/dev/null)'
""",
}


def completion(
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish", help="Which shell.")],
    line: Annotated[
        str | None, typer.Option("--line", hidden=True, help="What is typed so far.")
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
        words = _words(line)
        found = [one for one in offers(words) if one[0].startswith(words[-1])]
    except (RehabError, ValueError):  # a journal that can't be read; an open quotation mark
        return
    raw("".join(f"{_for(shell, one, words[-1])}\n" for one in found))


def offers(words: list[str]) -> Iterable[Offer]:
    """What may stand in the place of the last word.

    Args:
        words: what stands behind `rehab`; the last one is still being typed, and may be empty.
    """
    from rehab_tui.cli.commands import build
    from rehab_tui.cli.listing import WORDS

    first, last = words[0], words[-1]
    if len(words) == 1:
        return WORDS.items()
    if first not in WORDS:
        return ()
    command: Any = typer.main.get_group(build([first])).commands[first]
    path, given = first, words[1:-1]
    if hasattr(command, "commands"):
        if not given:
            return ((name, one.get_short_help_str()) for name, one in command.commands.items())
        if given[0] not in command.commands:
            return ()
        command, path, given = command.commands[given[0]], f"{first} {given[0]}", given[1:]
    options = {name: one for one in command.params for name in one.opts + one.secondary_opts}
    before = options.get(given[-1]) if given else None
    if before is not None and not before.is_flag:
        return _values(f"{path} {max(before.opts, key=len)}", last)
    if last.startswith("-"):
        return (
            (name, one.help or "")
            for name, one in options.items()
            if name.startswith("--") and not getattr(one, "hidden", False)
        )
    return _values(path, last)


def _values(place: str, typed: str) -> Iterable[Offer]:
    from rehab_tui.cli import setup

    find = VALUES.get(place)
    return () if find is None else find(setup.practice(create=False), typed)


def _words(line: str) -> list[str]:
    """The words behind the program's name; the last is empty after a space."""
    words = shlex.split(line, posix=True)[1:]
    return words if words and not line[-1].isspace() else [*words, ""]


def _for(shell: str, offer: Offer, typed: str) -> str:
    """One line of what a shell reads."""
    value, about = clean(offer[0]), clean(offer[1])
    if shell == "bash":  # it replaces only what stands behind the last of these
        return value[max(typed.rfind(end) for end in WORD_ENDS) + 1 :]
    if shell == "zsh":
        escaped = value.replace(":", r"\:")
        return f"{escaped}:{about}" if about else escaped
    return f"{value}\t{about}"


# --- values --------------------------------------------------------------------------------------
def _exercises(practice: Practice, _: str) -> Iterator[Offer]:
    return ((one.id, one.name) for one in practice.catalogue.exercises.values())


def _programmes(practice: Practice, _: str) -> Iterator[Offer]:
    return ((one.id, one.name) for one in practice.catalogue.programmes.values())


def _entries(practice: Practice, _: str) -> Iterator[Offer]:
    from rehab_tui.practice.finding import Filter, look_for
    from rehab_tui.practice.said import say

    newest = look_for(practice.journal, Filter())[:NEWEST]
    short = practice.journal.short_ids([one.record.id for one in newest])
    for one in newest:
        yield short[one.record.id], f"{one.record.at:%d %b %H:%M} {say(one.record)}"


def _backups(practice: Practice, _: str) -> Iterator[Offer]:
    from rehab_tui.journal.backup import backups

    return ((one.name, f"{one.at:%d %b %Y %H:%M} UTC") for one in backups(practice.journal.path))


def _sites(_: Practice, __: str) -> Iterator[Offer]:
    from rehab_tui.journal.vocabulary import SITES

    return ((site, "") for site in SITES)


def _pains(practice: Practice, typed: str) -> Iterator[Offer]:
    from rehab_tui.journal.vocabulary import QUALITIES

    if ":" in typed:
        head = typed[: typed.index(":") + 1]
        return ((head + quality, "") for quality in QUALITIES)
    if "@" in typed:
        head = typed[: typed.index("@") + 1]
        return ((head + site, "") for site, _ in _sites(practice, typed))
    words = {0: "none", 10: "the worst you can imagine"}
    return ((str(level), words.get(level, "")) for level in range(11))


def _of(*choices: str) -> Callable[[Practice, str], Iterator[Offer]]:
    return lambda _, __: ((choice, "") for choice in choices)


def _kinds(_: Practice, __: str) -> Iterator[Offer]:
    from rehab_tui.journal.records import ENTRY_TYPES

    return ((one.kind, "") for one in ENTRY_TYPES)


def _treatments(_: Practice, __: str) -> Iterator[Offer]:
    from rehab_tui.journal.vocabulary import TREATMENTS

    return ((one, "") for one in TREATMENTS)


def _activities(practice: Practice, _: str) -> Iterator[Offer]:
    return ((f"{name}=", "0 unable, 10 as before") for name in practice.profile().activities)


def _settings(_: Practice, __: str) -> Iterator[Offer]:
    from rehab_tui.practice.settings import WORDS

    return ((name, words) for name, (words, _) in WORDS.items())


def _profile(_: Practice, __: str) -> Iterator[Offer]:
    from rehab_tui.catalogue.lists import FLAGS
    from rehab_tui.practice.profile_values import KEYS

    yield from ((flag.replace("_", "-"), words) for flag, words in FLAGS.items())
    yield from ((f"{name.replace('_', '-')}=", one.words) for name, one in KEYS.items())


def _pauses(_: Practice, __: str) -> Iterator[Offer]:
    from rehab_tui.practice.pauses import REASONS

    return iter(REASONS.items())


def _gear(_: Practice, __: str) -> Iterator[Offer]:
    from rehab_tui.programme.profile import EQUIPMENT

    return ((one.replace("_", "-"), "") for one in ("none", *EQUIPMENT))


def _list(name: str) -> Callable[[Practice, str], Iterator[Offer]]:
    def find(_: Practice, __: str) -> Iterator[Offer]:
        from rehab_tui.catalogue import lists

        return ((one, "") for one in getattr(lists, name))

    return find


VALUES: dict[str, Callable[[Practice, str], Iterable[Offer]]] = {
    "start --exercise": _exercises,
    "start --programme": _programmes,
    "log --pain": _pains,
    "log --mood": _of("1", "2", "3", "4", "5"),
    "log --quality": _of("1", "2", "3", "4", "5"),
    "log --treatment": _treatments,
    "log --function": _activities,
    "report --format": _of("text", "json", "csv", "md", "html", "fhir"),
    "journal list --kind": _kinds,
    "journal list --site": _sites,
    "journal edit": _entries,
    "journal edit --pain": _pains,
    "journal edit --treatment": _treatments,
    "journal delete": _entries,
    "journal export --kind": _kinds,
    "journal export --format": _of("jsonl", "csv"),
    "journal restore": _backups,
    "profile set": _profile,
    "profile set --clear": _profile,
    "plan choose": _programmes,
    "plan pause": _pauses,
    "exercises show": _exercises,
    "exercises list --region": _list("REGIONS"),
    "exercises list --position": _list("POSITIONS"),
    "exercises list --purpose": _list("PURPOSES"),
    "exercises list --condition": _list("CONDITIONS"),
    "exercises list --equipment": _gear,
    "config get": _settings,
    "config set": _settings,
    "config unset": _settings,
    "completion": _of(*SCRIPTS),
}
"""The command, with its option in long form where it is one's value; and what may stand there."""
