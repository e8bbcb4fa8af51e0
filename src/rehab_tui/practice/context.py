"""What the acts need: the clock, the catalogue and the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from rehab_tui.clock import Clock
from rehab_tui.journal.store import Journal
from rehab_tui.paths import Paths, make_private_folder, shipped
from rehab_tui.units import units_in_use

if TYPE_CHECKING:  # quick commands never read the catalogue, and pay nothing for it
    from pathlib import Path

    from rehab_tui.catalogue.model import Catalogue
    from rehab_tui.practice.plan_file import PlanFile
    from rehab_tui.programme.plan import Plan
    from rehab_tui.programme.profile import Profile

EXERCISES = "exercises.yaml"
PROGRAMMES = "programmes.yaml"
DEFAULT_PROGRAMME = "mobility-starter"


@dataclass(frozen=True, slots=True)
class Practice:
    """The clock, the catalogue and the journal that an act works with.

    `source` is the catalogue, or what gives it (the same one every time) when it is first needed.
    `plan_file` is None where there is no plan to look at, as in the demo.
    """

    clock: Clock
    source: Catalogue | Callable[[], Catalogue]
    journal: Journal
    plan_file: PlanFile | None = None

    @contextmanager
    def many_readings(self) -> Iterator[Practice]:
        """The same for many readings over one connection; see `Journal.many_readings`."""
        with self.journal.many_readings() as journal:
            yield replace(self, journal=journal)

    @property
    def catalogue(self) -> Catalogue:
        """The exercises and programmes.

        Raises:
            CatalogueError: when it is read only now and a file is damaged.
        """
        return self.source() if callable(self.source) else self.source

    @property
    def plan(self) -> Plan:
        """The plan as its file says now; the last good one where that has a mistake."""
        from rehab_tui.programme.plan import NO_PLAN

        return NO_PLAN if self.plan_file is None else self.plan_file.current()

    @property
    def trouble(self) -> str:
        """A quiet line about what can't be read of the person's own plan and exercises, or ""."""
        plan = "" if self.plan_file is None else self.plan_file.trouble
        return " ".join(filter(None, (plan, own_trouble(self.catalogue))))

    def profile(self, day: date | None = None) -> Profile:
        """Who this is for, as of today or another day: stages add and end flags by the day."""
        from rehab_tui.programme.profile import read_profile

        return read_profile(self.journal.profile(), day or self.clock.now().date())


def shipped_catalogue(cache: Path | None = None) -> Catalogue:
    """The catalogue that comes with the program, kept in `cache` for the next time.

    Raises:
        CatalogueError: when a file is damaged, with every problem and its place.
    """
    from rehab_tui.catalogue import load_catalogue

    return load_catalogue(shipped(EXERCISES), shipped(PROGRAMMES), cache)


def catalogue_with_own(paths: Paths) -> Catalogue:
    """The shipped catalogue with the person's own exercises on top.

    What is wrong with a file of theirs is kept in `trouble`; the file is left out.

    Raises:
        CatalogueError: when a shipped file is damaged.
    """
    from rehab_tui.catalogue import lay_over_all

    return lay_over_all(shipped_catalogue(paths.catalogue_cache), paths.own_exercises)


def spelled(read: Callable[[], Catalogue]) -> Callable[[], Catalogue]:
    """What gives the catalogue in the units that are in use when it is asked for; read once."""
    read = cache(read)

    @cache
    def imperial() -> Catalogue:
        from rehab_tui.catalogue import in_imperial

        return in_imperial(read())

    return lambda: read() if units_in_use() == "metric" else imperial()


def own_trouble(catalogue: Catalogue) -> str:
    """One quiet line about files of the person's own that were left out; empty when all is well."""
    if not catalogue.trouble:
        return ""
    first, more = catalogue.trouble[0], len(catalogue.trouble) - 1
    name = first.file.replace("\\", "/").rpartition("/")[2]
    line = f", line {first.line}" if first.line else ""
    rest = f" {more} more: 'rehab exercises check'." if more else ""
    return f"{name} is left out{line}: {first.what}. {first.todo}{rest}"


def open_journal(paths: Paths, clock: Clock, *, create: bool = True) -> Journal:
    """The person's journal; with `create` its folder is made where it is missing.

    Raises:
        RehabError: when it can't be opened, with the next step.
    """
    if create:
        make_private_folder(paths.data)
    return Journal.open(paths.journal, clock, create=create)
