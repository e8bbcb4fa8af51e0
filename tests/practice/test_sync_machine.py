"""Whatever three devices do, in any order, they come to the same in the end."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from test_sync import NOW, Device, device

from rehab_tui.errors import RehabError
from rehab_tui.journal.records import Note, SessionRecord, SetRecord
from rehab_tui.journal.undo import undo
from rehab_tui.practice.sync import sync

WHO = st.integers(0, 2)
WHICH = st.integers(0, 9)


class Devices(RuleBasedStateMachine):
    """Three devices with clocks that differ, and one folder."""

    def __init__(self) -> None:
        super().__init__()
        self._place = tempfile.TemporaryDirectory()
        place = Path(self._place.name)
        self.folder = place / "shared"
        self.folder.mkdir()
        self.devices = [device(place, name) for name in "abc"]
        for number, one in enumerate(self.devices):
            one.clock.advance(100 * number)

    def teardown(self) -> None:
        try:
            for one in self.devices * 2:
                done = sync(one.journal, self.folder)
                assert not done.waiting
                assert not done.wrong
            assert len({one.everything for one in self.devices}) == 1
            assert all(sync(one.journal, self.folder).merged.nothing_new for one in self.devices)
        finally:
            self._place.cleanup()

    @rule(who=WHO)
    def note(self, who: int) -> None:
        self.devices[who].note("new")

    @rule(who=WHO)
    def session(self, who: int) -> None:
        with self.devices[who].journal.act("began", group="g") as act:
            begun = act.add(SessionRecord(at=NOW))
            act.add(
                SetRecord(
                    at=NOW, session=begun.id, item=0, exercise="bridge", number=1, reps_prescribed=8
                )
            )

    @rule(who=WHO, which=WHICH)
    def edit(self, who: int, which: int) -> None:
        one = self.devices[who]
        if notes := one.journal.entries(Note):
            with self.at_work(one).journal.act("edited") as act:
                act.change(replace(notes[which % len(notes)], text=f"edited by {who}"))

    @rule(who=WHO, which=WHICH)
    def remove(self, who: int, which: int) -> None:
        one = self.devices[who]
        entries = [row for row in one.journal.rows() if row["kind"] != "set"]
        if entries:
            row = entries[which % len(entries)]
            with self.at_work(one).journal.act("removed") as act:
                act.remove(row["kind"], row["id"])

    @rule(who=WHO)
    def take_back(self, who: int) -> None:
        with suppress(RehabError):  # an entry that was changed since
            undo(self.at_work(self.devices[who]).journal)

    @rule(who=WHO)
    def exchange(self, who: int) -> None:
        sync(self.at_work(self.devices[who]).journal, self.folder)

    @staticmethod
    def at_work(one: Device) -> Device:
        one.clock.advance(1)
        return one


def test_three_devices_come_to_the_same() -> None:
    run_state_machine_as_test(
        Devices, settings=settings(max_examples=3, stateful_step_count=12, deadline=None)
    )


@pytest.mark.long
def test_three_devices_come_to_the_same_whatever_they_do() -> None:
    run_state_machine_as_test(
        Devices, settings=settings(max_examples=12, stateful_step_count=40, deadline=None)
    )
