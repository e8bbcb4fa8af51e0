"""What is made for other eyes goes into a file: an export, a report, a sheet for the wall."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from rehab_tui.errors import refused
from rehab_tui.paths import write_whole
from rehab_tui.text import clean


def save(content: bytes, file: Path, journal: Path) -> None:
    """Write a file in one go, in the place of an earlier one; a link is followed.

    It is readable by its owner only. It never takes the place of a folder, a device or the
    journal, which `journal` names.

    Raises:
        RehabError: when it can't be written; what was there is as it was.
    """
    try:
        target, own = (Path(os.path.realpath(path)) for path in (file, journal))
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        if target.exists() and not target.is_file():
            raise OSError(errno.EINVAL, "it is no regular file")
        if target.parent == own.parent and target.name.startswith(own.name):
            raise OSError(errno.EPERM, "your journal itself is there")
        write_whole(target, content, replace=True)
    except (OSError, ValueError) as error:  # a NUL in the name
        raise refused("the file can't be written", error, where=clean(str(file))) from None
