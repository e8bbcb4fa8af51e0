from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from practice_stage import Stage, catalogue

from rehab_tui.errors import DataError, NotFoundError, RehabError
from rehab_tui.journal.records import DecisionRecord
from rehab_tui.practice import plans
from rehab_tui.practice.new_plan import template
from rehab_tui.practice.plan_file import PlanFile, read_file
from rehab_tui.practice.plan_words import say_change
from rehab_tui.programme.plan import Plan
from rehab_tui.programme.steps import Step, mark_of

COMMENTED = """\
# mine
schema: 1
programme: mobility-starter  # since May
minutes: 20
changes:
  glute-bridge: {note: slowly}  # she said
"""
OWN = "schema: 1\nsessions: 5\nitems: [{exercise: cat-cow}]\nminutes: 15\n"


class Home(Stage):
    """A stage with a plan file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.path = folder / "config" / "plan.yaml"
        self.path.parent.mkdir()
        self.file = PlanFile(self.path, folder / "kept.yaml", catalogue)
        self.practice = replace(self.practice, plan_file=self.file)

    def kept(self) -> list[str]:
        return sorted(path.name for path in self.path.parent.iterdir() if path != self.path)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


# --- what holds now ------------------------------------------------------------------------------
def test_without_a_plan_the_programme_is_as_it_is(home: Home) -> None:
    now = plans.plan_now(home.practice)
    assert (now.plan, now.programme) == (Plan(), catalogue().programmes["mobility-starter"])
    assert (now.standing.phase, now.standing.week, now.there, now.trouble) == (0, 1, False, "")
    assert (now.held, now.accepted, now.pause) == ((), (), None)


def test_what_was_accepted_is_shown_beside_the_plan(home: Home) -> None:
    asked = next(p for p in home.today().prescriptions if p.exercise.id == "sit-to-stand")
    with home.journal.act("test") as act:
        act.add(
            DecisionRecord(
                at=home.clock.now(), rule="PR1", reason="it went well", exercise="sit-to-stand",
                change=Step("reps", "8", mark_of(asked)).change, answer="accepted",
            )
        )  # fmt: skip
    (accepted,) = plans.plan_now(home.practice).accepted
    assert (accepted.exercise, accepted.day) == ("sit-to-stand", home.clock.now().date())


def test_the_present_programme_is_marked(home: Home) -> None:
    home.path.write_text("schema: 1\nprogramme: knee-oa\n")
    ready = plans.ready_programmes(home.practice)
    assert [one.programme.id for one in ready] == list(catalogue().programmes)
    assert [one.programme.id for one in ready if one.present] == ["knee-oa"]
    assert all(one.what_for for one in ready)
    home.path.write_text(OWN + "#\n")
    assert not any(one.present for one in plans.ready_programmes(home.practice))


# --- choose --------------------------------------------------------------------------------------
def test_the_first_choice_writes_a_plan(home: Home) -> None:
    said = plans.choose(home.practice, "knee-oa")
    assert said[0] == "Your programme is Knee osteoarthritis."
    assert said[1].startswith("It begins with phase 1 of ")
    assert said[2:] == [f"Written: {home.path}"]
    assert (home.practice.plan, home.kept()) == (Plan(programme="knee-oa"), [])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("head", ["", "\ufeff"])
def test_only_the_line_of_the_programme_changes(home: Home, end: str, head: str) -> None:
    old = (head + COMMENTED).replace("\n", end).encode()
    home.path.write_bytes(old)
    said = plans.choose(home.practice, "knee-oa")
    new = COMMENTED.replace("\n", end).replace("mobility-starter", "knee-oa").encode()
    assert home.path.read_bytes() == new
    assert said[2:] == [
        "It keeps what your plan says of: minutes, 1 change of exercises.",
        "The plan of before is kept as plan-2026-11-23.yaml.",
    ]
    assert home.path.with_name("plan-2026-11-23.yaml").read_bytes() == old


@pytest.mark.parametrize(
    "text",
    ["schema: 1 # one\nminutes: 20\n", "# a\nminutes: 20\nschema: 1", "schema: 1\r\nminutes: 20"],
)
def test_the_line_is_added_where_there_was_none(home: Home, text: str) -> None:
    home.path.write_bytes(text.encode())
    plans.choose(home.practice, "knee-oa")
    new = home.path.read_bytes().decode()
    assert home.practice.plan == Plan(programme="knee-oa", minutes=20)
    assert re.sub(r"(\r?\n)programme: knee-oa", "", new) == text


@pytest.mark.parametrize(
    "text",
    ["{schema: 1, programme: mobility-starter, minutes: 20}  # flow\n",
     "schema: 1\nprogramme:\n  mobility-starter  # below\nminutes: 20\n",
     '"schema": 1\n"programme": mobility-starter # quoted\nminutes: 20\n',
     "schema: 1\nminutes: 20\nprecautions: ['a\n\n\nprogramme: mobility-starter\n ']\n"],
)  # fmt: skip
def test_else_it_is_written_anew_and_said(home: Home, text: str) -> None:
    home.path.write_text(text)
    before = home.practice.plan
    said = plans.choose(home.practice, "knee-oa")
    assert "The file was written anew; comments are in the plan of before." in said
    assert home.practice.plan == replace(before, programme="knee-oa")
    assert home.path.with_name("plan-2026-11-23.yaml").read_text() == text


def test_a_list_of_ones_own_gives_way_and_is_kept(home: Home) -> None:
    home.path.write_text(OWN)
    said = plans.choose(home.practice, "knee-oa")
    assert "Your own list of exercises is in the plan of before." in said
    assert home.practice.plan == Plan(programme="knee-oa", minutes=15)
    assert home.path.with_name("plan-2026-11-23.yaml").read_text() == OWN


def test_the_same_programme_writes_nothing(home: Home) -> None:
    home.path.write_text(COMMENTED)
    said = plans.choose(home.practice, "mobility-starter")
    assert "nothing was written" in said[0]
    assert (home.path.read_text(), home.kept()) == (COMMENTED, [])


def test_a_programme_that_was_begun_goes_on(home: Home) -> None:
    home.do()
    home.path.write_text("schema: 1\nprogramme: knee-oa\n")
    home.days(8)
    said = plans.choose(home.practice, "mobility-starter")
    assert said[1].startswith("You go on with phase 1 of 3, Get moving: week 2 of 6")


@pytest.mark.parametrize(
    ("text", "name", "error"),
    [
        ("schema: 1\nminutes: 99\n", "knee-oa", DataError),
        (COMMENTED, "knee-ao", NotFoundError),
        (COMMENTED, "own-plan", NotFoundError),
    ],
)
def test_what_can_not_be_chosen_writes_nothing(
    home: Home, text: str, name: str, error: type[RehabError]
) -> None:
    home.path.write_text(text)
    with pytest.raises(error):
        plans.choose(home.practice, name)
    assert (home.path.read_text(), home.kept()) == (text, [])


def test_a_programme_of_which_the_plan_leaves_nothing_is_refused(home: Home) -> None:
    programme = catalogue().programmes["knee-oa"]
    lines = [f"  {i.exercise}: {{leave_out: true}}\n" for i in programme.phases[0].items]
    text = "# mine\nschema: 1\nprogramme: hip-oa\n\nchanges:\n" + "".join(lines)
    home.path.write_text(text)
    with pytest.raises(DataError, match=r"yaml:6:3: nothing is left of"):
        plans.choose(home.practice, "knee-oa")
    assert (home.path.read_text(), home.kept()) == (text, [])


def test_a_demonstration_has_no_file(tmp_path: Path) -> None:
    practice = Stage(tmp_path).practice
    assert plans.plan_now(practice).file is None
    with pytest.raises(RehabError, match="no plan file"):
        plans.choose(practice, "knee-oa")


# --- check and new -------------------------------------------------------------------------------
def test_a_check_says_what_a_file_holds(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "mail.yaml"
    file.write_text(
        "schema: 1\nprogramme: knee-oa\nsessions: 3\nrounds: 2\ndays: [mon, wed, fri]\n"
        "minutes: 20\ntherapist: {name: Ada, review: 2027-01-15}\nprecautions: [No stairs.]\n"
        "changes:\n  mini-squat: {sets: 1, reps: 6, tempo: [3, 1, 3], note: Hold the chair.}\n"
        "  box-breathing: {leave_out: true}\nlimits: {pain_green: 1, gap_factor: 0.5}\n"
    )
    assert plans.check(home.practice, file) == [
        f"{file}: a plan, no problem.",
        "  programme: Knee osteoarthritis",
        "  sessions: 3 days a week",
        "  rounds: 2 a day",
        "  days: Monday, Wednesday, Friday",
        "  minutes: 20",
        "  therapist: Ada, review on 15 Jan 2027",
        "  precaution: No stairs.",
        '  Supported mini squat: 1 set, 6 reps, tempo 3-1-3 seconds; "Hold the chair."',
        "  Box breathing: left out",
        "  limit: pain_green 1 (usually 2)",
        "  limit: gap_factor 0.5 (usually 0.75)",
        "  changes nothing here, as the programme does not ask for it: Box breathing",
    ]


def test_a_check_without_a_file_looks_at_ones_own(home: Home) -> None:
    with pytest.raises(NotFoundError, match="rehab plan new"):
        plans.check(home.practice, None)
    home.path.write_text(OWN)
    assert plans.check(home.practice, None)[1] == "  its own list: Cat-cow"


def test_a_new_plan_begins_with_the_present_programme(home: Home) -> None:
    home.path.write_text(COMMENTED.replace("mobility-starter", "knee-oa"))
    said = plans.begin_new(home.practice)
    assert said[1].startswith("The plan of before is kept as plan-2026-11-23.yaml")
    assert home.practice.plan == Plan(programme="knee-oa")
    home.path.write_text(OWN)
    plans.begin_new(home.practice)
    assert home.practice.plan == Plan(programme="mobility-starter")


def test_the_template_is_right_with_every_line_in_use() -> None:
    text = template("knee-oa", catalogue().programmes)
    assert all(len(line) < 100 for line in text.splitlines())
    used = re.sub(r"(?m)^#(?! [A-Za-z]|$)", "", text)
    ready = re.sub(r"(?m)^(name|items|  - \{exercise).*\n", "", used)
    plan = read_file("f", ready.encode(), catalogue())
    assert plan.programme == "knee-oa"
    assert plan.precautions
    assert len(plan.changes) == 3
    own = read_file("f", used.replace("programme: knee-oa\n", "").encode(), catalogue())
    assert len(own.items) == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [("reps=12@1x8", "12 reps"), ("hold=7", "hold 7 seconds"), ("swap=cat-cow", "Cat-cow instead"),
     ("variant=easier", "in its easier way"), ("knee-oa.phase=1", "phase 2"),
     ("swap=gone", "gone instead"), ("range=far@1x8", "range far"), ("load=2.5 kg", "load 2.5 kg")],
)  # fmt: skip
def test_a_change_in_words(change: str, words: str) -> None:
    assert say_change(change, catalogue()) == words
