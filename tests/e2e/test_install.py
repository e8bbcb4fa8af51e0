"""The README's install line in an empty environment: the built package carries its data.

Run by `.ci/run` as `pytest -m install`; it needs a package index, so it is not in the quick part.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.install
def test_the_main_line_installs_and_starts(tmp_path: Path) -> None:
    found = re.search(r"^python3 -m venv .*\.venv/bin/rehab$", README, flags=re.MULTILINE)
    assert found
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("src", "data", "docs", "tests"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"):
        shutil.copy(ROOT / name, checkout / name)
    environment = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")
    } | {"REHAB_DATA_DIR": str(tmp_path / "d"), "REHAB_CONFIG_DIR": str(tmp_path / "c")}

    def run(line: str, where: Path) -> str:
        done = subprocess.run(
            ["bash", "-c", line], cwd=where, env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=True, timeout=900,
        )  # fmt: skip
        return done.stdout

    assert "Gentle mobility starter" in run(found.group(), checkout)
    shutil.rmtree(checkout / "src")
    shutil.rmtree(checkout / "data")  # from here on only what was installed is there
    rehab = checkout / ".venv" / "bin" / "rehab"
    played = run(f"{rehab} start --plain --preview --minutes 5", tmp_path)
    assert "Marching warm-up" in played
    assert not (tmp_path / "d").exists()
