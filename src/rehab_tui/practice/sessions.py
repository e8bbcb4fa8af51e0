"""The acts of a guided session: begin, record sets, rate, stop, end, and what comes after a crash.

Every act is one transaction, grouped under the session's id, so that `rehab undo` takes a whole
session back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rehab_tui.catalogue.model import Exercise
from rehab_tui.coach.engine import resume_at
from rehab_tui.coach.model import Prescription, Session, SetFinished, SetResult
from rehab_tui.coach.store import (
    prescription_json,
    read_prescription,
    results_of,
    with_prescription,
)
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.journal.ids import new_id
from rehab_tui.journal.records import (
    DecisionRecord,
    Pain,
    SessionRecord,
    SetRecord,
    StopEvent,
)
from rehab_tui.journal.vocabulary import SessionState
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.player import Keeper, Player
from rehab_tui.programme import flare
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import OpenStop
from rehab_tui.programme.profile import read_profile
from rehab_tui.programme.stops import Reason, Sign, opens, tier_of
from rehab_tui.programme.today import TodaysSession, closed
from rehab_tui.programme.variants import unsuited

A_DAY = 86_400
"""Seconds; no session is longer."""
ACROSS_MIDNIGHT = timedelta(hours=12)
"""So long a session of the day before may still be resumed."""
SHARP = "sharp"


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


def begin(practice: Practice, today: TodaysSession) -> SessionRecord:
    """Write a session's beginning: what was prescribed and why."""
    now = practice.clock.now()
    record = SessionRecord(
        id=new_id(now),
        at=now,
        programme=today.programme.id if today.programme else None,
        phase=None if today.phase is None else today.phase + 1,
        week=today.week,
        prescription=prescription_json(today.prescriptions),
        sets=sum(expected_sets(p) for p in today.prescriptions),
    )
    with practice.journal.act("began a session", group=record.id) as act:
        record = act.add(record)
        for decision in today.decisions:
            act.add(_decided(decision, practice, session=record.id))
    return record


def player_for(
    practice: Practice, record: SessionRecord, session: Session, keeper: Keeper | None = None
) -> Player:
    """What plays a session that was begun or resumed, with the profile's flags.

    Args:
        practice: clock, catalogue, journal.
        record: the session's record; its decisions say whether it is a calm one (PM4).
        session: the engine's state.
        keeper: what writes; None takes a `JournalKeeper`.
    """
    from rehab_tui.practice.keeping import JournalKeeper  # it writes with the acts of this file

    flags = read_profile(practice.journal.profile()).flags
    calm = practice.journal.entries(DecisionRecord, session=record.id, rule=flare.RULE)
    return Player(
        session,
        practice.clock,
        practice.catalogue,
        flags,
        keeper or JournalKeeper(practice, record),
        calm=bool(calm),
    )


def expected_sets(prescription: Prescription) -> int:
    """Sets that are written when all is done; each side of a set is one."""
    dose = prescription.dose
    sides = 2 if dose.sides in ("each", "alternate") else 1
    return dose.sets * (1 if dose.reps is None and dose.sides == "alternate" else sides)


def save_sets(practice: Practice, record: SessionRecord, finished: SetFinished) -> None:
    """Write finished sets in one transaction; a set that was done again replaces the first.

    Where another way was chosen than the session's record says, the record says so from now on, so
    that a resumed session goes on in that way.
    """
    written = {
        (one.item, one.number, one.side): one
        for one in practice.journal.entries(SetRecord, session=record.id)
    }
    varied = _varied(practice, record, finished)
    now = practice.clock.now()
    with practice.journal.act("did a set", group=record.id) as act:
        for result in finished.results:
            one = _set_record(record, finished.prescription, result, now)
            before = written.get((result.item, result.number, result.side))
            if before is None:
                act.add(one)
            else:
                act.change(replace(one, id=before.id, two_more=before.two_more))
        if varied is not None:
            act.change(varied)


def _varied(
    practice: Practice, record: SessionRecord, finished: SetFinished
) -> SessionRecord | None:
    """The session's record with the way in which an item is done now, or None: it says so."""
    stored = practice.journal.get(SessionRecord, record.id)
    if stored is None or not finished.results:
        return None
    try:
        text = with_prescription(
            stored.prescription, finished.results[0].item, finished.prescription
        )
    except ValueError:
        return None  # damaged: it can be kept, not resumed
    return None if text == stored.prescription else replace(stored, prescription=text)


def _set_record(
    record: SessionRecord, prescription: Prescription, result: SetResult, now: datetime
) -> SetRecord:
    return SetRecord(
        at=now,
        session=record.id,
        item=result.item,
        exercise=prescription.exercise.id,
        number=result.number,
        side=result.side,
        reps=result.reps,
        reps_prescribed=result.reps_prescribed,
        seconds=result.seconds,
        seconds_prescribed=result.seconds_prescribed,
        load=prescription.dose.load,
        variant=prescription.variant,
        instead_of=prescription.instead_of,
        reason=prescription.reason,
    )


def rate_pain(practice: Practice, record: SessionRecord, exercise: str, level: int) -> None:
    """Write the worst pain (0-10) in one exercise; a correction takes the first answer's place."""
    rated = Pain(
        at=practice.clock.now(), level=level, moment="worst", session=record.id, exercise=exercise
    )
    before = practice.journal.latest(Pain, session=record.id, exercise=exercise, moment="worst")
    with practice.journal.act("rated an exercise", group=record.id) as act:
        if before is None:
            act.add(rated)
        else:
            act.change(replace(rated, id=before.id))


def rate_two_more(practice: Practice, record: SessionRecord, item: int, possible: bool) -> None:
    """Write whether two more would have been possible, on the item's last set."""
    last = practice.journal.latest(SetRecord, session=record.id, item=item)
    if last is None:
        return
    with practice.journal.act("rated a set", group=record.id) as act:
        act.change(replace(last, two_more=possible))


