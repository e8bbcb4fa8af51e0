"""Drives a player by lines: prints each cue at its moment, carries out what is typed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rehab_tui.cli.ask import LONGEST_WAIT, Lines
from rehab_tui.cli.plain_stop import Told, stop_questions
from rehab_tui.cli.plain_words import Spoken, dose_words, say_prescription, time_words, where
from rehab_tui.cli.terminal import write
from rehab_tui.clock import Clock
from rehab_tui.coach import model as m
from rehab_tui.coach.cues import Cue
from rehab_tui.coach.model import Effect, Prescription, Question, Status, StepKind
from rehab_tui.coach.said import span
from rehab_tui.errors import RehabError
from rehab_tui.practice import sessions
from rehab_tui.practice.player import LEFT_FOR_TODAY, NOTHING_TO_CHANGE, Player
from rehab_tui.programme.rules.in_session import AFTER_RATING
from rehab_tui.programme.stops import Reason, Sign
from rehab_tui.voice.choose import wanted
from rehab_tui.voice.settings import Sound
from rehab_tui.voice.sinks import CueSink, Silence

COMMANDS = (
    "Commands: p pause, an empty line goes on, n next, b back, e easier, h harder, s swap, "
    "t count by lines or by tempo, u takes one rep back, + and - ten seconds, c cues, "
    "? where you are, v voice, v t tones, v b bell, note and your words, q save and leave, ! STOP"
)
EASED = "There was much pain in this one today. e takes its easier way: "
NO_NOTE = "note and your words: write them in one line."
PAUSED = "Paused. An empty line goes on."
HOW_TO_ANSWER: dict[Question, str] = {"pain": "a number", "two_more": "y or n"}

SOUNDS = {"": "Speech", "s": "Speech", "t": "Tones", "b": "The bell"}
"""What a line of `v` switches."""
MANY = 100
"""Stands for every number that is longer than two digits: none is asked for."""

WORK = frozenset({StepKind.SET, StepKind.HOLD, StepKind.BREATHE})
"""Steps at whose beginning the numbers of `s` are forgotten."""

Ending = Literal["finished", "left", "stopped"]
Effects = tuple[Effect, ...]


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
        sink: where the cues are heard; None for nowhere. What it lets be heard of numbers and
            breath is what is printed of them.
        note: writes a note; None when nothing is written.

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
        note: Callable[[str], object] | None = None,
    ) -> None:
        self.tier: int | None = None
        self._player = player
        self._spoken = spoken
        self._clock = clock
        self._lines = lines
        self._told = told
        self._sink = sink or Silence()
        self._note = note
        self._unheard: str | None = None
        self._wake = lines.wake if lines is not None else threading.Event()
        self._trouble = ""
        self._named: Named | None = None

    def run(self) -> Ending:
        """Play to the end."""
        self._tell(self._player.tick())
        while not self._player.over:
            ended = self._lines is None or self._lines.ended  # before looking for a line
            if self._lines is not None and self._lines.halted():
                self._woken(self._player.wake_up())
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
        self._woken(player.tick())

    def _woken(self, effects: Effects) -> None:
        """Time has passed; the session waited if the machine slept, or the program was halted."""
        self._tell(effects)
        if self._player.slept:
            write("The session waited while the machine slept.")
            if self._somebody:
                write(PAUSED)
            else:
                self._tell(self._player.send(m.Resume))

    def _tell(self, effects: Effects) -> None:
        """Print what has come to be said, in order of time, and let it be heard."""
        if any(isinstance(one, m.StepBegan) and one.step.kind in WORK for one in effects):
            self._named = None
        cues = self._player.take_cues()
        self._sound(cues)
        said = [(cue.at, 1, self._words(cue)) for cue in cues if wanted(cue, self._sink.sound)]
        said += [(at, 0, text) for at, text in self._spoken.take()]
        for _, _, text in sorted(said, key=lambda one: one[:2]):
            write(text)
        trouble = str(self._player.trouble or "")
        if trouble and trouble != self._trouble:
            write(f"not saved yet: {trouble}")
        self._trouble = trouble
        if (easier := self._player.to_ease()) is not None:
            write(f"{EASED}{dose_words(easier)}")

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
        on = f"by itself in {span(step.seconds or 0.0)}"
        return f"{cue.text} ({HOW_TO_ANSWER[step.question]}; goes on {on}, or with an empty line)"

    def _command(self, line: str) -> Effects:
        """One line of the person's; an unknown one pauses, as an unknown key does."""
        player = self._player
        if line.isascii() and line.isdecimal():
            return self._number(int(line) if len(line) < 3 else MANY)
        self._named = None
        if (line == "n" and self._question == "two_more") or (line == "y" and player.takes(True)):
            return player.answer(line == "y")
        word, _, rest = line.partition(" ")
        if word in ("note", "w"):
            return self._write_note(rest.strip())
        if word == "v" and rest.strip() in SOUNDS:
            return self._switch(SOUNDS[rest.strip()])
        plain: dict[str, Callable[[], Effects]] = {
            "p": player.toggle_pause,
            "n": lambda: player.send(m.NextExercise),
            "b": self._back,
            "q": lambda: player.send(m.Leave),
            "+": lambda: self._add_time(10),
            "-": lambda: self._add_time(-10),
            "u": self._undo_rep,
            "?": self._where,
            "": self._go_on,
            "e": lambda: self._vary(player.easier(), "There is no easier way here."),
            "h": lambda: self._vary(player.harder(), "There is no harder way for you here."),
            "s": self._swap,
            "t": self._recount,
            "c": self._cues,
        }
        if line in plain:
            effects = plain[line]()
        else:
            effects = player.send(m.Pause)
            write(COMMANDS)
        if player.session.status is Status.PAUSED and line != "?":
            write(PAUSED)
        return effects

    @property
    def _question(self) -> Question | None:
        """What is being asked at this moment."""
        step = self._player.view.step
        return step.question if step is not None else None

    def _number(self, number: int) -> Effects:
        """Pain, be it late; or one of the exercises that `s` has named."""
        player = self._player
        if self._question != "pain" and (taken := self._another(number)) is not None:
            return taken
        if player.takes(number):
            answered = player.answer(number)
            if player.then in AFTER_RATING:
                write(AFTER_RATING[player.then])
            return answered
        write("That is 0 to 10." if player.takes(0) else "No number is asked for now.")
        return ()

    def _write_note(self, text: str) -> Effects:
        if not text or self._note is None:
            write(NO_NOTE)
            return ()
        try:
            self._note(text)
        except RehabError as error:
            write(f"Not saved: {error}")
        else:
            write("Your note is saved.")
        return ()

    def _add_time(self, seconds: float) -> Effects:
        before = self._player.view.left
        effects = self._player.add_time(seconds)
        after = None if effects else self._player.view.left
        write("Then it goes on." if effects else time_words(seconds, before, after))
        return effects

    def _undo_rep(self) -> Effects:
        before = self._player.session.reps_by_key
        effects = self._player.send(m.UndoRep)
        view = self._player.view
        back = self._player.session.reps_by_key < before
        write(f"Back to {view.count} of {view.reps}." if back else "No counted rep to take back.")
        return effects

    def _where(self) -> Effects:
        for text in where(self._player.view, self._player.session.prescriptions):
            write(text)
        return ()

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

    def _switch(self, name: str) -> Effects:
        """Turn speech, tones or the bell on or off."""
        before = self._sink.sound
        switched: dict[str, Sound] = {
            "Speech": replace(before, speech=not before.speech),
            "Tones": replace(before, tones=not before.tones),
            "The bell": replace(before, bell=not before.bell),
        }
        self._sink.sound = switched[name]
        on = {"Speech": before.speech, "Tones": before.tones, "The bell": before.bell}[name]
        if name != "Speech" or not self._sink.speechless:  # else what is missing is said
            verb = "are" if name == "Tones" else "is"
            write(f"{name} {verb} {'off' if on else 'on'}.")
        return ()

    def _stop(self) -> bool:
        """Everything stands still and one thing is asked; True when the session is over."""
        player = self._player
        self._named = None
        waited = player.session.status is Status.PAUSED
        player.send(m.Stop)
        self._sink.hush()
        if self._lines is None or self._told is None:
            return True
        answer = stop_questions(
            self._lines, self._clock, self._take_down, player.view.item, lambda: player.at_last
        )
        if answer.what == "end":
            self.tier = answer.tier
            return True
        player.send(m.CarryOn)
        if answer.what == "on" and waited:
            write(PAUSED)
            return False
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
