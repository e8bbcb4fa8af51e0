"""What needs no more than a glance: `rehab --version`, and `rehab log` of pain and mood.

Both are answered before anything large is loaded. Only a line that is understood in full, for a
journal that is just as it should be, goes this way; whatever else goes the long way, which reads
and writes the same. A test holds the two together: what is printed, and every row.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from rehab_tui import __version__

PAIN, MOOD = ("-p", "--pain"), ("-m", "--mood")
LEAST_WIDTH = 80
"""Columns that the answer fits in."""


def at_once(arguments: Sequence[str], environment: Mapping[str, str]) -> str | None:
    """Do what is asked if it can be done at once.

    Args:
        arguments: what stands behind `rehab`.
        environment: the variables.

    Returns:
        what to print; None when nothing was done and the long way is to be gone.
    """
    if environment.get("REHAB_DEBUG") or environment.get("REHAB_DEMO"):
        return None
    if arguments == ["--version"]:
        return f"rehab {__version__}\n"
    if len(arguments) < 3 or arguments[0] != "log" or len(arguments) % 2 == 0 or not _is_wide():
        return None
    options = list(zip(arguments[1::2], arguments[2::2], strict=True))
    if not all(name in (*PAIN, *MOOD) and value.isascii() for name, value in options):
        return None
    journal = journal_file(environment)
    return None if journal is None else _log(options, journal)


def journal_file(environment: Mapping[str, str]) -> str | None:
    """Where the journal is, as `paths` has it; None where that has to be looked up."""
    folder = environment.get("REHAB_DATA_DIR", "")
    if not folder and sys.platform == "linux":
        home = environment.get("HOME", "")
        if named := environment.get("XDG_DATA_HOME", ""):
            folder = f"{named.rstrip('/')}/rehab-tui"
        elif home.startswith("/") and home != "/":
            folder = f"{home}/.local/share/rehab-tui"
    return f"{folder}/journal.sqlite3" if folder.startswith("/") and folder != "/" else None


def _is_wide() -> bool:
    try:
        return not sys.stdout.isatty() or os.get_terminal_size(1).columns >= LEAST_WIDTH
    except (OSError, ValueError, AttributeError):
        return False


def _log(options: Sequence[tuple[str, str]], journal: str) -> str | None:
    from rehab_tui.clock import SystemClock
    from rehab_tui.errors import UsageError
    from rehab_tui.journal.append import Entry, append
    from rehab_tui.journal.vocabulary import site_in_words
    from rehab_tui.practice.values import parse_pain, parse_scale

    pains: list[Entry] = []
    moods: list[Entry] = []
    said = []
    try:
        for name, value in options:
            if name in PAIN:
                level, site, quality = parse_pain(value)
                own = {"level": level, "site": site, "quality": quality, "moment": "now"}
                pains.append(("pain", own))
                where = site_in_words(site) if site else None
                said.append(", ".join(filter(None, (str(level), where, quality))))
            elif moods:  # told the long way: one of them would be lost
                return None
            else:
                mood = parse_scale(value, 1, 5, "mood", option=name)
                moods.append(("mood", {"level": mood}))
    except UsageError:  # told the long way
        return None
    entries = [*pains, *moods]
    lines = [f"saved: pain {one}" for one in said] + [
        f"saved: mood {own['level']}" for _, own in moods
    ]
    now = SystemClock().now()
    label = f"logged {len(entries)} {'entry' if len(entries) == 1 else 'entries'}"
    short = append(journal, label, entries, now)
    if short is None:
        return None
    told = "".join(f"{line}  [{one}]\n" for line, one in zip(lines, short, strict=True))
    return f"{told}for today {now:%H:%M}. 'rehab undo' takes this back.\n"
