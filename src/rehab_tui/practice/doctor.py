"""What is well and what is not with this machine and this person's files; nothing of their health.

Nothing is changed: a journal of an older version stays one, what is missing is not made.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from rehab_tui import __version__
from rehab_tui.catalogue import lay_over_all
from rehab_tui.clock import Clock
from rehab_tui.config import load_config
from rehab_tui.errors import BusyError, RehabError
from rehab_tui.journal.backup import backups, is_sound
from rehab_tui.journal.check import check, sqlite_version
from rehab_tui.paths import Paths
from rehab_tui.practice.care import journal_path
from rehab_tui.practice.context import shipped_catalogue
from rehab_tui.practice.plan_file import PlanFile, read_file
from rehab_tui.practice.values import say_size
from rehab_tui.text import clean, plural

State = Literal["ok", "hint", "wrong"]
"""Well; works, but could be better; has to be mended."""

LEAST_PYTHON = (3, 11)
LITTLE_SPACE = 100 * 1024 * 1024
"""Bytes left on the disk below which it is worth saying."""
YOURS = "(yours)"
"""What stands for a path or a word of the person's own where others read it."""
OLD_BACKUP_DAYS = 7
PATIENCE = 2.0
"""Seconds to wait for another program that uses the journal."""

_CONFLICT = re.compile(
    r"(journal|plan|config)(?![a-z]).*(conflict|\(\d+\)|\((case|copy)\b)", re.IGNORECASE
)
_CARRIERS = frozenset({"dropbox", "onedrive", "nextcloud", "owncloud", "google drive", "gdrive",
                       "icloud drive", "mobile documents", "pclouddrive", "syncthing"})  # fmt: skip
_MARKS = (".stfolder", ".dropbox", ".dropbox.cache", ".owncloudsync.log", ".nextcloudsync.log",
          ".sync")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was looked at: what it is, how it is, and what to do unless it is ok.

    `own` is what in words and todo is the person's own, such as a path: not for other eyes.
    """

    about: str
    state: State
    words: str
    todo: str = ""
    own: str = ""

    def for_others(self) -> Told:
        """The same without what is the person's own."""
        if not self.own:
            return self
        words, todo = (said.replace(self.own, YOURS) for said in (self.words, self.todo))
        return replace(self, words=words, todo=todo, own="")


def examine(
    paths: Paths, environment: Mapping[str, str], clock: Clock, shared: Path | None = None
) -> list[Told]:
    """Look at everything but the terminal.

    Args:
        paths: where this person's files are.
        environment: for settings, and the programs that make sound.
        clock: for the age of the backups.
        shared: the folder of `rehab sync`, if there is one.
    """
    found: list[Told] = []
    for look in (
        _versions,
        partial(_folders, paths),
        partial(_carried, paths),
        partial(_journal, paths, clock),
        partial(_backups, paths, clock),
        partial(_settings, paths, environment),
        partial(_exercises_and_plan, paths),
        partial(_sound, environment),
        partial(_shared, shared),
    ):
        found += look()
    return found


def _versions() -> Iterator[Told]:
    yield Told("rehab", "ok", __version__)
    running = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= LEAST_PYTHON:
        yield Told("python", "ok", running)
    else:
        yield Told("python", "wrong", running, "Install Python 3.11 or newer.")
    for package in ("textual", "typer", "sqlmodel"):
        try:
            yield Told(package, "ok", version(package))
        except PackageNotFoundError:
            yield Told(package, "wrong", "is not installed", "Install rehab-tui again.")
    yield Told("sqlite", "ok", sqlite_version())


def _folders(paths: Paths) -> Iterator[Told]:
    for about, folder in (("data folder", paths.data), ("settings folder", paths.config)):
        yield from _place(about, folder)
    if paths.data.is_dir():
        left = shutil.disk_usage(paths.data).free
        words = f"{say_size(left)} left"
        if left < LITTLE_SPACE:
            yield Told("disk", "wrong", words, "Free some space; nothing can be saved without.")
        else:
            yield Told("disk", "ok", words)


def _place(about: str, folder: Path) -> Iterator[Told]:
    where = clean(str(folder))
    try:
        mode = folder.stat().st_mode
    except FileNotFoundError:
        yield Told(about, "ok", f"{where} (not made yet)", own=where)
        return
    except OSError as error:
        yield Told(about, "wrong", f"{where}: {error.strerror}", "Check who owns it.", where)
        return
    if not folder.is_dir():
        yield Told(about, "wrong", f"{where} is not a folder", "Move it away.", where)
    elif not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield Told(about, "wrong", f"{where} can't be written", "Check who owns it.", where)
    elif os.name == "posix" and mode & 0o077:
        words = f"{where} can be looked into by others"
        yield Told(about, "hint", words, f"chmod 700 '{where}'", where)
    else:
        yield Told(about, "ok", where, own=where)


def _carried(paths: Paths) -> Iterator[Told]:
    """A program that carries files about may cut a database in two, or keep two of them."""
    for folder in (paths.data, paths.config):
        try:
            names = sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []
        except OSError:  # told of already
            names = []
        for name in names:
            if _CONFLICT.match(name):
                where = clean(str(folder / name))
                todo = "Look at it, then move it away; nothing is ever taken from it by itself."
                yield Told("conflict copy", "hint", where, todo, where)
    data = Path(os.path.realpath(paths.data))
    for folder in (data, *data.parents):
        if folder.name.lower() in _CARRIERS or any((folder / mark).exists() for mark in _MARKS):
            where = clean(str(folder))
            yield Told(
                "file sync", "hint", f"{where} seems to be carried between devices",
                "A database can be damaged by that. Set REHAB_DATA_DIR to a folder that isn't, "
                "and use 'rehab sync' with one that is.", where,
            )  # fmt: skip
            return


