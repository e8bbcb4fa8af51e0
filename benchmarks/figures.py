"""Times a frame of every figure, drawn at 60x20 cells: part of `make benchmarks`.

What a session does 15 times a second: the scene of a moment, painted. Processor time, for each
figure the best of a few films, so that other work of the machine hardly counts; in no test.
"""

from __future__ import annotations

import statistics
import time

from rehab_tui.figure import Figure, braille, scene
from rehab_tui.practice.context import shipped_catalogue

FILMS, FRAMES = 7, 30
BOUND = 1.0
"""Milliseconds that a frame may take."""


def frame(figure: Figure) -> float:
    """Return the milliseconds of a frame; no moment is drawn twice."""
    films = []
    for film in range(FILMS):
        moments = [(i + film / FILMS) / FRAMES for i in range(FRAMES)]
        began = time.process_time()
        for moment in moments:
            braille(scene(figure, moment), 60, 20)
        films.append((time.process_time() - began) * 1000 / FRAMES)
    return min(films)


def told() -> str:
    """Measure, and say it in two lines."""
    found = shipped_catalogue().exercises.values()
    times = {each.id: frame(each.figure) for each in found if each.figure is not None}
    dearest = sorted(times, key=times.__getitem__)[-3:]
    over = sum(cost >= BOUND for cost in times.values())
    return (
        f"a frame of {len(times)} figures at 60x20, in milliseconds: "
        f"mean {statistics.mean(times.values()):.2f}, max {times[dearest[-1]]:.2f}; "
        f"{over} at {BOUND:g} or more\n"
        "dearest: " + ", ".join(f"{name} {times[name]:.2f}" for name in reversed(dearest))
    )


if __name__ == "__main__":
    print(told())
