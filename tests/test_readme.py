"""Every command of the README runs as it stands, in a block or in a sentence.

What installs and removes it is run by e2e/test_install.py, the demo's shell by
e2e/test_demo_in_shells.py.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from rehab_tui.cli.main import main
from rehab_tui.errors import ExitCode
from rehab_tui.practice.context import shipped_catalogue

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
    for line in block.splitlines()
]
IN_SENTENCES = re.findall(r"`([a-z0-9]+ [^`]+)`", re.sub("```.*?```", "", README, flags=re.DOTALL))
IN_A_TERMINAL = "rehab demo --shell"
OWN = [line for line in [*COMMANDS, *IN_SENTENCES] if line.startswith("rehab ")]
OWN.remove(IN_A_TERMINAL)
INSTALLS = {
    "source .venv/bin/activate", "pipx install .", "uv tool install .",
    "pipx uninstall rehab-tui", "uv tool uninstall rehab-tui",
}  # fmt: skip
"""What test_install.py does."""
IN_REAL_TIME = {
    "rehab start --minutes 10",
    "rehab start --exercise glute-bridge --exercise cat-cow",
}


def test_the_readme_holds_one_install_line_one_test_line_and_commands() -> None:
    others = [line for line in COMMANDS if line not in OWN]
    assert len(OWN) >= 20
    assert [line.startswith("python3 -m venv") for line in others] == [True, True]
    assert others[0].endswith(".venv/bin/rehab")
    assert ".venv/bin/pytest" in others[1]


def test_every_command_in_a_sentence_is_run_somewhere() -> None:
    assert {line for line in IN_SENTENCES if not line.startswith("rehab ")} == INSTALLS
    e2e = ROOT / "tests" / "e2e"
    done = (e2e / "test_install.py").read_text(encoding="utf-8")
    assert [line for line in INSTALLS if line not in done] == []
    assert '"demo", "--shell"' in (e2e / "test_demo_in_shells.py").read_text(encoding="utf-8")
    words = {one.removesuffix(" ") for one in re.findall(r"`(--?[a-z-]+)`", README)}
    assert all(f"`{one}`" in PAGE for one in words), words


def test_what_it_counts_is_so() -> None:
    catalogue = shipped_catalogue()
    assert f"{len(catalogue.exercises)} exercises, each with a figure" in README
    assert (len(catalogue.programmes), "ten ready programmes" in README) == (10, True)


def test_it_begins_with_two_sentences_and_one_moving_picture() -> None:
    first = " ".join(README.split("\n\n")[1].split())
    assert len(re.findall(r"[.!?](?: |$)", first)) == 2
    head = README.split("\n## ")[0]
    for shade in ("dark", "light"):
        moving = ROOT / "docs" / "pictures" / f"session-moving-{shade}.svg"
        assert head.count(moving.name) == 1
        assert "<animate" in moving.read_text(encoding="utf-8")


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
    assert len(pictures) >= 6
    assert {one.replace("-light", "-dark") for one in pictures} <= set(pictures)
    assert {one.replace("-dark", "-light") for one in pictures} <= set(pictures)
    for picture in pictures:
        assert "<svg" in (ROOT / picture).read_text(encoding="utf-8")[:200]


def test_links_lead_somewhere() -> None:
    for link in re.findall(r"(?<!!)\[.*?\]\((.*?)\)", README):
        assert (ROOT / link).is_file(), link
