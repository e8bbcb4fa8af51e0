from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
import typer
from cli_run import Rehab, a_home, a_rehab, one_line

from rehab_tui import __version__, paths
from rehab_tui.cli import commands, opening
from rehab_tui.cli import main as door
from rehab_tui.cli.listing import COMMANDS, TASKS, WORDS
from rehab_tui.errors import DataError
from rehab_tui.journal.store import Journal
from rehab_tui.practice import context

home = a_home
rehab = a_rehab

READING = [("report",), ("undo",), ("undo", "--list"), ("profile",), ("start", "--list"),
           ("start", "--preview"), ()]  # fmt: skip
WRITING = [("log", "-p", "4"), ("start", "--plain"), ("profile", "set", "pregnant")]


def test_version(rehab: Rehab) -> None:
    assert rehab("--version").out == f"rehab {__version__}\n"


@pytest.mark.parametrize("help_", ["-h", "--help"])
def test_help_everywhere(rehab: Rehab, home: Path, help_: str) -> None:
    whole = rehab(help_).out
    assert all(f"  {name} " in whole for name in COMMANDS)
    for words in (*((name,) for name in COMMANDS), ("profile", "show"), ("profile", "set")):
        ran = rehab(*words, help_)
        assert ran.code == 0
        assert f"Usage: rehab {' '.join(words)}" in ran.out
        assert max(map(len, ran.out.splitlines())) <= 80
    assert not (home / "data").exists()


def test_help_is_by_task_with_examples_and_whole_sentences(rehab: Rehab) -> None:
    said = rehab("-h").out
    parts = [said.index(f"\n{task}:\n") for task in TASKS]
    assert parts == sorted(parts)
    flat = " ".join(said.split())
    for name, example in COMMANDS.items():
        assert f" {name} " in flat
        assert f"$ {example}" in flat
    assert "...\n" not in said.partition("Do:")[2]
    assert "..." not in rehab("journal", "-h").out.partition("Commands:")[2]


def test_what_is_listed_is_what_each_command_says_of_itself() -> None:
    made = typer.main.get_group(commands.build()).commands
    assert {name: one.get_short_help_str(200) for name, one in made.items()} == WORDS


@pytest.mark.parametrize("name", COMMANDS)
def test_each_help_has_an_example(rehab: Rehab, name: str) -> None:
    assert f"Example: {COMMANDS[name]}" in " ".join(rehab(name, "-h").out.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("strat",), "'strat'. Did you mean start?"),
        (("xyzzy",), "See 'rehab -h'."),
        (("--verzion",), "Did you mean --version?"),
        (("start", "--minuts", "5"), "Did you mean --minutes?"),
        (("report", "-w"), "See 'rehab report -h'."),
        (("profile", "sett"), "no command 'sett' in 'rehab profile'. Did you mean set?"),
        (("journal", "zzz"), "'zzz' in 'rehab journal'. There are: list, edit, delete,"),
        (("journal", "edit"), "'rehab journal edit' needs ID. See 'rehab journal edit -h'."),
        (("journal", "list", "-w"), "See 'rehab journal list -h'."),
        (("report", "--foo"), "Did you mean --from?"),
        (("report", "--from", "2026-11-31"), "is not a day of the calendar. Check the date."),
        (("report", "--weeks", "0"), "weeks are a whole number from 1"),
        (("exercises", "list", "--condition", "x"), "lbp (low back pain), neck (neck pain)"),
        (("start", "--minutes"), "requires an argument"),
        (("undo", "me"), "there is no place for 'me' in 'rehab undo'. See 'rehab undo -h'."),
        (("report", "--format", "jsn"), "Did you mean json? There are: text, json"),
        (("journal", "export", "--format", "jsn"), "Did you mean jsonl? There are: jsonl"),
        (("config", "set", "theme", "rehab-ligt"), "Did you mean rehab-light?"),
        (("config", "set", "sound", "bel"), "Did you mean bell?"),
        (("journal", "list", "--site", "kne"), "Did you mean knee, "),
        (("journal", "list", "--kind", "pian"), "Did you mean pain?"),
        (("plan", "pause", "travell"), "Did you mean travel?"),
        (("profile", "set", "osteoporsis"), "Did you mean osteoporosis?"),
        (("completion", "bsh"), "Did you mean bash?"),
        (("start", "--minutes", "5.0"), "from 5 to 90"),
        (("start", "--minutes", "91"), "from 5 to 90"),
        (("start", "--exercise", "cat-cow", "--programme", "x"), "two things"),
        (("x\x1b[31m\nred",), "'x\ufffd[31m red'"),
        (("--x\x1b\n",), "there is no option"),
    ],
)
def test_usage_errors_are_one_line(rehab: Rehab, words: tuple[str, ...], said: str) -> None:
    line = one_line(rehab(*words), 2)
    assert said in line
    assert "\x1b" not in line


