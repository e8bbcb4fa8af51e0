"""Locks on files beside the journal: writers queue in one, another is held for a whole session.

SQLite's own lock is polled, so that of eight writers one may starve; the kernel's queue is fair.
It is never the journal itself that is locked: closing such a handle would drop SQLite's locks.
Whatever ends a process, the kernel frees what it held; the files stay and mean nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rehab_tui.errors import CHECK_FOLDER, BusyError, refused
from rehab_tui.paths import open_regular

LONGEST_NOTE = 200
_BEHIND_THE_NOTE = 1 << 20
"""On Windows a byte that is locked can't be read by others: theirs is far behind the note."""

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, block: bool, shared: bool = False) -> bool:
        """Take the lock; blocking tries for ten seconds. Windows knows no shared ones."""
        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK if block else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int, *, block: bool, shared: bool = False) -> bool:
        """Take the lock, or say that another has it."""
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(handle, kind if block else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def lock_path(journal: Path) -> Path:
    """The lock file beside `journal`."""
    return journal.with_name(f"{journal.name}.lock")


@contextmanager
def locked(journal: Path, wait: float) -> Iterator[None]:
    """Hold the writers' lock of `journal` for the length of the block.

    Args:
        journal: the journal's real path.
        wait: seconds to queue for it; 0: not at all.

    Raises:
        BusyError: when another writer kept it for longer than `wait`.
        RehabError: when the lock file can't be made.
    """
    handle = _opened(lock_path(journal), journal)
    if not _lock(handle, block=False) and not _waited(handle, wait):
        raise BusyError(
            "another program is writing to the journal",
            "Try again in a moment.",
            where=str(journal),
        )
    try:
        yield
    finally:
        os.close(handle)


def session_path(journal: Path) -> Path:
    """The file beside `journal` that is locked while a session runs."""
    return journal.with_name("session.lock")


@dataclass(slots=True)
class Hold:
    """A lock that this process has, until it lets go or dies in any way."""

    _handle: int | None

    def __enter__(self) -> Hold:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Let go; a second time changes nothing."""
        if self._handle is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


def hold(path: Path, note: str, journal: Path) -> Hold | None:
    """Take the lock on `path`, without waiting.

    Args:
        path: the lock's file, made where it is missing.
        note: ASCII that `note_of` gives whoever comes meanwhile, `LONGEST_NOTE` bytes at most.
        journal: what an error names.

    Returns:
        what holds it; None when another has it.

    Raises:
        RehabError: when the lock's file can't be made.
    """
    handle = _opened(path, journal)
    if not _taken(handle):
        os.close(handle)
        return None
    with suppress(OSError):  # a full disk: it is held without a word
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, note.encode("ascii"))
    return Hold(handle)


def note_of(path: Path) -> str | None:
    """What the holder of the lock on `path` noted; None when nobody has it, or none can tell."""
    try:
        handle = open_regular(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        if _taken(handle, shared=True):  # so that those who look don't see each other
            return None
        os.lseek(handle, 0, os.SEEK_SET)
        return os.read(handle, LONGEST_NOTE).decode("ascii", "replace")
    except OSError:
        return None
    finally:
        os.close(handle)


def _taken(handle: int, *, shared: bool = False) -> bool:
    os.lseek(handle, _BEHIND_THE_NOTE, os.SEEK_SET)
    return _lock(handle, block=False, shared=shared)


def _opened(path: Path, journal: Path) -> int:
    try:
        return open_regular(path, os.O_RDWR | os.O_CREAT)
    except OSError as error:
        raise refused(
            "nothing can be written beside it", error, where=str(journal), todo=CHECK_FOLDER
        ) from None


def _waited(handle: int, wait: float) -> bool:
    """Whether the lock came in time; when it didn't, `handle` is given away."""
    if wait > 0:
        return _queue(handle, wait)
    os.close(handle)
    return False


def _queue(handle: int, wait: float) -> bool:
    """Wait in the kernel's queue for `wait` seconds; when that fails `handle` is given away.

    A blocking lock knows no time limit, so a thread does the waiting. If it is too late it closes
    the handle itself, once the lock has come and can be let go.
    """
    from threading import Event, Lock, Thread

    came, deciding = Event(), Lock()
    given_up = False

    def stand_in_line() -> None:
        while not _lock(handle, block=True):
            pass
        with deciding:
            if given_up:
                os.close(handle)
            else:
                came.set()

    try:
        Thread(target=stand_in_line, daemon=True).start()
        came.wait(wait)
    except BaseException:  # Ctrl-C while waiting
        with deciding:
            given_up = True
            if came.is_set():
                os.close(handle)
        raise
    with deciding:
        given_up = not came.is_set()
    return not given_up
