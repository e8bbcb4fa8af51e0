"""One question at a time; one key answers, Enter skips, nothing is preselected."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from rehab_tui.practice.questions import TEN_KEY, Choice, Question
from rehab_tui.text import clean
from rehab_tui.tui.host import still_here
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.widgets.bars import Keys, Top

ROOMY, WIDE = (76, 20), 5
"""Columns and rows from which numbers stand large, and how wide each is then."""
ABREAST = 8
"""More answers than these stand in two columns, to be read down the first one first."""
SKIP, BACK = ("enter", "skip"), ("←", "back")
END_KEYS = (("q", "leave"), ("?", "help"))


class QuestionsScreen(Once[dict[str, int | str] | None]):
    """Asks in turn; ends with the answers by id (skipped ones missing), or None when left.

    With `keep` leaving ends with what was answered so far.
    """

    AUTO_FOCUS = ""
    ABOUT = "The key in front of an answer gives it. Nothing has to be answered."

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,pagedown", "skip", "Skip"),
        Binding("left,backspace,pageup", "back", "Back"),
        Binding("q,escape", "leave", "Leave"),
    ]

    def __init__(self, title: str, questions: Sequence[Question], *, keep: bool = False) -> None:
        super().__init__()
        self._keep = keep
        self._title = title
        self._questions = tuple(questions)
        self._answers: dict[str, int | str] = {}
        self._way: list[int] = []
        self._at = 0

    def compose(self) -> ComposeResult:
        """Title, question, choices, keys."""
        yield Top(self._title)
        with Vertical(id="middle"):
            yield Static(id="question")
            yield Static(id="choices")
            yield Static(id="ends")
        yield Keys((SKIP, *END_KEYS))

    def on_mount(self) -> None:
        """Show the first question."""
        self._show()

    def on_resize(self) -> None:
        """Where there is room the numbers are larger."""
        self.call_after_refresh(self._show)

    def on_key(self, event: events.Key) -> None:
        """The key of a choice answers."""
        if not still_here(self):
            return
        question = self._questions[self._at]
        for choice in question.choices:
            if event.key == choice.key:
                event.stop()
                self._answers[question.id] = choice.value
                self._go_on()
                return

    def action_skip(self) -> None:
        """Leave this one unanswered."""
        self._answers.pop(self._questions[self._at].id, None)
        self._go_on()

    def action_back(self) -> None:
        """To the question before."""
        if self._way:
            self._at = self._way.pop()
            self._show()

    def action_leave(self) -> None:
        """Leave the rest unasked; what was answered counts only where it is kept."""
        self.dismiss(self._answers if self._keep else None)

    def _go_on(self) -> None:
        following = self._at + 1
        while following < len(self._questions):
            if self._questions[following].asked(self._answers):
                self._way.append(self._at)
                self._at = following
                self._show()
                return
            following += 1
        self.dismiss(dict(self._answers))

    def _show(self) -> None:
        question = self._questions[self._at]
        back = (BACK,) if self._way else ()
        self.query_one(Keys).say((SKIP, *back, *END_KEYS))
        self.query_one(Top).say(self._title, f"{self._at + 1} of {len(self._questions)}")
        self.query_one("#question", Static).update(Content(clean(question.text)))
        roomy = self.size.width >= ROOMY[0] and self.size.height >= ROOMY[1]
        wide = WIDE if roomy else 3
        self.query_one("#choices", Static).update(_choices(question, wide, tall=roomy))
        self.query_one("#ends", Static).update(_ends(question, wide))


def _choices(question: Question, wide: int, *, tall: bool) -> Content:
    """The answers with their keys; numbers side by side, `wide` cells each, and `tall` or not."""
    parts: list[str | tuple[str, str]] = []
    if question.scale:
        for row in ("", None, "") if tall else (None,):
            for choice in question.choices:
                cell = f"{choice.words if row is None else row:^{_wide(choice, wide)}}"
                parts += [(cell, "bold $accent on $panel"), " "]
            parts.append("\n")
        return Content.assemble(*parts[:-1])
    many = len(question.choices) > ABREAST
    half = -(-len(question.choices) // 2) if many else len(question.choices)
    for pair in zip_longest(question.choices[:half], question.choices[half:]):
        for choice in filter(None, pair):
            words = f"{choice.words:<18}   " if many else choice.words
            parts += [(f" {choice.key} ", "bold $accent"), f" {words}"]
        parts.append("\n")
    return Content.assemble(*parts)


def _wide(choice: Choice, wide: int) -> int:
    return max(wide, len(choice.words) + 2)


def _ends(question: Question, wide: int) -> Content:
    """What the first number and the last one mean, below them; the key of what is no one key."""
    if not question.scale:
        return Content("")
    row = sum(_wide(choice, wide) + 1 for choice in question.choices) - 1
    by_letter = question.choices[-1].key == TEN_KEY
    last = Content.assemble(
        (question.high, "$quiet"),
        (" · " if question.high and by_letter else "", "$quiet"),
        *([(TEN_KEY, "bold $accent"), (" is 10", "$quiet")] if by_letter else []),
    )
    gap = max(2 if question.low else 0, row - len(question.low) - last.cell_length)
    return Content.assemble((question.low, "$quiet"), " " * gap, last)
