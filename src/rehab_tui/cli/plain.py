"""A guided session line by line: one fact a line, no redraws, commands on standard input."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.cli.ask import LONGEST_WAIT, PIPE_PATIENCE, Lines, ask, choose
from rehab_tui.cli.terminal import write
from rehab_tui.clock import Clock
from rehab_tui.coach import model as m
from rehab_tui.coach.engine import begin, resume_at
from rehab_tui.coach.model import Effect, Prescription, Status
from rehab_tui.journal.records import SessionRecord
from rehab_tui.practice import questions as q
from rehab_tui.practice import sessions
from rehab_tui.practice.context import Practice
from rehab_tui.practice.keeping import JournalKeeper
from rehab_tui.practice.player import Player
from rehab_tui.practice.ready import make_ready
from rehab_tui.programme import TodaysSession
from rehab_tui.programme.profile import read_profile
from rehab_tui.programme.stops import REASONS, Reason, Sign, may_go_on, words_for

COMMANDS = (
    "Commands: p pause, an empty line goes on, n next, b back, e easier, h harder, s swap, "
    "+ and - ten seconds, c cues, q save and leave, ! STOP"
)

Ending = Literal["finished", "left", "stopped"]
Told = Callable[[int | None, Reason, Sign | None], int]
"""Writes a stop event; returns how many sharp pains there were before it."""


def run_plain(
    practice: Practice, plan: Callable[[int | None], TodaysSession], *, sound: bool
) -> None:
    """Check-in, session and check-out, line by line; everything is saved as it happens.

    Args:
        practice: clock, catalogue, journal.
        plan: gives the session for the pain (0-10 or None) that was just answered.
        sound: ring the bell at each step.
    """
    lines = Lines()
    clock = practice.clock
    resumed = _settle_unfinished(practice, lines)
    if resumed is not None:
        record, session = resumed
    else:
        answers = ask(q.before_questions(practice), lines, clock)
        pain = answers.get("pain")
        today = plan(pain if isinstance(pain, int) else None)
        say_session(today)
        if not today.prescriptions:
            q.save_before(practice, None, answers)
            return
        for line in make_ready(today, read_profile(practice.journal.profile())).lines:
            write(line)
        write(COMMANDS)
        record = sessions.begin(practice, today)
        q.save_before(practice, record.id, answers)
        session = begin(today.prescriptions)
    flags = read_profile(practice.journal.profile()).flags
    player = Player(session, clock, practice.catalogue, flags, JournalKeeper(practice, record))

    def stopped(item: int | None, reason: Reason, sign: Sign | None) -> int:
        exercise = sessions.exercise_of(player.session.prescriptions, item)
        return sessions.stop(practice, record, exercise.id if exercise else None, reason, sign)

    try:
        how = play_plain(player, clock, lines, lines.wake, stopped=stopped, bell=sound)
    except KeyboardInterrupt:
        player.send(m.Leave)
        sessions.end(practice, record, "left", player.session.active)
        raise
    ended = sessions.end(practice, record, how, player.session.active)
    write("Saved." if how != "finished" else "Well done. Saved.")
    if how != "stopped":
        q.save_after(practice, ended, ask(q.after_questions(), lines, clock))


def say_session(today: TodaysSession) -> None:
    """What is to be done, and why."""
    for prescription in today.prescriptions:
        easier = ", easier" if prescription.variant == "easier" else ""
        write(f"{prescription.exercise.name}: {dose_text(prescription.dose)}{easier}")
    for decision in today.decisions:
        write(decision.words)
    if today.prescriptions:
        write(f"About {max(1, round(today.seconds / 60))} minutes.")


def play_plain(
    player: Player,
    clock: Clock,
    lines: Lines | None,
    wake: threading.Event,
    *,
    stopped: Told | None = None,
    bell: bool = False,
) -> Ending:
    """Play a session to its end, printing each cue at its moment."""
    trouble = ""
    _tell(player, player.tick(), bell)
    while not player.over:
        line = lines.take() if lines is not None else None
        if line is None:
            deadline = player.next_moment()
            wait = LONGEST_WAIT if deadline is None else deadline - clock.monotonic()
            clock.wait(min(max(wait, 0.001), LONGEST_WAIT), wake)
            _tell(player, player.tick(), bell)
        elif line.startswith("!") or line == "x":
            if lines is not None and stopped is not None and _stop(player, lines, clock, stopped):
                return "stopped"
        else:
            _tell(player, _command(player, line), bell)
        if player.slept:
            write("The machine slept, so the session waited. An empty line goes on.")
        if player.trouble is not None and str(player.trouble) != trouble:
            trouble = str(player.trouble)
            write(f"not saved yet: {trouble}")
    player.keep()
    return "finished" if player.session.status is Status.FINISHED else "left"


def _tell(player: Player, effects: tuple[Effect, ...], bell: bool) -> None:
    sets = {effect.at: effect for effect in effects if isinstance(effect, m.SetFinished)}
    said = [(cue.at, 1, cue.text) for cue in player.take_cues()]
    for at, finished in sets.items():
        for result in finished.results:
            prescription = finished.prescription
            side = "" if result.side == "both" else f" {result.side}"
            done = f"{prescription.exercise.id} {result.number}/{prescription.dose.sets}"
            if player.trouble is None:
                word = "set saved" if player.keeps else "set done"
                said.append((at, 0, f"{word}: {done}{side}"))
    for _, _, text in sorted(said, key=lambda one: one[:2]):
        write(text)
    if bell and any(isinstance(effect, m.StepBegan) for effect in effects):
        sys.stderr.write("\a")
        sys.stderr.flush()


def _command(player: Player, line: str) -> tuple[Effect, ...]:
    """One line of the person's; an unknown one pauses, as an unknown key does."""
    question = player.view.step.question if player.view.step else None
    if question == "pain" and line.isascii() and line.isdecimal() and int(line) <= 10:
        return player.answer(int(line))
    if question == "two_more" and line in ("y", "n"):
        return player.answer(line == "y")
    plain: dict[str, Callable[[], tuple[Effect, ...]]] = {
        "p": player.toggle_pause,
        "n": lambda: player.send(m.NextExercise),
        "b": lambda: player.send(m.Back),
        "q": lambda: player.send(m.Leave),
        "+": lambda: player.add_time(10),
        "-": lambda: player.add_time(-10),
        "": lambda: _go_on(player),
        "e": lambda: _vary(player, player.easier(), "There is no easier way here."),
        "h": lambda: _vary(player, player.harder(), "There is no harder way for you here."),
        "s": lambda: _vary(player, next(iter(player.swaps()), None), "Nothing else suits here."),
        "c": lambda: _cues(player),
    }
    if line in plain:
        effects = plain[line]()
    else:
        effects = player.send(m.Pause)
        write(COMMANDS)
    if player.session.status is Status.PAUSED and line not in ("c", "e", "h", "s"):
        write("Paused. An empty line goes on.")
    return effects


