from __future__ import annotations

from pathlib import Path

import pytest
from catalogue_samples import EXERCISES, PROGRAMMES, broken, load, problems

from rehab_tui.catalogue.model import Breath, Dose, DoseChange, Equipment, Exercise, Variant, Verbs
from rehab_tui.figure import Figure


def test_a_good_file_becomes_the_values_it_says(tmp_path: Path) -> None:
    exercises = load(tmp_path).exercises
    assert list(exercises) == ["glute-bridge", "marching-bridge", "calm-breathing"]
    assert exercises["glute-bridge"] == Exercise(
        id="glute-bridge",
        name="Glute bridge",
        region="lumbar-core",
        position="supine",
        purpose="strength",
        basis="M",
        conditions=("lbp", "gen"),
        equipment=(Equipment("exercise mat", "a folded blanket"), Equipment("a pillow")),
        fetch=("mat",),
        setup="Lie on your back with bent knees.",
        home="A cushion under the head.",
        dose=Dose(sets=2, reps=10, tempo=(2, 3, 3.5), rest=45, sides="both", load="2 kg"),
        breath=Breath("Breathe out as you lift.", effort="out", hold="in", back="easy"),
        posture="Ribs down.",
        cues=("Press the feet down.", "Lift slowly."),
        mistakes=("Arching the back.",),
        self_check="A hand on the belly.",
        good="Work in the buttocks.",
        warning="Sharp pain.",
        caution="Go slowly.",
        avoid=frozenset({"ra_neck"}),
        care=frozenset({"vertigo"}),
        alternatives={"vertigo": "calm-breathing"},
        easier=Variant("Lift to half the height.", dose=DoseChange(reps=6)),
        harder=Variant("March.", to="marching-bridge"),
    )
    bare = exercises["calm-breathing"]
    assert bare.dose == Dose(seconds=120, pattern=(4, 0, 6, 0))
    assert (bare.basis, bare.conditions, bare.home, bare.easier, bare.figure) == (
        "C", (), "", None, None,
    )  # fmt: skip


