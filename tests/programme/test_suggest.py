from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_builders import TODAY, shipped
from programme_builders import programme as made_up

from rehab_tui.catalogue.lists import CONDITIONS
from rehab_tui.catalogue.model import Frequency
from rehab_tui.programme.profile import Profile, read_profile
from rehab_tui.programme.suggest import DAILY, PICK, start_words, suggest

PROGRAMMES = shipped().programmes


def told(*conditions: str, **answers: str) -> Profile:
    return read_profile({"conditions": ",".join(conditions), **answers}, TODAY)


@pytest.mark.parametrize(
    ("conditions", "programme"),
    [
        (("lbp",), "desk-low-back"),
        (("desk",), "desk-low-back"),
        (("sci",), "sciatica"),
        (("lbp", "sci"), "sciatica"),
        (("neck",), "neck-shoulder"),
        (("sho",), "neck-shoulder"),
        (("kneeoa", "lbp"), "knee-oa"),
        (("lbp", "kneeoa"), "desk-low-back"),
        (("hipoa",), "hip-oa"),
        (("hand",), "hand-arthritis"),
        (("ra",), "hand-arthritis"),
        (("ankle",), "ankle-balance"),
        (("falls",), "ankle-balance"),
        (("pp",), "postpartum-core"),
        (("gen",), "mobility-starter"),
        (("copd", "lbp"), "desk-low-back"),
        ((), "mobility-starter"),
    ],
)
def test_the_pick_list(conditions: tuple[str, ...], programme: str) -> None:
    assert suggest(told(*conditions), TODAY).programme == programme


def test_a_pregnancy_and_a_birth_go_first() -> None:
    due = (TODAY + timedelta(days=100)).isoformat()
    found = suggest(told("lbp", due=due), TODAY)
    assert found.programme == "mobility-starter"
    assert "no programme for a pregnancy" in found.reason
    for days, programme in ((0, "postpartum-core"), (365, "postpartum-core"),
                            (366, "desk-low-back")):  # fmt: skip
        birth = (TODAY - timedelta(days=days)).isoformat()
        assert suggest(told("lbp", birth=birth), TODAY).programme == programme


@given(st.lists(st.sampled_from(sorted(CONDITIONS)), max_size=4))
def test_there_is_always_one_with_a_reason_that_is_no_diagnosis(conditions: list[str]) -> None:
    found = suggest(told(*conditions), TODAY)
    assert found.programme in PROGRAMMES
    assert found.reason.endswith(".")
    assert "you have" not in found.reason.lower()


def test_every_pick_is_a_ready_programme_for_just_that() -> None:
    for tag, name in PICK.items():
        assert tag in PROGRAMMES[name].conditions
    for programme in PROGRAMMES.values():
        assert start_words(programme).endswith(".")


@pytest.mark.parametrize(("sessions", "words"), [(1, "Once a week"), (2, "2 times a week")])
def test_who_has_said_how_often_is_not_told_another_number(sessions: int, words: str) -> None:
    begun = start_words(PROGRAMMES["desk-low-back"], sessions)
    assert begun.startswith(f"{words}, as you said")
    assert start_words(PROGRAMMES["desk-low-back"], 9).startswith("Begin small")


def test_why_it_is_suggested() -> None:
    birth = (TODAY - timedelta(days=30)).isoformat()
    due = (TODAY + timedelta(days=100)).isoformat()
    assert [suggest(one, TODAY).reason for one in (
        told(due=due), told(birth=birth), told("sci"), told("copd", "osteo"), told(),
    )] == [
        ("There is no programme for a pregnancy here. The gentle starter fits it: what does not "
        "suit your week is replaced or left out."),
        "You gave birth in the last year: belly and pelvic floor come first, step by step.",
        f"You named: {CONDITIONS['sci']}. This one is made for it.",
        (f"There is no programme for this alone ({CONDITIONS['copd']}, {CONDITIONS['osteo']}); a "
        "gentle start for all of you."),
        "A gentle start for all of you, as you named nothing that hurts.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("least", "plan", "words"),
    [
        (2, 3, ("Begin small: 2 or 3 sessions a week of 10 to 15 minutes. More days are your choice"
               " later.")),
        (3, 3, ("Begin small: 3 sessions a week of 10 to 15 minutes. More days are your choice"
               " later.")),
        (3, DAILY, (f"It begins with short, easy pieces on {DAILY} days a week: a little and often "
                   "suits stiff joints better than much at once. 3 is a start.")),
    ],
)  # fmt: skip
def test_how_much_to_begin_with(least: int, plan: int, words: str) -> None:
    start = made_up(("a",), ("b",))
    often = replace(start.phases[0], frequency=Frequency(least, plan, 7))
    assert start_words(replace(start, phases=(often, start.phases[1]))) == words
