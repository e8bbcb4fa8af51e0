from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab, one_line, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.cli.plan_show import why_record
from rehab_tui.practice.plan_page import why_lines
from rehab_tui.programme.decision import Decision, Effect, LeftOut
from rehab_tui.programme.today import TodaysSession
from rehab_tui.text import clean

pytestmark = pytest.mark.long

rehab = a_rehab
home = a_home
catalogue = the_catalogue

PLAN = """\
schema: 1
programme: knee-oa
days: [fri, mon]
minutes: 20
therapist: {name: Ada, review: 2027-01-15}
precautions: [No kneeling.]
changes:
  quad-set: {sets: 1, hold: 8, note: Slowly.}
  sit-to-stand: {swap: seated-knee-extension}
  heel-raise: {leave_out: true}
limits: {pain_green: 1}
"""


@pytest.fixture(name="plan")
def _plan(home: Path) -> Path:
    """Where the plan file is; its folder is there."""
    (home / "config").mkdir()
    return home / "config" / "plan.yaml"


# --- show ----------------------------------------------------------------------------------------
def test_the_plan_in_lines(rehab: Rehab, plan: Path) -> None:
    plan.write_text(PLAN)
    ran = rehab("plan", "show")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:12] == [
        "Knee osteoarthritis (knee-oa)",
        "  Now            phase 1 of 4, Switch on: week 1 of 12, 2 sessions a week",
        "  Days           Monday, Friday",
        "  Minutes        20",
        "  Therapist      Ada, review on 15 Jan 2027",
        "  Precaution     No kneeling.",
        '  Change         Thigh squeeze: 1 set, hold 8 seconds; "Slowly."',
        "  Change         Sit to stand: Seated knee straightening instead",
        "  Change         Heel raise: left out",
        "  Limit          pain_green 1 (usually 2)",
        *ran.out.splitlines()[10:12],
    ]
    assert max(map(len, ran.out.splitlines())) <= 80
    assert rehab("plan").out == ran.out


def test_without_a_plan_file_it_says_how_to_begin(rehab: Rehab, home: Path) -> None:
    ran = rehab("plan", "show")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "Gentle mobility starter (mobility-starter)")
    assert "rehab plan choose" in ran.err
    assert not (home / "data").exists()
    assert not (home / "config").exists()


def test_the_plan_as_json(rehab: Rehab, plan: Path) -> None:
    plan.write_text(PLAN)
    shown = json.loads(rehab("plan", "show", "--json").out)
    assert shown["programme"] == {"id": "knee-oa", "name": "Knee osteoarthritis"}
    assert shown["phase"] == {"number": 1, "of": 4, "title": "Switch on"}
    assert (shown["week"], shown["sessions"], shown["days"]) == (1, 2, ["mon", "fri"])
    assert shown["therapist"] == {"name": "Ada", "review": "2027-01-15"}
    assert shown["changes"] == {
        "quad-set": {"sets": 1, "hold": 8.0, "note": "Slowly."},
        "sit-to-stand": {"swap": "seated-knee-extension"},
        "heel-raise": {"leave_out": True},
    }
    assert shown["limits"]["pain_green"] == 1
    assert (shown["held"], shown["accepted"], shown["pause"]) == ([], [], None)
    assert (shown["file"], shown["trouble"]) == (str(plan), None)


def test_a_wrong_file_is_told_in_a_line_and_the_last_good_one_holds(
    rehab: Rehab, plan: Path
) -> None:
    plan.write_text(PLAN)
    rehab("plan", "show")
    plan.write_text(PLAN.replace("minutes: 20", "minutes: 200"))
    ran = rehab("plan", "show")
    assert ran.out.startswith("Knee osteoarthritis")
    assert ran.err.count("\n") == 1
    assert "plan.yaml, line 4: 'minutes' must be" in ran.err
    assert json.loads(rehab("plan", "show", "--json").out)["trouble"] in ran.err


