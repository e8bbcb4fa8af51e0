from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.config import MAX_BYTES, NAMES, Config, load_config, parse_setting
from rehab_tui.errors import DataError, ExitCode, RehabError, UsageError
from rehab_tui.text import clean


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def refused(file: Path, text: str | bytes) -> DataError:
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(DataError) as caught:
        load_config(file, {})
    assert caught.value.code == ExitCode.DATA
    return caught.value


def test_without_a_file_all_is_as_shipped(file: Path) -> None:
    config = load_config(file, {})
    assert config == Config("rehab-dark", True, "off", None)


def test_environment_over_file_over_default(file: Path) -> None:
    file.write_text(
        '# mine\ntheme = "rehab-light"\n\nanimation = false\nminutes = 20\n', encoding="utf-8"
    )
    config = load_config(file, {"REHAB_THEME": "rehab-contrast", "REHAB_ANIMATION": "On"})
    assert config == Config("rehab-contrast", True, "off", 20)


def test_sound(file: Path) -> None:
    file.write_text(
        'speech = true\nsound = "bell"\nvolume = 0\ncounts = "last three"\n', encoding="utf-8"
    )
    environment = {"REHAB_TONES": "on", "REHAB_SPEECH_RATE": "300", "REHAB_BREATH_CUES": "yes"}
    assert load_config(file, environment) == Config(
        sound="bell", speech=True, tones=True, volume=0, speech_rate=300, counts="last three",
        breath_cues=True,
    )  # fmt: skip


def test_an_empty_variable_says_nothing(file: Path) -> None:
    assert load_config(file, {"REHAB_THEME": "", "REHAB_MINUTES": ""}) == Config()


@pytest.mark.parametrize(
    ("environment", "moves"),
    [
        ({"TEXTUAL_ANIMATIONS": "none"}, False),
        ({"TEXTUAL_ANIMATIONS": "full"}, True),
        ({"TEXTUAL_ANIMATIONS": "none", "REHAB_ANIMATION": "1"}, True),
        ({"REHAB_ANIMATION": "off"}, False),
        ({"REHAB_ANIMATION": "No"}, False),
    ],
)
def test_animation(file: Path, environment: dict[str, str], moves: bool) -> None:
    assert load_config(file, environment).animation is moves


