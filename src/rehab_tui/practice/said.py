"""Entries in words, one line each, without their moment."""

from __future__ import annotations

from functools import singledispatch

from rehab_tui.journal import records as r
from rehab_tui.journal.vocabulary import MOODS, site_in_words
from rehab_tui.practice.values import say_minutes
from rehab_tui.programme.stops import ANSWERS, LOCKING, reason_words, sign_words
from rehab_tui.text import plural
from rehab_tui.units import in_units

_MOMENTS = {
    "before": "before a session", "worst": "at its worst in a session",
    "after": "after a session", "morning": "the morning after a session", "average": "on average",
}  # fmt: skip
_STATES = {
    "running": "not ended", "finished": "finished", "stopped": "stopped", "left": "left early",
    "discarded": "discarded",
}  # fmt: skip


NAMES: dict[r.Kind, str] = {
    "pain": "Pain", "mood": "Mood", "sleep": "Sleep", "function": "Activity",
    "treatment": "Treatment", "done_elsewhere": "Elsewhere", "note": "Note", "session": "Session",
    "set": "Set", "check_in": "Check-in", "stop": "Stop", "decision": "Rule", "profile": "Profile",
}  # fmt: skip
"""Each kind of entry in one word, for a column."""


def say(record: r.Record) -> str:
    """One entry in words; text from people is in it as typed."""
    return "".join(halves(record))


def say_value(record: r.Record) -> str:
    """One entry in words that stand beside the name of its kind."""
    match record:
        case r.Mood():
            return f"{record.level} of 5, {MOODS[record.level]}"
        case r.SessionRecord():
            return _joined(_STATES[record.state], _active(record), _effort(record.effort))
        case r.DoneElsewhere(what="", minutes=None):
            return "done"
    return halves(record)[1]


def say_amount(record: r.SetRecord) -> str:
    """A set in words that stand below the name of its exercise."""
    return _joined(
        record.side if record.side != "both" else None,
        _done(record.reps, record.reps_prescribed, "reps"),
        _done(record.seconds, record.seconds_prescribed, "seconds"),
        f"load {in_units(record.load)}" if record.load else None,
        record.variant if record.variant != "base" else None,
        f"instead of {record.instead_of}" if record.instead_of else None,
    )


@singledispatch
def halves(record: r.Record) -> tuple[str, str]:
    """The name of its kind as it begins a line, and the rest of the line."""
    return record.kind.replace("_", " "), ""


@halves.register(r.Pain)
def _pain(record: r.Pain) -> tuple[str, str]:
    return "pain ", _joined(
        str(record.level), site_in_words(record.site) if record.site else None,
        record.quality, _MOMENTS.get(record.moment),
        f"with {record.exercise}" if record.exercise else None,
    )  # fmt: skip


@halves.register(r.Mood)
def _mood(record: r.Mood) -> tuple[str, str]:
    return "mood ", str(record.level)


@halves.register(r.Sleep)
def _sleep(record: r.Sleep) -> tuple[str, str]:
    return "sleep " if record.minutes is not None else "sleep, ", _joined(
        _length(record.minutes),
        f"quality {record.quality}" if record.quality is not None else None,
        f"{record.bed} to {record.wake}" if record.bed and record.wake else None,
        f"{record.latency} min to fall asleep" if record.latency is not None else None,
        f"awake {record.awake} min" if record.awake is not None else None,
        f"woke {plural(record.awakenings, 'time', 'times')}"
        if record.awakenings is not None
        else None,
    )


@halves.register(r.Function)
def _function(record: r.Function) -> tuple[str, str]:
    return "", f"{record.activity}: {record.level} of 10"


@halves.register(r.Treatment)
def _treatment(record: r.Treatment) -> tuple[str, str]:
    return "", _joined(record.what, _length(record.minutes))


@halves.register(r.DoneElsewhere)
def _done_elsewhere(record: r.DoneElsewhere) -> tuple[str, str]:
    return _headed("done elsewhere", _joined(record.what, _length(record.minutes)))


@halves.register(r.Note)
def _note(record: r.Note) -> tuple[str, str]:
    return "note: ", record.text


@halves.register(r.SessionRecord)
def _session(record: r.SessionRecord) -> tuple[str, str]:
    return "session, ", _joined(
        _STATES[record.state], _active(record),
        plural(record.sets, "set", "sets") + " planned", _effort(record.effort), record.programme,
    )  # fmt: skip


@halves.register(r.SetRecord)
def _set(record: r.SetRecord) -> tuple[str, str]:
    return "set ", _joined(f"{record.number} of {record.exercise}", say_amount(record))


@halves.register(r.CheckIn)
def _check_in(record: r.CheckIn) -> tuple[str, str]:
    asked = None
    if record.question is not None:
        about = f" ({record.about})" if record.about else ""
        answer = "skipped" if record.answer is None else record.answer
        asked = f"{record.question.replace('_', ' ')}{about}: {answer}"
    stiff = f"stiffness {record.stiffness}" if record.stiffness else None
    return _headed("check-in", _joined(_effort(record.effort), stiff, asked))


@halves.register(r.StopEvent)
def _stop(record: r.StopEvent) -> tuple[str, str]:
    answer = "not answered" if record.tier in LOCKING else None
    if record.answer:
        answer = f"answered: {ANSWERS.get(record.answer, record.answer)}"
    where = f"at {record.exercise}" if record.exercise else None
    signs = " or ".join(sign_words(record.reason, record.sign)) or None
    return "stop: ", _joined(reason_words(record.reason), signs, where, answer)


@halves.register(r.DecisionRecord)
def _decision(record: r.DecisionRecord) -> tuple[str, str]:
    answer = record.answer.replace("_", " ") if record.answer else None
    return "rule ", _joined(record.rule, record.exercise, record.change, answer, record.reason)


@halves.register(r.ProfileAnswer)
def _profile(record: r.ProfileAnswer) -> tuple[str, str]:
    from rehab_tui.practice.profile_words import in_words  # it loads the screening

    return "profile: ", in_words(record.key, record.value)


def _headed(name: str, rest: str) -> tuple[str, str]:
    return (f"{name}, ", rest) if rest else (name, "")


def _length(minutes: int | None) -> str | None:
    return None if minutes is None else say_minutes(minutes)


def _active(session: r.SessionRecord) -> str:
    return f"{max(1, round(session.seconds / 60))} min"


def _effort(effort: int | None) -> str | None:
    return None if effort is None else f"effort {effort}"


def _done(done: int | None, prescribed: int | None, unit: str) -> str | None:
    return None if prescribed is None else f"{done or 0} of {prescribed} {unit}"


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
