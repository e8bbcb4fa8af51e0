"""What must not outlive the program: sounds, and the files made for them."""

from __future__ import annotations

from collections.abc import Callable

_files: set[Callable[[], object]] = set()
_sounds: set[Callable[[], object]] = set()


def ends_file(end: Callable[[], object]) -> None:
    """Have a file removed at the latest when the program ends."""
    _files.add(end)


def ends_sound(end: Callable[[], object]) -> None:
    """Have a sound ended at the latest when the program ends."""
    _sounds.add(end)


def ended(end: Callable[[], object]) -> None:
    """It has come to its end by itself."""
    _files.discard(end)
    _sounds.discard(end)


def silence() -> None:
    """End every sound now and remove every file. It waits for nothing and needs no thread."""
    for end in (*_files, *_sounds):  # the sounds last: a voice may go on to its next word
        end()
