from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import typer
from cli_run import Rehab, a_home, a_rehab, one_line, the_catalogue
from cli_stage import Script, Stage, practice_in
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.cli import commands, entries, log_asked, quick
from rehab_tui.cli import log as long_way
from rehab_tui.cli.entries import Given
from rehab_tui.clock import SystemClock
from rehab_tui.journal import records as r
from rehab_tui.journal.records import MAX_TEXT
from rehab_tui.journal.store import Journal
from rehab_tui.practice.context import Practice

catalogue = the_catalogue
home = a_home
rehab = a_rehab


def rows(home: Path, table: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(home / "data" / "journal.sqlite3") as connection:
        found = connection.execute(f"SELECT * FROM {table} WHERE deleted IS NULL").fetchall()
    connection.close()
    return found


def test_everything_given_is_one_act_that_one_undo_takes_back(rehab: Rehab, home: Path) -> None:
    ran = rehab("log", "-p", "4@lower-back", "-m", "3", "-s", "6h30", "-n", "slept badly")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert [line.split("  [")[0] for line in lines[:4]] == [
        "saved: pain 4, lower back", "saved: mood 3", "saved: sleep 6 h 30 min",
        "saved: note: slept badly",
    ]  # fmt: skip
    assert lines[4].startswith("for today ")
    assert "rehab undo" in lines[4]
    assert [len(rows(home, table)) for table in ("pain", "mood", "sleep", "note")] == [1, 1, 1, 1]
    assert "4 entries" in rehab("undo").out
    assert [len(rows(home, table)) for table in ("pain", "mood", "sleep", "note")] == [0, 0, 0, 0]
    assert rehab("undo").out == "There is nothing to take back.\n"


def test_each_id_said_is_the_beginning_of_that_entrys_id_alone(rehab: Rehab) -> None:
    lines = [rehab("log", "-p", "4", "-p", "5", "-m", "2").out.splitlines() for _ in range(3)]
    said = [line.split("[")[1][:-1] for three in lines for line in three[:3]]
    ids = [entry["id"] for entry in json.loads(rehab("journal", "list", "--json").out)]
    assert sorted(said) == sorted(set(said)) == sorted(one[:13] for one in ids)


def test_a_night_in_full(rehab: Rehab) -> None:
    words = ("-s", "23:30-6:30", "--latency", "20", "--awake=30", "--wakings", "2", "-q", "3")
    (night,) = json.loads(rehab("log", "--json", "--at", "yesterday", *words).out)
    assert [night[key] for key in ("minutes", "bed", "wake", "latency", "awake", "awakenings")] == [
        370, "23:30", "06:30", 20, 30, 2,
    ]  # fmt: skip
    said = " ".join(rehab("log", *words).out.split())
    first = "sleep 6 h 10 min, quality 3, 23:30 to 06:30"  # where a line is short the rest is cut
    for part in (first, "20 min to fall asleep", "woke 2 times"):
        assert part in said


@pytest.mark.parametrize(
    "bad",
    [
        ("-p", "11"), ("-p", "5.0"), ("-p", "1_0"), ("-p", "true"), ("-p", "nan"), ("-p", ""),
        ("-p", "-1"), ("-p", "4@lowerback"), ("-p", "4:achy"), ("-m", "0"), ("-m", "6"),
        ("-s", "7h90"), ("-s", "7"), ("-s", "25h"), ("-q", "9"), ("-f", "stairs"),
        ("-f", "stairs=11"), ("-t", "wine"), ("--done", "0"), ("--done", "1.5"),
        ("--at", "tomorrow"), ("--at", "2999-01-01"), ("--at", "25:00"), ("--at", "whenever"),
        ("-n", "  "), ("-n", "x" * (MAX_TEXT + 1)), ("--morning", "11"), ("--latency", "20"),
        ("-s", "23:00-6:00", "--awake", "421"), ("-s", "7h", "--wakings", "1.5"), ("-x", "1"),
        ("stray",), ("-p",),
    ],
    ids=lambda bad: " ".join(bad)[:20],
)  # fmt: skip
def test_one_wrong_value_and_nothing_is_written(
    rehab: Rehab, home: Path, bad: tuple[str, ...]
) -> None:
    one_line(rehab("log", "-m", "3", "-n", "fine", *bad), 2)
    assert not (home / "data").exists()


@pytest.mark.parametrize(
    "again", ["-m 3 -m 4", "-m 3 --mood=3", "-n one -p 3 -n two -m 3", "-m3 -m4"]
)
def test_what_is_given_twice_is_not_half_lost(rehab: Rehab, home: Path, again: str) -> None:
    said = one_line(rehab("log", "-s", "7h", *again.split()), 2)
    option = "--note" if "-n" in again else "--mood"
    assert said == f"rehab: {option}: it is given more than once. Give it once.\n"
    assert rehab("log", "-m", "3", "-m", "4").err.startswith("rehab: --mood: ")
    assert not (home / "data").exists()


def test_the_error_names_the_option_and_the_next_step(rehab: Rehab) -> None:
    assert "--pain" in one_line(rehab("log", "-p", "4@lowerback"), 2)
    assert "Did you mean lower-back?" in rehab("log", "-p", "4@lowerback").err
    assert "Write 8h30." in rehab("log", "-s", "7h90").err
    assert "there is nothing to log" in one_line(rehab("log"), 2)
    assert "there is nothing to log" in one_line(rehab("log", "--at", "yesterday", stdin=None), 2)


def test_what_was_typed_is_said_back(rehab: Rehab) -> None:
    out = rehab("log", "-f", "climbing stairs=6", "-t", "heat:20", "-t", "ice", "-q", "2",
                "--done", "30", "--at", "yesterday 21:00").out  # fmt: skip
    for words in ("climbing stairs: 6 of 10", "heat, 20 min", "ice  [", "quality 2",
                  "done elsewhere, 30 min", "for yesterday 21:00"):  # fmt: skip
        assert words in out


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        (("--done",), None),
        (("--done", "20"), 20),
        (("--done=20",), 20),
        (("--done", "-m", "3"), None),
    ],
)
def test_done_elsewhere_with_and_without_minutes(
    rehab: Rehab, words: tuple[str, ...], minutes: int | None
) -> None:
    saved = json.loads(rehab("log", "--json", *words).out)
    assert [e["minutes"] for e in saved if e["kind"] == "done_elsewhere"] == [minutes]


