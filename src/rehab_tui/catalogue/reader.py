"""Small readers that turn nodes into values, note what is wrong and go on.

A `Kind` reads one node. When the node is wrong it notes the problem and hands back its `blank`, so
that the rest is still read and every problem of a file is told at once; whoever starts the reading
throws the result away when there were problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rehab_tui.catalogue.nodes import Node, find
from rehab_tui.catalogue.problems import Problems, quoted
from rehab_tui.text import did_you_mean, nearest, plural

T = TypeVar("T")
S = TypeVar("S", bound=str)

LONGEST_ID = 60
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_SPAN = re.compile(r"[0-9]+ ?(?:-|to) ?[0-9]+", re.ASCII)
_UNIT = re.compile(r"[0-9]+ ?[a-z]+", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """How one sort of value is read.

    `read` takes the node, where problems go, and the words that name the value in a message.
    """

    read: Callable[[Node, Problems, str], T]
    blank: T


def text(most: int) -> Kind[str]:
    """Words of 1 to `most` characters; every run of spaces and line breaks becomes one space."""

    def read(node: Node, problems: Problems, name: str) -> str:
        value = node.value
        if not isinstance(value, str):
            _wrong_text(node, problems, name)
            return ""
        words = " ".join(value.split())
        if not words:
            problems.at(node, f"{name} is empty", "Fill it in, or take the line out.")
        elif len(words) > most:
            what = f"{name} is {len(words)} characters long"
            problems.at(node, what, f"At most {most} fit.")
        return words

    return Kind(read, "")


def _wrong_text(node: Node, problems: Problems, name: str) -> None:
    if node.value is None:
        problems.at(node, f"{name} has no value", "Fill it in, or take the line out.")
    elif isinstance(node.value, bool | int | float):
        what = f"{name} must be text, not {quoted(node.value)}"
        problems.at(node, what, "Put it in quotes.")
    else:
        problems.at(node, f"{name} must be text, not {quoted(node.value)}", "Write one text.")


def whole(low: int, high: int) -> Kind[int]:
    """A whole number; neither a boolean, nor a text, nor 5.0."""

    def read(node: Node, problems: Problems, name: str) -> int:
        value = node.value
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        what = f"{name} must be a whole number from {low} to {high}, not {quoted(value)}"
        problems.at(node, what, _number_hint(node))
        return low

    return Kind(read, low)


def real(low: float, high: float) -> Kind[float]:
    """A number, whole or decimal; neither a boolean nor a text."""

    def read(node: Node, problems: Problems, name: str) -> float:
        value = node.value
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        what = f"{name} must be a number from {low:g} to {high:g}, not {quoted(value)}"
        problems.at(node, what, _number_hint(node))
        return high

    return Kind(read, high)


def _number_hint(node: Node) -> str:
    value = node.value
    if isinstance(value, float) and value.is_integer():
        return f"Write {int(value)}."
    if isinstance(value, str) and _NUMBER.fullmatch(value[:20]):
        return "Write it plainly: no quotes, no leading zero."
    if isinstance(value, str) and _SPAN.fullmatch(value[:20]):
        return "Write one number; of two the lower one."
    if isinstance(value, str) and _UNIT.fullmatch(value[:20]):
        return "Write the number alone."
    return ""


def one_of(choices: Sequence[S]) -> Kind[S]:
    """A word of a closed list."""
    known = {choice: choice for choice in choices}
    otherwise = f"Choose from: {', '.join(choices)}."

    def read(node: Node, problems: Problems, name: str) -> S:
        value = node.value
        if isinstance(value, str) and value in known:
            return known[value]
        near = did_you_mean(value, choices) if isinstance(value, str) else ""
        problems.at(node, f"{name} can't be {quoted(value)}", near or otherwise)
        return choices[0]

    return Kind(read, choices[0])


def slug() -> Kind[str]:
    """An id: lower-case words and digits joined by hyphens, so that it is never a path."""

    def read(node: Node, problems: Problems, name: str) -> str:
        value = node.value
        if isinstance(value, str) and len(value) <= LONGEST_ID and _ID.fullmatch(value):
            return value
        todo = f"Use lower-case letters, digits and single hyphens, at most {LONGEST_ID}."
        problems.at(node, f"{name} can't be {quoted(value)}", todo)
        return ""

    return Kind(read, "")


def listing(kind: Kind[T], least: int, most: int) -> Kind[tuple[T, ...]]:
    """A list of `least` to `most` values of one kind."""
    size = f"{least}" if least == most else f"{least} to {most}"
    blank = (kind.blank,) * least

    def read(node: Node, problems: Problems, name: str) -> tuple[T, ...]:
        value = node.value
        if not isinstance(value, tuple):
            what = f"{name} must be a list, not {quoted(value)}"
            problems.at(node, what, "Write [one, two] or a line with a hyphen for each.")
            return blank
        values = tuple(kind.read(item, problems, f"an entry of {name}") for item in value)
        if least <= len(values) <= most:
            return values
        entries = plural(len(values), "entry", "entries")
        problems.at(node, f"{name} has {entries}", f"It takes {size}.")
        return blank

    return Kind(read, blank)


def distinct(kind: Kind[tuple[T, ...]]) -> Kind[tuple[T, ...]]:
    """A list in which nothing stands twice."""

    def read(node: Node, problems: Problems, name: str) -> tuple[T, ...]:
        values = kind.read(node, problems, name)
        seen: set[str] = set()
        for item in node.value if isinstance(node.value, tuple) else ():
            if not isinstance(item.value, str):
                continue
            if item.value in seen:
                problems.at(item, f"{quoted(item.value)} is listed twice", "Keep one of them.")
            seen.add(item.value)
        return values

    return Kind(read, kind.blank)


def mapping(key: Kind[S], value: Kind[T]) -> Kind[dict[S, T]]:
    """A mapping whose keys are data too."""

    def read(node: Node, problems: Problems, name: str) -> dict[S, T]:
        if not isinstance(node.value, dict):
            _wrong_mapping(node, problems, name, "a mapping")
            return {}
        return {
            key.read(Node(word, *node.keys[word]), problems, f"a key of {name}"): value.read(
                item, problems, f"{quoted(word)} in {name}"
            )
            for word, item in node.value.items()
        }

    return Kind(read, {})


def schema(version: int) -> Kind[int]:
    """The version of a file's format, of which only one is read."""

    def read(node: Node, problems: Problems, name: str) -> int:
        if node.value != version or isinstance(node.value, bool | float):
            what = f"{name} is {quoted(node.value)}, and this program reads {version}"
            problems.at(node, what, "Update the program, or look for the file that came with it.")
        return version

    return Kind(read, version)


