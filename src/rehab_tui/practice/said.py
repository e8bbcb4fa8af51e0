"""Entries in words, one line each, without their moment."""

from __future__ import annotations

from functools import singledispatch

from rehab_tui.journal import records as r
from rehab_tui.practice.values import say_minutes
from rehab_tui.text import plural

_MOMENTS = {
    "before": "before a session", "worst": "at its worst in a session",
    "after": "after a session", "morning": "the morning after a session", "average": "on average",
}  # fmt: skip
_STATES = {
    "running": "not ended", "finished": "finished", "stopped": "stopped", "left": "left early",
    "discarded": "discarded",
}  # fmt: skip


@singledispatch
def say(record: r.Record) -> str:
    """One entry in words; text from people is in it as typed."""
    return record.kind.replace("_", " ")


@say.register(r.Pain)
def _pain(record: r.Pain) -> str:
    return _joined(
        f"pain {record.level}", record.site, record.quality, _MOMENTS.get(record.moment),
        f"with {record.exercise}" if record.exercise else None,
    )  # fmt: skip


@say.register(r.Mood)
def _mood(record: r.Mood) -> str:
    return f"mood {record.level}"


@say.register(r.Sleep)
def _sleep(record: r.Sleep) -> str:
    return _joined(
        f"sleep {say_minutes(record.minutes)}" if record.minutes is not None else "sleep",
        f"{record.bed} to {record.wake}" if record.bed and record.wake else None,
        f"{record.latency} min to fall asleep" if record.latency is not None else None,
        f"awake {record.awake} min" if record.awake is not None else None,
        f"woke {plural(record.awakenings, 'time', 'times')}"
        if record.awakenings is not None
        else None,
        f"quality {record.quality}" if record.quality is not None else None,
    )


@say.register(r.Function)
def _function(record: r.Function) -> str:
    return f"{record.activity}: {record.level} of 10"


@say.register(r.Treatment)
def _treatment(record: r.Treatment) -> str:
    return _joined(record.what, _length(record.minutes))


@say.register(r.DoneElsewhere)
def _done_elsewhere(record: r.DoneElsewhere) -> str:
    return _joined("done elsewhere", record.what, _length(record.minutes))


@say.register(r.Note)
def _note(record: r.Note) -> str:
    return f"note: {record.text}"


@say.register(r.SessionRecord)
def _session(record: r.SessionRecord) -> str:
    return _joined(
        "session", _STATES[record.state], f"{max(1, round(record.seconds / 60))} min",
        plural(record.sets, "set", "sets") + " planned", _effort(record.effort), record.programme,
    )  # fmt: skip


@say.register(r.SetRecord)
def _set(record: r.SetRecord) -> str:
    return _joined(
        f"set {record.number} of {record.exercise}",
        record.side if record.side != "both" else None,
        _done(record.reps, record.reps_prescribed, "reps"),
        _done(record.seconds, record.seconds_prescribed, "seconds"),
        f"load {record.load}" if record.load else None,
        record.variant if record.variant != "base" else None,
        f"instead of {record.instead_of}" if record.instead_of else None,
    )


@say.register(r.CheckIn)
def _check_in(record: r.CheckIn) -> str:
    asked = None
    if record.question is not None:
        about = f" ({record.about})" if record.about else ""
        answer = "skipped" if record.answer is None else record.answer
        asked = f"{record.question.replace('_', ' ')}{about}: {answer}"
    stiff = f"stiffness {record.stiffness}" if record.stiffness else None
    return _joined("check-in", _effort(record.effort), stiff, asked)


@say.register(r.StopEvent)
def _stop(record: r.StopEvent) -> str:
    answer = f"answered: {record.answer}" if record.answer else "not answered"
    where = f"at {record.exercise}" if record.exercise else None
    return _joined(f"stop: {record.reason}", record.sign, where, answer)


@say.register(r.DecisionRecord)
def _decision(record: r.DecisionRecord) -> str:
    answer = record.answer.replace("_", " ") if record.answer else None
    return _joined(f"rule {record.rule}", record.exercise, record.change, answer, record.reason)


@say.register(r.ProfileAnswer)
def _profile(record: r.ProfileAnswer) -> str:
    return f"profile: {record.key}" + (
        " taken back" if record.value is None else f"={record.value}"
    )


def _length(minutes: int | None) -> str | None:
    return None if minutes is None else say_minutes(minutes)


def _effort(effort: int | None) -> str | None:
    return None if effort is None else f"effort {effort}"


def _done(done: int | None, prescribed: int | None, unit: str) -> str | None:
    return None if prescribed is None else f"{done or 0} of {prescribed} {unit}"


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
