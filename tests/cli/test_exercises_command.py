"""`rehab exercises list` and `show`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab, one_line, the_catalogue
from cli_stage import Stage
from hypothesis import given
from hypothesis import strategies as st
from own_files import flat, own_folder, written

from rehab_tui.catalogue import load_exercises
from rehab_tui.catalogue.lists import CONDITIONS, FLAGS, POSITIONS, PURPOSES, REGIONS
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.cli.exercise_figure import animate, frame, still
from rehab_tui.cli.exercise_text import page, table
from rehab_tui.errors import RehabError
from rehab_tui.figure import braille, scene
from rehab_tui.practice.new_exercise import template
from rehab_tui.programme.profile import EQUIPMENT
from rehab_tui.text import cell_width

pytestmark = pytest.mark.long

rehab = a_rehab
home = a_home
own = own_folder
catalogue = the_catalogue

GOLDEN = Path(__file__).parent / "golden" / "show-glute-bridge.txt"
KEYS = {
    "id", "name", "region", "position", "purpose", "dose", "equipment", "conditions", "avoid",
    "care", "own",
}  # fmt: skip
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


# --- list --------------------------------------------------------------------------------------
def test_the_list_has_every_exercise_in_lines_that_fit(rehab: Rehab, catalogue: Catalogue) -> None:
    ran = rehab("exercises", "list")
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    heads = [line.split()[0] for line in ran.out.splitlines() if line[:1] != " "]
    assert heads == ["ID", *catalogue.exercises]
    assert rehab("exercises").out == ran.out


@pytest.mark.parametrize("columns", [20, 40, 59, 60, 72, 100, 200])
def test_a_table_is_never_wider_than_its_room(catalogue: Catalogue, columns: int) -> None:
    found = list(catalogue.exercises.values())
    lines = table(found, catalogue, columns)
    assert max(map(cell_width, lines)) <= columns
    assert (lines[0].split() == ["ID", "Name", "Position", "Dose"]) is (columns >= 72)
    told = "".join("".join(lines).split())
    for exercise in found if columns < 72 else ():
        assert exercise.id in told
        assert "".join(exercise.name.split()) in told


def test_filters_are_all_obeyed(rehab: Rehab) -> None:
    ran = rehab("exercises", "list", "--region", "knee", "--equipment", "none", "--condition",
                "kneeoa", "--search", "STRENGTH sit", "--json")  # fmt: skip
    assert "sit-to-stand" in [row["id"] for row in json.loads(ran.out)]
    for row in json.loads(ran.out):
        assert (row["region"], row["purpose"]) == ("knee", "strength")
        assert "kneeoa" in row["conditions"]


@pytest.mark.parametrize(
    ("option", "words", "name"),
    [("--position", "on the back", "supine"), ("--region", "Upper Back", "thoracic"),
     ("--condition", "low back pain", "lbp"), ("--condition", "pelvic-pain", "pelvic_pain"),
     ("--purpose", "nerve_glide", "nerve-glide")],
)  # fmt: skip
def test_words_do_as_well_as_ids(rehab: Rehab, option: str, words: str, name: str) -> None:
    ran = rehab("exercises", "list", option, words, "--json")
    assert json.loads(ran.out)
    assert ran.out == rehab("exercises", "list", option, name, "--json").out


@pytest.mark.parametrize(
    ("option", "value", "near", "known"),
    [("--region", "kne", "knee", REGIONS), ("--position", "supin", "supine", POSITIONS),
     ("--purpose", "strenght", "strength", PURPOSES), ("--equipment", "bands", "band", EQUIPMENT),
     ("--condition", "ostheo", "osteo", tuple(CONDITIONS))],
)  # fmt: skip
def test_an_unknown_value_is_refused_with_the_list(
    rehab: Rehab, option: str, value: str, near: str, known: tuple[str, ...]
) -> None:
    said = one_line(rehab("exercises", "list", option, value), 2)
    assert f"{option}: there is no {option[2:]} '{value}'. Did you mean {near}" in said
    every = ", ".join(rf"{one}(?: \([^)]*\)+)?" for one in known)
    assert re.search(every, said)


def test_nothing_found_is_said_and_no_failure(rehab: Rehab) -> None:
    ran = rehab("exercises", "list", "--search", "zzz")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("No exercise fits")
    assert rehab("exercises", "list", "--own", "--json").out == "[]\n"


def test_the_json_of_the_list(rehab: Rehab, own: Path, catalogue: Catalogue) -> None:
    (own / "mine.yaml").write_text(template("cat-cow"), encoding="utf-8")
    rows = json.loads(rehab("exercises", "list", "--json").out)
    assert [row["id"] for row in rows] == list(catalogue.exercises)
    for row in rows:
        assert set(row) == KEYS
        assert row["own"] == ("mine.yaml" if row["id"] == "cat-cow" else None)
        assert row["region"] in REGIONS
        assert all(set(one) == {"need", "instead"} for one in row["equipment"])
        assert set(row["avoid"]) | set(row["care"]) <= FLAGS.keys()


def test_own_exercises_are_marked(rehab: Rehab, own: Path, catalogue: Catalogue) -> None:
    (own / "a.yaml").write_text(template("cat-cow"), encoding="utf-8")
    (own / "b.yaml").write_text(template("my-own"), encoding="utf-8")
    listed = set(flat(rehab("exercises", "list", "--own").out).split())
    assert {"cat-cow", "my-own", "(yours)", "(yours,", "place", "shipped"} <= listed
    assert len(json.loads(rehab("exercises", "list", "--own", "--json").out)) == 2
    shown = rehab("exercises", "show", "cat-cow").out
    assert "From your file a.yaml" in shown
    assert "It takes the place of the shipped one" in shown


# --- show --------------------------------------------------------------------------------------
def test_the_page_of_the_bridge_at_80_columns(rehab: Rehab, catalogue: Catalogue) -> None:
    """The words by a golden file; the pictures by the drawing itself, which has its own tests."""
    ran = rehab("exercises", "show", "glute-bridge")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    end = lines.index("", 3)
    assert "\n".join([*lines[:3], *lines[end:], ""]) == GOLDEN.read_text(encoding="utf-8")
    figure = catalogue.exercises["glute-bridge"].figure
    assert figure is not None
    start, finish = (braille(scene(figure, x, back=False), 38, 13).lines() for x in (0.0, 1.0))
    both = [f"{left}    {right}".rstrip() for left, right in zip(start, finish, strict=True)]
    assert lines[3:end] == [
        line for n, line in enumerate(both) if any(map(str.strip, both[: n + 1]))
    ]
    assert max(map(len, lines)) <= 80


def test_a_narrow_terminal_has_one_picture_below_the_other(catalogue: Catalogue) -> None:
    exercise = catalogue.exercises["glute-bridge"]
    lines = still(exercise, 59)
    assert lines[0] == "Start"
    assert "End" in lines
    assert max(map(len, lines)) <= 59
    wide = still(exercise, 60)
    assert wide[0].split() == ["Start", "End"]
    assert max(map(len, wide)) <= 60
    assert len(still(exercise, 80, (70, 30))) == 2 * 30 + 3


@given(columns=st.integers(20, 200), name=st.sampled_from(["cat-cow", "brisk-walk", "body-scan"]))
def test_a_page_fits_its_width(catalogue: Catalogue, columns: int, name: str) -> None:
    exercise = catalogue.exercises[name]
    assert max(map(cell_width, page(exercise, catalogue, columns))) <= columns


def test_ascii_and_a_size_of_ones_own(rehab: Rehab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    for name in ("knee-to-chest", "resonance-breathing", "foam-roll-calf"):
        ran = rehab("exercises", "show", name, "--size", "30x12")
        assert ran.code == 0
        assert ran.out.isascii()
        assert max(map(len, ran.out.splitlines())) <= 80
    assert rehab("exercises", "list").out.isascii()


@pytest.mark.parametrize("size", ["60", "60x", "x20", "9x20", "60x4", "999x999", "६०x20", "-6x20"])
def test_a_size_that_is_none_is_refused(rehab: Rehab, size: str) -> None:
    said = one_line(rehab("exercises", "show", "cat-cow", f"--size={size}"), 2)
    assert "Write it like 60x20" in said


def test_an_unknown_exercise_is_not_found(rehab: Rehab) -> None:
    said = one_line(rehab("exercises", "show", "glut-bridge"), 4)
    assert "Did you mean glute-bridge" in said


def test_the_json_of_one_has_the_row_and_more(rehab: Rehab, catalogue: Catalogue) -> None:
    rows = {row["id"]: row for row in json.loads(rehab("exercises", "list", "--json").out)}
    for name in ("glute-bridge", "four-seven-eight", "brisk-walk"):
        shown = json.loads(rehab("exercises", "show", name, "--json").out)
        assert rows[name].items() <= shown.items()
        assert shown["cues"] == list(catalogue.exercises[name].cues)
        assert shown["easier"]["say"]


def test_a_figure_plays_on_a_terminal_only(rehab: Rehab) -> None:
    said = one_line(rehab("exercises", "show", "cat-cow", "--animate"), 2)
    assert "Leave --animate out" in said
    one_line(rehab("exercises", "show", "cat-cow", "--animate", "--json"), 2)


def test_frames_keep_the_pace_of_the_dose(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    bridge = catalogue.exercises["glute-bridge"]  # tempo 2, 3, 3
    assert bridge.dose.tempo is not None
    whole = sum(bridge.dose.tempo)
    at = {s: frame(bridge, s, (40, 14)) for s in (0.0, 1.0, 2.0, 4.0, 8.0, 9.0, 10 * whole + 1.0)}
    assert at[0.0] == at[8.0] != at[1.0] == at[9.0] == at[10 * whole + 1.0]
    assert at[2.0] == at[4.0] != at[1.0]
    assert all(len(lines) == 14 and max(map(len, lines)) <= 40 for lines in at.values())
    assert "\x1b" not in str(at)
    monkeypatch.delenv("NO_COLOR")
    coloured = frame(bridge, 0.0, (40, 14))
    assert [re.sub("\x1b\\[[0-9;]*m", "", line).rstrip() for line in coloured] == at[0.0]


def test_what_has_no_figure_can_not_be_played(catalogue: Catalogue) -> None:
    bare = replace(catalogue.exercises["cat-cow"], figure=None)
    with pytest.raises(RehabError, match="Leave --animate out"):
        animate(bare, Stage())
    assert "The posture: " in still(bare, 80)[-1]


# --- what people write -------------------------------------------------------------------------
def test_hostile_files_never_reach_the_terminal_as_they_are(
    rehab: Rehab, own: Path, catalogue: Catalogue, hostile_strings: tuple[str, ...]
) -> None:
    number = 0
    for text in hostile_strings:
        words = json.dumps(text[:50])
        record = re.sub(
            r"(?m)^    (name|setup|good|warning|caution): .*$",
            lambda match, words=words: f"    {match[1]}: {words}",  # type: ignore[misc]
            template(f"hostile-{number}"),
        ).replace("#equipment: [{need: sturdy chair,", f"equipment: [{{need: {words},")
        file = own / f"h{number}.yaml"
        try:
            load_exercises(written(file, record))
        except RehabError:
            continue  # what may not be in a file at all; its message is the reader's own test
        number += 1
    (own / f"h{number}.yaml").unlink(missing_ok=True)
    assert number > 20
    written(own / "\x1b[31m\u202e.yaml", template("my-own"))
    written(own / "\x9b2J.yaml", "name: \x1b[31m")
    for command in (("list",), ("show", "hostile-3"), ("show", "my-own"), ("check",),
                    ("list", "--search", "\x1b[31m"), ("show", "\x1b]0;x\x07")):  # fmt: skip
        ran = rehab("exercises", *command)
        assert not HARMFUL.search(ran.out), command
        assert not HARMFUL.search(ran.err), command
    for command in (("list", "--json"), ("show", "hostile-3", "--json")):
        assert rehab("exercises", *command).out.isascii()


def test_the_page_of_commands_names_every_value() -> None:
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    section = page.split("## rehab exercises\n")[1].split("\n## ")[0]
    for names in (REGIONS, POSITIONS, PURPOSES, EQUIPMENT, tuple(CONDITIONS)):
        assert ", ".join(names) in section
    assert set(json.loads(section.split("```json\n")[1].split("```")[0])) == KEYS
