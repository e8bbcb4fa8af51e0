"""`rehab journal check|backup|restore|path` and `rehab doctor`, as a person meets them."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab, one_line

from rehab_tui.cli import opening
from rehab_tui.journal.backup import backups
from rehab_tui.journal.locking import hold, session_path

pytestmark = pytest.mark.long

home = a_home
rehab = a_rehab


@pytest.fixture
def path(home: Path) -> Path:
    return home / "data" / "journal.sqlite3"


def notes(rehab: Rehab) -> list[str]:
    return [entry["text"] for entry in json.loads(rehab("journal", "list", "--json").out)]


def test_there_and_back(rehab: Rehab, path: Path) -> None:
    rehab("log", "-n", "first")
    made = rehab("journal", "backup")
    assert made.code == 0
    [backup] = backups(path)
    assert backup.name in made.out
    rehab("log", "-n", "second")
    asked = rehab("journal", "restore", backup.name[:12], stdin=b"y\n")
    assert asked.code == 0, asked
    assert "note: 2 -> 1" in asked.out
    assert notes(rehab) == ["first"]
    [line] = [line for line in asked.out.splitlines() if "take it back" in line]
    assert rehab(*line.rpartition("rehab ")[2].split(), "--yes").code == 0
    assert sorted(notes(rehab)) == ["first", "second"]
    listed = rehab("journal", "restore").out.splitlines()
    assert len(listed) == len(backups(path)) == 3
    assert backup.name in listed[-1]
    assert "you asked for it" in listed[-1]


def test_a_journal_that_went_missing_is_not_begun_anew_without_a_word(
    rehab: Rehab, path: Path
) -> None:
    assert rehab("log", "-n", "first").err == ""
    rehab("journal", "backup")
    path.unlink()
    told = rehab("log", "-n", "second")
    assert told.code == 0
    assert "rehab journal restore" in told.err
    assert rehab("log", "-n", "third").err == "", "once is enough"
    path.unlink()
    assert rehab("journal", "restore", backups(path)[-1].name, "--yes").code == 0
    assert notes(rehab) == ["first"]


@pytest.mark.parametrize("answer", [b"n\n", b"", b"perhaps\n", None])
def test_without_a_yes_nothing_changes(rehab: Rehab, path: Path, answer: bytes | None) -> None:
    rehab("log", "-n", "first")
    rehab("journal", "backup")
    rehab("log", "-n", "second")
    before = path.read_bytes()
    ran = rehab("journal", "restore", "2", stdin=answer)
    said = "" if answer == b"n\n" else ": nobody said yes. Add --yes to do without"
    assert (ran.code, ran.err) == (1, f"rehab: nothing was changed{said}.\n")
    assert path.read_bytes() == before
    assert len(backups(path)) == 1


def test_names_that_are_none_or_several(rehab: Rehab) -> None:
    assert "no journal yet" in one_line(rehab("journal", "backup"), 4)
    assert "no backups yet" in rehab("journal", "restore").out
    assert "there is no backup" in one_line(rehab("journal", "restore", "x\x1b[31m"), 4)
    rehab("log", "-n", "first")
    rehab("journal", "backup")
    rehab("journal", "backup")
    assert "2 backups begin" in one_line(rehab("journal", "restore", "20"), 2)
    assert "there is no backup" in one_line(rehab("journal", "restore", "/"), 4)


def test_a_damaged_backup_is_refused_and_told(rehab: Rehab, path: Path) -> None:
    rehab("log", "-n", "first")
    rehab("journal", "backup")
    [backup] = backups(path)
    backup.path.write_bytes(backup.path.read_bytes().replace(b"first", b"worst"))
    before = path.read_bytes()
    ran = rehab("journal", "restore", backup.name, "--yes")
    assert (ran.code, path.read_bytes()) == (3, before)
    assert "changed or cut off" in ran.err
    assert "changed or cut off" in " ".join(rehab("journal", "restore").out.split())
    checked = rehab("journal", "check")
    assert checked.code == 1
    assert f"wrong: backup {backup.name}" in checked.out
    doctor = rehab("doctor")
    assert doctor.code == 1
    assert "WRONG  backups" in doctor.out


@pytest.mark.parametrize("content", [b"", b"hello", bytes(9000)])
def test_a_damaged_journal_is_told_and_a_backup_helps(
    rehab: Rehab, path: Path, content: bytes
) -> None:
    """One line with the next step, set aside only when asked, nothing else changed."""
    rehab("log", "-n", "first")
    rehab("journal", "backup")
    [backup] = backups(path)
    path.write_bytes(content)
    assert str(path) in one_line(rehab("log", "-n", "x"), 3)
    assert path.read_bytes() == content
    checked = rehab("journal", "check")
    assert (checked.code, checked.err) == (1, "")
    assert rehab("doctor").code == 1
    ran = rehab("journal", "restore", backup.name, "--yes")
    assert ran.code == 0, ran
    assert "can't be read" in ran.out
    [aside] = path.parent.glob("*set-aside*")
    assert aside.name in ran.out
    assert aside.read_bytes() == content
    assert notes(rehab) == ["first"]


def test_no_restore_while_a_session_runs(rehab: Rehab, path: Path) -> None:
    rehab("log", "-n", "first")
    rehab("journal", "backup")
    held = hold(session_path(path), '{"since": "2026-11-20T07:30:00+00:00", "process": 1}', path)
    assert held is not None
    with held:
        assert "session is running" in rehab("journal", "restore", "2", "--yes").err
    assert len(backups(path)) == 1


def test_check_counts_and_says_so_in_json(rehab: Rehab, path: Path) -> None:
    assert rehab("journal", "check").code == 0
    assert not path.exists()
    rehab("log", "-n", "canary", "-p", "3")
    ran = rehab("journal", "check", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["findings"], found["path"]) == (0, [], str(path))
    assert (found["counts"]["note"], found["counts"]["pain"], found["removed"]) == (1, 1, 0)
    assert "canary" not in ran.out
    assert "All is well." in rehab("journal", "check").out


def test_path(rehab: Rehab, path: Path) -> None:
    assert rehab("journal", "path").out == f"{path}\n"
    assert not path.parent.exists()


def test_doctor_in_words_and_in_json(rehab: Rehab) -> None:
    """Nothing of anybody's health."""
    rehab("log", "-n", "canary", "-p", "3@hand-left")
    ran = rehab("doctor")
    told = json.loads(rehab("doctor", "--json").out)
    assert ran.code == 0
    assert "canary" not in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert {"about", "state", "words", "todo"} == told[0].keys()
    assert {one["about"] for one in told} > {"journal", "backups", "terminal", "unicode", "sqlite"}
    for one in told:
        assert one["about"] in ran.out


