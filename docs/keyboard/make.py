"""Makes docs/keyboard.md, every key of every screen as the app has it: `make keys`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.screen import Screen

from rehab_tui.tui.screens.answers import AnswersScreen
from rehab_tui.tui.screens.exercises import ExercisesScreen
from rehab_tui.tui.screens.first_run import FirstRunScreen
from rehab_tui.tui.screens.help import keys_of
from rehab_tui.tui.screens.journal import JournalScreen
from rehab_tui.tui.screens.plan import PlanScreen
from rehab_tui.tui.screens.progress import ProgressScreen
from rehab_tui.tui.screens.questions import QuestionsScreen
from rehab_tui.tui.screens.session import SessionScreen
from rehab_tui.tui.screens.settings import SettingsScreen
from rehab_tui.tui.screens.sound import SoundScreen
from rehab_tui.tui.screens.today import TodayScreen
from rehab_tui.tui.screens.tour import TourScreen

PAGE = Path(__file__).parents[1] / "keyboard.md"
MADE_BY = "<!-- Made from the code by `make keys`; a test compares the two. Don't edit it here. -->"
HEAD = """\
# Keyboard

Everything can be done by keys, and nothing needs the mouse. On every screen `?` shows its keys
(F1 where something is typed), `q` or Escape goes back, and `ctrl+q` leaves. Away from a session
`ctrl+p` finds everything by name, wherever you are; while a question waits for its answer, only
what belongs to it. Arrows and `h` `j` `k` `l` move; in a session those letters have other meanings
or none.

In a session a key that means nothing pauses: hands feel for the keyboard. Two presses of the same
key within a sixth of a second count once. PageDown and PageUp are next and back, so that a
presenter's remote works. `!` or `x` stops at once, from whatever covers the session, too.

Line by line (`rehab start --plain`) the same is done by short lines: see
[commands](commands.md#line-by-line).
"""
SCREENS: tuple[tuple[str, type[Screen[Any]]], ...] = (
    ("Today", TodayScreen),
    ("In a session", SessionScreen),
    ("What is heard (`v` in a session)", SoundScreen),
    ("Questions before and after", QuestionsScreen),
    ("The first questions", FirstRunScreen),
    ("Progress", ProgressScreen),
    ("Journal", JournalScreen),
    ("Exercises", ExercisesScreen),
    ("Why, and the plan", PlanScreen),
    ("Settings", SettingsScreen),
    ("Questions people ask (`?`, then `a`)", AnswersScreen),
    ("The tour (`?`, then `t`)", TourScreen),
)


def page() -> str:
    """The whole page."""
    return "\n".join([MADE_BY, HEAD, *(line for one in SCREENS for line in _table(*one))])


def _table(title: str, screen: type[Screen[Any]]) -> Iterator[str]:
    yield from (f"## {title}", "", "| keys | |", "|---|---|")
    for words, keys in keys_of(screen).items():
        yield f"| {' '.join(f'`{key}`' for key in keys)} | {words} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print("docs/keyboard.md")
