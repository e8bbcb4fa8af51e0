from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from practice_stage import START, Stage, a_stage, add, catalogue, whole

from rehab_tui.clock import ManualClock
from rehab_tui.errors import NotFoundError, UsageError
from rehab_tui.journal.records import (
    DoneElsewhere,
    Mood,
    Note,
    Pain,
    ProfileAnswer,
    SessionRecord,
    Sleep,
    StopEvent,
)
from rehab_tui.paths import Paths
from rehab_tui.practice import context, first_run, pauses, sessions
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.practice.overview import overview
from rehab_tui.practice.past import read_history
from rehab_tui.practice.plan_file import PlanFile
from rehab_tui.practice.profile import change
from rehab_tui.practice.telling import most_telling
from rehab_tui.practice.today import plan_today
from rehab_tui.practice.weekly import last_weeks, weekly_report
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.report.as_json import render_json
from rehab_tui.report.model import Report

stage = a_stage

TODAY = START.date()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> context.Practice:
    return demo_practice(tmp_path_factory.mktemp("demo"), catalogue(), ManualClock(START))


# --- what is asked for


def test_minutes_and_names_are_checked(stage: Stage) -> None:
    for minutes in (4, 91, 0, -1):
        with pytest.raises(UsageError, match="5 to 90"):
            plan_today(stage.practice, minutes=minutes)
        with pytest.raises(UsageError, match="5 to 90"):
            overview(stage.practice, minutes=minutes)
    with pytest.raises(NotFoundError, match="mobility-starter"):
        plan_today(stage.practice, programme="mobility-startr")
    with pytest.raises(NotFoundError, match="There are: mobility-starter"):
        plan_today(stage.practice, programme="qqqqqq")
    with pytest.raises(NotFoundError, match="heel-raise"):
        plan_today(stage.practice, exercises=["heel-rais"])
    with pytest.raises(NotFoundError, match="See 'rehab exercises list'"):
        plan_today(stage.practice, exercises=["qqqqqq"])


def test_the_profile_gives_length_and_programme_and_the_command_outranks_it(stage: Stage) -> None:
    change(stage.practice, ["minutes=5"], [])
    assert plan_today(stage.practice).seconds <= 300
    assert plan_today(stage.practice, minutes=20).seconds > 600
    picked = plan_today(stage.practice, exercises=["heel-raise"], answers={"pain": 7})
    assert picked.prescriptions == ()


# --- overview


def test_an_empty_journal(stage: Stage) -> None:
    shown = overview(stage.practice)
    assert shown.title.endswith("week 1 of 6")
    assert shown.date_words == "Monday 23 November"
    assert (shown.locked_words, shown.week_words) == ("", "0 of 3 sessions")
    assert [day.state for day in shown.week] == ["free"] * 7
    assert [day.today for day in shown.week] == [True] + [False] * 6
    assert shown.last_words == "pain, mood, sleep (nothing yet)"
    assert shown.today == plan_today(stage.practice)


def test_the_days_of_the_week(stage: Stage) -> None:
    add(stage, DoneElsewhere(at=stage.clock.now() - timedelta(days=1), minutes=20))
    stage.do("pursed-lip-breathing")
    assert overview(stage.practice).round_words == "done today", "no new one is owed"
    stage.do("pursed-lip-breathing")
    stage.days(1)
    assert overview(stage.practice).round_words == ""
    today, record = stage.begin()
    stage.write(today, record, 0)
    sessions.end(stage.practice, record, "left", 100)
    stage.days(1)
    add(stage, DoneElsewhere(at=stage.clock.now(), minutes=20))
    shown = overview(stage.practice)
    assert [day.state for day in shown.week] == [
        "done", "partly", "elsewhere", "free", "free", "free", "free",
    ]  # fmt: skip
    assert [day.name for day in shown.week if day.today] == ["We"]
    assert shown.week_words.startswith("2 of ")


def test_a_locked_journal_says_so(stage: Stage) -> None:
    add(stage, StopEvent(at=stage.clock.now(), reason="numb", tier=4, sign="ST4"))
    stage.days(2)
    shown = overview(stage.practice)
    assert shown.today.prescriptions == ()
    assert "On Monday 23 November you stopped (numbness or weakness)" in shown.locked_words


@pytest.mark.parametrize(("days", "when"), [(0, "today"), (1, "Mon"), (6, "Mon"), (7, "23 Nov")])
def test_the_last_entries(stage: Stage, days: int, when: str) -> None:
    now = stage.clock.now()
    add(stage, Pain(at=now, level=2, moment="before"), Mood(at=now, level=4))
    stage.clock.advance(60)
    add(stage, Pain(at=stage.clock.now(), level=4, moment="after"))
    add(stage, Pain(at=stage.clock.now(), level=9, moment="worst"), Sleep(at=now, minutes=390))
    stage.days(days)
    words = overview(stage.practice).last_words
    assert "pain 4" in words
    assert "mood good" in words
    assert "sleep 6 h 30 min" in words
    assert f"({when})" in words


