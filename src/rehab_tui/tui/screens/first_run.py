"""The first run: one question at a time, one key answers, Enter skips, nothing is preselected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from rehab_tui.errors import UsageError
from rehab_tui.journal.records import MAX_TEXT
from rehab_tui.practice import first_run as run
from rehab_tui.practice.asked import LETTERS
from rehab_tui.practice.questions import Choice
from rehab_tui.programme.stops import SCREENING, Sign
from rehab_tui.text import clean, wrap
from rehab_tui.tui.host import host
from rehab_tui.tui.screens.note import Line
from rehab_tui.tui.screens.once import Once
from rehab_tui.tui.screens.pick import PickScreen
from rehab_tui.tui.screens.reading import MORE, SCROLLS, Reading
from rehab_tui.tui.screens.stop import StopScreen
from rehab_tui.tui.widgets.bars import Keys, Top

TITLE = "A few questions"
WELCOME = "Enter skips a question, q leaves them for another day.\nEverything can be changed later."
DIGITS = "123456789"
FEW = 7
"""So many answers stand in the middle of the screen; a longer list begins at its top."""
GAP = 3
"""Columns between answers that stand side by side."""
LEAVING = ("Go on with the questions", "Keep what I answered; the rest another time", "Drop it all")


@dataclass(frozen=True, slots=True)
class Answered:
    """What was told; `whole` is False when it was left before the end."""

    told: run.Told
    whole: bool


class FirstRunScreen(Once[Answered | None]):
    """Asks in turn; ends with what was told, or None when nothing is to be kept.

    A warning sign ends it at once.
    """

    AUTO_FOCUS = ""
    ABOUT = (
        "The key in front of an answer gives it, or ticks it where several may be so. Nothing has "
        "to be answered, and everything can be changed later."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,pagedown", "go_on", "Go on, or skip"),
        Binding("left,backspace,pageup", "back", "Back"),
        Binding("up", "up", "Scroll up; back while typing"),
        Binding("down", "down", "Scroll down"),
        Binding("q,escape", "leave", "Leave"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self._way: list[run.Ask] = []
        self._at = run.QUESTIONS[0]
        self._ticked: list[str] = []
        self._leaving = False
        self._rows = self._deepest = 0

    def compose(self) -> ComposeResult:
        """Title, question, answers, a line to type on, keys."""
        yield Top(TITLE)
        with VerticalScroll(id="middle", can_focus=False):
            yield Static(id="question")
            yield Static(id="hint")
            yield Static(id="choices")
            yield Line(max_length=MAX_TEXT, select_on_focus=False, compact=True)
            yield Static(id="wrong")
            yield Static(id="welcome")
        yield Keys(())

    def on_mount(self) -> None:
        """Show the first question."""
        self._show()

    def on_resize(self) -> None:
        """Long answers are broken to the width, which is known after the layout."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self._deepest = self.query_one("#middle").size.height
        self._scroll(0)
        self._draw()

    # --- answers ------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """The key of an answer gives it, or ticks it where several may be so."""
        if self._types or not self.is_current:
            return
        for key, choice in _keyed(self._at.choices):
            if event.key == key:
                event.stop()
                self._answer(str(choice.value))
                return

    def _answer(self, value: str) -> None:
        if not self._at.several or value == run.NONE:
            self._keep(value)
        else:
            if value in self._ticked:
                self._ticked.remove(value)
            else:
                self._ticked.append(value)
            self._draw()

    def action_go_on(self) -> None:
        """Take what is ticked; skip a question without an answer, once all of it was in sight."""
        if self._more and not self._ticked:
            self._scroll(self.size.height)
        else:
            self._keep(",".join(self._ticked))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes what was typed, or says what to write instead."""
        typed = event.value.strip()
        if not self._types or not self.is_current:
            return
        if not typed:
            self._keep("")
            return
        try:
            value = self._at.read(host(self).practice, typed)
        except UsageError as error:
            words = f"{error.sentence()} Or leave it empty."
            self.query_one("#wrong", Static).update(Content.styled(clean(words), "$warning"))
            return
        self._typed[self._at.id] = typed
        self._keep(value)

    def _keep(self, value: str) -> None:
        if value:
            self._told[self._at.id] = value
        else:
            self._told.pop(self._at.id, None)
        put = self._questions()
        following = put[put.index(self._at) + 1 :] if self._at in put else put
        if run.sign_of(self._told) is not None or not following:
            asked = {one.id for one in put}
            told = {key: said for key, said in self._told.items() if key in asked}
            self.dismiss(Answered(told, whole=True))
            return
        self._way.append(self._at)
        self._put(following[0])

    # --- the way ------------------------------------------------------------

    def _questions(self) -> list[run.Ask]:
        return run.put_after(self._told, host(self).practice.clock.now().date())

    def action_back(self) -> None:
        """To the question before."""
        if self._way:
            self._put(self._way.pop())

    def action_up(self) -> None:
        """Scroll a long list; from a line that is typed on, back."""
        if self._types:
            self.action_back()
        else:
            self._scroll(-1)

    def action_down(self) -> None:
        """Scroll a long list."""
        self._scroll(1)

    def _scroll(self, way: int) -> None:
        middle = self.query_one("#middle")
        middle.scroll_relative(y=way, animate=False, immediate=True)
        self._deepest = max(self._deepest, round(middle.scroll_y) + middle.size.height)
        self._say_keys()

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Leave at once when nothing was told; else ask what becomes of it."""
        if not self._told or self._leaving:
            self.dismiss(None)
            return
        self._leaving = True
        try:
            asked = PickScreen("Leave the questions?", LEAVING, "gkd")
            picked = await self.app.push_screen_wait(asked)
        finally:
            self._leaving = False
        if picked == 1:
            self.dismiss(Answered(dict(self._told), whole=False))
        elif picked == 2:
            self.dismiss(None)

    def _put(self, question: run.Ask) -> None:
        self._at = question
        before = self._told.get(question.id, "")
        self._ticked = before.split(",") if before and question.several else []
        self._show()

    # --- drawing ------------------------------------------------------------

    @property
    def _types(self) -> bool:
        return not self._at.choices

    def _show(self) -> None:
        put = self._questions()
        place = put.index(self._at) + 1 if self._at in put else len(self._way) + 1
        self.query_one(Top).say(TITLE, f"{place} of {len(put)}")
        few = len(self._at.choices) <= FEW
        if few is not self.has_class("few"):  # these have another width, as the style says later
            self.call_after_refresh(self._draw)
        self.set_class(few, "few")
        self.query_one("#question", Static).update(Content(clean(self._at.text)))
        ticks = "each key ticks one" if self._at.several else ""
        hint = "; ".join(part for part in (ticks, self._at.hint) if part)
        self.query_one("#hint", Static).update(Content.styled(clean(hint), "$quiet"))
        self.query_one("#hint").display = bool(hint)
        self.query_one("#wrong", Static).update("")
        welcome = "" if self._way else WELCOME
        self.query_one("#welcome", Static).update(Content.styled(welcome, "$quiet"))
        line = self.query_one(Line)
        line.display = self._types
        if self._types:
            line.value = self._typed.get(self._at.id, "")
            line.cursor_position = len(line.value)
            line.focus()
        else:
            self.set_focus(None)
        self.query_one("#middle").scroll_home(animate=False, immediate=True)
        self._deepest = self.query_one("#middle").size.height
        self._draw()

    @property
    def _more(self) -> bool:
        """Whether not all of the answers were in sight yet."""
        return 0 < self._deepest < self._rows

    def _say_keys(self) -> None:
        more = self._more
        enter = "go on" if self._ticked else "read on" if more else "skip"
        keys = [("enter", enter), ("←", "back"), ("q", "leave"), ("?", "help")]
        if self._types:
            keys = [("enter", "go on, or skip"), ("↑", "back"), ("escape", "leave"), ("F1", "help")]
        keys = keys if self._way else [one for one in keys if one[1] != "back"]
        self.query_one(Keys).say([*keys[:-1], MORE, keys[-1]] if more else keys)

    def _draw(self) -> None:
        choices = self.query_one("#choices", Static)
        choices.display = not self._types
        width = self.query_one("#middle").content_size.width - 1
        if choices.styles.max_width is not None:
            width = min(width, int(choices.styles.max_width.value))
        listed = _listed(self._at, self._ticked, self._told.get(self._at.id), width)
        choices.update(listed)
        above = len(wrap(clean(self._at.text), max(20, width))) + (4 if self._at.several else 2)
        self._rows = above + listed.plain.count("\n")
        self._say_keys()


