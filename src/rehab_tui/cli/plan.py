"""`rehab plan`: what your plan is, why today is as it is, another programme, a pause."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rehab_tui.cli import setup
from rehab_tui.cli.plan_handout import handout
from rehab_tui.cli.terminal import narrate, raw_json, write, write_pair, write_whole
from rehab_tui.errors import UsageError
from rehab_tui.paths import user_paths
from rehab_tui.practice import plans
from rehab_tui.practice.context import own_trouble
from rehab_tui.practice.moments import parse_day
from rehab_tui.text import did_you_mean, plural, quote

app = typer.Typer(help="Your plan: programme, days, changes, pauses, and why today is as it is.")

app.command("handout")(handout)

_JSON = typer.Option("--json", help="Print JSON.")


@app.callback(invoke_without_command=True)
def _plan(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        show()


@app.command("show")
def show(as_json: Annotated[bool, _JSON] = False) -> None:
    """Show the plan that holds now, and what you have accepted."""
    from rehab_tui.cli import plan_show
    from rehab_tui.practice import plan_page

    practice = setup.practice(create=False)
    now = plans.plan_now(practice)
    if as_json:
        raw_json(plan_show.record(now))
    else:
        title, pairs = plan_page.page(now, practice.catalogue)
        write(title)
        for name, words in pairs:
            write_pair(name, words, plan_page.COLUMN)
        if now.file is not None and not now.there:
            narrate("There is no plan file yet: 'rehab plan choose' or 'rehab plan new' begins it.")
    if now.trouble:
        narrate(f"rehab: {now.trouble}")


@app.command("list")
def list_(as_json: Annotated[bool, _JSON] = False) -> None:
    """List the ready programmes, yours marked."""
    ready = plans.ready_programmes(setup.practice(create=False))
    if as_json:
        from rehab_tui.cli.plan_show import ready_record

        raw_json([ready_record(one) for one in ready])
        return
    for one in ready:
        weeks = plural(one.programme.weeks, "week", "weeks") if one.programme.weeks else "no end"
        mine = " (yours now)" if one.present else ""
        write_pair(one.programme.id, f"{one.programme.name}, {weeks}{mine}: {one.what_for}")


@app.command("choose")
def choose(
    name: Annotated[str, typer.Argument(metavar="ID", help="A ready programme: see 'list'.")],
) -> None:
    """Take another ready programme; the plan of before is kept."""
    for line in plans.choose(setup.practice(create=False), name):
        write(line)


@app.command("check")
def check(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A plan file; your own without it.")
    ] = None,
) -> None:
    """Say all that is wrong with a plan file, or what it holds."""
    practice = setup.practice(create=False)
    if trouble := own_trouble(practice.catalogue):  # its exercises are missing here
        narrate(trouble)
    write("\n".join(plans.check(practice, file)))


@app.command("new")
def new(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it there, as to mail it."),
    ] = None,
) -> None:
    """Begin a plan file, explained; the plan of before is kept."""
    practice = setup.practice(create=False)
    if output is None:
        for line in plans.begin_new(practice):
            write(line)
        narrate("Change what is in it, then: rehab plan check")
        return
    from rehab_tui.practice.own_exercises import save

    save(plans.new_text(practice), output, user_paths())
    write_whole(f"Written: {output}")
    narrate(f"Change what is in it, then: rehab plan check {output}")


@app.command("why")
def why(as_json: Annotated[bool, _JSON] = False) -> None:
    """Say why today is as it is: each rule, and what it rests on."""
    from rehab_tui.cli import plan_show
    from rehab_tui.practice import plan_page
    from rehab_tui.practice.today import plan_today

    practice = setup.practice(create=False)
    today = plan_today(practice, minutes=setup.config().minutes)
    if as_json:
        raw_json(plan_show.why_record(today, practice.catalogue))
    else:
        write("\n".join(plan_page.why_lines(today, practice.catalogue)))
    if trouble := practice.trouble:
        narrate(f"rehab: {trouble}")


@app.command("pause")
def pause(
    reason: Annotated[
        str, typer.Argument(metavar="REASON", help="illness, travel, flare or other.")
    ] = "other",
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="The last day, as 2026-12-01.")
    ] = None,
) -> None:
    """Pause without penalty: no session is expected until you resume."""
    from rehab_tui.practice.pauses import REASONS, begin_pause

    if reason not in REASONS:
        raise UsageError(
            f"there is no reason {quote(reason)}",
            did_you_mean(reason, REASONS) or f"There are: {', '.join(REASONS)}.",
        )
    last = None if until is None else parse_day(until, option="--until")
    begin_pause(setup.practice(), reason, last)
    write(f"Paused until {last}." if last else "Paused until you say 'rehab plan resume'.")


@app.command("resume")
def resume() -> None:
    """End the pause: pick up where you left off."""
    from rehab_tui.practice.pauses import end_pause

    if end_pause(setup.practice()):
        write("Welcome back. 'rehab start' picks up where you left off.")
    else:
        write("There is no pause; nothing was changed.")
