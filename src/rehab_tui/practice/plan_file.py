"""The file that the plan is in: read again when it has changed, written whole, nothing lost.

Nothing heavy is loaded until there is a file to read.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from rehab_tui.errors import NotFoundError, RehabError, refused
from rehab_tui.paths import make_private_folder, write_whole
from rehab_tui.text import clean

if TYPE_CHECKING:
    from rehab_tui.catalogue.model import Catalogue
    from rehab_tui.programme.plan import Plan

_Look = tuple[int, int, int, int] | str | None
"""What tells one state of a file from another: None is no file, a text why it can't be seen."""


class PlanFile:
    """One person's plan file.

    Args:
        path: where it is, or would be.
        kept: where a copy of the last good one is kept.
        catalogue: gives what a plan may name.
    """

    def __init__(self, path: Path, kept: Path, catalogue: Callable[[], Catalogue]) -> None:
        self.path = path
        self._kept = kept
        self._catalogue = catalogue
        self._seen: _Look = ""
        self._plan: Plan | None = None
        self._trouble = ""

    @property
    def trouble(self) -> str:
        """One quiet line about a file that can't be read as it is; empty when all is well."""
        self.current()
        return self._trouble

    def has_changed(self) -> bool:
        """Whether the file is another one than `current` has read; a glance, nothing is opened."""
        return self._plan is not None and _look(self.path) != self._seen

    def current(self) -> Plan:
        """The plan as the file says now, cheap to ask for again and again.

        Without a file it is `NO_PLAN`. While the file has a mistake the last good plan holds, also
        after a restart.

        Raises:
            CatalogueError: when a file of the catalogue is damaged.
        """
        look = _look(self.path)
        if self._plan is None or look != self._seen:
            self._plan, self._trouble = self._read(look)
            self._seen = look
        return self._plan

    def content(self) -> bytes | None:
        """The bytes of the file; None when there is none.

        Raises:
            DataError: when it can't or may not be read.
        """
        from rehab_tui.catalogue.syntax import read_bytes

        try:
            return read_bytes(self.path)
        except NotFoundError:
            return None

    def write(self, text: str, day: date) -> Path | None:
        """Write the file, all of it or nothing, for its owner only; a link is followed.

        Args:
            text: the whole new file.
            day: today; the old file is kept beside the new one under this date.

        Returns:
            the file in which the old one is kept; None when there was none.

        Raises:
            RehabError: when it can't be written, or the old one can't be kept; it stays as it was.
        """
        make_private_folder(self.path.parent)
        old = self.content()
        try:
            beside = None if old is None else self._keep_old(old, day)
            write_whole(self.path.resolve(), text.encode("utf-8"), replace=True)
        except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself
            raise refused("the plan can't be written", error, where=clean(str(self.path))) from None
        return beside

    def _keep_old(self, old: bytes, day: date) -> Path:
        for number in count(1):
            more = f"-{number}" if number > 1 else ""
            beside = self.path.with_name(f"{self.path.stem}-{day.isoformat()}{more}.yaml")
            with suppress(FileExistsError):
                write_whole(beside, old, replace=False)
                return beside
        raise AssertionError("numbers never end")

    def _read(self, look: _Look) -> tuple[Plan, str]:
        from rehab_tui.programme.plan import NO_PLAN

        if look is None:
            return NO_PLAN, ""
        from rehab_tui.catalogue.problems import CatalogueError

        catalogue = self._catalogue()
        try:
            content = self.content()
            if content is None:  # it went away while we looked
                return NO_PLAN, ""
            plan = read_file(str(self.path), content, catalogue)
        except CatalogueError as error:
            now = self._plan or NO_PLAN
            before = self._last_good(catalogue) if now == NO_PLAN else now
            return before or NO_PLAN, self._words(error, before)
        self._keep_good(content)
        return plan, ""

    def _words(self, error: RehabError, before: Plan | None) -> str:
        line = error.where.rpartition(f"{clean(str(self.path))}:")[2].partition(":")[0]
        place = f", line {line}" if line.isdecimal() else ""
        todo = f" {error.todo}" if error.todo else ""
        holds = "The last good plan holds until then" if before else "No plan holds until then"
        return f"{self.path.name}{place}: {error.what}.{todo} {holds}: see 'rehab plan check'."

    def _last_good(self, catalogue: Catalogue) -> Plan | None:
        with suppress(RehabError):
            from rehab_tui.catalogue.syntax import read_bytes

            return read_file(str(self._kept), read_bytes(self._kept), catalogue)
        return None

    def _keep_good(self, content: bytes) -> None:
        """A copy for the day on which the file has a mistake; where it can't be, there is none."""
        with suppress(OSError, RehabError):
            if not self._kept.exists() or self._kept.read_bytes() != content:
                make_private_folder(self._kept.parent)
                write_whole(self._kept, content, replace=True)


def read_file(name: str, content: bytes, catalogue: Catalogue) -> Plan:
    """The plan in a file's bytes.

    Args:
        name: what the person knows the file by.
        content: all of it.
        catalogue: what it may name.

    Raises:
        CatalogueError: with every problem.
    """
    from rehab_tui.catalogue.problems import CatalogueError, Problems
    from rehab_tui.programme.plan_reader import read_plan

    problems = Problems(name)
    plan = read_plan(content, problems, catalogue)
    if plan is None:
        raise CatalogueError(problems)
    return plan


def _look(path: Path) -> _Look:
    try:
        about = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return error.strerror or str(error)
    return about.st_mtime_ns, about.st_size, about.st_ino, about.st_dev
