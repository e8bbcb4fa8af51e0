"""`rehab journal export`, `import` and `rehab sync`, as a person or a timer runs them."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from cli_run import Ran, Rehab, a_home, a_rehab, one_line

from rehab_tui.errors import ExitCode
from rehab_tui.journal.exchange import with_end

rehab, home = a_rehab, a_home


def switched(monkeypatch: pytest.MonkeyPatch, home: Path, name: str) -> None:
    monkeypatch.setenv("REHAB_DATA_DIR", str(home / name))


def test_out_to_a_file_and_in_elsewhere(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehab("log", "-p", "4@lower-back:ache", "-m", "3", "-n", "=1+1 ünïcode")
    file = home / "out.jsonl"
    ran = rehab("journal", "export", "-o", str(file))
    assert (ran.code, "".join(ran.out.split()), ran.err) == (0, f"Written:{file}", "")
    printed = rehab("journal", "export").out
    assert file.read_text() == printed
    assert [json.loads(line)["kind"] for line in printed.splitlines()] == ["pain", "mood", "note"]
    assert file.stat().st_mode & 0o777 == 0o600
    switched(monkeypatch, home, "elsewhere")
    looked = rehab("journal", "import", "--dry-run", str(file))
    assert (looked.code, looked.out) == (0, "3 new, 0 changed, 0 removed, 0 here already\n")
    assert not (home / "elsewhere").exists()
    assert rehab("journal", "import", str(file)).out == looked.out
    assert rehab("journal", "import", "-", stdin=printed.encode()).out.startswith("0 new")
    assert rehab("journal", "export").out == printed
    assert "imported out.jsonl" in rehab("undo", "--list").out
    assert rehab("undo").code == 0
    assert rehab("journal", "export").out == ""


def test_a_table_of_one_kind_or_of_all(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehab("log", "-p", "4", "-n", "=1+1 ünï")
    printed = rehab("journal", "export").out
    notes = rehab("journal", "export", "--format", "csv", "--kind", "note").out
    assert notes.splitlines()[0].startswith("kind,id,at,offset_min,day,text,session,created")
    assert ",'=1+1 ünï," in notes
    whole = rehab("journal", "export", "--format", "csv").out
    assert len(whole.splitlines()) == 3
    assert rehab("journal", "export", "--kind", "pain").out.count("\n") == 1
    switched(monkeypatch, home, "elsewhere")
    assert rehab("journal", "import", "-", stdin=whole.encode()).out.startswith("2 new")
    assert rehab("journal", "export").out == printed


def test_words_that_are_not_known(rehab: Rehab) -> None:
    assert "no format" in one_line(rehab("journal", "export", "--format", "xml"), ExitCode.USAGE)
    assert "pain" in one_line(rehab("journal", "export", "--kind", "pian"), ExitCode.USAGE)
    assert "no such file" in one_line(rehab("journal", "import", "no.jsonl"), ExitCode.NOT_FOUND)
    assert "standard input" in one_line(rehab("journal", "import", "-", stdin=None), ExitCode.USAGE)


def test_a_wrong_line_keeps_all_of_it_out(rehab: Rehab, home: Path) -> None:
    rehab("log", "-m", "3")
    printed = rehab("journal", "export").out
    file = home / "x\x1b[2J.jsonl"
    file.write_text(printed + printed.replace('"level": 3', '"level": 6') + "{\n")
    before = (home / "data" / "journal.sqlite3").read_bytes()
    ran = rehab("journal", "import", str(file))
    assert (ran.code, ran.out) == (ExitCode.DATA, "")
    first, second = ran.err.splitlines()
    assert ".jsonl:2:" in first
    assert "mood is a whole number from 1 to 5, not 6" in first
    assert ".jsonl:3:2: this is no JSON" in second
    assert "\x1b" not in ran.err
    assert (home / "data" / "journal.sqlite3").read_bytes() == before


@pytest.mark.parametrize("name", ["folder", "fifo", "journal"])
def test_an_export_never_takes_the_place_of_something_else(
    rehab: Rehab, home: Path, name: str
) -> None:
    rehab("log", "-m", "3")
    target = home / name
    if name == "folder":
        target.mkdir()
    elif name == "fifo":
        os.mkfifo(target)
    else:
        target = home / "data" / "journal.sqlite3"
    assert "can't be written" in one_line(rehab("journal", "export", "-o", str(target)), 1)
    assert target.is_file() == (name == "journal")
    assert rehab("journal", "export").out.count("\n") == 1
    if name != "journal":
        one_line(rehab("journal", "import", str(target)), 1)


def test_an_export_replaces_an_earlier_one_behind_its_link(rehab: Rehab, home: Path) -> None:
    file, link = home / "out.jsonl", home / "link.jsonl"
    file.write_text("an earlier one")
    link.symlink_to(file)
    rehab("log", "-m", "3")
    assert rehab("journal", "export", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert file.read_text() == rehab("journal", "export").out


def test_what_is_set_aside_is_named(rehab: Rehab, home: Path) -> None:
    rehab("log", "-m", "3")
    line = json.loads(rehab("journal", "export").out)
    later = json.dumps({**line, "level": 5, "updated": "2099-01-01T00:00:00.000Z"})
    ran = rehab("journal", "import", "-", stdin=later.encode())
    first, second, third = ran.out.splitlines()
    assert first == "0 new, 1 changed, 0 removed, 0 here already"
    assert second.startswith("1 version written earlier than what holds")
    assert third.startswith(f"  {line['id'][:13]}  today")
    assert third.endswith("mood 5, was mood 3")


def test_sync_between_two_devices(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = home / "shared"
    assert "no such folder" in one_line(rehab("sync", str(shared)), ExitCode.NOT_FOUND)
    shared.mkdir()
    rehab("log", "-m", "3")
    alone = rehab("sync", str(shared))
    assert alone == Ran(
        0, "No other device has written here yet; what is here waits for them.\n", ""
    )
    [file] = shared.iterdir()
    switched(monkeypatch, home, "elsewhere")
    assert rehab("sync", str(shared)).out.startswith("1 other device: 1 new")
    assert rehab("sync", "--quiet", str(shared)) == Ran(0, "", "")
    file.write_bytes(file.read_bytes()[:-5])
    ran = rehab("sync", str(shared))
    assert ran.code == 0
    assert "left for the next time" in ran.err
    (shared / file.name).write_text('{"kind": "end", "count": 0, "sha256": "x"}\n')
    assert "left for the next time" in rehab("sync", str(shared)).err


def test_a_file_of_a_newer_version_is_said(rehab: Rehab, home: Path) -> None:
    newer = with_end(b"").replace(b'"schema": ', b'"schema": 9')
    (home / "rehab-00000000-0000-4000-8000-000000000001.jsonl").write_bytes(newer)
    ran = rehab("sync", str(home))
    assert ran.code == ExitCode.DATA
    assert ran.err.count("\n") == 1
    assert "Update rehab here too" in ran.err
    assert ran.out.startswith("No other device")


def test_what_a_timer_prints_quotes_nobody(rehab: Rehab, home: Path) -> None:
    """Standard error of a timer ends in a log."""
    wrong = with_end(b'{"kind": "note", "text": "CANARY", "level": "CANARY"}\n')
    name = "rehab-00000000-0000-4000-8000-000000000001.jsonl"
    (home / name).write_bytes(wrong)
    ran = rehab("sync", "-q", str(home))
    assert (ran.code, ran.out, ran.err.count("\n")) == (ExitCode.DATA, "", 1)
    assert f"{name}:1:" in ran.err
    assert "CANARY" not in ran.err


def test_a_table_on_a_terminal_steers_nothing(
    rehab: Rehab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a file or a pipe it is as it was typed."""
    rehab("log", "-n", "red \x1b[31m\u202e")
    assert "\x1b[31m\u202e" in rehab("journal", "export", "--format", "csv").out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    out = rehab("journal", "export", "--format", "csv").out
    assert "\x1b" not in out
    assert "[31m<U+202E>" in out
