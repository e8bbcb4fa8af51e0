"""docs/plan.md tells the truth: what it shows works, what it lists is all there is."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest
import yaml
from cli_run import Rehab, a_home, a_rehab

from rehab_tui.catalogue.dose import LIMITS, LONGEST_LOAD
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.catalogue.problems import Problems
from rehab_tui.practice.context import shipped_catalogue
from rehab_tui.programme.limits import USUAL, Limits
from rehab_tui.programme.plan import Plan
from rehab_tui.programme.plan_reader import (
    HOLD,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_PRECAUTION,
    MOST_PRECAUTIONS,
    MOST_ROUNDS,
    read_plan,
)

rehab = a_rehab
home = a_home

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = (DOCS / "examples" / "plan.yaml").read_text(encoding="utf-8")
PAGE = (DOCS / "plan.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)
FILES = [text for kind, text in BLOCKS if kind == "yaml"]
COMMANDS = [line for kind, text in BLOCKS if kind == "sh" for line in text.splitlines()]
CONSOLE = [text for kind, text in BLOCKS if kind == "console"]
MISTAKES = """\
schema: 1
programme: knee-ao
days: [mon, wednesday]
therapist:
  review: 2027-02-30
changes:
  glute-bridge: {seconds: 30}
limits:
  systolic: 200
"""


@cache
def shipped() -> Catalogue:
    return shipped_catalogue()


def read(text: str) -> tuple[Plan | None, str]:
    problems = Problems("f")
    plan = read_plan(text, problems, shipped())
    return plan, "\n".join(map(str, problems))


def table(before: str) -> list[list[str]]:
    """The cells of the first table below some words, without its head."""
    below = PAGE.split(before, 1)[1].split("\n|", 1)[1]
    lines = ("|" + below).split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def keys(text: str) -> list[str]:
    """The keys that the reader says there are, by a key that is like no other."""
    found = re.search(r"no key 'zzzzzz'. Keys here: (.*)\.", read(text)[1])
    assert found is not None
    return found[1].split(", ")


def test_the_example_is_the_one_of_the_page_and_has_no_problem() -> None:
    plan, said = read(EXAMPLE)
    assert said == ""
    assert plan is not None
    assert read(FILES[0])[0] == plan
    assert plan.changes
    assert plan.therapist.review


@pytest.mark.parametrize("text", FILES)
def test_each_plan_has_no_problem(text: str) -> None:
    assert read(text)[1] == ""


def test_every_change_that_is_shown_fits() -> None:
    rows = table("It holds in every phase.")
    assert len(rows) >= 10
    for _, cell in rows:
        change = yaml.safe_load(cell.strip("`"))
        name = "resonance-breathing" if "seconds" in change else "cat-cow"
        _, said = read(yaml.safe_dump({"schema": 1, "changes": {name: change}}))
        assert said == "", cell


def test_every_key_is_told() -> None:
    top = [row[0].strip("`") for row in table("## Every key")]
    assert sorted(top) == sorted(keys("schema: 1\nzzzzzz: 1\n"))
    change = [row[0].strip("`") for row in table("Keys of a change:")]
    assert sorted(change) == sorted(keys("schema: 1\nchanges: {cat-cow: {zzzzzz: 1}}\n"))
    item = keys("schema: 1\nsessions: 1\nitems: [{exercise: cat-cow, zzzzzz: 1}]\n")
    assert {"exercise", *change} - {*item} == {"hold", "swap", "leave_out", "note"}
    assert keys("schema: 1\ntherapist: {zzzzzz: 1}\n") == ["name", "review"]


def test_the_limits_are_as_is_said() -> None:
    assert [[row[0].strip("`"), *row[2:]] for row in table("set them:")] == [
        [name, f"{low:g}", f"{high:g}", f"{getattr(USUAL, name):g}"]
        for name, (low, high) in Limits.bounds().items()
    ]


def test_the_numbers_are_as_is_said() -> None:
    said = {row[0].strip("`"): row[2] for row in [*table("## Every key"), *table("of a change:")]}
    for name, (low, high) in LIMITS.items():
        assert said[name] == f"{low} to {high}"
    assert said["hold"] == f"{HOLD[0]:g} to {HOLD[1]:g}"
    assert said["load"] == f"{LONGEST_LOAD} characters"
    assert said["note"] == f"{LONGEST_NOTE} characters"
    assert said["name"] == said["therapist"] == f"{LONGEST_NAME} characters"
    assert said["precautions"] == f"1 to {MOST_PRECAUTIONS} of {LONGEST_PRECAUTION} characters"
    assert said["rounds"] == f"1 to {MOST_ROUNDS}"


@pytest.mark.long
# --- what can be typed ---------------------------------------------------------------------------
@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_runs(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(home)
    if "check" in command:
        (home / "plan-for-ada.yaml").write_text(EXAMPLE)
    ran = rehab(*shlex.split(command)[1:])
    assert (ran.code, bool(ran.out)) == (0, True), ran


def test_each_console_shows_what_is_said(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    (home / "with-mistakes.yaml").write_text(MISTAKES)
    for block in CONSOLE:
        command, _, shown = block.partition("\n")
        ran = rehab(*shlex.split(command.removeprefix("$ rehab ")))
        assert ran.out + ran.err == shown


def test_links_lead_somewhere() -> None:
    titles = re.findall(r"^#+ (.*)$", PAGE, flags=re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}
    for link in re.findall(r"\]\((.*?)\)", PAGE):
        assert link[1:] in anchors if link.startswith("#") else (DOCS / link).is_file(), link
