"""What a report of some days rests on, read from the journal.

Only the period is read, and of the time before it no more than the first of each thing: so a report
takes as long in the tenth year as in the first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from typing import Any, NamedTuple

from rehab_tui.coach.doses import doses_of
from rehab_tui.errors import NotFoundError
from rehab_tui.journal import period
from rehab_tui.journal import records as r
from rehab_tui.journal.store import Journal
from rehab_tui.journal.vocabulary import AT_REST, ENDED, TELLING_QUALITIES, WARNING_QUALITIES
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import is_done
from rehab_tui.practice.past_answers import PAUSE_RULE, pauses_of, standing
from rehab_tui.practice.past_exercises import sets_of
from rehab_tui.practice.programmes import present_programme
from rehab_tui.practice.values import DAY_MINUTES
from rehab_tui.programme.change import baseline_of
from rehab_tui.programme.history import Accepted, History
from rehab_tui.programme.phase import NEXT_PHASE, planned_in_week
from rehab_tui.programme.profile import read_profile
from rehab_tui.report.facts import (
    DecisionFact,
    ElsewhereFact,
    FunctionFact,
    Night,
    Planned,
    Rating,
    ReportInputs,
    SessionFact,
    StopFact,
    TreatmentFact,
    WordFact,
)
from rehab_tui.report.weeks import weeks_between

A_DAY = timedelta(days=1)
TOLD = WARNING_QUALITIES | TELLING_QUALITIES


class _Pain(NamedTuple):
    """One rating of pain, in the columns of the journal."""

    id: str
    day: date
    level: int
    moment: str
    session: str | None
    exercise: str | None
    quality: str | None
    site: str | None


def report_facts(practice: Practice, first: date, last: date) -> ReportInputs:
    """What a report of the days `first` to `last`, both inclusive, rests on."""
    with practice.many_readings() as look:
        return _facts(look, first, last)


def _facts(practice: Practice, first: date, last: date) -> ReportInputs:
    journal, end = practice.journal, last + A_DAY
    pains = _pains(journal, first, end + A_DAY)  # the morning after the last day's session
    within = [pain for pain in pains if pain.day < end]
    sessions = journal.entries(r.SessionRecord, first, end, state=ENDED)
    done = period.sets_done(journal, first, end)
    nights = _table(journal, r.Sleep, ("day", "minutes", "quality", "bed", "wake"), first, end)
    bounds = period.first_and_last_day(journal, end)
    return ReportInputs(
        pain=[*_start(journal, first, end), *_ratings(within, AT_REST)],
        pain_worst=_worst(within),
        mood=[Rating(day, level) for day, level in journal.values(r.Mood, "level", first, end)],
        sleep_minutes=[Rating(day, minutes) for day, minutes, *_ in nights if minutes is not None],
        sleep_quality=[Rating(day, well) for day, _, well, *_ in nights if well is not None],
        function=[
            Rating(day, level) for day, level in journal.values(r.Function, "level", first, end)
        ],
        effort=[Rating(s.day, s.effort) for s in sessions if s.effort is not None],
        sessions=_sessions(sessions, done, pains),
        elsewhere=[
            ElsewhereFact(day, minutes)
            for day, minutes in _table(journal, r.DoneElsewhere, ("day", "minutes"), first, end)
        ],
        nights=[Night(day, minutes, _in_bed(bed, wake)) for day, minutes, _, bed, wake in nights],
        functions=_functions(journal, first, end),
        global_change=[
            Rating(day, int(answer))
            for day, answer in journal.values(
                r.CheckIn, "answer", first, end, question="global_change"
            )
        ],
        words=_words(journal, within, first),
        stops=[_stop(stop) for stop in journal.entries(r.StopEvent, first, end)],
        decisions=[
            DecisionFact(one.day, one.rule, one.reason, one.change, one.exercise, one.answer)
            for one in journal.entries(r.DecisionRecord, first, end)
        ],
        treatments=[
            TreatmentFact(day, what, minutes)
            for day, what, minutes in _table(
                journal, r.Treatment, ("day", "what", "minutes"), first, end
            )
        ],
        left_out=_left_out(sessions, done),
        entry_days=period.entry_days(journal, first, end),
        first_entry=bounds and bounds[0],
        last_entry=bounds and bounds[1],
        first_session=period.first_session(journal, end),
        planned=_planned(practice, first, last),
        names=practice.catalogue.names,
    )


def _table(
    journal: Journal, kind: type[r.Record], columns: Sequence[str], first: date, end: date
) -> list[tuple[Any, ...]]:
    """Columns of the period's entries; the first one is the day."""
    found = journal.table(kind, *columns, start=first, end=end)
    return [(date.fromisoformat(day), *rest) for day, *rest in found]


# --- pain ----------------------------------------------------------------------------------------


def _pains(journal: Journal, first: date, end: date) -> list[_Pain]:
    rows = journal.table(r.Pain, *_Pain._fields, start=first, end=end)
    return [_Pain(id_, date.fromisoformat(day), *rest) for id_, day, *rest in rows]


def _ratings(pains: Iterable[_Pain], moments: Sequence[str]) -> list[Rating]:
    return [Rating(pain.day, pain.level) for pain in pains if pain.moment in moments]


