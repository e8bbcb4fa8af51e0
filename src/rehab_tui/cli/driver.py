"""Drives a player by lines: prints each cue at its moment, carries out what is typed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.cli.ask import LONGEST_WAIT, Lines
from rehab_tui.cli.plain_stop import Told, stop_questions
from rehab_tui.cli.terminal import write
from rehab_tui.clock import Clock
from rehab_tui.coach import model as m
from rehab_tui.coach.cues import Cue
from rehab_tui.coach.model import Effect, Prescription, Question, Status, StepKind
from rehab_tui.practice import sessions
from rehab_tui.practice.player import LEFT_FOR_TODAY, NOTHING_TO_CHANGE, Keeper, Player
from rehab_tui.programme.rules.in_session import AFTER_RATING
from rehab_tui.programme.stops import Reason, Sign
from rehab_tui.voice import CueSink, Silence

COMMANDS = (
    "Commands: p pause, an empty line goes on, n next, b back, e easier, h harder, s swap, "
    "t count by lines or by tempo, + and - ten seconds, c cues, v voice, q save and leave, ! STOP"
)
PAUSED = "Paused. An empty line goes on."
HOW_TO_ANSWER: dict[Question, str] = {"pain": "a number", "two_more": "y or n"}

MANY = 100
"""Stands for every number that is longer than two digits: none is asked for."""

WORK = frozenset({StepKind.SET, StepKind.HOLD, StepKind.BREATHE})
"""Steps at whose beginning the numbers of `s` are forgotten."""

Ending = Literal["finished", "left", "stopped"]
Effects = tuple[Effect, ...]


def say_prescription(chosen: Prescription) -> None:
    """An exercise with its dose, and how its easier or harder way goes."""
    exercise, variant = chosen.exercise, chosen.variant
    ways = {"easier": exercise.easier, "harder": exercise.harder}
    way = ways.get(variant)
    write(f"{exercise.name}: {dose_text(chosen.dose)}{'' if variant == 'base' else f', {variant}'}")
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

    def take(self) -> list[tuple[float, str]]:
        """The lines since they were last taken, each with its moment."""
        taken, self._lines = self._lines, []
        return taken


@dataclass(frozen=True, slots=True)
class Named:
    """What `s` has named: instead of what, in which place, and each one's exercise and detail."""

    instead_of: Prescription
    item: int | None
    others: tuple[tuple[str, str], ...]


