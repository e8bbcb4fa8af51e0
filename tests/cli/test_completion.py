"""What Tab offers: only what is there, and nothing at all when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from cli_run import Rehab, a_home, a_rehab

from rehab_tui.cli import commands
from rehab_tui.cli.offers import VALUES

rehab, home = a_rehab, a_home


def offered(rehab: Rehab, line: str, shell: str = "fish") -> list[str]:
    ran = rehab("completion", shell, "--line", f"rehab {line}")
    assert (ran.code, ran.err) == (0, "")
    return [one.split("\t")[0] for one in ran.out.splitlines()]


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("", "report"),
        ("jo", "journal"),
        ("journal ", "backup"),
        ("start --exercise glute", "glute-bridge"),
        ("start --programme des", "desk-low-back"),
        ("log -p ", "10"),
        ("log -p 4@lower", "4@lower-back"),
        ("log --pain 4@knee-left:sh", "4@knee-left:sharp"),
        ("log -t ma", "massage"),
        ("log --tr", "--treatment"),
        ("journal list --site knee-", "knee-right"),
        ("exercises show sit", "sit-to-stand"),
        ("exercises list --equipment no", "none"),
        ("plan pause tr", "travel"),
        ("profile set osteo", "osteoporosis"),
        ("profile set eq", "equipment="),
        ("config set th", "theme"),
        ("report --format f", "fhir"),
        ("completion z", "zsh"),
        ("--ver", "--version"),
        ("start --exercise=glute", "--exercise=glute-bridge"),
        ("log --done -t ma", "massage"),
        ("log -p 4@lower-back -m ", "5"),
        ("config set theme rehab-l", "rehab-light"),
        ("config set counts 'last", "last three"),
        ("profile set days=mon,tu", "days=mon,tue"),
        ("profile set birth-check=y", "birth-check=yes"),
        ("journal edit 01a2 --stiffness sh", "shorter"),
        ("journal edit 01a2 --clear si", "site"),
    ],
)
def test_what_can_stand_there_is_offered(rehab: Rehab, line: str, some: str) -> None:
    found = offered(rehab, line)
    typed = line.rpartition(" ")[2].lstrip("'")
    assert some in found
    assert all(one.startswith(typed) for one in found)


@pytest.mark.parametrize(
    "line",
    [
        "nonsense ",
        "journal nonsense ",
        'log -n "open',
        "log --note ",
        "log -p 4@nowhere",
        "exercises show cat-cow ",
        "plan choose sciatica ",
        "config set volume ",
        "undo ",
        "profile set nobody=",
        "profile set --clear ",
        "--exercise=cat",
        "log --nothing=1",
    ],
)
def test_nothing_is_offered_where_nothing_is_known(rehab: Rehab, line: str) -> None:
    assert offered(rehab, line) == []


def test_the_latest_entries_are_offered_by_their_ids(rehab: Rehab) -> None:
    rehab("log", "-p", "4@neck", "-n", "tired: very")
    ids = offered(rehab, "journal delete ")
    assert len(ids) == 2
    assert offered(rehab, f"journal delete {ids[1]} ") == ids[:1]
    assert rehab("journal", "delete", *ids).code == 0
    assert offered(rehab, "journal delete ") == []


def test_activities_of_the_profile_are_offered(rehab: Rehab) -> None:
    rehab("profile", "set", "activities=climbing stairs; gardening")
    assert offered(rehab, "log -f ") == ["climbing stairs=", "gardening="]
    assert offered(rehab, r"log -f climbing\ stairs=1") == [
        "climbing stairs=1", "climbing stairs=10",
    ]  # fmt: skip


def test_what_is_set_is_offered_to_be_cleared(rehab: Rehab) -> None:
    rehab("profile", "set", "wrist-pain", "side=left")
    assert offered(rehab, "profile set --clear ") == ["wrist-pain", "side"]
    assert offered(rehab, "profile set --clear side --clear ") == ["wrist-pain"]
    for one in offered(rehab, "profile set --clear "):
        assert rehab("profile", "set", "--clear", one).code == 0


def test_a_damaged_journal_is_no_reason_to_shout(rehab: Rehab, home: Path) -> None:
    (home / "data").mkdir()
    (home / "data" / "journal.sqlite3").write_bytes(b"no journal" * 99)
    assert offered(rehab, "journal edit ") == []


def test_each_shell_gets_what_it_reads(rehab: Rehab) -> None:
    rehab("profile", "set", "activities=climbing stairs; it's $5")
    assert "glute-bridge:Glute bridge" in offered(rehab, "start --exercise glute", "zsh")
    assert r"4@neck\:heavy" in offered(rehab, "log -p 4@neck:he", "zsh")
    assert offered(rehab, "log -f c", "bash") == [r"climbing\ stairs="]
    assert offered(rehab, "log -f 'c", "bash") == ["climbing stairs="]
    assert offered(rehab, "log -f i", "bash") == [r"it\'s\ \$5="]


@pytest.mark.parametrize(
    ("line", "word", "rest"),
    [
        ("log -p 4@lower-b", "@lower-b", "@lower-back"),
        ("log -p 4@lower-b", "4@lower-b", "4@lower-back"),
        ("log -p 4@neck:he", "he", "heavy"),
        ("start --exercise=cat", "cat", "cat-cow"),
        ("journal list --site che", "che", "chest"),
    ],
)
def test_bash_gets_only_what_it_will_replace(rehab: Rehab, line: str, word: str, rest: str) -> None:
    """Where a word begins for bash is a matter of its settings, so it says so."""
    ran = rehab("completion", "bash", "--line", f"rehab {line}", "--word", word)
    assert (ran.code, ran.out, ran.err) == (0, f"{rest}\n", "")


def test_variables_before_the_command_are_no_part_of_it(rehab: Rehab) -> None:
    ran = rehab("completion", "fish", "--line", "REHAB_SPEECH=on NO_COLOR=1 rehab jou")
    assert ran.out.startswith("journal\t")
    assert rehab("completion", "fish", "--line", "reh").out == ""
    assert rehab("completion", "fish", "--line", "").out == ""


def test_tab_makes_nothing(rehab: Rehab, home: Path) -> None:
    for line in ("journal delete ", "log -f ", "plan choose ", "journal restore "):
        offered(rehab, line)
    assert list(home.iterdir()) == []


def test_an_unknown_shell_is_one_line(rehab: Rehab) -> None:
    ran = rehab("completion", "bsh")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean bash?" in ran.err


def test_every_place_with_values_is_there() -> None:
    group = typer.main.get_group(commands.build())
    places = set()
    for name, command in group.commands.items():
        subs = getattr(command, "commands", None)
        parts = {f"{name} {sub}": one for sub, one in subs.items()} if subs else {name: command}
        for path, part in parts.items():
            places.add(path)
            places |= {f"{path} {option}" for one in part.params for option in one.opts}
    assert set(VALUES) <= places
