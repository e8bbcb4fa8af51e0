"""What every benchmark shares: one process timed, rows of a table, facts of the machine."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """One process, from its start to its end: milliseconds of the wall and of a core."""

    wall: float
    cpu: float


@dataclass(slots=True)
class Row:
    """One thing that is measured again and again.

    `against` names the row that it is compared with, and `goal` how often it may take that row's
    time.
    """

    name: str
    against: str = ""
    goal: float | None = None
    costs: list[Cost] = field(default_factory=list)

    @property
    def wall(self) -> float:
        """The middle one, in ms."""
        return statistics.median(one.wall for one in self.costs)

    @property
    def cpu(self) -> float:
        """The middle one, in ms of a core."""
        return statistics.median(one.cpu for one in self.costs)


def process(command: Sequence[str], env: Mapping[str, str]) -> Cost:
    """What a command costs; its output goes nowhere.

    Raises:
        RuntimeError: it failed.
    """
    began = time.perf_counter()
    child = subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, used = os.wait4(child.pid, 0)
    wall = (time.perf_counter() - began) * 1000
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}")
    return Cost(wall, (used.ru_utime + used.ru_stime) * 1000)


def peak(words: Sequence[str], env: Mapping[str, str]) -> float:
    """Megabytes that `rehab` with these words has in memory at its largest."""
    code = f"import sys; sys.argv[1:] = {list(words)!r}\n{PEAK}"
    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    return int(run.stderr.split()[-1]) / 1024


def facts() -> str:
    """Where this was measured, and beside which load."""
    model = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        named = [one for one in cpus.read_text().splitlines() if one.startswith("model name")]
        model = named[0].partition(": ")[2] if named else model
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{platform.system()} {platform.release()}, {model}, {os.cpu_count()} cores, load {load}\n"
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"Textual {version('textual')}, Typer {version('typer')}, SQLModel {version('sqlmodel')}"
    )


def table(rows: Sequence[Row]) -> str:
    """The rows as text: medians, the range of the wall, and both ratios with what they may be."""
    known = {row.name: row for row in rows if row.costs}
    lines = [f"{'':46}{'ms':>7} {'least':>6} {'most':>6} {'CPU ms':>7}   ratio, by CPU, goal"]
    for row in known.values():
        walls = [one.wall for one in row.costs]
        line = f"{row.name:46}{row.wall:7.0f} {min(walls):6.0f} {max(walls):6.0f} {row.cpu:7.0f}"
        if base := known.get(row.against):
            goal = f" <= {row.goal:g}" if row.goal is not None else ""
            line += f"   {row.wall / base.wall:5.2f} {row.cpu / base.cpu:5.2f}{goal} x {base.name}"
        lines.append(line)
    return "\n".join(lines)


def clean_env(**more: str) -> dict[str, str]:
    """This environment, in which Python may keep what it compiled."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REHAB_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, **more}


def home(folder: Path) -> dict[str, str]:
    """The variables of somebody whose journal is in `folder`."""
    return clean_env(REHAB_DATA_DIR=str(folder / "data"), REHAB_CONFIG_DIR=str(folder / "config"))


PEAK = """
import atexit
status = lambda: open("/proc/self/status").read()
atexit.register(lambda: sys.stderr.write(status().split("VmHWM:")[1].split()[0]))
from rehab_tui.cli import run
run()
"""
REHAB = (sys.executable, "-m", "rehab_tui")
