"""Prescriptions as JSON text, as a session's record keeps them, and results from set records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, get_args

from rehab_tui.catalogue.model import Dose, Exercise
from rehab_tui.coach.doses import (
    DOSE,
    as_flag,
    as_one_of,
    as_text,
    as_text_or_none,
    entries_in,
    object_of,
)
from rehab_tui.coach.model import Prescription, SetResult, VariantName
from rehab_tui.journal.records import SetRecord

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
    data = entries_in(text)
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
    for place, entry in enumerate(entries_in(text)):
        id_, one = _entry(entry, exercises)
        if one is None:
            missing.append(id_)
            continue
        kept.append(one)
        places.append(place)
    return ReadBack(tuple(kept), tuple(missing), tuple(places))


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
    values = object_of(entry, _ENTRY, "prescription", _LATER)
    values["dose"] = Dose(**object_of(values["dose"], DOSE, "dose"))
    if values["base_dose"] is not None:
        values["base_dose"] = Dose(**object_of(values["base_dose"], DOSE, "dose"))
    if values["above"] is not None:
        values["above"] = _entry(values["above"], exercises, depth + 1)[1]
    id_ = values.pop("exercise")
    return id_, Prescription(exercises[id_], **values) if id_ in exercises else None


_ENTRY: dict[str, Any] = {
    "exercise": as_text,
    "dose": lambda name, value: value,
    "variant": as_one_of(get_args(VariantName)),
    "instead_of": as_text_or_none,
    "reason": as_text_or_none,
    "warning": as_text_or_none,
    "warm_up": as_flag,
    "counted": as_flag,
    "first_side": as_one_of(("right", "left")),
    "base_dose": lambda name, value: value,
    "new": as_flag,
    "above": lambda name, value: value,
    "note": as_text,
}
_LATER: dict[str, Any] = {"base_dose": None, "new": False, "above": None, "note": ""}
"""What the first versions did not write yet."""