def test_a_note_from_standard_input_loses_its_last_line_end_only(rehab: Rehab) -> None:
    (entry,) = json.loads(rehab("log", "-n", "-", "--json", stdin="  zwölf\n\n".encode()).out)
    assert entry["text"] == "  zwölf\n"
    ran = rehab("log", "-n", "-", "--json", stdin=b"\xff broken")
    assert json.loads(ran.out)[0]["text"] == "\ufffd broken"
    assert "standard input is closed" in one_line(rehab("log", "-n", "-", stdin=None), 2)
    assert "empty" in one_line(rehab("log", "-n", "-", stdin=b"\n"), 2)


def test_json_has_the_keys_of_the_export_and_is_ascii(rehab: Rehab) -> None:
    ran = rehab("log", "-p", "4", "-n", "über", "--at", "yesterday", "--json")
    assert ran.out.isascii()
    pain, note = json.loads(ran.out)
    assert list(pain)[:5] == ["kind", "id", "at", "offset_min", "day"]
    assert list(pain)[-4:] == ["created", "updated", "device", "deleted"]
    assert (pain["kind"], pain["level"], note["text"]) == ("pain", 4, "über")


def test_no_foreign_byte_reaches_the_terminal(
    rehab: Rehab, hostile_strings: tuple[str, ...]
) -> None:
    for text in hostile_strings:
        for option in ("-p", "-m", "-s", "-f", "-t", "--at", "--done", text):
            ran = rehab("log", option, text)
            assert ran.code in (0, 2), (option, text)
            assert printable(ran.out + ran.err), (option, text)
    ran = rehab("log", "-n", "".join(hostile_strings)[:5000])
    assert ran.code == 0
    assert printable(ran.out)


def printable(text: str) -> bool:
    return all(c == "\n" or (ord(c) >= 32 and not 0x7F <= ord(c) < 0xA0) for c in text)


def test_replaced_characters_are_said(rehab: Rehab) -> None:
    assert "replaced" in rehab("log", "-n", "a\udc80b").err


# --- the morning after -----------------------------------------------------
def test_a_morning_without_a_session_is_not_found(rehab: Rehab, home: Path) -> None:
    assert "--morning" in one_line(rehab("log", "--morning", "3"), 4)
    assert not (home / "data").exists()
    rehab("log", "-p", "3")
    one_line(rehab("log", "--morning", "3", "-m", "2"), 4)
    assert rows(home, "mood") == []


@pytest.fixture
def two_sessions(home: Path, catalogue: Catalogue) -> Practice:
    """Sessions three and one days ago; nobody has answered their mornings."""
    (home / "data").mkdir(mode=0o700)
    practice = practice_in(home / "data", catalogue, SystemClock())
    for days in (3, 1):
        at = practice.clock.now() - timedelta(days=days)
        with practice.journal.act("made a session") as act:
            act.add(r.SessionRecord(at=at, prescription="[]", sets=1, state="finished"))
    return practice


def test_the_oldest_open_morning_is_answered_first(rehab: Rehab, two_sessions: Practice) -> None:
    older, newer = two_sessions.journal.entries(r.SessionRecord)
    for session, level in ((older, 5), (newer, 2)):
        ran = rehab("log", "--morning", str(level), "-m", "4")
        assert f"the morning after your session on {session.day:%A} {session.day.day}" in ran.out
        assert two_sessions.journal.latest(r.Pain, session=session.id) is not None
    pains = two_sessions.journal.entries(r.Pain)
    assert [(p.level, p.moment, p.session) for p in pains] == [
        (5, "morning", older.id), (2, "morning", newer.id),
    ]  # fmt: skip
    assert [(p.day - s.day).days for p, s in zip(pains, (older, newer), strict=True)] == [1, 1]
    one_line(rehab("log", "--morning", "3"), 4)
    assert rehab("undo").code == 0
    assert json.loads(rehab("log", "--morning", "0", "--json").out)[0]["moment"] == "morning"


