"""`rehab journal edit` and `delete`, and undo behind them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab, one_line, the_catalogue
from cli_stage import practice_in
from journal_shown import Row, listed, logged

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.clock import SystemClock
from rehab_tui.journal import records as r
from rehab_tui.practice import alone
from rehab_tui.practice.context import Practice

pytestmark = pytest.mark.long

catalogue = the_catalogue
home = a_home
rehab = a_rehab


# --- which entry -----------------------------------------------------------
def test_any_beginning_that_only_one_id_has(rehab: Rehab) -> None:
    first, second = logged(rehab, "-p", "4", "-m", "3")
    for typed in (first["id"], first["id"][:13], first["id"][:20].upper(),
                  first["id"].replace("-", "")[:12]):  # fmt: skip
        assert rehab("journal", "edit", typed, "-p", "5").code == 0
    assert "beginning" in rehab("journal", "edit", "-h").out
    assert rehab("journal", "delete", second["id"][:13]).code == 0


def test_a_beginning_of_several_ids_names_them_and_changes_nothing(rehab: Rehab) -> None:
    entries = logged(rehab, "-p", "4", "-m", "3", "-n", "x")
    before = rehab("journal", "list").out
    for words in (("edit", "{}", "-p", "5"), ("delete", "{}")):
        ran = rehab("journal", *(word.format(entries[0]["id"][:6]) for word in words))
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("rehab: 3 ids begin with")
        for entry in entries:
            assert entry["id"][:13] in ran.err
    assert rehab("journal", "list").out == before


def test_ids_that_are_none(rehab: Rehab) -> None:
    one_line(rehab("journal", "edit", "01a2", "-m", "3"), 4)
    entry = logged(rehab, "-m", "3")[0]
    for typed in ("ffff", "%", "_", "\udc80", "x" * 99, entry["id"] + "0"):
        one_line(rehab("journal", "delete", typed), 4)
    for typed in ("", " ", "--"):
        one_line(rehab("journal", "delete", "--", typed), 2)
    one_line(rehab("journal", "delete"), 2)
    one_line(rehab("journal", "delete", entry["id"], "ffff"), 4)
    assert len(listed(rehab)) == 1


# --- edit ------------------------------------------------------------------
EDITS = [
    (("-p", "4@knee:ache"), ("-p", "5"), {"level": 5, "site": "knee", "quality": "ache"}),
    (("-p", "4@knee:ache"), ("-p", "@neck"), {"level": 4, "site": "neck", "quality": "ache"}),
    (("-p", "4@knee:ache"), ("-p", ":stiff"), {"level": 4, "site": "knee", "quality": "stiff"}),
    (("-p", "4@knee:ache"), ("-p", "0@hip", "--clear", "quality"),
     {"level": 0, "site": "hip", "quality": None}),
    (("-p", "4@knee"), ("--clear", "site", "--at", "2026-01-05 09:00"),
     {"level": 4, "site": None, "day": "2026-01-05"}),
    (("-m", "3"), ("-m", "5"), {"level": 5}),
    (("-s", "23:30-6:30"), ("--latency", "20", "--awake", "30", "-q", "2"),
     {"minutes": 370, "latency": 20, "awake": 30, "quality": 2, "bed": "23:30"}),
    (("-s", "23:30-6:30", "--wakings", "3"), ("-s", "7h"),
     {"minutes": 420, "bed": None, "awakenings": 3}),
    (("-q", "3"), ("-s", "7h", "--clear", "quality"), {"minutes": 420, "quality": None}),
    (("-f", "climbing stairs=6"), ("-f", "8"), {"activity": "climbing stairs", "level": 8}),
    (("-f", "stairs=6"), ("-f", "steps=7"), {"activity": "steps", "level": 7}),
    (("-t", "heat:20"), ("-t", "ice"), {"what": "ice", "minutes": 20}),
    (("-t", "heat"), ("-t", ":15"), {"what": "heat", "minutes": 15}),
    (("-t", "heat:20"), ("--clear", "minutes"), {"what": "heat", "minutes": None}),
    (("--done", "20"), ("--done", "30"), {"minutes": 30}),
    (("-n", "old"), ("-n", "new  "), {"text": "new  "}),
]  # fmt: skip


@pytest.mark.parametrize(("first", "then", "wanted"), EDITS, ids=lambda one: " ".join(one)[:24])
def test_an_edit_changes_what_is_named_and_undo_brings_the_rest_back(
    rehab: Rehab, first: tuple[str, ...], then: tuple[str, ...], wanted: Row
) -> None:
    """An edit is taken back by `rehab undo`."""
    (entry,) = logged(rehab, *first)
    ran = rehab("journal", "edit", entry["id"][:13], *then)
    assert ran.code == 0, ran
    assert ran.out.startswith("before: ")
    assert "\nnow: " in ran.out
    assert "rehab undo" in ran.out.splitlines()[-1]
    (after,) = listed(rehab)
    assert {key: after[key] for key in wanted} == wanted
    assert after["id"] == entry["id"]
    assert after["updated"] > entry["updated"]
    assert "edited a" in rehab("undo").out
    (back,) = listed(rehab)
    unchanged = entry.keys() - {"updated"}
    assert {key: back[key] for key in unchanged} == {key: entry[key] for key in unchanged}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (("-p", "4"), ()), (("-p", "4"), ("-m", "3")), (("-p", "4"), ("-p", "11")),
        (("-p", "4"), ("-p", "")), (("-p", "4"), ("-p", "@knne")), (("-p", "4"), ("-n", "x")),
        (("-p", "4"), ("--clear", "level")), (("-p", "4@knee"), ("--clear", "site", "-q", "3")),
        (("-m", "3"), ("-m", "5.0")), (("-m", "3"), ("--at", "2999-01-01")),
        (("-s", "7h"), ("--clear", "sleep")), (("-s", "7h"), ("-s", "8h", "--clear", "sleep")),
        (("-s", "23:00-6:00"), ("--awake", "500")), (("-n", "x"), ("-n", " ")),
        (("-f", "stairs=6"), ("-f", "=7")), (("--done", "20"), ("--done", "0")),
        (("-t", "heat"), ("-t", "wine")), (("-m", "3"), ("--effort", "3")),
    ],
    ids=lambda one: " ".join(one)[:24],
)  # fmt: skip
def test_an_edit_that_is_refused_changes_nothing(
    rehab: Rehab, first: tuple[str, ...], then: tuple[str, ...]
) -> None:
    (entry,) = logged(rehab, *first)
    one_line(rehab("journal", "edit", entry["id"], *then), 2)
    assert listed(rehab) == [entry]
    assert len(rehab("undo", "--list").out.splitlines()) == 1


def test_what_is_so_already_is_no_change(rehab: Rehab) -> None:
    (entry,) = logged(rehab, "-p", "4@knee")
    assert "so already" in rehab("journal", "edit", entry["id"], "-p", "4").out
    assert listed(rehab) == [entry]


def test_a_note_is_edited_from_standard_input(rehab: Rehab) -> None:
    """No words of a note need to stand in the shell's history."""
    (entry,) = logged(rehab, "-n", "old")
    ran = rehab("journal", "edit", entry["id"], "-n", "-", stdin="zwölf\n".encode())
    assert ran.code == 0
    assert listed(rehab)[0]["text"] == "zwölf"
    assert "standard input is closed" in rehab(
        "journal", "edit", entry["id"], "-n", "-", stdin=None
    ).err  # fmt: skip


