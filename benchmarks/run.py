"""Times what people wait for, against what Python, Typer and Textual take alone: `make benchmarks`.

One table, with the floors, the goals, and the other tools that are installed. Every command is run
in turn, so that other work of the machine falls on all of them alike; wall and processor are told
apart. Only the ratios mean anything on another machine. Nothing here is part of the tests: a busy
machine must not make one fail.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from commands import TEN, commands, numbered, peers
from figures import told
from machine import Row, facts, home, peak, table
from playing import in_session
from screen import at_rest, first_pictures

RUNS, PICTURES = 15, 7
REST, PLAY = 60.0, 30.0


def measured(folder: Path, runs: int, path: str) -> list[Row]:
    """The commands and the other tools, run in turn."""
    listed = [*commands(folder), *peers(folder, path)]
    for number in range(-1, runs):
        for one in listed:
            cost = numbered(one, number).once()
            if number >= 0:  # the first one byte-compiles, and fills caches
                one.row.costs.append(cost)
    return [one.row for one in listed]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help=f"of each command ({RUNS})")
    parser.add_argument("--pictures", type=int, default=PICTURES, help="starts of the app (7)")
    parser.add_argument("--rest", type=float, default=REST, help="seconds at rest (60)")
    parser.add_argument("--play", type=float, default=PLAY, help="seconds in a session (30)")
    parser.add_argument("--peers", default="", help="more folders to look for other tools in")
    asked = parser.parse_args()
    print(f"{time.strftime('%Y-%m-%d %H:%M')}\n{facts()}\n")
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = os.pathsep.join(filter(None, (asked.peers, os.environ.get("PATH", ""))))
        print(table(measured(folder, asked.runs, path)), flush=True)
        if sys.platform == "linux":
            pictures, minimal = first_pictures(folder, asked.pictures, path)
            print(f"\n{table(pictures)}\n", flush=True)
            entry = peak(("log", "-p", "4"), home(folder / TEN))
            print(f"memory of rehab log -p 4, ten years: {entry:.0f} MB (goal 18)")
            for line in (*at_rest(folder, asked.rest), *in_session(folder, asked.play, minimal)):
                print(line, flush=True)
    print(told())


if __name__ == "__main__":
    main()