def end(
    practice: Practice, record: SessionRecord, state: SessionState, seconds: float
) -> SessionRecord:
    """Write how a session ended, with its active time in seconds.

    The time of a session that was resumed comes on top of what its record holds already. What was
    prescribed stays as `save_sets` has written it.
    """
    stored = practice.journal.get(SessionRecord, record.id) or record
    active = min(record.seconds + round(seconds), A_DAY)
    ended = replace(record, state=state, seconds=active, prescription=stored.prescription)
    with practice.journal.act("ended a session", group=record.id) as act:
        return act.change(ended)


def stop(
    practice: Practice,
    record: SessionRecord | None,
    exercise: str | None,
    reason: Reason,
    sign: Sign | None,
    *,
    event: str = "",
) -> int:
    """Write a stop event: what was chosen, the sign, its tier.

    Args:
        practice: clock, catalogue, journal.
        record: the session, or None outside of one.
        exercise: the id of the exercise that was being done, or None.
        reason: the answer to "what is it?".
        sign: the answer to the second question, or None when it was not given (yet).
        event: an id of `journal.ids.new_id` that the caller gives the stop; told again with the
            same id (the sign has come, or a try failed) it is changed, not written twice.

    Returns:
        how many sharp pains this session had before it.
    """
    journal = practice.journal
    sharp = journal.entries(StopEvent, session=record.id, reason=SHARP) if record else []
    before = sum(one.id != event for one in sharp)
    told = journal.get(StopEvent, event) if event else None
    stopped = StopEvent(
        id=event,
        at=told.at if told else practice.clock.now(),
        reason=reason.id,
        session=record.id if record else None,
        exercise=exercise,
        sign=sign.id if sign else None,
        tier=tier_of(reason, sign, before),
    )
    with journal.act("stopped", group=record.id if record else None) as act:
        if told is None:
            act.add(stopped)
        else:
            act.change(stopped)
    return before


def answer_stop(practice: Practice, stop_: OpenStop, answer: str) -> None:
    """Write the answer that opens sessions again.

    Raises:
        ValueError: an answer that does not open after such a stop.
    """
    if not opens(stop_.tier, answer):
        raise ValueError(f"{answer!r} does not answer a stop of tier {stop_.tier}")
    event = practice.journal.get(StopEvent, stop_.id)
    if event is None:
        return
    now = practice.clock.now()
    with practice.journal.act("answered a stop") as act:
        act.change(replace(event, answer=answer, answered=now))


def answer_offer(practice: Practice, offer: Decision, *, accept: bool) -> None:
    """Write what the person said to an offer."""
    record = _decided(offer, practice)
    with practice.journal.act("accepted an offer" if accept else "declined an offer") as act:
        act.add(replace(record, answer="accepted" if accept else "refused"))


def unfinished(practice: Practice) -> Unfinished | None:
    """The session that was cut short, or None.

    One whose prescription can't be read has no prescriptions: it can be kept, not resumed.
    """
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
    sharp = practice.journal.entries(StopEvent, session=record.id, reason=SHARP)
    hurt = frozenset(one.exercise for one in sharp if one.exercise is not None)
    return Unfinished(record, read.prescriptions, tuple(sets), results, read.missing, hurt)


def why_not_resume(practice: Practice, cut_short: Unfinished) -> str | None:
    """Why a session that was cut short can only be kept or discarded; None: it may be resumed.

    What was prescribed then may be wrong by now: a stop or the profile closes sessions, the profile
    asks for something else in what is left to do, or the day is over (a session that goes on
    across midnight may be resumed for a while).
    """
    if not cut_short.prescriptions:
        return "What was prescribed can't be read any more."
    profile = read_profile(practice.journal.profile())
    shut = closed(read_history(practice.journal), profile)
    if shut is not None:
        reason = shut[1].reason
        return f"{reason[:1].upper()}{reason[1:]}."
    now, begun = practice.clock.now(), cut_short.record.at
    if cut_short.record.day != now.date() and abs(now - begun) >= ACROSS_MIDNIGHT:
        return f"It is of {begun:%A} {begun.day} {begun:%B}; today begins afresh."
    session = cut_short.resumed
    for item in sorted({step.item for step in session.steps[session.position :]}):
        left = session.prescriptions[item]
        if unsuited(left, profile.flags):
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


def places(practice: Practice, record: SessionRecord) -> tuple[int, ...] | None:
    """Where each exercise that is played stood when the session was written; None: where it is.

    They differ when the catalogue has lost an exercise since. Sets keep the written places, so
    that none of them takes another's.
    """
    try:
        return read_prescription(record.prescription, practice.catalogue.exercises).places
    except ValueError:
        return None


def keep(practice: Practice, cut_short: Unfinished) -> None:
    """End a session that was cut short, keeping what was done."""
    end(practice, cut_short.record, "left", 0)


def discard(practice: Practice, cut_short: Unfinished) -> None:
    """Take a session that was cut short out of the journal; `rehab undo` brings it back."""
    with practice.journal.act("discarded a session") as act:
        act.change(replace(cut_short.record, state="discarded"))
        act.remove("session", cut_short.record.id)


def _decided(
    decision: Decision, practice: Practice, *, session: str | None = None
) -> DecisionRecord:
    return DecisionRecord(
        at=practice.clock.now(),
        rule=decision.rule,
        reason=decision.reason,
        session=session,
        exercise=decision.exercise,
        change=decision.change,
    )


def exercise_of(prescriptions: Sequence[Prescription], item: int | None) -> Exercise | None:
    """The exercise at a place of the prescription, or None."""
    return prescriptions[item].exercise if item is not None else None
