"""The doses in a prescription's JSON text, read by themselves; and what reads such a text at all.

A look back at many sessions needs no more: neither exercises nor prescriptions are loaded for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, get_args

from rehab_tui.catalogue.model import Dose, Sides

_MOST = 10_000
"""No whole number of a dose comes near it."""
NOTHING: Mapping[str, Any] = MappingProxyType({})


@lru_cache(maxsize=256)
def doses_of(text: str) -> tuple[tuple[str, Dose], ...]:
    """The exercise's id and the dose at each place of what `prescription_json` wrote.

    Quick, and without a catalogue: for looking back at many sessions. Empty if the text is damaged.
    """
    try:
        return tuple((as_text("exercise", one["exercise"]), _dose(one)) for one in entries_in(text))
    except (ValueError, TypeError, KeyError):
        return ()


def warm_ups_of(text: str) -> frozenset[int]:
    """The places of the warm-up in what `prescription_json` wrote; none if that is damaged."""
    try:
        entries = entries_in(text)
        return frozenset(n for n, one in enumerate(entries) if one.get("warm_up") is True)
    except (ValueError, AttributeError):
        return frozenset()


def _dose(entry: Mapping[str, Any]) -> Dose:
    values = (entry["dose"][name] for name in DOSE)
    return _dose_of(*(tuple(one) if isinstance(one, list) else one for one in values))


@lru_cache(maxsize=1024)
def _dose_of(*values: Any) -> Dose:
    # The same few doses come back in every session: each is checked once.
    plain = (list(one) if isinstance(one, tuple) else one for one in values)
    return Dose(**object_of(dict(zip(DOSE, plain, strict=True)), DOSE, "dose"))


def entries_in(text: str) -> list[Any]:
    """The entries of the JSON text.

    Raises:
        ValueError: it is no JSON, or no list.
    """
    try:
        data = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("the prescription is nested too deeply") from None
    if not isinstance(data, list):
        raise ValueError("the prescription is no list")
    return data


def object_of(
    entry: object, shape: Mapping[str, Any], what: str, later: Mapping[str, Any] = NOTHING
) -> dict[str, Any]:
    """The values of a JSON object, each read as its shape says.

    Args:
        entry: what stands in the JSON.
        shape: for each name, what reads its value.
        what: what it is, for whoever is told that it is damaged.
        later: values of what the first versions did not write yet.

    Raises:
        ValueError: it is no such object, or a value was never written.
    """
    if not isinstance(entry, dict) or entry.keys() - shape.keys():
        raise ValueError(f"a {what} is damaged")
    entry = {**later, **entry}
    if entry.keys() != shape.keys():
        raise ValueError(f"a {what} lacks {', '.join(sorted(shape.keys() - entry.keys()))}")
    return {name: read(name, entry[name]) for name, read in shape.items()}


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no number of a prescription")


def _damaged(name: str, value: object) -> ValueError:
    return ValueError(f"'{name}' of a prescription can't be {str(value)[:40]!r}")


def as_text(name: str, value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise _damaged(name, value)
    return value


def as_text_or_none(name: str, value: object) -> str | None:
    """A text, or none."""
    return None if value is None else as_text(name, value)


def as_flag(name: str, value: object) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise _damaged(name, value)
    return value


def _whole(name: str, value: object) -> int:
    if type(value) is not int or not 0 <= value <= _MOST:
        raise _damaged(name, value)
    return value


def _whole_or_none(name: str, value: object) -> int | None:
    return None if value is None else _whole(name, value)


def _seconds(count: int) -> Any:
    def read(name: str, value: object) -> tuple[float, ...] | None:
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != count:
            raise _damaged(name, value)
        if not all(type(part) in (int, float) and 0 <= part < float("inf") for part in value):
            raise _damaged(name, value)
        return tuple(value)

    return read


def as_one_of(allowed: Sequence[str]) -> Any:
    """Reads one of these texts."""

    def read(name: str, value: object) -> str:
        if value not in allowed:
            raise _damaged(name, value)
        return str(value)

    return read


DOSE: dict[str, Any] = {
    "sets": _whole,
    "reps": _whole_or_none,
    "seconds": _whole_or_none,
    "tempo": _seconds(3),
    "pattern": _seconds(4),
    "rest": _whole,
    "sides": as_one_of(get_args(Sides)),
    "load": as_text_or_none,
}
"""What reads each value of a dose."""
