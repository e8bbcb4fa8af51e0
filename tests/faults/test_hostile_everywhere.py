"""More than five hundred hostile texts, in and out by every way."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from cli_process import REHAB, SECONDS, environment
from cli_run import Rehab, a_home, a_rehab
from every_command import LINES, TYPED, ready, words

from hostile import MANY, harmless
from rehab_tui.clock import SystemClock
from rehab_tui.journal import records as r
from rehab_tui.journal.store import Journal
from rehab_tui.text import clean, storable

pytestmark = pytest.mark.long

rehab, home = a_rehab, a_home

AS_DATA = re.compile(r"journal export(?!.* -o)")
"""What gives in a pipe what was typed, without loss."""


def texts() -> Iterator[str]:
    """Every text as the journal can hold it, and none of them empty."""
    return (kept for kept in (storable(text)[0][: r.MAX_TEXT] for text in MANY) if kept)


def rows_of(text: str, at: datetime, session: str) -> tuple[r.Record, ...]:
    """Entries of each kind that says so in each of its texts."""
    return (
        r.Note(at=at, text=text),
        r.Function(at=at, activity=text[:100], level=3),
        r.DoneElsewhere(at=at, minutes=5, what=text),
        r.Pain(at=at, level=3, exercise=text),
        r.SetRecord(
            at=at, session=session, item=0, exercise=text, number=1, reps_prescribed=3, load=text,
            variant=text, instead_of=text, reason=text,
        ),
        r.CheckIn(at=at, moment="now", question="weekly_words", about=text, answer=text),
        r.StopEvent(at=at, reason=text, exercise=text, sign=text, answer=text),
        r.DecisionRecord(at=at, rule=text, reason=text, exercise=text, change=text),
    )  # fmt: skip


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A person's folder full of it: entries, labels, own exercises, plan, names of files."""
    home = tmp_path_factory.mktemp("hostile") / "home"
    home.mkdir()
    ready(home)
    (home / "data").mkdir(mode=0o700)
    now = SystemClock().now()
    journal = Journal.open(home / "data" / "journal.sqlite3", SystemClock())
    with journal.act("began") as act:
        begun = act.add(r.SessionRecord(at=now - timedelta(days=1), state="finished", sets=1))
        for number, text in enumerate(texts()):
            for record in rows_of(text, now - timedelta(minutes=number), begun.id):
                act.add(record)
        act.add(r.ProfileAnswer(at=now, key="activities", value="\x1b[2J, \u202eb"))
        for key in islice(texts(), 60):
            act.add(r.ProfileAnswer(at=now, key=key, value=key))
    for text in islice(texts(), 0, None, 8):
        with journal.act(text) as act:
            act.add(r.Mood(at=now, level=3))
    _own_files(home / "config")
    return home


def _own_files(config: Path) -> None:
    printable = [clean(text)[:60] for text in texts()]
    listed = json.dumps([text for text in printable if text.strip()][:20], ensure_ascii=False)
    (config / "plan.yaml").write_text(f"schema: 1\nprecautions: {listed}\n", encoding="utf-8")
    for number, text in enumerate(islice(texts(), 0, None, 4)):
        name = text.replace("/", "_").replace("\0", "")[:20] or "_"
        content = f"schema: 1\nexercises:\n  - id: {json.dumps(text[:80])}\n    {text[:80]}: 1\n"
        file = config / "exercises.d" / f"{number}{name}.yaml"
        file.write_bytes(content.encode("utf-8", "replace"))


@pytest.fixture
def full(hostile_home: Path, home: Path) -> Path:
    """A copy of it, where `rehab` finds it."""
    for name in ("data", "config", "shared"):
        shutil.copytree(hostile_home / name, home / name)
    return home


# --- every way out -------------------------------------------------------------------------------
def test_no_command_prints_it(rehab: Rehab, full: Path) -> None:
    def ask(*asked: str) -> str:
        return rehab(*asked).out

    for line in LINES:
        ran = rehab(*words(line, full, ask), stdin=TYPED.get(line, b""))
        assert ran.code in (0, 1, 3, 4), (line, ran.err)
        assert "inside the program" not in ran.err, (line, ran.err)
        assert harmless(ran.err), line
        if not AS_DATA.match(line):
            assert harmless(ran.out.replace("\r\n", "\n")), line
        if "--json" in line or line.endswith("--format json"):
            assert ran.out.isascii(), line
            json.loads(ran.out)
        if "html" in line:
            assert "<script" not in ran.out
    _written_files(full)


