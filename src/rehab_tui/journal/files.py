"""The journal's neighbours on the disk, and files that are made aside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def rollback_journal(path: Path) -> Path:
    """Where SQLite keeps the old pages while it writes."""
    return path.with_name(f"{path.name}-journal")


def leftovers(path: Path) -> tuple[Path, Path]:
    """What SQLite may leave beside a journal, and would play back into whatever is there later.

    The rollback journal, and the log of a file that another program has put into WAL mode.
    """
    return rollback_journal(path), path.with_name(f"{path.name}-wal")


@contextmanager
def made_aside(path: Path) -> Iterator[Path]:
    """A new empty file that only its owner can read; removed unless the block moves it away."""
    remove(path)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield path
    finally:
        remove(path)


def remove(path: Path) -> None:
    """Remove what an error or an earlier crash left behind."""
    rollback_journal(path).unlink(missing_ok=True)
    path.unlink(missing_ok=True)
