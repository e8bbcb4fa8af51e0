"""Changing the settings: `config.toml` is the person's own file, and their comments stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehab_tui.config import Value, allowed, parse_setting, read_text, settings_in
from rehab_tui.errors import RehabError
from rehab_tui.paths import Paths, make_private_folder, write_whole
from rehab_tui.text import clean

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

HEAD = "The settings of rehab; 'rehab config show' tells what there is."


def keep_setting(paths: Paths, name: str, typed: str) -> Value:
    """Write one setting into the file, all else in it left as it is.

    Args:
        paths: where the file is.
        name: the setting.
        typed: its value as typed.

    Returns:
        the value that holds now as far as the file is asked.

    Raises:
        UsageError: no such setting, or a value that it can't have.
        DataError: the file is damaged; it is left as it is.
        RehabError: it can't be written; it is left as it is.
    """
    value = parse_setting(name, typed)
    document = _document(paths)
    document[name] = value
    _write(paths, document)
    return value


def forget_setting(paths: Paths, name: str) -> bool:
    """Take one setting out of the file, so that its default holds again.

    Returns:
        whether it was in there.

    Raises:
        UsageError: no such setting.
        DataError, RehabError: as in `keep_setting`.
    """
    allowed(name)
    document = _document(paths)
    if name not in document:
        return False
    del document[name]
    _write(paths, document)
    return True


def _document(paths: Paths) -> TOMLDocument:
    """The file as it is, once all of it is understood."""
    import tomlkit

    text = read_text(paths.config_file)
    if text is None:
        document = tomlkit.document()
        document.add(tomlkit.comment(HEAD))
        return document
    settings_in(paths.config_file, text)
    return tomlkit.parse(text)


def _write(paths: Paths, document: TOMLDocument) -> None:
    text = document.as_string()
    settings_in(paths.config_file, text)  # what is written is what will be read
    make_private_folder(paths.config)
    try:
        write_whole(paths.config_file.resolve(), text.encode(), replace=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself
        raise RehabError(
            f"the settings can't be written ({getattr(error, 'strerror', None) or error})",
            "Check the folder and its permissions.",
            where=clean(str(paths.config_file)),
        ) from None
