"""Single entries changed and deleted, each in one act that undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from rehab_tui.errors import BusyError, RehabError, UsageError
from rehab_tui.journal import records as r
from rehab_tui.practice import moments, values
from rehab_tui.practice.alone import runs_elsewhere
from rehab_tui.practice.context import Practice
from rehab_tui.practice.log import check_note
from rehab_tui.practice.nights import NightTyped, change_night
from rehab_tui.programme.stops import LOCKING, opens
from rehab_tui.text import did_you_mean, plural, quote

R = TypeVar("R", bound=r.Record)
Typed = Mapping[str, str]
"""What was typed for options, by the option's name, unread."""
_Fields = dict[str, Any]
_Reader = Callable[[Any, str], _Fields]
"""Of an entry before and what was typed for one option: the columns that change."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be changed in a kind of entry: the options that do, and what can be taken out."""

    options: tuple[str, ...]
    clears: tuple[str, ...] = ()


_NIGHT = ("sleep", "quality", "latency", "awake", "wakings")
WAYS: dict[r.Kind, Ways] = {
    "pain": Ways(("pain", "at"), ("site", "quality")),
    "mood": Ways(("mood", "at")),
    "sleep": Ways((*_NIGHT, "at"), _NIGHT),
    "function": Ways(("function", "at")),
    "treatment": Ways(("treatment", "at"), ("minutes",)),
    "done_elsewhere": Ways(("done", "at"), ("minutes",)),
    "note": Ways(("note", "at")),
    "session": Ways(("effort",), ("effort",)),
    "set": Ways(("reps", "seconds")),
    "check_in": Ways(("effort", "stiffness"), ("effort", "stiffness")),
}
_ELSEWHERE = {
    "stop": "A stop is answered by 'rehab start', which asks.",
    "decision": "What was decided stays as it was; 'rehab plan' changes what holds.",
    "profile": "'rehab profile set' gives a new answer.",
}


@dataclass(frozen=True, slots=True)
class Edited:
    """An entry before and after; the same where nothing changed. `replaced` as in `log`."""

    before: r.Record
    after: r.Record
    replaced: int = 0


def edit(practice: Practice, record: R, typed: Typed, clear: Collection[str] = ()) -> Edited:
    """Change what was typed in an entry; everything else of it stays.

    Args:
        practice: whose.
        record: the entry; what it holds now is read anew.
        typed: by the names of `WAYS`; `-p 5` keeps the site, `-p @neck` the level.
        clear: what is taken out of it.

    Raises:
        UsageError: nothing to change, an option that this kind doesn't have, or a wrong value.
        NotFoundError: when it was removed meanwhile.
        BusyError: when it is a session that runs in another window.
    """
    _check(record, typed, clear)
    _refuse_running(practice, [record])
    with practice.journal.act(f"edited {_a(record.kind)} entry") as act:
        before = act.current(type(record), record.id)
        after = changed(practice, before, typed, clear)
        if after == before:
            return Edited(before, before)
        return Edited(before, act.change(after), act.replaced)


def delete(practice: Practice, records: Sequence[r.Record]) -> None:
    """Delete entries, all or none; a session takes its sets, check-ins and decisions along.

    Raises:
        RehabError: for a stop that keeps sessions closed until it is answered.
        NotFoundError: when one was removed meanwhile.
        BusyError: for a session that runs in another window.
    """
    if any(isinstance(one, r.StopEvent) and _locks(one) for one in records):
        raise RehabError("a stop stays until it is answered", "'rehab start' asks for the answer.")
    _refuse_running(practice, records)
    parts_first = sorted(records, key=lambda record: record.kind == "session")
    with practice.journal.act(f"deleted {plural(len(records), 'entry', 'entries')}") as act:
        for record in parts_first:
            act.remove(record.kind, record.id)


def changed(practice: Practice, before: R, typed: Typed, clear: Collection[str]) -> R:
    """The entry with what was typed; nothing is written.

    Raises:
        UsageError: for a value that can't be read.
    """
    fields = _read(before, typed, clear)
    if "at" in typed:
        fields["at"] = moments.parse_when(typed["at"], practice.clock.now())
    return replace(before, **fields)


