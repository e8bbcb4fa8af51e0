"""Editorial checks of the shipped catalogue, read with PyYAML alone and not through our loader.

Two golden files pin what an edit of a sentence must not change by accident: what each exercise is,
its dose, its flags and swaps; and what each programme asks for.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import yaml

from each import each

DATA = Path(__file__).resolve().parents[2] / "data"
GOLDEN = Path(__file__).parent / "golden"

PROMISES = re.compile(
    r"\b(because of|thanks to (this|the exercise)|due to the exercise|cur(e|es|ed)|heal(s|ed|ing)?"
    r"|guarantee(s|d)?|fix(es)? (your|the)|prevents?|proven|no pain,? no gain|pain-free"
    r"|safe for (everyone|all)|completely safe|always works|will (make|help|take|stop|relieve|get)"
    r"|gets? rid of|reduces? (your )?pain|relieves?)\b",
    re.IGNORECASE,
)
SCOLDING = re.compile(
    r"\b(lazy|wrong|bad|fail(s|ed|ure)?|cheat(ing)?|excuses?|you must|don't be|should have)\b",
    re.IGNORECASE,
)
JARGON = re.compile(
    r"\b(flexion|extension|abduction|adduction|rotation|supine|prone|quadruped|lumbar|thoracic"
    r"|scapula\w*|gluteus|hamstrings?|eccentric|isometric|proprio\w*|valsalva|neutral spine)\b",
    re.IGNORECASE,
)
TYPOGRAPHIC = set("‘’“”–—…×°½")
NOT_READ = {
    "id", "region", "position", "purpose", "basis", "conditions", "flags", "to", "alternatives",
    "figure", "dose", "exercise", "sides", "load", "letter",
}  # fmt: skip

Record = dict[str, Any]


def read(name: str) -> list[Record]:
    """The records of a data file, in its order."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast
    content = yaml.load((DATA / f"{name}.yaml").read_text(encoding="utf-8"), loader)
    records: list[Record] = content[name]
    return records


EXERCISES = {record["id"]: record for record in read("exercises")}
PROGRAMMES = {record["id"]: record for record in read("programmes")}


