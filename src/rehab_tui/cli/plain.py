"""A guided session line by line: one fact a line, no redraws, commands on standard input."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace

from rehab_tui.cli.ask import Lines, ask, ask_into, choose
from rehab_tui.cli.driver import COMMANDS, Driver, Ending
from rehab_tui.cli.ending import signals_noted
from rehab_tui.cli.plain_words import Spoken, say_prescription
from rehab_tui.cli.terminal import write
from rehab_tui.coach import model as m
from rehab_tui.coach.cues import left_words
from rehab_tui.coach.engine import begin
from rehab_tui.coach.model import Status
from rehab_tui.days import spelled_out
from rehab_tui.errors import BusyError, RehabError
from rehab_tui.journal.records import Note, SessionRecord
from rehab_tui.practice import alone, offers, sessions
from rehab_tui.practice import cut_short as cut
from rehab_tui.practice import questions as q
from rehab_tui.practice.checkin import NONE_GIVEN
from rehab_tui.practice.context import Practice
from rehab_tui.practice.first_run import first_time
from rehab_tui.practice.follow_ups import WEEKLY, follow_ups, save_follow_ups
from rehab_tui.practice.keeping import JournalKeeper
from rehab_tui.practice.log import log
from rehab_tui.practice.notice import FIRST_USE, NOTICE
from rehab_tui.practice.overview import overview
from rehab_tui.practice.past import read_history
from rehab_tui.practice.player import Player
from rehab_tui.practice.programmes import present_programme
from rehab_tui.practice.ready import make_ready
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.stops import EMERGENCY, Reason, Sign, answers_for
from rehab_tui.programme.today import TodaysSession
from rehab_tui.text import plural
from rehab_tui.voice.sinks import CueSink

BUSY_TRIES = 40
"""Tries to write the last sets, each a quarter of a second, while another program writes."""

LAST_WORD_SECONDS = 2.0
"""At the end a sound may go on so long."""

Plan = Callable[[q.Answers], TodaysSession]
"""Gives the session for the answers that were just given."""


@dataclass(frozen=True, slots=True)
class Played:
    """A session's record as it ended, its sets that were done, and whether the check-out comes."""

    record: SessionRecord
    done: int
    asks: bool


def run_plain(practice: Practice, plan: Plan, sink: CueSink) -> None:
    """Check-in, session and check-out, line by line; everything is saved as it happens.

    Args:
        practice: clock, catalogue, journal.
        plan: gives the session for the answers that were just given.
        sink: where the cues are heard.

    Raises:
        BusyError: when a session runs in another process.
        RehabError: when something could not be written; the session can then be resumed.
        KeyboardInterrupt: after saving what was done.
        SystemExit: on SIGTERM and SIGHUP, with 128 + n; the session can then be resumed.
    """
    with signals_noted() as signals, _silenced(sink), ExitStack() as held:
        alone.refuse_a_second(practice)
        if first_time(practice):
            write(NOTICE)
            write(FIRST_USE)
        lines = Lines(practice.clock, signals)
        if not _unlocked(practice, plan, lines):
            return
        begun = _resumed(practice, lines, held) or _begun(practice, plan, lines, held)
        if begun is None:
            return
        played = _play(practice, *begun, lines, sink)
        held.close()
        if played is not None:
            if played.asks:
                _check_out(practice, played.record, lines)
            done = f"{played.done} of {plural(played.record.sets, 'set', 'sets')}"
            write(f"{done} saved. 'rehab undo' takes it back.")
        sink.close()
        if not sink.join(LAST_WORD_SECONDS):
            sink.hush()


@contextmanager
def _silenced(sink: CueSink) -> Iterator[None]:
    """What ends the block from without, a key or a signal, ends every sound at once."""
    try:
        yield
    except BaseException:
        sink.hush()
        raise


def say_session(today: TodaysSession) -> None:
    """What is to be done, and why."""
    for prescription in today.prescriptions:
        say_prescription(prescription)
    for decision in today.decisions:
        write(decision.words)
    if today.prescriptions:
        write(f"About {plural(max(1, round(today.seconds / 60)), 'minute', 'minutes')}.")


def _unlocked(practice: Practice, plan: Plan, lines: Lines) -> bool:
    """Whether sessions are open; a stop that closed them may be answered here."""
    while (stop := plan(NONE_GIVEN).locked) is not None:
        write(overview(practice).locked_words)
        answers = {str(n): answer for n, answer in enumerate(answers_for(stop), 1)}
        shown = [f"{key} {words}" for key, (_, words) in answers.items()]
        picked = choose("How did it go on?", [*shown, "an empty line: not yet"],
                        {*answers, ""}, lines, practice.clock)  # fmt: skip
        if not picked:
            write("There is no session until this is answered.")
            return False
        sessions.answer_stop(practice, stop, answers[picked][0])
    return True


def _resumed(
    practice: Practice, lines: Lines, held: ExitStack
) -> tuple[SessionRecord, m.Session] | None:
    """Ask about a session that was cut short; without an answer what was done is kept."""
    cut_short = cut.unfinished(practice)
    if cut_short is None:
        return None
    done = f"{len(cut_short.sets)} of {plural(cut_short.record.sets, 'set', 'sets')} saved"
    choices = {"r": "resume it", "k": "keep what was done", "d": "discard it"}
    why_not = cut.why_not_resume(practice, cut_short)
    title = f"A session of {cut_short.record.at:%A %H:%M} was cut short, {done}."
    if why_not is not None:
        title += f" It can't be resumed. {why_not}"
        del choices["r"]
    answer = choose(
        title,
        [f"{key} {words}" for key, words in choices.items()],
        choices,
        lines,
        practice.clock,
    )
    if answer == "r":
        held.enter_context(alone.take(practice))
        cut_short = cut.take_up(practice, cut_short)
        for name in cut_short.vanished:
            write(f"no longer in the catalogue, left out: {name}")
        _say_commands(lines)
        return cut_short.record, replace(cut_short.resumed, status=Status.RUNNING)
    if answer == "d":
        cut.discard(practice, cut_short)
        write("Discarded. 'rehab undo' brings it back.")
    else:
        cut.keep(practice, cut_short)
        write("Kept as far as it was done.")
    return None


