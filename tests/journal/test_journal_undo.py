"""Undo takes back just what an act did, for any history and across restarts."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from rehab_tui.clock import ManualClock
from rehab_tui.errors import NotFoundError, RehabError
from rehab_tui.journal.records import Mood, Note, Pain, SessionRecord, SetRecord, StopEvent
from rehab_tui.journal.store import Journal
from rehab_tui.journal.undo import PastAct, acts, touched_by, undo

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal.open(tmp_path / "journal.sqlite3", ManualClock(NOW))


def test_nothing_to_take_back(tmp_path: Path, journal: Journal) -> None:
    assert undo(journal) is None
    missing = tmp_path / "other.sqlite3"
    assert undo(Journal.open(missing, ManualClock(NOW), create=False)) is None
    assert not missing.exists()


def test_one_act_is_taken_back_whole_and_once(journal: Journal) -> None:
    with journal.act("logged a mood") as act:
        mood = act.add(Mood(at=NOW, level=4))
    with journal.act("logged 2 entries") as act:
        act.add(Pain(at=NOW, level=3))
        act.add(Note(at=NOW, text="slept badly"))
    undone = undo(journal)
    assert undone is not None
    assert (undone.label, undone.entries) == ("logged 2 entries", 2)
    assert journal.entries(Pain) == []
    assert journal.entries(Note) == []
    assert journal.entries(Mood) == [mood]
    assert [past.label for past in acts(journal)] == ["logged a mood"]
    assert len(journal.rows(deleted=True)) == 3


def test_what_an_act_touched_is_told_as_far_as_it_can_be_read(journal: Journal) -> None:
    with journal.act("logged 3 entries") as act:
        mood = act.add(Mood(at=NOW, level=4))
        pain = act.add(Pain(at=NOW, level=3))
        note = act.add(Note(at=NOW, text="slept badly"))
    [past] = acts(journal)
    assert touched_by(journal, past, 9) == [mood, pain, note]
    assert touched_by(journal, past, 1) == [mood]
    with journal.writing() as connection:
        old = "UPDATE act_row SET after = json_remove(after, '$.exercise') WHERE kind = 'pain'"
        connection.execute(old)
        connection.execute("UPDATE act_row SET after = '{' WHERE kind = 'note'")
    assert touched_by(journal, past, 9) == [mood, pain], "a column of a later step is none"


def test_a_guided_session_is_taken_back_as_one(journal: Journal) -> None:
    with journal.act("logged"):
        pass
    with journal.act("began a session", group="s1") as act:
        session = act.add(SessionRecord(at=NOW))
    with journal.act("logged a mood") as act:
        mood = act.add(Mood(at=NOW, level=4))
    for number in (1, 2):
        with journal.act("finished a set", group="s1") as act:
            act.add(SetRecord(
                at=NOW, session=session.id, item=0, exercise="bridge", number=number,
                reps_prescribed=8,
            ))  # fmt: skip
    with journal.act("finished the session", group="s1") as act:
        act.change(replace(session, state="finished"))
    assert [past.group for past in acts(journal, 2)] == ["s1", "s1"]
    undone = undo(journal)
    assert undone is not None
    assert (len(undone.acts), undone.entries) == (4, 3)
    assert undone.label == "finished the session"
    assert [row["kind"] for row in journal.rows()] == ["mood"]
    assert journal.entries(Mood) == [mood]


def test_a_correction_in_the_middle_of_a_session_goes_with_it(journal: Journal) -> None:
    with journal.act("began a session", group="s1") as act:
        session = act.add(SessionRecord(at=NOW))
    with journal.act("edited by hand") as act:
        act.change(replace(session, effort=3))
    with journal.act("logged a mood") as act:
        act.add(Mood(at=NOW, level=4))
    with journal.act("finished the session", group="s1") as act:
        act.change(replace(session, state="finished"))
    undone = undo(journal)
    assert undone is not None
    assert [past.label for past in undone.acts] == [
        "finished the session", "edited by hand", "began a session",
    ]  # fmt: skip
    assert [past.label for past in acts(journal)] == ["logged a mood"]
    assert [row["kind"] for row in journal.rows()] == ["mood"]


def test_a_correction_of_what_came_first_goes_with_it_too(journal: Journal) -> None:
    """However much of the session was written between the two."""
    with journal.act("began a session", group="s1") as act:
        session = act.add(SessionRecord(at=NOW))
    with journal.act("finished a set", group="s1") as act:
        act.add(SetRecord(
            at=NOW, session=session.id, item=0, exercise="bridge", number=1, reps_prescribed=8,
        ))  # fmt: skip
    with journal.act("edited by hand") as act:
        act.change(replace(session, state="finished"))
    with journal.act("told its effort", group="s1") as act:
        act.add(Pain(at=NOW, level=2, moment="after", session=session.id))
    undone = undo(journal)
    assert undone is not None
    assert (len(undone.acts), undone.entries) == (4, 3)
    assert journal.rows() == []


def test_a_stop_stays_when_its_session_is_taken_back(journal: Journal) -> None:
    with journal.act("began a session", group="s1") as act:
        session = act.add(SessionRecord(at=NOW))
    with journal.act("stopped", group="s1") as act:
        stop = act.add(StopEvent(at=NOW, session=session.id, reason="chest", tier=1))
    with journal.act("stopped", group="s1") as act:
        stop = act.change(replace(stop, sign="ST1a"))
    undone = undo(journal)
    assert undone is not None
    assert (len(undone.acts), undone.entries) == (1, 1)
    assert undone.stop_stays
    assert journal.entries(SessionRecord) == []
    assert journal.entries(StopEvent) == [stop]
    assert acts(journal) == []
    assert undo(journal) is None


def test_an_answer_to_a_stop_is_taken_back_by_itself(journal: Journal) -> None:
    with journal.act("began a session", group="s1") as act:
        session = act.add(SessionRecord(at=NOW))
    with journal.act("stopped", group="s1") as act:
        stop = act.add(StopEvent(at=NOW, session=session.id, reason="chest", tier=1))
    for _ in range(2):
        with journal.act("answered a stop") as act:
            answered = act.change(replace(stop, answer="seen", answered=NOW))
        undone = undo(journal)
        assert undone is not None
        assert undone.label == "answered a stop"
        assert journal.entries(StopEvent) == [stop]
    with journal.act("answered a stop") as act:
        act.change(answered)
    with journal.act("ended a session", group="s1") as act:
        act.change(replace(session, state="stopped"))
    assert undo(journal) is not None
    assert journal.entries(SessionRecord) == []
    assert journal.entries(StopEvent) == [answered], "what was answered stays answered"


def test_a_stop_outside_of_a_session_is_not_taken_back(journal: Journal) -> None:
    with journal.act("logged a mood") as act:
        act.add(Mood(at=NOW, level=4))
    with journal.act("stopped") as act:
        stop = act.add(StopEvent(at=NOW, reason="dizzy", tier=4))
    undone = undo(journal)
    assert undone is not None
    assert undone.label == "logged a mood"
    assert not undone.stop_stays
    assert journal.entries(StopEvent) == [stop]


def test_a_removed_session_comes_back_with_its_sets(journal: Journal) -> None:
    with journal.act("began") as act:
        session = act.add(SessionRecord(at=NOW))
        kept = act.add(SetRecord(
            at=NOW, session=session.id, item=0, exercise="bridge", number=1, reps_prescribed=8,
        ))  # fmt: skip
    with journal.act("deleted") as act:
        act.remove("session", session.id)
    undo(journal)
    assert journal.open_session() == (session, [kept])


def test_an_entry_changed_since_is_not_overwritten(journal: Journal) -> None:
    with journal.act("logged") as act:
        mood = act.add(Mood(at=NOW, level=4))
        act.add(Pain(at=NOW, level=1))
    with journal.writing() as raw:  # something that leaves no act, as a later merge may
        raw.execute("UPDATE mood SET level = 1")
    before = journal.rows(deleted=True)
    with pytest.raises(RehabError, match="'logged' can't be taken back"):
        undo(journal)
    assert journal.rows(deleted=True) == before
    with journal.writing() as raw:
        raw.execute("UPDATE mood SET level = 4")
    assert undo(journal) is not None
    assert journal.get(Mood, mood.id) is None


def test_what_was_taken_back_is_the_latest_word(journal: Journal) -> None:
    """A merge prefers the later row: it must not bring back what was undone."""
    with journal.act("logged") as act:
        mood = act.add(Mood(at=NOW, level=4))
    with journal.act("edited") as act:
        act.change(replace(mood, level=1))
    stamps = [journal.rows(deleted=True)[0]["updated"]]
    for _ in range(2):
        undo(journal)
        stamps.append(journal.rows(deleted=True)[0]["updated"])
    assert stamps == sorted(set(stamps))


Change = tuple[str, Pain | None, Pain | None]


class UndoMachine(RuleBasedStateMachine):
    """A journal beside a model: entries by id, and what each act made of them."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.clock = ManualClock(NOW)
        self.entries: dict[str, Pain] = {}
        self.done: list[tuple[str | None, list[Change]]] = []
        self.reopen()

    def teardown(self) -> None:
        self._folder.cleanup()

    @rule()
    def reopen(self) -> None:
        self.journal = Journal.open(Path(self._folder.name) / "journal.sqlite3", self.clock)

    @rule(
        steps=st.lists(
            st.tuples(
                st.sampled_from(["add", "change", "remove"]), st.integers(0, 9), st.integers(0, 10)
            ),
            min_size=1,
            max_size=4,
        ),
        group=st.sampled_from([None, None, "a", "b"]),
    )
    def act(self, steps: list[tuple[str, int, int]], group: str | None) -> None:
        changes: list[Change] = []
        with self.journal.act("did", group=group) as act:
            for what, which, level in steps:
                old = (
                    list(self.entries.values())[which % len(self.entries)] if self.entries else None
                )
                if what == "add" or old is None:
                    new = act.add(Pain(at=self.clock.now(), level=level))
                    changes.append((new.id, None, new))
                elif what == "change":
                    new = act.change(replace(old, level=level))
                    changes.append((new.id, old, new))
                else:
                    act.remove("pain", old.id)
                    changes.append((old.id, old, None))
                self.put(changes[-1][0], changes[-1][2])
        self.done.append((group, changes))

    @rule(level=st.integers(0, 10))
    def fail(self, level: int) -> None:
        with suppress(NotFoundError), self.journal.act("failed") as act:
            act.add(Pain(at=self.clock.now(), level=level))
            act.remove("pain", "nowhere")

    @rule(seconds=st.integers(-1000, 1000))
    def set_the_clock(self, seconds: int) -> None:
        self.clock.shift_wall(seconds)

    @rule()
    def undo(self) -> None:
        if not self.done:
            assert undo(self.journal) is None
            return
        group = self.done[-1][0]
        chosen: list[int] = []
        taken: set[str] = set()
        for number, (of, changes) in enumerate(self.done):
            entries = {identifier for identifier, _, _ in changes}
            if number == len(self.done) - 1 or (group and (of == group or entries & taken)):
                chosen.append(number)
                taken |= entries
        for number in reversed(chosen):
            for identifier, old, new in reversed(self.done[number][1]):
                assert self.entries.get(identifier) == new
                self.put(identifier, old)
        undone = undo(self.journal)
        assert undone is not None
        assert len(undone.acts) == len(chosen)
        self.done = [act for number, act in enumerate(self.done) if number not in chosen]

    def put(self, identifier: str, record: Pain | None) -> None:
        if record is None:
            del self.entries[identifier]
        else:
            self.entries[identifier] = record

    @invariant()
    def the_journal_is_the_model(self) -> None:
        found = {entry.id: entry for entry in self.journal.entries(Pain)}
        assert found == self.entries
        assert len(acts(self.journal)) == len(self.done)


