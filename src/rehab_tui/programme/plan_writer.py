"""Writes a plan as the text of a plan file, which `plan_reader.py` reads as the same plan."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields

from rehab_tui.catalogue.model import DoseChange
from rehab_tui.programme.limits import USUAL, Limits
from rehab_tui.programme.plan import ExerciseChange, Plan

HEAD = "# A plan for rehab. 'rehab plan check FILE' says what is wrong with it, if anything.\n"

_PROGRAMME = re.compile(
    r"""^(programme[ \t]*:[ \t]+)(?:[a-z0-9-]+|"[a-z0-9-]+"|'[a-z0-9-]+')(?=[ \t]*(?:#.*)?\r?$)""",
    re.MULTILINE,
)
_SCHEMA = re.compile(r"^schema[ \t]*:[^\r\n]*(?=(\r?\n|\Z))", re.MULTILINE)


def plan_text(plan: Plan) -> str:
    """The whole file, ending in a line end."""
    return HEAD + "".join(f"{line}\n" for line in _lines(plan))


def with_programme(text: str, name: str) -> str | None:
    """A plan file's text with another programme, all else as it stands.

    The line `programme:` is changed, or added below `schema:`; None where neither stands in a line
    of its own. Whoever calls reads the result again: it is a change of words, not of values.
    """
    changed, count = _PROGRAMME.subn(rf"\g<1>{_value(name)}", text)
    if not count:
        changed, count = _SCHEMA.subn(
            lambda found: f"{found[0]}{found[1] or chr(10)}programme: {_value(name)}", text
        )
    return changed if count == 1 else None


def _lines(plan: Plan) -> Iterator[str]:
    yield "schema: 1"
    if plan.programme is not None:
        yield f"programme: {_value(plan.programme)}"
    if plan.name:
        yield f"name: {_value(plan.name)}"
    for name, value in (("sessions", plan.sessions), ("rounds", plan.rounds)):
        if value is not None:
            yield f"{name}: {value}"
    if plan.days:
        yield f"days: [{', '.join(plan.days)}]"
    if plan.minutes is not None:
        yield f"minutes: {plan.minutes}"
    if plan.items:
        yield "items:"
        for item in plan.items:
            yield f"  - {_flow({'exercise': item.exercise, **_dose(item.change)})}"
    yield from _therapist(plan)
    if plan.precautions:
        yield "precautions:"
        yield from (f"  - {_value(words)}" for words in plan.precautions)
    if plan.changes:
        yield "changes:"
        yield from (f"  {_value(name)}: {_flow(_change(c))}" for name, c in plan.changes.items())
    if plan.limits != USUAL:
        yield "limits:"
        yield from (f"  {name}: {_value(value)}" for name, value in _limits(plan.limits).items())


def _therapist(plan: Plan) -> Iterator[str]:
    one = plan.therapist
    if one.name or one.review:
        yield "therapist:"
    if one.name:
        yield f"  name: {_value(one.name)}"
    if one.review is not None:
        yield f"  review: {one.review.isoformat()}"


def _change(change: ExerciseChange) -> Mapping[str, object]:
    rest = {
        "hold": change.hold,
        "swap": change.swap,
        "leave_out": change.leave_out or None,
        "note": change.note or None,
    }
    return {**_dose(change.dose), **_given(rest)}


def _dose(change: DoseChange) -> Mapping[str, object]:
    return _given({field.name: getattr(change, field.name) for field in fields(DoseChange)})


def _limits(limits: Limits) -> Mapping[str, float]:
    return {
        field.name: value
        for field in fields(Limits)
        if (value := getattr(limits, field.name)) != getattr(USUAL, field.name)
    }


def _given(values: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _flow(values: Mapping[str, object]) -> str:
    return (
        "{" + ", ".join(f"{_value(name)}: {_value(value)}" for name, value in values.items()) + "}"
    )


def _value(value: object) -> str:
    """A value as it stands in the file: plain where that is safe, else in quotes."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15f}".rstrip("0").rstrip(".")
    if isinstance(value, str) and not _plain(value):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _plain(text: str) -> bool:
    """Whether a text can stand without quotes: a word in small letters, such as an id."""
    word = text.replace("-", "").replace("_", "")
    safe = word.isascii() and word.isalnum() and word.islower() and text[0].isalpha()
    return safe and text not in ("true", "false", "null")
