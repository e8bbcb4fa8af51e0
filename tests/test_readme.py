"""Every command of the README runs as it stands (the install line in test_install.py)."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from rehab_tui.cli.main import main
from rehab_tui.errors import ExitCode

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
    for line in block.splitlines()
]
OWN = [line for line in COMMANDS if line.startswith("rehab ")]
IN_REAL_TIME = {
    "rehab start --minutes 10",
    "rehab start --exercise glute-bridge --exercise cat-cow",
}


def test_the_readme_holds_one_install_line_one_test_line_and_commands() -> None:
    others = [line for line in COMMANDS if line not in OWN]
    assert len(OWN) >= 10
    assert [line.startswith("python3 -m venv") for line in others] == [True, True]
    assert others[0].endswith(".venv/bin/rehab")
    assert ".venv/bin/pytest" in others[1]


def test_ci_takes_the_test_line_from_the_readme() -> None:
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", OWN)
def test_command_runs(
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("REHAB_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("REHAB_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    assert main(["log", "-m", "3"]) == ExitCode.OK  # there is something to show and to copy
    capsys.readouterr()
    arguments = shlex.split(command)[1:]
    nobody = tmp_path / "nobody"
    nobody.touch()
    stdin = nobody.open()  # where nobody types, the first questions end politely
    monkeypatch.setattr("sys.stdin", stdin)
    if command in IN_REAL_TIME:  # the same session without its ten minutes of waiting
        arguments += ["--plain", "--preview"]
    with stdin:
        assert main(arguments) == ExitCode.OK
    assert capsys.readouterr().out.strip()


def test_pictures_that_the_readme_shows_are_there() -> None:
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", README)
    pictures += re.findall(r'src(?:set)?="(.*?)"', README)
    assert pictures
    for picture in pictures:
        assert "<svg" in (ROOT / picture).read_text(encoding="utf-8")[:200]


def test_links_lead_somewhere() -> None:
    for link in re.findall(r"(?<!!)\[.*?\]\((.*?)\)", README):
        assert (ROOT / link).is_file(), link
