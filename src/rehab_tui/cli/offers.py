"""What may stand where a person is typing a command: commands, options, and what those may hold.

The commands themselves say which options they have; here stands only what the values of some of
them can be. Nothing here makes or changes a file of the person's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rehab_tui.practice.context import Practice

Offer = tuple[str, str]
"""What may be typed, and what it means in a few words."""

Find = Callable[["Practice", list[str]], Iterable[Offer]]
"""Given the words behind `rehab`, what may stand in the place of the last one."""

NEWEST = 30
"""So many of the latest entries are offered by their id."""


def offers(words: list[str]) -> Iterable[Offer]:
    """What may stand in the place of the last word.

    Args:
        words: what stands behind `rehab`; the last one is still being typed, and may be empty.
    """
    from rehab_tui.cli.commands import build
    from rehab_tui.cli.listing import WORDS

    first, last = words[0], words[-1]
    if len(words) == 1:
        general = {"--help": "What there is.", "--version": "Print the version."}
        return (general if last.startswith("-") else WORDS).items()
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
    name, equals, value = last.partition("=")
    if equals and name.startswith("--"):
        found = _values(_place(command, path, options, [*given, name]), [*words[:-1], name, value])
        return ((f"{name}={one}", about) for one, about in found)
    if last.startswith("-"):
        return (
            (name, one.help or "")
            for name, one in options.items()
            if name.startswith("--") and not getattr(one, "hidden", False)
        )
    return _values(_place(command, path, options, given), words)


def _place(command: Any, path: str, options: Mapping[str, Any], given: list[str]) -> str:
    """What comes behind these words: `VALUES` names it so; empty where nothing more may stand."""
    waiting, taken = "", 0
    for word in given:
        option = options.get(word)
        if option is not None:
            waiting = "" if option.is_flag else max(option.opts, key=len)
        elif waiting:
            waiting = ""
        elif not word.startswith("-"):
            taken += 1
    if waiting:
        return f"{path} {waiting}"
    free = [one for one in command.params if one.param_type_name == "argument"]
    if taken < len(free) or (free and free[-1].nargs == -1):
        return f"{path} {free[min(taken, len(free) - 1)].name}"
    return ""


def _values(place: str, words: list[str]) -> Iterable[Offer]:
    from rehab_tui.cli import setup

    find = VALUES.get(place)
    return () if find is None else find(setup.practice(create=False), words)


# --- values --------------------------------------------------------------------------------------
def _of(*choices: str) -> Find:
    return lambda _, __: ((choice, "") for choice in choices)


def _exercises(practice: Practice, _: list[str]) -> Iterator[Offer]:
    return ((one.id, one.name) for one in practice.catalogue.exercises.values())


def _programmes(practice: Practice, _: list[str]) -> Iterator[Offer]:
    return ((one.id, one.name) for one in practice.catalogue.programmes.values())


def _entries(practice: Practice, words: list[str]) -> Iterator[Offer]:
    from rehab_tui.practice.finding import Filter, look_for
    from rehab_tui.practice.said import say

    newest = look_for(practice.journal, Filter())[:NEWEST]
    short = practice.journal.short_ids([one.record.id for one in newest])
    for one in newest:
        if short[one.record.id] not in words[:-1]:
            yield short[one.record.id], f"{one.record.at:%d %b %H:%M} {say(one.record)}"


def _backups(practice: Practice, _: list[str]) -> Iterator[Offer]:
    from rehab_tui.journal.backup import backups

    return ((one.name, f"{one.at:%d %b %Y %H:%M} UTC") for one in backups(practice.journal.path))


def _sites(_: Practice, __: list[str]) -> Iterator[Offer]:
    from rehab_tui.journal.vocabulary import SITES

    return ((site, "") for site in SITES)


def _pains(practice: Practice, words: list[str]) -> Iterator[Offer]:
    from rehab_tui.journal.vocabulary import QUALITIES

    for mark, known in ((":", QUALITIES), ("@", [site for site, _ in _sites(practice, words)])):
        head, found, _ = words[-1].partition(mark)
        if found:
            return ((f"{head}{mark}{one}", "") for one in known)
    return _levels("none", "the worst you can imagine")(practice, words)


def _levels(least: str, most: str) -> Callable[[Practice, list[str]], Iterator[Offer]]:
    about = {0: least, 10: most}
    return lambda _, __: ((str(level), about.get(level, "")) for level in range(11))


def _kinds(_: Practice, __: list[str]) -> Iterator[Offer]:
    from rehab_tui.journal.records import ENTRY_TYPES

    return ((one.kind, "") for one in ENTRY_TYPES)


def _treatments(_: Practice, __: list[str]) -> Iterator[Offer]:
    from rehab_tui.journal.vocabulary import TREATMENTS

    return ((one, "") for one in TREATMENTS)


def _stiffness(_: Practice, __: list[str]) -> Iterator[Offer]:
    from rehab_tui.journal.vocabulary import STIFFNESS

    return ((one, "") for one in STIFFNESS)


def _parts(_: Practice, __: list[str]) -> Iterator[Offer]:
    from rehab_tui.practice.entries import WAYS

    return (
        (one, "") for one in dict.fromkeys(part for way in WAYS.values() for part in way.clears)
    )


def _activities(practice: Practice, words: list[str]) -> Iterator[Offer]:
    for name in practice.profile().activities:
        if not words[-1].startswith(f"{name}="):
            yield f"{name}=", "0 unable, 10 as before"
            continue
        for level, about in _levels("unable", "as before")(practice, words):
            yield f"{name}={level}", about


def _settings(_: Practice, __: list[str]) -> Iterator[Offer]:
    from rehab_tui.practice.settings import WORDS

    return ((name, words) for name, (words, _) in WORDS.items())


def _setting(_: Practice, words: list[str]) -> Iterator[Offer]:
    """The words that a setting may be; of a number there are too many."""
    from rehab_tui.config import choices

    known = choices(words[-2])
    return ((one, "") for one in known if isinstance(one, str))


def _profile(_: Practice, words: list[str]) -> Iterator[Offer]:
    from rehab_tui.catalogue.lists import FLAGS
    from rehab_tui.practice.profile_values import KEYS, key_named

    typed, equals, value = words[-1].partition("=")
    name = key_named(typed)
    if equals:
        key = KEYS[name] if name is not None else None
        head = f"{typed}={value[: value.rfind(',') + 1] if key and key.several else ''}"
        for choice in key.choices if key is not None else ():
            yield f"{head}{choice}", ""
        return
    yield from ((flag.replace("_", "-"), about) for flag, about in FLAGS.items())
    for key_name, one in KEYS.items():
        if key_name != "programme":  # part of the plan now
            yield f"{key_name.replace('_', '-')}=", one.words


def _set_so_far(practice: Practice, words: list[str]) -> Iterator[Offer]:
    from rehab_tui.practice.profile import answers

    found = answers(practice).items()
    return ((name, value) for name, value in found if name not in words[:-1])


def _pauses(_: Practice, __: list[str]) -> Iterator[Offer]:
    from rehab_tui.practice.pauses import REASONS

    return iter(REASONS.items())


def _gear(_: Practice, __: list[str]) -> Iterator[Offer]:
    from rehab_tui.programme.profile import EQUIPMENT

    return ((one.replace("_", "-"), "") for one in ("none", *EQUIPMENT))


def _list(name: str) -> Find:
    def find(_: Practice, __: list[str]) -> Iterator[Offer]:
        from rehab_tui.catalogue import lists

        return ((one, "") for one in getattr(lists, name))

    return find


_ONE_TO_FIVE = _of("1", "2", "3", "4", "5")

VALUES: dict[str, Find] = {
    "start --exercise": _exercises,
    "start --programme": _programmes,
    "log --pain": _pains,
    "log --mood": _ONE_TO_FIVE,
    "log --quality": _ONE_TO_FIVE,
    "log --treatment": _treatments,
    "log --function": _activities,
    "log --morning": _levels("none", "the worst you can imagine"),
    "report --format": _of("text", "json", "csv", "md", "html", "fhir"),
    "journal list --kind": _kinds,
    "journal list --site": _sites,
    "journal edit identifier": _entries,
    "journal edit --pain": _pains,
    "journal edit --mood": _ONE_TO_FIVE,
    "journal edit --quality": _ONE_TO_FIVE,
    "journal edit --function": _activities,
    "journal edit --treatment": _treatments,
    "journal edit --effort": _levels("none", "all that was possible"),
    "journal edit --stiffness": _stiffness,
    "journal edit --clear": _parts,
    "journal delete ids": _entries,
    "journal export --kind": _kinds,
    "journal export --format": _of("jsonl", "csv"),
    "journal restore name": _backups,
    "profile set given": _profile,
    "profile set --clear": _set_so_far,
    "plan choose name": _programmes,
    "plan handout --programme": _programmes,
    "plan pause reason": _pauses,
    "exercises show name": _exercises,
    "exercises list --region": _list("REGIONS"),
    "exercises list --position": _list("POSITIONS"),
    "exercises list --purpose": _list("PURPOSES"),
    "exercises list --condition": _list("CONDITIONS"),
    "exercises list --equipment": _gear,
    "config get name": _settings,
    "config set name": _settings,
    "config set value": _setting,
    "config unset name": _settings,
    "completion shell": _of("bash", "zsh", "fish"),
}
"""The command, with its option in long form or its argument's name; and what may stand there."""
