"""Keeps a catalogue that was read without a problem, so that the next start is quicker.

What is kept holds for these very files, this program and this Python; anything else, a damaged or a
foreign file included, and the YAML is read again. Nothing of it is ever told to the person: a
cache that can't be written is only slow. The exercises, by far the most of it, are made when the
first of them is asked for: a report needs the programmes and the names alone.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import is_dataclass, replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rehab_tui import __version__, figure
from rehab_tui.catalogue.model import Aside, Catalogue, Exercise
from rehab_tui.paths import open_regular, write_whole

MODULES = frozenset(
    {"rehab_tui.catalogue.model", "rehab_tui.catalogue.problems", "rehab_tui.figure.model"}
)
"""Where the values of a catalogue are defined."""

MOST_BYTES = 8_000_000
_UNREADABLE = (OSError, ValueError, TypeError, AttributeError, EOFError, pickle.UnpicklingError)
_DIGEST = hashlib.sha256().digest_size
_CODE = (Path(__file__).parent, Path(figure.__file__).parent)


def through_cache(file: Path, sources: Sequence[Path], read: Callable[[], Catalogue]) -> Catalogue:
    """The catalogue that `read` gives, taken from `file` when that was made of the same sources.

    Args:
        file: where it is kept; its folder is not made here.
        sources: the files that `read` reads.
        read: reads them strictly.

    Raises:
        whatever `read` raises; nothing is kept then.
    """
    try:
        key = _key(sources)
    except OSError:
        return read()
    kept = _kept(file, key, read)
    if kept is not None:
        return kept
    catalogue = read()
    with suppress(OSError):
        _keep(file, key, catalogue)
    return catalogue


def _key(sources: Sequence[Path]) -> bytes:
    """Names the files' content, and the program that reads them."""
    modules = sorted(path for folder in _CODE for path in folder.glob("*.py"))
    stamps = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in modules]
    digest = hashlib.sha256(f"{__version__} {sys.version} {stamps}".encode())
    for source in sources:
        content = source.read_bytes()
        digest.update(f" {source} {len(content)} ".encode(errors="surrogateescape"))
        digest.update(content)
    return digest.digest()


def _kept(file: Path, key: bytes, read: Callable[[], Catalogue]) -> Catalogue | None:
    """What the file holds, if it is whole and was kept under this key."""
    try:
        handle = open_regular(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            content = stream.read(MOST_BYTES)
        head, payload = content[: 2 * _DIGEST], io.BytesIO(content[2 * _DIGEST :])
        if head != key + hashlib.sha256(payload.getbuffer()).digest():
            return None
        value, names = _Reader(payload).load(), _Reader(payload).load()
    except _UNREADABLE:
        return None
    if not (isinstance(value, Catalogue) and _are_names(names)):
        return None

    def make() -> Mapping[str, Exercise]:
        try:
            made = _Reader(payload).load()
        except _UNREADABLE:
            made = None
        return made if isinstance(made, dict) else read().exercises

    return replace(value, exercises=Aside(names, make))


def _are_names(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(word, str) for pair in value.items() for word in pair
    )


def _keep(file: Path, key: bytes, catalogue: Catalogue) -> None:
    stream = io.BytesIO()
    parts = (replace(catalogue, exercises={}), dict(catalogue.names), dict(catalogue.exercises))
    for part in parts:
        _Writer(stream, pickle.HIGHEST_PROTOCOL).dump(part)
    payload = stream.getvalue()
    for left in (*file.parent.glob(f"{file.name}.*"), *file.parent.glob(f".{file.name}.*")):
        left.unlink()  # by one that was killed; one that writes at this moment is only slow
    write_whole(file, key + hashlib.sha256(payload).digest() + payload, replace=True)


def _proxy(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


class _Writer(pickle.Pickler):
    def reducer_override(self, obj: Any) -> Any:
        """A mapping proxy, which pickle does not know, is made anew from its values."""
        return (_proxy, (dict(obj),)) if type(obj) is MappingProxyType else NotImplemented


class _Reader(pickle.Unpickler):
    """Makes values of the catalogue and nothing else: no other name can be called by a file."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of a value."""
        if (module, name) == (__name__, _proxy.__name__):
            return _proxy
        if (module, name) == ("builtins", "frozenset"):
            return frozenset
        found = getattr(import_module(module), name, None) if module in MODULES else None
        if isinstance(found, type) and is_dataclass(found):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a catalogue")
