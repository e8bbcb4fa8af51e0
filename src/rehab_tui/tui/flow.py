"""The way through the screens: check-in, session, check-out.

Every reading and writing happens in a thread, so that a busy journal never freezes the screen;
but the sets of a session that is played are written between two pictures, without any waiting, and
so is its lock taken: a thread whose caller was cancelled meanwhile would keep it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import partial
from typing import Literal, TypeVar

from rehab_tui.coach.engine import begin as begin_engine
from rehab_tui.coach.model import Session
from rehab_tui.days import spelled_out
from rehab_tui.errors import RehabError
from rehab_tui.journal.records import Mood, Note, Pain, Record, SessionRecord, Sleep
from rehab_tui.practice import alone, offers, sessions
from rehab_tui.practice import cut_short as cut
from rehab_tui.practice import questions as q
from rehab_tui.practice.checkin import NONE_GIVEN
from rehab_tui.practice.context import Practice
from rehab_tui.practice.follow_ups import WEEKLY, follow_ups, save_follow_ups
from rehab_tui.practice.keeping import JournalKeeper, TakenBackError
from rehab_tui.practice.log import log
from rehab_tui.practice.overview import overview
from rehab_tui.practice.past import read_history
from rehab_tui.practice.programmes import present_programme
from rehab_tui.practice.ready import make_ready
from rehab_tui.practice.today import plan_today
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.stops import Reason, Sign, answers_for
from rehab_tui.programme.today import TodaysSession
from rehab_tui.tui.host import Host
from rehab_tui.tui.saving import Saving
from rehab_tui.tui.screens.note import NoteScreen
from rehab_tui.tui.screens.pick import PickScreen
from rehab_tui.tui.screens.questions import QuestionsScreen
from rehab_tui.tui.screens.ready import ReadyScreen
from rehab_tui.tui.screens.session import Outcome, SessionScreen
from rehab_tui.tui.stops import Stops
from rehab_tui.voice.settings import sound_of
from rehab_tui.voice.sinks import CueSink, Silence, open_voice

T = TypeVar("T")
NOT_SAVED = "This could not be saved yet"


async def act(app: Host, function: Callable[..., T], *args: object) -> T | None:
    """Carry out one act in a thread; an error is shown in one line and None returned."""
    try:
        return await asyncio.to_thread(function, *args)
    except RehabError as error:
        app.trouble(error)
        return None


async def insist(app: Host, function: Callable[..., T], *args: object) -> T | None:
    """Write what a person did or said: it is tried again until it is kept or they give it up.

    Raises:
        TakenBackError: when there is nothing left to write it into.
    """
    while True:
        try:
            return await asyncio.to_thread(function, *args)
        except TakenBackError:
            raise
        except RehabError as error:
            lines = ["Try again", "Leave it unsaved"]
            picked = await app.push_screen_wait(PickScreen(NOT_SAVED, lines, "tl", str(error)))
            if picked != 0:
                return None


async def run_session(
    app: Host,
    *,
    minutes: int | None = None,
    programme: str | None = None,
    exercises: tuple[str, ...] = (),
) -> None:
    """An open stop, a session that was cut short, mornings; check-in, session, check-out.

    Raises:
        BusyError: when a session runs in another process.
        RehabError: when it can't be begun, or was taken back while it was played.
    """
    practice = app.practice
    await asyncio.to_thread(alone.refuse_a_second, practice)

    def plan(answers: q.Answers = NONE_GIVEN) -> TodaysSession:
        return plan_today(
            practice,
            spoken=app.config.speech,
            minutes=minutes,
            programme=programme,
            exercises=exercises,
            answers=answers,
        )

    if not await unlock(app, plan):
        return
    if await settle_unfinished(app) in ("resumed", "open"):
        return
    if not await ask_mornings(app):
        return
    found = await _checked_in(app, plan)
    if found is None:
        return
    today, answers = found
    with ExitStack() as held:
        try:
            sink = held.enter_context(closing(_voice(app)))
            held.enter_context(alone.take(practice))
        except RehabError:
            await insist(app, q.save_before, practice, None, answers)
            raise
        record = await insist(app, sessions.begin, practice, today)
        if record is None:
            return
        await insist(app, q.save_before, practice, record.id, answers)
        done = await play(app, record, begin_engine(today.prescriptions), sink)
    await check_out(app, done)


async def _checked_in(
    app: Host, plan: Callable[[q.Answers], TodaysSession]
) -> tuple[TodaysSession, q.Answers] | None:
    """Ask what is asked before a session, plan it by the answers, and lay ready what it needs.

    Returns:
        the session and the answers; None when it is not to begin. What was answered is kept then.
    """
    practice = app.practice
    asked = await asyncio.to_thread(q.before_questions, practice)
    answers = await app.push_screen_wait(QuestionsScreen("Before you start", asked))
    if answers is None:
        return None
    today = await asyncio.to_thread(plan, answers)
    if (short := offers.short_version(today.offers)) is not None:
        await answer_offer(app, short)
        today = await asyncio.to_thread(plan, answers)
    if not today.prescriptions:
        await insist(app, q.save_before, practice, None, answers)
        why = ". ".join(d.words for d in today.decisions)
        await app.push_screen_wait(PickScreen("No session today", ["All right"], "a", why))
        return None
    profile = await asyncio.to_thread(practice.profile)
    history = await asyncio.to_thread(read_history, practice.journal)
    ready = make_ready(
        today,
        profile,
        practice.plan,
        first_use=not history.sessions,
        site=answers.get("site"),
    )
    if not await app.push_screen_wait(ReadyScreen(ready)):
        await insist(app, q.save_before, practice, None, answers)
        return None
    return today, answers


def _voice(app: Host) -> CueSink:
    return open_voice(sound_of(app.config), app.bell, os.environ)


async def play(
    app: Host, record: SessionRecord, session: Session, sink: CueSink
) -> tuple[SessionRecord, Outcome] | None:
    """Play a session that has been begun, while the lock is held, and write how it ended.

    Returns:
        the record and the outcome for the check-out; None when nothing is to be asked.

    Raises:
        TakenBackError: when the session was taken back meanwhile.
    """
    practice = app.practice
    keeper = JournalKeeper(practice, record, wait=0.0)
    player = await asyncio.to_thread(sessions.player_for, practice, record, session, keeper)
    stops = await Stops.of(practice, record, player)
    saving = Saving(practice, record, player, keeper, stops)

    async def note(text: str) -> None:
        entry = Note(at=practice.clock.now(), text=text, session=record.id)
        await asyncio.to_thread(log, practice, [entry])

    def end(outcome: Outcome) -> SessionRecord:
        keeper.check()
        return saving.end(outcome)

    def at_once() -> bool:
        sink.hush()
        return saving.at_once()

    screen = SessionScreen(player, sink, told=stops.tell, note=note)
    app.rest = at_once
    try:
        outcome = await app.push_screen_wait(screen)
        ended = await insist(app, end, outcome)
    except BaseException:  # the app ends above it
        sink.hush()
        raise
    finally:
        app.rest = None
        stops.close()
    nothing = outcome.how == "left" and not player.session.results
    silent = stops.grave or nothing
    return None if ended is None or silent else (ended, outcome)


async def preview(app: Host, today: TodaysSession) -> None:
    """Play a session at the app's (faster) clock; nothing is written."""
    practice = app.practice
    player = await asyncio.to_thread(sessions.preview_player, practice, today, practice.clock)

    def told(item: int | None, reason: Reason, sign: Sign | None) -> int:
        return 0

    async def note(text: str) -> None:
        app.notify("A preview keeps no notes.")

    await app.push_screen_wait(SessionScreen(player, Silence(), told=told, note=note))