CALM_DOSE = "dose: {seconds: 120, pattern: [4, 0, 6, 0]}"
MARCH_DOSE = "dose: {reps: 4, tempo: [2, 1, 2], rest: 30, sides: alternate}"
MARCH_EASIER = "easier: {say: Both feet down., to: glute-bridge}"
ALTERNATIVES = "alternatives: {vertigo: calm-breathing}"
NUMBER = "must be a whole number from 1 to 100, not"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # keys
        ("schema: 1", "schema: ^2", "'schema' is 2, and this program reads 1. Update the"),
        ("schema: 1", "schema: ^true", "'schema' is true, and this program reads 1. Update"),
        ("schema: 1\n", "^", "a catalogue of exercises needs 'schema'. Add it."),
        ("schema: 1", "schema: 1\n^zzz: []",
         "a catalogue of exercises has no key 'zzz'. Keys here: schema, exercises, chains."),
        ("    position: seated\n", "    ^postion: seated\n",
         "an exercise has no key 'postion'. Did you mean position?"),
        ("need: a pillow", "need: a pillow, ^zzz: 1",
         "a piece of equipment has no key 'zzz'. Keys here: need, instead."),
        ("- id: calm-breathing\n    name: Calm breathing", "- ^id: calm-breathing",
         "an exercise needs 'name'. Add it."),
        ("posture: Ribs down.", "posture:^ ", "'posture' has no value. Fill it in, or take the"),
        # ids
        ("- id: calm-breathing", "- id: ^Calm", "'id' can't be 'Calm'. Use lower-case letters"),
        ("- id: calm-breathing", "- id: ^../x", "'id' can't be '../x'. Use lower-case letters"),
        ("- id: calm-breathing", "- id: ^a--b", "'id' can't be 'a--b'. Use lower-case"),
        ("- id: calm-breathing", "- id: ^é", "'id' can't be 'é'. Use lower-case letters"),
        ("- id: calm-breathing", "- id: ^" + "a" * 61, "'id' can't be 'aaa"),
        ("- id: calm-breathing", "- id: ^12", "'id' can't be 12. Use lower-case letters"),
        ("- id: calm-breathing", "- id: ^glute-bridge",
         "the id 'glute-bridge' is already taken on line 3. Give each its own."),
        # text
        ("name: Calm breathing", "name: ^5", "'name' must be text, not 5. Put it in quotes."),
        ("name: Calm breathing", "name: ^true", "'name' must be text, not true. Put it in quotes."),
        ("name: Calm breathing", "name: ^[a]", "'name' must be text, not a list. Write one text."),
        ("name: Calm breathing", "name: ^{a: b}", "'name' must be text, not a mapping. Write"),
        ("name: Calm breathing", "name: ^''", "'name' is empty. Fill it in, or take the line out."),
        ("name: Calm breathing", "name: ^" + "n" * 61, "'name' is 61 characters long. At most 60"),
        # closed lists
        ("region: breathing", "region: ^breething",
         "'region' can't be 'breething'. Did you mean breathing?"),
        ("purpose: breathing", "purpose: ^zzz", "'purpose' can't be 'zzz'. Choose from: mobility,"),
        ("basis: M", "basis: ^X", "'basis' can't be 'X'. Choose from: S, M, C."),
        ("conditions: [lbp, gen]", "conditions: [lbp, ^lbp]", "'lbp' is listed twice. Keep one"),
        ("conditions: [lbp, gen]", "conditions: ^[]", "'conditions' has 0 entries. It takes 1 to"),
        ("conditions: [lbp, gen]", "conditions: ^gen", "'conditions' must be a list, not 'gen'."),
        ("hold: in", "hold: ^hold", "'hold' can't be 'hold'. Choose from: in, out, easy."),
        # lists
        ("cues: [Press the feet down., Lift slowly.]", "cues: ^[One.]",
         "'cues' has 1 entry. It takes 2 to 4."),
        ("cues: [One., Two., Three., Four.]", "cues: ^[a, b, c, d, e]",
         "'cues' has 5 entries. It takes 2 to 4."),
        ("cues: [One., Two., Three., Four.]", "cues: [a, ^" + "b" * 91 + "]",
         "an entry of 'cues' is 91 characters long. At most 90 fit."),
        # doses
        (MARCH_DOSE, "dose: ^5", "'dose' must be a dose, not 5. Write key: value."),
        (MARCH_DOSE, "dose: ^{sets: 2}", "a dose needs 'reps' or 'seconds'. Add one of them."),
        (MARCH_DOSE, "dose: {reps: ^4}", "'reps' need a 'tempo'. Add one, such as [2, 1, 3]"),
        (MARCH_DOSE, "dose: {reps: 4, tempo: [2, 1, 2], seconds: ^60}",
         "a dose has 'reps' or 'seconds', not both. Take one of them out."),
        (MARCH_DOSE, "dose: {reps: 4, tempo: ^[0, 0, 0.0]}",
         "the parts of 'tempo' add up to nothing. Give one of them some seconds."),
        (MARCH_DOSE, "dose: {reps: 4, tempo: [2, 1, 2], pattern: ^[1, 1, 1, 1]}",
         "a 'pattern' goes with 'seconds' only. Take it out."),
        (CALM_DOSE, "dose: {seconds: 120, tempo: ^[2, 1, 2]}",
         "a 'tempo' goes with 'reps' only. Take it out."),
        (CALM_DOSE, "dose: {seconds: 120, pattern: ^[0, 0, 0, 0]}",
         "the parts of 'pattern' add up to nothing. Give one of them some seconds."),
        (CALM_DOSE, "dose: {seconds: 120, pattern: ^[4, 6]}", "'pattern' has 2 entries. It takes"),
        (CALM_DOSE, "dose: {seconds: ^4}", "'seconds' must be a whole number from 5 to 1800, not"),
        (CALM_DOSE, "dose: {seconds: 60, rest: ^-1}",
         "'rest' must be a whole number from 0 to 300, not -1"),
        (CALM_DOSE, "dose: {seconds: 60, sides: ^one}",
         "'sides' can't be 'one'. Choose from: both, each, alternate, left, right."),
        ("reps: 4", "reps: ^5.0", f"'reps' {NUMBER} 5.0. Write 5."),
        ("reps: 4", "reps: ^5.5", f"'reps' {NUMBER} 5.5"),
        ("reps: 4", "reps: ^true", f"'reps' {NUMBER} true"),
        ("reps: 4", "reps: ^'5'", f"'reps' {NUMBER} '5'. Write it plainly: no quotes, no"),
        ("reps: 4", "reps: ^010", f"'reps' {NUMBER} '010'. Write it plainly: no quotes, no"),
        ("reps: 4", "reps: ^1_0", f"'reps' {NUMBER} '1_0'"),
        ("reps: 4", "reps: ^0x10", f"'reps' {NUMBER} '0x10'"),
        ("reps: 4", "reps: ^1:30", f"'reps' {NUMBER} '1:30'"),
        ("reps: 4", "reps: ^yes", f"'reps' {NUMBER} 'yes'"),
        ("reps: 4", "reps: ^1e1", f"'reps' {NUMBER} '1e1'"),
        ("reps: 4", "reps: ^٤", f"'reps' {NUMBER} '٤'"),
        ("reps: 4", "reps: ^nan", f"'reps' {NUMBER} 'nan'"),
        ("reps: 4", "reps: ^101", f"'reps' {NUMBER} 101"),
        ("reps: 4", "reps: ^" + "9" * 40, f"'reps' {NUMBER} '999"),
        ("reps: 4", "reps: ^[4]", f"'reps' {NUMBER} a list"),
        ("[2, 3, 3.5]", "[2, 3, ^.nan]", "an entry of 'tempo' must be a number from 0 to 120, not"),
        ("[2, 3, 3.5]", "[2, 3, ^.inf]", "an entry of 'tempo' must be a number from 0 to 120, not"),
        ("[2, 3, 3.5]", "[2, ^-1, 3]", "an entry of 'tempo' must be a number from 0 to 120"),
        ("[2, 3, 3.5]", "[2, ^true, 3]", "an entry of 'tempo' must be a number from 0 to 120, not"),
        # flags and alternatives
        ("care: [vertigo]", "care: [vertigo, ^ra_neck]", "'ra_neck' is under 'avoid' too."),
        ("care: [vertigo]", "care: [vertigo, ^wrist]",
         "an entry of 'care' can't be 'wrist'. Did you mean wrist_pain?"),
        (ALTERNATIVES, "alternatives: {pregnant: ^calm-breathing}",
         "'pregnant' is not among the flags of this exercise. Add it under 'flags', or take"),
        (ALTERNATIVES, "alternatives: {^vertigos: calm-breathing}",
         "a key of 'alternatives' can't be 'vertigos'. Did you mean vertigo?"),
        (ALTERNATIVES, "alternatives: {vertigo: ^calm-breath}",
         "there is no exercise 'calm-breath'. Did you mean calm-breathing?"),
        (ALTERNATIVES, "alternatives: {vertigo: ^glute-bridge}",
         "an exercise can't be its own alternative. Name another one."),
        # variants
        (MARCH_EASIER, "easier: {say: Less., ^to: glute-bridge, dose: {reps: 2}}", ""),
        (MARCH_EASIER, "easier: {say: Less., to: ^marching-bridge}",
         "an exercise can't be its own easier one. Name another one."),
        (MARCH_EASIER, "easier: {say: Less., to: ^glut-bridge}",
         "there is no exercise 'glut-bridge'. Did you mean glute-bridge?"),
        (MARCH_EASIER, "easier: {say: Less., dose: ^{}}",
         "this changes nothing. Add a field of the dose."),
        (MARCH_EASIER, "easier: {say: Less., dose: ^{seconds: 60}}",
         "this doesn't fit the dose of 'marching-bridge': a dose has 'reps' or 'seconds', not"),
        (MARCH_EASIER, "easier: ^Less.", "'easier' must be a variant, not 'Less.'. Write key:"),
        ("harder: {say: Breathe out a little longer.}", "figure: ^5",
         "'figure' must be a mapping, not 5. Write key: value."),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    if not said:
        new, said = new.replace("^to: ", "to: ^"), "a variant has 'to' or 'dose', not both. Take"
    text, places = broken(EXERCISES, old, new)
    found = [line for line in problems(tmp_path, text) if line.startswith("exercises")]
    [line] = [line for line in found if line.startswith(f"exercises.yaml:{places[0]}: ")]
    assert line.startswith(f"exercises.yaml:{places[0]}: {said}")
    assert all("there is no exercise" in other for other in found if other != line)


