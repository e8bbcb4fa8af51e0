"""A form for one entry: a line for each part, and what will be saved in words below them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from rehab_tui.errors import UsageError
from rehab_tui.journal.records import MAX_TEXT
from rehab_tui.practice.forms import Field, Filled
from rehab_tui.text import clean
from rehab_tui.tui.screens.note import Line
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.widgets.bars import Keys


class FormScreen(ModalScreen[dict[str, str] | None], Once[dict[str, str] | None]):
    """Ends with what stands in the fields, once it can be read; or None.

    Args:
        title: what is filled in.
        fields: the lines.
        filled: what stands there.
        read: what would be saved, in words; raises UsageError for what can't be read.
    """

    ABOUT = "Enter saves what stands in the lines; below them is told how it was understood."

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", priority=True),
        Binding("down,tab", "step(1)", "Next line", priority=True),
        Binding("up,shift+tab", "step(-1)", "The line before", priority=True),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        filled: Mapping[str, str],
        read: Callable[[Filled], str],
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._filled = dict(filled)
        self._read = read
        self._refused = False

    def compose(self) -> ComposeResult:
        """Title, fields, how the present one is written, what will be saved, keys."""
        wide = max(len(field.label) for field in self._fields) + 2
        with Vertical(classes="modal", id="form"):
            yield Static(Content.styled(clean(self._title), "bold"), id="title")
            for place, field in enumerate(self._fields):
                with Horizontal(classes="field"):
                    label = Static(Content.styled(field.label, "$quiet"), classes="label")
                    label.styles.width = wide
                    yield label
                    yield Line(
                        self._filled[field.name],
                        max_length=MAX_TEXT,
                        select_on_focus=False,
                        compact=True,
                        id=f"field-{place}",
                    )
            yield Static(id="hint")
            yield Static(id="saves")
        yield Keys((("enter", "save"), ("↑↓", "choose a line"), ("esc", "back"), ("F1", "help")))

    def on_mount(self) -> None:
        """Begin with the first line."""
        self._lines[0].focus()
        self._tell()

    def on_descendant_focus(self) -> None:
        """Say how this line is written."""
        place = self._at
        self.query_one("#hint", Static).update(
            Content.styled(clean(self._fields[place].hint) if place is not None else "", "$quiet")
        )

    def on_input_changed(self) -> None:
        """What was refused may be right now."""
        self._refused = False
        self._tell()

    def on_input_submitted(self) -> None:
        """Save it, or say what can't be read."""
        try:
            self._read(self._now)
        except UsageError:
            self._refused = True
            self._tell()
        else:
            self.dismiss(self._now)

    def action_step(self, way: int) -> None:
        """Another line."""
        lines = self._lines
        lines[((self._at or 0) + way) % len(lines)].focus()

    def action_leave(self) -> None:
        """Save nothing."""
        self.dismiss(None)

    @property
    def _lines(self) -> list[Input]:
        return list(self.query(Input))

    @property
    def _at(self) -> int | None:
        lines = self._lines
        return lines.index(self.focused) if self.focused in lines else None

    @property
    def _now(self) -> dict[str, str]:
        pairs = zip(self._fields, self._lines, strict=True)
        return {field.name: line.value.strip() for field, line in pairs}

    def _tell(self) -> None:
        """What will be saved; what is wrong only once it was to be saved."""
        if len(self._lines) < len(self._fields):
            return
        try:
            words, style = self._read(self._now), "$foreground"
        except UsageError as error:
            words, style = (error.sentence() if self._refused else ""), "$warning"
        self.query_one("#saves", Static).update(Content.styled(clean(words), style))
