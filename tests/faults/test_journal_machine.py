"""FAULTS 1, 5, 25, 26, 44: whatever is done with a journal, it holds what a plain model holds.

A crash is a simulated one: the act is broken off at a statement, and the journal is opened anew.
Real ones, by kill -9, are in `test_journal_crashes.py` and `tests/e2e`.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
import trials
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from rehab_tui.clock import ManualClock
from rehab_tui.journal import exchange, rows
from rehab_tui.journal.acts import Act
from rehab_tui.journal.backup import Backup, back_up
from rehab_tui.journal.check import check
from rehab_tui.journal.records import Note, Pain, SessionRecord, SetRecord
from rehab_tui.journal.restore import restore
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import undo
from rehab_tui.practice.exchange import bring_in

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
WHO = st.integers(0, 1)
WHICH = st.integers(0, 50)
TEXT = st.sampled_from(["a", "b", "\u202e\x1b[2J", "\ud800", "=1+1", "x" * 300])

Value = tuple[str, object]
Model = dict[str, Value]
"""What is there: by id its kind and what it says."""


class CrashedError(Exception):
    """Stands for the end of the process."""


class Device:
    """A journal, and beside it what it must hold."""

    def __init__(self, folder: Path, name: str) -> None:
        self.clock = ManualClock(NOW)
        self.path = folder / name / "journal.sqlite3"
        self.journal = Journal.open(self.path, self.clock)
        self.model: Model = {}
        self.past: list[tuple[str | None, Model]] = []
        """What was there before each act that can be taken back, and the act's group."""
        self.backups: list[tuple[Backup, Model, list[tuple[str | None, Model]]]] = []

    def did(self, after: Model, group: str | None = None) -> None:
        """Note an act; those of one group are taken back as one."""
        if not (group and self.past and self.past[-1][0] == group):
            self.past.append((group, self.model))
        self.model = after

    @property
    def held(self) -> Model:
        """What the journal holds."""
        found: Model = {}
        for note in self.journal.entries(Note):
            found[note.id] = ("note", note.text)
        for pain in self.journal.entries(Pain):
            found[pain.id] = ("pain", pain.level)
        for session in self.journal.entries(SessionRecord):
            found[session.id] = ("session", session.state)
        for done in self.journal.entries(SetRecord):
            found[done.id] = ("set", (done.session, done.number, done.reps))
        return found

    @property
    def export(self) -> bytes:
        return exchange.json_lines(self.journal, tuple(rows.TYPES))

    def of(self, kind: str) -> list[str]:
        return sorted(key for key, (what, _) in self.model.items() if what == kind)


