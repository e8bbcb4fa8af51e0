from __future__ import annotations

from pathlib import Path

import pytest
from practice_stage import Stage

from rehab_tui.errors import NotFoundError, RehabError, UsageError
from rehab_tui.journal import undo
from rehab_tui.journal.records import ProfileAnswer
from rehab_tui.practice.profile import answers, change
from rehab_tui.programme.profile import read_profile


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def test_flags_with_hyphen_or_underscore_and_answers_in_one_act(stage: Stage) -> None:
    lines = change(
        stage.practice,
        ["spinal-stenosis", "ra_neck", "side=left", "equipment=mat, band", "minutes=20",
         "programme=mobility-starter"],
        [],
    )  # fmt: skip
    assert lines[0] == "set: spinal stenosis"
    assert "set: side left" in lines
    profile = read_profile(stage.journal.profile())
    assert profile.flags == {"spinal_stenosis", "ra_neck"}
    assert (profile.side, profile.minutes, profile.programme) == ("left", 20, "mobility-starter")
    assert profile.equipment == frozenset({"mat", "band"})
    assert answers(stage.practice) == {
        "equipment": "mat,band", "spinal-stenosis": "spinal stenosis", "minutes": "20",
        "programme": "mobility-starter", "ra-neck": "rheumatoid arthritis in the neck",
        "side": "left",
    }  # fmt: skip
    undo.undo(stage.journal)
    assert answers(stage.practice) == {}


def test_clearing(stage: Stage) -> None:
    change(stage.practice, ["osteoporosis", "side=left", "heart"], [])
    stage.clock.advance(1)
    lines = change(stage.practice, ["minutes=10"], ["osteoporosis", "side"])
    assert lines == ["set: minutes 10", "cleared: osteoporosis", "cleared: side"]
    assert set(answers(stage.practice)) == {"heart", "minutes"}


def test_of_two_values_for_one_key_the_later_holds(stage: Stage) -> None:
    assert change(stage.practice, ["side=left", "side=right"], []) == ["set: side right"]
    assert answers(stage.practice) == {"side": "right"}


def test_no_gear_at_home_is_an_answer_too(stage: Stage) -> None:
    change(stage.practice, ["equipment="], [])
    assert read_profile(stage.journal.profile()).equipment == frozenset()


@pytest.mark.parametrize(
    ("given", "clear", "hint"),
    [
        (["osteoporosys"], [], "osteoporosis"),
        ([], ["osteoporosys"], "osteoporosis"),
        (["zzzz"], [], "rehab profile show"),
        (["sidee=left"], [], "side"),
        (["qqq=1"], [], "There are: side"),
        (["side=middle"], [], "left or right"),
        (["equipment=mat,bandd"], [], "band"),
        (["equipment=xyz"], [], "There are: mat"),
        (["equipment=chair"], [], ""),
        (["minutes=4"], [], "5 to 90"),
        (["minutes=91"], [], "5 to 90"),
        (["minutes=ten"], [], ""),
        (["minutes=020"], [], ""),
        (["programme=mobility-startr"], [], "mobility-starter"),
        (["heart"], ["heart"], "one of the two"),
        (["side=left"], ["side"], "one of the two"),
        ([], [], "Try"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(
    stage: Stage, given: list[str], clear: list[str], hint: str
) -> None:
    with pytest.raises(RehabError) as caught:
        change(stage.practice, ["vertigo", *given] if given or clear else [], clear)
    assert isinstance(caught.value, UsageError | NotFoundError)
    assert hint in str(caught.value)
    assert answers(stage.practice) == {}


def test_an_answer_of_a_later_version_is_shown_as_it_is(stage: Stage) -> None:
    with stage.journal.act("imported") as act:
        act.add(ProfileAnswer(at=stage.clock.now(), key="flag.new_one", value="yes"))
    assert answers(stage.practice) == {"new-one": "yes"}
