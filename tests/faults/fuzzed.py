"""What each kind of file is read by, and what is then done with whatever was taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from rehab_tui.catalogue import lay_over
from rehab_tui.catalogue.model import Catalogue, Exercise
from rehab_tui.catalogue.problems import CatalogueError, Problems, TooManyError
from rehab_tui.catalogue.programmes import read_programmes
from rehab_tui.catalogue.syntax import parse
from rehab_tui.clock import ManualClock
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Prescription
from rehab_tui.coach.view import look
from rehab_tui.errors import ExitCode, RehabError
from rehab_tui.figure import braille, scene
from rehab_tui.journal import exchange, rows
from rehab_tui.journal.records import ENTRY_TYPES, Mood
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import acts, undo
from rehab_tui.paths import Paths
from rehab_tui.practice.checkin import now_of
from rehab_tui.practice.context import Practice, shipped_catalogue
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.practice.exchange import bring_in
from rehab_tui.practice.exercises import facts_of
from rehab_tui.practice.past import read_history
from rehab_tui.practice.plan_file import read_file
from rehab_tui.practice.plan_page import why_lines
from rehab_tui.practice.reporting import FORMATS
from rehab_tui.practice.settings import SettingsFile
from rehab_tui.practice.today import case_of, plan_for
from rehab_tui.practice.weekly import last_weeks
from rehab_tui.programme.rules.rule import Case
from rehab_tui.text import clean

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
NAMED = "spoiled-file"
"""How every file of a trial is called, so that an error can be asked whether it names it."""


@dataclass(frozen=True)
class Fuzzed:
    """A kind of file.

    Attributes:
        seeds: good ones.
        use: reads one and does what the program does with it; True when it was taken. What is
            wrong with it ends as one of the errors that a person can act on.
    """

    seeds: tuple[bytes, ...]
    use: Callable[[bytes], bool]


def expect_words(error: RehabError) -> None:
    """An error has a place, a harmless line for each problem, and a documented exit code."""
    assert NAMED in error.where, error
    assert error.code in (ExitCode.DATA, ExitCode.FAILURE), error
    for line in str(error).split("\n"):
        assert clean(line) == line, error
        assert len(line) < 1500, error
    if isinstance(error, CatalogueError):
        assert all(one.line >= 0 and one.column >= 0 for one in error.problems)
        assert all(NAMED in one.file for one in error.problems)


class Workshop:
    """A folder with what the readers need.

    Args:
        folder: an empty one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalogue: Catalogue = shipped_catalogue()
        self._clock = ManualClock(NOW)
        empty = Journal.open(folder / "none.sqlite3", self._clock, create=False)
        practice = Practice(self._clock, self.catalogue, empty)
        history = read_history(empty)
        self._case = case_of(practice, history, now_of(practice, {}, history))
        demo = demo_practice(folder / "demo", self.catalogue, self._clock, weeks=1)
        good = Journal.open(folder / "good.sqlite3", self._clock)
        named = _numbered(exchange.json_lines(demo.journal, tuple(rows.TYPES)))
        bring_in(good, BytesIO(named), "demo.jsonl")
        self._good = good.path.read_bytes()
        self._lines = exchange.json_lines(good, tuple(rows.TYPES)).splitlines(keepends=True)
        self._table = exchange.csv_table(good, tuple(rows.TYPES))
        self._path = folder / f"{NAMED}.sqlite3"
        self.kinds: dict[str, Fuzzed] = {
            "exercises": Fuzzed(_records("exercises", 6), self._exercises),
            "programmes": Fuzzed(_records("programmes", 10), self._programmes),
            "plan": Fuzzed(_plans(), self._plan),
            "config": Fuzzed(_settings(), self._config),
            "jsonl": Fuzzed((b"".join(self._few()), *self._few()), self._import),
            "csv": Fuzzed((self._few_cells(),), self._import),
        }

    # --- what the seeds are ---
    def _few(self) -> list[bytes]:
        """Two lines of each kind of entry, and one session that they may speak of."""
        found: dict[bytes, list[bytes]] = {}
        for line in self._lines:
            found.setdefault(line[:20], []).append(line)
        return [line for lines in found.values() for line in lines[:2]]

    def _few_cells(self) -> bytes:
        head, *cells = self._table.splitlines(keepends=True)
        found: dict[bytes, list[bytes]] = {}
        for line in cells:
            found.setdefault(line.partition(b",")[0], []).append(line)
        return b"".join([head, *(line for lines in found.values() for line in lines[:2])])

    # --- what is done with a file ---
    def _file(self, content: bytes) -> Path:
        path = self.folder / f"{NAMED}.yaml"
        path.write_bytes(content)
        return path

    def _exercises(self, content: bytes) -> bool:
        try:
            taken = lay_over(self.catalogue, self._file(content))
        except RehabError as error:
            expect_words(error)
            return False
        for name in taken.own:
            _use_exercise(taken.exercises[name], taken)
        return True

    def _programmes(self, content: bytes) -> bool:
        problems = Problems(NAMED)
        found = {}
        try:
            root = parse(content, problems)
            found = read_programmes(root, problems, self.catalogue.exercises) if root else {}
        except TooManyError:
            assert len(problems)
        if problems:
            expect_words(CatalogueError(problems))
            return False
        for programme in found.values():
            _use_case(replace(self._case, programme=programme))
        return True

    def _plan(self, content: bytes) -> bool:
        try:
            plan = read_file(NAMED, content, self.catalogue)
        except RehabError as error:
            expect_words(error)
            return False
        programme = self.catalogue.programmes.get(plan.programme or "", self._case.programme)
        _use_case(replace(self._case, programme=programme, plan=plan))
        return True

    def _config(self, content: bytes) -> bool:
        paths = Paths(self.folder / "data", self.folder / f"{NAMED}-config")
        paths.config.mkdir(exist_ok=True)
        paths.config_file.write_bytes(content)
        file = SettingsFile(paths, {})
        try:
            before = file.load()
        except RehabError as error:
            expect_words(error)
            return False
        try:
            file.keep("volume", "33")
        except RehabError as error:
            expect_words(error)
            assert paths.config_file.read_bytes() == content
            return False
        assert file.load() == replace(before, volume=33)
        return True

    def _import(self, content: bytes) -> bool:
        self._path.write_bytes(self._good)
        journal = Journal(self._path, self._clock, wait=0.05)
        try:
            merged = bring_in(journal, BytesIO(content), NAMED)
        except RehabError as error:
            expect_words(error)
            assert self._path.read_bytes() == self._good, "old data stays as it was"
            return False
        if merged.nothing_new:
            assert self._path.read_bytes() == self._good
            return True
        _use_journal(journal, self.catalogue)
        again = bring_in(journal, BytesIO(content), NAMED)
        assert again.nothing_new, "the same file twice brings nothing the second time"
        if merged.added or merged.changed or merged.removed or merged.traces:
            undo(journal)  # versions that are only set aside are no act
        out = exchange.json_lines(journal, tuple(rows.TYPES))
        assert out == b"".join(self._lines), "undo takes a merge back exactly"
        return True

    @property
    def database(self) -> bytes:
        """A journal of a week, as it lies on the disk."""
        return self._good

    def use_database(self, content: bytes) -> bool:
        """Whatever a command may do with a journal; True when all of it could be done."""
        self._path.write_bytes(content)
        taken = False
        try:
            journal = Journal.open(self._path, self._clock, wait=0.05)
            _use_journal(journal, self.catalogue)
            acts(journal)
            taken = True
        except RehabError as error:
            expect_words(error)
        assert self._path.read_bytes() == content, "reading changes nothing"
        try:
            journal = Journal.open(self._path, self._clock, wait=0.05)
            with journal.act("logged") as act:
                act.add(Mood(at=NOW, level=3))
        except RehabError as error:
            expect_words(error)
            assert self._path.read_bytes() == content, "what is refused changes nothing"
            return False
        with suppress(RehabError):  # the act may be there, and what it says damaged
            undo(journal)
        return taken


