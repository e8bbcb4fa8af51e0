"""From a file's bytes to nodes: a small, safe part of YAML.

Block and flow style, plain and quoted scalars. Anchors, aliases, tags, merge keys, several
documents and `%` lines are refused: a catalogue needs none of them, and each is a way to make a
small file huge or a plain value something else. Plain scalars follow YAML 1.2 and stricter: only
`true` and `false` are booleans, only plain decimals are numbers; `on`, `1:30`, `010`, `0x10`,
`1_0`, `1e3` and `.nan` stay text.

The parser's events are read one by one instead of letting it compose a tree: the C parser recurses
while it composes and dies of 200,000 opening brackets; reading events stops at the depth limit.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import yaml
from yaml import ScalarEvent

from rehab_tui.catalogue.nodes import Node, Scalar
from rehab_tui.catalogue.problems import CatalogueError, Problem, Problems, quoted
from rehab_tui.errors import NotFoundError
from rehab_tui.text import clean

MOST_BYTES = 1_000_000
MOST_DEPTH = 32
MOST_NODES = 100_000

LOADER: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})", re.ASCII)
_REAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})?\.[0-9]{1,15}", re.ASCII)
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}
_HINTS = {
    "mapping values are not allowed": "A text that has a colon and a space in it needs quotes.",
    "cannot start any token": "Set lines in with spaces, never with tabs.",
    "tab character": "Set lines in with spaces, never with tabs.",
    "end of stream": "Look further up for a quote or a bracket that is not closed.",
}
_TOO_DEEP = (f"this is nested deeper than {MOST_DEPTH} levels", "Flatten it.")
_PARSERS_LIMIT = "exceeded maximum nesting depth"
"""What LibYAML says of a far greater depth, before we have seen the first level of it."""

_BEGINS_NO_TEXT = "-.0123456789tfn~"
"""The first character, if any, of every plain scalar that is no text."""


class _StopError(Exception):
    """The file can't be read past this point; the problem is already noted."""


def read_bytes(path: Path) -> bytes:
    """Read a data file whole, after a look at what it is.

    A pipe, a device, a folder or a file over 1 MB is refused without being opened.

    Raises:
        NotFoundError: when there is no such file.
        CatalogueError: when it can't or may not be read.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            kind = "a folder" if stat.S_ISDIR(about.st_mode) else "no ordinary file"
            raise _refused(path, f"this is {kind}", "Name a YAML file.")
        if about.st_size > MOST_BYTES:
            raise _too_big(path)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFoundError(
            "there is no such file", "Check the name.", where=clean(str(path))
        ) from error
    except OSError as error:
        raise _refused(
            path, f"the file can't be read ({error.strerror or error})", "Check its permissions."
        ) from error
    except ValueError as error:  # a NUL in the name
        raise _refused(path, "this is no file name", "Check the name.") from error
    if len(content) > MOST_BYTES:
        raise _too_big(path)
    return content


def parse(content: bytes, problems: Problems) -> Node | None:
    """Parse a document. Returns None, with the reason in `problems`, when it has no end.

    What is refused but can be passed over is noted, and the rest is there to be checked too.

    Raises:
        TooManyError: when `problems` is full.
    """
    try:
        text = _decode(content, problems)
        node = _Composer(text, problems).document()
    except _StopError:
        return None
    except yaml.YAMLError as error:
        _note(error, problems)
        return None
    except (RecursionError, ValueError, OverflowError) as error:
        problems.add(1, 1, f"this is not YAML ({clean(str(error))})", "Check the whole file.")
        return None
    return node


def _refused(path: Path, what: str, todo: str) -> CatalogueError:
    return CatalogueError([Problem(str(path), 0, 0, what, todo)])


def _too_big(path: Path) -> CatalogueError:
    return _refused(path, "the file is larger than 1 MB", "Split it, or check that it is the one.")


def _decode(content: bytes, problems: Problems) -> str:
    if len(content) > MOST_BYTES:
        problems.add(1, 1, "the file is larger than 1 MB", "Split it.")
        raise _StopError
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = content[: error.start].decode("utf-8-sig", "replace")
        problems.add(*_place(start), "this is not UTF-8 text", "Save the file as UTF-8.")
        raise _StopError from error
    for found in _CONTROL.finditer(text):
        what = f"there is a control character here (U+{ord(found.group()):04X})"
        problems.add(*_place(text[: found.start()]), what, "Take it out.")
        raise _StopError
    return text


def _place(before: str) -> tuple[int, int]:
    """Line and column, from 1, of the character that follows `before`."""
    breaks = before.count("\n") + before.count("\r") - before.count("\r\n")
    return breaks + 1, len(before) - max(before.rfind("\n"), before.rfind("\r"))


def _note(error: yaml.YAMLError, problems: Problems) -> None:
    line, column, what = 1, 1, "it can't be read"
    if isinstance(error, yaml.MarkedYAMLError):
        what = error.problem or error.context or what
        mark = error.problem_mark or error.context_mark
        if mark is not None:
            line, column = mark.line + 1, mark.column + 1
    if what == _PARSERS_LIMIT:
        problems.add(line, column, *_TOO_DEEP)
    else:
        problems.add(line, column, f"this is not YAML ({clean(what)})", _hint(what))


def _hint(what: str) -> str:
    """What is most likely behind a complaint of the parser."""
    for words, hint in _HINTS.items():
        if words in what:
            return hint
    return "Check the indentation, quotes and brackets here and on the line above."


def _start(event: yaml.Event) -> tuple[int, int]:
    mark: Any = event.start_mark  # every event of a file has one
    return mark.line + 1, mark.column + 1


def _plain(text: str) -> Scalar:
    """What a plain scalar is."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _REAL.fullmatch(text) else text