def _go_on(player: Player) -> tuple[Effect, ...]:
    view = player.view
    if view.status is Status.PAUSED:
        return player.send(m.Resume)
    if view.step is not None and view.left is None:
        return player.send(m.RepDone)
    return player.send(m.GoOn)


def _vary(player: Player, chosen: Prescription | None, otherwise: str) -> tuple[Effect, ...]:
    if chosen is None:
        write(otherwise)
        return ()
    write(f"{chosen.exercise.name}: {dose_text(chosen.dose)}")
    return player.replace(chosen)


def _cues(player: Player) -> tuple[Effect, ...]:
    prescription = player.view.prescription
    if prescription is not None:
        for text in (*prescription.exercise.cues, prescription.exercise.caution):
            write(text)
    return ()


def _stop(
    player: Player,
    lines: Lines,
    clock: Clock,
    stopped: Told,
) -> bool:
    """The stop questions; True when the session is over."""
    player.send(m.Stop)
    item = player.view.item
    keys = {reason.key: reason for reason in REASONS}
    choices = [f"{reason.key} {reason.words}" for reason in REASONS]
    answer = choose("You stopped. What is it?", [*choices, "0 pressed by mistake: carry on"],
                     {*keys, "0"}, lines, clock)  # fmt: skip
    if answer == "0":
        player.send(m.CarryOn)
        player.send(m.Resume)
        return False
    reason = keys.get(answer or "", REASONS[-1])
    sign: Sign | None = None
    if reason.signs:
        numbered = {str(i): one for i, one in enumerate(reason.signs, 1)}
        shown = [f"{key} {one.words}" for key, one in numbered.items()]
        picked = choose("Is any of these so?", shown, set(numbered), lines, clock)
        sign = numbered.get(picked or "")
    before = stopped(item, reason, sign)
    for words in words_for(reason, sign, before):
        write(words)
    if may_go_on(reason, sign, before):
        answer = choose("n goes on with the next exercise, an empty line ends here.", [],
                         {"n", ""}, lines, clock)  # fmt: skip
        if answer == "n":
            player.send(m.CarryOn)
            player.send(m.NextExercise)
            player.send(m.Resume)
            return False
    return True


def _settle_unfinished(practice: Practice, lines: Lines) -> tuple[SessionRecord, m.Session] | None:
    """Ask about a session that was cut short; without an answer what was done is kept."""
    cut_short = sessions.unfinished(practice)
    if cut_short is None:
        return None
    done = f"{len(cut_short.sets)} of {cut_short.record.sets} sets are saved"
    write(f"A session of {cut_short.record.at:%A %H:%M} was cut short; {done}.")
    write("r resumes it, k keeps what was done, d discards it.")
    patience = None if lines.terminal else PIPE_PATIENCE
    answer = lines.ask(practice.clock, patience)
    if answer == "r" and cut_short.prescriptions:
        for name in cut_short.vanished:
            write(f"no longer in the catalogue, left out: {name}")
        session = resume_at(cut_short.prescriptions, cut_short.results)
        return cut_short.record, replace(session, status=Status.RUNNING)
    if answer == "d":
        sessions.discard(practice, cut_short)
        write("Discarded. 'rehab undo' brings it back.")
    else:
        sessions.keep(practice, cut_short)
        write("Kept as far as it was done.")
    return None