async def check_out(app: Host, done: tuple[SessionRecord, Outcome] | None) -> None:
    """Worst pain, pain now, effort, mood; all may be skipped."""
    if done is None:
        return
    record, outcome = done
    how = "Well done" if outcome.how == "finished" else "Saved as far as you went"
    title = outcome.said or how
    asked = await asyncio.to_thread(q.after_questions, app.practice, record)
    answers = await app.push_screen_wait(QuestionsScreen(title, asked, keep=True))
    if answers:
        await insist(app, q.save_after, app.practice, record, answers)
    if outcome.how != "stopped":
        await follow_up(app)


async def follow_up(app: Host) -> None:
    """What is asked now and then, by the week; put once, answered or not."""
    practice = app.practice
    programme = await asyncio.to_thread(present_programme, practice)
    asked = await asyncio.to_thread(follow_ups, practice, programme)
    if asked:
        answers = await app.push_screen_wait(QuestionsScreen("How it goes", asked, keep=True))
        words = await app.push_screen_wait(NoteScreen()) if WEEKLY in (answers or {}) else None
        await insist(app, save_follow_ups, practice, asked, answers or {}, words or "")


async def settle_unfinished(app: Host) -> Literal["settled", "resumed", "open"]:
    """Ask about a session that was cut short.

    Returns:
        "settled" when there is none, or it was kept or discarded; "resumed" when it was played on;
        "open" when the question was left: then no other session begins beside it.
    """
    found = await act(app, _cut_short, app.practice)
    if found is None:
        return "settled"
    cut_short, why_not = found
    lines = ["Keep what was done", "Discard it (rehab undo brings it back)"]
    keys = "kd"
    remark = f"Saved so far: {len(cut_short.sets)} of {cut_short.record.sets} sets."
    if why_not is None:
        lines.insert(0, "Resume where it ended")
        keys = "rkd"
    else:
        remark = f"{why_not} So it can't be resumed. {remark}"
    when = cut_short.record.at
    picked = await app.push_screen_wait(
        PickScreen(f"A session of {when:%A %H:%M} was cut short", lines, keys, remark)
    )
    if picked is None:
        return "open"
    if keys[picked] == "r":
        await resume(app, cut_short)
        return "resumed"
    await insist(app, cut.keep if keys[picked] == "k" else cut.discard, app.practice, cut_short)
    return "settled"