def _written_files(home: Path) -> None:
    export = (home / "export.jsonl").read_bytes()
    assert export.isascii()
    notes = {one["text"] for one in map(json.loads, export.splitlines()) if one["kind"] == "note"}
    assert notes >= set(texts())
    table = (home / "export.csv").read_bytes().decode()
    for cells in csv.reader(io.StringIO(table, newline="")):
        assert not any(re.match(r"\s*[=+@\t\r]|\s*-(?![0-9]+$)", cell) for cell in cells)
    for form in ("text", "md", "csv", "html", "json", "fhir"):
        written = (home / f"report.{form}").read_bytes().decode().replace("\r\n", "\n")
        assert harmless(written), form


# --- every way in --------------------------------------------------------------------------------
WAYS: tuple[tuple[str, ...], ...] = (
    ("T",), ("log", "-p", "T"), ("log", "-n", "T"), ("log", "-f", "T=3"), ("log", "-s", "T"),
    ("log", "-m", "3", "--at", "T"), ("log", "T"), ("log", "--T"), ("report", "--from", "T"),
    ("report", "--format", "T"), ("report", "--weeks", "T"), ("report", "-o", "/nowhere/T"),
    ("start", "--list", "--exercise", "T"), ("start", "--list", "--programme", "T"),
    ("start", "--list", "--minutes", "T"), ("exercises", "show", "T"),
    ("exercises", "list", "--region", "T"), ("exercises", "check", "T"), ("exercises", "new", "T"),
    ("profile", "set", "T"), ("profile", "set", "activities=T"), ("profile", "set", "T=1"),
    ("plan", "choose", "T"), ("plan", "check", "T"), ("plan", "pause", "T"),
    ("plan", "handout", "--programme", "T"), ("journal", "import", "T"),
    ("journal", "import", "HOME/T"), ("journal", "export", "--kind", "T"),
    ("journal", "restore", "T"), ("journal", "list", "--text", "T"), ("journal", "edit", "T"),
    ("journal", "delete", "T"), ("config", "set", "T", "1"), ("config", "set", "theme", "T"),
    ("config", "get", "T"), ("sync", "T"), ("remind", "--at", "T"), ("undo", "T"),
    ("doctor", "--sync", "T"), ("completion", "T"),
)  # fmt: skip
EACH = 3
"""So many ways for each text; each way meets some forty of them."""


def test_no_argument_comes_back_as_it_is(rehab: Rehab, home: Path) -> None:
    rehab("log", "-p", "3")
    for number, text in enumerate(MANY):
        given = text.replace("\0", "")
        (home / "T").write_bytes(text.encode("utf-8", "replace"))
        for way in (WAYS[(number * EACH + more) % len(WAYS)] for more in range(EACH)):
            asked = [
                word.replace("HOME", str(home)) if "HOME" in word else word.replace("T", given)
                for word in way
            ]
            ran = rehab(*asked)
            assert ran.code in (0, 1, 2, 3, 4), (asked, ran)
            assert "inside the program" not in ran.err, (asked, ran)
            assert harmless(ran.err), (asked, ran.err)
            assert harmless(ran.out.replace("\r\n", "\n")), (asked, ran.out)


def told(rehab: Rehab) -> list[str]:
    """The notes as a program is given them, the oldest first."""
    listed = json.loads(rehab("journal", "list", "--json", "--kind", "note").out)
    return [one["text"] for one in sorted(listed, key=lambda one: one["id"])]


def typed() -> list[str]:
    """Every text that can be an argument and a note."""
    given = (text.replace("\0", "")[: r.MAX_TEXT] for text in MANY)
    return [text for text in given if text.strip()]


