"""Reads the journal into the digest that the rules look back on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rehab_tui.journal.records import (
    CheckIn,
    DecisionRecord,
    Pain,
    SessionRecord,
    SetRecord,
    StopEvent,
)
from rehab_tui.journal.store import Journal
from rehab_tui.programme.history import Accepted, History, OpenStop, PastSession, Refused
from rehab_tui.programme.stops import LOCKING

ENDED = ("finished", "stopped", "left")
LOOK_BACK = 60
"""Sessions that the rules look back on; none of them reaches further."""
WARNING_QUALITIES = frozenset({"sharp", "electric", "spreading"})


def read_history(journal: Journal) -> History:
    """Everything that the rules need to know of the past, oldest first."""
    records = journal.entries(SessionRecord, newest=LOOK_BACK, state=ENDED)
    ids = [record.id for record in records]
    counts = sets_done(journal.entries(SetRecord, session=ids) if ids else ())
    pains = journal.entries(Pain, session=ids) if ids else []
    stiff = {
        check.session
        for check in (journal.entries(CheckIn, session=ids, moment="morning") if ids else ())
        if check.stiffness == "longer"
    }
    sessions = tuple(
        PastSession(
            id=record.id,
            day=record.day,
            done=is_done(counts.get(record.id, 0), record.sets),
            programme=record.programme,
            phase=record.phase,
            before=_level(pains, record.id, "before"),
            worst=_level(pains, record.id, "worst"),
            morning=_level(pains, record.id, "morning"),
            effort=record.effort,
            stiffer=record.id in stiff,
            warned=any(p.session == record.id and p.quality in WARNING_QUALITIES for p in pains),
        )
        for record in records
    )
    stops = tuple(
        OpenStop(stop.id, stop.day, stop.tier, stop.sign, stop.reason)
        for stop in journal.entries(StopEvent, answer=None)
        if stop.tier in LOCKING and stop.tier is not None
    )
    accepted, refused = _offers(
        journal.entries(DecisionRecord, answer=("accepted", "refused")), sessions
    )
    return History(sessions, stops, accepted, refused)


def is_done(done: int, prescribed: int) -> bool:
    """Whether a session counts as done: at least half of its prescribed sets are."""
    return prescribed > 0 and 2 * done >= prescribed


def sets_done(sets: Iterable[SetRecord]) -> dict[str, int]:
    """Finished sets by session; a set that was done again counts once."""
    seen: dict[str, set[tuple[int, int, str]]] = {}
    for one in sets:
        seen.setdefault(one.session, set()).add((one.item, one.number, one.side))
    return {session: len(done) for session, done in seen.items()}


def _level(pains: Iterable[Pain], session: str, moment: str) -> int | None:
    levels = [p.level for p in pains if p.session == session and p.moment == moment]
    return max(levels, default=None)


def _offers(
    decisions: Iterable[DecisionRecord], sessions: tuple[PastSession, ...]
) -> tuple[tuple[Accepted, ...], tuple[Refused, ...]]:
    accepted, refused = [], []
    for decision in decisions:
        if decision.change is None:
            continue
        if decision.answer == "accepted":
            accepted.append(Accepted(decision.rule, decision.change, decision.day))
        else:
            since = sum(s.done and s.day >= decision.day for s in sessions)
            refused.append(Refused(decision.rule, decision.change, since))
    return tuple(accepted), tuple(refused)


def first_day(journal: Journal, programme: str) -> date | None:
    """The local day of the first session of a programme, or None."""
    days = journal.values(SessionRecord, "state", programme=programme, state=ENDED)
    return days[0][0] if days else None
