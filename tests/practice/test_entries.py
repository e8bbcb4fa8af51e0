"""Entries edited and deleted, and all of it taken back again."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from practice_stage import Stage

from rehab_tui.errors import NotFoundError, UsageError
from rehab_tui.journal import records as r
from rehab_tui.journal.rows import Row
from rehab_tui.practice import entries, finding, said
from rehab_tui.practice.alone import take_back
from rehab_tui.practice.log import log

_ACT = st.tuples(st.sampled_from(["log", "edit", "delete", "undo"]), st.integers(0, 10))


def told(stage: Stage) -> list[Row]:
    """What stands in the journal, without who wrote it when."""
    rows = stage.journal.rows()
    return [{key: row[key] for key in row.keys() - {"updated", "device"}} for row in rows]


@pytest.mark.long
@settings(max_examples=8)
@given(st.lists(_ACT, max_size=9))
def test_any_acts_are_taken_back_to_each_state_before(acts: list[tuple[str, int]]) -> None:
    """Edits and deletes too, one after the other, whatever was undone in between."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        before: list[list[Row]] = []
        for act, number in acts:
            state = told(stage)
            present = [one.record for one in finding.look_for(stage.journal, finding.Filter())]
            if act == "undo":
                take_back(stage.journal)
                assert told(stage) == (before.pop() if before else state)
                continue
            if act == "log":
                pain = r.Pain(at=stage.clock.now(), level=number, site="knee")
                log(stage.practice, [pain, r.Mood(at=stage.clock.now(), level=number // 3 + 1)])
            elif present:
                chosen = present[number % len(present)]
                if act == "delete":
                    entries.delete(stage.practice, [chosen])
                else:
                    entries.edit(stage.practice, chosen, {chosen.kind: str(number // 3 + 1)})
            stage.clock.advance(1)
            if told(stage) != state:
                before.append(state)
        while before:
            assert take_back(stage.journal) is not None
            assert told(stage) == before.pop()
        assert take_back(stage.journal) is None


def test_an_edit_starts_from_what_is_there_now(tmp_path: Path) -> None:
    """Two windows that edit one entry do not undo each other's change."""
    stage = Stage(tmp_path)
    (pain,) = log(stage.practice, [r.Pain(at=stage.clock.now(), level=4)]).records
    entries.edit(stage.practice, pain, {"pain": "@knee"})
    edited = entries.edit(stage.practice, pain, {"pain": "6"})
    assert isinstance(edited.after, r.Pain)
    assert (edited.after.level, edited.after.site) == (6, "knee")
    entries.delete(stage.practice, [pain])
    with pytest.raises(NotFoundError):
        entries.edit(stage.practice, pain, {"pain": "7"})


def test_every_kind_that_can_be_edited_says_how_else_one_that_can_not(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    now = stage.clock.now()
    others: list[r.Record] = [
        r.StopEvent(at=now, reason="chest"), r.DecisionRecord(at=now, rule="GA1", reason="x"),
        r.ProfileAnswer(at=now, key="side", value="left"),
    ]  # fmt: skip
    for one in log(stage.practice, others).records:
        with pytest.raises(UsageError, match=r"rehab (start|plan|profile)"):
            entries.edit(stage.practice, one, {"at": "yesterday"})
    assert {kind.kind for kind in r.ENTRY_TYPES} == entries.WAYS.keys() | {
        one.kind for one in others
    }  # fmt: skip


def test_every_kind_has_words_of_its_own() -> None:
    assert set(r.ENTRY_TYPES) <= set(said.halves.registry)
    assert {kind.kind for kind in r.ENTRY_TYPES} == said.NAMES.keys()


@given(st.text("0123456789abcdefABCDEF-", max_size=40))
def test_a_beginning_is_read_with_and_without_dashes(text: str) -> None:
    plain = text.lower().replace("-", "")
    read = finding._dashed(text)
    assert read.replace("-", "") == plain
    whole = "01a208d2-e814-7118-a183-22c2f68ebac9"
    if whole.replace("-", "").startswith(plain):
        assert whole.startswith(read)
