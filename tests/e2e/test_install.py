"""The README's install line in an empty environment: the built package carries its data.

Run by `.ci/run` as `pytest -m install`; it needs a package index, so it is not in the quick part.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from rehab_tui import __version__

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CARRIED = ("exercises.yaml", "programmes.yaml", "questions.md")
"""What the installed program reads."""
NOT_OF_OURS = {"rehab-tui", "pip", "setuptools"}
"""What is in an environment besides the packages that rehab brings."""

pytestmark = pytest.mark.install


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    checkout = tmp_path_factory.mktemp("made") / "checkout"
    checkout.mkdir()
    for name in ("src", "data", "docs", "tests", "benchmarks", ".ci"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
                 "Makefile"):  # fmt: skip
        shutil.copy(ROOT / name, checkout / name)
    return checkout


@pytest.fixture
def run(tmp_path: Path) -> Callable[[str, Path], str]:
    environment = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")
    } | {"REHAB_DATA_DIR": str(tmp_path / "d"), "REHAB_CONFIG_DIR": str(tmp_path / "c")}

    def run(line: str, where: Path) -> str:
        done = subprocess.run(
            ["bash", "-c", line], cwd=where, env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=True, timeout=900,
        )  # fmt: skip
        return done.stdout

    return run


@pytest.fixture(scope="module")
def dist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel; and in `again/` the wheel that the sdist gives."""
    place = tmp_path_factory.mktemp("built")
    for line in (
        f"python3 -m venv {place}/build && {place}/build/bin/pip install -q hatchling",
        f"{place}/build/bin/python -m hatchling build -d {place}",
        f"mkdir {place}/sdist && tar xzf {place}/*.tar.gz -C {place}/sdist --strip-components=1",
        f"cd {place}/sdist && ../build/bin/python -m hatchling build -t wheel -d ../again",
    ):
        subprocess.run(["bash", "-c", line], cwd=checkout, check=True, timeout=900)
    return place


def test_sdist_and_wheel_hold_what_is_read(dist: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    (again,) = (dist / "again").glob("*.whl")
    (sdist,) = dist.glob("*.tar.gz")
    assert wheel.name.startswith(f"rehab_tui-{__version__}-py3")
    with zipfile.ZipFile(wheel) as content:
        names = set(content.namelist())
        (about,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        said = content.read(about).decode()
    with zipfile.ZipFile(again) as content:
        assert set(content.namelist()) == names
    assert {f"rehab_tui/data/{name}" for name in CARRIED} <= names
    assert {"rehab_tui/py.typed", "rehab_tui/tui/styles/today.tcss"} <= names
    assert not [name for name in names if name.startswith(("tests/", "docs/"))]
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    for line in (f"Version: {__version__}", "License-Expression: MIT", "Requires-Python: >=3.11",
                 "Provides-Extra: sound"):  # fmt: skip
        assert f"\n{line}\n" in said, line
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    for name in ("data/exercises.yaml", "docs/questions.md", "docs/licences.md", "LICENSE",
                 "tests/test_readme.py", ".ci/run", "src/rehab_tui/py.typed"):  # fmt: skip
        assert name in held, name


def test_a_wheel_from_the_sdist_plays_a_session(
    dist: Path, tmp_path: Path, run: Callable[[str, Path], str]
) -> None:
    """With the extra `sound`, which says in one line that nothing plays where nothing does."""
    (wheel,) = (dist / "again").glob("*.whl")
    run(f"python3 -m venv .venv && .venv/bin/pip install -q '{wheel}[sound]'", tmp_path)
    run(".venv/bin/pip check && .venv/bin/python -c 'import miniaudio'", tmp_path)
    came = run(".venv/bin/pip list --format=freeze", tmp_path).splitlines()
    names = {canonicalize_name(one.partition("==")[0]) for one in came} - NOT_OF_OURS
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert [name for name in names if f"\n| {name} | " not in page] == []
    played = run(".venv/bin/rehab start --plain --preview --minutes 5", tmp_path)
    assert "Marching warm-up" in played
    assert "rehab" in run("source .venv/bin/activate && rehab --version", tmp_path)
    told = run("REHAB_TONES=on .venv/bin/rehab doctor || true", tmp_path)
    assert re.search(r"^(ok|hint) +tones ", told, re.MULTILINE)
    assert not (tmp_path / "d").exists()


def test_pipx_and_uv_install_it_from_a_checkout_and_take_it_away(
    checkout: Path, tmp_path: Path, run: Callable[[str, Path], str]
) -> None:
    run("python3 -m venv tools && tools/bin/pip install -q pipx uv", tmp_path)
    places = "; ".join(
        f"export {name}={tmp_path}/{place}"
        for name, place in (("PIPX_HOME", "pipx"), ("PIPX_BIN_DIR", "bin"), ("UV_TOOL_DIR", "uv"),
                            ("UV_TOOL_BIN_DIR", "bin"), ("UV_CACHE_DIR", "cache"))
    )  # fmt: skip
    rehab = tmp_path / "bin" / "rehab"
    for install, remove in (("pipx install .", "pipx uninstall rehab-tui"),
                            ("uv tool install .", "uv tool uninstall rehab-tui")):  # fmt: skip
        run(f"{places}; {tmp_path}/tools/bin/{install}", checkout)
        assert run(f"{rehab} --version", tmp_path) == f"rehab {__version__}\n"
        assert "Marching warm-up" in run(f"{rehab} start --plain --preview --minutes 5", tmp_path)
        run(f"{places}; {tmp_path}/tools/bin/{remove}", checkout)
        assert not rehab.exists()


def test_the_main_line_installs_and_starts(
    checkout: Path, tmp_path: Path, run: Callable[[str, Path], str]
) -> None:
    found = re.search(r"^python3 -m venv .*\.venv/bin/rehab$", README, flags=re.MULTILINE)
    assert found
    assert "Gentle mobility starter" in run(found.group(), checkout)
    shutil.rmtree(checkout / "src")
    shutil.rmtree(checkout / "data")  # from here on only what was installed is there
    shutil.rmtree(checkout / "docs")
    rehab = checkout / ".venv" / "bin" / "rehab"
    played = run(f"{rehab} start --plain --preview --minutes 5", tmp_path)
    assert "Marching warm-up" in played
    assert run(f"{rehab} --version", tmp_path) == f"rehab {__version__}\n"
    assert "Your weeks" in run(f"{rehab} demo", tmp_path)
    asked = "from rehab_tui.practice.answers import answers; print(answers()[:2])"
    assert "#" in run(f'{checkout / ".venv/bin/python"} -c "{asked}"', tmp_path)
    assert not (tmp_path / "d").exists()
