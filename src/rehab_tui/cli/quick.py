"""A short way for what is used every day: `rehab` alone, plain lines of `rehab log` and `report`.

Typer alone would take longer than what is asked for. Whatever is not plain to see here (help,
mistakes, letters run together) goes the long way through Typer, which reads the same options; tests
hold the two together.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from rehab_tui.cli.entries import Given
    from rehab_tui.cli.weeks import Wanted

SPELLED = {
    "-p": "pain", "--pain": "pain", "-m": "mood", "--mood": "mood", "-s": "sleep",
    "--sleep": "sleep", "--latency": "latency", "--awake": "awake", "--wakings": "wakings",
    "-q": "quality", "--quality": "quality", "-f": "function",
    "--function": "function", "-t": "treatment", "--treatment": "treatment",
    "--morning": "morning", "--done": "done", "-n": "note", "--note": "note", "--at": "at",
}  # fmt: skip
"""The options of `rehab log` that take a value."""
MANY = frozenset({"pain", "function", "treatment"})
"""Those that may be given again."""
REPORT = {
    "--weeks": "weeks", "--from": "since", "--to": "until", "--format": "form", "-o": "output",
    "--output": "output",
}  # fmt: skip
"""The options of `rehab report`."""


def quick(arguments: list[str]) -> bool:
    """Do what a line asks; False when it is none that can be read here.

    Raises:
        RehabError: as the command does.
    """
    if not arguments:
        from rehab_tui.cli.opening import open_rehab

        open_rehab()
        return True
    ways = {"log": quick_log, "report": quick_report}
    way = ways.get(arguments[0])
    return way is not None and way(arguments)


def quick_report(arguments: list[str]) -> bool:
    """Give the report of a `rehab report` line; False when it is none that can be read here.

    Raises:
        RehabError: as `rehab report` does.
    """
    wanted = read_report(arguments[1:])
    if wanted is None:
        return False
    from rehab_tui.cli.weeks import give

    give(wanted)
    return True


def quick_log(arguments: list[str]) -> bool:
    """Save the entries of a `rehab log` line; False when it is none that can be read here.

    Raises:
        RehabError: as `rehab log` does.
    """
    if len(arguments) < 2 or arguments[0] != "log":
        return False
    given = read(settle_done(arguments)[1:])
    if given is None:
        return False
    from rehab_tui.cli.entries import save

    save(given)
    return True


def read(arguments: list[str]) -> Given | None:
    """What stands behind `rehab log`, or None when the long way has to read it."""
    found = _options(arguments, SPELLED, many=MANY, once=True, flag=("--json", "as_json"))
    if found is None:
        return None
    from rehab_tui.cli.entries import Given

    return Given(**found)


def read_report(arguments: list[str]) -> Wanted | None:
    """What stands behind `rehab report`, or None when the long way has to read it."""
    found = _options(arguments, REPORT)
    if found is None:
        return None
    from rehab_tui.cli.weeks import Wanted

    return Wanted(**found)


def _options(
    arguments: list[str],
    spelled: Mapping[str, str],
    *,
    many: Collection[str] = (),
    once: bool = False,
    flag: tuple[str, str] | None = None,
) -> dict[str, Any] | None:
    """The value of each option by its field's name; None where anything isn't plain to see.

    With `once`, that is also an option given again that doesn't take `many`; else its last counts.
    """
    found: dict[str, Any] = {}
    waiting = iter(arguments)
    for word in waiting:
        if flag is not None and word == flag[0]:
            found[flag[1]] = True
            continue
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        field = spelled.get(name)
        if field is None:
            return None
        if not equals:
            following = next(waiting, None)
            if following is None or (following.startswith("-") and following != "-"):
                return None
            value = following
        if once and field in found and field not in many:
            return None
        found[field] = (*found.get(field, ()), value) if field in many else value
    return found


def settle_done(arguments: list[str]) -> list[str]:
    """Make `--done` without minutes `--done=`: its value may be left out."""
    if arguments[:1] != ["log"]:
        return arguments
    settled: list[str] = []
    value = False  # whether this word belongs to the option before it
    for place, word in enumerate(arguments):
        following = arguments[place + 1 : place + 2]
        alone = word == "--done" and not value
        if alone and (not following or following[0].startswith("-")):
            settled.append("--done=")
            continue
        settled.append(word)
        value = not value and word in SPELLED
    return settled
