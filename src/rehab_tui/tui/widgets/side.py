"""The side of the session screen: the big count, the phase, the breath."""

from __future__ import annotations

from collections.abc import Sequence

from rehab_tui.catalogue.model import Verbs
from rehab_tui.coach.guidance import held_words, side_words
from rehab_tui.coach.model import Status, StepKind
from rehab_tui.coach.view import RepPhase, View
from rehab_tui.text import clean, wrap
from rehab_tui.tui.widgets.digits import big, big_width
from rehab_tui.tui.widgets.lines import Line, Lines
from rehab_tui.tui.widgets.pacer import BREATH_WORDS, swell

SHARE_OF_HEIGHT = 11
"""The digits grow by one for each so many rows, up to `LARGEST`."""
LARGEST = 4
KINDS = {
    StepKind.READY: "GET READY",
    StepKind.BREATHE: "BREATHE",
    StepKind.REST: "REST",
    StepKind.SWITCH: "CHANGE SIDES",
    StepKind.CHECK: "YOUR ANSWER",
    StepKind.SET: "",
}
_SIDED = frozenset({
    StepKind.READY, StepKind.SET, StepKind.HOLD, StepKind.BREATHE, StepKind.REST, StepKind.SWITCH,
})  # fmt: skip


class SideView(Lines):
    """Big digits that can be read from the mat, the phase in a word, the breath as a shape."""

    DEFAULT_CSS = "SideView { min-width: 20; }"

    def __init__(self, name: str, *, ascii_only: bool = False) -> None:
        super().__init__(name)
        self._ascii = ascii_only

    def look(self, view: View) -> None:
        """Show this moment."""
        width, height = self.size
        if width < 8 or height < 6:
            self.show(())
            return
        lines = [*self._digits(view, width, height), *self._words(view, width)]
        rows = max(4, height // SHARE_OF_HEIGHT * 2)
        breath = self._breath(view, width, max(1, min(rows, height - len(lines) - 2)))
        room = max(0, height - len(lines) - len(breath))
        above = min(1, room)
        self.show([*[()] * above, *lines, *[()] * max(0, min(1, room - above)), *breath])

    def _digits(self, view: View, width: int, height: int) -> Sequence[Line]:
        if view.count is None:
            return ()
        text = str(view.count)
        fitting = (
            n for n in range(height // SHARE_OF_HEIGHT, 1, -1) if big_width(text, n) <= width
        )
        scale = min(LARGEST, next(fitting, 1))
        work = view.kind in (StepKind.SET, StepKind.HOLD, StepKind.BREATHE)
        waits = view.status is Status.PAUSED
        quiet = waits or (not work and view.last_three is None)
        style = self._style("quiet" if quiet else "accent")
        rows = big(text, scale, self._ascii)
        return [((row, style),) for row in rows]

    def _words(self, view: View, width: int) -> Sequence[Line]:
        lines: list[Line] = [(((_unit(view)), self._style("quiet")),), ()]
        word = self._phase(view)
        if word:
            lines.append(((word, self._style("foreground", bold=True)),))
        if view.side != "both" and view.kind in _SIDED and view.prescription is not None:
            words = clean(side_words(view.prescription.exercise, view.side)).upper()
            lines += [((line, self._style("accent", bold=True)),) for line in wrap(words, width)]
        return lines

    def _phase(self, view: View) -> str:
        if view.status is Status.PAUSED:
            return "PAUSED"
        if view.kind is StepKind.SET and view.left is None:
            return "COUNT EACH REP WITH ENTER"
        if view.kind is StepKind.SET and view.phase is not None:
            return _verb(view, view.phase)
        if view.kind is StepKind.HOLD and view.prescription is not None:
            return held_words(view.prescription.exercise).upper() or "KEEP GOING"
        return KINDS.get(view.kind, "") if view.kind else ""

    def _breath(self, view: View, width: int, rows: int) -> Sequence[Line]:
        if view.kind is StepKind.CHECK or view.kind is None:
            return ()
        words = BREATH_WORDS[view.breath.air]
        if len(words) > width:
            words = words.split(",")[0]
        style = self._style("primary")
        shape = swell(view.breath.lungs, min(width - 2, 8 * max(rows, 4)), rows, self._ascii)
        return [((words, style),), *(((row, style),) for row in shape)]


def _verb(view: View, phase: RepPhase) -> str:
    """What this exercise calls the phase."""
    verbs = view.prescription.exercise.verbs if view.prescription else Verbs()
    word = {"effort": verbs.effort, "hold": verbs.hold, "return": verbs.back}[phase]
    return clean(word).upper()


def _unit(view: View) -> str:
    """What the digits count, and that half of it is done."""
    return f"{_counted(view)} · halfway" if view.halfway else _counted(view)


def _counted(view: View) -> str:
    if view.kind is StepKind.SET and view.reps is not None:
        if view.count == view.rep or view.left is None:
            return f"of {view.reps}"
        return f"seconds · {view.rep} of {view.reps}"
    if view.kind is StepKind.CHECK:
        return "seconds, then it goes on"
    return "seconds" if view.count is not None else ""