def test_what_is_not_for_a_flag_is_no_alternative_for_it(tmp_path: Path) -> None:
    flags = "harder: {say: Breathe out a little longer.}\n    flags: {avoid: [pregnant]}"
    text, _ = broken(EXERCISES, "harder: {say: Breathe out a little longer.}", flags)
    text, _ = broken(text, "care: [vertigo]", "care: [preg_supine]")
    text, places = broken(text, "{vertigo: calm", "{preg_supine: ^calm")
    [line] = problems(tmp_path, text)
    assert line == (
        f"exercises.yaml:{places[0]}: 'calm-breathing' is to be avoided with 'preg_supine' too."
        " Name another one."
    )


def test_easier_and_harder_may_not_go_round(tmp_path: Path) -> None:
    text, _ = broken(
        EXERCISES,
        "harder: {say: Breathe out a little longer.}",
        "harder: {say: More., to: glute-bridge}\n    easier: {say: Less., to: marching-bridge}",
    )
    text, places = broken(text, "to: marching-bridge}\n  - id", "to: ^marching-bridge}\n  - id")
    [line] = problems(tmp_path, text)
    assert line == (
        f"exercises.yaml:{places[0]}: easier and harder go round in a circle: calm-breathing,"
        " glute-bridge, marching-bridge, calm-breathing. Let one of them name another exercise."
    )