def test_doctor_where_there_is_no_home(rehab: Rehab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REHAB_DATA_DIR", "relative")
    ran = rehab("doctor")
    assert ran.code == 1
    assert "absolute" in ran.out


def test_doctor_of_an_ascii_terminal(rehab: Rehab, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONUTF8", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("NO_COLOR", "1")
    ran = rehab("doctor")
    assert ran.code == 0
    assert ran.out.isascii()
    for words in ("hint   terminal", "hint   unicode", "off, as NO_COLOR asks"):
        assert words in ran.out


def test_a_report_keeps_a_copy_of_the_day_and_a_quick_entry_none(rehab: Rehab, path: Path) -> None:
    rehab("log", "-n", "first")
    assert not backups(path)
    assert rehab("report").code == 0
    assert [one.why for one in backups(path)] == ["daily"]
    rehab("log", "-n", "second")
    assert rehab("report").code == 0
    assert len(backups(path)) == 1


def test_a_copy_that_can_not_be_made_hinders_nothing(rehab: Rehab, path: Path) -> None:
    rehab("log", "-n", "first")
    (path.parent / "backups").write_text("in the way")
    ran = rehab("report")
    assert (ran.code, ran.err) == (0, "")


def test_opening_the_app_keeps_a_copy(
    rehab: Rehab, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehab("log", "-n", "first")
    monkeypatch.setattr("rehab_tui.cli.screen.run_app", lambda *_, behind, **__: behind())
    before = set(threading.enumerate())
    opening.open_app()
    for thread in set(threading.enumerate()) - before:
        thread.join()
    assert [one.why for one in backups(path)] == ["daily"]


def test_an_old_journal_is_backed_up_before_it_is_brought_up(rehab: Rehab, path: Path) -> None:
    dump = Path(__file__).parents[1] / "journal" / "golden" / "version_1.sql"
    path.parent.mkdir(mode=0o700)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text("utf-8"))
    assert "schema version 1\n" in rehab("journal", "check").out
    assert not backups(path)
    rehab("log", "-p", "2")
    [kept] = backups(path)
    assert kept.why == "migration"
    assert os.stat(kept.path).st_mode & 0o777 == 0o600  # noqa: PTH116
    with closing(sqlite3.connect(kept.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
