from __future__ import annotations

import pytest
from practice_stage import Stage, a_stage

from rehab_tui.catalogue.lists import CONDITIONS, FLAGS
from rehab_tui.errors import NotFoundError, RehabError, UsageError
from rehab_tui.journal import undo
from rehab_tui.journal.records import ProfileAnswer
from rehab_tui.practice.profile import answers, change, profile_now
from rehab_tui.programme.profile import CONDITION_FLAGS, Profile, read_profile

stage = a_stage


def test_flags_with_hyphen_or_underscore_and_answers_in_one_act(stage: Stage) -> None:
    lines = change(
        stage.practice,
        ["spinal-stenosis", "ra_neck", "side=left", "equipment=mat, band", "minutes=20"],
        [],
    )  # fmt: skip
    assert lines[0] == "set: spinal stenosis"
    assert "set: side left" in lines
    profile = read_profile(stage.journal.profile())
    assert profile.flags == {"spinal_stenosis", "ra_neck"}
    assert (profile.side, profile.minutes, profile.programme) == ("left", 20, None)
    assert profile.equipment == frozenset({"mat", "band"})
    assert answers(stage.practice) == {
        "equipment": "mat,band", "spinal-stenosis": "spinal stenosis", "minutes": "20",
        "ra-neck": "rheumatoid arthritis in the neck", "side": "left",
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
        (["qqq=1"], [], "There are: cleared"),
        (["side=middle"], [], "left or right"),
        (["equipment=mat,bandd"], [], "band"),
        (["equipment=xyz"], [], "There are: mat"),
        (["equipment=chair"], [], ""),
        (["minutes=4"], [], "5 to 90"),
        (["minutes=91"], [], "5 to 90"),
        (["minutes=ten"], [], ""),
        (["minutes=020"], [], ""),
        (["programme=mobility-starter"], [], "rehab plan choose"),
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


@pytest.mark.parametrize(
    ("given", "key", "value"),
    [
        ("cleared=understood", "cleared", "understood"),
        ("due=2027-03-01", "due", "2027-03-01"),
        ("pregnant-week=16+0", "due", "2027-05-10"),
        ("pregnant_week=40", "due", "2026-11-23"),
        ("birth=today", "birth", "2026-11-23"),
        ("birth=2026-11-01", "birth", "2026-11-01"),
        ("birth-check=yes", "birth_check", "yes"),
        ("caesarean=no", "caesarean", "no"),
        ("birth_cleared=yes", "birth_cleared", "yes"),
        ("surgery=yesterday", "surgery", "2026-11-22"),
        ("surgery-cleared=yes", "surgery_cleared", "yes"),
        ("blood-pressure=150/90", "blood_pressure", "150/90"),
        ("blood-pressure=150/090", "blood_pressure", "150/90"),
        ("falls=0", "falls", "0"),
        ("born=1960", "born", "1960"),
        ("conditions=lbp, neck,lbp", "conditions", "lbp,neck"),
        ("conditions=", "conditions", ""),
        ("activities= climbing  stairs ; lifting a child;", "activities",
         "climbing stairs; lifting a child"),
        ("days=wed,mon", "days", "wed,mon"),
        ("sessions=3", "sessions", "3"),
    ],
)  # fmt: skip
def test_every_answer_is_kept_as_one_value(stage: Stage, given: str, key: str, value: str) -> None:
    change(stage.practice, [given], [])
    assert stage.journal.profile() == {key: value}
    read = stage.practice.profile()
    assert read != Profile() or value in ("", "no")
    stage.clock.advance(1)
    change(stage.practice, [], [given.partition("=")[0]])
    assert stage.journal.profile() == {}


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("cleared=maybe", "yes, no or understood"),
        ("due=2027-3-1", "2026-11-20"),
        ("due=2027-08-31", "40 weeks"),
        ("due=2026-11-01", "birth="),
        ("pregnant-week=15+7", "15+6"),
        ("pregnant-week=43", "15+6"),
        ("pregnant-week=-3", "15+6"),
        ("birth=2026-11-24", "has passed"),
        ("birth=2026-02-30", "calendar"),
        ("birth=1999-12-31", "year"),
        ("birth=soon", "2026-11-20"),
        ("surgery=tomorrow", "2026-11-20"),
        ("birth-check=done", "yes or no"),
        ("blood-pressure=150", "150/90"),
        ("blood-pressure=90/150", "150/90"),
        ("blood-pressure=1500/90", "150/90"),
        ("falls=-1", "whole number"),
        ("falls=1.5", "whole number"),
        ("born=60", "1916"),
        ("born=2025", "2021"),
        ("conditions=lbp,knee", "kneeoa"),
        ("activities=a;b;c;d;e;f", "matter most"),
        ("activities=" + "x" * 101, "100"),
        ("activities=a\ud800b", "no text"),
        ("days=monday", "mon"),
        ("sessions=0", "1 to 7"),
        ("sessions=8", "1 to 7"),
    ],
)
def test_a_wrong_answer_names_what_to_write(stage: Stage, given: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        change(stage.practice, ["vertigo", given], [])
    assert hint in str(caught.value)
    assert stage.journal.profile() == {}


def test_a_birth_takes_the_pregnancy_back(stage: Stage) -> None:
    change(stage.practice, ["pregnant", "due=2026-11-25", "heart"], [])
    stage.clock.advance(1)
    lines = change(stage.practice, ["birth=2026-11-20"], [])
    assert lines == ["set: birth 2026-11-20", "cleared: due", "cleared: pregnant"]
    assert stage.practice.profile().flags == {"heart"}


def test_what_the_day_adds_is_shown_beside_what_was_said(stage: Stage) -> None:
    change(stage.practice, ["vertebral-fracture", "pregnant-week=17+0", "falls=3"], [])
    now = profile_now(stage.practice)
    assert now.flags == ("vertebral_fracture",)
    assert now.added == ("falls_risk", "osteoporosis", "pregnant", "preg_supine")
    assert now.stage == "PG2"
    stage.days(7 * 11)
    assert profile_now(stage.practice).stage == "PG3"


def test_answers_of_older_journals_are_read_still(stage: Stage) -> None:
    with stage.journal.act("imported") as act:
        for key, value in {"programme": "knee-oa", "side": "left", "due": "soon", "falls": "x",
                           "blood_pressure": "high", "conditions": "lbp,old", "days": "mon,xyz",
                           "cleared": "perhaps", "born": "18"}.items():  # fmt: skip
            act.add(ProfileAnswer(at=stage.clock.now(), key=key, value=value))
    read = stage.practice.profile()
    assert read == Profile(
        programme="knee-oa", side="left", conditions=("lbp",), days=("mon",), born=18
    )


def test_what_is_named_as_ones_own_is_minded_as_well(stage: Stage) -> None:
    change(stage.practice, ["conditions=osteo,lbp,spinal_stenosis"], [])
    assert stage.practice.profile().flags == {"osteoporosis", "spinal_stenosis"}
    stage.clock.advance(1)
    change(stage.practice, ["conditions=preg"], [])
    assert stage.practice.profile().flags == {"pregnant"}
    stage.clock.advance(1)
    change(stage.practice, ["birth=today"], [])
    assert stage.practice.profile().flags == set()
    assert set(CONDITION_FLAGS) <= set(CONDITIONS)
    assert set(CONDITION_FLAGS.values()) <= set(FLAGS)