def test_a_chain_runs_from_easy_to_hard(tmp_path: Path) -> None:
    chains = "chains:\n  bridge: [glute-bridge, marching-bridge]\n"
    assert load(tmp_path, EXERCISES + chains).chains == {
        "bridge": ("glute-bridge", "marching-bridge")
    }


@pytest.mark.parametrize(
    ("chains", "said"),
    [
        (
            "  bridge: [glute-bridge, ^marching-brige]",
            "there is no exercise 'marching-brige'. Did you mean marching-bridge?",
        ),
        (
            "  a: [glute-bridge, calm-breathing]\n  b: [^calm-breathing, marching-bridge]",
            "'calm-breathing' is already in the chain 'a'. An exercise belongs to one chain, once.",
        ),
        (
            "  a: [glute-bridge, marching-bridge, ^glute-bridge]",
            "'glute-bridge' is already in the chain 'a'. An exercise belongs to one chain, once.",
        ),
        ("  a: ^[glute-bridge]", "'a' in 'chains' has 1 entry. It takes 2 to 30."),
        ("  a: ^glute-bridge", "'a' in 'chains' must be a list, not 'glute-bridge'."),
        ("  a: [glute-bridge, ^5]", "an entry of 'a' in 'chains' can't be 5. Use"),
    ],
)
def test_mistakes_of_a_chain_are_told_in_place(tmp_path: Path, chains: str, said: str) -> None:
    text, places = broken(EXERCISES + "chains:\nHERE\n", "HERE", chains)
    found = problems(tmp_path, text)
    assert any(line.startswith(f"exercises.yaml:{places[0]}: {said}") for line in found), found


def test_a_chain_may_not_run_against_easier_and_harder(tmp_path: Path) -> None:
    chains = "chains:\n  bridge: [marching-bridge, glute-bridge]\n"
    [line] = problems(tmp_path, EXERCISES + chains)
    assert line == (
        "exercises.yaml:30:31: easier and harder go round in a circle: glute-bridge,"
        " marching-bridge, glute-bridge. Let one of them name another exercise."
    )


def test_an_alternative_may_be_to_leave_it_out(tmp_path: Path) -> None:
    text = EXERCISES.replace("{vertigo: calm-breathing}", "{vertigo: leave-out}")
    assert load(tmp_path, text).exercises["glute-bridge"].alternatives == {"vertigo": None}


def test_a_word_of_care_needs_somebody_who_reads_it(tmp_path: Path) -> None:
    text = EXERCISES.replace(
        "    flags: {avoid", "    take_care: {vertigo: Slowly., ra_neck: Never.}\n    flags: {avoid"
    )
    [line] = problems(tmp_path, text)
    assert line == (
        "exercises.yaml:27:44: nobody with 'ra_neck' would read this."
        " Add it under 'flags', 'care', or take the line out."
    )
    read = load(tmp_path, text.replace(", ra_neck: Never.", ""))
    assert read.exercises["glute-bridge"].take_care == {"vertigo": "Slowly."}


