"""`rehab report --format html`, `rehab plan handout`, and docs/therapist.md about them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab, one_line

pytestmark = pytest.mark.long

rehab, home = a_rehab, a_home

PAGE = (Path(__file__).parents[2] / "docs" / "therapist.md").read_text(encoding="utf-8")
COMMANDS = [
    line.removeprefix("rehab ")
    for block in re.findall(r"^```sh\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]


def test_the_sheet_goes_to_standard_output(rehab: Rehab) -> None:
    ran = rehab("plan", "handout")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("<!DOCTYPE html>\n")
    assert ran.out == rehab("plan", "handout", "-o", "-").out


def test_the_sheet_goes_into_a_file_for_its_owner(rehab: Rehab, home: Path) -> None:
    file = home / "sheet.html"
    file.write_text("an older one")
    ran = rehab("plan", "handout", "--programme", "knee-oa", "-o", str(file))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"Written: {file}\n"
    assert "<h1>Knee osteoarthritis</h1>" in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in home.iterdir() if one.name.startswith(".")] == []


def test_a_sheet_that_cannot_be_made_leaves_the_file_alone(rehab: Rehab, home: Path) -> None:
    file = home / "sheet.html"
    said = one_line(rehab("plan", "handout", "--programme", "knee-ao", "-o", str(file)), 4)
    assert "Did you mean knee-oa" in said
    assert not file.exists()
    one_line(rehab("plan", "handout", "-o", str(home / "nowhere" / "sheet.html")), 1)


def test_the_page_has_a_name_only_where_one_was_set(rehab: Rehab) -> None:
    assert 'Name: <span class="line">' in rehab("report", "--format", "html").out
    assert rehab("profile", "set", "name= Ada   Example").code == 0
    assert "Name: <b>Ada Example</b>" in rehab("report", "--format", "html").out
    assert "1 to 60 characters" in one_line(rehab("profile", "set", f"name={'a' * 61}"), 2)
    one_line(rehab("profile", "set", "name= "), 2)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_docs_works(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(home)
    words = shlex.split(command)
    ran = rehab(*words)
    assert ran.code == 0, ran
    if "-o" in words:
        assert (home / words[-1]).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
