"""The figure of an exercise in a terminal: its telling keys as text, or playing in place."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from rehab_tui.catalogue.lists import in_words
from rehab_tui.catalogue.model import Exercise
from rehab_tui.cli.ending import ended_by_signals
from rehab_tui.cli.exercise_text import STACKED_BELOW
from rehab_tui.cli.terminal import has_terminal, raw, speaks_unicode
from rehab_tui.clock import Clock
from rehab_tui.coach.motion import motion_of, played
from rehab_tui.errors import RehabError, UsageError
from rehab_tui.figure import Ink, Scene, braille, posture_card, scene, telling

Size = tuple[int, int]
"""Columns and rows of one picture."""

FRAME_SECONDS = 1 / 15
_GAP = 4
_LARGEST: Size = (60, 22)
_BESIDE_ROWS = 13
_SPARE_ROWS = 4
"""Rows of the terminal around a playing figure: its name, a space, how to end it, the cursor."""

_HIDE, _SHOW = "\x1b[?25l", "\x1b[?25h"
_CLEAR = "\x1b[H\x1b[2J"
_STYLES = {Ink.FAR: "\x1b[2m", Ink.PROP: "\x1b[32m", Ink.MARK: "\x1b[33m"}
"""Colours of the terminal's own palette; the body is drawn in the colour of its text."""
_ENDS = (b"", b"q", b"Q")


# --- as text -----------------------------------------------------------------------------------
def still(exercise: Exercise, columns: int, size: Size | None = None) -> list[str]:
    """Start, end and what is telling between them; two side by side where there is room.

    Where it has no figure, the card of its posture stands in, once and with its words.

    Args:
        exercise: what is shown.
        columns: how wide a line may be.
        size: of one picture; None takes what suits the width. It is never wider than a line.
    """
    figure = exercise.figure or posture_card(exercise.position)
    beside = columns >= STACKED_BELOW
    if exercise.figure is None:
        room = min(columns, _LARGEST[0])
        card = _picture(scene(figure, 0.0), size or (room, _BESIDE_ROWS), columns)
        return [*card, f"No figure of its own. The posture: {in_words(exercise.position)}"]
    room = (columns - _GAP) // 2 if beside else columns
    asked = size or (min(room, _LARGEST[0]), _BESIDE_ROWS)
    places = telling(figure)
    titles = ["Start", *["Then"] * (len(places) - 2), "End"]
    shown = [
        # At the start arrows show where it goes.
        (title, _picture(scene(figure, at, back=None if at else False), asked, columns))
        for title, at in zip(titles, places, strict=False)
    ]
    if not beside or asked[0] > room:
        parts = [[title, *picture] for title, picture in shown]
    else:
        parts = [_beside(shown[i : i + 2], asked[0]) for i in range(0, len(shown), 2)]
    return [line for part in parts for line in ("", *part)][1:]


def _beside(pair: list[tuple[str, list[str]]], width: int) -> list[str]:
    """One picture or two with their titles, without the rows above them that are empty."""
    rows = [*zip(*(picture for _, picture in pair), strict=True)]
    while len(rows) > 1 and not any(rows[0]):
        del rows[0]
    titles = tuple(title for title, _ in pair)
    return ["".join(f"{part:<{width + _GAP}}" for part in row).rstrip() for row in [titles, *rows]]


def _picture(moment: Scene, size: Size, columns: int) -> list[str]:
    picture = braille(moment, min(size[0], columns), size[1], ascii=not speaks_unicode())
    return [line.rstrip() for line in picture.lines()]


# --- playing -----------------------------------------------------------------------------------
def check_terminal() -> None:
    """Refuse to play where nobody could see or end it.

    Raises:
        UsageError: when standard input or output is no terminal that can move its cursor.
    """
    if not has_terminal():
        raise UsageError(
            "a figure plays on a terminal only",
            "Leave --animate out to see its start and its end.",
            where="--animate",
        )


def animate(exercise: Exercise, clock: Clock, size: Size | None = None) -> None:
    """Play the figure in place, at the pace of the exercise's dose, until `q` or Ctrl-C.

    Whatever ends it, the cursor is shown again and the terminal reads lines as before.

    Raises:
        RehabError: when the exercise has no figure.
    """
    if exercise.figure is None:
        raise RehabError(
            f"there is no figure of '{exercise.id}' to play", "Leave --animate out to read of it."
        )
    with ended_by_signals(), _keys() as ended:
        try:
            raw(_HIDE)
            _play(exercise, clock, size, ended)
        finally:
            with suppress(OSError, RehabError):  # the terminal may have gone
                raw(_SHOW)


def _play(exercise: Exercise, clock: Clock, size: Size | None, ended: threading.Event) -> None:
    begun = clock.monotonic()
    terminal = shutil.get_terminal_size()
    drawn: list[str] = []
    while not ended.is_set():
        now = shutil.get_terminal_size()
        lines = [*frame(exercise, clock.monotonic() - begun, _fitting(size, now)), "q ends it"]
        if now != terminal:  # the terminal has broken the lines anew
            terminal, drawn = now, []
            raw(_CLEAR)
        if lines != drawn:
            up = f"\x1b[{len(drawn)}A\r" if drawn else ""
            raw(up + "".join(f"{line}\x1b[K\n" for line in lines))
            drawn = lines
        clock.wait(FRAME_SECONDS, ended)


def _fitting(size: Size | None, terminal: os.terminal_size) -> Size:
    """The size that was asked for, or a good one, as far as the terminal has room for it."""
    columns, rows = size or _LARGEST
    return (
        max(1, min(columns, terminal.columns - 1)),
        max(1, min(rows, terminal.lines - _SPARE_ROWS)),
    )


def frame(exercise: Exercise, seconds: float, size: Size) -> list[str]:
    """The lines of an exercise's figure some seconds after it began, coloured unless `NO_COLOR`."""
    if exercise.figure is None:
        return []
    view = played(exercise, seconds)
    motion = motion_of(view, exercise.figure)
    moment = scene(
        exercise.figure,
        motion.position,
        side="left" if view.side == "left" else "right",
        alternate=motion.alternate,
        back=motion.back,
    )
    picture = braille(moment, *size, ascii=not speaks_unicode())
    if os.environ.get("NO_COLOR"):
        return [line.rstrip() for line in picture.lines()]
    return ["".join(_styled(text, ink) for text, ink in row).rstrip() for row in picture.rows]


def _styled(text: str, ink: Ink) -> str:
    style = _STYLES.get(ink)
    return f"{style}{text}\x1b[0m" if style else text


@contextmanager
def _keys() -> Iterator[threading.Event]:
    """Within the block keys are read as they are pressed, unseen; `q` sets the event."""
    ended = threading.Event()
    listener = threading.Thread(target=_listen, args=(sys.stdin.fileno(), ended), daemon=True)
    if sys.platform == "win32":  # a line at a time: q and Enter
        listener.start()
        yield ended
        return
    import termios

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    quiet = termios.tcgetattr(terminal)
    quiet[3] &= ~(termios.ICANON | termios.ECHO)
    off = bytes([os.fpathconf(terminal, "PC_VDISABLE")])
    quiet[6][termios.VSUSP] = off  # suspended, it would leave the shell without a cursor
    try:
        termios.tcsetattr(terminal, termios.TCSADRAIN, quiet)
        listener.start()
        yield ended
    finally:
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


def _listen(terminal: int, ended: threading.Event) -> None:
    """Wait for the key that ends it; a terminal that is gone ends it too."""
    with suppress(OSError):
        while os.read(terminal, 1) not in _ENDS:
            pass
    ended.set()
