"""`rehab config`: the settings, and where each of them comes from."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from rehab_tui.cli.setup import settings_file
from rehab_tui.cli.terminal import raw, write
from rehab_tui.config import Held, Value
from rehab_tui.paths import user_paths
from rehab_tui.text import clean

app = typer.Typer(help="The settings: show them, change one, find the file.")

_Name = Annotated[str, typer.Argument(metavar="NAME", help="A setting, such as theme.")]
_Origin = Annotated[bool, typer.Option("--origin", help="Say where each comes from.")]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def _config(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        show()


@app.command("show")
def show(origin: _Origin = False, as_json: _Json = False) -> None:
    """Show every setting: an option comes first, then REHAB_NAME, then the file, then the default.

    What stands in the file can be written just as it is shown.
    """
    held = settings_file().held()
    if as_json:
        raw(json.dumps({one.name: {"value": one.value, "origin": one.origin} for one in held}))
        raw("\n")
        return
    widest = max(len(f"{one.name} = {_said(one.value)}") for one in held)
    for one in held:
        line = f"{one.name} = {_said(one.value)}"
        write(f"{line:<{widest}}  # {clean(_from(one))}" if origin else line)


@app.command("get")
def get(name: _Name) -> None:
    """Print the value of one setting; nothing where it is not set."""
    value = settings_file().one(name).value
    if value is not None:
        write(value if isinstance(value, str) else _said(value))


@app.command("set")
def set_(
    name: _Name,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Its new value.")],
) -> None:
    """Keep one setting in the file; everything else in it stays, comments too."""
    file = settings_file()
    write(f"{name} = {_said(file.keep(name, value))}")
    now = file.one(name)
    if now.kept is not None and now.origin.isupper():
        write(f"{now.origin} speaks before the file: now it is {_said(now.value)}.")


@app.command("unset")
def unset(name: _Name) -> None:
    """Take one setting out of the file, so that its default holds."""
    file = settings_file()
    gone = file.forget(name)
    write(f"{name} = {_said(file.one(name).value)}" if gone else f"{name} was not in the file.")


@app.command("path")
def path() -> None:
    """Print where the file of settings is, or would be."""
    raw(f"{clean(str(user_paths().config_file))}\n")


def _said(value: Value | None) -> str:
    """A value as the file writes it."""
    return "(not set)" if value is None else json.dumps(value)


def _from(one: Held) -> str:
    masked = one.kept is not None and one.kept != one.value
    return f"{one.origin}, before {_said(one.kept)} in the file" if masked else one.origin
