"""What a report rests on is read from the period, and from no more of the journal than it needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from practice_stage import START, Stage, a_stage, add, catalogue

from rehab_tui.clock import ManualClock
from rehab_tui.journal import store
from rehab_tui.journal.database import reading
from rehab_tui.journal.records import (
    CheckIn,
    DecisionRecord,
    DoneElsewhere,
    Function,
    Mood,
    Pain,
    SessionRecord,
    SetRecord,
    Sleep,
    StopEvent,
    Treatment,
)
from rehab_tui.journal.vocabulary import AT_REST
from rehab_tui.practice import sessions
from rehab_tui.practice.context import Practice
from rehab_tui.practice.demo import ACTIVITIES
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.report_facts import report_facts
from rehab_tui.practice.weekly import last_weeks, weekly_report
from rehab_tui.programme.change import find_baseline
from rehab_tui.report.facts import (
    FunctionFact,
    Night,
    ReportInputs,
    SessionFact,
    StopFact,
    WordFact,
)

stage = a_stage

TODAY = START.date()
DAY = timedelta(days=1)


def facts(stage: Stage, first: date = TODAY, last: date = TODAY) -> ReportInputs:
    return report_facts(stage.practice, first, last)


# --- what is read


def test_a_session_has_its_pains_its_time_and_the_next_morning(stage: Stage) -> None:
    record = stage.do("pursed-lip-breathing", before=2, worst=4)
    now = stage.clock.now()
    add(
        stage,
        Pain(at=now, level=6, moment="worst", session=record.id, exercise="heel-raise"),
        Pain(at=now + DAY, level=3, moment="morning", session=record.id),
    )
    found = facts(stage)
    assert found.sessions == [
        SessionFact(TODAY, 10, True, began=time(8), before=2, worst=6, morning=3)
    ]
    assert [one.value for one in found.pain] == [2], "the next morning is of the next day"
    assert [one.value for one in found.pain_worst] == [6]
    assert [one.value for one in found.effort] == [4]
    assert found.first_session == TODAY


def test_times_of_a_night_that_another_program_wrote_are_not_known(stage: Stage) -> None:
    add(stage, Sleep(at=stage.clock.now(), minutes=400, bed="23:00", wake="07:00"))
    with closing(sqlite3.connect(stage.practice.journal.path)) as other, other:
        other.execute("UPDATE sleep SET bed = '2x:30'")
    assert facts(stage).nights == [Night(TODAY, 400, None)]


def test_a_night_has_its_time_in_bed_over_midnight(stage: Stage) -> None:
    now = stage.clock.now()
    add(
        stage,
        Sleep(at=now, minutes=370, bed="23:00", wake="07:00", quality=3),
        Sleep(at=now + timedelta(hours=1), quality=2),
        Sleep(at=now + timedelta(hours=2), minutes=60, bed="13:00", wake="14:30"),
    )
    found = facts(stage)
    assert found.nights == [Night(TODAY, 370, 480), Night(TODAY, None), Night(TODAY, 60, 90)]
    assert [one.value for one in found.sleep_minutes] == [370, 60]
    assert [one.value for one in found.sleep_quality] == [3, 2]


def test_words_that_warn_are_read_with_the_first_time_of_each(stage: Stage) -> None:
    now = stage.clock.now()
    for back, quality in ((90, "sharp"), (80, "sharp"), (70, "numb"), (60, "ache")):
        add(stage, Pain(at=now - back * DAY, level=5, quality=quality))
    add(
        stage,
        Pain(at=now, level=5, quality="sharp", site="knee-left", exercise="step-up"),
        Pain(at=now, level=5, quality="ache"),
        Pain(at=now, level=5, quality="locking", site="knee-left"),
    )
    assert facts(stage).words == [
        WordFact(TODAY - 90 * DAY, "sharp"),
        WordFact(TODAY, "sharp", "knee-left", "step-up"),
        WordFact(TODAY, "locking", "knee-left"),
    ]


def test_activities_are_read_with_their_first_rating(stage: Stage) -> None:
    now = stage.clock.now()
    for back, activity, level in ((90, "Socks", 2), (60, "socks", 9), (90, "stairs", 1)):
        add(stage, Function(at=now - back * DAY, activity=activity, level=level))
    add(stage, Function(at=now, activity="socks", level=6), Function(at=now, activity="x", level=1))
    assert facts(stage).functions == [
        FunctionFact(TODAY - 90 * DAY, "Socks", 2),
        FunctionFact(TODAY, "socks", 6),
        FunctionFact(TODAY, "x", 1),
    ]
    change = weekly_report(stage.practice, TODAY, TODAY).function_change
    assert change is not None
    assert [(one.activity, one.points) for one in change.activities] == [("socks", 4)]


def test_stops_decisions_treatments_and_how_it_goes(stage: Stage) -> None:
    now = stage.clock.now()
    add(
        stage,
        StopEvent(at=now, reason="dizzy", sign="ST4", tier=4, exercise="cat-cow", answer="seen",
                  answered=now + DAY),
        DecisionRecord(at=now, rule="PM2", reason="eased", exercise="cat-cow", change="sets=1"),
        Treatment(at=now, what="heat", minutes=20),
        CheckIn(at=now, moment="now", question="global_change", answer="-2"),
        CheckIn(at=now, moment="now", question="global_change"),
        DoneElsewhere(at=now, minutes=30),
    )  # fmt: skip
    found = facts(stage)
    assert found.stops == [
        StopFact(TODAY, "dizzy", time(8), "ST4", 4, "cat-cow", "seen", TODAY + DAY)
    ]
    assert [(one.rule, one.change) for one in found.decisions] == [("PM2", "sets=1")]
    assert [(one.what, one.minutes) for one in found.treatments] == [("heat", 20)]
    assert [one.value for one in found.global_change] == [-2]
    assert [one.minutes for one in found.elsewhere] == [30]


def test_what_was_left_out_counts_unless_the_session_had_to_stop(stage: Stage) -> None:
    for state in ("left", "stopped"):
        today, record = stage.begin("glute-bridge", "cat-cow")
        stage.write(today, record, 0)
        stage.write(today, record, 0)
        sessions.end(stage.practice, record, state, 60)
    prescribed = {one.exercise.id: one.dose.sets for one in today.prescriptions}
    found = facts(stage)
    assert found.left_out == {
        name: sets - (name == today.prescriptions[0].exercise.id)
        for name, sets in prescribed.items()
        if sets - (name == today.prescriptions[0].exercise.id)
    }
    assert [one.done for one in found.sessions] == [False, False]


def test_a_set_that_was_done_again_counts_once(stage: Stage) -> None:
    now = stage.clock.now()
    with stage.journal.act("test") as act:
        record = act.add(SessionRecord(at=now, state="left", sets=6, seconds=60))
        for number in (1, 1, 1, 2):
            act.add(
                SetRecord(at=now, session=record.id, item=0, exercise="cat-cow", number=number,
                          reps=8, reps_prescribed=8)
            )  # fmt: skip
    assert [one.done for one in facts(stage).sessions] == [False], "two of six"


def test_the_period_is_half_open_and_days_are_local(stage: Stage) -> None:
    for offset in (-1, 0, 1, 2):
        add(stage, Mood(at=stage.clock.now() + offset * DAY, level=3))
    found = facts(stage, TODAY, TODAY + DAY)
    assert [one.day for one in found.mood] == [TODAY, TODAY + DAY]
    assert found.entry_days == {TODAY, TODAY + DAY}
    assert (found.first_entry, found.last_entry) == (TODAY - DAY, TODAY + DAY)
    assert facts(stage, TODAY - 9 * DAY, TODAY - 5 * DAY).first_entry is None


@pytest.mark.parametrize(
    ("zone", "moments", "days"),
    [
        # clocks go back by half an hour on 4 April 2027, a Sunday
        ("Australia/Lord_Howe", ["2027-04-03T23:59", "2027-04-04T23:59", "2027-04-05T00:00"],
         ["2027-W13", "2027-W13", "2027-W14"]),
        # 30 December 2011 was no day there
        ("Pacific/Apia", ["2011-12-29T23:59", "2011-12-31T00:01", "2012-01-02T00:00"],
         ["2011-W52", "2011-W52", "2012-W01"]),
        ("Europe/Berlin", ["2026-12-31T23:59", "2027-01-01T00:00", "2027-01-04T00:00"],
         ["2026-W53", "2026-W53", "2027-W01"]),
    ],
)  # fmt: skip
def test_an_entry_stays_on_the_day_that_it_was_there(
    tmp_path: Path, zone: str, moments: list[str], days: list[str]
) -> None:
    ats = [datetime.fromisoformat(one).replace(tzinfo=ZoneInfo(zone)) for one in moments]
    stage = Stage(tmp_path)
    add(stage, *(Pain(at=at, level=level) for level, at in enumerate(ats)))
    report = weekly_report(stage.practice, ats[0].date(), ats[-1].date())
    found = {value: row.week.label for row in report.weeks for value in row.pain.points}
    assert found == dict(enumerate(days))
    assert report.days_with_entries == len({at.date() for at in ats})


def test_what_was_removed_is_nowhere(stage: Stage) -> None:
    now = stage.clock.now()
    with stage.journal.act("test") as act:
        for record in (
            Pain(at=now, level=5, quality="sharp"), Mood(at=now, level=2),
            Function(at=now, activity="x", level=2), StopEvent(at=now, reason="dizzy"),
            SessionRecord(at=now, state="left", sets=2),
        ):  # fmt: skip
            added = act.add(record)
            act.remove(added.kind, added.id)
    found = facts(stage)
    for name in ("pain", "mood", "functions", "words", "stops", "sessions", "entry_days"):
        assert not getattr(found, name)
    assert (found.first_entry, found.first_session) == (None, None)


# --- the start, and the plan


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([(0, 1, "now"), (1, 1, "now"), (2, 1, "now"), (3, 1, "now"), (6, 9, "now")], 20)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10), st.sampled_from(AT_REST))),
    st.integers(0, 40),
)
def test_the_start_is_found_however_far_back_it_lies(
    tmp_path_factory: pytest.TempPathFactory, rated: list[tuple[int, int, str]], begin: int
) -> None:
    stage = Stage(tmp_path_factory.mktemp("start"))
    now = stage.clock.now()
    add(stage, *(Pain(at=now + day * DAY, level=v, moment=m) for day, v, m in rated))  # type: ignore[arg-type]
    first, last = TODAY + begin * DAY, TODAY + 60 * DAY
    every = [(TODAY + day * DAY, value) for day, value, _ in rated]
    assert weekly_report(stage.practice, first, last).baseline == find_baseline(every)
    within = [day for day, *_ in rated if day >= begin]
    assert sum(one.day >= first for one in facts(stage, first, last).pain) == len(within)


def test_the_plan_is_the_same_as_from_the_whole_past(tmp_path: Path) -> None:
    practice = demo_practice(tmp_path, catalogue(), ManualClock(START), weeks=12)
    first, last = last_weeks(TODAY)
    report = weekly_report(practice, first, last)
    history = read_history(practice.journal)
    done = [(one.day, one.done) for one in history.sessions if one.day >= first]
    found = report_facts(practice, first, last)
    assert [(one.day, one.done) for one in found.sessions] == done
    assert [row.sessions.planned for row in report.weeks[1:]] == [3] * 11
    kept = {(one.before, one.worst, one.morning) for one in history.sessions if one.day >= first}
    assert kept == {(one.before, one.worst, one.morning) for one in found.sessions}


# --- how much is read


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many steps SQLite takes, in hundreds."""
    steps = [0]

    def step() -> int:
        steps[0] += 1
        return 0

    @contextmanager
    def counting(path: Path, wait: float) -> Iterator[sqlite3.Connection]:
        with reading(path, wait) as connection:
            connection.set_progress_handler(step, 100)
            yield connection

    with monkeypatch.context() as patched:
        patched.setattr(store, "reading", counting)
        yield steps


@pytest.mark.long
def test_an_old_journal_takes_no_longer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same twelve weeks, in a journal of a year and a half and with two more years before."""

    def steps(practice: Practice) -> int:
        with counted(monkeypatch) as found:
            weekly_report(practice, *last_weeks(TODAY))
        return found[0]

    clock = ManualClock(START)
    old = demo_practice(tmp_path, catalogue(), clock, weeks=78)
    before = steps(old)
    with store.Journal.open(tmp_path / "journal.sqlite3", clock).act("test") as act:
        for back in range(600, 1300):
            at = datetime(2026, 11, 23, 8, tzinfo=UTC) - back * DAY
            session = act.add(
                SessionRecord(at=at, state="finished", programme="mobility-starter", sets=1)
            )
            act.add(Pain(at=at, level=back % 7, moment="before", session=session.id))
            act.add(Mood(at=at, level=3))
            act.add(Function(at=at, activity=ACTIVITIES[back % 2], level=3))
            act.add(Sleep(at=at, minutes=400))
    assert steps(old) < 1.15 * before