class SignScreen(StopScreen):
    """What is said at once to a warning sign that was ticked; an emergency's words stand alone."""

    def __init__(self, sign: Sign) -> None:
        super().__init__(lambda item, reason, sign: 0, None, lambda: False)
        self._sign = sign

    def _begin(self) -> None:
        self._tell(SCREENING, self._sign)


def _keyed(choices: tuple[Choice, ...]) -> list[tuple[str, Choice]]:
    """Each answer with its one key: its own, or a letter where there are too many for digits."""
    few = all(len(choice.key) == 1 for choice in choices)
    keys = [choice.key for choice in choices] if few else list(LETTERS)
    return list(zip(keys, choices, strict=False))


def _widest(answers: list[tuple[str, Choice]]) -> int:
    return max((len(choice.words) for _, choice in answers), default=0)


def _listed(question: run.Ask, ticked: list[str], before: str | None, width: int) -> Content:
    """The answers with their keys; what is ticked has its place in front, where that matters.

    Many short ones stand in two columns, so that all of them are in sight.
    """
    answers = _keyed(question.choices)
    half = -(-len(answers) // 2)
    left, right = (_widest(one) + (8 if question.several else 4)
                   for one in (answers[:half], answers[half:]))  # fmt: skip
    abreast = len(answers) > FEW and left + GAP + right <= width
    rows = zip_longest(answers[:half], answers[half:]) if abreast else ((one,) for one in answers)
    parts: list[str | tuple[str, str]] = []
    for row in rows:
        for key, choice in filter(None, row):
            value, mark = str(choice.value), ""
            if question.several:
                mark = _box(question, ticked, value)
            chosen = value in ticked or value == before
            lines = wrap(clean(choice.words), max(20, width - 4 - len(mark)))
            words = f"\n{' ' * (4 + len(mark))}".join(lines)
            words = words.ljust(left + GAP - 4 - len(mark)) if abreast else words
            parts += [(f" {key} ", "$accent bold"), f" {mark}", (words, "bold" if chosen else "")]
        parts.append("\n")
    return Content.assemble(*parts)


def _box(question: run.Ask, ticked: list[str], value: str) -> str:
    """Its place where the order matters, else a tick; "none of these" answers at once: no box."""
    if value == run.NONE:
        return "    "
    if value not in ticked:
        return "[ ] "
    return f"[{ticked.index(value) + 1 if question.hint else 'x'}] "


class ProposalScreen(Reading[str | None]):
    """What is proposed, why, and what fits as well; ends with the id that was taken, or None."""

    PAGE = "#middle"
    AUTO_FOCUS = ""
    ABOUT = "The number in front of another programme takes that one. Any can be changed later."

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "take", "Take the one that is proposed"),
        *SCROLLS,
        Binding("pagedown,space", "page(1)", "Page down"),
        Binding("pageup", "page(-1)", "Page up"),
        Binding("q,escape,n", "leave", "Not now"),
    ]

    def __init__(self, found: run.Proposal) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """Advice if there is any, the programme and its reason, others, the notice."""
        found = self._found
        yield Top("A programme for you")
        with VerticalScroll(id="middle", can_focus=False):
            parts: list[str | tuple[str, str]] = []
            if found.advice:
                parts += [(f"{clean(found.advice)}.", "$warning bold"), "\n\n"]
            parts += [(clean(found.name), "bold"), "\n", clean(found.suggestion.reason), "\n\n"]
            parts += [clean(found.start), "\n\n"]
            parts += [("Whom it suits", "$quiet"), "\n", clean(found.suits), "\n"]
            if found.others:
                parts += ["\n", ("Fits as well", "$quiet"), "\n"]
            for key, (_, name) in zip(DIGITS, found.others, strict=False):
                parts += [(f" {key} ", "$accent bold"), f" {clean(name)}\n"]
            parts += ["\n", (found.notice, "$quiet")]
            yield Static(Content.assemble(*parts), id="proposal")
        yield Keys(self.keys())

    def keys(self) -> Sequence[tuple[str, str]]:
        """Taking it, another one, or none."""
        others = len(self._found.others)
        another = (("1" if others == 1 else f"1-{others}", "take another"),) if others else ()
        return (("enter", "take it"), *another, ("q", "not now"), ("?", "help"))

    def on_key(self, event: events.Key) -> None:
        """The key of another programme takes that one."""
        for key, (identifier, _) in zip(DIGITS, self._found.others, strict=False):
            if event.key == key:
                event.stop()
                self.dismiss(identifier)

    def action_take(self) -> None:
        """Take it into the plan."""
        self.dismiss(self._found.suggestion.programme)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