def _journal(paths: Paths, clock: Clock) -> Iterator[Told]:
    path = journal_path(paths)
    where = clean(str(path))
    try:
        found = check(path, clock, PATIENCE)
    except BusyError:
        yield Told("journal", "hint", f"{where} is in use", "Try again in a moment.", where)
        return
    except RehabError as error:
        yield Told("journal", "wrong", f"{where}: {error.what}", error.todo, where)
        return
    wrong = [finding for finding in found.findings if not finding.startswith("backup ")]
    if wrong:
        words = f"{where}: {plural(len(wrong), 'thing is', 'things are')} wrong"
        yield Told("journal", "wrong", words, "See 'rehab journal check'.", where)
    elif not found.there:
        yield Told("journal", "ok", f"{where} (none yet)", own=where)
    elif os.name == "posix" and path.stat().st_mode & 0o077:
        words = f"{where} can be read by others"
        yield Told("journal", "hint", words, f"chmod 600 '{where}'", where)
    else:
        yield Told("journal", "ok", f"{where}, schema version {found.version}", own=where)


def _backups(paths: Paths, clock: Clock) -> Iterator[Told]:
    path = journal_path(paths)
    try:
        copies = backups(path)
    except RehabError as error:
        yield Told("backups", "wrong", str(error.what), error.todo)
        return
    bad = [copy.name for copy in copies if not is_sound(copy)]
    if bad:
        words = f"{plural(len(bad), 'was', 'were')} changed or cut off since: {', '.join(bad[:3])}"
        yield Told("backups", "wrong", words, "Move them away; 'rehab journal backup' makes one.")
    elif copies:
        days = (clock.now() - copies[0].at).days
        age = f"{plural(days, 'day', 'days')} old" if days > 0 else "less than a day old"
        words = f"{len(copies)}, the newest {age}"
        try:
            changed = path.exists() and path.stat().st_mtime_ns != copies[0].path.stat().st_mtime_ns
        except OSError:
            changed = True
        if changed and days > OLD_BACKUP_DAYS:
            yield Told("backups", "hint", words, "Make one with 'rehab journal backup'.")
        else:
            yield Told("backups", "ok", words)
    elif path.exists():
        yield Told("backups", "hint", "none yet", "Make one with 'rehab journal backup'.")


def _settings(paths: Paths, environment: Mapping[str, str]) -> Iterator[Told]:
    try:
        load_config(paths.config_file, environment)
    except RehabError as error:
        words = f"{error.where}: {error.what}"
        yield Told("settings", "wrong", words, error.todo, words)
    else:
        where = clean(str(paths.config_file))
        there = where if paths.config_file.exists() else "none of your own"
        yield Told("settings", "ok", there, own=where)


def _exercises_and_plan(paths: Paths) -> Iterator[Told]:
    try:
        catalogue = lay_over_all(shipped_catalogue(), paths.own_exercises)
    except RehabError:
        yield Told("exercises", "wrong", "the shipped ones can't be read", "Install rehab again.")
        return
    bad = {problem.file for problem in catalogue.trouble}
    if bad:
        words = f"{plural(len(bad), 'file of yours is', 'files of yours are')} left out"
        yield Told("own exercises", "wrong", words, "See 'rehab exercises check'.")
    else:
        where = clean(str(paths.own_exercises))
        there = where if paths.own_exercises.is_dir() else "none"
        yield Told("own exercises", "ok", there, own=where)
    where = clean(str(paths.plan))
    try:
        content = PlanFile(paths.plan, paths.plan_kept, lambda: catalogue).content()
        if content is not None:
            read_file(str(paths.plan), content, catalogue)
    except RehabError:
        yield Told(
            "plan", "wrong", f"{where} can't be read as it is", "See 'rehab plan check'.", where
        )
    else:
        yield Told("plan", "ok", "none of your own" if content is None else where, own=where)


def _sound(environment: Mapping[str, str]) -> Iterator[Told]:
    from rehab_tui.voice.speech import find_speaker
    from rehab_tui.voice.tones import find_players

    speaker, players = find_speaker(environment), find_players(environment)
    if speaker is None:
        yield Told("speech", "hint", "no program that speaks", "Install espeak-ng to hear words.")
    else:
        program = clean(speaker.program)
        yield Told("speech", "ok", program, own=os.path.dirname(program))  # noqa: PTH120
    if not players:
        todo = "In the checkout: pip install '.[sound]'. Until then the bell rings instead."
        yield Told("tones", "hint", "no program that plays sounds", todo)
    else:
        program = clean(players[0][0])
        yield Told("tones", "ok", program, own=os.path.dirname(program))  # noqa: PTH120


def _shared(folder: Path | None) -> Iterator[Told]:
    if folder is None:
        return
    where = clean(str(folder))
    if not os.path.isdir(folder):  # noqa: PTH112 - `is_dir` raises where a name is too long
        yield Told(
            "sync folder", "wrong", f"{where} is not there", "Connect what carries it.", where
        )
    elif not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield Told("sync folder", "wrong", f"{where} can't be written", "Check who owns it.", where)
    else:
        yield Told("sync folder", "ok", where, own=where)