class Driver:
    """One session, line by line.

    Args:
        player: the session in time.
        spoken: the player's keeper.
        clock: the player's clock.
        lines: what is typed; None when nobody is asked anything.
        told: writes a stop event; None when nothing is written.
        sink: where the cues are heard; None for nowhere.

    `tier` is that of the stop which ended the session, if one did.
    """

    def __init__(
        self,
        player: Player,
        spoken: Spoken,
        clock: Clock,
        lines: Lines | None = None,
        told: Told | None = None,
        sink: CueSink | None = None,
    ) -> None:
        self.tier: int | None = None
        self._player = player
        self._spoken = spoken
        self._clock = clock
        self._lines = lines
        self._told = told
        self._sink = sink or Silence()
        self._unheard: str | None = None
        self._wake = lines.wake if lines is not None else threading.Event()
        self._trouble = ""
        self._named: Named | None = None

    def run(self) -> Ending:
        """Play to the end."""
        self._tell(self._player.tick())
        while not self._player.over:
            ended = self._lines is None or self._lines.ended  # before looking for a line
            line = self._lines.take() if self._lines is not None else None
            if line is not None and (line.startswith("!") or line == "x"):
                if self._stop():
                    return "stopped"
            elif line is not None:
                self._tell(self._command(line))
            else:
                self._tell(self._alone() if ended else ())
                self._wait()
        return "finished" if self._player.session.status is Status.FINISHED else "left"

    @property
    def _somebody(self) -> bool:
        """Whether a person is there to go on after a pause, or to count."""
        return self._lines is not None and self._lines.terminal and not self._lines.ended

    def _alone(self) -> Effects:
        """The input has ended: what waits for a line must not wait for ever."""
        if self._player.session.status is Status.PAUSED:
            write("Nobody is left to go on, so the session ends here.")
            return self._player.send(m.Leave)
        return ()

    def _wait(self) -> None:
        """Until the next cue, the step's end or a line, a second at most."""
        player = self._player
        if player.over:
            return
        counted = player.session.status is Status.RUNNING and player.view.left is None
        if counted and not self._somebody and (timed := player.recounted()) is not None:
            self._tell(player.replace(timed))
        deadline = player.next_moment()
        wait = LONGEST_WAIT if deadline is None else deadline - self._clock.monotonic()
        self._clock.wait(min(max(wait, 0.001), LONGEST_WAIT), self._wake)
        self._tell(player.tick())
        if player.slept:
            write("The session waited while the machine slept.")
            if self._somebody:
                write(PAUSED)
            else:
                self._tell(player.send(m.Resume))

    def _tell(self, effects: Effects) -> None:
        """Print what has come to be said, in order of time, and let it be heard."""
        if any(isinstance(one, m.StepBegan) and one.step.kind in WORK for one in effects):
            self._named = None
        cues = self._player.take_cues()
        self._sound(cues)
        said = [(cue.at, 1, self._words(cue)) for cue in cues]
        said += [(at, 0, text) for at, text in self._spoken.take()]
        for _, _, text in sorted(said, key=lambda one: one[:2]):
            write(text)
        trouble = str(self._player.trouble or "")
        if trouble and trouble != self._trouble:
            write(f"not saved yet: {trouble}")
        self._trouble = trouble

    def _sound(self, cues: Sequence[Cue]) -> None:
        self._sink.cues(cues, self._clock.monotonic())
        if self._player.session.status is not Status.RUNNING and not self._player.over:
            self._sink.hush()
        if self._sink.trouble != self._unheard:
            self._unheard = self._sink.trouble
            if self._unheard:
                write(self._unheard)

    def _words(self, cue: Cue) -> str:
        step = self._player.view.step
        if cue.kind != "check" or step is None or step.question is None or self._lines is None:
            return cue.text
        return f"{cue.text} ({HOW_TO_ANSWER[step.question]}; an empty line goes on)"

    def _command(self, line: str) -> Effects:
        """One line of the person's; an unknown one pauses, as an unknown key does."""
        player = self._player
        question = player.view.step.question if player.view.step else None
        if line.isascii() and line.isdecimal():
            number = int(line) if len(line) < 3 else MANY
            if question == "pain" and number <= 10:
                answered = player.answer(number)
                if player.then in AFTER_RATING:
                    write(AFTER_RATING[player.then])
                return answered
            taken = None if question == "pain" else self._another(number)
            if taken is None:
                write("That is 0 to 10." if question == "pain" else "No number is asked for now.")
            return taken or ()
        self._named = None
        if question == "two_more" and line in ("y", "n"):
            return player.answer(line == "y")
        plain: dict[str, Callable[[], Effects]] = {
            "p": player.toggle_pause,
            "n": lambda: player.send(m.NextExercise),
            "b": self._back,
            "q": lambda: player.send(m.Leave),
            "+": lambda: player.add_time(10),
            "-": lambda: player.add_time(-10),
            "": self._go_on,
            "e": lambda: self._vary(player.easier(), "There is no easier way here."),
            "h": lambda: self._vary(player.harder(), "There is no harder way for you here."),
            "s": self._swap,
            "t": self._recount,
            "c": self._cues,
            "v": self._voice,
        }
        if line in plain:
            effects = plain[line]()
        else:
            effects = player.send(m.Pause)
            write(COMMANDS)
        if player.session.status is Status.PAUSED:
            write(PAUSED)
        return effects

    def _go_on(self) -> Effects:
        view = self._player.view
        if view.status is Status.PAUSED:
            write("Going on.")
            return self._player.send(m.Resume)
        if view.step is not None and view.left is None:
            return self._player.send(m.RepDone)
        return self._player.send(m.GoOn)

    def _back(self) -> Effects:
        if self._player.back_is_barred:
            write(LEFT_FOR_TODAY)
        return self._player.send(m.Back)

    def _refuse(self, words: str) -> Effects:
        """Say why a command changes nothing."""
        write(NOTHING_TO_CHANGE if self._player.asks else words)
        return ()

    def _vary(self, chosen: Prescription | None, otherwise: str) -> Effects:
        if chosen is None:
            return self._refuse(otherwise)
        say_prescription(chosen)
        return self._player.replace(chosen)

    def _swap(self) -> Effects:
        """Take what suits best; a number then takes one of the others."""
        view, choices = self._player.view, self._player.swaps()
        if not choices or view.prescription is None:
            return self._refuse("Nothing else suits here.")
        best, *others = choices
        write(best.words)
        for number, choice in enumerate(others, 1):
            write(f"{number} {choice.words}")
        names = tuple((one.prescription.exercise.id, one.detail) for one in others)
        self._named = Named(view.prescription, view.item, names)
        return self._player.replace(best.prescription)

    def _another(self, number: int) -> Effects | None:
        """One of the others that `s` has just named, if it may still come in; None: no such."""
        named = self._named
        if named is None or named.item != self._player.view.item:
            return None
        if not 1 <= number <= len(named.others):
            return None
        for choice in self._player.swaps(named.instead_of):
            if (choice.prescription.exercise.id, choice.detail) == named.others[number - 1]:
                write(choice.words)
                return self._player.replace(choice.prescription)
        return None

    def _recount(self) -> Effects:
        if self._player.recounted() is None:
            return self._refuse("There are no reps to count here.")
        effects = self._player.recount()
        now = self._player.view.prescription
        by_key = now is not None and now.counted
        write("An empty line counts each rep." if by_key else "The tempo counts.")
        return effects

    def _cues(self) -> Effects:
        prescription = self._player.view.prescription
        if prescription is not None:
            for text in (*prescription.exercise.cues, prescription.exercise.caution):
                if text:
                    write(text)
        return ()

    def _voice(self) -> Effects:
        sound = self._sink.sound
        self._sink.sound = replace(sound, speech=not sound.speech)
        if not self._sink.speechless:  # else what is missing is said, and nothing is on
            write("Speech is off." if sound.speech else "Speech is on.")
        return ()

    def _stop(self) -> bool:
        """Everything stands still and one thing is asked; True when the session is over."""
        player = self._player
        self._named = None
        player.send(m.Stop)
        self._sink.hush()
        if self._lines is None or self._told is None:
            return True
        answer = stop_questions(self._lines, self._clock, self._take_down, player.view.item)
        if answer.what == "end":
            self.tier = answer.tier
            return True
        player.send(m.CarryOn)
        if answer.what == "next":
            player.send(m.NextExercise)
        else:
            write("Carrying on.")
        self._tell(player.send(m.Resume))
        return False

    def _take_down(self, item: int | None, reason: Reason, sign: Sign | None) -> int:
        """What a sharp pain stopped is left for the session, whatever becomes of the writing."""
        exercise = sessions.exercise_of(self._player.session.prescriptions, item)
        if reason.id == sessions.SHARP and exercise is not None:
            self._player.bar(exercise.id)
        return 0 if self._told is None else self._told(item, reason, sign)
