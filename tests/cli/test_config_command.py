"""`rehab config`: the settings, their origins, and a file that stays the person's own."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.config import NAMES, choices, load_config
from rehab_tui.errors import DataError, RehabError
from rehab_tui.paths import Paths
from rehab_tui.practice.settings import STEPS, WORDS, SettingsFile

rehab, home = a_rehab, a_home

MINE = '# my own words\ntheme = "rehab-light" # by day\n\nminutes = 20\n'
TYPED = {
    "theme": ["rehab-dark", "rehab-light", "rehab-contrast"],
    "animation": ["on", "off"],
    "sound": ["bell", "off"],
    "minutes": ["5", "90"],
    "speech": ["yes", "no"],
    "tones": ["true", "false"],
    "volume": ["0", "100"],
    "speech_rate": ["80", "300"],
    "counts": ["every", "last three", "none"],
    "breath_cues": ["1", "0"],
    "units": ["metric", "imperial"],
}


def mine(home: Path, text: str = MINE) -> Path:
    file = home / "config" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_what_is_shown_can_be_written(rehab: Rehab, home: Path) -> None:
    shown = rehab("config").out
    wanted = "".join(line + "\n" for line in shown.splitlines() if "(not set)" not in line)
    assert load_config(mine(home, wanted), {}) == load_config(home / "none.toml", {})
    assert [line.split(" = ")[0] for line in shown.splitlines()] == list(NAMES)


def test_every_origin_is_told(rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine(home)
    monkeypatch.setenv("REHAB_THEME", "rehab-contrast")
    lines = rehab("config", "show", "--origin").out.splitlines()
    said = {line.split(" = ")[0]: line.split("  # ")[1] for line in lines}
    assert said["theme"] == 'REHAB_THEME, before "rehab-light" in the file'
    assert said["minutes"] == "config.toml"
    assert said["volume"] == "default"
    told = json.loads(rehab("config", "show", "--json").out)
    assert told["theme"] == {"value": "rehab-contrast", "origin": "REHAB_THEME"}
    assert "now it is" in rehab("config", "set", "theme", "rehab-dark").out


def test_comments_and_order_stay(rehab: Rehab, home: Path) -> None:
    file = mine(home)
    rehab("config", "set", "theme", "rehab-dark")
    rehab("config", "set", "speech", "on")
    rehab("config", "unset", "minutes")
    assert file.read_text() == ('# my own words\ntheme = "rehab-dark" # by day\n\nspeech = true\n')
    assert rehab("config", "get", "speech").out == "true\n"
    assert rehab("config", "get", "theme").out == "rehab-dark\n"
    assert rehab("config", "get", "minutes").out == ""
    assert rehab("config", "unset", "minutes").out == "minutes was not in the file.\n"


def test_a_first_file_is_private_and_read_back(rehab: Rehab, home: Path) -> None:
    assert rehab("config", "set", "counts", "last three").code == 0
    file = home / "config" / "config.toml"
    assert rehab("config", "path").out.strip() == str(file)
    assert load_config(file, {}).counts == "last three"
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "thme", "x"), "Did you mean theme?"),
        (("set", "volume", "101"), "from 0 to 100"),
        (("set", "minutes", "1_0"), "from 5 to 90"),
        (("get", "thme"), "Did you mean theme?"),
        (("unset", "thme"), "Did you mean theme?"),
    ],
)
def test_what_is_no_setting_is_one_line(
    rehab: Rehab, home: Path, words: tuple[str, ...], said: str
) -> None:
    file = mine(home)
    ran = rehab("config", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert file.read_text() == MINE


def test_a_damaged_file_is_never_written_over(rehab: Rehab, home: Path) -> None:
    file = mine(home, "theme = \n")
    ran = rehab("config", "set", "speech", "on")
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert "config.toml:1" in ran.err
    assert file.read_text() == "theme = \n"


def test_a_link_stays_a_link(home: Path) -> None:
    real = home / "dotfiles"
    real.mkdir(mode=0o755)
    (real / "rehab.toml").write_text(MINE)
    paths = Paths(home / "data", home / "config")
    paths.config.mkdir()
    paths.config_file.symlink_to(real / "rehab.toml")
    SettingsFile(paths, {}).keep("speech", "on")
    assert paths.config_file.is_symlink()
    assert "speech = true" in (real / "rehab.toml").read_text()
    assert real.stat().st_mode & 0o777 == 0o755


def test_what_can_not_be_written_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("rehab_tui.practice.settings.write_whole", full)
    with pytest.raises(RehabError, match="No space left"):
        SettingsFile(Paths(home / "data", home / "config"), {}).keep("speech", "on")


def test_a_file_that_became_no_settings_is_refused(home: Path) -> None:
    with pytest.raises(DataError, match="theme can't be"):
        SettingsFile(Paths(home / "data", mine(home, "[theme]\nx = 1\n").parent), {}).forget(
            "theme"
        )


@given(
    steps=st.lists(
        st.sampled_from(NAMES).flatmap(
            lambda name: st.tuples(st.just(name), st.sampled_from([*TYPED[name], None]))
        ),
        max_size=6,
    )
)
@settings(max_examples=20, deadline=None)
def test_any_row_of_changes_reads_back(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str | None]]
) -> None:
    home = tmp_path_factory.mktemp("settings")
    paths = Paths(home / "data", mine(home).parent)
    file, wanted = SettingsFile(paths, {}), tomllib.loads(MINE)
    for name, typed in steps:
        if typed is None:
            assert file.forget(name) == (wanted.pop(name, None) is not None)
        else:
            wanted[name] = file.keep(name, typed)
    assert tomllib.loads(paths.config_file.read_text()) == wanted
    assert "# my own words" in paths.config_file.read_text()


def test_every_setting_has_words_and_every_number_a_step() -> None:
    assert set(WORDS) == set(NAMES)
    assert set(STEPS) == {name for name in NAMES if isinstance(choices(name), range)}


@pytest.mark.parametrize(
    ("name", "way", "walked"),
    [
        ("theme", 1, ["rehab-light", "rehab-contrast", "rehab-dark"]),
        ("speech", -1, [True, False, True]),
        ("minutes", 1, [5, 10, 15]),
        ("minutes", -1, [None, None]),
        ("volume", 1, [80, 90, 100, 100]),
        ("speech_rate", -1, [140, 120, 100, 80, 80]),
    ],
)
def test_values_are_walked_through(
    home: Path, name: str, way: int, walked: list[bool | int | str | None]
) -> None:
    file = SettingsFile(Paths(home / "data", home / "config"), {})
    seen = []
    for _ in walked:
        file.step(name, way)
        seen.append(file.one(name).value)
    assert seen == walked


def test_a_number_between_steps_goes_to_the_next_one(home: Path) -> None:
    file = SettingsFile(Paths(home / "data", mine(home, "minutes = 7\nvolume = 63\n").parent), {})
    file.step("minutes", 1)
    file.step("volume", -1)
    assert (file.load().minutes, file.load().volume) == (10, 60)
    file.step("minutes", -1)
    file.step("minutes", -1)
    assert file.load().minutes is None


def test_a_step_changes_what_the_file_holds_whatever_a_variable_says(home: Path) -> None:
    file = SettingsFile(Paths(home / "data", mine(home).parent), {"REHAB_THEME": "rehab-contrast"})
    file.step("theme", 1)
    assert file.one("theme").kept == "rehab-contrast"
    file.step("theme", 1)
    assert (file.one("theme").kept, file.load().theme) == ("rehab-dark", "rehab-contrast")


def test_units_hold_for_what_is_read_and_not_for_what_is_kept(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "1 kg or less" in " ".join(rehab("exercises", "show", "biceps-curl").out.split())
    rehab("config", "set", "units", "imperial")
    shown = " ".join(rehab("exercises", "show", "biceps-curl").out.split())
    assert "2 lb or less" in shown
    assert " kg" not in shown
    rehab("log", "-n", "carried 5 kg home")
    assert "carried 5 kg home" in rehab("journal", "list").out, "nobody's own words are changed"
    monkeypatch.setenv("REHAB_UNITS", "metric")
    assert " lb" not in rehab("exercises", "show", "biceps-curl").out


def test_damaged_settings_keep_nobody_from_a_quick_entry(rehab: Rehab, home: Path) -> None:
    mine(home, "theme =\n")
    assert rehab("log", "-p", "3@knee-left", "-n", "slow stairs").code == 0
    assert rehab("journal", "list").code == 0