def _say_commands(lines: Lines) -> None:
    if not lines.over:
        write(COMMANDS)


def _begun(
    practice: Practice, plan: Plan, lines: Lines, held: ExitStack
) -> tuple[SessionRecord, m.Session] | None:
    """Morning questions, check-in and checklist; None when there is nothing to do today."""
    if not lines.over:
        write("An empty line skips a question.")
    for past in q.open_mornings(practice, read_history(practice.journal).sessions):
        day = f"on {spelled_out(past.day)}"
        said = ask((q.morning_question(day), q.STIFFNESS), lines, practice.clock)
        q.save_morning(practice, past, said)
    _answer_offers(practice, plan, lines)
    answers = ask(q.before_questions(practice), lines, practice.clock)
    today = plan(answers)
    if (short := offers.short_version(today.offers)) is not None:
        _answer_offer(practice, short, lines)
        today = plan(answers)
    say_session(today)
    if not today.prescriptions:
        q.save_before(practice, None, answers)
        return None
    profile = practice.profile()
    ready = make_ready(today, profile, practice.plan, site=answers.get("site"))
    for line in (*ready.notice, *ready.precautions, *ready.lines):
        write(line)
    _say_commands(lines)
    try:
        held.enter_context(alone.take(practice))
    except RehabError:
        q.save_before(practice, None, answers)
        raise
    record = sessions.begin(practice, today)
    q.save_before(practice, record.id, answers)
    return record, begin(today.prescriptions)


def _answer_offers(practice: Practice, plan: Plan, lines: Lines) -> None:
    """What the coach offers; left unanswered it is offered again."""
    for offer in plan(NONE_GIVEN).offers:
        if not offers.short_version((offer,)):  # that waits for the answers on the day
            _answer_offer(practice, offer, lines)


def _answer_offer(practice: Practice, offer: Decision, lines: Lines) -> None:
    if lines.over or lines.silent:
        return
    answer = choose(offer.words, ["y yes, please", "n no", "an empty line: not now"],
                    {"y", "n", ""}, lines, practice.clock)  # fmt: skip
    if answer:
        for line in offers.answer(practice, offer, accept=answer == "y"):
            write(line)


def _play(
    practice: Practice, record: SessionRecord, session: m.Session, lines: Lines, sink: CueSink
) -> Played | None:
    """Play it to its end; None where nothing more is to be said."""
    keeper = JournalKeeper(practice, record)
    spoken = Spoken("set saved", keeper)
    player = sessions.player_for(practice, record, session, spoken)

    def told(item: int | None, reason: Reason, sign: Sign | None) -> int:
        exercise = sessions.exercise_of(player.session.prescriptions, item)
        return sessions.stop(practice, record, exercise.id if exercise else None, reason, sign)

    def note(text: str) -> None:
        log(practice, [Note(at=practice.clock.now(), text=text, session=record.id)])

    driver = Driver(player, spoken, practice.clock, lines, told, sink, note)
    try:
        with _silenced(sink):
            how = driver.run()
    except KeyboardInterrupt:
        how = "stopped" if player.session.status is Status.STOPPED else "left"
        player.send(m.Leave)
        _end(practice, record, player, keeper, how)
        if how == "left":
            write(left_words(player.session))
        raise
    except (SystemExit, RehabError):
        player.keep()
        raise
    if how != "finished":
        sink.hush()
    player.send(m.Leave)  # a stop leaves the present set as far as it went
    if driver.tier == EMERGENCY:
        with suppress(RehabError):  # its words stand alone; the session can be ended later
            _end(practice, record, player, keeper, how)
        return None
    ended = _end(practice, record, player, keeper, how)
    shut = how == "stopped" and bool(read_history(practice.journal).stops)
    done = len(player.session.results)
    return Played(ended, done, asks=not shut and (bool(done) or how == "stopped"))


def _end(
    practice: Practice, record: SessionRecord, player: Player, keeper: JournalKeeper, how: Ending
) -> SessionRecord:
    """Write the last sets, however long others write, then how the session ended."""
    player.keep()
    for _ in range(BUSY_TRIES):
        if not isinstance(player.trouble, BusyError):
            break
        player.keep()
    if player.trouble is not None:
        raise player.trouble
    keeper.check()
    return sessions.end(practice, record, how, player.session.active)


def _check_out(practice: Practice, record: SessionRecord, lines: Lines) -> None:
    answers: dict[str, int | str] = {}
    try:
        ask_into(answers, q.after_questions(practice, record), lines, practice.clock)
    finally:  # Ctrl-C in the middle keeps what was answered
        q.save_after(practice, record, answers)
    if record.state != "stopped":
        _follow_up(practice, lines)


def _follow_up(practice: Practice, lines: Lines) -> None:
    """What is asked now and then, by the week; put once, answered or not."""
    asked = follow_ups(practice, present_programme(practice))
    if not asked or lines.over or lines.silent:
        return
    answers: dict[str, int | str] = {}
    words = ""
    try:
        ask_into(answers, asked, lines, practice.clock)
        if WEEKLY in answers:
            write("A note on it, in your own words? (an empty line: none)")
            words = lines.ask(practice.clock) or ""
    finally:
        save_follow_ups(practice, asked, answers, words)