def _check(record: r.Record, typed: Typed, clear: Collection[str]) -> None:
    name = record.kind.replace("_", " ")
    ways = WAYS.get(record.kind)
    if ways is None:
        raise UsageError(f"{_a(name)} entry can't be edited", _ELSEWHERE[record.kind])
    spelled = ", ".join(f"--{option}" for option in ways.options)
    if not typed and not clear:
        raise UsageError("there is nothing to change", f"{_a(name).capitalize()} has {spelled}.")
    for option in typed:
        if option not in ways.options:
            raise UsageError(
                f"{_a(name)} entry has no such value", f"It has {spelled}.", where=f"--{option}"
            )
    for one in clear:
        if one not in ways.clears:
            near = did_you_mean(one, ways.clears) or f"It has {', '.join(ways.clears) or 'none'}."
            raise UsageError(
                f"{_a(name)} entry has no {quote(one)} to take out", near, where="--clear"
            )
        if one in typed:
            raise UsageError(f"{one} is both given and taken out", where="--clear")


def _locks(stop: r.StopEvent) -> bool:
    return stop.tier is not None and stop.tier in LOCKING and not opens(stop.tier, stop.answer)


def _refuse_running(practice: Practice, records: Sequence[r.Record]) -> None:
    running = any(isinstance(one, r.SessionRecord) and one.state == "running" for one in records)
    if running and runs_elsewhere(practice):
        raise BusyError(
            "this session is running in another window of rehab",
            "Finish it there, or leave it there with q; then try again.",
        )


def _read(before: r.Record, typed: Typed, clear: Collection[str]) -> _Fields:
    """The columns that what was typed changes, but for the moment."""
    if isinstance(before, r.Sleep):
        said = NightTyped(**{name: typed[name] for name in _NIGHT if name in typed})
        night = change_night(before, said, clear)
        names = ("minutes", "quality", "bed", "wake", "latency", "awakenings", "awake")
        return {name: getattr(night, name) for name in names}
    fields: _Fields = {}
    for name in typed:
        if name != "at":
            fields |= _READERS[name](before, typed[name])
    return {**fields, **dict.fromkeys(clear)}


def _pain(before: Any, text: str) -> _Fields:
    partial = text.startswith(("@", ":"))
    level, site, feel = values.parse_pain(f"{before.level}{text}" if partial else text)
    return {"level": level, "site": site or before.site, "quality": feel or before.quality}


def _treatment(before: Any, text: str) -> _Fields:
    typed = f"{before.what}{text}" if text.startswith(":") else text
    what, minutes = values.parse_treatment(typed)
    return {"what": what, "minutes": minutes or before.minutes}


def _function(before: Any, text: str) -> _Fields:
    typed = text if "=" in text else f"{before.activity}={text}"
    activity, level = values.parse_function(typed)
    return {"activity": activity, "level": level}


def _amount(unit: str) -> _Reader:
    """A reader of what was done of a set, which is prescribed in one unit."""

    def read(before: Any, text: str) -> _Fields:
        if getattr(before, f"{unit}_prescribed") is None:
            raise UsageError(f"this set was not prescribed in {unit}", where=f"--{unit}")
        return {unit: values.parse_scale(text, 0, 100_000, unit, option=f"--{unit}")}

    return read


def _whole(name: str, low: int, high: int, *, option: str, words: str) -> _Reader:
    """A reader of a whole number for one column."""

    def read(_: Any, text: str) -> _Fields:
        return {name: values.parse_scale(text, low, high, words, option=option)}

    return read


_READERS: dict[str, _Reader] = {
    "pain": _pain,
    "mood": _whole("level", 1, 5, option="--mood", words="mood"),
    "function": _function,
    "treatment": _treatment,
    "done": _whole("minutes", 1, values.DAY_MINUTES, option="--done", words="minutes"),
    "note": lambda _, text: {"text": check_note(text)},
    "effort": _whole("effort", 0, 10, option="--effort", words="effort"),
    "stiffness": lambda _, text: {"stiffness": values.parse_stiffness(text)},
    "reps": _amount("reps"),
    "seconds": _amount("seconds"),
}


def _a(name: str) -> str:
    name = name.replace("_", " ")
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