def test_today_tells_of_a_wrong_plan(rehab: Rehab, plan: Path) -> None:
    plan.write_text("schema: 1\nminutes: 3\n")
    for words in ((), ("plan", "why")):
        assert "plan.yaml, line 2: 'minutes' must be" in rehab(*words).err


def test_a_persons_text_steers_no_terminal(
    rehab: Rehab, plan: Path, hostile_strings: tuple[str, ...]
) -> None:
    for first in range(0, len(hostile_strings), 20):
        some = [clean(one)[:300] or "x" for one in hostile_strings[first : first + 20]]
        words = json.dumps([one for one in some if one.strip()], ensure_ascii=False)
        plan.write_text(f"schema: 1\nprecautions: {words}\n", encoding="utf-8")
        ran = rehab("plan", "check")
        assert ran.code == 0, ran.err
        assert clean(ran.out, lines=True) == ran.out


# --- list and choose -----------------------------------------------------------------------------
def test_the_list_has_every_programme_and_marks_the_present_one(
    rehab: Rehab, plan: Path, catalogue: Catalogue
) -> None:
    plan.write_text(PLAN)
    out = rehab("plan", "list").out
    heads = [line.split()[0] for line in out.splitlines() if line[2:3] != " "]
    assert heads == list(catalogue.programmes)
    assert out.count("(yours now)") == 1
    assert max(map(len, out.splitlines())) <= 80
    rows = json.loads(rehab("plan", "list", "--json").out)
    assert [row["id"] for row in rows] == list(catalogue.programmes)
    assert [row["id"] for row in rows if row["present"]] == ["knee-oa"]


def test_choose_writes_and_says_what_is_kept(rehab: Rehab, plan: Path) -> None:
    plan.write_text(PLAN)
    ran = rehab("plan", "choose", "hip-oa")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Your programme is Hip osteoarthritis.\nIt begins with phase 1 of ")
    assert plan.read_text() == PLAN.replace("knee-oa", "hip-oa")
    (kept,) = plan.parent.glob("plan-*.yaml")
    assert kept.read_text() == PLAN
    said = one_line(rehab("plan", "choose", "hip"), 4)
    assert "there is no programme 'hip'. Did you mean hip-oa?" in said


def test_a_wrong_plan_is_mended_first(rehab: Rehab, plan: Path) -> None:
    plan.write_text("schema: 1\nminutes: 3\n")
    assert f"{plan}:2:10:" in one_line(rehab("plan", "choose", "hip-oa"), 3)


# --- check and new -------------------------------------------------------------------------------
def test_check_tells_every_problem_with_its_place(rehab: Rehab, plan: Path) -> None:
    plan.write_text("schema: 1\nminutes: 3\ndays: [x]\n")
    ran = rehab("plan", "check", str(plan))
    assert (ran.code, ran.out) == (3, "")
    assert [line.split(":")[:4] for line in ran.err.splitlines()] == [
        ["rehab", f" {plan}", "2", "10"],
        ["rehab", f" {plan}", "3", "8"],
    ]
    assert rehab("plan", "check").err == ran.err
    assert "no such file" in one_line(rehab("plan", "check", str(plan.parent / "none")), 4)


def test_new_begins_a_file_that_is_right(rehab: Rehab, home: Path) -> None:
    ran = rehab("plan", "new")
    assert "".join(ran.out.split()) == f"Written:{home / 'config' / 'plan.yaml'}"
    assert rehab("plan", "check").code == 0
    other = home / "for-ada.yaml"
    assert str(other) in "".join(rehab("plan", "new", "-o", str(other)).out.split())
    assert rehab("plan", "check", str(other)).code == 0
    assert "is there already" in one_line(rehab("plan", "new", "-o", str(other)), 1)


# --- why -----------------------------------------------------------------------------------------
def test_why_says_what_today_is(rehab: Rehab) -> None:
    out = rehab("plan", "why").out
    assert "(rule PR9, this app's rule)" in " ".join(out.split())
    assert "So today is:\n" in out
    shown = json.loads(rehab("plan", "why", "--json").out)
    assert set(shown) == {"programme", "phase", "week", "items", "left_out", "decisions"}
    assert "PR9" in [one["rule"] for one in shown["decisions"]]
    assert shown["phase"] == 1


