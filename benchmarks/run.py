"""Times what people wait for, against a bare interpreter: `make benchmarks`.

Medians and ranges on this machine; only the ratios mean anything on another. Nothing here is part
of the tests: a busy machine must not make one fail.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

RUNS = 15
REHAB = (sys.executable, "-m", "rehab_tui")
FLOOR = (sys.executable, "-c", "pass")
LOADING = """
import sys, time
from pathlib import Path
from rehab_tui.catalogue import load_catalogue
import rehab_tui.catalogue.files, rehab_tui.catalogue.cache, rehab_tui.figure.spec
from rehab_tui.paths import shipped
cache = Path(sys.argv[1]) if sys.argv[1] else None
began = time.perf_counter()
load_catalogue(shipped("exercises.yaml"), shipped("programmes.yaml"), cache)
print((time.perf_counter() - began) * 1000)
"""
"""Prints the milliseconds of a load alone, without the imports."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured; `times` in milliseconds."""

    name: str
    times: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of the times."""
        return statistics.median(self.times)


def process(name: str, command: tuple[str, ...], runs: int, env: dict[str, str]) -> Row:
    """The time from starting a process to its end."""

    def once() -> float:
        began = time.perf_counter()
        subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
        return (time.perf_counter() - began) * 1000

    return _row(name, once, runs)


def loading(name: str, cache: str, runs: int, env: dict[str, str]) -> Row:
    """The time of reading the catalogue in a fresh process."""

    def once() -> float:
        command = (sys.executable, "-c", LOADING, cache)
        said = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
        return float(said.stdout)

    return _row(name, once, runs)


def _row(name: str, once: Callable[[], float], runs: int) -> Row:
    once()  # byte-compiles, and fills caches
    return Row(name, tuple(once() for _ in range(runs)))


def measure(folder: Path, runs: int) -> list[Row]:
    """Everything, in the order of the table; the first row is the floor."""
    env = {
        **os.environ,
        "REHAB_DATA_DIR": str(folder / "data"),
        "REHAB_CONFIG_DIR": str(folder / "config"),
    }
    return [
        process("python -c pass", FLOOR, runs, env),
        process("rehab --version", (*REHAB, "--version"), runs, env),
        process("rehab log -p 4", (*REHAB, "log", "-p", "4"), runs, env),
        process("rehab report", (*REHAB, "report"), runs, env),
        process("rehab exercises list", (*REHAB, "exercises", "list"), runs, env),
        process("rehab start --list", (*REHAB, "start", "--list"), runs, env),
        loading("catalogue: read strictly", "", runs, env),
        loading("catalogue: kept from last time", str(folder / "catalogue.cache"), runs, env),
    ]


def show(rows: list[Row]) -> None:
    """Print the table, with the ratio of each median to the first row's."""
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, ", end="")
    print(f"{os.cpu_count()} cores; milliseconds")
    print(f"{'':34} {'median':>8} {'least':>8} {'most':>8} {'x floor':>8}")
    for row in rows:
        ratio = row.median / rows[0].median
        times = f"{row.median:8.1f} {min(row.times):8.1f} {max(row.times):8.1f}"
        print(f"{row.name:34} {times} {ratio:8.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each (15)")
    runs: int = parser.parse_args().runs
    with TemporaryDirectory() as folder:
        show(measure(Path(folder), runs))


if __name__ == "__main__":
    main()