UndoMachine.TestCase.settings = settings(max_examples=20, stateful_step_count=15, deadline=None)
test_undo_machine = pytest.mark.long(UndoMachine.TestCase)


def test_undo_reaches_back_over_a_restart_and_a_clock_set_back(tmp_path: Path) -> None:
    clock = ManualClock(NOW)
    for level in (1, 2, 3):
        clock.shift_wall(-timedelta(days=400).total_seconds())
        with Journal.open(tmp_path / "j", clock).act(f"logged {level}") as act:
            act.add(Mood(at=NOW, level=level))
    labels = []
    while undone := undo(Journal.open(tmp_path / "j", clock)):
        labels.append(undone.label)
    assert labels == ["logged 3", "logged 2", "logged 1"]


def test_a_correction_of_any_of_a_groups_entries_goes_with_it(journal: Journal) -> None:
    """Of its first as of its last one, and of one that only the correction had touched."""
    with journal.act("began a session", group="s1") as act:
        session = act.add(SessionRecord(at=NOW))
        pain = act.add(Pain(at=NOW, level=3, session=session.id))
    with journal.act("logged a note") as act:
        note = act.add(Note(at=NOW, text="apart"))
    with journal.act("corrected both") as act:
        act.change(replace(pain, level=4))
        act.change(replace(note, text="with it"))
    with journal.act("edited the note") as act:
        act.change(replace(note, text="last"))
    with journal.act("finished the session", group="s1") as act:
        act.change(replace(session, state="finished"))
    undone = undo(journal)
    assert undone is not None
    assert [past.label for past in undone.acts] == [
        "finished the session", "edited the note", "corrected both", "began a session",
    ]  # fmt: skip
    assert undone.entries == 3
    assert journal.entries(Note) == [note]
    assert [row["kind"] for row in journal.rows()] == ["note"]


def test_whoever_looks_at_it_first_may_refuse(journal: Journal) -> None:
    for level in (1, 2):
        with journal.act(f"logged {level}") as act:
            act.add(Mood(at=NOW, level=level))
    seen: list[str] = []

    def refuse(past: PastAct) -> None:
        seen.append(past.label)
        raise RehabError("Not that one.", "Nothing was taken back.")

    with pytest.raises(RehabError, match="Not that one"):
        undo(journal, refuse)
    assert seen == ["logged 2"]
    assert len(journal.entries(Mood)) == 2
    assert undo(journal, lambda past: seen.append(past.label)) is not None
    assert [mood.level for mood in journal.entries(Mood)] == [1]


def test_what_an_act_is_called_when_it_is_taken_back(journal: Journal) -> None:
    with journal.act("began a session", group="s1") as act:
        act.add(SessionRecord(at=NOW))
    with journal.act("logged a mood") as act:
        act.add(Mood(at=NOW, level=4))
    assert [past.words for past in acts(journal)] == ["logged a mood", "a session"]
    assert [past.label for past in acts(journal, 1)] == ["logged a mood"]