def test_why_says_everything_that_was_decided(catalogue: Catalogue) -> None:
    bridge = catalogue.exercises["glute-bridge"]
    eased = Decision(
        "PM5", "the morning after was worse", exercise="glute-bridge",
        effect=Effect("glute-bridge", factor=0.75, holds=True), rests_on=("pain 5 on Tue 3 Nov",),
    )  # fmt: skip
    offer = Decision(
        "PR1", "it went well", basis="S", exercise="glute-bridge", change="reps=12@2x10", offer=True
    )
    gone = LeftOut(catalogue.exercises["cat-cow"], "FIT", "left out to fit into 10 minutes")
    swapped = LeftOut(bridge, "PM3", "already told")
    told = Decision("PM3", "already told", exercise="glute-bridge", effect=Effect(leave_out=True))
    today = TodaysSession((), (gone, swapped), (eased, told), (offer,))
    assert why_lines(today, catalogue) == [
        "The morning after was worse (rule PM5, this app's rule)",
        "  Glute bridge: 75% of the reps and seconds, nothing more is offered",
        "  It rests on: pain 5 on Tue 3 Nov",
        "Already told (rule PM3, this app's rule)",
        "  Glute bridge: left out",
        "Left out to fit into 10 minutes (rule FIT)",
        "  Cat-cow: left out",
        "",
        "Only if you say yes:",
        "It went well (rule PR1, from studies)",
        "  Glute bridge: 12 reps",
        "",
        "There is no session today.",
    ]
    fitted = Decision("FIT", "fitted to 10 minutes: without Cat-cow")
    said = why_lines(TodaysSession((), (gone,), (fitted,)), catalogue)
    assert [line for line in said if "Cat-cow" in line] == [
        "Fitted to 10 minutes: without Cat-cow (rule FIT, this app's rule)"
    ], "once"
    shown = why_record(today, catalogue)
    assert shown["left_out"] == [
        {"id": "cat-cow", "rule": "FIT", "reason": "left out to fit into 10 minutes"},
        {"id": "glute-bridge", "rule": "PM3", "reason": "already told"},
    ]
    quiet = why_lines(TodaysSession(()), catalogue)
    assert quiet[0] == "Today is as your programme has it; no rule changed anything."


# --- pause ---------------------------------------------------------------------------------------
def test_a_pause_is_begun_shown_and_ended(rehab: Rehab) -> None:
    assert rehab("plan", "pause", "travel", "--until", "2099-12-31").out == (
        "Paused until 2099-12-31.\n"
    )
    pause = json.loads(rehab("plan", "show", "--json").out)["pause"]
    assert (pause["reason"], pause["last"]) == ("travel", "2099-12-31")
    assert "for a journey, since" in rehab("plan", "show").out
    assert rehab("plan", "resume").out.startswith("Welcome back.")
    assert json.loads(rehab("plan", "show", "--json").out)["pause"] is None
    assert rehab("plan", "resume").out == "There is no pause; nothing was changed.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [(("travl",), "there is no reason 'travl'. Did you mean travel?"),
     (("--until", "tomorrow"), "--until: 'tomorrow' is no day. Write it like 2026-09-01."),
     (("--until", "2026-W01-1"), "--until: '2026-W01-1' is no day.")],
)  # fmt: skip
def test_a_pause_that_is_none_is_refused(rehab: Rehab, words: tuple[str, ...], said: str) -> None:
    assert said in one_line(rehab("plan", "pause", *words), 2)


def test_a_programme_is_chosen_by_the_name_that_is_shown(rehab: Rehab, home: Path) -> None:
    assert "Your programme is Sciatica" in rehab("plan", "choose", "sciatica, gentle start").out
    assert "programme: sciatica" in (home / "config" / "plan.yaml").read_text()
