"""`rehab report` in each of its formats, to standard output and into a file."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
from pathlib import Path

import pytest
import typer
from cli_run import Rehab, a_home, a_rehab, one_line
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.cli import commands, quick
from rehab_tui.cli import weeks as act
from rehab_tui.cli.report import FORMS
from rehab_tui.cli.weeks import Wanted
from rehab_tui.errors import ExitCode
from rehab_tui.practice.reporting import FORMATS

pytestmark = pytest.mark.long

rehab, home = a_rehab, a_home

PAGE = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^rehab (report.*?)(?: {2,}.*)?$", PAGE, re.MULTILINE)


def a_day(rehab: Rehab) -> None:
    rehab("log", "-p", "4@knee", "-m", "3", "-s", "6h30", "-f", "climbing stairs=4")


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_on_standard_output_and_in_a_file(rehab: Rehab, home: Path, form: str) -> None:
    a_day(rehab)
    printed = rehab("report", "--format", form)
    assert (printed.code, printed.err) == (0, "")
    assert printed.out
    assert rehab("report", "--format", form, "-o", "-").code == 0
    file = home / f"weeks.{form}"
    ran = rehab("report", "--format", form, "-o", str(file))
    assert (ran.code, ran.err) == (0, "")
    assert "".join(ran.out.split()) == f"Written:{file}"
    if form != "fhir":  # its bundle tells when it was made
        assert file.read_bytes().decode() == printed.out
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_the_formats_hold(rehab: Rehab) -> None:
    a_day(rehab)
    table = list(csv.DictReader(io.StringIO(rehab("report", "--format", "csv").out, newline="")))
    assert sum(int(row["n"] or 0) for row in table if row["measure"] == "pain") == 1
    assert rehab("report", "--format", "md").out.startswith("# Your weeks\n")
    assert json.loads(rehab("report", "--format", "json").out)["schema"] == 1


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_on_the_page_works(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    monkeypatch.chdir(home)
    assert rehab(*shlex.split(example)).code == 0


def test_an_earlier_file_is_replaced_behind_its_link(rehab: Rehab, home: Path) -> None:
    a_day(rehab)
    file, link = home / "weeks.md", home / "link.md"
    file.write_text("an earlier one")
    link.symlink_to(file)
    assert rehab("report", "--format", "md", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8").startswith("# Your weeks")
    assert sorted(entry.name for entry in home.iterdir() if entry.is_file()) == [
        "link.md", "weeks.md",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["folder", "fifo", "data/journal.sqlite3", "no/such", "\x1b[2J/x"])
def test_nothing_else_is_written_over(rehab: Rehab, home: Path, name: str) -> None:
    a_day(rehab)
    (home / "folder").mkdir()
    os.mkfifo(home / "fifo")
    before = (home / "data" / "journal.sqlite3").read_bytes()
    said = one_line(rehab("report", "-o", str(home / name)), ExitCode.FAILURE)
    assert "can't be written" in said
    assert "\x1b" not in said
    assert (home / "data" / "journal.sqlite3").read_bytes() == before


def test_the_journal_is_known_behind_a_link_to_its_folder(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_day(rehab)
    (home / "elsewhere").symlink_to(home / "data")
    monkeypatch.setenv("REHAB_DATA_DIR", str(home / "elsewhere"))
    one_line(rehab("report", "-o", str(home / "elsewhere" / "journal.sqlite3")), 1)
    assert rehab("journal", "check").code == 0


def test_a_format_that_is_not_there(rehab: Rehab) -> None:
    said = one_line(rehab("report", "--format", "pdf\x1b[2J"), ExitCode.USAGE)
    assert "There are: text, json, csv, md, html, fhir." in said
    assert "\x1b" not in said


def test_no_format_gives_a_foreign_byte_away(
    rehab: Rehab, hostile_strings: tuple[str, ...]
) -> None:
    """An activity's name is a person's own words."""
    for number, text in enumerate(hostile_strings):
        rehab("log", "-f", f"{text.encode('utf-8', 'replace').decode()}={number % 10}")
        rehab("log", "-f", f"{text.encode('utf-8', 'replace').decode()}={number % 7}")
    for form in FORMATS:
        ran = rehab("report", "--format", form)
        assert ran.code == 0
        assert not set(ran.out) & {*map(chr, range(9)), *"\x0b\x0c\x1b\x7f\x9b\u202e"}, form


# --- the short way ---------------------------------------------------------
def test_both_ways_know_the_same_options() -> None:
    command = typer.main.get_group(commands.build(["report"])).commands["report"]
    taking = [one for one in command.params if one.name != "help"]
    assert {word: one.name for one in taking for word in one.opts} == quick.REPORT
    assert not any(getattr(one, "multiple", False) for one in taking)
    assert FORMS.split("|") == list(FORMATS)
    assert {one.name: one.default for one in taking} == Wanted._field_defaults


WORDS = st.one_of(
    st.sampled_from([*quick.REPORT, "--weeks=", "--format=md", "-ox", "-", "--", "-h", "--from=-"]),
    st.sampled_from(["6", "text", "2026-01-01", "-6", "", "--x", "é", "a=b"]),
)


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=6))
def test_both_ways_read_the_same(words: list[str]) -> None:
    seen: list[Wanted] = []
    short = quick.read_report(words)
    if short is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(act, "give", seen.append)
        assert commands.run(["report", *words]) == 0
    assert seen == [short]


def test_the_short_way_leaves_what_it_does_not_know() -> None:
    assert quick.read_report([]) == Wanted()
    for words in (["-h"], ["--weeks"], ["-oFILE"], ["6"], ["--from", "-1"], ["--week", "6"]):
        assert quick.read_report(words) is None
