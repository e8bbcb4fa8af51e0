from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from practice_stage import Stage, a_stage

from rehab_tui.journal import undo
from rehab_tui.journal.records import (
    CheckIn,
    DoneElsewhere,
    Function,
    Mood,
    Note,
    Pain,
    Record,
    SessionRecord,
    Sleep,
    Treatment,
)
from rehab_tui.journal.vocabulary import SITES
from rehab_tui.practice import questions as q
from rehab_tui.practice.log import log
from rehab_tui.practice.past import read_history
from rehab_tui.practice.said import say

stage = a_stage

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ALL = (
    q.PAIN_NOW, q.WHERE, q.SLEEP, q.HOW, q.PAIN_WORST, q.PAIN_AFTER, q.EFFORT, q.MOOD, q.STIFFNESS,
    q.morning_question("today"),
)  # fmt: skip


def pains(stage: Stage) -> list[tuple[int, str, str | None, str | None]]:
    return [(p.level, p.moment, p.site, p.session) for p in stage.journal.entries(Pain)]


# --- the questions


@pytest.mark.parametrize("question", ALL, ids=lambda one: one.id)
def test_each_answer_has_one_key_of_its_own(question: q.Question) -> None:
    keys = [choice.key for choice in question.choices]
    assert len(set(keys)) == len(keys)
    assert all(len(key) == 1 for key in keys)
    assert len({choice.value for choice in question.choices}) == len(keys)


def test_scales_and_sites_are_whole() -> None:
    assert [c.value for c in q.PAIN_NOW.choices] == list(range(11))
    assert [c.key for c in q.PAIN_NOW.choices][-1] == q.TEN_KEY
    assert {c.value for c in q.WHERE.choices} <= set(SITES)
    assert [c.value for c in q.SLEEP.choices] == [60 * n for n in range(2, 11)]


@pytest.mark.parametrize(
    ("answers", "asked"), [({}, False), ({"pain": 0}, False), ({"pain": 1}, True)]
)
def test_where_is_only_asked_of_a_pain(answers: dict[str, int], asked: bool) -> None:
    assert q.WHERE.asked(answers) is asked
    assert q.PAIN_NOW.asked(answers)


def test_last_night_is_asked_for_once_a_day(stage: Stage) -> None:
    assert q.SLEEP in q.before_questions(stage.practice)
    q.save_before(stage.practice, None, {"sleep": 420})
    assert q.SLEEP not in q.before_questions(stage.practice)
    stage.days(1)
    assert q.SLEEP in q.before_questions(stage.practice)


# --- before and after


def test_the_check_in_belongs_to_its_session(stage: Stage) -> None:
    _, record = stage.begin()
    q.save_before(stage.practice, record.id, {"pain": 4, "site": "lower-back", "sleep": 360})
    assert pains(stage) == [(4, "before", "lower-back", record.id)]
    assert [s.minutes for s in stage.journal.entries(Sleep)] == [360]
    assert undo.undo(stage.journal) is not None
    assert pains(stage) == []
    assert not stage.journal.entries(SessionRecord), "one undo takes all of the session"


def test_without_a_session_it_is_pain_now(stage: Stage) -> None:
    q.save_before(stage.practice, None, {"pain": 0})
    assert pains(stage) == [(0, "now", None, None)]


@pytest.mark.parametrize("answers", [{}, {"site": "neck"}])
def test_what_was_skipped_leaves_no_trace(stage: Stage, answers: dict[str, str]) -> None:
    _, record = stage.begin()
    before = undo.acts(stage.journal)
    q.save_before(stage.practice, None, answers)
    q.save_after(stage.practice, record, answers)
    assert undo.acts(stage.journal) == before


def test_the_check_out(stage: Stage) -> None:
    record = stage.do(effort=None)
    q.save_after(stage.practice, record, {"worst": 3, "after": 0, "effort": 5, "mood": 4})
    assert pains(stage) == [(3, "worst", None, record.id), (0, "after", None, record.id)]
    assert [(c.moment, c.effort) for c in stage.journal.entries(CheckIn)] == [("after", 5)]
    assert [(m.level, m.session) for m in stage.journal.entries(Mood)] == [(4, record.id)]
    kept = stage.journal.get(SessionRecord, record.id)
    assert kept is not None
    assert (kept.effort, kept.state, kept.seconds) == (5, "finished", 600)


def test_a_check_out_without_effort_leaves_the_session_as_it_is(stage: Stage) -> None:
    record = stage.do(effort=None)
    q.save_after(stage.practice, record, {"worst": 3})
    kept = stage.journal.get(SessionRecord, record.id)
    assert kept is not None
    assert kept.effort is None


# --- the morning after


