"""Reads the journal into the digest that the rules look back on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
from rehab_tui.programme.history import (
    KNOWN_FOR,
    Accepted,
    History,
    OpenStop,
    PastSession,
    Refused,
)
from rehab_tui.programme.stops import LOCKING, opens

SHARP_LOOK_BACK = 20
"""More sharp pains than this nobody has on one day."""
ENDED = ("finished", "stopped", "left")
LOOK_BACK = 90
"""Sessions that the rules look back on: four weeks of three a day. No rule reaches further."""
WARNING_QUALITIES = frozenset({"sharp", "electric", "spreading"})


def read_history(journal: Journal) -> History:
    """Everything that the rules need to know of the past, oldest first."""
    records = journal.entries(SessionRecord, newest=LOOK_BACK, state=ENDED)
    ids = [record.id for record in records]
    done = sessions_done(journal, records)
    pains = _by_session(journal.entries(Pain, session=ids))
    stiff = {c.session for c in journal.entries(CheckIn, session=ids, stiffness="longer")}
    stopped = {s.session for s in journal.entries(StopEvent, session=ids)}
    sessions = tuple(
        PastSession(
            id=record.id,
            day=record.day,
            done=record.id in done,
            programme=record.programme,
            phase=None if record.phase is None else record.phase - 1,
            before=_level(pains[record.id], "before"),
            worst=_level(pains[record.id], "worst"),
            morning=_level(pains[record.id], "morning"),
            effort=record.effort,
            stiffer=record.id in stiff,
            warned=record.id in stopped or _warned(pains[record.id]),
        )
        for record in records
    )
    answers = journal.entries(DecisionRecord, answer=("accepted", "refused"))
    offers = [(one, one.change) for one in answers if one.change is not None]
    done_at = [record.at for record in records if record.id in done]
    return History(
        sessions=sessions,
        stops=_open_stops(journal),
        accepted=tuple(
            Accepted(one.rule, change, one.day)
            for one, change in offers
            if one.answer == "accepted"
        ),
        refused=tuple(
            Refused(one.rule, change, sum(at > one.at for at in done_at))
            for one, change in offers
            if one.answer == "refused"
        ),
        sharp=_sharp(journal),
        begun=_begun(journal),
        last_done=last_done(journal),
    )


def last_done(journal: Journal) -> Mapping[str, date]:
    """The last day on which each exercise was done, as far as that may matter today."""
    oldest = journal.clock.now().date() - KNOWN_FOR
    return journal.last_days(SetRecord, "exercise", oldest)


def sessions_done(journal: Journal, records: Iterable[SessionRecord]) -> set[str]:
    """The ids of those sessions of which at least half of the prescribed sets are done.

    Each side of a set counts as one where the dose says so; a set done again counts once.
    """
    prescribed = {record.id: record.sets for record in records}
    seen: defaultdict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for one in journal.entries(SetRecord, session=list(prescribed)):
        seen[one.session].add((one.item, one.number, one.side))
    return {id_ for id_, sets in prescribed.items() if is_done(len(seen[id_]), sets)}


def is_done(done: int, prescribed: int) -> bool:
    """Whether a session counts as done: at least half of its prescribed sets are."""
    return prescribed > 0 and 2 * done >= prescribed


def _by_session(pains: Iterable[Pain]) -> Mapping[str, list[Pain]]:
    found: defaultdict[str, list[Pain]] = defaultdict(list)
    for pain in pains:
        found[pain.session or ""].append(pain)
    return found


def _level(pains: Iterable[Pain], moment: str) -> int | None:
    return max((pain.level for pain in pains if pain.moment == moment), default=None)


def _warned(pains: Iterable[Pain]) -> bool:
    return any(pain.quality in WARNING_QUALITIES for pain in pains)


def _open_stops(journal: Journal) -> tuple[OpenStop, ...]:
    """Stops of a tier that locks and without an answer that opens; those without a tier never."""
    return tuple(
        OpenStop(stop.id, stop.day, stop.tier, stop.sign, stop.reason)
        for stop in journal.entries(StopEvent, tier=sorted(LOCKING))
        if stop.tier is not None and not opens(stop.tier, stop.answer)
    )


def _sharp(journal: Journal) -> frozenset[tuple[str, date]]:
    """The newest sharp pains by exercise and day; only today's matter."""
    stops = journal.entries(StopEvent, reason="sharp", newest=SHARP_LOOK_BACK)
    return frozenset((stop.exercise, stop.day) for stop in stops if stop.exercise is not None)


def _begun(journal: Journal) -> Mapping[str, date]:
    """The day of each programme's very first session."""
    newest_first = reversed(journal.values(SessionRecord, "programme", state=ENDED))
    return {programme: day for day, programme in newest_first}