def record(what: str, build: Callable[[Fields], T], blank: T) -> Kind[T]:
    """A mapping with fixed keys. `what` names it: "a dose"; `build` asks for every key."""

    def read(node: Node, problems: Problems, name: str) -> T:
        if not isinstance(node.value, dict):
            _wrong_mapping(node, problems, name, what)
            return blank
        fields = Fields(node, node.value, problems, what)
        value = build(fields)
        fields.finish()
        return value

    return Kind(read, blank)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A record as read, where it stands, and whether it was read without a problem."""

    value: T
    node: Node
    sound: bool

    def at(self, *path: str | int) -> Node:
        """The node under these keys, or the last on the way that exists."""
        return find(self.node, path)


def found(what: str, build: Callable[[Fields], T]) -> Kind[Found[T] | None]:
    """A record that keeps its place; None for what is no mapping."""
    kind: Kind[T | None] = record(what, build, None)

    def read(node: Node, problems: Problems, name: str) -> Found[T] | None:
        before = len(problems)
        value = kind.read(node, problems, name)
        return None if value is None else Found(value, node, len(problems) == before)

    return Kind(read, None)


def by_id(
    all_found: Sequence[Found[T]], name_of: Callable[[T], str], problems: Problems
) -> dict[str, Found[T]]:
    """Records by id, an id that stands twice noted. An empty id was already found wrong."""
    records: dict[str, Found[T]] = {}
    for one in all_found:
        name = name_of(one.value)
        if name in records:
            what = f"the id '{name}' is already taken on line {records[name].at('id').line}"
            problems.at(one.at("id"), what, "Give each its own.")
        elif name:
            records[name] = one
    return records


def _wrong_mapping(node: Node, problems: Problems, name: str, what: str) -> None:
    problems.at(node, f"{name} must be {what}, not {quoted(node.value)}", "Write key: value.")


class Fields:
    """The keys of one mapping, asked for one by one; what was not asked for is unknown."""

    def __init__(
        self, node: Node, values: Mapping[str, Node], problems: Problems, what: str
    ) -> None:
        self.node = node
        self.problems = problems
        self._values = values
        self._what = what
        self._asked: list[str] = []
        self._missing: list[str] = []
        self._before = len(problems)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @property
    def sound(self) -> bool:
        """Is nothing missing or wrong in what was asked for so far?"""
        return not self._missing and len(self.problems) == self._before

    def need(self, key: str, kind: Kind[T]) -> T:
        """The value of a key that must be there."""
        if key not in self._values:
            self._asked.append(key)
            self._missing.append(key)
            return kind.blank
        return self._read(key, kind)

    def may(self, key: str, kind: Kind[T]) -> T | None:
        """The value of a key that may be left out, or None."""
        if key not in self._values:
            self._asked.append(key)
            return None
        return self._read(key, kind)

    def place(self, *keys: str) -> Node:
        """Where the first of `keys` that is there stands; else where the mapping begins."""
        for key in keys:
            if key in self._values:
                return self._values[key]
        return self.node

    def _read(self, key: str, kind: Kind[T]) -> T:
        self._asked.append(key)
        return kind.read(self._values[key], self.problems, f"'{key}'")

    def finish(self) -> None:
        """Note what nobody asked for, with the key that may be meant, and what is missing."""
        meant: set[str] = set()
        asked = set(self._asked)
        for key in self._values:
            if key in asked:
                continue
            free = [known for known in self._asked if known not in self._values]
            meant.update(nearest(key, free, 1))
            todo = did_you_mean(key, free) or f"Keys here: {', '.join(self._asked)}."
            line, column = self.node.keys[key]
            self.problems.add(line, column, f"{self._what} has no key {quoted(key)}", todo)
        for key in self._missing:
            if key not in meant:
                self.problems.at(self.node, f"{self._what} needs '{key}'", "Add it.")
