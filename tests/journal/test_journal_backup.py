"""Backups: what is made, when one is due, which stay, what a crash leaves."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rehab_tui.clock import ManualClock
from rehab_tui.errors import BusyError, DataError, RehabError
from rehab_tui.journal.backup import (
    Backup,
    Why,
    back_up,
    backups,
    backups_folder,
    checksum_path,
    due,
    is_sound,
    to_remove,
    trouble,
)
from rehab_tui.journal.locking import locked
from rehab_tui.journal.records import Mood
from rehab_tui.journal.store import Journal

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=timezone(timedelta(hours=13, minutes=45)))
DAY = timedelta(days=1)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal.open(tmp_path / "data" / "journal.sqlite3", ManualClock(NOW))
    log(journal)
    return journal


def log(journal: Journal, level: int = 3) -> None:
    before = journal.path.stat().st_mtime_ns
    with journal.act("logged") as act:
        act.add(Mood(at=NOW, level=level))
    if journal.path.stat().st_mtime_ns == before:  # a clock of the kernel's that is too coarse
        os.utime(journal.path, ns=(before, before + 1_000_000))


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def named(at: datetime, why: Why = "daily") -> Backup:
    return Backup(Path(f"{at:%Y%m%d%H%M%S}-{why}"), at, why)


def test_a_backup_holds_the_same_and_carries_its_checksum(journal: Journal) -> None:
    made = back_up(journal.path, "asked", NOW, 1.0)
    assert made.name == "2026-11-19T174500Z-asked"
    assert backups(journal.path) == [made]
    assert dump(made.path) == dump(journal.path)
    assert is_sound(made)
    ran = subprocess.run(
        ["sha256sum", "-c", checksum_path(made.path).name],
        cwd=made.path.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran


def test_two_of_one_second_are_two(journal: Journal) -> None:
    first = back_up(journal.path, "daily", NOW, 1.0)
    second = back_up(journal.path, "daily", NOW, 1.0)
    assert len({first.path, second.path}) == len(backups(journal.path)) == 2
    assert is_sound(first)
    assert is_sound(second)


def test_one_is_due_once_a_day_and_only_after_a_change(journal: Journal) -> None:
    assert due(journal.path, NOW)
    back_up(journal.path, "daily", NOW, 1.0)
    assert not due(journal.path, NOW)
    assert not due(journal.path, NOW + DAY)  # nothing was changed
    log(journal)
    assert not due(journal.path, NOW)  # there is one of today
    assert due(journal.path, NOW + DAY)
    assert due(journal.path, NOW - 300 * DAY)  # the clock may be set anywhere
    back_up(journal.path, "daily", NOW - 300 * DAY, 1.0)
    assert not due(journal.path, NOW - 200 * DAY)


def test_none_is_due_without_a_journal(tmp_path: Path) -> None:
    assert not due(tmp_path / "journal.sqlite3", NOW)
    assert backups(tmp_path / "journal.sqlite3") == []


def test_a_change_while_the_copy_is_made_is_one_to_copy_later(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rehab_tui.journal import backup

    copied = backup._copy

    def and_then_changed(path: Path, copy: Path, wait: float) -> None:
        copied(path, copy, wait)
        log(journal)

    monkeypatch.setattr(backup, "_copy", and_then_changed)
    back_up(journal.path, "daily", NOW, 1.0)
    assert due(journal.path, NOW + DAY)


def test_files_are_private_whatever_the_umask(journal: Journal) -> None:
    before = os.umask(0)
    try:
        made = back_up(journal.path, "daily", NOW, 1.0)
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in made.path.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert len(modes) == 3  # the copy, its checksum and the lock
    assert made.path.parent.stat().st_mode & 0o777 == 0o700


def test_a_damaged_journal_is_not_copied_and_no_copy_is_lost_to_it(journal: Journal) -> None:
    kept = back_up(journal.path, "daily", NOW - 300 * DAY, 1.0)
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE mood SET level = 99")
    with pytest.raises(DataError, match="damaged"):
        back_up(journal.path, "daily", NOW, 1.0)
    assert backups(journal.path) == [kept]
    assert is_sound(kept)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda b: checksum_path(b.path).unlink(), "checksum is missing"),
        (lambda b: b.path.write_bytes(b.path.read_bytes()[:-1]), "cut off"),
        (lambda b: b.path.write_bytes(b""), "cut off"),
        (lambda b: b.path.write_bytes(b.path.read_bytes().replace(b"mood", b"moot", 1)), "changed"),
        (lambda b: checksum_path(b.path).write_bytes(b""), "changed"),
    ],
)
def test_a_changed_backup_shows(
    journal: Journal, harm: Callable[[Backup], object], said: str
) -> None:
    """A backup that is missing its checksum, cut off, or has a byte flipped."""
    made = back_up(journal.path, "daily", NOW, 1.0)
    harm(made)
    assert said in trouble(made)


def test_what_a_crash_left_is_tidied_and_nothing_else(journal: Journal) -> None:
    folder = backups_folder(journal.path)
    folder.mkdir()
    left = ["2026-11-20T073000Z-daily.new", "2026-11-20T073000Z-daily.new-journal",
            "2026-11-20T073000Z-daily.sqlite3.sha256", ".2026-11-20T073000Z-daily.sqlite3.sha2x.k1",
            "2026-11-20T073000Z-asked-2.new"]  # fmt: skip
    theirs = ["notes.txt", "journal.sqlite3", "2026-11-20 my copy.sqlite3", "x.new"]
    for name in (*left, *theirs):
        (folder / name).write_text("?")
    made = back_up(journal.path, "daily", NOW, 1.0)
    found = {path.name for path in folder.iterdir()} - {"backups.lock"}
    assert found == {made.path.name, checksum_path(made.path).name, *theirs}
    assert backups(journal.path) == [made]


def test_two_at_once_are_one_after_the_other(journal: Journal) -> None:
    with locked(backups_folder(journal.path).parent / "other", 0.0):
        back_up(journal.path, "daily", NOW, 0.0)
    with locked(backups_folder(journal.path) / "backups", 0.0), pytest.raises(BusyError):
        back_up(journal.path, "daily", NOW, 0.0)


def test_a_folder_that_can_not_be_made_is_said(journal: Journal) -> None:
    backups_folder(journal.path).write_text("in the way")
    with pytest.raises(RehabError) as caught:
        back_up(journal.path, "daily", NOW, 1.0)
    assert str(backups_folder(journal.path)) in str(caught.value)


def test_a_year_of_days(journal: Journal) -> None:
    """Thinned as it should be, with the clock set back and on in between."""
    found: list[Backup] = []
    for day in range(400):
        found.insert(0, named(NOW.astimezone(UTC) + day * DAY))
        gone = to_remove(found, found[0].at, lambda _: True)
        found = [one for one in found if one not in gone]
    ages = [(found[0].at - one.at).days for one in found]
    assert ages[:8] == list(range(8))
    assert 11 <= len([age for age in ages if 7 < age <= 92]) <= 15
    assert 9 <= len([age for age in ages if age > 92]) <= 12
    assert max(ages) > 330


@given(
    st.lists(st.tuples(st.integers(-500, 800), st.sampled_from(["daily", "asked", "restore"]),
                       st.booleans()), max_size=25),
    st.integers(-600, 900),
)  # fmt: skip
@example([(-300, "daily", False), (-301, "daily", True)], 0)
def test_the_last_sound_one_is_never_removed(made: list[tuple[int, Why, bool]], today: int) -> None:
    """Wherever the clock stands; and what a person asked for always stays."""
    all_of_them = {named(NOW + days * DAY, why): sound for days, why, sound in made}
    found = sorted(all_of_them, key=lambda one: one.at, reverse=True)
    gone = to_remove(found, NOW + today * DAY, lambda one: all_of_them[one])
    last = next((one for one in found if all_of_them[one]), None)
    assert last not in gone
    assert not any(one.why == "asked" for one in gone)
    left = [one for one in found if one not in gone]
    assert not to_remove(left, NOW + today * DAY, lambda one: all_of_them[one])


def test_thinning_removes_the_file_and_its_checksum(journal: Journal) -> None:
    for days in (300, 299, 298, 8, 1):
        back_up(journal.path, "daily", NOW - days * DAY, 1.0)
    back_up(journal.path, "daily", NOW, 1.0)
    left = backups(journal.path)
    assert [(NOW - one.at).days for one in left] == [0, 1, 8, 298]
    files = {path for one in left for path in (one.path, checksum_path(one.path))}
    assert set(backups_folder(journal.path).glob("*sqlite3*")) == files