@pytest.mark.parametrize(
    ("variable", "text", "words"),
    [
        ("REHAB_SPEECH", "loud", "speech can't be 'loud'. It is true or false."),
        ("REHAB_TONES", "2", "tones can't be '2'"),
        ("REHAB_VOLUME", "101", "volume can't be '101'. It is a whole number from 0 to 100."),
        ("REHAB_VOLUME", "-1", "volume can't be '-1'"),
        ("REHAB_VOLUME", "007", "volume can't be '007'"),
        ("REHAB_SPEECH_RATE", "79", "speech_rate can't be '79'. It is a whole number from 80 to"),
        ("REHAB_SPEECH_RATE", "301", "speech_rate can't be '301'"),
        ("REHAB_COUNTS", "last", "counts can't be 'last'. It is one of every, last three, none."),
        ("REHAB_BREATH_CUES", "in", "breath_cues can't be 'in'. It is true or false."),
        ("REHAB_THEME", "light", "theme can't be 'light'. It is one of rehab-dark,"),
        ("REHAB_ANIMATION", "maybe", "animation can't be 'maybe'. It is true or false."),
        ("REHAB_SOUND", "on", "sound can't be 'on'. It is one of bell, off."),
        ("REHAB_MINUTES", "4", "minutes can't be '4'. It is a whole number from 5 to 90."),
        ("REHAB_MINUTES", "91", "minutes can't be '91'"),
        ("REHAB_MINUTES", "20.0", "minutes can't be '20.0'"),
        ("REHAB_MINUTES", "2_0", "minutes can't be '2_0'"),
        ("REHAB_MINUTES", " 20", "minutes can't be ' 20'"),
        ("REHAB_MINUTES", "٢٠", "minutes can't be '٢٠'"),
        ("REHAB_THEME", "\x1b[31m", "theme can't be '\ufffd[31m'"),
    ],
)
def test_a_wrong_variable_is_named(file: Path, variable: str, text: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_config(file, {variable: text})
    assert words in str(caught.value)
    assert caught.value.where == variable


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('\nthem = "x"', ":2", "there is no setting 'them'. Did you mean theme?"),
        ("zzz = 1", ":1", "The settings are theme, animation, sound, minutes, speech,"),
        ('theme = "dark"', ":1", "theme can't be 'dark'"),
        ("theme = 1", ":1", "theme can't be 1"),
        ('animation = "yes"', ":1", "animation can't be 'yes'. It is true or false."),
        ("animation = 1", ":1", "animation can't be 1"),
        ("minutes = true", ":1", "minutes can't be True"),
        ("minutes = 20.0", ":1", "minutes can't be 20.0"),
        ("minutes = nan", ":1", "minutes can't be nan"),
        ("minutes = -5", ":1", "minutes can't be -5"),
        ("minutes = 91", ":1", "minutes can't be 91"),
        ("volume = 101", ":1", "volume can't be 101. It is a whole number from 0 to 100."),
        ("volume = true", ":1", "volume can't be True"),
        ("volume = 7.5", ":1", "volume can't be 7.5"),
        ("\nspeech_rate = 60", ":2", "speech_rate can't be 60. It is a whole number from 80 to"),
        ("speech = 1", ":1", "speech can't be 1. It is true or false."),
        ('tones = "on"', ":1", "tones can't be 'on'"),
        ("counts = 3", ":1", "counts can't be 3. It is one of every, last three, none."),
        ("breath_cues = 0", ":1", "breath_cues can't be 0"),
        ("# x\n[sound]\nbell = true", ":2", "sound can't be {'bell': True}"),
        ('"theme" = 3', ":1", "theme can't be 3"),
        ("theme.x = 3", ":1", "theme can't be"),
        ('"\\u001b[2J" = 3', "", "there is no setting '\ufffd[2J'"),
        ("minutes = 20\nminutes = 20", ":2", "this is not TOML: Cannot overwrite a value"),
        ("minutes = ", ":1", "this is not TOML: Invalid value"),
        ('theme = "rehab', ":1", "this is not TOML"),
        ("sound = off\n", ":1:9", "this is not TOML: Invalid value"),
        ("\n\nsound = \n\n", ":3:9", "this is not TOML: Invalid value"),
        ("sound = off", ":1:9", "this is not TOML: Invalid value"),
        ("x = " + "[" * 5000, "", "this is no file of settings"),
        ("x = " + "9" * 5000, "", "this is no file of settings"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(
    file: Path, text: str, place: str, words: str
) -> None:
    error = refused(file, text)
    assert words in str(error)
    assert error.where == f"{file}{place}"


def test_bytes_that_are_no_text(file: Path) -> None:
    assert refused(file, b"\n\ntheme = '\xff'").where == f"{file}:3"
    assert "not TOML" in refused(file, b"theme = '\x00'").what
    assert "too big" in refused(file, b"#" * (MAX_BYTES + 1)).what


def test_a_byte_order_mark_and_an_empty_file_are_fine(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfminutes = 30\r\n")
    assert load_config(file, {}).minutes == 30
    file.write_bytes(b"")
    assert load_config(file, {}) == Config()


def test_only_a_regular_file_is_opened(tmp_path: Path, file: Path) -> None:
    file.mkdir()
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    for path in (file, pipe, Path(os.devnull)):
        with pytest.raises(DataError, match="not a regular file"):
            load_config(path, {})


def test_a_link_is_followed_and_a_dangling_one_is_no_file(tmp_path: Path, file: Path) -> None:
    file.symlink_to(tmp_path / "real.toml")
    assert load_config(file, {}) == Config()
    (tmp_path / "real.toml").write_text("minutes = 15", encoding="utf-8")
    assert load_config(file, {}).minutes == 15


def test_what_can_not_be_read_is_said(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_text("", encoding="utf-8")
    with pytest.raises(RehabError, match="can't be read") as caught:
        load_config(plain / "config.toml", {})
    assert caught.value.code == ExitCode.FAILURE


def test_parse_setting() -> None:
    assert [parse_setting("minutes", text) for text in ("5", "25", "90")] == [5, 25, 90]
    assert parse_setting("animation", "off") is False
    assert parse_setting("theme", "rehab-contrast") == "rehab-contrast"
    with pytest.raises(UsageError) as caught:
        parse_setting("minuts", "25", where="minuts")
    assert str(caught.value) == "minuts: there is no setting 'minuts'. Did you mean minutes?"


VALUES = st.one_of(
    st.tuples(st.just("minutes"), st.none() | st.integers(5, 90)),
    st.tuples(st.just("animation"), st.none() | st.booleans()),
    st.tuples(st.just("sound"), st.none() | st.sampled_from(["bell", "off"])),
)


LINES = st.lists(
    st.builds(
        "{} = {}".format,
        st.sampled_from([*NAMES, "thema", '""', "a.b", "[x]"]),
        st.sampled_from(["1", "20", "true", '"bell"', '"rehab-light"', "[", "nan", "1979-05-27"])
        | st.text(),
    )
    | st.text(),
    max_size=4,
).map("\n".join)


@given(st.binary(max_size=60) | LINES.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_file_is_settings_or_a_data_error(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(raw)
    try:
        config = load_config(file, {})
    except DataError as error:
        said = str(error)
        assert clean(said) == said
    else:
        assert config.minutes is None or 5 <= config.minutes <= 90
        assert 0 <= config.volume <= 100
        assert 80 <= config.speech_rate <= 300


def test_toml_is_not_loaded_without_a_file(file: Path) -> None:
    code = (
        "import sys, pathlib; from rehab_tui.config import load_config;"
        f"load_config(pathlib.Path({str(file)!r}), {{}}); print('tomllib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
