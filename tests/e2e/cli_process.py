"""Starts the real `rehab` in a process of its own, with streams as a shell gives them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

REHAB = (sys.executable, "-m", "rehab_tui")
SECONDS = 60
"""No command may take this long, on however busy a machine."""


def environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """A person's environment, with nothing of the machine's that matters."""
    kept = {
        key: os.environ[key] for key in ("PATH", "PYTHONPATH", "SYSTEMROOT") if key in os.environ
    }
    source = str(Path(__file__).parents[2] / "src")
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(filter(None, (source, kept.get("PYTHONPATH")))),
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "REHAB_DATA_DIR": str(home / "data"),
        "REHAB_CONFIG_DIR": str(home / "config"),
        **(extra or {}),
    }


def shell(line: str, home: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a shell line in which `rehab` is this program."""
    return subprocess.run(
        ["bash", "-c", f'rehab() {{ "{REHAB[0]}" -m rehab_tui "$@"; }}\n{line}'],
        env=environment(home, extra),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def begin(home: Path, *words: str, **extra: str) -> subprocess.Popen[str]:
    """Start `rehab` with all three streams as pipes."""
    return subprocess.Popen(
        [*REHAB, *words],
        env=environment(home, extra),
        cwd=home,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(process: subprocess.Popen[str], words: str) -> list[str]:
    """What is printed up to a line that begins so."""
    assert process.stdout is not None
    seen: list[str] = []
    for line in process.stdout:
        seen.append(line.rstrip("\n"))
        if line.startswith(words):
            return seen
    raise AssertionError(f"never came: {words}; {seen[-3:]}")


def say(process: subprocess.Popen[str], text: str) -> None:
    """Type something."""
    assert process.stdin is not None
    process.stdin.write(text)
    process.stdin.flush()
