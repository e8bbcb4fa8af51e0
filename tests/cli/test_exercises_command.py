from __future__ import annotations

import errno
import json
import os
import re
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab, one_line, the_catalogue
from cli_stage import Stage
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.catalogue import lay_over, load_exercises
from rehab_tui.catalogue.lists import CONDITIONS, FLAGS, POSITIONS, PURPOSES, REGIONS, SIDES
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.cli.exercise_figure import animate, frame, still
from rehab_tui.cli.exercise_text import page, table
from rehab_tui.errors import RehabError
from rehab_tui.figure import braille, scene
from rehab_tui.figure.bases import BASES
from rehab_tui.paths import shipped
from rehab_tui.practice.new_exercise import copy_of, template
from rehab_tui.programme.profile import EQUIPMENT
from rehab_tui.text import cell_width

pytestmark = pytest.mark.long

rehab = a_rehab
home = a_home
catalogue = the_catalogue

GOLDEN = Path(__file__).parent / "golden" / "show-glute-bridge.txt"
KEYS = {
    "id", "name", "region", "position", "purpose", "dose", "equipment", "conditions", "avoid",
    "care", "own",
}  # fmt: skip
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@pytest.fixture(name="own")
def _own(home: Path) -> Path:
    """The folder of one's own exercises."""
    folder = home / "config" / "exercises.d"
    folder.mkdir(parents=True)
    return folder


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


# --- new ---------------------------------------------------------------------------------------
COMMENTED = re.compile(r"^( *)#(?=\S)", re.MULTILINE)


def test_a_new_file_is_right_as_it_is(rehab: Rehab, home: Path) -> None:
    ran = rehab("exercises", "new")
    assert "exercises.d" in ran.err
    assert "my-exercise.yaml" in ran.err
    file = home / "x.yaml"
    file.write_text(ran.out, encoding="utf-8")
    checked = rehab("exercises", "check", "--own", str(file))
    assert (checked.code, checked.err) == (0, "")
    assert "1 exercise, no problem." in flat(checked.out)
    assert "no figure, so a card of the posture is shown: my-exercise" in flat(checked.out)


def test_every_line_that_is_left_out_can_be_taken_in(catalogue: Catalogue, home: Path) -> None:
    text = template("my-exercise")
    file = home / "x.yaml"
    plain = lay_over(catalogue, _written(file, text)).exercises["my-exercise"]
    spots = [match.end() - 1 for match in COMMENTED.finditer(text)]
    assert len(spots) == 14
    for spot in spots:
        taken = lay_over(catalogue, _written(file, text[:spot] + text[spot + 1 :]))
        basis = text[spot:].startswith("#basis")
        assert (taken.exercises["my-exercise"] == plain) is basis, text[spot : spot + 40]
    lay_over(catalogue, _written(file, COMMENTED.sub(r"\1", text)))


def test_a_new_file_for_any_shipped_exercise_is_right(catalogue: Catalogue, home: Path) -> None:
    for name in ("123", "null", "true", "a" * 60):
        made = lay_over(catalogue, _written(home / "x.yaml", template(name)))
        assert made.own == {name: "x.yaml"}
    text = shipped("exercises.yaml").read_text(encoding="utf-8")
    for name, exercise in catalogue.exercises.items():
        copied = copy_of(exercise, text)
        assert copied is not None
        made = lay_over(catalogue, _written(home / "x.yaml", copied))
        assert dict(made.own) == {name: "x.yaml"}
        assert made.replaced == frozenset({name})
        assert made.exercises[name] == exercise, "it begins as the very same"
    assert copy_of(replace(exercise, id="mine"), text) is None


def test_a_new_file_names_every_list_and_every_field() -> None:
    text = template("my-exercise")
    for name in (*REGIONS, *POSITIONS, *PURPOSES, *CONDITIONS, *FLAGS, *SIDES, *BASES):
        assert re.search(rf"(?<![\w-]){name}(?![\w-])", text), name
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 100
    data = shipped("exercises.yaml").read_text(encoding="utf-8")
    for field in set(re.findall(r"^    ([a-z_]+):", data, re.MULTILINE)):
        assert re.search(rf"^    #?{field}:", text, re.MULTILINE), field


@pytest.mark.parametrize("name", ["A", "two words", "../x", "-x", "x" * 61, "", "a--b", "é"])
def test_an_id_that_is_none_is_refused(rehab: Rehab, name: str) -> None:
    assert "Use lower-case letters" in one_line(rehab("exercises", "new", "--", name), 2)