def _cut_short(practice: Practice) -> tuple[cut.Unfinished, str | None] | None:
    """The session that was cut short, and why it can't be resumed, if so."""
    found = cut.unfinished(practice)
    return None if found is None else (found, cut.why_not_resume(practice, found))


async def resume(app: Host, cut_short: cut.Unfinished) -> None:
    """Go on with a session that was cut short, at the right set.

    Raises:
        BusyError: when a session runs in another process.
        NotFoundError: when this one was ended meanwhile.
    """
    with closing(_voice(app)) as sink, alone.take(app.practice):
        now = await asyncio.to_thread(cut.take_up, app.practice, cut_short)
        if now.vanished:
            names = ", ".join(now.vanished)
            app.notify(f"No longer in the catalogue, left out: {names}")
        done = await play(app, now.record, now.resumed, sink)
    await check_out(app, done)


async def ask_mornings(app: Host) -> bool:
    """Ask for each session's next morning that is still open; False when left."""
    practice = app.practice
    history = await asyncio.to_thread(read_history, practice.journal)
    for past in q.open_mornings(practice, history.sessions):
        words = f"on {spelled_out(past.day)}"
        asked = (q.morning_question(words), q.STIFFNESS)
        answers = await app.push_screen_wait(QuestionsScreen("The morning after", asked))
        if answers is None:
            return False
        await insist(app, q.save_morning, practice, past, answers)
    return True


async def log_one(app: Host, what: str) -> None:
    """Pain, mood or sleep with one or two keys."""
    practice = app.practice
    asked = {"pain": (q.PAIN_NOW, q.WHERE), "mood": (q.MOOD,), "sleep": (q.SLEEP,)}[what]
    answers = await app.push_screen_wait(QuestionsScreen("Log", asked))
    if not answers:
        return
    now = practice.clock.now()
    entry: Record | None = None
    level, site, mood, minutes = (answers.get(k) for k in ("pain", "site", "mood", "sleep"))
    if isinstance(level, int):
        entry = Pain(at=now, level=level, site=site if isinstance(site, str) else None)
    elif isinstance(mood, int):
        entry = Mood(at=now, level=mood)
    elif isinstance(minutes, int):
        entry = Sleep(at=now, minutes=minutes)
    if entry is not None:
        await insist(app, log, practice, [entry])


async def unlock(app: Host, plan: Callable[[], TodaysSession]) -> bool:
    """Ask how each stop that keeps sessions closed went on; whether none is open any more."""
    while (stop := (await asyncio.to_thread(plan)).locked) is not None:
        about = await asyncio.to_thread(overview, app.practice)
        answers = answers_for(stop)
        lines = [words for _, words in answers]
        picked = await app.push_screen_wait(
            PickScreen("How did it go on?", lines, remark=about.locked_words)
        )
        if picked is None:
            return False
        await asyncio.to_thread(sessions.answer_stop, app.practice, stop, answers[picked][0])
    return True


async def unlock_today(app: Host) -> None:
    """Answer what keeps sessions closed, then settle a session that was cut short."""
    if await unlock(app, partial(plan_today, app.practice)):
        await settle_unfinished(app)


async def answer_offer(app: Host, offer: Decision) -> bool:
    """Ask about an offer and write what was said; False when it was left open."""
    picked = await app.push_screen_wait(PickScreen(offer.words, ["Yes", "Not now"], "yn"))
    if picked is None:
        return False
    return await tell_offer(app, offer, accept=picked == 0)


async def tell_offer(app: Host, offer: Decision, *, accept: bool) -> bool:
    """Write what was said to an offer, and show what became of it; whether that was done."""

    def write() -> list[str]:
        return offers.answer(app.practice, offer, accept=accept)

    lines = await act(app, write)
    if lines:
        app.notify("\n".join(lines))
    return lines is not None
