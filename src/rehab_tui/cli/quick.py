"""A short way for well-formed `rehab log` lines: Typer alone would take longer than the entry.

Whatever is not plain to see here (help, mistakes, letters run together) goes the long way through
Typer, which reads the same options; a test holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rehab_tui.cli.entries import Given

SPELLED = {
    "-p": "pain", "--pain": "pain", "-m": "mood", "--mood": "mood", "-s": "sleep",
    "--sleep": "sleep", "--latency": "latency", "--awake": "awake", "--wakings": "wakings",
    "-q": "quality", "--quality": "quality", "-f": "function",
    "--function": "function", "-t": "treatment", "--treatment": "treatment",
    "--morning": "morning", "--done": "done", "-n": "note", "--note": "note", "--at": "at",
}  # fmt: skip
"""The options of `rehab log` that take a value."""
MANY = frozenset({"pain", "function", "treatment"})


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
    from rehab_tui.cli.entries import Given

    found: dict[str, Any] = {}
    waiting = iter(arguments)
    for word in waiting:
        if word == "--json":
            found["as_json"] = True
            continue
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        field = SPELLED.get(name)
        if field is None:
            return None
        if not equals:
            following = next(waiting, None)
            if following is None or (following.startswith("-") and following != "-"):
                return None
            value = following
        found[field] = (*found.get(field, ()), value) if field in MANY else value
    return Given(**found)


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