def test_each_session_of_the_last_week_waits_for_its_morning(stage: Stage) -> None:
    for _ in range(9):
        stage.do("pursed-lip-breathing")
        stage.days(1)
    sessions = read_history(stage.journal).sessions
    today = stage.clock.now().date()
    waiting = q.open_mornings(stage.practice, sessions)
    assert [(today - s.day).days for s in waiting] == [7, 6, 5, 4, 3, 2, 1]
    stage.do("pursed-lip-breathing")
    sessions = read_history(stage.journal).sessions
    assert len(q.open_mornings(stage.practice, sessions)) == 7, "today's has no morning yet"


def test_an_answered_morning_is_not_asked_again(stage: Stage) -> None:
    record = stage.do("pursed-lip-breathing")
    stage.days(1)
    past = read_history(stage.journal).sessions[0]
    q.save_morning(stage.practice, past, {"morning": 2, "stiffness": "longer"})
    found = read_history(stage.journal).sessions[0]
    assert (found.morning, found.stiffer) == (2, True)
    assert q.open_mornings(stage.practice, (found,)) == []
    assert pains(stage) == [(2, "morning", None, record.id)]


def test_a_skipped_pain_leaves_the_morning_open(stage: Stage) -> None:
    stage.do("pursed-lip-breathing")
    stage.days(1)
    past = read_history(stage.journal).sessions[0]
    q.save_morning(stage.practice, past, {"stiffness": "same"})
    q.save_morning(stage.practice, past, {})
    assert len(q.open_mornings(stage.practice, read_history(stage.journal).sessions)) == 1
    assert [c.stiffness for c in stage.journal.entries(CheckIn)] == ["same"]


@pytest.mark.parametrize(
    ("days", "at"),
    [
        (1, datetime(2026, 11, 24, 8, 0, tzinfo=UTC)),
        (0.7, datetime(2026, 11, 24, 0, 48, tzinfo=UTC)),
        (1.6, datetime(2026, 11, 24, 22, 24, tzinfo=UTC)),
        (3, datetime(2026, 11, 24, 8, 0, tzinfo=UTC)),
    ],
)
def test_an_answer_given_late_speaks_of_its_own_morning(
    stage: Stage, days: float, at: datetime
) -> None:
    stage.do("pursed-lip-breathing")
    stage.days(days)
    past = read_history(stage.journal).sessions[0]
    q.save_morning(stage.practice, past, {"morning": 1, "stiffness": "same"})
    assert [p.at for p in stage.journal.entries(Pain)] == [at]
    assert [c.at for c in stage.journal.entries(CheckIn)] == [at]
    assert at.date() == past.day + timedelta(days=1) == date(2026, 11, 24)


# --- quick entries


def test_one_undo_takes_back_all_that_was_logged_at_once(stage: Stage) -> None:
    logged = log(stage.practice, [Pain(at=NOW, level=4), Mood(at=NOW, level=3)])
    assert all(record.id for record in logged.records)
    assert logged.replaced == 0
    assert [act.label for act in undo.acts(stage.journal)] == ["logged 2 entries"]
    undo.undo(stage.journal)
    assert not stage.journal.entries(Pain)
    assert not stage.journal.entries(Mood)


def test_what_could_not_be_kept_is_counted(stage: Stage) -> None:
    logged = log(stage.practice, [Note(at=NOW, text="a\ud800b")])
    assert logged.replaced == 1
    assert undo.acts(stage.journal)[0].label == "logged 1 entry"


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (Pain(at=NOW, level=4), "pain 4"),
        (Pain(at=NOW, level=4, site="neck", quality="ache"), "pain 4, neck, ache"),
        (Mood(at=NOW, level=3), "mood 3"),
        (Sleep(at=NOW, minutes=390), "sleep 6 h 30 min"),
        (Sleep(at=NOW, quality=2), "sleep, quality 2"),
        (Sleep(at=NOW, minutes=480, quality=4, bed="23:00", wake="07:00"),
         "sleep 8 h, quality 4, 23:00 to 07:00"),
        (Note(at=NOW, text="slept badly"), "note: slept badly"),
        (CheckIn(at=NOW, session="x", moment="after"), "check-in"),
    ],
)  # fmt: skip
def test_an_entry_is_said_back(record: Record, words: str) -> None:
    assert say(record) == words


@pytest.mark.parametrize(
    "record",
    [
        Function(at=NOW, activity="stairs", level=6),
        Treatment(at=NOW, what="heat", minutes=15),
        Treatment(at=NOW, what="ice"),
        DoneElsewhere(at=NOW, minutes=20),
        DoneElsewhere(at=NOW),
    ],
)
def test_the_other_kinds_name_what_they_hold(record: Record) -> None:
    words = say(record)
    for value in (getattr(record, name, None) for name in ("activity", "level", "what", "minutes")):
        assert value in (None, "") or str(value) in words
