"""The diagnostic log and the bundle name nothing that a person wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab
from every_command import LINES, TYPED, ready, words
from tui_harness import drive, make_practice

from rehab_tui.cli.screen import run_app
from rehab_tui.config import Config
from rehab_tui.errors import RehabError
from rehab_tui.journal.records import DoneElsewhere, Function, Note, StopEvent, Treatment
from rehab_tui.journal.store import Journal
from rehab_tui.paths import Paths
from rehab_tui.practice import diagnostics
from rehab_tui.practice.context import shipped_catalogue
from rehab_tui.tui.app import RehabApp

pytestmark = pytest.mark.long

rehab, home = a_rehab, a_home

CANARY = "canary"
SCREENS = "gq", "jq", "eq", "wq", ",q", "?", "l"


def harmless(log: str, home: Path) -> None:
    assert CANARY not in log.lower()
    assert str(home) not in log
    assert "knee" not in log
    assert "pregnan" not in log


def written(rehab: Rehab, home: Path) -> None:
    """A person's folder in which every word is the canary, and its file names too."""
    ready(home)
    for said in (("log", "-p", "7@knee-left", "-n", f"{CANARY} note", "-s", "6h30"),
                 ("profile", "set", "pregnant", f"activities={CANARY} stairs"),
                 ("log", "-f", f"{CANARY} stairs=3"), ("plan", "new")):  # fmt: skip
        assert rehab(*said).code == 0, said
    (home / "config" / "exercises.d" / f"{CANARY}.yaml").write_text(f"- id: {CANARY}\n")
    (home / "data" / f"journal ({CANARY}'s conflicted copy).sqlite3").touch()


def test_no_command_puts_a_word_of_a_person_into_the_log(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = home / CANARY
    monkeypatch.setenv("REHAB_DATA_DIR", str(home / "data"))
    monkeypatch.setenv("REHAB_CONFIG_DIR", str(home / "config"))
    monkeypatch.setenv("REHAB_DEBUG", "1")
    home.mkdir()
    written(rehab, home)

    def ask(*asked: str) -> str:
        return rehab(*asked).out

    for line in LINES:
        rehab(*words(line, home, ask), stdin=TYPED.get(line, b""))
    for wrong in (("log", "-p", f"4@{CANARY}"), ("log", f"--{CANARY}"), (CANARY,),
                  ("exercises", "show", CANARY), ("journal", "edit", CANARY),
                  ("config", "set", CANARY, CANARY), ("report", "-o", f"/{CANARY}/x")):  # fmt: skip
        assert rehab(*wrong).code != 0

    def fails(*_: object, **__: object) -> None:
        raise ValueError(f"{CANARY} could not be read")

    monkeypatch.setattr(Journal, "act", fails)
    rehab("log", "-n", CANARY)
    folder = home / "data" / "log"
    log = "".join(file.read_text() for file in folder.iterdir())
    assert log.count(" begin ") > len(LINES)
    assert log.count(" refused ") >= 7
    assert " fault type=ValueError" in log
    harmless(log, home)
    (home / "config" / "config.toml").write_text(f'theme = "{CANARY}"\n')
    ran = rehab("doctor", "--bundle", str(home / "bundle.txt"), "--yes")
    assert ran.code == 0
    bundle = (home / "bundle.txt").read_text()
    assert bundle in ran.out.replace("\n" + " " * 23, " ") or len(bundle) > 2000
    assert "WRONG  settings" in bundle
    assert "conflict copy" in bundle
    assert " fault type=ValueError" in bundle
    harmless(bundle, home)


async def test_no_screen_puts_a_word_of_a_person_into_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = make_practice(tmp_path, shipped_catalogue())
    now = practice.clock.now()
    with practice.journal.act(CANARY) as act:
        act.add(Note(at=now, text=CANARY))
        act.add(Function(at=now, activity=CANARY, level=3))
        act.add(Treatment(at=now, what="other", minutes=5))
        act.add(DoneElsewhere(at=now, minutes=20))
        act.add(StopEvent(at=now, reason="sharp-pain"))
    paths = Paths(tmp_path / "here", tmp_path / "here")
    diagnostics.begin(paths)
    try:
        async with drive(practice) as d:
            for keys in SCREENS:
                await d.press(*(key.replace(",", "comma").replace("?", "question_mark")
                                for key in keys))  # fmt: skip

        def broken(app: RehabApp) -> None:
            try:
                raise ValueError(CANARY)
            except ValueError as error:
                app.fault = error

        monkeypatch.setattr(RehabApp, "run", broken)
        with pytest.raises(RehabError):
            run_app(practice, Config())
        log = paths.log.read_text()
    finally:
        diagnostics.end()
    assert "fault type=ValueError" in log
    harmless(log, tmp_path)
