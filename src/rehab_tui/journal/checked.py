"""One row from outside, checked before anything is written: each value against its record."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime, timedelta, timezone
from functools import cache
from types import NoneType
from typing import Any

from rehab_tui.journal import rows
from rehab_tui.text import clip, did_you_mean, quote

Tell = Callable[[str, str, str], None]
"""Takes a column ("" for the row as a whole), what is wrong with it, and what to do."""

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_ANSWERED = re.compile(r"[0-9]{4}-.*[+-][0-9]{2}:[0-9]{2}", re.ASCII)
_MOMENT = "Write UTC with milliseconds: 2026-11-20T07:30:00.000Z."
_MOST_WORDS = 10_000
_WORDS = {int: "a whole number", str: "text", bool: "true or false"}
_NEEDED = object()


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: its type, whether it may be nothing, and what it is when missing."""

    type: type
    null: bool
    default: Any = _NEEDED


_COMMON = {
    **dict.fromkeys(("id", "at", "day", "created", "updated", "device"), Column(str, False)),
    "offset_min": Column(int, False),
    "deleted": Column(str, True, None),
}


@cache
def shape(kind: str) -> dict[str, Column]:
    """The columns of this kind's rows, in the table's order."""
    record_type = rows.TYPES[kind]
    hints = typing.get_type_hints(record_type)
    own = {}
    for field in fields(record_type):
        held = typing.get_args(hints[field.name])
        null = NoneType in held
        inner = next((t for t in held if t in (int, bool)), hints[field.name])
        missing = None if null else _NEEDED
        own[field.name] = Column(
            inner if inner in (int, bool) else str,
            null,
            missing if field.default is MISSING else field.default,
        )
    return {name: _COMMON.get(name) or own[name] for name in rows.columns(kind)}


@dataclass(slots=True)
class Replaced:
    """How many characters could not be kept and became U+FFFD."""

    count: int = 0


def check(kind: str, values: Mapping[str, Any], tell: Tell, replaced: Replaced) -> rows.Row | None:
    """The row that `values` make, as it lies in the file; None when something is wrong.

    Args:
        kind: one of `rows.TYPES`.
        values: column -> value, as JSON has them, without `kind`.
        tell: is told of each thing that is wrong.
        replaced: counts what had to be replaced.
    """
    wrong = False

    def say(column: str, what: str, todo: str = "") -> None:
        nonlocal wrong
        wrong = True
        tell(column, what, todo)

    known = shape(kind)
    for name in values.keys() - known.keys():
        near = did_you_mean(name, known)
        say(name, f"a {kind} entry has no {quote(name)}", near or "Take it out.")
    row = {name: _typed(name, column, values, say) for name, column in known.items()}
    if wrong:
        return None
    for name, value in row.items():
        if isinstance(value, str):
            row[name], count = rows.storable(value)
            replaced.count += count
    row["id"] = row["id"].lower()
    if row.get("session") is not None:
        row["session"] = row["session"].lower()
    _check_common(row, say)
    if not wrong:
        _check_record(kind, row, say)
    if wrong:
        return None
    return {name: int(v) if isinstance(v, bool) else v for name, v in row.items()}


def _typed(name: str, column: Column, values: Mapping[str, Any], say: Callable[..., None]) -> Any:
    value = values.get(name, column.default)
    if value is _NEEDED:
        say("", f"'{name}' is missing", "Export the entries anew.")
    elif value is None:
        if not column.null:
            say(name, f"'{name}' can't be empty", f"It is {_WORDS[column.type]}.")
    elif type(value) is not column.type:
        say(name, f"'{name}' is {_WORDS[column.type]}, not {_shown(value)}")
    return value


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    return clip(str(value), 40)


def _check_common(row: rows.Row, say: Callable[..., None]) -> None:
    for name in ("id", "session"):
        if row.get(name) is not None and not _UUID.fullmatch(row[name]):
            say(name, f"'{name}' is no UUID", "It has 36 characters: 8-4-4-4-12 hex digits.")
    for name in ("at", "created", "updated", "deleted"):
        if row[name] is not None and not _is_stamp(row[name]):
            say(name, f"'{name}' is no moment: {quote(row[name])}", _MOMENT)
    if not 1 <= len(row["device"]) <= _MOST_WORDS:
        say("device", "'device' needs 1 to 10000 characters")
    if row.get("answered") is not None and not _is_answered(row["answered"]):
        say(
            "answered", f"'answered' is no moment with its offset: {quote(row['answered'])}",
            "Write it like 2026-11-20T08:30:00.000+01:00.",
        )  # fmt: skip
    if not -1439 <= row["offset_min"] <= 1439:
        say("offset_min", "'offset_min' is -1439 to 1439 minutes")
    elif _is_stamp(row["at"]):
        day = _day(row)
        if row["day"] != day:
            say("day", f"'day' is not the local day of 'at': {quote(row['day'])}", f"It is {day}.")


def _is_stamp(text: str) -> bool:
    try:
        return len(text) == 24 and rows.stamp(datetime.fromisoformat(text)) == text
    except (ValueError, OverflowError):
        return False


def _is_answered(text: str) -> bool:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return False
    same = moment.isoformat(timespec="milliseconds") == text
    return bool(_ANSWERED.fullmatch(text)) and same


def _day(row: rows.Row) -> str:
    zone = timezone(timedelta(minutes=row["offset_min"]))
    try:
        return datetime.fromisoformat(row["at"]).astimezone(zone).date().isoformat()
    except OverflowError:
        return f"between {date.min} and {date.max}"


def _check_record(kind: str, row: rows.Row, say: Callable[..., None]) -> None:
    """What the record says of its own values, at the column that it speaks of."""
    record_type = rows.TYPES[kind]
    zone = timezone(timedelta(minutes=row["offset_min"]))
    values = {name: row[name] for name in rows.own_columns(kind)}
    for name in rows.MOMENTS & values.keys():
        values[name] = values[name] and datetime.fromisoformat(values[name])
    values["at"] = datetime.fromisoformat(row["at"]).astimezone(zone)
    try:
        record_type(**values)
    except ValueError as error:
        say(_culprit(record_type, values), clip(str(error), 100))


def _culprit(record_type: type[Any], values: dict[str, Any]) -> str:
    """The column without whose value the record would be right; "" where it is no single one."""
    for name in rows.own_columns(record_type.kind):
        for other in (None, "x"):
            try:
                record_type(**{**values, name: other})
            except ValueError:
                continue
            return name
    return ""