@pytest.mark.parametrize(("days", "place"), [(0, 1), (1, 0), (2, 0)])
def test_a_morning_with_its_moment_is_of_the_session_before(
    rehab: Rehab, two_sessions: Practice, days: int, place: int
) -> None:
    session = two_sessions.journal.entries(r.SessionRecord)[place]
    at = two_sessions.clock.now() - timedelta(days=days)
    assert rehab("log", "--morning", "7", "--at", f"{at:%Y-%m-%d} 00:00").code == 0
    (pain,) = two_sessions.journal.entries(r.Pain)
    assert (pain.level, pain.moment, pain.session) == (7, "morning", session.id)
    assert (pain.day, pain.at.hour) == (at.date(), 0)


def test_a_morning_before_any_session_is_not_found(rehab: Rehab, two_sessions: Practice) -> None:
    at = two_sessions.clock.now() - timedelta(days=3)
    one_line(rehab("log", "--morning", "7", "--at", f"{at:%Y-%m-%d} 00:00"), 4)


# --- the short way ---------------------------------------------------------
def test_both_ways_know_the_same_options() -> None:
    command = typer.main.get_group(commands.build(["log"])).commands["log"]
    taking = [one for one in command.params if one.name not in ("as_json", "help")]
    spelled = {word: one.name for one in taking for word in one.opts}
    many = {one.name for one in taking if getattr(one, "multiple", False)}
    assert spelled == quick.SPELLED
    assert many == quick.MANY


WORDS = st.one_of(
    st.sampled_from([*quick.SPELLED, "--json", "--done=3", "--note=", "-p4", "-", "--", "-h"]),
    st.sampled_from(["4", "4@knee", "-4", "a note", "", "--x", "é", "a=b"]),
)


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=8))
def test_both_ways_read_the_same(words: list[str]) -> None:
    seen: list[Given] = []
    short = quick.read(quick.settle_done(["log", *words])[1:])
    if short is None or short == Given(at=short.at, as_json=short.as_json):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_way, "save", seen.append)
        assert commands.run(["log", *words]) == 0
    assert seen == [short]


def test_the_short_way_is_taken_and_leaves_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[Given] = []
    monkeypatch.setattr(entries, "save", saved.append)
    assert quick.quick_log(["log", "-p", "4", "-p", "3@knee", "--json"])
    assert saved == [Given(pain=("4", "3@knee"), as_json=True)]
    for words in (["log"], ["log", "-h"], ["log", "-p"], ["log", "4"], ["report"], []):
        assert not quick.quick_log(words)


def test_a_note_may_read_like_an_option() -> None:
    assert quick.settle_done(["log", "-n", "--done"]) == ["log", "-n", "--done"]
    assert quick.settle_done(["log", "-n", "-n", "--done"])[-1] == "--done="


# --- asked -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        (("4", "f", "a", "3", "7", "2"),
         ["pain 4, lower back, ache", "mood 3", "sleep 7 h, quality 2"]),
        (("0", "5", "", ""), ["pain 0", "mood 5"]),
        (("3", "knee-left", "", "", "6h30", ""), ["pain 3, left knee", "sleep 6 h 30 min"]),
        (("", "9", "", "", "4"), ["sleep, quality 4"]),
        (("", "", "", ""), []),
        ((), []),
    ],
)  # fmt: skip
def test_asked_with_one_key_each_and_an_empty_line_skips(
    rehab: Rehab, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    typed: tuple[str, ...], saved: list[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(log_asked, "Lines", lambda clock: Script(Stage(), *typed))
    log_asked.ask_and_save(SystemClock(), as_json=False, at="yesterday 21:00")
    out = capsys.readouterr().out.splitlines()
    said = [line.split("  [")[0].removeprefix("saved: ") for line in out if "saved: " in line]
    assert said == saved
    assert out[-1].startswith("for yesterday 21:00" if saved else "Nothing was answered")


# --- a journal that others hold --------------------------------------------
def test_log_waits_its_time_and_says_that_nothing_was_saved(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 5; the entry is not lost without a word."""
    assert rehab("log", "-m", "3").code == 0
    monkeypatch.setitem(Journal.open.__func__.__kwdefaults__, "wait", 0.05)  # type: ignore[attr-defined]
    with closing(sqlite3.connect(home / "data" / "journal.sqlite3")) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "nothing of this was saved" in one_line(rehab("log", "-n", "x"), 5)
        one_line(rehab("journal", "list"), 5)
    assert len(rows(home, "note")) == 0
    assert rehab("log", "-n", "x").code == 0
