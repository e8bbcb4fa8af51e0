from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab, one_line

from rehab_tui.practice.first_run import QUESTIONS
from rehab_tui.programme.stops import EMERGENCY_WORDS

pytestmark = pytest.mark.long

DAY = date(2026, 11, 23)
"""A year of birth is asked for; which day it is decides nothing here."""

home = a_home
rehab = a_rehab


def answered(rehab: Rehab) -> dict[str, object]:
    found = json.loads(rehab("profile", "show", "--json").out)
    assert list(found) == ["flags", "answers", "added", "stage"]
    return dict(found)


@pytest.mark.parametrize("stdin", [b"", None])
def test_with_nobody_there_it_ends_politely(rehab: Rehab, home: Path, stdin: bytes | None) -> None:
    ran = rehab("profile", "screen", stdin=stdin)
    assert ran.code == 0
    assert "rehab profile set" in ran.out
    assert not (home / "data").exists()


def test_skipping_all_of_it_proposes_a_gentle_start(rehab: Rehab) -> None:
    ran = rehab("profile", "screen", stdin=b"\n" * 60)
    assert ran.code == 0, ran
    assert "Proposed: Gentle mobility starter" in ran.out
    assert "not a diagnosis" in ran.out
    assert "What now: 'rehab' shows today" in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    assert list(answered(rehab)["answers"]) == ["screened"]  # type: ignore[call-overload]


def test_the_first_question_is_the_clearance_and_answers_are_kept(rehab: Rehab) -> None:
    lines = b"y\n\nlow back pain, neck pain\nl\n" + b"\n" * 60
    ran = rehab("profile", "screen", stdin=lines)
    asked = [line for line in ran.out.splitlines() if "?" in line]
    assert asked[0] == "Has a professional cleared you for exercise? (y yes, n no)"
    found = answered(rehab)
    today = datetime.now(UTC).astimezone().date().isoformat()
    assert found["answers"] == {
        "cleared": "yes", "conditions": "lbp,neck", "screened": today, "side": "left"
    }  # fmt: skip
    assert "desk-low-back" in ran.out


def test_a_wrong_line_is_asked_again(rehab: Rehab) -> None:
    ran = rehab("profile", "screen", stdin=b"perhaps\nno\n" + b"\n" * 60)
    assert "Please answer with one of y, n" in ran.out
    assert answered(rehab)["answers"]["cleared"] == "no"  # type: ignore[index]


def test_an_input_that_ends_early_keeps_what_was_said(rehab: Rehab) -> None:
    ran = rehab("profile", "screen", stdin=b"y\n")
    assert ran.code == 0
    assert answered(rehab)["answers"] == {"cleared": "yes"}


def test_an_emergency_stands_alone(rehab: Rehab) -> None:
    ran = rehab("profile", "screen", stdin=b"y\n1\n" + b"\n" * 40)
    after = ran.out[ran.out.index(EMERGENCY_WORDS[0][:30]) :].replace("\n", " ")
    assert after.split() == " ".join(EMERGENCY_WORDS).split()
    assert "Proposed" not in ran.out
    assert "still open" in rehab("start", "--list").out


def typed(**answers: str) -> bytes:
    """A line for each question that is put, most of them empty, and a yes to the proposal."""
    lines, told = [], dict[str, str]()
    for question in QUESTIONS:
        if question.asked(told, DAY):
            lines.append(answers.get(question.id, ""))
            if question.id in answers:
                told[question.id] = answers[question.id]
    return "\n".join([*lines, "y", ""]).encode()


def test_a_yes_takes_the_programme_into_the_plan(rehab: Rehab, home: Path) -> None:
    ran = rehab("profile", "screen", stdin=typed(conditions="neck", side="left", born="1980"))
    assert ran.code == 0
    assert "Your programme is Neck and shoulder reset" in ran.out
    assert "programme: neck-shoulder" in (home / "config" / "plan.yaml").read_text()
    assert json.loads(rehab("start", "--list").out)["items"]


def test_without_a_yes_the_plan_stays_as_it_is(rehab: Rehab, home: Path) -> None:
    ran = rehab("profile", "screen", stdin=typed()[:-2] + b"n\n")
    assert "To take it: rehab plan choose mobility-starter" in " ".join(ran.out.split())
    assert not (home / "config" / "plan.yaml").exists()


def test_wrong_values_change_nothing(rehab: Rehab) -> None:
    for wrong in ("due=soon", "blood-pressure=high", "birth=2999-01-01", "programme=knee-oa"):
        one_line(rehab("profile", "set", "heart", wrong), 2)
    assert answered(rehab) == {"flags": [], "answers": {}, "added": [], "stage": None}
    assert rehab("profile", "set", "pregnant-week=20").code == 0
    assert answered(rehab)["added"] == ["pregnant", "preg_supine"]
    assert answered(rehab)["stage"] == "PG2"
    assert "counts today as well: pregnant, week 16 or later" in rehab("profile").out