# --- a session's entries ---------------------------------------------------
@pytest.fixture
def session(home: Path, catalogue: Catalogue) -> tuple[Practice, r.SessionRecord]:
    """A session with a set, a check-in and its worst pain."""
    (home / "data").mkdir(mode=0o700)
    practice = practice_in(home / "data", catalogue, SystemClock())
    at = practice.clock.now() - timedelta(hours=2)
    with practice.journal.act("began a session") as act:
        kept = act.add(r.SessionRecord(at=at, prescription="[]", sets=1, state="finished"))
        act.add(r.SetRecord(at=at, session=kept.id, item=0, exercise="cat-cow", number=1, reps=8,
                            reps_prescribed=10))  # fmt: skip
        act.add(r.CheckIn(at=at, session=kept.id, moment="after", effort=4))
        act.add(r.Pain(at=at, level=6, moment="worst", session=kept.id))
    return practice, kept


def test_entries_of_a_session_are_edited(
    rehab: Rehab, session: tuple[Practice, r.SessionRecord]
) -> None:
    practice, _ = session
    rows = {row["kind"]: row["id"] for row in practice.journal.rows()}
    for kind, words in (("set", ("--reps", "9")), ("check_in", ("--effort", "7")),
                        ("session", ("--effort", "7")), ("pain", ("-p", "5"))):  # fmt: skip
        assert rehab("journal", "edit", rows[kind], *words).code == 0, kind
    one_line(rehab("journal", "edit", rows["set"], "--seconds", "9"), 2)
    (pain,) = practice.journal.entries(r.Pain)
    assert (pain.level, pain.moment) == (5, "worst")
    assert [one.reps for one in practice.journal.entries(r.SetRecord)] == [9]


