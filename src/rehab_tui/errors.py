"""What can go wrong in a way that a person can act on.

Every error that a user meets is one of these: one line that says what is wrong, where, and what
to do, with the exit code that the documentation promises. Anything else is a bug.
"""

from __future__ import annotations

import errno
from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes that `rehab` documents."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    DATA = 3
    NOT_FOUND = 4
    BUSY = 5
    INTERRUPTED = 130


class RehabError(Exception):
    """An error with a next step.

    Args:
        what: what is wrong, in plain words, without a full stop at the end.
        todo: what the person can do about it; empty when `what` says it all.
        where: a file, `file:line:column`, or an option such as `--pain`.
    """

    code = ExitCode.FAILURE

    def __init__(self, what: str, todo: str = "", *, where: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo
        self.where = where

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}. {self.todo}" if self.todo else head

    def sentence(self) -> str:
        """What is wrong and what to do, for a place where it is plain what was typed."""
        return f"{self.what[:1].upper()}{self.what[1:]}. {self.todo}".rstrip()


CHECK_FOLDER = "Check that the folder is yours and that the disk isn't read-only."
"""What helps with files that nobody chooses a place for."""

_FULL = {getattr(errno, name, None) for name in ("ENOSPC", "EDQUOT", "EFBIG")} - {None}
_FORBIDDEN = {errno.EACCES, errno.EROFS}


def refused(what: str, error: Exception, *, where: str, todo: str = "") -> RehabError:
    """What the operating system would not do with a file, in words.

    Args:
        what: what can't be done, as in `RehabError`.
        error: the system's own, or what Python says of a name that no file can have.
        where: the file or folder.
        todo: what helps where the disk has room; found by the error when empty.
    """
    number = getattr(error, "errno", None)
    why = getattr(error, "strerror", None) or error
    if number in _FULL:
        todo = "Free some space, then try again."
    elif not todo and number == errno.EISDIR:
        todo = "Name a file in it."
    elif not todo and number in _FORBIDDEN:
        todo = "Check the permissions of its folder, or use another one."
    return RehabError(
        f"{what} ({why})", todo or "Check its folder, or choose another name.", where=where
    )


class UsageError(RehabError):
    """A value or an option that can't be taken (exit 2)."""

    code = ExitCode.USAGE


class DataError(RehabError):
    """A data file is wrong (exit 3)."""

    code = ExitCode.DATA


class NotFoundError(RehabError):
    """The thing named does not exist (exit 4)."""

    code = ExitCode.NOT_FOUND


class BusyError(RehabError):
    """Another program holds what is needed (exit 5)."""

    code = ExitCode.BUSY
