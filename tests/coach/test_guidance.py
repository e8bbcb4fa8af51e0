"""The words follow the way that is prescribed."""

from __future__ import annotations

from dataclasses import replace

from coach_builders import exercise

from rehab_tui.catalogue.model import DoseChange, Variant
from rehab_tui.coach.guidance import form_cues, setup_words, told_only
from rehab_tui.coach.model import Prescription

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
