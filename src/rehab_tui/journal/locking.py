"""One writer at a time: a lock on a file beside the journal, in which writers queue.

SQLite's own lock is polled, so that of eight writers one may starve; the kernel's queue is fair.
It is never the journal itself that is locked: closing such a handle would drop SQLite's locks.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rehab_tui.errors import BusyError, RehabError

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, block: bool) -> bool:
        """Take the lock; blocking tries for ten seconds."""
        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK if block else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int, *, block: bool) -> bool:
        """Take the lock, or say that another has it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if block else fcntl.LOCK_EX | fcntl.LOCK_NB)
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
    try:
        handle = os.open(lock_path(journal), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise RehabError(
            f"nothing can be written beside it ({error.strerror})",
            "Check that the folder is yours and that the disk isn't full or read-only.",
            where=str(journal),
        ) from None
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
