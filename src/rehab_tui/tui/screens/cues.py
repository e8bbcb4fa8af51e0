"""Cues, mistakes and what it should feel like, while the session waits."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from rehab_tui.coach.guidance import form_cues, setup_words
from rehab_tui.coach.model import Prescription
from rehab_tui.text import clean
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.widgets.bars import Keys


class CuesScreen(ModalScreen[None], Once[None]):
    """Everything that helps to do one exercise well."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c,q,escape,enter,space", "dismiss", "Back"),
    ]

    def __init__(self, prescription: Prescription) -> None:
        super().__init__()
        self._prescription = prescription

    def compose(self) -> ComposeResult:
        """The exercise in words."""
        prescription = self._prescription
        exercise = prescription.exercise
        blocks = [
            ("How", (setup_words(prescription), *form_cues(prescription))),
            ("Breath", (exercise.breath.say,)),
            ("Spine", (exercise.posture,)),
            ("Often goes wrong", exercise.mistakes),
            ("Check yourself", (exercise.self_check,)),
            ("At home", (exercise.home,)),
            ("Good", (exercise.good,)),
            ("Stop when", (exercise.warning, exercise.caution)),
        ]
        parts: list[str | tuple[str, str]] = [(clean(exercise.name), "bold"), "\n"]
        for title, lines in blocks:
            said = [clean(line) for line in dict.fromkeys(lines) if line]
            if said:
                parts += ["\n", (title, "$accent"), "\n", "\n".join(said), "\n"]
        parts.append(("\nc goes back; space then goes on", "$quiet"))
        with VerticalScroll(classes="modal"):
            yield Static(Content.assemble(*parts))
        yield Keys((("c", "back"), ("↑↓", "more"), ("?", "help")))
