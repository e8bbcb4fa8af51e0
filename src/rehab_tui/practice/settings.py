"""Looking at the settings and changing them: `config.toml` is the person's own file.

Their comments and the order of their lines stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehab_tui.config import (
    Config,
    Held,
    Value,
    choices,
    load_config,
    parse_setting,
    read_text,
    settings,
    settings_in,
)
from rehab_tui.errors import refused
from rehab_tui.paths import Paths, make_private_folder, write_whole
from rehab_tui.text import clean

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

HEAD = "The settings of rehab; 'rehab config show' tells what there is."
STEPS = {"minutes": 5, "volume": 10, "speech_rate": 20}
"""By how much one press of a key changes a number."""
WORDS = {
    "theme": ("Colours", "Dark, light, or with the strongest contrast."),
    "animation": ("Moving pictures", "Off, the figure shows the start and the end by turns."),
    "minutes": ("Session length", "How long a session may take; + and - change it for today."),
    "speech": ("Speech", "Names, set-up, sides, counts and changes are spoken."),
    "counts": ("Counting aloud", "Every rep, the last three, or none."),
    "breath_cues": ("Breath cues", "Each in and out is spoken, or sounds as a gliding tone."),
    "speech_rate": ("Speed of speech", "How fast is spoken, where speech is on."),
    "tones": ("Tones", "A soft tone for each change and for the last three seconds."),
    "volume": ("Volume", "Of speech and tones, where they are on."),
    "units": ("Units", "Kilograms and centimetres, or pounds and inches."),
    "sound": ("Bell", "The terminal's own bell when work, rest or the other side begins."),
}
"""Each setting in words, in an order for people: its name, and what it does."""


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The person's settings: their file, and the variables that come before it."""

    paths: Paths
    environment: Mapping[str, str]

    def load(self) -> Config:
        """All settings as they hold; raises as `config.load_config` does."""
        return load_config(self.paths.config_file, self.environment)

    def held(self) -> tuple[Held, ...]:
        """Every setting with its origin; raises as `config.load_config` does."""
        return settings(self.paths.config_file, self.environment)

    def one(self, name: str) -> Held:
        """One setting with its origin.

        Raises:
            UsageError: there is no such setting.
        """
        choices(name)
        return next(held for held in self.held() if held.name == name)

    def keep(self, name: str, typed: str) -> Value:
        """Write one setting into the file, all else in it left as it is.

        Args:
            name: the setting.
            typed: its value as typed.

        Returns:
            the value that the file now holds.

        Raises:
            UsageError: no such setting, or a value that it can't have.
            DataError: the file is damaged; it is left as it is.
            RehabError: it can't be written; it is left as it is.
        """
        value = parse_setting(name, typed)
        document = self._document()
        document[name] = value
        self._write(document)
        return value

    def forget(self, name: str) -> bool:
        """Take one setting out of the file, so that its default holds again.

        Returns:
            whether it was in there.

        Raises:
            UsageError: no such setting.
            DataError, RehabError: as in `keep`.
        """
        choices(name)
        document = self._document()
        if name not in document:
            return False
        del document[name]
        self._write(document)
        return True

    def step(self, name: str, way: int) -> None:
        """Change one setting to the next of its values (`way` 1) or to the one before (-1).

        Words go round; a number goes by its step of `STEPS` and stays within its bounds, and one
        that may be left open is that below its least. What the file holds is what counts, for a
        variable can't be changed from here.

        Raises:
            DataError, RehabError: as in `keep`.
        """
        one = self.one(name)
        now = getattr(Config(), name) if one.kept is None else one.kept
        following = _next(name, now, way)
        if following is None:
            self.forget(name)
        else:
            self.keep(name, following)

    def _document(self) -> TOMLDocument:
        """The file as it is, once all of it is understood."""
        import tomlkit

        text = read_text(self.paths.config_file)
        if text is None:
            document = tomlkit.document()
            document.add(tomlkit.comment(HEAD))
            return document
        settings_in(self.paths.config_file, text)
        return tomlkit.parse(text)

    def _write(self, document: TOMLDocument) -> None:
        text = document.as_string()
        settings_in(self.paths.config_file, text)  # what is written is what will be read
        make_private_folder(self.paths.config)
        try:
            write_whole(self.paths.config_file.resolve(), text.encode(), replace=True)
        except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself
            where = clean(str(self.paths.config_file))
            raise refused("the settings can't be written", error, where=where) from None


def _next(name: str, now: Value | None, way: int) -> str | None:
    """The value that comes after the present one, as typed; None: not set."""
    values = choices(name)
    if not isinstance(values, range):
        said = ("off", "on")[now] if isinstance(now, bool) else str(now)
        return values[(values.index(said) + way) % len(values)]
    if now is None:
        return str(values[0]) if way > 0 else None
    step, number = STEPS[name], int(now)
    moved = -(-number // step) * step - step if way < 0 else number // step * step + step
    if moved < values[0] and getattr(Config(), name) is None:
        return None
    return str(max(values[0], min(values[-1], moved)))
