"""Entries as forms: what stands there says the entry, and what is changed changes only that."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from practice_stage import START, Stage

from rehab_tui.errors import UsageError
from rehab_tui.journal import records as r
from rehab_tui.journal.rows import TYPES
from rehab_tui.practice import entries, forms
from rehab_tui.practice.entries import WAYS
from rehab_tui.practice.finding import list_all, look_for, read_filter_line, text_of_filter_line
from rehab_tui.practice.log import log

AT = START - timedelta(hours=3, seconds=7)
ENTRIES: list[r.Record] = [
    r.Pain(at=AT, level=4, site="neck", quality="stiff"),
    r.Pain(at=AT, level=0),
    r.Mood(at=AT, level=2),
    r.Sleep(at=AT, minutes=405, quality=3, awakenings=2),
    r.Sleep(at=AT, minutes=400, bed="23:10", wake="06:40", latency=20, awake=30),
    r.Sleep(at=AT, minutes=45),
    r.Sleep(at=AT, quality=1),
    r.Function(at=AT, activity="climbing = stairs", level=6),
    r.Treatment(at=AT, what="heat", minutes=20),
    r.Treatment(at=AT, what="ice"),
    r.DoneElsewhere(at=AT, minutes=30, what="walk"),
    r.Note(at=AT, text="a good day @home:yes"),
]
NEW = [one for one in ENTRIES if getattr(one, "what", "") != "walk"]


@pytest.mark.parametrize("record", ENTRIES)
def test_what_stands_in_a_form_is_the_entry(record: r.Record) -> None:
    assert forms.change_of(record, forms.fill(record)) is None


@pytest.mark.parametrize("record", NEW)
def test_a_form_filled_alike_makes_the_same_entry(record: r.Record) -> None:
    filled = {**forms.fill(record), "at": f"{AT:%H:%M}"}
    made = forms.read_new(record.kind, filled, START)
    again = forms.fill(made)
    assert {**again, "at": ""} == {**filled, "at": ""}
    assert made.at == AT.replace(second=0, microsecond=0)


@pytest.mark.parametrize("record", ENTRIES)
def test_whatever_may_be_taken_out_is_by_emptying_its_field(
    record: r.Record, tmp_path: Path
) -> None:
    stage = Stage(tmp_path)
    with stage.journal.act("test") as act:
        kept = act.add(record)
    before = forms.fill(kept)
    for name in WAYS[kept.kind].clears:
        if before[name] and not (kept.kind == "sleep" and name in ("sleep", "quality")):
            filled = {**before, name: " "}
            change = forms.change_of(kept, filled)
            assert change is not None
            assert change.clear == (name,)
            after = entries.edit(stage.practice, kept, change.typed, change.clear).after
            assert forms.fill(after)[name] == ""
            assert after == forms.preview(stage.practice, kept, filled)
            kept, before = after, forms.fill(after)


@pytest.mark.parametrize(
    ("kind", "filled"),
    [
        ("pain", {"pain": ""}), ("pain", {"pain": "11"}), ("pain", {"pain": "3", "site": "nek"}),
        ("pain", {"pain": "3", "at": "tomorrow"}), ("mood", {"mood": "6"}), ("sleep", {}),
        ("function", {"function": "3"}), ("treatment", {"minutes": "20"}), ("note", {"note": " "}),
        ("done_elsewhere", {"minutes": "x"}),
    ],
)  # fmt: skip
def test_what_cant_be_read_is_refused(kind: r.Kind, filled: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        forms.read_new(kind, {**forms.fill_new(kind), **filled}, START)


def test_an_emptied_note_is_refused(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    note = r.Note(at=AT, text="hello")
    with pytest.raises(UsageError):
        forms.preview(stage.practice, note, {**forms.fill(note), "note": ""})


def test_every_kind_has_a_form_or_says_why_not() -> None:
    for kind in TYPES.values():
        if kind.kind in WAYS:
            assert forms.fields_of(kind.kind)
    with pytest.raises(UsageError):
        forms.fill(r.ProfileAnswer(at=AT, key="side", value="left"))
    with pytest.raises(UsageError):
        forms.fill(r.Note(at=AT, text="one\ntwo"))
    assert set(forms.NEW) <= WAYS.keys()


def test_a_line_that_filters() -> None:
    wanted = read_filter_line(" kind:pain,checkin  site:knee from:2026-11-01 a to:2026-11-20 b:c ")
    assert wanted.kinds == ("pain", "check_in")
    assert (wanted.site, wanted.text) == ("knee", "a b:c")
    assert [str(one) for one in (wanted.first, wanted.last)] == ["2026-11-01", "2026-11-20"]
    for line in ("kind:", "site:nek x", "from:yesterday", "from:2026-11-02 to:2026-11-01"):
        with pytest.raises(UsageError):
            read_filter_line(line)
        assert text_of_filter_line(line).text in ("", "x")


def test_the_last_day_of_all_days_is_no_end(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    log(stage.practice, ENTRIES)
    wanted = read_filter_line("to:9999-12-31")
    assert (
        len(look_for(stage.journal, wanted)) == len(ENTRIES) == len(list_all(stage.journal, wanted))
    )
