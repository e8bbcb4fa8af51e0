"""The acts of a guided session: begin, record sets, rate, stop, end.

Every act is one transaction, grouped under the session's id, so that `rehab undo` takes a whole
session back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from math import inf

from rehab_tui.catalogue.model import Exercise
from rehab_tui.clock import Clock
from rehab_tui.coach import engine
from rehab_tui.coach.model import Prescription, Session, SetFinished, SetResult
from rehab_tui.coach.store import prescription_json, with_prescription
from rehab_tui.journal.ids import new_id
from rehab_tui.journal.records import (
    DecisionRecord,
    Pain,
    SessionRecord,
    SessionState,
    SetRecord,
    StopEvent,
)
from rehab_tui.practice.checkin import now_of
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.past_exercises import sets_of
from rehab_tui.practice.player import Circumstances, Keeper, Player
from rehab_tui.practice.today import case_of
from rehab_tui.programme import flare
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import OpenStop
from rehab_tui.programme.rules.in_session import is_red
from rehab_tui.programme.stops import Reason, Sign, opens, tier_of
from rehab_tui.programme.today import TodaysSession, not_today

A_DAY = 86_400
"""Seconds; no session is longer."""
SHARP = "sharp"


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

    with practice.many_readings() as look:
        history, today = read_history(look.journal), practice.clock.now().date()
        case = case_of(look, history, now_of(look, history=history))
        calm = look.journal.entries(DecisionRecord, session=record.id, rule=flare.RULE)
        sharp = look.journal.entries(StopEvent, session=record.id, reason=SHARP)
        red_before = reds(look, record)
    profile = case.profile
    hurt = {one.exercise for one in sharp if one.exercise is not None}
    circumstances = Circumstances(
        flags=profile.flags,
        calm=bool(calm),
        counted=profile.counted,
        known=history.known(today),
        barred=not_today(case) | hurt,
        equipment=profile.equipment,
        limits=case.plan.limits,
        reds_before=red_before,
    )
    keeper = keeper or JournalKeeper(practice, record)
    return Player(session, practice.clock, practice.catalogue, keeper, circumstances)


def preview_player(
    practice: Practice, today: TodaysSession, clock: Clock, keeper: Keeper | None = None
) -> Player:
    """What plays a session at a clock of its own, as its person would; nothing is written.

    Args:
        practice: catalogue and journal.
        today: the session.
        clock: the preview's clock, which may run fast.
        keeper: what tells of finished sets.
    """
    profile = practice.profile()
    circumstances = Circumstances(
        flags=profile.flags,
        counted=profile.counted,
        known=read_history(practice.journal).known(clock.now().date()),
        equipment=profile.equipment,
    )
    session = engine.begin(today.prescriptions)
    return Player(session, clock, practice.catalogue, keeper, circumstances, longest_tick=inf)


def expected_sets(prescription: Prescription) -> int:
    """Sets that are written when all is done; each side of a set is one."""
    return sets_of(prescription.dose)


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
                said = before.two_more if _same_way(before, one) else None
                act.change(replace(one, id=before.id, two_more=said))
        if varied is not None:
            act.change(varied)


def _same_way(before: SetRecord, now: SetRecord) -> bool:
    """Whether what was said of a set still speaks of it after it was done again."""
    ways = ((one.exercise, one.variant, one.load) for one in (before, now))
    return next(ways) == next(ways)


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


def rate_pain(
    practice: Practice,
    record: SessionRecord,
    exercise: str,
    level: int,
    others: Collection[str] = (),
) -> str:
    """Write the worst pain (0-10) in one exercise; a correction takes the first answer's place.

    Args:
        practice: clock, catalogue, journal.
        record: the session.
        exercise: its id.
        level: 0 to 10.
        others: the ids of answers that speak of other places in the session, where the same
            exercise stands twice; they stay.

    Returns:
        the answer's id.
    """
    rated = Pain(
        at=practice.clock.now(), level=level, moment="worst", session=record.id, exercise=exercise
    )
    told = practice.journal.entries(Pain, session=record.id, exercise=exercise, moment="worst")
    before = [one.id for one in told if one.id not in others]
    with practice.journal.act("rated an exercise", group=record.id) as act:
        kept = act.change(replace(rated, id=before[-1])) if before else act.add(rated)
    return kept.id


def rate_two_more(
    practice: Practice, record: SessionRecord, item: int, exercise: str, *, possible: bool
) -> None:
    """Write whether two more would have been possible, on the exercise's last set in its item.

    An earlier set that was done again later is not the last one. Where nothing was done of the
    exercise that was asked about (one that was swapped in and skipped) nothing is written.
    """
    sets = practice.journal.entries(SetRecord, session=record.id, item=item, exercise=exercise)
    if not sets:
        return
    last = max(sets, key=lambda one: (one.number, one.at))
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


def reds(practice: Practice, record: SessionRecord, but: str = "") -> int:
    """How often pain was above the limit in a session, or a sharp one stopped it (PM3).

    Args:
        practice: its journal.
        record: the session.
        but: the id of a stop event that does not count.
    """
    sharp = practice.journal.entries(StopEvent, session=record.id, reason=SHARP)
    pains = practice.journal.entries(Pain, session=record.id, moment="worst")
    limits = practice.plan.limits
    rated = sum(one.exercise is not None and is_red(one.level, limits) for one in pains)
    return rated + sum(one.id != but for one in sharp)


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
        how many sharp pains and ratings in red this session had before it.
    """
    journal = practice.journal
    before = reds(practice, record, event) if record else 0
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
