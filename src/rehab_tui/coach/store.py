"""Prescriptions as JSON text, as a session's record keeps them, and results from set records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import Any, get_args

from rehab_tui.catalogue.model import Dose, Exercise, Sides
from rehab_tui.coach.model import Prescription, SetResult, VariantName
from rehab_tui.journal.records import SetRecord

_MOST = 10_000
"""No whole number of a dose comes near it."""
_DEEPEST = 100
"""Nobody comes down so many exercises in one session."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Prescriptions as they were read.

    `missing` names the exercises that the catalogue no longer has; `places` is where each
    prescription stood when it was written, since set records name that place.
    """

    prescriptions: tuple[Prescription, ...]
    missing: tuple[str, ...] = ()
    places: tuple[int, ...] = ()


def prescription_json(prescriptions: Iterable[Prescription]) -> str:
    """Returns prescriptions as one line of ASCII JSON; exercises by id, the rest whole."""
    return _dumped([_plain(one) for one in prescriptions])


def with_prescription(text: str, place: int, prescription: Prescription) -> str:
    """Returns what `prescription_json` wrote with another prescription at one place.

    Raises:
        ValueError: If the text is damaged, or has no such place.
    """
    data = _listed(text)
    if not 0 <= place < len(data):
        raise ValueError(f"the prescription has no place {place}")
    data[place] = _plain(prescription)
    return _dumped(data)


def read_prescription(text: str, exercises: Mapping[str, Exercise]) -> ReadBack:
    """Reads what `prescription_json` wrote.

    Args:
        text: The JSON text.
        exercises: The catalogue by id; an exercise that it lacks is left out and named.

    Raises:
        ValueError: If the text is damaged: no JSON, or a value that was never written.
    """
    kept: list[Prescription] = []
    missing: list[str] = []
    places: list[int] = []
    for place, entry in enumerate(_listed(text)):
        id_, one = _entry(entry, exercises)
        if one is None:
            missing.append(id_)
            continue
        kept.append(one)
        places.append(place)
    return ReadBack(tuple(kept), tuple(missing), tuple(places))


@lru_cache(maxsize=256)
def doses_of(text: str) -> tuple[tuple[str, Dose], ...]:
    """The exercise's id and the dose at each place of what `prescription_json` wrote.

    Quick, and without a catalogue: for looking back at many sessions. Empty if the text is damaged.
    """
    try:
        return tuple((_text("exercise", one["exercise"]), _dose(one)) for one in _listed(text))
    except (ValueError, TypeError, KeyError):
        return ()


def warm_ups_of(text: str) -> frozenset[int]:
    """The places of the warm-up in what `prescription_json` wrote; none if that is damaged."""
    try:
        listed = _listed(text)
        return frozenset(n for n, one in enumerate(listed) if one.get("warm_up") is True)
    except (ValueError, AttributeError):
        return frozenset()


def _dose(entry: Mapping[str, Any]) -> Dose:
    values = (entry["dose"][name] for name in _DOSE)
    return _dose_of(*(tuple(one) if isinstance(one, list) else one for one in values))


@lru_cache(maxsize=1024)
def _dose_of(*values: Any) -> Dose:
    # The same few doses come back in every session: each is checked once.
    plain = (list(one) if isinstance(one, tuple) else one for one in values)
    return Dose(**_object(dict(zip(_DOSE, plain, strict=True)), _DOSE, "dose"))


def results_of(
    records: Iterable[SetRecord], places: Sequence[int] | None = None
) -> tuple[SetResult, ...]:
    """Returns set records as the engine's results.

    Args:
        records: The sets of one session.
        places: `ReadBack.places`; sets of an exercise that is missing are left out. None when
            nothing is missing.
    """
    item_at = None if places is None else {place: item for item, place in enumerate(places)}
    return tuple(
        SetResult(
            item=record.item if item_at is None else item_at[record.item],
            number=record.number,
            side=record.side,
            reps=record.reps,
            reps_prescribed=record.reps_prescribed,
            seconds=record.seconds,
            seconds_prescribed=record.seconds_prescribed,
        )
        for record in records
        if item_at is None or record.item in item_at
    )


def _listed(text: str) -> list[Any]:
    try:
        data = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("the prescription is nested too deeply") from None
    if not isinstance(data, list):
        raise ValueError("the prescription is no list")
    return data


def _dumped(data: list[Any]) -> str:
    return json.dumps(data, separators=(",", ":"))


def _plain(prescription: Prescription) -> dict[str, Any]:
    names = [field.name for field in fields(Prescription) if field.name not in ("exercise", "dose")]
    rest = {name: getattr(prescription, name) for name in names}
    dose, before = prescription.dose, prescription.base_dose
    rest["base_dose"] = None if before is None else asdict(before)
    rest["above"] = None if prescription.above is None else _plain(prescription.above)
    return {"exercise": prescription.exercise.id, "dose": asdict(dose), **rest}


def _entry(
    entry: object, exercises: Mapping[str, Exercise], depth: int = 0
) -> tuple[str, Prescription | None]:
    """The exercise's id, and the prescription; None when the catalogue does not have it."""
    if depth > _DEEPEST:
        raise ValueError("the prescription is nested too deeply")
    values = _object(entry, _ENTRY, "prescription")
    values["dose"] = Dose(**_object(values["dose"], _DOSE, "dose"))
    if values["base_dose"] is not None:
        values["base_dose"] = Dose(**_object(values["base_dose"], _DOSE, "dose"))
    if values["above"] is not None:
        values["above"] = _entry(values["above"], exercises, depth + 1)[1]
    id_ = values.pop("exercise")
    return id_, Prescription(exercises[id_], **values) if id_ in exercises else None


def _object(entry: object, shape: Mapping[str, Any], what: str) -> dict[str, Any]:
    if not isinstance(entry, dict) or entry.keys() - shape.keys():
        raise ValueError(f"a {what} is damaged")
    entry = {**(_LATER if shape is _ENTRY else {}), **entry}
    if entry.keys() != shape.keys():
        raise ValueError(f"a {what} lacks {', '.join(sorted(shape.keys() - entry.keys()))}")
    return {name: read(name, entry[name]) for name, read in shape.items()}


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no number of a prescription")


def _damaged(name: str, value: object) -> ValueError:
    return ValueError(f"'{name}' of a prescription can't be {str(value)[:40]!r}")


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise _damaged(name, value)
    return value


def _text_or_none(name: str, value: object) -> str | None:
    return None if value is None else _text(name, value)


def _flag(name: str, value: object) -> bool:
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


def _one_of(allowed: Sequence[str]) -> Any:
    def read(name: str, value: object) -> str:
        if value not in allowed:
            raise _damaged(name, value)
        return str(value)

    return read


_DOSE: dict[str, Any] = {
    "sets": _whole,
    "reps": _whole_or_none,
    "seconds": _whole_or_none,
    "tempo": _seconds(3),
    "pattern": _seconds(4),
    "rest": _whole,
    "sides": _one_of(get_args(Sides)),
    "load": _text_or_none,
}
_ENTRY: dict[str, Any] = {
    "exercise": _text,
    "dose": lambda name, value: value,
    "variant": _one_of(get_args(VariantName)),
    "instead_of": _text_or_none,
    "reason": _text_or_none,
    "warning": _text_or_none,
    "warm_up": _flag,
    "counted": _flag,
    "first_side": _one_of(("right", "left")),
    "base_dose": lambda name, value: value,
    "new": _flag,
    "above": lambda name, value: value,
    "note": _text,
}
_LATER: dict[str, Any] = {"base_dose": None, "new": False, "above": None, "note": ""}
"""What the first versions did not write yet."""