def test_a_new_file_is_written_once(rehab: Rehab, home: Path) -> None:
    target = home / "config" / "exercises.d" / "mine.yaml"
    ran = rehab("exercises", "new", "cat-cow", "-o", str(target))
    assert ran.code == 0
    assert "'cat-cow' comes with rehab, so this begins as it" in ran.err
    if sys.platform != "win32":
        assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700
    before = target.read_bytes()
    said = one_line(rehab("exercises", "new", "-o", str(target)), 1)
    assert "Choose another name" in said
    assert target.read_bytes() == before
    assert [row["id"] for row in json.loads(rehab("exercises", "list", "--own", "--json").out)] == [
        "cat-cow"
    ]


def test_a_new_file_where_it_would_not_be_read_or_can_not_be(rehab: Rehab, home: Path) -> None:
    folder = home / "config" / "exercises.d"
    for name in ("mine.txt", "mine", ".mine.yaml"):
        assert "would not be read" in one_line(rehab("exercises", "new", "-o",
                                                     str(folder / name)), 2)  # fmt: skip
    assert not folder.exists()
    one_line(rehab("exercises", "new", "-o", str(home / "no" / "x.yaml")), 1)
    one_line(rehab("exercises", "new", "-o", str(home)), 1)


# --- check -------------------------------------------------------------------------------------
def test_everything_is_checked_without_a_file(
    rehab: Rehab, own: Path, catalogue: Catalogue
) -> None:
    out = flat(rehab("exercises", "check").out)
    assert f"exercises.yaml: {len(catalogue.exercises)} exercises, no problem." in out
    assert f"{len(catalogue.programmes)} programmes, no problem." in out
    assert "no exercises of your own." in out
    _written(own / "good.yaml", template("cat-cow"))
    _written(own / "bad.yaml", "schema: 1\nexercises:\n  - id: x\n    name: [1]\n")
    ran = rehab("exercises", "check")
    assert ran.code == 3
    said = "good.yaml: 1 exercise, no problem. takes the place of 'cat-cow', whose flags hold"
    assert said in flat(ran.out)
    assert "bad.yaml" not in ran.out
    assert len(ran.err.splitlines()) > 3
    for line in ran.err.splitlines():
        assert re.search(r"bad\.yaml:\d+:\d+: .+\.", line), line


def test_a_file_is_checked_as_a_whole_or_on_top(
    rehab: Rehab, home: Path, catalogue: Catalogue
) -> None:
    text = template("my-own").replace("{falls_risk: leave-out}", "{falls_risk: ankle-pumps}")
    file = _written(home / "x.yaml", text.replace("#alternatives", "alternatives"))
    assert rehab("exercises", "check", "--own", str(file)).code == 0
    said = one_line(rehab("exercises", "check", str(file)), 3)
    assert "there is no exercise 'ankle-pumps'" in said
    assert re.search(r"x\.yaml:\d+:\d+: ", said)


def test_an_exercise_that_somebody_would_lose_is_named(
    rehab: Rehab, home: Path, catalogue: Catalogue
) -> None:
    text = re.sub(r"(?m)^    easier:.*\n", "", template("my-own"))
    ran = rehab("exercises", "check", "--own", str(_written(home / "x.yaml", text)))
    assert ran.code == 0
    assert "'my-own' has no easier way and no alternative, and is left out with: " in flat(ran.out)


def test_a_check_of_nothing(rehab: Rehab, home: Path) -> None:
    one_line(rehab("exercises", "check", "--own"), 2)
    one_line(rehab("exercises", "check", str(home / "gone.yaml")), 4)
    one_line(rehab("exercises", "check", str(home)), 3)


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
            load_exercises(_written(file, record))
        except RehabError:
            continue  # what may not be in a file at all; its message is the reader's own test
        number += 1
    (own / f"h{number}.yaml").unlink(missing_ok=True)
    assert number > 20
    _written(own / "\x1b[31m\u202e.yaml", template("my-own"))
    _written(own / "\x9b2J.yaml", "name: \x1b[31m")
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


def _written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def flat(text: str) -> str:
    """Text whose lines were broken, in one."""
    return " ".join(text.split())


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits and permissions")
def test_a_new_file_is_all_there_or_not_at_all(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / "config" / "exercises.d"

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        said = one_line(rehab("exercises", "new", "-o", str(folder / "mine.yaml")), 1)
    assert "can't be written (No space left on device)" in said
    assert list(folder.iterdir()) == []
    before = os.umask(0)
    try:
        assert rehab("exercises", "new", "-o", str(folder / "mine.yaml")).code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "mine.yaml").stat().st_mode) == 0o600
