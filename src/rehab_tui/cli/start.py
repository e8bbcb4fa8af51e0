"""`rehab start`: a guided session, on the screen or line by line; and today as text."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

import typer

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.cli import setup
from rehab_tui.cli.opening import open_app, spoken
from rehab_tui.cli.terminal import has_terminal, narrate, raw_json, ring, speaks_unicode, write
from rehab_tui.clock import FastClock, ManualClock, SystemClock
from rehab_tui.config import Config
from rehab_tui.errors import UsageError
from rehab_tui.practice.care import daily_backup
from rehab_tui.practice.checkin import NONE_GIVEN
from rehab_tui.practice.context import Practice
from rehab_tui.practice.overview import overview
from rehab_tui.practice.question import Answers
from rehab_tui.practice.sessions import preview_player
from rehab_tui.practice.today import plan_today
from rehab_tui.practice.values import parse_scale
from rehab_tui.programme.plan import LEAST_MINUTES, MOST_MINUTES
from rehab_tui.programme.today import TodaysSession

PREVIEW_PACE = 30.0


def start(
    minutes: Annotated[
        str | None, typer.Option("--minutes", metavar="N", help="How long it may take, 5 to 90.")
    ] = None,
    programme: Annotated[
        str | None, typer.Option("--programme", metavar="ID", help="Another programme.")
    ] = None,
    exercise: Annotated[
        list[str] | None,
        typer.Option("--exercise", metavar="ID", help="Just this; may be given again."),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, for screen readers and pipes.")
    ] = False,
    voice: Annotated[
        bool | None, typer.Option("--voice/--no-voice", help="Speech on, or silence, this time.")
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Play it quickly and save nothing.")
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="Print it as JSON and end.")] = False,
) -> None:
    """Start a guided session at once."""
    length = (
        parse_scale(minutes, LEAST_MINUTES, MOST_MINUTES, "minutes", option="--minutes")
        if minutes is not None
        else None
    )
    if exercise and programme:
        raise UsageError("--exercise and --programme say two things", "Give one of them.")
    config = spoken(setup.config(), voice)
    if length is None:
        length = config.minutes
    screen = has_terminal() and not plain
    practice = setup.practice(create=not (listed or preview))
    wanted = tuple(exercise or ())

    def plan(answers: Answers = NONE_GIVEN) -> TodaysSession:
        return plan_today(
            practice,
            minutes=length,
            programme=programme,
            exercises=wanted,
            answers=answers,
            spoken=config.speech,
        )

    today = plan()
    if listed:
        raw_json(as_json(today))
    elif preview:
        _preview(practice, today, on_screen=screen)
    elif screen:
        open_app(practice, request=(length, programme, wanted), sound=voice)
    else:
        _plain(practice, plan, config)


def _plain(practice: Practice, plan: Callable[[Answers], TodaysSession], config: Config) -> None:
    """The session line by line, with its sounds."""
    from rehab_tui.cli.plain import run_plain
    from rehab_tui.voice.settings import sound_of
    from rehab_tui.voice.sinks import open_voice

    if trouble := practice.trouble:
        narrate(f"rehab: {trouble}")
    sink = open_voice(sound_of(config), ring, os.environ)
    try:
        run_plain(practice, plan, sink)
    finally:
        sink.close()
    daily_backup(practice.journal)


def as_json(today: TodaysSession) -> dict[str, object]:
    """What `--list` prints; documented in docs/commands.md."""
    return {
        "items": [
            {
                "id": p.exercise.id,
                "name": p.exercise.name,
                "dose": dose_text(p.dose),
                "instead_of": p.instead_of,
                "warning": p.warning,
            }
            for p in today.prescriptions
        ],
        "left_out": [{"id": out.exercise.id, "rule": out.rule} for out in today.left_out],
        "decisions": [
            {"rule": d.rule, "reason": d.reason, "exercise": d.exercise, "offer": d.offer}
            for d in (*today.decisions, *today.offers)
        ],
    }


def print_today() -> None:
    """Today's plan as text, for when there is no terminal."""
    practice = setup.practice(create=False)
    over = overview(practice, setup.config().minutes)
    minutes = f", about {max(1, round(over.today.seconds / 60))} minutes"
    write(over.title + (minutes if over.today.prescriptions else ""))
    if over.locked_words:
        write(over.locked_words)
    for prescription in over.today.prescriptions:
        write(f"  {prescription.exercise.name}: {dose_text(prescription.dose)}")
    for decision in (*over.today.decisions, *over.today.offers):
        write(decision.words)
    write(f"This week: {over.week_words}.")
    if over.last_words:
        write(f"Last: {over.last_words}")
    if over.trouble:
        narrate(f"rehab: {over.trouble}")
    narrate("rehab: no terminal for the app here; 'rehab start --plain' runs it line by line.")


def _preview(practice: Practice, today: TodaysSession, *, on_screen: bool) -> None:
    """Play a session quickly; nothing is written."""
    if not today.prescriptions:
        for decision in today.decisions:
            write(decision.words)
    elif on_screen:
        from rehab_tui.cli.screen import run_app
        from rehab_tui.tui.app import SessionRequest

        fast = FastClock(PREVIEW_PACE, SystemClock())
        run_app(
            replace(practice, clock=fast),
            setup.config(),
            ascii_only=not speaks_unicode(),
            request=SessionRequest(preview=today),
        )
    else:
        _preview_lines(practice, today)


def _preview_lines(practice: Practice, today: TodaysSession) -> None:
    """On a terminal at a pace that can be followed, else without waiting at all."""
    from rehab_tui.cli.driver import Driver
    from rehab_tui.cli.plain import say_session
    from rehab_tui.cli.plain_words import Spoken

    clock = practice.clock
    fast = FastClock(PREVIEW_PACE, clock) if sys.stdout.isatty() else ManualClock(clock.now())
    spoken = Spoken("set done")
    player = preview_player(practice, today, fast, spoken)
    say_session(today)
    Driver(player, spoken, fast).run()
    write("This was a preview; nothing was saved.")
