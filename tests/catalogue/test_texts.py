"""Editorial checks of the shipped catalogue, read with PyYAML alone and not through our loader.

Two tables at the top pin what an edit of a sentence must not change by accident: the doses and
the profile flags that rule an exercise out.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import yaml

DATA = Path(__file__).resolve().parents[2] / "data"

# sets x reps, effort/hold/return, rest, sides; or seconds, in/hold/out/hold, rest, sides.
DOSES = {
    "march-warm-up": "120 s, rest 0, both",
    "neck-rotation": "1x8 3/2/3, rest 0, alternate",
    "neck-half-rolls": "1x5 4/0/4, rest 0, alternate",
    "shoulder-rolls": "1x10 2/0/2, rest 0, both",
    "shoulder-shrugs": "2x10 2/2/3, rest 20, both",
    "seated-trunk-rotation": "1x6 3/2/3, rest 0, alternate",
    "ankle-circles": "1x10 1/0/1, rest 0, each",
    "sit-to-stand": "2x8 2/1/3, rest 60, both",
    "calf-stretch-wall": "1x2 3/25/2, rest 10, each",
    "wall-push-up": "2x8 3/1/2, rest 45, both",
    "heel-raise": "2x10 2/1/3, rest 40, both",
    "cat-cow": "1x10 4/0/4, rest 0, both",
    "open-book": "1x6 4/3/4, rest 10, each",
    "glute-bridge": "2x10 2/3/3, rest 45, both",
    "pelvic-tilt": "2x10 3/2/3, rest 20, both",
    "hamstring-strap-stretch": "1x2 4/25/4, rest 10, each",
    "thread-the-needle": "1x6 3/2/3, rest 10, each",
    "band-row": "2x10 2/1/3, rest 45, both",
    "single-leg-stand": "2x3 1/10/1, rest 10, each",
    "hip-flexor-stretch": "1x2 3/25/3, rest 10, each",
    "diaphragmatic-breathing": "180 s 4/0/6/0, rest 0, both",
    "pursed-lip-breathing": "120 s 2/0/4/0, rest 0, both",
}

AVOID = {
    "neck-rotation": {"cervical_instability"},
    "neck-half-rolls": {"cervical_instability", "ra_neck"},
    "wall-push-up": {"shoulder_surgery"},
    "cat-cow": {"hip_replacement"},
    "thread-the-needle": {"kneeling", "shoulder_surgery", "vertebral_fracture"},
    "single-leg-stand": {"pgp"},
}

STARTER = [
    (
        "march-warm-up 120 s, neck-rotation 1x4, shoulder-rolls 1x8, shoulder-shrugs 1x8, "
        "seated-trunk-rotation 1x5, ankle-circles 1x8, sit-to-stand 1x6, calf-stretch-wall 1x1, "
        "pursed-lip-breathing 60 s"
    ),
    (
        "march-warm-up 120 s, neck-half-rolls 1x4, cat-cow 1x8, open-book 1x4, glute-bridge 1x10, "
        "sit-to-stand 2x8, wall-push-up 1x8, heel-raise 1x10, hamstring-strap-stretch 1x1"
    ),
    (
        "march-warm-up 180 s, cat-cow 1x8, thread-the-needle 1x4, glute-bridge 2x10, "
        "sit-to-stand 2x10, wall-push-up 2x8, band-row 2x10, single-leg-stand 1x2, "
        "hip-flexor-stretch 1x1, calf-stretch-wall 1x1"
    ),
]

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
    "figure", "dose", "effort", "hold", "return", "exercise", "sides", "load",
}  # fmt: skip

Record = dict[str, Any]


def read(name: str) -> list[Record]:
    """The records of a data file, in its order."""
    content = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
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


ALL = [
    pytest.param(text, id=f"{ident}-{number}")
    for ident, record in (EXERCISES | PROGRAMMES).items()
    for number, text in enumerate(texts(record))
]
each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


def compact(dose: Record) -> str:
    """A dose on one line, as in the table at the top."""
    paces = "/".join(str(part) for part in dose.get("tempo") or dose.get("pattern") or ())
    amount = f"{dose['seconds']} s" if "seconds" in dose else f"{dose['sets']}x{dose['reps']}"
    return f"{amount} {paces}".strip() + f", rest {dose['rest']}, {dose['sides']}"


def test_each_exercise_is_there_once_and_in_order() -> None:
    found = [record["id"] for record in read("exercises")]
    assert [ident for ident in found if ident in DOSES] == list(DOSES)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("ident", DOSES)
def test_dose_is_the_one_agreed(ident: str) -> None:
    assert compact(EXERCISES[ident]["dose"]) == DOSES[ident]


def test_ruling_flags_are_the_ones_agreed() -> None:
    found = {
        ident: set(EXERCISES[ident].get("flags", {}).get("avoid", ()))
        for ident in DOSES
        if EXERCISES[ident].get("flags", {}).get("avoid")
    }
    assert found == AVOID


def test_starter_programme_is_the_one_agreed() -> None:
    programme = PROGRAMMES["mobility-starter"]
    found = [
        ", ".join(
            f"{item['exercise']} {item['seconds']} s"
            if "seconds" in item
            else f"{item['exercise']} {item['sets']}x{item['reps']}"
            for item in phase["items"]
        )
        for phase in programme["phases"]
    ]
    assert found == STARTER
    assert [phase["weeks"] for phase in programme["phases"]] == [[1, 2], [3, 4], [5, 6]]
    assert [tuple(phase["frequency"].values()) for phase in programme["phases"]] == [
        (2, 3, 4),
        (2, 3, 4),
        (3, 3, 4, 1),
    ]


@pytest.mark.parametrize("programme", PROGRAMMES.values(), ids=PROGRAMMES)
def test_a_programme_says_that_people_differ_and_asks_one_question(programme: Record) -> None:
    assert "people differ" in programme["expect"].lower()
    assert programme["weekly_question"].count("?") == 1


@pytest.mark.parametrize("text", ALL)
def test_no_text_promises_scolds_or_hides_characters(text: str) -> None:
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