def test_what_is_logged_and_edited_is_kept_as_it_was_typed(rehab: Rehab) -> None:
    """But for what no file can hold, which is told."""
    texts = typed()
    for text in texts:
        ran = rehab("log", f"--note={text}")
        assert ran.code == 0, (text, ran)
        assert harmless(ran.out), text
        assert harmless(ran.err), text
    assert told(rehab) == [storable(text)[0] for text in texts]
    listed = json.loads(rehab("journal", "list", "--json", "--kind", "note").out)
    ids = sorted(one["id"] for one in listed)
    for identifier, text in zip(ids, reversed(texts), strict=True):
        ran = rehab("journal", "edit", identifier, f"--note={text}")
        assert ran.code == 0, (text, ran)
        assert harmless(ran.out + ran.err), text
    assert told(rehab) == [storable(text)[0] for text in reversed(texts)]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_what_is_imported_is_just_what_was_exported(rehab: Rehab, full: Path, form: str) -> None:
    file = full / f"all.{form}"
    assert rehab("journal", "export", "--format", form, "-o", str(file)).code == 0
    before = rehab("journal", "export").out
    assert '"kind": "note"' in before
    shutil.rmtree(full / "data")
    ran = rehab("journal", "import", str(file))
    assert ran.code == 0, ran.err[:500]
    assert harmless(ran.out + ran.err)
    assert rehab("journal", "export").out == before


VARIABLES = (
    "REHAB_THEME", "REHAB_VOLUME", "REHAB_DATA_DIR", "REHAB_CONFIG_DIR", "LANG", "LC_ALL", "TERM",
    "COLUMNS", "LINES", "PAGER", "HOME",
)  # fmt: skip
APART = 5
"""Each text stands in two of them or more."""


@pytest.mark.parametrize("place", range(len(VARIABLES)), ids=VARIABLES)
def test_no_variable_comes_back_as_it_is(
    rehab: Rehab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: int
) -> None:
    monkeypatch.chdir(tmp_path)
    for text in MANY[place % APART :: APART]:
        value = text.replace("\0", "").encode("utf-8", "replace").decode()
        monkeypatch.setenv(VARIABLES[place], value[:200].strip("/"))
        for asked in (("config", "show"), ("undo", "--list")):
            ran = rehab(*asked)
            assert "inside the program" not in ran.err, (text, ran)
            assert harmless(ran.err), (text, ran)
            assert harmless(ran.out), (text, ran)


# --- the bytes that reach a terminal ------------------------------------------------------------
SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[=>78HM]|\([A-Z0-9]|\]22;default\x07)")


def shapes(raw: bytes) -> set[str]:
    """The sequences that steer a terminal, without their numbers; all else must be harmless."""
    text = raw.decode("utf-8", "strict")
    found = {re.sub(r"[0-9;]+", "N", one) for one in SEQUENCE.findall(text)}
    rest = SEQUENCE.sub("", text)
    assert harmless(rest.replace("\r", "").replace("\x08", "").replace("\x07", "")), rest[:2000]
    return found


@pytest.mark.parametrize(
    "line",
    ["journal list", "plan show", "plan why", "report", "report --format md", "undo --list",
     "profile show", "exercises check", "exercises list", "doctor", "journal export --format csv"],
)  # fmt: skip
def test_no_command_sends_it_to_a_terminal(full: Path, line: str) -> None:
    pexpect = pytest.importorskip("pexpect")
    child = pexpect.spawn(
        REHAB[0], [*REHAB[1:], *line.split()], timeout=SECONDS, cwd=str(full),
        env=environment(full, {"PAGER": "cat"}), encoding=None, dimensions=(40, 100),
    )  # fmt: skip
    sent = child.read()
    child.close()
    assert len(sent) > 200
    assert shapes(sent) <= {"\x1b[Nm", "\x1b[m"}


def test_the_app_sends_nothing_of_it_to_its_terminal(full: Path, tmp_path: Path) -> None:
    """What steers the terminal is the app's own: it does the same with an empty journal."""
    pytest.importorskip("pexpect")
    pytest.importorskip("pyte")
    from app_terminal import terminal

    def seen(place: Path) -> bytes:
        with terminal(place) as t:
            t.until("minutes")
            for key in (*"gqwqJ", *["\x1b[6~"] * 25, "q", "e", "\x1b[6~", *"q?"):
                t.press(key)
                t.until_quiet()
            t.press("q")
            t.until_quiet()
            t.press("\x11")
            t.ended()
            return t.raw

    (tmp_path / "empty").mkdir()
    Journal.open(tmp_path / "empty" / "data" / "journal.sqlite3", SystemClock())
    without = shapes(seen(tmp_path / "empty"))
    assert shapes(seen(full)) <= without
