"""The picture of a session: the way, figure and count, the cue, what comes next, the keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content, Span
from textual.widgets import Static

from rehab_tui.coach.model import Prescription, Question, Status, StepKind
from rehab_tui.coach.motion import Motion, motion_of
from rehab_tui.coach.view import BreathNow, View, calm_breath
from rehab_tui.practice.question import TEN_KEY
from rehab_tui.text import wrap
from rehab_tui.tui.widgets.bars import Keys, Top
from rehab_tui.tui.widgets.captions import cue, following, title
from rehab_tui.tui.widgets.figure import FigureView
from rehab_tui.tui.widgets.kept import Kept
from rehab_tui.tui.widgets.side import SideView
from rehab_tui.tui.widgets.way import clock, way

KEYS = (
    ("space", "pause"), ("!", "STOP"), ("←/→", "back/next"), ("e", "easier"), ("h", "harder"),
    ("s", "swap"), ("c", "cues"), ("?", "help"), ("v", "sound"),
)  # fmt: skip
ANSWER_KEYS: dict[Question, tuple[tuple[str, str], ...]] = {
    "pain": ((f"0-9 {TEN_KEY}", "pain"),),
    "two_more": (("y", "yes"), ("n", "no")),
}
ASKED_KEYS = (
    ("→", "skip"), ("+", "more time"), ("space", "pause"), ("!", "STOP"), ("?", "help"),
    ("N", "note"),
)  # fmt: skip
PAUSED_KEYS = (
    ("space", "go on"), ("!", "STOP"), ("q", "save and leave"), ("←/→", "back/next"),
    ("?", "help"), ("n", "next exercise"), ("N", "note"),
)  # fmt: skip

CUE_ROWS = 4
"""Rows of the cue, of which one is left to a long line of what comes next."""
BREATHE_AFTER = 60.0
"""Seconds of a pause after which there is a breath to follow."""


class Words(Kept, Static):
    """A text that changes now and then."""


class Stage(Kept, Horizontal):
    """What moves, side by side."""


class Board(Kept, Vertical):
    """Draws moments of one session; what has not changed is not drawn again.

    Args:
        ascii_only: the terminal has only ASCII characters.
        moves: whether figures move.
    """

    DEFAULT_CSS = "Board { height: 1fr; }"

    def __init__(self, *, ascii_only: bool, moves: bool) -> None:
        super().__init__()
        self._ascii = ascii_only
        self._moves = moves
        self._shared: tuple[str, str, int] | None = None
        self._said: dict[str, tuple[str, Sequence[Span]]] = {}

    def compose(self) -> ComposeResult:
        """Top line, the way, figure and side, cue, what is next, keys."""
        yield Top("", "")
        yield Words(id="way")
        with Stage(id="stage"):
            yield FigureView("figure", ascii_only=self._ascii)
            yield SideView("side", ascii_only=self._ascii)
        yield Words(id="cue")
        yield Words(id="next")
        yield Keys(KEYS)

    def show_moment(
        self,
        view: View,
        prescriptions: Sequence[Prescription],
        *,
        remark: str,
        trouble: str,
        paused: float,
    ) -> None:
        """Draw a moment.

        Args:
            view: the moment.
            prescriptions: of the whole session.
            remark: what a key was answered with; empty when nothing is to be said.
            trouble: why something is not saved yet; empty when all is.
            paused: seconds that the present pause has lasted.
        """
        if view.prescription is None:
            return
        beside = view
        if view.status is Status.PAUSED:  # nobody is told to go on breathing in
            breath = BreathNow() if paused < BREATHE_AFTER else calm_breath(paused - BREATHE_AFTER)
            beside = replace(view, breath=breath)
        self.query_one(Top).say(title(view), f"{clock(view.total_left)} left")
        behind, ahead = way(view.share, max(0, self.size.width - 2), self._ascii)
        self._say("way", Content.assemble((behind, "$primary"), (ahead, "$faint")))
        said, coming = cue(view, remark, trouble), following(view, prescriptions)
        self._share_rows(said.plain, coming.plain)
        self._say("cue", said)
        self._say("next", coming)
        self.query_one(Keys).say(_keys(view))
        self.query_one(SideView).look(beside)
        self._pose(view, prescriptions)

    def _share_rows(self, said: str, coming: str) -> None:
        """A row that the cue leaves free goes to what comes next, where that needs two."""
        width = max(2, self.size.width - 2)
        if (said, coming, width) != self._shared:
            self._shared = (said, coming, width)
            long = len(wrap(coming, width)) > 1 and len(wrap(said, width)) < CUE_ROWS
            self.set_class(long, "-long-next")

    def _pose(self, view: View, prescriptions: Sequence[Prescription]) -> None:
        shown = _shown(view, prescriptions)
        mine = shown is view.prescription
        still = not self._moves or view.status is not Status.RUNNING
        self.query_one(FigureView).pose(
            shown.exercise,
            motion_of(view, shown.exercise.figure, still=not self._moves) if mine else Motion(),
            side=view.side if mine else "right",
            dim=still and view.status is Status.PAUSED,
        )

    def _say(self, name: str, content: Content) -> None:
        wanted = (content.plain, content.spans)  # contents of other colours count as equal
        if self._said.get(name) != wanted:
            self._said[name] = wanted
            # Their heights are fixed: nothing has to be laid out anew.
            self.query_one(f"#{name}", Words).update(content, layout=False)


def _keys(view: View) -> Sequence[tuple[str, str]]:
    """What can be pressed at this moment; what answers a question means nothing else then."""
    question = view.step.question if view.step is not None else None
    answers = () if question is None else ANSWER_KEYS[question]
    others: Sequence[tuple[str, str]] = ASKED_KEYS if question else KEYS
    if view.status is Status.PAUSED:
        taken = {key for key, _ in answers}
        others = tuple(one for one in PAUSED_KEYS if one[0] not in taken)
    return (*answers, *others)


def _shown(view: View, prescriptions: Sequence[Prescription]) -> Prescription:
    """During the question after an exercise the next one's figure is shown already."""
    assert view.prescription is not None
    if view.kind is StepKind.CHECK and view.next_item is not None:
        return prescriptions[view.next_item]
    return view.prescription
