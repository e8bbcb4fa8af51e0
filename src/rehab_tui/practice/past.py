"""Reads the journal into the digest that the rules look back on."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar, cast

from rehab_tui.journal.records import (
    CheckIn,
    DecisionRecord,
    DoneElsewhere,
    Function,
    Pain,
    SessionRecord,
    SetRecord,
    Sleep,
    StopEvent,
)
from rehab_tui.journal.store import Journal
from rehab_tui.journal.vocabulary import AT_REST, WARNING_QUALITIES
from rehab_tui.journal.vocabulary import ENDED as ENDED
from rehab_tui.practice.past_answers import held_of, pauses_of, standing
from rehab_tui.practice.past_exercises import PastPain, PastSet, exercises_of
from rehab_tui.programme.history import (
    KNOWN_FOR,
    Accepted,
    History,
    Linger,
    Moved,
    OpenStop,
    PastSession,
    Refused,
    Told,
)
from rehab_tui.programme.stops import LOCKING, opens

SHARP_LOOK_BACK = 20
"""More sharp pains than this nobody has on one day."""
LOOK_BACK = 90
"""Sessions that the rules look back on: four weeks of three a day. No rule reaches further."""
WEEKS_BACK = timedelta(weeks=13)
"""So long ratings and answers are looked back on."""
SPINE = frozenset({"neck", "upper-back", "lower-back"})
"""Sites at the spine itself."""


class Asked(NamedTuple):
    """The answers of a session, in the columns of the journal's `check_in` entries."""

    session: str
    question: str | None
    about: str
    answer: str | None
    stiffness: str | None


Row = TypeVar("Row", bound=tuple[Any, ...])
Part = TypeVar("Part", PastSet, PastPain, Asked)


def read_history(journal: Journal) -> History:
    """Everything that the rules need to know of the past, oldest first."""
    with journal.many_readings() as look:
        return _history(look)


def _history(journal: Journal) -> History:
    since = journal.clock.now().date() - WEEKS_BACK
    records = journal.entries(SessionRecord, newest=LOOK_BACK, state=ENDED)
    sets = _sets(journal, records)
    stops = journal.entries(StopEvent)
    told = _told(journal, since)
    sessions = _sessions(journal, records, sets, stops, told)
    done_at = [record.at for record, session in zip(records, sessions, strict=True) if session.done]
    answered = journal.entries(DecisionRecord, answer=("accepted", "refused", "taken_back"))
    return History(
        sessions=sessions,
        stops=_open_stops(stops),
        accepted=tuple(
            Accepted(one.rule, change, one.day, one.exercise, _later(done_at, one.at))
            for one, change in standing(answered, "accepted")
        ),
        refused=tuple(
            Refused(one.rule, change, _later(done_at, one.at), one.exercise)
            for one, change in standing(answered, "refused")
        ),
        sharp=_sharp(stops),
        begun=_begun(journal),
        last_done=last_done(journal),
        held=held_of(stops, journal.entries(Pain, quality=sorted(WARNING_QUALITIES)), answered),
        pauses=pauses_of(answered),
        told=told,
        pains=_by_day(journal.values(Pain, "level", since, moment=AT_REST)),
        functions=_by_day(
            (date.fromisoformat(day), activity, level)
            for day, activity, level in journal.table(Function, "day", "activity", "level")
        ),
        elsewhere=_by_day(
            (date.fromisoformat(day), minutes)
            for day, minutes in journal.table(DoneElsewhere, "day", "minutes", start=since)
        ),
    )


def last_done(journal: Journal) -> Mapping[str, date]:
    """The last day on which each exercise was done, as far as that may matter today."""
    oldest = journal.clock.now().date() - KNOWN_FOR
    return journal.last_days(SetRecord, "exercise", oldest)


def is_done(done: int, prescribed: int) -> bool:
    """Whether a session counts as done: at least half of its prescribed sets are.

    Each side of a set counts as one where the dose says so; a set done again counts once.
    """
    return prescribed > 0 and 2 * done >= prescribed


def _sessions(
    journal: Journal,
    records: Sequence[SessionRecord],
    sets: Mapping[str, Sequence[PastSet]],
    stops: Iterable[StopEvent],
    told: Iterable[Told],
) -> tuple[PastSession, ...]:
    ids = [record.id for record in records]
    pains = _by_session(PastPain, journal.table(Pain, *PastPain._fields, session=ids))
    asked = _by_session(Asked, journal.table(CheckIn, *Asked._fields, session=ids))
    stopped: defaultdict[str | None, list[StopEvent]] = defaultdict(list)
    for stop in stops:
        stopped[stop.session].append(stop)
    nights = _nights(journal, records)
    ill = {one.day for one in told if (one.question, one.answer) == ("ill", "yes")}
    return tuple(
        _session(
            record,
            sets[record.id],
            pains[record.id],
            asked[record.id],
            stopped[record.id],
            night=nights.get(record.day + timedelta(days=1)),
            ill=record.day in ill,
        )
        for record in records
    )


