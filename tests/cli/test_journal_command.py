"""`rehab journal list`: what it shows, and how."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_run import Ran, Rehab, a_home, a_rehab, one_line, the_catalogue
from journal_shown import listed, logged

from rehab_tui.cli import pager
from rehab_tui.cli.main import main
from rehab_tui.clock import SystemClock
from rehab_tui.journal import records as r
from rehab_tui.journal.store import Journal
from rehab_tui.text import cell_width

pytestmark = pytest.mark.long

catalogue = the_catalogue
home = a_home
rehab = a_rehab


@pytest.fixture
def week(rehab: Rehab) -> Rehab:
    """Some entries of three days."""
    rehab("log", "-p", "4@knee-left:ache", "-n", "the Stairs", "--at", "2026-01-05 09:00")
    rehab("log", "-p", "2@knee", "-p", "3@neck", "--at", "2026-01-06 09:00")
    rehab("log", "-m", "3", "--done", "20", "--at", "2026-01-07 21:30")
    return rehab


# --- list ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), ["done_elsewhere", "mood", "pain 3", "pain 2", "note", "pain 4"]),
        (("--oldest",), ["pain 4", "note", "pain 2", "pain 3", "mood", "done_elsewhere"]),
        (("--kind", "pain"), ["pain 3", "pain 2", "pain 4"]),
        (("--kind", "done", "--kind", "note"), ["done_elsewhere", "note"]),
        (("--site", "knee"), ["pain 2", "pain 4"]),
        (("--site", "knee-left"), ["pain 4"]),
        (("--from", "2026-01-06", "--to", "2026-01-06"), ["pain 3", "pain 2"]),
        (("--to", "2026-01-05", "--text", "stairs"), ["note"]),
        (("--text", "ACHE"), ["pain 4"]),
        (("--search", "ACHE"), ["pain 4"]),
        (("--kind", "sleep"), []),
    ],
)
def test_what_is_listed(week: Rehab, words: tuple[str, ...], found: list[str]) -> None:
    names = [
        f"pain {row['level']}" if row["kind"] == "pain" else row["kind"]
        for row in listed(week, *words)
    ]
    assert names == found
    text = week("journal", "list", *words)
    assert text.code == 0
    assert len(text.out.splitlines()) == max(1, len(found))


def test_json_has_the_keys_of_the_export(week: Rehab) -> None:
    ran = week("journal", "list", "--json", "--kind", "mood")
    assert ran.out.isascii()
    (mood,) = json.loads(ran.out)
    assert list(mood) == ["kind", "id", "at", "offset_min", "day", "level", "session",
                          "created", "updated", "device", "deleted"]  # fmt: skip
    assert (mood["day"], mood["level"], mood["deleted"]) == ("2026-01-07", 3, None)


@pytest.mark.parametrize(
    "words",
    [
        ("--kind", "pian"), ("--site", "kne"), ("--from", "soon"), ("--to", "2026-02-30"),
        ("--from", "2026-02-01", "--to", "2026-01-01"), ("stray",),
    ],
)  # fmt: skip
def test_what_a_list_refuses(rehab: Rehab, words: tuple[str, ...]) -> None:
    one_line(rehab("journal", "list", *words), 2)
    assert "Did you mean pain?" in rehab("journal", "list", "--kind", "pian").err


def test_an_empty_journal_is_listed_and_not_made(rehab: Rehab, home: Path) -> None:
    assert "nothing in the journal yet" in rehab("journal").out
    assert listed(rehab) == []
    assert not (home / "data").exists()


def test_a_list_is_80_wide_and_keeps_every_word(rehab: Rehab) -> None:
    """Wide, combining and endless text keeps the layout."""
    rehab("log", "-n", "日本語の長い文章 " * 12 + "e\u0301" * 90 + " word" * 30)
    out = rehab("journal", "list").out
    assert all(cell_width(line) <= 80 for line in out.splitlines())
    assert out.count("word") == 30


def test_no_foreign_byte_of_an_entry_reaches_the_terminal(
    rehab: Rehab, home: Path, hostile_strings: tuple[str, ...]
) -> None:
    """Text from people is cleaned where it is shown, and only there."""
    texts = [text for text in hostile_strings if text.strip()]
    (home / "data").mkdir(mode=0o700)
    journal = Journal.open(home / "data" / "journal.sqlite3", SystemClock())
    now = SystemClock().now()
    with journal.act("test") as act:
        kept = [act.add(r.Note(at=now, text=text)) for text in texts]
        act.add(r.Function(at=now, activity=texts[0], level=3))
    ran = rehab("journal", "list")
    assert harmless(ran)
    assert "[bold red]x[/]" in ran.out
    assert [one["text"] for one in listed(rehab, "--oldest", "--kind", "note")] == [
        one.text for one in kept
    ]
    for text in (texts[0], texts[30], "\x1b[2J"):
        assert harmless(rehab("journal", "list", "--text", text))
        assert harmless(rehab("journal", "edit", text, "-m", "3"))
        assert harmless(rehab("journal", "delete", "--", text))
    edited = rehab("journal", "edit", kept[0].id, "-n", "\x1b]52;c;x\x07 new")
    assert edited.code == 0
    assert harmless(edited)
    assert harmless(rehab("journal", "delete", *(one.id for one in kept[:9])))


@pytest.mark.long
def test_no_foreign_byte_of_an_argument_reaches_the_terminal(
    rehab: Rehab, hostile_strings: tuple[str, ...]
) -> None:
    """Whatever stands in the place of an id, a value or a name."""
    (entry,) = logged(rehab, "-p", "4")
    for text in (one.replace("\0", "") for one in hostile_strings):
        for words in (
            ("list", f"--text={text}"), ("list", f"--kind={text}"), ("list", f"--site={text}"),
            ("list", f"--from={text}"), ("edit", "--mood=3", "--", text), ("delete", "--", text),
            ("edit", entry["id"], f"--pain={text}"), ("edit", entry["id"], f"--at={text}"),
            ("edit", entry["id"], f"--clear={text}"), (text,),
        ):  # fmt: skip
            ran = rehab("journal", *words)
            assert harmless(ran), words
            assert ran.code in (0, 2, 4), words


def harmless(ran: Ran) -> bool:
    text = ran.out + ran.err
    return "Traceback" not in text and all(
        c == "\n" or (ord(c) >= 32 and not 0x7F <= ord(c) < 0xA0) for c in text
    )


# --- the pager -------------------------------------------------------------
@pytest.mark.usefixtures("rehab")
def test_a_long_list_goes_through_the_pager_on_a_terminal_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "page"
    script.write_text(f"#!/bin/sh\ncat > '{tmp_path}/paged'\n", encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setenv("PAGER", str(script))
    text = "".join(f"line {number}\n" for number in range(200))
    pager.page(text)
    assert capsys.readouterr().out == text
    monkeypatch.setattr(pager, "has_terminal", lambda: True)
    monkeypatch.setenv("LINES", "4")
    pager.page("one line\n")
    assert capsys.readouterr().out == "one line\n"
    pager.page(text)
    assert capsys.readouterr().out == ""
    assert (tmp_path / "paged").read_text(encoding="utf-8") == text
    script.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    pager.page(text * 50)  # it leaves before it has read all
    script.write_text(f"#!/bin/sh\ncat > '{tmp_path}/paged'\n", encoding="utf-8")
    for command in ("exercises list", "exercises show cat-cow", "report"):
        assert main(command.split()) == 0
        assert capsys.readouterr().out == ""
        assert (tmp_path / "paged").read_text(encoding="utf-8").count("\n") > 3
    monkeypatch.setenv("PAGER", "'unclosed")
    monkeypatch.setattr(pager, "PAGERS", ())
    pager.page("\n" * 300)
    assert capsys.readouterr().out == "\n" * 300