def test_a_session_is_deleted_with_its_parts_and_brought_back(
    rehab: Rehab, session: tuple[Practice, r.SessionRecord]
) -> None:
    """A delete is taken back by `rehab undo`."""
    practice, kept = session
    before = [(row["kind"], row["id"]) for row in practice.journal.rows()]
    ids = [identifier for kind, identifier in before if kind in ("session", "set")]
    assert rehab("journal", "delete", *ids, kept.id).code == 0
    assert [row["kind"] for row in practice.journal.rows()] == ["pain"]
    one_line(rehab("journal", "delete", kept.id), 4)
    assert "deleted 2 entries" in rehab("undo").out
    assert [(row["kind"], row["id"]) for row in practice.journal.rows()] == before


def test_a_session_that_runs_and_a_stop_that_waits_stay(
    rehab: Rehab, home: Path, catalogue: Catalogue
) -> None:
    (home / "data").mkdir(mode=0o700)
    practice = practice_in(home / "data", catalogue, SystemClock())
    with practice.journal.act("test") as act:
        kept = act.add(r.SessionRecord(at=practice.clock.now(), prescription="[]", sets=1))
        stop = act.add(r.StopEvent(at=practice.clock.now(), reason="chest", tier=1))
        rule = act.add(r.DecisionRecord(at=practice.clock.now(), rule="GA1", reason="x"))
        over = act.add(r.StopEvent(at=practice.clock.now(), reason="sharp"))
    one_line(rehab("journal", "delete", stop.id, over.id), 1)
    assert rehab("journal", "delete", over.id).code == 0
    for one in (stop, rule):
        one_line(rehab("journal", "edit", one.id, "--at", "yesterday"), 2)
    with alone.take(practice):
        one_line(rehab("journal", "delete", kept.id), 5)
        one_line(rehab("journal", "edit", kept.id, "--effort", "3"), 5)
    assert rehab("journal", "delete", kept.id).code == 0


# --- undo ------------------------------------------------------------------
def test_several_acts_are_taken_back_one_after_the_other(rehab: Rehab) -> None:
    """Across restarts, for each command is one."""
    (pain,) = logged(rehab, "-p", "4")
    rehab("log", "-m", "3")
    rehab("journal", "edit", pain["id"], "-p", "6")
    rehab("journal", "delete", pain["id"])
    said = [line.split("  ")[1] for line in rehab("undo", "--list").out.splitlines()]
    assert said == [
        "deleted 1 entry: pain 6", "edited a pain entry: pain 6", "logged 1 entry: mood 3",
        "logged 1 entry: pain 4",
    ]  # fmt: skip
    levels = []
    for _ in said:
        assert rehab("undo").code == 0
        levels.append([row["level"] for row in listed(rehab, "--kind", "pain")])
    assert levels == [[6], [4], [4], []]
    assert "nothing to take back" in rehab("undo").out


def test_a_session_is_one_line_of_what_can_be_taken_back(
    rehab: Rehab, home: Path, catalogue: Catalogue
) -> None:
    (home / "data").mkdir(mode=0o700)
    practice = practice_in(home / "data", catalogue, SystemClock())
    rehab("log", "-p", "4")
    for number in range(24):
        with practice.journal.act("did a set", group="s1") as act:
            act.add(r.Mood(at=practice.clock.now(), level=number % 5 + 1))
    rehab("log", "-m", "4")
    said = [line.split("  ")[1] for line in rehab("undo", "--list").out.splitlines()]
    assert said == ["logged 1 entry: mood 4", "a session", "logged 1 entry: pain 4"]


def test_a_session_is_named_without_its_sets(
    rehab: Rehab, home: Path, catalogue: Catalogue
) -> None:
    (home / "data").mkdir(mode=0o700)
    practice = practice_in(home / "data", catalogue, SystemClock())
    with practice.journal.act("brought a session") as act:
        kept = act.add(r.SessionRecord(at=practice.clock.now(), state="finished"))
        act.add(r.SetRecord(at=kept.at, session=kept.id, item=0, exercise="cat-cow", number=1,
                            reps=8, reps_prescribed=8))  # fmt: skip
    assert " ".join(rehab("undo", "--list").out.split()).endswith(
        "brought a session: session, finished, 1 min, 0 sets planned"
    )


def test_what_undo_takes_back_is_named(rehab: Rehab) -> None:
    rehab("log", "-p", "4@knee-left", "-m", "3", "-n", "it rained " * 30, "-q", "2", "--done", "20")
    line = rehab("undo", "--list").out
    told = " ".join(line.split())
    assert "logged 5 entries: pain 4, " in told
    assert told.endswith(", ...")
    assert len(told) < 250
    assert "(5 entries): pain 4, " in " ".join(rehab("undo").out.split())
