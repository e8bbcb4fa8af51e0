"""The person's settings: environment over file over defaults.

`config.toml` is read strictly: a setting that is not known, or a value that is none of its own,
is refused with its place rather than passed over.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from rehab_tui.errors import DataError, RehabError, UsageError
from rehab_tui.text import clean, clip, did_you_mean, quote
from rehab_tui.units import Units

Theme = Literal["rehab-dark", "rehab-light", "rehab-contrast"]
Sound = Literal["bell", "off"]
Counts = Literal["every", "last three", "none"]

SHORTEST, LONGEST = 5, 90
"""The minutes that a session's usual length may have."""
LOUDEST = 100
SLOWEST, FASTEST = 80, 300
"""The words a minute that speech may have."""
MAX_BYTES = 64 * 1024

_ADVICE = 'Write lines such as theme = "rehab-light".'

_ON = ("on", "true", "yes", "1")
_OFF = ("off", "false", "no", "0")


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. `minutes` None: as long as the programme says."""

    theme: Theme = "rehab-dark"
    animation: bool = True
    sound: Sound = "off"
    minutes: int | None = None
    speech: bool = False
    tones: bool = False
    volume: int = 70
    speech_rate: int = 160
    counts: Counts = "every"
    breath_cues: bool = False
    units: Units = "metric"


@dataclass(frozen=True, slots=True)
class _Setting:
    """What one setting may hold; `read` gives its value from typed text, or None."""

    allowed: str
    choices: tuple[str, ...] | range
    is_valid: Callable[[Any], bool]
    read: Callable[[str], Any]

    def advice(self, typed: object) -> str:
        """What it may be, and which of that was nearly typed."""
        words = self.choices if isinstance(self.choices, tuple) else ()
        return f"It is {self.allowed}. {did_you_mean(str(typed), words)}".rstrip()


def _one_of(choices: tuple[str, ...]) -> _Setting:
    return _Setting(
        f"one of {', '.join(choices)}",
        choices,
        lambda value: isinstance(value, str) and value in choices,
        lambda text: text,
    )


def _read_switch(text: str) -> bool | None:
    return True if text.lower() in _ON else False if text.lower() in _OFF else None


def _switch() -> _Setting:
    return _Setting(
        "true or false", ("off", "on"), lambda value: isinstance(value, bool), _read_switch
    )


def _whole(least: int, most: int) -> _Setting:
    return _Setting(
        f"a whole number from {least} to {most}",
        range(least, most + 1),
        lambda value: type(value) is int and least <= value <= most,
        lambda text: int(text) if re.fullmatch("0|[1-9][0-9]{0,2}", text) else None,
    )


_SETTINGS: dict[str, _Setting] = {
    "theme": _one_of(get_args(Theme)),
    "animation": _switch(),
    "sound": _one_of(get_args(Sound)),
    "minutes": _whole(SHORTEST, LONGEST),
    "speech": _switch(),
    "tones": _switch(),
    "volume": _whole(0, LOUDEST),
    "speech_rate": _whole(SLOWEST, FASTEST),
    "counts": _one_of(get_args(Counts)),
    "breath_cues": _switch(),
    "units": _one_of(get_args(Units)),
}

NAMES = tuple(_SETTINGS)
"""The settings that there are."""

Value = bool | int | str
"""What a setting holds."""


def load_config(path: Path, environment: Mapping[str, str]) -> Config:
    """Read the settings; a missing file is no error.

    `REHAB_` and a setting's name in capitals, such as `REHAB_THEME`, comes before the file;
    `TEXTUAL_ANIMATIONS=none` turns animation off unless `REHAB_ANIMATION` speaks.

    Raises:
        DataError: the file is no regular file, too big, no TOML, or holds what is no setting.
        RehabError: the file can't be read.
        UsageError: a variable holds a value that its setting can't have.
    """
    values: dict[str, Any] = {one.name: one.value for one in settings(path, environment)}
    return Config(**values)


@dataclass(frozen=True, slots=True)
class Held:
    """A setting's value (None: not set), and where it comes from.

    `origin` is the variable, "config.toml" or "default"; `kept` is what the file says, None where
    it says nothing.
    """

    name: str
    value: Value | None
    origin: str
    kept: Value | None = None


def settings(path: Path, environment: Mapping[str, str]) -> tuple[Held, ...]:
    """Every setting with its origin, in the order of `NAMES`.

    Raises:
        DataError, RehabError, UsageError: as in `load_config`.
    """
    kept = _from_file(path)
    given = _from_environment(environment)
    defaults = Config()
    found = []
    for name in NAMES:
        if name in given:
            variable, value = given[name]
            found.append(Held(name, value, variable, kept.get(name)))
        elif name in kept:
            found.append(Held(name, kept[name], path.name, kept[name]))
        else:
            found.append(Held(name, getattr(defaults, name), "default"))
    return tuple(found)


def choices(name: str) -> tuple[str, ...] | range:
    """What a setting may hold: words as one types them, or whole numbers.

    Raises:
        UsageError: there is no such setting.
    """
    if name not in _SETTINGS:
        raise UsageError(*_unknown(name))
    return _SETTINGS[name].choices


def parse_setting(name: str, text: str, *, where: str = "") -> Value:
    """The value that typed text gives the setting `name`.

    Raises:
        UsageError: no such setting, or a value that it can't have; `where` is named in it.
    """
    if name not in _SETTINGS:
        raise UsageError(*_unknown(name), where=where)
    setting = _SETTINGS[name]
    value: Value | None = setting.read(text)
    if value is None or not setting.is_valid(value):
        raise UsageError(f"{name} can't be {quote(text)}", setting.advice(text), where=where)
    return value


def _unknown(name: str) -> tuple[str, str]:
    advice = did_you_mean(name, NAMES) or f"The settings are {', '.join(NAMES)}."
    return f"there is no setting {quote(name)}", advice


def _from_environment(environment: Mapping[str, str]) -> dict[str, tuple[str, Value]]:
    """Each setting that a variable gives: the variable and the value."""
    found: dict[str, tuple[str, Value]] = {}
    if environment.get("TEXTUAL_ANIMATIONS", "").lower() == "none":
        found["animation"] = ("TEXTUAL_ANIMATIONS", False)
    for name in NAMES:
        variable = f"REHAB_{name.upper()}"
        if text := environment.get(variable, ""):
            found[name] = (variable, parse_setting(name, text, where=variable))
    return found


def _from_file(path: Path) -> dict[str, Value]:
    text = read_text(path)
    return {} if text is None else settings_in(path, text)


def settings_in(path: Path, text: str) -> dict[str, Value]:
    """The value of each setting that a file's text names.

    Raises:
        DataError: it is no TOML, or holds what is no setting; with its place.
    """
    found: dict[str, Value] = {}
    for name, value in _parse_toml(path, text).items():
        where = f"{clean(str(path))}{_line_of(name, text)}"
        if name not in _SETTINGS:
            raise DataError(*_unknown(name), where=where)
        setting = _SETTINGS[name]
        if not setting.is_valid(value):
            shown = quote(str(value)) if isinstance(value, str) else clean(str(value)[:40])
            raise DataError(f"{name} can't be {shown}", setting.advice(value), where=where)
        found[name] = value
    return found


def read_text(path: Path) -> str | None:
    """The text of a file of settings; None when there is no file.

    Raises:
        DataError: it is no regular file, too big, or no UTF-8.
        RehabError: it can't be read.
    """
    where = clean(str(path))
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise DataError("this is not a regular file", "Move it out of the way.", where=where)
        if about.st_size > MAX_BYTES:
            raise DataError("this is too big for settings", "Move it out of the way.", where=where)
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RehabError(
            f"the settings can't be read ({error.strerror})",
            "Check who owns the file.",
            where=where,
        ) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(
            "this is not UTF-8 text", "Save it as UTF-8.", where=f"{where}:{line}"
        ) from error


def _parse_toml(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    where = clean(str(path))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, _, place = clean(str(error)).partition(" (at ")
        if numbers := re.fullmatch(r"line (\d+), column (\d+)\)", place):
            where = f"{where}:{numbers[1]}:{numbers[2]}"
        else:  # the end of the document
            last = text.rstrip().count("\n") + 1
            where = f"{where}:{last}"
        raise DataError(f"this is not TOML: {clip(said, 80)}", _ADVICE, where=where) from error
    except (RecursionError, ValueError) as error:  # nested too deep; a number of 5,000 digits
        raise DataError("this is no file of settings", _ADVICE, where=where) from error


def _line_of(name: str, text: str) -> str:
    """`:LINE` of where the file names this setting or table; "" when that can't be seen."""
    named = re.compile(rf"""\s*\[*\s*["']?{re.escape(name)}["']?\s*[\].=]""")
    for number, line in enumerate(text.splitlines(), 1):
        if named.match(line):
            return f":{number}"
    return ""