def _start(journal: Journal, first: date, end: date) -> list[Rating]:
    """The ratings of the baseline, as far as they lie before the period."""
    with closing(period.ratings_by_day(journal, AT_REST, end)) as earliest:
        base = baseline_of(earliest)
    if base is None or base.first >= first:
        return []
    return _ratings(_pains(journal, base.first, min(first, base.last + A_DAY)), AT_REST)


def _worst(pains: Iterable[_Pain]) -> list[Rating]:
    """One rating a session: its worst, whether said of an exercise or of the whole."""
    highest: dict[str, Rating] = {}
    for pain in pains:
        key = pain.session or pain.id
        if pain.moment == "worst" and (key not in highest or pain.level > highest[key].value):
            highest[key] = Rating(pain.day, pain.level)
    return list(highest.values())


def _words(journal: Journal, pains: Iterable[_Pain], first: date) -> list[WordFact]:
    """Qualities that warn, and the first time of each where that is before the period."""
    here = [
        WordFact(pain.day, pain.quality, pain.site, pain.exercise)
        for pain in pains
        if pain.quality is not None and pain.quality in TOLD
    ]
    earlier = period.first_of_each(journal, {one.quality for one in here}, first)
    return [*(WordFact(day, quality) for quality, day in earlier.items()), *here]


# --- sessions ------------------------------------------------------------------------------------


def _sessions(
    records: Iterable[r.SessionRecord], done: Mapping[str, Mapping[int, int]], pains: list[_Pain]
) -> list[SessionFact]:
    levels: defaultdict[tuple[str | None, str], list[int]] = defaultdict(list)
    for pain in pains:
        levels[pain.session, pain.moment].append(pain.level)

    def level(session: str, moment: str) -> int | None:
        return max(levels.get((session, moment), ()), default=None)

    return [
        SessionFact(
            day=one.day,
            minutes=round(one.seconds / 60),
            done=is_done(sum(done.get(one.id, {}).values()), one.sets),
            began=one.at.time(),
            before=level(one.id, "before"),
            worst=level(one.id, "worst"),
            morning=level(one.id, "morning"),
        )
        for one in records
    ]


def _left_out(
    records: Iterable[r.SessionRecord], done: Mapping[str, Mapping[int, int]]
) -> Mapping[str, int]:
    """Sets prescribed and not done, by the exercise; not of a session that had to stop."""
    found: Counter[str] = Counter()
    for one in records:
        at = done.get(one.id, {})
        if one.state == "stopped" or sum(at.values()) >= one.sets:
            continue
        for place, (exercise, dose) in enumerate(doses_of(one.prescription)):
            found[exercise] += max(0, sets_of(dose) - at.get(place, 0))
    return {exercise: sets for exercise, sets in found.items() if sets}


def _stop(stop: r.StopEvent) -> StopFact:
    return StopFact(
        day=stop.day,
        reason=stop.reason,
        at=stop.at.time(),
        sign=stop.sign,
        tier=stop.tier,
        exercise=stop.exercise,
        answer=stop.answer,
        answered=stop.answered and stop.answered.date(),
    )


# --- the rest ------------------------------------------------------------------------------------


def _in_bed(bed: str | None, wake: str | None) -> int | None:
    """Minutes from going to bed to waking, over midnight too; None where not both are known."""
    if bed is None or wake is None:
        return None
    try:
        went, woke = (60 * int(clock[:2]) + int(clock[3:]) for clock in (bed, wake))
    except ValueError:  # written by another program; 'rehab journal check' names the entry
        return None
    return (woke - went) % DAY_MINUTES or None


def _functions(journal: Journal, first: date, end: date) -> list[FunctionFact]:
    """The period's ratings, and before them the first one of each activity."""
    here = _table(journal, r.Function, ("day", "activity", "level"), first, end)
    earlier = period.first_ratings(journal, {activity for _, activity, _ in here}, first)
    return [FunctionFact(*one) for one in (*earlier, *here)]


def _planned(practice: Practice, first: date, last: date) -> Planned:
    """What the present programme plans for each week; nothing is known without a programme."""
    try:
        programme = present_programme(practice)
    except NotFoundError:
        return {}
    history = _phases(practice.journal, programme.id, practice.clock.now().date())
    answers = practice.journal.profile()
    days = practice.plan.days or practice.profile().days
    planned = {
        week.start: planned_in_week(
            programme, history, week.start, profile=read_profile(answers, week.start), days=days
        )
        for week in weeks_between(first, last)
    }
    return {monday: sessions for monday, sessions in planned.items() if sessions is not None}


def _phases(journal: Journal, programme: str, today: date) -> History:
    """So much of the past as says where a programme stood: its first day, phases, pauses."""
    began = period.first_session(journal, today + A_DAY, programme)
    answered = journal.entries(
        r.DecisionRecord, rule=(NEXT_PHASE, PAUSE_RULE), answer=("accepted", "taken_back")
    )
    taken = standing(answered, "accepted")
    return History(
        accepted=tuple(
            Accepted(one.rule, change, one.day, one.exercise, len(taken) - place)
            for place, (one, change) in enumerate(taken)
        ),
        begun={} if began is None else {programme: began},
        pauses=pauses_of(answered),
    )