class _Composer:
    """Builds nodes from the parser's events, noting what is not taken here."""

    def __init__(self, text: str, problems: Problems) -> None:
        self._next: Callable[[], Any] = LOADER(text).get_event
        self._problems = problems
        self._left = MOST_NODES

    def document(self) -> Node:
        self._next()  # the stream begins
        start = self._next()
        if not isinstance(start, yaml.DocumentStartEvent):
            self._stop(start, "the file is empty", "Fill it in, or restore it.")
        if start.version or start.tags:
            self._stop(start, "lines that begin with % are not used here", "Take them out.")
        node = self._node(self._next(), 1)
        self._next()  # the document ends
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            self._stop(after, "a second document begins here", "Keep one document in a file.")
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        """The node that begins with `event`, `depth` levels of lists and mappings down."""
        self._left -= 1
        if self._left < 0:
            self._stop(event, f"the file holds more than {MOST_NODES} values", "Split it.")
        line, column = _start(event)
        if isinstance(event, ScalarEvent):
            return Node(self._scalar(event), line, column)
        if isinstance(event, yaml.AliasEvent):
            self._note(event, "aliases (*name) are not used here", "Write the value out.")
            self._problems.close(line, column)
            return Node(None, line, column)
        if depth > MOST_DEPTH:
            self._stop(event, *_TOO_DEEP)
        if isinstance(event, yaml.CollectionStartEvent):
            self._refuse_properties(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(tuple(self._items(depth + 1)), line, column)
        values, keys = self._pairs(depth + 1)
        return Node(values, line, column, keys)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, depth)

    def _pairs(self, depth: int) -> tuple[dict[str, Node], dict[str, tuple[int, int]]]:
        values: dict[str, Node] = {}
        keys: dict[str, tuple[int, int]] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name = self._key(event, depth)
            place = _start(event)
            if name in values:
                what = f"{quoted(name)} is already on line {keys[name][0]}"
                self._problems.add(*place, what, "Keep one of them.")
            values[name], keys[name] = self._node(self._next(), depth), place
        return values, keys

    def _key(self, event: yaml.Event, depth: int) -> str:
        if not isinstance(event, ScalarEvent):
            self._note(event, "a key must be a plain word", "Check the brackets.")
            self._node(event, depth)
            self._problems.close(*_start(event))
            return ""
        self._scalar(event)
        if event.value == "<<" and not event.style:
            self._note(event, "merge keys (<<) are not used here", "Write the values out.")
            self._problems.close(*_start(event))
        return event.value

    def _scalar(self, event: ScalarEvent) -> Scalar:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        text: str = event.value
        if not text.isprintable() and (bad := _CONTROL.search(text)):
            what = f"there is a control character in this text (U+{ord(bad.group()):04X})"
            self._note(event, what, "Take it out.")
        return text if event.style or text[:1] not in _BEGINS_NO_TEXT else _plain(text)

    def _refuse_properties(self, event: ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._note(event, "anchors (&name) are not used here", "Take it out.")
        if event.tag is not None:
            what = f"tags ({clean(event.tag[:40])}) are not used here"
            self._note(event, what, "Take it out.")

    def _note(self, event: yaml.Event, what: str, todo: str) -> None:
        self._problems.add(*_start(event), what, todo)

    def _stop(self, event: yaml.Event, what: str, todo: str) -> NoReturn:
        self._note(event, what, todo)
        raise _StopError
