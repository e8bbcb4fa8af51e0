"""The words follow the way that is prescribed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from coach_builders import exercise

from rehab_tui.catalogue.model import DoseChange, Variant
from rehab_tui.coach.guidance import (
    form_cues,
    held_words,
    opening_words,
    settling_seconds,
    setup_words,
    told_at,
    told_only,
)
from rehab_tui.coach.model import Prescription
from rehab_tui.figure import Figure

MOVE = exercise(
    setup="Kneel.", cues=("Lift.", "Lower."),
    easier=Variant("Sit on a chair."), harder=Variant("Stay 5 seconds.", dose=DoseChange(sets=1)),
)  # fmt: skip
USUAL = Prescription(MOVE, MOVE.dose)


def test_the_usual_way_has_the_exercises_own_words() -> None:
    assert setup_words(USUAL) == "Kneel."
    assert form_cues(USUAL) == ("Lift.", "Lower.")
    assert not told_only(USUAL)


def test_a_way_that_only_words_tell_replaces_what_would_contradict_it() -> None:
    easier = replace(USUAL, variant="easier")
    assert setup_words(easier) == "Sit on a chair."
    assert form_cues(easier) == ("Sit on a chair.",)
    assert told_only(easier)


def test_another_dose_keeps_the_cues_and_says_what_changes_first() -> None:
    harder = replace(USUAL, variant="harder")
    assert setup_words(harder) == "Stay 5 seconds. Kneel."
    assert form_cues(harder) == ("Stay 5 seconds.", "Lift.", "Lower.")
    assert not told_only(harder)


def test_a_variant_without_words_is_the_usual_way() -> None:
    bare = replace(USUAL, exercise=replace(MOVE, easier=None), variant="easier")
    assert setup_words(bare) == "Kneel."
    assert form_cues(bare) == ("Lift.", "Lower.")


@pytest.mark.parametrize(
    ("note", "said"),
    [("only in the morning", "only in the morning. Kneel."), ("Slowly!", "Slowly! Kneel."),
     ("  ", "Kneel.")],
)  # fmt: skip
def test_what_the_plan_notes_comes_first(note: str, said: str) -> None:
    assert setup_words(replace(USUAL, note=note)) == said


TEXTS = ("one two", "three four five six", "seven eight")


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, 0), (0.2, 0), (0.25, 1), (0.5, 1), (0.74, 1), (0.75, 2), (0.99, 2), (1.0, 2)],
)
def test_each_text_stands_as_long_as_its_share_of_the_words(share: float, text: int) -> None:
    assert told_at(TEXTS, share) == TEXTS[text]


def test_nothing_to_tell_is_told_nowhere() -> None:
    assert told_at((), 0.5) == ""


def test_a_warning_comes_first_and_takes_its_time() -> None:
    warned = replace(USUAL, warning="Take care of your new hip.")
    assert opening_words(USUAL) == ("Kneel.",)
    assert opening_words(warned) == ("Take care of your new hip.", "Kneel.")
    assert settling_seconds(warned) - settling_seconds(USUAL) == pytest.approx(6 / 2.5)


@pytest.mark.parametrize(
    ("purpose", "figure", "words"),
    [
        ("stretch", None, "Hold"),
        ("strength", {}, "Hold"),
        ("balance", {"driver": "breath"}, "Hold"),
        ("balance", {"driver": "time"}, ""),
        ("stretch", {"cycle": True}, ""),
        ("relaxation", {}, "Stay"),
        ("relaxation", None, ""),
        ("warm-up", {"cycle": True, "driver": "time"}, ""),
    ],
)
def test_what_is_done_for_a_stretch_of_time(
    purpose: str, figure: dict[str, Any] | None, words: str
) -> None:
    drawn = None if figure is None else Figure(view="side", path=(), poses=(), **figure)
    assert held_words(exercise(purpose=purpose, figure=drawn)) == words