def texts(node: Any) -> Iterator[str]:
    """Every text below `node` that a person reads; ids, flags and figures are left out."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for part in node:
            yield from texts(part)
    elif isinstance(node, dict):
        for key, part in node.items():
            if key not in NOT_READ:
                yield from texts(part)


each_record = each("record", EXERCISES | PROGRAMMES)
each_exercise = each("exercise", EXERCISES)


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


def compact(dose: Record) -> str:
    """A dose on one line, as in the golden file."""
    paces = "/".join(str(part) for part in dose.get("tempo") or dose.get("pattern") or ())
    amount = f"{dose['seconds']} s" if "seconds" in dose else f"{dose['sets']}x{dose['reps']}"
    return f"{amount} {paces}".strip() + f", rest {dose['rest']}, {dose['sides']}"


def in_short(exercise: Record) -> str:
    """What an exercise is, on one line."""
    flags = exercise.get("flags", {})
    swaps = sorted(exercise.get("alternatives", {}).items())
    parts = (
        *(exercise[key] for key in ("id", "region", "position", "purpose")),
        compact(exercise["dose"]),
        " ".join(["for", *sorted(exercise["conditions"])]),
        " ".join(["avoid", *sorted(flags.get("avoid", ()))]),
        " ".join(["care", *sorted(flags.get("care", ()))]),
        f"swaps {', '.join(f'{flag} {to}' for flag, to in swaps)}".rstrip(),
    )
    return " | ".join(parts)


def lines_of(programme: Record) -> Iterator[str]:
    """What a programme asks for, a line each phase."""
    yield f"{programme['id']} | {' '.join(programme['conditions'])}"
    for phase in programme["phases"]:
        weeks = phase.get("weeks") or phase.get("since_birth")
        key = f"{weeks[0]}-{weeks[1]}" if weeks else phase["letter"]
        often = "/".join(str(phase["frequency"][k]) for k in ("at_least", "plan", "at_most"))
        items = ", ".join(item_in_short(item) for item in phase["items"])
        yield f"  {key} | {often} | {minutes(phase)} min | {items}"


def item_in_short(item: Record) -> str:
    if "seconds" in item:
        return f"{item['exercise']} {item['seconds']} s"
    return (
        f"{item['exercise']} {item['sets']}x{item['reps']}" if "sets" in item else item["exercise"]
    )


def minutes(phase: Record) -> int:
    """The work and the rests, with 12 seconds for each change-over, in whole minutes."""
    total = 0.0
    for item in phase["items"]:
        dose = {"sets": 1, **EXERCISES[item["exercise"]]["dose"], **item}
        sides = 2 if dose["sides"] == "each" else 1
        groups = dose["sets"] * sides
        reps = dose.get("reps", 0) * sum(dose.get("tempo", ()))
        work = dose.get("seconds") or reps * (2 if dose["sides"] == "alternate" else 1)
        total += groups * work + dose["rest"] * (groups - 1) + 12
    return round(total / 60)


def test_each_exercise_is_the_one_agreed() -> None:
    expected = (GOLDEN / "exercises.txt").read_text(encoding="utf-8").splitlines()
    assert [in_short(exercise) for exercise in read("exercises")] == expected


def test_each_programme_is_the_one_agreed() -> None:
    expected = (GOLDEN / "programmes.txt").read_text(encoding="utf-8").splitlines()
    found = [line for programme in read("programmes") for line in lines_of(programme)]
    assert found == expected


@each_exercise
def test_the_phases_of_a_rep_are_named_where_there_are_any(exercise: Record) -> None:
    tempo, verbs = exercise["dose"].get("tempo"), exercise.get("verbs", {})
    if tempo is None:
        assert not verbs
        return
    assert {"effort", "return"} <= verbs.keys()
    if tempo[1]:
        assert "hold" in verbs
    for word in verbs.values():
        assert 0 < len(word) <= 14
        assert word[0].isupper()


@pytest.mark.parametrize("programme", PROGRAMMES.values(), ids=PROGRAMMES)
def test_a_programme_says_that_people_differ_and_asks_one_question(programme: Record) -> None:
    assert "people differ" in programme["expect"].lower()
    assert programme["weekly_question"].count("?") == 1


@each_record
def test_no_text_promises_scolds_or_hides_characters(record: Record) -> None:
    for text in texts(record):
        assert not PROMISES.search(text)
        assert not SCOLDING.search(text)
        strange = [sign for sign in text if not (" " <= sign <= "~" or sign in TYPOGRAPHIC)]
        assert not strange


@each_exercise
def test_the_instructions_are_plain_words(exercise: Record) -> None:
    plain = {key: part for key, part in exercise.items() if key != "name"}
    assert not [text for text in texts(plain) if JARGON.search(text)]


def test_sentences_are_short() -> None:
    lengths = [
        len(sentence.split())
        for record in (*EXERCISES.values(), *PROGRAMMES.values())
        for text in texts(record)
        for sentence in sentences(text)
    ]
    assert mean(lengths) <= 16
    assert max(lengths) <= 26


@each_exercise
def test_cues_can_be_read_from_a_mat(exercise: Record) -> None:
    cues = exercise["cues"]
    assert 2 <= len(cues) <= 4
    assert len(set(cues)) == len(cues)
    for cue in cues:
        assert len(cue) <= 90
        assert "\n" not in cue
        assert cue[0].isupper()
        assert cue.endswith((".", "!"))


@each_exercise
def test_the_breath_says_nose_and_lips_and_is_never_held(exercise: Record) -> None:
    breath = exercise["breath"]
    assert {breath["effort"], breath["hold"], breath["return"]} <= {"in", "out", "easy"}
    assert "nose" in breath["say"]
    assert "lips" in breath["say"]
    tempo = exercise["dose"].get("tempo")
    if tempo and tempo[1] >= 10:
        assert breath["hold"] == "easy"
        assert "keep breathing" in breath["say"].lower()


@each_exercise
def test_every_warning_says_stop(exercise: Record) -> None:
    assert re.search(r"\bstop\b", exercise["warning"], re.IGNORECASE)


@each_exercise
def test_an_alternative_is_a_way_out(exercise: Record) -> None:
    flags = exercise.get("flags", {})
    carried = {*flags.get("avoid", ()), *flags.get("care", ())}
    for flag, target in exercise.get("alternatives", {}).items():
        assert flag in carried
        if target == "leave-out":
            continue
        assert target != exercise["id"]
        assert flag not in EXERCISES[target].get("flags", {}).get("avoid", ())


@each_exercise
def test_another_exercise_named_as_variant_exists(exercise: Record) -> None:
    for way in ("easier", "harder"):
        variant = exercise.get(way, {})
        assert variant.get("to", "") in {"", *EXERCISES} - {exercise["id"]}
        assert not ("to" in variant and "dose" in variant)


def test_an_easier_dose_is_never_more_than_a_programme_asks() -> None:
    for programme in PROGRAMMES.values():
        for phase in programme["phases"]:
            for item in phase["items"]:
                record = EXERCISES[item["exercise"]]
                eased = record.get("easier", {}).get("dose", {})
                asked = record["dose"] | item
                for amount in ("sets", "reps", "seconds"):
                    if amount in eased:
                        assert eased[amount] <= asked[amount], (item["exercise"], amount)
