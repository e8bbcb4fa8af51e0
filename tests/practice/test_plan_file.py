from __future__ import annotations

import errno
import os
import stat
from datetime import date
from pathlib import Path

import pytest
from practice_stage import catalogue

from each import each
from hostile import HOSTILE
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.errors import RehabError
from rehab_tui.paths import write_whole
from rehab_tui.practice.plan_file import PlanFile
from rehab_tui.programme.plan import NO_PLAN, Plan
from rehab_tui.text import clean

DAY = date(2026, 11, 23)
TWENTY, THIRTY = "schema: 1\nminutes: 20\n", "schema: 1\nminutes: 30\n"
WRONG = "schema: 1\nminutes: 99\n"


class Home:
    """A plan file in a folder, and how often the catalogue was asked for: once a reading."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "config" / "plan.yaml"
        self.kept = folder / "data" / "kept.yaml"
        self.path.parent.mkdir()
        self.readings = 0
        self.now = 1_800_000_000
        self.file = self.opened()

    def opened(self) -> PlanFile:
        return PlanFile(self.path, self.kept, self.catalogue)

    def catalogue(self) -> Catalogue:
        self.readings += 1
        return catalogue()

    def edit(self, text: str | bytes) -> None:
        """Write into the file as an editor does, a second after the last time."""
        self.path.write_bytes(text.encode() if isinstance(text, str) else text)
        self.now += 1
        os.utime(self.path, (self.now, self.now))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


# --- reading -------------------------------------------------------------------------------------
def test_no_file_is_no_plan(home: Home) -> None:
    assert (home.file.current(), home.file.trouble, home.readings) == (NO_PLAN, "", 0)
    home.path.parent.rmdir()
    assert (home.file.current(), home.file.trouble) == (NO_PLAN, "")


def test_a_file_is_read_once_and_again_when_it_has_changed(home: Home) -> None:
    home.edit(TWENTY)
    for _ in range(3):
        assert home.file.current() == Plan(minutes=20)
    assert home.readings == 1
    home.edit(THIRTY)
    assert (home.file.current(), home.readings) == (Plan(minutes=30), 2)
    other = home.path.with_name("new")
    other.write_text(TWENTY)
    os.utime(other, (home.now, home.now))
    other.replace(home.path)  # the same size and time: only the inode tells
    assert home.file.current() == Plan(minutes=20)
    home.path.unlink()
    assert home.file.current() == NO_PLAN


def test_the_last_good_plan_holds_while_the_file_has_a_mistake(home: Home) -> None:
    home.edit(TWENTY)
    home.file.current()
    home.edit(WRONG)
    assert home.file.current() == Plan(minutes=20)
    assert home.file.trouble == (
        "plan.yaml, line 2: 'minutes' must be a whole number from 5 to 90, not 99. "
        "The last good plan holds until then: see 'rehab plan check'."
    )
    assert home.path.read_text() == WRONG
    home.edit(THIRTY)
    assert (home.file.current(), home.file.trouble) == (Plan(minutes=30), "")


def test_the_last_good_plan_holds_after_a_restart_too(home: Home) -> None:
    home.edit(TWENTY)
    home.file.current()
    home.edit(WRONG)
    again = home.opened()
    assert again.current() == Plan(minutes=20)
    assert "The last good plan holds" in again.trouble
    assert stat.S_IMODE(home.kept.stat().st_mode) == 0o600


def test_without_a_good_plan_none_holds_and_that_is_said(home: Home) -> None:
    for wrong in (WRONG, "schema: 1\nminutes: 98\n"):
        home.edit(wrong)
        assert home.file.current() == NO_PLAN
        assert "No plan holds until then" in home.file.trouble
    assert not home.kept.parent.exists()


def test_a_plan_holds_where_no_copy_can_be_kept(home: Home) -> None:
    home.kept.parent.write_text("a file is in the folder's place")
    home.edit(TWENTY)
    assert (home.file.current(), home.file.trouble) == (Plan(minutes=20), "")
    home.edit(WRONG)
    assert home.file.current() == Plan(minutes=20)
    assert home.opened().current() == NO_PLAN


def test_nothing_that_lies_there_instead_holds_the_program_up(home: Home) -> None:
    os.mkfifo(home.path)
    assert home.file.current() == NO_PLAN
    assert "this is no ordinary file" in home.file.trouble
    home.path.unlink()
    home.path.mkdir()
    assert "this is a folder" in home.file.trouble
    home.path.rmdir()
    home.path.symlink_to(home.path)
    assert "can't be read" in home.file.trouble
    home.path.unlink()
    home.edit(b"\xff\xfe")
    assert "not UTF-8" in home.file.trouble


@each("hostile", HOSTILE)
def test_trouble_is_one_harmless_line(home: Home, hostile: str) -> None:
    home.edit(f"schema: 1\n{hostile}: 1\n".encode("utf-8", "surrogatepass"))
    assert home.file.current() == NO_PLAN
    assert clean(home.file.trouble) == home.file.trouble
    assert "\n" not in home.file.trouble


# --- writing -------------------------------------------------------------------------------------
def test_the_old_file_is_kept_under_its_date(home: Home) -> None:
    assert home.file.write(TWENTY, DAY) is None
    assert home.file.current() == Plan(minutes=20)
    first, second = home.file.write(THIRTY, DAY), home.file.write(TWENTY, DAY)
    assert first == home.path.with_name("plan-2026-11-23.yaml")
    assert second == home.path.with_name("plan-2026-11-23-2.yaml")
    assert first is not None
    assert second is not None
    assert (first.read_text(), second.read_text()) == (TWENTY, THIRTY)
    for path in (home.path, first, second):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.path.parent.stat().st_mode) == 0o700


def test_a_file_with_mistakes_is_kept_as_it_is(home: Home) -> None:
    home.edit(b"\xff: not even text")
    kept = home.file.write(TWENTY, DAY)
    assert kept is not None
    assert kept.read_bytes() == b"\xff: not even text"


def test_a_link_is_followed(home: Home, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.yaml"
    real.write_text(TWENTY)
    home.path.symlink_to(real)
    kept = home.file.write(THIRTY, DAY)
    assert home.path.is_symlink()
    assert real.read_text() == THIRTY
    assert kept == home.path.with_name("plan-2026-11-23.yaml")
    assert home.file.current() == Plan(minutes=30)


@pytest.mark.parametrize("failing", [1, 2])
def test_a_full_disk_loses_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Whether it is full when the old file is kept, or only when the new one is written."""
    home.edit(TWENTY)
    calls = 0

    def full(target: Path, content: bytes, *, replace: bool) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        write_whole(target, content, replace=replace)

    monkeypatch.setattr("rehab_tui.practice.plan_file.write_whole", full)
    with pytest.raises(RehabError, match=r"can't be written \(No space left"):
        home.file.write(THIRTY, DAY)
    assert home.path.read_text() == TWENTY


@pytest.mark.parametrize("there", ["folder", "loop", "dangling"])
def test_what_can_not_be_replaced_is_said(home: Home, there: str) -> None:
    if there == "folder":
        home.path.mkdir()
    else:
        home.path.symlink_to(home.path if there == "loop" else home.path / "nowhere" / "x")
    with pytest.raises(RehabError) as error:
        home.file.write(TWENTY, DAY)
    assert str(home.path) in str(error.value)
