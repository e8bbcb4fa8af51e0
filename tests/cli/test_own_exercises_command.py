"""`rehab exercises new` and `check`: files of one's own."""

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
from own_files import flat, own_folder, written

from rehab_tui.catalogue import lay_over
from rehab_tui.catalogue.lists import CONDITIONS, FLAGS, POSITIONS, PURPOSES, REGIONS, SIDES
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.figure.bases import BASES
from rehab_tui.paths import shipped
from rehab_tui.practice.new_exercise import copy_of, template

pytestmark = pytest.mark.long

rehab = a_rehab
home = a_home
own = own_folder
catalogue = the_catalogue

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
    plain = lay_over(catalogue, written(file, text)).exercises["my-exercise"]
    spots = [match.end() - 1 for match in COMMENTED.finditer(text)]
    assert len(spots) == 14
    for spot in spots:
        taken = lay_over(catalogue, written(file, text[:spot] + text[spot + 1 :]))
        basis = text[spot:].startswith("#basis")
        assert (taken.exercises["my-exercise"] == plain) is basis, text[spot : spot + 40]
    lay_over(catalogue, written(file, COMMENTED.sub(r"\1", text)))


def test_a_new_file_for_any_shipped_exercise_is_right(catalogue: Catalogue, home: Path) -> None:
    for name in ("123", "null", "true", "a" * 60):
        made = lay_over(catalogue, written(home / "x.yaml", template(name)))
        assert made.own == {name: "x.yaml"}
    text = shipped("exercises.yaml").read_text(encoding="utf-8")
    for name, exercise in catalogue.exercises.items():
        copied = copy_of(exercise, text)
        assert copied is not None
        made = lay_over(catalogue, written(home / "x.yaml", copied))
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


def test_a_new_file_iswritten_once(rehab: Rehab, home: Path) -> None:
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
    written(own / "good.yaml", template("cat-cow"))
    written(own / "bad.yaml", "schema: 1\nexercises:\n  - id: x\n    name: [1]\n")
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
    file = written(home / "x.yaml", text.replace("#alternatives", "alternatives"))
    assert rehab("exercises", "check", "--own", str(file)).code == 0
    said = one_line(rehab("exercises", "check", str(file)), 3)
    assert "there is no exercise 'ankle-pumps'" in said
    assert re.search(r"x\.yaml:\d+:\d+: ", said)


def test_an_exercise_that_somebody_would_lose_is_named(
    rehab: Rehab, home: Path, catalogue: Catalogue
) -> None:
    text = re.sub(r"(?m)^    easier:.*\n", "", template("my-own"))
    ran = rehab("exercises", "check", "--own", str(written(home / "x.yaml", text)))
    assert ran.code == 0
    assert "'my-own' has no easier way and no alternative, and is left out with: " in flat(ran.out)


def test_a_check_of_nothing(rehab: Rehab, home: Path) -> None:
    one_line(rehab("exercises", "check", "--own"), 2)
    one_line(rehab("exercises", "check", str(home / "gone.yaml")), 4)
    one_line(rehab("exercises", "check", str(home)), 3)


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
