"""Files that explain themselves: where an explanation is too long it goes on in the next line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

_WIDTH = 99


def explained(text: str) -> str:
    """A template that is filled in, with its explanations (`# `) in lines that fit."""
    return "".join(f"{line}\n" for line in _broken(text))


def _broken(text: str) -> Iterator[str]:
    for line in text.splitlines():
        indent, mark, words = line.partition("# ")
        if mark and not indent.strip():
            begin = indent + mark
            yield from textwrap.wrap(
                words, _WIDTH, initial_indent=begin, subsequent_indent=begin,
                break_on_hyphens=False,
            )  # fmt: skip
        else:
            yield line
