"""The weeks in words: the plain report in colours, and the last sessions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from textual.content import Content

from rehab_tui.practice.lookback import PastLine
from rehab_tui.report.sparkline import BLOCKS
from rehab_tui.text import clean

_BARS = re.compile(f"([{BLOCKS.levels}]+)")


def sessions_content(lines: Sequence[PastLine]) -> Content:
    """The last sessions, each with its exercises below it."""
    parts: list[str | tuple[str, str]] = [("Last sessions\n", "$primary")] if lines else []
    for line in lines:
        parts += [f"{clean(line.head)}\n", (f"  {clean(line.exercises)}\n", "$quiet")]
    return Content.assemble(*parts)


def report_content(text: str) -> Content:
    """The plain report with its title, its headings and its bars picked out."""
    parts: list[str | tuple[str, str]] = []
    lines = text.splitlines()
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        if not parts:
            parts.append((line, "bold"))
        elif _is_heading(line, below):
            parts.append((line, "$primary"))
        else:
            parts += [
                (run, "$accent") if run[0] in BLOCKS.levels else run
                for run in _BARS.split(line)
                if run
            ]
        parts.append("\n")
    return Content.assemble(*parts)


def _is_heading(line: str, below: str) -> bool:
    """A section's lines stand a little to the right of its heading; tables have their own words."""
    section = line[:1].strip() and below.startswith("  ")
    return bool(section) or line.startswith("Week ") or line.endswith((" week", " without)"))