def test_a_night_without_its_length_hides_none_that_has_it(stage: Stage) -> None:
    add(stage, Sleep(at=stage.clock.now(), quality=2))
    assert overview(stage.practice).last_words == "pain, mood, sleep (nothing yet)"
    add(stage, Sleep(at=stage.clock.now(), minutes=420), Sleep(at=stage.clock.now(), quality=4))
    assert "sleep 7 h" in overview(stage.practice).last_words


def test_the_overview_of_the_demo(demo: context.Practice) -> None:
    shown = overview(demo)
    assert shown.title == "Gentle mobility starter · week 6 of 6"
    assert not shown.locked_words
    assert not shown.first_use


# --- weekly


def weeks(stage: Stage, count: int = 3) -> Report:
    return weekly_report(stage.practice, *last_weeks(stage.clock.now().date(), count))


def test_the_last_weeks_begin_on_a_monday() -> None:
    assert last_weeks(date(2026, 11, 25), 1) == (date(2026, 11, 23), date(2026, 11, 25))
    assert last_weeks(date(2026, 11, 29), 2) == (date(2026, 11, 16), date(2026, 11, 29))
    assert last_weeks(TODAY)[0] == TODAY - timedelta(weeks=11)


def test_an_empty_journal_has_weeks_without_a_plan(stage: Stage) -> None:
    found = weeks(stage)
    assert [row.sessions.planned for row in found.weeks] == [None, None, None]
    assert [row.sessions.minutes for row in found.weeks] == [0, 0, 0]
    assert found.days_with_entries == 0


def test_sessions_minutes_and_plan(stage: Stage) -> None:
    stage.days(3)
    stage.do("pursed-lip-breathing")
    stage.do()
    today, record = stage.begin()
    stage.write(today, record, 0)
    sessions.end(stage.practice, record, "left", 90)
    add(stage, DoneElsewhere(at=stage.clock.now(), minutes=20), DoneElsewhere(at=stage.clock.now()))
    stage.days(4)
    found = weeks(stage)
    assert [row.sessions.planned for row in found.weeks] == [None, 2, 3]
    row = found.weeks[1].sessions
    assert (row.done, row.partly, row.elsewhere, row.minutes, row.unknown) == (2, 1, 2, 42, 1)
    assert found.weeks[2].sessions.done == 0


def test_the_worst_pain_is_one_value_a_session(stage: Stage) -> None:
    record = stage.do(worst=3)
    now = stage.clock.now()
    add(
        stage,
        Pain(at=now, level=6, moment="worst", session=record.id, exercise="heel-raise"),
        Pain(at=now, level=1, moment="worst", session=record.id, exercise="cat-cow"),
        Pain(at=now, level=5, moment="worst"),
        Pain(at=now, level=8, moment="after", session=record.id),
        Pain(at=now, level=2, moment="before", session=record.id),
    )
    row = weeks(stage, 1).weeks[0]
    assert sorted(row.pain_worst.points) == [5, 6]
    assert row.pain.points == (2,)


def test_notes_stops_and_nights(stage: Stage) -> None:
    now = stage.clock.now()
    add(stage, Note(at=now - timedelta(days=1), text="x"), Sleep(at=now, minutes=400, quality=3))
    add(stage, StopEvent(at=now, reason="other"), Mood(at=now, level=2))
    found = weeks(stage, 2)
    assert found.days_with_entries == 2
    row = found.weeks[1]
    assert (row.stops, row.mood.points) == (1, (2,))
    assert (row.sleep_minutes.points, row.sleep_quality.points) == ((400,), (3,))


def test_a_programme_that_the_catalogue_lost_leaves_the_report_without_a_plan(stage: Stage) -> None:
    stage.do()
    add(stage, ProfileAnswer(at=stage.clock.now(), key="programme", value="gone"))
    assert weeks(stage, 1).weeks[0].sessions.planned is None


def test_the_report_of_the_demo(demo: context.Practice) -> None:
    found = weekly_report(demo, *last_weeks(TODAY))
    assert len(found.weeks) == 12
    planned = [row.sessions.planned for row in found.weeks]
    assert None not in planned[1:]
    assert set(planned[1:]) == {3}
    assert sum(row.sessions.done for row in found.weeks) > 15
    assert found.changes
    assert render_json(found)
    history = read_history(demo.journal)
    counted = sum(s.done and s.day >= found.first for s in history.sessions)
    assert sum(row.sessions.done for row in found.weeks) == counted


def test_the_demo_stands_in_its_last_phase(demo: context.Practice) -> None:
    today = plan_today(demo)
    assert today.phase in (1, 2)
    assert today.prescriptions
    assert all(session.phase in (0, 1, 2) for session in read_history(demo.journal).sessions)


# --- the place


def test_the_journal_is_made_in_a_folder_of_its_own(tmp_path: Path, stage: Stage) -> None:
    paths = Paths(tmp_path / "new", tmp_path / "config")
    assert not context.open_journal(paths, stage.clock, create=False).exists()
    assert not paths.data.exists()
    journal = context.open_journal(paths, stage.clock)
    assert journal.exists()
    assert not journal.entries(SessionRecord)


