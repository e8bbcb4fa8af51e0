"""A session that was cut short by a crash or a closed terminal: resume it, keep it, discard it.

One that runs in another process is none: nothing here speaks of it, or touches it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from rehab_tui.coach.engine import resume_at
from rehab_tui.coach.model import Prescription, Session, SetResult
from rehab_tui.coach.store import read_prescription, results_of
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.days import spelled_out
from rehab_tui.errors import NotFoundError
from rehab_tui.journal.records import SessionRecord, SetRecord, StopEvent
from rehab_tui.practice import sessions
from rehab_tui.practice.alone import runs_elsewhere, take
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.today import case_of
from rehab_tui.programme.counting import as_chosen
from rehab_tui.programme.now import Now
from rehab_tui.programme.today import closed, not_today
from rehab_tui.programme.variants import unsuited

ACROSS_MIDNIGHT = timedelta(hours=12)
"""So long a session of the day before may still be resumed."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that was cut short: what it was, what is done, what is left to do.

    `record.seconds` is the active time so far, reckoned as nobody was there to write it. `results`
    are the sets as the engine knows them; `vanished` names exercises that the catalogue
    no longer has, `hurt` those in which there was a sharp pain (PM3); both are left out.
    """

    record: SessionRecord
    prescriptions: tuple[Prescription, ...]
    sets: tuple[SetRecord, ...]
    results: tuple[SetResult, ...]
    vanished: tuple[str, ...]
    hurt: frozenset[str] = frozenset()

    @property
    def resumed(self) -> Session:
        """The session as the engine takes it up again, paused before what is left to do."""
        return resume_at(self.prescriptions, self.results, self.hurt)


def unfinished(practice: Practice) -> Unfinished | None:
    """The session that was cut short, or None.

    One whose prescription can't be read has no prescriptions: it can be kept, not resumed.
    """
    before = practice.journal.open_session()
    if before is None or runs_elsewhere(practice):
        return None
    # Read anew: what was open a moment ago may have ended just before its lock was found free.
    found = _read(practice)
    return found if found is not None and found.record.id == before[0].id else None


def take_up(practice: Practice, cut_short: Unfinished) -> Unfinished:
    """A session that was cut short as it is by now; hold the lock (`alone.take`) meanwhile.

    Raises:
        NotFoundError: when it was ended meanwhile, by another window.
    """
    now = _read(practice)
    if now is None or now.record.id != cut_short.record.id:
        raise NotFoundError("this session was ended meanwhile", "There is nothing left to settle.")
    return now


def _read(practice: Practice) -> Unfinished | None:
    found = practice.journal.open_session()
    if found is None:
        return None
    record, sets = found
    try:
        read = read_prescription(record.prescription, practice.catalogue.exercises)
    except ValueError:
        record = replace(record, seconds=_active_seconds(record, sets, ()))
        return Unfinished(record, (), tuple(sets), (), ())
    results = results_of(sets, read.places)
    record = replace(record, seconds=_active_seconds(record, sets, read.prescriptions))
    sharp = practice.journal.entries(StopEvent, session=record.id, reason=sessions.SHARP)
    hurt = frozenset(one.exercise for one in sharp if one.exercise is not None)
    chosen = practice.profile().counted
    left = as_chosen(read.prescriptions, chosen)
    return Unfinished(record, left, tuple(sets), results, read.missing, hurt)


def why_not_resume(practice: Practice, cut_short: Unfinished) -> str | None:
    """Why a session that was cut short can only be kept or discarded; None: it may be resumed.

    What was prescribed then may be wrong by now: a stop or the profile closes sessions, the profile
    asks for something else in what is left to do, or the day is over (a session that goes on
    across midnight may be resumed for a while).
    """
    if runs_elsewhere(practice):
        return "A session runs in another window of rehab."
    if not cut_short.prescriptions and cut_short.vanished:
        return "The catalogue no longer has the exercises that are still to come."
    if not cut_short.prescriptions:
        return "What was prescribed can't be read any more."
    now = practice.clock.now()
    case = case_of(practice, read_history(practice.journal), Now(day=now.date()))
    shut = closed(case)
    if shut is not None:
        reason = shut[1].reason
        return f"{reason[:1].upper()}{reason[1:]}."
    begun = cut_short.record.at
    if cut_short.record.day != now.date() and abs(now - begun) >= ACROSS_MIDNIGHT:
        return f"It is of {spelled_out(begun)}; today begins afresh."
    session = cut_short.resumed
    out = not_today(case)
    for item in sorted({step.item for step in session.steps[session.position :]}):
        left = session.prescriptions[item]
        if left.exercise.id in out - cut_short.hurt:
            return f"{left.exercise.name} is still to come, and has been left out since."
        if unsuited(left, case.profile.flags):
            return f"Your profile has changed since, and {left.exercise.name} is still to come."
    return None


def _active_seconds(
    record: SessionRecord, sets: Sequence[SetRecord], prescriptions: Sequence[Prescription]
) -> int:
    """From the beginning to the last set, but no longer than the whole session was planned for.

    Between the two there may be pauses, or days until a session was resumed.
    """
    last = max((one.at for one in sets), default=record.at)
    passed = max(0.0, (last - record.at).total_seconds())
    return round(min(passed, planned_seconds(prescriptions)))


def keep(practice: Practice, cut_short: Unfinished) -> None:
    """End a session that was cut short, keeping what was done.

    Raises:
        BusyError: when a session runs in another process.
        NotFoundError: when it was ended meanwhile.
    """
    with take(practice):
        sessions.end(practice, take_up(practice, cut_short).record, "left", 0)


def discard(practice: Practice, cut_short: Unfinished) -> None:
    """Take a session that was cut short out of the journal; `rehab undo` brings it back.

    Raises:
        BusyError: when a session runs in another process.
        NotFoundError: when it was ended meanwhile.
    """
    with take(practice):
        record = take_up(practice, cut_short).record
        with practice.journal.act("discarded a session") as act:
            act.change(replace(record, state="discarded"))
            act.remove("session", record.id)
