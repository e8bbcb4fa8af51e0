"""A parsed file in which every value still knows its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

Scalar = str | int | float | bool | None

_NO_KEYS: Mapping[str, tuple[int, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it begins; line and column count from 1.

    `value` is a scalar, a tuple of nodes (a list) or a mapping of text to nodes; `keys` holds the
    line and column of each key of a mapping.
    """

    value: Scalar | tuple[Node, ...] | dict[str, Node]
    line: int
    column: int
    keys: Mapping[str, tuple[int, int]] = field(default_factory=lambda: _NO_KEYS)


def plain(node: Node) -> object:
    """The same data without its places: scalars, lists and dicts."""
    value = node.value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def find(node: Node, path: Sequence[str | int]) -> Node:
    """The node at `path` (keys and places from 0), or the last one on the way that exists."""
    for step in path:
        value = node.value
        if isinstance(value, tuple) and isinstance(step, int) and 0 <= step < len(value):
            node = value[step]
            continue
        if not isinstance(value, dict) or not isinstance(step, str) or step not in value:
            break
        node = value[step]
    return node
