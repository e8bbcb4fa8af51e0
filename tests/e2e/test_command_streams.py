"""Commands as a shell runs them: pipes, closed streams, other locales."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from cli_process import shell

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("needs a POSIX shell", allow_module_level=True)

EVERY = [
    "rehab", "rehab --version", "rehab -h", "rehab log -p 4 -n zwölf", "rehab undo --list",
    "rehab journal list", "rehab journal list --json",
    "rehab report", "rehab report --format json", "rehab profile", "rehab start --list",
    "rehab start --preview --minutes 5", "rehab demo", "rehab exercises list",
    "rehab exercises show cat-cow", "rehab exercises check",
]  # fmt: skip


def test_every_command_in_an_ascii_locale_without_input(tmp_path: Path) -> None:
    lines = "; ".join(
        f'{line} <&- || echo "FAILED: {line}" >&2' for line in EVERY if "json" not in line
    )
    ran = shell(f"export LC_ALL=C; {lines}", tmp_path)
    assert ran.stdout.isascii()
    assert ran.stderr.isascii()
    assert "FAILED" not in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "\x1b" not in ran.stdout + ran.stderr
    assert max(len(line) for line in ran.stdout.splitlines() if '"' not in line) <= 80


@pytest.mark.parametrize(
    "line", ["rehab demo", "rehab start --preview", "rehab report", "rehab journal"]
)
def test_whoever_reads_may_leave(tmp_path: Path, line: str) -> None:
    ran = shell(f"{line} 2>err | head -1; cat err; echo ${{PIPESTATUS[0]}}", tmp_path)
    assert len(ran.stdout.splitlines()) <= 3
    assert ran.stdout.splitlines()[-1] == "0"
    assert ran.stderr == ""


def test_whoever_reads_may_have_left_before(tmp_path: Path) -> None:
    line = "{ sleep 0.3; rehab report; echo $? >code; } 2>err | true; sleep 1; cat err code"
    assert shell(line, tmp_path).stdout == "0\n"


def test_an_output_that_is_closed_or_full_is_one_line(tmp_path: Path) -> None:
    for to, code in ((">&-", 1), (">/dev/full", 1)):
        ran = shell(f"rehab report {to}", tmp_path)
        assert ran.returncode == code
        assert ran.stderr.startswith("rehab: ")
        assert ran.stderr.count("\n") == 1


def test_a_closed_error_stream_changes_nothing(tmp_path: Path) -> None:
    assert shell("rehab log -p 4 2>&-", tmp_path).stdout.startswith("saved: pain 4")
    assert shell("rehab log -p 11 2>&-", tmp_path).returncode == 2


def test_the_example_of_the_readme(tmp_path: Path) -> None:
    words = 'rehab log -p 4@lower-back -m 3 -s 6h30 -n "slept badly"'
    ran = shell(f"{words} && rehab undo && rehab report --format json", tmp_path)
    assert ran.returncode == 0
    assert ran.stdout.count("saved: ") == 4
    assert "4 entries" in ran.stdout
    made = json.loads(ran.stdout[ran.stdout.index("{") :])
    assert sum(week["pain"]["n"] for week in made["weeks"]) == 0


def test_the_demo_in_a_pipe_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    ran = shell("rehab demo | cat", tmp_path, TMPDIR=str(tmp_path / "tmp"))
    assert "12 weeks" in ran.stdout
    assert "made-up" in ran.stderr
    assert list((tmp_path / "tmp").iterdir()) == []
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal_gets_text(tmp_path: Path, term: str) -> None:
    pexpect = pytest.importorskip("pexpect")
    from cli_process import REHAB, SECONDS, environment

    child = pexpect.spawn(
        REHAB[0], ["-m", "rehab_tui"], env=environment(tmp_path, {"TERM": term}),
        encoding="utf-8", timeout=SECONDS, cwd=str(tmp_path),
    )  # fmt: skip
    child.expect(pexpect.EOF)
    child.close()
    assert "This week:" in child.before
    assert "\x1b" not in child.before
    assert child.exitstatus == 0
