"""Which questions are asked around a session, what becomes of the answers, and today by them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from practice_stage import START, Stage, a_stage, add, catalogue

from rehab_tui.catalogue.model import Dose
from rehab_tui.journal import undo
from rehab_tui.journal.records import (
    CheckIn,
    Function,
    Mood,
    Pain,
    ProfileAnswer,
    SessionRecord,
    Sleep,
)
from rehab_tui.journal.vocabulary import ASKED
from rehab_tui.practice import asked
from rehab_tui.practice import follow_ups as f
from rehab_tui.practice import questions as q
from rehab_tui.practice.checkin import now_of
from rehab_tui.practice.past import read_history
from rehab_tui.practice.question import Answers, Question
from rehab_tui.programme.due import Due
from rehab_tui.programme.history import History, PastExercise, PastSession, Told

stage = a_stage

HEEL, CLAM, GLIDE = "heel-raise", "clamshell", "sciatic-slider-seated"
PROGRAMME = catalogue().programmes["postpartum-core"]


def tell(stage: Stage, **answers: str) -> None:
    at = stage.clock.now()
    add(stage, *(ProfileAnswer(at=at, key=key, value=value) for key, value in answers.items()))


def ids(questions: Sequence[Question]) -> list[str]:
    return [one.id for one in questions]


def trained(hours: float, *exercises: str) -> tuple[History, datetime]:
    """A session that ended so many hours ago, and now (a Monday noon)."""
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    ended = now - timedelta(hours=hours)
    entries = tuple(PastExercise(one, Dose(reps=10), sets=1) for one in exercises)
    session = PastSession("1", ended.date(), True, ended=ended, exercises=entries)
    return History(sessions=(session,)), now


def before(history: History, now: datetime) -> list[str]:
    return ids(asked.before_session(history, catalogue(), now))


# --- the values


def every_question() -> list[Question]:
    history, now = trained(60, HEEL, CLAM)
    due = [Due("weekly", "p"), Due("function_asked", "stairs"), Due("global_change", "p")]
    return [
        *asked.before_session(history, catalogue(), now), asked.SINCE, asked.LINGER, asked.MOVED,
        asked.SPINE_ROSE, asked.SIGNS, asked._sign_question([(HEEL, "x"), (CLAM, "y")]),
        *(f.question_for(one, PROGRAMME) for one in due),
    ]  # fmt: skip


@pytest.mark.parametrize("question", every_question(), ids=lambda one: one.id)
def test_each_answer_has_a_key_of_its_own_and_can_be_kept(question: Question) -> None:
    keys = [choice.key for choice in question.choices]
    assert len(set(keys)) == len(keys) == len({choice.value for choice in question.choices})
    assert all(len(key) == 1 and key != "q" for key in keys)
    kind = question.id
    if kind in ASKED:
        for choice in question.choices:
            CheckIn(at=START, moment="now", question=kind, answer=str(choice.value))


def test_every_answer_of_the_journal_can_be_given() -> None:
    offered = {one.id: {str(choice.value) for choice in one.choices} for one in every_question()}
    for kind, allowed in ASKED.items():
        if allowed and kind != "ill":
            assert offered[kind] == set(allowed)


# --- before a session


@pytest.mark.parametrize(
    ("hours", "exercises", "expected"),
    [
        (13, (HEEL,), ["soreness"]),
        (48, (HEEL,), ["soreness"]),
        (48.1, (HEEL,), ["soreness", "swelling"]),
        (30, (HEEL, CLAM), ["soreness", "sore_region"]),
        (60, (HEEL, CLAM), ["soreness", "sore_region", "swelling"]),
        (143.9, (HEEL,), ["soreness", "swelling"]),
        (144, (HEEL,), []),
        (3, (HEEL,), []),
        (30, ("pursed-lip-breathing",), []),
        (7 * 24, (HEEL,), []),
        (8 * 24, (HEEL,), ["since"]),
    ],
)
def test_soreness_and_what_happened_are_asked_when_they_matter(
    hours: float, exercises: tuple[str, ...], expected: list[str]
) -> None:
    assert before(*trained(hours, *exercises)) == expected


def test_nothing_more_is_asked_of_a_newcomer_or_twice_a_day() -> None:
    assert before(History(), START) == []
    for hours, question in ((30, "soreness"), (200, "since")):
        history, now = trained(hours, HEEL)
        assert question in before(history, now)
        told = (Told(question, "", None, now.date()),)
        assert before(History(sessions=history.sessions, told=told), now) == []


def test_an_exercise_that_the_catalogue_has_lost_is_passed_over() -> None:
    assert before(*trained(30, "gone")) == []


def test_a_rest_of_an_answer_that_was_changed_is_not_kept() -> None:
    given: Answers = {"soreness": "none", "swelling": "yes", "sore_region": "hip", "spine": 3}
    found = asked.answers_as_records(given, START, "before", None)
    assert [(one.question, one.answer) for one in found] == [("soreness", "none")]


def test_the_check_in_keeps_every_answer_in_one_act(stage: Stage) -> None:
    _, record = stage.begin(HEEL)
    acts = len(undo.acts(stage.journal))
    q.save_before(
        stage.practice, record.id,
        {"pain": 2, "mood": "ill", "soreness": "stays", "sore_region": "hip", "swelling": "no"},
    )  # fmt: skip
    assert len(undo.acts(stage.journal)) == acts + 1
    kept = stage.journal.entries(CheckIn, session=record.id)
    assert {one.question: one.answer for one in kept} == {
        "soreness": "stays", "sore_region": "hip", "swelling": "no", "ill": "yes",
    }  # fmt: skip
    assert {one.moment for one in kept} == {"before"}
    assert not stage.journal.entries(Mood)
    assert q.HOW not in q.before_questions(stage.practice)


def test_the_mood_is_asked_once_a_day(stage: Stage) -> None:
    assert q.HOW in q.before_questions(stage.practice)
    record = stage.do(HEEL)
    assert q.MOOD in q.after_questions(stage.practice, record)
    q.save_before(stage.practice, None, {"mood": 4})
    assert q.HOW not in q.before_questions(stage.practice)
    assert q.MOOD not in q.after_questions(stage.practice, record)


# --- after a session


@pytest.mark.parametrize(
    ("exercises", "profile", "more"),
    [
        ((HEEL,), {}, []),
        ((GLIDE,), {}, ["linger"]),
        ((HEEL,), {"flag.acute_radiculopathy": "yes"}, ["moved", "spine"]),
        ((HEEL,), {"flag.prolapse": "yes"}, ["signs"]),
        ((HEEL, CLAM), {"flag.diastasis": "yes"}, ["signs", asked.SIGN_IN]),
    ],
)
def test_after_it_only_what_concerns_the_person_is_asked(
    stage: Stage, exercises: tuple[str, ...], profile: dict[str, str], more: list[str]
) -> None:
    record = stage.do(*exercises)
    tell(stage, **profile)
    usual = ["worst", "after", "effort", "mood"]
    assert ids(q.after_questions(stage.practice, record)) == usual + more


def test_the_programme_says_what_concerns_the_person_too(stage: Stage) -> None:
    def more(programme: str) -> set[str]:
        record = SessionRecord(at=START, id="x" * 36, programme=programme)
        return set(ids(q.after_questions(stage.practice, record)))

    assert "moved" in more("sciatica")
    assert "signs" in more("postpartum-core")
    assert not {"moved", "signs"} & more("knee-oa")
    assert not {"moved", "signs"} & more("own-plan")


def test_what_was_not_begun_brings_no_question(stage: Stage) -> None:
    _, record = stage.begin(GLIDE)
    assert "linger" not in ids(q.after_questions(stage.practice, record))


def test_the_rise_is_not_asked_where_ratings_tell_it(stage: Stage) -> None:
    record = stage.do(HEEL)
    tell(stage, **{"flag.acute_radiculopathy": "yes"})
    add(stage, Pain(at=START, level=2, moment="before", site="thigh", session=record.id))
    assert "spine" in ids(q.after_questions(stage.practice, record))
    add(stage, Pain(at=START, level=2, moment="before", site="lower-back", session=record.id))
    assert "spine" not in ids(q.after_questions(stage.practice, record))


def test_the_check_out_keeps_a_sign_with_its_exercise(stage: Stage) -> None:
    record = stage.do(HEEL, effort=None)
    answers: Answers = {"effort": 3, "signs": "doming", asked.SIGN_IN: HEEL, "moved": "towards",
                        "spine": 1}  # fmt: skip
    q.save_after(stage.practice, record, answers)
    session = read_history(stage.journal).sessions[-1]
    assert (session.moved, session.spine, session.effort) == ("towards", 1, 3)
    found = session.of(HEEL)
    assert found is not None
    assert found.signs == {"doming"}
    for answer in ("none", "bleeding"):
        q.save_after(stage.practice, record, {"signs": answer, asked.SIGN_IN: HEEL})
        [kept] = stage.journal.entries(CheckIn, question="signs", answer=answer)
        assert kept.about == "", "that is of no exercise"


# --- today


def test_today_by_the_answers_just_given(stage: Stage) -> None:
    now = now_of(
        stage.practice,
        {"pain": 4, "site": "knee", "sleep": 300, "mood": 2, "soreness": "eases",
         "sore_region": "hip", "swelling": "yes", "since": "surgery"},
    )  # fmt: skip
    assert (now.day, now.moment, now.pain, now.site) == (START.date(), START, 4, "knee")
    assert (now.slept, now.mood, now.ill, now.sore) == (300, 2, False, "eases")
    assert (now.sore_regions, now.swollen, now.since) == (frozenset({"hip"}), True, "surgery")
    assert not stage.journal.rows()


def test_today_by_the_entries_of_the_day_and_of_no_other(stage: Stage) -> None:
    answers: Answers = {"pain": 5, "site": "neck", "sleep": 280, "mood": "ill",
                        "soreness": "stays", "sore_region": asked.ALL}  # fmt: skip
    q.save_before(stage.practice, None, answers)
    add(stage, Sleep(at=START, quality=2))
    stage.clock.advance(3600)
    now = now_of(stage.practice)
    assert (now.pain, now.site, now.slept, now.sleep_quality) == (5, "neck", 280, 2)
    assert (now.ill, now.mood, now.sore, now.sore_regions) == (True, None, "stays", frozenset())
    assert now_of(stage.practice, {"pain": 0}).pain == 0
    stage.days(1)
    then = now_of(stage.practice)
    assert (then.pain, then.site, then.slept, then.sleep_quality, then.mood) == (None,) * 5
    assert (then.ill, then.sore) == (False, None)


def test_the_worst_of_a_session_is_no_pain_right_now(stage: Stage) -> None:
    record = stage.do(HEEL)
    q.save_after(stage.practice, record, {"worst": 8, "after": 1})
    assert now_of(stage.practice).pain == 1


def test_what_happened_holds_until_a_session_is_done(stage: Stage) -> None:
    q.save_before(stage.practice, None, {"since": "injury"})
    stage.days(3)
    assert now_of(stage.practice).since == "injury"
    q.save_before(stage.practice, None, {"since": "nothing"})
    assert now_of(stage.practice).since == "nothing"
    stage.days(1)
    assert now_of(stage.practice).since == "injury", "'nothing' is said of the days in between"
    stage.do("pursed-lip-breathing")
    stage.days(1)
    assert now_of(stage.practice).since is None


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        one.id: st.sampled_from([choice.value for choice in one.choices])
        for one in [q.PAIN_NOW, q.WHERE, q.SLEEP, q.HOW, *every_question()]
        if one.id in {"pain", "site", "sleep", "mood", *ASKED}
        and one.id not in {"weekly", "global_change", "signs", "linger", "moved", "spine"}
    },
)


@pytest.mark.long
@settings(max_examples=25, deadline=None)
@given(ANSWERS)
def test_what_was_written_says_the_same_as_what_was_answered(answers: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        if answers.get("soreness", "none") == "none":  # then these two are not asked
            answers = {k: v for k, v in answers.items() if k not in ("sore_region", "swelling")}
        if not answers.get("pain"):
            answers.pop("site", None)
        told = now_of(stage.practice, answers)
        q.save_before(stage.practice, None, answers)
        assert now_of(stage.practice) == told


# --- now and then


def questions(stage: Stage) -> tuple[Question, ...]:
    return f.follow_ups(stage.practice, PROGRAMME)


def test_what_is_answered_or_skipped_is_kept_in_one_act(stage: Stage) -> None:
    due = (Due("weekly", "p"), Due("function_asked", "stairs"), Due("function_asked", "socks"),
           Due("global_change", "p"))  # fmt: skip
    shown = [f.question_for(one, PROGRAMME) for one in due]
    given: Answers = {"weekly": "worse", "function_asked:stairs": 0, "global_change": -3}
    f.save_follow_ups(stage.practice, shown, given, "more leaking")
    assert len(undo.acts(stage.journal)) == 1
    assert [(one.activity, one.level) for one in stage.journal.entries(Function)] == [("stairs", 0)]
    day = START.date()
    assert set(read_history(stage.journal).told) == {
        Told("weekly", "p", "worse", day), Told("weekly_words", "p", "more leaking", day),
        Told("function_asked", "socks", None, day), Told("global_change", "p", "-3", day),
    }  # fmt: skip
    assert PROGRAMME.weekly_question in shown[0].text


def test_a_question_that_was_skipped_waits_as_long_as_an_answered_one(stage: Stage) -> None:
    tell(stage, activities="stairs")
    shown = questions(stage)
    assert ids(shown) == ["function_asked:stairs"]
    f.save_follow_ups(stage.practice, shown, {})
    assert questions(stage) == ()
    stage.days(6)
    assert questions(stage) == ()
    stage.days(1)
    assert ids(questions(stage)) == ["function_asked:stairs"]


def test_nothing_shown_is_nothing_written(stage: Stage) -> None:
    f.save_follow_ups(stage.practice, (), {}, "words")
    assert not stage.journal.rows()