def _session(
    record: SessionRecord,
    sets: Sequence[PastSet],
    pains: Sequence[PastPain],
    asked: Sequence[Asked],
    stops: Sequence[StopEvent],
    *,
    night: int | None,
    ill: bool,
) -> PastSession:
    answers = {one.question: one.answer for one in asked if one.answer is not None}
    moved = cast("Moved | None", answers.get("moved"))
    stopped = {one.exercise for one in stops if one.exercise is not None and one.reason == "sharp"}
    return PastSession(
        id=record.id,
        day=record.day,
        done=is_done(len({(one.item, one.number, one.side) for one in sets}), record.sets),
        programme=record.programme,
        phase=None if record.phase is None else record.phase - 1,
        before=_level(pains, "before"),
        worst=_level(pains, "worst"),
        morning=_level(pains, "morning"),
        effort=record.effort,
        stiffer=any(one.stiffness == "longer" for one in asked),
        warned=bool(stops) or any(pain.quality in WARNING_QUALITIES for pain in pains),
        ended=_ended(record, sets),
        exercises=exercises_of(record.prescription, sets, pains, stopped, _signs(asked)),
        ill=ill or answers.get("ill") == "yes",
        sleep_quality=night,
        spine=_spine(answers.get("spine"), pains) if moved else None,
        moved=moved,
        linger=cast("Linger | None", answers.get("linger")),
    )


def _ended(record: SessionRecord, sets: Sequence[PastSet]) -> datetime:
    """When it ended: with its last set, and not before its active time was over."""
    least = record.at + timedelta(seconds=record.seconds)
    if not sets:
        return least
    return max(least, datetime.fromisoformat(sets[-1].at).astimezone(record.at.tzinfo))


def _spine(told: str | None, pains: Sequence[PastPain]) -> int | None:
    """How much the pain at the spine rose: as told, else from ratings that speak of the spine."""
    if told is not None:
        return int(told)
    before, worst = _level(pains, "before"), _level(pains, "worst")
    at_spine = any(pain.moment == "before" and pain.site in SPINE for pain in pains)
    return max(0, worst - before) if at_spine and before is not None and worst is not None else None


def _signs(asked: Iterable[Asked]) -> Mapping[str, frozenset[str]]:
    """The pelvic signs that were told of each exercise."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in asked:
        if one.question == "signs" and one.about and one.answer not in (None, "none"):
            found[one.about].add(str(one.answer))
    return {exercise: frozenset(signs) for exercise, signs in found.items()}


def _sets(journal: Journal, records: Iterable[SessionRecord]) -> Mapping[str, list[PastSet]]:
    ids = [record.id for record in records]
    return _by_session(PastSet, journal.table(SetRecord, *PastSet._fields, session=ids))


def _by_session(kind: type[Part], rows: Iterable[tuple[object, ...]]) -> Mapping[str, list[Part]]:
    found: defaultdict[str, list[Part]] = defaultdict(list)
    for row in rows:
        one = kind._make(row)
        found[one.session].append(one)
    return found


def _nights(journal: Journal, records: Sequence[SessionRecord]) -> Mapping[date, int]:
    """The quality of each night that was rated, by the day of waking, as it was last told."""
    if not records:
        return {}
    return dict(journal.values(Sleep, "quality", min(record.day for record in records)))


def _level(pains: Iterable[PastPain], moment: str) -> int | None:
    return max((pain.level for pain in pains if pain.moment == moment), default=None)


def _told(journal: Journal, since: date) -> tuple[Told, ...]:
    columns = ("question", "about", "answer", "day")
    found = [
        Told(question, about, answer, date.fromisoformat(day))
        for question, about, answer, day in journal.table(CheckIn, *columns, start=since)
        if question is not None
    ]
    return tuple(sorted(found, key=lambda one: one.day))


def _by_day(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows that begin with their day, by it; those of one day in time order, as they come."""
    return tuple(sorted(rows, key=lambda row: row[0]))


def _later(moments: Sequence[datetime], moment: datetime) -> int:
    """How many of the moments, which are in order, lie after another one."""
    return len(moments) - bisect_right(moments, moment)


def _open_stops(stops: Iterable[StopEvent]) -> tuple[OpenStop, ...]:
    """Stops of a tier that locks and without an answer that opens; those without a tier never."""
    return tuple(
        OpenStop(stop.id, stop.day, stop.tier, stop.sign, stop.reason)
        for stop in stops
        if stop.tier is not None and stop.tier in LOCKING and not opens(stop.tier, stop.answer)
    )


def _sharp(stops: Iterable[StopEvent]) -> frozenset[tuple[str, date]]:
    """The newest sharp pains by exercise and day; only today's matter."""
    newest = [stop for stop in stops if stop.reason == "sharp"][-SHARP_LOOK_BACK:]
    return frozenset((stop.exercise, stop.day) for stop in newest if stop.exercise is not None)


def _begun(journal: Journal) -> Mapping[str, date]:
    """The day of each programme's very first session."""
    newest_first = reversed(journal.values(SessionRecord, "programme", state=ENDED))
    return {programme: day for day, programme in newest_first}
