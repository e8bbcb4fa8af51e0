"""Whatever is done with a journal, it holds what a plain model holds.

Any act may be the last one of its process, which is killed in the midst of it: then all of it is
there, or nothing. Every way to read the journal is compared with the model too.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar, Literal

import pytest
import trials
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from journal_acts import Ended, Mortal, do
from journal_device import Device, exported, storable
from journal_looks import in_time, look
from journal_model import Past

from rehab_tui.errors import NotFoundError
from rehab_tui.journal import undo as taking_back
from rehab_tui.journal.backup import Backup, backups, due, is_sound
from rehab_tui.journal.check import check
from rehab_tui.journal.ids import new_id
from rehab_tui.journal.records import (
    ENTRY_TYPES,
    CheckIn,
    DecisionRecord,
    DoneElsewhere,
    Function,
    Mood,
    Note,
    Pain,
    ProfileAnswer,
    Record,
    SessionRecord,
    SetRecord,
    Sleep,
    StopEvent,
    Treatment,
)
from rehab_tui.practice.exchange import bring_in

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
FAR_EAST = timezone(timedelta(hours=10, minutes=30))
SHARED_MEMORY = Path("/dev/shm")
WHO = st.integers(0, 1)
WHICH = st.integers(0, 50)
LEVEL = st.integers(0, 10)
TEXT = st.sampled_from(["a", "b", "\u202e\x1b[2J", "\ud800", "=1+1", "'", "x" * 300])
FORM = st.sampled_from(["jsonl", "csv"])
PARTS = (SetRecord, CheckIn, DecisionRecord)
"""What a session takes along when it is removed."""


class Life(RuleBasedStateMachine):
    """Two devices, far apart, and all that can be done with them."""

    mortal: ClassVar[Mortal]

    def __init__(self) -> None:
        super().__init__()
        self._place = tempfile.TemporaryDirectory(
            dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None
        )
        self.folder = Path(self._place.name)
        self.devices = [
            Device(self.folder, "a", NOW),
            Device(self.folder, "b", (NOW + timedelta(seconds=7)).astimezone(FAR_EAST)),
        ]

    def teardown(self) -> None:
        try:
            for one in self.devices:
                one.reopen()
                one.expect()
                assert check(one.path, one.clock, 1.0).findings == ()
        finally:
            self._place.cleanup()

    def at_work(self, who: int) -> Device:
        self.devices[who].clock.advance(3)
        return self.devices[who]

    def act(self, one: Device, name: str, **given: Any) -> Ended:
        """Do an act, here or in a process that may be killed at it.

        Returns:
            "killed" when nothing of it is there. Where it came to the end that counts, and its
            process was killed after that, it is "done".
        """
        made = {backup.name for backup in backups(one.path)}
        if one.left is None:
            ended = do(one.journal, name, given)
        else:
            before = one.content
            ended = self.mortal.do(one.journal, name, given, one.left)
            one.left = None
            one.reopen()
            if ended == "killed" and one.content != before:
                ended = "done"
        there = {backup.name: backup for backup in backups(one.path)}
        for name in there.keys() - made:
            assert is_sound(there[name])
            one.backups[name] = one.model
        assert there.keys() >= {name for name in made if "asked" in name}, "these always stay"
        return ended

    def did(
        self,
        one: Device,
        label: str,
        after: Callable[[], Mapping[str, Record | None]],
        *,
        group: str | None = None,
        **given: Any,
    ) -> None:
        """Do an act that nothing refuses, and reckon what must be there after it."""
        if self.act(one, given.pop("act"), **given) == "done":
            one.model = one.model.did(label, after(), group)

    @invariant()
    def each_holds_what_its_model_holds(self) -> None:
        for one in self.devices:
            one.expect()

    # --- entries ---
    @rule(who=WHO, text=TEXT, level=LEVEL)
    def log(self, who: int, text: str, level: int) -> None:
        one = self.at_work(who)
        at, said = one.clock.now(), storable(text)
        self.did(
            one, "logged", lambda: one.new(Note(at=at, text=said), Pain(at=at, level=level)),
            act="log", text=text, level=level,
        )  # fmt: skip

    @rule(who=WHO, level=LEVEL)
    def log_at_once(self, who: int, level: int) -> None:
        one = self.at_work(who)
        at = one.clock.now()
        self.did(
            one, "logged at once",
            lambda: one.new(Pain(at=at, level=level), Mood(at=at, level=1 + level % 5)),
            act="log_at_once", level=level,
        )  # fmt: skip

    @rule(who=WHO, text=TEXT, level=LEVEL)
    def log_much(self, who: int, text: str, level: int) -> None:
        one = self.at_work(who)
        at, said = one.clock.now(), storable(text)
        self.did(
            one, "logged much",
            lambda: one.new(
                Sleep(at=at, minutes=60 * level, quality=3),
                Function(at=at, activity=said, level=level),
                Treatment(at=at, what="heat", minutes=10),
                DoneElsewhere(at=at, minutes=20, what=said),
            ),
            act="log_much", text=text, level=level,
        )  # fmt: skip

    @rule(who=WHO, key=st.sampled_from("ab"), value=st.none() | TEXT)
    def answer(self, who: int, key: str, value: str | None) -> None:
        one = self.at_work(who)
        at, said = one.clock.now(), None if value is None else storable(value)
        self.did(
            one, "answered", lambda: one.new(ProfileAnswer(at=at, key=key, value=said)),
            act="answer", key=key, value=value,
        )  # fmt: skip

    @rule(who=WHO, which=WHICH, text=TEXT, level=LEVEL)
    def edit(self, who: int, which: int, text: str, level: int) -> None:
        one = self.at_work(who)
        found = one.pick(which, Note, Pain, Mood, StopEvent)
        if found is None:
            return
        change: dict[str, Any] = {"text": text}
        if isinstance(found, StopEvent):
            change = {"answer": text}
        elif not isinstance(found, Note):
            change = {"level": 1 + level % 5}
        wanted: dict[str, Any] = {
            key: storable(said) if isinstance(said, str) else said for key, said in change.items()
        }
        self.did(
            one, "edited", lambda: {found.id: replace(found, **wanted)},
            act="edit", kind=found.kind, identifier=found.id, change=change,
        )  # fmt: skip

    @rule(who=WHO, texts=st.tuples(TEXT, TEXT), form=FORM)
    def edit_on_both(self, who: int, texts: tuple[str, str], form: str) -> None:
        """The same note, first on the other device and then here; then both come together."""
        one, other = self.devices[who], self.devices[1 - who]
        self.log(who, texts[0], 0)
        self.merge(1 - who, form)
        both = [x for x in in_time(one.entries, Note) if x.id in other.entries]
        for device, text in zip((other, one), texts, strict=True):
            for note in both[-1:]:
                device.clock.advance(3)
                before = device.entries[note.id]
                assert isinstance(before, Note)
                after = {note.id: replace(before, text=storable(text))}
                self.did(
                    device, "edited", after.copy,
                    act="edit", kind="note", identifier=note.id, change={"text": text},
                )  # fmt: skip
        self.merge(who, form)

    @rule(who=WHO, which=WHICH)
    def delete(self, who: int, which: int) -> None:
        """A session takes along what is a part of it."""
        one = self.at_work(who)
        found = one.pick(which, *ENTRY_TYPES)
        if found is None:
            return
        gone = [found.id]
        if isinstance(found, SessionRecord):
            parts = one.entries.values()
            gone += [
                part.id for part in parts if isinstance(part, PARTS) and part.session == found.id
            ]
        self.did(
            one, "deleted", lambda: dict.fromkeys(gone),
            act="delete", kind=found.kind, identifier=found.id,
        )  # fmt: skip

    @rule(who=WHO, act=st.sampled_from(["delete", "edit"]))
    def what_is_not_there(self, who: int, act: str) -> None:
        one = self.at_work(who)
        change = {} if act == "delete" else {"change": {"text": "x"}}
        ended = self.act(one, act, kind="note", identifier="no-such-entry", **change)
        assert ended in ("refused", "killed")

    @rule(who=WHO, text=TEXT)
    def think_better_of_it(self, who: int, text: str) -> None:
        """An act that raises leaves nothing."""
        one = self.at_work(who)
        before = one.path.read_bytes()

        def broken_off() -> None:
            with one.journal.act("broken off") as act:
                act.add(Note(at=one.clock.now(), text=text))
                act.remove("note", "no-such-entry")

        with pytest.raises(NotFoundError):
            broken_off()
        assert one.path.read_bytes() == before

    @rule(who=WHO, key=st.sampled_from("xy"), value=TEXT.map(storable))
    def remember(self, who: int, key: str, value: str) -> None:
        one = self.at_work(who)
        if self.act(one, "remember", key=key, value=value) == "done":
            one.model = replace(one.model, noted={**one.model.noted, key: value})
        assert [one.journal.recall(key) for key in "xy"] == [*map(one.model.noted.get, "xy")]

    # --- a session: one group ---
    @rule(who=WHO, sets=st.integers(1, 3))
    def begin(self, who: int, sets: int) -> None:
        one = self.at_work(who)
        at = one.clock.now()
        session = new_id(at)
        begun = SessionRecord(at=at, sets=sets)
        why = DecisionRecord(at=at, rule="r", reason="so", session=session)
        self.did(
            one, "began", lambda: one.new(begun, why), group=session,
            act="begin", session=session, sets=sets, rule="r",
        )  # fmt: skip

    @rule(who=WHO, which=WHICH, number=st.integers(1, 3), reps=st.integers(0, 8))
    def save_set(self, who: int, which: int, number: int, reps: int) -> None:
        """Done again it takes the first one's place."""
        one = self.at_work(who)
        session = one.pick(which, SessionRecord)
        if session is None:
            return
        before = [x.id for x in in_time(one.entries, SetRecord)
                  if (x.session, x.number) == (session.id, number)]  # fmt: skip
        done = SetRecord(
            at=one.clock.now(), session=session.id, item=0, exercise="x", number=number, reps=reps,
            reps_prescribed=8,
        )  # fmt: skip
        again = before[0] if before else ""
        self.did(
            one, "did a set",
            lambda: {again: replace(done, id=again)} if again else one.new(done),
            group=session.id,
            act="save_set", session=session.id, number=number, reps=reps, before=again,
        )  # fmt: skip

    @rule(who=WHO, which=WHICH, level=LEVEL)
    def tell(self, who: int, which: int, level: int) -> None:
        one = self.at_work(who)
        session = one.pick(which, SessionRecord)
        if session is not None:
            at, of = one.clock.now(), session.id
            self.did(
                one, "told",
                lambda: one.new(CheckIn(at=at, moment="after", effort=level, session=of),
                                Pain(at=at, level=level, moment="worst", session=of)),
                group=of, act="tell", session=of, level=level,
            )  # fmt: skip

    @rule(who=WHO, which=WHICH, text=TEXT, sign=st.none() | st.just("ST1a"))
    def stop(self, who: int, which: int, text: str, sign: str | None) -> None:
        """What was told stays when its session is taken back."""
        one = self.at_work(who)
        session = one.pick(which, SessionRecord) if which % 3 else None
        told = StopEvent(
            at=one.clock.now(), reason=storable(text), session=session.id if session else None
        )
        if self.act(one, "stop", session=told.session, text=text) != "done":
            return
        added = one.new(told)
        one.model = one.model.did("stopped", added, told.session)
        if sign is not None and session is not None:
            [key] = added
            self.did(
                one, "edited", lambda: {key: replace(told, id=key, sign=sign)},
                group=told.session, act="edit", kind="stop", identifier=key, change={"sign": sign},
                in_group=told.session,
            )  # fmt: skip

    @rule(who=WHO, which=WHICH, state=st.sampled_from(["finished", "left"]))
    def end(self, who: int, which: int, state: Literal["finished", "left"]) -> None:
        one = self.at_work(who)
        session = one.pick(which, SessionRecord)
        if session is not None:
            self.did(
                one, "ended", lambda: {session.id: replace(session, state=state, seconds=which)},
                group=session.id, act="end", session=session.id, state=state, seconds=which,
            )  # fmt: skip

    @rule(who=WHO, level=LEVEL, back=st.booleans())
    def correct(self, who: int, level: int, back: bool) -> None:
        """What was told in a session is changed, by itself, before the session goes on."""
        one = self.at_work(who)
        self.begin(who, 1)
        self.tell(who, -1, level)
        told = [x for x in in_time(one.entries, Pain) if x.session in one.entries]
        for pain in told[-1:]:
            after = {pain.id: replace(pain, level=10 - level)}
            self.did(
                one, "edited", after.copy,
                act="edit", kind="pain", identifier=pain.id, change={"level": 10 - level},
            )  # fmt: skip
            self.save_set(who, -1, 1, level)
        if back:
            self.take_back(who, 1)

    # --- back ---
    @rule(who=WHO, times=st.integers(1, 3))
    def take_back(self, who: int, times: int) -> None:
        one = self.at_work(who)
        for _ in range(times):
            newest, wanted, before = one.model.newest, one.model.taken_back(), one.versions
            ended = self.act(one, "undo")
            assert (ended == "refused") <= (wanted is None)
            if ended == "done":
                assert wanted is not None
                one.model = wanted
                assert one.held == one.entries
                if newest is not None and newest.was:
                    self.is_forgotten(one, newest)
                elif newest is not None:
                    assert all(one.versions[key][0] > before[key][0] for key in newest.ids)

    @staticmethod
    def is_forgotten(one: Device, merged: Past) -> None:
        """What a merge brought is as if it had never come: no row of it is left."""
        now = one.versions
        for key, before in merged.was.items():
            if not (before is None and "'kind': 'session'" in str(now.get(key))):
                assert now.get(key) == before

    @rule(who=WHO)
    def refuse_to_take_back(self, who: int) -> None:
        """Whoever asks is shown the newest act, and may leave it."""
        one = self.at_work(who)
        before, shown = one.path.read_bytes(), list[str]()

        def refuse(act: taking_back.PastAct) -> None:
            shown.append(act.label)
            raise NotFoundError("not this one")

        if one.model.labels:
            with pytest.raises(NotFoundError):
                taking_back.undo(one.journal, refuse)
        else:
            assert taking_back.undo(one.journal, refuse) is None
        assert shown == one.model.labels[:1]
        assert one.path.read_bytes() == before

    # --- crashes and time ---
    @rule(who=WHO, left=st.integers(1, 120))
    def die_at_the_next_act(self, who: int, left: int) -> None:
        self.devices[who].left = left

    @rule(who=WHO)
    def reopen(self, who: int) -> None:
        self.devices[who].reopen()

    @rule(days=st.sampled_from([1, 8, 40]))
    def let_time_pass(self, days: int) -> None:
        for one in self.devices:
            one.clock.advance(86_400 * days)

    # --- copies ---
    @rule(who=WHO, whys=st.lists(st.sampled_from(["asked", "daily"]), min_size=1, max_size=3))
    def back_up(self, who: int, whys: list[str]) -> None:
        """Nothing is due after one."""
        one = self.at_work(who)
        before = one.path.read_bytes()
        for why in whys:
            ended = self.act(one, "copy", why=why)
            assert one.path.read_bytes() == before
            assert ended == "killed" or not due(one.path, one.clock.now())

    @rule(who=WHO, which=WHICH)
    def restore(self, who: int, which: int) -> None:
        """The journal is the backup to the byte, and what can be taken back is too."""
        one = self.at_work(who)
        made = backups(one.path)
        if made:
            chosen: Backup = made[which % len(made)]
            wanted = one.backups[chosen.name]
            with closing(sqlite3.connect(chosen.path)) as connection:
                copied = list(connection.iterdump())
            if self.act(one, "put_back", backup=chosen.name) == "done":
                one.model = wanted
                assert one.content == copied

    # --- from one to the other ---
    @rule(who=WHO)
    def same_again(self, who: int) -> None:
        """One's own export brings nothing, as lines and as a table."""
        one = self.at_work(who)
        before = one.path.read_bytes()
        for form in ("jsonl", "csv"):
            assert bring_in(one.journal, BytesIO(exported(one, form)), "own").nothing_new
        assert one.path.read_bytes() == before

    @rule(who=WHO, form=FORM)
    def merge(self, who: int, form: str) -> None:
        """The later version of each entry holds; deletes are respected; twice is once."""
        one, other = self.at_work(who), self.devices[1 - who]
        content = exported(other, form)
        file = self.folder / "other"
        file.write_bytes(content)
        here, there, before = one.versions, other.versions, one.path.read_bytes()
        wanted = {
            key: max(filter(None, (here.get(key), there.get(key))), key=lambda v: v[:2])
            for key in {*here, *there}
        }
        plan = bring_in(one.journal, BytesIO(content), "other", dry_run=True)
        assert one.path.read_bytes() == before
        if self.act(one, "take_in", file=str(file)) == "done":
            assert one.versions == wanted
            held = one.held
            changed = [key for key in wanted if wanted[key] != here.get(key)]
            assert plan.added + plan.changed + plan.removed + plan.traces == len(changed)
            if changed:
                after = {key: held.get(key) for key in changed}
                was = {key: here.get(key) for key in changed}
                one.model = one.model.did("imported other", after, was=was)
            assert one.held == one.entries
            assert bring_in(one.journal, BytesIO(content), "other").nothing_new

    # --- readings ---
    @rule(who=WHO, which=WHICH)
    def look(self, who: int, which: int) -> None:
        one = self.at_work(who)
        look(one.journal, one.entries, one.model.labels, which)


@pytest.fixture
def _mortal() -> Iterator[None]:
    with Mortal() as Life.mortal:
        yield


@pytest.mark.long
@pytest.mark.usefixtures("_mortal")
def test_a_journal_holds_what_a_plain_model_holds() -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=trials.EXAMPLES, stateful_step_count=trials.STEPS, deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )  # fmt: skip
