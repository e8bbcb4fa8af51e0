"""`rehab exercises`: look through the catalogue, look at one of it, and add your own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rehab_tui.catalogue.lists import CONDITIONS, POSITIONS, PURPOSES, REGIONS, in_words
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.cli import setup
from rehab_tui.cli.pager import write_paged
from rehab_tui.cli.terminal import narrate, raw, raw_json, width, write, write_whole
from rehab_tui.clock import SystemClock
from rehab_tui.errors import UsageError
from rehab_tui.paths import shipped, user_paths
from rehab_tui.practice.context import (
    EXERCISES,
    own_trouble,
    shipped_catalogue,
)
from rehab_tui.practice.exercises import NO_GEAR, Filter, exercise_named, matching
from rehab_tui.programme.profile import EQUIPMENT
from rehab_tui.text import did_you_mean, quote

if TYPE_CHECKING:
    from rehab_tui.cli.exercise_figure import Size

app = typer.Typer(help="The exercises: look through them, look at one, add your own.")

COLUMNS, ROWS = (10, 200), (5, 100)
"""The least and the most of a picture."""


@app.callback(invoke_without_command=True)
def _exercises(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_()


@app.command("list")
def list_(
    region: Annotated[
        str | None, typer.Option("--region", metavar="REGION", help="A part of the body.")
    ] = None,
    position: Annotated[
        str | None, typer.Option("--position", metavar="POSITION", help="How you sit, stand, lie.")
    ] = None,
    purpose: Annotated[
        str | None, typer.Option("--purpose", metavar="PURPOSE", help="What it is for.")
    ] = None,
    equipment: Annotated[
        str | None,
        typer.Option("--equipment", metavar="GEAR|none", help="Uses it; none: a home will do."),
    ] = None,
    condition: Annotated[
        str | None, typer.Option("--condition", metavar="CONDITION", help="What it is used with.")
    ] = None,
    search: Annotated[
        str, typer.Option("--search", metavar="TEXT", help="Words that are all found.")
    ] = "",
    own: Annotated[bool, typer.Option("--own", help="Only your own.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False,
) -> None:
    """List the exercises that fit everything that is asked for."""
    wanted = Filter(
        region=_one_of(region, _worded(REGIONS), "--region"),
        position=_one_of(position, _worded(POSITIONS), "--position"),
        purpose=_one_of(purpose, _worded(PURPOSES), "--purpose"),
        equipment=_one_of(equipment, _worded((NO_GEAR, *EQUIPMENT)), "--equipment"),
        condition=_one_of(condition, CONDITIONS, "--condition"),
        search=search,
        own=own,
    )
    catalogue = _catalogue()
    found = matching(catalogue, wanted)
    if as_json:
        from rehab_tui.cli.exercise_json import row

        raw_json([row(exercise, catalogue) for exercise in found])
    elif found:
        from rehab_tui.cli.exercise_text import table

        write_paged("\n".join(table(found, catalogue, width())))
    if own and not catalogue.own:
        narrate("There are none of your own yet. 'rehab exercises new' begins one.")
    elif not found:
        narrate("No exercise fits all of that. Leave something out, or search for fewer words.")


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="Its id.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    animate: Annotated[
        bool, typer.Option("--animate", help="Play its figure until q or Ctrl-C.")
    ] = False,
    size: Annotated[
        str | None, typer.Option("--size", metavar="COLSxROWS", help="Of one picture.")
    ] = None,
) -> None:
    """Show one exercise in plain words, with its figure."""
    from rehab_tui.cli import exercise_figure, exercise_text

    asked = _size(size)
    if animate and as_json:
        raise UsageError("--animate and --json say two things", "Give one of them.")
    if animate:
        exercise_figure.check_terminal()
    catalogue = _catalogue()
    exercise = exercise_named(catalogue, name)
    if as_json:
        from rehab_tui.cli.exercise_json import record

        raw_json(record(exercise, catalogue))
        return
    lines = [f"{exercise.name} ({exercise.id})", ""]
    if animate:
        write(f"{lines[0]}\n\n")
        exercise_figure.animate(exercise, SystemClock(), asked)
        return
    lines += exercise_figure.still(exercise, width(), asked)
    lines += exercise_text.page(exercise, catalogue, width())
    write_paged("\n".join(lines))


@app.command("check")
def check(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A whole catalogue of exercises.")
    ] = None,
    own: Annotated[
        bool, typer.Option("--own", help="FILE is laid over the shipped exercises.")
    ] = False,
) -> None:
    """Check a file of exercises, or everything that is read."""
    from rehab_tui.practice import own_exercises

    if file is not None:
        write("\n".join((own_exercises.check_own if own else own_exercises.check_whole)(file)))
        return
    if own:
        raise UsageError(
            "--own needs a file", "Name it, or leave --own out to check all that is read."
        )
    fine, error = own_exercises.check_all(user_paths())
    write("\n".join(fine))
    if error is not None:
        raise error


@app.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="ID", help="Its id.")] = "my-exercise",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it there.")
    ] = None,
) -> None:
    """Begin an exercise of your own, with all fields explained."""
    from rehab_tui.practice.new_exercise import copy_of, template
    from rehab_tui.practice.own_exercises import save

    paths, catalogue = user_paths(), shipped_catalogue()
    known = catalogue.exercises.get(name)
    copied = copy_of(known, shipped(EXERCISES).read_text(encoding="utf-8")) if known else None
    text = copied or template(name)
    if copied:
        narrate(f"{quote(name)} comes with rehab, so this begins as it; yours takes its place.")
    if output is None:
        raw(text)
        narrate(f"Save it as {paths.own_exercises / name}.yaml: -o FILE does that for you.")
    else:
        save(text, output, paths)
        write_whole(f"Written: {output}")
        narrate(f"Change what is in it, then: rehab exercises check --own {output}")


def _catalogue() -> Catalogue:
    catalogue = setup.catalogue()
    if trouble := own_trouble(catalogue):
        narrate(trouble)
    return catalogue


def _worded(names: Iterable[str]) -> dict[str, str]:
    return {name: in_words(name) for name in names}


def _one_of(value: str | None, known: Mapping[str, str], option: str) -> str | None:
    """The id that was meant: named itself, with hyphens or underscores, or by its words."""
    if value is None:
        return None
    asked = value.strip().casefold()
    for name, words in known.items():
        if asked == words or asked.replace("_", "-") == name.replace("_", "-"):
            return name
    near = did_you_mean(value, known)
    raise UsageError(
        f"there is no {option.removeprefix('--')} {quote(value)}",
        f"{near} There are: {', '.join(_spelled(one, known) for one in known)}.".lstrip(),
        where=option,
    )


def _spelled(name: str, known: Mapping[str, str]) -> str:
    """An id, with its words where the id alone would not be understood."""
    return name if known[name] == in_words(name) else f"{name} ({known[name]})"


def _size(text: str | None) -> Size | None:
    if text is None:
        return None
    if match := re.fullmatch(r"([0-9]{1,3})x([0-9]{1,3})", text, re.ASCII):
        columns, rows = map(int, match.groups())
        if COLUMNS[0] <= columns <= COLUMNS[1] and ROWS[0] <= rows <= ROWS[1]:
            return columns, rows
    raise UsageError(
        f"{quote(text)} is no size",
        f"Write it like 60x20: {COLUMNS[0]} to {COLUMNS[1]} columns, {ROWS[0]} to {ROWS[1]} rows.",
        where="--size",
    )