@pytest.mark.parametrize(
    ("words", "said"),
    [(("start", "--exercise", "cat-caw"), "Did you mean cat-cow?"),
     (("start", "--programme", "mobility"), "Did you mean mobility-starter?")],
)  # fmt: skip
def test_what_is_not_there(rehab: Rehab, words: tuple[str, ...], said: str) -> None:
    assert said in one_line(rehab(*words, "--list"), 4)
    assert said in one_line(rehab(*words, "--plain"), 4)


# --- places ----------------------------------------------------------------
@pytest.mark.parametrize("words", [*READING, *WRITING], ids=" ".join)
def test_a_relative_folder_is_refused(
    rehab: Rehab, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REHAB_DATA_DIR", "here")
    assert "REHAB_DATA_DIR" in one_line(rehab(*words), 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [*READING, *WRITING], ids=" ".join)
def test_no_home_and_nowhere_to_write(
    rehab: Rehab, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("REHAB_DATA_DIR", "HOME", "XDG_DATA_HOME", "USERPROFILE"):
        monkeypatch.delenv(name, raising=False)
    assert "HOME" in one_line(rehab(*words), 1)


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_a_folder_that_cannot_be_made(
    rehab: Rehab, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("REHAB_DATA_DIR", str(tmp_path / "file" / "data"))
    assert str(tmp_path / "file") in one_line(rehab(*words), 1)
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.parametrize("content", [b"not a database at all" * 300, b"", b"SQLite format 3\0"])
@pytest.mark.parametrize("words", [*READING, *WRITING], ids=" ".join)
def test_a_journal_that_is_none(
    rehab: Rehab, home: Path, words: tuple[str, ...], content: bytes
) -> None:
    journal = home / "data" / "journal.sqlite3"
    journal.parent.mkdir(mode=0o700)
    journal.write_bytes(content)
    assert str(journal) in one_line(rehab(*words), 3)
    assert journal.read_bytes() == content


@pytest.mark.parametrize("words", [("start", "--list"), ("start", "--plain"), ("report",), ()])
def test_a_broken_catalogue_is_told_with_its_place(
    rehab: Rehab, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "exercises.yaml"
    broken.write_text("schema: 1\nexercises:\n  - id: [\n")
    monkeypatch.setattr(context, "shipped", lambda name: broken)
    done = rehab(*words)
    assert (done.code, done.out) == (3, "")
    assert all(line.startswith(f"rehab: {broken}:") for line in done.err.splitlines())


def test_a_broken_catalogue_keeps_nobody_from_logging(
    rehab: Rehab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "shipped", lambda name: tmp_path / "missing.yaml")
    assert rehab("log", "-p", "4").code == 0
    assert rehab("undo").code == 0


def test_a_broken_catalogue_never_opens_the_app(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "exercises.yaml"
    broken.write_text("schema: 1\nexercises: [\n")
    monkeypatch.setattr(context, "shipped", lambda name: broken)
    with pytest.raises(DataError, match=r"exercises\.yaml:"):
        opening.open_app()


def test_every_problem_has_its_line(
    rehab: Rehab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "exercises.yaml"
    broken.write_text("schema: 1\nexercises:\n  - id: A\n  - id: B\n  - id: C\n")
    whole = paths.shipped
    monkeypatch.setattr(
        context, "shipped", lambda name: broken if name == context.EXERCISES else whole(name)
    )
    done = rehab("start", "--list")
    assert done.code == 3
    for number in (3, 4, 5):
        assert f"{broken}:{number}:" in done.err


def test_a_broken_settings_file(rehab: Rehab, home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text("minutes = 3\n")
    assert "config.toml:1" in one_line(rehab("start", "--plain"), 3)
    assert rehab("log", "-p", "4").code == 0


# --- the last door ---------------------------------------------------------
def test_a_fault_shows_no_value(rehab: Rehab, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise KeyError("my secret pain")

    monkeypatch.setattr(Journal, "act", fails)
    line = one_line(rehab("log", "-p", "4", "-n", "my secret pain"), 1)
    assert "secret" not in line
    assert "KeyError" in line
    assert "rehab doctor --bundle" in line


def test_the_log_changes_nothing_of_what_is_said(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise KeyError("my secret pain")

    monkeypatch.setattr(Journal, "act", fails)
    said = rehab("log", "-p", "4").err
    monkeypatch.setenv("REHAB_DEBUG", "1")
    assert rehab("log", "-p", "4").err == said
    log = (home / "data" / "log" / "rehab.log").read_text()
    assert "fault type=KeyError at=cli/main.py" in log
    assert "cli/entries.py" in log
    assert "secret" not in log
    assert "end exit=1" in log


@pytest.mark.parametrize("off", ["", "0", "off"])
def test_without_a_wish_there_is_no_log(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch, off: str
) -> None:
    monkeypatch.setenv("REHAB_DEBUG", off)
    assert rehab("log", "-p", "4").code == 0
    assert not (home / "data" / "log").exists()


def test_a_log_that_cannot_be_written_holds_nobody_up(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "data").mkdir(mode=0o700)
    (home / "data" / "log").write_text("in the way")
    monkeypatch.setenv("REHAB_DEBUG", "1")
    ran = rehab("log", "-p", "4")
    assert (ran.code, ran.err.count("\n")) == (0, 1)
    assert "the diagnostic log can't be kept (" in ran.err
    assert "Error" not in ran.err


def test_a_fault_in_a_thread_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> None:
        raise KeyError("my secret pain")

    monkeypatch.setattr(threading, "excepthook", door.told_aside)
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    said = capsys.readouterr().err
    assert said.startswith("rehab: something went wrong inside the program (KeyError in test_main")
    assert "secret" not in said


def test_ctrl_c(rehab: Rehab, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Journal, "act", interrupted)
    ran = rehab("log", "-p", "4")
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_nothing_is_done_without_an_output(
    rehab: Rehab, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert door.main(["log", "-p", "4"]) == 1
    assert not (home / "data").exists()


def test_a_closed_error_stream_is_no_fault(rehab: Rehab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert door.main(["log", "-p", "11"]) == 2
    assert door.main(["log", "-p", "4"]) == 0


@pytest.mark.parametrize(
    "words",
    [("report", "-o"), ("journal", "export", "-o"), ("plan", "handout", "-o"), ("remind", "-o"),
     ("exercises", "new", "mine", "-o"), ("journal", "import")],
    ids=" ".join,
)  # fmt: skip
def test_a_folder_for_a_file_is_called_one(
    rehab: Rehab, tmp_path: Path, words: tuple[str, ...]
) -> None:
    ran = rehab(*words, str(tmp_path))
    assert (ran.code, ran.out) == (1, "")
    said = ran.err.splitlines()[-1]
    assert said.startswith(f"rehab: {tmp_path}: the file can't be ")
    assert said.endswith("(it is a folder). Name a file in it.")


@pytest.mark.parametrize("path", ["", "journal", "journal edit"])
def test_help_is_a_word_too(rehab: Rehab, path: str) -> None:
    assert rehab("help", *path.split()) == rehab(*path.split(), "-h")


@pytest.mark.parametrize(
    ("path", "usage"),
    [("sync", "DIR"), ("journal delete", "ID..."), ("plan pause", "[REASON]"),
     ("exercises new", "[ID]"), ("completion", "bash|zsh|fish"), ("journal restore", "[NAME]"),
     ("profile set", "[FLAG|KEY=VALUE]...")],
)  # fmt: skip
def test_usage_is_told_without_words_of_a_language(rehab: Rehab, path: str, usage: str) -> None:
    said = rehab(*path.split(), "-h").out
    assert said.startswith(f"Usage: rehab {path} [OPTIONS] {usage}\n")
    arguments = said.partition("Arguments:\n")[2].partition("\n\n")[0]
    assert arguments.startswith(f"  {usage.strip('[].')}  ")
    assert "<" not in said.partition("\n")[2].replace("completion <(rehab", "").replace("<(", "")