def test_whoever_listens_is_told_each_time_how_to_get_into_place(stage: Stage) -> None:
    wanted = ["glute-bridge", "cat-cow"]
    silent = plan_today(stage.practice, exercises=wanted)
    record = sessions.begin(stage.practice, silent)
    for item in range(2):
        sessions.save_sets(stage.practice, record, whole(silent, item))
    known = plan_today(stage.practice, exercises=wanted)
    assert [p.new for p in known.prescriptions] == [False, False]
    spoken = plan_today(stage.practice, exercises=wanted, spoken=True)
    assert [p.new for p in spoken.prescriptions] == [True, True]
    assert spoken.seconds > known.seconds


# --- what stands around today


def test_the_most_telling_reason_comes_first() -> None:
    held = Decision("PM7", "held", effect=Effect(holds=True))
    told = Decision("RP10", "told")
    eased = Decision("PM2", "eased", effect=Effect(factor=0.8, holds=True))
    gone = Decision("PM3", "gone", effect=Effect(exercise="cat-cow", leave_out=True))
    swapped = Decision("CO1", "swapped", exercise="cat-cow")
    fitted = Decision("FIT", "fitted")
    waits, calm = Decision("PP2", "no load yet"), Decision("PM4", "breathing only today")
    shown = most_telling([held, told, calm, waits, eased, gone, swapped, fitted])
    assert shown == (calm, waits, eased, gone, swapped, fitted, told, held)


def test_a_pause_and_the_days_that_are_wished_for(stage: Stage) -> None:
    change(stage.practice, ["days=mon,wed,fri"], [])
    stage.days(1)
    shown = overview(stage.practice)
    assert [day.state for day in shown.week] == [
        "free", "rest", "planned", "rest", "planned", "rest", "rest",
    ]  # fmt: skip
    pauses.begin_pause(stage.practice, "travel", date(2026, 11, 26))
    shown = overview(stage.practice)
    assert [day.state for day in shown.week][:5] == [
        "free", "paused", "paused", "paused", "planned",
    ]  # fmt: skip
    assert shown.pause_words == "Paused since Tue 24 Nov (a journey), until Thu 26 Nov"
    stage.do("pursed-lip-breathing")
    assert overview(stage.practice).week[1].state == "done", "what was done is shown"
    pauses.end_pause(stage.practice)
    assert overview(stage.practice).pause_words == ""


def test_a_week_that_is_all_pause_is_told_as_one(stage: Stage) -> None:
    stage.do("pursed-lip-breathing")
    stage.days(7)
    pauses.begin_pause(stage.practice, "other")
    shown = overview(stage.practice)
    assert shown.week_words == "a pause"
    assert shown.pause_words == "Paused since Mon 30 Nov"


def test_weeks_are_told_once_there_is_one_to_be_glad_of(stage: Stage) -> None:
    assert overview(stage.practice).kept_words == ""
    stage.do()
    stage.days(7)
    assert overview(stage.practice).kept_words == "", "nothing is told of a week that was not met"
    for _ in range(3):
        stage.do()
        stage.days(2)
    assert overview(stage.practice).kept_words == "weeks with target met: 1 of 2"


def test_what_rests_the_therapist_and_the_questions(stage: Stage, tmp_path: Path) -> None:
    file = PlanFile(tmp_path / "plan.yaml", tmp_path / "kept.yaml", catalogue)
    file.path.write_text(
        "schema: 1\nprogramme: hand-arthritis\nrounds: 2\n"
        'therapist: {name: "Ann", review: 2026-12-01}\nprecautions: [Slowly, "No load."]\n',
        encoding="utf-8",
    )
    practice = replace(stage.practice, plan_file=file)
    add(stage, StopEvent(at=stage.clock.now(), reason="sharp", exercise="cat-cow"))
    shown = overview(practice)
    assert shown.care == ("Take care: Slowly. No load.", "Therapist: Ann, review on Tue 1 Dec")
    assert shown.held == ("Cat-cow rests since Mon 23 Nov: sharp pain",)
    assert shown.asks
    assert "SC1" not in " ".join(shown.why), "it is said once"
    assert (shown.round_words, shown.week_words) == ("round 1 of 2", "0 of 5 days")
    for said in ("round 2 of 2", "all 2 rounds done"):
        today = plan_today(practice)
        record = sessions.begin(practice, today)
        for item in range(len(today.prescriptions)):
            sessions.save_sets(practice, record, whole(today, item))
        sessions.end(practice, record, "finished", 600)
        assert overview(practice).round_words == said
    assert overview(practice).week_words == "1 of 5 days"


def test_a_warning_sign_of_the_screening_is_told_as_one(stage: Stage) -> None:
    first_run.save(stage.practice, {"sign": "1"}, whole=False)
    shown = overview(stage.practice)
    assert shown.locked_words.startswith("On Monday 23 November you told of a warning sign.")
    assert shown.asks == "", "first things first"


def test_what_was_told_today_counts_on_the_first_screen(stage: Stage) -> None:
    now = stage.clock.now()
    add(stage, Sleep(at=now, minutes=200))
    shown = overview(stage.practice)
    assert shown.short is not None
    assert shown.short in shown.today.offers
