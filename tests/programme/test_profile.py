"""The profile as the rules see it: each answer read, and what is no answer passed over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from programme_builders import TODAY

from rehab_tui.programme.profile import Profile, gestation, read_profile, split_activities


def test_every_answer_is_read() -> None:
    found = read_profile(
        {
            "flag.kneeling": "yes", "flag.unknown": "yes", "side": "left", "minutes": "20",
            "equipment": "mat,band,anvil", "programme": "hip-oa", "counted.a": "key",
            "counted.b": "tempo", "counted.c": "never", "cleared": "understood",
            "screened": "2026-11-01", "screen.heart": "yes", "screen.chest": "no",
            "surgery": "2026-09-01", "surgery_cleared": "yes", "blood_pressure": "135/85",
            "falls": "1", "born": "1960", "conditions": "kneeoa,unknown,lbp",
            "activities": "stairs; a long  walk ;stairs;", "days": "sun,mon,someday",
            "sessions": "4",
        },
        TODAY,
    )  # fmt: skip
    assert found == Profile(
        flags=frozenset({"kneeling"}),
        side="left",
        equipment=frozenset({"mat", "band"}),
        minutes=20,
        programme="hip-oa",
        counted={"a": True, "b": False},
        cleared="understood",
        screened=date(2026, 11, 1),
        yes=frozenset({"heart"}),
        surgery=date(2026, 9, 1),
        surgery_cleared=True,
        blood_pressure=(135, 85),
        falls=1,
        born=1960,
        conditions=("kneeoa", "lbp"),
        activities=("stairs", "a long walk"),
        days=("mon", "sun"),
        sessions=4,
    )


def test_a_birth_is_read() -> None:
    answers = {"birth": "2026-10-01", "birth_check": "yes", "birth_cleared": "yes"}
    found = read_profile(answers, TODAY)
    assert (found.birth, found.birth_check, found.birth_cleared) == (date(2026, 10, 1), True, True)
    assert (found.caesarean, found.flags) == (False, frozenset())
    assert read_profile({**answers, "caesarean": "yes"}, TODAY).caesarean


@pytest.mark.parametrize(
    ("key", "value", "name", "read"),
    [
        ("minutes", "4", "minutes", None),
        ("minutes", "5", "minutes", 5),
        ("minutes", "90", "minutes", 90),
        ("minutes", "91", "minutes", None),
        ("minutes", "x", "minutes", None),
        ("side", "right", "side", "right"),
        ("side", "up", "side", None),
        ("cleared", "maybe", "cleared", None),
        ("cleared", "no", "cleared", "no"),
        ("screened", "yesterday", "screened", None),
        ("screened", "2026-02-30", "screened", None),
        ("blood_pressure", "135", "blood_pressure", None),
        ("blood_pressure", "1350/85", "blood_pressure", None),
        ("blood_pressure", "90/60", "blood_pressure", (90, 60)),
        ("falls", "-1", "falls", None),
        ("born", "19600", "born", None),
        ("surgery_cleared", "no", "surgery_cleared", False),
        ("equipment", "", "equipment", frozenset()),
    ],
)
def test_what_is_no_answer_is_passed_over(key: str, value: str, name: str, read: Any) -> None:
    assert getattr(read_profile({key: value}, TODAY), name) == read


@pytest.mark.parametrize(
    ("answers", "flags"),
    [
        ({"falls": "1"}, set()),
        ({"falls": "2"}, {"falls_risk"}),
        ({"conditions": "preg"}, {"pregnant"}),
        ({"conditions": "preg", "birth": "2026-10-01"}, set()),
        ({"conditions": "osteo,copd"}, {"osteoporosis", "copd"}),
        ({"caesarean": "yes"}, set()),
        ({"caesarean": "yes", "birth": (TODAY - timedelta(83)).isoformat()}, {"csection"}),
        ({"caesarean": "yes", "birth": (TODAY - timedelta(84)).isoformat()}, set()),
        ({"caesarean": "yes", "birth": (TODAY + timedelta(1)).isoformat()}, set()),
        ({"flag.csection": "yes", "birth": (TODAY - timedelta(83)).isoformat()}, {"csection"}),
        ({"flag.csection": "yes", "birth": (TODAY - timedelta(84)).isoformat()}, set()),
        ({"flag.csection": "yes"}, {"csection"}),
    ],
)
def test_flags_that_come_and_go(answers: dict[str, str], flags: set[str]) -> None:
    assert read_profile(answers, TODAY).flags == flags


def test_without_a_day_no_stage_adds_or_ends_a_flag() -> None:
    answers = {"flag.csection": "yes", "birth": "2020-01-01", "due": "2026-12-01", "falls": "3"}
    assert read_profile(answers).flags == {"csection", "falls_risk"}


@pytest.mark.parametrize(
    ("due", "birth", "day"),
    [
        (None, None, None),
        (280, None, 0),
        (281, None, 0),
        (0, None, 280),
        (-3, None, 283),
        (-3, -3, None),
        (20, -1, None),
        (20, 0, None),
        (20, 1, 260),
        (20, -400, 260),  # an earlier child
    ],
)
def test_the_day_of_a_pregnancy(due: int | None, birth: int | None, day: int | None) -> None:
    def on(days: int | None) -> date | None:
        return None if days is None else TODAY + timedelta(days=days)

    assert gestation(on(due), on(birth), TODAY) == day


def test_activities_are_told_apart_by_semicolons() -> None:
    assert split_activities("") == split_activities(" ; ;") == ()
    assert split_activities("b; a  c;b") == ("b", "a c")
