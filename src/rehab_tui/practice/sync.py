"""Journals of several devices, exchanged through a folder that something else carries about.

Each device writes one file in it, its own, and reads those of the others. So whatever carries the
folder never has two versions of a file to choose from.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from rehab_tui.errors import BusyError, NotFoundError, RehabError, refused
from rehab_tui.journal import exchange, rows
from rehab_tui.journal.backup import back_up, due
from rehab_tui.journal.incoming import Incoming, incoming
from rehab_tui.journal.locking import hold
from rehab_tui.journal.merge import Merged, merge
from rehab_tui.journal.store import Journal
from rehab_tui.paths import write_whole
from rehab_tui.practice.exchange import opened
from rehab_tui.text import clean

_LAST_WRITTEN = "sync_sha256"
_NAME = re.compile(r"rehab-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.jsonl", re.ASCII)


@dataclass(frozen=True, slots=True)
class Synced:
    """What an exchange did.

    Attributes:
        merged: what came from the others.
        others: how many files of others were read.
        waiting: files that are not all there yet; left for the next time.
        wrong: what is wrong with files that were left out.
        wrote: whether this device's own file was written anew.
    """

    merged: Merged
    others: int
    waiting: tuple[Path, ...]
    wrong: tuple[RehabError, ...]
    wrote: bool


def sync(journal: Journal, folder: Path) -> Synced:
    """Bring in what the other devices have written, then write this one's file.

    Args:
        journal: this device's.
        folder: the shared one; it must be there, for a stick that is not plugged in is no place.

    Raises:
        NotFoundError: when there is no such folder.
        BusyError: when another sync is under way, or others kept the journal locked.
        RehabError: when the folder can't be read or written.
    """
    real = Path(os.path.realpath(folder))
    if not os.path.isdir(real):  # noqa: PTH112 - `is_dir` raises where a name is too long
        raise NotFoundError(
            "there is no such folder", "Connect what carries it, or make it.",
            where=clean(str(folder)),
        )  # fmt: skip
    held = hold(journal.path.with_name("sync.lock"), "", journal.path)
    if held is None:
        raise BusyError("another sync is under way", "It does the same; try again in a moment.")
    with held:
        return _Exchange(journal, real).run()


class _Exchange:
    """One sync, under the lock."""

    def __init__(self, journal: Journal, folder: Path) -> None:
        self._journal = journal
        self._own = folder / f"rehab-{journal.device}.jsonl"
        self._others = 0
        self._waiting: list[Path] = []
        self._wrong: list[RehabError] = []

    def run(self) -> Synced:
        with incoming() as read:
            for file in self._files():
                self._read(file, read)
            merged = merge(
                self._journal, read, "synced with other devices", first=self._keep_a_copy
            )
        wrote = self._write()
        return Synced(merged, self._others, tuple(self._waiting), tuple(self._wrong), wrote)

    def _files(self) -> Iterator[Path]:
        """What may be a journal; names that a sync program gave to conflicts are none."""
        try:
            files = sorted(self._own.parent.iterdir())
        except OSError as error:
            raise _unusable(self._own.parent, error) from None
        for file in files:
            if _NAME.fullmatch(file.name) and file.is_file():
                yield file

    def _read(self, file: Path, read: Incoming) -> None:
        try:
            with opened(file) as source:
                found = exchange.whole(source)
                if file == self._own and found in (None, self._journal.recall(_LAST_WRITTEN)):
                    return  # else this journal was put back to an earlier one, or copied
                if found is None:
                    self._waiting.append(file)
                    return
                source.seek(0)
                with self._journal.reading() as connection:
                    read.read(source, str(file), connection)
        except BusyError:
            raise
        except RehabError as error:
            self._wrong.append(error)
        else:
            self._others += file != self._own

    def _keep_a_copy(self) -> None:
        """One a day: a timer may sync every few minutes."""
        now = self._journal.clock.now()
        if due(self._journal.path, now):
            back_up(self._journal.path, "import", now, self._journal.wait)

    def _write(self) -> bool:
        """Write this device's file, unless it is so already, or holds what could not be read."""
        if any(error.where.startswith(clean(str(self._own))) for error in self._wrong):
            return False
        content = exchange.with_end(exchange.json_lines(self._journal, tuple(rows.TYPES)))
        try:
            if self._own.is_file() and self._own.read_bytes() == content:
                return False
            write_whole(self._own, content, replace=True)
        except OSError as error:
            raise _unusable(self._own, error) from None
        self._journal.remember(_LAST_WRITTEN, exchange.whole(BytesIO(content)) or "")
        return True


def _unusable(path: Path, error: OSError) -> RehabError:
    return refused("the folder can't be used", error, where=clean(str(path)))