def test_the_phases_of_a_rep_have_names(tmp_path: Path) -> None:
    named = EXERCISES.replace(
        "    posture: Ribs down.",
        "    verbs: {effort: Lift, return: Lower}\n    posture: Ribs down.",
    )
    read = load(tmp_path, named).exercises
    assert read["glute-bridge"].verbs == Verbs("Lift", "Hold", "Lower")
    assert read["marching-bridge"].verbs == Verbs("Go", "Hold", "Slowly back")
    long = named.replace("effort: Lift,", "effort: Lift them all,")
    assert "'effort' is 13" not in str(problems(tmp_path, long))
    assert "exercises.yaml:20:21: 'effort' is 16 characters" in str(
        problems(tmp_path, named.replace("effort: Lift,", "effort: Lift them up now,"))
    )


def test_a_side_says_what_it_names(tmp_path: Path) -> None:
    named = EXERCISES.replace(
        "    posture: Ribs down.", "    side: arm, other leg\n    posture: Ribs down."
    )
    read = load(tmp_path, named).exercises
    assert read["glute-bridge"].side == "arm, other leg"
    assert read["marching-bridge"].side == "side"


def test_two_circles_are_both_told(tmp_path: Path) -> None:
    text, _ = broken(EXERCISES, "easier: {say: Both feet down.,", "harder: {say: Up.,")
    text, _ = broken(text, "harder: {say: Breathe out a little longer.}",
                     "harder: {say: More., to: sighing}")  # fmt: skip
    sighing = text[text.index("  - id: calm-breathing") :]
    sighing = sighing.replace("id: calm-breathing", "id: sighing").replace(
        "to: sighing", "to: calm-breathing"
    )
    found = problems(tmp_path, text + sighing)
    assert [line.partition("circle: ")[2].partition(".")[0] for line in found] == [
        "glute-bridge, marching-bridge, glute-bridge",
        "calm-breathing, sighing, calm-breathing",
    ]


def test_the_longest_id_and_texts_are_taken(tmp_path: Path) -> None:
    name = "a" * 60
    text = EXERCISES.replace("calm-breathing", name).replace("Calm breathing", "n" * 60)
    text = text.replace("cues: [One., Two.]", f"cues: [{'c' * 90}, Two.]")
    assert problems(tmp_path, text, PROGRAMMES.replace("calm-breathing", name)) == []


def test_a_mistake_is_not_told_twice_in_other_words(tmp_path: Path) -> None:
    text, places = broken(EXERCISES, "{avoid: [ra_neck], care: [vertigo]}",
                          "{avoid: [^zzz, ra_neck], care: [^qqq, vertigo]}")  # fmt: skip
    text, more = broken(text, "{vertigo: calm-breathing}", "{^xxx: ^7}")
    text, ids = broken(text, "id: marching-bridge", "id: ^X")
    text, to = broken(text, "{say: Both feet down., to: glute-bridge}", "{say: Less., to: ^Y}")
    lines = [line.split(": ")[0].partition(":")[2] for line in problems(tmp_path, text)]
    gone = text.splitlines().index("    harder: {say: March., to: marching-bridge}") + 1
    assert [line for line in lines if not line.startswith(f"{gone}:")] == [
        *places, *more, *ids, *to,
    ]  # fmt: skip


def test_every_problem_of_a_file_is_told_at_once_and_in_order(tmp_path: Path) -> None:
    text, places = broken(EXERCISES, "name: Calm breathing", "name: ^5")
    text, more = broken(text, "reps: 4,", "reps: ^x,")
    text, most = broken(text, "region: breathing", "region: ^belly")
    programmes = "schema: 1\nprogrammes: []\n"
    found = problems(tmp_path, text, programmes)
    assert [line.split(": ")[0] for line in found] == [
        f"exercises.yaml:{more[0]}",
        f"exercises.yaml:{places[0]}",
        f"exercises.yaml:{most[0]}",
        "programmes.yaml:2:13",
    ]


def test_a_figure_is_read_and_its_mistakes_are_told_in_place(tmp_path: Path) -> None:
    plain = "harder: {say: Breathe out a little longer.}"
    good = "figure:\n      base: stand\n      poses:\n        A: {}\n"
    text, _ = broken(EXERCISES, plain, good)
    assert isinstance(load(tmp_path, text).exercises["calm-breathing"].figure, Figure)
    bad = good.replace("stand", "^stnd").replace("A: {}", "B: {}")
    text, places = broken(EXERCISES, plain, bad)
    found = problems(tmp_path, text)
    assert any(line.startswith(f"exercises.yaml:{places[0]}: ") for line in found)
    assert all(line.startswith("exercises.yaml:5") for line in found)
