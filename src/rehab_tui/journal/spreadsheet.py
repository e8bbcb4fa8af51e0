"""The journal as CSV: one row an entry, harmless in a spreadsheet, and back without loss.

An empty cell is "nothing". A text that a spreadsheet could take for a formula gets an apostrophe
in front, and so does one that begins with an apostrophe, or is empty where "nothing" may stand;
reading takes exactly one away. Numbers are written as numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rehab_tui.journal import rows
from rehab_tui.journal.checked import shape
from rehab_tui.text import no_formula

_COMMON = rows.columns("mood")
_BEFORE = _COMMON[: _COMMON.index("day") + 1]
_AFTER = _COMMON[_COMMON.index("created") :]
_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)


def header(kinds: Iterable[str]) -> tuple[str, ...]:
    """The columns of a table of these kinds: what every row has stands around their own."""
    own = dict.fromkeys(name for kind in kinds for name in rows.own_columns(kind))
    return ("kind", *_BEFORE, *own, *_AFTER)


def lines(kinds: Sequence[str], exported: Iterable[rows.Row]) -> Iterator[str]:
    """The lines of a table, its header first.

    Args:
        kinds: whose columns it has.
        exported: rows as `rows.exported` shows them.
    """
    names = header(kinds)
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    for cells in _tables(names, exported):
        writer.writerow(cells)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _tables(names: Sequence[str], exported: Iterable[rows.Row]) -> Iterator[Sequence[str]]:
    yield names
    for row in exported:
        known = shape(row["kind"])
        yield [
            row["kind"] if name == "kind" else _cell(row[name], null=known[name].null)
            if name in known else ""
            for name in names
        ]  # fmt: skip


def _cell(value: str | int | None, *, null: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return "'" if null and not value else no_formula(value)


def values(kind: str, names: Sequence[str], cells: Sequence[str]) -> dict[str, Any]:
    """What the cells of one row say, for `checked.check`; a wrong number stays text.

    Cells that this kind has no column for are left out if they are empty.
    """
    known = shape(kind)
    found: dict[str, Any] = {}
    for name, cell in zip(names, cells, strict=True):
        if name == "kind" or (name not in known and not cell):
            continue
        found[name] = _value(cell, known[name].type, null=known[name].null) if name in known else ""
    return found


def _value(cell: str, wanted: type, *, null: bool) -> str | int | None:
    if not cell and (null or wanted is not str):
        return None
    if wanted is bool:
        return {"true": True, "false": False}.get(cell, cell)
    if wanted is int:
        return int(cell) if _WHOLE.fullmatch(cell) else cell
    return cell.removeprefix("'")
