"""What is wrong with a data file, and where: one line each, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rehab_tui.errors import DataError
from rehab_tui.text import clean, quote

if TYPE_CHECKING:
    from rehab_tui.catalogue.nodes import Node

MOST = 100
"""Problems of one file that are listed; a file with more is something else altogether."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong. Line and column count from 1; 0 means the file as a whole."""

    file: str
    line: int
    column: int
    what: str
    todo: str = ""

    @property
    def where(self) -> str:
        """`file:line:column`, or the file alone."""
        name = clean(self.file)
        return f"{name}:{self.line}:{self.column}" if self.line else name

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}"
        return f"{head}. {self.todo}" if self.todo else head


class CatalogueError(DataError):
    """A data file can't be used (exit 3). As text: a line for each problem.

    Args:
        problems: at least one, in the order in which they are to be read.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(first.what, first.todo, where=first.where)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class TooManyError(Exception):
    """Enough problems were found in one file; reading it further helps nobody."""


@dataclass(slots=True)
class Problems:
    """Collects what is wrong with one file.

    Args:
        file: the name that the person knows the file by.
    """

    file: str
    _found: list[Problem] = field(default_factory=list)
    _closed: set[tuple[int, int]] = field(default_factory=set)

    def close(self, line: int, column: int) -> None:
        """Note nothing more at a place: whatever else is wrong there follows from what was told."""
        self._closed.add((line, column))

    def at(self, node: Node, what: str, todo: str = "") -> None:
        """Note a problem at the place of `node`."""
        self.add(node.line, node.column, what, todo)

    def add(self, line: int, column: int, what: str, todo: str = "") -> None:
        """Note a problem at a line and a column, both from 1.

        Raises:
            TooManyError: when the list is full.
        """
        if (line, column) in self._closed:
            return
        self._found.append(Problem(self.file, line, column, what, todo))
        if len(self._found) >= MOST:
            raise TooManyError

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Problem]:
        """Every problem, from the file's top to its end."""
        return iter(sorted(set(self._found)))


def quoted(value: object) -> str:
    """A value of the file as it may stand in a message: harmless, short, text in quotes."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if not isinstance(value, str):
        return "a list" if isinstance(value, tuple) else "a mapping"
    return quote(value)
