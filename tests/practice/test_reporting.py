"""Each format of a report, as it is asked for and as it is put into a file."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from practice_stage import START, Stage

from rehab_tui.errors import RehabError
from rehab_tui.journal import records as r
from rehab_tui.practice.reporting import FORMATS, as_text
from rehab_tui.practice.saving import save

WEEK = (START.date(), START.date() + timedelta(days=6))
ACTIVITY = "=climbing | **stairs**"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path / "data")
    with made.journal.act("test") as act:
        for day, level in enumerate((6, 5, 4, 4)):
            at = START + timedelta(days=day)
            act.add(r.Pain(at=at, level=level, moment="now"))
            act.add(r.Function(at=at, activity=ACTIVITY, level=level))
            act.add(r.Treatment(at=at, what="heat", minutes=10))
    return made


def test_each_format_tells_the_same_week(stage: Stage) -> None:
    made = {name: render(stage.practice, *WEEK) for name, render in FORMATS.items()}
    assert "4.5 (4-6) x4" in made["text"]
    assert "4.5 (4-6) x4" in made["md"]
    rows = csv.DictReader(io.StringIO(made["csv"], newline=""))
    (pain,) = (row for row in rows if row["measure"] == "pain")
    assert (pain["n"], pain["median"], pain["min"], pain["max"]) == ("4", "4.5", "4", "6")
    (week,) = json.loads(made["json"])["weeks"]
    assert week["pain"] == {"n": 4, "median": 4.5, "min": 4, "max": 6}
    assert made["html"].startswith("<!DOCTYPE html>")
    assert json.loads(made["fhir"])["resourceType"] == "Bundle"


def test_a_persons_words_come_into_each_format_as_they_can_stand_there(stage: Stage) -> None:
    made = {name: render(stage.practice, *WEEK) for name, render in FORMATS.items()}
    assert f"  {ACTIVITY}: 6 on 23 Nov, 4 on 26 Nov" in made["text"]
    assert f",'{ACTIVITY}," in made["csv"]
    assert r"**=climbing \| \*\*stairs\*\***: 6 on 23 Nov" in made["md"]
    assert ACTIVITY in made["json"]


def test_text_takes_the_width_and_the_letters_of_its_terminal(stage: Stage) -> None:
    narrow = as_text(stage.practice, *WEEK, 40, ascii_only=True)
    assert max(map(len, narrow.splitlines())) <= 40
    assert narrow.isascii()


# --- files -----------------------------------------------------------------


def test_a_file_is_replaced_whole_behind_its_link(stage: Stage, tmp_path: Path) -> None:
    file, link = tmp_path / "weeks.md", tmp_path / "link.md"
    file.write_text("an earlier one, which was longer")
    link.symlink_to(file)
    save(b"new", link, stage.journal.path)
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "link.md", "weeks.md"]


@pytest.mark.parametrize("name", ["", "fifo", "data", "data/journal.sqlite3", "gone/x", "a\0b"])
def test_nothing_else_is_ever_replaced(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("fifo")
    before = stage.journal.path.read_bytes()
    with pytest.raises(RehabError, match="can't be written"):
        save(b"new", Path(name), stage.journal.path)
    assert stage.journal.path.read_bytes() == before


def test_the_journal_is_known_behind_a_link_to_its_folder(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(tmp_path / "data")
    for name in ("journal.sqlite3", "journal.sqlite3-journal"):
        with pytest.raises(RehabError, match="your journal itself"):
            save(b"new", tmp_path / "elsewhere" / name, stage.journal.path)
