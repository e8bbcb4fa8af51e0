"""`rehab doctor` names what is wrong and what to do, and nothing of anybody's health."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.clock import ManualClock
from rehab_tui.journal.backup import back_up
from rehab_tui.journal.records import Note, Pain
from rehab_tui.journal.store import Journal
from rehab_tui.paths import Paths
from rehab_tui.practice.context import open_journal, shipped_catalogue
from rehab_tui.practice.doctor import Told, examine

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
CANARY = "canary"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "home" / "data", tmp_path / "home" / "config")


@pytest.fixture
def journal(paths: Paths) -> Journal:
    paths.config.mkdir(parents=True, mode=0o700)
    journal = open_journal(paths, ManualClock(NOW))
    with journal.act(CANARY) as act:
        act.add(Note(at=NOW, text=CANARY))
        act.add(Pain(at=NOW, level=7, site="hand-left"))
    return journal


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return shipped_catalogue()


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch, shipped: Catalogue) -> None:
    monkeypatch.setattr("rehab_tui.practice.doctor.shipped_catalogue", lambda: shipped)


def told(paths: Paths, clock: ManualClock | None = None, **more: Path) -> dict[str, Told]:
    found = examine(paths, {"PATH": ""}, clock or ManualClock(NOW), **more)
    for one in found:
        assert (one.state == "ok") == (not one.todo), one
        assert CANARY not in one.words + one.todo
        assert "hand" not in one.words
    return {one.about: one for one in found}


def wrong(found: dict[str, Told]) -> set[str]:
    return {one.about for one in found.values() if one.state == "wrong"}


def everything(folder: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_nothing_yet_is_well_and_stays_nothing(paths: Paths, tmp_path: Path) -> None:
    found = told(paths)
    assert not wrong(found)
    assert "none yet" in found["journal"].words
    assert list(tmp_path.iterdir()) == []


def test_all_is_well(paths: Paths, journal: Journal) -> None:
    back_up(journal.path, "daily", NOW, 1.0)
    before = everything(paths.data.parent)
    found = told(paths)
    assert not wrong(found)
    assert {one.about for one in found.values() if one.state == "hint"} == {"speech"} | (
        {"tones"} & {one.about for one in found.values() if one.state == "hint"}
    )
    assert everything(paths.data.parent) == before


def cut_off(paths: Paths) -> None:
    os.truncate(paths.journal, 5000)


def other_file(paths: Paths) -> None:
    paths.journal.write_bytes(b"hello")


def newer(paths: Paths) -> None:
    content = bytearray(paths.journal.read_bytes())
    content[60:64] = (999).to_bytes(4, "big")
    paths.journal.write_bytes(content)


def bad_backup(paths: Paths) -> None:
    made = back_up(paths.journal, "daily", NOW, 1.0)
    os.truncate(made.path, 100)


def bad_settings(paths: Paths) -> None:
    paths.config_file.write_text("theme = 7\n")


def bad_plan(paths: Paths) -> None:
    paths.plan.write_text(f"programme: {CANARY}\n")


def bad_exercise(paths: Paths) -> None:
    paths.own_exercises.mkdir()
    (paths.own_exercises / "mine.yaml").write_text(f"- id: {CANARY}\n")


def no_folder(paths: Paths) -> None:
    paths.config.rmdir()
    paths.config.write_text("in the way")


@pytest.mark.parametrize(
    ("harm", "about"),
    [
        (cut_off, "journal"), (other_file, "journal"), (newer, "journal"),
        (bad_backup, "backups"), (bad_settings, "settings"), (bad_plan, "plan"),
        (bad_exercise, "own exercises"), (no_folder, "settings folder"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(
    paths: Paths, journal: Journal, harm: Callable[[Paths], None], about: str
) -> None:
    assert journal.exists()
    harm(paths)
    before = everything(paths.data.parent)
    found = told(paths)
    assert about in wrong(found)
    assert everything(paths.data.parent) == before


def test_what_is_open_to_others_is_a_hint(paths: Paths, journal: Journal) -> None:
    journal.path.chmod(0o644)
    paths.data.chmod(0o755)
    found = told(paths)
    assert found["journal"].todo.startswith("chmod 600")
    assert found["data folder"].todo.startswith("chmod 700")


def test_an_old_backup_is_a_hint_only_if_there_is_something_new(
    paths: Paths, journal: Journal
) -> None:
    assert found_state(paths, 0) == "hint"  # none yet
    back_up(journal.path, "daily", NOW, 1.0)
    assert found_state(paths, 30) == "ok"
    os.utime(journal.path, ns=(1, 1))
    assert found_state(paths, 30) == "hint"
    assert found_state(paths, 1) == "ok"


def found_state(paths: Paths, days: int) -> str:
    return told(paths, ManualClock(NOW + timedelta(days=days)))["backups"].state


@pytest.mark.parametrize(
    "name",
    [
        "journal.sync-conflict-20261120-073000-ABCDEFG.sqlite3",
        "journal (Anna's conflicted copy 2026-11-20).sqlite3",
        "journal (conflicted copy 2026-11-20 073000).sqlite3",
        "journal (1).sqlite3",
        "journal_conflict-20261120.sqlite3",
        "plan.sync-conflict-20261120-073000-ABCDEFG.yaml",
        "plan (Case Conflict).yaml",
    ],
)
def test_a_conflict_copy_is_told_and_never_read(paths: Paths, journal: Journal, name: str) -> None:
    folder = paths.config if name.startswith("plan") else paths.data
    (folder / name).write_bytes(b"anything")
    assert name in told(paths)["conflict copy"].words
    assert (folder / name).read_bytes() == b"anything"
    assert len(journal.entries(Note)) == 1


@pytest.mark.parametrize("mark", ["Nextcloud", "Dropbox/health", "OneDrive", ".stfolder"])
def test_a_folder_that_is_carried_about_is_told(tmp_path: Path, mark: str) -> None:
    folder = tmp_path / "carried" / mark
    folder.mkdir(parents=True)
    data = folder.parent if mark.startswith(".") else folder
    found = told(Paths(data / "rehab", tmp_path / "config"))
    assert "rehab sync" in found["file sync"].todo


def test_names_that_are_no_conflict(paths: Paths, journal: Journal) -> None:
    back_up(journal.path, "daily", NOW, 1.0)
    for name in ("plan-2026-11-20.yaml", "plan-2026-11-20-2.yaml", "config.toml", "plan.yaml"):
        (paths.config / name).write_text("")
    assert "conflict copy" not in told(paths)
    assert "file sync" not in told(paths)


def test_the_folder_of_sync(paths: Paths, tmp_path: Path) -> None:
    assert "sync folder" not in told(paths)
    assert told(paths, shared=tmp_path)["sync folder"].state == "ok"
    assert told(paths, shared=tmp_path / "stick")["sync folder"].state == "wrong"
