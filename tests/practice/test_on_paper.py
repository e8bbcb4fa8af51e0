"""What gets onto the therapist's page and the exercise sheet, and what must not."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from practice_stage import START, Stage, a_stage, add, catalogue

from paper import Page, needs_chromium, sides
from rehab_tui.clock import ManualClock
from rehab_tui.errors import NotFoundError
from rehab_tui.journal import records as r
from rehab_tui.practice.context import Practice
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.practice.handout import exercise_sheet
from rehab_tui.practice.page import therapists_page
from rehab_tui.practice.pauses import begin_pause
from rehab_tui.practice.plan_file import PlanFile
from rehab_tui.practice.profile import change
from rehab_tui.practice.weekly import last_weeks
from rehab_tui.text import storable

stage = a_stage

FIRST, LAST = START.date() - timedelta(days=27), START.date()

PLAN = """\
schema: 1
programme: knee-oa
days: [mon, fri]
therapist: {name: Ada <b>, review: 2027-01-15}
precautions: [No <kneeling>.]
changes:
  quad-set: {sets: 1, hold: 8, sides: left, note: Slowly & low.}
  sit-to-stand: {leave_out: true}
limits: {pain_green: 1, pain_amber: 4}
"""


def page(practice: Practice, first: date = FIRST, last: date = LAST) -> str:
    return re.sub("<style>.*</style>", "", therapists_page(practice, first, last), flags=re.DOTALL)


def planned(stage: Stage, folder: Path) -> Practice:
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    file = PlanFile(folder / "plan.yaml", folder / "kept", catalogue)
    return Practice(stage.clock, catalogue(), stage.journal, file)


def names(sheet: str) -> list[str]:
    return re.findall(r"<h2>[0-9]+\. (.*?)</h2>", sheet)


# --- the page ------------------------------------------------------------------------------------
def test_a_birth_and_what_was_noticed_after_it_stand_in_the_box(stage: Stage) -> None:
    """Whoever treats a pelvis asks for these first."""
    assert "caesarean" not in page(stage.practice)
    change(stage.practice, [f"birth={START.date() - timedelta(days=49)}", "caesarean=yes"], [])
    for days, sign in ((50, "pain"), (3, "leaking"), (2, "none"), (1, "leaking"), (0, "bleeding")):
        add(stage, r.CheckIn(at=START - timedelta(days=days), moment="after", question="signs",
                             answer=sign))  # fmt: skip
    found = page(stage.practice)
    assert "caesarean on 5 Oct 2026, leaking (2 times), more bleeding" in found
    assert "pain in the pelvis" not in found, "of another time"


def test_only_questions_of_the_notes_are_printed_the_newest_first(stage: Stage) -> None:
    add(
        stage,
        r.Note(at=START - timedelta(days=40), text="? of another time"),
        r.Note(at=START - timedelta(days=3), text="? may I climb <stairs>"),
        r.Note(at=START - timedelta(days=2), text="a secret of mine"),
        r.Note(at=START - timedelta(days=1), text="  ?? how long, then?"),
        r.Note(at=START, text="?"),
    )
    found = page(stage.practice)
    assert "secret" not in found
    assert "of another time" not in found
    assert found.index("22 Nov: how long, then?") < found.index(
        "20 Nov: may I climb &lt;stairs&gt;"
    )
    assert found.count("<li>23 Nov") == 0


def test_a_stop_puts_an_exercise_aside_and_stands_open_until_it_is_answered(stage: Stage) -> None:
    old = START - timedelta(days=60)
    add(
        stage,
        r.StopEvent(at=old, reason="chest", sign="ST1a", tier=1),
        r.StopEvent(at=START, reason="sharp", exercise="glute-bridge"),
    )
    found = page(stage.practice)
    assert "24 Sep 2026" in found
    assert "1 not answered yet" in found
    assert "<b>Glute bridge</b> since 23 Nov 2026 (sharp pain)" in found
    assert "in Glute bridge" in found


def test_changes_say_what_why_and_by_which_rule(stage: Stage) -> None:
    eased = "Three quarters of the usual dose: 9 days since the last session"
    decisions = [
        r.DecisionRecord(at=START - timedelta(days=days), rule="G2", reason=eased)
        for days in (9, 7, 5)
    ]
    offer = {"rule": "PR1", "reason": "the last two went well", "exercise": "glute-bridge"}
    add(
        stage,
        *decisions,
        r.DecisionRecord(
            at=START - timedelta(days=2), change="reps=12@2x10h3", answer="accepted", **offer
        ),
        r.DecisionRecord(
            at=START - timedelta(days=1), change="sets=3@2x10h3", answer="refused", **offer
        ),
    )
    begin_pause(stage.practice, "travel", LAST + timedelta(days=9))
    found = page(stage.practice)
    assert "<b>Glute bridge: 12 reps</b> (accepted) – The last two went well <i>(PR1)</i>" in found
    assert f"18 Nov: <b>{eased}</b> (3 times) <i>(G2)</i>" in found
    assert "3 sets" not in found
    assert "<b>A pause for a journey</b>" in found


def test_who_it_is_for_comes_from_profile_and_plan(stage: Stage, tmp_path: Path) -> None:
    practice = planned(stage, tmp_path)
    change(practice, ["osteoporosis", "name=  Ada   <Example> "], [])
    found = page(practice)
    assert "Name: <b>Ada &lt;Example&gt;</b>" in found
    assert "Therapist: Ada &lt;b&gt;, review on 15 Jan 2027" in found
    assert "<b>Knee osteoarthritis</b>, phase 1 of 4" in found
    assert "osteoporosis" in found


@pytest.mark.long
@needs_chromium
@pytest.mark.parametrize("weeks", [12, 104])
def test_a_believable_journal_takes_one_side(tmp_path: Path, weeks: int) -> None:
    practice = demo_practice(tmp_path / "demo", catalogue(), ManualClock(START), weeks=weeks)
    found = therapists_page(practice, *last_weeks(LAST, weeks))
    assert sides(found, tmp_path) == 1


@pytest.mark.long
def test_nothing_hostile_of_a_journal_leaves_its_place(
    stage: Stage, hostile_strings: tuple[str, ...]
) -> None:
    for text in filter(None, (*hostile_strings, "<script>alert(1)</script>", '"><svg onload=x>')):
        known = storable(text[:9000])[0]
        add(
            stage,
            r.Note(at=START, text=f"?{known}"),
            r.Function(at=START - timedelta(days=9), activity=known, level=2),
            r.Function(at=START, activity=known, level=4),
            r.StopEvent(at=START, reason=known, exercise=known),
            r.DecisionRecord(at=START, rule=known, reason=known, change=known, exercise=known),
            r.ProfileAnswer(at=START, key="name", value=known),
        )
    for printed in (page(stage.practice), exercise_sheet(stage.practice)):
        Page(printed)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", printed)


# --- the sheet -----------------------------------------------------------------------------------
def test_the_sheet_has_the_exercises_of_today(stage: Stage) -> None:
    today = stage.today()
    assert names(exercise_sheet(stage.practice)) == [p.exercise.name for p in today.prescriptions]


def test_the_sheet_follows_the_plan(stage: Stage, tmp_path: Path) -> None:
    sheet = exercise_sheet(planned(stage, tmp_path))
    assert "Sit to stand" not in names(sheet)
    assert "<p>Sit to stand: your plan leaves it out</p>" in sheet
    squeeze = sheet.split("Thigh squeeze</h2>")[1].split("</section>")[0]
    assert "1 set of" in squeeze
    assert "hold 8 s" in squeeze
    assert "Left leg only" in squeeze
    assert '<p class="note">Slowly &amp; low.</p>' in squeeze
    assert "<b>No &lt;kneeling&gt;.</b>" in sheet
    assert "Ada &lt;b&gt;, review on 15 Jan 2027" in sheet
    assert "up to 1 is fine; up to 4" in sheet
    assert "Monday, Friday" in sheet


def test_another_programme_may_be_printed(stage: Stage) -> None:
    sheet = exercise_sheet(stage.practice, "knee-oa")
    assert "<h1>Knee osteoarthritis</h1>" in sheet
    with pytest.raises(NotFoundError, match="knee-oa"):
        exercise_sheet(stage.practice, "knee-ao")


@pytest.mark.long
@pytest.mark.parametrize("flags", [("osteoporosis",), ("pregnant", "preg_supine"), ("kneeling",)])
def test_no_flag_is_overruled_on_paper(stage: Stage, flags: tuple[str, ...]) -> None:
    change(stage.practice, list(flags), [])
    forbidden = {one.name for one in catalogue().exercises.values() if one.avoid & set(flags)}
    for programme in catalogue().programmes:
        assert not forbidden & set(names(exercise_sheet(stage.practice, programme)))


def test_what_rests_is_not_on_the_sheet(stage: Stage) -> None:
    name = stage.today().prescriptions[1].exercise
    add(stage, r.StopEvent(at=START - timedelta(days=1), reason="sharp", exercise=name.id))
    sheet = exercise_sheet(stage.practice)
    assert name.name not in names(sheet)
    assert f"<p>{name.name}: " in sheet.split("Not for now")[1]


def test_while_a_stop_is_open_there_is_no_exercise(stage: Stage) -> None:
    add(stage, r.StopEvent(at=START, reason="chest", sign="ST1a", tier=1))
    sheet = exercise_sheet(stage.practice)
    assert names(sheet) == []
    assert "No exercise for now" in sheet
    assert "please answer it first" in sheet


def test_after_a_gap_the_sheet_says_that_it_asks_for_less(stage: Stage) -> None:
    stage.do()
    stage.days(17)
    sheet = exercise_sheet(stage.practice)
    assert "Less than the plan, for now" in sheet
    assert "rule G3" in sheet
