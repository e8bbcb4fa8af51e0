"""What a plain session says of itself: what was chosen, what is saved, where one is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.cli.terminal import write
from rehab_tui.coach import model as m
from rehab_tui.coach.guidance import next_words, side_words, variant_of
from rehab_tui.coach.model import Prescription, Status, StepKind
from rehab_tui.coach.said import span
from rehab_tui.coach.view import View
from rehab_tui.practice.unkept import Keeper
from rehab_tui.text import plural

STEPS = {
    StepKind.READY: "until it begins",
    StepKind.SET: "of this set",
    StepKind.HOLD: "of this set",
    StepKind.BREATHE: "of this set",
    StepKind.REST: "of the rest",
    StepKind.SWITCH: "to change sides",
    StepKind.CHECK: "for the answer",
}


def where(view: View, prescriptions: Sequence[Prescription]) -> Iterator[str]:
    """Where a session stands, a fact a line: what a glance at the screen tells."""
    now = view.prescription
    if now is None or view.kind is None:
        return
    side = "" if view.side == "both" else f", {side_words(now.exercise, view.side).lower()}"
    sets = f", set {view.number} of {view.sets}" if view.sets > 1 and view.number else ""
    yield f"{now.exercise.name}{sets}{side}"
    if view.left is None:
        yield f"{view.count} of {plural(view.reps or 0, 'rep', 'reps')} counted"
    else:
        if view.rep is not None:
            yield f"Rep {view.rep} of {view.reps}"
        yield f"{span(view.left)} {STEPS[view.kind]}"
    if view.next_item is None:
        yield "Nothing after this one."
    else:
        yield f"Next: {next_words(prescriptions[view.next_item], now)}"
    yield f"{span(view.total_left)} left altogether"
    if view.status is Status.PAUSED:
        yield "It waits: an empty line goes on."


def time_words(seconds: float, before: float | None, after: float | None) -> str:
    """What came of ten seconds more or less; before and after are the step's seconds left."""
    if before is None or after is None or before == after:
        return "There is no time to change here."
    changed = "more" if seconds > 0 else "less"
    return f"{span(abs(after - before))} {changed}: {span(after)} left."


def dose_words(chosen: Prescription) -> str:
    """An exercise with its dose, as in `Bridge: 2 sets of 10, easier`."""
    variant = "" if chosen.variant == "base" else f", {chosen.variant}"
    return f"{chosen.exercise.name}: {dose_text(chosen.dose)}{variant}"


def say_prescription(chosen: Prescription) -> None:
    """An exercise with its dose, and how its easier or harder way goes."""
    way = variant_of(chosen)
    write(dose_words(chosen))
    if way is not None and way.to is None:
        write(f"  {way.say}")
    if chosen.note:
        write(f"  {chosen.note}")


class Spoken:
    """A keeper that hands on to another one, and has a line to print for what that has kept.

    Args:
        word: how the line begins, such as "set saved".
        keeper: what writes; None for a preview.
    """

    def __init__(self, word: str, keeper: Keeper | None = None) -> None:
        self._word = word
        self._keeper = keeper
        self._lines: list[tuple[float, str]] = []

    def sets(self, finished: m.SetFinished) -> None:
        """Keep finished sets; the line is there only once they are safe."""
        if self._keeper is not None:
            self._keeper.sets(finished)
        prescription = finished.prescription
        for one in finished.results:
            side = "" if one.side == "both" else f" {one.side}"
            done = f"{prescription.exercise.id} {one.number}/{prescription.dose.sets}{side}"
            self._lines.append((finished.at, f"{self._word}: {done}"))

    def rated(self, exercise: str, rating: m.Rated) -> None:
        """Keep an answer."""
        if self._keeper is not None:
            self._keeper.rated(exercise, rating)
        self._lines.append((rating.at, "answer saved"))

    def counted(self, exercise: str, by_key: bool) -> None:
        """Keep how an exercise is counted from now on."""
        if self._keeper is not None:
            self._keeper.counted(exercise, by_key)

    def hurt(self, exercise: str) -> None:
        """Keep that pain has ended the session."""
        if self._keeper is not None:
            self._keeper.hurt(exercise)

    def take(self) -> list[tuple[float, str]]:
        """The lines since they were last taken, each with its moment."""
        taken, self._lines = self._lines, []
        return taken