class Life(RuleBasedStateMachine):
    """Two devices, and all that can be done with them."""

    def __init__(self) -> None:
        super().__init__()
        self._place = tempfile.TemporaryDirectory()
        folder = Path(self._place.name)
        self.devices = [Device(folder, name) for name in "ab"]
        self.devices[1].clock.advance(1000)

    def teardown(self) -> None:
        try:
            for one in self.devices:
                assert check(one.path, one.clock, 1.0).findings == ()
        finally:
            self._place.cleanup()

    def at_work(self, who: int) -> Device:
        self.devices[who].clock.advance(3)
        return self.devices[who]

    @invariant()
    def each_holds_what_its_model_holds(self) -> None:
        for one in self.devices:
            assert one.held == one.model

    # --- entries ---
    @rule(who=WHO, text=TEXT, level=st.integers(0, 10))
    def log(self, who: int, text: str, level: int) -> None:
        one = self.at_work(who)
        with one.journal.act("logged") as act:
            note = act.add(Note(at=one.clock.now(), text=text))
            pain = act.add(Pain(at=one.clock.now(), level=level))
        one.did({**one.model, note.id: ("note", note.text), pain.id: ("pain", level)})

    @rule(who=WHO, which=WHICH, text=TEXT)
    def edit(self, who: int, which: int, text: str) -> None:
        one = self.at_work(who)
        if notes := one.of("note"):
            found = one.journal.get(Note, notes[which % len(notes)])
            assert found is not None
            with one.journal.act("edited") as act:
                kept = act.change(replace(found, text=text))
            one.did({**one.model, kept.id: ("note", kept.text)})

    @rule(who=WHO, which=WHICH)
    def delete(self, who: int, which: int) -> None:
        one = self.at_work(who)
        kinds = [(kind, key) for kind in ("note", "pain", "session") for key in one.of(kind)]
        if kinds:
            kind, key = kinds[which % len(kinds)]
            with one.journal.act("deleted") as act:
                act.remove(rows.TYPES[kind].kind, key)
            one.did(self._without(one.model, key))

    @staticmethod
    def _without(model: Model, key: str) -> Model:
        """A session takes its sets along."""
        return {
            name: (kind, value)
            for name, (kind, value) in model.items()
            if name != key and not (kind == "set" and isinstance(value, tuple) and value[0] == key)
        }

    # --- a session: one group ---
    @rule(who=WHO, sets=st.integers(1, 3))
    def session(self, who: int, sets: int) -> None:
        one = self.at_work(who)
        with one.journal.act("began") as act:
            begun = act.add(SessionRecord(at=one.clock.now(), sets=sets))
        group = begun.id
        one.did({**one.model, begun.id: ("session", "running")})
        for number in range(1, sets + 1):
            with one.journal.act("saved a set") as act:
                done = act.add(
                    SetRecord(
                        at=one.clock.now(), session=group, item=0, exercise="x", number=number,
                        reps=number, reps_prescribed=8,
                    )
                )  # fmt: skip
            one.did({**one.model, done.id: ("set", (group, number, number))})

    # --- back ---
    @rule(who=WHO)
    def take_back(self, who: int) -> None:
        one = self.at_work(who)
        taken = undo(one.journal)
        assert (taken is not None) == bool(one.past)
        if one.past:
            _, one.model = one.past.pop()

    # --- a crash ---
    @rule(who=WHO, at=st.integers(1, 12), text=TEXT)
    def crash(self, who: int, at: int, text: str) -> None:
        """The act ends in the middle: nothing of it is there, and the journal opens again."""
        one = self.at_work(who)
        left = at

        def counted(_: str) -> None:
            nonlocal left
            left -= 1

        def write(act: Act) -> None:
            act.connection.set_trace_callback(counted)
            while left > 0:
                act.add(Note(at=one.clock.now(), text=text))
            raise CrashedError

        with pytest.raises(CrashedError), one.journal.act("crashed") as act:
            write(act)
        one.journal = Journal.open(one.path, one.clock)

    @rule(who=WHO)
    def reopen(self, who: int) -> None:
        one = self.at_work(who)
        one.journal = Journal.open(one.path, one.clock)

    # --- copies ---
    @rule(who=WHO)
    def back_up(self, who: int) -> None:
        one = self.at_work(who)
        made = back_up(one.path, "asked", one.clock.now(), 1.0)
        one.backups.append((made, one.model, list(one.past)))

    @rule(who=WHO, which=WHICH)
    def restore(self, who: int, which: int) -> None:
        """The journal is the backup to the byte, and what can be taken back is too."""
        one = self.at_work(who)
        if one.backups:
            made, model, past = one.backups[which % len(one.backups)]
            restore(one.path, made, one.clock, 1.0)
            one.model, one.past = model, list(past)
            with (
                closing(sqlite3.connect(made.path)) as then,
                closing(sqlite3.connect(one.path)) as now,
            ):
                assert list(then.iterdump()) == list(now.iterdump())

    # --- from one to the other ---
    @rule(who=WHO)
    def same_again(self, who: int) -> None:
        """One's own export brings nothing, as lines and as a table."""
        one = self.at_work(who)
        before = one.path.read_bytes()
        table = exchange.csv_table(one.journal, tuple(rows.TYPES))
        for content in (one.export, table):
            assert bring_in(one.journal, BytesIO(content), "own").nothing_new
        assert one.path.read_bytes() == before

    @rule(who=WHO)
    def merge(self, who: int) -> None:
        """The later version of each entry holds; deletes are respected; twice is once."""
        one, other = self.at_work(who), self.devices[1 - who]
        here, there = (self._versions(each) for each in (one, other))
        merged = bring_in(one.journal, BytesIO(other.export), "other")
        wanted = {
            key: max(filter(None, (here.get(key), there.get(key))), key=lambda v: v[:2])
            for key in {*here, *there}
        }
        assert self._versions(one) == wanted
        if merged.added or merged.changed or merged.removed or merged.traces:
            one.did(one.held)
        assert bring_in(one.journal, BytesIO(other.export), "other").nothing_new

    @staticmethod
    def _versions(one: Device) -> dict[str, tuple[str, str, str]]:
        """When and where each row was written last, tombstones too, and what it says."""
        return {
            row["id"]: (row["updated"], row["device"], repr(row))
            for row in one.journal.rows(deleted=True)
        }


def live(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )  # fmt: skip


@pytest.mark.long
def test_a_journal_holds_what_a_plain_model_holds() -> None:
    live(trials.EXAMPLES, trials.STEPS)
