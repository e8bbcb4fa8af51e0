from __future__ import annotations

from pathlib import Path

import pytest
from catalogue_samples import EXERCISES, PROGRAMMES, broken, load, problems

from rehab_tui.catalogue.model import DoseChange, Frequency, Item, Phase, Programme


def test_a_good_file_becomes_the_values_it_says(tmp_path: Path) -> None:
    programmes = load(tmp_path).programmes
    assert list(programmes) == ["starter", "after-birth", "keep-it"]
    assert programmes["starter"] == Programme(
        id="starter",
        name="Gentle starter",
        basis="S",
        conditions=("gen",),
        weeks=4,
        suits="Everybody.",
        expect="Easier mornings.",
        weekly_question="How was it?",
        goes_on_when="It feels light.",
        phases=(
            Phase(
                "Get moving", "week", Frequency(2, 3, 4),
                (
                    Item("calm-breathing", DoseChange(seconds=60)),
                    Item("glute-bridge", DoseChange(sets=1, reps=6)),
                ),
                first=1, last=2,
            ),
            Phase("Go on", "week", Frequency(3, 3, 3, rounds=2, walk_days=1),
                  (Item("glute-bridge"),), first=3, last=4),
        ),
    )  # fmt: skip
    assert [(p.key, p.first, p.last) for p in programmes["after-birth"].phases] == [
        ("birth", 0, 2),
        ("birth", 3, 6),
    ]
    assert [(p.key, p.letter, p.first) for p in programmes["keep-it"].phases] == [
        ("letter", "A", None),
        ("letter", "flare", None),
    ]
    assert programmes["keep-it"].weeks is None


FREQUENCY = "{at_least: 2, plan: 3, at_most: 4}"
SIX = "- {exercise: glute-bridge, sets: 1, reps: 6}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: keep-it", "id: ^starter", "the id 'starter' is already taken on line 3."),
        ("id: keep-it", "id: ^keep it", "'id' can't be 'keep it'. Use lower-case"),
        ("    weeks: 4\n", "    ^week: 4\n", "a programme has no key 'week'. Did you mean weeks?"),
        ("weeks: 4", "weeks: ^5", "'weeks' is 5, and the last phase ends in week 4. Make them"),
        ("weeks: 4", "weeks: ^4.0", "'weeks' must be a whole number from 1 to 104, not 4.0. Write"),
        ("weeks: [1, 2]", "weeks: ^[2, 2]", "this phase begins in week 2. Begin in week 1, so"),
        ("weeks: [1, 2]", "weeks: ^[2, 1]", "week 1 comes before week 2. Write the first week"),
        ("weeks: [1, 2]", "weeks: ^[1]", "'weeks' has 1 entry. It takes 2."),
        ("weeks: [1, 2]", "weeks: [^0, 2]", "an entry of 'weeks' must be a whole number from 1"),
        ("weeks: [3, 4]", "weeks: ^[4, 4]", "this phase begins in week 4. Begin in week 3, so"),
        ("weeks: [3, 4]", "weeks: ^[2, 4]", "this phase begins in week 2. Begin in week 3, so"),
        ("since_birth: [3, 6]", "since_birth: ^[4, 6]", "this phase begins in week 4. Begin in"),
        ("since_birth: [3, 6]", "weeks: ^[3, 6]",
         "the first phase has 'since_birth', and this one 'weeks'. Use one kind"),
        ("weeks: [3, 4]", "weeks: [3, 4]\n        letter: ^A",
         "a phase has exactly one of 'weeks', 'since_birth' and 'letter'. Keep one of them."),
        ("title: Go on\n        weeks: [3, 4]", "^title: Go on",
         "a phase has exactly one of 'weeks', 'since_birth' and 'letter'. Add one, such as"),
        ("letter: flare", "letter: ^A", "there is already a phase 'A'. Choose another."),
        ("letter: flare", "letter: ^C", "'letter' can't be 'C'. Choose from: A, B, flare."),
        ("id: keep-it\n", "id: keep-it\n    weeks: ^4\n",
         "a programme of lettered phases has no end. Take 'weeks' out."),
        (FREQUENCY, "{at_least: 4, plan: ^3, at_most: 4}", "'plan' can't be less than 'at_least'."),
        (FREQUENCY, "{at_least: 2, plan: 3, at_most: ^2}", "'at_most' can't be less than 'plan'."),
        (FREQUENCY, "{at_least: 2, plan: 3, at_most: ^8}", "'at_most' must be a whole number from"),
        (FREQUENCY, "^{at_least: 2, plan: 3}", "a frequency needs 'at_most'. Add it."),
        (FREQUENCY, "{at_least: 2, plan: 3, at_most: 4, rounds: ^0}", "'rounds' must be a whole"),
        (FREQUENCY, "{at_least: 2, plan: 3, at_most: 4, walk_days: ^8}", "'walk_days' must be"),
        (SIX, "- {exercise: ^glute-bridg}", "there is no exercise 'glute-bridg'. Did you mean"),
        (SIX, "- {exercise: ^calm-breathing}", "'calm-breathing' is already in this phase."),
        (SIX, "- {exercise: ^[a]}", "'exercise' can't be a list. Use lower-case letters"),
        (SIX, "- ^{exercise: glute-bridge, seconds: 60}",
         "this doesn't fit the dose of 'glute-bridge': a dose has 'reps' or 'seconds', not both."),
        (SIX, "- ^{exercise: glute-bridge, pattern: [1, 1, 1, 1]}",
         "this doesn't fit the dose of 'glute-bridge': a 'pattern' goes with 'seconds' only."),
        (SIX, "- {exercise: glute-bridge, reps: ^0}", "'reps' must be a whole number from 1"),
        (SIX, "- {exercise: glute-bridge, pattern: ^x}", "'pattern' must be a list, not 'x'."),
        (SIX, "- {exercise: glute-bridge, ^repz: 5}", "an item has no key 'repz'. Did you mean"),
        (SIX, "- ^glute-bridge", "an entry of 'items' must be an item, not 'glute-bridge'. Write"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    text, places = broken(PROGRAMMES, old, new)
    [line] = problems(tmp_path, programmes=text)
    assert line.startswith(f"programmes.yaml:{places[0]}: {said}")


def test_a_broken_exercise_is_no_reason_to_blame_its_items(tmp_path: Path) -> None:
    text, places = broken(EXERCISES, "dose: {seconds: 120, pattern: [4, 0, 6, 0]}", "dose: ^x")
    assert problems(tmp_path, text) == [
        f"exercises.yaml:{places[0]}: 'dose' must be a dose, not 'x'. Write key: value."
    ]


def test_unreadable_exercises_are_no_reason_to_blame_every_item(tmp_path: Path) -> None:
    assert problems(tmp_path, "[") == problems(tmp_path, "[", PROGRAMMES)
    assert [line.split(":")[0] for line in problems(tmp_path, "[")] == ["exercises.yaml"]