def _use_exercise(exercise: Exercise, catalogue: Catalogue) -> None:
    facts_of(exercise, catalogue)
    session = begin((Prescription(exercise, exercise.dose),))
    look(session)
    if exercise.figure is not None:
        for share in (0.0, 0.3, 1.0):
            braille(scene(exercise.figure, share), 42, 14)


def _use_case(case: Case) -> None:
    today = plan_for(case)
    why_lines(today, case.catalogue)
    if today.prescriptions:
        look(begin(today.prescriptions))


def _use_journal(journal: Journal, catalogue: Catalogue) -> None:
    for record_type in ENTRY_TYPES:
        journal.entries(record_type)
    journal.rows(deleted=True)
    journal.profile()
    exchange.json_lines(journal, tuple(rows.TYPES))
    practice = Practice(journal.clock, catalogue, journal)
    history = read_history(journal)
    case_of(practice, history, now_of(practice, {}, history))
    first, last = last_weeks(NOW.date() + timedelta(days=1), 2)
    FORMATS["json"](practice, first, last)


def _numbered(lines: bytes) -> bytes:
    """The same entries with the same ids every time, so that a trial can be repeated."""
    ids: dict[bytes, bytes] = {}
    return re.sub(
        rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        lambda match: ids.setdefault(match[0], b"00000000-0000-4000-8000-%012d" % len(ids)),
        lines,
    )


# --- good files ----------------------------------------------------------------------------------
@lru_cache
def _records(name: str, most: int) -> tuple[bytes, ...]:
    """Some records of a shipped file, each a file of its own: a whole one takes too long."""
    text = (ROOT / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    head, *found = re.split(r"(?m)^(?=  - id: )", text)
    found[-1] = found[-1].partition("\nchains:")[0] + "\n"
    chosen = found[:: max(1, len(found) // most)]
    return tuple(f"{head}{one}".encode() for one in chosen)


def _plans() -> tuple[bytes, ...]:
    shipped = [path.read_bytes() for path in sorted((ROOT / "docs" / "examples").glob("plan*"))]
    return (*shipped, b"schema: 1\nprogramme: mobility-starter\ndays: [mon, fri]\nminutes: 20\n")


def _settings() -> tuple[bytes, ...]:
    return (
        (b'# mine\ntheme = "rehab-light"  # dim\nanimation = true\nsound = "bell"\nminutes = 20\n'
        b'speech = false\ntones = true\nvolume = 70\nspeech_rate = 160\ncounts = "last three"\n'),
        b'volume = 10\n\n# end\n',
    )  # fmt: skip
